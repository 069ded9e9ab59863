// SPDX-License-Identifier: MIT
// VEC(T): a growing array of T with its count, for fields and locals. A zeroed one is empty.
//     VEC(int) days = {0};  vec_push(&days, 3);  for (size_t i = 0; i < days.count; i++) use(days.items[i]);
#ifndef RAPPORT_BASE_VEC_H
#define RAPPORT_BASE_VEC_H

#include <stddef.h>
#include <stdlib.h>

#define VEC(T)                                                                                               \
    struct {                                                                                                 \
        T *items;                                                                                            \
        size_t count;                                                                                        \
        size_t capacity;                                                                                     \
    }

// Appends a copy of value.
#define vec_push(vec, value)                                                                                 \
    do {                                                                                                     \
        vec_reserve((vec), 1);                                                                               \
        (vec)->items[(vec)->count++] = (value);                                                              \
    } while (0)

// Makes room for extra more items.
#define vec_reserve(vec, extra)                                                                              \
    ((vec)->items = vec_grow_((vec)->items, (vec)->count + (extra), &(vec)->capacity, sizeof *(vec)->items))

// Appends a zeroed item and gives its address (valid until the next growth).
#define vec_add(vec) (vec_reserve((vec), 1), vec_zero_(&(vec)->items[(vec)->count++], sizeof *(vec)->items))

// Frees the array, not what its items own.
#define vec_clear(vec) (free((vec)->items), (vec)->items = NULL, (vec)->count = (vec)->capacity = 0)

void *vec_grow_(void *items, size_t needed, size_t *capacity, size_t size);
void *vec_zero_(void *item, size_t size);

#endif
