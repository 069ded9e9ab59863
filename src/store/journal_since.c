// SPDX-License-Identifier: MIT
// Undoing one's own last step while another program did something later: a contact's last days, unanswered
// count and next day follow from all of its history, so two steps can disagree although they share no row.
// This finds out whether a later step that still stands speaks of the same contacts.
#include <stdlib.h>
#include <string.h>

#include "db.h"

typedef VEC(int64_t) Ids;

static void add_id(Ids *ids, int64_t id)
{
    bool again = ids->count > 0 && ids->items[ids->count - 1] == id;
    if (id != 0 && !again)
        vec_push(ids, id);
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

// A step may have changed a million: they are put in order once and looked through side by side.
static void sort(Ids *ids)
{
    if (ids->count > 1)
        qsort(ids->items, ids->count, sizeof *ids->items, by_id);
}

static int64_t value_at(sqlite3_changeset_iter *iter, int op, int column)
{
    sqlite3_value *value = NULL;
    if (op != SQLITE_INSERT)
        sqlite3changeset_old(iter, column, &value);
    if (value == NULL && op != SQLITE_DELETE)
        sqlite3changeset_new(iter, column, &value);
    return value == NULL ? 0 : sqlite3_value_int64(value);
}

static void add_participants(Store *store, int64_t interaction, Ids *ids)
{
    sqlite3_stmt *stmt =
        db_query(store, NULL, "SELECT contact FROM participant WHERE interaction = ?", "i", interaction);
    while (db_step(store, stmt, NULL))
        add_id(ids, db_i64(stmt, 0));
}

static void add_change(Store *store, sqlite3_changeset_iter *iter, Ids *ids)
{
    const char *table = NULL;
    int columns, op, indirect;
    if (sqlite3changeset_op(iter, &table, &columns, &op, &indirect) != SQLITE_OK)
        return;
    int64_t first = value_at(iter, op, 0);
    if (strcmp(table, "participant") == 0) {
        add_id(ids, value_at(iter, op, 1));
    } else if (strcmp(table, "interaction") == 0) {
        add_participants(store, first, ids);
    } else if (strcmp(table, "followup") == 0) {
        int64_t contact = op == SQLITE_UPDATE ? 0 : value_at(iter, op, 2);
        add_id(ids, contact != 0 ? contact
                                 : db_int(store, 0, "SELECT contact FROM followup WHERE id = ?", "i", first));
    }
}

// The contacts whose history or follow-ups an entry changed.
static bool contacts_of(Store *store, int64_t entry, Ids *ids, Error *err)
{
    sqlite3_stmt *stmt =
        db_prepare(store, err, "SELECT changeset FROM journal_chunk WHERE journal = ? ORDER BY n");
    if (stmt == NULL)
        return false;
    sqlite3_bind_int64(stmt, 1, entry);
    bool fine = true;
    while (fine && sqlite3_step(stmt) == SQLITE_ROW) {
        sqlite3_changeset_iter *iter = NULL;
        fine = sqlite3changeset_start(&iter, sqlite3_column_bytes(stmt, 0),
                                      (void *)sqlite3_column_blob(stmt, 0)) == SQLITE_OK;
        while (fine && sqlite3changeset_next(iter) == SQLITE_ROW)
            add_change(store, iter, ids);
        fine = sqlite3changeset_finalize(iter) == SQLITE_OK && fine;
    }
    sqlite3_finalize(stmt);
    sort(ids);
    return fine || error_set(err, ERROR_DATABASE, "the history is damaged; nothing was changed");
}

// Both in order.
static bool share(const Ids *a, const Ids *b)
{
    size_t i = 0, k = 0;
    while (i < a->count && k < b->count && a->items[i] != b->items[k])
        if (a->items[i] < b->items[k])
            i++;
        else
            k++;
    return i < a->count && k < b->count;
}

bool journal_check_since(Store *store, int64_t entry, Error *err)
{
    Ids ours = {0}, theirs = {0};
    int64_t later = db_int(store, 0, "SELECT max(id) FROM journal WHERE state = 'done'", "");
    bool fine = later <= entry || contacts_of(store, entry, &ours, err);
    while (fine && ours.count > 0 && later > entry) {
        theirs.count = 0;
        fine = contacts_of(store, later, &theirs, err);
        if (fine && share(&ours, &theirs))
            fine = error_set(err, ERROR_CONFLICT,
                             "a contact's history was changed since by another step; nothing was changed");
        later = db_int(store, 0, "SELECT max(id) FROM journal WHERE state = 'done' AND id < ?", "i", later);
    }
    vec_clear(&ours);
    vec_clear(&theirs);
    return fine;
}
