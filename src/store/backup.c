// SPDX-License-Identifier: MIT
// Copies of the database: made online, whole or not at all, in one file without a -wal beside it; checked
// before they are trusted.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "copy.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

enum { PAGES_A_STEP = 512, STEPS_A_SYNC = 8, BUSY_WAIT_MS = 20, BUSY_TRIES = 250, PAGE_BYTES = 4096 };

bool copy_failed(Error *err, const char *path)
{
    return error_set(err, ERROR_IO, "%s: %s", path, strerror(errno));
}

// ---- names

char *copy_resolve(const char *path, Error *err)
{
    const char *slash = strrchr(path, '/');
    char *folder =
        slash == NULL ? mem_strdup(".") : mem_strndup(path, slash == path ? 1 : (size_t)(slash - path));
    char *resolved = realpath(folder, NULL);
    char *full = NULL;
    if (resolved == NULL)
        copy_failed(err, folder);
    else
        full =
            str_format("%s/%s", strcmp(resolved, "/") == 0 ? "" : resolved, slash == NULL ? path : slash + 1);
    free(folder);
    free(resolved);
    return full;
}

// An empty file of mode 0600 beside path, under a name that nothing else has.
static char *make_temporary(const char *path, Error *err)
{
    IdSource source = id_source_random();
    char random[ID_TEXT_SIZE];
    id_format(id_next(&source), random);
    char *name = str_format("%s.tmp-%.8s", path, random);
    int fd = open(name, O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd >= 0) {
        close(fd);
        return name;
    }
    copy_failed(err, name);
    free(name);
    return NULL;
}

static bool sync_path(const char *path, int flags, Error *err)
{
    int fd = open(path, flags | O_CLOEXEC);
    bool fine = fd >= 0 && (fsync(fd) == 0 || ((flags & O_DIRECTORY) != 0 && errno == EINVAL));
    if (!fine)
        copy_failed(err, path);
    if (fd >= 0)
        close(fd);
    return fine;
}

bool copy_sync_folder_of(const char *path, Error *err)
{
    const char *slash = strrchr(path, '/');
    char *folder = mem_strndup(path, slash == path ? 1 : (size_t)(slash - path));
    bool fine = sync_path(folder, O_RDONLY | O_DIRECTORY, err);
    free(folder);
    return fine;
}

bool copy_take_name(const char *from, const char *to, bool move)
{
    if (link(from, to) == 0)
        return !move || unlink(from) == 0;
    if (errno == EEXIST || !move || file_exists(to))
        return false;
    return rename(from, to) == 0;
}

// ---- copying

static bool copy_error(sqlite3 *db, const char *path, Error *err)
{
    if ((sqlite3_errcode(db) & 0xff) == SQLITE_FULL)
        return error_set(err, ERROR_IO, "%s: the disk is full; nothing was kept", path);
    return error_set(err, ERROR_IO, "%s: %s", path, sqlite3_errmsg(db));
}

static bool goes_on(sqlite3_backup *backup, const BackupWatch *watch)
{
    if (watch == NULL || watch->progress == NULL)
        return true;
    int64_t total = sqlite3_backup_pagecount(backup), left = sqlite3_backup_remaining(backup);
    return watch->progress(watch->self, (total - left) * PAGE_BYTES, total * PAGE_BYTES);
}

