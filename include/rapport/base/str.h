// SPDX-License-Identifier: MIT
// Str: a growing, always NUL-terminated byte string. A zeroed Str is an empty one.
#ifndef RAPPORT_BASE_STR_H
#define RAPPORT_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct Str {
    char *data;    // NULL until something is appended; then NUL-terminated
    size_t length; // bytes, without the NUL
    size_t capacity;
} Str;

#define STR_INIT                                                                                             \
    {                                                                                                        \
        0                                                                                                    \
    }

void str_clear(Str *str);                   // frees; the Str is empty and usable again
void str_truncate(Str *str, size_t length); // keeps the memory; length must not exceed str->length
void str_reserve(Str *str, size_t extra);
void str_push(Str *str, char byte);
void str_append(Str *str, const char *text); // NULL appends nothing
void str_append_n(Str *str, const char *bytes, size_t length);
void str_appendf(Str *str, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_vappendf(Str *str, const char *format, va_list args);
void str_insert_n(Str *str, size_t at, const char *bytes, size_t length);
void str_remove(Str *str, size_t at, size_t length);
const char *str_get(const Str *str); // borrowed; "" when empty
char *str_take(Str *str);            // the caller owns the result (never NULL); the Str is empty again

// Allocates the formatted text; the caller frees.
char *str_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

// Comparisons on NUL-terminated text; NULL equals NULL only.
bool str_equal(const char *a, const char *b);
bool str_equal_nocase(const char *a, const char *b); // ASCII case only
bool str_starts(const char *text, const char *prefix);
bool str_ends(const char *text, const char *suffix);
bool str_blank(const char *text); // NULL, empty or ASCII white space only

// Trims ASCII white space at both ends, in place; returns text.
char *str_trim(char *text);

#endif
