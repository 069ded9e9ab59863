// SPDX-License-Identifier: MIT
// One step on many people takes seconds: on a thread and a connection of its own, in a popup that tells how
// far it is. It is one transaction, so stopping leaves nothing.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "frame.h"
#include "rapport/base/clock.h"
#include "rapport/base/mem.h"
#include "thread.h"

enum { COLS = 60, ROWS = 6, SHOWN_EVERY_MS = 100 };

typedef struct Job {
    Tui *tui;
    JobKind kind;
    void *self;
    StoreOptions store;
    pthread_t thread;
    pthread_mutex_t mutex; // over the next three
    size_t count, total;
    bool stop, ended;
    int64_t woken_ms; // the thread's
    bool fine;        // the thread's until it ended, then the screen's
    Error err;
    bool joined; // the screen's
} Job;

// ---- the work

static bool go_on(void *self, size_t count, size_t total)
{
    Job *job = self;
    int64_t now = clock_monotonic_ms();
    pthread_mutex_lock(&job->mutex);
    job->count = count > 0 ? count : job->count;
    job->total = total > 0 ? total : job->total;
    bool stop = job->stop;
    pthread_mutex_unlock(&job->mutex);
    if (now - job->woken_ms >= SHOWN_EVERY_MS) {
        job->woken_ms = now;
        terminal_wake(job->tui->options.terminal);
    }
    return !stop;
}

static void *work(void *self)
{
    Job *job = self;
    App *app = NULL;
    if (app_open(&job->store, &app, &job->err)) {
        app->pace = (Pace){go_on, job};
        job->fine = job->kind.work(app, job->self, &job->err);
    }
    app_close(app);
    pthread_mutex_lock(&job->mutex);
    job->ended = true;
    pthread_mutex_unlock(&job->mutex);
    terminal_wake(job->tui->options.terminal);
    return NULL;
}

// ---- the popup

static void tell(Tui *tui, const JobKind *kind, bool fine, const Error *err)
{
    if (!fine) {
        tui_error(tui, err);
        return;
    }
    tui_changed(tui, CHANGE_ALL);
    if (kind->people > 0)
        tui_clear_marks(tui);
    if (kind->people > 1)
        tui_toast(tui, true, "%s, %zu people.", kind->done, kind->people);
    else
        tui_toast(tui, kind->people > 0, kind->people > 0 ? "%s." : "%s", kind->done);
}

static void draw(Popup *popup, Canvas *canvas, Rect screen)
{
    Job *job = *(Job **)popup->state;
    char line[80];
    pthread_mutex_lock(&job->mutex);
    size_t count = job->count, total = job->total;
    bool stop = job->stop, ended = job->ended;
    pthread_mutex_unlock(&job->mutex);
    if (ended && !popup->closing) {
        popup->closing = true;
        tell(job->tui, &job->kind, job->fine, &job->err);
        terminal_wake(job->tui->options.terminal);
    }
    Rect rect = rect_centre(screen, ROWS, screen.cols - 4 > COLS ? COLS : screen.cols - 4);
    popup_frame(canvas, rect, job->kind.title);
    if (count < total)
        snprintf(line, sizeof line, "%zu of %zu", count, total);
    else
        snprintf(line, sizeof line, "%s", total > 0 ? "writing" : "at work");
    canvas_put(canvas, rect.row + 1, rect.col + 2, rect.cols - 4, line, style_of(ROLE_TEXT, ATTR_FLOAT));
    canvas_put(canvas, rect.row + rect.rows - 2, rect.col + 2, rect.cols - 4,
               stop ? "stopping; nothing stays behind" : "esc stops, nothing stays behind",
               style_of(ROLE_DIM, ATTR_FLOAT));
}

static void event(Popup *popup, const Event *event)
{
    Job *job = *(Job **)popup->state;
    Key key = event->kind == EVENT_KEY ? event->key : (Key){0};
    if (key.code != K_ESCAPE && key.code != 'q' && !(key.code == 'c' && key.mods == MOD_CTRL))
        return;
    pthread_mutex_lock(&job->mutex);
    job->stop = true;
    pthread_mutex_unlock(&job->mutex);
}

static void finish(Popup *popup)
{
    Job *job = *(Job **)popup->state;
    pthread_mutex_lock(&job->mutex);
    job->stop = true;
    pthread_mutex_unlock(&job->mutex);
    pthread_join(job->thread, NULL);
    pthread_mutex_destroy(&job->mutex);
    job->kind.free(job->self);
    free(job);
}

void job_open(Tui *tui, const JobKind *kind, void *self, bool large)
{
    static const PopupKind POPUP = {draw, event, finish};
    Job *job = mem_alloc(sizeof *job);
    *job = (Job){.tui = tui, .kind = *kind, .self = self};
    pthread_mutex_init(&job->mutex, NULL);
    job->store = thread_connection(tui);
    // A database in memory has one connection only: then the screen waits.
    if (large && !tui->options.inline_jobs && thread_start(&job->thread, work, job)) {
        *(Job **)popup_open(tui, &POPUP, sizeof job)->state = job;
        return;
    }
    Error err = {0};
    bool fine = kind->work(tui_app(tui), self, &err);
    tell(tui, kind, fine, &err);
    kind->free(self);
    pthread_mutex_destroy(&job->mutex);
    free(job);
}
