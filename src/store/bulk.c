// SPDX-License-Identifier: MIT
// Many rows at once: imports, their source records, and finding people by what a source knows of them.
#include "rapport/store/bulk.h"

#include <stdlib.h>
#include <string.h>

#include "bulk_private.h"
#include "bulk_rows.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/core/names.h"
#include "rapport/store/imports.h"
#include "rapport/store/purge.h"
#include "search_form.h"

enum { CACHE_KB = 64 << 10 };

bool store_bulk(Store *store, Error *err)
{
    store->bulk = mem_alloc(sizeof *store->bulk);
    store->bulk->after = db_int(store, 0, "SELECT max(id) FROM interaction", "");
    return db_script(store, "PRAGMA cache_size = -65536", err);
}

// ---- search

bool bulk_finish(Store *store, Error *err)
{
    return store_bulk_put_back(store, err) && search_rows_insert(store, &store->bulk->added, err) &&
           search_rows_update(store, &store->bulk->renewed, err) && store_bulk_flush(store, err) &&
           db_exec(store, err,
                   "INSERT INTO words (rowid, subject, text) SELECT id, subject, text FROM interaction_words "
                   "WHERE "
                   "id > ?",
                   "i", store->bulk->after);
}

void bulk_end(Store *store)
{
    struct Bulk *bulk = store->bulk;
    store->bulk = NULL;
    for (size_t i = 0; i < bulk->organisations.count; i++) {
        free(bulk->organisations.items[i].name);
        free(bulk->organisations.items[i].form);
    }
    for (size_t i = 0; i < bulk->taken_down.count; i++)
        free(bulk->taken_down.items[i]);
    vec_clear(&bulk->organisations);
    vec_clear(&bulk->taken_down);
    search_rows_clear(&bulk->added);
    search_rows_clear(&bulk->renewed);
    vec_clear(&bulk->ids);
    bulk_interactions_clear(&bulk->interactions);
    hashmap_clear(&bulk->organisation_at);
    free(bulk);
    db_sort_at_once(store, DB_CACHE_KB);
}

bool bulk_index_tokens(Store *store, int64_t contact, const char *tokens, Error *err)
{
    return search_rows_add(store, &store->bulk->added, contact, tokens, err);
}

bool store_bulk_index(Store *store, int64_t contact, Error *err)
{
    struct Bulk *bulk = store->bulk;
    if (!search_rows_waits(&bulk->added, contact))
        return search_rows_renew(store, &bulk->renewed, contact, err);
    Str tokens = STR_INIT;
    bool fine = search_tokens(store, contact, &tokens, err);
    search_rows_replace(&bulk->added, contact, str_get(&tokens));
    str_clear(&tokens);
    return fine;
}

// ---- ids

static int by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(Id));
}

void store_bulk_expect(Store *store, size_t people)
{
    struct Bulk *bulk = store->bulk;
    vec_clear(&bulk->ids);
    vec_reserve(&bulk->ids, people);
    bulk->id_at = 0;
    bulk->ids.count = people;
    id_fill(&store->ids, bulk->ids.items, people);
    qsort(bulk->ids.items, people, sizeof *bulk->ids.items, by_bytes);
}

Id bulk_new_id(Store *store)
{
    struct Bulk *bulk = store->bulk;
    return bulk->id_at < bulk->ids.count ? bulk->ids.items[bulk->id_at++] : store_new_id(store);
}

// ---- organisations

// Half of a million people work at a few thousand places: each name is looked up once.
static bool read_organisation(Store *store, BulkOrganisation *out, Error *err)
{
    out->id = store_organisation(store, out->kind, out->name, true, err);
    char *stored = NULL;
    Id uid;
    bool fine = out->id != 0 && store_organisation_name(store, out->id, &stored, &uid, err);
    Str form = STR_INIT;
    search_form_line(&form, stored);
    out->form = str_take(&form);
    free(stored);
    return fine;
}

