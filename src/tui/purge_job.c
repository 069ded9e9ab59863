// SPDX-License-Identifier: MIT
// Removing people for good takes seconds in a large file: on a thread and a connection of its own. Then the
// copies of the database that still hold them stand in the same place, with the key that deletes them.
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/app/purge.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "thread.h"

enum { COLS = 76, ROWS = 12 };

typedef struct PurgeJob {
    Tui *tui;
    StoreOptions store;
    VEC(int64_t) contacts;
    pthread_t thread;
    pthread_mutex_t mutex; // over done
    bool done;
    // The thread's until done, then the screen's.
    bool fine;
    PurgeReport report;
    Error err;
    // The screen's.
    bool joined;
    Str text;
} PurgeJob;

static void work_with(PurgeJob *job, App *app)
{
    job->fine = app_purge(app, job->contacts.items, job->contacts.count, &job->report, &job->err);
}

static void *work(void *self)
{
    PurgeJob *job = self;
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

static void describe(PurgeJob *job)
{
    const PurgeReport *report = &job->report;
    if (!job->fine) {
        str_appendf(&job->text, "%s\n \nNothing was removed.", job->err.message);
        return;
    }
    str_append(&job->text,
               report->complete ? "Nothing of them is left in the database.\n" : report->left.message);
    if (report->copies.count > 0)
        str_append(&job->text, " \nThese copies from before still hold them:\n");
    for (size_t i = 0; i < report->copies.count; i++)
        str_appendf(&job->text, "%s\n", report->copies.items[i].path);
}

static bool finished(PurgeJob *job)
{
    pthread_mutex_lock(&job->mutex);
    bool done = job->done;
    pthread_mutex_unlock(&job->mutex);
    if (!done || job->joined)
        return done;
    pthread_join(job->thread, NULL);
    job->joined = true;
    describe(job);
    tui_changed(job->tui, CHANGE_ALL);
    return true;
}

static void purge_draw(Popup *popup, Canvas *canvas, Rect screen)
{
    PurgeJob *job = *(PurgeJob **)popup->state;
    bool done = finished(job);
    Rect rect = rect_centre(screen, ROWS, screen.cols - 4 > COLS ? COLS : screen.cols - 4);
    popup_frame(canvas, rect, !done ? "Removing for good" : job->fine ? "Removed for good" : "Not removed");
    int row = 0;
    for (const char *at = str_get(&job->text); *at != '\0' && row < rect.rows - 4; row++) {
        size_t length = strcspn(at, "\n"), fit = wrap_at_blank(at, length, rect.cols - 4);
        canvas_put_n(canvas, rect.row + 1 + row, rect.col + 2, rect.cols - 4, at, fit,
                     style_of(ROLE_TEXT, ATTR_FLOAT));
        at += fit + (at[fit] == '\n');
    }
    canvas_put(canvas, rect.row + rect.rows - 2, rect.col + 2, rect.cols - 4,
               !done                          ? "the file is written anew; it takes a moment"
               : job->report.copies.count > 0 ? "y deletes these copies  esc close"
                                              : "esc close",
               style_of(ROLE_DIM, ATTR_FLOAT));
}

static void delete_copies(Popup *popup, PurgeJob *job)
{
    size_t deleted;
    Error err = {0};
    if (app_purge_copies(&job->report, &deleted, &err))
        tui_toast(job->tui, false, deleted == 1 ? "The copy is deleted" : "%zu copies are deleted", deleted);
    else
        tui_error(job->tui, &err);
    popup->closing = true;
}

static void purge_event(Popup *popup, const Event *event)
{
    PurgeJob *job = *(PurgeJob **)popup->state;
    Key key = event->kind == EVENT_KEY ? event->key : (Key){0};
    if (!finished(job))
        return; // it cannot be taken back any more
    if (key.code == 'y' && key.mods == 0 && job->report.copies.count > 0)
        delete_copies(popup, job);
    else if (key.code == K_ESCAPE || key.code == K_ENTER || key.code == 'q' || key.code == 'n' ||
             (key.code == 'c' && key.mods == MOD_CTRL))
        popup->closing = true;
}

static void purge_close(Popup *popup)
{
    PurgeJob *job = *(PurgeJob **)popup->state;
    if (!job->joined)
        pthread_join(job->thread, NULL);
    pthread_mutex_destroy(&job->mutex);
    purge_report_clear(&job->report);
    vec_clear(&job->contacts);
    str_clear(&job->text);
    free(job);
}

void purge_open(Tui *tui, const int64_t *contacts, size_t count)
{
    static const PopupKind KIND = {purge_draw, purge_event, purge_close};
    PurgeJob *job = mem_alloc(sizeof *job);
    job->tui = tui;
    for (size_t i = 0; i < count; i++)
        vec_push(&job->contacts, contacts[i]);
    pthread_mutex_init(&job->mutex, NULL);
    job->store = thread_connection(tui);
    // A database in memory has one connection only: then the screen waits.
    if (tui->options.inline_jobs || !thread_start(&job->thread, work, job)) {
        work_with(job, tui_app(tui));
        job->done = job->joined = true;
        describe(job);
        tui_changed(tui, CHANGE_ALL);
    }
    *(PurgeJob **)popup_open(tui, &KIND, sizeof job)->state = job;
}
