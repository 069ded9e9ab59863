// SPDX-License-Identifier: MIT
// The weights of the draft check's model, as the check looks them up: in order, each once, none of them idle.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    char feature[32];
    signed char of[7];
} WEIGHTS[] = {
#include "../../src/core/check_weights.def"
};

static void test_weights(void **state)
{
    (void)state;
    assert_string_equal(WEIGHTS[0].feature, ""); // the bias
    for (size_t i = 1; i < sizeof WEIGHTS / sizeof *WEIGHTS; i++) {
        int any = 0;
        if (strcmp(WEIGHTS[i - 1].feature, WEIGHTS[i].feature) >= 0)
            fail_msg("\"%s\" does not come before \"%s\"", WEIGHTS[i - 1].feature, WEIGHTS[i].feature);
        for (size_t act = 0; act < sizeof WEIGHTS[i].of; act++)
            any |= WEIGHTS[i].of[act];
        if (any == 0)
            fail_msg("\"%s\" says nothing", WEIGHTS[i].feature);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_weights)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
