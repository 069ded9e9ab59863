// SPDX-License-Identifier: MIT
// Display width. curses advances by wcwidth, so wcwidth is what counts, a cluster at a time; what is joined
// to a base (skin tones, joined emoji, variation selectors) is not drawn and takes no room.
#include "rapport/base/width.h"

#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

#include "rapport/base/utf8.h"

enum { WIDEST_CLUSTER = 2 };

static int code_width(uint32_t code)
{
    int width = wcwidth((wchar_t)code);
    return width < 0 ? 1 : width; // unknown: drawn as U+FFFD
}

// True for what stands beside its base and takes columns of its own: spacing vowel signs, prefixed number
// signs, the second half of a flag.
static bool stands_beside(uint32_t code)
{
    int class = utf8proc_get_property((utf8proc_int32_t)code)->boundclass;
    return class == UTF8PROC_BOUNDCLASS_SPACINGMARK || class == UTF8PROC_BOUNDCLASS_PREPEND ||
           class == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR;
}

int width_cluster(const char *cluster, size_t length)
{
    int width = 0;
    bool has_base = false;
    for (size_t at = 0; at < length;) {
        uint32_t code;
        at += utf8_decode(cluster + at, length - at, &code, NULL);
        int columns = code_width(code);
        if (columns == 0)
            continue;
        bool beside = stands_beside(code);
        if (beside || !has_base)
            width += columns;
        has_base = has_base || !beside;
    }
    return width < WIDEST_CLUSTER ? width : WIDEST_CLUSTER;
}

static bool plain_ascii(char byte)
{
    return (unsigned char)byte >= 0x20 && (unsigned char)byte < 0x7F;
}

// The cluster at text: its bytes and its columns.
static size_t next_cluster(const char *text, size_t length, int *columns)
{
    size_t used = utf8_cluster(text, length);
    *columns = used == 1 && plain_ascii(text[0]) ? 1 : width_cluster(text, used);
    return used;
}

int width_text(const char *text, size_t length)
{
    int width = 0, columns;
    for (size_t at = 0; at < length; width += columns)
        at += next_cluster(text + at, length - at, &columns);
    return width;
}

size_t width_fit(const char *text, size_t length, int columns)
{
    size_t at = 0;
    while (at < length) {
        int needed;
        size_t used = next_cluster(text + at, length - at, &needed);
        if (needed > columns)
            break;
        columns -= needed;
        at += used;
    }
    return at;
}

// The start of the longest tail of text (of this width) that fits in columns.
static size_t tail_start(const char *text, size_t length, int width, int columns)
{
    size_t at = 0;
    while (at < length && width > columns) {
        int dropped;
        at += next_cluster(text + at, length - at, &dropped);
        width -= dropped;
    }
    return at;
}

void width_truncate(Str *out, const char *text, int columns, Truncate how, const char *ellipsis)
{
    size_t length = strlen(text), mark_length = strlen(ellipsis);
    int width = width_text(text, length), mark = width_text(ellipsis, mark_length);
    if (width <= columns) {
        str_append_n(out, text, length);
        return;
    }
    if (columns < mark || columns <= 0)
        return;
    int room = columns - mark;
    int tail = how == TRUNCATE_MIDDLE ? room / 2 : 0;
    str_append_n(out, text, width_fit(text, length, room - tail));
    str_append_n(out, ellipsis, mark_length);
    if (tail > 0)
        str_append(out, text + tail_start(text, length, width, tail));
}

void width_pad(Str *out, const char *text, int columns, const char *ellipsis)
{
    size_t start = out->length;
    width_truncate(out, text, columns, TRUNCATE_END, ellipsis);
    for (int used = width_text(str_get(out) + start, out->length - start); used < columns; used++)
        str_push(out, ' ');
}
