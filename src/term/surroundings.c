// SPDX-License-Identifier: MIT
// Where we run: whether there is a terminal at all and what it can do. Asked before anything is taken, so
// that a refusal is one sentence and leaves nothing behind.
#include "surroundings.h"

#define NCURSES_NOMACROS 1
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#include "rapport/base/sanitise.h"

static bool check_terminal(Error *err)
{
    const char *term = getenv("TERM");
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(
            err, ERROR_USAGE,
            "the screen: input or output is not a terminal; use a command instead, such as today or find");
    if (term == NULL || term[0] == '\0')
        return error_set(err, ERROR_USAGE,
                         "the screen: TERM is not set; try TERM=xterm-256color, or use a command "
                         "instead, such as today or find");
    if (strcmp(term, "dumb") == 0)
        return error_set(
            err, ERROR_USAGE,
            "the screen: TERM=dumb cannot show one; use a command instead, such as today or find");
    return true;
}

bool surroundings_lack_description(Error *err)
{
    char *term = sanitise_dup(getenv("TERM"), SANITISE_LINE);
    error_set(err, ERROR_USAGE,
              "the screen: there is no usable description for TERM=%.60s; try TERM=xterm-256color", term);
    free(term);
    return false;
}

// Asked before curses takes the terminal, so that nothing has to be given back.
static bool can_describe(void)
{
    int problem;
    if (setupterm(NULL, STDOUT_FILENO, &problem) != OK)
        return false;
    const char *cup = tigetstr("cup");
    bool addressable = cup != NULL && cup != (const char *)-1;
    del_curterm(cur_term);
    return addressable;
}

// The Linux console and real VT terminals print part of an operating system command.
bool surroundings_modern(void)
{
    const char *term = getenv("TERM");
    return term != NULL && strncmp(term, "linux", 5) != 0 && strncmp(term, "vt", 2) != 0;
}

bool surroundings_fit(Error *err)
{
    return check_terminal(err) && (can_describe() || surroundings_lack_description(err));
}
