// SPDX-License-Identifier: MIT
// The pipe that wakes the loop. Its promise is that the loop never sleeps while a notice stands: it drains,
// then takes, then polls, so every raise must leave a byte that the drain before the take has not eaten.
#include "support/check.h"

#include <poll.h>

#include "../../src/term/signals.h"

static bool wakes(int fd)
{
    return poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, 0) == 1;
}

// Also a notice that was raised before and not taken yet: whoever raised it may not have come to write.
static void test_every_raise_wakes(void **state)
{
    (void)state;
    Error err = {0};
    int fd;
    assert_true(signals_open(&fd, &err));
    assert_false(wakes(fd));
    for (int i = 0; i < 3; i++) {
        signals_raise(NOTICE_WAKE);
        assert_true(wakes(fd));
        signals_drain();
        assert_false(wakes(fd));
    }
    assert_true(signals_take(NOTICE_WAKE));
    assert_false(signals_take(NOTICE_WAKE));
    signals_close();
}

// Nobody waits for a loop that does not read.
static void test_full_pipe_waits_for_nobody(void **state)
{
    (void)state;
    enum { MORE_THAN_FITS = 100000 };
    Error err = {0};
    int fd;
    assert_true(signals_open(&fd, &err));
    for (int i = 0; i < MORE_THAN_FITS; i++)
        signals_raise(i % 2 == 0 ? NOTICE_WAKE : NOTICE_RESIZE);
    assert_true(wakes(fd));
    signals_drain();
    assert_false(wakes(fd));
    assert_true(signals_take(NOTICE_WAKE));
    assert_true(signals_take(NOTICE_RESIZE));
    signals_close();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_raise_wakes),
        cmocka_unit_test(test_full_pipe_waits_for_nobody),
    };
    return cmocka_run_group_tests_name("term/signals", tests, NULL, NULL);
}
