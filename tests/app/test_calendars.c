// SPDX-License-Identifier: MIT
// A calendar of another program read again and again: a move there and a move here, told apart by what the
// calendar said last; and what we had written ourselves comes back changed.
#include "support/check.h"

#include "fixture.h"
#include "rapport/app/confirm.h"
#include "rapport/app/contacts.h"
#include "rapport/app/meetings.h"
#include "rapport/app/outreach.h"
#include "rapport/base/mem.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"

static char folder[] = "/tmp/rapport-calendars-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    setenv("RAPPORT_EXTRAS_DIR", TEST_BINARY, 1);
    setenv("TZ", "UTC", 1);
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    (void)state;
    char *path = str_format("%s/a.ics", folder);
    unlink(path);
    free(path);
    return rmdir(folder);
}

static int64_t add(App *app, const char *line)
{
    ContactIds ids = {0};
    FINE(app_add_lines(app, line, false, &ids, err));
    int64_t id = ids.items[0];
    vec_clear(&ids);
    return id;
}

// Imports the components and says what the report tells of plans, a line each.
static char *import_text(App *app, const char *text)
{
    char *whole = str_format("BEGIN:VCALENDAR\nVERSION:2.0\n%sEND:VCALENDAR\n", text);
    char *path = str_format("%s/a.ics", folder);
    const char *paths[] = {path};
    ImportRequest request = {.paths = paths, .path_count = 1};
    ImportReport report;
    Str out = STR_INIT;
    fixture_file(folder, "a.ics", whole);
    FINE(app_import(app, &request, &report, err));
    for (size_t i = 0; i < report.plan_changes.count; i++) {
        char *line = plan_change_line(&report.plan_changes.items[i]);
        str_appendf(&out, "%s\n", line);
        free(line);
    }
    import_report_clear(&report);
    free(path);
    free(whole);
    return str_take(&out);
}

static void tells(App *app, const char *text, const char *expected)
{
    char *told = import_text(app, text);
    assert_string_equal(told, expected);
    free(told);
}

static char *coffee(const char *start, const char *place)
{
    return str_format("BEGIN:VEVENT\nUID:coffee@other.example\nDTSTART:%s\nDURATION:PT30M\nSUMMARY:Coffee\n"
                      "LOCATION:%s\nATTENDEE:mailto:ada@acme.example\nEND:VEVENT\n",
                      start, place);
}

static int32_t day_of(App *app, int64_t id)
{
    Interaction meeting;
    interaction_init(&meeting);
    FINE(store_interaction_get(app->store, id, &meeting, err));
    int32_t day = meeting.day;
    interaction_clear(&meeting);
    return day;
}

static void test_a_move_here_and_a_move_there(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 3);
    int32_t today = app_today(app);
    StepResult result;
    ToConfirmRows rows = {0};
    add(app, "Ada Byron, ada@acme.example");
    char *first = coffee("20261127T140000Z", "Nord"), *later = coffee("20261203T150000Z", "Nord");
    tells(app, first, "");
    FINE(confirm_load(app, &rows, err));
    assert_int_equal(rows.count, 1);
    int64_t id = rows.items[0].id;
    FINE(app_confirm(app, &id, 1, 0, &result, err));
    step_result_clear(&result);
    FINE(app_meetings_shift(app, &id, 1, 1, &result, err));
    step_result_clear(&result);
    tells(app, first, ""); // the calendar has nothing new to say
    assert_int_equal(day_of(app, id), today + 4);
    tells(app, later, "moved: Ada Byron, Coffee: Sat 28 Nov 2026 14:00 -> Thu 3 Dec 2026 15:00\n");
    tells(app, later, "");
    assert_int_equal(day_of(app, id), today + 9);
    store_to_confirm_clear(&rows);
    free(first);
    free(later);
    app_close(app);
}

// ---- what we had written comes back

static bool keep(void *self, const char *bytes, size_t length)
{
    str_append_n(self, bytes, length);
    return true;
}

// The components of our own calendar.
static char *exported(App *app)
{
    Str text = STR_INIT;
    CalendarRequest request = {.write = keep, .self = &text};
    FINE(app_export_calendar(app, &request, err));
    char *whole = str_take(&text), *begin = strstr(whole, "BEGIN:V") + 1;
    begin = strstr(begin, "BEGIN:V");
    *strstr(begin, "END:VCALENDAR") = '\0';
    char *parts = mem_strdup(begin);
    free(whole);
    return parts;
}

