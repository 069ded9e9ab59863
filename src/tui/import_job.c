// SPDX-License-Identifier: MIT
// An import runs on a thread and a connection of its own, so that the screen stays alive: rows, rate, stop.
// Nothing of it is seen before it is whole. Then its report stands in the same place, with the rejected rows
// and the key that takes it all back.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/app/transfer.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/width.h"
#include "thread.h"

enum { SHOWN_EVERY_MS = 100, WHAT_SIZE = 120, REJECTS_SHOWN = 200 };

typedef struct ImportJob {
    Tui *tui;
    char *path;
    StoreOptions store;
    pthread_t thread;
    pthread_mutex_t mutex; // over the next four
    ImportProgress progress;
    char what[WHAT_SIZE];
    bool stop, done;
    // The thread's until done, then the screen's.
    bool fine;
    ImportReport report;
    Error err;
    // The screen's.
    bool joined;
    bool behind; // no popup shows it
    Str text;    // the report
    int top;
} ImportJob;

// ---- the work

static bool on_progress(void *self, const ImportProgress *progress)
{
    ImportJob *job = self;
    pthread_mutex_lock(&job->mutex);
    job->progress = *progress;
    snprintf(job->what, sizeof job->what, "%s", progress->what != NULL ? progress->what : "");
    bool go_on = !job->stop;
    pthread_mutex_unlock(&job->mutex);
    terminal_wake(job->tui->options.terminal);
    return go_on;
}

static void work_with(ImportJob *job, App *app)
{
    const char *path = job->path;
    ImportRequest request = {
        .paths = &path, .path_count = 1, .progress = on_progress, .progress_ms = SHOWN_EVERY_MS, .self = job};
    job->fine = app_import(app, &request, &job->report, &job->err);
}

