// SPDX-License-Identifier: MIT
// Files, folders and archives look alike from here on: members that are read in turn. Nothing is unpacked to
// disk, and links inside of folders are not followed.
#include "rapport/formats/source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/vec.h"
#include "rapport/formats/extras.h"

enum { DEPTH = 3, MEMBERS_MAX = 2000 };

struct Source {
    SourceKind kind;
    char *path;
    int file; // the open member; -1 = none
    // folder
    VEC(char *) members; // paths below the folder
    size_t next;
    // zip
    ExtrasHandle *extras;
    const ExtrasArchive *archive;
    void *zip;
    const char *block; // bytes of the archive not handed out yet
    size_t block_length;
};

// Only files with these endings are looked at when they were found rather than named.
static bool wanted(const char *path)
{
    static const char *const endings[] = {".csv", ".tsv", ".vcf", ".vcard", ".ics", ".jsonl"};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof *endings; i++) {
        if (str_equal_nocase(dot, endings[i]))
            return true;
    }
    return false;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

// Hidden files, and the shadows that some systems put into archives.
static bool shadow(const char *path)
{
    return base_name(path)[0] == '.' || str_starts(path, "__MACOSX/");
}

static char *below(const char *folder, const char *name)
{
    return *folder == '\0' ? mem_strdup(name) : str_format("%s/%s", folder, name);
}

static bool list_folder(Source *source, const char *folder, int depth, Error *err);

static bool list_entry(Source *source, const char *relative, int depth, Error *err)
{
    char *full = str_format("%s/%s", source->path, relative);
    struct stat status;
    bool known = lstat(full, &status) == 0;
    free(full);
    if (known && S_ISDIR(status.st_mode) && depth < DEPTH)
        return list_folder(source, relative, depth + 1, err);
    if (!known || !S_ISREG(status.st_mode) || !wanted(relative))
        return true;
    if (source->members.count == MEMBERS_MAX)
        return error_set(err, ERROR_INPUT, "%s has more than 2,000 files to import", source->path);
    vec_push(&source->members, mem_strdup(relative));
    return true;
}

