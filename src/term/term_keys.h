// SPDX-License-Identifier: MIT
// Private to term: the key sequences that terminfo knows of this terminal.
#ifndef RAPPORT_TERM_TERM_KEYS_H
#define RAPPORT_TERM_TERM_KEYS_H

#include "rapport/screen/input.h"

// After newterm.
void term_keys_define(Input *input);

#endif
