// SPDX-License-Identifier: MIT
// Meetings that an import took from a calendar, gone through by a person: it was so, it was with somebody
// else, or it is none of ours. What is said of all that is left of a series (two at least) is also said of
// those to come with later imports.
#ifndef RAPPORT_APP_CONFIRM_H
#define RAPPORT_APP_CONFIRM_H

#include "rapport/app/app.h"
#include "rapport/core/interaction.h"
#include "rapport/store/confirming.h"

#define CALENDAR_SOURCE "calendar" // of source records: what was said of a series, by its UID
#define CALENDAR_WITH "with"       // it was with that contact instead
enum { CONFIRM_MOST = 10000 };     // rows that are shown

// The UID of the series that the meeting is one of; NULL = it is of none. Owned.
char *confirm_series(const ToConfirm *row);
bool confirm_same_series(const ToConfirm *a, const ToConfirm *b);
// Reads the rows, and how many others there are of the series of each.
bool confirm_load(App *app, ToConfirmRows *rows, Error *err);

// What a meeting that takes place is: held when it is over, else planned.
Outcome confirm_outcome(App *app, const Interaction *meeting);
// What is left to say after it: ANSWER_NONE_NEEDED of one that was held so long ago that its thanks would be
// late. What a calendar remembers is history; nobody is told to make up for it.
Answer confirm_answer(App *app, const Interaction *meeting);

// Each takes any number as one step. with: who it was with instead; 0 = as the calendar says.
bool app_confirm(App *app, const int64_t *ids, size_t count, int64_t with, StepResult *result, Error *err);
bool app_confirm_not(App *app, const int64_t *ids, size_t count, StepResult *result, Error *err);

#endif
