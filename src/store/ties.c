// SPDX-License-Identifier: MIT
// Introductions, ways in, and the people of an event.
#include "rapport/store/ties.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"

bool store_introduction_set(Store *store, int64_t connector, int64_t target, const char *state, Error *err)
{
    store_touch(store, CHANGE_CONTACTS, connector);
    store_touch(store, CHANGE_CONTACTS, target);
    int64_t id = db_int(store, 0, "SELECT id FROM introduction WHERE connector = ? AND target = ?", "ii",
                        connector, target);
    if (id != 0)
        return db_exec(store, err, "UPDATE introduction SET state = ?, day = ? WHERE id = ?", "tdi", state,
                       store_today(store), id);
    return db_exec(store, err, "INSERT INTO introduction (connector, target, state, day) VALUES (?, ?, ?, ?)",
                   "iitd", connector, target, state, store_today(store));
}

bool store_introduction_is(Store *store, int64_t connector, int64_t target, const char *state)
{
    return db_int(store, 0, "SELECT 1 FROM introduction WHERE connector = ? AND target = ? AND state = ?",
                  "iit", connector, target, state) != 0;
}

bool store_introductions(Store *store, int64_t contact, size_t max, IntroductionRows *rows, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(
        store, err,
        "SELECT i.id, i.connector, i.target, a.name, b.name, i.state, i.note, i.day"
        " FROM introduction i JOIN contact a ON a.id = i.connector JOIN contact b ON b.id = i.target"
        " WHERE i.state NOT IN ('made', 'declined') AND a.deleted_at IS NULL AND b.deleted_at IS NULL"
        " AND (?1 IS NULL OR i.connector = ?1 OR i.target = ?1) ORDER BY i.day DESC, i.id DESC LIMIT ?2",
        "zi", contact, (int64_t)max);
    while (db_step(store, s, err)) {
        IntroductionRow *row = vec_add(rows);
        *row = (IntroductionRow){.id = db_i64(s, 0),
                                 .connector = db_i64(s, 1),
                                 .target = db_i64(s, 2),
                                 .connector_name = db_text(s, 3),
                                 .target_name = db_text(s, 4),
                                 .state = db_text(s, 5),
                                 .note = db_text(s, 6),
                                 .day = db_day(s, 7)};
    }
    return err->kind == ERROR_NONE;
}

void store_introductions_clear(IntroductionRows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        free(rows->items[i].connector_name);
        free(rows->items[i].target_name);
        free(rows->items[i].state);
        free(rows->items[i].note);
    }
    vec_clear(rows);
}

bool store_tie_known(Store *store, int64_t a, int64_t b, const char *kind)
{
    return db_int(store, 0,
                  "SELECT 1 FROM tie WHERE kind = ?3 AND ((a = ?1 AND b = ?2) OR (a = ?2 AND b = ?1))", "iit",
                  a, b, kind) != 0;
}

bool store_organisation_paths(Store *store, int64_t organisation, size_t max, PathRows *rows, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(
        store, err,
        "WITH there(id) AS (SELECT r.contact FROM role r JOIN contact c ON c.id = r.contact"
        "  WHERE r.organisation = ?1 AND r.current = 1 AND c.deleted_at IS NULL AND ifnull(c.degree, 9) > 1)"
        " SELECT k.id, there.id, t.kind FROM there JOIN tie t ON t.b = there.id JOIN contact k ON k.id = t.a"
        "  WHERE k.degree = 1 AND k.deleted_at IS NULL"
        " UNION SELECT k.id, there.id, t.kind FROM there JOIN tie t ON t.a = there.id"
        "  JOIN contact k ON k.id = t.b WHERE k.degree = 1 AND k.deleted_at IS NULL"
        " ORDER BY 2, 1 LIMIT ?2",
        "ii", organisation, (int64_t)max);
    while (db_step(store, s, err))
        vec_push(rows, ((PathRow){db_i64(s, 0), db_i64(s, 1), db_text(s, 2)}));
    return err->kind == ERROR_NONE;
}

void store_paths_clear(PathRows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        free(rows->items[i].kind);
    vec_clear(rows);
}

#define NEIGHBOUR                                                                                            \
    "c.degree, c.stage, nullif(max(ifnull(c.last_out_day, -999999), ifnull(c.last_in_day, -999999)), "       \
    "-999999)"
#define SHOWN "c.deleted_at IS NULL AND c.state <> 'me'"

static bool read_neighbours(Store *store, sqlite3_stmt *s, Neighbours *rows, Error *err)
{
    while (db_step(store, s, err)) {
        Neighbour *row = vec_add(rows);
        *row = (Neighbour){.contact = db_i64(s, 0),
                           .degree = db_null(s, 2) ? -1 : db_i32(s, 2),
                           .stage = stage_parse(db_peek(s, 3)),
                           .last_day = db_day(s, 4)};
        snprintf(row->kind, sizeof row->kind, "%s", db_peek(s, 1));
    }
    return err->kind == ERROR_NONE;
}

bool store_neighbours(Store *store, int64_t contact, size_t max, Neighbours *rows, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    return read_neighbours(
        store,
        db_query(store, err,
                 "SELECT t.b, t.kind, " NEIGHBOUR " FROM tie t JOIN contact c ON c.id = t.b"
                 " WHERE t.a = ?1 AND " SHOWN " UNION ALL SELECT t.a, t.kind, " NEIGHBOUR
                 " FROM tie t JOIN contact c ON c.id = t.a WHERE t.b = ?1 AND " SHOWN " LIMIT ?2",
                 "ii", contact, (int64_t)max),
        rows, err);
}

bool store_known_colleagues(Store *store, int64_t contact, size_t max, Neighbours *rows, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    return read_neighbours(
        store,
        db_query(store, err,
                 "SELECT c.id, 'colleague', " NEIGHBOUR
                 " FROM (SELECT w.contact AS id FROM role w WHERE w.current = 1 AND w.organisation IN"
                 "  (SELECT r.organisation FROM role r JOIN organisation o ON o.id = r.organisation"
                 "   WHERE r.contact = ?1 AND r.current = 1 AND o.kind = 'company')"
                 "  AND w.contact <> ?1 LIMIT ?2) w JOIN contact c ON c.id = w.id"
                 " WHERE c.degree = 1 AND " SHOWN,
                 "ii", contact, (int64_t)max),
        rows, err);
}

bool store_event_people(Store *store, const char *name, size_t max, ContactIds *ids, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    Str fold = STR_INIT;
    utf8_fold(&fold, name, strlen(name));
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT DISTINCT c.id FROM event e JOIN interaction i ON i.event = e.id"
                 " JOIN participant p ON p.interaction = i.id JOIN contact c ON c.id = p.contact"
                 " WHERE e.fold = ?1 AND c.deleted_at IS NULL ORDER BY c.sort_key, c.id LIMIT ?2",
                 "ti", str_get(&fold), (int64_t)max);
    while (db_step(store, s, err))
        vec_push(ids, db_i64(s, 0));
    str_clear(&fold);
    return err->kind == ERROR_NONE;
}
