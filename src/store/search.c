// SPDX-License-Identifier: MIT
// Answers queries about people: ids in an order, their number, and what a list shows of one of them.
#include "rapport/store/search.h"

#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "search_sql.h"

static sqlite3_stmt *prepare(Store *store, const SearchSql *sql, Error *err)
{
    sqlite3_stmt *stmt = db_prepare(store, err, str_get(&sql->text));
    for (size_t i = 0; stmt != NULL && i < sql->binds.count; i++) {
        const SearchBind *bind = &sql->binds.items[i];
        if (bind->text != NULL)
            sqlite3_bind_text(stmt, (int)i + 1, bind->text, -1, SQLITE_STATIC);
        else
            sqlite3_bind_int64(stmt, (int)i + 1, bind->number);
    }
    return stmt;
}

static bool read_ids(Store *store, sqlite3_stmt *stmt, ContactIds *ids, Error *err)
{
    int code;
    while ((code = sqlite3_step(stmt)) == SQLITE_ROW)
        vec_push(ids, db_i64(stmt, 0));
    return code == SQLITE_DONE || db_error(store, err, "searching");
}

bool store_search(Store *store, const Query *query, ContactSort sort, bool reverse, size_t max,
                  ContactIds *ids, Error *err)
{
    SearchSql sql = {.today = store_today(store)};
    size_t before = ids->count;
    str_append(&sql.text, "SELECT c.id FROM contact c WHERE ");
    search_sql_where(&sql, query);
    search_sql_order(&sql, query, sort, reverse);
    if (max > 0)
        str_appendf(&sql.text, " LIMIT %zu", max);
    sqlite3_stmt *stmt = prepare(store, &sql, err);
    bool fine = stmt != NULL && read_ids(store, stmt, ids, err);
    sqlite3_finalize(stmt);
    search_sql_clear(&sql);
    if (!fine)
        ids->count = before;
    return fine;
}

bool search_node(Store *store, const QueryNode *node, ContactIds *ids, Error *err)
{
    SearchSql sql = {.today = store_today(store)};
    str_append(&sql.text, "SELECT c.id FROM contact c WHERE c.deleted_at IS NULL AND ");
    search_sql_node(&sql, node);
    sqlite3_stmt *stmt = prepare(store, &sql, err);
    bool fine = stmt != NULL && read_ids(store, stmt, ids, err);
    sqlite3_finalize(stmt);
    search_sql_clear(&sql);
    return fine;
}

bool store_search_count(Store *store, const Query *query, int64_t *count, Error *err)
{
    if (query == NULL || (query->root == NULL && query->scope == QUERY_SCOPE_DEFAULT)) {
        *count = store_contact_count(store);
        return true;
    }
    SearchSql sql = {.today = store_today(store)};
    str_append(&sql.text, "SELECT count(*) FROM contact c WHERE ");
    search_sql_where(&sql, query);
    sqlite3_stmt *stmt = prepare(store, &sql, err);
    bool fine = stmt != NULL && (sqlite3_step(stmt) == SQLITE_ROW || db_error(store, err, "searching"));
    if (fine)
        *count = db_i64(stmt, 0);
    sqlite3_finalize(stmt);
    search_sql_clear(&sql);
    return fine;
}

int64_t store_contact_count(Store *store)
{
    return db_int(store, 0, "SELECT sum(value) FROM state WHERE name IN ('contacts-active', 'contacts-pool')",
                  "");
}

// ---- rows

static bool starts_with_cjk(const char *text)
{
    uint32_t code;
    utf8_decode(text, strlen(text), &code, NULL);
    return utf8_is_cjk(code);
}

// "Lindqvist, Maya"; names that have the family first anyway stay as they are.
static char *list_name(sqlite3_stmt *stmt, int name, int given, int family)
{
    if (str_blank(db_peek(stmt, given)) || str_blank(db_peek(stmt, family)) ||
        starts_with_cjk(db_peek(stmt, family)))
        return db_text(stmt, name);
    return str_format("%s, %s", db_peek(stmt, family), db_peek(stmt, given));
}

static void read_role(Store *store, int64_t id, ContactRow *row)
{
    sqlite3_stmt *stmt =
        db_query(store, NULL,
                 "SELECT o.name, r.title FROM role r JOIN organisation o ON o.id = r.organisation"
                 " WHERE r.contact = ? AND r.current = 1 AND o.kind = 'company'"
                 " ORDER BY r.from_day DESC, r.position, r.id LIMIT 1",
                 "i", id);
    Error err = {0};
    if (db_step(store, stmt, &err)) {
        row->company = db_text(stmt, 0);
        row->title = db_text(stmt, 1);
    }
    db_reset(stmt);
}

bool store_contact_row(Store *store, int64_t id, ContactRow *row, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *stmt =
        db_query(store, err,
                 "SELECT name, given, family, headline, stage, state, favourite, ifnull(degree, -1),"
                 " nullif(max(ifnull(last_out_day, -999999), ifnull(last_in_day, -999999)), -999999),"
                 " next_due_day FROM contact WHERE id = ?",
                 "i", id);
    *row = (ContactRow){.id = id};
    if (!db_step(store, stmt, err))
        return stmt != NULL && err->kind == ERROR_NONE
                   ? error_set(err, ERROR_NOT_FOUND, "that contact is gone")
                   : false;
    row->name = list_name(stmt, 0, 1, 2);
    char *headline = db_text(stmt, 3);
    row->stage = stage_parse(db_peek(stmt, 4));
    row->active = str_equal(db_peek(stmt, 5), "active");
    row->favourite = db_bool(stmt, 6);
    row->degree = db_i32(stmt, 7);
    row->last_day = db_day(stmt, 8);
    row->next_day = db_day(stmt, 9);
    db_reset(stmt);
    read_role(store, id, row);
    if (row->title == NULL)
        row->title = headline;
    else
        free(headline);
    return true;
}

void contact_row_clear(ContactRow *row)
{
    free(row->name);
    free(row->company);
    free(row->title);
    *row = (ContactRow){0};
}