// The text with the first occurrence of one piece replaced.
static char *with(const char *text, const char *old, const char *new)
{
    const char *at = strstr(text, old);
    assert_non_null(at);
    return str_format("%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
}

static int64_t follow(App *app, int64_t contact, int32_t in_days, int minute, const char *text)
{
    StepResult result;
    FollowupRequest request = {
        .contact = contact, .day = app_today(app) + in_days, .minute = minute, .text = text};
    FINE(app_followup_add(app, &request, &result, err));
    int64_t id = result.id;
    step_result_clear(&result);
    return id;
}

static void test_ours_ticked_off_and_moved_there(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 3);
    int64_t ada = add(app, "Ada Byron, ada@acme.example");
    int64_t slides = follow(app, ada, 3, 630, "send the slides");
    char *written = exported(app);
    tells(app, written, "");
    char *moved = with(written, "DUE:20261127T103000", "DUE:20261201T090000");
    tells(app, moved, "moved: Ada Byron, send the slides: Fri 27 Nov 2026 10:30 -> Tue 1 Dec 2026 09:00\n");
    tells(app, moved, ""); // no move any more: what was written there is an older day
    char *done = with(moved, "STATUS:NEEDS-ACTION", "STATUS:COMPLETED\r\nCOMPLETED:20261124T080000Z");
    tells(app, done, "done: Ada Byron, send the slides: Tue 1 Dec 2026 09:00\n");
    tells(app, done, "");
    Followup row;
    followup_init(&row);
    FINE(store_followup_get(app->store, slides, &row, err));
    assert_int_equal(row.state, FOLLOWUP_DONE);
    followup_clear(&row);
    free(written);
    free(moved);
    free(done);
    app_close(app);
}

// What repeats is the next one when the tick of the last is read once more.
static void test_ours_that_repeats(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 3);
    StepResult result;
    FollowupRequest request = {.contact = add(app, "Ada Byron, ada@acme.example"),
                               .day = app_today(app),
                               .minute = -1,
                               .text = "call",
                               .repeat = "every 2 weeks"};
    FINE(app_followup_add(app, &request, &result, err));
    step_result_clear(&result);
    char *written = exported(app);
    char *ticked = with(written, "STATUS:NEEDS-ACTION", "STATUS:COMPLETED\r\nCOMPLETED:20261124T080000Z");
    tells(app, ticked, "done: Ada Byron, call: Tue 24 Nov 2026\n");
    tells(app, ticked, "");
    char *next = exported(app);
    assert_non_null(strstr(next, "DUE;VALUE=DATE:20261208"));
    free(written);
    free(ticked);
    free(next);
    app_close(app);
}

// A meeting of ours moved there, unless it was moved here since.
static void test_a_meeting_of_ours(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 3);
    int64_t ada = add(app, "Ada Byron, ada@acme.example");
    LogRequest meeting = {.kind = INTERACTION_MEETING,
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .moved_day = CIVIL_NONE,
                          .timed = true,
                          .at = clock_moment(app_today(app) + 2, 14 * 60),
                          .minutes = 45,
                          .subject = "robots",
                          .contacts = &ada,
                          .contact_count = 1};
    StepResult result;
    FINE(app_log(app, &meeting, &result, err));
    int64_t id = result.id;
    step_result_clear(&result);
    char *written = exported(app);
    tells(app, written, "");
    char *moved = with(written, "DTSTART:20261126T140000Z", "DTSTART:20261127T150000Z");
    tells(app, moved, "moved: Ada Byron, robots: Thu 26 Nov 2026 14:00 -> Fri 27 Nov 2026 15:00\n");
    FINE(app_meetings_shift(app, &id, 1, 4, &result, err));
    step_result_clear(&result);
    tells(app, moved, "");
    tells(app, written, "");
    assert_int_equal(day_of(app, id), app_today(app) + 7);
    char *off = with(written, "STATUS:CONFIRMED", "STATUS:CANCELLED");
    tells(app, off, "called off: Ada Byron, robots: Tue 1 Dec 2026 15:00\n");
    free(written);
    free(moved);
    free(off);
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_move_here_and_a_move_there),
        cmocka_unit_test(test_ours_ticked_off_and_moved_there),
        cmocka_unit_test(test_ours_that_repeats),
        cmocka_unit_test(test_a_meeting_of_ours),
    };
    return cmocka_run_group_tests_name("app/calendars", tests, make_folder, remove_folder);
}
