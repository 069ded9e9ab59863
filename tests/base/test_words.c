// SPDX-License-Identifier: MIT
// Splitting lines into words: the shell's quoting, and none of its expansions.
#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/file.h"
#include "support/random.h"

// Words joined with '|'.
static void the_table(void **state)
{
    (void)state;
    static const struct {
        const char *line, *words;
        size_t count;
    } cases[] = {
        {"", "", 0},
        {" \t ", "", 0},
        {"find ada", "find|ada", 2},
        {"  find \t ada \n", "find|ada", 2},
        {"'one two' three", "one two|three", 2},
        {"\"one two\"'three'four", "one twothreefour", 1},
        {"''", "", 1},
        {"'' a \"\"", "|a|", 3},
        {"a\\ b", "a b", 1},
        {"\\'a \\\"", "'a|\"", 2},
        {"'a\\b' \"a\\b\" a\\b", "a\\b|a\\b|ab", 3},
        {"\"a\\\"b\\\\c\\$d\"", "a\"b\\c$d", 1},
        {"$HOME ~ * `ls` $(ls) ; | & #x", "$HOME|~|*|`ls`|$(ls)|;|||&|#x", 9},
        {"a\\", "a\\", 1},
        {"name='Zoë Example'", "name=Zoë Example", 1},
        {"\\\\", "\\", 1},
        {"a b c d e f g h", "a|b|c|d|e|f|g|h", 8},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Error err = {0};
        size_t count = 99;
        char **words = file_split_words(cases[i].line, &count, &err);
        assert_non_null(words);
        assert_int_equal(count, cases[i].count);
        assert_null(words[count]);
        Str joined = STR_INIT;
        for (size_t k = 0; k < count; k++)
            str_appendf(&joined, "%s%s", k > 0 ? "|" : "", words[k]);
        assert_string_equal(str_get(&joined), cases[i].words);
        str_clear(&joined);
        free(words);
    }
}

static void an_open_quote_is_an_error_with_its_column(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        int column;
    } cases[] = {{"'", 1}, {"a 'b c", 3}, {"Zoë \"x", 5}, {"'a' \"b\\\"", 5}, {"x'", 2}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        Error err = {0};
        size_t count = 99;
        assert_null(file_split_words(cases[i].line, &count, &err));
        assert_int_equal(count, 0);
        assert_int_equal(err.kind, ERROR_INPUT);
        assert_int_equal(err.column, cases[i].column);
    }
}

// Any words, each in single quotes, come back as they were.
static void quoted_words_come_back(void **state)
{
    (void)state;
    Random random = random_start(67);
    for (int round = 0; round < 3000; round++) {
        size_t count = random_below(&random, 5), read = 0;
        Str words[5] = {{0}}, line = STR_INIT;
        for (size_t i = 0; i < count; i++) {
            random_text(&random, &words[i], 6);
            for (size_t k = 0; k < words[i].length; k++)
                if (words[i].data[k] == '\'' || words[i].data[k] == '\0')
                    words[i].data[k] = '"';
            str_appendf(&line, "%s'%s'", i > 0 ? " " : "", str_get(&words[i]));
        }
        char **split = file_split_words(str_get(&line), &read, NULL);
        assert_int_equal(read, count);
        for (size_t i = 0; i < count; i++) {
            assert_string_equal(split[i], str_get(&words[i]));
            str_clear(&words[i]);
        }
        free(split);
        str_clear(&line);
    }
}

// Whatever the line, nothing is read or written outside its bounds; the sanitizers watch.
static void any_line_is_survived(void **state)
{
    (void)state;
    static const char letters[] = "a \\'\"$\t";
    Random random = random_start(71);
    size_t good = 0, bad = 0;
    for (int round = 0; round < 20000; round++) {
        char line[16] = "";
        size_t length = random_below(&random, sizeof line), count;
        for (size_t i = 0; i < length; i++)
            line[i] = letters[random_below(&random, sizeof letters - 1)];
        char **words = file_split_words(line, &count, NULL);
        *(words != NULL ? &good : &bad) += 1;
        for (size_t i = 0; words != NULL && i < count; i++)
            assert_true(strlen(words[i]) <= length);
        free(words);
    }
    assert_true(good > 1000 && bad > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table),
        cmocka_unit_test(an_open_quote_is_an_error_with_its_column),
        cmocka_unit_test(quoted_words_come_back),
        cmocka_unit_test(any_line_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
