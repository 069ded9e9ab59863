// SPDX-License-Identifier: MIT
// The schema: numbered SQL files of assets/schema, each applied in one transaction after an online backup,
// and the check that the schema found is the one that this program made.
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

#include "db.h"
#include "rapport/base/embedded.h"
#include "rapport/base/file.h"
#include "rapport/base/log.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

extern const EmbeddedFile embedded_schema[];

// Hash of sqlite_schema for each version, see migrate_schema_hash; a test prints the right value when a file
// changes.
static const uint64_t SCHEMA_HASHES[STORE_SCHEMA_VERSION + 1] = {0, 0x8cab2446edee2432};

// FNV-1a over the SQL of our own objects. The shadow tables of full text are SQLite's business.
uint64_t migrate_schema_hash(Store *store)
{
    uint64_t hash = 14695981039346656037u;
    sqlite3_stmt *stmt =
        db_query(store, NULL,
                 "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
                 " AND name NOT GLOB 'people_*' AND name NOT GLOB 'words_*' ORDER BY type, name",
                 "");
    while (db_step(store, stmt, NULL))
        for (const char *c = db_peek(stmt, 0); *c != '\0'; c++)
            hash = (hash ^ (unsigned char)*c) * 1099511628211u;
    return hash;
}

bool migrate_check_schema(Store *store, Error *err)
{
    int64_t version = db_int(store, -1, "PRAGMA user_version", "");
    if (version > STORE_SCHEMA_VERSION)
        return true; // a newer program's: read only, its own business
    if (version < 1)
        return error_set(err, ERROR_DATABASE, "%s: is empty and cannot be written", store->path);
    uint64_t expected = SCHEMA_HASHES[version], found = migrate_schema_hash(store);
    if (expected == found)
        return true;
    log_debug("store", "schema hash %d is 0x%016llx", (int)version, (unsigned long long)found);
    return error_set(
        err, ERROR_DAMAGED,
        "%s: is damaged, or was changed by another program: its tables are not those that rapport makes",
        store->path);
}

static bool enough_space(const Store *store, Error *err)
{
    struct statvfs disk;
    int64_t pages = db_int((Store *)store, 0, "PRAGMA page_count", "");
    int64_t size = pages * db_int((Store *)store, 4096, "PRAGMA page_size", "");
    char *folder = mem_strdup(store->path);
    char *slash = strrchr(folder, '/');
    if (slash != NULL)
        *slash = '\0';
    bool known = statvfs(folder[0] != '\0' ? folder : "/", &disk) == 0;
    free(folder);
    if (known && (int64_t)disk.f_bavail * (int64_t)disk.f_frsize < 2 * size + (1 << 20))
        return error_set(err, ERROR_DATABASE,
                         "%s: not enough free space to upgrade it safely (%lld MB needed)", store->path,
                         (long long)(2 * size >> 20) + 1);
    return true;
}

static bool backup_before(Store *store, int64_t version, Error *err)
{
    if (version == 0)
        return true;
    char *path = str_format("%s.before-schema-%d", store->path, (int)version + 1);
    bool done = enough_space(store, err) && (file_exists(path) || store_backup(store, path, err));
    free(path);
    return done;
}

static bool apply(Store *store, int number, const char *sql, Error *err)
{
    char *finish = str_format("PRAGMA user_version = %d; PRAGMA application_id = %d;", number, 0x52505254);
    bool fine = db_script(store, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE", err);
    bool needed = fine && db_int(store, -1, "PRAGMA user_version", "") == number - 1;
    if (fine && needed) {
        fine = db_script(store, sql, err) && db_script(store, finish, err);
        if (fine && db_int(store, 0, "SELECT count(*) FROM pragma_foreign_key_check", "") != 0)
            fine = error_set(err, ERROR_DATABASE, "%s: has references to nothing; nothing was changed",
                             store->path);
    }
    if (fine)
        fine = db_script(store, "COMMIT", err);
    if (!fine && !sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    free(finish);
    return db_script(store, "PRAGMA foreign_keys = ON", fine ? err : NULL) && fine;
}

bool migrate_run(Store *store, const StoreOptions *options, Error *err)
{
    int64_t version = db_int(store, -1, "PRAGMA user_version", "");
    if (version >= STORE_SCHEMA_VERSION || store->read_only)
        return true;
    if (options->progress != NULL && version > 0)
        options->progress(options->progress_self, "upgrading the database");
    if (!backup_before(store, version, err))
        return false;
    for (int i = 0; embedded_schema[i].name != NULL; i++)
        if (i + 1 > version && !apply(store, i + 1, embedded_schema[i].text, err))
            return error_prefix(err, version > 0 ? "upgrading the database" : "making the database");
    return true;
}
