// SPDX-License-Identifier: MIT
// What the tests of several layers stand on: the fixed moment, a folder of their own, calls that must be fine
// or fail.
#ifndef TESTS_SUPPORT_FIXTURE_H
#define TESTS_SUPPORT_FIXTURE_H

#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/civil.h"
#include "rapport/base/clock.h"
#include "rapport/base/error.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "support/place.h"

#define FINE(call)                                                                                           \
    do {                                                                                                     \
        Error err_ = {0}, *err = &err_;                                                                      \
        if (!(call))                                                                                         \
            fail_msg("%s: %s", #call, err_.message);                                                         \
    } while (0)

#define FAILS(expected, call)                                                                                \
    do {                                                                                                     \
        Error err_ = {0}, *err = &err_;                                                                      \
        assert_false(call);                                                                                  \
        assert_int_equal(err_.kind, (expected));                                                             \
        assert_true(strlen(err_.message) > 0);                                                               \
    } while (0)

// Tue 24 Nov 2026, 09:41 UTC.
static inline int32_t fixture_today(void)
{
    return civil_day(2026, 11, 24);
}

static inline Clock fixture_clock(void)
{
    return clock_fixed((Moment){(int64_t)fixture_today() * 86400 + 9 * 3600 + 41 * 60, 0});
}

// A folder of its own, and its removal with the files in it.
static inline char *fixture_folder(void)
{
    char *folder = str_format("%s/rapport-test-XXXXXX", place_on_disk());
    assert_non_null(mkdtemp(folder));
    return folder;
}

static inline void fixture_remove(char *folder)
{
    char *command = str_format("rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
    free(command);
    free(folder);
}

#endif