const BulkOrganisation *bulk_organisation(Store *store, OrganisationKind kind, const char *name, Error *err)
{
    struct Bulk *bulk = store->bulk;
    uint64_t *at = hashmap_find(&bulk->organisation_at, hash_text((uint64_t)kind, name));
    if (at != NULL) {
        const BulkOrganisation *known = &bulk->organisations.items[*at];
        if (known->kind == kind && strcmp(known->name, name) == 0)
            return known;
    }
    BulkOrganisation *added = vec_add(&bulk->organisations);
    *added = (BulkOrganisation){.kind = kind, .name = mem_strdup(name)};
    if (!read_organisation(store, added, err))
        return NULL;
    *hashmap_put(&bulk->organisation_at, hash_text((uint64_t)kind, name), NULL) =
        bulk->organisations.count - 1;
    return added;
}

// ---- indices

// What new rows meet in no order: a place in the middle of the index for each, where making it anew sorts
// once. The others grow at their end. The trigger counts one by one what can be counted at once.
static const char *const TAKEN_DOWN[] = {"reach_fold", "role_organisation", "source_record_key",
                                         "contact_counted"};

bool store_bulk_take_down(Store *store, Error *err)
{
    store->bulk->uncounted[0] = store->bulk->uncounted[1] = 0;
    for (size_t i = 0; i < sizeof TAKEN_DOWN / sizeof *TAKEN_DOWN; i++) {
        sqlite3_stmt *s =
            db_query(store, err, "SELECT sql, type FROM sqlite_schema WHERE name = ?", "t", TAKEN_DOWN[i]);
        if (!db_step(store, s, err))
            return err->kind != ERROR_NONE
                       ? false
                       : error_set(err, ERROR_DATABASE, "the database has no %s", TAKEN_DOWN[i]);
        char *drop = str_format("DROP %s %s", db_peek(s, 1), TAKEN_DOWN[i]);
        vec_push(&store->bulk->taken_down, db_text(s, 0));
        db_reset(s);
        bool fine = db_script(store, drop, err);
        free(drop);
        if (!fine)
            return false;
    }
    return true;
}

bool store_bulk_put_back(Store *store, Error *err)
{
    struct Bulk *bulk = store->bulk;
    if (bulk->taken_down.count == 0)
        return true;
    bool fine = true;
    db_sort_in_pieces(store);
    for (size_t i = 0; i < bulk->taken_down.count; i++) {
        fine = fine && db_script(store, bulk->taken_down.items[i], err);
        free(bulk->taken_down.items[i]);
    }
    bulk->taken_down.count = 0;
    db_sort_at_once(store, CACHE_KB);
    return fine &&
           db_exec(store, err, "UPDATE state SET value = value + ? WHERE name = 'contacts-pool'", "i",
                   bulk->uncounted[0]) &&
           db_exec(store, err, "UPDATE state SET value = value + ? WHERE name = 'contacts-active'", "i",
                   bulk->uncounted[1]);
}

// ---- the import

bool store_import_insert(Store *store, const char *paths, const char *format, int64_t *id, Error *err)
{
    Moment now = store_now(store);
    store_journal_pause(store, true);
    bool fine = db_exec(store, err,
                        "INSERT INTO import (at_utc, offset_min, paths, format, state)"
                        " VALUES (?, ?, ?, ?, 'done')",
                        "intt", now.utc, (int)now.offset_min, paths, format);
    *id = fine ? db_last_id(store) : 0;
    return fine;
}

bool store_import_finish(Store *store, int64_t id, int64_t created, int64_t updated, const char *summary,
                         Error *err)
{
    return db_exec(store, err, "UPDATE import SET created = ?, updated = ?, summary = ? WHERE id = ?", "iiti",
                   created, updated, summary, id);
}

// ---- source records

static bool read_source(Store *store, sqlite3_stmt *s, SourceRecord *record, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    *record = (SourceRecord){0};
    if (db_step(store, s, err)) {
        *record = (SourceRecord){.id = db_i64(s, 0),
                                 .contact = db_i64(s, 1),
                                 .trashed = db_bool(s, 2),
                                 .import = db_i64(s, 3),
                                 .hash = db_i64(s, 4),
                                 .last_seen = db_text(s, 5)};
        db_reset(s);
    }
    return s != NULL && err->kind == ERROR_NONE;
}

