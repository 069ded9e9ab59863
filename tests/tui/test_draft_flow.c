// SPDX-License-Identifier: MIT
// What becomes of a draft: composed, handed over, sent too soon or in time, planned, discarded; and the text
// that goes to $EDITOR and back.
#include "on_editor.h"

#include <glob.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "handover.h"
#include "rapport/app/contacts.h"
#include "rapport/app/unsaved.h"
#include "rapport/base/file.h"
#include "rapport/base/str.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "rapport/store/ties.h"
#include "support/fixture.h"

// ---- a folder of pretended programs that is all of $PATH

typedef struct Programs {
    char folder[64];
    char *path_before;
} Programs;

static void programs_open(Programs *programs)
{
    snprintf(programs->folder, sizeof programs->folder, "/tmp/rapport-programs-XXXXXX");
    assert_non_null(mkdtemp(programs->folder));
    programs->path_before = mem_strdup(getenv("PATH"));
    setenv("PATH", programs->folder, 1);
}

// A program that writes its standard input and its arguments to NAME.in and NAME.args.
static void programs_add(const Programs *programs, const char *name)
{
    char *path = str_format("%s/%s", programs->folder, name);
    char *text =
        str_format("#!/bin/sh\n/bin/cat > '%s.in'\nprintf '%%s\\n' \"$@\" > '%s.args'\n", path, path);
    assert_true(file_write(path, text, strlen(text), FILE_KEEP, NULL));
    assert_int_equal(chmod(path, 0700), 0);
    free(text);
    free(path);
}

// What is launched is not waited for: its arguments come through a pipe with a name, which waits for both
// ends.
static void programs_add_opener(const Programs *programs, const char *name)
{
    char *path = str_format("%s/%s", programs->folder, name), *args = str_format("%s.args", path);
    char *text = str_format("#!/bin/sh\nprintf '%%s\\n' \"$@\" > '%s'\n", args);
    assert_int_equal(mkfifo(args, 0600), 0);
    assert_true(file_write(path, text, strlen(text), FILE_KEEP, NULL));
    assert_int_equal(chmod(path, 0700), 0);
    free(text);
    free(args);
    free(path);
}

static void programs_check(const Programs *programs, const char *file, const char *expected)
{
    char *path = str_format("%s/%s", programs->folder, file);
    Str text = STR_INIT;
    if (!file_read(path, 1 << 20, &text, NULL))
        fail_msg("%s was not written", path);
    assert_string_equal(str_get(&text), expected);
    str_clear(&text);
    free(path);
}

static void programs_close(Programs *programs)
{
    char *pattern = str_format("%s/*", programs->folder);
    glob_t files;
    if (glob(pattern, 0, NULL, &files) == 0) {
        for (size_t i = 0; i < files.gl_pathc; i++)
            unlink(files.gl_pathv[i]);
        globfree(&files);
    }
    rmdir(programs->folder);
    setenv("PATH", programs->path_before, 1);
    free(programs->path_before);
    free(pattern);
}

// ---- clipboard

static void test_clipboard_program_of_the_session(void **state)
{
    (void)state;
    static const struct {
        const char *session, *program, *args;
    } CASES[] = {{"WAYLAND_DISPLAY", "wl-copy", "\n"},
                 {"DISPLAY", "xclip", "-selection\nclipboard\n"},
                 {"DISPLAY", "xsel", "--clipboard\n--input\n"},
                 {NULL, "pbcopy", "\n"}};
    for (size_t i = 0; i < COUNT(CASES); i++) {
        Programs programs;
        FrameStage stage;
        programs_open(&programs);
        programs_add(&programs, CASES[i].program);
        if (CASES[i].session != NULL)
            setenv(CASES[i].session, ":7", 1);
        editor_stage_open(&stage);
        const char *how = "";
        assert_true(clipboard_copy(stage.tui, "two\nlines", &how, NULL));
        assert_string_equal(how, CASES[i].program);
        char *input = str_format("%s.in", CASES[i].program), *args = str_format("%s.args", CASES[i].program);
        programs_check(&programs, input, "two\nlines");
        programs_check(&programs, args, CASES[i].args);
        assert_string_equal(memory_terminal_clipboard(stage.terminal), "");
        free(input);
        free(args);
        if (CASES[i].session != NULL)
            unsetenv(CASES[i].session);
        frame_stage_close(&stage);
        programs_close(&programs);
    }
}

