// SPDX-License-Identifier: MIT
// Who could introduce whom: introductions that were asked for, and the people met at an event.
#ifndef RAPPORT_STORE_TIES_H
#define RAPPORT_STORE_TIES_H

#include "rapport/core/path.h"
#include "rapport/store/contacts.h"

// How far an introduction is: "wanted", "asked", "promised", "made", "declined".
typedef struct IntroductionRow {
    int64_t id, connector, target;
    char *connector_name, *target_name, *state, *note;
    int32_t day; // of the present state
} IntroductionRow;
typedef VEC(IntroductionRow) IntroductionRows;

// One row a pair: a new state takes the place of the old one. In a transaction.
bool store_introduction_set(Store *store, int64_t connector, int64_t target, const char *state, Error *err);
bool store_introduction_is(Store *store, int64_t connector, int64_t target, const char *state);
// Those that are not made or declined yet, of one contact on either side (0 = all), the newest first.
bool store_introductions(Store *store, int64_t contact, size_t max, IntroductionRows *rows, Error *err);
void store_introductions_clear(IntroductionRows *rows);

// Is there a tie of that kind already, in either direction?
bool store_tie_known(Store *store, int64_t a, int64_t b, const char *kind);

// A step from somebody I know to somebody at an organisation whom I do not.
typedef struct PathRow {
    int64_t connector, target;
    char *kind; // of the tie
} PathRow;
typedef VEC(PathRow) PathRows;
bool store_organisation_paths(Store *store, int64_t organisation, size_t max, PathRows *rows, Error *err);
void store_paths_clear(PathRows *rows);

// Somebody who is tied to a contact, in either direction.
typedef struct Neighbour {
    int64_t contact;
    char kind[PATH_KIND_SIZE]; // of the tie
    int degree;                // -1 = nothing says so
    Stage stage;
    int32_t last_day; // of the last word; CIVIL_NONE = never
} Neighbour;
typedef VEC(Neighbour) Neighbours; // vec_clear frees it

// Appends at most max, people in the trash and me left out.
bool store_neighbours(Store *store, int64_t contact, size_t max, Neighbours *rows, Error *err);
// Appends people of the first degree among the colleagues they have now, of kind "colleague"; so many
// colleagues are looked at.
bool store_known_colleagues(Store *store, int64_t contact, size_t max, Neighbours *rows, Error *err);

// Whom I met at the event of that name, by name.
bool store_event_people(Store *store, const char *name, size_t max, ContactIds *ids, Error *err);

#endif
