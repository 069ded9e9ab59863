// SPDX-License-Identifier: MIT
// Imports as rows, and taking one back: everything that carries its id goes, except what a person has touched
// since. Without cascades the order matters: first what refers, then what is referred to.
#include "rapport/store/imports.h"

#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/formats/json_read.h"

bool store_imports(Store *store, ImportRows *out, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *stmt =
        db_query(store, err,
                 "SELECT id, at_utc, offset_min, paths, format, summary, state, created, updated"
                 " FROM import ORDER BY id DESC",
                 "");
    while (db_step(store, stmt, err))
        vec_push(out, ((ImportRow){.id = db_i64(stmt, 0),
                                   .at = {db_i64(stmt, 1), db_i32(stmt, 2)},
                                   .paths = db_text(stmt, 3),
                                   .format = db_text(stmt, 4),
                                   .summary = db_text(stmt, 5),
                                   .state = db_text(stmt, 6),
                                   .created = db_i64(stmt, 7),
                                   .updated = db_i64(stmt, 8)}));
    return stmt != NULL && err->kind == ERROR_NONE;
}

void store_imports_clear(ImportRows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        free(rows->items[i].paths);
        free(rows->items[i].format);
        free(rows->items[i].summary);
        free(rows->items[i].state);
    }
    vec_clear(rows);
}

// ---- new posts, as the summaries tell

enum { IMPORTS_READ = 20 };

static bool is_listed(const JobChangeRows *rows, int64_t contact)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].contact == contact)
            return true;
    return false;
}

static void read_change(Store *store, const JsonValue *change, int32_t day, JobChangeRows *rows)
{
    Id uid;
    const char *who = json_read_member_text(change, "contact");
    if (who == NULL || !id_parse(who, &uid))
        return;
    int64_t contact =
        db_int(store, 0, "SELECT id FROM contact WHERE uid = ? AND state = 'active' AND deleted_at IS NULL",
               "u", &uid);
    if (contact == 0 || is_listed(rows, contact))
        return;
    vec_push(rows, ((JobChangeRow){contact, day, mem_strdup(json_read_member_text(change, "from")),
                                   mem_strdup(json_read_member_text(change, "to"))}));
}

static void read_changes(Store *store, const char *summary, int32_t day, JobChangeRows *rows)
{
    JsonValue *document = summary != NULL ? json_read_parse(summary, strlen(summary), NULL) : NULL;
    const JsonValue *changes = json_read_member(document, "job_changes");
    for (size_t i = 0; i < json_read_count(changes); i++)
        read_change(store, json_read_item(changes, i), day, rows);
    json_read_free(document);
}

bool store_job_changes(Store *store, int32_t since, JobChangeRows *rows, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    VEC(JobChangeRow) summaries = {0}; // read first: the statement is not to stay open meanwhile
    sqlite3_stmt *s = db_query(store, err,
                               "SELECT (at_utc + offset_min * 60) / 86400, summary FROM import"
                               " WHERE state = 'done' AND (at_utc + offset_min * 60) / 86400 >= ?"
                               " ORDER BY id DESC LIMIT ?",
                               "di", since, (int64_t)IMPORTS_READ);
    while (db_step(store, s, err))
        vec_push(&summaries, ((JobChangeRow){.day = db_i32(s, 0), .to = db_text(s, 1)}));
    for (size_t i = 0; i < summaries.count; i++) {
        read_changes(store, summaries.items[i].to, summaries.items[i].day, rows);
        free(summaries.items[i].to);
    }
    vec_clear(&summaries);
    return err->kind == ERROR_NONE;
}

void store_job_changes_clear(JobChangeRows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        free(rows->items[i].from);
        free(rows->items[i].to);
    }
    vec_clear(rows);
}

// ---- what goes

// Lists that only this connection sees. held: contacts of this import that stay.
static const char LISTS[] = "CREATE TEMP TABLE IF NOT EXISTS gone (id INTEGER PRIMARY KEY);"
                            "CREATE TEMP TABLE IF NOT EXISTS held (id INTEGER PRIMARY KEY);"
                            "CREATE TEMP TABLE IF NOT EXISTS gone_interaction (id INTEGER PRIMARY KEY);"
                            "CREATE TEMP TABLE IF NOT EXISTS changed (id INTEGER PRIMARY KEY);"
                            "DELETE FROM temp.gone; DELETE FROM temp.held;"
                            "DELETE FROM temp.gone_interaction; DELETE FROM temp.changed;";

#define HOLD_WHEN(condition)                                                                                 \
    "INSERT OR IGNORE INTO temp.held SELECT g.id FROM temp.gone g WHERE EXISTS (" condition ")"

// The journal entry of the import: what is later was done by a person (or another import).
#define ENTRY(column) "ifnull((SELECT max(" column ") FROM journal WHERE import = ?1), -1)"

