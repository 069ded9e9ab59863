// SPDX-License-Identifier: MIT
// Is the database what it should be? SQLite's own checks first, then what this program promises about its
// rows.
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "search_form.h"

enum { TOKENS_CHECKED = 100000 };

typedef struct Check {
    Store *store;
    void (*report)(void *self, const char *finding);
    void *self;
    int findings;
    Error *err;
} Check;

static void finding(Check *check, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void finding(Check *check, const char *format, ...)
{
    va_list args;
    Str text = STR_INIT;
    va_start(args, format);
    str_vappendf(&text, format, args);
    va_end(args);
    check->findings++;
    if (check->report != NULL)
        check->report(check->self, str_get(&text));
    str_clear(&text);
}

// False when the statement could not run at all.
static bool ended_well(Check *check, const sqlite3_stmt *stmt)
{
    return stmt != NULL && check->err->kind == ERROR_NONE;
}

// ---- SQLite's

static bool check_pages(Check *check)
{
    sqlite3_stmt *stmt = db_query(check->store, check->err, "PRAGMA integrity_check", "");
    while (db_step(check->store, stmt, check->err))
        if (!str_equal(db_peek(stmt, 0), "ok"))
            finding(check, "the file is damaged: %s", db_peek(stmt, 0));
    return ended_well(check, stmt);
}

static bool check_references(Check *check)
{
    sqlite3_stmt *stmt = db_query(
        check->store, check->err,
        "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY \"table\", parent", "");
    while (db_step(check->store, stmt, check->err))
        finding(check, "%lld rows of %s refer to a missing %s", (long long)db_i64(stmt, 2), db_peek(stmt, 0),
                db_peek(stmt, 1));
    return ended_well(check, stmt);
}

// These are written as INSERT, but change nothing.
static bool check_full_text(Check *check)
{
    static const struct {
        const char *sql, *what;
    } indices[] = {
        {"INSERT INTO people (people) VALUES ('integrity-check')", "people"},
        {"INSERT INTO words (words, rank) VALUES ('integrity-check', 1)", "notes and messages"},
    };
    for (size_t i = 0; i < sizeof indices / sizeof *indices && !check->store->read_only; i++) {
        if (db_exec(check->store, check->err, indices[i].sql, ""))
            continue;
        if ((sqlite3_errcode(check->store->db) & 0xff) != SQLITE_CORRUPT)
            return false;
        error_clear(check->err);
        finding(check, "the search index of %s does not fit its texts", indices[i].what);
    }
    return true;
}

// ---- ours

typedef struct Invariant {
    const char *sql;     // how many break it; ?1 = today
    const char *finding; // with the number as %lld
} Invariant;

#define COUNTER(name, condition)                                                                             \
    "SELECT abs(ifnull((SELECT value FROM state WHERE name = '" name "'), -1)"                               \
    " - (SELECT count(*) FROM contact WHERE " condition "))"

// The newest day of history of a contact; days before 1970 are negative, so "never" is far below.
#define NEWEST(what)                                                                                         \
    "ifnull((SELECT max(i.day) FROM participant p JOIN interaction i ON i.id = p.interaction"                \
    " WHERE p.contact = c.id AND " what "), -999999)"
#define SAID(direction)                                                                                      \
    "i.kind IN ('message', 'call') AND i.direction = '" direction "' AND i.answer IS NOT 'ooo'"              \
    " AND i.channel IS NOT 'linkedin-note' AND i.day <= ?1" /* today: what lies ahead has not been said */
#define HAPPENED(opposite) "i.kind <> 'note' AND i.direction IS NOT '" opposite "'"

// What was said counts for sure. Whether a meeting does (held, moved, still to come) is for the rules: the
// day that is kept may lie between the two bounds.
#define LAST_DAY_WRONG(column, direction, opposite)                                                          \
    "SELECT count(*) FROM contact c WHERE c.deleted_at IS NULL AND c.state <> 'me' AND"                      \
    " (ifnull(c." column                                                                                     \
    ", -999999) < " NEWEST(SAID(direction)) " OR"                                                            \
                                            "  ifnull(c." column                                             \
                                            ", -999999) > " NEWEST(HAPPENED(opposite)) ")"

static const Invariant INVARIANTS[] = {
    {COUNTER("contacts-active", "state = 'active' AND deleted_at IS NULL"),
     "the counter of active contacts is off by %lld"},
    {COUNTER("contacts-pool", "state = 'pool' AND deleted_at IS NULL"),
     "the counter of contacts in the pool is off by %lld"},
    {COUNTER("contacts-trash", "state <> 'me' AND deleted_at IS NOT NULL"),
     "the counter of contacts in the trash is off by %lld"},
    {"WITH true_count (day, open) AS (SELECT day, count(*) FROM followup WHERE state = 'open' GROUP BY day),"
     " kept (day, open) AS (SELECT day, open FROM day_count WHERE open <> 0)"
     " SELECT count(DISTINCT day) FROM (SELECT * FROM (SELECT * FROM true_count EXCEPT SELECT * FROM kept)"
     "  UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM true_count))",
     "the counter of open follow-ups is wrong on %lld days"},
    {"SELECT count(*) FROM contact WHERE id NOT IN (SELECT rowid FROM people)",
     "%lld contacts are missing in the search index"},
    {"SELECT count(*) FROM people WHERE rowid NOT IN (SELECT id FROM contact)",
     "the search index has %lld people who are gone"},
    {"SELECT count(*) FROM contact c WHERE c.deleted_at IS NULL AND c.next_due_day IS NOT"
     " (SELECT min(day) FROM followup f WHERE f.contact = c.id AND f.state = 'open')",
     "the next day of %lld contacts is not that of their first open follow-up"},
    {LAST_DAY_WRONG("last_out_day", "out", "in"),
     "the last day I wrote does not fit the history of %lld contacts"},
    {LAST_DAY_WRONG("last_in_day", "in", "out"),
     "the last day they wrote does not fit the history of %lld contacts"},
    {"SELECT count(*) FROM interaction WHERE id NOT IN (SELECT interaction FROM participant)",
     "%lld interactions are with nobody"},
    {"SELECT count(*) FROM template t WHERE NOT EXISTS (SELECT 1 FROM template_version v"
     " WHERE v.template = t.id AND v.version = t.version)",
     "%lld templates have no text"},
    {"SELECT count(*) FROM draft d WHERE NOT EXISTS (SELECT 1 FROM draft_text t WHERE t.draft = d.id)",
     "%lld drafts have no text"},
};

static bool check_invariants(Check *check)
{
    for (size_t i = 0; i < sizeof INVARIANTS / sizeof *INVARIANTS; i++) {
        const Invariant *row = &INVARIANTS[i];
        sqlite3_stmt *stmt = db_query(check->store, check->err, row->sql,
                                      strstr(row->sql, "?1") != NULL ? "d" : "", store_today(check->store));
        if (!db_step(check->store, stmt, check->err))
            return false;
        int64_t broken = db_i64(stmt, 0);
        db_reset(stmt);
        if (broken == 0)
            continue;
        char *number = str_format("%lld", (long long)broken);
        const char *at = strstr(row->finding, "%lld");
        finding(check, "%.*s%s%s", (int)(at - row->finding), row->finding, number, at + 4);
        free(number);
    }
    return true;
}

static bool check_tokens(Check *check)
{
    int64_t wrong = 0;
    Str tokens = STR_INIT;
    sqlite3_stmt *stmt = db_query(check->store, check->err,
                                  "SELECT rowid, tokens FROM people WHERE rowid IN (SELECT id FROM contact)"
                                  " LIMIT ?",
                                  "n", TOKENS_CHECKED);
    while (db_step(check->store, stmt, check->err)) {
        str_truncate(&tokens, 0);
        if (!search_tokens(check->store, db_i64(stmt, 0), &tokens, check->err))
            break;
        wrong += str_equal(db_peek(stmt, 1), str_get(&tokens)) ? 0 : 1;
    }
    bool fine = ended_well(check, stmt);
    db_reset(stmt);
    str_clear(&tokens);
    if (wrong > 0)
        finding(check, "the search index has outdated words of %lld contacts", (long long)wrong);
    return fine;
}

int store_check(Store *store, void (*report)(void *self, const char *finding), void *self, Error *err)
{
    Error own = {0};
    Check check = {.store = store, .report = report, .self = self, .err = err != NULL ? err : &own};
    error_clear(check.err);
    bool ran = check_pages(&check) && check_references(&check) && check_full_text(&check) &&
               check_invariants(&check) && check_tokens(&check);
    return ran ? check.findings : -1;
}
