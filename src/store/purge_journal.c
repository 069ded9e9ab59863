// SPDX-License-Identifier: MIT
// The history of somebody who is purged. Steps hold old and new values, so each that touches them is emptied;
// it stays in the list as "purged", closed. What they had before (a company that they left, a deleted note)
// is known only from here: a first pass collects it, a second one empties.
#include <stdlib.h>
#include <string.h>

#include "purge_list.h"

// Where a table names a contact, and what else of the row belongs to them.
typedef struct Owned {
    const char *table;
    int contact, other_contact; // columns; -1 = none
    const char *kind;           // what the row's first column is an id of
    int more;                   // a column with the id of something perhaps nobody else has; -1 = none
    const char *more_kind;
} Owned;

static const Owned OWNED[] = {
    {"contact", 0, -1, "contact", -1, NULL},
    {"reach", 1, -1, "reach", -1, NULL},
    {"role", 1, -1, "role", 2, "organisation"},
    {"contact_tag", 0, -1, NULL, 1, "tag"},
    {"tie", 1, 2, "tie", -1, NULL},
    {"introduction", 1, 2, "introduction", -1, NULL},
    {"source_record", 3, -1, "source_record", -1, NULL},
    {"participant", 1, -1, "interaction", -1, NULL},
    {"hook", 1, -1, "hook", -1, NULL},
    {"followup", 2, -1, "followup", -1, NULL},
    {"draft_recipient", 1, -1, "draft", -1, NULL},
    // Only by their own id.
    {"interaction", -1, -1, "interaction", -1, NULL},
    {"draft", -1, -1, "draft", -1, NULL},
    {"organisation", -1, -1, "organisation", -1, NULL},
    {"organisation_alias", -1, -1, NULL, -1, NULL},
    {"tag", -1, -1, "tag", -1, NULL},
};

typedef struct Row {
    const Owned *owned;
    sqlite3_changeset_iter *iter;
    int op;
} Row;

static const Owned *find_owned(const char *table)
{
    for (size_t i = 0; i < sizeof OWNED / sizeof *OWNED; i++)
        if (strcmp(OWNED[i].table, table) == 0)
            return &OWNED[i];
    return NULL;
}

// An id in a column, before or after the change; 0 = none is told.
static int64_t id_in(const Row *row, int column, bool after)
{
    sqlite3_value *value = NULL;
    if (column < 0 || row->op == (after ? SQLITE_DELETE : SQLITE_INSERT))
        return 0;
    if (after)
        sqlite3changeset_new(row->iter, column, &value);
    else
        sqlite3changeset_old(row->iter, column, &value);
    return value != NULL && sqlite3_value_type(value) == SQLITE_INTEGER ? sqlite3_value_int64(value) : 0;
}

static bool column_has(Store *store, const Row *row, const char *kind, int column)
{
    for (int after = 0; after < 2; after++) {
        int64_t id = id_in(row, column, after);
        if (id != 0 && purge_list_has(store, kind, id))
            return true;
    }
    return false;
}

static bool names_person(Store *store, const Row *row)
{
    return column_has(store, row, "contact", row->owned->contact) ||
           column_has(store, row, "contact", row->owned->other_contact);
}

static bool collect(Store *store, const Row *row, Error *err)
{
    const Owned *owned = row->owned;
    bool fine = true;
    if (!names_person(store, row))
        return true;
    for (int after = 0; fine && after < 2; after++) {
        int64_t id = id_in(row, 0, after), more = id_in(row, owned->more, after);
        if (owned->kind != NULL && id != 0)
            fine = purge_list_add(store, owned->kind, id, err);
        if (fine && more != 0)
            fine = purge_list_add(store, owned->more_kind, more, err);
    }
    return fine;
}

static bool concerns(Store *store, const Row *row)
{
    const Owned *owned = row->owned;
    if (names_person(store, row))
        return true;
    if (strcmp(owned->table, "organisation_alias") == 0)
        return column_has(store, row, "organisation", 1);
    return owned->kind != NULL && column_has(store, row, owned->kind, 0);
}

// Calls collect for each change (touched NULL), or finds out whether one concerns what is listed.
static bool read_chunk(Store *store, const void *bytes, int size, bool *touched, Error *err)
{
    sqlite3_changeset_iter *iter = NULL;
    bool fine = sqlite3changeset_start(&iter, size, (void *)bytes) == SQLITE_OK;
    while (fine && !(touched != NULL && *touched) && sqlite3changeset_next(iter) == SQLITE_ROW) {
        const char *table = NULL;
        int columns, op, indirect;
        sqlite3changeset_op(iter, &table, &columns, &op, &indirect);
        Row row = {find_owned(table), iter, op};
        if (row.owned != NULL && touched == NULL)
            fine = collect(store, &row, err);
        else if (row.owned != NULL)
            *touched = concerns(store, &row);
    }
    sqlite3changeset_finalize(iter);
    return fine;
}

