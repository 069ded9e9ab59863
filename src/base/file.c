// SPDX-License-Identifier: MIT
// Files. What is written is private and appears whole or not at all: a reader, a sync program or a power cut
// never meets half of it, and no link is followed.
#include "rapport/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rapport/base/id.h"
#include "rapport/base/mem.h"

enum { READ_BLOCK = 64 * 1024, TEMP_TRIES = 16, TEMP_SUFFIX_LENGTH = 8 };

static bool system_error(Error *err, const char *doing, const char *path)
{
    return error_set(err, ERROR_IO, "cannot %s %s: %s", doing, path, strerror(errno));
}

static bool read_all(int fd, const char *path, size_t limit, Str *out, Error *err)
{
    size_t start = out->length;
    for (;;) {
        str_reserve(out, READ_BLOCK);
        ssize_t got = read(fd, out->data + out->length, READ_BLOCK);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return system_error(err, "read", path);
        if (got == 0)
            return true;
        str_truncate(out, out->length + (size_t)got);
        if (out->length - start > limit)
            return error_set(err, ERROR_INPUT, "%s is larger than %zu bytes", path, limit);
    }
}

bool file_read(const char *path, size_t limit, Str *out, Error *err)
{
    bool standard_input = strcmp(path, "-") == 0;
    size_t start = out->length;
    int fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return system_error(err, "open", path);
    bool ok = read_all(fd, standard_input ? "standard input" : path, limit, out, err);
    if (!ok)
        str_truncate(out, start);
    if (!standard_input)
        close(fd);
    return ok;
}

// The folder of a path, for the calls that need it; the caller frees.
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return mem_strdup(".");
    return mem_strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

// Creates NAME.tmp-XXXXXXXX beside path. The extension of path must not end the name: sync programs would
// take it.
static int open_temporary(const char *path, char **name)
{
    IdSource source = id_source_random();
    int fd = -1;
    for (int i = 0; i < TEMP_TRIES; i++) {
        char random[ID_TEXT_SIZE];
        id_format(id_next(&source), random);
        *name = str_format("%s.tmp-%.*s", path, TEMP_SUFFIX_LENGTH, random);
        fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (fd >= 0 || errno != EEXIST)
            break;
        free(*name);
        *name = NULL;
    }
    return fd;
}

static bool write_bytes(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t put = write(fd, bytes, length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes += put;
        length -= (size_t)put;
    }
    return true;
}

static bool write_synced(int fd, const char *bytes, size_t length)
{
    bool ok = write_bytes(fd, bytes, length) && fsync(fd) == 0;
    int cause = errno;
    if (close(fd) != 0 && ok)
        return false;
    errno = cause;
    return ok;
}

// Gives the temporary file its name where nothing has it yet: link refuses to replace. On a file system
// without hard links an empty file takes the name first.
static bool publish_new(const char *temporary, const char *path)
{
    if (link(temporary, path) == 0) {
        unlink(temporary);
        return true;
    }
    if (errno != EPERM && errno != ENOTSUP && errno != EMLINK && errno != ENOSYS)
        return false;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    close(fd);
    if (rename(temporary, path) == 0)
        return true;
    unlink(path);
    return false;
}

static bool publish(const char *temporary, const char *path, FileReplace replace, Error *err)
{
    bool done = replace == FILE_KEEP ? publish_new(temporary, path) : rename(temporary, path) == 0;
    if (done)
        return true;
    if (replace == FILE_KEEP && errno == EEXIST)
        return error_set(err, ERROR_IO, "%s exists already", path);
    return system_error(err, "write", path);
}

// Makes the new name itself last through a power cut. Some file systems cannot; that is no failure.
static bool sync_folder(const char *path, Error *err)
{
    char *folder = folder_of(path);
    bool ok = true;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || (fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP))
        ok = system_error(err, "sync", folder);
    if (fd >= 0)
        close(fd);
    free(folder);
    return ok;
}

// A device or a folder under that name must not be replaced.
static bool check_target(const char *path, FileReplace replace, Error *err)
{
    struct stat now;
    if (lstat(path, &now) != 0)
        return true;
    if (replace == FILE_KEEP)
        return error_set(err, ERROR_IO, "%s exists already", path);
    if (!S_ISREG(now.st_mode) && !S_ISLNK(now.st_mode))
        return error_set(err, ERROR_IO, "%s is not a regular file", path);
    return true;
}

bool file_write(const char *path, const char *bytes, size_t length, FileReplace replace, Error *err)
{
    if (!check_target(path, replace, err))
        return false;
    bool ok = false;
    char *temporary = NULL;
    int fd = open_temporary(path, &temporary);
    if (fd < 0) {
        system_error(err, "write", path);
        goto out;
    }
    if (!write_synced(fd, bytes, length))
        system_error(err, "write", path);
    else
        ok = publish(temporary, path, replace, err);
    if (!ok)
        unlink(temporary);
    else
        ok = sync_folder(path, err);
out:
    free(temporary);
    return ok;
}

static bool is_folder(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

static bool make_one(const char *path, Error *err)
{
    if (mkdir(path, 0700) == 0 || is_folder(path))
        return true;
    return system_error(err, "make the directory", path);
}

bool file_make_directories(const char *path, Error *err)
{
    char *part = mem_strdup(path);
    bool ok = true;
    for (char *slash = strchr(part + (part[0] == '/'), '/'); ok && slash != NULL;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        ok = make_one(part, err);
        *slash = '/';
    }
    ok = ok && make_one(part, err);
    free(part);
    return ok;
}

bool file_exists(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0;
}
