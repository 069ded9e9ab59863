// SPDX-License-Identifier: MIT
// Allocation that cannot fail from the caller's view: when memory runs out the hook runs and does not return.
#ifndef RAPPORT_BASE_MEM_H
#define RAPPORT_BASE_MEM_H

#include <stddef.h>

// Called once when an allocation fails; must not return (main.c restores the terminal, says one sentence and
// exits 4).
void mem_on_failure(void (*hook)(void));

void *mem_alloc(size_t size);               // zeroed; never NULL, also for size 0
void *mem_array(size_t count, size_t size); // zeroed; checks the multiplication
void *mem_resize(void *block, size_t count, size_t size);
char *mem_strdup(const char *text); // NULL gives NULL
char *mem_strndup(const char *text, size_t length);
void mem_trim(void); // gives freed memory back to the system where that is possible; takes some milliseconds

#endif
