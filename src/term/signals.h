// SPDX-License-Identifier: MIT
// Private to term: signals as something poll can wait for, and the rescue of the terminal when the program
// dies.
#ifndef RAPPORT_TERM_SIGNALS_H
#define RAPPORT_TERM_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

#include "rapport/base/error.h"

// In the order in which they are told.
typedef enum Notice {
    NOTICE_HANGUP,
    NOTICE_TERMINATE,
    NOTICE_SUSPEND,
    NOTICE_CONTINUE,
    NOTICE_RESIZE,
    NOTICE_WAKE,
    NOTICE_COUNT
} Notice;

// Installs the handlers; *fd becomes readable when there is a notice. False: no pipe.
bool signals_open(int *fd, Error *err);
void signals_close(void); // the former handlers are back

void signals_drain(void);          // empties the pipe; the notices stay
bool signals_take(Notice notice);  // true once per notice, however often it came
void signals_raise(Notice notice); // from any thread or handler

// Stops the process group as Ctrl-Z does, and returns when it runs again.
void signals_stop(void);

// While a child program owns the terminal: its Ctrl-C is not ours, its Ctrl-Z stops us too.
void signals_lend(bool lend);

enum { RESCUE_BYTES = 512 };

// What rescue writes and restores; bytes are copied, at most RESCUE_BYTES of them.
void rescue_arm(int fd, const struct termios *found, const char *bytes, size_t length);
void rescue_disarm(void);
// While a thread takes the terminal, another that comes to an end waits with its rescue until it is taken:
// else what is switched on behind the rescue would stay. Does not return when another has come to its end
// already.
void rescue_hold(bool hold);
void rescue_now(void); // async-signal-safe

#endif
