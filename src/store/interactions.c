// SPDX-License-Identifier: MIT
// Interactions: what happened, with whom, and the history as the timing engine wants it.
#include "rapport/store/interactions.h"

#include <stdlib.h>
#include <string.h>

#include "bulk_private.h"
#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/store/board.h"

static int64_t find_event(Store *store, const char *name, int32_t day, Error *err)
{
    if (str_blank(name))
        return 0;
    Str fold = STR_INIT;
    utf8_fold(&fold, name, strlen(name));
    // The same name within a month is the same gathering; a yearly one is another each year.
    int64_t id = db_int(
        store, 0, "SELECT id FROM event WHERE fold = ?1 AND (day IS NULL OR abs(day - ?2) < 31) LIMIT 1",
        "td", str_get(&fold), day);
    if (id == 0 && db_exec(store, err, "INSERT INTO event (name, fold, day) VALUES (?, ?, ?)", "ttd", name,
                           str_get(&fold), day))
        id = db_last_id(store);
    str_clear(&fold);
    return id;
}

// Of an introduction the first one introduces, the others are introduced.
const char *interaction_role(const Interaction *interaction, size_t index)
{
    if (interaction->kind == INTERACTION_INTRODUCTION)
        return index == 0 ? "from" : "to";

    if (interaction->direction == DIRECTION_IN)
        return "from";
    return interaction->direction == DIRECTION_OUT ? "to" : "present";
}

static bool insert_participants(Store *store, const Interaction *interaction, Error *err)
{
    for (size_t i = 0; i < interaction->participants.count; i++) {
        if (!db_exec(store, err,
                     "INSERT OR IGNORE INTO participant (interaction, contact, role) VALUES (?, ?, ?)", "iit",
                     interaction->id, interaction->participants.items[i], interaction_role(interaction, i)))
            return false;
        store_touch(store, CHANGE_CONTACTS, interaction->participants.items[i]);
    }
    return true;
}

bool store_interaction_insert(Store *store, Interaction *interaction, Error *err)
{
    Id none = {{0}};
    int64_t event = find_event(store, interaction->event_name, interaction->day, err);
    if (!str_blank(interaction->event_name) && event == 0)
        return false;
    if (store->bulk != NULL)
        return bulk_interaction(store, interaction, event, err);
    if (id_equal(interaction->uid, none))
        interaction->uid = store_new_id(store);
    int32_t expects = interaction->expects_answer < 0 ? CIVIL_NONE : (int32_t)interaction->expects_answer;
    if (!db_exec(store, err,
                 "INSERT INTO interaction (uid, at_utc, offset_min, day, kind, channel, direction, subject, "
                 "text, occasion,"
                 " expects_answer, answer, answer_day, outcome, event, minutes, place, source_key, import)"
                 " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                 "uinnttttttdtdtzzttz", &interaction->uid, interaction->at.utc,
                 (int)interaction->at.offset_min, (int)interaction->day,
                 interaction_kind_name(interaction->kind), channel_name(interaction->channel),
                 direction_name(interaction->direction), interaction->subject, interaction->text,
                 occasion_name(interaction->occasion), expects, answer_name(interaction->answer),
                 interaction->answer_day, outcome_name(interaction->outcome), event,
                 (int64_t)interaction->minutes, str_blank(interaction->place) ? NULL : interaction->place,
                 interaction->source_key, store->import))
        return false;
    interaction->id = db_last_id(store);
    store_touch(store, CHANGE_INTERACTIONS, interaction->id);
    return insert_participants(store, interaction, err) &&
           search_index_interaction(store, interaction->id, true, err);
}

#define INTERACTION_COLUMNS                                                                                  \
    "i.id, i.uid, i.at_utc, i.offset_min, i.day, i.kind, i.channel, i.direction, i.subject, i.text, "        \
    "i.occasion,"                                                                                            \
    " i.expects_answer, i.answer, i.answer_day, i.outcome, event.name, i.source_key, ifnull(i.minutes, 0),"  \
    " i.place"

static void read_interaction(sqlite3_stmt *s, Interaction *i)
{
    i->id = db_i64(s, 0);
    i->uid = db_id(s, 1);
    i->at = (Moment){db_i64(s, 2), db_i32(s, 3)};
    i->day = db_i32(s, 4);
    i->kind = interaction_kind_parse(db_peek(s, 5));
    i->channel = channel_parse(db_peek(s, 6));
    i->direction = direction_parse(db_peek(s, 7));
    i->subject = db_text(s, 8);
    i->text = db_text(s, 9);
    i->occasion = occasion_parse(db_peek(s, 10));
    i->expects_answer = db_null(s, 11) ? -1 : db_i32(s, 11);
    i->answer = answer_parse(db_peek(s, 12));
    i->answer_day = db_day(s, 13);
    i->outcome = outcome_parse(db_peek(s, 14));
    i->event_name = db_text(s, 15);
    i->source_key = db_text(s, 16);
    i->minutes = db_i32(s, 17);
    i->place = db_text(s, 18);
}

