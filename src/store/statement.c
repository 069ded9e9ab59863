// SPDX-License-Identifier: MIT
// Prepared statements kept for the life of the connection, found by their text, values bound by a type
// string.
#include <stdarg.h>
#include <string.h>

#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

// What went wrong, for a person; *detail is set when SQLite's own words say more.
static const char *failure_text(int code, const char **detail, const char *message)
{
    *detail = NULL;
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "something else is still writing; nothing was changed, try again";
    case SQLITE_FULL:
        return "the disk is full; nothing was changed, free some space and try again";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        *detail = message;
        return "the database file is damaged; rapport restore names the backup to go back to";
    case SQLITE_INTERRUPT:
        return "stopped; nothing was changed";
    case SQLITE_READONLY:
        return "the database, or the folder that it is in, cannot be written";
    case SQLITE_NOMEM:
        return "out of memory; nothing was changed";
    case SQLITE_IOERR:
        *detail = message;
        return "the disk reported an error; nothing was changed";
    default:
        return message;
    }
}

bool db_error(Store *store, Error *err, const char *doing)
{
    int code = sqlite3_errcode(store->db) & 0xff;
    const char *detail, *text = failure_text(code, &detail, sqlite3_errmsg(store->db));
    ErrorKind kind = code == SQLITE_INTERRUPT                          ? ERROR_INTERRUPTED
                     : code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? ERROR_DAMAGED
                                                                       : ERROR_DATABASE;
    error_set(err, kind, "%s%s%s%s", text, detail != NULL ? " (" : "", detail != NULL ? detail : "",
              detail != NULL ? ")" : "");
    return doing != NULL ? error_prefix(err, "%s", doing) : false;
}

void db_leave_alone(Store *store)
{
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

// A failing disk or memory makes SQLite take the whole transaction back by itself, and a reader may have
// taken the failure for "nothing there": whatever came after would be half of the step. So a transaction that
// saw a failure stays broken until it is rolled back.
// Before it the same holds for what the step is decided on: see store_begin.
static void note_failure(Store *store, int code)
{
    bool counts = store->writing;
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
        counts = false; // the statement alone failed, and its caller said what that means
        break;
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_CORRUPT:
    case SQLITE_CANTOPEN:
        counts = true;
        break;
    default:
        break;
    }
    if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB)
        db_leave_alone(store);
    if (counts && store->broken.kind == ERROR_NONE)
        db_error(store, &store->broken, store->writing ? "saving" : "reading the database");
}

static bool is_broken(Store *store, Error *err)
{
    if (!store->writing)
        return false;
    if (store->broken.kind == ERROR_NONE && sqlite3_get_autocommit(store->db) != 0)
        error_set(&store->broken, ERROR_DATABASE, "saving: the change was taken back; nothing was changed");
    if (store->broken.kind != ERROR_NONE && err != NULL)
        *err = store->broken;
    return store->broken.kind != ERROR_NONE;
}

static sqlite3_stmt *cached_statement(Store *store, const char *sql, Error *err)
{
    for (size_t i = 0; i < store->cached.count; i++)
        if (store->cached.items[i].sql == sql)
            return store->cached.items[i].stmt;
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
    if (code != SQLITE_OK) {
        note_failure(store, code);
        db_error(store, err, "reading the database");
        return NULL;
    }
    vec_push(&store->cached, ((Cached){sql, stmt}));
    return stmt;
}

static int bind_value(sqlite3_stmt *stmt, int at, char type, va_list *args)
{
    switch (type) {
    case 'i':
        return sqlite3_bind_int64(stmt, at, va_arg(*args, int64_t));
    case 'z': {
        int64_t value = va_arg(*args, int64_t);
        return value == 0 ? sqlite3_bind_null(stmt, at) : sqlite3_bind_int64(stmt, at, value);
    }
    case 'n':
        return sqlite3_bind_int(stmt, at, va_arg(*args, int));
    case 'd': {
        int32_t day = va_arg(*args, int32_t);
        return day == CIVIL_NONE ? sqlite3_bind_null(stmt, at) : sqlite3_bind_int(stmt, at, day);
    }
    case 't':
        return sqlite3_bind_text(stmt, at, va_arg(*args, const char *), -1, SQLITE_TRANSIENT);
    case 'u':
        return sqlite3_bind_blob(stmt, at, va_arg(*args, const Id *)->bytes, 16, SQLITE_TRANSIENT);
    default: { // 'b'
        const void *bytes = va_arg(*args, const void *);
        int length = va_arg(*args, int);
        return bytes == NULL ? sqlite3_bind_null(stmt, at)
                             : sqlite3_bind_blob(stmt, at, bytes, length, SQLITE_TRANSIENT);
    }
    }
}

