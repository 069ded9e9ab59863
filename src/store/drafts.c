// SPDX-License-Identifier: MIT
// Drafts. The row is journaled for undo, the text is not: it is saved with every pause in typing and has an
// undo log of its own.
#include "rapport/store/drafts.h"

#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

void draft_clear(Draft *draft)
{
    free(draft->template_name);
    free(draft->subject);
    free(draft->text);
    free(draft->message_id);
    free(draft->in_reply_to);
    free(draft->recipient_names);
    vec_clear(&draft->recipients);
    *draft = (Draft){.planned_day = CIVIL_NONE};
}

void drafts_clear(Drafts *list)
{
    for (size_t i = 0; i < list->count; i++)
        draft_clear(&list->items[i]);
    vec_clear(list);
}

// ---- writing

static bool insert_recipients(Store *store, const Draft *draft, Error *err)
{
    for (size_t i = 0; i < draft->recipients.count; i++)
        if (!db_exec(store, err,
                     "INSERT OR IGNORE INTO draft_recipient (draft, contact, position) VALUES (?, ?, ?)",
                     "iin", draft->id, draft->recipients.items[i], (int)i))
            return false;
    return true;
}

bool store_draft_insert(Store *store, Draft *draft, Error *err)
{
    Id none = {{0}};
    if (id_equal(draft->uid, none))
        draft->uid = store_new_id(store);
    if (draft->created_utc == 0)
        draft->created_utc = store_now(store).utc;
    if (draft->state == DRAFT_NONE)
        draft->state = DRAFT_OPEN;
    if (!db_exec(store, err,
                 "INSERT INTO draft (uid, channel, occasion, template, template_version, state, created_utc,"
                 " planned_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                 "uttzztid", &draft->uid, channel_name(draft->channel), occasion_name(draft->occasion),
                 draft->template_id, (int64_t)draft->template_version, draft_state_name(draft->state),
                 draft->created_utc, draft->planned_day))
        return false;
    draft->id = db_last_id(store);
    draft->rev = 1;
    draft->saved_utc = draft->created_utc;
    store_touch(store, CHANGE_DRAFTS, draft->id);
    return insert_recipients(store, draft, err) &&
           db_exec(store, err,
                   "INSERT INTO draft_text (draft, subject, text, saved_utc, rev) VALUES (?, ?, ?, ?, 1)",
                   "itti", draft->id, draft->subject != NULL ? draft->subject : "",
                   draft->text != NULL ? draft->text : "", draft->saved_utc);
}

// After an UPDATE that names a draft by its id.
static bool was_there(Store *store, int64_t id, Error *err)
{
    store_touch(store, CHANGE_DRAFTS, id);
    return sqlite3_changes(store->db) > 0 ||
           error_set(err, ERROR_NOT_FOUND, "there is no such draft any more");
}

bool store_draft_set_state(Store *store, int64_t id, DraftState state, Error *err)
{
    return db_exec(store, err, "UPDATE draft SET state = ? WHERE id = ?", "ti", draft_state_name(state),
                   id) &&
           was_there(store, id, err);
}

bool store_draft_recipient_add(Store *store, int64_t id, int64_t contact, Error *err)
{
    store_touch(store, CHANGE_DRAFTS, id);
    return db_exec(store, err,
                   "INSERT OR IGNORE INTO draft_recipient (draft, contact, position)"
                   " SELECT ?1, ?2, ifnull(max(position), -1) + 1 FROM draft_recipient WHERE draft = ?1",
                   "ii", id, contact);
}

bool store_draft_recipient_remove(Store *store, int64_t id, int64_t contact, Error *err)
{
    store_touch(store, CHANGE_DRAFTS, id);
    return db_exec(store, err, "DELETE FROM draft_recipient WHERE draft = ? AND contact = ?", "ii", id,
                   contact);
}

bool store_draft_set_channel(Store *store, int64_t id, Channel channel, Error *err)
{
    return db_exec(store, err, "UPDATE draft SET channel = ? WHERE id = ?", "ti", channel_name(channel),
                   id) &&
           was_there(store, id, err);
}

