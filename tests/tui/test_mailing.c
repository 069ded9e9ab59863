// SPDX-License-Identifier: MIT
// Mails from the screen: what would happen is shown whole, the program gets exactly that, and what came of it
// is told; what fails stays a draft.
#include "on_editor.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rapport/app/contacts.h"
#include "rapport/base/file.h"
#include "rapport/base/str.h"
#include "support/fixture.h"

typedef struct Desk {
    FrameStage stage;
    char *folder, *mailer, *seen;
} Desk;

// A mail program that keeps what it gets, and fails when a file "broken" is there.
static void desk_open(Desk *desk)
{
    setenv("RAPPORT_EXTRAS_DIR", TEST_BINARY, 1);
    desk->folder = fixture_folder();
    desk->mailer = str_format("%s/mailer", desk->folder);
    desk->seen = str_format("%s/seen", desk->folder);
    char *text = str_format("#!/bin/sh\ncd '%s'\nif [ -e broken ]; then echo 'mailer: no way out' >&2; exit "
                            "75; fi\n{ printf '%%s|' \"$@\"; echo; cat; } >seen\n",
                            desk->folder);
    assert_true(file_write(desk->mailer, text, strlen(text), FILE_KEEP, NULL));
    assert_int_equal(chmod(desk->mailer, 0700), 0);
    free(text);
    frame_stage_open(&desk->stage);
    SCRIPT(&desk->stage, EDITOR_PEOPLE);
    SCRIPT(&desk->stage, "add Tove Zander @ Acme");
    FieldEdit field;
    FINE(field_edit_parse("email=noor@haddad.example", &field, err));
    int64_t me = store_me(desk->stage.app->store);
    FINE(app_edit(desk->stage.app, &me, 1, 0, &field, 1, err));
    SCRIPT(&desk->stage, "keys 2 c\ntext blank\nkeys Enter Up\ntext Tides\nkeys Enter\ntext Hello Maya, how "
                         "are they? Noor");
    char *line = str_format("set sendmail \"%s -t --from 'a b'\"", desk->mailer);
    assert_true(tui_run_command(desk->stage.tui, line));
    free(line);
}

static void desk_close(Desk *desk)
{
    frame_stage_close(&desk->stage);
    free(desk->mailer);
    free(desk->seen);
    fixture_remove(desk->folder);
}

static DraftState state_of(Desk *desk, int64_t id)
{
    Draft draft = editor_stage_stored(&desk->stage, id);
    DraftState state = draft.state;
    draft_clear(&draft);
    return state;
}

static void test_shown_then_sent(void **state)
{
    (void)state;
    Desk desk;
    desk_open(&desk);
    int64_t id = editor_stage_draft(&desk.stage)->draft.id;
    SCRIPT(&desk.stage, "keys M-m");
    SHOWS(&desk.stage, "To       Maya Lindqvist <maya@kestrel.example>");
    SHOWS(&desk.stage, "From     Noor Haddad <noor@haddad.example>");
    SHOWS(&desk.stage, "Subject  Tides");
    SHOWS(&desk.stage, "/mailer -t --from \"a b\"");
    assert_false(file_exists(desk.seen));
    SCRIPT(&desk.stage, "keys Esc");
    assert_false(file_exists(desk.seen)); // looked at, and left
    assert_int_equal(state_of(&desk, id), DRAFT_OPEN);
    SCRIPT(&desk.stage, "keys C-g m Enter");
    SHOWS(&desk.stage, "Sent to Maya Lindqvist.");
    assert_null(draft_of(desk.stage.tui));
    assert_int_equal(state_of(&desk, id), DRAFT_SENT);
    Str mail = STR_INIT;
    FINE(file_read(desk.seen, 1 << 20, &mail, err));
    assert_true(str_starts(str_get(&mail), "-t|--from|a b|\n"));
    assert_non_null(strstr(str_get(&mail), "\nTo: Maya Lindqvist <maya@kestrel.example>\n"));
    str_clear(&mail);
    SCRIPT(&desk.stage, "keys u");
    SHOWS(&desk.stage, "the mail has gone, and stays gone");
    assert_int_equal(state_of(&desk, id), DRAFT_OPEN);
    desk_close(&desk);
}

