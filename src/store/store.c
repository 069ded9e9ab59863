// SPDX-License-Identifier: MIT
// Opening the one file safely, and the transaction that every write is: journaled, published, durable.
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bulk_rows.h"
#include "db.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/backups.h"

enum { BUSY_TIMEOUT_MS = 5000, SMALLEST_FILE = 512 };

static const char IDENTITY[] = "SELECT value FROM state WHERE name = 'file'";

// ---- the file

static bool check_owner(const char *path, const struct stat *info, Error *err)
{
    if (info->st_uid != geteuid() && info->st_uid != 0)
        return error_set(err, ERROR_DATABASE, "%s: belongs to another user; copy it to a place of your own",
                         path);
    bool sticky_folder = S_ISDIR(info->st_mode) && (info->st_mode & S_ISVTX) != 0;
    if ((info->st_mode & (S_IWGRP | S_IWOTH)) != 0 && !sticky_folder)
        return error_set(err, ERROR_DATABASE, "%s: other users can write to it; run chmod go-w on it first",
                         path);
    return true;
}

// Writes directory-with-links-resolved + "/" + name: SQLite's NOFOLLOW refuses a link anywhere in the path.
static char *resolve_path(const char *path, bool create, Error *err)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL   ? mem_strdup(".")
                   : slash == path ? mem_strdup("/")
                                   : mem_strndup(path, (size_t)(slash - path));
    const char *name = slash == NULL ? path : slash + 1;
    char *resolved = NULL, *full = NULL;
    struct stat info;
    if (create && !file_make_directories(folder, err))
        goto out;
    resolved = realpath(folder, NULL);
    if (resolved == NULL || stat(resolved, &info) != 0) {
        error_set(err, ERROR_DATABASE, "%s: %s", folder, strerror(errno));
        goto out;
    }
    if (check_owner(resolved, &info, err))
        full = str_format("%s/%s", strcmp(resolved, "/") == 0 ? "" : resolved, name);
out:
    free(folder);
    free(resolved);
    return full;
}

static bool has_wal(const char *path)
{
    struct stat info;
    char *wal = str_format("%s-wal", path);
    bool has = stat(wal, &info) == 0 && info.st_size > 0;
    free(wal);
    return has;
}

// SQLite takes an empty file for a new database and removes the -wal of one.
static bool check_empty(const char *path, Error *err)
{
    BackupFiles backups = {0};
    backups_list(path, NULL, &backups);
    bool known = backups.count > 0 || has_wal(path);
    backups_clear(&backups);
    return !known ||
           error_set(err, ERROR_DAMAGED, "%s: is damaged: all of it is gone, the file is empty", path);
}

static bool check_file(const char *path, bool create, Error *err)
{
    struct stat info;
    if (lstat(path, &info) != 0) {
        if (errno != ENOENT)
            return error_set(err, ERROR_DATABASE, "%s: %s", path, strerror(errno));
        if (!create)
            return error_set(err, ERROR_DATABASE,
                             "%s: there is no such database; run rapport add or rapport import to make one",
                             path);
        if (has_wal(path))
            return error_set(err, ERROR_DAMAGED, "%s: is gone, but what belongs to it (%s-wal) is there",
                             path, path);
        int fd = open(path, O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC, 0600);
        if (fd < 0)
            return error_set(err, ERROR_DATABASE, "%s: cannot be made: %s", path, strerror(errno));
        close(fd);
        return true;
    }
    if (S_ISLNK(info.st_mode))
        return error_set(err, ERROR_DATABASE, "%s: is a symbolic link; name the file itself", path);
    if (!S_ISREG(info.st_mode))
        return error_set(err, ERROR_DATABASE, "%s: is not a file", path);
    if (faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) != 0)
        return error_set(err, ERROR_DATABASE, "%s: cannot be read: %s", path, strerror(errno));
    if (info.st_size == 0 && !check_empty(path, err))
        return false;
    if (info.st_size > 0 && info.st_size < SMALLEST_FILE) // SQLite would take it for an empty one, too
        return error_set(err, ERROR_DAMAGED, "%s: is damaged: it is too short for a database", path);
    return check_owner(path, &info, err);
}

// ---- the connection

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

