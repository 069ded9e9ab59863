// SPDX-License-Identifier: MIT
// What the program takes from the locale, and what it must not take: numbers are read by other programs.
#include "support/check.h"

#include "support/locales.h"

#include "rapport/base/locale.h"

static void begin_in(const char *name)
{
    setenv("LC_ALL", name, 1);
    locale_begin();
}

static void test_what_each_says(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool utf8, monday_first, month_first;
    } LOCALES[] = {
        {"C", false, false, true},
        {"C.UTF-8", true, false, true},
        {"de_DE.UTF-8", true, true, false},
        {"en_US.UTF-8", true, false, true},
    };
    size_t missing = 0;
    for (size_t i = 0; i < sizeof LOCALES / sizeof *LOCALES; i++) {
        if (!locales_have(LOCALES[i].name)) {
            print_message("%s: " LOCALES_MISSING "\n", LOCALES[i].name);
            missing++;
            continue;
        }
        begin_in(LOCALES[i].name);
        assert_int_equal(locale_utf8(), LOCALES[i].utf8);
        assert_int_equal(locale_month_first(), LOCALES[i].month_first);
#ifdef __GLIBC__
        assert_int_equal(locale_monday_first(), LOCALES[i].monday_first);
#endif
    }
    if (missing > 0)
        skip();
}

static void test_numbers_and_order_stay(void **state)
{
    (void)state;
    static const int STAY[] = {LC_NUMERIC, LC_COLLATE, LC_MONETARY};
    char text[16];
    if (!locales_have("de_DE.UTF-8")) {
        print_message("de_DE.UTF-8: " LOCALES_MISSING "\n");
        skip();
    }
    begin_in("de_DE.UTF-8");
    assert_string_equal(setlocale(LC_TIME, NULL), "de_DE.UTF-8");
    assert_string_equal(setlocale(LC_MESSAGES, NULL), "de_DE.UTF-8");
    for (size_t i = 0; i < sizeof STAY / sizeof *STAY; i++)
        assert_string_equal(setlocale(STAY[i], NULL), "C");
    snprintf(text, sizeof text, "%.2f", 0.25);
    assert_string_equal(text, "0.25");
    // The same test would see the comma where the locale is taken whole.
    setlocale(LC_NUMERIC, "");
    snprintf(text, sizeof text, "%.2f", 0.25);
    assert_string_equal(text, "0,25");
    setlocale(LC_NUMERIC, "C");
}

// One that is not there changes nothing.
static void test_an_unknown_locale(void **state)
{
    (void)state;
    begin_in("C");
    begin_in("xx_XX.UTF-8");
    assert_false(locale_utf8());
    assert_true(locale_month_first());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_each_says),
        cmocka_unit_test(test_numbers_and_order_stay),
        cmocka_unit_test(test_an_unknown_locale),
    };
    return cmocka_run_group_tests_name("base/locale", tests, NULL, NULL);
}
