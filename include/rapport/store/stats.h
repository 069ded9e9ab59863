// SPDX-License-Identifier: MIT
// What came of writing: how many first messages were answered, and how far people have come.
#ifndef RAPPORT_STORE_STATS_H
#define RAPPORT_STORE_STATS_H

#include "rapport/base/vec.h"
#include "rapport/core/kinds.h"
#include "rapport/store/store.h"

// Messages sent, and those that were answered.
typedef struct StatRow {
    char *name; // of the template, the channel or how one met; NULL = not known
    int sent, answered;
    int median_days; // to the answer; -1 = none
} StatRow;
typedef VEC(StatRow) StatRows;

typedef struct Stats {
    StatRows templates;      // messages written from each
    StatRows channels, hows; // first messages to somebody
    int stages[STAGE_COUNT]; // active contacts at each
    int looked_at;           // messages that were looked at
    bool more;               // there are older ones
} Stats;

// First messages are looked for among the newest most messages and other interactions.
bool store_stats(Store *store, size_t most, Stats *out, Error *err);
void store_stats_clear(Stats *stats);

#endif
