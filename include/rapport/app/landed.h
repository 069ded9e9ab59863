// SPDX-License-Identifier: MIT
// The search has ended well: everybody who had a part in it gets a word, and what was only for the search
// stops. Shown first, then done in one step.
#ifndef RAPPORT_APP_LANDED_H
#define RAPPORT_APP_LANDED_H

#include "rapport/app/app.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"
#include "rapport/store/targets.h"

enum { LANDED_MOST = 500 }; // drafts at most

typedef struct Landed {
    ContactIds thanks; // introducers, advocates and people met: a draft each
    TargetRows targets;
    int64_t openings;
    ContactIds rhythms; // whose rhythm stops
} Landed;

// landed_clear afterwards in any case.
bool landed_preview(App *app, Landed *out, Error *err);
void landed_clear(Landed *landed);
void landed_describe(App *app, const Landed *landed, Str *out); // lines

// Does what the preview says: one step of undo.
bool app_landed(App *app, StepResult *result, Error *err);

#endif
