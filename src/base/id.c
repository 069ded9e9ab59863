// SPDX-License-Identifier: MIT
// Ids. The only file that knows libuuid; text forms are written here so that reading is stricter than
// uuid_parse and writing does not depend on its defaults.
#include "rapport/base/id.h"

#include <string.h>
#include <sys/random.h>
#include <uuid/uuid.h>

_Static_assert(sizeof(uuid_t) == sizeof(Id), "a uuid_t is sixteen bytes");

IdSource id_source_random(void)
{
    return (IdSource){.seeded = false};
}

IdSource id_source_seeded(uint64_t seed)
{
    return (IdSource){.seeded = true, .state = seed};
}

// SplitMix64 (Steele, Lea, Flood 2014): tiny, and any seed will do.
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static void mark(Id *id)
{
    id->bytes[6] = (uint8_t)((id->bytes[6] & 0x0F) | 0x40); // version 4
    id->bytes[8] = (uint8_t)((id->bytes[8] & 0x3F) | 0x80); // the RFC's variant
}

static Id seeded_id(uint64_t *state)
{
    Id id;
    for (size_t half = 0; half < 2; half++) {
        uint64_t word = next_random(state);
        for (size_t i = 0; i < 8; i++)
            id.bytes[half * 8 + i] = (uint8_t)(word >> (56 - 8 * i));
    }
    mark(&id);
    return id;
}

Id id_next(IdSource *source)
{
    if (source->seeded)
        return seeded_id(&source->state);
    Id id;
    uuid_generate_random(id.bytes);
    return id;
}

void id_fill(IdSource *source, Id *ids, size_t count)
{
    enum { AT_ONCE = 16 }; // getentropy gives 256 bytes at most
    for (size_t i = 0; i < count; i += AT_ONCE) {
        size_t many = count - i < AT_ONCE ? count - i : AT_ONCE;
        bool got = !source->seeded && getentropy(ids + i, many * sizeof *ids) == 0;
        for (size_t j = i; j < i + many; j++)
            if (got)
                mark(&ids[j]);
            else
                ids[j] = id_next(source);
    }
}

// A hyphen stands before these bytes.
static bool hyphen_before(size_t byte)
{
    return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

void id_format(Id id, char text[ID_TEXT_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < sizeof id.bytes; i++) {
        if (hyphen_before(i))
            *text++ = '-';
        *text++ = digits[id.bytes[i] >> 4];
        *text++ = digits[id.bytes[i] & 15];
    }
    *text = '\0';
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool id_parse(const char *text, Id *id)
{
    if (text == NULL || strlen(text) != ID_TEXT_SIZE - 1)
        return false;
    Id parsed;
    for (size_t i = 0; i < sizeof parsed.bytes; i++) {
        if (hyphen_before(i) && *text++ != '-')
            return false;
        int high = hex_value(text[0]), low = hex_value(text[1]);
        if (high < 0 || low < 0)
            return false;
        parsed.bytes[i] = (uint8_t)(high * 16 + low);
        text += 2;
    }
    *id = parsed;
    return true;
}

bool id_equal(Id a, Id b)
{
    return memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}
