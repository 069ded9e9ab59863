// SPDX-License-Identifier: MIT
// Commands on where one wants to get: targets, watched organisations, openings, and the people on the way in.
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/outreach.h"
#include "rapport/app/targets.h"
#include "rapport/store/ties.h"

enum { ROWS_MOST = 1000 };

static void json_named(JsonWriter *json, const char *key, Id uid, const char *name)
{
    json_field_object(json, key);
    json_id(json, "id", uid);
    json_field_text(json, "name", name);
    json_write_object_end(json);
}

// ---- targets

static void targets_json(Cli *cli, const TargetRows *rows, bool watched)
{
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_field_array(&json, "targets");
    for (size_t i = 0; i < rows->count; i++) {
        const TargetRow *row = &rows->items[i];
        if (watched && !row->score.watch)
            continue;
        json_write_object(&json);
        json_named(&json, "organisation", row->uid, row->name);
        json_field_int(&json, "motivation", row->score.motivation);
        json_field_int(&json, "posting", row->score.posting);
        json_field_bool(&json, "advocate", row->score.advocate);
        json_field_bool(&json, "watch", row->score.watch);
        json_field_day(&json, "looked", row->looked);
        json_write_object_end(&json);
    }
    json_write_array_end(&json);
    json_write_object_end(&json);
}

static void targets_text(Cli *cli, const TargetRows *rows, bool watched)
{
    static const Column columns[] = {{"id", 0, PRINT_DIM},        {"organisation", 40, PRINT_NAME},
                                     {"m", 0, PRINT_PLAIN},       {"p", 0, PRINT_PLAIN},
                                     {"advocate", 0, PRINT_GOOD}, {"watched", 0, PRINT_PLAIN},
                                     {"looked", 0, PRINT_DIM}};
    Table table = table_begin(cli, columns, 7);
    for (size_t i = 0; i < rows->count; i++) {
        const TargetRow *row = &rows->items[i];
        char looked[DATE_TEXT_SIZE];
        if (watched && !row->score.watch)
            continue;
        table_id(&table, row->uid);
        table_cell(&table, row->name);
        table_cellf(&table, "%d", row->score.motivation);
        table_cellf(&table, "%d", row->score.posting);
        table_cell(&table, row->score.advocate ? "yes" : "");
        table_cell(&table, row->score.watch ? "yes" : "");
        table_cell(&table, date_relative(row->looked, app_today(cli->app), looked));
    }
    table_end(&table);
    if (cli->out.length == 0)
        print_note(cli, watched ? "nothing is watched; rapport watch ORGANISATION begins"
                                : "there is no target; rapport target add ORGANISATION begins");
}

static bool list_targets(Cli *cli, bool watched, Error *err)
{
    TargetRows rows = {0};
    bool fine = store_targets(cli->app->store, false, ROWS_MOST, &rows, err);
    if (fine && cli->json)
        targets_json(cli, &rows, watched);
    else if (fine)
        targets_text(cli, &rows, watched);
    store_targets_clear(&rows);
    return fine;
}

// "m=2", "a=yes", "routine=gentle"
static bool read_change(const char *text, TargetChange *change, Error *err)
{
    const char *value = strchr(text, '=');
    size_t length = value != NULL ? (size_t)(value - text) : 0;
    if (length == 1 && *text == 'm')
        return argument_number("m", value + 1, 0, 3, &change->motivation, err);
    if (length == 1 && *text == 'p')
        return argument_number("p", value + 1, 1, 3, &change->posting, err);
    if (length == 1 && *text == 'a' && (str_equal(value + 1, "yes") || str_equal(value + 1, "no"))) {
        change->advocate = str_equal(value + 1, "yes");
        return true;
    }
    if (length == strlen("routine") && str_starts(text, "routine")) {
        change->routine = value + 1;
        return true;
    }
    return error_set(err, ERROR_INPUT,
                     "a target takes m=0..3, p=1..3, a=yes or a=no and routine=NAME, not "
                     "\"%.40s\"",
                     text);
}

