// SPDX-License-Identifier: MIT
// Follow-ups: rows by hand, promises, and rows that rules keep.
#ifndef RAPPORT_STORE_FOLLOWUPS_H
#define RAPPORT_STORE_FOLLOWUPS_H

#include "rapport/core/followup.h"
#include "rapport/store/contacts.h"
#include "rapport/store/store.h"

bool store_followup_insert(Store *store, Followup *followup, Error *err); // sets id and uid
bool store_followup_get(Store *store, int64_t id, Followup *followup, Error *err);
// Writes day, minute, text, pinned, repeat, snoozes, earliest, latest, reason, state and the closing moment.
bool store_followup_update(Store *store, const Followup *followup, Error *err);
bool store_followup_delete(Store *store, int64_t id, Error *err); // rule rows whose cause is gone
// By UUID or its first 8+ characters; ERROR_NOT_FOUND, or ERROR_INPUT when ambiguous.
bool store_followup_resolve(Store *store, const char *text, int64_t *id, Error *err);

// Open ones from..to (inclusive civil days), by day and time. Contacts in the trash are left out.
bool store_followups_between(Store *store, int32_t from, int32_t to, size_t max, FollowupList *out,
                             Error *err);
// The same without uid, names, text, reason and repeat, which lie all over the file: as much as it takes to
// rank the rows and to act on them. store_followup_words reads the rest of one that is shown.
bool store_followups_outline(Store *store, int32_t from, int32_t to, size_t max, FollowupList *out,
                             Error *err);
bool store_followup_words(Store *store, Followup *followup, Error *err); // nothing to do when they are there
// Every open one of people who are not in the trash, by day, one at a time; false from row stops.
bool store_followups_each(Store *store, bool (*row)(void *self, const Followup *followup, Error *err),
                          void *self, Error *err);
// Closed on days from..to, newest first.
bool store_followups_closed(Store *store, int32_t from, int32_t to, size_t max, FollowupList *out,
                            Error *err);
// How many were done on days from..to, of whomever.
int64_t store_followups_done_between(Store *store, int32_t from, int32_t to);
// How many of the last few hundred that were closed were done, up to most: whether somebody is at home here.
size_t store_followups_ever_done(Store *store, size_t most);
bool store_followups_of(Store *store, int64_t contact, bool open_only, FollowupList *out, Error *err);
// Whom they are about: appended in that order, somebody with several of them several times.
void store_followup_people(Store *store, const int64_t *ids, size_t count, ContactIds *out);
int32_t store_followup_next_day(Store *store, int64_t contact); // CIVIL_NONE
int64_t store_followups_open_before(Store *store, int32_t day); // how many are late
// counts[i] = open follow-ups on from + i.
bool store_followup_counts(Store *store, int32_t from, int days, int *counts, Error *err);

#endif
