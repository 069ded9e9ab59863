// SPDX-License-Identifier: MIT
// What the file needs once in a while and no person should wait for: a check after a start that found it left
// open, and the backup of the day. On a thread and a connection of its own, begun after the first frame; what
// is not finished when the program ends leaves nothing and comes the next time.
#include <pthread.h>
#include <stdlib.h>

#include "frame.h"
#include "rapport/app/backups.h"
#include "rapport/app/purge.h"
#include "rapport/base/mem.h"
#include "thread.h"

struct Upkeep {
    Terminal *terminal;
    StoreOptions options;
    bool check;
    pthread_t thread;
    pthread_mutex_t mutex; // over the rest
    Store *store;          // while it is at work
    bool stop, done;
    Error err;
};

static bool go_on(void *self, int64_t done, int64_t total)
{
    Upkeep *upkeep = self;
    (void)done;
    (void)total;
    pthread_mutex_lock(&upkeep->mutex);
    bool stop = upkeep->stop;
    pthread_mutex_unlock(&upkeep->mutex);
    return !stop;
}

// Lends the connection to those who want to interrupt it.
static bool lend(Upkeep *upkeep, Store *store)
{
    pthread_mutex_lock(&upkeep->mutex);
    upkeep->store = store;
    bool stop = upkeep->stop;
    pthread_mutex_unlock(&upkeep->mutex);
    return !stop;
}

static void work_with(Upkeep *upkeep, App *app, Error *err)
{
    bool made;
    BackupWatch watch = {go_on, upkeep};
    app_purge_finish(app, NULL); // what was held up; it is tried again the next time
    if (!upkeep->check || store_quick_check(app->store, err))
        app_backup_daily(app, &watch, &made, err); // a damaged file must not push out sound copies
    else if (err->kind != ERROR_INTERRUPTED)
        error_set(err, ERROR_DAMAGED, "%s; quit, and rapport restore names the backup to go back to",
                  err->message);
}

static void *work(void *self)
{
    Upkeep *upkeep = self;
    Error err = {0};
    App *app = NULL;
    thread_step_back(); // a copy of gigabytes would otherwise take its turns from the keys
    if (app_open(&upkeep->options, &app, &err) && lend(upkeep, app->store))
        work_with(upkeep, app, &err);
    lend(upkeep, NULL);
    app_close(app);
    pthread_mutex_lock(&upkeep->mutex);
    upkeep->err = err;
    upkeep->done = true;
    pthread_mutex_unlock(&upkeep->mutex);
    terminal_wake(upkeep->terminal);
    return NULL;
}

Upkeep *upkeep_start(Tui *tui, bool check)
{
    const Store *store = tui_app(tui)->store;
    Upkeep *upkeep = mem_alloc(sizeof *upkeep);
    upkeep->terminal = tui->options.terminal;
    upkeep->check = check;
    upkeep->options =
        (StoreOptions){.path = store_path(store), .clock = *store_clock(store), .ids = id_source_random()};
    pthread_mutex_init(&upkeep->mutex, NULL);
    if (thread_start(&upkeep->thread, work, upkeep))
        return upkeep;
    pthread_mutex_destroy(&upkeep->mutex);
    free(upkeep);
    return NULL; // comes the next time
}

bool upkeep_done(Upkeep *upkeep, Error *err)
{
    pthread_mutex_lock(&upkeep->mutex);
    bool done = upkeep->done;
    if (done && upkeep->err.kind != ERROR_INTERRUPTED)
        *err = upkeep->err;
    pthread_mutex_unlock(&upkeep->mutex);
    return done;
}

void upkeep_free(Upkeep *upkeep)
{
    if (upkeep == NULL)
        return;
    pthread_mutex_lock(&upkeep->mutex);
    upkeep->stop = true;
    if (upkeep->store != NULL)
        store_interrupt(upkeep->store);
    pthread_mutex_unlock(&upkeep->mutex);
    pthread_join(upkeep->thread, NULL);
    pthread_mutex_destroy(&upkeep->mutex);
    free(upkeep);
}
