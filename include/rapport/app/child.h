// SPDX-License-Identifier: MIT
// Other programs: started by argv, never through a shell, with default signals and no open files of ours.
// What they print is never shown as it comes: the screen belongs to the interface. (A program that needs the
// terminal is run by terminal_run.)
#ifndef RAPPORT_APP_CHILD_H
#define RAPPORT_APP_CHILD_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/error.h"
#include "rapport/base/str.h"

enum { CHILD_PATIENCE_MS = 10000, CHILD_MAIL_MS = 120000 };

// Appends where a program lies: name itself when it has a slash, else the first in $PATH. False when there is
// none that can be run.
bool child_find(const char *name, Str *path);

// Runs argv with input on its standard input and waits for its end. True when it ended with status 0;
// ERROR_IO when it could not be started, failed, or took longer than CHILD_PATIENCE_MS (it is killed then).
bool child_feed(char *const argv[], const char *input, size_t length, Error *err);

// The same with patience in milliseconds, and the error says what the program said of its failure on its
// standard error (its last 300 bytes, as one line).
bool child_feed_hearing(char *const argv[], const char *input, size_t length, int patience, Error *err);

// As child_feed, and appends what the program prints (a megabyte at most). *stop ends the waiting early; NULL
// = nothing does.
bool child_ask(char *const argv[], const char *input, size_t length, const atomic_bool *stop, Str *answer,
               Error *err);

// Starts argv in a process group of its own and leaves it alone. ERROR_IO when it could not be started or
// failed at once.
bool child_launch(char *const argv[], Error *err);

#endif
