// SPDX-License-Identifier: MIT
// Saved lists: queries kept under a name.
#ifndef RAPPORT_STORE_SAVED_LISTS_H
#define RAPPORT_STORE_SAVED_LISTS_H

#include "rapport/base/vec.h"
#include "rapport/store/store.h"

typedef struct SavedList {
    char *name, *query; // the query as it was typed
} SavedList;
typedef VEC(SavedList) SavedLists;

bool store_saved_lists(Store *store, SavedLists *out, Error *err); // by name; appends
void store_saved_lists_clear(SavedLists *lists);
// The query of that name, owned; ERROR_NOT_FOUND with a suggestion.
bool store_saved_list(Store *store, const char *name, char **query, Error *err);
// Makes it or replaces its query; NULL removes it. In a transaction.
bool store_saved_list_set(Store *store, const char *name, const char *query, Error *err);

#endif
