// SPDX-License-Identifier: MIT
// Meetings are interactions with a day of their own index, read by ranges of it.
#include "rapport/store/meetings.h"

#include <stdlib.h>

#include "db.h"
#include "rapport/core/interaction.h"

enum { HOUR = 60 };

#define TAKES_PLACE " i.kind = 'meeting' AND (i.outcome IS NULL OR i.outcome = 'held')"

static void read_meeting(sqlite3_stmt *s, Meeting *meeting)
{
    meeting->id = db_i64(s, 0);
    meeting->uid = db_id(s, 1);
    meeting->at = (Moment){db_i64(s, 2), db_i32(s, 3)};
    meeting->day = db_i32(s, 4);
    meeting->length = db_i32(s, 5);
    meeting->place = db_text(s, 6);
    meeting->subject = db_text(s, 7);
    meeting->text = db_text(s, 8);
    meeting->source_key = db_text(s, 9);
    meeting->outcome = outcome_parse(db_peek(s, 10));
    meeting->contact = db_i64(s, 11);
    meeting->name = db_text(s, 12);
    meeting->zone = db_text(s, 13);
    meeting->people = db_i32(s, 14);
    bool all_day = meeting->length == MINUTES_ALL_DAY;
    meeting->minute = all_day ? -1 : moment_minute(meeting->at);
    meeting->length = all_day ? 0 : meeting->length;
}

bool store_meetings_between(Store *store, int32_t from, int32_t to, size_t max, Meetings *out, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(
        store, err,
        "SELECT i.id, i.uid, i.at_utc, i.offset_min, i.day, ifnull(i.minutes, 0), i.place, i.subject,"
        " i.text, i.source_key, i.outcome, c.id, c.name, c.zone,"
        " (SELECT count(*) FROM participant q WHERE q.interaction = i.id)"
        " FROM interaction i JOIN contact c ON c.id ="
        " (SELECT min(p.contact) FROM participant p JOIN contact x ON x.id = p.contact"
        " WHERE p.interaction = i.id AND x.deleted_at IS NULL)"
        " WHERE i.day BETWEEN ? AND ? AND" TAKES_PLACE
        " ORDER BY i.day, i.minutes IS NOT ?, i.at_utc, i.id LIMIT ?",
        "ddii", from, to, (int64_t)MINUTES_ALL_DAY, (int64_t)max);
    while (db_step(store, s, err))
        read_meeting(s, vec_add(out));
    return s != NULL && err->kind == ERROR_NONE;
}

bool store_meeting_days(Store *store, int32_t from, int days, bool *any, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    for (int i = 0; i < days && err->kind == ERROR_NONE; i++) {
        sqlite3_stmt *s =
            db_query(store, err, "SELECT 1 FROM interaction i WHERE i.day = ? AND" TAKES_PLACE " LIMIT 1",
                     "d", from + i);
        any[i] = db_step(store, s, err);
        db_reset(s);
    }
    return err->kind == ERROR_NONE;
}

bool store_meeting_preparations(Store *store, int64_t meeting, ContactIds *out, int32_t *first, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    *first = CIVIL_NONE;
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT f.id, f.day FROM participant p JOIN followup f ON f.contact = p.contact"
                 " WHERE p.interaction = ? AND f.state = 'open' AND f.cause = p.interaction"
                 " AND f.rule = 'prepare'",
                 "i", meeting);
    while (db_step(store, s, err)) {
        int32_t day = db_i32(s, 1);
        vec_push(out, db_i64(s, 0));
        *first = *first == CIVIL_NONE || day < *first ? day : *first;
    }
    return s != NULL && err->kind == ERROR_NONE;
}

void meeting_clear(Meeting *meeting)
{
    free(meeting->place);
    free(meeting->subject);
    free(meeting->text);
    free(meeting->source_key);
    free(meeting->name);
    free(meeting->zone);
}

void meetings_clear(Meetings *list)
{
    for (size_t i = 0; i < list->count; i++)
        meeting_clear(&list->items[i]);
    vec_clear(list);
}

static int64_t end_of(const Meeting *meeting)
{
    return meeting->at.utc + (int64_t)60 * (meeting->length > 0 ? meeting->length : HOUR);
}

bool meetings_overlap(const Meeting *a, const Meeting *b)
{
    return a->minute >= 0 && b->minute >= 0 && a->at.utc < end_of(b) && b->at.utc < end_of(a);
}
