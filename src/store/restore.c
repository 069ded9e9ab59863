// SPDX-License-Identifier: MIT
// Putting a backup in the place of the database: the name never points at half a file, and what was there is
// kept with all that belongs to it.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "copy.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

enum { KEPT_MAX = 1000, SMALLEST_FILE = 512 };

static bool is_damaged(const char *target)
{
    Store *probe = NULL;
    Error err = {0};
    StoreOptions options = {
        .path = target, .read_only = true, .clock = clock_system(), .ids = id_source_random()};
    bool damaged =
        store_open(&options, &probe, &err) ? !store_quick_check(probe, &err) : err.kind == ERROR_DAMAGED;
    store_close(probe);
    return damaged;
}

// Brings what stands in the -wal into the file; a damaged pair stays as it is. One that is in use is refused.
static bool settle(const char *target, bool damaged, Error *err)
{
    struct stat info;
    if (lstat(target, &info) != 0 || info.st_size < SMALLEST_FILE)
        return true;
    sqlite3 *db = copy_open(target, SQLITE_OPEN_READWRITE, NULL);
    if (db == NULL)
        return true;
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    int code = sqlite3_exec(db,
                            damaged ? "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; ROLLBACK"
                                    : "PRAGMA journal_mode = DELETE",
                            NULL, NULL, NULL) &
               0xff;
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
            fine = copy_failed(err, from);
        free(from);
        free(to);
    }
    return fine;
}

// A -wal without its file, under a name of the same kind.
static bool keep_left_over(const char *target, const char *suffix, Error *err)
{
    bool taken = true, fine = true;
    for (int i = 1; taken && i <= KEPT_MAX; i++) {
        char *name = str_format("%s.%s-%d", target, suffix, i), *wal = str_format("%s-wal", name);
        taken = file_exists(name) || file_exists(wal);
        fine = taken || move_companions(target, name, err);
        free(name);
        free(wal);
    }
    return fine;
}

// Gives the present file its second name, the first free one: NAME.before-restore-N, NAME.damaged-DATE-N.
static bool keep_present(const char *target, const char *suffix, char *kept, size_t size, Error *err)
{
    struct stat info;
    if (lstat(target, &info) != 0)
        return keep_left_over(target, suffix, err);
    for (int i = 1; i <= KEPT_MAX; i++) {
        if (snprintf(kept, size, "%s.%s-%d", target, suffix, i) >= (int)size)
            return error_set(err, ERROR_INPUT, "%s: the name is too long", target);
        if (copy_take_name(target, kept, false))
            return move_companions(target, kept, err);
        if (errno == EEXIST)
            continue;
        // No hard links here: for a moment the name points at nothing, at no time at half a file.
        if (!file_exists(kept) && rename(target, kept) == 0)
            return move_companions(target, kept, err);
        return copy_failed(err, kept);
    }
    return error_set(err, ERROR_IO, "%s: too many files before-restore; remove some", target);
}

static bool replace(const char *copy, const char *target, const char *suffix, char *kept, size_t size,
                    Error *err)
{
    if (!keep_present(target, suffix, kept, size, err))
        return false;
    if (rename(copy, target) != 0)
        return copy_failed(err, target);
    return copy_sync_folder_of(target, err);
}

static bool target_is_file(const char *target, Error *err)
{
    struct stat info;
    if (lstat(target, &info) != 0)
        return errno == ENOENT || copy_failed(err, target);
    return (S_ISREG(info.st_mode) && info.st_uid == geteuid()) ||
           error_set(err, ERROR_DATABASE, "%s: is not a file of yours", target);
}

bool store_restore(const char *path, const char *target, int32_t today, char *kept, size_t size, Error *err)
{
    char suffix[32] = "before-restore", date[16];
    char *source = NULL, *copy = NULL;
    char *full = copy_resolve(target, err);
    sqlite3 *db = full != NULL && target_is_file(full, err) ? copy_open_verified(path, &source, err) : NULL;
    bool fine = false;
    kept[0] = '\0';
    if (db == NULL)
        goto out;
    if (strcmp(source, full) == 0) {
        error_set(err, ERROR_INPUT, "%s: is the database itself", path);
        goto out;
    }
    bool damaged = is_damaged(full);
    if (damaged) {
        civil_format(today, date);
        snprintf(suffix, sizeof suffix, "damaged-%s", date);
    }
    copy = settle(full, damaged, err) ? copy_beside(db, full, NULL, err) : NULL;
    fine = copy != NULL && replace(copy, full, suffix, kept, size, err);
    if (copy != NULL && !fine)
        unlink(copy);
out:
    sqlite3_close(db);
    free(copy);
    free(source);
    free(full);
    return fine;
}