#define SOURCE_SELECT                                                                                        \
    "SELECT r.id, c.id, c.deleted_at IS NOT NULL, r.import, r.hash, r.last_seen FROM source_record r"        \
    " LEFT JOIN contact c ON c.id = r.contact WHERE "

bool store_source_find(Store *store, const char *source, const char *key, SourceRecord *record, Error *err)
{
    if (!read_source(store,
                     db_query(store, err, SOURCE_SELECT "r.source = ? AND r.key = ?", "tt", source, key),
                     record, err))
        return false;
    if (record->id == 0 && store_purged(store, source, key))
        record->id = SOURCE_PURGED;
    return true;
}

bool store_source_contact(Store *store, const char *source, const char *key, Found *found, bool *known,
                          Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(store, err,
                               "SELECT c.id, c.deleted_at IS NOT NULL OR c.id IS NULL FROM source_record r"
                               " LEFT JOIN contact c ON c.id = r.contact WHERE r.source = ? AND r.key = ?",
                               "tt", source, key);
    *found = (Found){0};
    *known = db_step(store, s, err);
    if (*known)
        *found = (Found){db_i64(s, 0), db_bool(s, 1), false};
    db_reset(s);
    if (s == NULL || err->kind != ERROR_NONE)
        return false;
    if (!*known && store_purged(store, source, key)) {
        *known = true;
        found->trashed = true;
    }
    return true;
}

bool store_source_of(Store *store, const char *source, int64_t contact, SourceRecord *record, Error *err)
{
    return read_source(store,
                       db_query(store, err,
                                SOURCE_SELECT "r.contact = ? AND r.source = ? ORDER BY r.id DESC LIMIT 1",
                                "it", contact, source),
                       record, err);
}

bool store_source_insert(Store *store, const char *source, const char *key, int64_t contact,
                         const char *last_seen, int64_t hash, Error *err)
{
    return db_exec(store, err,
                   "INSERT INTO source_record (source, key, contact, last_seen, hash, import)"
                   " VALUES (?, ?, ?, ?, ?, ?)",
                   "ttitiz", source, key, contact, last_seen, hash, store->import);
}

bool store_source_update(Store *store, int64_t id, const char *key, const char *last_seen, int64_t hash,
                         Error *err)
{
    return db_exec(store, err, "UPDATE source_record SET key = ?, last_seen = ?, hash = ? WHERE id = ?",
                   "ttii", key, last_seen, hash, id);
}

void source_record_clear(SourceRecord *record)
{
    free(record->last_seen);
    *record = (SourceRecord){0};
}

// ---- who is it

static void note_found(sqlite3_stmt *s, Store *store, Found *found)
{
    Error err = {0};
    while (db_step(store, s, &err)) {
        int64_t contact = db_i64(s, 0);
        bool trashed = db_bool(s, 1);
        found->several = found->several || (found->contact != 0 && found->contact != contact);
        // Somebody who is not in the trash goes first.
        if (found->contact != 0 && trashed)
            continue;
        found->contact = contact;
        found->trashed = trashed;
    }
}

Found store_find_by_reach(Store *store, ReachKind kind, const char *fold)
{
    Found found = {0};
    note_found(
        db_query(store, NULL,
                 // Neither distinct nor sorted: a temporary table a row of the file would cost more than
                 // all the rest.
                 "SELECT c.id, c.deleted_at IS NOT NULL FROM reach r CROSS JOIN contact c ON c.id = r.contact"
                 " WHERE r.kind = ? AND r.fold = ? LIMIT 8",
                 "tt", reach_kind_name(kind), fold),
        store, &found);
    return found;
}

