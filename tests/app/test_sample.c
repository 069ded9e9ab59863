// SPDX-License-Identifier: MIT
// The sample network loads on any date and leaves no screen empty.
#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/app/transfer.h"
#include "rapport/app/views.h"
#include "rapport/base/civil.h"
#include "rapport/store/contacts.h"
#include "rapport/store/search.h"

static App *open_on(int32_t day)
{
    Error err = {0};
    App *app = NULL;
    StoreOptions options = {.path = ":memory:",
                            .create = true,
                            .clock = clock_fixed((Moment){(int64_t)day * 86400 + 9 * 3600, 0}),
                            .ids = id_source_seeded(11)};
    if (!app_open(&options, &app, &err))
        fail_msg("%s", err.message);
    return app;
}

static void load(App *app)
{
    Error err = {0};
    if (!app_load_sample(app, &err))
        fail_msg("%s", err.message);
}

static void test_every_weekday_is_alive(void **state)
{
    (void)state;
    static const int32_t DAYS[][3] = {{2026, 11, 24}, {2026, 11, 25}, {2026, 11, 26},
                                      {2026, 11, 27}, {2026, 11, 28}, {2026, 11, 29},
                                      {2026, 11, 30}, {2028, 2, 29},  {2027, 1, 1}};
    for (size_t i = 0; i < COUNT(DAYS); i++) {
        App *app = open_on(civil_day(DAYS[i][0], DAYS[i][1], DAYS[i][2]));
        load(app);
        Error err = {0};
        TodayView today;
        assert_true(today_load(app, false, &today, &err));
        assert_in_range(today.late.count, 2, 25);
        assert_in_range(today.today.count, 2, 30);
        assert_true(today.week.count >= 4);
        assert_true(today.owe.count >= 2);
        assert_true(today.waiting.count >= 3);
        assert_true(today.fading.count >= 4);
        assert_true(today.drafts.count >= 3);
        assert_true(today.done.count >= 1);
        assert_false(today.empty);
        today_clear(&today);
        BoardView board;
        assert_true(board_load(app, 50, &board, &err));
        assert_true(board.pending.count >= 2);
        assert_true(board.owe.count > 2);
        board_clear(&board);
        app_close(app);
    }
}

static void test_network(void **state)
{
    (void)state;
    App *app = open_on(civil_day(2026, 11, 24));
    load(app);
    Error err = {0};
    assert_in_range(store_contact_count(app->store), 55, 75);
    char *me = store_contact_name(app->store, store_me(app->store));
    assert_string_equal(me, "Robin Alder");
    free(me);
    ContactIds ids = {0};
    assert_true(store_contact_resolve(app->store, "田中 健", false, &ids, &err));
    assert_int_equal(ids.count, 1);
    vec_clear(&ids);
    OrganisationRows rows = {0};
    assert_true(store_organisations(app->store, "kestrel", 0, 10, &rows, &err));
    assert_int_equal(rows.count, 1);
    assert_true(rows.items[0].target && rows.items[0].watch);
    assert_int_equal(rows.items[0].motivation, 3);
    assert_true(rows.items[0].people_now >= 4);
    store_organisations_clear(&rows);
    app_close(app);
}

static void report(void *self, const char *finding)
{
    (void)self;
    fail_msg("%s", finding);
}

static void test_database_is_sound(void **state)
{
    (void)state;
    App *app = open_on(civil_day(2026, 11, 24));
    load(app);
    Error err = {0};
    assert_int_equal(store_check(app->store, report, NULL, &err), 0);
    app_close(app);
}

static void test_only_into_an_empty_database(void **state)
{
    (void)state;
    App *app = open_on(civil_day(2026, 11, 24));
    load(app);
    Error err = {0};
    int64_t before = store_contact_count(app->store);
    assert_false(app_load_sample(app, &err));
    assert_int_equal(err.kind, ERROR_INPUT);
    assert_int_equal(store_contact_count(app->store), before);
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_weekday_is_alive),
        cmocka_unit_test(test_network),
        cmocka_unit_test(test_database_is_sound),
        cmocka_unit_test(test_only_into_an_empty_database),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
