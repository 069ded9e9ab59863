// SPDX-License-Identifier: MIT
// The open database: its connection, hardened, and what others wrote to the file meanwhile.
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bulk_rows.h"
#include "database_file.h"
#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

enum { BUSY_TIMEOUT_MS = 5000 };

static const char CONNECTION_PRAGMAS[] =
    "PRAGMA foreign_keys = ON;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA secure_delete = OFF;"
    "PRAGMA mmap_size = 0;"
    "PRAGMA cache_size = -32768;"
    "PRAGMA temp_store = MEMORY;" // statement journals too: many small writes
    "PRAGMA journal_size_limit = 67108864;"
    "PRAGMA synchronous = FULL;";

static void harden(sqlite3 *db)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, NULL);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 256 << 20); // changesets of large steps
    sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 1);
    sqlite3_busy_timeout(db, BUSY_TIMEOUT_MS);
}

static bool unreadable(Store *store, Error *err)
{
    int code = sqlite3_errcode(store->db) & 0xff;
    bool damaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
    return error_set(err, damaged ? ERROR_DAMAGED : ERROR_DATABASE, damaged ? "%s: is damaged: %s" : "%s: %s",
                     store->path, sqlite3_errmsg(store->db));
}

static bool open_connection(Store *store, Error *err)
{
    int flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    flags |= store->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (strcmp(store->path, ":memory:") == 0)
        flags |= SQLITE_OPEN_MEMORY | SQLITE_OPEN_CREATE;
    if (*store->path == '\0') // a nameless file
        flags |= SQLITE_OPEN_CREATE;
    if (sqlite3_open_v2(store->path, &store->db, flags, store->vfs) != SQLITE_OK)
        return error_set(err, ERROR_DATABASE, "%s: %s", store->path,
                         store->db ? sqlite3_errmsg(store->db) : "out of memory");
    harden(store->db);
    if ((!store->read_only && !db_script(store, "PRAGMA journal_mode = WAL", NULL)) ||
        !db_script(store, CONNECTION_PRAGMAS, NULL))
        return unreadable(store, err);
    return (search_functions(store, err) && bulk_rows_register(store, err)) ||
           error_prefix(err, "%s", store->path);
}

static bool check_application(Store *store, Error *err)
{
    int64_t application, version, objects, pages;
    if (!db_read_int(store, "PRAGMA application_id", &application, NULL) ||
        !db_read_int(store, "PRAGMA user_version", &version, NULL) ||
        !db_read_int(store, "SELECT count(*) FROM sqlite_schema", &objects, NULL) ||
        !db_read_int(store, "PRAGMA page_count", &pages, NULL))
        return unreadable(store, err);
    if (objects == 0 && version == 0)
        return pages <= 1 || // new
               error_set(err, ERROR_DAMAGED, "%s: is damaged: its tables are gone", store->path);
    if (application != STORE_APPLICATION_ID)
        return error_set(err, ERROR_DATABASE, "%s: is a database of another program", store->path);
    if (version > store->schema->version)
        store->read_only = true;
    return true;
}

// A file that was copied over this one would be mixed with the -wal that was left of the other: SQLite does
// not know whose it is.
static bool check_wal(Store *store, Error *err)
{
    if (!store->left_open)
        return true;
    char *file = file_identity(store->path);
    sqlite3_stmt *stmt = db_query(store, NULL, FILE_IDENTITY, "");
    bool ours = file == NULL || !db_step(store, stmt, NULL) || str_equal(file, db_peek(stmt, 0));
    db_reset(stmt);
    free(file);
    return ours ||
           error_set(
               err, ERROR_DAMAGED,
               "%s: what stands beside it (%s-wal) belongs to another database; opening both would mix them",
               store->path, store->path);
}

