// SPDX-License-Identifier: MIT
// The use cases that the fault tests break: a small database as bytes, and on each fresh copy of it one thing
// that a person does, with known targets. What may be found afterwards is the same for every kind of fault:
// the state before or the one after, and the one after when it was acknowledged.
#ifndef TESTS_SUPPORT_FAULT_CASES_H
#define TESTS_SUPPORT_FAULT_CASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/app/app.h"
#include "rapport/base/str.h"

typedef struct FaultBase {
    char *folder, *path; // where each copy is put
    char *export;        // Connections.csv to import
    char *backup;        // where backups go
    Str bytes;           // of the database
    int64_t contact, followup, draft;
} FaultBase;

typedef struct FaultCase {
    const char *name;
    bool (*prepare)(App *app, const FaultBase *base, Error *err); // before the fault; NULL: nothing
    bool (*run)(App *app, const FaultBase *base, Error *err);
    bool writes_elsewhere; // a backup: the database does not change
} FaultCase;

const FaultCase *fault_cases(size_t *count);

FaultBase fault_base_new(void); // aborts the program when it cannot be made
void fault_base_free(FaultBase *base);

// A fresh copy, opened and prepared; before (may be NULL) = its dump, owned.
App *fault_open(const FaultBase *base, const FaultCase *one, char **before);

// The dump after the case ran without a fault; owned.
char *fault_after(const FaultBase *base, const FaultCase *one);

// Opens what is left and judges it. NULL: fine; else what is wrong, owned. kept (may be NULL): it is the
// state after.
char *fault_judge(const FaultBase *base, const FaultCase *one, const char *before, const char *after,
                  bool acknowledged, bool *kept);

// How many files are there that are neither the database nor what was asked for: half a backup.
size_t fault_strangers(const FaultBase *base);

// RAPPORT_FAULT=full: every point; else every n-th, so that about "points" of them are visited.
long fault_stride(long operations, long points);

#endif
