// SPDX-License-Identifier: MIT
// Allocation: zeroed, never NULL, and an impossible size ends in the hook instead of a small block.
#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/vec.h"

static jmp_buf failed;

static void leave(void)
{
    longjmp(failed, 1);
}

static void blocks_are_zeroed_and_never_null(void **state)
{
    (void)state;
    int *numbers = mem_array(100, sizeof *numbers);
    for (int i = 0; i < 100; i++)
        assert_int_equal(numbers[i], 0);
    free(numbers);
    void *empty[] = {mem_alloc(0), mem_array(0, 8), mem_array(8, 0), mem_resize(NULL, 0, 8)};
    for (size_t i = 0; i < COUNT(empty); i++) {
        assert_non_null(empty[i]);
        free(empty[i]);
    }
}

static void resize_keeps_what_is_there(void **state)
{
    (void)state;
    char *block = mem_strdup("rapport");
    block = mem_resize(block, 4096, 1);
    assert_string_equal(block, "rapport");
    free(block);
}

static void strings_are_copied(void **state)
{
    (void)state;
    assert_null(mem_strdup(NULL));
    assert_null(mem_strndup(NULL, 3));
    static const struct {
        const char *text;
        size_t length;
        const char *copy;
    } cases[] = {{"abc", 2, "ab"}, {"abc", 9, "abc"}, {"abc", 0, ""}, {"", 5, ""}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *copy = mem_strndup(cases[i].text, cases[i].length);
        assert_string_equal(copy, cases[i].copy);
        free(copy);
    }
}

static void an_overflowing_product_fails(void **state)
{
    (void)state;
    volatile int failures = 0;
    mem_on_failure(leave);
    if (setjmp(failed) == 0)
        free(mem_array(SIZE_MAX / 2, 4));
    else
        failures++;
    if (setjmp(failed) == 0)
        free(mem_resize(NULL, SIZE_MAX / 8 + 1, 8));
    else
        failures++;
    mem_on_failure(NULL);
    assert_int_equal(failures, 2);
}

static void vectors_grow_and_keep_their_items(void **state)
{
    (void)state;
    VEC(int) numbers = {0};
    for (int i = 0; i < 1000; i++)
        vec_push(&numbers, i * i);
    assert_int_equal(numbers.count, 1000);
    assert_true(numbers.capacity >= 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers.items[i], i * i);
    vec_clear(&numbers);
    assert_null(numbers.items);
    assert_int_equal(numbers.count, 0);
    assert_int_equal(numbers.capacity, 0);
}

typedef struct Item {
    int number;
    char *text;
} Item;

static void an_added_item_is_zeroed(void **state)
{
    (void)state;
    VEC(Item) items = {0};
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 50; i++) {
            Item *item = vec_add(&items);
            assert_int_equal(item->number, 0);
            assert_null(item->text);
            *item = (Item){.number = -1, .text = "dirty"};
        }
        items.count = 0; // the memory is used again, dirty
    }
    vec_clear(&items);
}

static void reserving_makes_room_at_once(void **state)
{
    (void)state;
    VEC(int) numbers = {0};
    vec_reserve(&numbers, 500);
    assert_true(numbers.capacity >= 500);
    int *before = numbers.items;
    for (int i = 0; i < 500; i++)
        vec_push(&numbers, i);
    assert_ptr_equal(numbers.items, before);
    vec_clear(&numbers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_zeroed_and_never_null),
        cmocka_unit_test(resize_keeps_what_is_there),
        cmocka_unit_test(strings_are_copied),
        cmocka_unit_test(an_overflowing_product_fails),
        cmocka_unit_test(vectors_grow_and_keep_their_items),
        cmocka_unit_test(an_added_item_is_zeroed),
        cmocka_unit_test(reserving_makes_room_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
