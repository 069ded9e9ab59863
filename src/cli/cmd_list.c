// SPDX-License-Identifier: MIT
// list, list save|show|rm: queries kept under a name. Showing one is a find.
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/lists.h"
#include "rapport/core/fuzzy.h"
#include "rapport/store/saved_lists.h"

static void json_list(JsonWriter *json, const char *name, const char *query)
{
    json_write_object(json);
    json_field_text(json, "name", name);
    json_field_text(json, "query", query);
    json_write_object_end(json);
}

static bool answer_list(Cli *cli, const char *name, const char *query, const char *done)
{
    if (cli->json) {
        JsonWriter json = print_json(cli);
        json_list(&json, name, query);
    } else {
        print(cli, "%s: %s\n", name, done);
    }
    return true;
}

static void print_lists(Cli *cli, const SavedLists *lists)
{
    static const Column columns[] = {{"name", 30, PRINT_NAME}, {"query", 0, PRINT_PLAIN}};
    Table table = table_begin(cli, columns, 2);
    for (size_t i = 0; i < lists->count; i++) {
        table_cell(&table, lists->items[i].name);
        table_cell(&table, lists->items[i].query);
    }
    table_end(&table);
    if (lists->count == 0)
        print_note(cli, "no list is saved yet; rapport list save NAME QUERY keeps one");
}

static bool do_all(Cli *cli, Error *err)
{
    SavedLists lists = {0};
    bool fine = store_saved_lists(cli->app->store, &lists, err);
    if (fine && cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_field_array(&json, "lists");
        for (size_t i = 0; i < lists.count; i++)
            json_list(&json, lists.items[i].name, lists.items[i].query);
        json_write_array_end(&json);
        json_write_object_end(&json);
    } else if (fine) {
        print_lists(cli, &lists);
    }
    store_saved_lists_clear(&lists);
    return fine;
}

static bool do_save(Cli *cli, Error *err)
{
    Str query = STR_INIT;
    bool fine = argument_rest(cli, 2, &query, err) &&
                app_list_save(cli->app, cli->args.items[1], str_get(&query), err) &&
                answer_list(cli, cli->args.items[1], str_get(&query), "saved");
    str_clear(&query);
    return fine;
}

// An unknown name is a wrong argument here, not an answer of nobody.
static bool get(Cli *cli, char **query, Error *err)
{
    if (store_saved_list(cli->app->store, cli->args.items[1], query, err))
        return true;
    err->kind = err->kind == ERROR_NOT_FOUND ? ERROR_INPUT : err->kind;
    return false;
}

static bool do_show(Cli *cli, Error *err)
{
    char *query = NULL;
    bool fine = get(cli, &query, err) && find_people(cli, query, err);
    free(query);
    return fine;
}

static bool do_remove(Cli *cli, Error *err)
{
    char *query = NULL;
    bool fine = get(cli, &query, err) && app_list_remove(cli->app, cli->args.items[1], err) &&
                answer_list(cli, cli->args.items[1], query, "removed");
    free(query);
    return fine;
}

static const struct {
    const char *name;
    bool (*run)(Cli *cli, Error *err);
} VERBS[] = {{"save", do_save}, {"show", do_show}, {"rm", do_remove}};
enum { VERB_COUNT = sizeof VERBS / sizeof *VERBS };

bool cmd_list(Cli *cli, Error *err)
{
    const char *verb = cli->args.count > 0 ? cli->args.items[0] : NULL;
    if (verb == NULL)
        return do_all(cli, err);
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (strcmp(VERBS[i].name, verb) == 0)
            return cli->args.count >= 2
                       ? VERBS[i].run(cli, err)
                       : error_set(err, ERROR_USAGE, "say which: rapport list %s NAME", verb);
    const char *near = suggest_row(verb, &VERBS[0].name, VERB_COUNT, sizeof VERBS[0]);
    if (near != NULL)
        return error_set(err, ERROR_USAGE, "there is no list %.40s; did you mean list %s?", verb, near);
    return error_set(err, ERROR_USAGE, "there is no list %.40s; it is save, show or rm", verb);
}
