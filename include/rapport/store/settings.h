// SPDX-License-Identifier: MIT
// Settings that live in the database, and other small named values.
#ifndef RAPPORT_STORE_SETTINGS_H
#define RAPPORT_STORE_SETTINGS_H

#include "rapport/base/vec.h"
#include "rapport/store/store.h"

typedef struct SettingRow {
    char *name, *value;
} SettingRow;
typedef VEC(SettingRow) SettingRows;

char *store_setting(Store *store, const char *name);              // owned; NULL = not set
bool store_settings(Store *store, SettingRows *rows, Error *err); // all that are set, in one statement
void store_settings_clear(SettingRows *rows);
bool store_setting_set(Store *store, const char *name, const char *value,
                       Error *err); // NULL removes; in a transaction
// What the program remembers by itself: never exported, never undone.
char *store_state(Store *store, const char *name);                                   // owned; NULL
bool store_state_set(Store *store, const char *name, const char *value, Error *err); // in a transaction

// The user's own routines, by name.
typedef struct RoutineRow {
    char *name, *text;
} RoutineRow;
typedef VEC(RoutineRow) RoutineRows;
bool store_routines(Store *store, RoutineRows *rows, Error *err);
void store_routines_clear(RoutineRows *rows);
char *store_routine(Store *store, const char *name); // its text, owned; NULL = none of that name
bool store_routine_set(Store *store, const char *name, const char *text, Error *err); // NULL removes
bool store_routine_used(Store *store, const char *name); // by a contact or a target

char *store_column_map(Store *store, const char *fingerprint); // owned; NULL
bool store_column_map_set(Store *store, const char *fingerprint, const char *mapping, Error *err);

#endif
