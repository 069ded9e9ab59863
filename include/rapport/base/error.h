// SPDX-License-Identifier: MIT
// Errors as values: every fallible function returns bool and fills an Error with one sentence for the user.
#ifndef RAPPORT_BASE_ERROR_H
#define RAPPORT_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

// What went wrong, as coarse as the exit code that the command line derives from it (see error_exit_code).
typedef enum ErrorKind {
    ERROR_NONE = 0,
    ERROR_NOT_FOUND,   // nothing answers: exit 1
    ERROR_TOO_SOON,    // manners say wait: exit 1
    ERROR_USAGE,       // wrong command, option or argument count: exit 2
    ERROR_INPUT,       // bad or ambiguous value, or a malformed file: exit 3
    ERROR_DATABASE,    // the database cannot be used: exit 4
    ERROR_DAMAGED,     // the database file is not what it was: exit 4, and a backup is what helps
    ERROR_CONFLICT,    // somebody else changed it meanwhile: exit 4
    ERROR_IO,          // a file or a child program failed: exit 5
    ERROR_INTERRUPTED, // the person stopped it; nothing half done: exit 130
} ErrorKind;

typedef struct Error {
    ErrorKind kind;
    int line;          // 1-based position in what was parsed; 0 = none
    int column;        // 1-based, in characters (code points); 0 = none
    char message[640]; // one UTF-8 sentence without the "rapport:" prefix and without a final newline
} Error;

// Fills *err (which may be NULL) and returns false, so that callers write "return error_set(...)".
bool error_set(Error *err, ErrorKind kind, const char *format, ...) __attribute__((format(printf, 3, 4)));

// As error_set, with a position (1-based; 0 = unknown).
bool error_at(Error *err, ErrorKind kind, int line, int column, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

// Puts "context: " before the message that is there. Returns false.
bool error_prefix(Error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

void error_clear(Error *err);

// The process exit code for an error kind: 0, 1, 2, 3, 4, 5 or 130.
int error_exit_code(ErrorKind kind);

#endif
