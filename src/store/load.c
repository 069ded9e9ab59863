// SPDX-License-Identifier: MIT
// Reads the complete export. A temporary table knows under which number each thing that others refer to lives
// here; what was here before is never changed, and what hangs on it is added once.
#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "dump_tables.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/core/names.h"
#include "rapport/formats/json_read.h"
#include "rapport/store/bulk.h"
#include "rapport/store/dump.h"
#include "rapport/store/imports.h"
#include "search_form.h"

enum { LOAD_TABLES = 32 };

typedef struct LoadTable {
    DumpColumn columns[DUMP_COLUMNS];
    size_t count;
    sqlite3_stmt *insert;
} LoadTable;

struct Loading {
    Store *store;
    LoadTable tables[LOAD_TABLES]; // as DUMP_TABLES
    int64_t contacts_before;
    bool header;
};

// ---- starting

static const char IDS[] =
    "CREATE TEMP TABLE IF NOT EXISTS load_id (kind TEXT, key TEXT, id INTEGER, old INTEGER,"
    " PRIMARY KEY (kind, key)) WITHOUT ROWID; DELETE FROM temp.load_id";

// Templates of a database that nobody has used yet are the shipped ones.
static bool clear_shipped(Store *store, Error *err)
{
    if (db_int(store, 0, "SELECT EXISTS (SELECT 1 FROM contact) OR EXISTS (SELECT 1 FROM journal)", "") != 0)
        return true;
    return db_exec(store, err, "DELETE FROM template_version", "") &&
           db_exec(store, err, "DELETE FROM template", "");
}

static bool run(Store *store, const char *sql, Error *err)
{
    return db_script(store, sql, err);
}

static bool note_existing(Store *store, const DumpTable *table, Error *err)
{
    if (table->key == NULL)
        return true;
    char *sql = str_format("INSERT OR IGNORE INTO temp.load_id SELECT '%s', %s, id, 1 FROM %s ORDER BY id",
                           table->name, table->key, table->name);
    bool fine = run(store, sql, err);
    free(sql);
    return fine;
}

static const char *fold_column(const DumpTable *table)
{
    return table->fold == FOLD_SORT_KEY ? "sort_key" : "fold";
}

static bool prepare_table(Loading *loading, size_t n, Error *err)
{
    const DumpTable *table = &DUMP_TABLES[n];
    LoadTable *load = &loading->tables[n];
    load->count = dump_columns(table, load->columns);
    Str sql = STR_INIT;
    str_appendf(&sql, "INSERT INTO %s (", table->name);
    for (size_t i = 0; i < load->count; i++)
        str_appendf(&sql, "%s%s", i > 0 ? ", " : "", load->columns[i].name);
    if (table->fold != FOLD_NONE)
        str_appendf(&sql, ", %s", fold_column(table));
    str_append(&sql, ") VALUES (?");
    for (size_t i = 1; i < load->count + (table->fold != FOLD_NONE); i++)
        str_append(&sql, ", ?");
    str_append(&sql, ") ON CONFLICT DO NOTHING");
    load->insert = db_prepare(loading->store, err, str_get(&sql));
    str_clear(&sql);
    return load->insert != NULL;
}

Loading *store_load_new(Store *store, Error *err)
{
    Loading *loading = mem_alloc(sizeof *loading);
    loading->store = store;
    loading->contacts_before = db_int(store, 0, "SELECT max(id) FROM contact", "");
    bool fine = store_bulk(store, err) && run(store, IDS, err) && clear_shipped(store, err);
    for (size_t i = 0; fine && DUMP_TABLES[i].name != NULL; i++)
        fine = note_existing(store, &DUMP_TABLES[i], err) && prepare_table(loading, i, err);
    if (fine)
        return loading;
    store_load_free(loading);
    return NULL;
}

void store_load_free(Loading *loading)
{
    if (loading == NULL)
        return;
    for (size_t i = 0; i < LOAD_TABLES; i++)
        sqlite3_finalize(loading->tables[i].insert);
    free(loading);
}

// ---- one row

typedef struct Row {
    Loading *loading;
    const DumpTable *table;
    LoadTable *load;
    const JsonValue *json;
    bool parent_old; // what it hangs on was here before
} Row;

static const JsonValue *member(const Row *row, const char *column)
{
    return json_read_member(row->json, str_equal(column, "kind") ? "type" : column);
}

static int64_t find_id(Store *store, const char *kind, const char *key, bool *old)
{
    sqlite3_stmt *s =
        db_query(store, NULL, "SELECT id, old FROM temp.load_id WHERE kind = ? AND key = ?", "tt", kind, key);
    int64_t id = 0;
    *old = false;
    if (db_step(store, s, NULL)) {
        id = db_i64(s, 0);
        *old = db_bool(s, 1);
        db_reset(s);
    }
    return id;
}

