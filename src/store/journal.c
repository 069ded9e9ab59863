// SPDX-License-Identifier: MIT
// Undo: each transaction's changeset of the base tables (SQLite's session extension) is one journal entry;
// undo applies its inverse, whole or not at all. Nothing derived is journaled: triggers and the search index
// follow.
#include <stdio.h>
#include <string.h>

#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/store/imports.h"
#include "search_rows.h"

enum { JOURNAL_DAYS = 90, JOURNAL_BYTES = 64 << 20, CHUNK_BYTES = 8 << 20 };
enum { TOUCHED_MOST = 500 }; // contacts that are named one by one
enum { NOBODY = -1 };        // a change of the kind that no contact's row shows

// The base tables, what they are called in sentences, and what a change of them means for screens.
typedef struct BaseTable {
    const char *name;
    const char *noun;
    Change change;
    int contact;       // the column that says which contact a row is about, plus 1; 0 = none
    const char *whose; // the same, asked of the row itself: a changeset keeps what changed only
} BaseTable;

static const BaseTable BASE_TABLES[] = {
    {"contact", "a contact", CHANGE_CONTACTS, 1, NULL},
    {"reach", "an address", CHANGE_CONTACTS, 2, "SELECT contact FROM reach WHERE id = ?"},
    {"organisation", "an organisation", CHANGE_ORGANISATIONS | CHANGE_CONTACTS, 0, NULL},
    {"organisation_alias", "an organisation", CHANGE_ORGANISATIONS, 0, NULL},
    {"role", "a contact's company", CHANGE_CONTACTS | CHANGE_ORGANISATIONS, 2,
     "SELECT contact FROM role WHERE id = ?"},
    {"tag", "a tag", CHANGE_CONTACTS, 0, NULL},
    {"contact_tag", "a tag", CHANGE_CONTACTS, 1, NULL},
    {"tie", "a tie", CHANGE_CONTACTS, 2, NULL},
    {"introduction", "an introduction", CHANGE_CONTACTS, 2, NULL},
    {"source_record", "an import record", CHANGE_CONTACTS, 0, NULL},
    {"event", "an event", CHANGE_INTERACTIONS, 0, NULL},
    {"interaction", "an interaction", CHANGE_INTERACTIONS, 0, NULL},
    {"participant", "an interaction", CHANGE_INTERACTIONS, 0, NULL},
    {"hook", "a reason to write", CHANGE_CONTACTS, 2, "SELECT contact FROM hook WHERE id = ?"},
    {"opening", "an opening", CHANGE_ORGANISATIONS, 0, NULL},
    {"target", "a target", CHANGE_ORGANISATIONS, 0, NULL},
    {"followup", "a follow-up", CHANGE_FOLLOWUPS, 0, NULL},
    {"template", "a template", CHANGE_TEMPLATES, 0, NULL},
    {"template_version", "a template", CHANGE_TEMPLATES, 0, NULL},
    {"draft", "a draft", CHANGE_DRAFTS, 0, NULL},
    {"draft_recipient", "a draft", CHANGE_DRAFTS, 0, NULL},
    {"routine", "a routine", CHANGE_SETTINGS, 0, NULL},
    {"saved_list", "a saved list", CHANGE_SETTINGS, 0, NULL},
    {"setting", "a setting", CHANGE_SETTINGS, 0, NULL},
    {"column_map", "a column mapping", CHANGE_SETTINGS, 0, NULL},
    {"import", "an import", CHANGE_CONTACTS, 0, NULL},
};

static const BaseTable *find_table(const char *name)
{
    for (size_t i = 0; i < sizeof BASE_TABLES / sizeof *BASE_TABLES; i++)
        if (strcmp(BASE_TABLES[i].name, name) == 0)
            return &BASE_TABLES[i];
    return NULL;
}

static int is_base_table(void *self, const char *name)
{
    (void)self;
    return find_table(name) != NULL;
}

// ---- recording

static bool open_session(Store *store, Error *err)
{
    if (sqlite3session_create(store->db, "main", &store->session) != SQLITE_OK)
        return db_error(store, err, "recording for undo");
    sqlite3session_table_filter(store->session, is_base_table, NULL);
    if (sqlite3session_attach(store->session, NULL) != SQLITE_OK)
        return db_error(store, err, "recording for undo");
    return true;
}

