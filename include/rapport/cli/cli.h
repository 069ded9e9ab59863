// SPDX-License-Identifier: MIT
// The program on the command line: global options, a table of subcommands, text or JSON out. Without a
// command the interface is opened, which main.c lends.
#ifndef RAPPORT_CLI_CLI_H
#define RAPPORT_CLI_CLI_H

#include <stdbool.h>

#include "rapport/base/clock.h"

typedef enum CliColor { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER } CliColor;

// What the global options say to the interface. Texts are borrowed for the call.
typedef struct CliStart {
    const char *database; // path
    const char *config;   // path; the file need not exist
    Clock clock;
    bool demo; // database is a throw-away sample network
    CliColor color;
    bool plain;
} CliStart;

// Runs the interface and returns the exit code.
typedef int (*CliInterface)(void *self, const CliStart *start);

// Runs the program with the arguments of main and returns the exit code: 0 done, 1 nothing found or too soon,
// 2 wrong usage, 3 bad or ambiguous input, 4 the database cannot be used, 5 input/output failed, 130
// interrupted. setlocale must have been called. Writes to standard output and standard error, reads standard
// input for "-".
int cli_run(int argc, char **argv, CliInterface open_interface, void *self);

#endif
