// SPDX-License-Identifier: MIT
// What came from calendars is found by its key, which begins alike; what is to be confirmed is never older
// than the calendars that were read, so it is few.
#include "rapport/store/confirming.h"

#include <stdlib.h>

#include "db.h"
#include "rapport/store/interactions.h"

#define FROM_CALENDARS " i.source_key >= 'ics:' AND i.source_key < 'ics;' AND i.outcome = 'to-confirm'"

static void read_row(sqlite3_stmt *s, ToConfirm *row)
{
    row->id = db_i64(s, 0);
    row->uid = db_id(s, 1);
    row->at = (Moment){db_i64(s, 2), db_i32(s, 3)};
    row->day = db_i32(s, 4);
    row->length = db_i32(s, 5);
    row->subject = db_text(s, 6);
    row->place = db_text(s, 7);
    row->source_key = db_text(s, 8);
    row->contact = db_i64(s, 9);
    row->names = db_text(s, 10);
    bool all_day = row->length == MINUTES_ALL_DAY;
    row->minute = all_day ? -1 : moment_minute(row->at);
    row->length = all_day ? 0 : row->length;
}

bool store_to_confirm(Store *store, size_t max, ToConfirmRows *rows, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(
        store, err,
        "SELECT i.id, i.uid, i.at_utc, i.offset_min, i.day, ifnull(i.minutes, 0), i.subject, i.place,"
        " i.source_key, min(c.id), group_concat(c.name, ', ')"
        " FROM interaction i JOIN participant p ON p.interaction = i.id"
        " JOIN contact c ON c.id = p.contact WHERE" FROM_CALENDARS " AND c.deleted_at IS NULL"
        " GROUP BY i.id ORDER BY i.day DESC, i.at_utc DESC, i.id LIMIT ?",
        "i", (int64_t)max);
    while (db_step(store, s, err))
        read_row(s, vec_add(rows));
    return s != NULL && err->kind == ERROR_NONE;
}

void store_to_confirm_clear(ToConfirmRows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        free(rows->items[i].subject);
        free(rows->items[i].place);
        free(rows->items[i].source_key);
        free(rows->items[i].names);
    }
    vec_clear(rows);
}

int64_t store_to_confirm_count(Store *store)
{
    return db_int(store, 0, "SELECT count(*) FROM interaction i WHERE" FROM_CALENDARS, "");
}

bool store_to_confirm_resolve(Store *store, const char *text, int64_t *id, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    Id low, high;
    if (!db_begins_id(text))
        return error_set(err, ERROR_INPUT, "%s: is no id of a meeting; rapport meetings prints them", text);
    db_id_range(text, &low, &high);
    int found = 0;
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT i.id FROM interaction i WHERE" FROM_CALENDARS " AND i.uid BETWEEN ? AND ? LIMIT 2",
                 "uu", &low, &high);
    for (; db_step(store, s, err); found++)
        *id = db_i64(s, 0);
    if (err->kind != ERROR_NONE)
        return false;
    if (found > 1)
        return error_set(err, ERROR_INPUT, "%s: several meetings begin so; give more of the id", text);
    return found == 1 || error_set(err, ERROR_NOT_FOUND, "%s: there is no such meeting to confirm", text);
}

bool store_confirm(Store *store, int64_t id, Outcome outcome, Answer answer, int64_t with, Error *err)
{
    store_touch(store, CHANGE_INTERACTIONS, id);
    return db_exec(store, err,
                   "UPDATE interaction SET outcome = ?, answer = ?, import = NULL"
                   " WHERE id = ? AND outcome = 'to-confirm'",
                   "tti", outcome_name(outcome), answer_name(answer), id) &&
           (with == 0 ||
            (db_exec(store, err, "DELETE FROM participant WHERE interaction = ? AND contact <> ?", "ii", id,
                     with) &&
             db_exec(
                 store, err,
                 "INSERT OR IGNORE INTO participant (interaction, contact, role) VALUES (?, ?, 'present')",
                 "ii", id, with)));
}

bool store_unconfirmed_forget(Store *store, int64_t id, Error *err)
{
    return db_exec(store, err,
                   "UPDATE interaction SET source_key = NULL WHERE id = ? AND outcome = 'to-confirm'", "i",
                   id) &&
           store_interaction_delete(store, id, err);
}

bool store_planned_keys(Store *store, const char *prefix, int32_t from, PlannedKeys *out, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(store, err,
                               "SELECT id, source_key FROM interaction WHERE source_key >= ?1"
                               " AND source_key < ?1 || ':' AND day >= ?2 AND kind = 'meeting'"
                               " AND (outcome IS NULL OR outcome = 'to-confirm') ORDER BY source_key",
                               "td", prefix, from);
    while (db_step(store, s, err))
        vec_push(out, ((PlannedKey){db_i64(s, 0), db_text(s, 1)}));
    return s != NULL && err->kind == ERROR_NONE;
}

void store_planned_keys_clear(PlannedKeys *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].source_key);
    vec_clear(list);
}

bool store_source_say(Store *store, const char *source, const char *key, int64_t contact, const char *word,
                      Error *err)
{
    return db_exec(store, err,
                   "INSERT INTO source_record (source, key, contact, last_seen) VALUES (?, ?, ?, ?)"
                   " ON CONFLICT (key, source) DO UPDATE SET contact = excluded.contact,"
                   " last_seen = excluded.last_seen",
                   "ttzt", source, key, contact, word);
}

// By one of those who come: of one person there are few.
int64_t store_meeting_like(Store *store, const Interaction *said)
{
    int64_t found = 0;
    for (size_t i = 0; found == 0 && i < said->participants.count; i++)
        found = db_int(store, 0,
                       "SELECT i.id FROM participant p JOIN interaction i ON i.id = p.interaction"
                       " WHERE p.contact = ?1 AND i.kind = 'meeting' AND i.day = ?2"
                       " AND (i.at_utc = ?3 OR i.minutes = ?4 OR ?5 = ?4)"
                       " ORDER BY i.source_key IS NOT NULL, i.id LIMIT 1",
                       "idiii", said->participants.items[i], said->day, said->at.utc,
                       (int64_t)MINUTES_ALL_DAY, (int64_t)said->minutes);
    return found;
}

bool store_interaction_set_key(Store *store, int64_t id, const char *key, bool *given, Error *err)
{
    if (!db_exec(store, err, "UPDATE interaction SET source_key = ? WHERE id = ? AND source_key IS NULL",
                 "ti", key, id))
        return false;
    *given = sqlite3_changes(store->db) > 0;
    return true;
}
