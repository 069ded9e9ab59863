// SPDX-License-Identifier: MIT
// export: everything as JSON Lines, people as a table for spreadsheets or as Markdown, or a calendar.
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/transfer.h"
#include "rapport/base/file.h"
#include "rapport/base/sanitise.h"
#include "rapport/core/query.h"
#include "rapport/formats/csv.h"
#include "rapport/formats/markdown.h"
#include "rapport/store/search.h"

enum { STREAM_BLOCK = 64 * 1024 };

// ---- people, one function a format

typedef struct People {
    Cli *cli;
    Str *out;
    bool raw;
    bool share; // for somebody else: no phone numbers, nothing private
} People;

static void join(Str *out, const char *text)
{
    if (!str_blank(text))
        str_appendf(out, "%s%s", out->length > 0 ? "; " : "", text);
}

static void csv_joined(CsvWriter *csv, const Contact *contact, ReachKind kind)
{
    Str cell = STR_INIT;
    for (size_t i = 0; i < contact->reaches.count; i++)
        if (contact->reaches.items[i].kind == kind)
            join(&cell, contact->reaches.items[i].value);
    csv_write_cell(csv, str_get(&cell));
    str_clear(&cell);
}

static const char *role_name(const Contact *contact, OrganisationKind kind)
{
    const ContactRole *role = contact_role(contact, kind);
    return role != NULL && role->current ? role->name : NULL;
}

static void csv_day(CsvWriter *csv, int32_t day)
{
    char text[16] = "";
    if (day != CIVIL_NONE)
        civil_format(day, text);
    csv_write_cell(csv, text);
}

static void csv_head(People *people)
{
    static const char *const columns[] = {"name",  "given name", "family name", "nickname",      "pronouns",
                                          "title", "company",    "school",      "city",          "industry",
                                          "email", "phone",      "link",        "tags",          "stage",
                                          "how",   "met_where",  "met_day",     "introduced_by", "about"};
    CsvWriter csv = csv_write_to(people->out, people->raw ? CSV_RAW : CSV_SPREADSHEET);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        csv_write_cell(&csv, columns[i]);
    csv_write_row_end(&csv);
}

static void csv_person(People *people, const Contact *contact)
{
    CsvWriter csv = csv_write_to(people->out, people->raw ? CSV_RAW : CSV_SPREADSHEET);
    const char *const front[] = {contact->name,
                                 contact->given,
                                 contact->family,
                                 contact->nickname,
                                 contact->pronouns,
                                 contact_title(contact),
                                 role_name(contact, ORGANISATION_COMPANY),
                                 role_name(contact, ORGANISATION_SCHOOL),
                                 contact->city,
                                 contact->industry};
    for (size_t i = 0; i < sizeof front / sizeof *front; i++)
        csv_write_cell(&csv, front[i]);
    csv_joined(&csv, contact, REACH_EMAIL);
    if (people->share)
        csv_write_cell(&csv, NULL);
    else
        csv_joined(&csv, contact, REACH_PHONE);
    csv_joined(&csv, contact, REACH_LINK);
    Str tags = STR_INIT;
    for (size_t i = 0; i < contact->tags.count; i++)
        join(&tags, contact->tags.items[i]);
    csv_write_cell(&csv, str_get(&tags));
    csv_write_cell(&csv, stage_name(contact->stage));
    csv_write_cell(&csv, how_met_name(contact->how));
    csv_write_cell(&csv, contact->met_where);
    csv_day(&csv, contact->met_day);
    csv_write_cell(&csv, contact->introduced_by);
    csv_write_cell(&csv, people->share ? NULL : contact->about);
    csv_write_row_end(&csv);
    str_clear(&tags);
}

static void md_line(Str *out, const char *label, const char *text)
{
    if (str_blank(text))
        return;
    str_appendf(out, "- %s: ", label);
    markdown_text(out, text);
    str_push(out, '\n');
}

static void md_head(People *people)
{
    str_append(people->out, "# People\n");
}

static void md_person(People *people, const Contact *contact)
{
    Str *out = people->out;
    str_append(out, "\n## ");
    markdown_text(out, contact->name);
    str_append(out, "\n\n");
    md_line(out, "title", contact_title(contact));
    md_line(out, "company", role_name(contact, ORGANISATION_COMPANY));
    md_line(out, "school", role_name(contact, ORGANISATION_SCHOOL));
    md_line(out, "city", contact->city);
    for (size_t i = 0; i < contact->reaches.count; i++)
        if (!people->share || contact->reaches.items[i].kind != REACH_PHONE)
            md_line(out, reach_kind_name(contact->reaches.items[i].kind), contact->reaches.items[i].value);
    md_line(out, "stage", stage_name(contact->stage));
    md_line(out, "met", contact->met_where);
    if (!people->share)
        md_line(out, "about", contact->about);
}

static const struct {
    const char *name;
    void (*head)(People *people);
    void (*person)(People *people, const Contact *contact);
} FORMATS_OF_PEOPLE[] = {{"csv", csv_head, csv_person}, {"md", md_head, md_person}};
enum { PEOPLE_FORMATS = sizeof FORMATS_OF_PEOPLE / sizeof *FORMATS_OF_PEOPLE };

