// SPDX-License-Identifier: MIT
// The question bank: what a person may write, and what is said when it cannot be read.
#include "support/check.h"

#include <string.h>

#include "rapport/base/str.h"
#include "rapport/core/questions.h"

// The bank as "Group: a | b; Group: c".
static char *flat(const QuestionBank *bank)
{
    Str out = STR_INIT;
    for (size_t i = 0; i < bank->count; i++) {
        str_appendf(&out, "%s%s:", i > 0 ? "; " : "", bank->items[i].name);
        for (size_t k = 0; k < bank->items[i].questions.count; k++)
            str_appendf(&out, "%s %s", k > 0 ? " |" : "", bank->items[i].questions.items[k]);
    }
    return str_take(&out);
}

static void test_what_is_read(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"", ""},
        {"\n\n# nothing but a remark\n", ""},
        {"## Trends\nWhat next?\n", "Trends: What next?"},
        {"## Trends\nOne?\n\n# aside\nTwo?\n## Advice\nThree?", "Trends: One? | Two?; Advice: Three?"},
        {"##Trends  \r\n  One?  \r\n", "Trends: One?"},
        {"### Deep\nOne?", "Deep: One?"},
        {"## Empty\n## Full\nOne?\n## Empty too\n", "Full: One?"},
        {"## A\nOne?\n## A\nTwo?", "A: One?; A: Two?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        QuestionBank bank;
        Error err = {0};
        assert_true(questions_read(cases[i].text, &bank, &err));
        char *got = flat(&bank);
        assert_string_equal(got, cases[i].expected);
        free(got);
        questions_clear(&bank);
    }
}

static void test_what_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int line;
    } cases[] = {{"Which?", 1}, {"# remark\n\nWhich?\n## Late", 3}, {"## A\nOne?\n##   \nTwo?", 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        QuestionBank bank;
        Error err = {0};
        assert_false(questions_read(cases[i].text, &bank, &err));
        assert_int_equal(err.kind, ERROR_INPUT);
        assert_int_equal(err.line, cases[i].line);
        assert_int_equal(bank.count, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_read),
        cmocka_unit_test(test_what_is_refused),
    };
    return cmocka_run_group_tests_name("questions", tests, NULL, NULL);
}