// A program without its session is not tried: it would fail or hang. The terminal is asked then.
static void test_clipboard_of_the_terminal(void **state)
{
    (void)state;
    Programs programs;
    FrameStage stage;
    const char *how = "";
    programs_open(&programs);
    programs_add(&programs, "xclip");
    editor_stage_open(&stage);
    assert_true(clipboard_copy(stage.tui, "text", &how, NULL));
    assert_string_equal(how, "the terminal");
    assert_string_equal(memory_terminal_clipboard(stage.terminal), "text");
    frame_stage_close(&stage);
    programs_close(&programs);
}

static void test_clipboard_as_configured(void **state)
{
    (void)state;
    Programs programs;
    FrameStage stage;
    programs_open(&programs);
    programs_add(&programs, "my-copy");
    editor_stage_open(&stage);
    assert_true(tui_run_command(stage.tui, "set clipboard my-copy --now"));
    SCRIPT(&stage, "text whole message\nkeys M-c");
    SHOWS(&stage, "in the clipboard (my-copy --now)");
    programs_check(&programs, "my-copy.in", "whole message");
    programs_check(&programs, "my-copy.args", "--now\n");
    frame_stage_close(&stage);
    programs_close(&programs);
}

// ---- links

static void test_only_some_links_are_opened(void **state)
{
    (void)state;
    static const struct {
        const char *link;
        bool allowed;
    } CASES[] = {{"https://www.linkedin.com/in/maya", true},
                 {"http://maya.example/?a=b&c=d#e", true},
                 {"mailto:maya@kestrel.example?subject=Hi%20you", true},
                 {"https://", false},
                 {"file:///etc/passwd", false},
                 {"javascript:alert(1)", false},
                 {"ftp://maya.example", false},
                 {"-x", false},
                 {"", false},
                 {"HTTPS://maya.example", false},
                 {"https://maya.example/a b", false},
                 {"https://maya.example/\n", false},
                 {"https://maya.example/\x1b[2J", false},
                 {"https://maya.example/\"x", false},
                 {"https://ma\xc3\xbfya.example", false}};
    for (size_t i = 0; i < COUNT(CASES); i++)
        if (link_allowed(CASES[i].link) != CASES[i].allowed)
            fail_msg("%s", CASES[i].link);
}

