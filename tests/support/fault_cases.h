// SPDX-License-Identifier: MIT
// The use cases that the fault tests break: databases as bytes, each in another state, and on a fresh copy of
// one of them one thing that a person does, with known targets. What may be found afterwards is the same for
// every kind of fault: the state before or the one after, and the one after when it was acknowledged.
#ifndef TESTS_SUPPORT_FAULT_CASES_H
#define TESTS_SUPPORT_FAULT_CASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/app/app.h"
#include "rapport/base/str.h"

enum { FAULT_SEED = 4 }; // of ids

typedef enum FaultState {
    FAULT_PLAIN,  // a few people with something to do for each
    FAULT_HOT,    // the same and more, of which the last steps stand in the -wal only, as after a crash
    FAULT_UNDONE, // steps that can be done again
    FAULT_LARGE,  // a few hundred people
    FAULT_EMPTY,  // nobody
    FAULT_STATES
} FaultState;

// A database that was found sound: what was read in it, by its bytes.
typedef struct FaultKnown {
    uint64_t bytes; // hash; 0: none
    char *dump;
} FaultKnown;

enum { FAULT_KNOWN = 64 };

typedef struct FaultBase {
    char *folder, *path; // where each copy is put
    char *export;        // Connections.csv to import
    char *backup;        // where backups go
    struct {
        Str file, wal;
    } bytes[FAULT_STATES];
    FaultState state; // what the next copy is a copy of
    int64_t contact, followup, draft;
    FaultKnown known[FAULT_KNOWN]; // the last ones, in a ring
    size_t known_next;
} FaultBase;

typedef struct FaultCase {
    const char *name;
    bool (*prepare)(App *app, const FaultBase *base, Error *err); // before the fault; NULL: nothing
    bool (*run)(App *app, const FaultBase *base, Error *err);
    bool anywhere;         // works on an empty database, too
    bool writes_elsewhere; // a backup: the database does not change
    bool cold;             // opens and closes the database itself: app is NULL
} FaultCase;

const FaultCase *fault_cases(size_t *count);
const FaultCase *fault_case(const char *name); // NULL: there is none

const char *fault_state_name(FaultState state);
// Whether the case is run on that state: where it works; in the cut every case meets two of the states.
bool fault_meets(const FaultCase *one, FaultState state);

FaultBase fault_base_new(void); // aborts the program when it cannot be made
void fault_base_free(FaultBase *base);

// A fresh copy, opened (unless the case is cold: NULL) and prepared; before (may be NULL) = its dump, owned.
App *fault_open(const FaultBase *base, const FaultCase *one, char **before);

// A database of these bytes, and nothing else of an earlier copy.
void fault_place(const FaultBase *base, const Str *file, const Str *wal);

// The dump after the case ran without a fault; owned.
char *fault_after(const FaultBase *base, const FaultCase *one);

// Lets SQLite recover what is left, opens it and judges it; bytes that were found sound before are not read
// again. NULL: fine; else what is wrong, owned. kept (may be NULL): it is the state after.
char *fault_judge(FaultBase *base, const FaultCase *one, const char *before, const char *after,
                  bool acknowledged, bool *kept);

// How many files are there that are neither the database nor what was asked for: half a backup.
size_t fault_strangers(const FaultBase *base);

#endif
