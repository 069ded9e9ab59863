// SPDX-License-Identifier: MIT
// cases/*.case: command lines with their output, in the order of a session in an empty home.
//
//     # a remark
//     $ rapport add -
//     < standard input; \xNN is a byte
//     what it says on standard output
//     ! what it says on standard error
//     ? 3                                  the exit code, when it is not 0
//
// "$ write NAME" makes a file of the "<" lines, "$ read NAME" shows one. Output lines that begin like one of
// these have a backslash before them. UPDATE_CASES=1 accepts what the program says now.
#include <dirent.h>
#include <locale.h>

#include "runner.h"

#include "rapport/base/sanitise.h"
#include "rapport/formats/extras.h"

enum { CASE_LIMIT = 1024 * 1024 };

// ---- a case as text

// What is between "$ ... " lines is output and made anew; the rest stays.
typedef struct Script {
    VEC(char *) lines; // "#", "$" and "<" lines, in order
} Script;

static Script script_read(const char *text)
{
    Script script = {0};
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        if (length > 0 && strchr("#$<", *text) != NULL)
            vec_push(&script.lines, mem_strndup(text, length));
        text += length + (text[length] == '\n');
    }
    return script;
}

static void script_clear(Script *script)
{
    for (size_t i = 0; i < script->lines.count; i++)
        free(script->lines.items[i]);
    vec_clear(&script->lines);
}

// A line as it is; with bytes that do not belong into a file of text, as \xNN.
static void append_line(Str *out, const char *line, size_t length)
{
    bool clean = sanitise_clean(line, length);
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)line[i];
        if (!clean && (byte < 0x20 || byte >= 0x7F))
            str_appendf(out, "\\x%02x", byte);
        else
            str_push(out, line[i]);
    }
}

static void append_lines(Str *out, const char *prefix, const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        bool escape = *prefix == '\0' && length > 0 && strchr("#$<!?\\", *text) != NULL;
        str_appendf(out, "%s%s", prefix, escape ? "\\" : "");
        append_line(out, text, length);
        str_append(out, text[length] == '\n' ? "\n" : "\\\n");
        text += length + (text[length] == '\n');
    }
}

// "< " lines to bytes.
static void append_input(Str *out, const char *line)
{
    line += strlen("<");
    line += *line == ' ';
    for (; *line != '\0'; line++) {
        unsigned byte;
        if (sscanf(line, "\\x%2x", &byte) == 1) {
            str_push(out, (char)byte);
            line += 3;
        } else {
            str_push(out, *line);
        }
    }
    str_push(out, '\n');
}

// ---- running

// Whatever is in the data, a terminal is never sent anything that it would obey.
static void check_clean(const char *line, const Str *text)
{
    if (strstr(line, "--color") != NULL || str_starts(line, "rapport export"))
        return; // colours were asked for; an export that is no terminal's gets every byte
    const char *ends = str_starts(line, "rapport mutt-query") ? "\n\t" : "\n"; // tabs are its protocol
    for (size_t at = 0; at < text->length;) {
        size_t length = strcspn(text->data + at, ends);
        if (!sanitise_clean(text->data + at, length))
            fail_msg("%s: not fit for a terminal: %.*s", line, (int)length, text->data + at);
        at += length + 1;
    }
}

// What is said where the module is missing is no answer of the program's: it is not compared, nor accepted.
static void check_module(const char *line, const char *complained)
{
    if (strstr(complained, "need the module " EXTRAS_FILE) != NULL)
        fail_msg("%s: " EXTRAS_FILE " is not built here; build rapport-extras first", line);
}

static void run_rapport(Runner *runner, const char *line, const Str *input, Str *out)
{
    char *command = runner_resolve(runner, line);
    RunResult result = runner_line(runner, command, str_get(input), input->length);
    check_clean(line, &result.out);
    check_clean(line, &result.err);
    check_module(line, str_get(&result.err));
    char *said = runner_normalise(runner, str_get(&result.out));
    char *complained = runner_normalise(runner, str_get(&result.err));
    append_lines(out, "", said);
    append_lines(out, "! ", complained);
    if (result.code != 0)
        str_appendf(out, "? %d\n", result.code);
    free(said);
    free(complained);
    free(command);
    run_result_clear(&result);
}

