// SPDX-License-Identifier: MIT
// import, imports: files in, what became of each row, and an import taken back.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/transfer.h"
#include "rapport/base/clock.h"
#include "rapport/base/file.h"
#include "rapport/base/sanitise.h"
#include "rapport/store/imports.h"

enum { PROGRESS_MS = 200, REMARKS_SHOWN = 20 };

// ---- progress

typedef struct Meter {
    Cli *cli;
    bool drawn;
} Meter;

static bool show_progress(void *self, const ImportProgress *progress)
{
    Meter *meter = self;
    meter->drawn = true;
    char *what = sanitise_dup(progress->what, SANITISE_LINE);
    int64_t ms = progress->elapsed_ms > 0 ? progress->elapsed_ms : 1;
    fprintf(stderr, "\r\x1b[K%s, %" PRId64 " rows", what, progress->rows);
    if (progress->left_ms >= 0)
        fprintf(stderr, ", %" PRId64 ":%02" PRId64 " left", progress->left_ms / 60000,
                progress->left_ms / 1000 % 60);
    else if (progress->total_bytes > 0)
        fprintf(stderr, ", %" PRId64 "%%, %" PRId64 " a second",
                progress->bytes * 100 / progress->total_bytes, progress->rows * 1000 / ms);
    if (progress->rejected > 0)
        fprintf(stderr, ", %" PRId64 " rejected", progress->rejected);
    fflush(stderr);
    free(what);
    return true;
}

static void end_progress(const Meter *meter)
{
    if (meter->drawn)
        fputs("\r\x1b[K", stderr);
}

// ---- the report

// The rows that could not be used, as a file beside the database; NULL when there are none.
static char *write_rejects(Cli *cli, const ImportReport *report)
{
    if (report->rejects.count == 0 || report->id == 0)
        return NULL;
    const char *path = store_path(cli->app->store), *slash = strrchr(path, '/');
    Str text = STR_INIT;
    for (size_t i = 0; i < report->rejects.count; i++)
        str_appendf(&text, "%s\n", report->rejects.items[i]);
    char *file = str_format("%.*simport-%" PRId64 "-rejects.txt", slash != NULL ? (int)(slash - path) + 1 : 0,
                            path, report->id);
    if (!file_write(file, str_get(&text), text.length, FILE_REPLACE, NULL)) {
        free(file);
        file = NULL;
    }
    str_clear(&text);
    return file;
}

// What came without a row among the imports: our own export.
static int64_t made(const ImportReport *report)
{
    int64_t sum = 0;
    for (size_t i = 0; i < report->files.count; i++)
        sum += report->files.items[i].created + report->files.items[i].updated;
    return sum;
}

// What was said, of which there may be nothing.
static void print_talk(Cli *cli, const ImportReport *report)
{
    const struct {
        int64_t count;
        const char *word;
    } parts[] = {{report->messages, "message"}, {report->invitations, "invitation"}, {report->notes, "note"}};
    bool begun = false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].count > 0) {
            print(cli, "%s%" PRId64 " %s%s", begun ? ", " : "", parts[i].count, parts[i].word,
                  parts[i].count == 1 ? "" : "s");
            begun = true;
        }
    if (begun)
        print(cli, "\n");
}

// Nobody in the pool nags, so a first import is followed by silence unless one knows where to look.
static void print_next(Cli *cli, const ImportReport *report, bool activate)
{
    int64_t created = 0;
    for (size_t i = 0; i < report->files.count; i++)
        if (strcmp(report->files.items[i].format, "ics") != 0) // which brings meetings
            created += report->files.items[i].created;
    if (report->id != 0 && !activate && created > 0)
        print_note(cli, "new people wait in the pool: %s",
                   report->messages > 0 ? "rapport board says who waits for whom"
                                        : "rapport find shows them");
}

