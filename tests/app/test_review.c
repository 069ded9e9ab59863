// SPDX-License-Identifier: MIT
// The weekly review: what it asks, and that a pass can be left, taken up again and brought to its end
// whatever happens meanwhile.
#include "fixture.h"

#include "rapport/app/contacts.h"
#include "rapport/app/outreach.h"
#include "rapport/app/review.h"
#include "rapport/store/settings.h"

// The sample network has something of nearly everything.
static App *open_sample(uint64_t seed)
{
    App *app = fixture_open(":memory:", seed);
    FINE(app_load_sample(app, err));
    FINE(store_begin(app->store, "a target where nobody is known", err));
    int64_t lonely = store_organisation(app->store, ORGANISATION_COMPANY, "Far Away Works", true, NULL);
    FINE(store_target_seed(app->store, lonely, false, err));
    FINE(store_commit(app->store, err));
    return app;
}

static void test_what_it_asks(void **state)
{
    (void)state;
    App *app = open_sample(1);
    ReviewItems items = {0};
    int count[REVIEW_KINDS] = {0};
    FINE(review_load(app, &items, err));
    for (size_t i = 0; i < items.count; i++) {
        const ReviewItem *item = &items.items[i];
        count[item->kind]++;
        assert_true(i == 0 || items.items[i - 1].kind <= item->kind); // in the order of the pass
        assert_non_null(item->text);
        assert_true(item->id != 0);
        for (size_t k = 0; k < i; k++) // no stop twice
            assert_false(items.items[k].kind == item->kind && items.items[k].id == item->id);
    }
    assert_true(count[REVIEW_OWED] > 0 && count[REVIEW_LATE] > 0 && count[REVIEW_OPENING] > 0);
    assert_true(count[REVIEW_TARGET] > 0);
    review_clear(&items);
    app_close(app);
}

static void test_nothing_to_ask(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 2);
    ReviewItems items = {0};
    ReviewPass pass;
    FINE(review_load(app, &items, err));
    assert_int_equal(items.count, 0);
    review_pass_open(app, &items, &pass);
    assert_null(review_pass_item(&pass, &items));
    assert_false(review_pass_on(&pass));
    assert_false(review_pass_back(&pass, &items));
    FINE(review_pass_save(app, &pass, err));
    review_pass_clear(&pass);
    app_close(app);
}

static void test_a_pass_is_taken_up_again(void **state)
{
    (void)state;
    App *app = open_sample(3);
    ReviewItems items = {0};
    ReviewPass pass, again;
    FINE(review_load(app, &items, err));
    review_pass_open(app, &items, &pass);
    assert_int_equal(pass.stops.count, items.count);
    for (int i = 0; i < 3; i++)
        assert_true(review_pass_on(&pass));
    FINE(review_pass_save(app, &pass, err));
    review_pass_open(app, &items, &again);
    assert_int_equal(again.at, 3);
    assert_int_equal(again.stops.count, pass.stops.count);
    assert_ptr_equal(review_pass_item(&again, &items), &items.items[3]);
    // An item that is settled meanwhile is stepped over, its place in the count stays.
    ReviewItems fewer = {0};
    for (size_t i = 0; i < items.count; i++)
        if (i != 3 && i != 2)
            vec_push(&fewer, items.items[i]);
    const ReviewItem *next = review_pass_item(&again, &fewer);
    assert_int_equal(next->id, items.items[4].id);
    assert_int_equal(again.at, 4);
    assert_true(review_pass_back(&again, &fewer));
    assert_int_equal(again.at, 1);
    // To the end: it is forgotten, and the next pass is new.
    while (review_pass_on(&again))
        ;
    FINE(review_pass_save(app, &again, err));
    char *kept = store_state(app->store, "review");
    assert_null(kept);
    vec_clear(&fewer);
    review_pass_clear(&pass);
    review_pass_clear(&again);
    review_clear(&items);
    app_close(app);
}

// What is kept may be old, or no longer readable: then a new pass begins.
static void test_what_is_kept_may_be_anything(void **state)
{
    (void)state;
    static const char *const kept[] = {"",
                                       "x",
                                       "20781 2",
                                       "20781 999\nlate 1\n",
                                       "20781 0\nfoo 1\n",
                                       "20781 0\nlate\n",
                                       "1 0\nlate 1\n",
                                       "99999 0\nlate 1\n"};
    App *app = open_sample(4);
    ReviewItems items = {0};
    FINE(review_load(app, &items, err));
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        ReviewPass pass;
        FINE(store_begin_unjournaled(app->store, err));
        FINE(store_state_set(app->store, "review", kept[i], err));
        FINE(store_commit(app->store, err));
        review_pass_open(app, &items, &pass);
        assert_int_equal(pass.at, 0);
        assert_int_equal(pass.stops.count, items.count);
        review_pass_clear(&pass);
    }
    review_clear(&items);
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_it_asks),
        cmocka_unit_test(test_nothing_to_ask),
        cmocka_unit_test(test_a_pass_is_taken_up_again),
        cmocka_unit_test(test_what_is_kept_may_be_anything),
    };
    return cmocka_run_group_tests_name("review", tests, NULL, NULL);
}
