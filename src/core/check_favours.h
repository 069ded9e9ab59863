// SPDX-License-Identifier: MIT
// The favours that somebody may ask for: their kinds, each with the words that name it, and the one that a
// sentence asks for.
#ifndef RAPPORT_CORE_CHECK_FAVOURS_H
#define RAPPORT_CORE_CHECK_FAVOURS_H

#include "check_text.h"

typedef enum FavourWeight {
    FAVOUR_NOTHING, // asks for nothing: an invitation to connect
    FAVOUR_ANSWER,  // what a message is for: it costs them a line
    FAVOUR_TALK,    // where answers are given: a question and a talk about it are one ask
    FAVOUR_WORK,    // something that they do beside it
} FavourWeight;

typedef struct FavourKind {
    const char *what; // "an introduction": two favours are of one kind when this is the same
    Phrases phrases;
    FavourWeight weight;
    bool for_a_job;    // who asks for a job asks for it on the way there
    bool yours;        // done by them: "may I review" offers it
    bool way_to_a_job; // "could I come for a trial day"
} FavourKind;

// In the order in which they are tried: where two begin with the same word, the first is meant.
const FavourKind *check_favour_kinds(size_t *count);

typedef struct Favour {
    const FavourKind *kind; // NULL = none was found
    size_t behind;          // word behind its words
    bool mine;              // done by me: "may I visit", "we'd like to learn"
} Favour;

Phrases check_favour_leads(void); // what begins an ask
// A favour of no kind that we know.
const FavourKind *check_favour_something(void);
// What the ask is for that begins with the words from `first` and whose lead ends at `from`.
Favour check_favour_asked(CheckText *text, size_t first, size_t from, size_t end);

#endif
