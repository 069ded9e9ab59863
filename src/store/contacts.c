// SPDX-License-Identifier: MIT
// Contacts: the rows, what the rules derive for them, and who a CONTACT argument means.
#include "rapport/store/contacts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "bulk_rows.h"
#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/core/names.h"

static const char NOBODY_THERE[] = "there is no such contact any more";

static const char *state_of(const Contact *contact)
{
    return contact->is_me ? "me" : contact->active ? "active" : "pool";
}

static char *sort_key_of(const Contact *contact)
{
    Str key = STR_INIT;
    name_sort_key(contact->given, contact->family, contact->name, &key);
    return str_take(&key);
}

bool store_contact_insert(Store *store, Contact *contact, Error *err)
{
    Id none = {{0}};
    if (id_equal(contact->uid, none))
        contact->uid = store_new_id(store);
    char *sort_key = sort_key_of(contact);
    bool fine =
        db_exec(store, err,
                "INSERT INTO contact (uid, state, name, sort_key, given, family, nickname, address_as, "
                "pronouns, headline, city,"
                " zone, industry, about, birthday, favourite, stage, stage_by_hand, rhythm_days, routine, "
                "channel, how, met_where,"
                " met_day, introduced_by, card, degree, added_day, import)"
                " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                "uttttttttttttt"
                "dntnnttttdtn"
                "ddz",
                &contact->uid, state_of(contact), contact->name, sort_key, contact->given, contact->family,
                contact->nickname, contact->address_as, contact->pronouns, contact->headline, contact->city,
                contact->zone, contact->industry, contact->about, contact->birthday, (int)contact->favourite,
                stage_name(contact->stage), (int)contact->stage_by_hand, contact->rhythm_days,
                contact->routine, channel_name(contact->channel), how_met_name(contact->how),
                contact->met_where, contact->met_day, contact->introduced_by, (int)contact->card,
                contact->is_me        ? 0
                : contact->degree < 0 ? CIVIL_NONE
                                      : (int32_t)contact->degree,
                store_today(store), store->import);
    free(sort_key);
    if (!fine)
        return false;
    contact->id = db_last_id(store);
    contact->rev = 1;
    store_touch(store, CHANGE_CONTACTS, contact->id);
    return true;
}

bool store_contact_update(Store *store, Contact *contact, Error *err)
{
    char *sort_key = sort_key_of(contact);
    bool fine = db_exec(
        store, err,
        "UPDATE contact SET state = ?, name = ?, sort_key = ?, given = ?, family = ?, nickname = ?, "
        "address_as = ?,"
        " pronouns = ?, headline = ?, city = ?, zone = ?, industry = ?, about = ?, birthday = ?, favourite = "
        "?, stage = ?,"
        " stage_by_hand = ?, rhythm_days = ?, routine = ?, channel = ?, how = ?, met_where = ?, met_day = ?,"
        " introduced_by = ?, card = ?, degree = ?, rev = rev + 1 WHERE id = ? AND rev = ?",
        "ttttttttttttt"
        "dntnnttttdtn"
        "dii",
        state_of(contact), contact->name, sort_key, contact->given, contact->family, contact->nickname,
        contact->address_as, contact->pronouns, contact->headline, contact->city, contact->zone,
        contact->industry, contact->about, contact->birthday, (int)contact->favourite,
        stage_name(contact->stage), (int)contact->stage_by_hand, contact->rhythm_days, contact->routine,
        channel_name(contact->channel), how_met_name(contact->how), contact->met_where, contact->met_day,
        contact->introduced_by, (int)contact->card,
        contact->is_me        ? 0
        : contact->degree < 0 ? CIVIL_NONE
                              : (int32_t)contact->degree,
        contact->id, contact->rev);
    free(sort_key);
    if (!fine)
        return false;
    if (sqlite3_changes(store->db) == 0)
        return error_set(err, ERROR_CONFLICT,
                         "%s was changed by another program meanwhile; look again and repeat it",
                         contact->name);
    contact->rev++;
    store_touch(store, CHANGE_CONTACTS, contact->id);
    return true;
}

// ---- reading

