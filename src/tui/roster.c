// SPDX-License-Identifier: MIT
// The roster of the interface: loaded behind the first frame on a thread of its own, kept up with what is
// committed, loaded again when too much changed at a time. Until the first one is there, lists ask SQL.
#include <stdlib.h>

#include "frame.h"
#include "rapport/base/mem.h"

enum { SQL_MOST = 20000 }; // people of whom SQL still answers within a frame or two

typedef struct Loading {
    Roster *roster; // the answer; NULL when it could not be read
} Loading;

static bool load(Store *store, const atomic_bool *stop, void *state)
{
    Loading *loading = state;
    roster_load(store, stop, &loading->roster, NULL);
    store_release_memory(store); // the pages that it read, before what is free goes back to the system
    mem_trim();                  // half of what loading takes is not kept
    return true;
}

static void loading_free(void *state)
{
    Loading *loading = state;
    roster_drop(loading->roster);
    free(loading);
}

static void ask_for_one(Tui *tui)
{
    // One that is being read knows less, but it would never be done if each change began it anew.
    if (tui->loading)
        return;
    Task task = {load, loading_free, mem_alloc(sizeof(Loading)), 0};
    tui->loading = true;
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
    tui->loading = false;
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
    tui->loading = false;
    if (loading->roster == NULL) { // the old one serves on, or SQL does; the next change tries again
        loading_free(loading);
        return;
    }
    roster_drop(tui->roster);
    tui->roster = loading->roster;
    loading->roster = NULL;
    loading_free(loading);
    people_changed(tui); // what was committed while it was read
    contacts_ask_again(tui);
    views_stale(tui, CHANGE_ORGANISATIONS);
}

// ---- for lists beside the one of contacts

// The roster, or that SQL shall answer: neither while many are still being read.
static bool may_ask_sql(Tui *tui)
{
    return people_roster(tui) == NULL && store_contact_count(tui->options.app->store) <= SQL_MOST;
}

bool people_organisations(Tui *tui, const char *prefix, size_t max, OrganisationRows *rows, Error *err)
{
    Store *store = tui->options.app->store;
    if (people_roster(tui) != NULL)
        return roster_organisations(tui->roster, store, prefix, 0, max, rows, err);
    return !may_ask_sql(tui) || store_organisations(store, prefix, 0, max, rows, err);
}

bool people_at(Tui *tui, int64_t organisation, size_t max, ContactIds *ids, size_t *now, Error *err)
{
    Store *store = tui->options.app->store;
    if (people_roster(tui) == NULL)
        return store_organisation_people(store, organisation, max, ids, now, err);
    roster_organisation_people(tui->roster, organisation, max, ids, now);
    return true;
}

void people_suggest(Tui *tui, const char *typed, size_t max, ContactIds *ids)
{
    if (people_roster(tui) != NULL)
        roster_suggest(tui->roster, typed, max, ids);
    else
        store_contact_suggest(tui->options.app->store, typed, max, ids, NULL);
}
