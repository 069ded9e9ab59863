// SPDX-License-Identifier: MIT
// New people by the thousand: a statement a table for all of them. Their ids follow each other in the order
// given, so that people sorted by name append to the table and to the index of the default list.
#include <stdlib.h>
#include <string.h>

#include "bulk_private.h"
#include "bulk_rows.h"
#include "rapport/base/arena.h"
#include "rapport/core/names.h"
#include "rapport/store/bulk.h"
#include "search_form.h"

typedef struct FreshReach {
    int64_t contact;
    const Reach *reach;
    const char *value, *fold; // value: trimmed
    int position;
} FreshReach;

typedef struct FreshRole {
    int64_t contact, organisation;
    const ContactRole *role;
} FreshRole;

typedef struct FreshTag {
    int64_t contact, tag;
} FreshTag;

typedef struct Batch {
    Store *store;
    NewPerson *people;
    Arena texts;
    int today;
    VEC(FreshReach) reaches;
    VEC(FreshRole) roles;
    VEC(FreshTag) tags;
} Batch;

// ---- the columns

static void contact_text(sqlite3_context *context, const Contact *c, int column)
{
    const char *const texts[] = {c->name,     c->given,    c->family,    c->nickname,     c->address_as,
                                 c->pronouns, c->headline, c->city,      c->zone,         c->industry,
                                 c->about,    c->routine,  c->met_where, c->introduced_by};
    bulk_result_text(context, texts[column]);
}

#define CONTACT_INSERT                                                                                       \
    "INSERT INTO contact (name, given, family, nickname, address_as, pronouns, headline, city, zone,"        \
    " industry, about, routine, met_where, introduced_by, id, uid, state, sort_key, birthday, favourite,"    \
    " stage, stage_by_hand, rhythm_days, channel, how, met_day, card, degree, added_day, import)"            \
    " SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20," \
    " c21, c22, c23, c24, c25, c26, c27, c28, c29 FROM fresh"

enum { TEXTS = 14 };

static void contact_column(sqlite3_context *context, const void *rows, size_t row, int column)
{
    const Batch *batch = rows;
    const Contact *c = &batch->people[row].contact;
    if (column < TEXTS) {
        contact_text(context, c, column);
        return;
    }
    switch (column - TEXTS) {
    case 0:
        sqlite3_result_int64(context, c->id);
        break;
    case 1:
        sqlite3_result_blob(context, c->uid.bytes, 16, SQLITE_STATIC);
        break;
    case 2:
        bulk_result_text(context, c->active ? "active" : "pool");
        break;
    case 3:
        bulk_result_text(context, batch->people[row].sort_key);
        break;
    case 4:
        bulk_result_day(context, c->birthday);
        break;
    case 5:
        sqlite3_result_int(context, c->favourite);
        break;
    case 6:
        bulk_result_text(context, stage_name(c->stage));
        break;
    case 7:
        sqlite3_result_int(context, c->stage_by_hand);
        break;
    case 8:
        sqlite3_result_int(context, c->rhythm_days);
        break;
    case 9:
        bulk_result_text(context, channel_name(c->channel));
        break;
    case 10:
        bulk_result_text(context, how_met_name(c->how));
        break;
    case 11:
        bulk_result_day(context, c->met_day);
        break;
    case 12:
        sqlite3_result_int(context, c->card);
        break;
    case 13:
        bulk_result_day(context, c->degree < 0 ? CIVIL_NONE : c->degree);
        break;
    case 14:
        sqlite3_result_int(context, batch->today);
        break;
    default:
        bulk_result_id(context, batch->store->import);
        break;
    }
}

static void reach_column(sqlite3_context *context, const void *rows, size_t row, int column)
{
    const Batch *batch = rows;
    const FreshReach *r = &batch->reaches.items[row];
    switch (column) {
    case 0:
        sqlite3_result_int64(context, r->contact);
        break;
    case 1:
        bulk_result_text(context, reach_kind_name(r->reach->kind));
        break;
    case 2:
        bulk_result_text(context, r->value);
        break;
    case 3:
        bulk_result_text(context, r->fold);
        break;
    case 4:
        bulk_result_text(context, r->reach->label);
        break;
    case 5:
        sqlite3_result_int(context, r->position);
        break;
    default:
        bulk_result_id(context, batch->store->import);
        break;
    }
}

