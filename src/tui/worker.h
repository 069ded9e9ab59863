// SPDX-License-Identifier: MIT
// Work behind the screen: one thread, one connection, the newest task wins.
#ifndef RAPPORT_TUI_WORKER_H
#define RAPPORT_TUI_WORKER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "rapport/store/store.h"
#include "rapport/tui/tui.h"

typedef struct Worker Worker;

typedef struct Task {
    // On the worker's thread: reads the question in state and puts the answer there. False = no answer. Looks
    // at *stop where it does not wait for the database.
    bool (*run)(Store *store, const atomic_bool *stop, void *state);
    void (*free)(void *state);
    void *state;
    uint64_t ticket; // for whoever asked
} Task;

Worker *worker_new(Tui *tui); // NULL when there is no thread or no connection to be had
void worker_free(Worker *worker);
// Takes the task; cancels what runs and forgets what waits.
void worker_ask(Worker *worker, const Task *task);
// After a wake: a task that was answered; the caller frees its state. False = there is none.
bool worker_take(Worker *worker, Task *task);
// The same, after what was asked has been done; false = nothing was.
bool worker_wait(Worker *worker, Task *task);

#endif
