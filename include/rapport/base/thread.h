// SPDX-License-Identifier: MIT
// How every thread of the program is started.
#ifndef RAPPORT_BASE_THREAD_H
#define RAPPORT_BASE_THREAD_H

#include <pthread.h>
#include <stdbool.h>

// Starts work(self) with all signals blocked: they are for the thread of the screen. False: it could not be
// started. The caller joins, or detaches.
bool thread_start(pthread_t *thread, void *(*work)(void *self), void *self);

// The calling thread lets others go first, where the system can tell threads apart; for good.
void thread_step_back(void);

#endif
