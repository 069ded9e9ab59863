// SPDX-License-Identifier: MIT
// Zip archives from strangers. Only libarchive's zip reader is switched on (its other readers have had the
// holes), the files are streamed and never written, and everything that a bomb or a slip needs is refused by
// name.
#include "archive_zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/base/vec.h"

typedef struct Zip {
    struct archive *reader;
    int64_t archive_bytes;
    int64_t bytes_out;
    int entries;
    VEC(char *) names; // folded, to see duplicates
    Str name;
    locale_t utf8; // names are converted for the locale of the thread, whatever the program runs in
} Zip;

static void zip_close(void *data)
{
    Zip *zip = data;
    if (zip == NULL)
        return;
    archive_read_free(zip->reader);
    if (zip->utf8 != (locale_t)0)
        freelocale(zip->utf8);
    for (size_t i = 0; i < zip->names.count; i++)
        free(zip->names.items[i]);
    vec_clear(&zip->names);
    str_clear(&zip->name);
    free(zip);
}

// A sentence with the library's reason, if it has one.
static bool bad(const Zip *zip, Error *err)
{
    const char *reason = archive_error_string(zip->reader);
    return error_set(err, ERROR_INPUT, "it cannot be read: %s", reason == NULL ? "it is damaged" : reason);
}

static void *zip_open(const char *path, Error *err)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        error_set(err, ERROR_IO, "%s cannot be opened", path);
        return NULL;
    }
    Zip *zip = mem_alloc(sizeof *zip);
    zip->archive_bytes = status.st_size;
    zip->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    zip->reader = archive_read_new();
    if (zip->reader == NULL || archive_read_support_format_zip_seekable(zip->reader) != ARCHIVE_OK ||
        archive_read_open_filename(zip->reader, path, 64 * 1024) != ARCHIVE_OK) {
        bad(zip, err);
        zip_close(zip);
        return NULL;
    }
    return zip;
}

// True when the path stays inside: relative, without "..", without a drive letter, without backslashes.
static bool stays_inside(const char *path)
{
    if (path[0] == '/' || path[0] == '\0' || strchr(path, '\\') != NULL ||
        (path[0] != '\0' && path[1] == ':'))
        return false;
    while (path != NULL) {
        size_t length = strcspn(path, "/");
        if (length == 2 && path[0] == '.' && path[1] == '.')
            return false;
        path = path[length] == '/' ? path + length + 1 : NULL;
    }
    return true;
}

// Remembers the folded name; false when it was there before.
static bool is_new(Zip *zip, const char *name)
{
    Str folded = STR_INIT;
    utf8_fold(&folded, name, strlen(name));
    for (size_t i = 0; i < zip->names.count; i++) {
        if (str_equal(zip->names.items[i], str_get(&folded))) {
            str_clear(&folded);
            return false;
        }
    }
    vec_push(&zip->names, str_take(&folded));
    return true;
}

// Why an entry refuses the archive; NULL = it does not.
static const char *refusal(Zip *zip, struct archive_entry *entry, const char *name)
{
    if (++zip->entries > ARCHIVE_ENTRIES_MAX)
        return "it has more than 2,000 entries";
    if (archive_entry_is_encrypted(entry))
        return "it is encrypted; unpack it first";
    if (name == NULL)
        return "it has an entry whose name cannot be read";
    if (!stays_inside(name))
        return "it has an entry with a path that leads outside";
    if (archive_entry_symlink(entry) != NULL || archive_entry_hardlink(entry) != NULL ||
        archive_entry_filetype(entry) == AE_IFLNK)
        return "it has a link in it";
    mode_t type = archive_entry_filetype(entry);
    if (type != AE_IFREG && type != AE_IFDIR)
        return "it has an entry that is no file";
    if (archive_entry_size_is_set(entry) && archive_entry_size(entry) > ARCHIVE_BYTES_MAX)
        return "it unpacks to more than 2 GB";
    return is_new(zip, name) ? NULL : "it has two entries of the same name";
}

// The next header and its name, which may be NULL.
static int read_header(Zip *zip, struct archive_entry **entry, const char **name)
{
    locale_t before = zip->utf8 == (locale_t)0 ? (locale_t)0 : uselocale(zip->utf8);
    int result = archive_read_next_header(zip->reader, entry);
    *name = NULL;
    if (result == ARCHIVE_OK || result == ARCHIVE_WARN)
        *name = archive_entry_pathname_utf8(*entry);
    if (*name == NULL && (result == ARCHIVE_OK || result == ARCHIVE_WARN))
        *name = archive_entry_pathname(*entry);
    if (before != (locale_t)0)
        uselocale(before);
    return result;
}

static ArchiveNext zip_next(void *data, const char **name, Error *err)
{
    Zip *zip = data;
    for (;;) {
        struct archive_entry *entry;
        const char *path;
        int result = read_header(zip, &entry, &path);
        if (result == ARCHIVE_EOF)
            return ARCHIVE_END;
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
            bad(zip, err);
            return ARCHIVE_BAD;
        }
        const char *reason = refusal(zip, entry, path);
        if (reason != NULL) {
            error_set(err, ERROR_INPUT, "refused: %s", reason);
            return ARCHIVE_BAD;
        }
        if (archive_entry_filetype(entry) == AE_IFDIR)
            continue;
        str_truncate(&zip->name, 0);
        utf8_repair(&zip->name, path, strlen(path));
        *name = str_get(&zip->name);
        return ARCHIVE_ENTRY;
    }
}

static bool zip_read(void *data, const char **bytes, size_t *length, Error *err)
{
    Zip *zip = data;
    const void *block = NULL;
    int64_t offset;
    int result;
    *length = 0;
    do {
        result = archive_read_data_block(zip->reader, &block, length, &offset);
    } while (result == ARCHIVE_OK && *length == 0);
    *bytes = block;
    if (result == ARCHIVE_EOF) {
        *length = 0;
        return true;
    }
    if (result != ARCHIVE_OK)
        return bad(zip, err);
    zip->bytes_out += (int64_t)*length;
    if (zip->bytes_out > ARCHIVE_BYTES_MAX)
        return error_set(err, ERROR_INPUT, "refused: it unpacks to more than 2 GB");
    if (zip->bytes_out > ARCHIVE_RATIO_FREE && zip->bytes_out / ARCHIVE_RATIO_MAX > zip->archive_bytes)
        return error_set(err, ERROR_INPUT, "refused: it unpacks to over 200 times its size");
    return true;
}

const ExtrasArchive EXTRAS_ARCHIVE = {zip_open, zip_next, zip_read, zip_close};
