// SPDX-License-Identifier: MIT
// A name as words: cut, cleaned of titles and credentials, put in order. What names.c builds on.
#ifndef RAPPORT_CORE_NAME_WORDS_H
#define RAPPORT_CORE_NAME_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/str.h"

enum { NAME_WORDS_MAX = 24 };

// A name cut into words; a name of more than NAME_WORDS_MAX words loses the rest.
typedef struct Words {
    Str text; // words separated by one blank; the reader of a name clears it
    struct {
        size_t at, length;
    } word[NAME_WORDS_MAX];
    size_t count;
    bool capitals;    // no small letter anywhere in the name
    size_t family_at; // where the family name begins, when the writing said so; else 0
} Words;

// Cuts a name into its words without decoration. may_reverse: "Family, Given" is put in order.
void words_read(Words *words, const char *name, bool may_reverse);

void words_drop(Words *words, size_t first, size_t count);
void words_append(Str *out, const Words *words, size_t first, size_t end); // with single blanks

bool word_any(const Words *words, size_t index, bool (*test)(uint32_t)); // some letter passes the test
bool word_has_dot(const Words *words, size_t index);
bool word_is_particle(const Words *words, size_t index); // van, de, von ...

bool name_has_letter(const char *text, size_t length, bool (*test)(uint32_t));
bool name_is_apostrophe(uint32_t code);
bool name_is_dash(uint32_t code);

#endif