// ---- out

// Where the bytes go: a file is collected and written whole, standard output is written as it comes.
typedef struct Target {
    Cli *cli;
    const char *path; // NULL = standard output
    Str file;
    Error *err;
} Target;

static bool put(void *self, const char *bytes, size_t length)
{
    Target *target = self;
    if (target->path != NULL) {
        str_append_n(&target->file, bytes, length);
        return true;
    }
    if (target->cli->columns > 0) // a terminal must not be sent what it would obey; a file gets every byte
        sanitise(&target->cli->out, bytes, length, SANITISE_TEXT);
    else
        str_append_n(&target->cli->out, bytes, length);
    return target->cli->out.length < STREAM_BLOCK || print_flush(target->cli, target->err);
}

static bool export_people(Cli *cli, size_t format, Target *target, Error *err)
{
    Str text = STR_INIT, rows = STR_INIT;
    Query *query = NULL;
    ContactIds ids = {0};
    People people = {cli, &rows, option_given(cli, "raw"), option_given(cli, "share")};
    bool fine = argument_rest(cli, 0, &text, err) &&
                query_parse(str_get(&text), QUERY_STRICT, app_today(cli->app), &query, err) &&
                store_search(cli->app->store, query, SORT_DEFAULT, false, 0, &ids, err);
    FORMATS_OF_PEOPLE[format].head(&people);
    for (size_t i = 0; fine && i < ids.count; i++) {
        Contact contact;
        contact_init(&contact);
        fine = store_contact_get(cli->app->store, ids.items[i], true, &contact, err);
        if (fine)
            FORMATS_OF_PEOPLE[format].person(&people, &contact);
        contact_clear(&contact);
        fine = fine && put(target, str_get(&rows), rows.length);
        str_truncate(&rows, 0);
    }
    if (fine && ids.count == 0)
        fine = put(target, str_get(&rows), rows.length);
    str_clear(&rows);
    str_clear(&text);
    vec_clear(&ids);
    query_free(query);
    return fine;
}

// ---- a calendar

static bool export_calendar(Cli *cli, Target *target, Error *err)
{
    Str text = STR_INIT;
    Query *query = NULL;
    ContactIds ids = {0};
    CalendarRequest request = {.events = option_given(cli, "events"),
                               .share = option_given(cli, "share"),
                               .write = put,
                               .self = target};
    bool fine = argument_rest(cli, 0, &text, err);
    if (fine && !str_blank(str_get(&text))) {
        request.people = &ids;
        fine = query_parse(str_get(&text), QUERY_STRICT, app_today(cli->app), &query, err) &&
               store_search(cli->app->store, query, SORT_DEFAULT, false, 0, &ids, err);
    }
    fine = fine && app_export_calendar(cli->app, &request, err);
    str_clear(&text);
    vec_clear(&ids);
    query_free(query);
    return fine;
}

static bool export_to(Cli *cli, const char *format, Target *target, Error *err)
{
    for (size_t i = 0; i < PEOPLE_FORMATS; i++)
        if (strcmp(FORMATS_OF_PEOPLE[i].name, format) == 0)
            return export_people(cli, i, target, err);
    if (strcmp(format, "ics") == 0)
        return export_calendar(cli, target, err);
    if (strcmp(format, "jsonl") != 0)
        return error_set(err, ERROR_INPUT, "--format takes jsonl, csv, md or ics, not \"%.40s\"", format);
    if (cli->args.count > 0)
        return error_set(err, ERROR_USAGE,
                         "jsonl is the complete export and takes no query; --format csv does");
    if (option_given(cli, "share"))
        return error_set(err, ERROR_USAGE, "jsonl is complete; --share goes with --format csv or md");
    return app_export_jsonl(cli->app, put, target, err);
}

bool cmd_export(Cli *cli, Error *err)
{
    const char *format = option_value(cli, "format");
    // All of it as JSON is for a file or another program; nobody reads it.
    if (format == NULL && option_value(cli, "output") == NULL && cli->columns > 0)
        return error_set(err, ERROR_USAGE,
                         "say where to or as what: --output FILE keeps everything, --format csv or md shows "
                         "the people");
    bool force = option_given(cli, "force");
    Target target = {.cli = cli, .path = option_value(cli, "output"), .err = err};
    if (target.path != NULL && !force && file_exists(target.path))
        return error_set(err, ERROR_IO, "%s exists; --force replaces it", target.path);
    bool json = cli->json;
    cli->json = false; // the export is the answer, in its own format
    bool fine = export_to(cli, format != NULL ? format : "jsonl", &target, err);
    if (fine && target.path != NULL) {
        fine = file_write(target.path, str_get(&target.file), target.file.length,
                          force ? FILE_REPLACE : FILE_KEEP, err);
        cli->json = json;
        if (fine && json) {
            JsonWriter writer = print_json(cli);
            json_write_object(&writer);
            json_field_text(&writer, "file", target.path);
            json_write_object_end(&writer);
        }
    }
    str_clear(&target.file);
    return fine;
}
