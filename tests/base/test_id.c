// SPDX-License-Identifier: MIT
// Ids: the RFC 4122 bits, the text form both ways, and what is not an id.
#include "support/check.h"

#include <string.h>

#include "rapport/base/id.h"

static void check_version_and_variant(Id id)
{
    assert_int_equal(id.bytes[6] >> 4, 4);
    assert_int_equal(id.bytes[8] >> 6, 2);
}

static void check_many(IdSource source)
{
    Id before = {0};
    uint8_t all_set = 0xFF, any_set = 0;
    for (int i = 0; i < 1000; i++) {
        Id id = id_next(&source), read;
        char text[ID_TEXT_SIZE];
        check_version_and_variant(id);
        assert_false(id_equal(id, before));
        id_format(id, text);
        assert_int_equal(strlen(text), 36);
        assert_true(id_parse(text, &read));
        assert_true(id_equal(id, read));
        all_set &= id.bytes[15];
        any_set |= id.bytes[15];
        before = id;
    }
    assert_int_equal(all_set, 0); // every bit of the last byte was seen both ways
    assert_int_equal(any_set, 0xFF);
}

static void random_ids(void **state)
{
    (void)state;
    check_many(id_source_random());
}

static void seeded_ids(void **state)
{
    (void)state;
    check_many(id_source_seeded(0));
    check_many(id_source_seeded(UINT64_MAX));
}

static void a_seed_repeats(void **state)
{
    (void)state;
    IdSource a = id_source_seeded(7), b = id_source_seeded(7), c = id_source_seeded(8);
    Id first = id_next(&a);
    assert_true(id_equal(first, id_next(&b)));
    assert_false(id_equal(first, id_next(&c)));
}

static void many_at_once(void **state)
{
    (void)state;
    IdSource random = id_source_random(), a = id_source_seeded(7), b = id_source_seeded(7);
    for (size_t count = 0; count < 40; count++) {
        Id ids[40];
        id_fill(&random, ids, count);
        for (size_t i = 0; i < count; i++)
            check_version_and_variant(ids[i]);
        for (size_t i = 1; i < count; i++)
            assert_false(id_equal(ids[i], ids[i - 1]));
        id_fill(&a, ids, count);
        for (size_t i = 0; i < count; i++)
            assert_true(id_equal(ids[i], id_next(&b)));
    }
}

static void the_text_form(void **state)
{
    (void)state;
    Id id = {.bytes = {0x12, 0x3e, 0x45, 0x67, 0xe8, 0x9b, 0x42, 0xd3, 0xa4, 0x56, 0x42, 0x66, 0x14, 0x17,
                       0x40, 0x00}};
    Id read;
    char text[ID_TEXT_SIZE];
    id_format(id, text);
    assert_string_equal(text, "123e4567-e89b-42d3-a456-426614174000");
    assert_true(id_parse("123E4567-E89B-42D3-A456-426614174000", &read));
    assert_true(id_equal(id, read));
}

static void what_is_no_id(void **state)
{
    (void)state;
    static const char *const cases[] = {
        NULL,
        "",
        "123e4567-e89b-42d3-a456-42661417400",
        "123e4567-e89b-42d3-a456-4266141740000",
        "123e4567e89b-42d3-a456-426614174000-",
        "123e4567_e89b-42d3-a456-426614174000",
        "g23e4567-e89b-42d3-a456-426614174000",
        "123e4567-e89b-42d3-a456-42661417400 ",
        "{23e4567-e89b-42d3-a456-42661417400}",
        "123e456-7e89b-42d3-a456-426614174000",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Id id = {.bytes = {9}};
        assert_false(id_parse(cases[i], &id));
        assert_int_equal(id.bytes[0], 9); // untouched
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_ids),   cmocka_unit_test(seeded_ids),    cmocka_unit_test(a_seed_repeats),
        cmocka_unit_test(many_at_once), cmocka_unit_test(the_text_form), cmocka_unit_test(what_is_no_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
