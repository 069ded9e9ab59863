// SPDX-License-Identifier: MIT
// What the rules of the check read: the text cut into words and sentences, and phrases found in them.
#ifndef RAPPORT_CORE_CHECK_TEXT_H
#define RAPPORT_CORE_CHECK_TEXT_H

#include <stdint.h>

#include "rapport/base/str.h"
#include "rapport/core/check.h"

typedef struct CheckWord {
    size_t from, to;  // bytes of the text
    size_t fold;      // its folded form, NUL-terminated, in CheckText.folds
    size_t sentence;  // index
    bool capital;     // begins with a capital letter
    bool shouted;     // two letters or more, all of them capitals
    uint64_t initial; // a bit for its first two folded letters
} CheckWord;

typedef struct CheckSentence {
    size_t first, end; // words
    size_t from, to;   // bytes, with its mark
    bool question;     // ends with a question mark
} CheckSentence;

enum { CHECK_ACTS = 7 };
typedef struct CheckScores { // of a sentence, by CheckAct: see check_acts.h
    double of[CHECK_ACTS];
} CheckScores;

typedef struct CheckText {
    const CheckInput *input;
    const char *text; // never NULL
    size_t length;    // what is read of it
    bool cut;         // there is more
    VEC(CheckWord) words;
    VEC(CheckSentence) sentences;
    VEC(CheckScores) acts; // of the sentences; none = the language is not ours
    Str folds;
    size_t name_first, name_end; // words of the greeting's name; equal = it names nobody
    size_t body;                 // first word behind the greeting
    size_t close;                // first byte of the sign-off ("Best wishes,"); length when there is none
    bool english;                // enough of its small words are
    struct PhraseIndex *indexes; // of the lists of phrases looked for so far
    CheckResult *result;
} CheckText;

void check_text_read(CheckText *text, const CheckInput *input, CheckResult *result);
void check_text_clear(CheckText *text);

const char *check_fold(const CheckText *text, size_t word); // "" past the end
// The list is of folded words and ends with NULL.
bool check_word_is(const CheckText *text, size_t word, const char *const *list);

// A comma, semicolon or colon stands before the word.
bool check_comma_before(const CheckText *text, size_t word);

// A phrase in a small language of its own, over folded words in one sentence:
//     open position|positions     a word, or one of several
//     ask~                        a beginning: ask, asked, asking
//     any? news                   may be missing
//     send _ my cv                _ is up to three words, none included
// A phrase does not begin with "_".
typedef const char *const *Phrases; // ends with NULL

typedef struct PhraseHit {
    size_t first, count; // words
    size_t which;        // of the phrases
} PhraseHit;

// The first of the phrases that begins at word `from` or later, before `end`; false = none.
bool check_phrase_find(CheckText *text, Phrases phrases, size_t from, size_t end, PhraseHit *hit);
// The same to the end of the text, but passing over what shares words with one of the excuses.
bool check_phrase_find_but(CheckText *text, Phrases phrases, Phrases excuses, size_t from, PhraseHit *hit);
// One of the excuses shares words with what was found.
bool check_phrase_excused(CheckText *text, const PhraseHit *found, Phrases excuses);
bool check_phrase_any(CheckText *text, Phrases phrases);
bool check_phrase_in(CheckText *text, Phrases phrases, const CheckSentence *sentence);

// ---- between check_text.c and check_phrases.c
uint64_t check_initial(const char *word, size_t length); // one of 64 bits
void check_phrases_clear(CheckText *text);

// ---- what a rule says. message is taken over; fix is copied, NULL = none.
void check_say(CheckText *text, CheckRuleId rule, size_t from, size_t to, char *message, const char *fix);
void check_say_words(CheckText *text, CheckRuleId rule, size_t first, size_t count, char *message,
                     const char *fix);

// The first message to somebody: nobody answered, nothing was talked about.
bool check_is_first(const CheckInput *input);

// The folded word is one of the name's.
bool check_name_has(const char *name, const char *word);

// ---- the rules, by what they look at
void check_form(CheckText *text);      // check_form.c: placeholders, lengths, links, the end
void check_names(CheckText *text);     // check_names.c: whom the greeting names
void check_companies(CheckText *text); // check_companies.c: which organisation is called theirs
void check_asks(CheckText *text);      // check_asks.c: what is asked for, and how
void check_pushy(CheckText *text);     // check_pushy.c: whether it presses
void check_thanks(CheckText *text);    // check_thanks.c: thanks that name nothing
void check_manners(CheckText *text);   // check_manners.c: openings, common ground
void check_spelling(CheckText *text);  // check_spelling.c: words that a dictionary lacks

#endif
