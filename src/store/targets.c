// SPDX-License-Identifier: MIT
// Targets and openings.
#include "rapport/store/targets.h"

#include <stdlib.h>

#include "db.h"

bool store_target_score(Store *store, int64_t organisation, const TargetScore *score, Error *err)
{
    int32_t motivation = score->motivation > 0 ? (int32_t)score->motivation : CIVIL_NONE;
    int32_t posting = score->posting > 0 ? (int32_t)score->posting : CIVIL_NONE;
    store_touch(store, CHANGE_ORGANISATIONS, organisation);
    return db_exec(store, err,
                   "INSERT INTO target (organisation, motivation, posting, advocate, watch, import)"
                   " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (organisation) DO UPDATE SET"
                   " motivation = excluded.motivation, posting = excluded.posting,"
                   " advocate = excluded.advocate, watch = excluded.watch",
                   "iddnnz", organisation, motivation, posting, (int)score->advocate, (int)score->watch,
                   store->import);
}

void store_target_get(Store *store, int64_t organisation, TargetScore *score)
{
    *score = (TargetScore){0};
    sqlite3_stmt *s = db_query(
        store, NULL, "SELECT motivation, posting, advocate, watch FROM target WHERE organisation = ?", "i",
        organisation);
    if (!db_step(store, s, NULL))
        return;
    *score = (TargetScore){.motivation = db_i32(s, 0),
                           .posting = db_i32(s, 1),
                           .advocate = db_bool(s, 2),
                           .watch = db_bool(s, 3)};
    db_reset(s);
}

bool store_target_keep(Store *store, int64_t organisation, bool open, const char *routine, Error *err)
{
    store_touch(store, CHANGE_ORGANISATIONS, organisation);
    return db_exec(store, err,
                   "UPDATE target SET state = ?1, watch = watch AND ?1 = 'open',"
                   " routine = CASE WHEN ?2 IS NULL THEN routine WHEN ?2 = '' THEN NULL ELSE ?2 END"
                   " WHERE organisation = ?3",
                   "tti", open ? "open" : "closed", routine, organisation);
}

char *store_target_own_routine(Store *store, int64_t organisation)
{
    sqlite3_stmt *s =
        db_query(store, NULL, "SELECT routine FROM target WHERE organisation = ?", "i", organisation);
    char *name = db_step(store, s, NULL) ? db_text(s, 0) : NULL;
    db_reset(s);
    return name;
}

bool store_is_target(Store *store, int64_t organisation)
{
    return db_int(store, 0, "SELECT 1 FROM target WHERE organisation = ?", "i", organisation) != 0;
}

bool store_opening_add(Store *store, const Opening *opening, bool *added, Error *err)
{
    store_touch(store, CHANGE_ORGANISATIONS, opening->organisation);
    bool fine = db_exec(
        store, err,
        "INSERT INTO opening (organisation, title, link, noted_day, closes_day, applied_day, state, import)"
        " SELECT ?1, ?2, ?3, ?7, ?4, ?5, CASE WHEN ?5 IS NULL THEN 'open' ELSE 'applied' END, ?6"
        " WHERE NOT EXISTS (SELECT 1 FROM opening WHERE organisation = ?1"
        "  AND (link = ?3 OR (?3 IS NULL AND title = ?2)))",
        "ittddzd", opening->organisation, opening->title, opening->link, opening->closes, opening->applied,
        store->import, store_today(store));
    if (fine && added != NULL)
        *added = sqlite3_changes(store->db) > 0;
    return fine;
}

bool store_opening_put(Store *store, const Opening *opening, bool closed, bool *existed, Error *err)
{
    bool added = false;
    if (!store_opening_add(store, opening, &added, err))
        return false;
    *existed = !added;
    bool over = closed || opening->answer != ANSWER_NONE;
    return db_exec(store, err,
                   "UPDATE opening SET title = ?2, closes_day = ifnull(?4, closes_day),"
                   " applied_day = ifnull(?5, applied_day), state = CASE WHEN ?6 THEN 'closed'"
                   "  WHEN ifnull(?5, applied_day) IS NULL THEN 'open' ELSE 'applied' END,"
                   " ended_day = CASE WHEN ?6 THEN ifnull(ended_day, ?7) END,"
                   " answer = CASE WHEN ?6 THEN ifnull(?8, answer) END"
                   " WHERE organisation = ?1 AND (link = ?3 OR (?3 IS NULL AND title = ?2))",
                   "ittddndt", opening->organisation, opening->title, opening->link, opening->closes,
                   opening->applied, (int)over, store_today(store), answer_name(opening->answer));
}

