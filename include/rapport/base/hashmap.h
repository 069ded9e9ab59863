// SPDX-License-Identifier: MIT
// A table from 64-bit hashes to 64-bit values, open addressing, 16 bytes a slot. It knows no texts: where a
// wrong match would matter the caller compares them.
#ifndef RAPPORT_BASE_HASHMAP_H
#define RAPPORT_BASE_HASHMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct HashSlot {
    uint64_t key, value; // key 0 = free
} HashSlot;

typedef struct HashMap { // a zeroed one is empty
    HashSlot *slots;
    size_t count, capacity; // capacity: a power of two, or 0
} HashMap;

// The hash of bytes (MurmurHash64A, Austin Appleby, public domain), never 0. Not for what is stored: that
// needs an order of bytes of its own.
uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t length);
uint64_t hash_text(uint64_t seed, const char *text);

// The value of a key; NULL = there is none. Valid until the next put.
uint64_t *hashmap_find(const HashMap *map, uint64_t key);
// Adds the key with value 0 unless it is there; *added may be NULL.
uint64_t *hashmap_put(HashMap *map, uint64_t key, bool *added);
void hashmap_copy(HashMap *map, const HashMap *from); // map is empty before
void hashmap_clear(HashMap *map);                     // frees; usable again

#endif
