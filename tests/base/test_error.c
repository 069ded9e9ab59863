// SPDX-License-Identifier: MIT
// Errors: what a caller reads after a failure, and that a message stays whole UTF-8 when it is too long.
#include "support/check.h"

#include <string.h>

#include "rapport/base/error.h"
#include "rapport/base/utf8.h"

static void set_fills_kind_and_message_and_forgets_the_position(void **state)
{
    (void)state;
    Error err = {.line = 3, .column = 4};
    assert_false(error_set(&err, ERROR_INPUT, "no such %s: %d", "day", 32));
    assert_int_equal(err.kind, ERROR_INPUT);
    assert_string_equal(err.message, "no such day: 32");
    assert_int_equal(err.line, 0);
    assert_int_equal(err.column, 0);
}

static void at_keeps_the_position(void **state)
{
    (void)state;
    Error err = {0};
    assert_false(error_at(&err, ERROR_INPUT, 12, 7, "a quote is open"));
    assert_int_equal(err.line, 12);
    assert_int_equal(err.column, 7);
    assert_string_equal(err.message, "a quote is open");
}

static void prefix_puts_context_before_and_keeps_the_rest(void **state)
{
    (void)state;
    Error err = {0};
    error_at(&err, ERROR_DATABASE, 2, 1, "100%% full");
    assert_false(error_prefix(&err, "reading %s", "people.csv"));
    assert_string_equal(err.message, "reading people.csv: 100% full");
    assert_int_equal(err.kind, ERROR_DATABASE);
    assert_int_equal(err.line, 2);
}

static void a_message_may_be_made_from_itself(void **state)
{
    (void)state;
    Error err = {0};
    error_set(&err, ERROR_IO, "disk full");
    error_set(&err, ERROR_IO, "backup: %s", err.message);
    assert_string_equal(err.message, "backup: disk full");
}

static void a_long_message_is_cut_between_characters(void **state)
{
    (void)state;
    // Every alignment of a three-byte character against the end of the buffer.
    for (int lead = 0; lead < 3; lead++) {
        char text[1000] = "";
        memset(text, 'x', (size_t)lead);
        for (size_t at = (size_t)lead; at + 3 < sizeof text; at += 3)
            memcpy(text + at, "日", 4);
        Error err = {0};
        error_set(&err, ERROR_INPUT, "%s", text);
        size_t length = strlen(err.message);
        assert_in_range(length, sizeof err.message - 6, sizeof err.message - 1);
        assert_true(utf8_valid(err.message, length));
        assert_string_equal(err.message + length - 3, "…");
        assert_memory_equal(err.message, text, length - 3);
    }
}

static void a_message_that_just_fits_is_kept_whole(void **state)
{
    (void)state;
    char text[sizeof((Error *)0)->message] = "";
    memset(text, 'x', sizeof text - 1);
    Error err = {0};
    error_set(&err, ERROR_INPUT, "%s", text);
    assert_string_equal(err.message, text);
}

static void nobody_has_to_listen(void **state)
{
    (void)state;
    assert_false(error_set(NULL, ERROR_IO, "x"));
    assert_false(error_at(NULL, ERROR_IO, 1, 1, "x"));
    assert_false(error_prefix(NULL, "x"));
    error_clear(NULL);
}

static void clear_forgets_everything(void **state)
{
    (void)state;
    Error err = {0};
    error_at(&err, ERROR_IO, 1, 2, "x");
    error_clear(&err);
    assert_int_equal(err.kind, ERROR_NONE);
    assert_string_equal(err.message, "");
    assert_int_equal(err.line, 0);
}

static void exit_codes_are_the_documented_ones(void **state)
{
    (void)state;
    static const struct {
        ErrorKind kind;
        int code;
    } cases[] = {
        {ERROR_NONE, 0},  {ERROR_NOT_FOUND, 1},     {ERROR_TOO_SOON, 1}, {ERROR_USAGE, 2},
        {ERROR_INPUT, 3}, {ERROR_DATABASE, 4},      {ERROR_DAMAGED, 4},  {ERROR_CONFLICT, 4},
        {ERROR_IO, 5},    {ERROR_INTERRUPTED, 130},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(error_exit_code(cases[i].kind), cases[i].code);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(set_fills_kind_and_message_and_forgets_the_position),
        cmocka_unit_test(at_keeps_the_position),
        cmocka_unit_test(prefix_puts_context_before_and_keeps_the_rest),
        cmocka_unit_test(a_message_may_be_made_from_itself),
        cmocka_unit_test(a_long_message_is_cut_between_characters),
        cmocka_unit_test(a_message_that_just_fits_is_kept_whole),
        cmocka_unit_test(nobody_has_to_listen),
        cmocka_unit_test(clear_forgets_everything),
        cmocka_unit_test(exit_codes_are_the_documented_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
