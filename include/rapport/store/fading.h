// SPDX-License-Identifier: MIT
// Who is fading: active contacts not heard of for longer than their rhythm. By index, at any size; the timing
// engine has the last word on each of them.
#ifndef RAPPORT_STORE_FADING_H
#define RAPPORT_STORE_FADING_H

#include "rapport/store/contacts.h"

// The last contact is longer ago than their rhythm says: latest relative to it first. Those whom one
// has waited for since the day are left out. Appends.
bool store_fading_contacts(Store *store, int32_t today, int32_t since, size_t max, ContactIds *ids,
                           Error *err);

#endif
