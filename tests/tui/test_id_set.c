// SPDX-License-Identifier: MIT
// Sets of ids for marks: the same as a plain array of flags, for ids near each other and far apart.
#include "support/check.h"

#include <string.h>

#include "people/id_set.h"
#include "support/random.h"

enum { IDS = 300, STEPS = 4000 };

// Neighbours, and some behind every page there was so far.
static int64_t id_of(size_t number)
{
    return number < 200 ? (int64_t)number + 65500 : (int64_t)(number - 199) * INT64_C(1000000007);
}

static void test_like_flags(void **state)
{
    (void)state;
    Random random = random_start(5);
    IdSet set = {0};
    bool in[IDS] = {false};
    for (int i = 0; i < STEPS; i++) {
        size_t number = random_below(&random, IDS);
        assert_int_equal(id_set_has(&set, id_of(number)), in[number]);
        in[number] = random_below(&random, 3) > 0;
        id_set_put(&set, id_of(number), in[number]);
        assert_int_equal(id_set_has(&set, id_of(number)), in[number]);
    }
    IdList list = {0};
    id_set_list(&set, &list);
    assert_int_equal(list.count, set.count);
    size_t next = 0;
    for (size_t number = 0; number < IDS; number++)
        if (in[number])
            assert_int_equal(list.items[next++], id_of(number));
    assert_int_equal(next, list.count);
    vec_clear(&list);
    id_set_clear(&set);
    assert_int_equal(set.count, 0);
    assert_false(id_set_has(&set, id_of(1)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_like_flags),
    };
    return cmocka_run_group_tests_name("tui/id_set", tests, NULL, NULL);
}
