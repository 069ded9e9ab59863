// SPDX-License-Identifier: MIT
// What the timing engine wants to know of one contact: the history, the promises, and what stands around them
// (posts where they work, the routine for that place, a reason to write). By index, never a table.
#include "rapport/store/timing.h"

#include <stdlib.h>

#include "bulk_rows.h"
#include "db.h"

static bool read_promises(Store *store, int64_t contact, TimingPromises *promises, Error *err)
{
    sqlite3_stmt *s = db_query(store, err,
                               "SELECT id, origin, CASE origin WHEN 'their-promise' THEN "
                               "ifnull(earliest_day, day) ELSE day END, text, state"
                               " FROM followup WHERE contact = ?"
                               " AND origin IN ('my-promise', 'their-promise')",
                               "i", contact);
    while (db_step(store, s, err))
        vec_push(promises,
                 ((TimingPromise){db_i64(s, 0), origin_parse(db_peek(s, 1)) == ORIGIN_MY_PROMISE,
                                  db_i32(s, 2), db_text(s, 3), followup_state_parse(db_peek(s, 4))}));
    return err->kind == ERROR_NONE;
}

// Behind what everything has, of introductions: the day one that was given to me led somewhere (the
// introduced one wrote, or a meeting was held); whether this is the one I know longest of those whom I
// introduced; and the last word between me and one of the others.
#define INTRODUCED "(i.kind = 'introduction' OR i.occasion = 'introduction')"
#define HISTORY_COLUMNS                                                                                      \
    "i.id, i.day, i.at_utc, i.kind, i.channel, i.direction, i.occasion, i.expects_answer,"                   \
    " i.answer, i.answer_day, i.outcome,"                                                                    \
    " (SELECT count(*) FROM participant o WHERE o.interaction = i.id) > 1, p.role = 'from',"                 \
    " CASE WHEN i.kind = 'introduction' THEN (SELECT min(x.day) FROM participant o"                          \
    "  JOIN participant q ON q.contact = o.contact JOIN interaction x ON x.id = q.interaction"               \
    "  WHERE o.interaction = i.id AND o.role = 'to' AND x.day >= i.day AND x.kind <> 'introduction'"         \
    "  AND (x.direction = 'in' OR x.outcome = 'held')) END,"                                                 \
    " CASE WHEN i.direction = 'out' AND " INTRODUCED                                                         \
    "  THEN p.contact = (SELECT min(o.contact) FROM participant o WHERE o.interaction = i.id) END,"          \
    " CASE WHEN i.direction = 'out' AND " INTRODUCED " THEN (SELECT max(x.day) FROM participant o"           \
    "  JOIN participant q ON q.contact = o.contact JOIN interaction x ON x.id = q.interaction"               \
    "  WHERE o.interaction = i.id AND o.contact <> p.contact AND x.id <> i.id AND x.kind <> 'note'"          \
    "  AND (x.kind <> 'meeting' OR x.outcome = 'held')) END"
enum { HISTORY_COUNT = 16 };

static TimingInteraction read_history(sqlite3_stmt *s)
{
    return (TimingInteraction){.id = db_i64(s, 0),
                               .day = db_i32(s, 1),
                               .utc = db_i64(s, 2),
                               .kind = interaction_kind_parse(db_peek(s, 3)),
                               .channel = channel_parse(db_peek(s, 4)),
                               .direction = direction_parse(db_peek(s, 5)),
                               .occasion = occasion_parse(db_peek(s, 6)),
                               .expects_answer = db_null(s, 7) ? -1 : db_i32(s, 7),
                               .answer = answer_parse(db_peek(s, 8)),
                               .answer_day = db_day(s, 9),
                               .outcome = outcome_parse(db_peek(s, 10)),
                               .group = db_bool(s, 11),
                               .introducer = db_bool(s, 12),
                               .led_day = db_day(s, 13),
                               .known_longest = db_bool(s, 14),
                               .others_day = db_day(s, 15)};
}

