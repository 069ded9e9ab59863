// SPDX-License-Identifier: MIT
// An import as a job: rows, rate and time left while it runs, before or behind the screen; then its report,
// with the rejected rows and the key that takes it all back.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "job.h"
#include "rapport/app/transfer.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

enum { SHOWN_EVERY_MS = 100, REJECTS_SHOWN = 200 };

typedef struct Import {
    App *app; // of the thread
    char *path;
    ImportReport report;
} Import;

static void import_free(void *self)
{
    Import *import = self;
    import_report_clear(&import->report);
    free(import->path);
    free(import);
}

// ---- the work

static bool on_progress(void *self, const ImportProgress *now)
{
    const Import *import = self;
    char line[100];
    bool writing = now->left_ms >= 0;
    int64_t ms = now->elapsed_ms > 0 ? now->elapsed_ms : 1;
    int used = snprintf(line, sizeof line, "%lld rows", (long long)now->rows);
    if (writing)
        used += snprintf(line + used, sizeof line - (size_t)used, ", %lld:%02lld left",
                         (long long)(now->left_ms / 60000), (long long)(now->left_ms / 1000 % 60));
    else if (now->total_bytes > 0)
        used +=
            snprintf(line + used, sizeof line - (size_t)used, ", %lld a second, %lld %% read",
                     (long long)(now->rows * 1000 / ms), (long long)(now->bytes * 100 / now->total_bytes));
    if (now->rejected > 0)
        snprintf(line + used, sizeof line - (size_t)used, ", %lld rejected", (long long)now->rejected);
    return job_say(import->app, now->what != NULL ? now->what : "", line, writing);
}

static bool import_work(App *app, void *self, Error *err)
{
    Import *import = self;
    const char *path = import->path;
    import->app = app;
    ImportRequest request = {.paths = &path,
                             .path_count = 1,
                             .progress = on_progress,
                             .progress_ms = SHOWN_EVERY_MS,
                             .self = import};
    return app_import(app, &request, &import->report, err);
}

// ---- what came of it

static void count_of(Str *out, int64_t count, const char *what)
{
    if (count > 0)
        str_appendf(out, ", %lld %s", (long long)count, what);
}

static void describe_file(const ImportFile *file, Str *out)
{
    const char *name = strrchr(file->path, '/');
    str_appendf(out, "%s (%s): %lld rows", name != NULL ? name + 1 : file->path, file->format,
                (long long)file->rows);
    count_of(out, file->created, "new");
    count_of(out, file->updated, "updated");
    count_of(out, file->unchanged, "unchanged");
    count_of(out, file->hidden, "hidden");
    count_of(out, file->duplicates, "duplicate");
    count_of(out, file->rejected, "rejected");
    str_append(out, "\n");
}

static void describe(const ImportReport *report, Str *out)
{
    for (size_t i = 0; i < report->files.count; i++)
        describe_file(&report->files.items[i], out);
    if (report->to_confirm > 0)
        str_appendf(out, " \n%lld meeting%s to confirm: g m goes through %s.\n",
                    (long long)report->to_confirm, report->to_confirm == 1 ? "" : "s",
                    report->to_confirm == 1 ? "it" : "them");
    if (report->job_changes.count > 0)
        str_append(out, " \nWho changed jobs:\n");
    for (size_t i = 0; i < report->job_changes.count; i++) {
        const JobChange *change = &report->job_changes.items[i];
        str_appendf(out, "%s: from %s to %s\n", change->name, change->from != NULL ? change->from : "nowhere",
                    change->to != NULL ? change->to : "nowhere");
    }
    if (report->plan_changes.count > 0)
        str_append(out, " \nWhat the calendar says anew:\n");
    for (size_t i = 0; i < report->plan_changes.count; i++) {
        char *line = plan_change_line(&report->plan_changes.items[i]);
        str_appendf(out, "%s\n", line);
        free(line);
    }
    if (report->warnings.count + report->rejects.count > 0)
        str_append(out, " \nWorth a look:\n");
    for (size_t i = 0; i < report->warnings.count; i++)
        str_appendf(out, "%s\n", report->warnings.items[i]);
    for (size_t i = 0; i < report->rejects.count && i < REJECTS_SHOWN; i++)
        str_appendf(out, "%s\n", report->rejects.items[i]);
}

static bool take_back(App *app, void *self, Error *err)
{
    return app_import_undo(app, *(const int64_t *)self, err);
}

static void answered_back(Tui *tui, size_t index, void *self)
{
    static const JobKind KIND = {.title = "Taking the import back",
                                 .work = take_back,
                                 .free = free,
                                 .done = "The import was taken back"};
    int64_t *import = mem_alloc(sizeof *import);
    (void)index;
    *import = *(const int64_t *)self;
    job_open(tui, &KIND, import, true);
}

static void import_end(Tui *tui, void *self, bool fine, const Error *err)
{
    static const Choice BACK = {"u", "takes the import back", NULL};
    const ImportReport *report = &((const Import *)self)->report;
    Str text = STR_INIT;
    if (!fine)
        str_appendf(&text, "%s\n \nNothing was changed.", err->message);
    else
        describe(report, &text);
    if (fine && report->id != 0) {
        int64_t *import = mem_alloc(sizeof *import);
        *import = report->id;
        report_open(tui, "Imported", str_get(&text), &BACK, answered_back, import, free);
    } else {
        tui_read(tui, fine ? "Imported" : "Not imported", str_get(&text));
    }
    str_clear(&text);
}

void import_open(Tui *tui, const char *path)
{
    static const JobKind KIND = {.title = "Import",
                                 .work = import_work,
                                 .free = import_free,
                                 .end = import_end,
                                 .behind = "the import",
                                 .leave = "The import is not done. Quit, with nothing of it kept?"};
    if (job_to_front(tui))
        return; // one after the other
    Import *import = mem_alloc(sizeof *import);
    import->path = path_expand(path);
    job_open(tui, &KIND, import, true);
}