// A contact stays when a person changed it or when anything hangs on it that this import did not bring.
// Follow-ups that a rule made are nobody's word; tags carry no import, so there the later change decides.
static const char *const CHOOSE[] = {
    "INSERT INTO temp.gone SELECT id FROM contact WHERE import = ?1",
    "INSERT INTO temp.held SELECT id FROM contact WHERE import = ?1 AND rev > 1",
    HOLD_WHEN("SELECT 1 FROM journal j WHERE j.contact = g.id AND j.state = 'done' AND j.import IS NULL"
              " AND j.id > " ENTRY("id")),
    HOLD_WHEN("SELECT 1 FROM participant p JOIN interaction i ON i.id = p.interaction WHERE p.contact = g.id"
              " AND (i.import IS NOT ?1 OR i.answer IS NOT NULL)"),
    HOLD_WHEN("SELECT 1 FROM followup f WHERE f.contact = g.id"
              " AND (f.origin <> 'rule' OR f.pinned <> 0 OR f.snoozes > 0)"),
    HOLD_WHEN("SELECT 1 FROM draft_recipient d WHERE d.contact = g.id"),
    HOLD_WHEN("SELECT 1 FROM hook h WHERE h.contact = g.id"),
    HOLD_WHEN("SELECT 1 FROM tie t WHERE t.a = g.id"),
    HOLD_WHEN("SELECT 1 FROM tie t WHERE t.b = g.id"),
    HOLD_WHEN("SELECT 1 FROM introduction n WHERE n.connector = g.id"),
    HOLD_WHEN("SELECT 1 FROM introduction n WHERE n.target = g.id"),
    HOLD_WHEN("SELECT 1 FROM reach r WHERE r.contact = g.id AND r.import IS NOT ?1"),
    HOLD_WHEN("SELECT 1 FROM role r WHERE r.contact = g.id AND r.import IS NOT ?1"),
    HOLD_WHEN("SELECT 1 FROM source_record s WHERE s.contact = g.id AND s.import IS NOT ?1"),
    HOLD_WHEN("SELECT 1 FROM contact_tag t JOIN change n ON n.kind = 1 AND n.id = t.contact"
              " WHERE t.contact = g.id AND n.seq > " ENTRY("seq")),
    "DELETE FROM temp.gone WHERE id IN (SELECT id FROM temp.held)",
    // Interactions go with whom they were brought for, also from contacts that were here before.
    "INSERT INTO temp.gone_interaction SELECT i.id FROM interaction i WHERE i.import = ?1 AND i.answer IS "
    "NULL"
    " AND NOT EXISTS (SELECT 1 FROM participant p WHERE p.interaction = i.id"
    "  AND p.contact IN (SELECT id FROM temp.held))"
    " AND i.id NOT IN (SELECT interaction FROM hook WHERE interaction IS NOT NULL)"
    " AND i.id NOT IN (SELECT cause FROM followup WHERE origin <> 'rule' AND cause IS NOT NULL)",
};

#define OF_GONE "contact IN (SELECT id FROM temp.gone)"
// What the import added to contacts that were here before goes too; what it brought with a held one stays.
#define BROUGHT "import = ?1 AND contact IS NOT NULL AND contact NOT IN (SELECT id FROM temp.held)"
#define NOTE_CHANGED(table, condition)                                                                       \
    "INSERT OR IGNORE INTO temp.changed SELECT contact FROM " table " WHERE " condition                      \
    " AND contact NOT IN (SELECT id FROM temp.gone)"

#define LAST_DAY(opposite)                                                                                   \
    "(SELECT max(i.day) FROM participant p JOIN interaction i ON i.id = p.interaction"                       \
    " WHERE p.contact = contact.id AND i.direction IS NOT '" opposite "' AND i.answer IS NOT 'ooo'"          \
    " AND (i.kind IN ('message', 'call', 'event') OR (i.kind = 'meeting' AND i.outcome = 'held')))"

