// SPDX-License-Identifier: MIT
// Settings that live in the database, and other small named values.
#ifndef RAPPORT_STORE_SETTINGS_H
#define RAPPORT_STORE_SETTINGS_H

#include "rapport/store/store.h"

char *store_setting(Store *store, const char *name); // owned; NULL = not set
bool store_setting_set(Store *store, const char *name, const char *value,
                       Error *err); // NULL removes; in a transaction
// What the program remembers by itself: never exported, never undone.
char *store_state(Store *store, const char *name);                                   // owned; NULL
bool store_state_set(Store *store, const char *name, const char *value, Error *err); // in a transaction
char *store_column_map(Store *store, const char *fingerprint);                       // owned; NULL
bool store_column_map_set(Store *store, const char *fingerprint, const char *mapping, Error *err);

#endif
