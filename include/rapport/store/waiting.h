// SPDX-License-Identifier: MIT
// Whom Today chooses from: active contacts who wait, are waited for, or were not heard of for long. By index,
// at any size, those for whom it lasts longest first; the timing engine has the last word on each of them.
#ifndef RAPPORT_STORE_WAITING_H
#define RAPPORT_STORE_WAITING_H

#include "rapport/store/contacts.h"

// Theirs is the last word, since the day or later, and it wants an answer. Appends, like the others.
bool store_owed_contacts(Store *store, int32_t since, size_t max, ContactIds *ids, Error *err);
// Mine is the last word, since the day or later, and it waits for an answer.
bool store_waiting_contacts(Store *store, int32_t since, size_t max, ContactIds *ids, Error *err);
// The last contact is longer ago than their rhythm says: latest relative to it first. Those that would be
// among the waiting ones since the day are left out.
bool store_fading_contacts(Store *store, int32_t today, int32_t since, size_t max, ContactIds *ids,
                           Error *err);

#endif
