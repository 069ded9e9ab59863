// SPDX-License-Identifier: MIT
// Fuzzy finding for the palette and for completion, and "did you mean" for every table of names. Pure and
// deterministic: the same needle and text always give the same score, on any machine and in any locale.
#ifndef RAPPORT_CORE_FUZZY_H
#define RAPPORT_CORE_FUZZY_H

#include <stdbool.h>
#include <stddef.h>

enum {
    FUZZY_NEEDLE_MAX = 48, // characters of the needle that count, blanks not counted
    FUZZY_TEXT_MAX = 256,  // characters of the text that are looked at
};

typedef struct FuzzyMatch {
    int score;                          // higher is better; comparable between texts for the same needle
    size_t count;                       // matched characters
    size_t positions[FUZZY_NEEDLE_MAX]; // byte offsets into the text where they start, ascending, each once
} FuzzyMatch;

// True when the characters of needle occur in text in this order, without case and accents; blanks in the
// needle only separate. Matches at word starts and runs weigh more than scattered ones, earlier ones more
// than late ones, short texts more than long ones. An empty needle matches everything with score 0. match may
// be NULL.
bool fuzzy_match(const char *needle, const char *text, FuzzyMatch *match);

// The name nearest to word by edit distance (insert, delete, replace, swap), or NULL when none is near: one
// mistake in short words, up to a third of the letters in long ones. A name that starts with word (2 letters
// or more) is near too. Among equals the first wins. The result is one of names.
const char *suggest(const char *word, const char *const *names, size_t count);

// The same for a table of structs: first is the address of the name in the first row, stride the size of a
// row.
//     suggest_row(word, &table[0].name, COUNT, sizeof table[0])
const char *suggest_row(const char *word, const char *const *first, size_t count, size_t stride);

#endif