bool journal_start(Store *store, Error *err)
{
    store->last_change = 0;
    store->entry = 0;
    return open_session(store, err);
}

void journal_abandon(Store *store)
{
    if (store->session != NULL)
        sqlite3session_delete(store->session);
    store->session = NULL;
}

// The entry of the running transaction; made when first asked for. Closes what could have been redone.
static int64_t need_entry(Store *store, Error *err)
{
    if (store->entry != 0)
        return store->entry;
    Moment now = store_now(store);
    bool made =
        db_exec(store, err, "UPDATE journal SET state = 'closed' WHERE state = 'undone'", "") &&
        db_exec(store, err,
                "INSERT INTO journal (seq, at_utc, offset_min, instance, what, contact, import, state) VALUES"
                " ((SELECT value + 1 FROM state WHERE name = 'seq'), ?, ?, ?, ?, ?, ?, 'done')",
                "inttzz", now.utc, (int)now.offset_min, store->instance, store->what, store->about,
                store->import);
    if (made)
        store->entry = db_last_id(store);
    return store->entry;
}

static bool write_chunk(Store *store, Error *err)
{
    int size = 0;
    void *bytes = NULL;
    bool fine = true;
    if (sqlite3session_changeset(store->session, &size, &bytes) != SQLITE_OK)
        return db_error(store, err, "recording for undo");
    if (size > 0 || store->import != 0) {
        int64_t entry = need_entry(store, err);
        fine = entry != 0;
        if (fine && size > 0)
            fine = db_exec(store, err,
                           "INSERT INTO journal_chunk VALUES (?1,"
                           " (SELECT count(*) FROM journal_chunk WHERE journal = ?1), ?2)",
                           "ib", entry, bytes, size) &&
                   db_exec(store, err,
                           "INSERT INTO state VALUES ('journal-bytes', ?1)"
                           " ON CONFLICT (name) DO UPDATE SET value = value + ?1",
                           "n", size);
    }
    sqlite3_free(bytes);
    return fine;
}

// Forgets the oldest entries, a few at a time, while they are too old or too many bytes.
static bool prune(Store *store, Error *err)
{
    int64_t before = store_now(store).utc - (int64_t)JOURNAL_DAYS * 86400;
    for (int i = 0; i < 3; i++) {
        int64_t oldest = db_int(store, 0, "SELECT min(id) FROM journal", "");
        int64_t at = db_int(store, INT64_MAX, "SELECT at_utc FROM journal WHERE id = ?", "i", oldest);
        int64_t bytes = db_int(store, 0, "SELECT value FROM state WHERE name = 'journal-bytes'", "");
        if (oldest == store->entry || (at >= before && bytes <= JOURNAL_BYTES))
            return true;
        if (!db_exec(store, err,
                     "UPDATE state SET value = value - (SELECT ifnull(sum(length(changeset)), 0) FROM "
                     "journal_chunk"
                     " WHERE journal = ?) WHERE name = 'journal-bytes'",
                     "i", oldest) ||
            !db_exec(store, err, "DELETE FROM journal_chunk WHERE journal = ?", "i", oldest) ||
            !db_exec(store, err, "DELETE FROM journal WHERE id = ?", "i", oldest))
            return false;
    }
    return true;
}

bool journal_finish(Store *store, Error *err)
{
    if (store->session == NULL)
        return true; // undo and redo record nothing
    bool fine = write_chunk(store, err);
    // The last word on what the step was: it may have been refined after the first chunk.
    if (fine && store->entry != 0)
        fine = db_exec(store, err, "UPDATE journal SET what = ?, contact = ?, import = ? WHERE id = ?",
                       "tzzi", store->what, store->about, store->import, store->entry) &&
               prune(store, err);
    journal_abandon(store);
    return fine;
}

bool store_journal_flush(Store *store, Error *err)
{
    if (store->session == NULL || sqlite3session_memory_used(store->session) < CHUNK_BYTES)
        return true;
    bool fine = write_chunk(store, err);
    journal_abandon(store);
    return fine && open_session(store, err);
}

