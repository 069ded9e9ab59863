// SPDX-License-Identifier: MIT
// Offsets of zones: the same as the C library tells, over random moments of many zones; and names that are
// none.
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "rapport/base/zone.h"
#include "support/random.h"
#include "support/rounds.h"

static const char *const ZONES[] = {
    "Europe/Stockholm", "Europe/London",       "America/New_York", "America/St_Johns",  "Asia/Kolkata",
    "Asia/Tokyo",       "Australia/Lord_Howe", "Pacific/Chatham",  "America/Sao_Paulo", "Africa/Casablanca",
    "Asia/Kathmandu",   "Pacific/Apia",        "Europe/Dublin",    "America/Santiago",  "UTC",
};

static void test_as_the_library(void **state)
{
    (void)state;
    Random random = random_start(8536);
    if (access("/usr/share/zoneinfo/Europe/Stockholm", R_OK) != 0)
        skip();
    for (size_t zone = 0; zone < COUNT(ZONES); zone++) {
        setenv("TZ", ZONES[zone], 1);
        tzset();
        for (int round = 0, rounds = test_rounds(100, 5000); round < rounds; round++) {
            time_t utc = (time_t)random_below(&random, INT64_C(4102444800)); // 1970 to 2100
            struct tm local;
            int32_t offset;
            localtime_r(&utc, &local);
            if (!zone_offset(ZONES[zone], utc, &offset))
                fail_msg("%s is not known", ZONES[zone]);
            if (offset != local.tm_gmtoff / 60)
                fail_msg("%s at %lld: %d, not %ld", ZONES[zone], (long long)utc, offset,
                         local.tm_gmtoff / 60);
        }
    }
    setenv("TZ", "UTC", 1);
    tzset();
}

static void test_no_zones(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"",       "Nowhere/Town", "../../etc/passwd",  "/etc/localtime",
                                        "Europe", "zone.tab",     "Europe/Stockholm\n"};
    int32_t offset = 7;
    assert_false(zone_offset(NULL, 0, &offset));
    for (size_t i = 0; i < COUNT(NAMES); i++)
        if (zone_offset(NAMES[i], 0, &offset))
            fail_msg("%s is taken", NAMES[i]);
    assert_int_equal(offset, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_as_the_library),
                                       cmocka_unit_test(test_no_zones)};
    return cmocka_run_group_tests_name("base/zone", tests, NULL, NULL);
}
