// SPDX-License-Identifier: MIT
// Every statement that everyday work prepares goes by an index: after each deed of a person and each view
// there is, the plans of all statements of the connection are looked at. A table that grows is never read
// whole, and nothing that the screen waits for is sorted but what a limit has made small. PLANS=yes prints
// them.
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1

#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#include "../../src/store/db.h"
#include "rapport/app/views.h"
#include "rapport/base/mem.h"
#include "rapport/store/drafts.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "rapport/store/meetings.h"
#include "rapport/store/search.h"
#include "support/world.h"

enum { ROUNDS = 6 };

static void must(bool fine, const Error *err)
{
    if (!fine)
        fail_msg("%s", err->message);
}

// What may be read whole: tables that stay small whoever uses the program, what SQLite makes up, and the
// results of a statement's own subqueries.
static const char *const SMALL[] = {"state",      "setting", "template", "t",           "routine",
                                    "saved_list", "import",  "target",   "rhythm",      "sent",
                                    "CONSTANT",   "sqlite_", "pragma_",  "(subquery-1)"};

// Statements that walk a table in the order of its rows and stop at the first that fits, or that want all of
// an index which only has the rows in question.
static const char *const WALKS[] = {
    "SELECT id, at_utc, offset_min, what, state, import IS NOT NULL FROM journal",
    "UPDATE journal SET state = 'closed' WHERE state = 'undone'",
};

static bool begins_with_any(const char *text, const char *const *beginnings, size_t count, bool word)
{
    for (size_t i = 0; i < count; i++) {
        const char *rest = text + strlen(beginnings[i]);
        if (str_starts(text, beginnings[i]) &&
            (!word || *rest == ' ' || *rest == '\0' || str_ends(beginnings[i], "_")))
            return true;
    }
    return false;
}

// Whether a line of a plan reads a table whole. In the order of an index up to a limit it does not.
static bool reads_whole(const char *line, const char *sql)
{
    const char *table = line + strlen("SCAN ");
    return str_starts(line, "SCAN ") && strstr(line, "VIRTUAL TABLE") == NULL &&
           !begins_with_any(table, SMALL, COUNT(SMALL), true) &&
           (strstr(line, " USING ") == NULL || strstr(sql, "LIMIT") == NULL) &&
           !begins_with_any(sql, WALKS, COUNT(WALKS), false);
}

static bool is_sound(Store *store, const char *sql, bool print)
{
    char *explain = str_format("EXPLAIN QUERY PLAN %s", sql);
    sqlite3_stmt *stmt = db_prepare(store, NULL, explain);
    bool whole = false;
    Str plan = STR_INIT;
    while (stmt != NULL && sqlite3_step(stmt) == SQLITE_ROW) {
        str_appendf(&plan, "    %s\n", db_peek(stmt, 3));
        whole = whole || reads_whole(db_peek(stmt, 3), sql);
    }
    if (print || whole)
        print_message("%s%s\n%s\n", whole ? "a table is read whole:\n" : "", sql, str_get(&plan));
    sqlite3_finalize(stmt);
    str_clear(&plan);
    free(explain);
    return !whole;
}

// ---- everyday work

static void look_at_everything(App *app)
{
    Error err = {0};
    TodayView today;
    BoardView board;
    FollowupList list = {0};
    int counts[42];
    must(today_load(app, false, &today, &err), &err);
    today_clear(&today);
    TodayWish wish = {.rows = 20};
    TodayCounts counted;
    must(today_look(app, &wish, &today, &err) && today_count(app, &counted, &err), &err);
    today_clear(&today);
    must(board_load(app, 50, &board, &err), &err);
    board_clear(&board);
    int32_t day = app_today(app);
    must(store_followup_counts(app->store, day, 42, counts, &err), &err);
    must(store_followups_between(app->store, day, day + 42, 100, &list, &err), &err);
    MailIds mails = {0};
    must(store_mail_ids(app->store, 1, &mails, &err), &err);
    mail_ids_clear(&mails);
    store_notes_since(app->store, day);
    must(store_followups_closed(app->store, day - 7, day, 100, &list, &err), &err);
    store_followups_open_before(app->store, day);
    Meetings meetings = {0};
    ContactIds rows = {0};
    bool any[42];
    int32_t first;
    must(store_meeting_days(app->store, day, 42, any, &err), &err);
    must(store_meetings_between(app->store, day, day + 42, 50, &meetings, &err), &err);
    must(store_meeting_preparations(app->store, 1, &rows, &first, &err), &err);
    meetings_clear(&meetings);
    vec_clear(&rows);
    store_followups_done_between(app->store, day - 7, day);
    followup_list_clear(&list);
}

