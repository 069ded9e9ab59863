// SPDX-License-Identifier: MIT
// The whole interface driven by bytes; see support/monkey.h. The first byte chooses how the screen looks,
// each step takes one to four.
#include <stdlib.h>

#include "support/monkey.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { STEPS_MOST = 60 }; // long lives are for tests/fault/test_monkey.c

// Made once, for all runs of the process; it stays reachable for the leak checker.
static MonkeyHouse house;

static void leave(void)
{
    monkey_house_leave(&house);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    if (house.path == NULL)
        atexit(leave);
    Monkey monkey = monkey_new(&house, *data);
    monkey_live(&monkey, data + 1, size - 1, STEPS_MOST);
    monkey_end(&monkey);
    return 0;
}
