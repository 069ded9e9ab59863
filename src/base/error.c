// SPDX-License-Identifier: MIT
// Errors as values. A message that does not fit is cut between characters and ends in an ellipsis, so that
// what the user reads is valid UTF-8 whatever went into it.
#include "rapport/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MESSAGE_SIZE = sizeof((Error *)0)->message };

// Steps back over the tail of a character that was cut in two.
static size_t whole_characters(const char *text, size_t length)
{
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return length;
}

// Formats through a buffer of its own, because an argument may be the message that is about to be replaced.
static void set_message(Error *err, const char *format, va_list args)
{
    static const char ellipsis[] = "…";
    char text[MESSAGE_SIZE];
    int wanted = vsnprintf(text, sizeof text, format, args);
    size_t length = wanted < 0 ? 0 : strnlen(text, sizeof text - 1);
    if (wanted >= MESSAGE_SIZE) {
        length = whole_characters(text, sizeof text - sizeof ellipsis);
        memcpy(text + length, ellipsis, sizeof ellipsis - 1);
        length += sizeof ellipsis - 1;
    }
    memcpy(err->message, text, length);
    err->message[length] = '\0';
}

bool error_set(Error *err, ErrorKind kind, const char *format, ...)
{
    if (err == NULL)
        return false;
    va_list args;
    va_start(args, format);
    set_message(err, format, args);
    va_end(args);
    err->kind = kind;
    err->line = err->column = 0;
    return false;
}

bool error_at(Error *err, ErrorKind kind, int line, int column, const char *format, ...)
{
    if (err == NULL)
        return false;
    va_list args;
    va_start(args, format);
    set_message(err, format, args);
    va_end(args);
    err->kind = kind;
    err->line = line;
    err->column = column;
    return false;
}

static void set_formatted(Error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void set_formatted(Error *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    set_message(err, format, args);
    va_end(args);
}

bool error_prefix(Error *err, const char *format, ...)
{
    if (err == NULL)
        return false;
    Error context = {0};
    va_list args;
    va_start(args, format);
    set_message(&context, format, args);
    va_end(args);
    set_formatted(err, "%s: %s", context.message, err->message);
    return false;
}

void error_clear(Error *err)
{
    if (err != NULL)
        *err = (Error){0};
}

int error_exit_code(ErrorKind kind)
{
    static const int codes[] = {
        [ERROR_NONE] = 0,  [ERROR_NOT_FOUND] = 1,     [ERROR_TOO_SOON] = 1, [ERROR_USAGE] = 2,
        [ERROR_INPUT] = 3, [ERROR_DATABASE] = 4,      [ERROR_DAMAGED] = 4,  [ERROR_CONFLICT] = 4,
        [ERROR_IO] = 5,    [ERROR_INTERRUPTED] = 130,
    };
    size_t index = (size_t)kind;
    return index < sizeof codes / sizeof codes[0] ? codes[index] : 5;
}
