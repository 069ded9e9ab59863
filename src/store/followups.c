// SPDX-License-Identifier: MIT
// Follow-ups: what is to be done and when. Ranges of days are read by index, never the table.
#include "rapport/store/followups.h"

#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

static int32_t minute_or_null(int minute)
{
    return minute < 0 ? CIVIL_NONE : (int32_t)minute;
}

static void touch(Store *store, const Followup *followup)
{
    store_touch(store, CHANGE_FOLLOWUPS, followup->id);
    if (followup->contact != 0)
        store_touch(store, CHANGE_CONTACTS, followup->contact);
}

bool store_followup_insert(Store *store, Followup *followup, Error *err)
{
    Id none = {{0}};
    if (id_equal(followup->uid, none))
        followup->uid = store_new_id(store);
    if (!db_exec(store, err,
                 "INSERT INTO followup (uid, contact, organisation, day, minute, text, origin, rule, "
                 "earliest_day, latest_day,"
                 " reason, cause, pinned, repeat, snoozes, state, closed_utc, closed_day)"
                 " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                 "uzzddtttddtzntntzd", &followup->uid, followup->contact, followup->organisation,
                 followup->day, minute_or_null(followup->minute), followup->text,
                 origin_name(followup->origin), followup->rule, followup->earliest, followup->latest,
                 followup->reason, followup->cause, (int)followup->pinned, followup->repeat,
                 followup->snoozes,
                 followup_state_name(followup->state == FOLLOWUP_NONE ? FOLLOWUP_OPEN : followup->state),
                 followup->closed_utc, followup->closed_day))
        return false;
    followup->id = db_last_id(store);
    touch(store, followup);
    return true;
}

#define FOLLOWUP_COLUMNS                                                                                     \
    "f.id, f.uid, f.contact, f.organisation, f.day, f.minute, f.text, f.origin, f.rule, f.earliest_day, "    \
    "f.latest_day,"                                                                                          \
    " f.reason, f.cause, f.pinned, f.repeat, f.snoozes, f.state, f.closed_utc, f.closed_day, c.name, "       \
    "c.uid, o.name,"                                                                                         \
    " o.uid, c.zone FROM followup f LEFT JOIN contact c ON c.id = f.contact LEFT JOIN organisation o ON "    \
    "o.id = "                                                                                                \
    "f.organisation"

static void read_followup(sqlite3_stmt *s, Followup *f)
{
    f->id = db_i64(s, 0);
    f->uid = db_id(s, 1);
    f->contact = db_i64(s, 2);
    f->organisation = db_i64(s, 3);
    f->day = db_i32(s, 4);
    f->minute = db_null(s, 5) ? -1 : db_i32(s, 5);
    f->text = db_text(s, 6);
    f->origin = origin_parse(db_peek(s, 7));
    f->rule = db_text(s, 8);
    f->earliest = db_day(s, 9);
    f->latest = db_day(s, 10);
    f->reason = db_text(s, 11);
    f->cause = db_i64(s, 12);
    f->pinned = db_bool(s, 13);
    f->repeat = db_text(s, 14);
    f->snoozes = db_i32(s, 15);
    f->state = followup_state_parse(db_peek(s, 16));
    f->closed_utc = db_i64(s, 17);
    f->closed_day = db_day(s, 18);
    f->contact_name = db_text(s, 19);
    f->contact_uid = db_id(s, 20);
    f->organisation_name = db_text(s, 21);
    f->organisation_uid = db_id(s, 22);
    f->contact_zone = db_text(s, 23);
}

static bool read_all(Store *store, sqlite3_stmt *s, FollowupList *out, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    while (db_step(store, s, err)) {
        Followup *followup = vec_add(out);
        followup_init(followup);
        read_followup(s, followup);
    }
    return s != NULL && err->kind == ERROR_NONE;
}

bool store_followup_get(Store *store, int64_t id, Followup *followup, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(store, err, "SELECT " FOLLOWUP_COLUMNS " WHERE f.id = ?", "i", id);
    if (!db_step(store, s, err))
        return err->kind != ERROR_NONE
                   ? false
                   : error_set(err, ERROR_NOT_FOUND, "there is no such follow-up any more");
    read_followup(s, followup);
    db_reset(s);
    return true;
}

