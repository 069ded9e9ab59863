// SPDX-License-Identifier: MIT
// Our calendar in calcurse, khal and todoman: each reads it whole and shows every item on its day; and what
// is ticked off or moved there comes back, once. A program that is not installed is skipped. INTEROP_SHOW=yes
// prints what was said to each of them and what it answered.
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../app/fixture.h"
#include "rapport/app/contacts.h"
#include "rapport/app/outreach.h"
#include "rapport/app/transfer.h"

#define SLIDES "send the slides, all; with a line so long that it must be folded: 田中 Ünïcode"

static char folder[] = "/tmp/rapport-calendars-XXXXXX";

// What a command prints, errors too; the folder is $D.
static char *output_of(const char *command)
{
    char *line =
        str_format("D=%s; export D TZ=UTC LC_ALL=C.UTF-8 HOME=$D; cd \"$D\"; { %s; } 2>&1", folder, command);
    FILE *pipe = popen(line, "r");
    Str out = STR_INIT;
    char piece[4096];
    assert_non_null(pipe);
    for (size_t length; (length = fread(piece, 1, sizeof piece, pipe)) > 0;)
        str_append_n(&out, piece, length);
    int result = pclose(pipe);
    if (getenv("INTEROP_SHOW") != NULL)
        printf("$ %s\n%s\n", command, str_get(&out));
    if (result != 0)
        fail_msg("%s\ngave %d: %s", command, result, str_get(&out));
    free(line);
    return str_take(&out);
}

static void needs(const char *program)
{
    char *line = str_format("command -v %s >/dev/null 2>&1", program);
    if (system(line) != 0) { // NOLINT: a name of ours
        free(line);
        skip();
    }
    free(line);
}

static void shows(const char *output, const char *const *texts)
{
    for (; *texts != NULL; texts++)
        if (strstr(output, *texts) == NULL)
            fail_msg("\"%s\" is not in:\n%s", *texts, output);
}

// ---- our side

static bool keep(void *self, const char *bytes, size_t length)
{
    str_append_n(self, bytes, length);
    return true;
}

static void add_followup(App *app, int64_t contact, int32_t in_days, int minute, const char *text,
                         const char *repeat)
{
    StepResult result;
    FollowupRequest request = {.contact = contact,
                               .day = app_today(app) + in_days,
                               .minute = minute,
                               .text = text,
                               .repeat = repeat};
    FINE(app_followup_add(app, &request, &result, err));
    step_result_clear(&result);
}

static void export_to(App *app, const char *name, bool events)
{
    Str text = STR_INIT;
    CalendarRequest request = {.events = events, .write = keep, .self = &text};
    FINE(app_export_calendar(app, &request, err));
    fixture_file(folder, name, str_get(&text));
    str_clear(&text);
}

// People, and what is to do for them: the same ids each time.
static App *make_network(void)
{
    App *app = fixture_open(":memory:", 7);
    ContactIds ids = {0};
    StepResult result;
    FINE(app_add_lines(app, "Ada Byron @ Acme, ada@acme.example, #london, #quartet", false, &ids, err));
    int64_t ada = ids.items[0];
    LogRequest meeting = {.kind = INTERACTION_MEETING,
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .moved_day = CIVIL_NONE,
                          .timed = true,
                          .at = clock_moment(app_today(app) + 2, 14 * 60),
                          .minutes = 45,
                          .place = "Café Nord, Main St",
                          .subject = "robots; and, trains",
                          .contacts = &ada,
                          .contact_count = 1};
    add_followup(app, ada, 1, 630, SLIDES, NULL);
    add_followup(app, ada, 3, -1, "weekly call", "every mon, wed and fri 5 times");
    add_followup(app, ada, 6, -1, "invoice", "every month on the 31");
    FINE(app_log(app, &meeting, &result, err));
    step_result_clear(&result);
    vec_clear(&ids);
    return app;
}

