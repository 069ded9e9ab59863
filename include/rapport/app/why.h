// SPDX-License-Identifier: MIT
// Why a screen says what it says: the stage, how they answer, and every date with its reason. What is
// explained stands alone in a line behind an empty one, and what explains it is indented.
#ifndef RAPPORT_APP_WHY_H
#define RAPPORT_APP_WHY_H

#include "rapport/app/app.h"
#include "rapport/base/str.h"

// Appends lines for a person: the stage and because of what, each rule that speaks with its days, where one
// moved it, and what one set oneself.
bool app_why(App *app, int64_t contact, Str *out, Error *err);
// The same for a follow-up that is about no person.
bool app_why_followup(App *app, int64_t followup, Str *out, Error *err);
// What one wants of an organisation, and its posts with their days; 0 = of all that are watched and due.
bool app_why_organisation(App *app, int64_t organisation, Str *out, Error *err);

#endif