static void read_contact(sqlite3_stmt *s, Contact *c)
{
    const char *state = db_peek(s, 2);
    c->id = db_i64(s, 0);
    c->uid = db_id(s, 1);
    c->active = strcmp(state, "pool") != 0;
    c->is_me = strcmp(state, "me") == 0;
    char **texts[] = {&c->name,     &c->given, &c->family, &c->nickname, &c->address_as, &c->pronouns,
                      &c->headline, &c->city,  &c->zone,   &c->industry, &c->about};
    for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++)
        *texts[i] = db_text(s, 3 + i);
    c->birthday = db_day(s, 14);
    c->favourite = db_bool(s, 15);
    c->stage = stage_parse(db_peek(s, 16));
    c->stage_by_hand = db_bool(s, 17);
    c->rhythm_days = db_i32(s, 18);
    c->routine = db_text(s, 19);
    c->channel = channel_parse(db_peek(s, 20));
    c->how = how_met_parse(db_peek(s, 21));
    c->met_where = db_text(s, 22);
    c->met_day = db_day(s, 23);
    c->introduced_by = db_text(s, 24);
    c->card = db_bool(s, 25);
    c->degree = db_null(s, 26) ? -1 : db_i32(s, 26);
    c->last_out_day = db_day(s, 27);
    c->last_in_day = db_day(s, 28);
    c->unanswered = db_i32(s, 29);
    c->next_due_day = db_day(s, 30);
    c->deleted = !db_null(s, 31);
    c->rev = db_i64(s, 32);
}

static bool read_reaches(Store *store, Contact *contact, Error *err)
{
    sqlite3_stmt *s = db_query(
        store, err, "SELECT id, kind, value, label FROM reach WHERE contact = ? ORDER BY position, id", "i",
        contact->id);
    while (db_step(store, s, err))
        vec_push(&contact->reaches,
                 ((Reach){db_i64(s, 0), reach_kind_parse(db_peek(s, 1)), db_text(s, 2), db_text(s, 3)}));
    return err->kind == ERROR_NONE;
}

static bool read_roles(Store *store, Contact *contact, Error *err)
{
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT role.id, organisation, kind, name, title, from_day, until_day, current FROM role"
                 " JOIN organisation ON organisation.id = organisation WHERE contact = ?"
                 " ORDER BY current DESC, ifnull(from_day, 0) DESC, position, role.id",
                 "i", contact->id);
    while (db_step(store, s, err)) {
        ContactRole *role = vec_add(&contact->roles);
        *role = (ContactRole){db_i64(s, 0),  db_i64(s, 1),  organisation_kind_parse(db_peek(s, 2)),
                              db_text(s, 3), db_text(s, 4), db_day(s, 5),
                              db_day(s, 6),  db_bool(s, 7)};
    }
    return err->kind == ERROR_NONE;
}

static bool read_tags(Store *store, Contact *contact, Error *err)
{
    sqlite3_stmt *s = db_query(
        store, err, "SELECT name FROM contact_tag JOIN tag ON tag.id = tag WHERE contact = ? ORDER BY fold",
        "i", contact->id);
    while (db_step(store, s, err))
        vec_push(&contact->tags, db_text(s, 0));
    return err->kind == ERROR_NONE;
}

bool store_contact_get(Store *store, int64_t id, bool full, Contact *contact, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(store, err,
                               "SELECT id, uid, state, name, given, family, nickname, address_as, pronouns, "
                               "headline, city, zone, industry, about,"
                               " birthday, favourite, stage, stage_by_hand, rhythm_days, routine, channel, "
                               "how, met_where, met_day, introduced_by,"
                               " card, degree, last_out_day, last_in_day, unanswered, next_due_day, "
                               "deleted_at, rev FROM contact WHERE id = ?",
                               "i", id);
    if (!db_step(store, s, err))
        return err->kind != ERROR_NONE ? false : error_set(err, ERROR_NOT_FOUND, "%s", NOBODY_THERE);
    read_contact(s, contact);
    db_reset(s);
    return !full || (read_reaches(store, contact, err) && read_roles(store, contact, err) &&
                     read_tags(store, contact, err));
}

int64_t store_me(Store *store)
{
    return db_int(store, 0, "SELECT id FROM contact WHERE state = 'me'", "");
}

bool store_contact_exists(Store *store, int64_t id)
{
    return db_int(store, 0, "SELECT 1 FROM contact WHERE id = ?", "i", id) != 0;
}

char *store_contact_name(Store *store, int64_t id)
{
    sqlite3_stmt *s = db_query(store, NULL, "SELECT name FROM contact WHERE id = ?", "i", id);
    char *name = db_step(store, s, NULL) ? db_text(s, 0) : mem_strdup("");
    db_reset(s);
    return name;
}