static void report_text(Cli *cli, const ImportReport *report, bool dry_run)
{
    for (size_t i = 0; i < report->files.count; i++) {
        const ImportFile *file = &report->files.items[i];
        const struct {
            int64_t count;
            const char *word;
        } parts[] = {{file->created, "new"},           {file->updated, "updated"},
                     {file->unchanged, "unchanged"},   {file->hidden, "hidden"},
                     {file->duplicates, "duplicates"}, {file->rejected, "rejected"}};
        print_as(cli, PRINT_NAME, file->path);
        print(cli, " (%s): %" PRId64 " row%s", file->format, file->rows, file->rows == 1 ? "" : "s");
        for (size_t j = 0; j < sizeof parts / sizeof *parts; j++)
            if (parts[j].count > 0)
                print(cli, ", %" PRId64 " %s", parts[j].count, parts[j].word);
        print(cli, "\n");
    }
    print_talk(cli, report);
    if (report->to_confirm > 0)
        print(cli, "meetings to confirm %" PRId64 "%s\n", report->to_confirm,
              dry_run ? "" : "; rapport meetings lists them");
    for (size_t i = 0; i < report->job_changes.count; i++) {
        const JobChange *change = &report->job_changes.items[i];
        print(cli, "changed jobs: %s, %s -> %s\n", change->name, change->from != NULL ? change->from : "none",
              change->to != NULL ? change->to : "none");
    }
    for (size_t i = 0; i < report->plan_changes.count && i < REMARKS_SHOWN; i++) {
        char *line = plan_change_line(&report->plan_changes.items[i]);
        print(cli, "%s\n", line);
        free(line);
    }
    if (report->plan_changes.count > REMARKS_SHOWN)
        print(cli, "and %zu more; --json has them all\n", report->plan_changes.count - REMARKS_SHOWN);
    if (dry_run)
        print(cli, "nothing was changed (--dry-run)\n");
    else if (report->id != 0)
        print(cli, "import %" PRId64 "; rapport undo takes it back\n", report->id);
    else if (made(report) > 0)
        print(cli, "rapport undo takes it back\n");
    else
        print_note(cli, "nothing was changed");
    for (size_t i = 0; i < report->warnings.count && i < REMARKS_SHOWN; i++)
        print_note(cli, "warning: %s", report->warnings.items[i]);
    if (report->warnings.count > REMARKS_SHOWN)
        print_note(cli, "and %zu more warnings; --json has them all", report->warnings.count - REMARKS_SHOWN);
    for (size_t i = 0; i < report->rejects.count && i < REMARKS_SHOWN; i++)
        print_note(cli, "rejected: %s", report->rejects.items[i]);
}

static void json_plan_changes(Cli *cli, JsonWriter *json, const ImportReport *report)
{
    json_field_array(json, "plan_changes");
    for (size_t i = 0; i < report->plan_changes.count; i++) {
        const PlanChange *change = &report->plan_changes.items[i];
        json_write_object(json);
        json_field_text(json, "what", change->what);
        json_person(cli, json, "contact", change->contact);
        json_field_text(json, "text", change->text);
        json_field_day(json, "from", change->from);
        json_time(json, "from_time", change->from_minute);
        json_field_day(json, "to", change->to);
        json_time(json, "to_time", change->to_minute);
        json_write_object_end(json);
    }
    json_write_array_end(json);
}

static void report_json(Cli *cli, const ImportReport *report, const char *rejects)
{
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    if (report->id != 0)
        json_field_int(&json, "id", report->id);
    else
        json_field_null(&json, "id");
    import_report_files(report, &json);
    json_field_array(&json, "warnings");
    for (size_t i = 0; i < report->warnings.count; i++)
        json_write_text(&json, report->warnings.items[i]);
    json_write_array_end(&json);
    json_field_array(&json, "job_changes");
    for (size_t i = 0; i < report->job_changes.count; i++) {
        const JobChange *change = &report->job_changes.items[i];
        json_write_object(&json);
        json_person(cli, &json, "contact", change->contact);
        json_field_text(&json, "from", change->from);
        json_field_text(&json, "to", change->to);
        json_write_object_end(&json);
    }
    json_write_array_end(&json);
    json_field_int(&json, "to_confirm", report->to_confirm);
    json_plan_changes(cli, &json, report);
    json_field_text(&json, "rejects_file", rejects);
    json_write_object_end(&json);
}

