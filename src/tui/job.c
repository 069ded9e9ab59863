// SPDX-License-Identifier: MIT
// The thread of a job, the popup that shows it, and its end. What the two threads share is how far the work
// is and whether it is to stop; everything else is the thread's until it has ended, then the screen's.
#include "job.h"

#include <stdio.h>
#include <stdlib.h>

#include "frame.h"
#include "rapport/base/clock.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "thread.h"
#include "waiting.h"

enum { COLS = 76, ROWS = 6, SHOWN_EVERY_MS = 100 };

typedef struct JobNow {
    char what[120], how_far[100];
    int64_t asked_ms; // when it last waited for another writer; 0 = never
    int waited_ms;
    bool writing, stop, ended;
} JobNow;

typedef struct Job {
    Tui *tui;
    JobKind kind;
    void *self;
    StoreOptions store;
    pthread_t thread;
    pthread_mutex_t mutex; // over now
    JobNow now;
    int64_t began_ms;
    int64_t woken_ms; // the thread's
    bool fine;
    StepPlace place; // where it began; the thread tells of which step
    Error err;
    Popup *popup;     // the screen's; NULL: behind it
    VEC(Event) typed; // before anything was shown
} Job;

static JobNow job_now(Job *job)
{
    pthread_mutex_lock(&job->mutex);
    JobNow now = job->now;
    pthread_mutex_unlock(&job->mutex);
    return now;
}

// It asks far more often while it waits.
static bool is_waiting(const JobNow *now)
{
    enum { STILL_MS = 250 };
    return now->asked_ms > 0 && clock_monotonic_ms() - now->asked_ms < STILL_MS;
}

static void job_stop(Job *job)
{
    pthread_mutex_lock(&job->mutex);
    job->now.stop = true;
    pthread_mutex_unlock(&job->mutex);
}

// ---- the work

// The screen is woken now and then only: drawing must not slow down the work.
static bool told(Job *job, bool stop)
{
    int64_t now = clock_monotonic_ms();
    if (now - job->woken_ms >= SHOWN_EVERY_MS) {
        job->woken_ms = now;
        terminal_wake(job->tui->options.terminal);
    }
    return !stop;
}

static bool go_on(void *self, size_t count, size_t total)
{
    Job *job = self;
    pthread_mutex_lock(&job->mutex);
    if (count < total)
        snprintf(job->now.what, sizeof job->now.what, "%zu of %zu", count, total);
    else if (total > 0)
        snprintf(job->now.what, sizeof job->now.what, "writing");
    bool stop = job->now.stop;
    pthread_mutex_unlock(&job->mutex);
    return told(job, stop);
}

bool job_say(App *app, const char *what, const char *how_far, bool writing)
{
    if (app->pace.go_on != go_on)
        return true; // no thread: nobody looks
    Job *job = app->pace.self;
    pthread_mutex_lock(&job->mutex);
    snprintf(job->now.what, sizeof job->now.what, "%s", what);
    snprintf(job->now.how_far, sizeof job->now.how_far, "%s", how_far);
    job->now.writing = writing;
    bool stop = job->now.stop;
    pthread_mutex_unlock(&job->mutex);
    return told(job, stop);
}

// What can be stopped waits as long as it is let.
static bool on_busy(void *self, int waited_ms)
{
    enum { UNASKED_MS = 5000 };
    Job *job = self;
    pthread_mutex_lock(&job->mutex);
    job->now.asked_ms = clock_monotonic_ms();
    job->now.waited_ms = waited_ms;
    bool stop = job->now.stop || (job->kind.busy != NULL && waited_ms >= UNASKED_MS);
    pthread_mutex_unlock(&job->mutex);
    return told(job, stop);
}

static void *work(void *self)
{
    Job *job = self;
    App *app = NULL;
    if (app_open(&job->store, &app, &job->err)) {
        app->pace = (Pace){go_on, job};
        store_on_busy(app->store, on_busy, job);
        job->fine = job->kind.work(app, job->self, &job->err);
        job->place.step = store_last_step(app->store);
    }
    app_close(app);
    pthread_mutex_lock(&job->mutex);
    job->now.ended = true;
    pthread_mutex_unlock(&job->mutex);
    terminal_wake(job->tui->options.terminal);
    return NULL;
}

// ---- its end

static void end(Tui *tui, const JobKind *kind, void *self, bool fine, const Error *err)
{
    if (kind->end != NULL) {
        kind->end(tui, self, fine, err);
    } else if (!fine) {
        tui_error(tui, err);
    } else {
        if (kind->people > 0)
            tui_clear_marks(tui);
        if (kind->people > 1)
            tui_toast(tui, true, "%s, %zu people.", kind->done, kind->people);
        else
            tui_toast(tui, kind->people > 0, kind->people > 0 ? "%s." : "%s", kind->done);
    }
    kind->free(self);
}

static void job_free(Job *job)
{
    vec_clear(&job->typed);
    pthread_mutex_destroy(&job->mutex);
    free(job);
}

// The first that has ended and whose end can be shown: what came of work behind the screen waits until
// nothing floats.
static Job *take_ended(Tui *tui)
{
    for (size_t i = 0; i < tui->jobs.count; i++) {
        Job *job = tui->jobs.items[i];
        if ((job->popup == NULL && tui->popups.count > 0) || !job_now(job).ended)
            continue;
        tui->jobs.items[i] = tui->jobs.items[--tui->jobs.count];
        return job;
    }
    return NULL;
}

// What was typed before a popup was seen was not meant for it.
static void give_typed_back(Job *job)
{
    for (size_t i = 0; i < job->typed.count; i++)
        vec_push(&job->tui->typed, job->typed.items[i]);
    vec_clear(&job->typed);
}

