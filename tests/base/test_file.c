// SPDX-License-Identifier: MIT
// Files on a real folder: modes, links, what stands there already, and that nothing half done is left behind.
#include "support/check.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rapport/base/file.h"

static char folder[] = "/tmp/rapport-file-XXXXXX";
static char name[128];

// A path in the test's folder, in a buffer that the next call uses again.
static const char *in_folder(const char *file)
{
    snprintf(name, sizeof name, "%s/%s", folder, file);
    return name;
}

static int enter(void **state)
{
    (void)state;
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    return mkdtemp(folder) == NULL;
}

static int leave(void **state)
{
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        execlp("rm", "rm", "-rf", folder, (char *)NULL);
        _exit(127);
    }
    int status = 1;
    return waitpid(child, &status, 0) != child || status != 0;
}

static int files_in(const char *path)
{
    DIR *open = opendir(path);
    int count = -2; // "." and ".."
    while (open != NULL && readdir(open) != NULL)
        count++;
    closedir(open);
    return count;
}

static void check_content(const char *path, const char *expected)
{
    Str text = STR_INIT;
    Error err = {0};
    assert_true(file_read(path, 1000, &text, &err));
    assert_string_equal(str_get(&text), expected);
    str_clear(&text);
}

static mode_t mode_of(const char *path)
{
    struct stat found;
    assert_int_equal(lstat(path, &found), 0);
    return found.st_mode;
}

static void written_files_are_private_and_whole(void **state)
{
    (void)state;
    mode_t old = umask(0);
    Error err = {0};
    assert_true(file_write(in_folder("people.vcf"), "a\0b", 3, FILE_KEEP, &err));
    umask(old);
    assert_int_equal(mode_of(name) & 07777, 0600);
    Str text = STR_INIT;
    str_append(&text, "kept ");
    assert_true(file_read(name, 3, &text, &err));
    assert_int_equal(text.length, 8);
    assert_memory_equal(text.data, "kept a\0b", 8);
    str_clear(&text);
    assert_int_equal(files_in(folder), 1);
}

static void an_empty_file(void **state)
{
    (void)state;
    Error err = {0};
    assert_true(file_write(in_folder("empty"), NULL, 0, FILE_KEEP, &err));
    check_content(name, "");
}

static void keep_refuses_what_exists(void **state)
{
    (void)state;
    Error err = {0};
    assert_true(file_write(in_folder("f"), "old", 3, FILE_KEEP, &err));
    assert_false(file_write(name, "new", 3, FILE_KEEP, &err));
    assert_int_equal(err.kind, ERROR_IO);
    assert_non_null(strstr(err.message, "exists already"));
    check_content(name, "old");
    assert_int_equal(files_in(folder), 1);
}

static void replace_replaces_and_makes_it_private(void **state)
{
    (void)state;
    Error err = {0};
    assert_true(file_write(in_folder("f"), "old", 3, FILE_REPLACE, &err));
    assert_int_equal(chmod(name, 0666), 0);
    assert_true(file_write(name, "newer", 5, FILE_REPLACE, &err));
    check_content(name, "newer");
    assert_int_equal(mode_of(name) & 07777, 0600);
    assert_int_equal(files_in(folder), 1);
}

static void a_link_is_replaced_not_followed(void **state)
{
    (void)state;
    Error err = {0};
    char target[128];
    snprintf(target, sizeof target, "%s/target", folder);
    assert_true(file_write(target, "precious", 8, FILE_KEEP, &err));
    assert_int_equal(symlink(target, in_folder("link")), 0);
    assert_false(file_write(name, "x", 1, FILE_KEEP, &err));
    assert_true(file_write(name, "x", 1, FILE_REPLACE, &err));
    assert_true(S_ISREG(mode_of(name)));
    check_content(target, "precious");
}

static void a_dangling_link_is_in_the_way_too(void **state)
{
    (void)state;
    Error err = {0};
    assert_int_equal(symlink("nowhere", in_folder("link")), 0);
    assert_false(file_exists(name));
    assert_false(file_write(name, "x", 1, FILE_KEEP, &err));
    assert_true(S_ISLNK(mode_of(name)));
    assert_int_equal(files_in(folder), 1);
}

static void folders_and_pipes_are_not_replaced(void **state)
{
    (void)state;
    Error err = {0};
    assert_int_equal(mkdir(in_folder("d"), 0700), 0);
    assert_false(file_write(name, "x", 1, FILE_REPLACE, &err));
    assert_int_equal(mkfifo(in_folder("p"), 0600), 0);
    assert_false(file_write(name, "x", 1, FILE_REPLACE, &err));
    assert_int_equal(err.kind, ERROR_IO);
    assert_true(S_ISFIFO(mode_of(name)));
    assert_int_equal(files_in(folder), 2);
}

