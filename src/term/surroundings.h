// SPDX-License-Identifier: MIT
// Private to term: whether this is a place for a screen.
#ifndef RAPPORT_TERM_SURROUNDINGS_H
#define RAPPORT_TERM_SURROUNDINGS_H

#include <stdbool.h>

#include "rapport/base/error.h"

// A terminal on both sides, with a description that can address its cells; else ERROR_USAGE with a hint.
bool surroundings_fit(Error *err);
bool surroundings_lack_description(Error *err); // the sentence for that; gives false

// Whether the terminal takes private modes and operating system commands.
bool surroundings_modern(void);

#endif
