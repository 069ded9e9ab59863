// SPDX-License-Identifier: MIT
// The whole interface driven by bytes: keys, letters, pastes, clicks and changes of size over a small
// network. It never crashes, every frame is a sound canvas of the terminal's size, and the database stays
// sound: what is not so aborts the process, so that fuzzers and tests can use it alike.
#ifndef TESTS_SUPPORT_MONKEY_H
#define TESTS_SUPPORT_MONKEY_H

#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "rapport/app/app.h"
#include "rapport/base/str.h"
#include "rapport/screen/terminal.h"
#include "rapport/tui/tui.h"

// Where it lives, over many lives; starts as {0}. The database is made anew for each life that follows one
// that wrote.
typedef struct MonkeyHouse {
    char *path;
    Str bytes;           // of the database
    App *app;            // open as long as nothing was written
    struct stat written; // of its -wal
} MonkeyHouse;

typedef struct Monkey {
    MonkeyHouse *house;
    Terminal *terminal;
    Tui *tui;
} Monkey;

Monkey monkey_new(MonkeyHouse *house, uint8_t look); // look: 1 = no UTF-8, 2 = plain
// Events until the bytes end, at most so many; gives how many. Each is one to four bytes, or a paste: the
// first byte is a letter (what can be printed), else it chooses. Once a life.
int monkey_live(Monkey *monkey, const uint8_t *data, size_t size, int most);
void monkey_end(Monkey *monkey);             // checks the database
void monkey_house_leave(MonkeyHouse *house); // for good

#endif