static bool list_folder(Source *source, const char *folder, int depth, Error *err)
{
    char *full = below(source->path, folder);
    DIR *stream = opendir(full);
    free(full);
    if (stream == NULL)
        return error_set(err, ERROR_IO, "the folder %s/%s cannot be read: %s", source->path, folder,
                         strerror(errno));
    bool ok = true;
    for (struct dirent *entry; ok && (entry = readdir(stream)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        char *relative = below(folder, entry->d_name);
        ok = list_entry(source, relative, depth, err);
        free(relative);
    }
    closedir(stream);
    return ok;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool open_folder(Source *source, Error *err)
{
    source->kind = SOURCE_FOLDER;
    if (!list_folder(source, "", 1, err))
        return false;
    if (source->members.count > 0)
        qsort(source->members.items, source->members.count, sizeof *source->members.items, by_name);
    return source->members.count > 0 ||
           error_set(err, ERROR_INPUT, "the folder %s has no files to import", source->path);
}

static bool open_zip(Source *source, Error *err)
{
    source->kind = SOURCE_ZIP;
    source->extras = extras_open("Zip archives", "or unpack it and import the folder", err);
    if (source->extras == NULL)
        return false;
    source->archive = extras_get(source->extras)->archive;
    source->zip = source->archive->open(source->path, err);
    return source->zip != NULL;
}

static bool starts_like_zip(int file)
{
    char start[4];
    return pread(file, start, sizeof start, 0) == (ssize_t)sizeof start &&
           (memcmp(start, "PK\3\4", 4) == 0 || memcmp(start, "PK\5\6", 4) == 0);
}

static bool open_path(Source *source, Error *err)
{
    if (str_equal(source->path, "-"))
        source->file = dup(STDIN_FILENO);
    else
        source->file = open(source->path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (source->file < 0 || fstat(source->file, &status) != 0)
        return error_set(err, ERROR_IO, "%s cannot be opened: %s", source->path, strerror(errno));
    bool folder = S_ISDIR(status.st_mode), zip = S_ISREG(status.st_mode) && starts_like_zip(source->file);
    if (folder || zip) {
        close(source->file);
        source->file = -1;
    }
    return folder ? open_folder(source, err) : !zip || open_zip(source, err);
}

Source *source_open(const char *path, Error *err)
{
    Source *source = mem_alloc(sizeof *source);
    source->file = -1;
    source->path = mem_strdup(path);
    size_t length = strlen(path);
    while (length > 1 && source->path[length - 1] == '/')
        source->path[--length] = '\0';
    if (open_path(source, err))
        return source;
    source_close(source);
    return NULL;
}

void source_close(Source *source)
{
    if (source == NULL)
        return;
    if (source->zip != NULL)
        source->archive->close(source->zip);
    extras_close(source->extras);
    if (source->file >= 0)
        close(source->file);
    for (size_t i = 0; i < source->members.count; i++)
        free(source->members.items[i]);
    vec_clear(&source->members);
    free(source->path);
    free(source);
}

SourceKind source_kind(const Source *source)
{
    return source->kind;
}

static SourceNext next_file(Source *source, SourceMember *member)
{
    if (source->next++ > 0)
        return SOURCE_END;
    struct stat status;
    bool sized = fstat(source->file, &status) == 0 && S_ISREG(status.st_mode);
    *member = (SourceMember){source->path, base_name(source->path), false, sized ? status.st_size : -1};
    return SOURCE_MEMBER;
}

static SourceNext next_in_folder(Source *source, SourceMember *member, Error *err)
{
    if (source->file >= 0)
        close(source->file);
    source->file = -1;
    if (source->next == source->members.count)
        return SOURCE_END;
    const char *relative = source->members.items[source->next++];
    char *full = str_format("%s/%s", source->path, relative);
    source->file = open(full, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    struct stat status;
    bool ok = source->file >= 0 && fstat(source->file, &status) == 0;
    if (!ok)
        error_set(err, ERROR_IO, "%s cannot be opened: %s", full, strerror(errno));
    else
        *member = (SourceMember){relative, base_name(relative), true, status.st_size};
    free(full);
    return ok ? SOURCE_MEMBER : SOURCE_FAILED;
}

static SourceNext next_in_zip(Source *source, SourceMember *member, Error *err)
{
    const char *name = NULL;
    source->block_length = 0;
    for (;;) {
        ArchiveNext result = source->archive->next(source->zip, &name, err);
        if (result == ARCHIVE_END)
            return SOURCE_END;
        if (result == ARCHIVE_BAD) {
            error_prefix(err, "%s", source->path);
            return SOURCE_FAILED;
        }
        if (wanted(name) && !shadow(name))
            break;
    }
    *member = (SourceMember){name, base_name(name), true, -1};
    return SOURCE_MEMBER;
}

SourceNext source_next(Source *source, SourceMember *member, Error *err)
{
    return source->kind == SOURCE_FILE     ? next_file(source, member)
           : source->kind == SOURCE_FOLDER ? next_in_folder(source, member, err)
                                           : next_in_zip(source, member, err);
}

static bool read_zip(Source *source, char *buffer, size_t capacity, size_t *length, Error *err)
{
    if (source->block_length == 0 &&
        !source->archive->read(source->zip, &source->block, &source->block_length, err))
        return error_prefix(err, "%s", source->path);
    *length = source->block_length < capacity ? source->block_length : capacity;
    if (*length > 0)
        memcpy(buffer, source->block, *length);
    source->block += *length;
    source->block_length -= *length;
    return true;
}

bool source_read(Source *source, char *buffer, size_t capacity, size_t *length, Error *err)
{
    *length = 0;
    if (source->kind == SOURCE_ZIP)
        return read_zip(source, buffer, capacity, length, err);
    ssize_t got;
    do {
        got = read(source->file, buffer, capacity);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        return error_set(err, ERROR_IO, "%s cannot be read: %s", source->path, strerror(errno));
    *length = (size_t)got;
    return true;
}