// Hands what was written to the disk bit by bit: in one go at the end it would hold up everybody's commits.
static void hand_over(sqlite3 *to)
{
    sqlite3_file *file = NULL;
    if (sqlite3_file_control(to, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK && file != NULL &&
        file->pMethods != NULL)
        file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
}

static int copy_steps(sqlite3_backup *backup, sqlite3 *to, const BackupWatch *watch)
{
    int code, waited = 0, steps = 0;
    do {
        code = sqlite3_backup_step(backup, PAGES_A_STEP);
        if (++steps % STEPS_A_SYNC == 0)
            hand_over(to);
        if ((code == SQLITE_BUSY || code == SQLITE_LOCKED) && waited++ < BUSY_TRIES) {
            sqlite3_sleep(BUSY_WAIT_MS);
            code = SQLITE_OK;
        }
        if (code == SQLITE_OK && !goes_on(backup, watch))
            code = SQLITE_INTERRUPT;
    } while (code == SQLITE_OK);
    return code;
}

// All pages are read in one transaction: the copy is one state, and writers do not make it begin again.
static bool copy_pages(sqlite3 *from, sqlite3 *to, const char *path, const BackupWatch *watch, Error *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == NULL)
        return copy_error(to, path, err);
    bool own = sqlite3_get_autocommit(from) != 0 &&
               sqlite3_exec(from, "BEGIN; SELECT 1 FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK;
    int code = copy_steps(backup, to, watch);
    sqlite3_backup_finish(backup);
    if (own)
        sqlite3_exec(from, "COMMIT", NULL, NULL, NULL);
    if (code == SQLITE_DONE)
        return true;
    if (code == SQLITE_INTERRUPT)
        return error_set(err, ERROR_INTERRUPTED, "%s: stopped; nothing was kept", path);
    return (sqlite3_errcode(to) & 0xff) != SQLITE_OK
               ? copy_error(to, path, err)
               : error_set(err, ERROR_DATABASE, "%s: %s", path, sqlite3_errstr(code));
}

sqlite3 *copy_open(const char *path, int flags, Error *err)
{
    sqlite3 *db = NULL;
    flags |= SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (sqlite3_open_v2(path, &db, flags, NULL) == SQLITE_OK) {
        sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
        sqlite3_exec(db, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", NULL, NULL, NULL);
        return db;
    }
    error_set(err, ERROR_DATABASE, "%s: %s", path, db != NULL ? sqlite3_errmsg(db) : "out of memory");
    sqlite3_close(db);
    return NULL;
}

// A copy is another file: a -wal of the first must not be taken for one of the copy. (A newer program's
// database may keep this elsewhere: SQLITE_ERROR.)
static bool give_identity(sqlite3 *to)
{
    int code =
        sqlite3_exec(to, "UPDATE state SET value = hex(randomblob(8)) WHERE name = 'file'", NULL, NULL, NULL);
    return code == SQLITE_OK || code == SQLITE_ERROR;
}

// Copies into the empty file at path and leaves it in rollback mode: one file that can be read from anywhere.
static bool copy_into(sqlite3 *from, const char *path, const BackupWatch *watch, Error *err)
{
    sqlite3 *to = copy_open(path, SQLITE_OPEN_READWRITE, err);
    if (to == NULL)
        return false;
    bool fine = copy_pages(from, to, path, watch, err);
    if (fine && (sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK ||
                 !give_identity(to)))
        fine = copy_error(to, path, err);
    sqlite3_close(to);
    return fine && sync_path(path, O_RDWR, err);
}

static void remove_beside(const char *path)
{
    static const char *const tails[] = {"-journal", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        char *name = str_format("%s%s", path, tails[i]);
        unlink(name);
        free(name);
    }
}

char *copy_beside(sqlite3 *from, const char *path, const BackupWatch *watch, Error *err)
{
    char *temporary = make_temporary(path, err);
    if (temporary == NULL)
        return NULL;
    bool fine = copy_into(from, temporary, watch, err);
    remove_beside(temporary); // nothing the copy needs: a file that SQLite could not take away
    if (fine)
        return temporary;
    unlink(temporary);
    free(temporary);
    return NULL;
}

bool store_backup(Store *store, const char *path, Error *err)
{
    return store_backup_watched(store, path, NULL, err);
}

bool store_backup_watched(Store *store, const char *path, const BackupWatch *watch, Error *err)
{
    if (store->writing)
        return error_set(err, ERROR_DATABASE, "a change is being saved; make the backup afterwards");
    struct stat info;
    if (lstat(path, &info) == 0)
        return error_set(err, ERROR_INPUT, "%s: exists already; name another file", path);
    char *full = copy_resolve(path, err);
    char *temporary = full != NULL ? copy_beside(store->db, full, watch, err) : NULL;
    bool fine = temporary != NULL;
    if (fine && !copy_take_name(temporary, full, true)) {
        fine = copy_failed(err, path);
        unlink(temporary);
    }
    fine = fine && copy_sync_folder_of(full, err);
    free(temporary);
    free(full);
    return fine;
}

// ---- verifying

static bool is_sound(Store *probe, const char *path, Error *err)
{
    sqlite3_stmt *stmt = db_query(probe, err, "PRAGMA quick_check(1)", "");
    if (!db_step(probe, stmt, err))
        return error_set(err,
                         sqlite3_errcode(probe->db) == SQLITE_INTERRUPT ? ERROR_INTERRUPTED : ERROR_DATABASE,
                         "%s: cannot be read: %s", path, sqlite3_errmsg(probe->db));
    bool sound = str_equal(db_peek(stmt, 0), "ok");
    if (!sound)
        error_set(err, ERROR_DATABASE, "%s: is damaged (%s)", path, db_peek(stmt, 0));
    db_reset(stmt);
    return sound;
}

static bool is_ours(Store *probe, const char *path, Error *err)
{
    int64_t version = db_int(probe, -1, "PRAGMA user_version", "");
    int64_t application = db_int(probe, -1, "PRAGMA application_id", "");
    if (version < 0 || application < 0)
        return error_set(err, ERROR_DATABASE, "%s: is not a database, or it is damaged (%s)", path,
                         sqlite3_errmsg(probe->db));
    if (application != STORE_APPLICATION_ID || version == 0)
        return error_set(err, ERROR_DATABASE, "%s: is not a database of rapport", path);
    if (version > probe->schema->version)
        return error_set(err, ERROR_DATABASE, "%s: was made by a newer rapport; upgrade this one first",
                         path);
    return migrate_check_schema(probe, err);
}

static bool verify(sqlite3 *db, char *path, Error *err)
{
    Store probe = {.db = db, .path = path, .schema = migrate_schema(), .read_only = true};
    bool fine = is_ours(&probe, path, err) && is_sound(&probe, path, err);
    if (!fine && err != NULL && err->kind == ERROR_DAMAGED)
        err->kind = ERROR_DATABASE; // a copy is, not the database
    for (size_t i = 0; i < probe.cached.count; i++)
        sqlite3_finalize(probe.cached.items[i].stmt);
    vec_clear(&probe.cached);
    return fine;
}

sqlite3 *copy_open_verified(const char *path, char **full, Error *err)
{
    struct stat info;
    *full = copy_resolve(path, err);
    if (*full == NULL)
        return NULL;
    if (lstat(*full, &info) != 0) {
        error_set(err, ERROR_INPUT, "%s: %s", path, strerror(errno));
        return NULL;
    }
    if (!S_ISREG(info.st_mode)) {
        error_set(err, ERROR_INPUT, "%s: is not a file", path);
        return NULL;
    }
    sqlite3 *db = copy_open(*full, SQLITE_OPEN_READONLY, err);
    if (db == NULL || verify(db, *full, err))
        return db;
    sqlite3_close(db);
    return NULL;
}

bool store_quick_check(Store *store, Error *err)
{
    return is_sound(store, store->path, err);
}

bool store_verify_file(const char *path, Error *err)
{
    char *full = NULL;
    sqlite3 *db = copy_open_verified(path, &full, err);
    sqlite3_close(db);
    free(full);
    return db != NULL;
}
