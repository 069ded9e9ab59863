// SPDX-License-Identifier: MIT
// The table behind search folding and the ASCII form of names. Spellings are the ones that passports use
// (ICAO 9303), with one letter where people type one.
#include "latin.h"

#include <stddef.h>

typedef struct Spelling {
    uint32_t code;
    const char *ascii;
} Spelling;

static const Spelling spellings[] = {
    {0x00C6, "AE"}, {0x00D0, "D"},  {0x00D8, "O"},  {0x00DE, "TH"}, {0x00DF, "ss"}, {0x00E6, "ae"},
    {0x00F0, "d"},  {0x00F8, "o"},  {0x00FE, "th"}, {0x0110, "D"},  {0x0111, "d"},  {0x0126, "H"},
    {0x0127, "h"},  {0x0131, "i"},  {0x0138, "k"},  {0x0141, "L"},  {0x0142, "l"},  {0x014A, "N"},
    {0x014B, "n"},  {0x0152, "OE"}, {0x0153, "oe"}, {0x0166, "T"},  {0x0167, "t"},  {0x0192, "f"},
    {0x0237, "j"},  {0x018F, "E"},  {0x0259, "e"},  {0x1E9E, "SS"},
};

enum { FIRST = 0x00C6, LAST = 0x1E9E };

const char *latin_base(uint32_t code)
{
    if (code < FIRST || code > LAST)
        return NULL;
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++)
        if (spellings[i].code == code)
            return spellings[i].ascii;
    return NULL;
}
