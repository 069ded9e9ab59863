// SPDX-License-Identifier: MIT
// Ids: random UUIDs (RFC 4122, version 4) that name things outside the database. The source is injectable.
#ifndef RAPPORT_BASE_ID_H
#define RAPPORT_BASE_ID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ID_TEXT_SIZE = 37 }; // 36 characters and the NUL

typedef struct Id {
    uint8_t bytes[16];
} Id;

// Where ids come from: the system's randomness, or a seeded generator in tests.
typedef struct IdSource {
    bool seeded;
    uint64_t state;
} IdSource;

IdSource id_source_random(void);
IdSource id_source_seeded(uint64_t seed);

Id id_next(IdSource *source);
void id_fill(IdSource *source, Id *ids, size_t count); // many at once cost less
void id_format(Id id, char text[ID_TEXT_SIZE]);        // lower case, with hyphens
bool id_parse(const char *text, Id *id);               // the 36-character form only
bool id_equal(Id a, Id b);

#endif
