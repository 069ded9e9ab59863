// SPDX-License-Identifier: MIT
// The complete export is complete: each column of each base table is in it, or is named here as left out.
#include "fixture.h"

#include "../../src/store/dump_tables.h"

// Bookkeeping and what follows from something else.
static const char *const LEFT_OUT[] = {
    "id",
    "contact.sort_key",
    "contact.last_out_day",
    "contact.last_in_day",
    "contact.unanswered",
    "rev",
    "fold",
    "contact.next_due_day",
    "contact.owed_day",
    "contact.waiting_day",
    "contact.pending_day",
    "draft_text.undo_log",
};

static const char *const NOT_TABLES[] = {"state",   "purged",        "change",
                                         "journal", "journal_chunk", "day_count"};

static bool in_list(const char *const *list, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], name) == 0)
            return true;
    return false;
}

static bool exported(const DumpTable *table, const char *name)
{
    DumpColumn columns[DUMP_COLUMNS];
    size_t count = dump_columns(table, columns);
    for (size_t i = 0; i < count; i++)
        if (strcmp(columns[i].name, name) == 0)
            return true;
    return false;
}

static void check_columns(Store *store, const DumpTable *table)
{
    char *sql = str_format("SELECT name FROM pragma_table_info('%s')", table->name);
    sqlite3_stmt *s = db_prepare(store, NULL, sql);
    int seen = 0;
    while (sqlite3_step(s) == SQLITE_ROW) {
        const char *name = db_peek(s, 0);
        char *full = str_format("%s.%s", table->name, name);
        if (!exported(table, name) && !in_list(LEFT_OUT, COUNT(LEFT_OUT), name) &&
            !in_list(LEFT_OUT, COUNT(LEFT_OUT), full))
            fail_msg("%s is in no export", full);
        free(full);
        seen++;
    }
    assert_true(seen >= 2);
    sqlite3_finalize(s);
    free(sql);
}

static void test_every_column(void **state)
{
    (void)state;
    Store *store = fixture_open(":memory:");
    for (const DumpTable *table = DUMP_TABLES; table->name != NULL; table++)
        check_columns(store, table);
    store_close(store);
}

static void test_every_table(void **state)
{
    (void)state;
    Store *store = fixture_open(":memory:");
    sqlite3_stmt *s = db_prepare(store, NULL,
                                 "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                                 "'sqlite_%' AND name NOT LIKE 'people%' AND name NOT LIKE 'words%'");
    int seen = 0;
    while (sqlite3_step(s) == SQLITE_ROW) {
        const char *name = db_peek(s, 0);
        if (dump_table(name, strlen(name)) == NULL && !in_list(NOT_TABLES, COUNT(NOT_TABLES), name))
            fail_msg("%s is in no export", name);
        seen++;
    }
    sqlite3_finalize(s);
    assert_true(seen > 20);
    store_close(store);
}

// What is referred to comes before what refers to it.
static void test_order(void **state)
{
    (void)state;
    for (const DumpTable *table = DUMP_TABLES; table->name != NULL; table++) {
        DumpColumn columns[DUMP_COLUMNS];
        size_t count = dump_columns(table, columns);
        assert_in_range(count, 1, DUMP_COLUMNS - 1);
        for (size_t i = 0; i < count; i++) {
            if (columns[i].type != DUMP_REF)
                continue;
            assert_non_null(columns[i].ref);
            assert_non_null(columns[i].ref->key);
            assert_true(columns[i].ref < table);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_column),
        cmocka_unit_test(test_every_table),
        cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
