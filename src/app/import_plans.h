// SPDX-License-Identifier: MIT
// What a calendar says of plans that are here already: a meeting or a follow-up that was moved, called off or
// ticked off in another program. What was changed here since stays; what changes is told in the report.
#ifndef IMPORT_PLANS_H
#define IMPORT_PLANS_H

#include "import_internal.h"
#include "rapport/store/followups.h"
#include "rapport/store/meetings.h"

typedef struct Plans {
    Importing *im;
    Meetings own; // that may have been written into a calendar, by uid; read when one may come back
    bool own_read;
} Plans;

void plans_clear(Plans *plans);

bool plans_is_off(Outcome outcome); // called off, by whomever

// Those who come get new advice when the import ends.
void plans_touch(Plans *plans, const Interaction *meeting);

// Keeps what the calendar says of a meeting to come, to tell a move there from one here.
bool plans_remember(Plans *plans, const Interaction *said, Error *err);

// A meeting that the calendar had brought, as it says now.
bool plans_change(Plans *plans, int64_t id, const Interaction *said, Fate *fate, Error *err);

// The meeting that we had written into a calendar under its own id; 0 = it is not of ours. And what became of
// it there.
int64_t plans_own(Plans *plans, const IcalItem *item);
bool plans_change_own(Plans *plans, int64_t id, const IcalItem *item, const Interaction *said, Fate *fate,
                      Error *err);

// The follow-up that we had written into a calendar: by its id, or where a program drops or changes ids (as
// calcurse does), the only one that we would call so on that day. 0 = it is none of ours.
int64_t plans_followup(Plans *plans, const IcalItem *item);
// The same of a follow-up.
bool plans_take_back(Plans *plans, const IcalItem *item, Followup *row, Fate *fate, Error *err);

// Days to come on which a series of this import comes no more: they were taken out of it, or it ends earlier.
bool plans_call_off_gone(Plans *plans, Error *err);

#endif
