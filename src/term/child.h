// SPDX-License-Identifier: MIT
// Private to term: a program that gets the terminal for a while.
#ifndef RAPPORT_TERM_CHILD_H
#define RAPPORT_TERM_CHILD_H

#include <stdbool.h>

#include "rapport/base/error.h"

// Runs argv (found through PATH, no shell) and waits. *status: exit code, or 128 + signal. False: it did not
// start.
bool child_run(char *const argv[], int *status, Error *err);

#endif
