// SPDX-License-Identifier: MIT
// Runs command lines through cli_run as a shell would start the program: words, standard input, a folder and
// an environment of their own; and catches what they say.
#ifndef TESTS_CLI_RUNNER_H
#define TESTS_CLI_RUNNER_H

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/check.h"
#include "support/place.h"

#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/vec.h"
#include "rapport/cli/cli.h"

#define RUNNER_NOW "2026-11-24T09:41"

typedef struct Runner {
    char *folder;    // working directory and home of the commands
    char *before;    // working directory of the test
    VEC(char *) ids; // first eight characters of each id seen, in order
    CliStart start;  // what the interface was opened with last
    int opened;      // how often
} Runner;

typedef struct RunResult {
    int code;
    Str out, err;
} RunResult;

static inline void run_result_clear(RunResult *result)
{
    str_clear(&result->out);
    str_clear(&result->err);
}

static inline void runner_open(Runner *runner)
{
    char here[4096];
    *runner = (Runner){.folder = str_format("%s/rapport-cli-XXXXXX", place_in_memory())};
    assert_non_null(getcwd(here, sizeof here));
    runner->before = mem_strdup(here);
    assert_non_null(mkdtemp(runner->folder));
    assert_int_equal(chdir(runner->folder), 0);
    char *data = str_format("%s/data", runner->folder);
    char *config = str_format("%s/config", runner->folder);
    setenv("HOME", runner->folder, 1);
    setenv("XDG_DATA_HOME", data, 1);
    setenv("XDG_CONFIG_HOME", config, 1);
    setenv("XDG_RUNTIME_DIR", runner->folder, 1);
    unsetenv("RAPPORT_DB");
    setenv("RAPPORT_SPELLER", "", 1); // whatever is installed here
    unsetenv("NO_COLOR");
    free(data);
    free(config);
}

static inline void runner_close(Runner *runner)
{
    assert_int_equal(chdir(runner->before), 0);
    char *command = str_format("rm -rf '%s'", runner->folder);
    assert_int_equal(system(command), 0);
    free(command);
    for (size_t i = 0; i < runner->ids.count; i++)
        free(runner->ids.items[i]);
    vec_clear(&runner->ids);
    free(runner->folder);
    free(runner->before);
}

// ---- one command

static inline int runner_interface(void *self, const CliStart *start)
{
    Runner *runner = self;
    runner->opened++;
    runner->start = *start;
    runner->start.database = runner->start.config = NULL;
    printf("interface%s%s\n", start->demo ? " demo" : "", start->plain ? " plain" : "");
    fflush(stdout);
    return 0;
}