static void *work(void *self)
{
    ImportJob *job = self;
    App *app = NULL;
    if (app_open(&job->store, &app, &job->err))
        work_with(job, app);
    app_close(app);
    pthread_mutex_lock(&job->mutex);
    job->done = true;
    pthread_mutex_unlock(&job->mutex);
    terminal_wake(job->tui->options.terminal);
    return NULL;
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

static void describe(ImportJob *job)
{
    const ImportReport *report = &job->report;
    Str *out = &job->text;
    if (!job->fine)
        str_appendf(out, "%s\n \nNothing was changed.", job->err.message);
    for (size_t i = 0; job->fine && i < report->files.count; i++)
        describe_file(&report->files.items[i], out);
    if (report->job_changes.count > 0)
        str_append(out, " \nWho changed jobs:\n");
    for (size_t i = 0; i < report->job_changes.count; i++) {
        const JobChange *change = &report->job_changes.items[i];
        str_appendf(out, "%s: from %s to %s\n", change->name, change->from != NULL ? change->from : "nowhere",
                    change->to != NULL ? change->to : "nowhere");
    }
    if (report->warnings.count + report->rejects.count > 0)
        str_append(out, " \nWorth a look:\n");
    for (size_t i = 0; i < report->warnings.count; i++)
        str_appendf(out, "%s\n", report->warnings.items[i]);
    for (size_t i = 0; i < report->rejects.count && i < REJECTS_SHOWN; i++)
        str_appendf(out, "%s\n", report->rejects.items[i]);
}

// On the screen's side: has it ended?
static bool finished(ImportJob *job)
{
    pthread_mutex_lock(&job->mutex);
    bool done = job->done;
    pthread_mutex_unlock(&job->mutex);
    if (!done || job->joined)
        return done;
    pthread_join(job->thread, NULL);
    job->joined = true;
    describe(job);
    return true;
}

// ---- drawing

static void draw_progress(ImportJob *job, Canvas *canvas, Rect rect)
{
    char line[160];
    pthread_mutex_lock(&job->mutex);
    ImportProgress now = job->progress;
    bool stop = job->stop;
    canvas_put(canvas, rect.row + 1, rect.col + 2, rect.cols - 4, job->what, style_of(ROLE_TEXT, ATTR_FLOAT));
    pthread_mutex_unlock(&job->mutex);
    int64_t ms = now.elapsed_ms > 0 ? now.elapsed_ms : 1;
    int used = snprintf(line, sizeof line, "%lld rows", (long long)now.rows);
    if (now.left_ms >= 0)
        used += snprintf(line + used, sizeof line - (size_t)used, ", %lld:%02lld left",
                         (long long)(now.left_ms / 60000), (long long)(now.left_ms / 1000 % 60));
    else if (now.total_bytes > 0)
        used += snprintf(line + used, sizeof line - (size_t)used, ", %lld a second, %lld %% read",
                         (long long)(now.rows * 1000 / ms), (long long)(now.bytes * 100 / now.total_bytes));
    if (now.rejected > 0)
        snprintf(line + used, sizeof line - (size_t)used, ", %lld rejected", (long long)now.rejected);
    canvas_put(canvas, rect.row + 2, rect.col + 2, rect.cols - 4, line, style_of(ROLE_TEXT, ATTR_FLOAT));
    canvas_put(canvas, rect.row + rect.rows - 2, rect.col + 2, rect.cols - 4,
               stop ? "stopping; nothing stays" : "b goes on behind the screen  esc stops, nothing stays",
               style_of(ROLE_DIM, ATTR_FLOAT));
}

static void draw_report(ImportJob *job, Canvas *canvas, Rect rect)
{
    int row = -job->top, room = rect.rows - 4;
    for (const char *at = str_get(&job->text); *at != '\0';) {
        size_t length = strcspn(at, "\n"), fit = wrap_at_blank(at, length, rect.cols - 4);
        if (row >= 0 && row < room)
            canvas_put_n(canvas, rect.row + 1 + row, rect.col + 2, rect.cols - 4, at, fit,
                         style_of(ROLE_TEXT, ATTR_FLOAT));
        row++;
        at += fit + (at[fit] == '\n');
    }
    // Never beyond the end, however it was asked.
    if (row < room && job->top > 0)
        job->top -= room - row < job->top ? room - row : job->top;
    canvas_put(canvas, rect.row + rect.rows - 2, rect.col + 2, rect.cols - 4,
               job->fine && job->report.id != 0 ? "j k scroll  u takes the import back  esc close"
                                                : "esc close",
               style_of(ROLE_DIM, ATTR_FLOAT));
}

static void import_draw(Popup *popup, Canvas *canvas, Rect screen)
{
    ImportJob *job = *(ImportJob **)popup->state;
    bool done = finished(job);
    int cols = screen.cols - 4 > 76 ? 76 : screen.cols - 4;
    Rect rect = rect_centre(screen, done ? screen.rows - 6 : 6, cols);
    popup_frame(canvas, rect, !done ? "Import" : job->fine ? "Imported" : "Not imported");
    if (done)
        draw_report(job, canvas, rect);
    else
        draw_progress(job, canvas, rect);
}

// ---- keys

static bool take_back(App *app, void *self, Error *err)
{
    return app_import_undo(app, *(const int64_t *)self, err);
}

static void ask_back(Popup *popup)
{
    static const JobKind KIND = {"Taking the import back", "The import was taken back", 0, take_back, free};
    ImportJob *job = *(ImportJob **)popup->state;
    int64_t *import = mem_alloc(sizeof *import);
    *import = job->report.id;
    popup->closing = true;
    job_open(popup->tui, &KIND, import, job->report.id != 0);
}

static void import_event(Popup *popup, const Event *event)
{
    ImportJob *job = *(ImportJob **)popup->state;
    Key key = event->kind == EVENT_KEY ? event->key : (Key){0};
    bool away = key.code == K_ESCAPE || key.code == 'q' || (key.code == 'c' && key.mods == MOD_CTRL);
    bool done = finished(job);
    if (key.code == 'b' && key.mods == 0 && !done) {
        job->behind = popup->closing = true;
    } else if (away && !done) {
        pthread_mutex_lock(&job->mutex);
        job->stop = true;
        pthread_mutex_unlock(&job->mutex);
    } else if (away || (done && key.code == K_ENTER)) {
        popup->closing = true;
    } else if (done && key.code == 'u' && key.mods == 0 && job->fine && job->report.id != 0) {
        ask_back(popup);
    } else if (key.code == 'j' || key.code == K_DOWN) {
        job->top++;
    } else if (key.code == 'k' || key.code == K_UP) {
        job->top -= job->top > 0;
    }
}

static void import_free(ImportJob *job)
{
    pthread_mutex_lock(&job->mutex);
    job->stop = true;
    pthread_mutex_unlock(&job->mutex);
    if (!job->joined)
        pthread_join(job->thread, NULL);
    pthread_mutex_destroy(&job->mutex);
    import_report_clear(&job->report);
    str_clear(&job->text);
    free(job->path);
    free(job);
}

static void import_close(Popup *popup)
{
    ImportJob *job = *(ImportJob **)popup->state;
    if (job->behind)
        return;
    job->tui->import = NULL;
    import_free(job);
}

static void show(ImportJob *job)
{
    static const PopupKind KIND = {import_draw, import_event, import_close};
    job->behind = false;
    *(ImportJob **)popup_open(job->tui, &KIND, sizeof job)->state = job;
}

void import_take(Tui *tui)
{
    if (tui->import != NULL && tui->import->behind && tui->popups.count == 0 && finished(tui->import))
        show(tui->import);
}

void import_stop(Tui *tui)
{
    if (tui->import != NULL)
        import_free(tui->import);
    tui->import = NULL;
}

bool import_line(const Tui *tui, char *text, size_t size)
{
    ImportJob *job = tui->import;
    if (job == NULL || job->joined)
        return false;
    pthread_mutex_lock(&job->mutex);
    ImportProgress now = job->progress;
    bool done = job->done;
    pthread_mutex_unlock(&job->mutex);
    if (now.left_ms >= 0)
        snprintf(text, size, "%lld:%02lld left", (long long)(now.left_ms / 60000),
                 (long long)(now.left_ms / 1000 % 60));
    else
        snprintf(text, size, "%lld rows", (long long)now.rows);
    return !done;
}

void import_open(Tui *tui, const char *path)
{
    if (tui->import != NULL) {
        show(tui->import); // one after the other
        return;
    }
    ImportJob *job = mem_alloc(sizeof *job);
    job->tui = tui;
    job->path = path_expand(path);
    pthread_mutex_init(&job->mutex, NULL);
    job->store = thread_connection(tui);
    // A database in memory has one connection only: then the screen waits.
    if (tui->options.inline_jobs || !thread_start(&job->thread, work, job)) {
        work_with(job, tui_app(tui));
        job->done = job->joined = true;
        describe(job);
        tui_changed(tui, CHANGE_ALL);
    }
    tui->import = job;
    show(job);
}
