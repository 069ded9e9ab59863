// SPDX-License-Identifier: MIT
// Case as a table of ranges: a shift where capitals and small letters stand in two rows, a step of one where
// they alternate. Enough for names; not a full Unicode mapping (no digraphs, no context rules).
#include "rapport/core/lettercase.h"

#include <stddef.h>

typedef struct CaseRange {
    uint32_t first, last; // capitals
    uint32_t shift;       // to the small letter
    bool alternating;     // only every second code, counted from first, is a capital
} CaseRange;

static const CaseRange ranges[] = {
    {'A', 'Z', 32, false},     {0xC0, 0xD6, 32, false},   {0xD8, 0xDE, 32, false},
    {0x100, 0x12F, 1, true},   {0x132, 0x137, 1, true},   {0x139, 0x148, 1, true},
    {0x14A, 0x177, 1, true},   {0x179, 0x17E, 1, true},   {0x1CD, 0x1DC, 1, true},
    {0x1DE, 0x1EF, 1, true},   {0x1F8, 0x21F, 1, true},   {0x222, 0x233, 1, true},
    {0x386, 0x386, 38, false}, {0x388, 0x38A, 37, false}, {0x38C, 0x38C, 64, false},
    {0x38E, 0x38F, 63, false}, {0x391, 0x3A1, 32, false}, {0x3A3, 0x3AB, 32, false},
    {0x400, 0x40F, 80, false}, {0x410, 0x42F, 32, false}, {0x460, 0x481, 1, true},
    {0x48A, 0x4BF, 1, true},   {0x4D0, 0x52F, 1, true},   {0x531, 0x556, 48, false},
    {0x1E00, 0x1E95, 1, true}, {0x1EA0, 0x1EFF, 1, true},
};

enum { RANGE_COUNT = sizeof ranges / sizeof ranges[0] };

static bool holds_capital(const CaseRange *range, uint32_t code)
{
    return code >= range->first && code <= range->last &&
           (!range->alternating || (code - range->first) % 2 == 0);
}

uint32_t letter_lower(uint32_t code)
{
    if (code < 0x80) // the common case, for searching long texts
        return code >= 'A' && code <= 'Z' ? code + 32 : code;
    for (size_t i = 0; i < RANGE_COUNT; i++)
        if (holds_capital(&ranges[i], code))
            return code + ranges[i].shift;
    if (code == 0x130) // the dotted capital I has no simple twin of its own
        return 'i';
    return code == 0x178 ? 0xFF : code;
}

uint32_t letter_upper(uint32_t code)
{
    for (size_t i = 0; i < RANGE_COUNT; i++)
        if (code >= ranges[i].shift && holds_capital(&ranges[i], code - ranges[i].shift))
            return code - ranges[i].shift;
    return code == 0xFF ? 0x178 : code;
}

bool letter_is_upper(uint32_t code)
{
    return letter_lower(code) != code;
}

bool letter_is_lower(uint32_t code)
{
    return code == 0xDF || letter_upper(code) != code;
}
