// SPDX-License-Identifier: MIT
// Files: private by default, written whole or not at all.
#ifndef RAPPORT_BASE_FILE_H
#define RAPPORT_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/error.h"
#include "rapport/base/str.h"

// Appends the whole file; refuses more than limit bytes. "-" is standard input.
bool file_read(const char *path, size_t limit, Str *out, Error *err);

typedef enum FileReplace { FILE_KEEP, FILE_REPLACE } FileReplace;

// Writes a file of mode 0600 through a temporary name in the same directory: fsync, rename, fsync of the
// directory. FILE_KEEP refuses when the path exists; FILE_REPLACE replaces a link instead of following it and
// refuses what is no regular file. The temporary name does not end in the extension of path.
bool file_write(const char *path, const char *bytes, size_t length, FileReplace replace, Error *err);

// Makes the directory and its parents, each new one of mode 0700.
bool file_make_directories(const char *path, Error *err);

bool file_exists(const char *path);

// Splits a command or configuration line into words as a shell does (quotes and backslash; no expansion, no
// comments). The result is NULL-terminated, one allocation, freed with free(). An unclosed quote is an error
// with its column.
char **file_split_words(const char *line, size_t *count, Error *err);

#endif