static Store *new_store(const StoreOptions *options, char *path)
{
    Store *store = mem_alloc(sizeof *store);
    store->path = path;
    store->vfs = mem_strdup(options->vfs);
    store->schema = options->schema != NULL ? options->schema : migrate_schema();
    store->read_only = options->read_only;
    store->left_open = file_has_wal(path); // the last connection that closes takes it away
    store->clock = options->clock;
    store->ids = options->ids;
    IdSource names = id_source_random();
    id_format(id_next(&names), store->instance);
    if (options->instance != NULL)
        snprintf(store->instance, sizeof store->instance, "%s", options->instance);
    return store;
}

// Who only reads cannot read the tables of an older program: the file is upgraded first, by a writer.
static bool upgrade_for_reader(const StoreOptions *options, Error *err)
{
    Store *writer = NULL;
    StoreOptions wanted = *options;
    wanted.read_only = false;
    bool fine = store_open(&wanted, &writer, err);
    store_close(writer);
    return fine;
}

static bool is_older(Store *store)
{
    int64_t version = db_int(store, 0, "PRAGMA user_version", "");
    return version > 0 && version < store->schema->version;
}

bool store_open(const StoreOptions *options, Store **out, Error *err)
{
    bool memory = strcmp(options->path, ":memory:") == 0;
    char *path = memory ? mem_strdup(options->path) : file_resolve(options->path, options->create, err);
    if (path == NULL)
        return false;
    Store *store = new_store(options, path);
    bool fine = (memory || file_check(path, options->create, err)) && open_connection(store, err) &&
                check_application(store, err) && check_wal(store, err);
    if (fine && options->read_only && options->create && is_older(store)) {
        store_close(store);
        return upgrade_for_reader(options, err) && store_open(options, out, err);
    }
    fine = fine && migrate_run(store, options, err) && migrate_check_schema(store, err) &&
           transaction_ready(store, err);
    if (!fine) {
        if (store->db != NULL)
            db_leave_alone(store);
        store_close(store);
        return false;
    }
    store->seen_seq = store_seq(store);
    store->data_version = db_int(store, 0, "PRAGMA data_version", "");
    *out = store;
    return true;
}

bool store_open_again(const Store *store, Store **out, Error *err)
{
    StoreOptions options = {.path = store->path,
                            .read_only = store->read_only,
                            .clock = store->clock,
                            .ids = id_source_random(),
                            .instance = store->instance,
                            .vfs = store->vfs,
                            .schema = store->schema};
    return store_open(&options, out, err);
}

const char *store_instance(const Store *store)
{
    return store->instance;
}

void store_close(Store *store)
{
    if (store == NULL)
        return;
    store_rollback(store);
    while (store->reading > 0)
        store_end_read(store);
    for (size_t i = 0; i < store->cached.count; i++)
        sqlite3_finalize(store->cached.items[i].stmt);
    vec_clear(&store->cached);
    vec_clear(&store->touched);
    sqlite3_close_v2(store->db);
    free(store->path);
    free(store->vfs);
    free(store);
}

bool store_read_only(const Store *store)
{
    return store->read_only;
}
bool store_was_left_open(const Store *store)
{
    return store->left_open;
}
const char *store_path(const Store *store)
{
    return store->path;
}
Moment store_now(const Store *store)
{
    return clock_now(&store->clock);
}
int32_t store_today(const Store *store)
{
    return moment_day(store_now(store));
}
const Clock *store_clock(const Store *store)
{
    return &store->clock;
}
Id store_new_id(Store *store)
{
    return id_next(&store->ids);
}
bool store_in_transaction(const Store *store)
{
    return store->writing;
}
int64_t store_last_step(const Store *store)
{
    return store->entry;
}

unsigned store_last_change(const Store *store)
{
    return store->last_change;
}
void store_interrupt(Store *store)
{
    sqlite3_interrupt(store->db);
}

void store_release_memory(Store *store)
{
    sqlite3_db_release_memory(store->db);
}

// ---- what others do, and whoever waits