static void test_mail_link(void **state)
{
    (void)state;
    static const struct {
        const char *address, *subject, *body, *link;
    } CASES[] = {
        {"a@b.example", NULL, NULL, "mailto:a@b.example"},
        {"a@b.example", "Hi you", NULL, "mailto:a@b.example?subject=Hi%20you"},
        {"a@b.example", "", "one\ntwo", "mailto:a@b.example?body=one%0D%0Atwo"},
        {"a@b.example", "S&b=c", "é?", "mailto:a@b.example?subject=S%26b%3Dc&body=%C3%A9%3F"},
        {"a@b.example?cc=x@y.example", NULL, NULL, "mailto:a@b.example%3Fcc%3Dx@y.example"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        Str link = STR_INIT;
        link_mail(&link, CASES[i].address, CASES[i].subject, CASES[i].body);
        assert_string_equal(str_get(&link), CASES[i].link);
        assert_true(link_allowed(str_get(&link)));
        str_clear(&link);
    }
}

// ---- hand over

static void test_hand_over_opens_the_profile_and_asks(void **state)
{
    (void)state;
    Programs programs;
    FrameStage stage;
    programs_open(&programs);
    programs_add_opener(&programs, "browse");
    editor_stage_open(&stage);
    assert_true(tui_run_command(stage.tui, "set browser browse --new %s"));
    int64_t id = editor_stage_draft(&stage)->draft.id,
            maya = editor_stage_draft(&stage)->draft.recipients.items[0];
    SCRIPT(&stage, "keys M-v l\ntext Hello Maya, would you have a moment?\nkeys C-g c");
    SHOWS(&stage, "Opened https://www.linkedin.com/in/maya-example");
    SHOWS(&stage, "Was it sent?");
    assert_string_equal(memory_terminal_clipboard(stage.terminal), "Hello Maya, would you have a moment?");
    programs_check(&programs, "browse.args", "--new\nhttps://www.linkedin.com/in/maya-example\n");
    SCRIPT(&stage, "keys y");
    SHOWS(&stage, "Marked sent");
    assert_null(draft_of(stage.tui));
    Draft sent = editor_stage_stored(&stage, id);
    assert_int_equal(sent.state, DRAFT_SENT);
    draft_clear(&sent);
    Interactions timeline = {0};
    assert_true(store_timeline(stage.app->store, maya, 0, 0, 5, &timeline, NULL));
    assert_int_equal(timeline.count, 1);
    assert_string_equal(timeline.items[0].text, "Hello Maya, would you have a moment?");
    assert_int_equal(timeline.items[0].channel, CHANNEL_LINKEDIN);
    store_interactions_clear(&timeline);
    frame_stage_close(&stage);
    programs_close(&programs);
}

static void test_hand_over_without_anything(void **state)
{
    (void)state;
    Programs programs;
    FrameStage stage;
    programs_open(&programs);
    editor_stage_open(&stage);
    SCRIPT(&stage, "keys M-c");
    SHOWS(&stage, "There is no text yet");
    SCRIPT(&stage, "keys Up\ntext Greetings\nkeys Enter\ntext See {{hook}}.\nkeys M-c");
    SHOWS(&stage, "Open mailto:maya@kestrel.example");
    SHOWS(&stage, "1 placeholder is still empty");
    SCRIPT(&stage, "keys s");
    assert_string_equal(memory_terminal_clipboard(stage.terminal), "Greetings");
    SCRIPT(&stage, "keys M-c y");
    SHOWS(&stage, "unfilled placeholder");
    editor_stage_draft(&stage); // still open
    SCRIPT(&stage, "keys M-v s M-c");
    SHOWS(&stage, "No phone number of Maya Lindqvist is known");
    frame_stage_close(&stage);
    programs_close(&programs);
}

// ---- sent

static void write_yesterday(FrameStage *stage)
{
    SCRIPT(stage, "log Maya | message | out | 2026-11-23 | Would you have 20 minutes?");
}

static void open_to_maya(FrameStage *stage)
{
    frame_stage_open(stage);
    SCRIPT(stage, EDITOR_PEOPLE);
    write_yesterday(stage);
    SCRIPT(stage, "keys 2 c\ntext blank\nkeys Enter\ntext Did you get it?");
}

static void test_too_soon_is_planned(void **state)
{
    (void)state;
    FrameStage stage;
    open_to_maya(&stage);
    int64_t id = editor_stage_draft(&stage)->draft.id,
            maya = editor_stage_draft(&stage)->draft.recipients.items[0];
    SCRIPT(&stage, "keys M-Enter");
    SHOWS(&stage, "Too soon");
    SHOWS(&stage, "You wrote to Maya on 23 Nov");
    SCRIPT(&stage, "keys Enter");
    Draft draft = editor_stage_stored(&stage, id);
    assert_int_equal(draft.state, DRAFT_OPEN);
    assert_int_equal(draft.planned_day, civil_day(2026, 11, 30));
    draft_clear(&draft);
    FollowupList rows = {0};
    bool found = false;
    assert_true(store_followups_of(stage.app->store, maya, true, &rows, NULL));
    for (size_t i = 0; i < rows.count; i++)
        found = found || (rows.items[i].day == civil_day(2026, 11, 30) &&
                          strcmp(rows.items[i].text, "send the draft to Maya Lindqvist") == 0);
    assert_true(found);
    followup_list_clear(&rows);
    SCRIPT(&stage, "keys u"); // one step: the day and the follow-up go together
    draft = editor_stage_stored(&stage, id);
    assert_int_equal(draft.planned_day, CIVIL_NONE);
    draft_clear(&draft);
    frame_stage_close(&stage);
}

static void test_too_soon_is_overridden(void **state)
{
    (void)state;
    FrameStage stage;
    open_to_maya(&stage);
    int64_t id = editor_stage_draft(&stage)->draft.id;
    SCRIPT(&stage, "keys C-g s Escape");
    Draft draft = editor_stage_stored(&stage, id);
    assert_int_equal(draft.state, DRAFT_OPEN);
    draft_clear(&draft);
    SCRIPT(&stage, "keys M-Enter !");
    draft = editor_stage_stored(&stage, id);
    assert_int_equal(draft.state, DRAFT_SENT);
    draft_clear(&draft);
    SCRIPT(&stage, "keys u");
    draft = editor_stage_stored(&stage, id);
    assert_int_equal(draft.state, DRAFT_OPEN);
    assert_string_equal(draft.text, "Did you get it?");
    draft_clear(&draft);
    frame_stage_close(&stage);
}

static void test_empty_is_not_sent(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "keys M-Enter");
    SHOWS(&stage, "is empty");
    editor_stage_draft(&stage);
    frame_stage_close(&stage);
}