bool cmd_import(Cli *cli, Error *err)
{
    TextList maps = {0};
    ImportReport report = {0};
    Meter meter = {.cli = cli};
    option_values(cli, "map", &maps);
    ImportRequest request = {.paths = cli->args.items,
                             .path_count = cli->args.count,
                             .format = option_value(cli, "as"),
                             .maps = maps.items,
                             .map_count = maps.count,
                             .dry_run = option_given(cli, "dry-run"),
                             .activate = option_given(cli, "activate"),
                             .progress_ms = PROGRESS_MS,
                             .self = &meter};
    if (isatty(STDERR_FILENO) && !cli->quiet)
        request.progress = show_progress;
    bool fine = app_import(cli->app, &request, &report, err);
    end_progress(&meter);
    char *rejects = fine ? write_rejects(cli, &report) : NULL;
    if (fine && cli->json)
        report_json(cli, &report, rejects);
    else if (fine)
        report_text(cli, &report, request.dry_run);
    if (fine && !cli->json)
        print_next(cli, &report, request.activate);
    if (rejects != NULL && !cli->json)
        print_note(cli, "all rejected rows: %s", rejects);
    free(rejects);
    import_report_clear(&report);
    vec_clear(&maps);
    return fine;
}

// ---- imports

static void json_imports(Cli *cli, const ImportRows *rows)
{
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_field_array(&json, "imports");
    for (size_t i = 0; i < rows->count; i++) {
        const ImportRow *row = &rows->items[i];
        json_write_object(&json);
        json_field_int(&json, "id", row->id);
        json_field_moment(&json, "at", row->at);
        json_field_text(&json, "paths", row->paths);
        json_field_text(&json, "format", row->format);
        json_field_int(&json, "new", row->created);
        json_field_int(&json, "updated", row->updated);
        json_field_text(&json, "state", row->state);
        json_write_object_end(&json);
    }
    json_write_array_end(&json);
    json_write_object_end(&json);
}

static bool list_imports(Cli *cli, Error *err)
{
    static const Column columns[] = {{"id", 0, PRINT_DIM},      {"when", 0, PRINT_DIM},
                                     {"paths", 40, PRINT_NAME}, {"format", 24, PRINT_PLAIN},
                                     {"new", 0, PRINT_PLAIN},   {"updated", 0, PRINT_PLAIN},
                                     {"state", 0, PRINT_DIM}};
    ImportRows rows = {0};
    if (!store_imports(cli->app->store, &rows, err))
        return false;
    if (cli->json) {
        json_imports(cli, &rows);
    } else {
        Table table = table_begin(cli, columns, 7);
        for (size_t i = 0; i < rows.count; i++) {
            const ImportRow *row = &rows.items[i];
            char when[DATE_TEXT_SIZE];
            table_cellf(&table, "%" PRId64, row->id);
            table_cell(&table, date_absolute(moment_day(row->at), moment_minute(row->at), when));
            table_cell(&table, row->paths);
            table_cell(&table, row->format);
            table_cellf(&table, "%" PRId64, row->created);
            table_cellf(&table, "%" PRId64, row->updated);
            table_cell(&table, row->state);
        }
        table_end(&table);
        if (rows.count == 0)
            print_note(cli, "nothing was imported yet");
    }
    store_imports_clear(&rows);
    return true;
}

enum { KEPT_SHOWN = 20 };

// Whom a person has touched since stays, and is named.
static bool say_kept(Cli *cli, Error *err)
{
    ContactIds ids = {0};
    bool fine = store_import_kept(cli->app->store, &ids, err);
    for (size_t i = 0; fine && i < ids.count && i < KEPT_SHOWN; i++) {
        char *name = store_contact_name(cli->app->store, ids.items[i]);
        print(cli, "kept, since you changed or used it: %s\n", name);
        free(name);
    }
    if (ids.count > KEPT_SHOWN)
        print(cli, "and %zu more\n", ids.count - KEPT_SHOWN);
    vec_clear(&ids);
    return fine;
}

bool cmd_imports(Cli *cli, Error *err)
{
    if (cli->args.count == 0)
        return list_imports(cli, err);
    int id;
    if (strcmp(cli->args.items[0], "undo") != 0 || cli->args.count != 2)
        return error_set(err, ERROR_USAGE, "write rapport imports, or rapport imports undo ID");
    if (!argument_number("ID", cli->args.items[1], 1, 1000000000, &id, err) ||
        !app_import_undo(cli->app, id, err))
        return false;
    if (cli->json)
        return list_imports(cli, err);
    print(cli, "import %d is undone\n", id);
    return say_kept(cli, err);
}
