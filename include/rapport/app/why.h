// SPDX-License-Identifier: MIT
// Why a screen says what it says about somebody: the stage, how they answer, and every date with its reason.
#ifndef RAPPORT_APP_WHY_H
#define RAPPORT_APP_WHY_H

#include "rapport/app/app.h"
#include "rapport/base/str.h"

// Appends lines for a person: the stage and because of what, each rule that speaks with its days, where one
// moved it, and what one set oneself.
bool app_why(App *app, int64_t contact, Str *out, Error *err);

#endif
