// SPDX-License-Identifier: MIT
// Commands on what there is to do now: today and the board.
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/meetings.h"
#include "rapport/app/views.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"

// ---- today

static void print_todo(Cli *cli, const char *title, const FollowupList *list, size_t more, PrintRole role)
{
    const Column columns[] = {{"", 0, PRINT_DIM}, {"", 28, PRINT_NAME}, {"", 60, PRINT_PLAIN}, {"", 0, role}};
    if (list->count == 0)
        return;
    print_section(cli, title, list->count + more);
    Table table = table_begin(cli, columns, 4);
    table.headless = true;
    for (size_t i = 0; i < list->count; i++) {
        const Followup *row = &list->items[i];
        char day[DATE_TEXT_SIZE];
        table_id(&table, row->uid);
        table_cell(&table, row->contact_name != NULL ? row->contact_name : row->organisation_name);
        table_cell(&table, row->text);
        table_cell(&table, date_due(row->day, row->minute, app_today(cli->app), day));
    }
    table_end(&table);
    if (more > 0)
        print_note(cli, "%zu more; rapport due shows them", more);
}

static void print_meetings(Cli *cli, const TodayMeetings *rows)
{
    static const Column columns[] = {
        {"", 0, PRINT_DIM}, {"", 28, PRINT_NAME}, {"", 60, PRINT_PLAIN}, {"", 0, PRINT_PLAIN}};
    if (rows->count == 0)
        return;
    print_section(cli, "You meet", rows->count);
    Table table = table_begin(cli, columns, 4);
    table.headless = true;
    for (size_t i = 0; i < rows->count; i++) {
        const Meeting *meeting = &rows->items[i].meeting;
        char when[DATE_TEXT_SIZE];
        Str text = STR_INIT;
        app_meeting_describe(meeting, &text);
        str_append(&text, rows->items[i].prepare != 0 ? "; prepare it" : "");
        table_id(&table, meeting->uid);
        table_cell(&table, meeting->name);
        table_cell(&table, str_get(&text));
        table_cell(&table, app_meeting_when(meeting, app_today(cli->app), when));
        str_clear(&text);
    }
    table_end(&table);
}

// Watched organisations are one line.
static void print_watch(Cli *cli, const TargetRows *rows)
{
    enum { NAMES_SHOWN = 6 };
    Str names = STR_INIT;
    for (size_t i = 0; i < rows->count && i < NAMES_SHOWN; i++)
        str_appendf(&names, "%s%s", i > 0 ? ", " : "", rows->items[i].name);
    if (rows->count > NAMES_SHOWN)
        str_appendf(&names, " and %zu more", rows->count - NAMES_SHOWN);
    if (rows->count > 0) {
        print_section(cli, "Look what is new", rows->count);
        print(cli, "%s\n", str_get(&names));
    }
    str_clear(&names);
}

static void print_moved(Cli *cli, const WaitRows *rows)
{
    static const Column columns[] = {
        {"", 0, PRINT_DIM}, {"", 28, PRINT_NAME}, {"", 50, PRINT_PLAIN}, {"", 0, PRINT_DIM}};
    if (rows->count == 0)
        return;
    print_section(cli, "New posts", rows->count);
    Table table = table_begin(cli, columns, 4);
    table.headless = true;
    for (size_t i = 0; i < rows->count; i++) {
        char since[DATE_TEXT_SIZE];
        table_id(&table, rows->items[i].uid);
        table_cell(&table, rows->items[i].name);
        table_cell(&table, rows->items[i].last_text);
        table_cell(&table, date_ago(rows->items[i].since, app_today(cli->app), since));
    }
    table_end(&table);
}

static void print_people(Cli *cli, const char *title, const WaitRows *rows, bool waiting)
{
    static const Column columns[] = {{"", 0, PRINT_DIM},
                                     {"", 28, PRINT_NAME},
                                     {"", 0, PRINT_PLAIN},
                                     {"", 0, PRINT_DIM},
                                     {"", 50, PRINT_PLAIN}};
    if (rows->count == 0)
        return;
    print_section(cli, title, rows->count);
    Table table = table_begin(cli, columns, 5);
    table.headless = true;
    for (size_t i = 0; i < rows->count; i++) {
        const WaitRow *row = &rows->items[i];
        char since[DATE_TEXT_SIZE], nudge[WAIT_NUDGE_SIZE];
        table_id(&table, row->uid);
        table_cell(&table, row->name);
        table_cell(&table, date_ago(row->since, app_today(cli->app), since));
        table_cell(&table, waiting ? wait_nudge(row, app_today(cli->app), nudge) : "");
        table_cell(&table, row->last_text);
    }
    table_end(&table);
}