// ---- the list

static void test_list_sends_and_discards(void **state)
{
    (void)state;
    FrameStage stage;
    frame_stage_open(&stage);
    SCRIPT(&stage, EDITOR_PEOPLE);
    SCRIPT(&stage, "draft Maya | email | Hello Maya\ndraft Sam | email | Hello Sam\nkeys 3");
    SHOWS(&stage, "Drafts 2");
    SCRIPT(&stage, "keys d");
    SHOWS(&stage, "Drafts 1");
    SCRIPT(&stage, "keys u");
    SHOWS(&stage, "Drafts 2");
    SCRIPT(&stage, "keys x");
    SHOWS(&stage, "Marked sent");
    SHOWS(&stage, "Drafts 1");
    SCRIPT(&stage, "keys d");
    SHOWS(&stage, "Messages that you are writing wait here");
    frame_stage_close(&stage);
}

static void test_new_one_asks_to_whom(void **state)
{
    (void)state;
    FrameStage stage;
    frame_stage_open(&stage);
    SCRIPT(&stage, EDITOR_PEOPLE);
    SCRIPT(&stage, "keys 3 a");
    SHOWS(&stage, "To whom?");
    SCRIPT(&stage, "text Sam\nkeys Enter Enter");
    assert_string_equal(editor_stage_draft(&stage)->draft.recipient_names, "Sam Okafor");
    assert_true(strlen(editor_text(&editor_stage_draft(&stage)->editor)) > 0); // from a template
    frame_stage_close(&stage);
}

// While another program holds the database the text goes to a file of its own; the next opening takes it up.
static void test_what_cannot_be_saved_is_kept(void **state)
{
    (void)state;
    char *folder = fixture_folder(), *path = str_format("%s/people.db", folder);
    FrameStage stage;
    frame_stage_open_at(&stage, path);
    SCRIPT(&stage, EDITOR_PEOPLE);
    SCRIPT(&stage, "keys 2 c\ntext blank\nkeys Enter\ntext Hello Maya");
    Draft draft = editor_stage_stored(&stage, editor_stage_draft(&stage)->draft.id);
    Store *other = NULL;
    StoreOptions options = {.path = path, .clock = fixture_clock(), .ids = id_source_seeded(9)};
    FINE(store_open(&options, &other, err));
    FINE(store_begin(other, "hold", err));
    SCRIPT(&stage, "text , how are you?\nkeys Esc");
    assert_null(draft_of(stage.tui)); // nothing is lost, so nothing is asked
    int64_t rev;
    Str subject = STR_INIT, text = STR_INIT;
    assert_true(unsaved_find(stage.app, &draft, &rev, &subject, &text));
    assert_string_equal(str_get(&text), "Hello Maya, how are you?");
    store_rollback(other);
    SCRIPT(&stage, "keys 3 Enter");
    HOLDS(&stage, "Hello Maya, how are you?");
    SHOWS(&stage, "What could not be saved the last time is here again");
    SCRIPT(&stage, "keys Esc");
    assert_false(unsaved_find(stage.app, &draft, &rev, &subject, &text));
    Draft saved = editor_stage_stored(&stage, draft.id);
    assert_string_equal(saved.text, "Hello Maya, how are you?");
    draft_clear(&saved);
    FINE(unsaved_keep(stage.app, &draft, draft.rev, "", "Hello Maya, how are you?", err)); // as of who died
    SCRIPT(&stage, "keys 3 Enter");
    HOLDS(&stage, "Hello Maya, how are you?");
    assert_false(unsaved_find(stage.app, &draft, &rev, &subject, &text));
    draft_clear(&draft);
    str_clear(&subject);
    str_clear(&text);
    store_close(other);
    frame_stage_close(&stage);
    free(path);
    fixture_remove(folder);
}