static bool bind_column(Row *row, size_t i, Error *err)
{
    const DumpColumn *column = &row->load->columns[i];
    const JsonValue *value = member(row, column->name);
    sqlite3_stmt *s = row->load->insert;
    const char *text = json_read_text(value);
    int at = (int)i + 1;
    int32_t day;
    Id id;
    bool old = false, fine = true;
    if (json_read_kind(value) == JSON_IS_NULL) {
        sqlite3_bind_null(s, at);
    } else if (column->type == DUMP_INT) {
        fine = json_read_kind(value) == JSON_IS_INT;
        sqlite3_bind_int64(s, at, json_read_int(value, 0));
    } else if (text == NULL) {
        fine = false;
    } else if (column->type == DUMP_DAY) {
        fine = civil_parse(text, &day);
        sqlite3_bind_int(s, at, fine ? day : 0);
    } else if (column->type == DUMP_UID) {
        fine = id_parse(text, &id);
        sqlite3_bind_blob(s, at, fine ? id.bytes : NULL, 16, SQLITE_TRANSIENT);
    } else if (column->type == DUMP_REF) {
        int64_t target = find_id(row->loading->store, column->ref->name, text, &old);
        fine = target != 0;
        row->parent_old = row->parent_old || (i == 0 && old);
        sqlite3_bind_int64(s, at, target);
    } else {
        sqlite3_bind_text(s, at, text, -1, SQLITE_TRANSIENT);
    }
    return fine ||
           error_set(err, ERROR_INPUT, "%s: %s is not as an export has it", row->table->name, column->name);
}

static char *fold_value(const Row *row)
{
    Str out = STR_INIT;
    const char *name = json_read_member_text(row->json, "name");
    const char *value = json_read_member_text(row->json, "value");
    switch (row->table->fold) {
    case FOLD_SORT_KEY:
        name_sort_key(json_read_member_text(row->json, "given"), json_read_member_text(row->json, "family"),
                      name, &out);
        break;
    case FOLD_REACH:
        return store_reach_fold(reach_kind_parse(json_read_member_text(row->json, "type")),
                                value != NULL ? value : "");
    case FOLD_ORGANISATION:
        org_fold(name != NULL ? name : "", &out);
        break;
    case FOLD_TEXT:
        utf8_fold(&out, name != NULL ? name : "", name != NULL ? strlen(name) : 0);
        break;
    case FOLD_NONE:
        break;
    }
    return str_take(&out);
}

static bool bind_row(Row *row, char **fold, Error *err)
{
    sqlite3_reset(row->load->insert);
    for (size_t i = 0; i < row->load->count; i++)
        if (!bind_column(row, i, err))
            return false;
    if (row->table->fold != FOLD_NONE) {
        *fold = fold_value(row);
        sqlite3_bind_text(row->load->insert, (int)row->load->count + 1, *fold, -1, SQLITE_TRANSIENT);
    }
    return true;
}

// A row that could not go in because its name (or the only me) is taken stands for the one that is there.
static int64_t namesake(const Row *row, const char *fold)
{
    Store *store = row->loading->store;
    const char *name = json_read_member_text(row->json, "name");
    if (str_equal(row->table->name, "tag"))
        return db_int(store, 0, "SELECT id FROM tag WHERE fold = ?", "t", fold);
    if (str_equal(row->table->name, "interaction"))
        return db_int(store, 0, "SELECT id FROM interaction WHERE source_key = ?", "t",
                      json_read_member_text(row->json, "source_key"));
    if (str_equal(row->table->name, "contact") && str_equal(json_read_member_text(row->json, "state"), "me"))
        return db_int(store, 0, "SELECT id FROM contact WHERE state = 'me'", "");
    if (str_equal(row->table->name, "template"))
        return db_int(store, 0, "SELECT id FROM template WHERE name = ?", "t", name);
    return 0; // nothing refers to the others
}

static bool keep_id(const Row *row, const char *key, int64_t id, bool old, Error *err)
{
    return db_exec(row->loading->store, err, "INSERT OR IGNORE INTO temp.load_id VALUES (?, ?, ?, ?)", "ttin",
                   row->table->name, key, id, (int)old);
}

// The key under which later lines refer to the row: of its UUID, else as SQL makes it.
static char *key_of(const Row *row, int64_t id)
{
    const char *uid = json_read_member_text(row->json, "uid");
    if (uid != NULL)
        return mem_strdup(uid);
    char *sql =
        str_format("SELECT %s FROM %s WHERE id = %lld", row->table->key, row->table->name, (long long)id);
    sqlite3_stmt *s = db_prepare(row->loading->store, NULL, sql);
    free(sql);
    char *key = s != NULL && sqlite3_step(s) == SQLITE_ROW ? db_text(s, 0) : NULL;
    sqlite3_finalize(s);
    return key;
}

static bool delete_row(const Row *row, int64_t id, Error *err)
{
    char *sql = str_format("DELETE FROM %s WHERE rowid = %lld", row->table->name, (long long)id);
    bool fine = run(row->loading->store, sql, err);
    free(sql);
    return fine;
}

static bool keep_key(const Row *row, int64_t id, bool made, LoadFate *fate, Error *err)
{
    if (row->table->key == NULL || id == 0)
        return true;
    char *key = key_of(row, id);
    bool old = false;
    bool fine = true;
    if (made && json_read_member(row->json, "uid") == NULL &&
        find_id(row->loading->store, row->table->name, key, &old) != 0 && old) {
        *fate = LOAD_THERE; // an event or import of the same key was here before
        fine = delete_row(row, id, err);
    } else {
        fine = keep_id(row, key, id, !made, err);
    }
    free(key);
    return fine;
}

