// SPDX-License-Identifier: MIT
// A thread with a connection of its own that does one task at a time, so that nothing slow holds up the
// screen. A new task cancels the one that runs. It never touches the screen: it keeps the answer and wakes
// the loop.
#include "worker.h"

#include <pthread.h>
#include <stdlib.h>

#include "frame.h"
#include "rapport/base/mem.h"
#include "thread.h"

struct Worker {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t asked, done;
    Terminal *terminal;
    Store *store;
    bool quit, running;
    atomic_bool stop;  // tells the task that runs
    Task next, answer; // run NULL = none
};

static void drop(Task *task)
{
    if (task->run != NULL)
        task->free(task->state);
    *task = (Task){0};
}

static void *work(void *self)
{
    Worker *worker = self;
    pthread_mutex_lock(&worker->mutex);
    while (!worker->quit) {
        if (worker->next.run == NULL) {
            pthread_cond_wait(&worker->asked, &worker->mutex);
            continue;
        }
        Task task = worker->next;
        worker->next = (Task){0};
        worker->running = true;
        atomic_store(&worker->stop, false);
        pthread_mutex_unlock(&worker->mutex);
        bool done = task.run(worker->store, &worker->stop, task.state);
        store_release_memory(worker->store);
        pthread_mutex_lock(&worker->mutex);
        worker->running = false;
        if (done && worker->next.run == NULL) {
            drop(&worker->answer);
            worker->answer = task;
            terminal_wake(worker->terminal);
        } else {
            drop(&task);
        }
        pthread_cond_broadcast(&worker->done);
    }
    pthread_mutex_unlock(&worker->mutex);
    return NULL;
}

Worker *worker_new(Tui *tui)
{
    Worker *worker = mem_alloc(sizeof *worker);
    Error err = {0};
    worker->terminal = tui->options.terminal;
    pthread_mutex_init(&worker->mutex, NULL);
    pthread_cond_init(&worker->asked, NULL);
    pthread_cond_init(&worker->done, NULL);
    if (!store_open_again(tui->options.app->store, &worker->store, &err) ||
        !thread_start(&worker->thread, work, worker)) {
        store_close(worker->store);
        free(worker);
        return NULL;
    }
    return worker;
}

static void cancel(Worker *worker)
{
    atomic_store(&worker->stop, true);
    if (worker->running)
        store_interrupt(worker->store);
}

void worker_free(Worker *worker)
{
    if (worker == NULL)
        return;
    pthread_mutex_lock(&worker->mutex);
    worker->quit = true;
    cancel(worker);
    pthread_cond_signal(&worker->asked);
    pthread_mutex_unlock(&worker->mutex);
    pthread_join(worker->thread, NULL);
    pthread_mutex_destroy(&worker->mutex);
    pthread_cond_destroy(&worker->asked);
    pthread_cond_destroy(&worker->done);
    store_close(worker->store);
    drop(&worker->next);
    drop(&worker->answer);
    free(worker);
}

void worker_ask(Worker *worker, const Task *task)
{
    pthread_mutex_lock(&worker->mutex);
    drop(&worker->next);
    worker->next = *task;
    cancel(worker);
    pthread_cond_signal(&worker->asked);
    pthread_mutex_unlock(&worker->mutex);
}

static bool take(Worker *worker, Task *task)
{
    *task = worker->answer;
    worker->answer = (Task){0};
    pthread_mutex_unlock(&worker->mutex);
    return task->run != NULL;
}

bool worker_take(Worker *worker, Task *task)
{
    pthread_mutex_lock(&worker->mutex);
    return take(worker, task);
}

bool worker_wait(Worker *worker, Task *task)
{
    pthread_mutex_lock(&worker->mutex);
    while (worker->running || worker->next.run != NULL)
        pthread_cond_wait(&worker->done, &worker->mutex);
    return take(worker, task);
}
