// SPDX-License-Identifier: MIT
// Settings and remembered column mappings: names and texts, nothing that this layer understands.
#include "rapport/store/settings.h"

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