// Another row says exactly the same of something that was here before.
static bool doubled(const Row *row, int64_t id)
{
    if (!row->parent_old)
        return false;
    Str sql = STR_INIT;
    str_appendf(&sql, "SELECT 1 FROM %s a JOIN %s b ON a.rowid <> b.rowid", row->table->name,
                row->table->name);
    for (size_t i = 0; i < row->load->count; i++)
        str_appendf(&sql, " AND a.%s IS b.%s", row->load->columns[i].name, row->load->columns[i].name);
    str_appendf(&sql, " WHERE a.rowid = %lld LIMIT 1", (long long)id);
    sqlite3_stmt *s = db_prepare(row->loading->store, NULL, str_get(&sql));
    bool found = s != NULL && sqlite3_step(s) == SQLITE_ROW;
    sqlite3_finalize(s);
    str_clear(&sql);
    return found;
}

static bool has_numbers(const DumpTable *table)
{
    static const char *const WITHOUT[] = {"contact_tag", "template_version", "draft_recipient",
                                          "participant", "setting",          "column_map"};
    for (size_t i = 0; i < sizeof WITHOUT / sizeof *WITHOUT; i++)
        if (str_equal(WITHOUT[i], table->name))
            return false;
    return true;
}

static bool insert_row(Row *row, LoadFate *fate, Error *err)
{
    Store *store = row->loading->store;
    char *fold = NULL;
    bool fine = bind_row(row, &fold, err);
    if (fine) {
        int code = sqlite3_step(row->load->insert);
        fine = code == SQLITE_DONE ||
               ((code & 0xff) == SQLITE_CONSTRAINT
                    ? error_set(err, ERROR_INPUT, "%s: a value is not as an export has it", row->table->name)
                    : db_error(store, err, "loading"));
        sqlite3_reset(row->load->insert);
    }
    if (fine) {
        bool made = sqlite3_changes(store->db) > 0;
        int64_t id = made ? db_last_id(store) : namesake(row, fold);
        *fate = made ? LOAD_MADE : LOAD_THERE;
        if (made && has_numbers(row->table) && doubled(row, id)) {
            *fate = LOAD_THERE;
            fine = delete_row(row, id, err);
        } else {
            fine = keep_key(row, id, made, fate, err);
        }
    }
    free(fold);
    return fine;
}

static bool load_object(Loading *loading, const JsonValue *json, LoadFate *fate, Error *err)
{
    *fate = LOAD_THERE;
    if (!loading->header) {
        loading->header = true;
        if (json_read_member_int(json, "rapport", 0) != 1)
            return error_set(err, ERROR_INPUT, "this is no complete export of rapport");
        return json_read_member_int(json, "schema", 0) <= STORE_SCHEMA_VERSION ||
               error_set(err, ERROR_INPUT, "this was exported by a newer rapport; it cannot be read here");
    }
    const char *kind = json_read_member_text(json, "kind"), *uid = json_read_member_text(json, "uid");
    const DumpTable *table = kind == NULL ? NULL : dump_table(kind, strlen(kind));
    if (table == NULL)
        return error_set(err, ERROR_INPUT, "\"%.40s\" is no kind of thing", kind != NULL ? kind : "");
    Row row = {loading, table, &loading->tables[table - DUMP_TABLES], json, false};
    bool old = false;
    if (uid != NULL && find_id(loading->store, kind, uid, &old) != 0)
        return true;
    return insert_row(&row, fate, err);
}

bool store_load_line(Loading *loading, const char *line, size_t length, LoadFate *fate, Error *err)
{
    JsonValue *json = json_read_parse(line, length, err);
    bool fine = json != NULL && load_object(loading, json, fate, err);
    json_read_free(json);
    return fine && store_journal_flush(loading->store, err);
}

bool store_load_finish(Loading *loading, ContactIds *made, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    Store *store = loading->store;
    if (!loading->header)
        return error_set(err, ERROR_INPUT, "this is no complete export of rapport");
    ContactIds all = {0};
    sqlite3_stmt *s = db_query(store, err, "SELECT id FROM contact", "");
    while (db_step(store, s, err))
        vec_push(&all, db_i64(s, 0));
    bool fine = s != NULL && err->kind == ERROR_NONE;
    for (size_t i = 0; fine && i < all.count; i++) {
        int64_t id = all.items[i];
        Str tokens = STR_INIT;
        if (id <= loading->contacts_before) {
            fine = search_index_contact(store, id, err);
        } else {
            vec_push(made, id);
            fine =
                search_tokens(store, id, &tokens, err) && bulk_index_tokens(store, id, str_get(&tokens), err);
        }
        str_clear(&tokens);
    }
    vec_clear(&all);
    for (unsigned bit = 1; bit < CHANGE_ALL; bit <<= 1)
        store_touch(store, (Change)bit, 0);
    return fine;
}