bool store_draft_set_planned(Store *store, int64_t id, int32_t day, Error *err)
{
    return db_exec(store, err, "UPDATE draft SET planned_day = ? WHERE id = ?", "di", day, id) &&
           was_there(store, id, err);
}

bool store_draft_set_mail(Store *store, const Draft *draft, Error *err)
{
    return db_exec(store, err, "UPDATE draft SET message_id = ?, in_reply_to = ? WHERE id = ?", "tti",
                   draft->message_id, draft->in_reply_to, draft->id) &&
           was_there(store, draft->id, err);
}

bool store_draft_set_template(Store *store, int64_t id, int64_t template_id, int version, Occasion occasion,
                              Error *err)
{
    return db_exec(store, err,
                   "UPDATE draft SET template = ?, template_version = ?, occasion = ? WHERE id = ?", "zzti",
                   template_id, (int64_t)version, occasion_name(occasion), id) &&
           was_there(store, id, err);
}

static bool save_text(Store *store, int64_t id, int64_t rev, const char *subject, const char *text,
                      const void *undo_log, size_t undo_length, Error *err)
{
    if (!db_exec(store, err,
                 "UPDATE draft_text SET subject = ?, text = ?, undo_log = ?, saved_utc = ?, rev = rev + 1"
                 " WHERE draft = ? AND rev = ?",
                 "ttbiii", subject, text, undo_log, (int)undo_length, store_now(store).utc, id, rev))
        return false;
    if (sqlite3_changes(store->db) == 0)
        return error_set(err, ERROR_CONFLICT, "this draft was changed by another program meanwhile");
    store_touch(store, CHANGE_DRAFTS, id);
    return true;
}

bool store_draft_save_text(Store *store, int64_t id, int64_t *rev, const char *subject, const char *text,
                           const void *undo_log, size_t undo_length, Error *err)
{
    if (!store_begin(store, "write draft", err))
        return false;
    if (!save_text(store, id, *rev, subject, text, undo_log, undo_length, err)) {
        store_rollback(store);
        return false;
    }
    if (!store_commit(store, err))
        return false;
    ++*rev;
    return true;
}

// ---- reading

#define DRAFT_COLUMNS                                                                                        \
    "SELECT d.id, d.uid, d.channel, d.occasion, d.template, d.template_version, t.name, x.subject, x.text,"  \
    " d.state, x.rev, d.created_utc, x.saved_utc, d.planned_day, d.message_id, d.in_reply_to FROM draft d"   \
    " LEFT JOIN draft_text x ON x.draft = d.id LEFT JOIN template t ON t.id = d.template"

static char *text_or_empty(sqlite3_stmt *stmt, int column)
{
    return db_null(stmt, column) ? mem_strdup("") : db_text(stmt, column);
}

static void read_draft(sqlite3_stmt *stmt, Draft *out)
{
    *out = (Draft){.id = db_i64(stmt, 0),
                   .uid = db_id(stmt, 1),
                   .channel = channel_parse(db_peek(stmt, 2)),
                   .occasion = occasion_parse(db_peek(stmt, 3)),
                   .template_id = db_i64(stmt, 4),
                   .template_version = db_i32(stmt, 5),
                   .template_name = db_text(stmt, 6),
                   .subject = text_or_empty(stmt, 7),
                   .text = text_or_empty(stmt, 8),
                   .state = draft_state_parse(db_peek(stmt, 9)),
                   .rev = db_i64(stmt, 10),
                   .created_utc = db_i64(stmt, 11),
                   .saved_utc = db_i64(stmt, 12),
                   .planned_day = db_day(stmt, 13),
                   .message_id = db_text(stmt, 14),
                   .in_reply_to = db_text(stmt, 15)};
}

