// SPDX-License-Identifier: MIT
// The first mistake in a template that is being written: what is wrong, where, and what mends it.
#ifndef RAPPORT_TUI_TEMPLATE_MISTAKE_H
#define RAPPORT_TUI_TEMPLATE_MISTAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/error.h"

typedef struct TemplateMistake {
    Error err;       // ERROR_NONE = the language is right; line and column are 1-based
    bool in_subject; // else in the text
    size_t from, to; // the bytes that are wrong; from == to: none that could be shown
    char *mend;      // what belongs in their place; NULL = nothing obvious
} TemplateMistake;

// Forgets what was found before.
void template_mistake_find(TemplateMistake *mistake, const char *subject, const char *text);
void template_mistake_clear(TemplateMistake *mistake);

#endif
