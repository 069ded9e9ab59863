// SPDX-License-Identifier: MIT
// What another program does to the database is on the screen after one idle round, without a key: in lists,
// under a filter, on Today, in the calendar. A round lasts a second at most.
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "idle_terminal.h"
#include "rapport/app/contacts.h"
#include "rapport/app/outreach.h"
#include "rapport/app/transfer.h"
#include "rapport/tui/tui.h"
#include "support/fixture.h"

typedef struct Row {
    const char *keys;  // that show the place
    const char *added; // there after somebody was added
} Row;

static const Row ROWS[] = {
    {"2 G", "Zzyzx"},              // at the end of the list
    {"2 / z z y", "Zzyzx"},        // a filter that is being typed
    {"2 / z z y Enter", "Zzyzx"},  // one that was kept
    {"1", "tell Zora the news"},   // a follow-up for today
    {"4", "tell Zora the news"},   // in the agenda
    {"5 / o m e Enter", "Omelet"}, // a company
    {"C-p z z y", "Zora Zzyzx"},   // found by the palette
};

typedef struct Place {
    IdleTerminal terminal;
    const Row *row;
    App *other;
    int round;
} Place;

static void idle(void *self)
{
    Place *place = self;
    AddResult added = {0};
    StepResult result = {0};
    switch (++place->round) {
    case 1:
        if (idle_shows(&place->terminal, place->row->added))
            fail_msg("%s: \"%s\" is there already", place->row->keys, place->row->added);
        FINE(app_add(place->other, "Zora Zzyzx @ Omelet", &added, err));
        FollowupRequest request = {.contact = added.contact,
                                   .day = app_today(place->other),
                                   .minute = -1,
                                   .text = "tell Zora the news"};
        FINE(app_followup_add(place->other, &request, &result, err));
        step_result_clear(&result);
        add_result_clear(&added);
        return;
    case 2:
        if (!idle_shows(&place->terminal, place->row->added))
            fail_msg("%s: \"%s\" is not there after a round", place->row->keys, place->row->added);
        JournalStep step;
        FINE(app_undo(place->other, true, &step, err));
        FINE(app_undo(place->other, true, &step, err));
        return;
    default:
        if (idle_shows(&place->terminal, place->row->added))
            fail_msg("%s: \"%s\" is still there after a round", place->row->keys, place->row->added);
        assert_true(memory_terminal_push_keys(place->terminal.inner, "Esc Esc Q"));
    }
}

static void look(const Row *row)
{
    char *folder = fixture_folder(), *path = str_format("%s/people.db", folder);
    StoreOptions options = {
        .path = path, .create = true, .clock = fixture_clock(), .ids = id_source_seeded(7)};
    App *app = NULL;
    Place place = {.row = row};
    FINE(app_open(&options, &app, err));
    FINE(app_load_sample(app, err));
    FINE(app_open(&options, &place.other, err));
    place.terminal = idle_terminal(60, 200, idle, &place);
    assert_true(memory_terminal_push_keys(place.terminal.inner, row->keys));
    TuiOptions wanted = {.app = app, .terminal = &place.terminal.base, .inline_jobs = true};
    Tui *tui = tui_new(&wanted, NULL);
    assert_int_equal(tui_run(tui), 0);
    assert_true(place.round >= 3);
    tui_free(tui);
    app_close(place.other);
    app_close(app);
    terminal_close(place.terminal.inner);
    free(path);
    fixture_remove(folder);
}

static void test_seen_after_a_round(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ROWS); i++)
        look(&ROWS[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_seen_after_a_round),
    };
    return cmocka_run_group_tests_name("tui/elsewhere", tests, NULL, NULL);
}