void store_journal_import(Store *store, int64_t import)
{
    store->import = import;
}

void store_journal_pause(Store *store, bool paused)
{
    if (store->session != NULL)
        sqlite3session_enable(store->session, !paused);
}

bool journal_publish(Store *store, Error *err)
{
    if (store->touched.count == 0 && store->entry == 0)
        return true;
    if (!db_exec(store, err, "UPDATE state SET value = value + 1 WHERE name = 'seq'", ""))
        return false;
    store->written_seq = store_seq(store);
    for (size_t i = 0; i < store->touched.count; i++) {
        const Touched *touched = &store->touched.items[i];
        store->last_change |= (unsigned)touched->kind;
        if (!db_exec(store, err,
                     "INSERT INTO change (kind, id, seq) VALUES (?, ?, (SELECT value FROM state WHERE name = "
                     "'seq'))"
                     " ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq",
                     "ni", (int)touched->kind, touched->id))
            return false;
    }
    return true;
}

// ---- undoing

typedef struct Apply {
    Store *store;
    bool lenient;     // leaves alone what was changed since, instead of giving up
    const char *noun; // of what conflicted
    int conflict;
    VEC(int64_t) contacts;     // whose search rows must be made again
    VEC(int64_t) interactions; // likewise
    int touched;               // contacts
    size_t rows, done;         // of the entry, and those that are changed back
} Apply;

static int on_conflict(void *self, int conflict, sqlite3_changeset_iter *iter)
{
    Apply *apply = self;
    const char *table = NULL;
    int columns, op, indirect;
    apply->conflict = conflict;
    apply->noun = "something";
    if (conflict != SQLITE_CHANGESET_FOREIGN_KEY &&
        sqlite3changeset_op(iter, &table, &columns, &op, &indirect) == SQLITE_OK) {
        const BaseTable *base = find_table(table);
        apply->noun = base != NULL ? base->noun : table;
    }
    return apply->lenient && conflict != SQLITE_CHANGESET_FOREIGN_KEY ? SQLITE_CHANGESET_OMIT
                                                                      : SQLITE_CHANGESET_ABORT;
}

static int64_t changed_value(sqlite3_changeset_iter *iter, int op, int column)
{
    sqlite3_value *value = NULL;
    if (op != SQLITE_INSERT)
        sqlite3changeset_old(iter, column, &value);
    if (value == NULL && op != SQLITE_DELETE)
        sqlite3changeset_new(iter, column, &value);
    return value == NULL ? 0 : sqlite3_value_int64(value);
}

// The contact that a changed row is about; NOBODY = none.
static int64_t contact_of(Apply *apply, const BaseTable *base, sqlite3_changeset_iter *iter, int op)
{
    int64_t contact = base->contact > 0 ? changed_value(iter, op, base->contact - 1) : 0;
    if (contact == 0 && base->whose != NULL)
        contact = db_int(apply->store, 0, base->whose, "i", changed_value(iter, op, 0));
    return contact != 0 ? contact : NOBODY;
}

static void touch_change(Apply *apply, const BaseTable *base, int64_t contact)
{
    for (unsigned bit = 1; bit < CHANGE_ALL; bit <<= 1)
        if ((unsigned)base->change & bit)
            store_touch(apply->store, (Change)bit,
                        bit == CHANGE_CONTACTS && apply->touched++ < TOUCHED_MOST ? contact : 0);
}

// Do the words change by which a contact is found? Of a row of contact that stays, only some columns hold
// them.
static bool changes_words(sqlite3_changeset_iter *iter, const char *table, int op)
{
    static const int WORDS[] = {3, 5, 6, 7, 10}; // name, given, family, nickname, headline
    if (strcmp(table, "contact_tag") == 0 || strcmp(table, "role") == 0)
        return true;
    bool changes = op != SQLITE_UPDATE;
    for (size_t i = 0; !changes && i < sizeof WORDS / sizeof *WORDS; i++) {
        sqlite3_value *value = NULL;
        changes = sqlite3changeset_new(iter, WORDS[i], &value) != SQLITE_OK || value != NULL;
    }
    return changes && strcmp(table, "contact") == 0;
}

