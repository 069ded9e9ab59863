// SPDX-License-Identifier: MIT
// Commands on the steps that were made: undo, redo, history.
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"

enum { HISTORY_SHOWN = 50, STEPS_MAX = 1000 };

typedef VEC(JournalStep) Steps;

static void json_steps(JsonWriter *json, const char *key, const Steps *steps, bool states)
{
    json_field_array(json, key);
    for (size_t i = 0; i < steps->count; i++) {
        json_write_object(json);
        json_field_int(json, "id", steps->items[i].id);
        json_field_text(json, "what", steps->items[i].what);
        json_field_moment(json, "at", steps->items[i].at);
        if (states)
            json_field_text(json, "state", steps->items[i].state);
        json_write_object_end(json);
    }
    json_write_array_end(json);
}

typedef bool (*Travel)(App *app, bool mine, JournalStep *step, Error *err);

static bool travel(Cli *cli, Travel go, const char *done, Error *err)
{
    int count = 1;
    Steps steps = {0};
    JournalStep step;
    if (cli->args.count > 0 && !argument_number("N", cli->args.items[0], 1, STEPS_MAX, &count, err))
        return false;
    bool fine = true;
    while (fine && steps.count < (size_t)count) {
        fine = go(cli->app, false, &step, err);
        if (fine)
            vec_push(&steps, step);
    }
    // Fewer than asked for: those that went are done all the same.
    if (!fine && steps.count > 0) {
        print_note(cli, "rapport: stopped after %zu of %d: %s", steps.count, count, err->message);
        error_clear(err);
        fine = true;
    }
    if (fine && cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_steps(&json, "undone", &steps, false);
        json_write_object_end(&json);
    }
    for (size_t i = 0; fine && !cli->json && i < steps.count; i++)
        print(cli, "%s: %s\n", done, steps.items[i].what);
    vec_clear(&steps);
    return fine;
}

bool cmd_undo(Cli *cli, Error *err)
{
    return travel(cli, app_undo, "undone", err);
}

bool cmd_redo(Cli *cli, Error *err)
{
    return travel(cli, app_redo, "done again", err);
}

static void print_history(Cli *cli, const Steps *steps)
{
    static const Column columns[] = {
        {"step", 0, PRINT_DIM}, {"when", 0, PRINT_DIM}, {"what", 70, PRINT_PLAIN}, {"", 0, PRINT_DIM}};
    Table table = table_begin(cli, columns, 4);
    for (size_t i = 0; i < steps->count; i++) {
        const JournalStep *step = &steps->items[i];
        char when[DATE_TEXT_SIZE];
        table_cellf(&table, "%" PRId64, step->id);
        table_cell(&table, date_absolute(moment_day(step->at), moment_minute(step->at), when));
        table_cell(&table, step->what);
        table_cell(&table, strcmp(step->state, "done") == 0 ? "" : step->state);
    }
    table_end(&table);
}

bool cmd_history(Cli *cli, Error *err)
{
    int64_t contact = 0;
    int limit = HISTORY_SHOWN;
    const char *text = option_value(cli, "limit");
    if ((text != NULL && !argument_number("--limit", text, 1, STEPS_MAX, &limit, err)) ||
        (cli->args.count > 0 && !argument_contact(cli, cli->args.items[0], ERROR_INPUT, &contact, err)))
        return false;
    Steps steps = {0};
    vec_reserve(&steps, (size_t)limit);
    steps.count = store_history(cli->app->store, contact, steps.items, 0, (size_t)limit);
    if (cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_steps(&json, "history", &steps, true);
        json_write_object_end(&json);
    } else {
        print_history(cli, &steps);
        if (steps.count == 0)
            print_note(cli, "nothing was done yet");
    }
    vec_clear(&steps);
    return true;
}
