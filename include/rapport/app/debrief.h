// SPDX-License-Identifier: MIT
// After a meeting: what it brought, all of it one step. What was said goes to the talk, the names become
// people, the promises follow-ups.
#ifndef RAPPORT_APP_DEBRIEF_H
#define RAPPORT_APP_DEBRIEF_H

#include "rapport/app/app.h"
#include "rapport/core/interaction.h"

enum { DEBRIEF_DAYS = 14 }; // a talk as long ago as that is the one that is spoken of

typedef struct DebriefPromise {
    bool mine;
    const char *text; // may end with a date: "the slides by fri"
} DebriefPromise;

// Borrowed texts; NULL and blank ones say nothing.
typedef struct Debrief {
    int64_t contact;
    const char *topic;   // what it was about, in a few words
    const char *learned; // goes below what was noted before
    const char *const *hooks;
    size_t hook_count;
    const DebriefPromise *promises;
    size_t promise_count;
    const char *const *names; // whom they named, each a line of quick add: "Erik Sand @ Kestrel"
    size_t name_count;
} Debrief;

// The talk that a debrief speaks of: the last meeting whose outcome nobody told, else the last talk of these
// days. id 0 = none: the debrief logs a meeting of now.
bool app_debrief_talk(App *app, int64_t contact, Interaction *talk, Error *err);

// Tells that the meeting was held (or logs it), keeps what it brought and lets the rules look. Somebody named
// who is known is linked; others are made, introduced by this contact. result->id is the interaction.
// ERROR_INPUT when nothing is said, a name is nobody's or may be several people's.
bool app_debrief(App *app, const Debrief *debrief, StepResult *result, Error *err);

// What the advice of a debrief asks to write now: thanks, as a rule. NONE = nothing.
Occasion debrief_message(const AdviceList *advice, int32_t today);

#endif