// The identity of the file itself, as it is without its -wal; NULL when it cannot be told.
static char *identity_without_wal(const char *path)
{
    Str uri = STR_INIT;
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    char *identity = NULL;
    str_append(&uri, "file:");
    for (const char *at = path; *at != '\0'; at++)
        str_appendf(&uri, isalnum((unsigned char)*at) || *at == '/' ? "%c" : "%%%02x", (unsigned char)*at);
    str_append(&uri, "?immutable=1");
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(str_get(&uri), &db, flags, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, IDENTITY, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
        identity = db_text(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    str_clear(&uri);
    return identity;
}

// A file that was copied over this one would be mixed with the -wal that was left of the other: SQLite does
// not know whose it is.
static bool check_wal(Store *store, Error *err)
{
    if (!store->left_open)
        return true;
    char *file = identity_without_wal(store->path);
    sqlite3_stmt *stmt = db_query(store, NULL, IDENTITY, "");
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
    store->left_open = has_wal(path); // the last connection that closes takes it away
    store->clock = options->clock;
    store->ids = options->ids;
    IdSource names = id_source_random();
    id_format(id_next(&names), store->instance);
    if (options->instance != NULL)
        snprintf(store->instance, sizeof store->instance, "%s", options->instance);
    return store;
}

// Prepared when the database is opened: taking back must not need memory just when there is none.
static const char ROLLBACK[] = "ROLLBACK";

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
    char *path = memory ? mem_strdup(options->path) : resolve_path(options->path, options->create, err);
    if (path == NULL)
        return false;
    Store *store = new_store(options, path);
    bool fine = (memory || check_file(path, options->create, err)) && open_connection(store, err) &&
                check_application(store, err) && check_wal(store, err);
    if (fine && options->read_only && options->create && is_older(store)) {
        store_close(store);
        return upgrade_for_reader(options, err) && store_open(options, out, err);
    }
    fine = fine && migrate_run(store, options, err) && migrate_check_schema(store, err) &&
           db_query(store, err, ROLLBACK, "") != NULL;
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

// ---- transactions

bool store_begin(Store *store, const char *what, Error *err)
{
    if (store->writing)
        return error_set(err, ERROR_DATABASE, "a change is being saved already");
    if (store->read_only)
        return error_set(err, ERROR_DATABASE,
                         "%s: was made by a newer rapport, or is open for reading only; nothing was changed",
                         store->path);
    Error broken = store->broken;
    error_clear(&store->broken);
    if (broken.kind != ERROR_NONE) { // what the step was decided on may be wrong; the next try reads it again
        if (err != NULL)
            *err = broken;
        return false;
    }
    if (!db_exec(store, err, "BEGIN IMMEDIATE", ""))
        return false;
    store->writing = true;
    store->about = store->import = 0;
    store->touched.count = 0;
    store_describe(store, what, 0);
    // Another program may have upgraded the file since: writing by our rules would damage it.
    int64_t version = db_int(store, -1, "PRAGMA user_version", "");
    if (version < 0) {
        if (err != NULL)
            *err = store->broken;
        store_rollback(store);
        return false;
    }
    if (version != store->schema->version) {
        store_rollback(store);
        store->read_only = true;
        return error_set(err, ERROR_DATABASE,
                         "%s: was upgraded by a newer rapport; close this one and start again", store->path);
    }
    if (!journal_start(store, err)) {
        store_rollback(store);
        return false;
    }
    return true;
}

bool store_begin_unjournaled(Store *store, Error *err)
{
    if (!store_begin(store, "", err))
        return false;
    journal_abandon(store);
    return true;
}

void store_describe(Store *store, const char *what, int64_t contact)
{
    size_t length = strlen(what);
    if (length >= sizeof store->what)
        for (length = sizeof store->what - 1; length > 0 && ((unsigned char)what[length] & 0xc0) == 0x80;)
            length--; // never half a character
    memcpy(store->what, what, length);
    store->what[length] = '\0';
    if (contact != 0)
        store->about = contact;
}

static bool index_touched(Store *store, Error *err)
{
    if (store->bulk != NULL)
        return bulk_finish(store, err);
    for (size_t i = 0; i < store->touched.count; i++) {
        const Touched *touched = &store->touched.items[i];
        if (touched->kind == CHANGE_CONTACTS && touched->id != 0 &&
            !search_index_contact(store, touched->id, err))
            return false;
    }
    return true;
}

bool store_commit(Store *store, Error *err)
{
    bool fine = journal_finish(store, err) && index_touched(store, err) && journal_publish(store, err) &&
                db_exec(store, err, "COMMIT", "");
    if (!fine) {
        store_rollback(store);
        return false;
    }
    store->writing = false;
    if (store->bulk != NULL)
        bulk_end(store);
    return true;
}

void store_rollback(Store *store)
{
    if (!store->writing)
        return;
    journal_abandon(store);
    for (size_t i = 0; i < store->cached.count; i++)
        sqlite3_reset(store->cached.items[i].stmt);
    store->writing = false; // so that the statement runs in a broken transaction, too
    if (!sqlite3_get_autocommit(store->db))
        db_exec(store, NULL, ROLLBACK, "");
    store->half = sqlite3_get_autocommit(store->db) == 0; // it found no memory
    store->touched.count = 0;
    if (store->bulk != NULL)
        bulk_end(store);
    error_clear(&store->broken);
}

bool store_begin_read(Store *store, Error *err)
{
    if (store->writing)
        return error_set(err, ERROR_DATABASE, "the database is in use");
    if (store->reading == 0 && !(db_exec(store, err, "BEGIN", "") &&
                                 db_int(store, -1, "SELECT value FROM state WHERE name = 'seq'", "") >= 0))
        return false;
    store->reading++;
    return true;
}

void store_end_read(Store *store)
{
    if (store->reading > 0 && --store->reading == 0)
        db_exec(store, NULL, "COMMIT", "");
}

void store_touch(Store *store, Change kind, int64_t id)
{
    id = store->bulk != NULL ? 0 : id;
    for (size_t i = store->touched.count; i-- > 0 && i + 16 > store->touched.count;)
        if (store->touched.items[i].kind == kind && store->touched.items[i].id == id)
            return;
    vec_push(&store->touched, ((Touched){kind, id}));
}

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
    sqlite3_stmt *stmt =
        db_query(store, NULL, "SELECT DISTINCT kind FROM change WHERE seq > ?", "i", store->seen_seq);
    while (db_step(store, stmt, NULL))
        changes |= (unsigned)db_i32(stmt, 0);
    store->seen_seq = seq;
    return changes;
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
        db_query(scratch, err, ROLLBACK, "") == NULL) {
        store_close(scratch);
        return false;
    }
    scratch->seen_seq = store_seq(scratch);
    *out = scratch;
    return true;
}

bool store_changed(Store *store)
{
    return db_int(store, 0, "SELECT value FROM state WHERE name = 'seq'", "") != store->seen_seq;
}

bool store_any(Store *store, Change kind)
{
    return kind == CHANGE_FOLLOWUPS ? db_int(store, 0, "SELECT 1 FROM followup LIMIT 1", "") != 0
                                    : db_int(store, 0, "SELECT 1 FROM draft LIMIT 1", "") != 0;
}