unsigned store_poll_changes(Store *store)
{
    if (store->writing)
        return 0;
    int64_t version = db_int(store, store->data_version, "PRAGMA data_version", "");
    if (version == store->data_version)
        return 0;
    store->data_version = version;
    if (db_int(store, 0, "PRAGMA user_version", "") > store->schema->version)
        store->read_only = true;
    int64_t seq = store_seq(store);
    unsigned changes = 0;
    sqlite3_stmt *stmt = db_query(store, NULL, "SELECT DISTINCT kind FROM change WHERE seq > ? AND seq <> ?",
                                  "ii", store->seen_seq, store->known_seq);
    while (db_step(store, stmt, NULL))
        changes |= (unsigned)db_i32(stmt, 0);
    store->seen_seq = seq;
    return changes;
}

int64_t store_written(const Store *store)
{
    return store->written_seq;
}

void store_knows(Store *store, int64_t seq)
{
    if (seq == store->seen_seq + 1)
        store->seen_seq = seq;
    else
        store->known_seq = seq;
}

int64_t store_writes(Store *store)
{
    return sqlite3_total_changes64(store->db);
}

int64_t store_seq(Store *store)
{
    return db_int(store, 0, "SELECT value FROM state WHERE name = 'seq'", "");
}

static int on_busy(void *self, int times)
{
    enum { PAUSE_MS = 20 };
    Store *store = self;
    int64_t now = clock_monotonic_ms();
    if (times == 0)
        store->busy_since_ms = now;
    if (!store->wait(store->wait_self, (int)(now - store->busy_since_ms)))
        return 0;
    poll(NULL, 0, PAUSE_MS);
    return 1;
}

void store_on_busy(Store *store, bool (*wait)(void *self, int waited_ms), void *self)
{
    store->wait = wait;
    store->wait_self = self;
    sqlite3_busy_handler(store->db, on_busy, store);
}

static int ask_on(void *self)
{
    Store *store = self;
    return store->go_on != NULL && !store->go_on(store->go_on_self, 0, 0);
}

void store_watch(Store *store, bool (*go_on)(void *self, size_t count, size_t total), void *self)
{
    enum { STEPS = 20000 }; // a few milliseconds
    store->go_on = go_on;
    store->go_on_self = self;
    sqlite3_progress_handler(store->db, STEPS, go_on != NULL ? ask_on : NULL, store);
}

bool db_tell(Store *store, size_t count, size_t total, Error *err)
{
    return store->go_on == NULL || store->go_on(store->go_on_self, count, total) ||
           error_set(err, ERROR_INTERRUPTED, "stopped; nothing was changed");
}

static bool copy_all(Store *to, const Store *from, Error *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to->db, "main", from->db, "main");
    if (backup != NULL)
        sqlite3_backup_step(backup, -1);
    return (backup != NULL && sqlite3_backup_finish(backup) == SQLITE_OK) ||
           db_error(to, err, "copying the database to try it");
}

bool store_open_scratch(const Store *store, Store **out, Error *err)
{
    StoreOptions options = {
        .path = "", .clock = store->clock, .ids = id_source_random(), .instance = store->instance};
    Store *scratch = new_store(&options, mem_strdup(""));
    if (!open_connection(scratch, err) || !copy_all(scratch, store, err) ||
        !transaction_ready(scratch, err)) {
        store_close(scratch);
        return false;
    }
    scratch->seen_seq = store_seq(scratch);
    *out = scratch;
    return true;
}

bool store_changed(Store *store)
{
    return store->written_seq != 0 || store_seq(store) != store->seen_seq;
}

bool store_any_sent(Store *store)
{
    return db_int(store, 0, "SELECT 1 FROM draft WHERE state = 'sent' LIMIT 1", "") != 0;
}

bool store_any(Store *store, Change kind)
{
    return kind == CHANGE_FOLLOWUPS ? db_int(store, 0, "SELECT 1 FROM followup LIMIT 1", "") != 0
                                    : db_int(store, 0, "SELECT 1 FROM draft LIMIT 1", "") != 0;
}
