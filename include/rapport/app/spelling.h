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
#include "rapport/core/contact.h"

// The environment may name the program: RAPPORT_SPELLER, with its options; empty = none.
#define SPELLING_PROGRAM "RAPPORT_SPELLER"

typedef struct Spelling Spelling;

// That of the language ("de_DE"), or, for NULL, of the setting `spelling`: auto (the locale's), off (then
// there is none in any language), or languages such as en_GB. The App's own, made on the first call; NULL
// when it is off or nothing that spells is installed.
Spelling *app_spelling(App *app, const char *language);
Spelling *app_spelling_noted(App *app); // one that has words to ask about; NULL = none has
void app_forget_spelling(App *app);     // tells the programs first of words that they have not heard of yet

// The language in which one writes to the contact: what follows "lang-" in a tag of theirs, borrowed; NULL =
// as always.
const char *spelling_language_of(const Contact *contact);
void spelling_free(Spelling *spelling); // NULL is fine

// For CheckInput: the dictionary lacks the word; *meant is what may be meant ("receive, relieve"), borrowed
// until spelling_free, NULL when there is no idea. What is not known is noted for the next question.
bool spelling_is_misspelt(Spelling *spelling, const char *word, const char **meant);

// What is known of words, for another thread to look up in. What it noted there is noted here afterwards.
Spelling *spelling_copy(const Spelling *spelling); // of NULL NULL
void spelling_note_all(Spelling *spelling, const Spelling *copy);

// What is asked of the program, and its answer; everything is its own, so any thread may ask.
typedef struct SpellQuestion {
    char *language; // as in app_spelling
    char **argv;
    Str words; // as the program reads them
    Str answer;
} SpellQuestion;

bool spelling_has_noted(const Spelling *spelling);
// The words noted since the last question, and those that are new to the program; false = none.
bool spelling_question(Spelling *spelling, SpellQuestion *question);
// The word is right from now on, and the next question tells the program so; app_close at the latest.
void spelling_add(Spelling *spelling, const char *word);
// Runs the program; *stop ends it early, NULL = nothing does.
bool spelling_ask(SpellQuestion *question, const atomic_bool *stop, Error *err);
// Takes the answer in. Not after a failure: spelling_give_up then.
void spelling_learn(Spelling *spelling, const SpellQuestion *question);
void spelling_give_up(Spelling *spelling);            // nothing is asked any more
const char *spelling_named(const Spelling *spelling); // the dictionary that is asked for: "en_GB"
bool spelling_is_chosen(const Spelling *spelling);    // its language was named by the person
// Asks for the words noted so far and waits for the answer; false = there is nothing new.
bool spelling_catch_up(Spelling *spelling);
void spell_question_clear(SpellQuestion *question);

// Whether the setting's value names a language: letters, digits, _ - and , only.
bool spelling_language_valid(const char *value);

#endif
