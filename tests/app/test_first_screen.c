// SPDX-License-Identifier: MIT
// What the first screen reads: the same rows in the same order as everything read in full, and no more pages
// and no more work among forty thousand people than among ten thousand. Counted by SQLite itself, never
// timed.
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1

#include "fixture.h"

#include "../../src/store/db.h"
#include "rapport/app/views.h"
#include "rapport/store/followups.h"
#include "support/check.h"
#include "support/world.h"

enum { SCREEN_ROWS = 27, ROUNDS = 4 };

// ---- many people: days lie anywhere, so that what belongs together lies apart

static const char MANY[] =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many)"
    " INSERT INTO contact (uid, state, name, sort_key, added_day, last_out_day, last_in_day, unanswered, "
    "stage,"
    "  rhythm_days, owed_day, waiting_day)"
    " SELECT randomblob(16), 'active', 'Ada Byron ' || i, 'byron ada ' || i, 20000, 20781 - i * 7919 % 80,"
    "  20781 - i * 6007 % 80, 0, 'talking', CASE WHEN i % 3 = 0 THEN 30 ELSE 0 END,"
    "  CASE WHEN i % 5 = 0 THEN 20781 - i * 6007 % 80 END, CASE WHEN i % 5 = 1 THEN 20781 - i * 7919 % 80 END"
    "  FROM n;";

static const char THEIRS[] =
    "INSERT INTO followup (uid, contact, day, text, origin)"
    " SELECT randomblob(16), id, 20700 + id * 7919 % 90, 'write to them again', 'hand' FROM contact;"
    "INSERT INTO interaction (uid, at_utc, offset_min, day, kind, channel, direction, text)"
    " SELECT randomblob(16), last_out_day * 86400, 0, last_out_day, 'message', 'email', 'out', 'hello'"
    "  FROM contact;"
    "INSERT INTO participant SELECT i.id, c.id, 'to' FROM interaction i JOIN contact c ON c.id = i.id;"
    // Meetings all over the years, and some of this day that are to be prepared.
    "INSERT INTO interaction (uid, at_utc, offset_min, day, kind, channel, direction, text)"
    " SELECT randomblob(16), day * 86400, 0, day, 'meeting', 'in-person', 'mutual', 'coffee'"
    "  FROM (SELECT id, CASE WHEN id <= 5 THEN 20781 ELSE 19000 + id * 7919 % 1700 END AS day FROM contact);"
    "INSERT INTO participant SELECT i.id, i.id - c.most, 'present'"
    " FROM interaction i, (SELECT max(id) AS most FROM contact) c WHERE i.kind = 'meeting';"
    "INSERT INTO followup (uid, contact, day, text, origin, rule, cause)"
    " SELECT randomblob(16), p.contact, 20781, 'prepare', 'rule', 'prepare', i.id FROM interaction i"
    "  JOIN participant p ON p.interaction = i.id WHERE i.kind = 'meeting' AND i.day = 20781;";

static void make_many(const char *path, int many)
{
    App *app = fixture_open(path, 1);
    char *sql = str_format("%s", MANY), *at = strstr(sql, ":many");
    char count[16];
    snprintf(count, sizeof count, "%-5d", many);
    memcpy(at, count, 5);
    FINE(store_begin_unjournaled(app->store, err) && db_script(app->store, sql, err) &&
         db_script(app->store, THEIRS, err) && store_commit(app->store, err));
    free(sql);
    app_close(app);
}

typedef struct Work {
    int pages;
    int64_t steps;
} Work;

static Work work_of(App *app)
{
    Work work = {0};
    int highest;
    sqlite3_db_status(app->store->db, SQLITE_DBSTATUS_CACHE_MISS, &work.pages, &highest, 0);
    for (sqlite3_stmt *s = sqlite3_next_stmt(app->store->db, NULL); s != NULL;
         s = sqlite3_next_stmt(app->store->db, s))
        work.steps += sqlite3_stmt_status(s, SQLITE_STMTSTATUS_VM_STEP, 0);
    return work;
}

static void read_words(App *app, FollowupList *list, size_t *shown)
{
    for (size_t i = 0; i < list->count && *shown < SCREEN_ROWS; i++, (*shown)++)
        FINE(store_followup_words(app->store, &list->items[i], err));
}

// From the opening of the file to all that a screen of so many rows shows.
static Work first_screen(const char *folder, int many)
{
    char *path = str_format("%s/%d.db", folder, many);
    make_many(path, many);
    App *app = fixture_open(path, 2);
    TodayWish wish = {.rows = SCREEN_ROWS};
    TodayView view;
    size_t shown = 0;
    FINE(today_look(app, &wish, &view, err));
    assert_int_equal(view.late.count, 100);
    assert_int_equal(view.owe.count, 12);
    assert_int_equal(view.meetings.count, 5);
    assert_true(view.meetings.items[0].prepare != 0);
    read_words(app, &view.late, &shown);
    read_words(app, &view.today, &shown);
    Work work = work_of(app);
    today_clear(&view);
    app_close(app);
    free(path);
    return work;
}

static void test_size_does_not_matter(void **state)
{
    (void)state;
    char *folder = fixture_folder();
    Work few = first_screen(folder, 10000), many = first_screen(folder, 40000);
    print_message("# 10,000: %d pages, %lld steps; 40,000: %d pages, %lld steps\n", few.pages,
                  (long long)few.steps, many.pages, (long long)many.steps);
    assert_true(many.pages < few.pages + few.pages / 4 && many.pages < 300);
    assert_true(many.steps < few.steps + few.steps / 10);
    fixture_remove(folder);
}

