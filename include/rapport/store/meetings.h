// SPDX-License-Identifier: MIT
// Meetings by day, for calendars: those that are planned or were held; what was moved or called off is gone.
#ifndef RAPPORT_STORE_MEETINGS_H
#define RAPPORT_STORE_MEETINGS_H

#include "rapport/base/clock.h"
#include "rapport/base/id.h"
#include "rapport/base/vec.h"
#include "rapport/core/kinds.h"
#include "rapport/store/contacts.h"
#include "rapport/store/store.h"

typedef struct Meeting {
    int64_t id;
    Id uid;
    Moment at;
    int32_t day;
    int minute;  // of the day; -1 = no time was said
    int length;  // minutes; 0 = not said
    char *place; // or a link; NULL = not said
    char *subject, *text;
    char *source_key; // NULL = by hand
    Outcome outcome;
    int64_t contact; // one of those who come
    char *name;      // theirs
    char *zone;      // theirs, "Europe/Stockholm"; NULL = not known
    int people;      // how many come
} Meeting;
typedef VEC(Meeting) Meetings;

// On days from..to, by time, and first those of a day without one; people in the trash do not count.
bool store_meetings_between(Store *store, int32_t from, int32_t to, size_t max, Meetings *out, Error *err);
// any[i] = there is one on from + i. A few steps a day, however many they are.
bool store_meeting_days(Store *store, int32_t from, int days, bool *any, Error *err);
// Open follow-ups that ask to prepare the meeting, one for each who comes: appended. first: the earliest day
// of them; CIVIL_NONE = it is prepared.
bool store_meeting_preparations(Store *store, int64_t meeting, ContactIds *out, int32_t *first, Error *err);
void meeting_clear(Meeting *meeting);
void meetings_clear(Meetings *list);

// Whether the times of two meetings lap over; one without a length takes an hour, one without a time none.
bool meetings_overlap(const Meeting *a, const Meeting *b);

#endif
