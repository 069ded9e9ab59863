// SPDX-License-Identifier: MIT
// One kind of text of many people (their names, their titles ...) in memory, found by the beginnings of its
// words. Equal texts are kept once: a million people share far fewer companies, titles and schools.
#ifndef RAPPORT_STORE_ROSTER_WORDS_H
#define RAPPORT_STORE_ROSTER_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/hashmap.h"
#include "rapport/base/str.h"
#include "rapport/base/vec.h"
#include "rapport/core/query.h"

typedef uint32_t Slot; // the place of a person in a roster

// Texts end to end, each with its NUL: at most 4 GB.
typedef struct Strings {
    Str bytes;
    VEC(uint32_t) starts;
} Strings;
uint32_t strings_add(Strings *strings, const char *text, size_t length); // its number
const char *strings_get(const Strings *strings, uint32_t number);
void strings_shrink(Strings *strings); // gives back what growing kept in reserve
void strings_clear(Strings *strings);

// Texts by number, each once.
typedef struct Interned {
    Strings strings;
    HashMap numbers; // by hash
} Interned;
uint32_t intern(Interned *interned, const char *text, size_t length, bool *fresh);
void interned_clear(Interned *interned);

typedef struct Pair {
    uint32_t from, to;
} Pair;
typedef VEC(Pair) Pairs;

// Which numbers belong to a number: those of i are items[first[i] .. first[i + 1]).
typedef struct Groups {
    uint32_t *first, *items;
} Groups;
// In the order of the pairs. count: how many groups there are.
Groups groups_make(const Pairs *pairs, size_t count);
void groups_clear(Groups *groups);

typedef struct Words {
    Strings tokens; // sorted
    Groups texts;   // of a token
    Strings forms;  // of a text: " ada byron ", as SQL looks for phrases in it
    Groups people;  // of a text: slots
} Words;

// Gathers texts; words_make turns it into Words and clears it.
typedef struct WordsMaker {
    Interned raw; // texts as entered
    Strings forms;
    Interned tokens;
    Pairs places; // token, text
    Pairs uses;   // text, slot
} WordsMaker;
void words_add(WordsMaker *maker, Slot slot, const char *text, size_t length);
void words_make(WordsMaker *maker, Words *words);
void words_maker_clear(WordsMaker *maker);
void words_clear(Words *words);

// Sets the bits of the people with a text that the value matches.
void words_find(const Words *words, const QueryValue *value, uint64_t *bits);

// What stands in a form where the value matches, as search_sql.c has it: " ada byr". Owned.
char *words_pattern(const QueryValue *value);

#endif