// What is computed has no id and no day; it is about somebody, or about an organisation.
static void json_computed(JsonWriter *json, bool person, Id uid, const char *name, const char *action,
                          const char *text, const char *reason, const char *rule)
{
    static const char *const nulls[] = {"due", "time", "earliest", "latest"};
    json_write_object(json);
    json_field_null(json, "id");
    if (!person)
        json_field_null(json, "contact");
    json_field_object(json, person ? "contact" : "organisation");
    json_id(json, "id", uid);
    json_field_text(json, "name", name);
    json_write_object_end(json);
    if (person)
        json_field_null(json, "organisation");
    json_field_text(json, "action", action);
    json_field_text(json, "text", text);
    for (size_t i = 0; i < sizeof nulls / sizeof *nulls; i++)
        json_field_null(json, nulls[i]);
    json_field_int(json, "late_days", 0);
    json_field_text(json, "reason", reason);
    json_field_text(json, "rule", rule);
    json_field_null(json, "repeat");
    json_field_text(json, "state", "open");
    json_write_object_end(json);
}

static void json_all_computed(JsonWriter *json, const TodayView *view)
{
    for (size_t i = 0; i < view->fading.count; i++)
        json_computed(json, true, view->fading.items[i].uid, view->fading.items[i].name, "get in touch",
                      "get in touch again", "longer without contact than the rhythm says", "rhythm");
    for (size_t i = 0; i < view->moved.count; i++)
        json_computed(json, true, view->moved.items[i].uid, view->moved.items[i].name, "congratulate",
                      "congratulate on the new post", view->moved.items[i].last_text, "new-job");
    for (size_t i = 0; i < view->watch.count; i++)
        json_computed(json, false, view->watch.items[i].uid, view->watch.items[i].name, "look",
                      "look what is new there", "watched, and not looked at for a week", "watch");
}

static bool json_meeting(Cli *cli, JsonWriter *json, const TodayMeeting *row, Error *err)
{
    Interaction meeting;
    Followup prepare;
    interaction_init(&meeting);
    followup_init(&prepare);
    bool fine = store_interaction_get(cli->app->store, row->meeting.id, &meeting, err) &&
                (row->prepare == 0 || store_followup_get(cli->app->store, row->prepare, &prepare, err));
    json_write_object(json);
    json_interaction_fields(cli, json, &meeting);
    if (fine && row->prepare != 0)
        json_id(json, "prepare", prepare.uid);
    else
        json_field_null(json, "prepare");
    json_write_object_end(json);
    followup_clear(&prepare);
    interaction_clear(&meeting);
    return fine;
}

static bool json_meetings(Cli *cli, JsonWriter *json, const TodayMeetings *rows, Error *err)
{
    bool fine = true;
    json_field_array(json, "meetings");
    for (size_t i = 0; fine && i < rows->count; i++)
        fine = json_meeting(cli, json, &rows->items[i], err);
    json_write_array_end(json);
    return fine;
}

static bool today_json(Cli *cli, const TodayView *view, Error *err)
{
    const FollowupList *lists[] = {&view->late, &view->today, &view->week};
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_field_array(&json, "items");
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < lists[i]->count; j++)
            json_followup(cli, &json, &lists[i]->items[j]);
    json_all_computed(&json, view);
    json_write_array_end(&json);
    bool fine = json_meetings(cli, &json, &view->meetings, err);
    json_field_int(&json, "hidden",
                   (int64_t)(view->hidden + view->late_more + view->due_more + view->week_more));
    json_write_object_end(&json);
    return fine;
}

