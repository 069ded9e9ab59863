// SPDX-License-Identifier: MIT
// The schema: numbered SQL files of assets/schema, each applied in one transaction after an online backup,
// and the check that the schema found is the one that this program made.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

#include "db.h"
#include "rapport/base/embedded.h"
#include "rapport/base/log.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/backups.h"

extern const EmbeddedFile embedded_schema[];

// Hash of sqlite_schema for each version, see migrate_schema_hash; a test prints the right value when a file
// changes.
static const uint64_t SCHEMA_HASHES[STORE_SCHEMA_VERSION + 1] = {0, 0x350924ef3dc3f607, 0x841377f4174dca60,
                                                                 0x3a556b51aad267f6};

static const char VERSION[] = "PRAGMA user_version"; // 0: a new file

static const StoreSchema SCHEMA = {embedded_schema, SCHEMA_HASHES, STORE_SCHEMA_VERSION};

const StoreSchema *migrate_schema(void)
{
    return &SCHEMA;
}

// False when it could not be read. FNV-1a over the SQL of each of our own objects, added up: in whatever
// order they were made. The shadow tables of full text are SQLite's business.
bool migrate_schema_hash(Store *store, uint64_t *sum, Error *err)
{
    Error why = {0};
    *sum = 0;
    sqlite3_stmt *stmt =
        db_query(store, &why,
                 "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
                 " AND name NOT GLOB 'people_*' AND name NOT GLOB 'words_*'",
                 "");
    while (db_step(store, stmt, &why)) {
        uint64_t hash = 14695981039346656037u;
        for (const char *c = db_peek(stmt, 0); *c != '\0'; c++)
            hash = (hash ^ (unsigned char)*c) * 1099511628211u;
        *sum += hash;
    }
    if (why.kind != ERROR_NONE && err != NULL)
        *err = why;
    return why.kind == ERROR_NONE;
}

bool migrate_check_schema(Store *store, Error *err)
{
    int64_t version;
    uint64_t found;
    if (!db_read_int(store, VERSION, &version, err))
        return false;
    if (version > store->schema->version)
        return true; // a newer program's: read only, its own business
    if (version < 1)
        return error_set(err, ERROR_DATABASE, "%s: is empty and cannot be written", store->path);
    if (!migrate_schema_hash(store, &found, err))
        return false;
    if (found == store->schema->hashes[version])
        return true;
    log_debug("store", "schema hash %d is 0x%016llx", (int)version, (unsigned long long)found);
    return error_set(err, ERROR_DAMAGED,
                     "%s: is damaged, or was changed by another program: its tables are not those that "
                     "rapport makes",
                     store->path);
}

// ---- before

// The copy, and the -wal that carries what is written anew.
static bool enough_space(Store *store, Error *err)
{
    struct statvfs disk;
    int64_t size = db_int(store, 0, "PRAGMA page_count", "") * db_int(store, 4096, "PRAGMA page_size", "");
    int64_t room = 3 * size + (1 << 20);
    if (statvfs(store->path, &disk) != 0 || (int64_t)disk.f_bavail * (int64_t)disk.f_frsize >= room)
        return true;
    return error_set(err, ERROR_IO,
                     "%s: upgrading it safely needs %lld MB of free space; nothing was changed", store->path,
                     (long long)(room >> 20) + 1);
}

static bool backup_before(Store *store, int64_t version, Error *err)
{
    if (version == 0 || store->path[0] == ':')
        return true;
    char *path = backups_name(store->path, NULL, store_today(store), (int)version + 1, err);
    bool done = path != NULL && enough_space(store, err) &&
                (backups_holds(store, BACKUP_UPGRADE) || store_backup(store, path, err));
    free(path);
    return done;
}

// ---- one step

static const char CLOSE_HISTORY[] = "DELETE FROM journal_chunk; UPDATE journal SET state = 'closed';"
                                    "UPDATE state SET value = 0 WHERE name = 'journal-bytes'";