bool store_timing_history(Store *store, int64_t contact, TimingHistory *history, TimingPromises *promises,
                          Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT " HISTORY_COLUMNS " FROM participant p JOIN interaction i ON i.id = p.interaction"
                 " WHERE p.contact = ? AND i.kind <> 'note'",
                 "i", contact);
    while (db_step(store, s, err))
        vec_push(history, read_history(s));
    return err->kind == ERROR_NONE && (promises == NULL || read_promises(store, contact, promises, err));
}

static void id_column(sqlite3_context *context, const void *rows, size_t row, int column)
{
    if (column == 0)
        sqlite3_result_int64(context, ((const int64_t *)rows)[row]);
}

bool store_timing_histories(Store *store, const int64_t *contacts, size_t count, TakeHistory take, void *self,
                            Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    BulkRows rows = {count, contacts, id_column};
    TimingHistory history = {0};
    int64_t contact = 0;
    int degree = -1;
    bulk_rows_show(store, &rows);
    sqlite3_stmt *s = db_query(store, err,
                               "SELECT " HISTORY_COLUMNS ", c.id, ifnull(c.degree, -1) FROM fresh"
                               " CROSS JOIN contact c ON c.id = fresh.c0"
                               " CROSS JOIN participant p ON p.contact = c.id"
                               " CROSS JOIN interaction i ON i.id = p.interaction WHERE i.kind <> 'note'",
                               "");
    while (db_step(store, s, err)) {
        if (history.count > 0 && db_i64(s, HISTORY_COUNT) != contact) {
            take(self, contact, degree, &history);
            history.count = 0;
        }
        contact = db_i64(s, HISTORY_COUNT);
        degree = db_i32(s, HISTORY_COUNT + 1);
        vec_push(&history, read_history(s));
    }
    bool fine = s != NULL && err->kind == ERROR_NONE;
    if (fine && history.count > 0)
        take(self, contact, degree, &history);
    bulk_rows_show(store, NULL);
    vec_clear(&history);
    return fine;
}

void store_timing_promises_clear(TimingPromises *promises)
{
    for (size_t i = 0; i < promises->count; i++)
        free((char *)promises->items[i].text);
    vec_clear(promises);
}

// ---- what stands around them

// Where they work now.
#define PLACES                                                                                               \
    " (SELECT r.organisation FROM role r JOIN organisation o ON o.id = r.organisation"                       \
    "  WHERE r.contact = ?1 AND r.current = 1 AND o.kind = 'company')"

// Where those work now whom they introduced to me.
#define PLACES_BEYOND                                                                                        \
    " (SELECT r.organisation FROM participant p JOIN interaction i ON i.id = p.interaction"                  \
    "  JOIN participant q ON q.interaction = i.id AND q.role = 'to'"                                         \
    "  JOIN role r ON r.contact = q.contact AND r.current = 1"                                               \
    "  WHERE p.contact = ?1 AND p.role = 'from' AND i.kind = 'introduction')"

static bool read_openings(Store *store, int64_t contact, TimingSurroundings *around, Error *err)
{
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT p.id, o.name, p.title, min(p.noted_day, ifnull(p.applied_day, p.noted_day)),"
                 " p.closes_day, p.applied_day IS NOT NULL,"
                 " p.ended_day, p.answer, p.organisation NOT IN" PLACES
                 " FROM opening p JOIN organisation o ON o.id = p.organisation"
                 " WHERE p.noted_day IS NOT NULL AND ((p.organisation IN" PLACES
                 "   AND (p.state <> 'closed' OR p.ended_day IS NOT NULL))"
                 "  OR (p.organisation IN" PLACES_BEYOND " AND p.ended_day IS NOT NULL))",
                 "i", contact);
    while (db_step(store, s, err)) {
        TimingOpening *one = vec_add(&around->openings);
        *one = (TimingOpening){.id = db_i64(s, 0),
                               .organisation = db_text(s, 1),
                               .title = db_text(s, 2),
                               .day = db_i32(s, 3),
                               .closes = db_day(s, 4),
                               .applied = db_bool(s, 5),
                               .ended = db_day(s, 6),
                               .answer = answer_parse(db_peek(s, 7)),
                               .elsewhere = db_bool(s, 8)};
    }
    return err->kind == ERROR_NONE;
}

