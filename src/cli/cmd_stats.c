// SPDX-License-Identifier: MIT
// stats: what came of writing. landed: the search is over.
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/insights.h"
#include "rapport/app/landed.h"
#include "rapport/base/mem.h"

enum { HISTORY_MOST = 300000 };

// ---- stats

static void json_rates(JsonWriter *json, const char *key, const char *name, const StatRows *rows)
{
    json_field_array(json, key);
    for (size_t i = 0; i < rows->count; i++) {
        json_write_object(json);
        json_field_text(json, name, rows->items[i].name);
        json_field_int(json, "sent", rows->items[i].sent);
        json_field_int(json, "answered", rows->items[i].answered);
        json_write_key(json, "median_days");
        if (rows->items[i].median_days < 0)
            json_write_null(json);
        else
            json_write_int(json, rows->items[i].median_days);
        json_write_object_end(json);
    }
    json_write_array_end(json);
}

static void stats_json(Cli *cli, const Stats *stats)
{
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_rates(&json, "channels", "channel", &stats->channels);
    json_rates(&json, "how_met", "how", &stats->hows);
    json_rates(&json, "templates", "template", &stats->templates);
    json_field_array(&json, "stages");
    for (int stage = STAGE_SPOTTED; stage < STAGE_COUNT; stage++) {
        json_write_object(&json);
        json_field_text(&json, "stage", stage_name((Stage)stage));
        json_field_int(&json, "at", stats->stages[stage]);
        json_field_int(&json, "reached", insights_reached(stats, (Stage)stage));
        json_write_object_end(&json);
    }
    json_write_array_end(&json);
    json_write_object_end(&json);
}

// Headings as of every other answer.
static void print_headed(Cli *cli, const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        bool heading = str_starts(text, "## ");
        char *line = mem_strndup(text + (heading ? 3 : 0), length - (heading ? 3 : 0));
        print_as(cli, heading ? PRINT_NAME : PRINT_PLAIN, line);
        print(cli, "\n");
        free(line);
        text += length + (text[length] == '\n');
    }
}

bool cmd_stats(Cli *cli, Error *err)
{
    Stats stats;
    if (!store_stats(cli->app->store, HISTORY_MOST, &stats, err))
        return false;
    if (cli->json) {
        stats_json(cli, &stats);
    } else {
        Str text = STR_INIT;
        insights_text(&stats, cli->ascii || cli->plain, &text);
        print_headed(cli, str_get(&text));
        str_clear(&text);
    }
    store_stats_clear(&stats);
    return true;
}

// ---- landed

static void landed_json(Cli *cli, const Landed *landed, bool done)
{
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_field_bool(&json, "done", done);
    json_contacts(cli, &json, "thanks", landed->thanks.items, landed->thanks.count);
    json_field_array(&json, "targets");
    for (size_t i = 0; i < landed->targets.count; i++)
        json_write_text(&json, landed->targets.items[i].name);
    json_write_array_end(&json);
    json_field_int(&json, "openings", landed->openings);
    json_contacts(cli, &json, "rhythms", landed->rhythms.items, landed->rhythms.count);
    json_write_object_end(&json);
}

bool cmd_landed(Cli *cli, Error *err)
{
    Landed landed = {0};
    StepResult result = {0};
    bool now = option_given(cli, "yes") && !option_given(cli, "dry-run");
    bool fine = landed_preview(cli->app, &landed, err) && (!now || app_landed(cli->app, &result, err));
    if (fine && cli->json) {
        landed_json(cli, &landed, now);
    } else if (fine) {
        Str text = STR_INIT;
        landed_describe(cli->app, &landed, &text);
        print(cli, "%s", str_get(&text));
        str_clear(&text);
        if (now)
            print(cli, "%s\n", result.summary);
        else
            print_note(cli, "nothing was changed; rapport landed --yes does all of it, in one step of undo");
    }
    landed_clear(&landed);
    step_result_clear(&result);
    return fine;
}
