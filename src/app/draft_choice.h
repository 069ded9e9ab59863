// SPDX-License-Identifier: MIT
// Inside of drafts: what a new one begins from. Not for other modules.
#ifndef RAPPORT_APP_DRAFT_CHOICE_H
#define RAPPORT_APP_DRAFT_CHOICE_H

#include "rapport/app/drafts.h"

// The other one of two, for a text that speaks of both; 0 = there are not two.
int64_t draft_second(const int64_t *contacts, size_t count);
// The template that was named, else the best for occasion and channel; out->id stays 0 for a blank draft.
bool draft_pick_template(App *app, const DraftRequest *request, Occasion occasion, Channel channel,
                         Template *out, Error *err);

#endif
