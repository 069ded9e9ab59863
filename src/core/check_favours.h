// SPDX-License-Identifier: MIT
// The kinds of favours that somebody may ask for, each with the words that name it: data of the rule on
// several asks.
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

#endif
