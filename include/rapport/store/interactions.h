// SPDX-License-Identifier: MIT
// Interactions and their participants.
#ifndef RAPPORT_STORE_INTERACTIONS_H
#define RAPPORT_STORE_INTERACTIONS_H

#include "rapport/core/interaction.h"
#include "rapport/store/store.h"

// Inserts with participants (at least one); sets id and uid; makes the event by name; indexes the words.
bool store_interaction_insert(Store *store, Interaction *interaction, Error *err);
bool store_interaction_get(Store *store, int64_t id, Interaction *interaction, Error *err); // init before
bool store_interaction_set_answer(Store *store, int64_t id, Answer answer, int32_t answer_day, Error *err);
// text, unless NULL, goes below what is there. A meeting that is called off before its day keeps, as the day
// of the answer, the day on which that became known: today. One that is said to have been held before its
// hour came took place by now.
bool store_interaction_set_outcome(Store *store, int64_t id, Outcome outcome, const char *text, Error *err);
// What it was about; what had been planned instead goes above its text.
bool store_interaction_set_topic(Store *store, int64_t id, const char *topic, Error *err);
// Both anew; NULL or "" = none.
bool store_interaction_set_words(Store *store, int64_t id, const char *subject, const char *text, Error *err);
// When and where a meeting is, as far as another program's calendar says.
bool store_interaction_set_time(Store *store, int64_t id, Moment at, int minutes, const char *place,
                                Error *err);
int64_t store_interaction_by_key(Store *store, const char *source_key); // 0 = there is none
bool store_interaction_set_expects(Store *store, int64_t id, int expects_answer, Error *err);
// Which draft it was, and whether it was sent although it came too soon.
bool store_interaction_set_draft(Store *store, int64_t id, int64_t draft, bool overridden, Error *err);
// The Message-ID of the mail that it was, without angle brackets.
bool store_interaction_set_mail(Store *store, int64_t id, const char *message_id, Error *err);
bool store_interaction_set_overridden(Store *store, int64_t id, Error *err); // it came too soon, on purpose
bool store_interaction_delete(Store *store, int64_t id, Error *err);

typedef VEC(Interaction) Interactions;
// The newest first. kinds: 0 = all; else bits of 1 << InteractionKind.
bool store_timeline(Store *store, int64_t contact, unsigned kinds, size_t offset, size_t max,
                    Interactions *out, Error *err);
void store_interactions_clear(Interactions *list);
int store_timeline_count(Store *store, int64_t contact);

// A mail to or from somebody whose Message-ID is known.
typedef struct MailId {
    char *id, *subject; // subject may be NULL
    int32_t day;
} MailId;
typedef VEC(MailId) MailIds;
// Those of a contact, the newest first; only the last few dozens.
bool store_mail_ids(Store *store, int64_t contact, MailIds *out, Error *err);
void mail_ids_clear(MailIds *list);

// How many invitations with a note of mine went since that day.
int store_notes_since(Store *store, int32_t day);

typedef VEC(int64_t) RecentIds;
// Who introduced the contact, by the introductions that were logged, and whom I introduced to them.
bool store_introduction_people(Store *store, int64_t contact, RecentIds *ids, Error *err);

#endif
