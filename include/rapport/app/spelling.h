// SPDX-License-Identifier: MIT
// Spelling by a program that is installed anyway: enchant-2, hunspell or aspell, asked in the protocol that
// they share (ispell -a). Its answers are kept word by word, so that the screen never waits: what is not
// known yet counts as right until somebody has asked. Words that the person adds go into the speller's own
// list.
#ifndef RAPPORT_APP_SPELLING_H
#define RAPPORT_APP_SPELLING_H

#include <stdatomic.h>

#include "rapport/app/app.h"
#include "rapport/base/str.h"

// The environment may name the program: RAPPORT_SPELLER, with its options; empty = none.
#define SPELLING_PROGRAM "RAPPORT_SPELLER"

typedef struct Spelling Spelling;

// The App's own, made on the first call; NULL when there is none.
Spelling *app_spelling(App *app);

// By the setting `spelling`: auto (the locale's language), off, or languages such as en_GB. NULL when it is
// off or nothing that spells is installed.
Spelling *spelling_new(App *app);
void spelling_free(Spelling *spelling); // NULL is fine

// For CheckInput: the dictionary lacks the word; *meant is what may be meant ("receive, relieve"), borrowed
// until spelling_free, NULL when there is no idea. What is not known is noted for the next question.
bool spelling_is_misspelt(Spelling *spelling, const char *word, const char **meant);

// What is known of words, for another thread to look up in. What it noted there is noted here afterwards.
Spelling *spelling_copy(const Spelling *spelling); // of NULL NULL
void spelling_note_all(Spelling *spelling, const Spelling *copy);

// What is asked of the program, and its answer; everything is its own, so any thread may ask.
typedef struct SpellQuestion {
    char **argv;
    Str words; // as the program reads them
    Str answer;
} SpellQuestion;

bool spelling_has_noted(const Spelling *spelling);
// The words noted since the last question; false = none.
bool spelling_question(Spelling *spelling, SpellQuestion *question);
// The word is right from now on, and the question tells the program so.
void spelling_add(Spelling *spelling, const char *word, SpellQuestion *question);
// Runs the program; *stop ends it early, NULL = nothing does.
bool spelling_ask(SpellQuestion *question, const atomic_bool *stop, Error *err);
// Takes the answer in. Not after a failure: spelling_give_up then.
void spelling_learn(Spelling *spelling, const SpellQuestion *question);
void spelling_give_up(Spelling *spelling); // nothing is asked any more
// Asks for the words noted so far and waits for the answer; false = there is nothing new.
bool spelling_catch_up(Spelling *spelling);
void spell_question_clear(SpellQuestion *question);

// Whether the setting's value names a language: letters, digits, _ - and , only.
bool spelling_language_valid(const char *value);

#endif