// In pieces of 64 MB, and not of the usual one: each is merged with those before it.
static const char INDEX_WORDS[] = "INSERT INTO words (words, rank) VALUES ('hashsize', 67108864);"
                                  "INSERT INTO words (words) VALUES ('rebuild');"
                                  "INSERT INTO words (words, rank) VALUES ('hashsize', 1048576)";

// What a step wants done beside its own statements, said in a comment of its first lines.
static const struct {
    const char *comment, *sql;
} BESIDES[] = {
    {"-- indexes the words anew", INDEX_WORDS}, // by functions that only this program has
    {"-- closes the history", CLOSE_HISTORY},
};

static bool besides(Store *store, const char *sql, Error *err)
{
    bool fine = true;
    for (size_t i = 0; fine && i < sizeof BESIDES / sizeof *BESIDES; i++)
        fine = strstr(sql, BESIDES[i].comment) == NULL || db_script(store, BESIDES[i].sql, err);
    return fine;
}

// fresh: nothing is in the file yet.
static bool change(Store *store, int number, const char *sql, bool fresh, Error *err)
{
    char *finish =
        str_format("PRAGMA user_version = %d; PRAGMA application_id = %d;", number, STORE_APPLICATION_ID);
    db_sort_in_pieces(store);
    bool fine = db_script(store, sql, err);
    db_sort_at_once(store, DB_CACHE_KB);
    fine = fine && (fresh || besides(store, sql, err)) && db_script(store, finish, err);
    free(finish);
    int64_t dangling;
    fine = fine && db_read_int(store, "SELECT count(*) FROM pragma_foreign_key_check", &dangling, err);
    if (fine && dangling != 0)
        return error_set(err, ERROR_DATABASE, "%s: has references to nothing; nothing was changed",
                         store->path);
    return fine;
}

// One transaction. Another program may have made the step meanwhile.
static bool apply(Store *store, int number, const char *sql, bool fresh, Error *err)
{
    bool fine = db_script(store, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE", err);
    int64_t version = 0;
    fine = fine && db_read_int(store, VERSION, &version, err);
    fine = fine && (version != number - 1 || change(store, number, sql, fresh, err)) &&
           db_script(store, "COMMIT", err);
    if (!fine && !sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return db_script(store, "PRAGMA foreign_keys = ON", fine ? err : NULL) && fine;
}

static void tell(const StoreOptions *options, int64_t version, int step, int last)
{
    if (options->progress == NULL || version == 0)
        return;
    char *what = step == 0 ? mem_strdup("upgrading the database: first a backup")
                           : str_format("upgrading the database: step %d of %d", step, last);
    options->progress(options->progress_self, what);
    free(what);
}

// user_version and application_id are numbers of four bytes, high byte first:
// https://sqlite.org/fileformat.html
static uint32_t header_number(const unsigned char *header, size_t at)
{
    return (uint32_t)header[at] << 24 | (uint32_t)header[at + 1] << 16 | (uint32_t)header[at + 2] << 8 |
           header[at + 3];
}

bool store_is_outdated(const char *path)
{
    enum { VERSION_AT = 60, APPLICATION_AT = 68, HEADER = 100 };
    unsigned char header[HEADER];
    FILE *file = fopen(path, "rb");
    bool whole = file != NULL && fread(header, HEADER, 1, file) == 1;
    if (file != NULL)
        fclose(file);
    return whole && header_number(header, APPLICATION_AT) == STORE_APPLICATION_ID &&
           header_number(header, VERSION_AT) < STORE_SCHEMA_VERSION;
}

bool migrate_run(Store *store, const StoreOptions *options, Error *err)
{
    int64_t version;
    int last = store->schema->version;
    if (!db_read_int(store, VERSION, &version, err))
        return false;
    if (version >= last || store->read_only)
        return true;
    tell(options, version, 0, 0);
    if (!backup_before(store, version, err))
        return error_prefix(err, "upgrading the database");
    for (int number = (int)version + 1; number <= last; number++) {
        tell(options, version, number - (int)version, last - (int)version);
        if (!apply(store, number, store->schema->steps[number - 1].text, version == 0, err))
            return error_prefix(err, version > 0 ? "upgrading the database" : "making the database");
    }
    return true;
}
