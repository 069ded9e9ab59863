// SPDX-License-Identifier: MIT
// Organisations one wants to get into: targets, openings there, and ways in. Each a transaction and a step of
// undo; the rules look at the people there in the same step.
#ifndef RAPPORT_APP_TARGETS_H
#define RAPPORT_APP_TARGETS_H

#include "rapport/app/app.h"
#include "rapport/store/targets.h"

// What to change of a target; -1 and NULL keep what is there.
typedef struct TargetChange {
    int motivation; // 0..3
    int posting;    // 1..3; 0 = not judged
    int advocate;   // somebody there speaks for me
    int watch;      // looked at weekly
    int closed;     // 1 = no longer wanted, 0 = wanted again
    const char *routine;
} TargetChange;
TargetChange target_keep(void);

// The organisation of that name, made as a company when there is none and create; result->id is it.
bool app_target(App *app, const char *organisation, bool create, const TargetChange *change,
                StepResult *result, Error *err);

// One has looked at these watched organisations: they come back in a week. count 0 = all that are due.
// Nothing due is said, and is no error.
bool app_looked(App *app, const int64_t *organisations, size_t count, StepResult *result, Error *err);
// Those where it is time to look.
bool app_watched(App *app, TargetRows *rows, Error *err);

// An opening at an organisation, noted or (by its link, else its title) brought up to date; the organisation
// is made when it is unknown. organisation of opening is ignored. closed, or an answer: it is over, and
// whoever helped with an application hears of it (rule "outcome").
bool app_opening(App *app, const char *organisation, const Opening *opening, bool closed, StepResult *result,
                 Error *err);

// a and b know each other: "knows", "works-with", "studied-with", "family", "friend" or "introduced". Whom
// somebody I know knows is of the second degree.
bool app_tie(App *app, int64_t a, const char *kind, int64_t b, StepResult *result, Error *err);
const char *const *app_tie_kinds(void); // ends with NULL

// How far an introduction of target by connector is: "wanted", "asked", "promised", "made" or "declined".
// Made: it is logged as well, and its rules speak.
bool app_introduction(App *app, int64_t connector, int64_t target, const char *state, StepResult *result,
                      Error *err);

#endif