static void today_text(Cli *cli, const TodayView *view)
{
    print_meetings(cli, &view->meetings);
    print_todo(cli, "Late", &view->late, view->late_more, PRINT_LATE);
    print_todo(cli, "Today", &view->today, view->due_more, PRINT_PLAIN);
    print_todo(cli, "This week", &view->week, view->week_more, PRINT_DIM);
    print_todo(cli, "Done today", &view->done, 0, PRINT_GOOD);
    print_people(cli, "You owe an answer", &view->owe, false);
    print_people(cli, "Waiting for an answer", &view->waiting, true);
    print_people(cli, "Fading", &view->fading, false);
    print_moved(cli, &view->moved);
    print_watch(cli, &view->watch);
    if (view->hidden > 0)
        print_note(cli, "%zu more first messages; --all shows them", view->hidden);
    if (view->imported > 0)
        print_note(cli, "%zu%s imported %s for your answer; rapport board shows them", view->imported,
                   view->imported == TODAY_OWED_MOST ? "+" : "",
                   view->imported == 1 ? "person waits" : "people wait");
    if (view->empty)
        print_note(cli, "nobody is here yet; rapport add \"Ada Byron @ Acme\" or rapport import FILE begins");
    else if (cli->out.length == 0)
        print_note(cli, "nothing to do today; rapport board shows who waits for whom");
}

// One line for a greeting or a status bar; nothing when there is nothing to do.
static void today_line(Cli *cli, const TodayCounts *counts)
{
    bool many = counts->owed == TODAY_OWED_MOST;
    const struct {
        size_t count;
        const char *word;
    } parts[] = {{counts->late, "late"},
                 {counts->today, "today"},
                 {counts->meetings, "to meet"},
                 {counts->owed, "to answer"}};
    Str text = STR_INIT;
    for (size_t i = 0; i < 4; i++)
        if (parts[i].count > 0)
            str_appendf(&text, "%s%zu%s %s", text.length > 0 ? ", " : "", parts[i].count,
                        i == 3 && many ? "+" : "", parts[i].word);
    if (text.length > 0)
        print(cli, "%s\n", str_get(&text));
    str_clear(&text);
}

bool cmd_today(Cli *cli, Error *err)
{
    const char *format = option_value(cli, "format");
    TodayView view;
    if (format != NULL && strcmp(format, "line") != 0)
        return error_set(err, ERROR_USAGE, "--format takes line, not \"%.40s\"", format);
    if (format != NULL && !cli->json) {
        TodayCounts counts;
        bool fine = today_count(cli->app, &counts, err);
        if (fine)
            today_line(cli, &counts);
        return fine;
    }
    if (!today_load(cli->app, option_given(cli, "all"), &view, err))
        return false;
    bool fine = true;
    if (cli->json)
        fine = today_json(cli, &view, err);
    else
        today_text(cli, &view);
    today_clear(&view);
    return fine;
}

// ---- board

enum { BOARD_ROWS = 50 }; // a list, unless all are asked for

static void json_waiting(JsonWriter *json, const char *key, const WaitRows *rows)
{
    json_field_array(json, key);
    for (size_t i = 0; i < rows->count; i++) {
        const WaitRow *row = &rows->items[i];
        json_write_object(json);
        json_field_object(json, "contact");
        json_id(json, "id", row->uid);
        json_field_text(json, "name", row->name);
        json_write_object_end(json);
        json_field_day(json, "since", row->since);
        json_field_int(json, "days", row->days);
        json_field_object(json, "last");
        json_field_day(json, "at", row->last_day);
        json_field_text(json, "direction", direction_name(row->last_direction));
        json_field_text(json, "text", row->last_text);
        json_write_object_end(json);
        json_field_day(json, "polite_from", row->polite_from);
        json_write_object_end(json);
    }
    json_write_array_end(json);
}

bool cmd_board(Cli *cli, Error *err)
{
    BoardView view;
    size_t max = option_given(cli, "all") || cli->json ? 1000000 : BOARD_ROWS;
    if (!board_load(cli->app, max, &view, err))
        return false;
    if (cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_waiting(&json, "owe", &view.owe);
        json_waiting(&json, "waiting", &view.waiting);
        json_waiting(&json, "quiet", &view.quiet);
        json_waiting(&json, "pending", &view.pending);
        json_write_object_end(&json);
    } else {
        print_people(cli, "You owe an answer", &view.owe, false);
        print_people(cli, "Waiting for an answer", &view.waiting, true);
        print_people(cli, "Quiet", &view.quiet, false);
        print_people(cli, "Invitations pending", &view.pending, false);
        if (view.hidden > 0)
            print_note(cli, "%s%zu more; --all shows everybody", view.more ? "at least " : "", view.hidden);
        if (cli->out.length == 0)
            print_note(cli, "nobody waits for anybody");
    }
    board_clear(&view);
    return true;
}
