// SPDX-License-Identifier: MIT
// What the sentences of a message do: ask, press, let go. A linear model tells it by their words, learned
// from the marked messages of tests/data/messages/learned (how: tests/learn/learn.c). The rules say what
// follows from it.
#ifndef RAPPORT_CORE_CHECK_ACTS_H
#define RAPPORT_CORE_CHECK_ACTS_H

#include "check_text.h"

typedef enum CheckAct {
    ACT_OPENER,     // opens the message as everybody does
    ACT_ASK,        // asks for something
    ACT_SECOND_ASK, // asks for one thing more
    ACT_JOB,        // asks for work, or for a referral
    ACT_RESUME,     // says that a resume comes along
    ACT_WAY_OUT,    // makes a no easy, or the answer small
    ACT_PRESS,      // hurries, demands, reproaches
    ACT_COUNT
} CheckAct;

// Reads what each sentence does; before that none does anything. Of texts in English only.
void check_acts_read(CheckText *text);
// How sure it is that the sentence does it, above 0; at or below 0: it does not.
double check_act_score(const CheckText *text, size_t sentence, CheckAct act);
// The sentence that does it most surely; false = none does.
bool check_act_find(const CheckText *text, CheckAct act, size_t *sentence);
// The words of the sentence that speak for it, and what belongs to them up to the next marks.
void check_act_words(const CheckText *text, size_t sentence, CheckAct act, size_t *first, size_t *count);

// ---- for the learning

// What is seen in a sentence: runs of up to three of its tokens, joined by blanks, and "@request", "@none",
// "@first", "@last" for where it stands. A token is a folded word or a mark, "<you>", "<me>", "<name>" or
// "<n>" in place of names and numbers, "^" and "$" at the ends. first, count: the words that it is made of.
enum { CHECK_FEATURE_MOST = 32 }; // bytes with the NUL; what is longer is not seen
enum { CHECK_WEIGHT_UNIT = 20 };  // a weight of 1 is written as 20 in check_weights.def
typedef void (*CheckFeatureSink)(void *self, const char *feature, size_t first, size_t count);
// How many there were, also of those too long.
size_t check_features(const CheckText *text, size_t sentence, CheckFeatureSink sink, void *self);

#endif
