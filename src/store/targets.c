// SPDX-License-Identifier: MIT
// Targets and openings.
#include "rapport/store/targets.h"

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
