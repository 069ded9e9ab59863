// SPDX-License-Identifier: MIT
// Settings and remembered column mappings: names and texts, nothing that this layer understands.
#include "rapport/store/settings.h"

#include <stdlib.h>

#include "db.h"

static char *first_text(Store *store, sqlite3_stmt *stmt)
{
    Error err = {0};
    char *text = db_step(store, stmt, &err) ? db_text(stmt, 0) : NULL;
    db_reset(stmt);
    return text;
}

char *store_setting(Store *store, const char *name)
{
    return first_text(store, db_query(store, NULL, "SELECT value FROM setting WHERE name = ?", "t", name));
}

bool store_settings(Store *store, SettingRows *rows, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(store, err, "SELECT name, value FROM setting", "");
    while (db_step(store, s, err))
        vec_push(rows, ((SettingRow){db_text(s, 0), db_text(s, 1)}));
    return err->kind == ERROR_NONE;
}

void store_settings_clear(SettingRows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        free(rows->items[i].name);
        free(rows->items[i].value);
    }
    vec_clear(rows);
}

bool store_setting_set(Store *store, const char *name, const char *value, Error *err)
{
    store_touch(store, CHANGE_SETTINGS, 0);
    if (value == NULL)
        return db_exec(store, err, "DELETE FROM setting WHERE name = ?", "t", name);
    return db_exec(store, err,
                   "INSERT INTO setting (name, value) VALUES (?, ?)"
                   " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                   "tt", name, value);
}

// ---- routines

bool store_routines(Store *store, RoutineRows *rows, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(store, err, "SELECT name, text FROM routine ORDER BY name", "");
    while (db_step(store, s, err))
        vec_push(rows, ((RoutineRow){db_text(s, 0), db_text(s, 1)}));
    return err->kind == ERROR_NONE;
}

void store_routines_clear(RoutineRows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        free(rows->items[i].name);
        free(rows->items[i].text);
    }
    vec_clear(rows);
}

char *store_routine(Store *store, const char *name)
{
    return first_text(store, db_query(store, NULL, "SELECT text FROM routine WHERE name = ?", "t", name));
}

bool store_routine_set(Store *store, const char *name, const char *text, Error *err)
{
    store_touch(store, CHANGE_SETTINGS, 0);
    if (text == NULL)
        return db_exec(store, err, "DELETE FROM routine WHERE name = ?", "t", name);
    Id uid = store_new_id(store);
    return db_exec(store, err,
                   "INSERT INTO routine (uid, name, text) VALUES (?, ?, ?)"
                   " ON CONFLICT (name) DO UPDATE SET text = excluded.text",
                   "utt", &uid, name, text);
}

bool store_routine_used(Store *store, const char *name)
{
    return db_int(store, 0,
                  "SELECT EXISTS (SELECT 1 FROM contact WHERE routine = ?1)"
                  " OR EXISTS (SELECT 1 FROM target WHERE routine = ?1)",
                  "t", name) != 0;
}

char *store_column_map(Store *store, const char *fingerprint)
{
    return first_text(store, db_query(store, NULL, "SELECT mapping FROM column_map WHERE fingerprint = ?",
                                      "t", fingerprint));
}

bool store_column_map_set(Store *store, const char *fingerprint, const char *mapping, Error *err)
{
    store_touch(store, CHANGE_SETTINGS, 0);
    return db_exec(store, err,
                   "INSERT INTO column_map (fingerprint, mapping) VALUES (?, ?)"
                   " ON CONFLICT (fingerprint) DO UPDATE SET mapping = excluded.mapping",
                   "tt", fingerprint, mapping);
}

char *store_state(Store *store, const char *name)
{
    sqlite3_stmt *stmt = db_query(store, NULL, "SELECT value FROM state WHERE name = ?", "t", name);
    char *value = db_step(store, stmt, NULL) ? db_text(stmt, 0) : NULL;
    db_reset(stmt);
    return value;
}

bool store_state_set(Store *store, const char *name, const char *value, Error *err)
{
    return db_exec(store, err,
                   "INSERT INTO state VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2", "tt",
                   name, value);
}
