// SPDX-License-Identifier: MIT
// An open-addressing table of counts; doubles at half full, so a look-up is one or two steps.
#include "seen.h"

#include <stdlib.h>

#include "rapport/base/mem.h"

static SeenSlot *find(SeenSlot *slots, size_t capacity, uint64_t hash)
{
    size_t at = (size_t)(hash ^ (hash >> 32)) & (capacity - 1);
    while (slots[at].count > 0 && slots[at].hash != hash)
        at = (at + 1) & (capacity - 1);
    return &slots[at];
}

static void grow(Seen *seen)
{
    size_t capacity = seen->capacity == 0 ? 256 : seen->capacity * 2;
    SeenSlot *slots = mem_array(capacity, sizeof *slots);
    for (size_t i = 0; i < seen->capacity; i++) {
        if (seen->slots[i].count > 0)
            *find(slots, capacity, seen->slots[i].hash) = seen->slots[i];
    }
    free(seen->slots);
    seen->slots = slots;
    seen->capacity = capacity;
}

uint32_t seen_before(Seen *seen, uint64_t hash)
{
    if (seen->used * 2 >= seen->capacity)
        grow(seen);
    SeenSlot *slot = find(seen->slots, seen->capacity, hash);
    seen->used += slot->count == 0;
    slot->hash = hash;
    return slot->count++;
}

void seen_clear(Seen *seen)
{
    free(seen->slots);
    *seen = (Seen){0};
}
