// SPDX-License-Identifier: MIT
// The form for terminals that cannot show UTF-8: what reads well in ASCII is spelled so, every other
// character becomes one '?', so that names stay recognisable and columns countable.
#include <utf8proc.h>

#include "latin.h"
#include "rapport/base/sanitise.h"
#include "rapport/base/utf8.h"

enum { LONGEST_DECOMPOSITION = 32 }; // U+FDFA has 18

typedef struct Sign {
    uint32_t code;
    const char *ascii;
} Sign;

// Signs whose decomposition is none or misses the meaning.
static const Sign signs[] = {
    {0x00A3, "GBP"}, {0x00A5, "JPY"}, {0x00A9, "(c)"}, {0x00AB, "\""},  {0x00AE, "(r)"}, {0x00B0, "deg"},
    {0x00B4, "'"},   {0x00B7, "."},   {0x00BB, "\""},  {0x00D7, "x"},   {0x00F7, "/"},   {0x02BC, "'"},
    {0x2010, "-"},   {0x2011, "-"},   {0x2012, "-"},   {0x2013, "-"},   {0x2014, "-"},   {0x2015, "-"},
    {0x2018, "'"},   {0x2019, "'"},   {0x201A, "'"},   {0x201B, "'"},   {0x201C, "\""},  {0x201D, "\""},
    {0x201E, "\""},  {0x201F, "\""},  {0x2022, "*"},   {0x2026, "..."}, {0x2032, "'"},   {0x2033, "\""},
    {0x2039, "'"},   {0x203A, "'"},   {0x2044, "/"},   {0x20AC, "EUR"}, {0x2190, "<-"},  {0x2192, "->"},
    {0x2212, "-"},
};

static const char *sign_ascii(uint32_t code)
{
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (signs[i].code == code)
            return signs[i].ascii;
    return latin_base(code);
}

// Appends the spelling of the parts of code; marks, like all that has none, add nothing.
static void spell_decomposed(Str *out, uint32_t code)
{
    utf8proc_int32_t parts[LONGEST_DECOMPOSITION];
    int class = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code, parts, LONGEST_DECOMPOSITION,
                                                     UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &class);
    for (utf8proc_ssize_t i = 0; i < count && i < LONGEST_DECOMPOSITION; i++) {
        uint32_t part = (uint32_t)parts[i];
        if (part >= 0x20 && part < 0x7F)
            str_push(out, (char)part);
        else
            str_append(out, sign_ascii(part));
    }
}

static void spell(Str *out, uint32_t code)
{
    const char *ascii = sign_ascii(code);
    if (code == '\n' || (code >= 0x20 && code < 0x7F))
        str_push(out, (char)code);
    else if (ascii != NULL)
        str_append(out, ascii);
    else
        spell_decomposed(out, code);
}

void sanitise_ascii(Str *out, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t start = out->length, end = at + utf8_cluster(text + at, length - at);
        while (at < end) {
            uint32_t code;
            at += utf8_decode(text + at, end - at, &code, NULL);
            spell(out, code);
        }
        if (out->length == start)
            str_push(out, '?');
    }
}