static const char CHUNKS[] = "SELECT journal, changeset FROM journal_chunk ORDER BY journal, n";

static bool collect_all(Store *store, Error *err)
{
    sqlite3_stmt *stmt = db_query(store, err, CHUNKS, "");
    bool fine = stmt != NULL;
    while (fine && db_step(store, stmt, err))
        fine = read_chunk(store, sqlite3_column_blob(stmt, 1), sqlite3_column_bytes(stmt, 1), NULL, err);
    db_reset(stmt);
    return fine && err->kind == ERROR_NONE;
}

static bool find_touched(Store *store, Error *err)
{
    sqlite3_stmt *stmt = db_query(store, err, CHUNKS, "");
    bool fine = stmt != NULL;
    while (fine && db_step(store, stmt, err)) {
        int64_t entry = db_i64(stmt, 0);
        bool touched = false;
        fine =
            read_chunk(store, sqlite3_column_blob(stmt, 1), sqlite3_column_bytes(stmt, 1), &touched, err) &&
            (!touched || purge_list_add(store, "journal", entry, err));
    }
    db_reset(stmt);
    return fine && err->kind == ERROR_NONE;
}

// An organisation or tag that others have, too, is not theirs to take away, nor are its steps.
#define FORGET_IF(kind, condition)                                                                           \
    "DELETE FROM temp.purge_list WHERE kind = '" kind "' AND EXISTS (" condition ")"

static const char *const SHARED[] = {
    FORGET_IF("organisation",
              "SELECT 1 FROM role WHERE organisation = purge_list.id AND contact NOT IN " PURGE_PEOPLE),
    FORGET_IF("organisation", "SELECT 1 FROM target WHERE organisation = purge_list.id"),
    FORGET_IF("organisation", "SELECT 1 FROM opening WHERE organisation = purge_list.id"),
    FORGET_IF("organisation", "SELECT 1 FROM followup WHERE organisation = purge_list.id"),
    FORGET_IF("tag", "SELECT 1 FROM contact_tag WHERE tag = purge_list.id AND contact NOT IN " PURGE_PEOPLE),
};

static bool forget_shared(Store *store, Error *err)
{
    for (size_t i = 0; i < sizeof SHARED / sizeof *SHARED; i++)
        if (!db_exec(store, err, SHARED[i], ""))
            return false;
    return true;
}

// What came before a step that cannot be taken back any more cannot be either: it would take away what that
// step built on. As with every new step, nothing can be redone. (An import is undone leniently, row by row.)
static const char CLOSE_OLDER[] =
    "UPDATE journal SET state = 'closed' WHERE state = 'undone' OR (state = 'done' AND import IS NULL"
    " AND id < (SELECT max(id) FROM temp.purge_list WHERE kind = 'journal'))";

#define ENTRIES "(SELECT id FROM temp.purge_list WHERE kind = 'journal')"

bool purge_history(Store *store, Error *err)
{
    return collect_all(store, err) && forget_shared(store, err) && find_touched(store, err) &&
           db_exec(store, err,
                   "INSERT OR IGNORE INTO temp.purge_list SELECT 'journal', id FROM journal WHERE contact IN"
                   " " PURGE_PEOPLE,
                   "") &&
           db_exec(
               store, err,
               "UPDATE state SET value = value - (SELECT ifnull(sum(length(changeset)), 0) FROM journal_chunk"
               " WHERE journal IN " ENTRIES ") WHERE name = 'journal-bytes'",
               "") &&
           db_exec(store, err, "DELETE FROM journal_chunk WHERE journal IN " ENTRIES, "") &&
           db_exec(
               store, err,
               "UPDATE journal SET what = 'purged', contact = NULL, state = 'closed' WHERE id IN " ENTRIES,
               "") &&
           db_exec(store, err, CLOSE_OLDER, "");
}

bool purge_list_add(Store *store, const char *kind, int64_t id, Error *err)
{
    return db_exec(store, err, "INSERT OR IGNORE INTO temp.purge_list VALUES (?, ?)", "ti", kind, id);
}

bool purge_list_has(Store *store, const char *kind, int64_t id)
{
    return db_int(store, 0, "SELECT 1 FROM temp.purge_list WHERE kind = ? AND id = ?", "ti", kind, id) != 0;
}