static bool read_recipients(Store *store, Draft *draft, Error *err)
{
    Str names = STR_INIT;
    sqlite3_stmt *stmt =
        db_query(store, err,
                 "SELECT c.id, c.name FROM draft_recipient dr JOIN contact c ON c.id = dr.contact"
                 " WHERE dr.draft = ? ORDER BY dr.position, c.id",
                 "i", draft->id);
    while (db_step(store, stmt, err)) {
        vec_push(&draft->recipients, db_i64(stmt, 0));
        str_appendf(&names, "%s%s", names.length > 0 ? ", " : "", db_peek(stmt, 1));
    }
    draft->recipient_names = str_take(&names);
    return err->kind == ERROR_NONE;
}

bool store_draft_get(Store *store, int64_t id, Draft *out, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *stmt = db_query(store, err, DRAFT_COLUMNS " WHERE d.id = ?", "i", id);
    if (!db_step(store, stmt, err))
        return stmt == NULL || err->kind != ERROR_NONE
                   ? false
                   : error_set(err, ERROR_NOT_FOUND, "there is no such draft any more");
    read_draft(stmt, out);
    db_reset(stmt);
    return read_recipients(store, out, err);
}

bool store_draft_resolve(Store *store, const char *text, int64_t *id, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    if (!db_begins_id(text))
        return error_set(err, ERROR_INPUT,
                         "%s: is not the id of a draft; give its first 8 characters or more", text);
    Id low, high;
    db_id_range(text, &low, &high);
    int found = 0;
    sqlite3_stmt *stmt =
        db_query(store, err, "SELECT id FROM draft WHERE uid BETWEEN ? AND ? LIMIT 2", "uu", &low, &high);
    for (; db_step(store, stmt, err); found++)
        *id = db_i64(stmt, 0);
    if (stmt == NULL || err->kind != ERROR_NONE)
        return false;
    if (found == 0)
        return error_set(err, ERROR_NOT_FOUND, "there is no draft %s", text);
    return found == 1 ||
           error_set(err, ERROR_INPUT, "%s: several drafts begin so; give more of the id", text);
}

static bool read_list(Store *store, sqlite3_stmt *stmt, Drafts *out, Error *err)
{
    size_t first = out->count;
    while (db_step(store, stmt, err)) {
        Draft *draft = vec_add(out);
        read_draft(stmt, draft);
    }
    bool fine = stmt != NULL && err->kind == ERROR_NONE;
    for (size_t i = first; fine && i < out->count; i++)
        fine = read_recipients(store, &out->items[i], err);
    return fine;
}

bool store_drafts(Store *store, DraftState state, size_t max, Drafts *out, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *stmt =
        db_query(store, err,
                 DRAFT_COLUMNS " WHERE d.state = ? ORDER BY ifnull(x.saved_utc, 0) DESC, d.id DESC LIMIT ?",
                 "ti", draft_state_name(state), (int64_t)max);
    return read_list(store, stmt, out, err);
}

bool store_drafts_of(Store *store, int64_t contact, Drafts *out, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *stmt =
        db_query(store, err,
                 DRAFT_COLUMNS " JOIN draft_recipient dr ON dr.draft = d.id WHERE dr.contact = ?"
                               " AND d.state = 'open'"
                               " ORDER BY ifnull(x.saved_utc, 0) DESC, d.id DESC",
                 "i", contact);
    return read_list(store, stmt, out, err);
}

bool store_draft_undo_log(Store *store, int64_t id, char **bytes, size_t *length, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    *bytes = NULL;
    *length = 0;
    sqlite3_stmt *stmt = db_query(store, err, "SELECT undo_log FROM draft_text WHERE draft = ?", "i", id);
    if (!db_step(store, stmt, err))
        return stmt == NULL || err->kind != ERROR_NONE
                   ? false
                   : error_set(err, ERROR_NOT_FOUND, "there is no such draft any more");
    if (!db_null(stmt, 0)) {
        *length = (size_t)sqlite3_column_bytes(stmt, 0);
        *bytes = mem_alloc(*length + 1);
        if (*length > 0)
            memcpy(*bytes, sqlite3_column_blob(stmt, 0), *length);
    }
    db_reset(stmt);
    return true;
}