bool store_contacts_tagged(Store *store, const char *tag, ContactIds *ids, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    Str fold = STR_INIT;
    utf8_fold(&fold, tag, strlen(tag));
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT c.id FROM tag t JOIN contact_tag ct ON ct.tag = t.id"
                 " JOIN contact c ON c.id = ct.contact WHERE t.fold = ? AND c.deleted_at IS NULL"
                 " ORDER BY c.id",
                 "t", str_get(&fold));
    while (db_step(store, s, err))
        vec_push(ids, db_i64(s, 0));
    str_clear(&fold);
    return err->kind == ERROR_NONE;
}

// ---- single facts

bool store_contact_set_facts(Store *store, int64_t id, const TimingFacts *facts, Stage stage,
                             int32_t next_due, Error *err)
{
    bool fine =
        db_exec(store, err,
                "UPDATE contact SET last_out_day = ?1, last_in_day = ?2, unanswered = ?3, stage = ?4, "
                "next_due_day = ?5, owed_day = ?7, waiting_day = ?8, pending_day = ?9"
                " WHERE id = ?6 AND (last_out_day IS NOT ?1 OR last_in_day IS NOT ?2 OR unanswered <> ?3"
                " OR stage IS NOT ?4 OR next_due_day IS NOT ?5 OR owed_day IS NOT ?7 OR waiting_day IS NOT ?8"
                " OR pending_day IS NOT ?9)",
                "ddntdiddd", facts->last_out_day, facts->last_in_day, facts->unanswered, stage_name(stage),
                next_due, id, facts->owe_since, facts->waiting_since, facts->pending_since);
    if (fine)
        store_touch(store, CHANGE_CONTACTS, id);
    return fine;
}

static void facts_column(sqlite3_context *context, const void *rows, size_t row, int column)
{
    const ContactFacts *one = &((const ContactFacts *)rows)[row];
    const TimingFacts *facts = &one->facts;
    const int32_t days[] = {facts->last_out_day, facts->last_in_day, facts->owe_since, facts->waiting_since,
                            facts->pending_since};
    switch (column) {
    case 0:
        sqlite3_result_int64(context, one->contact);
        break;
    case 1:
        sqlite3_result_int(context, facts->unanswered);
        break;
    case 2:
        bulk_result_text(context, stage_name(facts->stage));
        break;
    default:
        bulk_result_day(context, days[column - 3]);
        break;
    }
}

bool store_contacts_set_facts(Store *store, const ContactFacts *facts, size_t count, Error *err)
{
    BulkRows rows = {count, facts, facts_column};
    store_touch(store, CHANGE_CONTACTS, 0);
    return bulk_rows_insert(
        store, &rows,
        "UPDATE contact SET unanswered = c1, stage = c2, last_out_day = c3, last_in_day = c4,"
        " owed_day = c5, waiting_day = c6, pending_day = c7 FROM fresh WHERE id = c0",
        err);
}

// After an UPDATE of one row: was there one?
static bool was_there(Store *store, int64_t id, bool fine, Error *err)
{
    store_touch(store, CHANGE_CONTACTS, id);
    return fine && (sqlite3_changes(store->db) > 0 || error_set(err, ERROR_NOT_FOUND, "%s", NOBODY_THERE));
}

bool store_contact_set_favourite(Store *store, int64_t id, bool favourite, Error *err)
{
    bool fine = db_exec(store, err, "UPDATE contact SET favourite = ?, rev = rev + 1 WHERE id = ?", "ni",
                        (int)favourite, id);
    return was_there(store, id, fine, err);
}

bool store_contact_set_stage(Store *store, int64_t id, Stage stage, Error *err)
{
    bool fine =
        db_exec(store, err, "UPDATE contact SET stage = ?, stage_by_hand = ?, rev = rev + 1 WHERE id = ?",
                "tni", stage_name(stage), (int)(stage != STAGE_NONE), id);
    return was_there(store, id, fine, err);
}

bool store_contact_set_rhythm(Store *store, int64_t id, int days, Error *err)
{
    bool fine =
        db_exec(store, err, "UPDATE contact SET rhythm_days = ?, rev = rev + 1 WHERE id = ?", "ni", days, id);
    return was_there(store, id, fine, err);
}

