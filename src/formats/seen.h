// SPDX-License-Identifier: MIT
// How often a hash was seen before: tells apart messages that are equal in everything. 16 bytes a message,
// the one thing in these parsers that grows with the file.
#ifndef RAPPORT_SEEN_H
#define RAPPORT_SEEN_H

#include <stddef.h>
#include <stdint.h>

typedef struct SeenSlot {
    uint64_t hash;
    uint32_t count; // 0 = free
} SeenSlot;

typedef struct Seen {
    SeenSlot *slots; // a zeroed Seen is empty
    size_t used, capacity;
} Seen;

uint32_t seen_before(Seen *seen, uint64_t hash); // 0 the first time, then 1, 2 ...
void seen_clear(Seen *seen);

#endif
