// SPDX-License-Identifier: MIT
// Organisations one wants to get into: what they are worth, and what they have open.
#ifndef RAPPORT_STORE_TARGETS_H
#define RAPPORT_STORE_TARGETS_H

#include "rapport/base/vec.h"
#include "rapport/store/contacts.h"

typedef struct TargetScore {
    int motivation, posting; // 0..3, 1..3; 0 = not judged
    bool advocate;           // somebody there speaks for me
    bool watch;              // looked at weekly
} TargetScore;

// Makes the organisation a target, or changes its score. In a transaction.
bool store_target_score(Store *store, int64_t organisation, const TargetScore *score, Error *err);

// Zeroed when it is no target.
void store_target_get(Store *store, int64_t organisation, TargetScore *score);
// Whether one still wants to get in; routine NULL keeps, "" = the default again. In a transaction.
bool store_target_keep(Store *store, int64_t organisation, bool open, const char *routine, Error *err);

// The routine that was set for it; owned, NULL = none.
char *store_target_own_routine(Store *store, int64_t organisation);

bool store_is_target(Store *store, int64_t organisation);

typedef struct Opening {
    int64_t organisation;
    const char *title, *link; // borrowed; link NULL = none
    int32_t closes, applied;  // civil days; CIVIL_NONE = not known, not yet
    Answer answer;            // to my application: ANSWER_YES or ANSWER_NO end it; ANSWER_NONE = not said
} Opening;

typedef struct OpeningRow {
    int64_t id, organisation;
    Id organisation_uid;
    char *organisation_name, *title, *link;
    int32_t closes, applied;
} OpeningRow;
typedef VEC(OpeningRow) OpeningRows;

// Openings that are not closed, of one organisation (0 = of all), the first to close first; closes_by:
// only those that close until then (CIVIL_NONE = all).
bool store_openings(Store *store, int64_t organisation, int32_t closes_by, size_t max, OpeningRows *rows,
                    Error *err);
void store_openings_clear(OpeningRows *rows);

int64_t store_openings_count(Store *store); // of those that are not closed

// The end of a search: every target and every opening is closed, nothing is watched. In a transaction.
bool store_targets_close(Store *store, Error *err);
// Active people who had a part in it, by name: introducers, advocates and people met. Who rests is left out.
bool store_supporters(Store *store, size_t max, ContactIds *ids, Error *err);
// Active people with a rhythm of at most so many days.
bool store_short_rhythms(Store *store, int days, ContactIds *ids, Error *err);

typedef struct TargetRow {
    int64_t organisation;
    Id uid;
    char *name;
    TargetScore score;
    int32_t looked; // when one looked there last; CIVIL_NONE = never
} TargetRow;
typedef VEC(TargetRow) TargetRows;

// Targets one still wants to get into, the best first; alone: only those where nobody active works.
bool store_targets(Store *store, bool alone, size_t max, TargetRows *rows, Error *err);
void store_targets_clear(TargetRows *rows);
// Watched ones where one has not looked since before, the longest ago first.
bool store_watched(Store *store, int32_t before, size_t max, TargetRows *rows, Error *err);
bool store_target_looked(Store *store, int64_t organisation, Error *err); // today. In a transaction

// Adds an opening unless the organisation has one of that link, or without a link of that title. In a
// transaction. *added may be NULL.
bool store_opening_add(Store *store, const Opening *opening, bool *added, Error *err);
// The same, but one that is there (by its link, else its title) takes what is said now. closed, or
// answered: it is over, since today unless it was already.
bool store_opening_put(Store *store, const Opening *opening, bool closed, bool *existed, Error *err);

#endif