bool store_interaction_get(Store *store, int64_t id, Interaction *interaction, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT " INTERACTION_COLUMNS " FROM interaction i LEFT JOIN event ON event.id = i.event"
                 " WHERE i.id = ?",
                 "i", id);
    if (!db_step(store, s, err))
        return err->kind != ERROR_NONE
                   ? false
                   : error_set(err, ERROR_NOT_FOUND, "there is no such interaction any more");
    read_interaction(s, interaction);
    db_reset(s);
    s = db_query(store, err, "SELECT contact FROM participant WHERE interaction = ? ORDER BY contact", "i",
                 id);
    while (db_step(store, s, err))
        vec_push(&interaction->participants, db_i64(s, 0));
    return err->kind == ERROR_NONE;
}

static void touch_participants(Store *store, int64_t id)
{
    store_touch(store, CHANGE_INTERACTIONS, id);
    sqlite3_stmt *s = db_query(store, NULL, "SELECT contact FROM participant WHERE interaction = ?", "i", id);
    while (db_step(store, s, NULL))
        store_touch(store, CHANGE_CONTACTS, db_i64(s, 0));
}

bool store_interaction_set_answer(Store *store, int64_t id, Answer answer, int32_t answer_day, Error *err)
{
    touch_participants(store, id);
    return db_exec(store, err, "UPDATE interaction SET answer = ?, answer_day = ? WHERE id = ?", "tdi",
                   answer_name(answer), answer_day, id);
}

bool store_interaction_set_outcome(Store *store, int64_t id, Outcome outcome, const char *text, Error *err)
{
    int32_t told = outcome == OUTCOME_HELD ? CIVIL_NONE : store_today(store);
    touch_participants(store, id);
    return search_index_interaction(store, id, false, err) &&
           db_exec(store, err,
                   "UPDATE interaction SET outcome = ?1, text = CASE WHEN ?2 IS NULL THEN text"
                   " WHEN text IS NULL THEN ?2 ELSE text || char(10) || ?2 END,"
                   " at_utc = CASE WHEN ?1 = 'held' AND day = ?5 THEN min(at_utc, ?6) ELSE at_utc END,"
                   " answer_day = CASE WHEN ?4 < day THEN ?4 ELSE answer_day END WHERE id = ?3",
                   "ttiddi", outcome_name(outcome), text, id, told, store_today(store),
                   store_now(store).utc) &&
           search_index_interaction(store, id, true, err);
}

bool store_interaction_set_topic(Store *store, int64_t id, const char *topic, Error *err)
{
    touch_participants(store, id);
    return search_index_interaction(store, id, false, err) &&
           db_exec(store, err,
                   "UPDATE interaction SET subject = ?1, text = CASE WHEN ifnull(subject, '') IN ('', ?1) "
                   "THEN text"
                   " ELSE subject || ifnull(char(10) || text, '') END WHERE id = ?2",
                   "ti", topic, id) &&
           search_index_interaction(store, id, true, err);
}

bool store_interaction_set_words(Store *store, int64_t id, const char *subject, const char *text, Error *err)
{
    touch_participants(store, id);
    return search_index_interaction(store, id, false, err) &&
           db_exec(store, err, "UPDATE interaction SET subject = ?, text = ? WHERE id = ?", "tti",
                   str_blank(subject) ? NULL : subject, str_blank(text) ? NULL : text, id) &&
           search_index_interaction(store, id, true, err);
}

bool store_interaction_set_time(Store *store, int64_t id, Moment at, int minutes, const char *place,
                                Error *err)
{
    touch_participants(store, id);
    return db_exec(store, err,
                   "UPDATE interaction SET at_utc = ?, offset_min = ?, day = ?, minutes = ?, place = ?"
                   " WHERE id = ?",
                   "indzti", at.utc, (int)at.offset_min, moment_day(at), (int64_t)minutes, place, id);
}

int64_t store_interaction_by_key(Store *store, const char *source_key)
{
    return db_int(store, 0, "SELECT id FROM interaction WHERE source_key = ?", "t", source_key);
}

bool store_interaction_set_expects(Store *store, int64_t id, int expects_answer, Error *err)
{
    touch_participants(store, id);
    return db_exec(store, err, "UPDATE interaction SET expects_answer = ? WHERE id = ?", "di",
                   expects_answer < 0 ? CIVIL_NONE : (int32_t)expects_answer, id);
}

bool store_interaction_set_draft(Store *store, int64_t id, int64_t draft, bool overridden, Error *err)
{
    return db_exec(store, err, "UPDATE interaction SET draft = ?, overridden = ? WHERE id = ?", "ini", draft,
                   (int)overridden, id);
}

bool store_interaction_set_mail(Store *store, int64_t id, const char *message_id, Error *err)
{
    return db_exec(store, err, "UPDATE interaction SET message_id = ? WHERE id = ?", "ti", message_id, id);
}