static char *first_text(Store *store, sqlite3_stmt *s)
{
    char *text = db_step(store, s, NULL) ? db_text(s, 0) : NULL;
    db_reset(s);
    return text;
}

int32_t store_connected_day(Store *store, int64_t contact)
{
    int32_t day = CIVIL_NONE;
    char *text = first_text(
        store, db_query(store, NULL,
                        "SELECT last_seen ->> '$.connected' FROM source_record WHERE contact = ?"
                        " AND json_valid(last_seen) AND last_seen ->> '$.connected' IS NOT NULL LIMIT 1",
                        "i", contact));
    if (text == NULL || !civil_parse(text, &day))
        day = CIVIL_NONE;
    free(text);
    return day;
}

char *store_fresh_hook(Store *store, int64_t contact)
{
    return first_text(store, db_query(store, NULL,
                                      "SELECT text FROM hook WHERE contact = ? AND state = 'fresh'"
                                      " AND (until_day IS NULL OR until_day >= ?) ORDER BY id DESC LIMIT 1",
                                      "id", contact, store_today(store)));
}

int64_t store_first_messages_sent(Store *store, int32_t day, size_t most)
{
    return db_int(
        store, 0,
        "SELECT count(*) FROM (SELECT 1 FROM contact WHERE deleted_at IS NULL AND last_in_day IS NULL"
        " AND (last_out_day IS NOT NULL OR last_in_day IS NOT NULL) AND state = 'active'"
        " AND max(ifnull(last_out_day, -999999), ifnull(last_in_day, -999999)) = ? AND unanswered <= 1 LIMIT "
        "?)",
        "di", day, (int64_t)most);
}

bool store_contacts_under_rules(Store *store, int32_t since, ContactIds *ids, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT id FROM contact WHERE state = 'active' AND deleted_at IS NULL"
                 " AND (max(ifnull(last_out_day, -999999), ifnull(last_in_day, -999999)) >= ?"
                 "  OR stage_by_hand <> 0 OR rested_until IS NOT NULL"
                 "  OR EXISTS (SELECT 1 FROM followup f WHERE f.contact = contact.id AND f.state = 'open'"
                 "   AND f.origin = 'rule'))",
                 "d", since);
    while (db_step(store, s, err))
        vec_push(ids, db_i64(s, 0));
    return err->kind == ERROR_NONE;
}

char *store_target_routine(Store *store, int64_t contact)
{
    return first_text(store,
                      db_query(store, NULL,
                               "SELECT t.routine FROM role r JOIN target t ON t.organisation = r.organisation"
                               " JOIN organisation o ON o.id = r.organisation WHERE r.contact = ?"
                               " AND r.current = 1 AND o.kind = 'company' AND t.routine IS NOT NULL LIMIT 1",
                               "i", contact));
}

static char *place_of(Store *store, int64_t contact)
{
    return first_text(store, db_query(store, NULL,
                                      "SELECT o.name FROM role r JOIN organisation o ON o.id = r.organisation"
                                      " WHERE r.contact = ? AND r.current = 1 AND o.kind = 'company'"
                                      " ORDER BY r.position, r.id LIMIT 1",
                                      "i", contact));
}