bool store_contact_set_active(Store *store, int64_t id, Error *err)
{
    store_touch(store, CHANGE_CONTACTS, id);
    return db_exec(store, err, "UPDATE contact SET state = 'active' WHERE id = ? AND state = 'pool'", "i",
                   id);
}

bool store_contact_set_degree(Store *store, int64_t id, int degree, Error *err)
{
    store_touch(store, CHANGE_CONTACTS, id);
    return db_exec(store, err,
                   "UPDATE contact SET degree = ?1 WHERE id = ?2 AND (degree IS NULL OR degree > ?1)", "ni",
                   degree, id);
}

bool store_contact_set_rest(Store *store, int64_t id, int32_t until, Error *err)
{
    store_touch(store, CHANGE_CONTACTS, id);
    return db_exec(store, err, "UPDATE contact SET rested_until = ? WHERE id = ?", "di", until, id);
}

bool store_contact_wake(Store *store, int64_t id, Error *err)
{
    store_touch(store, CHANGE_CONTACTS, id);
    return db_exec(store, err, "UPDATE contact SET stage_by_hand = 0 WHERE id = ?", "i", id);
}

bool store_contact_trash(Store *store, int64_t id, bool trash, Error *err)
{
    store_touch(store, CHANGE_CONTACTS, id);
    store_touch(store, CHANGE_FOLLOWUPS, 0);
    return db_exec(store, err, "UPDATE contact SET deleted_at = ? WHERE id = ? AND state <> 'me'", "zi",
                   trash ? store_now(store).utc : 0, id);
}

// ---- who is meant

static bool collect(Store *store, sqlite3_stmt *s, ContactIds *ids, Error *err)
{
    while (db_step(store, s, err)) {
        int64_t id = db_i64(s, 0);
        bool known = false;
        for (size_t i = 0; i < ids->count; i++)
            known = known || ids->items[i] == id;
        if (!known)
            vec_push(ids, id);
    }
    return err->kind == ERROR_NONE;
}

bool db_begins_id(const char *text)
{
    size_t length = strlen(text);
    if (length < 8 || length > 36)
        return false;
    for (size_t i = 0; i < length; i++) {
        bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : !isxdigit((unsigned char)text[i]))
            return false;
    }
    return true;
}

// Turns "018f0a2b-33" into the blob range [low, high] that starts with those digits.
void db_id_range(const char *text, Id *low, Id *high)
{
    memset(low->bytes, 0x00, 16);
    memset(high->bytes, 0xff, 16);
    int nibble = 0;
    for (const char *c = text; *c != '\0' && nibble < 32; c++) {
        if (*c == '-')
            continue;
        int value = isdigit((unsigned char)*c) ? *c - '0' : tolower((unsigned char)*c) - 'a' + 10;
        int shift = nibble % 2 == 0 ? 4 : 0, at = nibble / 2;
        low->bytes[at] = (uint8_t)(low->bytes[at] | value << shift);
        high->bytes[at] = (uint8_t)(high->bytes[at] & ~(15 << shift));
        high->bytes[at] = (uint8_t)(high->bytes[at] | value << shift);
        nibble++;
    }
}

static bool resolve_id(Store *store, const char *text, ContactIds *ids, Error *err)
{
    Id low, high;
    db_id_range(text, &low, &high);
    sqlite3_stmt *s =
        db_query(store, err, "SELECT id FROM contact WHERE uid BETWEEN ? AND ? LIMIT 20", "uu", &low, &high);
    return collect(store, s, ids, err);
}

static bool resolve_reach(Store *store, ReachKind kind, const char *text, ContactIds *ids, Error *err)
{
    char *fold = store_reach_fold(kind, text);
    bool fine = store_contacts_by_reach(store, kind, fold, ids, err);
    free(fold);
    return fine;
}

static bool resolve_exact_name(Store *store, const char *text, bool trash, ContactIds *ids, Error *err)
{
    Str key = STR_INIT;
    name_sort_key(NULL, NULL, text, &key);
    const char *sql = trash
                          ? "SELECT id FROM contact WHERE deleted_at IS NOT NULL AND sort_key = ? LIMIT 20"
                          : "SELECT id FROM contact WHERE state IN ('active', 'pool', 'me') AND sort_key = ?"
                            " AND deleted_at IS NULL ORDER BY state LIMIT 20";
    bool fine = collect(store, db_query(store, err, sql, "t", str_get(&key)), ids, err);
    str_clear(&key);
    return fine;
}