void jobs_take(Tui *tui)
{
    for (Job *job; (job = take_ended(tui)) != NULL;) {
        pthread_join(job->thread, NULL);
        if (job->popup != NULL)
            job->popup->closing = true;
        popups_drop(tui);
        if (job->fine) {
            views_keep(tui, job->place);
            tui_changed(tui, CHANGE_ALL);
        }
        end(tui, &job->kind, job->self, job->fine, &job->err);
        give_typed_back(job);
        job_free(job);
    }
}

void jobs_stop(Tui *tui)
{
    for (size_t i = 0; i < tui->jobs.count; i++)
        if (!tui->jobs.items[i]->kind.beside)
            job_stop(tui->jobs.items[i]);
    for (size_t i = 0; i < tui->jobs.count; i++) {
        Job *job = tui->jobs.items[i];
        pthread_join(job->thread, NULL);
        job->kind.free(job->self);
        job_free(job);
    }
    vec_clear(&tui->jobs);
}

// ---- the popup

static const char *hint(const Job *job, const JobNow *now, bool waiting)
{
    if (job->kind.busy != NULL)
        return waiting ? "Esc gives up" : job->kind.busy;
    if (now->stop)
        return "stopping; nothing stays behind";
    return job->kind.behind != NULL ? "b goes on behind the screen  Esc stops, nothing stays behind"
                                    : "Esc stops, nothing stays behind";
}

// What is done at once shows nothing.
static bool is_short(const Job *job)
{
    enum { CALM_MS = 150 };
    return job->kind.busy == NULL && clock_monotonic_ms() - job->began_ms < CALM_MS;
}

static void draw(Popup *popup, Canvas *canvas, Rect screen)
{
    Job *job = *(Job **)popup->state;
    JobNow now = job_now(job);
    if (is_short(job))
        return;
    bool waiting = is_waiting(&now);
    Str text = STR_INIT;
    if (waiting)
        waiting_text(job->tui, &text), str_appendf(&text, ", %d s", now.waited_ms / 1000);
    Rect rect = rect_centre(screen, ROWS, screen.cols - 4 > COLS ? COLS : screen.cols - 4);
    Style plain = style_of(ROLE_TEXT, ATTR_FLOAT);
    popup_frame(canvas, rect, job->kind.title);
    canvas_put(canvas, rect.row + 1, rect.col + 2, rect.cols - 4,
               waiting             ? str_get(&text)
               : *now.what == '\0' ? "at work"
                                   : now.what,
               plain);
    canvas_put(canvas, rect.row + 2, rect.col + 2, rect.cols - 4, now.how_far, plain);
    canvas_put(canvas, rect.row + ROWS - 2, rect.col + 2, rect.cols - 4, hint(job, &now, waiting),
               style_of(ROLE_DIM, ATTR_FLOAT));
    str_clear(&text);
}

static void event(Popup *popup, const Event *event)
{
    Job *job = *(Job **)popup->state;
    JobNow now = job_now(job);
    Key key = event->kind == EVENT_KEY ? event->key : (Key){0};
    bool stop = key.code == K_ESCAPE || (key.code == 'q' && !is_short(job)) ||
                (key.code == 'c' && key.mods == MOD_CTRL);
    if (key.code == 'b' && key.mods == 0 && job->kind.behind != NULL)
        popup->closing = true;
    else if (stop && (job->kind.busy == NULL || is_waiting(&now)))
        job_stop(job);
    else if (event->kind == EVENT_KEY && is_short(job))
        vec_push(&job->typed, *event);
}

// The work goes on; it is the Tui's.
static void leave(Popup *popup)
{
    Job *job = *(Job **)popup->state;
    job->popup = NULL;
}

static void show(Job *job)
{
    static const PopupKind POPUP = {draw, event, leave};
    job->popup = popup_open(job->tui, &POPUP, sizeof job);
    *(Job **)job->popup->state = job;
}

// What can be stopped comes before mails on their way.
static Job *behind(Tui *tui)
{
    Job *found = NULL;
    for (size_t i = 0; i < tui->jobs.count; i++) {
        Job *job = tui->jobs.items[i];
        if (job->popup == NULL && (found == NULL || found->kind.beside))
            found = job;
    }
    return found;
}

bool job_to_front(Tui *tui)
{
    Job *job = behind(tui);
    bool can = job != NULL && !job->kind.beside;
    if (can)
        show(job);
    return can;
}

const char *jobs_leave(Tui *tui)
{
    Job *job = behind(tui);
    return job != NULL && !job_now(job).ended ? job->kind.leave : NULL;
}

bool job_line(Tui *tui, bool only_writing, Str *out)
{
    Job *job = behind(tui);
    JobNow now = job != NULL ? job_now(job) : (JobNow){.ended = true};
    bool told = !now.ended && (now.writing || !only_writing);
    if (told)
        str_appendf(out, "%s: %s", job->kind.behind, now.how_far);
    return told;
}

// ---- the beginning

void job_open(Tui *tui, const JobKind *kind, void *self, bool large)
{
    Job *job = mem_alloc(sizeof *job);
    *job = (Job){.tui = tui, .kind = *kind, .self = self, .began_ms = clock_monotonic_ms()};
    pthread_mutex_init(&job->mutex, NULL);
    job->store = thread_connection(tui);
    // A database in memory has one connection only: then the screen waits.
    job->place = views_place(tui, 0);
    if (large && !tui->options.inline_jobs && thread_start(&job->thread, work, job)) {
        vec_push(&tui->jobs, job);
        if (!kind->beside)
            show(job);
        return;
    }
    job->fine = kind->work(tui_app(tui), self, &job->err);
    if (job->fine)
        tui_changed(tui, 0);
    end(tui, kind, self, job->fine, &job->err);
    job_free(job);
}
