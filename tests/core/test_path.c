// SPDX-License-Identifier: MIT
// How strong a way to somebody is, and which one is told first.
#include "support/check.h"

#include "rapport/base/civil.h"
#include "rapport/core/path.h"

static void ties_have_a_strength(void **state)
{
    (void)state;
    static const struct {
        const char *kind;
        int strength;
    } cases[] = {{"family", 3},     {"friend", 3}, {"works-with", 2}, {"studied-with", 2},
                 {"introduced", 2}, {"knows", 1},  {"colleague", 1},  {"something else", 1}};
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(path_tie_strength(cases[i].kind), cases[i].strength);
    assert_string_equal(path_strength_word(3), "closely");
    assert_string_equal(path_strength_word(9), "slightly");
    assert_string_equal(path_tie_words("something else"), "knows");
}

static void a_year_of_silence_weakens(void **state)
{
    (void)state;
    enum { TODAY = 20000 };
    static const struct {
        Stage stage;
        int32_t last;
        int strength;
    } cases[] = {{STAGE_IN_TOUCH, TODAY - 30, 3}, {STAGE_ADVOCATE, TODAY - 400, 2},
                 {STAGE_MET, TODAY - 30, 2},      {STAGE_MET, TODAY - 366, 1},
                 {STAGE_SPOTTED, TODAY - 30, 1},  {STAGE_NONE, CIVIL_NONE, 1},
                 {STAGE_IN_TOUCH, CIVIL_NONE, 3}, {STAGE_RESTING, TODAY - 30, 1}};
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(path_own_strength(cases[i].stage, cases[i].last, TODAY), cases[i].strength);
}

static IntroductionPath make(int own, int first, int second)
{
    IntroductionPath path = {.own = own, .count = second > 0 ? 2 : 1};
    path.steps[0] = (PathStep){.from = 1, .to = 2, .strength = first};
    path.steps[1] = (PathStep){.from = 2, .to = 3, .strength = second};
    path_weigh(&path);
    return path;
}

// Each comes before the next.
static void the_best_comes_first(void **state)
{
    (void)state;
    const IntroductionPath order[] = {make(3, 3, 0), make(3, 2, 0), make(2, 2, 0), make(3, 1, 0),
                                      make(1, 1, 0), make(3, 3, 3), make(1, 3, 3)};
    for (size_t i = 0; i < COUNT(order); i++)
        for (size_t k = 0; k < COUNT(order); k++)
            assert_true(i == k  ? path_compare(&order[i], &order[k]) == 0
                        : i < k ? path_compare(&order[i], &order[k]) < 0
                                : path_compare(&order[i], &order[k]) > 0);
    assert_int_equal(order[6].strength, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(ties_have_a_strength),
                                       cmocka_unit_test(a_year_of_silence_weakens),
                                       cmocka_unit_test(the_best_comes_first)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
