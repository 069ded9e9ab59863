// SPDX-License-Identifier: MIT
// Files of assets/ that are compiled into the program: tables that end with a NULL name, in order of file
// name.
#ifndef RAPPORT_BASE_EMBEDDED_H
#define RAPPORT_BASE_EMBEDDED_H

#include <stddef.h>

typedef struct EmbeddedFile {
    const char *name; // file name without folder
    const char *text; // NUL-terminated
    size_t length;    // bytes without the NUL
} EmbeddedFile;

#endif
