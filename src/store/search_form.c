// SPDX-License-Identifier: MIT
// Full text is kept here, not by triggers: with trusted_schema off a trigger may not write a virtual table.
#include "search_form.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/utf8.h"
#include "search_rows.h"

static bool append_token(void *self, const char *token, size_t length)
{
    Str *out = self;
    str_push(out, ' ');
    str_append_n(out, token, length);
    return true;
}

void search_form(Str *out, const char *text)
{
    if (text == NULL)
        return;
    Str folded = STR_INIT;
    size_t start = out->length;
    utf8_fold(&folded, text, strlen(text));
    utf8_tokens(str_get(&folded), folded.length, append_token, out);
    if (out->length > start)
        str_append(out, " \n");
    str_clear(&folded);
}

// ---- the SQL function

static void folded(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    Str out = STR_INIT;
    search_form(&out, (const char *)sqlite3_value_text(values[0]));
    sqlite3_result_text64(context, str_get(&out), out.length, SQLITE_TRANSIENT, SQLITE_UTF8);
    str_clear(&out);
}

bool search_functions(Store *store, Error *err)
{
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS; // the view of the words uses it
    return sqlite3_create_function_v2(store->db, "folded", 1, flags, NULL, folded, NULL, NULL, NULL) ==
               SQLITE_OK ||
           db_error(store, err, "opening the database");
}

// ---- people

void search_form_join(Str *tokens, const char *form)
{
    if (*form == '\0' || strstr(str_get(tokens), form) != NULL)
        return;
    str_append(tokens, form);
    str_push(tokens, '\n');
}

void search_form_line(Str *out, const char *text)
{
    size_t start = out->length;
    search_form(out, text);
    if (out->length > start)
        str_truncate(out, out->length - 1);
}

void search_form_add(Str *tokens, const char *text)
{
    size_t start = tokens->length;
    search_form_line(tokens, text);
    if (tokens->length == start)
        return;
    if (strstr(tokens->data, tokens->data + start) < tokens->data + start)
        str_truncate(tokens, start);
    else
        str_push(tokens, '\n');
}

static bool add_columns(Store *store, Str *tokens, sqlite3_stmt *stmt, int columns, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    while (db_step(store, stmt, err))
        for (int i = 0; i < columns; i++)
            search_form_add(tokens, db_peek(stmt, i));
    return stmt != NULL && err->kind == ERROR_NONE;
}

bool search_tokens(Store *store, int64_t contact, Str *out, Error *err)
{
    if (db_int(store, 0, "SELECT 1 FROM contact WHERE id = ?", "i", contact) == 0)
        return error_set(err, ERROR_NOT_FOUND, "that contact is gone");
    sqlite3_stmt *names = db_query(
        store, err, "SELECT name, given, family, nickname, headline FROM contact WHERE id = ?", "i", contact);
    if (!add_columns(store, out, names, 5, err))
        return false;
    sqlite3_stmt *roles = db_query(store, err,
                                   "SELECT o.name, r.title FROM role r JOIN organisation o"
                                   " ON o.id = r.organisation WHERE r.contact = ? ORDER BY r.id",
                                   "i", contact);
    if (!add_columns(store, out, roles, 2, err))
        return false;
    sqlite3_stmt *tags = db_query(store, err,
                                  "SELECT t.name FROM contact_tag ct JOIN tag t ON t.id = ct.tag"
                                  " WHERE ct.contact = ? ORDER BY t.id",
                                  "i", contact);
    return add_columns(store, out, tags, 1, err);
}

bool search_index_contact(Store *store, int64_t contact, Error *err)
{
    SearchRows rows = {0};
    bool fine = search_rows_renew(store, &rows, contact, err) && search_rows_update(store, &rows, err);
    search_rows_clear(&rows);
    return fine;
}

// ---- words

bool search_index_interaction(Store *store, int64_t interaction, bool add, Error *err)
{
    if (add)
        return db_exec(store, err,
                       "INSERT INTO words (rowid, subject, text)"
                       " SELECT id, subject, text FROM interaction_words WHERE id = ?",
                       "i", interaction);
    return db_exec(store, err,
                   "INSERT INTO words (words, rowid, subject, text)"
                   " SELECT 'delete', id, subject, text FROM interaction_words WHERE id = ?",
                   "i", interaction);
}
