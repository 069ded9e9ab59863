// SPDX-License-Identifier: MIT
// The draft check (core/check.h) with what the database knows of the people who get the message: the same in
// the editor and on the command line.
#ifndef RAPPORT_APP_CHECKING_H
#define RAPPORT_APP_CHECKING_H

#include "rapport/app/app.h"
#include "rapport/core/check.h"

// What the check needs to know: read once, used with every key.
typedef struct CheckFacts CheckFacts;

// count may be 0. NULL when somebody is not there.
CheckFacts *check_facts_read(App *app, const int64_t *contacts, size_t count, Error *err);
void check_facts_free(CheckFacts *facts); // NULL is fine

typedef struct CheckMessage {
    Channel channel;
    Occasion occasion;
    const char *subject, *text; // NULL = none
    bool planned;               // for a later day: never too soon
} CheckMessage;

void app_check(App *app, CheckFacts *facts, const CheckMessage *message, CheckResult *result);

// Whether a list of rules to switch off ("pushy,generic") names rules only; off may be NULL.
bool check_rules_parse(const char *list, unsigned *off, Error *err);

#endif
