// SPDX-License-Identifier: MIT
// The byte string that everything is built with. An empty Str owns nothing, so a zeroed one costs no
// allocation and needs no clean-up.
#include "rapport/base/str.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"

enum { FIRST_CAPACITY = 32 };

void str_clear(Str *str)
{
    free(str->data);
    *str = (Str)STR_INIT;
}

void str_truncate(Str *str, size_t length)
{
    if (str->data == NULL)
        return;
    str->length = length;
    str->data[length] = '\0';
}

void str_reserve(Str *str, size_t extra)
{
    // The NUL is part of what is needed; on overflow mem_resize is asked for the impossible and ends the
    // program.
    size_t needed = extra < SIZE_MAX - str->length ? str->length + extra + 1 : SIZE_MAX;
    if (needed <= str->capacity)
        return;
    size_t larger = str->capacity < SIZE_MAX / 2 ? str->capacity * 2 + FIRST_CAPACITY : SIZE_MAX;
    if (larger < needed)
        larger = needed;
    str->data = mem_resize(str->data, larger, 1);
    str->capacity = larger;
    str->data[str->length] = '\0';
}

void str_push(Str *str, char byte)
{
    str_reserve(str, 1);
    str->data[str->length++] = byte;
    str->data[str->length] = '\0';
}

void str_append(Str *str, const char *text)
{
    if (text != NULL)
        str_append_n(str, text, strlen(text));
}

void str_append_n(Str *str, const char *bytes, size_t length)
{
    if (length == 0)
        return;
    str_reserve(str, length);
    memcpy(str->data + str->length, bytes, length);
    str->length += length;
    str->data[str->length] = '\0';
}

void str_appendf(Str *str, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str_vappendf(str, format, args);
    va_end(args);
}

void str_vappendf(Str *str, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    size_t room = str->capacity - str->length; // 0 while nothing is allocated
    int wanted = vsnprintf(room > 0 ? str->data + str->length : NULL, room, format, args);
    if (wanted > 0 && (size_t)wanted >= room) {
        str_reserve(str, (size_t)wanted);
        vsnprintf(str->data + str->length, (size_t)wanted + 1, format, again);
    }
    va_end(again);
    if (wanted > 0)
        str->length += (size_t)wanted;
}

void str_insert_n(Str *str, size_t at, const char *bytes, size_t length)
{
    if (length == 0)
        return;
    str_reserve(str, length);
    memmove(str->data + at + length, str->data + at, str->length - at + 1);
    memcpy(str->data + at, bytes, length);
    str->length += length;
}

void str_remove(Str *str, size_t at, size_t length)
{
    if (length == 0)
        return;
    memmove(str->data + at, str->data + at + length, str->length - at - length + 1);
    str->length -= length;
}

const char *str_get(const Str *str)
{
    return str->data != NULL ? str->data : "";
}

char *str_take(Str *str)
{
    str_reserve(str, 0);
    char *taken = str->data;
    *str = (Str)STR_INIT;
    return taken;
}

char *str_format(const char *format, ...)
{
    Str text = STR_INIT;
    va_list args;
    va_start(args, format);
    str_vappendf(&text, format, args);
    va_end(args);
    return str_take(&text);
}

bool str_equal(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return strcmp(a, b) == 0;
}

// Not tolower(): the answer must not depend on the locale.
static char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool str_equal_nocase(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    while (*a != '\0' && ascii_lower(*a) == ascii_lower(*b)) {
        a++;
        b++;
    }
    return ascii_lower(*a) == ascii_lower(*b);
}

bool str_starts(const char *text, const char *prefix)
{
    if (text == NULL || prefix == NULL)
        return text == prefix;
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool str_ends(const char *text, const char *suffix)
{
    if (text == NULL || suffix == NULL)
        return text == suffix;
    size_t length = strlen(text), tail = strlen(suffix);
    return length >= tail && strcmp(text + length - tail, suffix) == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool str_blank(const char *text)
{
    if (text == NULL)
        return true;
    while (is_blank(*text))
        text++;
    return *text == '\0';
}

char *str_trim(char *text)
{
    if (text == NULL)
        return NULL;
    size_t start = 0, end = strlen(text);
    while (is_blank(text[start]))
        start++;
    while (end > start && is_blank(text[end - 1]))
        end--;
    memmove(text, text + start, end - start);
    text[end - start] = '\0';
    return text;
}