static void role_column(sqlite3_context *context, const void *rows, size_t row, int column)
{
    const Batch *batch = rows;
    const FreshRole *r = &batch->roles.items[row];
    switch (column) {
    case 0:
        sqlite3_result_int64(context, r->contact);
        break;
    case 1:
        sqlite3_result_int64(context, r->organisation);
        break;
    case 2:
        bulk_result_text(context, r->role->title);
        break;
    case 3:
        bulk_result_day(context, r->role->from);
        break;
    case 4:
        bulk_result_day(context, r->role->until);
        break;
    case 5:
        sqlite3_result_int(context, r->role->current);
        break;
    default:
        bulk_result_id(context, batch->store->import);
        break;
    }
}

static void tag_column(sqlite3_context *context, const void *rows, size_t row, int column)
{
    const FreshTag *tag = &((const Batch *)rows)->tags.items[row];
    sqlite3_result_int64(context, column == 0 ? tag->contact : tag->tag);
}

static void source_column(sqlite3_context *context, const void *rows, size_t row, int column)
{
    const Batch *batch = rows;
    const NewPerson *person = &batch->people[row];
    switch (column) {
    case 0:
        bulk_result_text(context, person->source);
        break;
    case 1:
        bulk_result_text(context, person->key);
        break;
    case 2:
        sqlite3_result_int64(context, person->contact.id);
        break;
    case 3:
        bulk_result_text(context, person->last_seen);
        break;
    case 4:
        sqlite3_result_int64(context, person->hash);
        break;
    default:
        bulk_result_id(context, batch->store->import);
        break;
    }
}

// ---- what goes in

static bool has_reach(const Batch *batch, size_t first, ReachKind kind, const char *fold)
{
    for (size_t i = first; i < batch->reaches.count; i++)
        if (batch->reaches.items[i].reach->kind == kind && strcmp(batch->reaches.items[i].fold, fold) == 0)
            return true;
    return false;
}

static void gather_reaches(Batch *batch, const Contact *contact)
{
    size_t first = batch->reaches.count;
    for (size_t i = 0; i < contact->reaches.count; i++) {
        const Reach *reach = &contact->reaches.items[i];
        const char *value = str_trim(arena_text(&batch->texts, reach->value));
        char *fold = store_reach_fold(reach->kind, value);
        if (!has_reach(batch, first, reach->kind, fold))
            vec_push(&batch->reaches,
                     ((FreshReach){contact->id, reach, value, arena_text(&batch->texts, fold),
                                   (int)(batch->reaches.count - first)}));
        free(fold);
    }
}

static bool gather_roles(Batch *batch, const Contact *contact, Str *tokens, Error *err)
{
    for (size_t i = 0; i < contact->roles.count; i++) {
        const ContactRole *role = &contact->roles.items[i];
        const BulkOrganisation *there = bulk_organisation(batch->store, role->kind, role->name, err);
        if (there == NULL)
            return false;
        vec_push(&batch->roles, ((FreshRole){contact->id, there->id, role}));
        search_form_join(tokens, there->form);
        search_form_add(tokens, role->title);
    }
    return true;
}

static int by_tag(const void *a, const void *b)
{
    int64_t x = ((const FreshTag *)a)->tag, y = ((const FreshTag *)b)->tag;
    return (x > y) - (x < y);
}

// Tags are read in the order of their ids, so they are indexed in it, too.
static bool gather_tags(Batch *batch, const Contact *contact, Str *tokens, Error *err)
{
    size_t first = batch->tags.count;
    for (size_t i = 0; i < contact->tags.count; i++) {
        int64_t tag = 0;
        if (!store_tag_make(batch->store, contact->tags.items[i], &tag, err))
            return false;
        bool known = tag == 0;
        for (size_t j = first; j < batch->tags.count; j++)
            known = known || batch->tags.items[j].tag == tag;
        if (!known)
            vec_push(&batch->tags, ((FreshTag){contact->id, tag}));
    }
    if (batch->tags.count > first + 1)
        qsort(batch->tags.items + first, batch->tags.count - first, sizeof *batch->tags.items, by_tag);
    for (size_t i = first; i < batch->tags.count; i++) {
        sqlite3_stmt *s =
            db_query(batch->store, err, "SELECT name FROM tag WHERE id = ?", "i", batch->tags.items[i].tag);
        if (!db_step(batch->store, s, err))
            return false;
        search_form_add(tokens, db_peek(s, 0));
        db_reset(s);
    }
    return true;
}