char *store_colleague_waiting(Store *store, int64_t contact, int32_t since, int32_t *day)
{
    sqlite3_stmt *s =
        db_query(store, NULL,
                 "SELECT c.name, c.waiting_day FROM contact c INDEXED BY contact_waiting"
                 " WHERE c.waiting_day IS NOT NULL AND c.waiting_day >= ?2 AND c.deleted_at IS NULL"
                 " AND c.id <> ?1 AND EXISTS (SELECT 1 FROM role w WHERE w.contact = c.id AND w.current = 1"
                 "  AND w.organisation IN" PLACES ") ORDER BY c.waiting_day DESC, c.id LIMIT 1",
                 "id", contact, since);
    char *name = db_step(store, s, NULL) ? db_text(s, 0) : NULL;
    *day = name != NULL ? db_i32(s, 1) : CIVIL_NONE;
    db_reset(s);
    return name;
}

bool store_timing_surroundings(Store *store, int64_t contact, TimingSurroundings *around, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    around->routine = store_target_routine(store, contact);
    around->hook = store_fresh_hook(store, contact);
    around->place = place_of(store, contact);
    around->connected_day = store_connected_day(store, contact);
    around->rested_until =
        (int32_t)db_int(store, CIVIL_NONE,
                        "SELECT ifnull(rested_until, -2147483648) FROM contact WHERE id = ?", "i", contact);
    return read_openings(store, contact, around, err);
}

bool store_somebody_helps(Store *store, int64_t contact)
{
    enum { LOOKED_AT = 1000 }; // of a large employer's people, those who were added first
    return db_int(store, 0,
                  "SELECT 1 FROM (SELECT contact FROM role WHERE organisation IN" PLACES
                  " AND current = 1 AND contact <> ?1 LIMIT ?2) r JOIN contact c ON c.id = r.contact"
                  " WHERE c.deleted_at IS NULL AND c.stage IN ('talking', 'scheduled', 'met', 'in-touch',"
                  " 'advocate') LIMIT 1",
                  "in", contact, (int)LOOKED_AT) != 0;
}

void store_timing_surroundings_clear(TimingSurroundings *around)
{
    for (size_t i = 0; i < around->openings.count; i++) {
        free((char *)around->openings.items[i].organisation);
        free((char *)around->openings.items[i].title);
    }
    vec_clear(&around->openings);
    free(around->routine);
    free(around->hook);
    free(around->place);
    *around = (TimingSurroundings){0};
}

// Both find the same: whom one has asked lets one wait, so they are found among those who do, or among those
// who work there. Each side may be the long one: few wait, as a rule, while tens of thousands may be known at
// one employer.
enum { WAITING_FEW = 500 };

static const char ASKED_OF_WAITING[] =
    "SELECT DISTINCT f.contact FROM contact c INDEXED BY contact_waiting CROSS JOIN followup f"
    " CROSS JOIN role r WHERE c.waiting_day IS NOT NULL AND c.deleted_at IS NULL AND f.contact = c.id"
    " AND f.state = 'open' AND f.rule = 'two-track' AND r.contact = c.id AND r.current = 1"
    " AND c.id <> ?1 AND r.organisation IN" PLACES " ORDER BY 1";

static const char ASKED_OF_COLLEAGUES[] =
    "SELECT DISTINCT f.contact FROM followup f JOIN role r ON r.contact = f.contact"
    " WHERE f.state = 'open' AND f.rule = 'two-track' AND r.current = 1"
    " AND r.contact <> ?1 AND r.organisation IN" PLACES " ORDER BY 1";

bool store_colleagues_asked(Store *store, int64_t contact, ContactIds *ids, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    int64_t waiting = db_int(store, 0,
                             "SELECT count(*) FROM (SELECT 1 FROM contact WHERE waiting_day IS NOT NULL"
                             " AND deleted_at IS NULL LIMIT ?)",
                             "n", WAITING_FEW + 1);
    sqlite3_stmt *s =
        db_query(store, err, waiting <= WAITING_FEW ? ASKED_OF_WAITING : ASKED_OF_COLLEAGUES, "i", contact);
    while (db_step(store, s, err))
        vec_push(ids, db_i64(s, 0));
    return err->kind == ERROR_NONE;
}
