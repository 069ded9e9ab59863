// SPDX-License-Identifier: MIT
// New and changed search rows, each kind by one statement from the table "fresh". Many at a time are indexed
// in one piece: full text then merges a few large pieces and not many small ones.
#include "search_rows.h"

#include "bulk_rows.h"
#include "search_form.h"

enum { NEW_MOST = 16 << 20, CHANGED_MOST = 2 << 20, FTS_USUAL = 1 << 20, FTS_LARGE = 64 << 20 };

static void column(sqlite3_context *context, const void *self, size_t row, int column)
{
    const SearchRows *rows = self;
    const SearchRow *one = &rows->rows.items[row];
    if (column == 0)
        sqlite3_result_int64(context, one->contact);
    else
        bulk_result_text(context, rows->tokens.data + one->at);
}

static bool set_hash_size(Store *store, int size, Error *err)
{
    return db_exec(store, err, "INSERT INTO people (people, rank) VALUES ('hashsize', ?)", "n", size);
}

static bool write_rows(Store *store, SearchRows *rows, const char *sql, Error *err)
{
    BulkRows fresh = {rows->rows.count, rows, column};
    bool large = rows->tokens.length > FTS_USUAL;
    bool fine = (!large || set_hash_size(store, FTS_LARGE, err)) &&
                bulk_rows_insert(store, &fresh, sql, err) && (!large || set_hash_size(store, FTS_USUAL, err));
    rows->rows.count = 0;
    str_truncate(&rows->tokens, 0);
    return fine;
}

bool search_rows_insert(Store *store, SearchRows *rows, Error *err)
{
    return write_rows(store, rows, "INSERT INTO people (rowid, tokens) SELECT c0, c1 FROM fresh", err);
}

bool search_rows_update(Store *store, SearchRows *rows, Error *err)
{
    return write_rows(store, rows, "INSERT OR REPLACE INTO people (rowid, tokens) SELECT c0, c1 FROM fresh",
                      err);
}

void search_rows_clear(SearchRows *rows)
{
    vec_clear(&rows->rows);
    str_clear(&rows->tokens);
}

static void keep(SearchRows *rows, int64_t contact, const char *tokens)
{
    vec_push(&rows->rows, ((SearchRow){contact, rows->tokens.length}));
    str_append(&rows->tokens, tokens);
    str_push(&rows->tokens, '\0');
}

bool search_rows_add(Store *store, SearchRows *rows, int64_t contact, const char *tokens, Error *err)
{
    keep(rows, contact, tokens);
    return rows->tokens.length < NEW_MOST || search_rows_insert(store, rows, err);
}

static size_t place_of(const SearchRows *rows, int64_t contact)
{
    size_t low = 0, high = rows->rows.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows->rows.items[middle].contact < contact)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool search_rows_waits(const SearchRows *rows, int64_t contact)
{
    size_t place = place_of(rows, contact);
    return place < rows->rows.count && rows->rows.items[place].contact == contact;
}

void search_rows_replace(SearchRows *rows, int64_t contact, const char *tokens)
{
    rows->rows.items[place_of(rows, contact)].at = rows->tokens.length;
    str_append(&rows->tokens, tokens);
    str_push(&rows->tokens, '\0');
}

// What is written of somebody counts, so nothing of theirs may wait; and full text wants ids that rise.
static bool write_before(Store *store, SearchRows *rows, int64_t contact, Error *err)
{
    size_t count = rows->rows.count;
    bool rises = count == 0 || rows->rows.items[count - 1].contact < contact;
    return (rises && rows->tokens.length < CHANGED_MOST) || search_rows_update(store, rows, err);
}

bool search_rows_renew(Store *store, SearchRows *rows, int64_t contact, Error *err)
{
    Str tokens = STR_INIT;
    Error own = {0};
    err = err != NULL ? err : &own;
    bool fine = write_before(store, rows, contact, err) && search_tokens(store, contact, &tokens, err);
    if (fine) {
        sqlite3_stmt *stmt = db_query(store, err, "SELECT tokens FROM people WHERE rowid = ?", "i", contact);
        bool there = db_step(store, stmt, err);
        fine = there || (stmt != NULL && err->kind == ERROR_NONE);
        if (fine && !(there && str_equal(db_peek(stmt, 0), str_get(&tokens))))
            keep(rows, contact, str_get(&tokens));
        db_reset(stmt);
    } else if (err->kind == ERROR_NOT_FOUND) {
        error_clear(err);
        fine = db_exec(store, err, "DELETE FROM people WHERE rowid = ?", "i", contact);
    }
    str_clear(&tokens);
    return fine;
}
