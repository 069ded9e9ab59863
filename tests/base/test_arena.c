// SPDX-License-Identifier: MIT
// The arena: what it gives keeps its bytes while others are taken, of any size, until all goes.
#include "support/check.h"

#include <string.h>

#include "rapport/base/arena.h"

static void texts_stay(void **state)
{
    (void)state;
    enum { TEXTS = 500 };
    static char large[200000];
    Arena arena = {0};
    char *texts[TEXTS];
    memset(large, 'x', sizeof large - 1);
    for (size_t i = 0; i < TEXTS; i++)
        texts[i] = arena_text_n(&arena, large, i * i % sizeof large);
    for (size_t i = 0; i < TEXTS; i++)
        assert_int_equal(strlen(texts[i]), i * i % sizeof large);
    assert_null(arena_text(&arena, NULL));
    assert_string_equal(arena_text(&arena, ""), "");
    arena_clear(&arena);
    assert_string_equal(arena_text(&arena, "Ada"), "Ada");
    arena_clear(&arena);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
