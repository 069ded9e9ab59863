// SPDX-License-Identifier: MIT
// Grapheme clusters, what a person takes for one character: utf8proc knows the rules of UAX 29; here they are
// walked in both directions over bytes, with bad bytes counting as U+FFFD.
#include <utf8proc.h>

#include "rapport/base/utf8.h"

// U+0300 is the first that joins what stands before it; none of U+0400 to U+047F (Cyrillic) and U+4000 to
// U+9FFF (Han) does.
bool utf8_may_join(char lead)
{
    unsigned char byte = (unsigned char)lead;
    return byte >= 0xCC && byte != 0xD0 && byte != 0xD1 && (byte < 0xE4 || byte > 0xE9);
}

// The bytes of a letter at the beginning that only what follows could join: of ASCII, Latin, Cyrillic, Han,
// as nearly all of a text is, and that may be long. 0: something else.
static size_t plain_letter(const char *text, size_t length)
{
    unsigned char lead = (unsigned char)text[0];
    if (lead < 0x80)
        return lead >= 0x20 && lead < 0x7F ? 1 : 0;
    size_t size = lead < 0xC3 || utf8_may_join(text[0]) ? 0 : lead < 0xE0 ? 2 : 3;
    if (size > length)
        return 0;
    for (size_t i = 1; i < size; i++)
        if (((unsigned char)text[i] & 0xC0) != 0x80)
            return 0;
    return size;
}

// Two such never join (GB999), which is known quicker than by all the rules.
static bool stands_alone(uint32_t code)
{
    return utf8proc_get_property((utf8proc_int32_t)code)->boundclass == UTF8PROC_BOUNDCLASS_OTHER;
}

size_t utf8_cluster(const char *text, size_t length)
{
    if (length == 0)
        return 0;
    size_t letter = plain_letter(text, length);
    if (letter > 0 && (letter == length || !utf8_may_join(text[letter])))
        return letter;
    uint32_t before, after;
    utf8proc_int32_t state = 0;
    size_t at = utf8_decode(text, length, &before, NULL);
    while (at < length) {
        size_t used = utf8_decode(text + at, length - at, &after, NULL);
        if ((stands_alone(before) && stands_alone(after)) ||
            utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)after, &state))
            break;
        before = after;
        at += used;
    }
    return at;
}

// The start of the code point, or bad byte, that ends at byte position at (over 0).
static size_t code_before(const char *text, size_t at, uint32_t *code)
{
    for (size_t back = at < 4 ? at : 4; back > 1; back--) {
        bool valid;
        if (utf8_decode(text + at - back, back, code, &valid) == back && valid)
            return at - back;
    }
    utf8_decode(text + at - 1, 1, code, NULL);
    return at - 1;
}

// True when a cluster ends between the two whatever stands before them. After a joiner or another extending
// character, and between regional indicators, that depends on the characters before.
static bool certain_break(uint32_t before, uint32_t after)
{
    int class = utf8proc_get_property((utf8proc_int32_t)before)->boundclass;
    if (class == UTF8PROC_BOUNDCLASS_ZWJ || class == UTF8PROC_BOUNDCLASS_EXTEND)
        return false;
    return utf8proc_grapheme_break((utf8proc_int32_t)before, (utf8proc_int32_t)after);
}

size_t utf8_cluster_before(const char *text, size_t at)
{
    if (at == 0)
        return 0;
    uint32_t before, after;
    size_t start = code_before(text, at, &after);
    while (start > 0) {
        size_t previous = code_before(text, start, &before);
        if (certain_break(before, after))
            break;
        start = previous;
        after = before;
    }
    for (size_t next; (next = start + utf8_cluster(text + start, at - start)) < at;)
        start = next;
    return start;
}