Found store_find_by_name(Store *store, const char *name)
{
    Found found = {0};
    Str key = STR_INIT;
    name_sort_key(NULL, NULL, name, &key);
    note_found(db_query(store, NULL,
                        "SELECT id, 0 FROM contact WHERE state IN ('active', 'pool') AND sort_key = ?"
                        " AND deleted_at IS NULL LIMIT 2",
                        "t", str_get(&key)),
               store, &found);
    if (found.contact == 0)
        note_found(db_query(store, NULL,
                            "SELECT id, 1 FROM contact WHERE deleted_at IS NOT NULL AND sort_key = ? LIMIT 1",
                            "t", str_get(&key)),
                   store, &found);
    str_clear(&key);
    return found;
}

bool store_has_profile(Store *store, int64_t contact)
{
    return db_int(store, 0,
                  "SELECT 1 FROM reach WHERE contact = ? AND kind = 'link' AND fold LIKE 'in/%' LIMIT 1", "i",
                  contact) != 0;
}

bool store_source_key_used(Store *store, const char *source_key)
{
    if (bulk_key_waits(store, source_key))
        store_bulk_flush(store, NULL); // what fails in it breaks the transaction
    return db_int(store, 0,
                  "SELECT 1 FROM interaction WHERE source_key = ?1 UNION ALL SELECT 1 FROM source_record"
                  " WHERE source = '" SOURCE_INTERACTION "' AND key = ?1 LIMIT 1",
                  "t", source_key) != 0;
}

// ---- adopting

// Words of the folded text, so that white space, case and punctuation do not count.
static bool add_word(void *self, const char *token, size_t length)
{
    Str *out = self;
    str_append_n(out, token, length);
    str_push(out, ' ');
    return true;
}

static char *plain_text(const char *text)
{
    Str folded = STR_INIT, out = STR_INIT;
    if (text != NULL)
        utf8_fold(&folded, text, strlen(text));
    utf8_tokens(str_get(&folded), folded.length, add_word, &out);
    str_clear(&folded);
    return str_take(&out);
}

static bool give_key(Store *store, int64_t interaction, const char *source_key, Error *err)
{
    store_touch(store, CHANGE_INTERACTIONS, interaction);
    return db_exec(store, err, "UPDATE interaction SET source_key = ? WHERE id = ?", "ti", source_key,
                   interaction);
}

bool store_interaction_adopt(Store *store, int64_t contact, Channel channel, int64_t utc, const char *text,
                             const char *source_key, int64_t *adopted, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    *adopted = 0;
    sqlite3_stmt *s = db_query(
        store, err,
        "SELECT i.id, i.text FROM participant p JOIN interaction i ON i.id = p.interaction"
        " WHERE p.contact = ? AND i.kind = 'message' AND i.direction = 'out' AND i.source_key IS NULL"
        " AND ifnull(i.channel, ?) = ? AND abs(i.at_utc - ?) <= 2 * 86400 ORDER BY abs(i.at_utc - ?)",
        "ittii", contact, channel_name(channel), channel_name(channel), utc, utc);
    char *wanted = NULL;
    while (*adopted == 0 && db_step(store, s, err)) {
        char *there = plain_text(db_peek(s, 1));
        wanted = wanted != NULL ? wanted : plain_text(text);
        if (strcmp(there, wanted) == 0)
            *adopted = db_i64(s, 0);
        free(there);
    }
    db_reset(s);
    free(wanted);
    return s != NULL && err->kind == ERROR_NONE &&
           (*adopted == 0 || give_key(store, *adopted, source_key, err));
}

bool store_tag_make(Store *store, const char *tag, int64_t *id, Error *err)
{
    Str fold = STR_INIT;
    tag += *tag == '#';
    utf8_fold(&fold, tag, strlen(tag));
    bool fine =
        fold.length == 0 ||
        db_exec(store, err, "INSERT INTO tag (name, fold) VALUES (?, ?) ON CONFLICT (fold) DO NOTHING", "tt",
                tag, str_get(&fold));
    *id = fine ? db_int(store, 0, "SELECT id FROM tag WHERE fold = ?", "t", str_get(&fold)) : 0;
    str_clear(&fold);
    return fine;
}