// Notes whose search rows a changeset concerns, and what it means for screens.
static void survey_change(Apply *apply, sqlite3_changeset_iter *iter)
{
    const char *table = NULL;
    int columns, op, indirect;
    if (sqlite3changeset_op(iter, &table, &columns, &op, &indirect) != SQLITE_OK)
        return;
    const BaseTable *base = find_table(table);
    if (base == NULL)
        return;
    int64_t contact = contact_of(apply, base, iter, op);
    touch_change(apply, base, contact);
    if (contact != NOBODY && changes_words(iter, table, op))
        vec_push(&apply->contacts, contact);
    else if (strcmp(table, "interaction") == 0)
        vec_push(&apply->interactions, changed_value(iter, op, 0));
}

static bool survey(Apply *apply, const void *bytes, int size, Error *err)
{
    sqlite3_changeset_iter *iter = NULL;
    if (sqlite3changeset_start(&iter, size, (void *)bytes) != SQLITE_OK)
        return db_error(apply->store, err, "reading the history");
    while (sqlite3changeset_next(iter) == SQLITE_ROW) {
        survey_change(apply, iter);
        apply->done++;
    }
    return sqlite3changeset_finalize(iter) == SQLITE_OK ||
           error_set(err, ERROR_DATABASE, "the history is damaged; nothing was changed");
}

static bool reindex_interactions(Apply *apply, bool add, Error *err)
{
    for (size_t i = 0; i < apply->interactions.count; i++)
        if (!search_index_interaction(apply->store, apply->interactions.items[i], add, err))
            return false;
    return true;
}

static bool apply_bytes(Apply *apply, const void *bytes, int size, Error *err)
{
    apply->interactions.count = 0;
    if (!survey(apply, bytes, size, err) || !reindex_interactions(apply, false, err))
        return false;
    // Without a savepoint of its own, since what fails is rolled back whole: within one, SQLite walks through
    // all that it has kept of the pages before each row.
    int code = sqlite3changeset_apply_v2(apply->store->db, size, (void *)bytes, NULL, on_conflict, apply,
                                         NULL, NULL, SQLITE_CHANGESETAPPLY_NOSAVEPOINT);
    // What fails on references that are checked at the end comes back as a constraint.
    if ((code == SQLITE_ABORT || code == SQLITE_CONSTRAINT) && apply->conflict != 0) {
        if (apply->conflict == SQLITE_CHANGESET_FOREIGN_KEY || apply->conflict == SQLITE_CHANGESET_CONSTRAINT)
            return error_set(err, ERROR_CONFLICT, "something that came later refers to it; undo that first");
        return error_set(err, ERROR_CONFLICT, "%s was changed since by another step; nothing was changed",
                         apply->noun);
    }
    if (code != SQLITE_OK)
        return db_error(apply->store, err, "changing back");
    return reindex_interactions(apply, true, err);
}

// Applies a chunk of an entry, inverted for undo.
static bool apply_chunk(Apply *apply, int64_t entry, int n, bool undo, Error *err)
{
    Store *store = apply->store;
    sqlite3_stmt *stmt = db_query(
        store, err, "SELECT changeset FROM journal_chunk WHERE journal = ? AND n = ?", "in", entry, n);
    if (!db_step(store, stmt, err))
        return err->kind != ERROR_NONE
                   ? false
                   : error_set(err, ERROR_DATABASE, "the history is damaged; nothing was changed");
    int size = sqlite3_column_bytes(stmt, 0), inverse_size = 0;
    void *inverse = NULL;
    bool fine;
    if (!undo) {
        void *copy = mem_alloc((size_t)size);
        memcpy(copy, sqlite3_column_blob(stmt, 0), (size_t)size);
        db_reset(stmt);
        fine = apply_bytes(apply, copy, size, err);
        free(copy);
        return fine;
    }
    int code = sqlite3changeset_invert(size, sqlite3_column_blob(stmt, 0), &inverse_size, &inverse);
    db_reset(stmt);
    fine = code == SQLITE_OK ? apply_bytes(apply, inverse, inverse_size, err)
                             : error_set(err, ERROR_DATABASE, "the history is damaged; nothing was changed");
    sqlite3_free(inverse);
    return fine;
}

