// SPDX-License-Identifier: MIT
// Meetings that another program's calendar brought and that no person has confirmed yet: interactions with
// OUTCOME_TO_CONFIRM, which count for nothing. Writing functions need an open transaction.
#ifndef RAPPORT_STORE_CONFIRMING_H
#define RAPPORT_STORE_CONFIRMING_H

#include "rapport/base/clock.h"
#include "rapport/base/id.h"
#include "rapport/core/interaction.h"
#include "rapport/store/contacts.h"
#include "rapport/store/store.h"

typedef struct ToConfirm {
    int64_t id;
    Id uid;
    Moment at;
    int32_t day;
    int minute; // of the day; -1 = all day
    int length; // minutes; 0 = not said
    char *subject, *place;
    char *source_key;
    int64_t contact; // the first of those who come
    char *names;     // all of them, with commas between
    size_t siblings; // others of the same series; counted by confirm_load
} ToConfirm;
typedef VEC(ToConfirm) ToConfirmRows;

// The newest first; people in the trash do not count. Reads only what came from calendars.
bool store_to_confirm(Store *store, size_t max, ToConfirmRows *rows, Error *err);
void store_to_confirm_clear(ToConfirmRows *rows);
int64_t store_to_confirm_count(Store *store);
// By UUID or its first 8+ characters; ERROR_NOT_FOUND, or ERROR_INPUT when ambiguous.
bool store_to_confirm_resolve(Store *store, const char *text, int64_t *id, Error *err);

// It is the person's own from now on: it stays when the import is taken back. with: who came instead of those
// that the calendar says; 0 = as it says.
bool store_confirm(Store *store, int64_t id, Outcome outcome, Answer answer, int64_t with, Error *err);

// Deletes one that waits to be confirmed as if it had never come: it may come again.
bool store_unconfirmed_forget(Store *store, int64_t id, Error *err);

// Meetings from a day on that came under keys of this prefix with a digit behind it, planned or to be
// confirmed.
typedef struct PlannedKey {
    int64_t id;
    char *source_key;
} PlannedKey;
typedef VEC(PlannedKey) PlannedKeys;
bool store_planned_keys(Store *store, const char *prefix, int32_t from, PlannedKeys *out, Error *err);
void store_planned_keys_clear(PlannedKeys *list);

// What was said of a source as a whole; contact 0 = to be left alone. Replaces what was said before.
bool store_source_say(Store *store, const char *source, const char *key, int64_t contact, const char *word,
                      Error *err);

// A meeting with one of the participants at the same moment, or on the same day with no time; 0 = none.
int64_t store_meeting_like(Store *store, const Interaction *said);
// Gives a key to an interaction that has none; *given tells.
bool store_interaction_set_key(Store *store, int64_t id, const char *key, bool *given, Error *err);

#endif