static bool add_match_word(void *self, const char *token, size_t length)
{
    Str *match = self;
    str_appendf(match, "%s\"%.*s\"*", match->length > 0 ? " " : "", (int)length, token);
    return true;
}

static bool name_starts_with_words(const char *name, const char *folded)
{
    Str key = STR_INIT;
    utf8_fold(&key, name, strlen(name));
    bool all = true;
    char *words = mem_strdup(folded), *rest = words;
    for (char *word; all && (word = strsep(&rest, " ")) != NULL;) {
        const char *at = str_get(&key);
        bool found = *word == '\0';
        while (!found && (at = strstr(at, word)) != NULL) {
            found = at == key.data || at[-1] == ' ' || at[-1] == '-' || ((unsigned char)*at & 0x80) != 0;
            at++;
        }
        all = found;
    }
    free(words);
    str_clear(&key);
    return all;
}

static bool resolve_words(Store *store, const char *text, bool trash, ContactIds *ids, Error *err)
{
    Str folded = STR_INIT, match = STR_INIT;
    utf8_fold(&folded, text, strlen(text));
    utf8_tokens(str_get(&folded), folded.length, add_match_word, &match);
    if (match.length > 0) {
        sqlite3_stmt *s =
            db_query(store, err,
                     "SELECT contact.id, name, nickname FROM people JOIN contact ON contact.id = people.rowid"
                     " WHERE people MATCH ? AND (deleted_at IS NOT NULL) = ? ORDER BY state LIMIT 500",
                     "tn", str_get(&match), (int)trash);
        while (ids->count < 20 && db_step(store, s, err)) {
            const char *nickname = db_peek(s, 2);
            if (name_starts_with_words(db_peek(s, 1), str_get(&folded)) ||
                (nickname != NULL && name_starts_with_words(nickname, str_get(&folded))))
                vec_push(ids, db_i64(s, 0));
        }
        db_reset(s);
    }
    str_clear(&folded);
    str_clear(&match);
    return err->kind == ERROR_NONE;
}

bool store_contact_resolve(Store *store, const char *text, bool trash, ContactIds *ids, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    error_clear(err);
    if (strcmp(text, "me") == 0) {
        if (store_me(store) != 0)
            vec_push(ids, store_me(store));
        return true;
    }
    // "deadbeef" may be a name: it is one where no id begins so
    if (db_begins_id(text) && (!resolve_id(store, text, ids, err) || ids->count > 0))
        return err->kind == ERROR_NONE;
    if (strchr(text, '@') != NULL)
        return resolve_reach(store, REACH_EMAIL, text, ids, err);
    if (strchr(text, '/') != NULL)
        return resolve_reach(store, REACH_LINK, text, ids, err);
    if (!resolve_exact_name(store, text, trash, ids, err) || ids->count > 0)
        return err->kind == ERROR_NONE;
    if (!resolve_words(store, text, trash, ids, err) || ids->count > 0)
        return err->kind == ERROR_NONE;
    if (strpbrk(text, " \t\n?#&") != NULL)
        return true; // no slug: what is behind a blank would be dropped, and somebody else found
    char *slug = str_format("linkedin.com/in/%s", text);
    bool fine = resolve_reach(store, REACH_LINK, slug, ids, err);
    free(slug);
    return fine;
}

bool store_contact_suggest(Store *store, const char *typed, size_t max, ContactIds *ids, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    error_clear(err);
    Str folded = STR_INIT, match = STR_INIT;
    utf8_fold(&folded, typed, strlen(typed));
    utf8_tokens(str_get(&folded), folded.length, add_match_word, &match);
    if (match.length > 0) {
        // Unsorted, so that full text stops at the limit instead of reading all that match.
        sqlite3_stmt *s = db_query(store, err, "SELECT rowid FROM people WHERE people MATCH ? LIMIT ?", "ti",
                                   str_get(&match), (int64_t)max * 4);
        ContactIds found = {0};
        while (db_step(store, s, err))
            vec_push(&found, db_i64(s, 0));
        for (size_t i = 0; i < found.count && ids->count < max; i++)
            if (db_int(store, 0,
                       "SELECT 1 FROM contact WHERE id = ? AND deleted_at IS NULL AND state <> 'me'", "i",
                       found.items[i]) != 0)
                vec_push(ids, found.items[i]);
        vec_clear(&found);
    }
    str_clear(&folded);
    str_clear(&match);
    return err->kind == ERROR_NONE;
}
