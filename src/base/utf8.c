// SPDX-License-Identifier: MIT
// UTF-8 decoding and encoding after table 3-7 of the Unicode standard: what is not well-formed there is bad
// here, because two programs that read one string differently are an attack.
#include "rapport/base/utf8.h"

#include <string.h>

static const char replacement[] = "\xEF\xBF\xBD"; // U+FFFD

static bool continues(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

// The length that a lead byte announces; 0 for a byte that leads nothing.
static size_t announced_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2) // a continuation, or the lead of an overlong form
        return 0;
    if (lead < 0xE0)
        return 2;
    if (lead < 0xF0)
        return 3;
    return lead < 0xF5 ? 4 : 0;
}

// The second byte decides on overlong forms, surrogates and values over 10FFFF.
static bool second_fits(unsigned char lead, unsigned char second)
{
    switch (lead) {
    case 0xE0:
        return second >= 0xA0 && second <= 0xBF;
    case 0xED:
        return second >= 0x80 && second <= 0x9F;
    case 0xF0:
        return second >= 0x90 && second <= 0xBF;
    case 0xF4:
        return second >= 0x80 && second <= 0x8F;
    default:
        return continues(second);
    }
}

// The length of the well-formed sequence at bytes; 0 when there is none.
static size_t sequence_length(const unsigned char *bytes, size_t length)
{
    size_t wanted = announced_length(bytes[0]);
    if (wanted <= 1)
        return wanted;
    if (wanted > length || !second_fits(bytes[0], bytes[1]))
        return 0;
    for (size_t i = 2; i < wanted; i++)
        if (!continues(bytes[i]))
            return 0;
    return wanted;
}

size_t utf8_decode(const char *text, size_t length, uint32_t *code, bool *valid)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t used = sequence_length(bytes, length);
    if (valid != NULL)
        *valid = used > 0;
    if (used == 0) {
        *code = UTF8_BAD;
        return 1;
    }
    uint32_t value = bytes[0] & (used == 1 ? 0x7Fu : 0xFFu >> (used + 1));
    for (size_t i = 1; i < used; i++)
        value = value << 6 | (bytes[i] & 0x3F);
    *code = value;
    return used;
}

size_t utf8_encode(uint32_t code, char out[4])
{
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = UTF8_BAD;
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)(leads[length] | code);
    return length;
}

// The bytes at the start that are well-formed.
static size_t valid_run(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        size_t used = sequence_length((const unsigned char *)text + at, length - at);
        if (used == 0)
            break;
        at += used;
    }
    return at;
}

size_t utf8_cut(const char *text, size_t length, size_t limit)
{
    if (length <= limit)
        return length;
    for (size_t back = 0; back < 4 && back <= limit; back++)
        if (!continues((unsigned char)text[limit - back]))
            return limit - back;
    return limit;
}

bool utf8_valid(const char *text, size_t length)
{
    return valid_run(text, length) == length;
}

void utf8_repair(Str *out, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t good = valid_run(text + at, length - at);
        str_append_n(out, text + at, good);
        at += good;
        if (at < length) {
            str_append(out, replacement);
            at++;
        }
    }
}

// Eight at a time: a byte under the blank borrows, DEL carries, and what is no ASCII has its high bit
// already.
size_t utf8_plain(const char *text, size_t length)
{
    static const uint64_t ones = 0x0101010101010101u;
    size_t at = 0;
    if (length > 0 && (*text < ' ' || *text > '~')) // at once: between other letters it is asked for each
        return 0;
    for (uint64_t eight; at + sizeof eight <= length; at += sizeof eight) {
        memcpy(&eight, text + at, sizeof eight);
        if (((eight | (eight - ones * ' ') | (eight + ones)) & ones * 0x80) != 0)
            break;
    }
    while (at < length && text[at] >= ' ' && text[at] <= '~')
        at++;
    return at;
}

// The bytes of ASCII at the beginning.
static size_t ascii_run(const char *text, size_t length)
{
    static const uint64_t high_bits = 0x8080808080808080u;
    size_t at = 0;
    for (uint64_t eight; at + sizeof eight <= length; at += sizeof eight) {
        memcpy(&eight, text + at, sizeof eight);
        if ((eight & high_bits) != 0)
            break;
    }
    while (at < length && (unsigned char)text[at] < 0x80)
        at++;
    return at;
}

size_t utf8_count_utf16(const char *text, size_t length)
{
    size_t units = 0;
    for (size_t at = 0; at < length;) {
        size_t run = ascii_run(text + at, length - at); // most of it is ASCII
        at += run;
        units += run;
        if (at == length)
            break;
        size_t used = sequence_length((const unsigned char *)text + at, length - at);
        units += used == 4 ? 2 : 1;
        at += used > 0 ? used : 1;
    }
    return units;
}

size_t utf8_count_codes(const char *text, size_t length)
{
    size_t codes = 0;
    uint32_t code;
    for (size_t at = 0; at < length; codes++)
        at += utf8_decode(text + at, length - at, &code, NULL);
    return codes;
}

size_t utf8_count_words(const char *text, size_t length)
{
    size_t words = 0;
    bool inside = false;
    for (size_t at = 0; at < length;) {
        uint32_t code = (unsigned char)text[at];
        if (code < 0x80) { // nearly all, and the text may be long
            words += !inside && code > ' ';
            inside = code > ' ';
            at++;
            continue;
        }
        at += utf8_decode(text + at, length - at, &code, NULL);
        bool blank = utf8_is_space(code);
        words += !blank && (!inside || utf8_is_cjk(code));
        inside = !blank;
    }
    return words;
}
