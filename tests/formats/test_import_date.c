// SPDX-License-Identifier: MIT
// The dates of address books, one row for each spelling that was seen in the wild.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "rapport/base/civil.h"
#include "rapport/formats/import_date.h"
#include "support/random.h"

static void test_spellings(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *day;
        int second; // -1 = none
        bool utc;
    } cases[] = {
        {"2024-01-02", "2024-01-02", -1, false},
        {"02 Jan 2024", "2024-01-02", -1, false},
        {"2 Jan 2024", "2024-01-02", -1, false},
        {" 02 Jan 2024 ", "2024-01-02", -1, false},
        {"7-Feb-22", "2022-02-07", -1, false},
        {"4-Apr-21", "2021-04-04", -1, false},
        {"03/15/2024", "2024-03-15", -1, false},
        {"3/4/2024", "2024-03-04", -1, false},
        {"15/3/2024", "2024-03-15", -1, false},
        {"12/28/1969", "1969-12-28", -1, false},
        {"12/28/69", "1969-12-28", -1, false},
        {"28.12.1969", "1969-12-28", -1, false},
        {"1.2.24", "2024-02-01", -1, false},
        {"2025-06-01 14:03:22 UTC", "2025-06-01", 14 * 3600 + 3 * 60 + 22, true},
        {"2024/02/01 15:02:55 UTC", "2024-02-01", 15 * 3600 + 2 * 60 + 55, true},
        {"2024-01-02T03:04:05Z", "2024-01-02", 3 * 3600 + 4 * 60 + 5, true},
        {"2024-01-02 03:04", "2024-01-02", 3 * 3600 + 4 * 60, false},
        {"1/29/26, 2:37 PM", "2026-01-29", 14 * 3600 + 37 * 60, false},
        {"1/29/26, 12:05 AM", "2026-01-29", 5 * 60, false},
        {"1/29/26, 12:05\xe2\x80\xafPM", "2026-01-29", 12 * 3600 + 5 * 60, false},
        {"7/8/26, 3:43 PM", "2026-07-08", 15 * 3600 + 43 * 60, false},
        {"29/1/26, 14:37", "2026-01-29", 14 * 3600 + 37 * 60, false},
        {"2016-12-31 23:59:60 UTC", "2016-12-31", 86399, true},
        {"Jan 2024", "2024-01-01", -1, false},
        {"2011", "2011-01-01", -1, false},
        {"2024-05", "2024-05-01", -1, false},
        {"Jan 2, 2024", "2024-01-02", -1, false},
        {"January 2, 2024", "2024-01-02", -1, false},
        {"2024 Jan 2", "2024-01-02", -1, false},
        {"2. Januar 2024", "2024-01-02", -1, false},
        {"05. M\xc3\xa4rz 2024", "2024-03-05", -1, false},
        {"5. M\xc3\xa4r. 2024", "2024-03-05", -1, false},
        {"31 Okt. 2023", "2023-10-31", -1, false},
        {"09 Dez 2023", "2023-12-09", -1, false},
        {"9 Mai 2023", "2023-05-09", -1, false},
        {"2 f\xc3\xa9vrier 2024", "2024-02-02", -1, false},
        {"1 ao\xc3\xbbt 2024", "2024-08-01", -1, false},
        {"14 juil. 2024", "2024-07-14", -1, false},
        {"30 juin 2024", "2024-06-30", -1, false},
        {"2 de enero de 2024", "2024-01-02", -1, false},
        {"3 gennaio 2024", "2024-01-03", -1, false},
        {"3 maart 2024", "2024-03-03", -1, false},
        {"3 mei 2024", "2024-05-03", -1, false},
        {"Tue Feb 06 10:00:00 UTC 2024", "2024-02-06", 36000, true},
        {"--12-28", "1604-12-28", -1, false},
        {"Feb 29", "1604-02-29", -1, false},
        {"28 Dec", "1604-12-28", -1, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ImportDate date;
        char day[16] = "";
        if (import_date_parse(cases[i].text, &date))
            civil_format(date.day, day);
        assert_string_equal(day, cases[i].day);
        assert_int_equal(date.second, cases[i].second);
        assert_int_equal(date.utc, cases[i].utc);
    }
}

static void test_no_dates(void **state)
{
    (void)state;
    static const char *const cases[] = {
        NULL,
        "",
        " ",
        "soon",
        "Jan",
        "2024-13-01",
        "31 Feb 2024",
        "0/0/00",
        "12",
        "1 2",
        "99 Jan 2024",
        "2024-01-02 25:00",
        "2024-01-02 10:61",
        "1/29/26, 13:00 PM",
        "1/29/26, 0:10 AM",
        "10:30",
        "UTC",
        "02 Foo 2024",
        "02 Jan 20245",
        "1-2-3-4",
        "2024-01-02 10:00:00:00",
        "Jan Feb 2024",
        "2024-01-02; x",
        "02 Jan 2024 extra",
        "2 Jan 024",
        "1 2 3 4 5 6 7 8 9 10",
        "= 2024",
        "2024-01-02 10:00:00 +02:00 and a very long tail that never ends, no",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ImportDate date;
        if (import_date_parse(cases[i], &date))
            fail_msg("\"%s\" is no date", cases[i]);
    }
}

// Whatever random text is taken for a date is a valid one.
static void test_random(void **state)
{
    (void)state;
    random_start_rand(99);
    static const char *const pieces[] = {"1", "12", "31", "2024", "24",  " ",  "-",   "/",
                                         ".", ":",  ", ", "Jan",  "Mai", "PM", "UTC", "T"};
    int accepted = 0;
    for (int round = 0; round < 100000; round++) {
        char text[64] = "";
        size_t length = 0;
        for (int n = rand() % 9; n > 0; n--) {
            const char *piece = pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)];
            for (; *piece != '\0'; piece++)
                text[length++] = *piece;
        }
        ImportDate date;
        if (!import_date_parse(text, &date))
            continue;
        accepted++;
        CivilDate civil = civil_date(date.day);
        if (!civil_valid(civil.year, civil.month, civil.day) || date.second < -1 || date.second > 86399)
            fail_msg("\"%s\"", text);
    }
    assert_true(accepted > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spellings),
        cmocka_unit_test(test_no_dates),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