static bool read_step(Store *store, sqlite3_stmt *stmt, JournalStep *step, Error *err)
{
    if (!db_step(store, stmt, err))
        return false;
    *step = (JournalStep){
        .id = db_i64(stmt, 0), .at = {db_i64(stmt, 1), db_i32(stmt, 2)}, .is_import = db_bool(stmt, 5)};
    snprintf(step->what, sizeof step->what, "%s", db_peek(stmt, 3));
    snprintf(step->state, sizeof step->state, "%s", db_peek(stmt, 4));
    return true;
}

#define STEP_COLUMNS "id, at_utc, offset_min, what, state, import IS NOT NULL"

static bool pick(Store *store, bool undo, bool mine, JournalStep *step, Error *err)
{
    const char *sql =
        undo ? "SELECT " STEP_COLUMNS " FROM journal WHERE state = 'done' AND (?1 = 0 OR instance = ?2)"
               " ORDER BY id DESC LIMIT 1"
             : "SELECT " STEP_COLUMNS " FROM journal WHERE state = 'undone' AND (?1 = 0 OR instance = ?2)"
               " ORDER BY seq DESC, id LIMIT 1";
    sqlite3_stmt *stmt = db_query(store, err, sql, "nt", (int)mine, store->instance);
    bool found = read_step(store, stmt, step, err);
    db_reset(stmt);
    if (!found && err->kind == ERROR_NONE)
        return error_set(err, ERROR_NOT_FOUND,
                         undo ? "there is nothing to undo" : "there is nothing to redo");
    return found;
}

bool store_step_is_large(Store *store, bool undo)
{
    enum { LARGE_BYTES = 16 << 10, LARGE_IMPORT = 100 };
    JournalStep step = {0};
    Error err = {0};
    return pick(store, undo, true, &step, &err) &&
           db_int(
               store, 0,
               "SELECT ifnull((SELECT sum(length(changeset)) FROM journal_chunk WHERE journal = ?1), 0) > ?2"
               " OR ifnull((SELECT i.created FROM journal j JOIN import i ON i.id = j.import"
               " WHERE j.id = ?1), 0) > ?3",
               "inn", step.id, LARGE_BYTES, LARGE_IMPORT) != 0;
}

// So that whoever waits is told how much is left.
static bool count_rows(Apply *apply, int64_t entry, Error *err)
{
    sqlite3_stmt *stmt =
        db_query(apply->store, err, "SELECT changeset FROM journal_chunk WHERE journal = ?", "i", entry);
    while (db_step(apply->store, stmt, err)) {
        sqlite3_changeset_iter *iter = NULL;
        int size = sqlite3_column_bytes(stmt, 0);
        if (sqlite3changeset_start(&iter, size, (void *)sqlite3_column_blob(stmt, 0)) != SQLITE_OK)
            break;
        while (sqlite3changeset_next(iter) == SQLITE_ROW)
            apply->rows++;
        sqlite3changeset_finalize(iter); // what is damaged says so when it is applied
    }
    db_reset(stmt);
    return stmt != NULL && err->kind == ERROR_NONE;
}

