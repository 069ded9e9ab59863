// SPDX-License-Identifier: MIT
// Organisations one wants to get into: what they are worth, and what they have open.
#ifndef RAPPORT_STORE_TARGETS_H
#define RAPPORT_STORE_TARGETS_H

#include "rapport/store/store.h"

typedef struct TargetScore {
    int motivation, posting; // 1..5; 0 = not judged
    bool advocate;           // somebody there speaks for me
    bool watch;              // looked at weekly
} TargetScore;

// Makes the organisation a target, or changes its score. In a transaction.
bool store_target_score(Store *store, int64_t organisation, const TargetScore *score, Error *err);

bool store_is_target(Store *store, int64_t organisation);

typedef struct Opening {
    int64_t organisation;
    const char *title, *link; // borrowed; link NULL = none
    int32_t closes, applied;  // civil days; CIVIL_NONE = not known, not yet
} Opening;

// Adds an opening unless the organisation has one of that link, or without a link of that title. In a
// transaction. *added may be NULL.
bool store_opening_add(Store *store, const Opening *opening, bool *added, Error *err);

#endif
