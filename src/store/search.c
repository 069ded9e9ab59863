// SPDX-License-Identifier: MIT
// Answers queries about people: ids in an order, their number, and what a list shows of one of them.
#include "rapport/store/search.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "rapport/base/civil.h"
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
    SearchSql sql = {.today = store_today(store), .rules = search_rules(store)};
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

// ---- the first of many

enum { TRASH_MOST = 1000, WALK_WORTH = 4 };

// Words that the people index answers alone.
static bool only_words(const Query *query)
{
    const QueryNode *root = query != NULL ? query->root : NULL;
    if (root == NULL || query->scope != QUERY_SCOPE_DEFAULT || query->sort_count > 0 || query->names_me)
        return false;
    size_t count = root->kind == QUERY_AND ? root->children.count : 1;
    for (size_t i = 0; i < count; i++) {
        const QueryNode *node = root->kind == QUERY_AND ? root->children.items[i] : root;
        if ((node->kind != QUERY_WORD && node->kind != QUERY_PHRASE) ||
            node->values.items[0].tokens.count != 1)
            return false;
    }
    return true;
}

static size_t place_of(const ContactIds *ids, int64_t id)
{
    size_t low = 0, high = ids->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ids->items[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_among(const ContactIds *ids, int64_t id)
{
    size_t place = place_of(ids, id);
    return place < ids->count && ids->items[place] == id;
}

// The ids that the people index finds, ascending, but for me and the trash.
static bool match_words(Store *store, const Query *query, ContactIds *found, Error *err)
{
    SearchSql sql = {.today = store_today(store), .rules = search_rules(store)};
    search_sql_match(&sql, query->root);
    sqlite3_stmt *stmt = prepare(store, &sql, err);
    bool fine = stmt != NULL && read_ids(store, stmt, found, err);
    sqlite3_finalize(stmt);
    search_sql_clear(&sql);
    sqlite3_stmt *hidden = fine ? db_query(store, err,
                                           "SELECT id FROM contact WHERE deleted_at IS NOT NULL"
                                           " UNION SELECT id FROM contact WHERE state = 'me'",
                                           "")
                                : NULL;
    while (fine && db_step(store, hidden, err)) {
        size_t place = place_of(found, db_i64(hidden, 0));
        if (place >= found->count || found->items[place] != db_i64(hidden, 0))
            continue;
        found->count--;
        memmove(found->items + place, found->items + place + 1,
                (found->count - place) * sizeof *found->items);
    }
    return fine && hidden != NULL && err->kind == ERROR_NONE;
}

// Everybody in order, until max of those found have passed.
static bool walk(Store *store, const ContactIds *found, size_t max, ContactIds *ids, Error *err)
{
    sqlite3_stmt *stmt = db_query(store, err,
                                  "SELECT id FROM contact INDEXED BY contact_order WHERE deleted_at IS NULL"
                                  " AND state > '' AND state <> 'me' ORDER BY state, sort_key, id",
                                  "");
    size_t wanted = found->count < max ? found->count : max;
    while (wanted > 0 && db_step(store, stmt, err))
        if (is_among(found, db_i64(stmt, 0))) {
            vec_push(ids, db_i64(stmt, 0));
            wanted--;
        }
    db_reset(stmt);
    return stmt != NULL && err->kind == ERROR_NONE;
}

static bool search_all(Store *store, const Query *query, size_t max, ContactIds *ids, int64_t *total,
                       Error *err)
{
    if (!store_search(store, query, SORT_DEFAULT, false, 0, ids, err))
        return false;
    *total = (int64_t)ids->count;
    ids->count = ids->count < max ? ids->count : max;
    return true;
}

bool store_search_first(Store *store, const Query *query, size_t max, ContactIds *ids, int64_t *total,
                        Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    int64_t everybody = store_contact_count(store);
    int64_t trash = db_int(store, 0, "SELECT value FROM state WHERE name = 'contacts-trash'", "");
    if (query == NULL || !only_words(query) || trash > TRASH_MOST)
        return search_all(store, query, max, ids, total, err);
    ContactIds found = {0};
    bool fine = match_words(store, query, &found, err);
    *total = (int64_t)found.count;
    // Looking each of them up costs its number; walking passes everybody before the last one wanted.
    bool many = (double)max * (double)everybody < (double)WALK_WORTH * (double)*total * (double)*total;
    if (fine)
        fine = many ? walk(store, &found, max, ids, err)
                    : store_search(store, query, SORT_DEFAULT, false, max, ids, err);
    vec_clear(&found);
    return fine;
}

bool search_node(Store *store, const QueryNode *node, ContactIds *ids, Error *err)
{
    SearchSql sql = {.today = store_today(store), .rules = search_rules(store)};
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
    SearchSql sql = {.today = store_today(store), .rules = search_rules(store)};
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

bool store_has_pool(Store *store)
{
    return db_int(store, 0,
                  "SELECT EXISTS (SELECT 1 FROM contact INDEXED BY contact_order WHERE state = 'pool'"
                  " AND deleted_at IS NULL)",
                  "") != 0;
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

// The latest company of now. Chosen here: sorting in SQL would build a table of its own for each row on the
// screen.
static void read_role(Store *store, int64_t id, ContactRow *row)
{
    sqlite3_stmt *stmt =
        db_query(store, NULL,
                 "SELECT o.name, r.title, r.from_day, r.position FROM role r JOIN organisation o"
                 " ON o.id = r.organisation WHERE r.contact = ? AND r.current = 1 AND o.kind = 'company'",
                 "i", id);
    Error err = {0};
    int32_t latest = CIVIL_NONE;
    int first = INT_MAX;
    while (db_step(store, stmt, &err)) {
        int32_t from = db_day(stmt, 2);
        int position = db_i32(stmt, 3);
        if (row->company != NULL && (from < latest || (from == latest && position >= first)))
            continue;
        free(row->company);
        free(row->title);
        row->company = db_text(stmt, 0);
        row->title = db_text(stmt, 1);
        latest = from;
        first = position;
    }
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
