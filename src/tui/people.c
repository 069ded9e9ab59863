// SPDX-License-Identifier: MIT
// The roster of the interface: loaded behind the first frame on a thread of its own, kept up with what is
// committed, loaded again when too much changed at a time. Until the first one is there, lists ask SQL.
#include <stdlib.h>

#include "frame.h"
#include "rapport/base/mem.h"

typedef struct Loading {
    Roster *roster; // the answer
} Loading;

static bool load(Store *store, const atomic_bool *stop, void *state)
{
    Loading *loading = state;
    return roster_load(store, stop, &loading->roster, NULL);
}

static void loading_free(void *state)
{
    Loading *loading = state;
    roster_drop(loading->roster);
    free(loading);
}

static void ask_for_one(Tui *tui)
{
    Task task = {load, loading_free, mem_alloc(sizeof(Loading)), 0};
    worker_ask(tui->loader, &task);
}

void people_start(Tui *tui)
{
    if (tui->options.inline_jobs || tui->loader != NULL)
        return;
    tui->loader = worker_new(tui);
    if (tui->loader != NULL)
        ask_for_one(tui);
}

void people_stop(Tui *tui)
{
    worker_free(tui->loader);
    tui->loader = NULL;
    roster_drop(tui->roster);
    tui->roster = NULL;
}

Roster *people_roster(Tui *tui)
{
    if (tui->roster == NULL && tui->options.inline_jobs)
        roster_load(tui->options.app->store, NULL, &tui->roster, NULL);
    return tui->roster;
}

void people_changed(Tui *tui)
{
    if (tui->roster == NULL || roster_follow(tui->roster, tui->options.app->store))
        return;
    if (tui->loader != NULL) {
        ask_for_one(tui);
        return;
    }
    roster_drop(tui->roster);
    tui->roster = NULL;
}

void people_take(Tui *tui)
{
    Task task;
    if (tui->loader == NULL || !worker_take(tui->loader, &task))
        return;
    Loading *loading = task.state;
    roster_drop(tui->roster);
    tui->roster = loading->roster;
    loading->roster = NULL;
    loading_free(loading);
    people_changed(tui); // what was committed while it was read
    contacts_ask_again(tui);
}
