// SPDX-License-Identifier: MIT
// FNV-1a, 64 bits (Fowler, Noll, Vo; offset basis and prime as published): a stable hash for keys that are
// stored. Not for hostile input: where a collision would matter, something else must tell the records apart.
#ifndef RAPPORT_FNV_H
#define RAPPORT_FNV_H

#include <stddef.h>
#include <stdint.h>

#define FNV_START UINT64_C(0xcbf29ce484222325)

static inline uint64_t fnv_bytes(uint64_t hash, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
    return hash;
}

// Text (NULL counts as empty) with a separator behind it, so that "ab","c" and "a","bc" differ.
static inline uint64_t fnv_text(uint64_t hash, const char *text)
{
    size_t length = 0;
    while (text != NULL && text[length] != '\0')
        length++;
    return fnv_bytes(fnv_bytes(hash, text, length), "\x1f", 1);
}

static inline uint64_t fnv_number(uint64_t hash, int64_t number)
{
    for (int shift = 0; shift < 64; shift += 8)
        hash = (hash ^ (((uint64_t)number >> shift) & 0xFF)) * UINT64_C(0x100000001b3);
    return hash;
}

#endif
