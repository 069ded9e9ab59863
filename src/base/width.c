// SPDX-License-Identifier: MIT
// Display width. curses advances by wcwidth, so wcwidth is what counts, a cluster at a time; what is joined
// to a base (skin tones, joined emoji, variation selectors) is not drawn and takes no room.
#include "rapport/base/width.h"

#include <limits.h>
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
    if (code < 0x300)
        return false;
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

// The plain letters at text that are clusters by themselves: the last one may carry a mark that follows.
static size_t plain_run(const char *text, size_t length)
{
    size_t run = utf8_plain(text, length);
    bool may_carry = run > 0 && run < length && utf8_may_join(text[run]);
    return may_carry ? run - 1 : run;
}

// The bytes of the longest start of text that fits in columns, and in *width the columns it takes.
static size_t fit(const char *text, size_t length, int columns, int *width)
{
    size_t at = 0;
    int left = columns;
    while (at < length) {
        size_t most = (size_t)left + 2; // a letter that does not fit, and what may join it
        size_t run = plain_run(text + at, length - at < most ? length - at : most);
        size_t used = run > 0 ? run : utf8_cluster(text + at, length - at);
        int needed = run > 0 ? (int)run : width_cluster(text + at, used);
        if (needed > left) {
            size_t part = run > 0 && left > 0 ? (size_t)left : 0; // plain letters can be cut anywhere
            at += part;
            left -= (int)part;
            break;
        }
        at += used;
        left -= needed;
    }
    *width = columns - left;
    return at;
}

int width_text(const char *text, size_t length)
{
    int width;
    fit(text, length, INT_MAX, &width);
    return width;
}

size_t width_fit(const char *text, size_t length, int columns)
{
    int width;
    return fit(text, length, columns, &width);
}

// The start of the longest tail of text (of this width) that fits in columns.
static size_t tail_start(const char *text, size_t length, int width, int columns)
{
    size_t at = 0;
    while (at < length && width > columns) {
        size_t used = utf8_cluster(text + at, length - at);
        width -= width_cluster(text + at, used);
        at += used;
    }
    return at;
}

// Appends the text, cut where it is too long; gives the columns of what was appended.
static int append_cut(Str *out, const char *text, int columns, Truncate how, const char *ellipsis)
{
    size_t length = strlen(text), ellipsis_length = strlen(ellipsis);
    int width = width_text(text, length), mark = width_text(ellipsis, ellipsis_length);
    if (width <= columns) {
        str_append_n(out, text, length);
        return width;
    }
    if (columns < mark || columns <= 0)
        return 0;
    int room = columns - mark, head;
    int tail = how == TRUNCATE_MIDDLE ? room / 2 : 0;
    str_append_n(out, text, fit(text, length, room - tail, &head));
    str_append_n(out, ellipsis, ellipsis_length);
    if (tail > 0)
        str_append(out, text + tail_start(text, length, width, tail));
    return head + mark; // and the tail, which no caller that pads asks for
}

void width_truncate(Str *out, const char *text, int columns, Truncate how, const char *ellipsis)
{
    append_cut(out, text, columns, how, ellipsis);
}

void width_pad(Str *out, const char *text, int columns, const char *ellipsis)
{
    for (int used = append_cut(out, text, columns, TRUNCATE_END, ellipsis); used < columns; used++)
        str_push(out, ' ');
}