static bool change_target(Cli *cli, const char *organisation, bool create, const TargetChange *change,
                          Error *err)
{
    StepResult result = {0};
    char *name = NULL;
    Id uid;
    bool fine = app_target(cli->app, organisation, create, change, &result, err) &&
                store_organisation_name(cli->app->store, result.id, &name, &uid, err);
    if (fine && cli->json) {
        TargetScore score;
        JsonWriter json = print_json(cli);
        store_target_get(cli->app->store, result.id, &score);
        json_write_object(&json);
        json_named(&json, "organisation", uid, name);
        json_field_int(&json, "motivation", score.motivation);
        json_field_int(&json, "posting", score.posting);
        json_field_bool(&json, "advocate", score.advocate);
        json_field_bool(&json, "watch", score.watch);
        json_write_object_end(&json);
    } else if (fine) {
        char id[SHORT_ID_SIZE];
        print(cli, "%s  %s\n", short_id(uid, id), result.summary);
    }
    free(name);
    step_result_clear(&result);
    return fine;
}

bool cmd_target(Cli *cli, Error *err)
{
    const char *verb = cli->args.items[0];
    bool add = str_equal(verb, "add"), set = str_equal(verb, "set"), over = str_equal(verb, "close");
    if (str_equal(verb, "list") && cli->args.count == 1)
        return list_targets(cli, false, err);
    if (!add && !set && !over)
        return error_set(err, ERROR_USAGE, "target takes list, add, set or close, not \"%.40s\"", verb);
    if (cli->args.count < 2)
        return error_set(err, ERROR_USAGE, "say which organisation");
    TargetChange change = target_keep();
    change.closed = over;
    for (size_t i = 2; i < cli->args.count; i++)
        if (!read_change(cli->args.items[i], &change, err))
            return false;
    return change_target(cli, cli->args.items[1], add, &change, err);
}

static bool look(Cli *cli, Error *err)
{
    int64_t organisation = 0;
    StepResult result = {0};
    bool named = cli->args.count > 0;
    bool fine =
        (!named || store_organisation_find(cli->app->store, cli->args.items[0], &organisation, err)) &&
        app_looked(cli->app, &organisation, named, &result, err);
    if (fine && cli->json)
        fine = list_targets(cli, true, err);
    else if (fine)
        print(cli, "%s\n", result.summary);
    step_result_clear(&result);
    return fine;
}

bool cmd_watch(Cli *cli, Error *err)
{
    TargetChange change = target_keep();
    if (option_given(cli, "looked"))
        return look(cli, err);
    if (cli->args.count == 0)
        return list_targets(cli, true, err);
    change.watch = !option_given(cli, "off");
    return change_target(cli, cli->args.items[0], change.watch > 0, &change, err);
}

// ---- openings

static void openings_json(Cli *cli, const OpeningRows *rows)
{
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_field_array(&json, "openings");
    for (size_t i = 0; i < rows->count; i++) {
        const OpeningRow *row = &rows->items[i];
        json_write_object(&json);
        json_named(&json, "organisation", row->organisation_uid, row->organisation_name);
        json_field_text(&json, "title", row->title);
        json_field_text(&json, "link", row->link);
        json_field_day(&json, "closes", row->closes);
        json_field_day(&json, "applied", row->applied);
        json_write_object_end(&json);
    }
    json_write_array_end(&json);
    json_write_object_end(&json);
}

static bool list_openings(Cli *cli, Error *err)
{
    static const Column columns[] = {{"organisation", 30, PRINT_NAME},
                                     {"title", 50, PRINT_PLAIN},
                                     {"closes", 0, PRINT_PLAIN},
                                     {"applied", 0, PRINT_DIM},
                                     {"link", 0, PRINT_DIM}};
    OpeningRows rows = {0};
    bool fine = store_openings(cli->app->store, 0, CIVIL_NONE, ROWS_MOST, &rows, err);
    if (fine && cli->json)
        openings_json(cli, &rows);
    Table table = table_begin(cli, columns, 5);
    for (size_t i = 0; fine && !cli->json && i < rows.count; i++) {
        char closes[DATE_TEXT_SIZE], applied[DATE_TEXT_SIZE];
        int32_t today = app_today(cli->app);
        table_cell(&table, rows.items[i].organisation_name);
        table_cell(&table, rows.items[i].title);
        table_cell(&table, date_relative(rows.items[i].closes, today, closes));
        table_cell(&table, date_relative(rows.items[i].applied, today, applied));
        table_cell(&table, rows.items[i].link);
    }
    table_end(&table);
    if (fine && cli->out.length == 0)
        print_note(cli, "no opening is noted; rapport opening ORGANISATION TITLE begins");
    store_openings_clear(&rows);
    return fine;
}