static const char *sort_key(Batch *batch, const Contact *c)
{
    Str key = STR_INIT;
    name_sort_key(c->given, c->family, c->name, &key);
    const char *kept = arena_text(&batch->texts, str_get(&key));
    str_clear(&key);
    return kept;
}

static bool gather(Batch *batch, size_t row, Str *tokens, Error *err)
{
    NewPerson *person = &batch->people[row];
    const Contact *c = &person->contact;
    if (person->sort_key == NULL)
        person->sort_key = sort_key(batch, c);
    str_truncate(tokens, 0);
    const char *const names[] = {c->name, c->given, c->family, c->nickname, c->headline};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        search_form_add(tokens, names[i]);
    gather_reaches(batch, c);
    batch->store->bulk->uncounted[c->active]++;
    return gather_roles(batch, c, tokens, err) && gather_tags(batch, c, tokens, err) &&
           bulk_index_tokens(batch->store, c->id, str_get(tokens), err);
}

static bool insert_all(Batch *batch, size_t count, Error *err)
{
    Store *store = batch->store;
    BulkRows people = {count, batch, contact_column}, reaches = {batch->reaches.count, batch, reach_column},
             roles = {batch->roles.count, batch, role_column}, tags = {batch->tags.count, batch, tag_column},
             sources = {count, batch, source_column};
    return bulk_rows_insert(store, &people, CONTACT_INSERT, err) &&
           bulk_rows_insert(store, &reaches,
                            "INSERT INTO reach (contact, kind, value, fold, label, position, import)"
                            " SELECT c0, c1, c2, c3, c4, c5, c6 FROM fresh",
                            err) &&
           bulk_rows_insert(store, &roles,
                            "INSERT INTO role (contact, organisation, title, from_day, until_day, current,"
                            " import) SELECT c0, c1, c2, c3, c4, c5, c6 FROM fresh",
                            err) &&
           bulk_rows_insert(store, &tags, "INSERT INTO contact_tag (contact, tag) SELECT c0, c1 FROM fresh",
                            err) &&
           bulk_rows_insert(store, &sources,
                            "INSERT INTO source_record (source, key, contact, last_seen, hash, import)"
                            " SELECT c0, c1, c2, c3, c4, c5 FROM fresh WHERE c0 IS NOT NULL",
                            err);
}

static void name_all(Batch *batch, size_t count)
{
    // The ids of purged people are never given again.
    int64_t id = db_int(batch->store, 0, "SELECT seq FROM sqlite_sequence WHERE name = 'contact'", "");
    for (size_t i = 0; i < count; i++) {
        Contact *contact = &batch->people[i].contact;
        contact->id = ++id;
        contact->rev = 1;
        contact->uid = bulk_new_id(batch->store);
    }
}

bool store_people_insert(Store *store, NewPerson *people, size_t count, Error *err)
{
    Batch batch = {.store = store, .people = people, .today = store_today(store)};
    bool fine = true;
    Str tokens = STR_INIT;
    name_all(&batch, count);
    for (size_t i = 0; fine && i < count; i++)
        fine = gather(&batch, i, &tokens, err);
    fine = fine && insert_all(&batch, count, err);
    store_touch(store, CHANGE_CONTACTS, 0);
    if (batch.roles.count > 0)
        store_touch(store, CHANGE_ORGANISATIONS, 0);
    arena_clear(&batch.texts);
    vec_clear(&batch.reaches);
    vec_clear(&batch.roles);
    vec_clear(&batch.tags);
    str_clear(&tokens);
    return fine;
}

void new_person_clear(NewPerson *person)
{
    vec_clear(&person->contact.reaches);
    vec_clear(&person->contact.roles);
    vec_clear(&person->contact.tags);
}