static sqlite3_stmt *query_va(Store *store, Error *err, const char *sql, const char *types, va_list *args)
{
    if (store->half && !store->writing) { // nobody may see a step that was given up
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
        store->half = sqlite3_get_autocommit(store->db) == 0;
    }
    sqlite3_stmt *stmt = is_broken(store, err) ? NULL : cached_statement(store, sql, err);
    if (stmt == NULL)
        return NULL;
    sqlite3_reset(stmt);
    int code = SQLITE_OK;
    for (int i = 0; code == SQLITE_OK && types[i] != '\0'; i++)
        code = bind_value(stmt, i + 1, types[i], args);
    if (code == SQLITE_OK)
        return stmt;
    note_failure(store, code); // else a text that did not fit would be saved as none
    db_error(store, err, "reading the database");
    return NULL;
}

sqlite3_stmt *db_query(Store *store, Error *err, const char *sql, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    sqlite3_stmt *stmt = query_va(store, err, sql, types, &args);
    va_end(args);
    return stmt;
}

sqlite3_stmt *db_prepare(Store *store, Error *err, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    if (is_broken(store, err))
        return NULL;
    int code = sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL);
    if (code != SQLITE_OK) {
        note_failure(store, code);
        db_error(store, err, "reading the database");
    }
    return stmt;
}

bool db_step(Store *store, sqlite3_stmt *stmt, Error *err)
{
    if (stmt == NULL)
        return false;
    int code = sqlite3_step(stmt);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE) {
        error_clear(err);
    } else {
        note_failure(store, code);
        db_error(store, err, store->writing ? "saving" : "reading the database");
    }
    sqlite3_reset(stmt);
    return false;
}

bool db_exec(Store *store, Error *err, const char *sql, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    sqlite3_stmt *stmt = query_va(store, err, sql, types, &args);
    va_end(args);
    if (stmt == NULL)
        return false;
    int code = sqlite3_step(stmt);
    bool done = code == SQLITE_DONE || code == SQLITE_ROW;
    if (!done) {
        note_failure(store, code);
        db_error(store, err, "saving");
    }
    sqlite3_reset(stmt);
    return done;
}

int64_t db_int(Store *store, int64_t fallback, const char *sql, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    sqlite3_stmt *stmt = query_va(store, NULL, sql, types, &args);
    va_end(args);
    int64_t value = fallback;
    int code = stmt != NULL ? sqlite3_step(stmt) : SQLITE_DONE;
    if (code == SQLITE_ROW && !db_null(stmt, 0))
        value = db_i64(stmt, 0);
    else if (code != SQLITE_ROW && code != SQLITE_DONE)
        note_failure(store, code);
    db_reset(stmt);
    return value;
}

bool db_read_int(Store *store, const char *sql, int64_t *value, Error *err)
{
    Error why = {0};
    sqlite3_stmt *stmt = db_query(store, &why, sql, "");
    *value = db_step(store, stmt, &why) ? db_i64(stmt, 0) : 0;
    db_reset(stmt);
    if (why.kind != ERROR_NONE && err != NULL)
        *err = why;
    return why.kind == ERROR_NONE;
}

bool db_script(Store *store, const char *sql, Error *err)
{
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    return db_error(store, err, NULL);
}

void db_sort_in_pieces(Store *store)
{
    if (db_script(store, "PRAGMA temp_store = FILE", NULL))
        db_script(store, "PRAGMA cache_size = -2000", NULL); // a piece is as large as the cache
}

void db_sort_at_once(Store *store, int cache_kb)
{
    char *sql = str_format("PRAGMA temp_store = MEMORY; PRAGMA cache_size = %d", -cache_kb);
    db_script(store, sql, NULL);
    free(sql);
}

int64_t db_last_id(Store *store)
{
    return sqlite3_last_insert_rowid(store->db);
}

void db_reset(sqlite3_stmt *stmt)
{
    if (stmt != NULL)
        sqlite3_reset(stmt);
}

char *db_text(sqlite3_stmt *stmt, int column)
{
    return mem_strdup(db_peek(stmt, column));
}

const char *db_peek(sqlite3_stmt *stmt, int column)
{
    return (const char *)sqlite3_column_text(stmt, column);
}

int32_t db_day(sqlite3_stmt *stmt, int column)
{
    return db_null(stmt, column) ? CIVIL_NONE : sqlite3_column_int(stmt, column);
}

Id db_id(sqlite3_stmt *stmt, int column)
{
    Id id = {{0}};
    const void *bytes = sqlite3_column_blob(stmt, column);
    if (bytes != NULL && sqlite3_column_bytes(stmt, column) == 16)
        memcpy(id.bytes, bytes, 16);
    return id;
}