static void a_missing_folder_is_an_error(void **state)
{
    (void)state;
    Error err = {0};
    assert_false(file_write(in_folder("no/such/f"), "x", 1, FILE_REPLACE, &err));
    assert_int_equal(err.kind, ERROR_IO);
    assert_non_null(strstr(err.message, "no/such/f"));
    Str text = STR_INIT;
    assert_false(file_read(in_folder("no/such/f"), 10, &text, &err));
    assert_int_equal(err.kind, ERROR_IO);
    assert_false(file_read(folder, 10, &text, &err)); // a folder is no file
    assert_int_equal(err.kind, ERROR_IO);
    str_clear(&text);
}

// With a limit on the size of files each write fails half way, as on a full disk.
static void a_full_disk_leaves_the_old_file_alone(void **state)
{
    (void)state;
    Error err = {0};
    assert_true(file_write(in_folder("f"), "old", 3, FILE_KEEP, &err));
    pid_t child = fork();
    if (child == 0) {
        static char much[20000];
        const struct rlimit little = {.rlim_cur = 8192, .rlim_max = 8192};
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &little);
        bool refused = !file_write(name, much, sizeof much, FILE_REPLACE, &err) && err.kind == ERROR_IO;
        refused = refused && !file_write(in_folder("g"), much, sizeof much, FILE_KEEP, &err);
        _exit(refused ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    check_content(in_folder("f"), "old");
    assert_int_equal(files_in(folder), 1);
}

static void the_limit_is_exact(void **state)
{
    (void)state;
    Error err = {0};
    static char bytes[200000];
    memset(bytes, 'x', sizeof bytes);
    assert_true(file_write(in_folder("f"), bytes, sizeof bytes, FILE_KEEP, &err));
    Str text = STR_INIT;
    str_append(&text, "kept");
    assert_false(file_read(name, sizeof bytes - 1, &text, &err));
    assert_int_equal(err.kind, ERROR_INPUT);
    assert_string_equal(str_get(&text), "kept"); // nothing half read
    assert_true(file_read(name, sizeof bytes, &text, &err));
    assert_int_equal(text.length, 4 + sizeof bytes);
    str_clear(&text);
}

static void a_dash_is_standard_input(void **state)
{
    (void)state;
    int ends[2], kept = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "from a pipe", 11), 11);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    check_content("-", "from a pipe");
    assert_true(fcntl(STDIN_FILENO, F_GETFD) >= 0); // still open
    dup2(kept, STDIN_FILENO);
    close(kept);
}

static void relative_names(void **state)
{
    (void)state;
    Error err = {0};
    char before[4096];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(folder), 0);
    bool ok = file_write("plain", "x", 1, FILE_KEEP, &err) && file_make_directories("a/b", &err) &&
              file_exists("a/b");
    assert_int_equal(chdir(before), 0);
    assert_true(ok);
}

static void directories_are_private(void **state)
{
    (void)state;
    Error err = {0};
    mode_t old = umask(0);
    assert_true(file_make_directories(in_folder("a/b//c/"), &err));
    umask(old);
    static const char *const made[] = {"a", "a/b", "a/b/c"};
    for (size_t i = 0; i < COUNT(made); i++)
        assert_int_equal(mode_of(in_folder(made[i])) & 07777, 0700);
    assert_true(file_make_directories(in_folder("a/b/c"), &err)); // again
    assert_true(file_make_directories("/", &err));
}

static void a_file_in_the_way_of_a_directory(void **state)
{
    (void)state;
    Error err = {0};
    assert_true(file_write(in_folder("f"), "x", 1, FILE_KEEP, &err));
    assert_false(file_make_directories(in_folder("f"), &err));
    assert_int_equal(err.kind, ERROR_IO);
    assert_false(file_make_directories(in_folder("f/g"), &err));
    assert_true(file_exists(in_folder("f")));
    assert_false(file_exists(in_folder("f/g")));
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(written_files_are_private_and_whole),
        IN_FOLDER(an_empty_file),
        IN_FOLDER(keep_refuses_what_exists),
        IN_FOLDER(replace_replaces_and_makes_it_private),
        IN_FOLDER(a_link_is_replaced_not_followed),
        IN_FOLDER(a_dangling_link_is_in_the_way_too),
        IN_FOLDER(folders_and_pipes_are_not_replaced),
        IN_FOLDER(a_missing_folder_is_an_error),
        IN_FOLDER(a_full_disk_leaves_the_old_file_alone),
        IN_FOLDER(the_limit_is_exact),
        IN_FOLDER(a_dash_is_standard_input),
        IN_FOLDER(relative_names),
        IN_FOLDER(directories_are_private),
        IN_FOLDER(a_file_in_the_way_of_a_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
