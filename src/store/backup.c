// SPDX-License-Identifier: MIT
// Copies of the database: made online, whole or not at all, in one file without a -wal beside it; checked
// before they are trusted; put back so that the name never points at half a database.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

enum { PAGES_A_STEP = 512, BUSY_WAIT_MS = 20, BUSY_TRIES = 250, KEPT_MAX = 1000 };

static bool system_error(Error *err, const char *path)
{
    return error_set(err, ERROR_IO, "%s: %s", path, strerror(errno));
}

// ---- names

// The path with the links of its folder resolved, since SQLite's NOFOLLOW refuses them. The caller frees.
static char *resolve(const char *path, Error *err)
{
    const char *slash = strrchr(path, '/');
    char *folder =
        slash == NULL ? mem_strdup(".") : mem_strndup(path, slash == path ? 1 : (size_t)(slash - path));
    char *resolved = realpath(folder, NULL);
    char *full = NULL;
    if (resolved == NULL)
        system_error(err, folder);
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
    system_error(err, name);
    free(name);
    return NULL;
}

static bool sync_path(const char *path, int flags, Error *err)
{
    int fd = open(path, flags | O_CLOEXEC);
    bool fine = fd >= 0 && (fsync(fd) == 0 || ((flags & O_DIRECTORY) != 0 && errno == EINVAL));
    if (!fine)
        system_error(err, path);
    if (fd >= 0)
        close(fd);
    return fine;
}

static bool sync_folder_of(const char *path, Error *err)
{
    const char *slash = strrchr(path, '/');
    char *folder = mem_strndup(path, slash == path ? 1 : (size_t)(slash - path));
    bool fine = sync_path(folder, O_RDONLY | O_DIRECTORY, err);
    free(folder);
    return fine;
}

// Gives a file a second or new name that must not exist yet. Where hard links are unknown it is renamed.
static bool take_name(const char *from, const char *to, bool move)
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

static bool copy_pages(sqlite3 *from, sqlite3 *to, const char *path, Error *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == NULL)
        return copy_error(to, path, err);
    int code, waited = 0;
    do {
        code = sqlite3_backup_step(backup, PAGES_A_STEP);
        if ((code == SQLITE_BUSY || code == SQLITE_LOCKED) && waited++ < BUSY_TRIES) {
            sqlite3_sleep(BUSY_WAIT_MS);
            code = SQLITE_OK;
        }
    } while (code == SQLITE_OK);
    sqlite3_backup_finish(backup);
    if (code == SQLITE_DONE)
        return true;
    return (sqlite3_errcode(to) & 0xff) != SQLITE_OK
               ? copy_error(to, path, err)
               : error_set(err, ERROR_DATABASE, "%s: %s", path, sqlite3_errstr(code));
}

static sqlite3 *open_plain(const char *path, int flags, Error *err)
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

// Copies into the empty file at path and leaves it in rollback mode: one file that can be read from anywhere.
static bool copy_into(sqlite3 *from, const char *path, Error *err)
{
    sqlite3 *to = open_plain(path, SQLITE_OPEN_READWRITE, err);
    if (to == NULL)
        return false;
    bool fine = copy_pages(from, to, path, err) &&
                (sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) == SQLITE_OK ||
                 copy_error(to, path, err));
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

// A finished copy beside path, not yet under its name. The caller frees and either renames or removes it.
static char *copy_beside(sqlite3 *from, const char *path, Error *err)
{
    char *temporary = make_temporary(path, err);
    if (temporary == NULL)
        return NULL;
    bool fine = copy_into(from, temporary, err);
    remove_beside(temporary); // nothing the copy needs: a file that SQLite could not take away
    if (fine)
        return temporary;
    unlink(temporary);
    free(temporary);
    return NULL;
}

bool store_backup(Store *store, const char *path, Error *err)
{
    if (store->writing)
        return error_set(err, ERROR_DATABASE, "a change is being saved; make the backup afterwards");
    struct stat info;
    if (lstat(path, &info) == 0)
        return error_set(err, ERROR_INPUT, "%s: exists already; name another file", path);
    char *full = resolve(path, err);
    char *temporary = full != NULL ? copy_beside(store->db, full, err) : NULL;
    bool fine = temporary != NULL;
    if (fine && !take_name(temporary, full, true)) {
        fine = system_error(err, path);
        unlink(temporary);
    }
    fine = fine && sync_folder_of(full, err);
    free(temporary);
    free(full);
    return fine;
}

// ---- verifying

static bool is_sound(Store *probe, const char *path, Error *err)
{
    sqlite3_stmt *stmt = db_query(probe, err, "PRAGMA integrity_check(1)", "");
    if (!db_step(probe, stmt, err))
        return error_set(err, ERROR_DATABASE, "%s: cannot be read: %s", path, sqlite3_errmsg(probe->db));
    bool sound = str_equal(db_peek(stmt, 0), "ok");
    if (!sound)
        error_set(err, ERROR_DATABASE, "%s: is damaged (%s); take another backup", path, db_peek(stmt, 0));
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
    if (version > STORE_SCHEMA_VERSION)
        return error_set(err, ERROR_DATABASE, "%s: was made by a newer rapport; upgrade this one first",
                         path);
    return migrate_check_schema(probe, err);
}