static bool apply_chunks(Apply *apply, int64_t entry, bool undo, Error *err)
{
    int chunks =
        (int)db_int(apply->store, 0, "SELECT count(*) FROM journal_chunk WHERE journal = ?", "i", entry);
    bool fine = chunks < 2 || count_rows(apply, entry, err);
    for (int i = 0; fine && i < chunks; i++)
        fine = apply_chunk(apply, entry, undo ? chunks - 1 - i : i, undo, err) &&
               (chunks < 2 || db_tell(apply->store, apply->done, 2 * apply->rows, err));
    return fine;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static bool reindex_contacts(Apply *apply, Error *err)
{
    enum { BETWEEN_LOOKS = 256 };
    const int64_t *ids = apply->contacts.items;
    size_t count = apply->contacts.count;
    SearchRows rows = {0};
    bool fine = true;
    if (count > 1)
        qsort(apply->contacts.items, count, sizeof *ids, by_id);
    for (size_t i = 0; fine && i < count; i++) {
        bool another = ids[i] != 0 && (i == 0 || ids[i] != ids[i - 1]);
        fine = (!another || search_rows_renew(apply->store, &rows, ids[i], err)) &&
               (i % BETWEEN_LOOKS != 0 || db_tell(apply->store, count + i, 2 * count, err));
    }
    fine = fine && search_rows_update(apply->store, &rows, err);
    search_rows_clear(&rows);
    return fine;
}

static bool apply_step(Apply *apply, const JournalStep *step, bool undo, Error *err)
{
    Store *store = apply->store;
    bool fine = journal_check_since(store, step->id, err) && apply_chunks(apply, step->id, undo, err);
    if (fine && step->is_import)
        fine =
            undo ? store_import_remove(
                       store, db_int(store, 0, "SELECT import FROM journal WHERE id = ?", "i", step->id), err)
                 : error_set(err, ERROR_INPUT,
                             "an import is not redone from the history; import the file again");
    return fine && reindex_contacts(apply, err);
}

bool store_import_undo(Store *store, int64_t import, Error *err)
{
    if (!store_begin_unjournaled(store, err))
        return false;
    Apply apply = {.store = store, .lenient = true};
    int64_t entry =
        db_int(store, 0, "SELECT max(id) FROM journal WHERE import = ? AND state = 'done'", "i", import);
    bool fine = (entry == 0 || apply_chunks(&apply, entry, true, err)) &&
                store_import_remove(store, import, err) && reindex_contacts(&apply, err);
    vec_clear(&apply.contacts);
    vec_clear(&apply.interactions);
    if (fine)
        return store_commit(store, err);
    store_rollback(store);
    return false;
}

static bool travel(Store *store, bool undo, bool mine, JournalStep *step, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    error_clear(err);
    if (!store_begin(store, undo ? "undo" : "redo", err))
        return false;
    journal_abandon(store);
    Apply apply = {.store = store};
    bool fine = pick(store, undo, mine, step, err);
    if (fine && !apply_step(&apply, step, undo, err))
        fine = error_prefix(err, "cannot %s \"%s\"", undo ? "undo" : "redo", step->what);
    vec_clear(&apply.contacts);
    vec_clear(&apply.interactions);
    // The seq of what is undone is that of the undoing: redo begins with what was undone last, whoever did
    // it.
    fine = fine && db_exec(store, err,
                           "UPDATE journal SET state = ?1, seq = CASE ?1 WHEN 'undone' THEN"
                           " (SELECT value + 1 FROM state WHERE name = 'seq') ELSE seq END WHERE id = ?2",
                           "ti",
                           !undo             ? "done"
                           : step->is_import ? "closed"
                                             : "undone",
                           step->id);
    if (!fine) {
        store_rollback(store);
        return false;
    }
    return store_commit(store, err);
}

bool store_undo(Store *store, bool mine, JournalStep *step, Error *err)
{
    return travel(store, true, mine, step, err);
}
bool store_redo(Store *store, bool mine, JournalStep *step, Error *err)
{
    return travel(store, false, mine, step, err);
}

size_t store_history(Store *store, int64_t contact, JournalStep *steps, size_t offset, size_t max)
{
    Error err = {0};
    sqlite3_stmt *stmt = contact != 0 ? db_query(store, &err,
                                                 "SELECT " STEP_COLUMNS " FROM journal WHERE contact = ?"
                                                 " ORDER BY id DESC LIMIT ? OFFSET ?",
                                                 "iii", contact, (int64_t)max, (int64_t)offset)
                                      : db_query(store, &err,
                                                 "SELECT " STEP_COLUMNS " FROM journal"
                                                 " ORDER BY id DESC LIMIT ? OFFSET ?",
                                                 "ii", (int64_t)max, (int64_t)offset);
    size_t count = 0;
    while (count < max && read_step(store, stmt, &steps[count], &err))
        count++;
    db_reset(stmt);
    return count;
}
