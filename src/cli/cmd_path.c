// SPDX-License-Identifier: MIT
// Introduction paths: through whom one could meet somebody.
#include <stdlib.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/paths.h"

enum { PATHS_SHOWN = 10 };

void json_introduction_paths(Cli *cli, JsonWriter *json, const IntroductionPaths *paths)
{
    json_field_array(json, "paths");
    for (size_t i = 0; i < paths->count; i++) {
        const IntroductionPath *path = &paths->items[i];
        json_write_object(json);
        json_field_array(json, "steps");
        for (int k = 0; k < path->count; k++) {
            json_write_object(json);
            json_person(cli, json, "from", path->steps[k].from);
            json_person(cli, json, "to", path->steps[k].to);
            json_field_text(json, "tie", path->steps[k].kind);
            json_field_int(json, "strength", path->steps[k].strength);
            json_write_object_end(json);
        }
        json_write_array_end(json);
        json_field_int(json, "strength", path->strength);
        json_write_object_end(json);
    }
    json_write_array_end(json);
}

void print_introduction_paths(Cli *cli, const IntroductionPaths *paths)
{
    for (size_t i = 0; i < paths->count; i++) {
        Str text = STR_INIT;
        app_path_line(cli->app, &paths->items[i], &text);
        print(cli, "%s\n", str_get(&text));
        str_clear(&text);
    }
}

static bool nobody(Cli *cli, int64_t contact, bool known, Error *err)
{
    char *name = store_contact_name(cli->app->store, contact);
    if (known)
        error_set(err, ERROR_NOT_FOUND, "you know %.120s yourself; write to them", name);
    else
        error_set(err, ERROR_NOT_FOUND,
                  "nobody you know is known to know %.120s; rapport tie says who knows whom", name);
    free(name);
    return false;
}

bool cmd_path(Cli *cli, Error *err)
{
    int64_t contact;
    bool known = false;
    IntroductionPaths paths = {0};
    bool fine = argument_contact(cli, cli->args.items[0], ERROR_NOT_FOUND, &contact, err) &&
                app_paths(cli->app, contact, PATHS_SHOWN, &paths, &known, err);
    if (fine && cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_introduction_paths(cli, &json, &paths);
        json_write_object_end(&json);
    } else if (fine) {
        print_introduction_paths(cli, &paths);
    }
    fine = fine && (paths.count > 0 || nobody(cli, contact, known, err));
    vec_clear(&paths);
    return fine;
}
