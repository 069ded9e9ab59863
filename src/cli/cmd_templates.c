// SPDX-License-Identifier: MIT
// template list|show|versions|add|edit|copy|rm|restore: a second table, one row a verb.
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/drafts.h"
#include "rapport/app/insights.h"
#include "rapport/base/mem.h"
#include "rapport/core/date.h"
#include "rapport/core/fuzzy.h"
#include "rapport/core/line_diff.h"

// ---- showing

static void json_came(JsonWriter *json, const TemplateCame *came)
{
    json_field_int(json, "sent", came->sent);
    json_field_int(json, "answered", came->answered);
    json_write_key(json, "median_days");
    if (came->answered == 0)
        json_write_null(json);
    else
        json_write_int(json, came->median_days);
}

static void json_template(JsonWriter *json, const Template *one)
{
    json_write_object(json);
    json_field_text(json, "name", one->name);
    json_field_text(json, "occasion", occasion_name(one->occasion));
    json_field_text(json, "channel", channel_name(one->channel));
    json_field_text(json, "subject", str_blank(one->subject) ? NULL : one->subject);
    json_field_text(json, "text", one->text);
    json_came(json, &one->came);
    json_field_int(json, "version", one->version);
    json_write_object_end(json);
}

// "3 of 9 answered, after 2 days"; empty when nothing was sent.
static void came_cell(Table *table, const TemplateCame *came)
{
    Str text = STR_INIT;
    if (came->sent > 0) {
        insights_rate(came->answered, came->sent, &text);
        str_append(&text, " answered");
        insights_after(came->median_days, &text);
    }
    table_cell(table, text.length > 0 ? str_get(&text) : NULL);
    str_clear(&text);
}

static void print_list(Cli *cli, const Templates *all)
{
    static const Column columns[] = {{"name", 36, PRINT_NAME},
                                     {"occasion", 0, PRINT_PLAIN},
                                     {"channel", 0, PRINT_PLAIN},
                                     {"came of it", 0, PRINT_DIM}};
    Table table = table_begin(cli, columns, 4);
    for (size_t i = 0; i < all->count; i++) {
        const Template *one = &all->items[i];
        table_cell(&table, one->name);
        table_cell(&table, occasion_name(one->occasion));
        table_cell(&table, channel_name(one->channel));
        came_cell(&table, &one->came);
    }
    table_end(&table);
}

static bool do_list(Cli *cli, Error *err)
{
    Templates all = {0};
    bool fine = store_templates(cli->app->store, &all, err);
    if (fine && cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_field_array(&json, "templates");
        for (size_t i = 0; i < all.count; i++)
            json_template(&json, &all.items[i]);
        json_write_array_end(&json);
        json_write_object_end(&json);
    } else if (fine) {
        print_list(cli, &all);
    }
    templates_clear(&all);
    return fine;
}

// In the shape in which templates are shipped and read: head lines, an empty line, the text.
static void show_one(Cli *cli, const Template *one)
{
    if (cli->json) {
        JsonWriter json = print_json(cli);
        json_template(&json, one);
        return;
    }
    print(cli, "name: %s\n", one->name);
    if (one->occasion != OCCASION_NONE)
        print(cli, "occasion: %s\n", occasion_name(one->occasion));
    if (one->channel != CHANNEL_NONE)
        print(cli, "channel: %s\n", channel_name(one->channel));
    if (!str_blank(one->subject))
        print(cli, "subject: %s\n", one->subject);
    print(cli, "\n%s%s", one->text, str_ends(one->text, "\n") ? "" : "\n");
}

static bool get(Cli *cli, size_t argument, Template *out, Error *err)
{
    if (store_template_get(cli->app->store, cli->args.items[argument], out, err))
        return true;
    err->kind = err->kind == ERROR_NOT_FOUND ? ERROR_INPUT : err->kind;
    return false;
}

// What stands behind the name; 0 = the present one.
static bool read_version(const Cli *cli, int *version, Error *err)
{
    *version = 0;
    return cli->args.count < 3 || argument_number("VERSION", cli->args.items[2], 1, 1000000, version, err);
}

