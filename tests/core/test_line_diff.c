// SPDX-License-Identifier: MIT
// Lines that go and come: cases by hand, and of random texts that both can be put together again and that no
// shorter answer was missed.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/str.h"
#include "rapport/core/line_diff.h"
#include "support/random.h"
#include "support/rounds.h"

static char *written(const char *before, const char *after)
{
    DiffLines lines = {0};
    Str out = STR_INIT;
    line_diff(before, after, &lines);
    for (size_t i = 0; i < lines.count; i++)
        str_appendf(&out, "%c%.*s|", " -+"[lines.items[i].side], (int)lines.items[i].length,
                    lines.items[i].text);
    vec_clear(&lines);
    return str_take(&out);
}

static void test_cases(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after, *expected;
    } cases[] = {
        {"", "", ""},
        {"a", "a\n", " a|"},
        {"", "a\nb", "+a|+b|"},
        {"a\nb", "", "-a|-b|"},
        {"a\nb\nc", "a\nx\nc", " a|-b|+x| c|"},
        {"a\nb\nc", "a\nc", " a|-b| c|"},
        {"a\nc", "a\nb\nc", " a|+b| c|"},
        {"Hi,\n\nfirst\n\nBest", "Hi,\n\nsecond\n\nthird\n\nBest", " Hi,| |-first|+second|+|+third| | Best|"},
        {"a\nb\nc\nd", "c\nd\na\nb", "-a|-b| c| d|+a|+b|"},
        {"a\na", "a\na\na", " a| a|+a|"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *found = written(cases[i].before, cases[i].after);
        assert_string_equal(found, cases[i].expected);
        free(found);
    }
}

// Of few different lines, so that many are alike.
static char *few_lines(Random *random)
{
    Str text = STR_INIT;
    for (size_t i = random_below(random, 8); i > 0; i--)
        str_appendf(&text, "%c\n", 'a' + (int)random_below(random, 3));
    return str_take(&text);
}

// The longest common subsequence, tried out.
static size_t longest(const char *a, const char *b)
{
    if (*a == '\0' || *b == '\0')
        return 0;
    if (*a == *b)
        return 1 + longest(a + 2, b + 2);
    size_t x = longest(a + 2, b), y = longest(a, b + 2);
    return x > y ? x : y;
}

static void check_pair(const char *before, const char *after)
{
    Str a = STR_INIT, b = STR_INIT;
    DiffLines lines = {0};
    size_t kept = 0;
    line_diff(before, after, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        const DiffLine *line = &lines.items[i];
        kept += line->side == LINE_BOTH;
        if (line->side != LINE_AFTER)
            str_appendf(&a, "%.*s\n", (int)line->length, line->text);
        if (line->side != LINE_BEFORE)
            str_appendf(&b, "%.*s\n", (int)line->length, line->text);
    }
    assert_string_equal(str_get(&a), before);
    assert_string_equal(str_get(&b), after);
    if (kept != longest(before, after))
        fail_msg("%zu lines kept of:\n%s---\n%s", kept, before, after);
    vec_clear(&lines);
    str_clear(&a);
    str_clear(&b);
}

static void test_random_texts(void **state)
{
    (void)state;
    Random random = random_start(20261124);
    for (int round = test_rounds(2000, 50000); round > 0; round--) {
        char *before = few_lines(&random), *after = few_lines(&random);
        check_pair(before, after);
        free(before);
        free(after);
    }
}

// Too long to be compared line by line: still both texts.
static void test_long_texts(void **state)
{
    (void)state;
    Str before = STR_INIT, after = STR_INIT;
    for (int i = 0; i < 1500; i++) {
        str_appendf(&before, "%d\n", i);
        str_appendf(&after, "%d\n", 3000 - i);
    }
    DiffLines lines = {0};
    line_diff(str_get(&before), str_get(&after), &lines);
    assert_int_equal(lines.count, 3000);
    vec_clear(&lines);
    str_clear(&before);
    str_clear(&after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_random_texts),
        cmocka_unit_test(test_long_texts),
    };
    return cmocka_run_group_tests_name("core/line_diff", tests, NULL, NULL);
}
