// SPDX-License-Identifier: MIT
// The debug log: silent until asked, one sanitised line a call.
#include "support/check.h"

#include <stdlib.h>

#include "rapport/base/log.h"

static void silent_without_a_sink(void **state)
{
    (void)state;
    char *text = NULL;
    size_t length = 0;
    FILE *sink = open_memstream(&text, &length);
    log_open(sink);
    log_debug("store", "opened %d", 1);
    log_open(NULL);
    log_debug("store", "never written");
    fclose(sink);
    assert_string_equal(text, "store: opened 1\n");
    free(text);
}

static void a_line_cannot_carry_a_terminal_command(void **state)
{
    (void)state;
    char *text = NULL;
    size_t length = 0;
    FILE *sink = open_memstream(&text, &length);
    log_open(sink);
    log_debug("import", "bad row %s", "\x1b]52;c;eA==\x07\nforged: line \u202e");
    log_open(NULL);
    fclose(sink);
    assert_string_equal(text, "import: bad row ^[]52;c;eA==^G forged: line \n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(silent_without_a_sink),
        cmocka_unit_test(a_line_cannot_carry_a_terminal_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