// The template with the text that it had then.
static bool get_version(Cli *cli, Template *out, Error *err)
{
    int version;
    return read_version(cli, &version, err) && get(cli, 1, out, err) &&
           (version == 0 || app_template_version(cli->app, out, version, err));
}

static bool do_show(Cli *cli, Error *err)
{
    Template one = {0};
    bool fine = get_version(cli, &one, err);
    if (fine)
        show_one(cli, &one);
    template_clear(&one);
    return fine;
}

static void json_versions(Cli *cli, const char *name, const TemplateVersions *all)
{
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_field_text(&json, "template", name);
    json_field_array(&json, "versions");
    for (size_t i = 0; i < all->count; i++) {
        const TemplateVersion *one = &all->items[i];
        json_write_object(&json);
        json_field_int(&json, "version", one->version);
        json_field_day(&json, "saved", one->saved_day);
        json_field_text(&json, "subject", str_blank(one->subject) ? NULL : one->subject);
        json_field_text(&json, "text", one->text);
        json_came(&json, &one->came);
        json_write_object_end(&json);
    }
    json_write_array_end(&json);
    json_write_object_end(&json);
}

// What tells it from the one before; empty for the first.
static void changed_cell(Table *table, const TemplateVersion *one, const TemplateVersion *before)
{
    DiffLine line;
    if (before == NULL)
        table_cell(table, NULL);
    else if (line_diff_first(before->text, one->text, &line))
        table_cellf(table, "%c %.*s", line.side == LINE_AFTER ? '+' : '-', (int)line.length, line.text);
    else
        table_cell(table, "another subject");
}

static void print_versions(Cli *cli, const TemplateVersions *all)
{
    static const Column columns[] = {{"version", 0, PRINT_NAME},
                                     {"saved", 0, PRINT_PLAIN},
                                     {"changed", 44, PRINT_DIM},
                                     {"came of it", 0, PRINT_DIM}};
    Table table = table_begin(cli, columns, 4);
    for (size_t i = 0; i < all->count; i++) {
        const TemplateVersion *one = &all->items[i];
        char day[DATE_TEXT_SIZE];
        table_cellf(&table, "%d", one->version);
        table_cell(&table, one->saved_day != CIVIL_NONE ? date_absolute(one->saved_day, -1, day) : NULL);
        changed_cell(&table, one, i + 1 < all->count ? one + 1 : NULL);
        came_cell(&table, &one->came);
    }
    table_end(&table);
}

static bool do_versions(Cli *cli, Error *err)
{
    Template one = {0};
    TemplateVersions all = {0};
    bool fine = get(cli, 1, &one, err) && store_template_versions(cli->app->store, one.id, &all, err);
    if (fine && cli->json)
        json_versions(cli, one.name, &all);
    else if (fine)
        print_versions(cli, &all);
    template_versions_clear(&all);
    template_clear(&one);
    return fine;
}

// ---- changing

static bool answer_template(Cli *cli, const char *name, const char *done, Error *err)
{
    if (!cli->json) {
        print(cli, "%s: %s\n", name, done);
        return true;
    }
    Template one = {0};
    bool fine = store_template_get(cli->app->store, name, &one, err);
    if (fine)
        show_one(cli, &one);
    template_clear(&one);
    return fine;
}

// What the options say goes over what is there; the text comes from standard input.
static bool apply_options(Cli *cli, Template *one, bool with_text, Error *err)
{
    int occasion, channel;
    const char *subject = option_value(cli, "subject");
    Str text = STR_INIT;
    if (!word_value(WORDS_OCCASION, option_value(cli, "occasion"), &occasion, err) ||
        !word_value(WORDS_CHANNEL, option_value(cli, "channel"), &channel, err) ||
        (with_text && !argument_text("-", &text, err))) {
        str_clear(&text);
        return false;
    }
    one->occasion = occasion != 0 ? (Occasion)occasion : one->occasion;
    one->channel = channel != 0 ? (Channel)channel : one->channel;
    if (subject != NULL) {
        free(one->subject);
        one->subject = mem_strdup(subject);
    }
    if (with_text) {
        free(one->text);
        one->text = str_take(&text);
    }
    return true;
}