// A hundred follow-ups that lie all over the table are one stretch of their index.
static void test_outline_is_in_the_index(void **state)
{
    (void)state;
    char *folder = fixture_folder(), *path = str_format("%s/people.db", folder);
    make_many(path, 10000);
    App *app = fixture_open(path, 2);
    FollowupList list = {0};
    int before, after, highest;
    sqlite3_db_status(app->store->db, SQLITE_DBSTATUS_CACHE_MISS, &before, &highest, 0);
    FINE(store_followups_outline(app->store, 0, app_today(app), 100, &list, err));
    sqlite3_db_status(app->store->db, SQLITE_DBSTATUS_CACHE_MISS, &after, &highest, 0);
    assert_int_equal(list.count, 100);
    if (after - before > 8)
        fail_msg("%d pages were read", after - before);
    followup_list_clear(&list);
    app_close(app);
    free(path);
    fixture_remove(folder);
}

// ---- the same rows

static void same_rows(App *app, const FollowupList *whole, FollowupList *outline)
{
    assert_true(outline->count <= whole->count);
    for (size_t i = 0; i < outline->count; i++) {
        const Followup *a = &whole->items[i];
        Followup *b = &outline->items[i];
        FINE(store_followup_words(app->store, b, err));
        assert_int_equal(a->id, b->id);
        assert_int_equal(a->day, b->day);
        assert_int_equal(a->minute, b->minute);
        assert_int_equal(a->contact, b->contact);
        assert_int_equal(a->organisation, b->organisation);
        assert_true(id_equal(a->uid, b->uid) && a->pinned == b->pinned && a->latest == b->latest);
        assert_true(str_equal(a->text, b->text) && str_equal(a->reason, b->reason));
        assert_true(str_equal(a->rule, b->rule) && str_equal(a->repeat, b->repeat));
        assert_true(str_equal(a->contact_name, b->contact_name));
        assert_true(str_equal(a->organisation_name, b->organisation_name));
    }
}

static void same_people(const WaitRows *whole, const WaitRows *look, bool polite)
{
    for (size_t i = 0; i < look->count; i++) {
        assert_int_equal(whole->items[i].contact, look->items[i].contact);
        assert_int_equal(whole->items[i].since, look->items[i].since);
        assert_string_equal(whole->items[i].name, look->items[i].name);
        if (polite)
            assert_int_equal(whole->items[i].polite_from, look->items[i].polite_from);
    }
}

static void same_meetings(const TodayMeetings *whole, const TodayMeetings *look)
{
    assert_int_equal(whole->count, look->count);
    for (size_t i = 0; i < look->count; i++) {
        assert_int_equal(whole->items[i].meeting.id, look->items[i].meeting.id);
        assert_int_equal(whole->items[i].prepare, look->items[i].prepare);
    }
}

// As much as fits of each side, and nothing is left out that would be seen.
static void compare(App *app, size_t rows)
{
    TodayView whole, look;
    TodayWish wish = {.rows = rows};
    FINE(today_load(app, false, &whole, err) && today_look(app, &wish, &look, err));
    same_meetings(&whole.meetings, &look.meetings);
    same_rows(app, &whole.late, &look.late);
    same_rows(app, &whole.today, &look.today);
    same_rows(app, &whole.week, &look.week);
    same_rows(app, &whole.done, &look.done);
    same_people(&whole.owe, &look.owe, false);
    same_people(&whole.waiting, &look.waiting, true);
    same_people(&whole.fading, &look.fading, false);
    same_people(&whole.moved, &look.moved, false);
    assert_true(whole.late.count == look.late.count && whole.today.count == look.today.count);
    assert_true(whole.late_more == look.late_more && whole.due_more == look.due_more);
    assert_int_equal(whole.hidden, look.hidden);
    size_t left = look.late.count + look.today.count, right = look.owe.count + look.waiting.count;
    bool below = look.week.count < whole.week.count || look.done.count < whole.done.count ||
                 look.watch.count < whole.watch.count;
    bool right_below = look.waiting.count < whole.waiting.count || look.fading.count < whole.fading.count ||
                       look.drafts.count < whole.drafts.count;
    assert_true(look.partial || (!below && !right_below));
    assert_true(!below || (rows > 0 && left + 4 >= rows));
    assert_true(!right_below || (rows > 0 && right + look.fading.count + 6 >= rows));
    today_clear(&whole);
    today_clear(&look);
}

static void test_same_rows(void **state)
{
    (void)state;
    static const size_t rows[] = {0, 1, 8, 27, 200};
    App *app;
    Error err = {0};
    Random random = {20261124};
    size_t count;
    const Deed *deeds = world_deeds(&count);
    if (!world_open(":memory:", NULL, 1, 0, &app, &err) || !world_people(app, &err))
        fail_msg("%s", err.message);
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < count; i++)
            (void)deeds[i].run(app, &random, &err); // some are refused
        for (size_t i = 0; i < COUNT(rows); i++)
            compare(app, rows[i]);
    }
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_size_does_not_matter),
        cmocka_unit_test(test_outline_is_in_the_index),
        cmocka_unit_test(test_same_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
