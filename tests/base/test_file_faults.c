// SPDX-License-Identifier: MIT
// What file_write does when the system fails it: this program puts its own link, rename, fsync, open, read
// and write before the library's, and lets one of them fail. Whatever fails, the old file is whole and no
// temporary one stays.
#undef _FORTIFY_SOURCE // its inline read() would stand in the way of ours

#include "support/check.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "rapport/base/file.h"

typedef enum Call { CALL_NONE, CALL_LINK, CALL_RENAME, CALL_FSYNC, CALL_OPEN, CALL_WRITE, CALL_READ } Call;

// Fails the calls number first .. first + count - 1 of one kind, counted from 1.
static struct {
    Call call;
    int first, count, error, seen;
} fault;

static size_t longest_transfer = SIZE_MAX;

static bool no_hard_links; // as on many removable disks

static bool fails(Call call)
{
    if (fault.call != call)
        return false;
    fault.seen++;
    if (fault.seen < fault.first || fault.seen >= fault.first + fault.count)
        return false;
    errno = fault.error;
    return true;
}

int link(const char *from, const char *to)
{
    if (no_hard_links) {
        errno = EPERM;
        return -1;
    }
    return fails(CALL_LINK) ? -1 : linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int rename(const char *from, const char *to)
{
    return fails(CALL_RENAME) ? -1 : renameat(AT_FDCWD, from, AT_FDCWD, to);
}

int fsync(int fd)
{
    return fails(CALL_FSYNC) ? -1 : fdatasync(fd);
}

int open(const char *path, int flags, ...)
{
    return fails(CALL_OPEN) ? -1 : openat(AT_FDCWD, path, flags, 0600);
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    struct iovec part = {.iov_base = (void *)(uintptr_t)bytes,
                         .iov_len = length < longest_transfer ? length : longest_transfer};
    return fails(CALL_WRITE) ? -1 : writev(fd, &part, 1);
}

ssize_t read(int fd, void *bytes, size_t length)
{
    struct iovec part = {.iov_base = bytes, .iov_len = length < longest_transfer ? length : longest_transfer};
    return fails(CALL_READ) ? -1 : readv(fd, &part, 1);
}

static char folder[] = "/tmp/rapport-fault-XXXXXX";
static char path[64];

static int enter(void **state)
{
    (void)state;
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    char *made = mkdtemp(folder);
    snprintf(path, sizeof path, "%s/f", folder);
    return made == NULL;
}

static int leave(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder); // fails when a temporary file stayed
}

static void fail_calls(Call call, int first, int count, int error)
{
    fault.call = call;
    fault.first = first;
    fault.count = count;
    fault.error = error;
    fault.seen = 0;
}

static int files_in_folder(void)
{
    DIR *files = opendir(folder);
    int count = -2; // "." and ".."
    while (files != NULL && readdir(files) != NULL)
        count++;
    closedir(files);
    return count;
}

static void check_content(const char *expected)
{
    Str text = STR_INIT;
    assert_true(file_read(path, 100, &text, NULL));
    assert_string_equal(str_get(&text), expected);
    str_clear(&text);
}

enum { ALWAYS = 1000 };

typedef struct Case {
    Call call;
    int first, count, error;
    bool written;  // the new content is there in the end
    bool reported; // as a success
} Case;

static void check_replacing(const Case *row)
{
    assert_true(file_write(path, "old", 3, FILE_REPLACE, NULL));
    Error err = {0};
    fail_calls(row->call, row->first, row->count, row->error);
    bool ok = file_write(path, "new", 3, FILE_REPLACE, &err);
    assert_true(fault.seen >= row->first);
    fail_calls(CALL_NONE, 0, 0, 0);
    assert_int_equal(ok, row->reported);
    assert_int_equal(err.kind, row->reported ? ERROR_NONE : ERROR_IO);
    check_content(row->written ? "new" : "old");
    assert_int_equal(files_in_folder(), 1);
}