bool store_followup_update(Store *store, const Followup *followup, Error *err)
{
    touch(store, followup);
    return db_exec(
        store, err,
        "UPDATE followup SET day = ?, minute = ?, text = ?, pinned = ?, repeat = ?, snoozes = ?, "
        "earliest_day = ?,"
        " latest_day = ?, reason = ?, state = ?, closed_utc = ?, closed_day = ?, rev = rev + 1 WHERE id = ?",
        "ddtntnddttzdi", followup->day, minute_or_null(followup->minute), followup->text,
        (int)followup->pinned, followup->repeat, followup->snoozes, followup->earliest, followup->latest,
        followup->reason, followup_state_name(followup->state), followup->closed_utc, followup->closed_day,
        followup->id);
}

bool store_followup_delete(Store *store, int64_t id, Error *err)
{
    store_touch(store, CHANGE_FOLLOWUPS, id);
    return db_exec(store, err, "DELETE FROM followup WHERE id = ?", "i", id);
}

bool store_followup_resolve(Store *store, const char *text, int64_t *id, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    Id low, high;
    if (!db_begins_id(text))
        return error_set(err, ERROR_INPUT, "%s: is no follow-up id; rapport due prints them", text);
    db_id_range(text, &low, &high);
    int found = 0;
    sqlite3_stmt *s =
        db_query(store, err, "SELECT id FROM followup WHERE uid BETWEEN ? AND ? LIMIT 2", "uu", &low, &high);
    for (; db_step(store, s, err); found++)
        *id = db_i64(s, 0);
    if (err->kind != ERROR_NONE)
        return false;
    if (found > 1)
        return error_set(err, ERROR_INPUT, "%s: several follow-ups begin so; give more of the id", text);
    return found == 1 || error_set(err, ERROR_NOT_FOUND, "%s: there is no such follow-up", text);
}

bool store_followups_between(Store *store, int32_t from, int32_t to, size_t max, FollowupList *out,
                             Error *err)
{
    return read_all(store,
                    db_query(store, err,
                             "SELECT " FOLLOWUP_COLUMNS " WHERE f.state = 'open' AND f.day BETWEEN ? AND ?"
                             " AND c.deleted_at IS NULL ORDER BY f.day, f.minute, f.id LIMIT ?",
                             "ddi", from, to, (int64_t)max),
                    out, err);
}

bool store_followups_outline(Store *store, int32_t from, int32_t to, size_t max, FollowupList *out,
                             Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    // Contacts are only looked at when some are in the trash at all.
    sqlite3_stmt *s = db_query(
        store, err,
        "SELECT id, contact, organisation, day, minute, origin, rule, earliest_day, latest_day, cause, pinned"
        " FROM followup f WHERE state = 'open' AND day BETWEEN ? AND ?"
        " AND ((SELECT value FROM state WHERE name = 'contacts-trash') = 0 OR NOT EXISTS"
        "  (SELECT 1 FROM contact c WHERE c.id = f.contact AND c.deleted_at IS NOT NULL))"
        " ORDER BY day, minute, id LIMIT ?",
        "ddi", from, to, (int64_t)max);
    while (db_step(store, s, err)) {
        Followup *row = vec_add(out);
        followup_init(row);
        row->id = db_i64(s, 0);
        row->contact = db_i64(s, 1);
        row->organisation = db_i64(s, 2);
        row->day = db_i32(s, 3);
        row->minute = db_null(s, 4) ? -1 : db_i32(s, 4);
        row->origin = origin_parse(db_peek(s, 5));
        row->rule = db_text(s, 6);
        row->earliest = db_day(s, 7);
        row->latest = db_day(s, 8);
        row->cause = db_i64(s, 9);
        row->pinned = db_bool(s, 10);
    }
    return s != NULL && err->kind == ERROR_NONE;
}

static void swap(char **a, char **b)
{
    char *kept = *a;
    *a = *b;
    *b = kept;
}

