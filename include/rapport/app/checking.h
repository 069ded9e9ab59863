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
// The language in which words are looked up, as app_spelling takes it; borrowed, NULL = that of the setting.
const char *check_facts_language(const CheckFacts *facts);

typedef struct CheckMessage {
    Channel channel;
    Occasion occasion;
    const char *subject, *text; // NULL = none
    bool planned;               // for a later day: never too soon
} CheckMessage;

void app_check(App *app, CheckFacts *facts, const CheckMessage *message, CheckResult *result);

// The same on another thread and its connection: made and taken on the thread of the app, run on the other,
// and meanwhile nobody else touches the facts, which are the task's. The message is copied.
typedef struct CheckTask CheckTask;
CheckTask *check_task_new(App *app, CheckFacts *facts, const CheckMessage *message);
void check_task_run(CheckTask *task, Store *store);
// What was found, and the facts back; then the task is to be freed.
CheckFacts *check_task_take(App *app, CheckTask *task, CheckResult *result);
void check_task_free(CheckTask *task); // NULL is fine

// Whether a list of rules to switch off ("pushy,generic") names rules only; off may be NULL.
bool check_rules_parse(const char *list, unsigned *off, Error *err);

#endif
