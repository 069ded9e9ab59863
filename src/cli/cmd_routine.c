// SPDX-License-Identifier: MIT
// Routines: list, show, write, remove.
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/routines.h"

static bool list_routines(Cli *cli)
{
    static const Column columns[] = {
        {"name", 0, PRINT_NAME}, {"", 0, PRINT_DIM}, {"what it does", 0, PRINT_PLAIN}};
    Table table = table_begin(cli, columns, 3);
    JsonWriter json = print_json(cli);
    if (cli->json) {
        json_write_object(&json);
        json_field_array(&json, "routines");
    }
    for (size_t i = 0; i < cli->app->routines.count; i++) {
        const Routine *one = &cli->app->routines.items[i];
        bool own = app_routine_is_own(cli->app, one->name),
             chosen = strcmp(one->name, cli->app->routine) == 0;
        if (cli->json) {
            json_write_object(&json);
            json_field_text(&json, "name", one->name);
            json_field_text(&json, "about", one->about);
            json_field_bool(&json, "own", own);
            json_field_bool(&json, "default", chosen);
            json_write_object_end(&json);
        } else {
            table_cell(&table, one->name);
            table_cell(&table, chosen ? "default" : own ? "yours" : "");
            table_cell(&table, one->about);
        }
    }
    table_end(&table);
    if (cli->json) {
        json_write_array_end(&json);
        json_write_object_end(&json);
    }
    return true;
}

static bool show_routine(Cli *cli, const char *name, Error *err)
{
    if (!app_check_routine(cli->app, name, err))
        return false;
    char *text = app_routine_text(cli->app, name);
    if (cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_field_text(&json, "name", name);
        json_field_text(&json, "text", text);
        json_write_object_end(&json);
    } else {
        print(cli, "%s%s", text, str_ends(text, "\n") ? "" : "\n");
    }
    free(text);
    return true;
}

static bool edit_routine(Cli *cli, const char *name, Error *err)
{
    Str text = STR_INIT;
    bool fine = argument_text(cli->args.count > 2 ? cli->args.items[2] : "-", &text, err) &&
                app_routine_save(cli->app, name, str_get(&text), err) && show_routine(cli, name, err);
    str_clear(&text);
    return fine;
}

static bool remove_routine(Cli *cli, const char *name, Error *err)
{
    return app_routine_remove(cli->app, name, err) && list_routines(cli);
}

bool cmd_routine(Cli *cli, Error *err)
{
    static const struct {
        const char *verb;
        bool (*run)(Cli *cli, const char *name, Error *err);
    } VERBS[] = {{"show", show_routine}, {"edit", edit_routine}, {"rm", remove_routine}};
    const char *verb = cli->args.count > 0 ? cli->args.items[0] : "list";
    if (strcmp(verb, "list") == 0)
        return list_routines(cli);
    for (size_t i = 0; i < sizeof VERBS / sizeof *VERBS; i++) {
        if (strcmp(VERBS[i].verb, verb) != 0)
            continue;
        if (cli->args.count < 2)
            return error_set(err, ERROR_USAGE, "routine %s takes the name of a routine", verb);
        return VERBS[i].run(cli, cli->args.items[1], err);
    }
    return error_set(err, ERROR_USAGE, "routine takes list, show, edit or rm, not \"%.40s\"", verb);
}