bool store_followup_words(Store *store, Followup *followup, Error *err)
{
    const Id none = {{0}};
    Followup whole;
    followup_init(&whole);
    if (!id_equal(followup->uid, none))
        return true;
    bool fine = store_followup_get(store, followup->id, &whole, err);
    if (fine) {
        followup->uid = whole.uid;
        followup->contact_uid = whole.contact_uid;
        followup->organisation_uid = whole.organisation_uid;
        followup->snoozes = whole.snoozes;
        swap(&followup->contact_name, &whole.contact_name);
        swap(&followup->organisation_name, &whole.organisation_name);
        swap(&followup->repeat, &whole.repeat);
    }
    if (fine && followup->text == NULL) { // else what the rules say now has taken its place
        swap(&followup->text, &whole.text);
        swap(&followup->reason, &whole.reason);
    }
    followup_clear(&whole);
    return fine;
}

bool store_followups_closed(Store *store, int32_t from, int32_t to, size_t max, FollowupList *out, Error *err)
{
    return read_all(
        store,
        db_query(store, err,
                 "SELECT " FOLLOWUP_COLUMNS " WHERE f.closed_day BETWEEN ? AND ? AND f.state = 'done'"
                 " AND c.deleted_at IS NULL ORDER BY f.closed_day DESC, f.closed_utc DESC, f.id DESC LIMIT ?",
                 "ddi", from, to, (int64_t)max),
        out, err);
}

bool store_followups_each(Store *store, bool (*row)(void *self, const Followup *followup, Error *err),
                          void *self, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(store, err,
                               "SELECT " FOLLOWUP_COLUMNS " WHERE f.state = 'open' AND c.deleted_at IS NULL"
                               " ORDER BY f.day, f.minute, f.id",
                               "");
    bool fine = s != NULL;
    while (fine && db_step(store, s, err)) {
        Followup followup;
        followup_init(&followup);
        read_followup(s, &followup);
        fine = row(self, &followup, err);
        followup_clear(&followup);
    }
    db_reset(s);
    return fine && err->kind == ERROR_NONE;
}

bool store_followups_of(Store *store, int64_t contact, bool open_only, FollowupList *out, Error *err)
{
    return read_all(store,
                    db_query(store, err,
                             "SELECT " FOLLOWUP_COLUMNS " WHERE f.contact = ? AND (f.state = 'open' OR ? = 0)"
                             " ORDER BY f.state <> 'open', f.day, f.minute, f.id LIMIT 1000",
                             "in", contact, (int)open_only),
                    out, err);
}

int32_t store_followup_next_day(Store *store, int64_t contact)
{
    return (int32_t)db_int(store, CIVIL_NONE,
                           "SELECT min(day) FROM followup WHERE contact = ? AND state = 'open'", "i",
                           contact);
}

// Each with its own look at the row: so many ids do not fit into one statement.
void store_followup_people(Store *store, const int64_t *ids, size_t count, ContactIds *out)
{
    for (size_t i = 0; i < count; i++) {
        int64_t contact = db_int(store, 0, "SELECT contact FROM followup WHERE id = ?", "i", ids[i]);
        if (contact != 0)
            vec_push(out, contact);
    }
}

int64_t store_followups_open_before(Store *store, int32_t day)
{
    return db_int(store, 0, "SELECT ifnull(sum(open), 0) FROM day_count WHERE day < ?", "d", day);
}

int64_t store_followups_done_between(Store *store, int32_t from, int32_t to)
{
    return db_int(store, 0,
                  "SELECT count(*) FROM followup WHERE closed_day BETWEEN ? AND ? AND state = 'done'", "dd",
                  from, to);
}

bool store_followup_counts(Store *store, int32_t from, int days, int *counts, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    memset(counts, 0, sizeof *counts * (size_t)days);
    sqlite3_stmt *s = db_query(store, err, "SELECT day, open FROM day_count WHERE day BETWEEN ? AND ?", "dd",
                               from, from + days - 1);
    while (db_step(store, s, err))
        counts[db_i32(s, 0) - from] = db_i32(s, 1);
    return err->kind == ERROR_NONE;
}

size_t store_followups_ever_done(Store *store, size_t most)
{
    return (size_t)db_int(
        store, 0,
        "SELECT count(*) FROM (SELECT 1 FROM (SELECT state FROM followup WHERE closed_day IS"
        " NOT NULL ORDER BY closed_day DESC LIMIT 500) WHERE state = 'done' LIMIT ?)",
        "i", (int64_t)most);
}