static bool read_day(Cli *cli, const char *option, bool past, int32_t *day, Error *err)
{
    const char *text = option_value(cli, option);
    DateValue value;
    *day = CIVIL_NONE;
    if (text == NULL)
        return true;
    char *what = str_format("--%s", option);
    bool fine = argument_date(cli, what, text, past, &value, err);
    free(what);
    *day = fine ? value.day : CIVIL_NONE;
    return fine;
}

static bool read_ending(Cli *cli, Answer *answer, Error *err)
{
    const char *text = option_value(cli, "answer");
    *answer = answer_parse(text);
    if (text != NULL && *answer != ANSWER_YES && *answer != ANSWER_NO)
        return error_set(err, ERROR_USAGE, "--answer takes yes or no, not \"%.40s\"", text);
    return true;
}

bool cmd_opening(Cli *cli, Error *err)
{
    Opening opening = {.link = option_value(cli, "link")};
    Str title = STR_INIT;
    StepResult result = {0};
    if (cli->args.count == 0)
        return list_openings(cli, err);
    if (cli->args.count == 1)
        return error_set(err, ERROR_USAGE, "an opening is an organisation and a title");
    bool fine = argument_rest(cli, 1, &title, err) && read_day(cli, "closes", false, &opening.closes, err) &&
                read_day(cli, "applied", true, &opening.applied, err) &&
                read_ending(cli, &opening.answer, err);
    opening.title = str_get(&title);
    fine = fine &&
           app_opening(cli->app, cli->args.items[0], &opening, option_given(cli, "closed"), &result, err);
    if (fine && cli->json) {
        OpeningRows rows = {0};
        fine = store_openings(cli->app->store, result.id, CIVIL_NONE, ROWS_MOST, &rows, err);
        openings_json(cli, &rows);
        store_openings_clear(&rows);
    } else if (fine) {
        print(cli, "%s\n", result.summary);
        print_advice(cli, &result.advice, 0);
    }
    str_clear(&title);
    step_result_clear(&result);
    return fine;
}

// ---- events

static bool show_event(Cli *cli, const char *name, Error *err)
{
    ContactIds ids = {0};
    bool fine = store_event_people(cli->app->store, name, ROWS_MOST, &ids, err);
    if (fine && ids.count == 0)
        fine = error_set(err, ERROR_NOT_FOUND, "nobody was met at \"%.120s\"", name);
    fine = fine && answer_contacts(cli, ids.items, ids.count, "met there", err);
    vec_clear(&ids);
    return fine;
}

static bool read_with(Cli *cli, ContactIds *people, Error *err)
{
    TextList with = {0};
    bool fine = true;
    option_values(cli, "with", &with);
    for (size_t i = 0; fine && i < with.count; i++) {
        int64_t id;
        fine = argument_contact(cli, with.items[i], ERROR_INPUT, &id, err);
        if (fine)
            vec_push(people, id);
    }
    vec_clear(&with);
    return fine;
}