// Once: a message needs somebody who signs it.
static void test_first_one_asks_for_my_name(void **state)
{
    (void)state;
    FrameStage stage;
    frame_stage_open(&stage);
    SCRIPT(&stage, "add Maya Lindqvist @ Kestrel\nkeys 2 c");
    SHOWS(&stage, "Your own name, to sign with");
    SCRIPT(&stage, "text Noor Haddad\nkeys Enter\ntext blank\nkeys Enter");
    HOLDS(&stage, "");
    assert_true(app_me_named(stage.app));
    SCRIPT(&stage, "keys Esc q 2 c");
    SHOWS(&stage, "Write to Maya Lindqvist");
    frame_stage_close(&stage);
}

// Marked people get a draft each; M-j and M-k go through them, M-Enter to the next.
static void test_batch(void **state)
{
    (void)state;
    FrameStage stage;
    frame_stage_open(&stage);
    SCRIPT(&stage, EDITOR_PEOPLE);
    SCRIPT(&stage, "keys 2 A c e\ntext blank\nkeys Enter");
    SHOWS(&stage, "2 drafts");
    int64_t first = editor_stage_draft(&stage)->draft.id;
    SCRIPT(&stage, "text one\nkeys M-j\ntext two");
    assert_int_not_equal(editor_stage_draft(&stage)->draft.id, first);
    HOLDS(&stage, "two");
    SHOWS(&stage, "2 of 2");
    SCRIPT(&stage, "keys M-j");
    SHOWS(&stage, "No draft is left behind");
    SCRIPT(&stage, "keys C-g k");
    HOLDS(&stage, "one");
    SHOWS(&stage, "1 of 2");
    SCRIPT(&stage, "keys M-Enter");
    SHOWS(&stage, "Marked sent");
    HOLDS(&stage, "two");
    SCRIPT(&stage, "keys M-k");
    SHOWS(&stage, "No draft is left before");
    SCRIPT(&stage, "keys M-Enter");
    assert_null(draft_of(stage.tui)); // back where it began
    SHOWS(&stage, "Contacts");
    frame_stage_close(&stage);
}

// Who has a draft already can go on with it instead of getting a second one.
static void test_begun_already(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    int64_t id = editor_stage_draft(&stage)->draft.id;
    SCRIPT(&stage, "text begun\nkeys Esc c");
    SHOWS(&stage, "go on with your draft");
    SCRIPT(&stage, "keys Down Enter");
    assert_int_equal(editor_stage_draft(&stage)->draft.id, id);
    HOLDS(&stage, "begun");
    SCRIPT(&stage, "keys M-t");
    assert_false(frame_stage_shows(&stage, "go on with your draft"));
    frame_stage_close(&stage);
}

static const char *recipient(FrameStage *stage)
{
    return editor_stage_draft(stage)->draft.recipient_names;
}

// They come in the order of the list, are made and discarded as one step, and one that was left is gone on
// with where it was.
static void test_batch_left(void **state)
{
    (void)state;
    FrameStage stage;
    frame_stage_open(&stage);
    SCRIPT(&stage, EDITOR_PEOPLE);
    SCRIPT(&stage, "keys 2 O A c e\ntext blank\nkeys Enter");
    assert_string_equal(recipient(&stage), "Sam Okafor");
    SCRIPT(&stage, "text one\nkeys M-j");
    assert_string_equal(recipient(&stage), "Maya Lindqvist");
    SCRIPT(&stage, "keys Esc 3 Enter");
    SHOWS(&stage, " of 2");
    SCRIPT(&stage, "keys Esc A d");
    SHOWS(&stage, "2 drafts discarded");
    SHOWS(&stage, "Messages that you are writing wait here");
    SCRIPT(&stage, "keys u");
    SHOWS(&stage, "Drafts 2");
    SCRIPT(&stage, "keys u");
    SHOWS(&stage, "Undone: drafts to 2 people");
    SHOWS(&stage, "Messages that you are writing wait here");
    SCRIPT(&stage, "keys C-r");
    SHOWS(&stage, "Drafts 2");
    frame_stage_close(&stage);
}

