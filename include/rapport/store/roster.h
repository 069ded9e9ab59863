// SPDX-License-Identifier: MIT
// Everybody outside the trash in memory, so that lists of a million people are filtered and sorted while one
// types. SQL (store/search.h) gives the same answers, ids and order alike: it serves the command line and the
// time until a roster is loaded; tests hold the two against each other.
//
// A roster is made by one thread and handed to another as a whole; one thread at a time uses it. It keeps no
// connection: where rows are needed the caller gives one.
#ifndef RAPPORT_STORE_ROSTER_H
#define RAPPORT_STORE_ROSTER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/error.h"
#include "rapport/core/query.h"
#include "rapport/store/contacts.h"
#include "rapport/store/search.h"
#include "rapport/store/store.h"

// Reads everybody (about two seconds for a million). For a thread and a connection of its own;
// store_interrupt and *stop (NULL = never) stop it. The caller has the first reference.
bool roster_load(Store *store, const atomic_bool *stop, Roster **out, Error *err);
Roster *roster_keep(Roster *roster); // one more reference; returns roster
void roster_drop(Roster *roster);    // one less; NULL is fine

// Takes in what was committed since, whoever did it. False: more than can be taken in one by one, or it could
// not be read; the roster is as it was before, and a new one should be loaded.
bool roster_follow(Roster *roster, Store *store);

size_t roster_count(const Roster *roster); // everybody but me

// The parts of a query that only the database knows (note:, has:, is:owed), in the order of the tree: the ids
// that answer each of them. Zeroed = none.
typedef struct RosterParts {
    VEC(ContactIds) sets;
} RosterParts;
// Whether memory alone answers; else what has to be read first.
typedef enum RosterNeed {
    ROSTER_NOTHING,
    ROSTER_PARTS, // roster_read_parts
    ROSTER_SQL,   // store_search: the trash, common ground
} RosterNeed;
RosterNeed roster_needs(const Query *query);
// For another thread, like store_search.
bool roster_read_parts(Store *store, const Query *query, RosterParts *parts, Error *err);
// Appends what the parts of the query are: two queries with the same name have the same parts.
void roster_parts_name(const Query *query, Str *out);
void roster_parts_clear(RosterParts *parts);

// How a list is ordered: by group first, then as store_search says.
typedef struct RosterOrder {
    ContactSort sort;
    bool reverse;
    ContactGroup group;
} RosterOrder;

// The people that answer a query, in order. They stay as they are when the roster goes on.
RosterRows *roster_search(Roster *roster, const Query *query, int32_t today, const RosterOrder *order,
                          const RosterParts *parts);
void roster_rows_free(RosterRows *rows); // NULL is fine
size_t roster_rows_count(const RosterRows *rows);
int64_t roster_rows_id(const RosterRows *rows, size_t index);        // index < count
ptrdiff_t roster_rows_find(const RosterRows *rows, int64_t contact); // index or -1; O(log n)

// The first people in default order with a word for each that is typed, for pickers.
void roster_suggest(Roster *roster, const char *typed, size_t max, ContactIds *ids);

// As store_organisations and store_organisation_people say (store/contacts.h), counted in memory; names and
// targets come from the database.
bool roster_organisations(Roster *roster, Store *store, const char *prefix, size_t offset, size_t max,
                          OrganisationRows *rows, Error *err);
void roster_organisation_people(Roster *roster, int64_t organisation, size_t max, ContactIds *ids,
                                size_t *now);

// The groups of rows that were ordered by one, in order.
typedef struct RosterGroup {
    size_t first, count;
    int number;       // the degree (QUERY_DEGREE_NONE) or the stage
    const char *name; // of the company as it sorts, borrowed until the next roster_follow; NULL = none
} RosterGroup;
size_t roster_rows_groups(const RosterRows *rows);
RosterGroup roster_rows_group(const RosterRows *rows, size_t index); // index < groups

#endif