bool cmd_event(Cli *cli, Error *err)
{
    Str name = STR_INIT;
    ContactIds people = {0};
    StepResult result = {0};
    int32_t day;
    bool fine = argument_rest(cli, 0, &name, err) && read_with(cli, &people, err) &&
                read_day(cli, "on", true, &day, err);
    if (fine && people.count == 0) {
        fine = show_event(cli, str_get(&name), err);
    } else if (fine) {
        LogRequest request = {.kind = INTERACTION_EVENT,
                              .expects_answer = -1,
                              .answer_day = CIVIL_NONE,
                              .moved_day = CIVIL_NONE,
                              .timed = day != CIVIL_NONE,
                              .at = clock_moment(day != CIVIL_NONE ? day : 0, 12 * 60),
                              .event = str_get(&name),
                              .contacts = people.items,
                              .contact_count = people.count};
        fine = app_log(cli->app, &request, &result, err) &&
               answer_contacts(cli, people.items, people.count, "met there", err);
    }
    step_result_clear(&result);
    vec_clear(&people);
    str_clear(&name);
    return fine;
}

// ---- ties and introductions

static bool read_pair(Cli *cli, size_t first, size_t second, int64_t pair[2], Error *err)
{
    return argument_contact(cli, cli->args.items[first], ERROR_INPUT, &pair[0], err) &&
           argument_contact(cli, cli->args.items[second], ERROR_INPUT, &pair[1], err);
}

static void answer_pair(Cli *cli, const int64_t pair[2], const char *key, const char *word,
                        const StepResult *result)
{
    if (cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_person(cli, &json, "from", pair[0]);
        json_person(cli, &json, "to", pair[1]);
        json_field_text(&json, key, word);
        json_advice(&json, &result->advice);
        json_write_object_end(&json);
        return;
    }
    print(cli, "%s\n", result->summary);
    print_advice(cli, &result->advice, 0);
}

bool cmd_tie(Cli *cli, Error *err)
{
    int64_t pair[2];
    StepResult result = {0};
    const char *kind = cli->args.items[1];
    bool fine = read_pair(cli, 0, 2, pair, err) && app_tie(cli->app, pair[0], kind, pair[1], &result, err);
    if (fine)
        answer_pair(cli, pair, "tie", kind, &result);
    step_result_clear(&result);
    return fine;
}

static bool list_introductions(Cli *cli, Error *err)
{
    static const Column columns[] = {
        {"from", 28, PRINT_NAME}, {"to", 28, PRINT_NAME}, {"state", 0, PRINT_PLAIN}, {"since", 0, PRINT_DIM}};
    IntroductionRows rows = {0};
    bool fine = store_introductions(cli->app->store, 0, ROWS_MOST, &rows, err);
    JsonWriter json = print_json(cli);
    Table table = table_begin(cli, columns, 4);
    if (fine && cli->json) {
        json_write_object(&json);
        json_field_array(&json, "introductions");
    }
    for (size_t i = 0; fine && i < rows.count; i++) {
        const IntroductionRow *row = &rows.items[i];
        char day[DATE_TEXT_SIZE];
        if (cli->json) {
            json_write_object(&json);
            json_person(cli, &json, "from", row->connector);
            json_person(cli, &json, "to", row->target);
            json_field_text(&json, "state", row->state);
            json_field_day(&json, "since", row->day);
            json_write_object_end(&json);
            continue;
        }
        table_cell(&table, row->connector_name);
        table_cell(&table, row->target_name);
        table_cell(&table, row->state);
        table_cell(&table, date_relative(row->day, app_today(cli->app), day));
    }
    table_end(&table);
    if (fine && cli->json) {
        json_write_array_end(&json);
        json_write_object_end(&json);
    } else if (fine && rows.count == 0) {
        print_note(cli, "no introduction is under way");
    }
    store_introductions_clear(&rows);
    return fine;
}

bool cmd_intro(Cli *cli, Error *err)
{
    int64_t pair[2];
    StepResult result = {0};
    if (cli->args.count == 0)
        return list_introductions(cli, err);
    if (cli->args.count == 1)
        return error_set(err, ERROR_USAGE, "an introduction is by somebody, of somebody");
    const char *state = cli->args.count > 2 ? cli->args.items[2] : "wanted";
    bool fine =
        read_pair(cli, 0, 1, pair, err) && app_introduction(cli->app, pair[0], pair[1], state, &result, err);
    if (fine)
        answer_pair(cli, pair, "state", state, &result);
    step_result_clear(&result);
    return fine;
}
