// SPDX-License-Identifier: MIT
// Few rhythms are in use: in each the index is walked from the longest silence, and read up to the limit.
#include "rapport/store/fading.h"

#include <stdlib.h>

#include "db.h"

#define LAST_DAY "max(ifnull(last_out_day, -999999), ifnull(last_in_day, -999999))"
#define ACTIVE "deleted_at IS NULL AND state = 'active'"

static bool read_ids(Store *store, sqlite3_stmt *s, ContactIds *ids, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    while (db_step(store, s, err))
        vec_push(ids, db_i64(s, 0));
    return s != NULL && err->kind == ERROR_NONE;
}

typedef struct Fading {
    int64_t contact;
    int64_t lateness; // thousandths of the rhythm
} Fading;
typedef VEC(Fading) FadingList;

static int latest_first(const void *a, const void *b)
{
    const Fading *x = a, *y = b;
    if (x->lateness != y->lateness)
        return x->lateness > y->lateness ? -1 : 1;
    return (x->contact > y->contact) - (x->contact < y->contact);
}

// Few rhythms are in use: from one to the next by index.
static bool read_rhythms(Store *store, ContactIds *rhythms, Error *err)
{
    return read_ids(
        store,
        db_query(store, err,
                 "WITH RECURSIVE rhythm (days) AS (SELECT 0 UNION ALL SELECT"
                 " (SELECT rhythm_days FROM contact INDEXED BY contact_rhythm WHERE rhythm_days <> 0"
                 "  AND rhythm_days > days AND " ACTIVE " ORDER BY rhythm_days LIMIT 1)"
                 " FROM rhythm WHERE days IS NOT NULL) SELECT days FROM rhythm WHERE days > 0",
                 ""),
        rhythms, err);
}

static bool read_fading(Store *store, int64_t rhythm, int32_t today, int32_t since, size_t max,
                        FadingList *out, Error *err)
{
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT id, (?1 - " LAST_DAY ") * 1000 / rhythm_days FROM contact INDEXED BY contact_rhythm"
                 " WHERE rhythm_days <> 0 AND rhythm_days = ?2 AND " ACTIVE " AND " LAST_DAY
                 " BETWEEN -999998 AND ?1 - ?2 - 1 AND ifnull(stage, '') <> 'resting'"
                 " AND NOT (unanswered > 0 AND ifnull(last_out_day, -999999) >= ?3)"
                 " ORDER BY " LAST_DAY ", id LIMIT ?4",
                 "didi", today, rhythm, since, (int64_t)max);
    while (db_step(store, s, err))
        vec_push(out, ((Fading){db_i64(s, 0), db_i64(s, 1)}));
    return s != NULL && err->kind == ERROR_NONE;
}

bool store_fading_contacts(Store *store, int32_t today, int32_t since, size_t max, ContactIds *ids,
                           Error *err)
{
    Error own = {0};
    ContactIds rhythms = {0};
    FadingList fading = {0};
    err = err != NULL ? err : &own;
    bool fine = read_rhythms(store, &rhythms, err);
    for (size_t i = 0; fine && i < rhythms.count; i++)
        fine = read_fading(store, rhythms.items[i], today, since, max, &fading, err);
    if (fading.count > 1)
        qsort(fading.items, fading.count, sizeof *fading.items, latest_first);
    for (size_t i = 0; fine && i < fading.count && i < max; i++)
        vec_push(ids, fading.items[i].contact);
    vec_clear(&rhythms);
    vec_clear(&fading);
    return fine;
}