static const char *const REMOVE[] = {
    NOTE_CHANGED("reach", BROUGHT),
    NOTE_CHANGED("role", BROUGHT),
    NOTE_CHANGED("participant", "interaction IN (SELECT id FROM temp.gone_interaction)"),
    "INSERT INTO words (words, rowid, subject, text) SELECT 'delete', id, subject, text FROM "
    "interaction_words"
    " WHERE id IN (SELECT id FROM temp.gone_interaction)",
    "DELETE FROM people WHERE rowid IN (SELECT id FROM temp.gone)",
    "DELETE FROM followup WHERE " OF_GONE,
    "DELETE FROM followup WHERE origin = 'rule' AND state = 'open' AND pinned = 0"
    " AND contact IN (SELECT id FROM temp.changed) AND cause IN (SELECT id FROM temp.gone_interaction)",
    "DELETE FROM participant WHERE interaction IN (SELECT id FROM temp.gone_interaction)",
    "DELETE FROM participant WHERE " OF_GONE,
    "DELETE FROM interaction WHERE id IN (SELECT id FROM temp.gone_interaction)",
    "DELETE FROM reach WHERE " OF_GONE,
    "DELETE FROM reach WHERE " BROUGHT,
    "DELETE FROM role WHERE " OF_GONE,
    "DELETE FROM role WHERE " BROUGHT,
    "DELETE FROM contact_tag WHERE " OF_GONE,
    "DELETE FROM source_record WHERE " OF_GONE,
    "DELETE FROM source_record WHERE " BROUGHT,
    "DELETE FROM contact WHERE id IN (SELECT id FROM temp.gone)",
    // Organisations and what hangs on them, as far as nobody uses or has judged them.
    "DELETE FROM opening WHERE import = ?1"
    " AND NOT EXISTS (SELECT 1 FROM followup f WHERE f.organisation = opening.organisation)",
    "DELETE FROM target WHERE import = ?1 AND motivation IS NULL AND posting IS NULL AND advocate = 0"
    " AND routine IS NULL AND NOT EXISTS (SELECT 1 FROM followup f WHERE f.organisation = "
    "target.organisation)",
    "DELETE FROM organisation WHERE import = ?1"
    " AND NOT EXISTS (SELECT 1 FROM role WHERE role.organisation = organisation.id)"
    " AND NOT EXISTS (SELECT 1 FROM target WHERE target.organisation = organisation.id)"
    " AND NOT EXISTS (SELECT 1 FROM opening WHERE opening.organisation = organisation.id)"
    " AND NOT EXISTS (SELECT 1 FROM followup f WHERE f.organisation = organisation.id)"
    " AND NOT EXISTS (SELECT 1 FROM organisation_alias a WHERE a.organisation = organisation.id)",
    // The days that follow from history; the rules themselves run in the use case, for what is touched.
    "UPDATE contact SET last_out_day = " LAST_DAY("in") ", last_in_day = " LAST_DAY(
        "out") ","
               " next_due_day = (SELECT min(day) FROM followup f WHERE f.contact = contact.id AND f.state = "
               "'open')"
               " WHERE id IN (SELECT p.id FROM temp.changed p)",
    "UPDATE import SET state = 'undone' WHERE id = ?1",
    // Its step in the history is over, however it was taken back.
    "UPDATE journal SET state = 'closed' WHERE import = ?1 AND state = 'done'",
};

static bool run_all(Store *store, const char *const *statements, size_t count, int64_t import, Error *err)
{
    for (size_t i = 0; i < count; i++) {
        bool asks = strstr(statements[i], "?1") != NULL;
        if (!db_exec(store, err, statements[i], asks ? "i" : "", import))
            return false;
    }
    return true;
}
#define RUN_ALL(store, list, import, err)                                                                    \
    run_all((store), (list), sizeof(list) / sizeof *(list), (import), (err))

// Touched contacts are indexed anew at commit and looked at by the rules.
static bool touch_changed(Store *store, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    for (unsigned kind = 1; kind < CHANGE_ALL; kind <<= 1)
        if (kind == CHANGE_CONTACTS || kind == CHANGE_ORGANISATIONS || kind == CHANGE_INTERACTIONS ||
            kind == CHANGE_FOLLOWUPS)
            store_touch(store, (Change)kind, 0);
    sqlite3_stmt *stmt = db_query(store, err, "SELECT id FROM temp.changed", "");
    while (db_step(store, stmt, err))
        store_touch(store, CHANGE_CONTACTS, db_i64(stmt, 0));
    return stmt != NULL && err->kind == ERROR_NONE;
}

bool store_import_remove(Store *store, int64_t import, Error *err)
{
    int64_t open = db_int(store, -1, "SELECT state = 'done' FROM import WHERE id = ?", "i", import);
    if (open < 0)
        return error_set(err, ERROR_NOT_FOUND, "there is no import %lld; rapport imports lists them",
                         (long long)import);
    if (open == 0)
        return error_set(err, ERROR_INPUT, "import %lld was undone already", (long long)import);
    return db_script(store, LISTS, err) && RUN_ALL(store, CHOOSE, import, err) &&
           RUN_ALL(store, REMOVE, import, err) && touch_changed(store, err);
}

bool store_import_kept(Store *store, ContactIds *ids, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *stmt = db_query(store, err, "SELECT id FROM temp.held ORDER BY id", "");
    while (db_step(store, stmt, err))
        vec_push(ids, db_i64(stmt, 0));
    return stmt != NULL && err->kind == ERROR_NONE;
}
