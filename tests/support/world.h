// SPDX-License-Identifier: MIT
// A small world for hard tests: everything a person can do as a table of deeds with random arguments, and the
// whole of what a person entered as text, to be compared. Nothing here judges; the tests do.
#ifndef TESTS_SUPPORT_WORLD_H
#define TESTS_SUPPORT_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/app/app.h"
#include "rapport/base/str.h"
#include "support/random.h"

// One thing that a person does, with arguments from random. False: refused, err says why. Some do nothing
// when the database has nothing to do it with, and succeed.
typedef struct Deed {
    const char *name;
    bool (*run)(App *app, Random *random, Error *err);
} Deed;

const Deed *world_deeds(size_t *count);
const Deed *world_deed(const char *name); // NULL: there is none

// Opens (and makes) the database at path, hours after Tue 24 Nov 2026 09:41 UTC; vfs as in StoreOptions.
bool world_open(const char *path, const char *vfs, uint64_t seed, int hours, App **out, Error *err);

// A few people with something to do for each, as one step a line. Called on a new database.
bool world_people(App *app, Error *err);

// All base tables of the file, ids included, as text: what undo has to bring back. Owned; NULL when it cannot
// be read. what the program keeps for itself (journal, counters, search index) is left out.
char *world_dump(const char *path);

// The line in which two dumps differ first, for messages: "\n-old\n+new"; owned.
char *world_difference(const char *before, const char *after);

// What is left of the -wal comes into the file, as with the first statement of any program. False: it stays.
bool world_settle(const char *path);

// What store_check finds, one a line; owned, "" when all is well.
char *world_findings(App *app);

#endif
