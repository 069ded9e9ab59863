// SPDX-License-Identifier: MIT
// What every thread begins with.
#include "rapport/base/thread.h"

#include <signal.h>
#include <sys/resource.h>

void thread_step_back(void)
{
#ifdef __linux__
    enum { GENTLY = 10 };
    setpriority(PRIO_PROCESS, 0, GENTLY); // of the calling thread alone, here
#endif
}

bool thread_start(pthread_t *thread, void *(*work)(void *self), void *self)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(thread, NULL, work, self) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}