static void replacing(void **state)
{
    (void)state;
    static const Case cases[] = {
        {CALL_OPEN, 1, 1, EACCES, false, false},
        {CALL_OPEN, 1, 3, EEXIST, true, true}, // somebody has that temporary name: another
        {CALL_OPEN, 1, ALWAYS, EEXIST, false, false},
        {CALL_WRITE, 1, 1, ENOSPC, false, false},
        {CALL_WRITE, 1, 2, EINTR, true, true},
        {CALL_FSYNC, 1, 1, EIO, false, false},
        {CALL_RENAME, 1, 1, EIO, false, false},
        {CALL_FSYNC, 2, 1, EIO, true, false},   // the folder: the name may not last
        {CALL_FSYNC, 2, 1, EINVAL, true, true}, // a file system that cannot
        {CALL_OPEN, 2, 1, EMFILE, true, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_replacing(&cases[i]);
}

static void check_keeping(const Case *row)
{
    Error err = {0};
    fail_calls(row->call, row->first, row->count, row->error);
    bool ok = file_write(path, "new", 3, FILE_KEEP, &err);
    assert_true(fault.seen >= row->first);
    fail_calls(CALL_NONE, 0, 0, 0);
    assert_int_equal(ok, row->reported);
    assert_int_equal(files_in_folder(), row->written ? 1 : 0);
    if (row->written)
        check_content("new");
    unlink(path);
}

static void keeping(void **state)
{
    (void)state;
    static const Case cases[] = {
        {CALL_LINK, 1, 1, EIO, false, false},
        {CALL_LINK, 1, 1, EPERM, true, true}, // no hard links here: the other way
        {CALL_LINK, 1, 1, ENOTSUP, true, true},
        {CALL_WRITE, 1, 1, ENOSPC, false, false},
        {CALL_FSYNC, 1, 1, EIO, false, false},
        {CALL_FSYNC, 2, 1, EIO, true, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_keeping(&cases[i]);
}

static void without_hard_links(void **state)
{
    (void)state;
    Error err = {0};
    no_hard_links = true;
    assert_true(file_write(path, "old", 3, FILE_KEEP, &err));
    assert_false(file_write(path, "new", 3, FILE_KEEP, &err));
    check_content("old");
    unlink(path);
    fail_calls(CALL_RENAME, 1, 1, EIO);
    assert_false(file_write(path, "new", 3, FILE_KEEP, &err));
    fail_calls(CALL_NONE, 0, 0, 0);
    fail_calls(CALL_OPEN, 2, 1, EEXIST); // somebody else was quicker
    assert_false(file_write(path, "new", 3, FILE_KEEP, &err));
    fail_calls(CALL_NONE, 0, 0, 0);
    no_hard_links = false;
    assert_int_equal(files_in_folder(), 0);
}

// Between the look and the link another program made the file.
static void a_race_is_lost_politely(void **state)
{
    (void)state;
    Error err = {0};
    fail_calls(CALL_LINK, 1, 1, EEXIST);
    assert_false(file_write(path, "new", 3, FILE_KEEP, &err));
    fail_calls(CALL_NONE, 0, 0, 0);
    assert_non_null(strstr(err.message, "exists already"));
    assert_int_equal(files_in_folder(), 0);
}

static void small_pieces_and_interruptions(void **state)
{
    (void)state;
    longest_transfer = 7;
    static const char text[] = "a text that is written and read seven bytes at a time";
    assert_true(file_write(path, text, sizeof text - 1, FILE_KEEP, NULL));
    check_content(text);
    longest_transfer = SIZE_MAX;
    fail_calls(CALL_READ, 1, 3, EINTR);
    check_content(text);
    assert_int_equal(fault.seen, 5); // three interruptions, the text, the end
    fail_calls(CALL_NONE, 0, 0, 0);
}

static void a_read_error_leaves_nothing_half_read(void **state)
{
    (void)state;
    Str text = STR_INIT;
    Error err = {0};
    str_append(&text, "kept");
    assert_true(file_write(path, "0123456789", 10, FILE_KEEP, NULL));
    longest_transfer = 4;
    fail_calls(CALL_READ, 2, 1, EIO);
    assert_false(file_read(path, 100, &text, &err));
    fail_calls(CALL_NONE, 0, 0, 0);
    longest_transfer = SIZE_MAX;
    assert_int_equal(err.kind, ERROR_IO);
    assert_string_equal(str_get(&text), "kept");
    str_clear(&text);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(replacing),
        IN_FOLDER(keeping),
        IN_FOLDER(without_hard_links),
        IN_FOLDER(a_race_is_lost_politely),
        IN_FOLDER(small_pieces_and_interruptions),
        IN_FOLDER(a_read_error_leaves_nothing_half_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
