// SPDX-License-Identifier: MIT
// The weekly review: what a person should look at once a week, as a list and as a pass through it, one item
// at a time, that can be left and taken up again.
#ifndef RAPPORT_APP_REVIEW_H
#define RAPPORT_APP_REVIEW_H

#include "rapport/app/app.h"

enum { REVIEW_PASS_DAYS = 7 };

// In the order of the pass.
typedef enum ReviewKind {
    REVIEW_OWED,    // they wait for an answer
    REVIEW_THANK,   // met and not thanked
    REVIEW_LATE,    // any other follow-up that is late
    REVIEW_WAITING, // no answer, and a nudge is polite
    REVIEW_OPENING, // closes soon and is not applied to
    REVIEW_DRAFT,   // begun and left lying
    REVIEW_FADING,  // longer without contact than the rhythm says
    REVIEW_TARGET,  // nobody there yet
    REVIEW_KINDS
} ReviewKind;

const char *review_kind_name(ReviewKind kind);  // "late": for scripts
const char *review_kind_title(ReviewKind kind); // "Late"

typedef struct ReviewItem {
    ReviewKind kind;
    int64_t id;           // of the follow-up, contact, opening, draft or organisation
    int64_t contact;      // 0 = none
    int64_t organisation; // 0 = none
    Id uid;               // of contact, organisation or draft: what commands take
    char *name;           // whom or what it is about
    char *text;           // what there is to do
    char *reason;         // why, as a sentence; NULL
    int32_t day;          // due, closing or since; CIVIL_NONE
} ReviewItem;
typedef VEC(ReviewItem) ReviewItems;

// Each contact comes once, where it matters most.
bool review_load(App *app, ReviewItems *items, Error *err);
void review_clear(ReviewItems *items);

typedef struct ReviewStop {
    ReviewKind kind;
    int64_t id;
} ReviewStop;

// A pass: the items as they were when it began, and how far one is.
typedef struct ReviewPass {
    int32_t begun; // civil day
    size_t at;     // of stops; == stops.count: done
    VEC(ReviewStop) stops;
} ReviewPass;

// The pass that was left less than a week ago, else a new one over the items.
void review_pass_open(App *app, const ReviewItems *items, ReviewPass *pass);
void review_pass_clear(ReviewPass *pass);
// Remembers how far one is; a finished pass is forgotten. Outside any step of undo.
bool review_pass_save(App *app, const ReviewPass *pass, Error *err);
// The item of the present stop; stops whose item was settled meanwhile are stepped over. NULL at the end.
const ReviewItem *review_pass_item(ReviewPass *pass, const ReviewItems *items);
// One back or on; false at the ends. Back passes over what was settled.
bool review_pass_back(ReviewPass *pass, const ReviewItems *items);
bool review_pass_on(ReviewPass *pass);

#endif
