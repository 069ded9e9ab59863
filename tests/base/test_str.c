// SPDX-License-Identifier: MIT
// Str: against a plain reference buffer, and the small comparisons on NUL-terminated text.
#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/str.h"
#include "support/random.h"

static void an_empty_str_is_usable(void **state)
{
    (void)state;
    Str str = STR_INIT;
    assert_string_equal(str_get(&str), "");
    str_truncate(&str, 0);
    str_append(&str, NULL);
    str_append(&str, "");
    str_append_n(&str, NULL, 0);
    str_remove(&str, 0, 0);
    str_insert_n(&str, 0, "", 0);
    assert_null(str.data);
    char *taken = str_take(&str);
    assert_string_equal(taken, "");
    free(taken);
    str_clear(&str);
}

static void appending(void **state)
{
    (void)state;
    Str str = STR_INIT;
    str_append(&str, "Ada");
    str_push(&str, ' ');
    str_append_n(&str, "Example!", 7);
    str_appendf(&str, " %d%%", 100);
    assert_string_equal(str_get(&str), "Ada Example 100%");
    assert_int_equal(str.length, 16);
    str_truncate(&str, 3);
    assert_string_equal(str_get(&str), "Ada");
    str_clear(&str);
    assert_null(str.data);
}

static void formatting_at_every_length_around_the_capacity(void **state)
{
    (void)state;
    for (int length = 0; length < 200; length++) {
        Str str = STR_INIT;
        str_append(&str, "x");
        str_appendf(&str, "%*s", length, "");
        assert_int_equal(str.length, (size_t)length + 1);
        assert_int_equal(strlen(str_get(&str)), (size_t)length + 1);
        str_clear(&str);
    }
}

static void take_leaves_an_empty_str(void **state)
{
    (void)state;
    Str str = STR_INIT;
    str_append(&str, "mine");
    char *mine = str_take(&str);
    assert_string_equal(mine, "mine");
    assert_string_equal(str_get(&str), "");
    free(mine);
    char *made = str_format("%s-%03d", "a", 7);
    assert_string_equal(made, "a-007");
    free(made);
}

static void holds_nul_bytes(void **state)
{
    (void)state;
    Str str = STR_INIT;
    str_append_n(&str, "a\0b", 3);
    str_insert_n(&str, 1, "\0", 1);
    assert_int_equal(str.length, 4);
    assert_memory_equal(str.data, "a\0\0b", 5);
    str_clear(&str);
}

// Random insertions and removals, compared with the same done by hand in a fixed array.
static void edits_like_a_plain_array(void **state)
{
    (void)state;
    Random random = random_start(11);
    Str str = STR_INIT;
    char plain[4096];
    size_t length = 0;
    str_append(&str, "");
    for (int step = 0; step < 20000; step++) {
        size_t at = random_below(&random, length + 1);
        if (random_below(&random, 2) == 0 && length + 8 < sizeof plain) {
            char bytes[8];
            size_t count = random_below(&random, sizeof bytes) + 1;
            for (size_t i = 0; i < count; i++)
                bytes[i] = (char)('a' + random_below(&random, 26));
            str_insert_n(&str, at, bytes, count);
            memmove(plain + at + count, plain + at, length - at);
            memcpy(plain + at, bytes, count);
            length += count;
        } else {
            size_t count = random_below(&random, length - at + 1);
            count = count > 9 ? 9 : count;
            str_remove(&str, at, count);
            memmove(plain + at, plain + at + count, length - at - count);
            length -= count;
        }
        assert_int_equal(str.length, length);
        assert_int_equal(strlen(str_get(&str)), length);
    }
    assert_memory_equal(str_get(&str), plain, length);
    str_clear(&str);
}

static void comparing(void **state)
{
    (void)state;
    assert_true(str_equal(NULL, NULL));
    assert_false(str_equal(NULL, ""));
    assert_false(str_equal("", NULL));
    assert_true(str_equal("a", "a"));
    assert_false(str_equal("a", "A"));
    assert_true(str_equal_nocase("LinkedIn", "linkedIN"));
    assert_false(str_equal_nocase("abc", "ab"));
    assert_false(str_equal_nocase("[", "{")); // 0x20 apart like a letter and its capital
    assert_false(str_equal_nocase("É", "é")); // ASCII only
    assert_false(str_equal_nocase(NULL, ""));
    assert_true(str_equal_nocase(NULL, NULL));
}

static void starts_and_ends(void **state)
{
    (void)state;
    static const struct {
        const char *text, *part;
        bool starts, ends;
    } cases[] = {
        {"people.csv", "people", true, false},
        {"people.csv", ".csv", false, true},
        {"a", "a", true, true},
        {"a", "", true, true},
        {"", "a", false, false},
        {"ab", "abc", false, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(str_starts(cases[i].text, cases[i].part), cases[i].starts);
        assert_int_equal(str_ends(cases[i].text, cases[i].part), cases[i].ends);
    }
    assert_false(str_starts(NULL, "a"));
    assert_false(str_ends("a", NULL));
}

static void trimming_and_blankness(void **state)
{
    (void)state;
    static const struct {
        const char *text, *trimmed;
    } cases[] = {
        {"", ""},          {" ", ""},    {" \t\r\n\v\f", ""}, {"a", "a"},
        {"  a b ", "a b"}, {"a\n", "a"}, {"\ta", "a"},        {"\u00a0", "\u00a0"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char buffer[32] = "";
        memcpy(buffer, cases[i].text, strlen(cases[i].text));
        assert_int_equal(str_blank(cases[i].text), cases[i].trimmed[0] == '\0');
        assert_ptr_equal(str_trim(buffer), buffer);
        assert_string_equal(buffer, cases[i].trimmed);
    }
    assert_true(str_blank(NULL));
    assert_null(str_trim(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_str_is_usable),
        cmocka_unit_test(appending),
        cmocka_unit_test(formatting_at_every_length_around_the_capacity),
        cmocka_unit_test(take_leaves_an_empty_str),
        cmocka_unit_test(holds_nul_bytes),
        cmocka_unit_test(edits_like_a_plain_array),
        cmocka_unit_test(comparing),
        cmocka_unit_test(starts_and_ends),
        cmocka_unit_test(trimming_and_blankness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
