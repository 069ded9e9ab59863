// SPDX-License-Identifier: MIT
// Which answers need none. The second table matters more: whoever asks something is never passed over.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rapport/core/courtesy.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void test_courtesies(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        "Thanks!",
        "thank you so much, Mia :)",
        "Congratulations on your new position!",
        "Happy birthday, Mia",
        "Congrats on your work anniversary",
        "Vielen Dank!",
        "Herzlichen Glückwunsch zum Job",
        "Merci beaucoup",
        "Thanks for connecting \xf0\x9f\x99\x82",
        "\xf0\x9f\x91\x8d",                    // a thumb
        " \xf0\x9f\x99\x8f\xf0\x9f\x8f\xbd !", // folded hands, with a skin tone
        "\xe2\x9d\xa4\xef\xb8\x8f",            // a heart
        ":-)",
    };
    for (size_t i = 0; i < COUNT(TEXTS); i++)
        if (!text_is_courtesy(TEXTS[i]))
            fail_msg("not seen as a courtesy: %s", TEXTS[i]);
}

static void test_everything_else(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        NULL,
        "",
        "  \n",
        "\xff\xfe",
        "...",
        "!",
        "\xf0\x9f\x91\x8d?",
        "\xf0\x9f\x91\x8d Tuesday",
        "Great",
        "Hello Mia",
        "Thanks! When could we talk?",
        "Thanks?",
        "Thanks, Tuesday works",
        "Thank you, call me on Friday",
        "Thanks for your message, I shall look into it",
        "thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks "
        "thanks thanks thanks",
    };
    for (size_t i = 0; i < COUNT(TEXTS); i++)
        if (text_is_courtesy(TEXTS[i]))
            fail_msg("seen as a courtesy: %s", TEXTS[i]);
}

static void test_greetings(void **state)
{
    (void)state;
    static const struct {
        const char *text, *rest; // NULL: all of it
    } CASES[] = {
        {"Dear Priya,\n\nMay I ask about your queues?", "May I ask about your queues?"},
        {"Dear Dr. Raman:\r\n\r\nMay I ask?\r\n", "May I ask?\r\n"},
        {"\n \nHi Maya\nThank you for today.", "Thank you for today."},
        {"Good morning Ada!\nOne line.", "One line."},
        {"Ch\xc3\xa8re In\xc3\xaas,\nmerci.", "merci."},
        {"Hi Priya, are you in on Friday?\nRobin", NULL},
        {"Hello from the risk floor! Do you still have the old queries?", NULL},
        {"Hi Priya, here is the paper.\nRobin", NULL},
        {"Any news?", NULL},
        {"Dear Priya,", NULL},
        {"Dear Priya,\n\n", NULL},
        {"", NULL},
        {"\xff\xfe", NULL},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        assert_string_equal(text_after_greeting(CASES[i].text),
                            CASES[i].rest != NULL ? CASES[i].rest : CASES[i].text);
    assert_null(text_after_greeting(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_courtesies),
                                       cmocka_unit_test(test_everything_else),
                                       cmocka_unit_test(test_greetings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
