// SPDX-License-Identifier: MIT
// Latin letters that have no decomposition in Unicode although people type them without their stroke or
// ligature.
#ifndef RAPPORT_BASE_LATIN_H
#define RAPPORT_BASE_LATIN_H

#include <stdint.h>

// The ASCII spelling of such a letter ("o" for U+00F8, "TH" for U+00DE); NULL for every other character.
const char *latin_base(uint32_t code);

#endif
