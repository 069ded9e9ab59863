// SPDX-License-Identifier: MIT
// A follow-up: a dated thing to do about a contact or an organisation. Texts are owned by the struct.
#ifndef RAPPORT_CORE_FOLLOWUP_H
#define RAPPORT_CORE_FOLLOWUP_H

#include "rapport/base/civil.h"
#include "rapport/base/id.h"
#include "rapport/base/vec.h"
#include "rapport/core/kinds.h"

typedef struct Followup {
    int64_t id;
    Id uid;
    int64_t contact;                        // 0 = none
    int64_t organisation;                   // 0 = none
    char *contact_name, *organisation_name; // for showing
    char *contact_zone;                     // "Europe/Stockholm"; NULL = not known
    Id contact_uid, organisation_uid;
    int32_t day;
    int minute; // of the day; -1 = all day
    char *text;
    Origin origin;
    char *rule;               // rule id for ORIGIN_RULE
    int32_t earliest, latest; // CIVIL_NONE = not set
    char *reason;
    int64_t cause; // interaction that a rule row follows from; 0 = none
    bool pinned;
    char *repeat; // rule text, NULL = once
    int snoozes;
    FollowupState state;
    int64_t closed_utc; // 0 = open
    int32_t closed_day; // CIVIL_NONE = open
} Followup;

void followup_init(Followup *followup); // open, all day, nothing else known
void followup_clear(Followup *followup);

typedef VEC(Followup) FollowupList;
void followup_list_clear(FollowupList *list);

#endif
