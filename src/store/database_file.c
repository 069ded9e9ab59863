// SPDX-License-Identifier: MIT
// SQLite opens nearly everything that it is given and makes the best of it. What it would take for a new
// database, mix up or write to by mistake is found here first.
#include "database_file.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/backups.h"

enum { SMALLEST_FILE = 512 };

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

char *file_resolve(const char *path, bool create, Error *err)
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

bool file_has_wal(const char *path)
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
    bool known = backups.count > 0 || file_has_wal(path);
    backups_clear(&backups);
    return !known ||
           error_set(err, ERROR_DAMAGED, "%s: is damaged: all of it is gone, the file is empty", path);
}

bool file_check(const char *path, bool create, Error *err)
{
    struct stat info;
    if (lstat(path, &info) != 0) {
        if (errno != ENOENT)
            return error_set(err, ERROR_DATABASE, "%s: %s", path, strerror(errno));
        if (!create)
            return error_set(err, ERROR_DATABASE,
                             "%s: there is no such database; run rapport add or rapport import to make one",
                             path);
        if (file_has_wal(path))
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

char *file_identity(const char *path)
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
        sqlite3_prepare_v2(db, FILE_IDENTITY, -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_step(stmt) == SQLITE_ROW)
        identity = db_text(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    str_clear(&uri);
    return identity;
}