static void add_people(FrameStage *stage, int count)
{
    for (int i = 0; i < count; i++) {
        AddResult result = {0};
        char *line = str_format("Person Number%d @ Acme", i);
        FINE(app_add(stage->app, line, &result, err));
        add_result_clear(&result);
        free(line);
    }
}

// So many that the drafts are made behind the screen.
static void test_batch_of_many(void **state)
{
    (void)state;
    FrameStage stage;
    frame_stage_open(&stage);
    SCRIPT(&stage, EDITOR_PEOPLE);
    add_people(&stage, 28);
    SCRIPT(&stage, "keys 2 A c\nkeys Enter");
    SHOWS(&stage, "30 drafts, one for each");
    SHOWS(&stage, "1 of 30");
    SCRIPT(&stage, "keys Esc u");
    SHOWS(&stage, "Undone: drafts to 30 people");
    frame_stage_close(&stage);
}

static void test_batch_of_too_many(void **state)
{
    (void)state;
    FrameStage stage;
    frame_stage_open(&stage);
    SCRIPT(&stage, EDITOR_PEOPLE);
    add_people(&stage, 200);
    SCRIPT(&stage, "keys 2 A c");
    SHOWS(&stage, "mark at most 200 people");
    frame_stage_close(&stage);
}

static int ties_of(FrameStage *stage, const Draft *draft)
{
    const int64_t *people = draft->recipients.items;
    return store_tie_known(stage->app->store, people[0], people[1], "knows") ? 1 : 0;
}

// One message to two: both are greeted, both have it in their history, and they know each other then.
static void test_introduction(void **state)
{
    (void)state;
    FrameStage stage;
    frame_stage_open(&stage);
    SCRIPT(&stage, EDITOR_PEOPLE);
    SCRIPT(&stage, "keys 2 A c i");
    OpenDraft *open = editor_stage_draft(&stage);
    int64_t id = open->draft.id;
    assert_int_equal(open->draft.recipients.count, 2);
    assert_int_equal(open->draft.occasion, OCCASION_INTRODUCTION);
    assert_true(str_starts(editor_text(&open->editor), "Hello Maya, hello Sam,\n"));
    assert_non_null(strstr(editor_text(&open->editor), "Maya works at Kestrel. Sam works at Ravenna."));
    assert_int_equal(check_count(&open->check, CHECK_ERROR), 0);
    SCRIPT(&stage, "keys M-Enter");
    SHOWS(&stage, "Marked sent");
    Draft draft = editor_stage_stored(&stage, id);
    assert_int_equal(draft.state, DRAFT_SENT);
    assert_int_equal(ties_of(&stage, &draft), 1);
    for (int i = 0; i < 2; i++)
        assert_int_equal(store_timeline_count(stage.app->store, draft.recipients.items[i]), 1);
    SCRIPT(&stage, "keys u"); // one step
    assert_int_equal(ties_of(&stage, &draft), 0);
    for (int i = 0; i < 2; i++)
        assert_int_equal(store_timeline_count(stage.app->store, draft.recipients.items[i]), 0);
    draft_clear(&draft);
    frame_stage_close(&stage);
}

static void test_introduction_of_one(void **state)
{
    (void)state;
    FrameStage stage;
    frame_stage_open(&stage);
    SCRIPT(&stage, EDITOR_PEOPLE);
    SCRIPT(&stage, "keys 2 A c i M-c");
    SHOWS(&stage, "Was it sent?");
    assert_false(frame_stage_shows(&stage, "goes to one"));
    const Draft *draft = &editor_stage_draft(&stage)->draft;
    FINE(app_draft_recipient(stage.app, draft->id, draft->recipients.items[1], err));
    SCRIPT(&stage, "keys Esc M-c");
    SHOWS(&stage, "It was written to two people and goes to one");
    frame_stage_close(&stage);
}

