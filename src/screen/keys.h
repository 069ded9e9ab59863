// SPDX-License-Identifier: MIT
// Private to screen: the normal form of keys, for names and for input alike.
#ifndef RAPPORT_SCREEN_KEYS_H
#define RAPPORT_SCREEN_KEYS_H

#include "rapport/screen/event.h"

// Brings code (a code point or K_*) and mods into the normal form. False when it is no key, or none that
// terminals send.
bool key_normalise(uint32_t code, unsigned mods, Key *out);

#endif