static bool verify(sqlite3 *db, char *path, Error *err)
{
    Store probe = {.db = db, .path = path, .read_only = true};
    bool fine = is_ours(&probe, path, err) && is_sound(&probe, path, err);
    for (size_t i = 0; i < probe.cached.count; i++)
        sqlite3_finalize(probe.cached.items[i].stmt);
    vec_clear(&probe.cached);
    return fine;
}

// Opens a file to read it when it is a sound database of ours; *full is its resolved path, owned.
static sqlite3 *open_verified(const char *path, char **full, Error *err)
{
    struct stat info;
    *full = resolve(path, err);
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
    sqlite3 *db = open_plain(*full, SQLITE_OPEN_READONLY, err);
    if (db == NULL || verify(db, *full, err))
        return db;
    sqlite3_close(db);
    return NULL;
}

bool store_verify_file(const char *path, Error *err)
{
    char *full = NULL;
    sqlite3 *db = open_verified(path, &full, err);
    sqlite3_close(db);
    free(full);
    return db != NULL;
}

// ---- restoring

// Brings what stands in the -wal into the file. A damaged file is kept as it is; one that is in use is
// refused.
static bool settle(const char *target, Error *err)
{
    sqlite3 *db = open_plain(target, SQLITE_OPEN_READWRITE, NULL);
    if (db == NULL)
        return true;
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL); // leaves a damaged pair untouched
    int code = sqlite3_exec(db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) & 0xff;
    sqlite3_close(db);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return error_set(err, ERROR_DATABASE, "%s: is in use; close every rapport first", target);
    return true;
}

// A -wal that could not be brought in must not meet the restored file: it goes with the one it belongs to.
static bool move_companions(const char *target, const char *kept, Error *err)
{
    static const char *const companions[] = {"-wal", "-shm", "-journal"};
    bool fine = true;
    for (size_t i = 0; i < sizeof companions / sizeof *companions; i++) {
        char *from = str_format("%s%s", target, companions[i]);
        char *to = str_format("%s%s", kept, companions[i]);
        if (rename(from, to) != 0 && errno != ENOENT)
            fine = system_error(err, from);
        free(from);
        free(to);
    }
    return fine;
}

// Gives the present file its second name, the first free NAME.before-restore-N.
static bool keep_present(const char *target, char *kept, size_t size, Error *err)
{
    for (int i = 1; i <= KEPT_MAX; i++) {
        if (snprintf(kept, size, "%s.before-restore-%d", target, i) >= (int)size)
            return error_set(err, ERROR_INPUT, "%s: the name is too long", target);
        if (take_name(target, kept, false))
            return move_companions(target, kept, err);
        if (errno == EEXIST)
            continue;
        // No hard links here: for a moment the name points at nothing, at no time at half a file.
        if (!file_exists(kept) && rename(target, kept) == 0)
            return move_companions(target, kept, err);
        return system_error(err, kept);
    }
    return error_set(err, ERROR_IO, "%s: too many files before-restore; remove some", target);
}

static bool replace(const char *copy, const char *target, char *kept, size_t size, Error *err)
{
    struct stat info;
    if (lstat(target, &info) == 0 && !keep_present(target, kept, size, err))
        return false;
    if (rename(copy, target) != 0)
        return system_error(err, target);
    return sync_folder_of(target, err);
}

static bool target_is_file(const char *target, Error *err)
{
    struct stat info;
    if (lstat(target, &info) != 0)
        return errno == ENOENT || system_error(err, target);
    return (S_ISREG(info.st_mode) && info.st_uid == geteuid()) ||
           error_set(err, ERROR_DATABASE, "%s: is not a file of yours", target);
}

bool store_restore(const char *path, const char *target, char *kept, size_t size, Error *err)
{
    char *source = NULL, *copy = NULL;
    char *full = resolve(target, err);
    sqlite3 *db = full != NULL && target_is_file(full, err) ? open_verified(path, &source, err) : NULL;
    bool fine = false;
    kept[0] = '\0';
    if (db == NULL)
        goto out;
    if (strcmp(source, full) == 0) {
        error_set(err, ERROR_INPUT, "%s: is the database itself", path);
        goto out;
    }
    copy = settle(full, err) ? copy_beside(db, full, err) : NULL;
    fine = copy != NULL && replace(copy, full, kept, size, err);
    if (copy != NULL && !fine)
        unlink(copy);
out:
    sqlite3_close(db);
    free(copy);
    free(source);
    free(full);
    return fine;
}