// Who is owed an answer gets one, whatever else the rules say of them.
// Beside the list stands the beginning of a long one, and at its end where the rest is.
static void test_preview_of_a_long_one(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    Str text = STR_INIT;
    for (int i = 0; i < 3500; i++)
        str_append(&text, "ten letters and more\n");
    memory_terminal_push_paste(stage.terminal, str_get(&text));
    SCRIPT(&stage, "keys Escape 3");
    SHOWS(&stage, "ten letters and more");
    SCRIPT(&stage, "keys Tab");
    for (int i = 0; i < 40; i++)
        SCRIPT(&stage, "keys PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn");
    SHOWS(&stage, "Enter opens it and shows the rest.");
    str_clear(&text);
    frame_stage_close(&stage);
}

static void test_row_says_what_for(void **state)
{
    (void)state;
    FrameStage stage;
    frame_stage_open(&stage);
    SCRIPT(&stage, "sample\nkeys 1 Tab c");
    SHOWS(&stage, "Write to Maya Lindqvist: reply");
    frame_stage_close(&stage);
}

// The template for two asks for the other; M-w adds and takes away.
static void test_recipients(void **state)
{
    (void)state;
    FrameStage stage;
    frame_stage_open(&stage);
    SCRIPT(&stage, EDITOR_PEOPLE);
    SCRIPT(&stage, "keys 2 c\ntext introduce-two\nkeys Enter");
    SHOWS(&stage, "And to whom else?");
    SCRIPT(&stage, "text Sam\nkeys Enter");
    SHOWS(&stage, "Maya Lindqvist, Sam Okafor");
    SCRIPT(&stage, "keys M-w\ntext Sam\nkeys Enter");
    assert_int_equal(editor_stage_draft(&stage)->draft.recipients.count, 1);
    SCRIPT(&stage, "keys M-w\ntext Maya\nkeys Enter");
    SHOWS(&stage, "the only recipient");
    SCRIPT(&stage, "keys M-w\ntext Sam\nkeys Enter");
    assert_string_equal(editor_stage_draft(&stage)->draft.recipient_names, "Maya Lindqvist, Sam Okafor");
    SCRIPT(&stage, "keys M-c");
    SHOWS(&stage, "mailto:maya@kestrel.example,sam@ravenna.example");
    frame_stage_close(&stage);
}

static void test_change_of_template_is_undone(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "text my own words\nkeys M-t Enter");
    const char *text = editor_text(&editor_stage_draft(&stage)->editor);
    assert_non_null(strstr(text, "Maya"));
    assert_non_null(editor_stage_draft(&stage)->draft.template_name);
    SCRIPT(&stage, "keys C-z");
    HOLDS(&stage, "my own words");
    frame_stage_close(&stage);
}

static void test_hook_is_inserted(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "keys M-h");
    SHOWS(&stage, "No reason to write is kept");
    assert_true(
        app_hook(stage.app, editor_stage_draft(&stage)->draft.recipients.items[0], "the new bridge", NULL));
    SCRIPT(&stage, "text About\nkeys space M-h Enter");
    HOLDS(&stage, "About the new bridge");
    frame_stage_close(&stage);
}

// ---- $EDITOR

static const char REMOVED[] = "no file";

typedef struct Edit {
    const char *text; // what the pretended editor leaves; NULL = as it was; REMOVED = no file
    int status;
    char seen[256], folder[256];
    unsigned mode, folder_mode;
    int words;
    bool nomodeline;
} Edit;

static int pretend_to_edit(void *self, char *const argv[])
{
    Edit *edit = self;
    int last = 0;
    while (argv[last + 1] != NULL) {
        edit->nomodeline = edit->nomodeline || strcmp(argv[last], "set nomodeline") == 0;
        last++;
    }
    edit->words = last + 1;
    struct stat info;
    Str text = STR_INIT;
    assert_int_equal(stat(argv[last], &info), 0);
    edit->mode = info.st_mode & 0777;
    assert_true(file_read(argv[last], 1 << 20, &text, NULL));
    snprintf(edit->seen, sizeof edit->seen, "%s", str_get(&text));
    snprintf(edit->folder, sizeof edit->folder, "%s", argv[last]);
    *strrchr(edit->folder, '/') = '\0';
    assert_int_equal(stat(edit->folder, &info), 0);
    edit->folder_mode = info.st_mode & 0777;
    str_clear(&text);
    char *left_over = str_format("%s~", argv[last]);
    assert_true(file_write(left_over, "copy", 4, FILE_KEEP, NULL));
    free(left_over);
    if (edit->text == REMOVED)
        assert_int_equal(unlink(argv[last]), 0);
    else if (edit->text != NULL)
        assert_true(file_write(argv[last], edit->text, strlen(edit->text), FILE_REPLACE, NULL));
    return edit->status;
}

