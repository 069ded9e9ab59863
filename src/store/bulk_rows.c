// SPDX-License-Identifier: MIT
// The table "fresh" is what SQLite calls an eponymous virtual table. Each scan of it reads what the
// connection is inserting at that moment.
#include "bulk_rows.h"

#include "rapport/base/mem.h"

typedef struct Fresh {
    sqlite3_vtab base;
    Store *store;
} Fresh;

typedef struct FreshCursor {
    sqlite3_vtab_cursor base;
    size_t row;
} FreshCursor;

static const BulkRows *rows_of(const sqlite3_vtab_cursor *cursor)
{
    return ((const Fresh *)cursor->pVtab)->store->fresh;
}

static int fresh_connect(sqlite3 *db, void *store, int count, const char *const *words, sqlite3_vtab **out,
                         char **message)
{
    (void)count, (void)words, (void)message;
    int code =
        sqlite3_declare_vtab(db, "CREATE TABLE fresh (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11,"
                                 " c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25,"
                                 " c26, c27, c28, c29)");
    if (code != SQLITE_OK)
        return code;
    sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
    Fresh *fresh = mem_alloc(sizeof *fresh);
    fresh->store = store;
    *out = &fresh->base;
    return SQLITE_OK;
}

static int fresh_disconnect(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

static int fresh_best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table;
    info->estimatedCost = 1000;
    return SQLITE_OK;
}

static int fresh_open(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    (void)table;
    FreshCursor *cursor = mem_alloc(sizeof *cursor);
    *out = &cursor->base;
    return SQLITE_OK;
}

static int fresh_close(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static int fresh_filter(sqlite3_vtab_cursor *cursor, int number, const char *name, int count,
                        sqlite3_value **values)
{
    (void)number, (void)name, (void)count, (void)values;
    ((FreshCursor *)cursor)->row = 0;
    return SQLITE_OK;
}

static int fresh_next(sqlite3_vtab_cursor *cursor)
{
    ((FreshCursor *)cursor)->row++;
    return SQLITE_OK;
}

static int fresh_eof(sqlite3_vtab_cursor *cursor)
{
    const BulkRows *rows = rows_of(cursor);
    return rows == NULL || ((FreshCursor *)cursor)->row >= rows->count;
}

static int fresh_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
    const BulkRows *rows = rows_of(cursor);
    rows->column(context, rows->rows, ((FreshCursor *)cursor)->row, column);
    return SQLITE_OK;
}

static int fresh_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
    *out = (sqlite3_int64)((FreshCursor *)cursor)->row;
    return SQLITE_OK;
}

bool bulk_rows_register(Store *store, Error *err)
{
    static const sqlite3_module MODULE = {.xConnect = fresh_connect,
                                          .xBestIndex = fresh_best_index,
                                          .xDisconnect = fresh_disconnect,
                                          .xOpen = fresh_open,
                                          .xClose = fresh_close,
                                          .xFilter = fresh_filter,
                                          .xNext = fresh_next,
                                          .xEof = fresh_eof,
                                          .xColumn = fresh_column,
                                          .xRowid = fresh_rowid};
    return sqlite3_create_module_v2(store->db, "fresh", &MODULE, store, NULL) == SQLITE_OK ||
           db_error(store, err, "opening the database");
}

bool bulk_rows_insert(Store *store, const BulkRows *rows, const char *sql, Error *err)
{
    if (rows->count == 0)
        return true;
    bulk_rows_show(store, rows);
    bool fine = db_exec(store, err, sql, "");
    bulk_rows_show(store, NULL);
    return fine;
}

void bulk_rows_show(Store *store, const BulkRows *rows)
{
    store->fresh = rows;
}

void bulk_result_text(sqlite3_context *context, const char *text)
{
    if (text != NULL)
        sqlite3_result_text(context, text, -1, SQLITE_STATIC);
}

void bulk_result_day(sqlite3_context *context, int32_t day)
{
    if (day != CIVIL_NONE)
        sqlite3_result_int(context, day);
}

void bulk_result_id(sqlite3_context *context, int64_t id)
{
    if (id != 0)
        sqlite3_result_int64(context, id);
}
