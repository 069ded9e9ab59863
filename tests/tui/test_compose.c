// SPDX-License-Identifier: MIT
// c writes to whoever is focused, wherever people are shown; and to seven people who are marked it makes
// seven messages, each of its own.
#include "on_contacts.h"
#include "rapport/store/drafts.h"
#include "rapport/store/interactions.h"
#include "writing/draft.h"

static void open_sample(FrameStage *stage)
{
    frame_stage_open(stage);
    run(stage, "size 100x30\nsample");
}

static void test_from_every_pane(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *title;
    } CASES[] = {
        {"1 c", "Write to Erik Sand: reply"},
        {"1 [ [ c", "Write to José Álvarez: confirm"}, // whom one meets today
        {"1 Tab c", "Write to Maya Lindqvist: reply"},
        {"1 Tab ] c", "Write to Tom Reilly"},
        {"1 Tab ] ] c", "Write to Elif Yılmaz: reconnect"},
        {"2 c", "Write to Olú Adéyẹmí: reconnect"},
        {"2 Enter c", "Write to Olú Adéyẹmí: reconnect"},
        {"2 | c", "Write to Olú Adéyẹmí: reconnect"},
        {"3 c", "Write to Mei-Ling Chen: request"},
        {"4 c", "Write to José Álvarez: confirm"},
        {"4 Tab c", "Write to José Álvarez: confirm"},
        {"5 c", "Write to Maya Lindqvist: reply"}, // who has come furthest there
        {"5 Tab c", "Write to Maya Lindqvist: reply"},
        {"5 | c", "Write to Yara Benali: reply"},
        {": r e v i e w Enter c", "Write to Maya Lindqvist: reply"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        FrameStage stage;
        open_sample(&stage);
        char *script = str_format("keys %s", CASES[i].keys);
        run(&stage, script);
        if (!frame_stage_shows(&stage, CASES[i].title))
            print_error("keys %s:\n", CASES[i].keys);
        must_show(&stage, CASES[i].title);
        run(&stage, "keys Enter");
        must_show(&stage, "mark sent");
        assert_non_null(draft_of(stage.tui)); // a text to begin from, one key later
        free(script);
        frame_stage_close(&stage);
    }
}

static void test_seven_marked(void **state)
{
    (void)state;
    enum { SEVEN = 7 };
    FrameStage stage;
    open_sample(&stage);
    run(&stage,
        "keys 2 /\ntext stage:spotted -has:draft\nkeys Enter Space Space Space Space Space Space Space c");
    must_show(&stage, "Write to 7 people, one by one");
    run(&stage, "keys Enter");
    int64_t written[SEVEN] = {0};
    for (int i = 0; i < SEVEN; i++) {
        char *of = str_format("%d of %d", i + 1, SEVEN);
        must_show(&stage, of);
        const OpenDraft *open = draft_of(stage.tui);
        assert_non_null(open);
        assert_int_equal(open->draft.recipients.count, 1);
        written[i] = open->draft.recipients.items[0];
        for (int k = 0; k < i; k++)
            assert_true(written[k] != written[i]);
        assert_true(str_starts(editor_text(&open->editor), "Hello "));
        run(&stage, "keys M-Enter");
        free(of);
    }
    must_show(&stage, "stage:spotted"); // back where it began
    assert_null(draft_of(stage.tui));
    for (int i = 0; i < SEVEN; i++) {
        Interactions timeline = {0};
        Interaction sent;
        Error err = {0};
        interaction_init(&sent);
        assert_true(store_timeline(stage.app->store, written[i], 0, 0, 1, &timeline, &err));
        assert_true(store_interaction_get(stage.app->store, timeline.items[0].id, &sent, &err));
        assert_int_equal(sent.direction, DIRECTION_OUT);
        assert_int_equal(sent.participants.count, 1);
        interaction_clear(&sent);
        store_interactions_clear(&timeline);
    }
    frame_stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_from_every_pane),
        cmocka_unit_test(test_seven_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