static int make_calendars(void **state)
{
    (void)state;
    setenv("RAPPORT_EXTRAS_DIR", TEST_BINARY, 1);
    setenv("TZ", "UTC", 1);
    assert_non_null(mkdtemp(folder));
    App *app = make_network();
    export_to(app, "todo.ics", false);
    export_to(app, "events.ics", true);
    app_close(app);
    return 0;
}

// What an import of the file or folder tells, a line each; nothing new comes with it.
static char *told_by(App *app, const char *name)
{
    char *path = str_format("%s/%s", folder, name);
    const char *paths[] = {path};
    ImportRequest request = {.paths = paths, .path_count = 1};
    ImportReport report;
    Str out = STR_INIT;
    FINE(app_import(app, &request, &report, err));
    for (size_t i = 0; i < report.plan_changes.count; i++) {
        char *line = plan_change_line(&report.plan_changes.items[i]);
        str_appendf(&out, "%s\n", line);
        free(line);
    }
    for (size_t i = 0; i < report.files.count; i++)
        assert_int_equal(report.files.items[i].created, 0);
    if (getenv("INTEROP_SHOW") != NULL)
        printf("$ rapport import %s\n%s\n", name, str_get(&out));
    import_report_clear(&report);
    free(path);
    return str_take(&out);
}

// In a network where nothing has changed since it was written: these, and nothing more the second time.
static void comes_back(const char *name, const char *const *changes)
{
    App *app = make_network();
    char *first = told_by(app, name), *second = told_by(app, name);
    shows(first, changes);
    assert_string_equal(second, "");
    free(first);
    free(second);
    app_close(app);
}

static int remove_calendars(void **state)
{
    (void)state;
    char *line = str_format("rm -rf '%s'", folder);
    int result = system(line); // NOLINT: our own folder
    free(line);
    return result;
}

// ---- theirs

static void test_calcurse(void **state)
{
    (void)state;
    static const char *const TODO[] = {
        "1 app / 0 events / 6 todos / 0 skipped",
        "Ada Byron: weekly call",
        "Ada Byron: invoice",
        "Ada Byron: send the slides, all; with a line so long that it must be folded: 田中 Ünïcode",
        "14:00 -> 14:45",
        "Ada Byron: robots; and, trains",
        NULL};
    static const char *const EVENTS[] = {"0 todos / 0 skipped", "10:30", "11/30/26:\n * Ada Byron",
                                         "12/31/26:", NULL};
    static const char *const TICKED[] = {"done: Ada Byron, " SLIDES ": Wed 25 Nov 2026 10:30\n", NULL};
    static const char *const NOTHING[] = {NULL};
    needs("calcurse");
    char *todo = output_of("mkdir a b; calcurse -D a -C b -i todo.ics; calcurse -D a -C b -t;"
                           " calcurse -D a -C b -Q --from 11/24/2026 --to 12/31/2026");
    shows(todo, TODO);
    free(todo);
    char *events = output_of("mkdir c d; calcurse -D c -C d -i events.ics;"
                             " calcurse -D c -C d -Q --from 11/24/2026 --to 12/31/2026");
    shows(events, EVENTS);
    free(events);
    // It keeps no ids, and no days of what is to do: a tick is known by its words. Nothing becomes a meeting.
    free(output_of(
        "sed -i 's/^\\[0\\]\\(.*send the slides\\)/[-0]\\1/' a/todo; calcurse -D a -C b -xical > ticked.ics;"
        " calcurse -D c -C d -xical > moved.ics"));
    comes_back("ticked.ics", TICKED);
    comes_back("moved.ics", NOTHING);
}

