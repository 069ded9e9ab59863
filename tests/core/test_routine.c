// SPDX-License-Identifier: MIT
// Routines: what can be said, what cannot, and that the shipped ones can be read.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/core/routine.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void spans_equal(RoutineSpan span, int days, bool business)
{
    assert_int_equal(span.days, days);
    assert_int_equal(span.business, business);
}

static void all_lines(void **state)
{
    (void)state;
    static const char text[] =
        "# mine\n\nabout Slow and kind\nnudge 7bd 14 42\n\tother 3bd \nrest 21\r\nmost 1\n";
    Routine routine;
    Error err = {0};
    assert_true(routine_parse("slow-2", text, sizeof text - 1, &routine, &err));
    assert_string_equal(routine.name, "slow-2");
    assert_string_equal(routine.about, "Slow and kind");
    spans_equal(routine.earliest, 7, true);
    spans_equal(routine.due, 14, false);
    spans_equal(routine.latest, 42, false);
    spans_equal(routine.other, 3, true);
    spans_equal(routine.rest, 21, false);
    assert_int_equal(routine.most, 1);
}

static void what_is_not_said_is_as_set(void **state)
{
    (void)state;
    Routine routine;
    Error err = {0};
    assert_true(routine_parse("empty", "", 0, &routine, &err));
    spans_equal(routine.earliest, -1, false);
    spans_equal(routine.rest, -1, false);
    assert_int_equal(routine.most, -1);
    assert_true(routine_parse("never", "other never", 11, &routine, &err));
    spans_equal(routine.other, 0, false);
}

static void mistakes(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        int line;
        const char *says;
    } cases[] = {
        {"a", "nudge 7 14", 1, "takes three spans"},
        {"a", "\n\nnudge 7 14 28 35", 3, "takes three spans"},
        {"a", "nudge 2 14 28", 1, "three working days"},
        {"a", "nudge 2bd 14 28", 1, "three working days"},
        {"a", "nudge 14 7 28", 1, "in order"},
        {"a", "nudge 14bd 15 28", 1, "in order"},
        {"a", "nudge x 14 28", 1, "takes three spans"},
        {"a", "nudge 7 14 9999", 1, "takes three spans"},
        {"a", "other 0", 1, "or never"},
        {"a", "other sometimes", 1, "or never"},
        {"a", "rest", 1, "span of days"},
        {"a", "most 3", 1, "third message"},
        {"a", "most 0", 1, "third message"},
        {"a", "rest 3\nmoist 2", 2, "begins with"},
        {"a", "nudged 7 14 28", 1, "begins with"},
        {"", "rest 3", 0, "no name"},
        {"two words", "rest 3", 0, "no name"},
        {"a-name-that-goes-on-and-on-and-on", "rest 3", 0, "no name"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Routine routine;
        Error err = {0};
        assert_false(routine_parse(cases[i].name, cases[i].text, strlen(cases[i].text), &routine, &err));
        assert_int_equal(err.kind, ERROR_INPUT);
        assert_int_equal(err.line, cases[i].line);
        if (strstr(err.message, cases[i].says) == NULL)
            fail_msg("%s: \"%s\"", cases[i].text, err.message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_lines),
        cmocka_unit_test(what_is_not_said_is_as_set),
        cmocka_unit_test(mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
