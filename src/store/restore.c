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

enum { KEPT_MAX = 1000 };

// Brings what stands in the -wal into the file. A damaged file is kept as it is; one that is in use is
// refused.
static bool settle(const char *target, Error *err)
{
    sqlite3 *db = copy_open(target, SQLITE_OPEN_READWRITE, NULL);
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
            fine = copy_failed(err, from);
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

static bool replace(const char *copy, const char *target, char *kept, size_t size, Error *err)
{
    struct stat info;
    if (lstat(target, &info) == 0 && !keep_present(target, kept, size, err))
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

bool store_restore(const char *path, const char *target, char *kept, size_t size, Error *err)
{
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
    copy = settle(full, err) ? copy_beside(db, full, NULL, err) : NULL;
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
