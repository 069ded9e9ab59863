// SPDX-License-Identifier: MIT
// The two functions behind the VEC macros: growth by half as much again, and a zeroed place for a new item.
#include "rapport/base/vec.h"

#include <string.h>

#include "rapport/base/mem.h"

enum { FIRST_CAPACITY = 8 };

void *vec_grow_(void *items, size_t needed, size_t *capacity, size_t size)
{
    if (needed <= *capacity)
        return items;
    size_t larger = *capacity + *capacity / 2 + FIRST_CAPACITY;
    if (larger < needed)
        larger = needed;
    items = mem_resize(items, larger, size);
    *capacity = larger;
    return items;
}

void *vec_zero_(void *item, size_t size)
{
    return memset(item, 0, size);
}