static void test_khal(void **state)
{
    (void)state;
    static const char CONFIG[] =
        "[calendars]\n[[c]]\npath = %s/khal\n[locale]\ndateformat = %%Y-%%m-%%d\nlongdateformat = "
        "%%Y-%%m-%%d\n"
        "timeformat = %%H:%%M\ndatetimeformat = %%Y-%%m-%%d %%H:%%M\nlongdatetimeformat = %%Y-%%m-%%d "
        "%%H:%%M\n"
        "local_timezone = UTC\ndefault_timezone = UTC\n[sqlite]\npath = %s/khal.db\n";
    static const char *const TEXTS[] = {
        "Wednesday, 2026-11-25",
        "10:30",
        "Ada Byron: send the slides, all; with a line so long that it must be "
        "folded: 田中 Ünïcode",
        "14:00-14:45 Ada Byron: robots; and, trains",
        "Monday, 2026-11-30",
        "Ada Byron: invoice",
        "Monday, 2026-12-07",
        "Ada Byron: weekly call",
        "Thursday, 2026-12-31",
        NULL};
    static const char *const MOVED[] = {
        "moved: Ada Byron, " SLIDES ": Wed 25 Nov 2026 10:30 -> Fri 4 Dec 2026 10:00\n",
        "moved: Ada Byron, robots; and, trains: Thu 26 Nov 2026 14:00 -> Fri 27 Nov 2026 15:00\n", NULL};
    needs("khal");
    char *config = str_format(CONFIG, folder, folder);
    fixture_file(folder, "khal.conf", config);
    char *out = output_of("mkdir khal; khal -c khal.conf import --batch -a c events.ics;"
                          " khal -c khal.conf list 2026-11-24 40d");
    shows(out, TEXTS);
    // The fifth of five is on 7 Dec: nothing comes after it.
    const char *after = strstr(out, "2026-12-07");
    assert_null(strstr(strstr(after, "weekly call") + 1, "weekly call"));
    free(out);
    free(output_of("printf 't\\n2026-12-04 10:00 2026-12-04 11:00\\nq\\n' | khal -c khal.conf edit slides;"
                   " printf 't\\n2026-11-27 15:00 2026-11-27 15:45\\nq\\n' | khal -c khal.conf edit robots"));
    comes_back("khal", MOVED);
    free(config);
}

static void test_todoman(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        "2026-11-25 10:30 Ada Byron: send the slides, all; with a line so long that it must be folded: 田中 "
        "Ünïcode",
        "2026-11-27",
        "Ada Byron: weekly call",
        "2026-11-30",
        "Ada Byron: invoice",
        NULL};
    static const char *const BACK[] = {
        "done: Ada Byron, " SLIDES ": Wed 25 Nov 2026 10:30\n",
        "done: Ada Byron, weekly call: Fri 27 Nov 2026\n", "done: Ada Byron, weekly call: Mon 30 Nov 2026\n",
        "moved: Ada Byron, invoice: Mon 30 Nov 2026 -> Thu 3 Dec 2026\n", NULL};
    needs("todoman");
    char *config =
        str_format("path = \"%s/todo/*\"\ndate_format = \"%%Y-%%m-%%d\"\ntime_format = \"%%H:%%M\"\n"
                   "cache_path = \"%s/todo.db\"\ndefault_list = \"t\"\n",
                   folder, folder);
    fixture_file(folder, "todo.py", config);
    // It wants one thing a file.
    char *out = output_of("mkdir -p todo/t; awk '/^BEGIN:VTODO/{n++; f=\"todo/t/\" n \".ics\";"
                          " print \"BEGIN:VCALENDAR\\r\\nVERSION:2.0\\r\\nPRODID:x\\r\" > f} n&&f{print > f}"
                          " /^END:VTODO/{print \"END:VCALENDAR\\r\" > f; close(f); f=\"\"}' todo.ics;"
                          " todoman --config todo.py list");
    shows(out, TEXTS);
    free(out);
    // What repeats is ticked twice: todoman makes a new thing of the next one, with an id of its own.
    free(output_of("t() { todoman --config todo.py \"$@\"; };"
                   " id() { t list | sed -n \"s/^\\[ \\] \\([0-9]*\\) .*$1.*/\\1/p\"; };"
                   " t done \"$(id slides)\"; t done \"$(id weekly)\"; t done \"$(id weekly)\";"
                   " t edit --due 2026-12-03 \"$(id invoice)\""));
    comes_back("todo", BACK);
    free(config);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calcurse),
        cmocka_unit_test(test_khal),
        cmocka_unit_test(test_todoman),
    };
    return cmocka_run_group_tests_name("interop/calendars", tests, make_calendars, remove_calendars);
}
