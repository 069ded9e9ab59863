// SPDX-License-Identifier: MIT
// Files, folders and archives as members; and archives from strangers: each trick refused, every limit
// holding. The zips are made here byte by byte (stored, not compressed), so that each lie in them is visible.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "log_sink.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/formats/extras.h"
#include "rapport/formats/source.h"

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/rapport-source-XXXXXX");
    setenv("RAPPORT_EXTRAS_DIR", TEST_BINARY, 1);
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    (void)state;
    char *command = str_format("rm -r %s", folder);
    int result = system(command); // NOLINT: our own folder
    free(command);
    return result;
}

// Without libarchive there is no module, and no archive to read.
static void need_module(void)
{
    if (access(TEST_BINARY "/" EXTRAS_FILE, R_OK) != 0)
        skip();
}

static char *write_file(const char *name, const char *bytes, size_t length)
{
    char *path = str_format("%s/%s", folder, name);
    char *parent = mem_strndup(path, (size_t)(strrchr(path, '/') - path));
    assert_true(file_make_directories(parent, NULL));
    assert_true(file_write(path, bytes, length, FILE_REPLACE, NULL));
    free(parent);
    return path;
}

// ---- a zip writer

typedef struct Entry {
    const char *name;
    const char *data;
    size_t length;    // of data, 0 = up to its NUL
    unsigned flags;   // 1 = encrypted
    unsigned mode;    // Unix mode, 0 = a regular file
    unsigned claimed; // size that the directory claims, 0 = the true one
} Entry;

static void put(Str *zip, unsigned long value, int bytes)
{
    for (; bytes > 0; bytes--, value >>= 8)
        str_push(zip, (char)(value & 0xFF));
}

static uint32_t crc32_of(const char *data, size_t length)
{
    uint32_t table[256], crc = 0xFFFFFFFF;
    for (uint32_t i = 0; i < 256; i++) {
        table[i] = i;
        for (int bit = 0; bit < 8; bit++)
            table[i] = (table[i] >> 1) ^ (0xEDB88320u & (0u - (table[i] & 1)));
    }
    for (size_t i = 0; i < length; i++)
        crc = table[(crc ^ (unsigned char)data[i]) & 0xFF] ^ (crc >> 8);
    return ~crc;
}

static size_t data_length(const Entry *entry)
{
    return entry->length > 0 ? entry->length : strlen(entry->data);
}

// What local header and directory have in common: flags to name length.
static void put_common(Str *zip, const Entry *entry)
{
    size_t length = data_length(entry);
    put(zip, entry->flags, 2);
    put(zip, 0, 2);
    put(zip, 0x58210000, 4);
    put(zip, crc32_of(entry->data, length), 4);
    put(zip, entry->claimed > 0 ? entry->claimed : length, 4);
    put(zip, entry->claimed > 0 ? entry->claimed : length, 4);
    put(zip, strlen(entry->name), 2);
    put(zip, 0, 2);
}

static void put_local(Str *zip, const Entry *entry)
{
    put(zip, 0x04034b50, 4);
    put(zip, 20, 2);
    put_common(zip, entry);
    str_append(zip, entry->name);
    str_append_n(zip, entry->data, data_length(entry));
}

static void put_directory(Str *zip, const Entry *entry, size_t offset)
{
    put(zip, 0x02014b50, 4);
    put(zip, 3 << 8 | 20, 2);
    put(zip, 20, 2);
    put_common(zip, entry);
    put(zip, 0, 6); // comment, disk, internal attributes
    put(zip, (unsigned long)(entry->mode == 0 ? 0100644 : entry->mode) << 16, 4);
    put(zip, offset, 4);
    str_append(zip, entry->name);
}

static void put_end(Str *zip, size_t start, size_t entries)
{
    size_t size = zip->length - start;
    put(zip, 0x06054b50, 4);
    put(zip, 0, 4);
    put(zip, entries, 2);
    put(zip, entries, 2);
    put(zip, size, 4);
    put(zip, start, 4);
    put(zip, 0, 2);
}

static void make_zip(const Entry *entries, size_t count, Str *zip)
{
    size_t offsets[16];
    for (size_t i = 0; i < count; i++) {
        offsets[i] = zip->length;
        put_local(zip, &entries[i]);
    }
    size_t start = zip->length;
    for (size_t i = 0; i < count; i++)
        put_directory(zip, &entries[i], offsets[i]);
    put_end(zip, start, count);
}

