// SPDX-License-Identifier: MIT
// Three messages by a person at the terminal, from the first screen until they are marked as sent: a request
// to somebody found by company, the one nudge, and the thanks after a talk. So many keys and no more.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/str.h"
#include "support/place.h"
#include "support/pty.h"

// What is pressed or, in quotes, typed; and what the screen shows then.
typedef struct Deed {
    const char *keys, *typed, *shows;
} Deed;

static int keys_of(const Deed *deed)
{
    int count = deed->typed != NULL ? (int)strlen(deed->typed) : 0;
    for (const char *at = deed->keys; at != NULL && *at != '\0'; at++)
        count += *at != ' ' && (at[1] == ' ' || at[1] == '\0');
    return count;
}

static void work(Pty *pty, const Deed *deeds, size_t count, int keys_most)
{
    int keys = 0;
    for (size_t i = 0; i < count; i++) {
        if (deeds[i].keys != NULL)
            assert_true(pty_key(pty, deeds[i].keys));
        if (deeds[i].typed != NULL)
            pty_type(pty, deeds[i].typed);
        assert_true(pty_wait(pty, deeds[i].shows));
        keys += keys_of(&deeds[i]);
    }
    assert_int_equal(keys, keys_most);
}

#define WORK(pty, deeds, keys) work(pty, deeds, sizeof(deeds) / sizeof *(deeds), keys)

static void test_three_messages(void **state)
{
    (void)state;
    static const Deed REQUEST[] = {{"2", NULL, "Contacts 58"},
                                   {"/", NULL, "Esc all again"},
                                   {NULL, "@cabana", "2 of 58"},
                                   {"Enter j", NULL, "Buyer"},
                                   {"c", NULL, "Write to Rosa Delgado: request"},
                                   {"Enter", NULL, "Hello Rosa,"},
                                   {"M-Enter", NULL, "Marked sent. Next: 8 Dec, nudge"}};
    static const Deed NUDGE[] = {{"1", NULL, "You owe a reply"},
                                 {"k k", NULL, "Priya Raman"},
                                 {"c", NULL, "Write to Priya Raman: nudge"},
                                 {"Enter", NULL, "Hello Priya,"},
                                 {"M-Enter", NULL, "Next: 8 Dec, let it rest"}};
    static const Deed THANKS[] = {{"[ [ D", NULL, "Debrief: José Álvarez"},
                                  {NULL, "small samples", "small samples"},
                                  {"Enter", NULL, "said about small samples"},
                                  {"M-Enter", NULL, "tell what came of the meeting"}};
    char *const argv[] = {(char *)TEST_BINARY "/rapport", (char *)"--now", (char *)"2026-11-24T09:41",
                          (char *)"--demo", NULL};
    char *home = str_format("%s/rapport-pty-XXXXXX", place_on_disk()); // without anybody's configuration
    assert_non_null(mkdtemp(home));
    char *line = str_format("HOME=%s", home);
    const char *const env[] = {line, NULL};
    Pty *pty = pty_spawn(30, 100, argv, env);
    assert_true(pty_wait(pty, "You owe a reply"));
    WORK(pty, REQUEST, 14);
    WORK(pty, NUDGE, 6);
    WORK(pty, THANKS, 18);
    pty_key(pty, "Q");
    assert_true(pty_exits_with(pty, 0));
    pty_close(pty);
    free(line);
    line = str_format("rm -rf '%s'", home);
    assert_int_equal(system(line), 0);
    free(line);
    free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_three_messages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