bool store_openings(Store *store, int64_t organisation, int32_t closes_by, size_t max, OpeningRows *rows,
                    Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT p.id, o.id, o.uid, o.name, p.title, p.link, p.closes_day, p.applied_day"
                 " FROM opening p JOIN organisation o ON o.id = p.organisation"
                 " WHERE p.state <> 'closed' AND (?1 IS NULL OR p.organisation = ?1)"
                 " AND (?2 IS NULL OR p.closes_day <= ?2)"
                 " ORDER BY p.closes_day IS NULL, p.closes_day, o.fold, p.id LIMIT ?3",
                 "zdi", organisation, closes_by, (int64_t)max);
    while (db_step(store, s, err)) {
        OpeningRow *row = vec_add(rows);
        *row = (OpeningRow){.id = db_i64(s, 0),
                            .organisation = db_i64(s, 1),
                            .organisation_uid = db_id(s, 2),
                            .organisation_name = db_text(s, 3),
                            .title = db_text(s, 4),
                            .link = db_text(s, 5),
                            .closes = db_day(s, 6),
                            .applied = db_day(s, 7)};
    }
    return err->kind == ERROR_NONE;
}

void store_openings_clear(OpeningRows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        free(rows->items[i].organisation_name);
        free(rows->items[i].title);
        free(rows->items[i].link);
    }
    vec_clear(rows);
}

#define TARGET_COLUMNS "o.id, o.uid, o.name, t.motivation, t.posting, t.advocate, t.watch, t.looked_day"

static bool read_targets(Store *store, sqlite3_stmt *s, TargetRows *rows, Error *err)
{
    while (db_step(store, s, err)) {
        TargetRow *row = vec_add(rows);
        *row = (TargetRow){.organisation = db_i64(s, 0),
                           .uid = db_id(s, 1),
                           .name = db_text(s, 2),
                           .score = {.motivation = db_i32(s, 3),
                                     .posting = db_i32(s, 4),
                                     .advocate = db_bool(s, 5),
                                     .watch = db_bool(s, 6)},
                           .looked = db_day(s, 7)};
    }
    return err->kind == ERROR_NONE;
}

bool store_targets(Store *store, bool alone, size_t max, TargetRows *rows, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT " TARGET_COLUMNS " FROM target t JOIN organisation o ON o.id = t.organisation"
                 " WHERE t.state = 'open' AND (?1 = 0 OR NOT EXISTS (SELECT 1 FROM role r"
                 "  JOIN contact c ON c.id = r.contact WHERE r.organisation = o.id"
                 "  AND r.current = 1 AND c.state = 'active' AND c.deleted_at IS NULL))"
                 " ORDER BY ifnull(t.motivation, 0) * ifnull(t.posting, 1) DESC, o.fold, o.id"
                 " LIMIT ?2",
                 "ni", (int)alone, (int64_t)max);
    return read_targets(store, s, rows, err);
}

bool store_watched(Store *store, int32_t before, size_t max, TargetRows *rows, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT " TARGET_COLUMNS " FROM target t JOIN organisation o ON o.id = t.organisation"
                 " WHERE t.state = 'open' AND t.watch <> 0 AND ifnull(t.looked_day, -999999) < ?1"
                 " ORDER BY ifnull(t.looked_day, -999999), o.fold, o.id LIMIT ?2",
                 "di", before, (int64_t)max);
    return read_targets(store, s, rows, err);
}

bool store_target_looked(Store *store, int64_t organisation, Error *err)
{
    store_touch(store, CHANGE_ORGANISATIONS, organisation);
    return db_exec(store, err, "UPDATE target SET looked_day = ? WHERE organisation = ?", "di",
                   store_today(store), organisation);
}

void store_targets_clear(TargetRows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        free(rows->items[i].name);
    vec_clear(rows);
}

// ---- the end of a search

int64_t store_openings_count(Store *store)
{
    return db_int(store, 0, "SELECT count(*) FROM opening WHERE state <> 'closed'", "");
}

bool store_targets_close(Store *store, Error *err)
{
    store_touch(store, CHANGE_ORGANISATIONS, 0);
    return db_exec(store, err, "UPDATE target SET state = 'closed', watch = 0 WHERE state = 'open'", "") &&
           db_exec(store, err, "UPDATE opening SET state = 'closed' WHERE state <> 'closed'", "");
}

static bool read_ids(Store *store, sqlite3_stmt *s, ContactIds *ids, Error *err)
{
    while (db_step(store, s, err))
        vec_push(ids, db_i64(s, 0));
    return err->kind == ERROR_NONE;
}

bool store_supporters(Store *store, size_t max, ContactIds *ids, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    return read_ids(store,
                    db_query(store, err,
                             "SELECT id FROM contact c WHERE state = 'active' AND deleted_at IS NULL"
                             " AND stage IS NOT 'resting' AND (stage IN ('met', 'in-touch', 'advocate')"
                             "  OR EXISTS (SELECT 1 FROM tie WHERE tie.a = c.id AND tie.kind = 'introduced')"
                             "  OR EXISTS (SELECT 1 FROM introduction i WHERE i.connector = c.id"
                             "   AND i.state = 'made'))"
                             " ORDER BY sort_key, id LIMIT ?",
                             "i", (int64_t)max),
                    ids, err);
}

bool store_short_rhythms(Store *store, int days, ContactIds *ids, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    return read_ids(store,
                    db_query(store, err,
                             "SELECT id FROM contact WHERE rhythm_days BETWEEN 1 AND ? AND rhythm_days > 0"
                             " AND state = 'active' AND deleted_at IS NULL ORDER BY sort_key, id",
                             "n", days),
                    ids, err);
}