static App *busy_world(void)
{
    App *app;
    Error err = {0};
    Random random = {20261124};
    size_t count;
    const Deed *deeds = world_deeds(&count);
    must(world_open(":memory:", NULL, 1, 0, &app, &err), &err);
    must(world_people(app, &err), &err);
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < count; i++)
            (void)deeds[i].run(app, &random, &err); // some are refused
    JournalStep step;
    must(app_undo(app, true, &step, &err) && app_redo(app, true, &step, &err), &err);
    look_at_everything(app);
    return app;
}

static void test_everyday_statements(void **state)
{
    (void)state;
    App *app = busy_world();
    sqlite3 *db = app->store->db;
    VEC(char *) statements = {0};
    for (sqlite3_stmt *s = sqlite3_next_stmt(db, NULL); s != NULL; s = sqlite3_next_stmt(db, s))
        vec_push(&statements, mem_strdup(sqlite3_sql(s)));
    assert_true(statements.count > 80);
    size_t faults = 0;
    for (size_t i = 0; i < statements.count; i++) {
        faults += !is_sound(app->store, statements.items[i], getenv("PLANS") != NULL);
        free(statements.items[i]);
    }
    vec_clear(&statements);
    app_close(app);
    assert_int_equal(faults, 0);
}

// What the screen waits for comes in order out of an index, and nothing is sorted.
static void test_hot_statements(void **state)
{
    (void)state;
    static const struct {
        const char *begins, *index;
    } hot[] = {
        {"SELECT id, uid, name, owed_day FROM contact INDEXED BY contact_owed",
         "INDEX contact_owed (owed_day>?)"},
        {"SELECT id, uid, name, waiting_day FROM contact INDEXED BY contact_waiting",
         "INDEX contact_waiting (waiting_day>?)"},
        {"SELECT day, open FROM day_count", "INTEGER PRIMARY KEY (rowid>? AND rowid<?)"},
        {"SELECT id, contact, organisation, day", "INDEX followup_open (day>? AND day<?)"},
        {"SELECT count(*) FROM followup WHERE closed_day", "COVERING INDEX followup_closed"},
        {"SELECT f.id, f.day FROM participant p JOIN followup f",
         "INDEX followup_contact (contact=? AND state=?)"},
        {"SELECT 1 FROM interaction i WHERE i.day = ?", "INDEX interaction_meeting (day=?)"},
    };
    App *app = busy_world();
    for (size_t i = 0; i < COUNT(hot); i++) {
        sqlite3_stmt *s = sqlite3_next_stmt(app->store->db, NULL);
        while (s != NULL && !str_starts(sqlite3_sql(s), hot[i].begins))
            s = sqlite3_next_stmt(app->store->db, s);
        if (s == NULL)
            fail_msg("nothing prepares \"%s ...\" any more", hot[i].begins);
        char *explain = str_format("EXPLAIN QUERY PLAN %s", sqlite3_sql(s));
        sqlite3_stmt *plan = db_prepare(app->store, NULL, explain);
        bool found = false;
        while (sqlite3_step(plan) == SQLITE_ROW) {
            if (db_i64(plan, 1) == 0 && strstr(db_peek(plan, 3), "TEMP B-TREE") != NULL)
                fail_msg("%s is sorted: %s", hot[i].begins, db_peek(plan, 3));
            found = found || strstr(db_peek(plan, 3), hot[i].index) != NULL;
        }
        if (!found)
            fail_msg("%s does not go by %s", hot[i].begins, hot[i].index);
        sqlite3_finalize(plan);
        free(explain);
    }
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_everyday_statements),
                                       cmocka_unit_test(test_hot_statements)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
