// SPDX-License-Identifier: MIT
// meetings: those that a calendar brought, listed and gone through.
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/confirm.h"
#include "rapport/store/interactions.h"

static void print_rows(Cli *cli, const ToConfirmRows *rows)
{
    static const Column columns[] = {{"id", 0, PRINT_DIM},
                                     {"when", 0, PRINT_PLAIN},
                                     {"who", 28, PRINT_NAME},
                                     {"what", 50, PRINT_PLAIN},
                                     {"series", 0, PRINT_DIM}};
    Table table = table_begin(cli, columns, 5);
    for (size_t i = 0; i < rows->count; i++) {
        const ToConfirm *row = &rows->items[i];
        char when[DATE_TEXT_SIZE];
        table_id(&table, row->uid);
        table_cell(&table, date_absolute(row->day, row->minute, when));
        table_cell(&table, row->names);
        table_cell(&table, row->subject);
        if (row->siblings > 0)
            table_cellf(&table, "%zu of a series", row->siblings + 1);
        else
            table_cell(&table, NULL);
    }
    table_end(&table);
}

static bool json_rows(Cli *cli, const ToConfirmRows *rows, Error *err)
{
    JsonWriter json = print_json(cli);
    bool fine = true;
    json_write_object(&json);
    json_field_array(&json, "meetings");
    for (size_t i = 0; fine && i < rows->count; i++) {
        const ToConfirm *row = &rows->items[i];
        Interaction meeting;
        interaction_init(&meeting);
        fine = store_interaction_get(cli->app->store, row->id, &meeting, err);
        char *series = confirm_series(row);
        json_write_object(&json);
        json_interaction_fields(cli, &json, &meeting);
        json_field_text(&json, "series", series);
        json_write_object_end(&json);
        free(series);
        interaction_clear(&meeting);
    }
    json_write_array_end(&json);
    json_write_object_end(&json);
    return fine;
}

// Those whose ids are given, with --series also those of their series; all of them with --all.
static bool choose(Cli *cli, const ToConfirmRows *rows, ContactIds *ids, Error *err)
{
    if (option_given(cli, "all"))
        for (size_t i = 0; i < rows->count; i++)
            vec_push(ids, rows->items[i].id);
    for (size_t i = 0; i < cli->args.count && !option_given(cli, "all"); i++) {
        int64_t id;
        if (!store_to_confirm_resolve(cli->app->store, cli->args.items[i], &id, err)) {
            err->kind = err->kind == ERROR_NOT_FOUND ? ERROR_INPUT : err->kind;
            return false;
        }
        const ToConfirm *said = NULL;
        for (size_t k = 0; k < rows->count; k++)
            if (rows->items[k].id == id)
                said = &rows->items[k];
        vec_push(ids, id);
        for (size_t k = 0; said != NULL && option_given(cli, "series") && k < rows->count; k++)
            if (rows->items[k].id != id && confirm_same_series(&rows->items[k], said))
                vec_push(ids, rows->items[k].id);
    }
    return true;
}

static bool act(Cli *cli, const ToConfirmRows *rows, Error *err)
{
    ContactIds ids = {0};
    StepResult result = {0};
    const char *who = option_value(cli, "with");
    int64_t with = 0;
    bool leave = option_given(cli, "not");
    bool fine = (!leave || who == NULL ||
                 error_set(err, ERROR_USAGE, "--not leaves meetings out, so --with has nothing to say")) &&
                (who == NULL || argument_contact(cli, who, ERROR_INPUT, &with, err)) &&
                choose(cli, rows, &ids, err) &&
                (leave ? app_confirm_not(cli->app, ids.items, ids.count, &result, err)
                       : app_confirm(cli->app, ids.items, ids.count, with, &result, err));
    if (fine && !cli->json)
        print(cli, "%s\n", result.summary);
    vec_clear(&ids);
    step_result_clear(&result);
    return fine;
}

bool cmd_meetings(Cli *cli, Error *err)
{
    ToConfirmRows rows = {0};
    bool acts = cli->args.count > 0 || option_given(cli, "all");
    if (!acts &&
        (option_given(cli, "not") || option_given(cli, "series") || option_value(cli, "with") != NULL))
        return error_set(err, ERROR_USAGE, "say which, by the ids that rapport meetings prints, or --all");
    bool fine = confirm_load(cli->app, &rows, err);
    if (fine && acts) {
        fine = act(cli, &rows, err);
        store_to_confirm_clear(&rows);
        fine = fine && (!cli->json || confirm_load(cli->app, &rows, err)); // JSON says what is left
    }
    if (fine && cli->json)
        fine = json_rows(cli, &rows, err);
    else if (fine && !acts)
        print_rows(cli, &rows);
    if (fine && !acts && !cli->json && rows.count == 0)
        print_note(cli, "nothing is to be confirmed; the meetings of an imported calendar come here");
    store_to_confirm_clear(&rows);
    return fine;
}
