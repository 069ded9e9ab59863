// SPDX-License-Identifier: MIT
// The complete export as JSON Lines, and reading it back as one step.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "import_internal.h"
#include "rapport/app/transfer.h"
#include "rapport/base/mem.h"
#include "rapport/store/dump.h"
#include "rapport/store/followups.h"

enum { LINE_MAX_BYTES = 64 << 20 };

bool app_export_jsonl(App *app, bool (*write)(void *self, const char *bytes, size_t length), void *self,
                      Error *err)
{
    return store_dump(app->store, write, self, err);
}

// One line without its end. False at the end of the file and for a line without one that is too long.
static bool read_line(FILE *file, Str *line)
{
    str_truncate(line, 0);
    char piece[64 * 1024];
    while (line->length < LINE_MAX_BYTES && fgets(piece, sizeof piece, file) != NULL) {
        str_append(line, piece);
        if (line->length > 0 && line->data[line->length - 1] == '\n') {
            str_truncate(line, line->length - 1);
            return true;
        }
    }
    return line->length > 0 && feof(file);
}

static bool read_lines(Loading *loading, FILE *file, const char *path, ImportFile *counts, Error *err)
{
    Str line = STR_INIT;
    int number = 0;
    bool fine = true;
    while (fine && read_line(file, &line)) {
        number++;
        if (line.length == 0)
            continue;
        LoadFate fate;
        fine = store_load_line(loading, line.data, line.length, &fate, err) ||
               error_prefix(err, "%s line %d", path, number);
        if (number == 1)
            continue; // the header
        counts->rows++;
        counts->created += fate == LOAD_MADE;
        counts->unchanged += fate == LOAD_THERE;
    }
    if (fine && !feof(file))
        fine = error_set(err, ERROR_IO, "%s: cannot be read to its end", path);
    str_clear(&line);
    return fine;
}

// What follows from the history, without running the rules: their rows came along.
static bool derive(App *app, int64_t id, Error *err)
{
    AdviceList advice = {0};
    TimingFacts facts;
    Contact contact;
    contact_init(&contact);
    bool fine = store_contact_get(app->store, id, false, &contact, err) &&
                app_advise(app, id, &advice, &facts, err) &&
                store_contact_set_facts(app->store, id, &facts, contact.stage,
                                        store_followup_next_day(app->store, id), err);
    contact_clear(&contact);
    vec_clear(&advice);
    return fine;
}

static bool load(App *app, FILE *file, const char *path, ImportFile *counts, Error *err)
{
    ContactIds made = {0};
    Loading *loading = store_load_new(app->store, err);
    bool fine = loading != NULL && read_lines(loading, file, path, counts, err) &&
                store_load_finish(loading, &made, err);
    for (size_t i = 0; fine && i < made.count; i++)
        fine = derive(app, made.items[i], err);
    store_load_free(loading);
    vec_clear(&made);
    return fine;
}

bool import_is_jsonl(const char *path)
{
    static const char HEAD[] = "{\"rapport\":";
    char start[sizeof HEAD] = "";
    struct stat info;
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
        return false;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    size_t length = fread(start, 1, sizeof HEAD - 1, file);
    fclose(file);
    return length == sizeof HEAD - 1 && memcmp(start, HEAD, length) == 0;
}

bool import_jsonl(App *app, const char *path, bool dry_run, ImportReport *report, Error *err)
{
    *report = (ImportReport){0};
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (file == NULL)
        return error_set(err, ERROR_IO, "%s: %s", path, strerror(errno));
    const char *slash = strrchr(path, '/');
    char *what = str_format("import %s", slash != NULL ? slash + 1 : path);
    ImportFile counts = {.path = mem_strdup(path), .format = mem_strdup("rapport")};
    bool fine = store_begin(app->store, what, err);
    if (fine) {
        fine = load(app, file, path, &counts, err) && (dry_run || store_commit(app->store, err));
        store_rollback(app->store); // nothing happens after a commit
        fine = fine && app_reload_settings(app, err);
    }
    vec_push(&report->files, counts);
    if (!fine)
        import_report_clear(report);
    if (file != stdin)
        fclose(file);
    free(what);
    return fine;
}

bool app_import_jsonl(App *app, const char *path, ImportReport *report, Error *err)
{
    return import_jsonl(app, path, false, report, err);
}
