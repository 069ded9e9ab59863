// SPDX-License-Identifier: MIT
// Allocation with one way out when memory is gone. Nothing below main.c can do anything sensible then, so no
// caller has a branch for it; the hook restores the terminal and leaves.
#include "rapport/base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

// Process-wide on purpose: set once by main.c before any thread starts.
static void (*failure_hook)(void);

void mem_on_failure(void (*hook)(void))
{
    failure_hook = hook;
}

static _Noreturn void fail(void)
{
    if (failure_hook != NULL)
        failure_hook();
    abort();
}

void *mem_alloc(size_t size)
{
    return mem_array(1, size);
}

static size_t product(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        fail();
    return count * size;
}

void *mem_array(size_t count, size_t size)
{
    size_t bytes = product(count, size);
    void *block = calloc(bytes > 0 ? bytes : 1, 1);
    if (block == NULL)
        fail();
    return block;
}

void *mem_resize(void *block, size_t count, size_t size)
{
    size_t bytes = product(count, size);
    void *moved = realloc(block, bytes > 0 ? bytes : 1);
    if (moved == NULL)
        fail();
    return moved;
}

char *mem_strdup(const char *text)
{
    return text == NULL ? NULL : mem_strndup(text, strlen(text));
}

char *mem_strndup(const char *text, size_t length)
{
    if (text == NULL)
        return NULL;
    size_t used = strnlen(text, length);
    char *copy = mem_resize(NULL, used + 1, 1);
    memcpy(copy, text, used);
    copy[used] = '\0';
    return copy;
}

void mem_trim(void)
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
