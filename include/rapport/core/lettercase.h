// SPDX-License-Identifier: MIT
// Upper and lower case of single letters without asking the locale, so that core stays pure. Covers Latin
// with its extensions, Greek, Cyrillic and Armenian: the scripts of names that have case. Source:
// UnicodeData.txt, simple mappings.
#ifndef RAPPORT_CORE_LETTERCASE_H
#define RAPPORT_CORE_LETTERCASE_H

#include <stdbool.h>
#include <stdint.h>

uint32_t letter_lower(uint32_t code); // the code itself where there is nothing to change
uint32_t letter_upper(uint32_t code);
bool letter_is_upper(uint32_t code); // has a lower-case twin
bool letter_is_lower(uint32_t code); // has an upper-case twin, or is ß

#endif
