// SPDX-License-Identifier: MIT
// Commands on dated things to do: add, list, tick off, drop, move.
#include <stdlib.h>
#include <string.h>

#include "agenda.h"
#include "commands.h"
#include "print.h"
#include "rapport/app/outreach.h"
#include "rapport/store/followups.h"

enum { DUE_MAX = 100000 };

// ---- add

static bool read_whom(Cli *cli, const char *text, FollowupRequest *request, Error *err)
{
    if (str_starts(text, "org:"))
        return store_organisation_find(cli->app->store, text + 4, &request->organisation, err) ||
               (err->kind = ERROR_INPUT, false);
    return argument_contact(cli, text, ERROR_INPUT, &request->contact, err);
}

static bool read_promise(Cli *cli, FollowupRequest *request, Error *err)
{
    const char *whose = option_value(cli, "promise");
    if (whose == NULL)
        request->origin = ORIGIN_HAND;
    else if (strcmp(whose, "mine") == 0)
        request->origin = ORIGIN_MY_PROMISE;
    else if (strcmp(whose, "theirs") == 0)
        request->origin = ORIGIN_THEIR_PROMISE;
    else
        return error_set(err, ERROR_INPUT, "--promise is mine or theirs, not \"%.40s\"", whose);
    return true;
}

static bool answer_added(Cli *cli, const StepResult *result, Error *err)
{
    Followup row;
    followup_init(&row);
    bool fine = store_followup_get(cli->app->store, result->id, &row, err);
    if (fine && cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_followup_fields(cli, &json, &row);
        json_advice(&json, &result->advice);
        json_write_object_end(&json);
    } else if (fine) {
        char id[SHORT_ID_SIZE];
        print(cli, "%s  %s\n", short_id(row.uid, id), result->summary);
    }
    followup_clear(&row);
    return fine;
}

bool cmd_followup(Cli *cli, Error *err)
{
    FollowupRequest request = {.repeat = option_value(cli, "repeat")};
    StepResult result = {0};
    DateValue date;
    Str text = STR_INIT, when = STR_INIT;
    size_t words;
    argument_when(cli, 1, &when, &words);
    bool fine = read_whom(cli, cli->args.items[0], &request, err) &&
                argument_date(cli, "date", str_get(&when), false, &date, err) &&
                argument_rest(cli, words, &text, err) && read_promise(cli, &request, err);
    if (fine) {
        request.day = date.day;
        request.minute = date.minute;
        request.text = str_get(&text);
        fine = app_followup_add(cli->app, &request, &result, err) && answer_added(cli, &result, err);
    }
    step_result_clear(&result);
    str_clear(&text);
    str_clear(&when);
    return fine;
}

// ---- list

static void print_followups(Cli *cli, const FollowupList *list)
{
    static const Column columns[] = {
        {"id", 0, PRINT_DIM}, {"due", 0, PRINT_PLAIN}, {"who", 28, PRINT_NAME}, {"what", 60, PRINT_PLAIN}};
    Table table = table_begin(cli, columns, 4);
    for (size_t i = 0; i < list->count; i++) {
        const Followup *row = &list->items[i];
        char day[DATE_TEXT_SIZE];
        table_id(&table, row->uid);
        table_cell(&table, date_due(row->day, row->minute, app_today(cli->app), day));
        table_cell(&table, row->contact_name != NULL ? row->contact_name : row->organisation_name);
        table_cell(&table, row->text);
    }
    table_end(&table);
}

// The last day of --within ("7d" or any date); all of them when it is not given.
static bool last_day(Cli *cli, int32_t *day, Error *err)
{
    const char *within = option_value(cli, "within");
    DateValue date;
    *day = INT32_MAX;
    if (option_given(cli, "overdue"))
        *day = app_today(cli->app) - 1;
    else if (within != NULL) {
        if (!argument_date(cli, "--within", within, false, &date, err))
            return false;
        *day = date.day;
    }
    return true;
}

bool cmd_due(Cli *cli, Error *err)
{
    FollowupList list = {0};
    int32_t until;
    const char *format = option_value(cli, "format");
    if (format != NULL && strcmp(format, "md") != 0)
        return error_set(err, ERROR_INPUT, "--format takes md, not \"%.40s\"", format);
    bool fine = last_day(cli, &until, err) &&
                store_followups_between(cli->app->store, INT32_MIN + 1, until, DUE_MAX, &list, err);
    app_pass_time(cli->app, &list);
    if (fine && cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_followups(cli, &json, "items", &list);
        json_field_int(&json, "hidden", 0);
        json_write_object_end(&json);
    } else if (fine && format != NULL) {
        fine = agenda_markdown(cli, &list, until, err);
    } else if (fine) {
        print_followups(cli, &list);
        if (list.count == 0)
            print_note(cli, "nothing is due");
    }
    followup_list_clear(&list);
    return fine;
}

// ---- done, drop, snooze

typedef VEC(int64_t) Ids;

static bool resolve_rows(Cli *cli, size_t count, Ids *ids, Error *err)
{
    for (size_t i = 0; i < count; i++) {
        int64_t id;
        if (!store_followup_resolve(cli->app->store, cli->args.items[i], &id, err)) {
            err->kind = err->kind == ERROR_NOT_FOUND ? ERROR_INPUT : err->kind;
            return false;
        }
        vec_push(ids, id);
    }
    return true;
}

static bool answer_rows(Cli *cli, const Ids *ids, const StepResult *result, Error *err)
{
    FollowupList list = {0};
    bool fine = true;
    for (size_t i = 0; fine && i < ids->count; i++) {
        Followup row;
        followup_init(&row);
        fine = store_followup_get(cli->app->store, ids->items[i], &row, err);
        vec_push(&list, row);
    }
    if (fine && cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_followups(cli, &json, "followups", &list);
        json_advice(&json, &result->advice);
        json_write_object_end(&json);
    } else if (fine) {
        print(cli, "%s\n", result->summary);
        print_advice(cli, &result->advice, 0);
    }
    followup_list_clear(&list);
    return fine;
}

typedef bool (*CloseRows)(App *app, const int64_t *ids, size_t count, StepResult *result, Error *err);

static bool close_rows(Cli *cli, CloseRows close, Error *err)
{
    Ids ids = {0};
    StepResult result = {0};
    bool fine = resolve_rows(cli, cli->args.count, &ids, err) &&
                close(cli->app, ids.items, ids.count, &result, err) && answer_rows(cli, &ids, &result, err);
    step_result_clear(&result);
    vec_clear(&ids);
    return fine;
}

bool cmd_done(Cli *cli, Error *err)
{
    return close_rows(cli, app_followups_done, err);
}

bool cmd_drop(Cli *cli, Error *err)
{
    return close_rows(cli, option_given(cli, "only-this") ? app_followups_skip : app_followups_drop, err);
}

typedef bool (*MoveRows)(App *app, const int64_t *ids, size_t count, int32_t day, int minute,
                         StepResult *result, Error *err);

bool cmd_snooze(Cli *cli, Error *err)
{
    Ids ids = {0};
    StepResult result = {0};
    DateValue date;
    size_t last = cli->args.count - 1;
    MoveRows move = option_given(cli, "following") ? app_followups_move_series : app_followups_move;
    bool fine = resolve_rows(cli, last, &ids, err) &&
                argument_date(cli, "date", cli->args.items[last], false, &date, err) &&
                move(cli->app, ids.items, ids.count, date.day, date.minute, &result, err) &&
                answer_rows(cli, &ids, &result, err);
    step_result_clear(&result);
    vec_clear(&ids);
    return fine;
}