// Reads everything: "path (size of content) first line" for each member; the error at the end.
static bool list(const char *path, Str *log, Error *err)
{
    Source *source = source_open(path, err);
    if (source == NULL)
        return false;
    SourceMember member;
    SourceNext next;
    bool ok = true;
    while (ok && (next = source_next(source, &member, err)) == SOURCE_MEMBER) {
        Str content = STR_INIT;
        char buffer[4096];
        size_t length;
        str_appendf(log, "%s %s", member.path, member.name);
        while ((ok = source_read(source, buffer, sizeof buffer, &length, err)) && length > 0) {
            if (content.length < 100)
                str_append_n(&content, buffer, length);
        }
        str_appendf(log, " [%s]\n", str_get(&content));
        str_clear(&content);
    }
    ok = ok && next == SOURCE_END;
    source_close(source);
    return ok;
}

static void test_single_file(void **state)
{
    (void)state;
    Str log = STR_INIT;
    char *path = write_file("any.txt", "a,b\n", 4);
    assert_true(list(path, &log, NULL));
    char *expected = str_format("%s any.txt [a,b\n]\n", path);
    assert_string_equal(str_get(&log), expected);
    free(expected);
    free(path);
    str_clear(&log);
    Error err = {0};
    assert_null(source_open("/nowhere/at/all.csv", &err));
    assert_int_equal(err.kind, ERROR_IO);
}

