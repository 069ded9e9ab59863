// SPDX-License-Identifier: MIT
// What the timing engine wants to know of a contact.
#ifndef RAPPORT_STORE_TIMING_H
#define RAPPORT_STORE_TIMING_H

#include "rapport/core/timing.h"
#include "rapport/store/contacts.h"

typedef VEC(TimingInteraction) TimingHistory;
typedef VEC(TimingPromise) TimingPromises;
// History and promises (NULL = not wanted). Promise texts are owned by the vector's items.
bool store_timing_history(Store *store, int64_t contact, TimingHistory *history, TimingPromises *promises,
                          Error *err);
// The histories of many contacts, one after the other; contacts without any are left out. Inside the bulk of
// an import only.
typedef void (*TakeHistory)(void *self, int64_t contact, int degree, const TimingHistory *history);
bool store_timing_histories(Store *store, const int64_t *contacts, size_t count, TakeHistory take, void *self,
                            Error *err);
void store_timing_promises_clear(TimingPromises *promises);

// What stands around a contact.
typedef struct TimingSurroundings {
    VEC(TimingOpening) openings; // where they work now; texts owned
    char *routine;               // that the target where they work has; NULL = none
    char *hook;                  // the newest fresh reason to write; NULL = none
    char *place;                 // the company where they work; NULL = not known
    int32_t connected_day;       // CIVIL_NONE = not known
    int32_t rested_until;        // CIVIL_NONE = no end was set
} TimingSurroundings;
bool store_timing_surroundings(Store *store, int64_t contact, TimingSurroundings *around, Error *err);
void store_timing_surroundings_clear(TimingSurroundings *around);

// The colleague of whom an answer is waited for since the latest day, none before since; name is owned, NULL
// = there is none.
char *store_colleague_waiting(Store *store, int64_t contact, int32_t since, int32_t *day);

// Somebody else where the contact works has answered, or more; of a thousand colleagues who were added first.
bool store_somebody_helps(Store *store, int64_t contact);
// The active contacts of whom the rules can say anything: a word since the day, an open line of a rule, or an
// attitude set by hand. Ascending.
bool store_contacts_under_rules(Store *store, int32_t since, ContactIds *ids, Error *err);
char *store_target_routine(Store *store, int64_t contact); // of where they work, owned; NULL = none
// The day that the network says they accepted, as an import told; CIVIL_NONE = not known.
int32_t store_connected_day(Store *store, int64_t contact);
char *store_fresh_hook(Store *store, int64_t contact); // the newest fresh reason to write, owned; NULL = none
// How many active people were written to for the first time on that day, counted up to most.
int64_t store_first_messages_sent(Store *store, int32_t day, size_t most);

// Who works where the contact works and has an open line to write to somebody else there.
bool store_colleagues_asked(Store *store, int64_t contact, ContactIds *ids, Error *err);

#endif