// A file without a name in the folder, open for reading and writing.
static inline int runner_temporary(void)
{
    int fd = open("runner.tmp", O_RDWR | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(unlink("runner.tmp"), 0);
    return fd;
}

static inline void runner_read_back(int fd, Str *out)
{
    char block[4096];
    ssize_t got;
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    while ((got = read(fd, block, sizeof block)) > 0)
        str_append_n(out, block, (size_t)got);
    close(fd);
}

// words: NULL-terminated, without the name of the program; --now is put before them unless they have their
// own.
static inline RunResult runner_run(Runner *runner, char **words, const char *input, size_t input_length)
{
    static char program[] = "rapport", now[] = "--now=" RUNNER_NOW;
    VEC(char *) argv = {0};
    bool has_now = false;
    for (char **word = words; *word != NULL; word++)
        has_now = has_now || str_starts(*word, "--now");
    vec_push(&argv, program);
    if (!has_now)
        vec_push(&argv, now);
    for (char **word = words; *word != NULL; word++)
        vec_push(&argv, *word);
    int argc = (int)argv.count;
    vec_push(&argv, NULL);

    int fds[3], saved[3];
    fflush(NULL);
    for (int i = 0; i < 3; i++) {
        fds[i] = runner_temporary();
        saved[i] = dup(i);
    }
    assert_int_equal(write(fds[0], input, input_length), (ssize_t)input_length);
    lseek(fds[0], 0, SEEK_SET);
    for (int i = 0; i < 3; i++)
        dup2(fds[i], i);
    RunResult result = {.code = cli_run(argc, argv.items, runner_interface, runner)};
    fflush(NULL);
    for (int i = 0; i < 3; i++) {
        dup2(saved[i], i);
        close(saved[i]);
    }
    close(fds[0]);
    runner_read_back(fds[1], &result.out);
    runner_read_back(fds[2], &result.err);
    vec_clear(&argv);
    return result;
}

// The same for a command line: "rapport find x".
static inline RunResult runner_line(Runner *runner, const char *line, const char *input, size_t input_length)
{
    Error err = {0};
    size_t count;
    char **words = file_split_words(line, &count, &err);
    if (words == NULL)
        fail_msg("%s: %s", line, err.message);
    assert_true(count > 0);
    assert_string_equal(words[0], "rapport");
    RunResult result = runner_run(runner, words + 1, input, input_length);
    free(words);
    return result;
}

// A command that prepares something and has to work; returns what it said, owned.
static inline char *runner_do(Runner *runner, const char *line)
{
    RunResult result = runner_line(runner, line, "", 0);
    if (result.code != 0)
        fail_msg("%s: exit %d: %s", line, result.code, str_get(&result.err));
    char *out = str_take(&result.out);
    run_result_clear(&result);
    return out;
}

// ---- ids differ in each run: the n-th one seen becomes ID-0000n (as wide), the whole UUID UUID-0000n

static inline size_t runner_hex(const char *text)
{
    return strspn(text, "0123456789abcdef");
}

// 0: it was not seen yet.
static inline size_t runner_known_id(const Runner *runner, const char *id)
{
    for (size_t i = 0; i < runner->ids.count; i++)
        if (strncmp(runner->ids.items[i], id, 8) == 0)
            return i + 1;
    return 0;
}

static inline size_t runner_id_number(Runner *runner, const char *id)
{
    if (runner_known_id(runner, id) == 0)
        vec_push(&runner->ids, mem_strndup(id, 8));
    return runner_known_id(runner, id);
}

// Eight digits are an id where a line begins with them, as answers and tables do; elsewhere they may be a
// number or a word, unless such an id was seen.
static inline bool runner_is_short_id(const Runner *runner, const char *text, bool line_start)
{
    return runner_hex(text) == 8 && strchr(" \n:\"\x1b", text[8]) != NULL &&
           (line_start || runner_known_id(runner, text) > 0);
}

static inline bool runner_is_uuid(const char *text)
{
    static const size_t parts[] = {8, 4, 4, 4, 12};
    for (size_t i = 0; i < 5; i++) {
        if (runner_hex(text) != parts[i])
            return false;
        text += parts[i];
        if (i < 4 && *text++ != '-')
            return false;
    }
    return true;
}

static inline char *runner_normalise(Runner *runner, const char *text)
{
    Str out = STR_INIT;
    size_t home = strlen(runner->folder);
    bool word_start = true, line_start = true;
    while (*text != '\0') {
        if (strncmp(text, runner->folder, home) == 0) {
            str_append(&out, "{home}");
            text += home;
        } else if (word_start && runner_is_uuid(text)) {
            str_appendf(&out, "UUID-%05zu", runner_id_number(runner, text));
            text += 36;
        } else if (word_start && runner_is_short_id(runner, text, line_start)) {
            str_appendf(&out, "ID-%05zu", runner_id_number(runner, text));
            text += 8;
        } else {
            bool coloured = *text == 'm' && out.length > 2 && strchr("[0123456789", text[-1]) != NULL;
            word_start = strchr(" \n\":", *text) != NULL || coloured;
            line_start =
                *text == '\n' || (line_start && (coloured || strchr("\x1b[0123456789", *text) != NULL));
            str_push(&out, *text++);
            continue;
        }
        word_start = line_start = false;
    }
    return str_take(&out);
}

// ID-0000n in a command line becomes the id again.
static inline char *runner_resolve(Runner *runner, const char *line)
{
    Str out = STR_INIT;
    while (*line != '\0') {
        size_t number;
        if (sscanf(line, "ID-%5zu", &number) == 1 && number >= 1 && number <= runner->ids.count) {
            str_append(&out, runner->ids.items[number - 1]);
            line += 8;
        } else {
            str_push(&out, *line++);
        }
    }
    return str_take(&out);
}

#endif
