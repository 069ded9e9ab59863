// SPDX-License-Identifier: MIT
// A set of ids for marks: a million of them cost a few milliseconds and a bit each.
#ifndef RAPPORT_TUI_ID_SET_H
#define RAPPORT_TUI_ID_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/vec.h"

typedef struct IdPage IdPage;

// A zeroed one is empty. Ids are not negative.
typedef struct IdSet {
    VEC(IdPage *) pages; // in order
    size_t count;
} IdSet;

bool id_set_has(const IdSet *set, int64_t id);
void id_set_put(IdSet *set, int64_t id, bool in);
void id_set_clear(IdSet *set);
// Appends the ids in their own order.
typedef VEC(int64_t) IdList;
void id_set_list(const IdSet *set, IdList *out);
void id_list_copy(IdList *out, const int64_t *ids,
                  size_t count); // appends them at once: a million may be marked

#endif