bool store_interaction_set_overridden(Store *store, int64_t id, Error *err)
{
    return db_exec(store, err, "UPDATE interaction SET overridden = 1 WHERE id = ?", "i", id);
}

bool store_interaction_delete(Store *store, int64_t id, Error *err)
{
    touch_participants(store, id);
    // What came from outside leaves its key, so that the next import does not bring it back.
    return search_index_interaction(store, id, false, err) &&
           db_exec(store, err,
                   "INSERT OR IGNORE INTO source_record (source, key) SELECT '" SOURCE_INTERACTION
                   "', source_key FROM interaction WHERE id = ? AND source_key IS NOT NULL",
                   "i", id) &&
           db_exec(store, err, "UPDATE hook SET interaction = NULL WHERE interaction = ?", "i", id) &&
           db_exec(store, err, "DELETE FROM participant WHERE interaction = ?", "i", id) &&
           db_exec(store, err, "DELETE FROM interaction WHERE id = ?", "i", id);
}

bool store_timeline(Store *store, int64_t contact, unsigned kinds, size_t offset, size_t max,
                    Interactions *out, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(store, err,
                               "SELECT " INTERACTION_COLUMNS
                               " FROM participant p JOIN interaction i ON i.id = p.interaction"
                               " LEFT JOIN event ON event.id = i.event WHERE p.contact = ?"
                               " ORDER BY i.at_utc DESC, i.id DESC LIMIT ? OFFSET ?",
                               "iii", contact, (int64_t)max, (int64_t)offset);
    while (db_step(store, s, err)) {
        InteractionKind kind = interaction_kind_parse(db_peek(s, 5));
        if (kinds != 0 && (kinds & (1u << kind)) == 0)
            continue;
        Interaction *interaction = vec_add(out);
        interaction_init(interaction);
        read_interaction(s, interaction);
    }
    return err->kind == ERROR_NONE;
}

bool store_last_message(Store *store, int64_t contact, Interaction *message, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(store, err,
                               "SELECT " INTERACTION_COLUMNS
                               " FROM participant p JOIN interaction i ON i.id = p.interaction"
                               " LEFT JOIN event ON event.id = i.event WHERE p.contact = ?"
                               " AND i.kind = 'message' ORDER BY i.at_utc DESC, i.id DESC LIMIT 1",
                               "i", contact);
    if (db_step(store, s, err))
        read_interaction(s, message);
    db_reset(s);
    return err->kind == ERROR_NONE;
}

bool store_mail_ids(Store *store, int64_t contact, MailIds *out, Error *err)
{
    enum { MOST = 30 };
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(store, err,
                               "SELECT i.message_id, i.subject, i.day"
                               " FROM participant p JOIN interaction i ON i.id = p.interaction"
                               " WHERE p.contact = ? AND i.message_id IS NOT NULL"
                               " ORDER BY i.at_utc DESC, i.id DESC LIMIT ?",
                               "in", contact, MOST);
    while (db_step(store, s, err))
        vec_push(out, ((MailId){db_text(s, 0), db_text(s, 1), db_day(s, 2)}));
    return err->kind == ERROR_NONE;
}

void mail_ids_clear(MailIds *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].id);
        free(list->items[i].subject);
    }
    vec_clear(list);
}

int store_notes_since(Store *store, int32_t day)
{
    return (int)db_int(
        store, 0,
        "SELECT count(*) FROM interaction WHERE channel = 'linkedin-note' AND direction = 'out'"
        " AND day >= ? AND ifnull(text, '') <> ''",
        "d", day);
}

void store_interactions_clear(Interactions *list)
{
    for (size_t i = 0; i < list->count; i++)
        interaction_clear(&list->items[i]);
    vec_clear(list);
}

int store_timeline_count(Store *store, int64_t contact)
{
    return (int)db_int(store, 0, "SELECT count(*) FROM participant WHERE contact = ?", "i", contact);
}

// ---- introductions

static bool read_ids(Store *store, sqlite3_stmt *s, RecentIds *ids, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    while (db_step(store, s, err))
        vec_push(ids, db_i64(s, 0));
    return s != NULL && err->kind == ERROR_NONE;
}

bool store_introduction_people(Store *store, int64_t contact, RecentIds *ids, Error *err)
{
    return read_ids(
        store,
        db_query(store, err,
                 "SELECT f.contact FROM participant t JOIN interaction i ON i.id = t.interaction"
                 " JOIN participant f ON f.interaction = i.id AND f.role = 'from'"
                 " WHERE t.contact = ?1 AND t.role = 'to' AND i.kind = 'introduction'"
                 " UNION SELECT f.contact FROM participant t JOIN interaction i ON i.id = t.interaction"
                 " JOIN participant f ON f.interaction = i.id AND f.contact <> ?1"
                 " WHERE t.contact = ?1 AND i.direction = 'out'"
                 "  AND (i.kind = 'introduction' OR i.occasion = 'introduction')",
                 "i", contact),
        ids, err);
}
