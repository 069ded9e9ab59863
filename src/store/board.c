// SPDX-License-Identifier: MIT
// Who waits for whom: each place of the board is one index of contacts, read up to a limit.
#include "rapport/store/board.h"

#include <stdlib.h>

#include "db.h"

#define LAST_DAY "max(ifnull(last_out_day, -999999), ifnull(last_in_day, -999999))"
#define SHOWN                                                                                                \
    " AND deleted_at IS NULL AND state <> 'me' AND stage IS NOT 'resting' AND (state = 'active' OR ?3 = 0)"
#define NOBODY_WAITS " AND owed_day IS NULL AND waiting_day IS NULL AND pending_day IS NULL"

// The same for all: ?1 since, ?2 quiet until, ?3 active only.
#define PLACE(index, day, condition)                                                                         \
    {                                                                                                        \
        "SELECT id, uid, name, " day " FROM contact INDEXED BY " index " WHERE " condition SHOWN             \
        " ORDER BY " day ", id LIMIT ?4",                                                                    \
            "SELECT count(*) FROM (SELECT 1 FROM contact INDEXED BY " index " WHERE " condition SHOWN        \
            " LIMIT ?4)"                                                                                     \
    }

static const struct {
    const char *page, *count;
} PLACES[BOARD_PLACES] = {
    [BOARD_OWE] =
        PLACE("contact_owed", "owed_day", "owed_day IS NOT NULL AND owed_day >= ?1 AND ?2 IS NOT NULL"),
    [BOARD_WAITING] = PLACE("contact_waiting", "waiting_day",
                            "waiting_day IS NOT NULL AND waiting_day >= ?1 AND owed_day IS NULL"
                            " AND ?2 IS NOT NULL"),
    [BOARD_QUIET] = PLACE("contact_last", LAST_DAY,
                          "(last_out_day IS NOT NULL OR last_in_day IS NOT NULL) AND " LAST_DAY
                          " BETWEEN ?1 AND ?2" NOBODY_WAITS),
    [BOARD_PENDING] = PLACE("contact_pending", "pending_day",
                            "pending_day IS NOT NULL AND pending_day >= ?1 AND owed_day IS NULL"
                            " AND waiting_day IS NULL AND ?2 IS NOT NULL"),
};

bool store_board(Store *store, BoardPlace place, const BoardQuestion *question, size_t max, BoardRows *rows,
                 Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(store, err, PLACES[place].page, "ddni", question->since, question->quiet_until,
                               (int)question->active_only, (int64_t)max);
    while (db_step(store, s, err))
        vec_push(rows, ((BoardRow){db_i64(s, 0), db_id(s, 1), db_text(s, 2), db_i32(s, 3)}));
    return s != NULL && err->kind == ERROR_NONE;
}

void store_board_clear(BoardRows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        free(rows->items[i].name);
    vec_clear(rows);
}

size_t store_board_count(Store *store, BoardPlace place, const BoardQuestion *question, size_t most)
{
    return (size_t)db_int(store, 0, PLACES[place].count, "ddni", question->since, question->quiet_until,
                          (int)question->active_only, (int64_t)most);
}

size_t store_board_imported(Store *store, int32_t since, size_t most)
{
    return (size_t)db_int(store, 0,
                          "SELECT count(*) FROM (SELECT state FROM contact INDEXED BY contact_owed"
                          " WHERE owed_day IS NOT NULL AND owed_day >= ?1 AND deleted_at IS NULL"
                          " AND state <> 'me' AND stage IS NOT 'resting' ORDER BY owed_day LIMIT ?2)"
                          " WHERE state = 'pool'",
                          "di", since, (int64_t)most);
}
