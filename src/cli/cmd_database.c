// SPDX-License-Identifier: MIT
// Commands on the file as a whole: check, settings.
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/settings.h"
#include "rapport/base/mem.h"

// ---- check

typedef struct Findings {
    VEC(char *) lines;
} Findings;

static void collect(void *self, const char *finding)
{
    Findings *findings = self;
    vec_push(&findings->lines, mem_strdup(finding));
}

static void answer_findings(Cli *cli, const Findings *findings)
{
    if (cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_field_array(&json, "findings");
        for (size_t i = 0; i < findings->lines.count; i++)
            json_write_text(&json, findings->lines.items[i]);
        json_write_array_end(&json);
        json_write_object_end(&json);
        str_append(&cli->out, findings->lines.count > 0 ? "\n" : "");
        return;
    }
    for (size_t i = 0; i < findings->lines.count; i++)
        print(cli, "%s\n", findings->lines.items[i]);
    if (findings->lines.count == 0)
        print(cli, "sound\n");
}

bool cmd_check_db(Cli *cli, Error *err)
{
    Findings findings = {0};
    int count = store_check(cli->app->store, collect, &findings, err);
    if (count >= 0)
        answer_findings(cli, &findings);
    for (size_t i = 0; i < findings.lines.count; i++)
        free(findings.lines.items[i]);
    vec_clear(&findings.lines);
    if (count <= 0)
        return count == 0;
    Error ignored = {0};
    print_flush(cli, &ignored); // what was found is the answer, although it ends as an error
    return error_set(err, ERROR_DATABASE,
                     "the database has %d fault%s; restore a backup with rapport restore FILE", count,
                     count == 1 ? "" : "s");
}

// ---- settings

static bool list_settings(Cli *cli, Error *err)
{
    static const Column columns[] = {
        {"name", 0, PRINT_NAME}, {"value", 30, PRINT_PLAIN}, {"what it is", 0, PRINT_DIM}};
    size_t count;
    const SettingInfo *settings = setting_table(&count);
    Table table = table_begin(cli, columns, 3);
    JsonWriter json = print_json(cli);
    if (cli->json) {
        json_write_object(&json);
        json_field_array(&json, "settings");
    }
    bool fine = true;
    for (size_t i = 0; fine && i < count; i++) {
        char *value = app_setting(cli->app, settings[i].name, err);
        fine = value != NULL;
        if (fine && cli->json) {
            json_write_object(&json);
            json_field_text(&json, "name", settings[i].name);
            json_field_text(&json, "value", value);
            json_field_text(&json, "default", settings[i].fallback);
            json_field_text(&json, "help", settings[i].help);
            json_write_object_end(&json);
        } else if (fine) {
            table_cell(&table, settings[i].name);
            table_cell(&table, value);
            table_cell(&table, settings[i].help);
        }
        free(value);
    }
    table_end(&table);
    if (cli->json) {
        json_write_array_end(&json);
        json_write_object_end(&json);
    }
    return fine;
}

bool cmd_set(Cli *cli, Error *err)
{
    if (cli->args.count == 0)
        return list_settings(cli, err);
    const char *name = cli->args.items[0];
    Str value = STR_INIT;
    bool fine = cli->args.count == 1 ||
                (argument_rest(cli, 1, &value, err) && app_set(cli->app, name, str_get(&value), err));
    str_clear(&value);
    char *now = fine ? app_setting(cli->app, name, err) : NULL;
    if (now != NULL && cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_field_text(&json, "name", name);
        json_field_text(&json, "value", now);
        json_write_object_end(&json);
    } else if (now != NULL) {
        print(cli, "%s %s\n", name, now);
    }
    fine = now != NULL;
    free(now);
    return fine;
}

// Adds a stretch to the pauses that are set.
static bool add_pause(Cli *cli, int32_t from, int32_t to, const char *name, Str *value, Error *err)
{
    char *before = app_setting(cli->app, "pause", err);
    str_append(value, before);
    days_off_write(value, from, to, name);
    bool fine = before != NULL && app_set(cli->app, "pause", str_get(value), err);
    free(before);
    return fine;
}

bool cmd_pause(Cli *cli, Error *err)
{
    DateValue from, until;
    Str name = STR_INIT, value = STR_INIT;
    if (!argument_date(cli, "from", cli->args.items[0], false, &from, err) ||
        !argument_date(cli, "to", cli->args.items[1], false, &until, err))
        return false;
    if (until.day < from.day)
        return error_set(err, ERROR_INPUT, "a pause cannot end before it begins");
    bool fine = cli->args.count == 2 || argument_rest(cli, 2, &name, err);
    if (fine && strpbrk(str_get(&name), ",\n") != NULL)
        fine = error_set(err, ERROR_INPUT, "the name of a pause is one line and has no comma");
    fine = fine && add_pause(cli, from.day, until.day, str_get(&name), &value, err);
    if (fine && cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_field_text(&json, "name", "pause");
        json_field_text(&json, "value", str_get(&value));
        json_write_object_end(&json);
    } else if (fine) {
        char first[16], last[16];
        civil_format(from.day, first);
        civil_format(until.day, last);
        print(cli, "pause %s to %s%s%s; rapport undo takes it back\n", first, last,
              name.length > 0 ? ", " : "", str_get(&name));
    }
    str_clear(&name);
    str_clear(&value);
    return fine;
}
