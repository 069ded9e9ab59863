// SPDX-License-Identifier: MIT
// What every thread of the interface begins with.
#include "thread.h"

#include <signal.h>

#include "rapport/app/app.h"

bool thread_start(pthread_t *thread, void *(*work)(void *self), void *self)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(thread, NULL, work, self) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

StoreOptions thread_connection(Tui *tui)
{
    Store *store = tui_app(tui)->store;
    return (StoreOptions){.path = store_path(store),
                          .clock = *store_clock(store),
                          .ids = id_source_random(),
                          .instance = store_instance(store)};
}
