// SPDX-License-Identifier: MIT
// Matching a million rows of a file against a million people asks two million questions: a probe here takes
// a cache miss, a question to the database a hundred times that.
#include "rapport/base/hashmap.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"

enum { FIRST_CAPACITY = 1024 };

#define MULTIPLIER UINT64_C(0xc6a4a7935bd1e995)

uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    uint64_t hash = seed ^ (length * MULTIPLIER);
    for (; length >= 8; at += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, at, sizeof word);
        word *= MULTIPLIER;
        word ^= word >> 47;
        hash = (hash ^ (word * MULTIPLIER)) * MULTIPLIER;
    }
    uint64_t tail = 0;
    for (size_t i = 0; i < length; i++)
        tail |= (uint64_t)at[i] << (8 * i);
    if (length > 0)
        hash = (hash ^ tail) * MULTIPLIER;
    hash = (hash ^ (hash >> 47)) * MULTIPLIER;
    hash ^= hash >> 47;
    return hash != 0 ? hash : 1;
}

uint64_t hash_text(uint64_t seed, const char *text)
{
    return hash_bytes(seed, text, strlen(text));
}

// Where the key is, or the free slot where it would be.
static HashSlot *slot_of(const HashMap *map, uint64_t key)
{
    size_t at = (size_t)key & (map->capacity - 1);
    while (map->slots[at].key != 0 && map->slots[at].key != key)
        at = (at + 1) & (map->capacity - 1);
    return &map->slots[at];
}

static void grow(HashMap *map)
{
    HashMap larger = {.capacity = map->capacity == 0 ? FIRST_CAPACITY : map->capacity * 2,
                      .count = map->count};
    larger.slots = mem_array(larger.capacity, sizeof *larger.slots);
    for (size_t i = 0; i < map->capacity; i++)
        if (map->slots[i].key != 0)
            *slot_of(&larger, map->slots[i].key) = map->slots[i];
    free(map->slots);
    *map = larger;
}

uint64_t *hashmap_find(const HashMap *map, uint64_t key)
{
    HashSlot *slot = map->capacity > 0 ? slot_of(map, key) : NULL;
    return slot != NULL && slot->key != 0 ? &slot->value : NULL;
}

uint64_t *hashmap_put(HashMap *map, uint64_t key, bool *added)
{
    if (map->count >= map->capacity / 4 * 3)
        grow(map);
    HashSlot *slot = slot_of(map, key);
    if (added != NULL)
        *added = slot->key == 0;
    if (slot->key == 0) {
        *slot = (HashSlot){key, 0};
        map->count++;
    }
    return &slot->value;
}

void hashmap_copy(HashMap *map, const HashMap *from)
{
    *map = *from;
    map->slots = mem_array(from->capacity, sizeof *map->slots);
    if (from->count > 0)
        memcpy(map->slots, from->slots, from->capacity * sizeof *map->slots);
}

void hashmap_clear(HashMap *map)
{
    free(map->slots);
    *map = (HashMap){0};
}
