// SPDX-License-Identifier: MIT
// Randomness for property tests: small, seeded, the same everywhere. A test prints its seed, and the
// environment variable TEST_SEED repeats a run.
#ifndef TESTS_SUPPORT_RANDOM_H
#define TESTS_SUPPORT_RANDOM_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "rapport/base/str.h"
#include "rapport/base/utf8.h"

typedef struct Random {
    uint64_t state;
} Random;

// Seeded with TEST_SEED, else with the given number; says which on standard output.
static inline Random random_start(uint64_t seed)
{
    const char *wanted = getenv("TEST_SEED");
    if (wanted != NULL)
        seed = strtoull(wanted, NULL, 10);
    printf("# seed %llu (TEST_SEED repeats it)\n", (unsigned long long)seed);
    return (Random){.state = seed};
}

// The same for what draws from rand().
static inline void random_start_rand(uint64_t seed)
{
    srand((unsigned)random_start(seed).state);
}

static inline uint64_t random_next(Random *self)
{
    uint64_t z = self->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

// 0 .. limit-1
static inline size_t random_below(Random *self, size_t limit)
{
    return (size_t)(random_next(self) % limit);
}

// Appends one character of the kinds that text handling gets wrong: joined, marked, wide, hidden, controls,
// bad bytes.
static inline void random_character(Random *self, Str *out)
{
    static const char *const specimens[] = {
        "a",
        "Z",
        " ",
        "'",
        "é",
        "ß",
        "ø",
        "e\u0301",
        "\u0301",
        "\u0323",
        "日",
        "本",
        "한",
        "が",
        "\u3099",
        "नि",
        "ทำ",
        "👩",
        "\u200d",
        "💻",
        "👍🏽",
        "🏽",
        "🇫",
        "🇷",
        "🇫🇷",
        "❤\ufe0f",
        "\ufe0f",
        "🩷",
        "\u200b",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\u2028",
        "\u2029",
        "\ufdd0",
        "\U000E0041",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "\x1b[2J",
        "\x7f",
        "\x01",
        "\xc2\x9b",
        "\xc2\x85",
        "\x80",
        "\xff",
        "\xc3",
        "\xe2\x82",
        "\xed\xa0\x80",
        "\xf0\x9f\x98",
        "\xc0\xaf",
    };
    size_t pick = random_below(self, sizeof specimens / sizeof specimens[0] + 8);
    if (pick < sizeof specimens / sizeof specimens[0]) {
        str_append(out, specimens[pick]);
        return;
    }
    char bytes[4];
    uint32_t limit = pick % 2 == 0 ? 0x3000 : 0x20000;
    str_append_n(out, bytes, utf8_encode((uint32_t)random_below(self, limit), bytes));
}

static inline void random_text(Random *self, Str *out, size_t most)
{
    for (size_t n = random_below(self, most + 1); n > 0; n--)
        random_character(self, out);
}

#endif
