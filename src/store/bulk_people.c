// SPDX-License-Identifier: MIT
// New people by the thousand: a statement a table for all of them. Their ids follow each other in the order
// given, so that people sorted by name append to the table and to the index of the default list.
#include <stdlib.h>
#include <string.h>

#include "bulk_private.h"
#include "bulk_rows.h"
#include "rapport/base/arena.h"
#include "rapport/base/mem.h"
#include "rapport/core/names.h"
#include "rapport/store/bulk.h"
#include "search_form.h"

typedef struct FreshReach {
    const NewPerson *person;
    const Reach *reach;
    const char *value, *fold; // value: trimmed
    int position;
} FreshReach;

typedef struct FreshRole {
    const NewPerson *person;
    int64_t organisation;
    const ContactRole *role;
    const char *title; // in the search form
} FreshRole;

typedef struct FreshTag {
    int64_t contact, tag;
} FreshTag;

struct PeopleBatch {
    Store *store; // from the insert on
    int today;
    NewPerson *people;
    size_t count;
    Arena texts;
    VEC(const char *) names; // of each in the search form
    VEC(FreshReach) reaches;
    VEC(FreshRole) roles;
    VEC(FreshTag) tags;
};

typedef PeopleBatch Batch;

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
        sqlite3_result_int64(context, r->person->contact.id);
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
        sqlite3_result_int64(context, r->person->contact.id);
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

static void gather_reaches(Batch *batch, const NewPerson *person)
{
    const Contact *contact = &person->contact;
    size_t first = batch->reaches.count;
    for (size_t i = 0; i < contact->reaches.count; i++) {
        const Reach *reach = &contact->reaches.items[i];
        const char *value = str_trim(arena_text(&batch->texts, reach->value));
        char *fold = store_reach_fold(reach->kind, value);
        if (!has_reach(batch, first, reach->kind, fold))
            vec_push(&batch->reaches, ((FreshReach){person, reach, value, arena_text(&batch->texts, fold),
                                                    (int)(batch->reaches.count - first)}));
        free(fold);
    }
}

static const char *keep(Batch *batch, Str *text)
{
    const char *kept = arena_text_n(&batch->texts, str_get(text), text->length);
    str_truncate(text, 0);
    return kept;
}

static void prepare_person(Batch *batch, NewPerson *person, Str *text)
{
    const Contact *c = &person->contact;
    if (person->sort_key == NULL) {
        name_sort_key(c->given, c->family, c->name, text);
        person->sort_key = keep(batch, text);
    }
    const char *const names[] = {c->name, c->given, c->family, c->nickname, c->headline};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        search_form_add(text, names[i]);
    vec_push(&batch->names, keep(batch, text));
    gather_reaches(batch, person);
    for (size_t i = 0; i < c->roles.count; i++) {
        search_form_line(text, c->roles.items[i].title);
        vec_push(&batch->roles, ((FreshRole){person, 0, &c->roles.items[i], keep(batch, text)}));
    }
}

PeopleBatch *store_people_prepare(NewPerson *people, size_t count)
{
    Batch *batch = mem_alloc(sizeof *batch);
    Str text = STR_INIT;
    batch->people = people;
    batch->count = count;
    for (size_t i = 0; i < count; i++)
        prepare_person(batch, &people[i], &text);
    str_clear(&text);
    return batch;
}

void store_people_free(PeopleBatch *batch)
{
    if (batch == NULL)
        return;
    arena_clear(&batch->texts);
    vec_clear(&batch->names);
    vec_clear(&batch->reaches);
    vec_clear(&batch->roles);
    vec_clear(&batch->tags);
    free(batch);
}

// ---- what the database must be asked for

static bool name_organisation(Batch *batch, FreshRole *role, Str *tokens, Error *err)
{
    const BulkOrganisation *there = bulk_organisation(batch->store, role->role->kind, role->role->name, err);
    if (there == NULL)
        return false;
    role->organisation = there->id;
    search_form_join(tokens, there->form);
    search_form_join(tokens, role->title);
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

// Ids, organisations and tags, and with them the search rows.
static bool complete(Batch *batch, Error *err)
{
    // The ids of purged people are never given again.
    int64_t id = db_int(batch->store, 0, "SELECT seq FROM sqlite_sequence WHERE name = 'contact'", "");
    size_t role = 0;
    bool fine = true;
    Str tokens = STR_INIT;
    for (size_t i = 0; fine && i < batch->count; i++) {
        Contact *contact = &batch->people[i].contact;
        contact->id = ++id;
        contact->rev = 1;
        contact->uid = bulk_new_id(batch->store);
        batch->store->bulk->uncounted[contact->active]++;
        str_truncate(&tokens, 0);
        str_append(&tokens, batch->names.items[i]);
        for (; fine && role < batch->roles.count && batch->roles.items[role].person == &batch->people[i];
             role++)
            fine = name_organisation(batch, &batch->roles.items[role], &tokens, err);
        fine = fine && gather_tags(batch, contact, &tokens, err) &&
               bulk_index_tokens(batch->store, contact->id, str_get(&tokens), err);
    }
    str_clear(&tokens);
    return fine;
}

static bool insert_all(Batch *batch, Error *err)
{
    Store *store = batch->store;
    size_t count = batch->count;
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

bool store_people_insert(Store *store, PeopleBatch *batch, Error *err)
{
    batch->store = store;
    batch->today = store_today(store);
    store_touch(store, CHANGE_CONTACTS, 0);
    if (batch->roles.count > 0)
        store_touch(store, CHANGE_ORGANISATIONS, 0);
    return complete(batch, err) && insert_all(batch, err);
}

void new_person_clear(NewPerson *person)
{
    vec_clear(&person->contact.reaches);
    vec_clear(&person->contact.roles);
    vec_clear(&person->contact.tags);
}
