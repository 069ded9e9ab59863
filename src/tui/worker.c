// SPDX-License-Identifier: MIT
// The one worker thread: it answers list requests on a connection of its own, so that no filter ever holds up
// the screen. A new request cancels the running one. It never touches the screen; it posts a result and wakes
// the loop.
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/base/mem.h"

typedef struct Job {
    char *text;
    ContactSort sort;
    bool reverse;
    int32_t today;
    uint64_t ticket;
} Job;

struct Worker {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t asked;
    Terminal *terminal;
    Store *store;
    bool quit, waiting, running; // waiting: job is new; running: the thread is at work
    Job job;
    bool ready; // result is new
    uint64_t ticket;
    ListResult result;
};

static bool compute(Worker *worker, Job *job, ListResult *result)
{
    Error err = {0};
    *result = (ListResult){0};
    bool done = list_compute(worker->store, job->text, job->sort, job->reverse, job->today, result, &err);
    free(job->text);
    return done;
}

static void post(Worker *worker, uint64_t ticket, const ListResult *result)
{
    free(worker->result.ids);
    worker->result = *result;
    worker->ticket = ticket;
    worker->ready = true;
    terminal_wake(worker->terminal);
}

static void *work(void *self)
{
    Worker *worker = self;
    pthread_mutex_lock(&worker->mutex);
    while (!worker->quit) {
        if (!worker->waiting) {
            pthread_cond_wait(&worker->asked, &worker->mutex);
            continue;
        }
        Job job = worker->job;
        worker->job.text = NULL;
        worker->waiting = false;
        worker->running = true;
        pthread_mutex_unlock(&worker->mutex);
        ListResult result;
        bool done = compute(worker, &job, &result);
        pthread_mutex_lock(&worker->mutex);
        worker->running = false;
        if (done && !worker->waiting)
            post(worker, job.ticket, &result);
        else
            free(result.ids);
    }
    pthread_mutex_unlock(&worker->mutex);
    return NULL;
}

// Signals are for the thread that owns the screen.
static bool start_thread(Worker *worker)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(&worker->thread, NULL, work, worker) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

Worker *worker_new(Tui *tui)
{
    Worker *worker = mem_alloc(sizeof *worker);
    Error err = {0};
    worker->terminal = tui->options.terminal;
    pthread_mutex_init(&worker->mutex, NULL);
    pthread_cond_init(&worker->asked, NULL);
    if (!store_open_again(tui->options.app->store, &worker->store, &err) || !start_thread(worker)) {
        store_close(worker->store);
        free(worker);
        return NULL; // lists are then computed at once
    }
    return worker;
}

void worker_free(Worker *worker)
{
    if (worker == NULL)
        return;
    pthread_mutex_lock(&worker->mutex);
    worker->quit = true;
    store_interrupt(worker->store);
    pthread_cond_signal(&worker->asked);
    pthread_mutex_unlock(&worker->mutex);
    pthread_join(worker->thread, NULL);
    pthread_mutex_destroy(&worker->mutex);
    pthread_cond_destroy(&worker->asked);
    store_close(worker->store);
    free(worker->job.text);
    free(worker->result.ids);
    free(worker);
}

void worker_list(Worker *worker, const ListRequest *request, uint64_t ticket)
{
    pthread_mutex_lock(&worker->mutex);
    free(worker->job.text);
    worker->job = (Job){mem_strdup(request->text), request->sort, request->reverse, request->today, ticket};
    worker->waiting = true;
    if (worker->running)
        store_interrupt(worker->store);
    pthread_cond_signal(&worker->asked);
    pthread_mutex_unlock(&worker->mutex);
}

bool worker_take(Worker *worker, uint64_t *ticket, ListResult *result)
{
    pthread_mutex_lock(&worker->mutex);
    bool ready = worker->ready;
    if (ready) {
        *ticket = worker->ticket;
        *result = worker->result;
        worker->result = (ListResult){0};
        worker->ready = false;
    }
    pthread_mutex_unlock(&worker->mutex);
    return ready;
}
