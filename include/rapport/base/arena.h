// SPDX-License-Identifier: MIT
// Many small texts that live and go together, for work on rows by the thousand: nothing is freed one by one.
#ifndef RAPPORT_BASE_ARENA_H
#define RAPPORT_BASE_ARENA_H

#include <stddef.h>

typedef struct Arena { // a zeroed one is empty
    struct ArenaBlock *last;
} Arena;

char *arena_alloc(Arena *arena, size_t size);                      // not zeroed, not aligned
char *arena_text(Arena *arena, const char *text);                  // a copy; NULL gives NULL
char *arena_text_n(Arena *arena, const char *text, size_t length); // with a NUL behind it
void arena_clear(Arena *arena);                                    // frees all; usable again

#endif