static void test_failure_keeps_the_draft(void **state)
{
    (void)state;
    Desk desk;
    desk_open(&desk);
    int64_t id = editor_stage_draft(&desk.stage)->draft.id;
    char *broken = str_format("%s/broken", desk.folder);
    FINE(file_write(broken, "", 0, FILE_KEEP, err));
    SCRIPT(&desk.stage, "keys M-m s");
    SHOWS(&desk.stage, "no way out");
    assert_int_equal(state_of(&desk, id), DRAFT_OPEN);
    unlink(broken);
    SCRIPT(&desk.stage, "keys 3 M-m s"); // from the list
    SHOWS(&desk.stage, "Sent to Maya");
    assert_int_equal(state_of(&desk, id), DRAFT_SENT);
    free(broken);
    desk_close(&desk);
}

static void test_too_soon(void **state)
{
    (void)state;
    Desk desk;
    desk_open(&desk);
    int64_t id = editor_stage_draft(&desk.stage)->draft.id;
    SCRIPT(&desk.stage, "log Maya | message | out | 2026-11-23 | Would you have 20 minutes?");
    SCRIPT(&desk.stage, "keys M-m");
    SHOWS(&desk.stage, "Too soon: You wrote to Maya on 23 Nov");
    SCRIPT(&desk.stage, "keys p");
    Draft draft = editor_stage_stored(&desk.stage, id);
    assert_int_equal(draft.state, DRAFT_OPEN);
    assert_int_not_equal(draft.planned_day, CIVIL_NONE);
    draft_clear(&draft);
    SCRIPT(&desk.stage, "keys 3 M-m !");
    assert_int_equal(state_of(&desk, id), DRAFT_SENT);
    desk_close(&desk);
}

// The program of another mail reader takes it up from its drafts, or from a file.
static void test_given_out(void **state)
{
    (void)state;
    Desk desk;
    desk_open(&desk);
    int64_t id = editor_stage_draft(&desk.stage)->draft.id;
    static const char *const PARTS[] = {"cur", "new", "tmp"};
    for (int i = 0; i < 3; i++) {
        char *part = str_format("%s/%s", desk.folder, PARTS[i]);
        assert_int_equal(mkdir(part, 0700), 0);
        free(part);
    }
    char *line = str_format("set drafts-maildir %s", desk.folder),
         *file = str_format("%s/one.eml", desk.folder);
    assert_true(tui_run_command(desk.stage.tui, line));
    SCRIPT(&desk.stage, "keys M-m d");
    SHOWS(&desk.stage, "waits among the drafts");
    char *typed = str_format("keys M-m e C-a C-k\ntext %s\nkeys Enter", file);
    SCRIPT(&desk.stage, typed);
    SHOWS(&desk.stage, "marks it sent once it has gone");
    Str mail = STR_INIT;
    FINE(file_read(file, 1 << 20, &mail, err));
    assert_non_null(strstr(str_get(&mail), "\nSubject: Tides\n"));
    str_clear(&mail);
    SCRIPT(&desk.stage, typed); // never over another
    SHOWS(&desk.stage, "exists");
    assert_int_equal(state_of(&desk, id), DRAFT_OPEN);
    assert_false(file_exists(desk.seen));
    free(line);
    free(file);
    free(typed);
    desk_close(&desk);
}

// What is no mail is handed over, and what is not complete is not offered.
static void test_other_ways(void **state)
{
    (void)state;
    Desk desk;
    desk_open(&desk);
    SCRIPT(&desk.stage, "text  {{hook}}\nkeys M-m");
    SHOWS(&desk.stage, "unfilled placeholder");
    SCRIPT(&desk.stage, "keys C-w C-w M-v l M-m");
    SHOWS(&desk.stage, "Was it sent?");
    SCRIPT(&desk.stage, "keys Esc M-v e");
    assert_true(tui_run_command(desk.stage.tui, "set sendmail \"\""));
    SCRIPT(&desk.stage, "keys M-m");
    SHOWS(&desk.stage, "no program: set sendmail");
    SCRIPT(&desk.stage, "keys Enter");
    SHOWS(&desk.stage, "Was it sent?");
    desk_close(&desk);
}

// An address that is missing is asked for on the way, and kept.
static void test_address_is_asked_for(void **state)
{
    (void)state;
    Desk desk;
    desk_open(&desk);
    SCRIPT(&desk.stage, "keys Esc 3 a\ntext Tove\nkeys Enter\ntext blank\n"
                        "keys Enter\ntext Hello Tove, hello. Noor\nkeys M-v e M-m");
    SHOWS(&desk.stage, "The mail address of Tove Zander");
    SCRIPT(&desk.stage, "text tove@acme\nkeys C-u\ntext nonsense\nkeys Enter");
    SHOWS(&desk.stage, "no mail address");
    SCRIPT(&desk.stage, "keys M-m\ntext tove@acme.example\nkeys Enter");
    SHOWS(&desk.stage, "To       Tove Zander <tove@acme.example>");
    SCRIPT(&desk.stage, "keys Enter");
    SHOWS(&desk.stage, "Sent to Tove Zander");
    desk_close(&desk);
}