static bool do_add(Cli *cli, Error *err)
{
    Template one = {.name = mem_strdup(cli->args.items[1])};
    bool fine = apply_options(cli, &one, true, err) && app_template_save(cli->app, &one, err) &&
                answer_template(cli, one.name, "added", err);
    template_clear(&one);
    return fine;
}

static bool do_edit(Cli *cli, Error *err)
{
    Template one = {0};
    bool fine = get(cli, 1, &one, err) && apply_options(cli, &one, true, err) &&
                app_template_save(cli->app, &one, err) && answer_template(cli, one.name, "changed", err);
    template_clear(&one);
    return fine;
}

static bool do_copy(Cli *cli, Error *err)
{
    Template one = {0};
    if (cli->args.count < 3)
        return error_set(err, ERROR_USAGE, "say the name of the copy: rapport template copy NAME NEW-NAME");
    bool fine = get(cli, 1, &one, err);
    if (fine) {
        Template copy = {.name = mem_strdup(cli->args.items[2]),
                         .subject = mem_strdup(one.subject),
                         .text = mem_strdup(one.text),
                         .occasion = one.occasion,
                         .channel = one.channel};
        fine = apply_options(cli, &copy, false, err) && app_template_save(cli->app, &copy, err) &&
               answer_template(cli, copy.name, "added", err);
        template_clear(&copy);
    }
    template_clear(&one);
    return fine;
}

static bool do_remove(Cli *cli, Error *err)
{
    Template one = {0};
    bool fine = get(cli, 1, &one, err);
    if (fine && cli->json)
        show_one(cli, &one);
    fine = fine && app_template_remove(cli->app, one.name, err);
    if (fine && !cli->json)
        print(cli, "%s: removed\n", one.name);
    template_clear(&one);
    return fine;
}

// An older text of the user's own comes back as a new version, as the shipped one does.
static bool restore_version(Cli *cli, Error *err)
{
    Template one = {0};
    bool fine = get_version(cli, &one, err) && app_template_restore_version(cli->app, &one, err);
    char *done = str_format("as in version %s, as version %d", cli->args.items[2], one.version);
    fine = fine && answer_template(cli, one.name, done, err);
    free(done);
    template_clear(&one);
    return fine;
}

static bool do_restore(Cli *cli, Error *err)
{
    if (cli->args.count > 2)
        return restore_version(cli, err);
    if (app_template_restore(cli->app, cli->args.items[1], err))
        return answer_template(cli, cli->args.items[1], "as it came with the program", err);
    err->kind = err->kind == ERROR_NOT_FOUND ? ERROR_INPUT : err->kind;
    return false;
}

static const struct {
    const char *name;
    size_t least; // arguments with the verb
    bool (*run)(Cli *cli, Error *err);
} VERBS[] = {
    {"list", 1, do_list}, {"show", 2, do_show}, {"versions", 2, do_versions}, {"add", 2, do_add},
    {"edit", 2, do_edit}, {"copy", 2, do_copy}, {"rm", 2, do_remove},         {"restore", 2, do_restore},
};
enum { VERB_COUNT = sizeof VERBS / sizeof *VERBS };

bool cmd_template(Cli *cli, Error *err)
{
    const char *verb = cli->args.items[0];
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (strcmp(VERBS[i].name, verb) == 0)
            return cli->args.count >= VERBS[i].least
                       ? VERBS[i].run(cli, err)
                       : error_set(err, ERROR_USAGE, "say which: rapport template %s NAME", verb);
    const char *near = suggest_row(verb, &VERBS[0].name, VERB_COUNT, sizeof VERBS[0]);
    if (near != NULL)
        return error_set(err, ERROR_USAGE, "there is no template %.40s; did you mean template %s?", verb,
                         near);
    return error_set(err, ERROR_USAGE,
                     "there is no template %.40s; it is list, show, versions, add, edit, copy, rm or restore",
                     verb);
}
