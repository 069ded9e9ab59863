// SPDX-License-Identifier: MIT
// How many rounds a property test makes: many when everything is run (`sh tests/run all` says so with
// TESTS_ALL=yes), few every day, so that the daily run stays quick under the sanitizers.
#ifndef TESTS_SUPPORT_ROUNDS_H
#define TESTS_SUPPORT_ROUNDS_H

#include <stdlib.h>
#include <string.h>

static inline int test_rounds(int daily, int all)
{
    const char *wanted = getenv("TESTS_ALL");
    return wanted != NULL && strcmp(wanted, "yes") == 0 ? all : daily;
}

#endif