// Each of a batch goes on its own, and the next one is there.
static void test_batch(void **state)
{
    (void)state;
    Desk desk;
    desk_open(&desk);
    SCRIPT(&desk.stage,
           "keys Esc 3 a\ntext Sam\nkeys Enter\ntext blank\nkeys Enter\ntext Hello Sam, hello. Noor");
    SCRIPT(&desk.stage, "keys Esc 3 A Enter");
    SHOWS(&desk.stage, "1 of 2");
    SCRIPT(&desk.stage, "keys M-m s");
    SHOWS(&desk.stage, "Sent to");
    SHOWS(&desk.stage, "2 of 2");
    SCRIPT(&desk.stage, "keys M-m s");
    assert_null(draft_of(desk.stage.tui));
    SHOWS(&desk.stage, "Messages that you are writing wait here");
    desk_close(&desk);
}

// Nothing is done with a draft whose mail is on its way, from wherever.
static void test_on_its_way(void **state)
{
    (void)state;
    Desk desk;
    desk_open(&desk);
    int64_t id = editor_stage_draft(&desk.stage)->draft.id;
    vec_push(&desk.stage.tui->mailed, id);
    static const char *const KEYS[] = {"keys M-Enter", "keys M-m", "keys M-c",
                                       "keys Esc 3 x", "keys y",   "keys d"};
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
        tui_toast(desk.stage.tui, false, "not yet");
        SCRIPT(&desk.stage, KEYS[i]);
        SHOWS(&desk.stage, "It is on its way already");
        assert_int_equal(state_of(&desk, id), DRAFT_OPEN);
    }
    desk_close(&desk);
}

// Where it does not all fit it is scrolled, since nothing may go unseen.
static void test_small_screen(void **state)
{
    (void)state;
    Desk desk;
    desk_open(&desk);
    SCRIPT(&desk.stage, "resize 40x12\nkeys M-m");
    SHOWS(&desk.stage, "To       Maya Lindqvist");
    SHOWS(&desk.stage, "lines  PgDn");
    assert_false(frame_stage_shows(&desk.stage, "By       "));
    SCRIPT(&desk.stage, "keys PgDn");
    SHOWS(&desk.stage, "Subject  Tides");
    SCRIPT(&desk.stage, "keys PgDn PgDn");
    SHOWS(&desk.stage, "By       ");
    SHOWS(&desk.stage, "lines  PgUp");
    SCRIPT(&desk.stage, "keys PgUp PgUp PgUp s");
    SHOWS(&desk.stage, "Sent to Maya");
    desk_close(&desk);
}

// Each address of somebody can be had in turn, and is remembered.
static void test_other_address(void **state)
{
    (void)state;
    Desk desk;
    desk_open(&desk);
    FieldEdit field;
    int64_t maya = editor_stage_draft(&desk.stage)->draft.recipients.items[0];
    FINE(field_edit_parse("email+=maya@home.example", &field, err));
    FINE(app_edit(desk.stage.app, &maya, 1, 0, &field, 1, err));
    SCRIPT(&desk.stage, "keys M-m");
    SHOWS(&desk.stage, "To       Maya Lindqvist <maya@kestrel.example>");
    SHOWS(&desk.stage, "to maya@home.example instead, from now on");
    SCRIPT(&desk.stage, "keys a");
    SHOWS(&desk.stage, "To       Maya Lindqvist <maya@home.example>");
    SHOWS(&desk.stage, "to maya@kestrel.example instead");
    SCRIPT(&desk.stage, "keys s");
    Str mail = STR_INIT;
    FINE(file_read(desk.seen, 1 << 20, &mail, err));
    assert_non_null(strstr(str_get(&mail), "\nTo: Maya Lindqvist <maya@home.example>\n"));
    str_clear(&mail);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shown_then_sent), cmocka_unit_test(test_failure_keeps_the_draft),
        cmocka_unit_test(test_too_soon),        cmocka_unit_test(test_given_out),
        cmocka_unit_test(test_other_ways),      cmocka_unit_test(test_batch),
        cmocka_unit_test(test_on_its_way),      cmocka_unit_test(test_other_address),
        cmocka_unit_test(test_small_screen),    cmocka_unit_test(test_address_is_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
