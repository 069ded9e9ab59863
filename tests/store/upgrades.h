// SPDX-License-Identifier: MIT
// A schema to come, made of the files of tests/migrations/next, and a database of schema 1 to be upgraded.
#ifndef TESTS_STORE_UPGRADES_H
#define TESTS_STORE_UPGRADES_H

#include "fixture.h"

#include "rapport/base/file.h"

#define MIGRATIONS TEST_SOURCE "/tests/migrations/"

enum { UPGRADES_TO = 5 };

typedef struct Upgrades {
    char *texts[UPGRADES_TO];
    EmbeddedFile files[UPGRADES_TO];
    uint64_t hashes[UPGRADES_TO + 1];
    StoreSchema schema;
} Upgrades;

static inline char *upgrades_read(const char *path)
{
    Str text = STR_INIT;
    FINE(file_read(path, 1 << 24, &text, err));
    return str_take(&text);
}

static inline void upgrades_sql(sqlite3 *db, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%.60s...: %s", sql, message);
}

static inline uint64_t upgrades_schema_hash(Store *store)
{
    uint64_t hash = 0;
    assert_true(migrate_schema_hash(store, &hash, NULL));
    return hash;
}

// The hash of a database that was made by all steps in turn: what every upgrade has to end as.
static inline void upgrades_hash(Upgrades *upgrades)
{
    Store probe = {.path = (char *)"fresh"};
    assert_int_equal(sqlite3_open(":memory:", &probe.db), SQLITE_OK);
    for (int i = 0; i < UPGRADES_TO; i++) {
        upgrades_sql(probe.db, upgrades->texts[i]);
        upgrades->hashes[i + 1] = upgrades_schema_hash(&probe);
    }
    for (size_t i = 0; i < probe.cached.count; i++)
        sqlite3_finalize(probe.cached.items[i].stmt);
    vec_clear(&probe.cached);
    sqlite3_close(probe.db);
}

static inline void upgrades_open(Upgrades *upgrades)
{
    static const char *const paths[] = {
        TEST_SOURCE "/assets/schema/0001_first.sql", TEST_SOURCE "/assets/schema/0002_second.sql",
        TEST_SOURCE "/assets/schema/0003_third.sql", MIGRATIONS "next/0004_columns.sql",
        MIGRATIONS "next/0005_rebuild.sql"};
    *upgrades = (Upgrades){0};
    for (int i = 0; i < UPGRADES_TO; i++) {
        upgrades->texts[i] = upgrades_read(paths[i]);
        upgrades->files[i] = (EmbeddedFile){paths[i], upgrades->texts[i], strlen(upgrades->texts[i])};
    }
    upgrades_hash(upgrades);
    upgrades->schema = (StoreSchema){upgrades->files, upgrades->hashes, UPGRADES_TO};
}

static inline void upgrades_close(Upgrades *upgrades)
{
    for (int i = 0; i < UPGRADES_TO; i++)
        free(upgrades->texts[i]);
}

enum { UPGRADES_OLD = 2 }; // schemas of which there are rows

// A database of that schema with people in it, as an older program left it: each schema adds its own rows.
static inline void upgrades_old(const Upgrades *upgrades, int version, const char *path)
{
    static const char *const rows[UPGRADES_OLD] = {MIGRATIONS "0001_rows.sql", MIGRATIONS "0002_rows.sql"};
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    upgrades_sql(db, "PRAGMA journal_mode = WAL; BEGIN");
    for (int i = 0; i < version; i++) {
        char *sql = upgrades_read(rows[i]);
        upgrades_sql(db, upgrades->texts[i]);
        upgrades_sql(db, sql);
        free(sql);
    }
    char *finish =
        str_format("PRAGMA user_version = %d; PRAGMA application_id = 0x52505254; COMMIT", version);
    upgrades_sql(db, finish);
    free(finish);
    sqlite3_close(db);
}

static inline void upgrades_dump_table(sqlite3 *db, const char *table, Str *out)
{
    sqlite3_stmt *stmt = NULL;
    char *sql = str_format("SELECT * FROM \"%s\" ORDER BY 1", table);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        str_append(out, table);
        for (int i = 0; i < sqlite3_column_count(stmt); i++) {
            const unsigned char *text = sqlite3_column_text(stmt, i);
            str_appendf(out, "|%s", text != NULL ? (const char *)text : "NULL");
        }
        str_push(out, '\n');
    }
    sqlite3_finalize(stmt);
    free(sql);
}

// All tables and rows as text, with the version; not the identity of the file. Owned.
static inline char *upgrades_dump(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    Str out = STR_INIT;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    upgrades_sql(db, "CREATE TEMP TABLE version AS SELECT user_version FROM pragma_user_version");
    sqlite3_prepare_v2(
        db,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT GLOB 'words_*' AND name NOT GLOB 'people_*'"
        " AND name <> 'state' ORDER BY name",
        -1, &stmt, NULL);
    while (sqlite3_step(stmt) == SQLITE_ROW)
        upgrades_dump_table(db, (const char *)sqlite3_column_text(stmt, 0), &out);
    sqlite3_finalize(stmt);
    upgrades_dump_table(db, "version", &out);
    sqlite3_close(db);
    return str_take(&out);
}

static inline int upgrades_version(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &stmt, NULL);
    int version = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int(stmt, 0) : -1;
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return version;
}

#endif