static const struct {
    const char *editor, *left;
    int status;
    const char *text, *toast;
    bool nomodeline;
} EDITS[] = {
    {"vim", "edited\n", 0, "edited", NULL, true},
    {"/usr/bin/nvim -u NONE", "a\nb\n\n", 0, "a\nb\n", NULL, true},
    {"emacs -nw", NULL, 0, "draft", "Nothing was changed", false},
    {"nano", "lost\n", 1, "draft", "ended with status 1", false},
    {"nano", "b\xff\x1b[2Jd\r\ne", 0, "b\uFFFD[2Jd\ne", NULL, false},
    {"'my editor' --wait", "", 0, "", NULL, false},
    {"\"unclosed", "x", 0, "draft", "the name of the editor: the quote", false},
    {"nano", REMOVED, 0, "draft", "the editor left no text; yours is as it was", false},
};

static void test_external_editor(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(EDITS); i++) {
        FrameStage stage;
        Edit edit = {.text = EDITS[i].left, .status = EDITS[i].status};
        editor_stage_open(&stage);
        memory_terminal_on_run(stage.terminal, pretend_to_edit, &edit);
        setenv("VISUAL", EDITS[i].editor, 1);
        SCRIPT(&stage, "text draft\nkeys C-o");
        HOLDS(&stage, EDITS[i].text);
        if (EDITS[i].toast != NULL)
            SHOWS(&stage, EDITS[i].toast);
        if (edit.words > 0) {
            assert_string_equal(edit.seen, "draft\n");
            assert_int_equal(edit.mode, 0600);
            assert_int_equal(edit.folder_mode, 0700);
            assert_int_equal(edit.nomodeline, EDITS[i].nomodeline);
            assert_int_not_equal(access(edit.folder, F_OK), 0); // nothing stays behind
        }
        if (strcmp(EDITS[i].text, "draft") != 0) {
            SCRIPT(&stage, "keys C-z"); // one step
            HOLDS(&stage, "draft");
        }
        unsetenv("VISUAL");
        frame_stage_close(&stage);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clipboard_program_of_the_session),
        cmocka_unit_test(test_clipboard_of_the_terminal),
        cmocka_unit_test(test_clipboard_as_configured),
        cmocka_unit_test(test_only_some_links_are_opened),
        cmocka_unit_test(test_mail_link),
        cmocka_unit_test(test_hand_over_opens_the_profile_and_asks),
        cmocka_unit_test(test_hand_over_without_anything),
        cmocka_unit_test(test_too_soon_is_planned),
        cmocka_unit_test(test_too_soon_is_overridden),
        cmocka_unit_test(test_empty_is_not_sent),
        cmocka_unit_test(test_list_sends_and_discards),
        cmocka_unit_test(test_new_one_asks_to_whom),
        cmocka_unit_test(test_what_cannot_be_saved_is_kept),
        cmocka_unit_test(test_first_one_asks_for_my_name),
        cmocka_unit_test(test_begun_already),
        cmocka_unit_test(test_batch),
        cmocka_unit_test(test_batch_left),
        cmocka_unit_test(test_batch_of_many),
        cmocka_unit_test(test_batch_of_too_many),
        cmocka_unit_test(test_introduction),
        cmocka_unit_test(test_introduction_of_one),
        cmocka_unit_test(test_row_says_what_for),
        cmocka_unit_test(test_preview_of_a_long_one),
        cmocka_unit_test(test_recipients),
        cmocka_unit_test(test_change_of_template_is_undone),
        cmocka_unit_test(test_hook_is_inserted),
        cmocka_unit_test(test_external_editor),
    };
    static const char *const CLEAN[] = {"DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "VISUAL", "EDITOR"};
    for (size_t i = 0; i < COUNT(CLEAN); i++)
        unsetenv(CLEAN[i]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