static void test_folder(void **state)
{
    (void)state;
    Str log = STR_INIT;
    free(write_file("archive/messages.csv", "m", 1));
    free(write_file("archive/Connections.CSV", "c", 1));
    free(write_file("archive/Jobs/Saved Jobs.csv", "s", 1));
    free(write_file("archive/picture.png", "p", 1));
    free(write_file("archive/.hidden.csv", "h", 1));
    free(write_file("archive/a/b/c/too_deep.csv", "d", 1));
    char *path = str_format("%s/archive/", folder), *link = str_format("%s/archive/link.csv", folder);
    assert_int_equal(symlink("/etc/passwd", link), 0);
    assert_true(list(path, &log, NULL));
    assert_string_equal(str_get(&log),
                        "Connections.CSV Connections.CSV [c]\nJobs/Saved Jobs.csv Saved Jobs.csv [s]\n"
                        "messages.csv messages.csv [m]\n");
    free(link);
    free(path);
    str_clear(&log);
    Error err = {0};
    path = str_format("%s/empty", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_null(source_open(path, &err));
    assert_non_null(strstr(err.message, "no files to import"));
    free(path);
}

static void test_zip(void **state)
{
    (void)state;
    need_module();
    static const Entry entries[] = {
        {"Basic/", "", 0, 0, 0040755, 0},
        {"Basic/Connections.csv", "First Name,Last Name,Connected On\nAda,Byron,02 Jan 2024\n", 0, 0, 0, 0},
        {"Basic/Jobs/Saved Jobs.csv", "x", 0, 0, 0, 0},
        {"Basic/photo.jpg", "y", 0, 0, 0, 0},
        {"__MACOSX/Basic/._Connections.csv", "z", 0, 0, 0, 0},
        {"caf\xc3\xa9.csv", "w", 0, 0x800, 0, 0},
        {"empty.csv", "", 0, 0, 0, 0},
    };
    Str zip = STR_INIT, log = STR_INIT;
    make_zip(entries, sizeof entries / sizeof *entries, &zip);
    char *path = write_file("no-ending", zip.data, zip.length);
    Error err = {0};
    if (!list(path, &log, &err))
        fail_msg("%s", err.message);
    assert_string_equal(
        str_get(&log),
        "Basic/Connections.csv Connections.csv [First Name,Last Name,Connected On\nAda,Byron,02 Jan 2024\n]\n"
        "Basic/Jobs/Saved Jobs.csv Saved Jobs.csv [x]\ncaf\xc3\xa9.csv caf\xc3\xa9.csv [w]\n"
        "empty.csv empty.csv []\n");
    free(path);
    str_clear(&zip);
    str_clear(&log);
}

static void expect_refused(const Entry *entries, size_t count, const char *reason)
{
    Str zip = STR_INIT, log = STR_INIT;
    Error err = {0};
    make_zip(entries, count, &zip);
    char *path = write_file("evil.zip", zip.data, zip.length);
    bool ok = list(path, &log, &err);
    if (ok || strstr(err.message, reason) == NULL || !str_starts(err.message, path))
        fail_msg("wanted \"%s\", got \"%s\" and\n%s", reason, err.message, str_get(&log));
    assert_int_equal(err.kind, ERROR_INPUT);
    free(path);
    str_clear(&zip);
    str_clear(&log);
}

static void test_refused_zips(void **state)
{
    (void)state;
    need_module();
    static const struct {
        Entry entries[2];
        size_t count;
        const char *reason;
    } cases[] = {
        {{{"../Connections.csv", "a", 0, 0, 0, 0}}, 1, "leads outside"},
        {{{"a/../../b.csv", "a", 0, 0, 0, 0}}, 1, "leads outside"},
        {{{"/etc/Connections.csv", "a", 0, 0, 0, 0}}, 1, "leads outside"},
        {{{"C:evil.csv", "a", 0, 0, 0, 0}}, 1, "leads outside"},
        {{{"a.csv", "a", 0, 0, 0, 0}, {"..", "a", 0, 0, 0, 0}}, 2, "leads outside"},
        {{{"link.csv", "/etc/passwd", 0, 0, 0120777, 0}}, 1, "a link"},
        {{{"a.csv", "a", 0, 0, 0, 0}, {"a.csv", "b", 0, 0, 0, 0}}, 2, "same name"},
        {{{"a.csv", "a", 0, 0, 0, 0}, {"A.CSV", "b", 0, 0, 0, 0}}, 2, "same name"},
        {{{"secret.csv", "abcdefghijklmnop", 0, 1, 0, 0}}, 1, "encrypted"},
        {{{"huge.csv", "a", 0, 0, 0, 0xF0000000}}, 1, "2 GB"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_refused(cases[i].entries, cases[i].count, cases[i].reason);
}

static void test_wrong_checksum(void **state)
{
    (void)state;
    need_module();
    static const Entry entry = {"a.csv", "abcdefgh", 0, 0, 0, 0};
    Str zip = STR_INIT, log = STR_INIT;
    Error err = {0};
    make_zip(&entry, 1, &zip);
    *strstr(zip.data + 30, "abcdefgh") = 'X';
    char *path = write_file("crc.zip", zip.data, zip.length);
    assert_false(list(path, &log, &err));
    assert_non_null(strstr(err.message, "cannot be read"));
    free(path);
    str_clear(&zip);
    str_clear(&log);
}

// Every truncation ends in a clean error or a clean end.
static void test_truncated_zips(void **state)
{
    (void)state;
    need_module();
    static const Entry entries[] = {{"Connections.csv", "First Name,Last Name,Connected On\n", 0, 0, 0, 0},
                                    {"b.csv", "b", 0, 0, 0, 0}};
    Str zip = STR_INIT;
    make_zip(entries, 2, &zip);
    for (size_t length = 4; length < zip.length; length++) {
        Str log = STR_INIT;
        Error err = {0};
        char *path = write_file("cut.zip", zip.data, length);
        assert_false(list(path, &log, &err));
        assert_true(err.message[0] != '\0');
        free(path);
        str_clear(&log);
    }
    str_clear(&zip);
}

// Files that lie inside of each other: each one's data holds all the files that follow.
static void test_overlapping_bomb(void **state)
{
    (void)state;
    need_module();
    enum { FILES = 400 };
    static size_t sizes[FILES];
    Str zip = STR_INIT, log = STR_INIT;
    while (zip.length < 100000)
        str_append(&zip, "0123456789");
    for (int i = FILES - 1; i >= 0; i--) {
        Str outer = STR_INIT;
        char *name = str_format("%04d.csv", i);
        Entry entry = {.name = name, .data = zip.data, .length = sizes[i] = zip.length};
        put_local(&outer, &entry);
        free(name);
        str_clear(&zip);
        zip = outer;
    }
    size_t start = zip.length;
    str_reserve(&zip, (size_t)FILES * 64); // the entries point into it
    for (int i = 0; i < FILES; i++) {
        char *name = str_format("%04d.csv", i);
        Entry entry = {.name = name, .data = zip.data + start - sizes[i], .length = sizes[i]};
        put_directory(&zip, &entry, start - sizes[i] - 30 - strlen(name));
        free(name);
    }
    put_end(&zip, start, FILES);
    char *path = write_file("overlap.zip", zip.data, zip.length);
    Error err = {0};
    assert_false(list(path, &log, &err));
    assert_non_null(strstr(err.message, "200 times"));
    free(path);
    str_clear(&zip);
    str_clear(&log);
}

static void test_too_many_entries(void **state)
{
    (void)state;
    need_module();
    enum { FILES = 2100 };
    static size_t offsets[FILES];
    Str zip = STR_INIT, log = STR_INIT;
    size_t start = 0;
    for (int i = 0; i < FILES * 2; i++) {
        char *name = str_format("%04d.png", i % FILES);
        Entry entry = {.name = name, .data = ""};
        if (i < FILES) {
            offsets[i] = zip.length;
            put_local(&zip, &entry);
            start = zip.length;
        } else {
            put_directory(&zip, &entry, offsets[i - FILES]);
        }
        free(name);
    }
    put_end(&zip, start, FILES);
    char *path = write_file("many.zip", zip.data, zip.length);
    Error err = {0};
    assert_false(list(path, &log, &err));
    assert_non_null(strstr(err.message, "2,000"));
    free(path);
    str_clear(&zip);
    str_clear(&log);
}

static void test_compressed_bomb(void **state)
{
    (void)state;
    need_module();
    Str log = STR_INIT;
    Error err = {0};
    assert_false(list(TEST_DATA "/zip/bomb.zip", &log, &err));
    assert_non_null(strstr(err.message, "200 times"));
    str_clear(&log);
}

static void test_missing_module(void **state)
{
    (void)state;
    static const Entry entry = {"a.csv", "a", 0, 0, 0, 0};
    Str zip = STR_INIT;
    make_zip(&entry, 1, &zip);
    char *path = write_file("fine.zip", zip.data, zip.length);
    setenv("RAPPORT_EXTRAS_DIR", folder, 1);
    Error err = {0};
    assert_null(source_open(path, &err));
    assert_string_equal(err.message, "Zip archives need the module rapport-extras.so, which is not installed;"
                                     " or unpack it and import the folder");
    free(write_file(EXTRAS_FILE, "no module", 9));
    assert_null(source_open(path, &err));
    setenv("RAPPORT_EXTRAS_DIR", TEST_BINARY, 1);
    free(path);
    str_clear(&zip);
}

// A zip through to records.
static void test_zip_to_records(void **state)
{
    (void)state;
    need_module();
    static const Entry entries[] = {
        {"Connections.csv", "Notes:\n\"x\"\n\nFirst Name,Last Name,Connected On\nAda,Byron,02 Jan 2024\n", 0,
         0, 0, 0},
        {"Skills.csv", "Name\nChess\n", 0, 0, 0, 0},
        {"Registration.csv", "Registered At,Registration Ip\n1,2\n", 0, 0, 0, 0},
    };
    Str zip = STR_INIT, log = STR_INIT;
    make_zip(entries, 3, &zip);
    char *path = write_file("export.zip", zip.data, zip.length);
    Source *source = source_open(path, NULL);
    SourceMember member;
    while (source_next(source, &member, NULL) == SOURCE_MEMBER) {
        char buffer[64 * 1024];
        size_t length;
        assert_true(source_read(source, buffer, sizeof buffer, &length, NULL));
        FormatOptions options = {.name = member.name, .found = member.found};
        log_format(&options, buffer, length, 7, &log);
    }
    assert_string_equal(
        str_get(&log),
        "format linkedin-connections\n5 contact Ada Byron [linkedin name/ada byron/2024-01-02] given=Ada "
        "family=Byron connected=2024-01-02 degree=1\n"
        "format linkedin-ignored\n2.0 skipped: this file holds nothing about people you know\n"
        "format none\nerror 1: the format is not known; name it with --as, or a CSV's columns with --map "
        "FIELD=COLUMN\n");
    source_close(source);
    free(path);
    str_clear(&zip);
    str_clear(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_single_file),
        cmocka_unit_test(test_folder),
        cmocka_unit_test(test_zip),
        cmocka_unit_test(test_refused_zips),
        cmocka_unit_test(test_wrong_checksum),
        cmocka_unit_test(test_truncated_zips),
        cmocka_unit_test(test_overlapping_bomb),
        cmocka_unit_test(test_too_many_entries),
        cmocka_unit_test(test_compressed_bomb),
        cmocka_unit_test(test_missing_module),
        cmocka_unit_test(test_zip_to_records),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