static void run_command(Runner *runner, const char *line, const Str *input, Str *out)
{
    if (str_starts(line, "write ")) {
        Error err = {0};
        if (!file_write(line + 6, str_get(input), input->length, FILE_REPLACE, &err))
            fail_msg("%s", err.message);
    } else if (str_starts(line, "read ")) {
        Str text = STR_INIT;
        assert_true(file_read(line + 5, CASE_LIMIT, &text, NULL));
        char *shown = runner_normalise(runner, str_get(&text));
        append_lines(out, "", shown);
        free(shown);
        str_clear(&text);
    } else {
        run_rapport(runner, line, input, out);
    }
}

static void run_script(const Script *script, Str *out)
{
    Runner runner;
    runner_open(&runner);
    for (size_t i = 0; i < script->lines.count; i++) {
        const char *line = script->lines.items[i];
        if (*line != '$') {
            str_appendf(out, "%s\n", line);
            continue;
        }
        Str input = STR_INIT;
        str_appendf(out, "%s\n", line);
        while (i + 1 < script->lines.count && *script->lines.items[i + 1] == '<') {
            i++;
            str_appendf(out, "%s\n", script->lines.items[i]);
            append_input(&input, script->lines.items[i]);
        }
        run_command(&runner, line + 2, &input, out);
        str_append(out, i + 1 < script->lines.count ? "\n" : "");
        str_clear(&input);
    }
    runner_close(&runner);
}

static void first_difference(const char *path, const char *expected, const char *actual)
{
    size_t at = 0, start = 0;
    int line = 1;
    for (; expected[at] != '\0' && expected[at] == actual[at]; at++)
        if (expected[at] == '\n') {
            start = at + 1;
            line++;
        }
    fail_msg("%s:%d differs; UPDATE_CASES=1 accepts it\n- %.*s\n+ %.*s", path, line,
             (int)strcspn(expected + start, "\n"), expected + start, (int)strcspn(actual + start, "\n"),
             actual + start);
}

static void test_case(void **state)
{
    const char *path = *state;
    Str expected = STR_INIT, actual = STR_INIT;
    Error err = {0};
    if (!file_read(path, CASE_LIMIT, &expected, &err))
        fail_msg("%s", err.message);
    Script script = script_read(str_get(&expected));
    assert_true(script.lines.count > 0);
    run_script(&script, &actual);
    script_clear(&script);
    if (strcmp(str_get(&expected), str_get(&actual)) != 0 && getenv("UPDATE_CASES") != NULL) {
        if (!file_write(path, str_get(&actual), actual.length, FILE_REPLACE, &err))
            fail_msg("%s", err.message);
    } else if (strcmp(str_get(&expected), str_get(&actual)) != 0) {
        first_difference(path, str_get(&expected), str_get(&actual));
    }
    str_clear(&expected);
    str_clear(&actual);
}

// ---- the list of cases

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int main(void)
{
    setenv("RAPPORT_EXTRAS_DIR", TEST_BINARY, 1);
    VEC(char *) paths = {0};
    VEC(struct CMUnitTest) tests = {0};
    setlocale(LC_ALL, "C.UTF-8");
    setenv("TZ", "UTC", 1);
    DIR *folder = opendir(TEST_SOURCE "/tests/cli/cases");
    const struct dirent *entry;
    while (folder != NULL && (entry = readdir(folder)) != NULL)
        if (str_ends(entry->d_name, ".case"))
            vec_push(&paths, str_format(TEST_SOURCE "/tests/cli/cases/%s", entry->d_name));
    if (folder == NULL || paths.count == 0)
        return 1;
    closedir(folder);
    qsort(paths.items, paths.count, sizeof *paths.items, by_name);
    for (size_t i = 0; i < paths.count; i++) {
        struct CMUnitTest test = {strrchr(paths.items[i], '/') + 1, test_case, NULL, NULL, paths.items[i]};
        vec_push(&tests, test);
    }
    int failed = _cmocka_run_group_tests("cli cases", tests.items, tests.count, NULL, NULL);
    for (size_t i = 0; i < paths.count; i++)
        free(paths.items[i]);
    vec_clear(&paths);
    vec_clear(&tests);
    return failed;
}
