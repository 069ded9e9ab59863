// SPDX-License-Identifier: MIT
// The complete export as JSON Lines, and reading it back as one step.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "import_internal.h"
#include "rapport/app/transfer.h"
#include "rapport/base/clock.h"
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

enum { LINES_BETWEEN_LOOKS = 64 };

typedef struct LoadJob {
    App *app;
    const ImportRequest *request;
    FILE *file;
    ImportFile counts;
    ImportProgress progress;
    int64_t started_ms, told_ms;
} LoadJob;

static bool go_on(void *self, size_t count, size_t total)
{
    (void)count, (void)total;
    LoadJob *job = self;
    int64_t now = clock_monotonic_ms();
    if (job->request->progress == NULL || now - job->told_ms < job->request->progress_ms)
        return true;
    job->told_ms = now;
    job->progress.elapsed_ms = now - job->started_ms;
    job->progress.rows = job->counts.rows;
    return job->request->progress(job->request->self, &job->progress);
}

static bool look(LoadJob *job, int64_t number, Error *err)
{
    return number % LINES_BETWEEN_LOOKS != 0 || go_on(job, 0, 0) ||
           error_set(err, ERROR_INTERRUPTED, "the import was stopped; nothing was changed");
}

static bool read_lines(LoadJob *job, Loading *loading, Error *err)
{
    Str line = STR_INIT;
    int number = 0;
    bool fine = true;
    while (fine && read_line(job->file, &line)) {
        number++;
        job->progress.bytes += (int64_t)line.length + 1;
        if (line.length == 0)
            continue;
        LoadFate fate;
        fine = (store_load_line(loading, line.data, line.length, &fate, err) ||
                error_prefix(err, "%s line %d", job->counts.path, number)) &&
               look(job, number, err);
        if (number == 1)
            continue; // the header
        job->counts.rows++;
        job->counts.created += fate == LOAD_MADE;
        job->counts.unchanged += fate == LOAD_THERE;
    }
    if (fine && !feof(job->file))
        fine = error_set(err, ERROR_IO, "%s: cannot be read to its end", job->counts.path);
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

static bool load(LoadJob *job, Error *err)
{
    ContactIds made = {0};
    App *app = job->app;
    Loading *loading = store_load_new(app->store, err);
    bool fine = loading != NULL && read_lines(job, loading, err);
    job->progress.what = "making what is found by search";
    fine = fine && store_load_finish(loading, &made, err);
    job->progress.what = "computing who waits for whom";
    for (size_t i = 0; fine && i < made.count; i++)
        fine = derive(app, made.items[i], err) && look(job, (int64_t)i, err);
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

static int64_t size_of(FILE *file)
{
    struct stat info;
    return fstat(fileno(file), &info) == 0 && S_ISREG(info.st_mode) ? (int64_t)info.st_size : 0;
}

bool import_jsonl(App *app, const ImportRequest *request, ImportReport *report, Error *err)
{
    const char *path = request->paths[0], *slash = strrchr(path, '/');
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (file == NULL)
        return error_set(err, ERROR_IO, "%s: %s", path, strerror(errno));
    char *what = str_format("import %s", slash != NULL ? slash + 1 : path);
    LoadJob job = {.app = app,
                   .request = request,
                   .file = file,
                   .counts = {.path = mem_strdup(path), .format = mem_strdup("rapport")},
                   .progress = {.what = "reading the export", .total_bytes = size_of(file), .left_ms = -1},
                   .started_ms = clock_monotonic_ms()};
    bool fine = store_begin(app->store, what, err);
    if (fine) {
        store_watch(app->store, go_on, &job);
        fine = load(&job, err) && store_commit(app->store, err);
        store_rollback(app->store); // nothing happens after a commit
        store_watch(app->store, NULL, NULL);
        fine = fine && (request->dry_run || app_reload_settings(app, err));
    }
    vec_push(&report->files, job.counts);
    if (file != stdin)
        fclose(file);
    free(what);
    return fine;
}

bool app_import_jsonl(App *app, const char *path, ImportReport *report, Error *err)
{
    ImportRequest request = {.paths = &path, .path_count = 1};
    *report = (ImportReport){0};
    bool fine = import_jsonl(app, &request, report, err);
    if (!fine)
        import_report_clear(report);
    return fine;
}
