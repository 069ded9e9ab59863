// SPDX-License-Identifier: MIT
// Memory that is only taken and then given back whole: blocks in a list, cut from the front.
#include "rapport/base/arena.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"

enum { BLOCK = 64 << 10 };

typedef struct ArenaBlock {
    struct ArenaBlock *before;
    size_t used, size;
    char bytes[];
} ArenaBlock;

char *arena_alloc(Arena *arena, size_t size)
{
    ArenaBlock *last = arena->last;
    if (last == NULL || last->size - last->used < size) {
        size_t room = size > BLOCK ? size : BLOCK;
        last = mem_resize(NULL, sizeof *last + room, 1);
        *last = (ArenaBlock){.before = arena->last, .size = room};
        arena->last = last;
    }
    last->used += size;
    return last->bytes + last->used - size;
}

char *arena_text(Arena *arena, const char *text)
{
    return text == NULL ? NULL : arena_text_n(arena, text, strlen(text));
}

char *arena_text_n(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

void arena_clear(Arena *arena)
{
    for (ArenaBlock *block = arena->last, *before; block != NULL; block = before) {
        before = block->before;
        free(block);
    }
    arena->last = NULL;
}
