// SPDX-License-Identifier: MIT
// Reads everybody: the order index first, which says who has which slot; then each table once, from its first
// row to its last, since a million look-ups would take ten times as long.
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "roster_internal.h"
#include "search_form.h"

typedef struct Numbered {
    int64_t id;
    Slot slot;
} Numbered;

typedef struct Loading {
    Store *store;
    Roster *roster;
    const atomic_bool *stop;
    Error *err;
    Numbered *people;   // ordered by id: whose slot is which, in one place while tables are read
    size_t near;        // the place of the last one that was looked for
    VEC(uint8_t) kinds; // of organisations
    Strings names;      // likewise
    Pairs places;       // organisation, place
    WordsMaker makers[TEXT_COUNT];
    int32_t *role_from, *role_position; // of the role that Roster.company is from
} Loading;

static bool stopped(Loading *load)
{
    if (load->stop != NULL && atomic_load(load->stop))
        error_set(load->err, ERROR_INTERRUPTED, "stopped; nothing was changed");
    return load->err->kind != ERROR_NONE;
}

// ---- who has which slot

static PersonState state_of(const char *name)
{
    return name[0] == 'a' ? PERSON_ACTIVE : name[0] == 'm' ? PERSON_ME : PERSON_POOL;
}

static bool read_slots(Loading *load)
{
    Roster *roster = load->roster;
    VEC(int64_t) ids = {0};
    VEC(uint8_t) states = {0};
    sqlite3_stmt *stmt = db_query(load->store, load->err,
                                  "SELECT id, state, sort_key FROM contact INDEXED BY contact_order"
                                  " WHERE deleted_at IS NULL ORDER BY state, sort_key, id",
                                  "");
    while (db_step(load->store, stmt, load->err)) {
        vec_push(&ids, db_i64(stmt, 0));
        vec_push(&states, (uint8_t)state_of(db_peek(stmt, 1)));
        strings_add(&roster->sort_keys, db_peek(stmt, 2), (size_t)sqlite3_column_bytes(stmt, 2));
    }
    roster_reserve(roster, ids.count);
    strings_shrink(&roster->sort_keys);
    if (ids.count > 0) {
        memcpy(roster->ids, ids.items, ids.count * sizeof *ids.items);
        memcpy(roster->codes[CODE_STATE], states.items, states.count);
    }
    vec_clear(&ids);
    vec_clear(&states);
    return load->err->kind == ERROR_NONE;
}

static int by_id(const void *a, const void *b)
{
    const Numbered *x = a, *y = b;
    return x->id < y->id ? -1 : x->id > y->id;
}

static void number_people(Loading *load)
{
    Roster *roster = load->roster;
    Numbered *people = load->people = mem_array(roster->base, sizeof *people);
    for (Slot slot = 0; slot < roster->base; slot++)
        people[slot] = (Numbered){roster->ids[slot], slot};
    qsort(people, roster->base, sizeof *people, by_id);
    for (size_t i = 0; i < roster->base; i++)
        roster->by_id[i] = people[i].slot;
    roster->by_id_count = roster->base;
    roster->alive = roster->base;
    for (Slot slot = 0; slot < roster->base; slot++) {
        bit_set(roster->live, slot);
        if (roster->codes[CODE_STATE][slot] == PERSON_ME) {
            roster->me = slot;
            roster->alive--;
        }
    }
}

// Tables name contacts in the order of their ids, more or less: the next one is often the one wanted.
static Slot slot_near(Loading *load, int64_t contact)
{
    const Numbered *people = load->people;
    size_t count = load->roster->base, low = 0, high = count;
    for (size_t i = 0; i < 2 && load->near + i < count; i++)
        if (people[load->near + i].id == contact)
            return people[load->near += i].slot;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (people[middle].id < contact)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == count || people[low].id != contact)
        return NO_SLOT;
    return people[load->near = low].slot;
}

// ---- contacts

enum { AT_STATE = 1, AT_NAME, AT_GIVEN, AT_FAMILY, AT_NICKNAME, AT_HEADLINE, AT_CITY, AT_INDUSTRY, AT_BY };
enum { AT_STAGE = 10, AT_DEGREE, AT_CHANNEL, AT_HOW, AT_FAVOURITE, AT_CARD, AT_UNANSWERED, AT_DAYS };

void roster_read_columns(Roster *roster, Slot slot, sqlite3_stmt *stmt)
{
    uint8_t **codes = roster->codes;
    codes[CODE_STATE][slot] = (uint8_t)state_of(db_peek(stmt, AT_STATE));
    codes[CODE_STAGE][slot] = (uint8_t)stage_parse(db_peek(stmt, AT_STAGE));
    codes[CODE_DEGREE][slot] = db_null(stmt, AT_DEGREE) ? 0 : (uint8_t)(db_i32(stmt, AT_DEGREE) + 1);
    codes[CODE_CHANNEL][slot] = (uint8_t)channel_parse(db_peek(stmt, AT_CHANNEL));
    codes[CODE_HOW][slot] = (uint8_t)how_met_parse(db_peek(stmt, AT_HOW));
    codes[CODE_FLAGS][slot] = (uint8_t)((db_bool(stmt, AT_FAVOURITE) ? PERSON_FAVOURITE : 0) |
                                        (db_bool(stmt, AT_CARD) ? PERSON_CARD : 0) |
                                        (db_i64(stmt, AT_UNANSWERED) > 0 ? PERSON_UNANSWERED : 0));
    for (int i = 0; i < DAY_COUNT; i++)
        roster->days[i][slot] = db_day(stmt, AT_DAYS + i);
}

static void visit_column(sqlite3_stmt *stmt, int column, TextKind kind, RosterText *visit, void *self)
{
    const char *text = db_peek(stmt, column);
    if (text != NULL && *text != '\0')
        visit(self, kind, text, (size_t)sqlite3_column_bytes(stmt, column));
}

// "Ada Byron" of "Ada" and "Byron": the parts add nothing.
static bool names_compose(const char *name, const char *given, const char *family)
{
    size_t length = strlen(given);
    return strncmp(name, given, length) == 0 && name[length] == ' ' && strcmp(name + length + 1, family) == 0;
}

void roster_contact_texts(sqlite3_stmt *stmt, RosterText *visit, void *self)
{
    const char *given = db_peek(stmt, AT_GIVEN), *family = db_peek(stmt, AT_FAMILY);
    visit_column(stmt, AT_NAME, TEXT_NAME, visit, self);
    if (given == NULL || family == NULL || !names_compose(db_peek(stmt, AT_NAME), given, family)) {
        visit_column(stmt, AT_GIVEN, TEXT_NAME, visit, self);
        visit_column(stmt, AT_FAMILY, TEXT_NAME, visit, self);
    }
    visit_column(stmt, AT_NICKNAME, TEXT_NAME, visit, self);
    visit_column(stmt, AT_HEADLINE, TEXT_TITLE, visit, self);
    visit_column(stmt, AT_CITY, TEXT_CITY, visit, self);
    visit_column(stmt, AT_INDUSTRY, TEXT_INDUSTRY, visit, self);
    visit_column(stmt, AT_BY, TEXT_BY, visit, self);
}

typedef struct Target {
    Loading *load;
    Slot slot;
} Target;

static void add_text(void *self, TextKind kind, const char *text, size_t length)
{
    Target *target = self;
    words_add(&target->load->makers[kind], target->slot, text, length);
}

static bool read_contacts(Loading *load)
{
    sqlite3_stmt *stmt = db_query(load->store, load->err,
                                  "SELECT " ROSTER_COLUMNS " FROM contact NOT INDEXED"
                                  " WHERE deleted_at IS NULL ORDER BY id",
                                  "");
    while (db_step(load->store, stmt, load->err)) {
        Target target = {load, slot_near(load, db_i64(stmt, 0))};
        if (target.slot == NO_SLOT)
            continue;
        roster_read_columns(load->roster, target.slot, stmt);
        roster_contact_texts(stmt, add_text, &target);
    }
    return load->err->kind == ERROR_NONE;
}

// ---- organisations, roles, tags

typedef struct Fold {
    const char *text;
    uint32_t number;
} Fold;

static int by_fold(const void *a, const void *b)
{
    return strcmp(((const Fold *)a)->text, ((const Fold *)b)->text);
}

// Numbers of folds in the order of their texts.
static void sort_folds(Loading *load, Interned *folds)
{
    uint32_t count = (uint32_t)folds->strings.starts.count;
    Fold *sorted = mem_array(count, sizeof *sorted);
    uint32_t *rank = mem_array(count, sizeof *rank);
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = (Fold){strings_get(&folds->strings, i), i};
    qsort(sorted, count, sizeof *sorted, by_fold);
    for (uint32_t i = 0; i < count; i++) {
        rank[sorted[i].number] = i;
        strings_add(&load->roster->folds, sorted[i].text, strlen(sorted[i].text));
    }
    load->roster->sorted_folds = count;
    for (size_t i = 0; i < load->roster->organisation_fold.count; i++)
        load->roster->organisation_fold.items[i] = rank[load->roster->organisation_fold.items[i]];
    free(sorted);
    free(rank);
}

static bool read_organisations(Loading *load)
{
    Interned folds = {0};
    sqlite3_stmt *stmt = db_query(
        load->store, load->err, "SELECT id, kind, name, fold FROM organisation NOT INDEXED ORDER BY id", "");
    while (db_step(load->store, stmt, load->err)) {
        bool fresh;
        uint32_t fold = intern(&folds, db_peek(stmt, 3), (size_t)sqlite3_column_bytes(stmt, 3), &fresh);
        vec_push(&load->roster->organisations, db_i64(stmt, 0));
        vec_push(&load->roster->organisation_fold, fold);
        vec_push(&load->kinds, (uint8_t)organisation_kind_parse(db_peek(stmt, 1)));
        strings_add(&load->names, db_peek(stmt, 2), (size_t)sqlite3_column_bytes(stmt, 2));
    }
    load->roster->base_organisations = load->roster->organisations.count;
    sort_folds(load, &folds);
    interned_clear(&folds);
    return load->err->kind == ERROR_NONE;
}

TextKind roster_role_kind(OrganisationKind kind, bool current)
{
    return kind == ORGANISATION_COMPANY  ? (current ? TEXT_NOW : TEXT_WAS)
           : kind == ORGANISATION_SCHOOL ? TEXT_SCHOOL
                                         : TEXT_GROUP;
}

// The latest role goes first, then the one that stands first; roles come in the order of their ids.
static void take_company(Loading *load, Slot slot, uint32_t fold, int32_t from, int32_t position)
{
    bool first = load->roster->company[slot] == NO_COMPANY || from > load->role_from[slot] ||
                 (from == load->role_from[slot] && position < load->role_position[slot]);
    if (!first)
        return;
    load->roster->company[slot] = fold;
    load->role_from[slot] = from;
    load->role_position[slot] = position;
}

static void take_role(Loading *load, sqlite3_stmt *stmt)
{
    Slot slot = slot_near(load, db_i64(stmt, 0));
    ptrdiff_t at = roster_organisation(load->roster, db_i64(stmt, 1));
    if (slot == NO_SLOT || at < 0)
        return;
    OrganisationKind kind = (OrganisationKind)load->kinds.items[at];
    const char *name = strings_get(&load->names, (uint32_t)at), *title = db_peek(stmt, 3);
    bool current = db_i64(stmt, 2) == 1;
    words_add(&load->makers[roster_role_kind(kind, current)], slot, name, strlen(name));
    vec_push(&load->places, ((Pair){(uint32_t)at, PLACE(slot, current)}));
    if (title != NULL && *title != '\0')
        words_add(&load->makers[TEXT_TITLE], slot, title, (size_t)sqlite3_column_bytes(stmt, 3));
    if (current && kind == ORGANISATION_COMPANY)
        take_company(load, slot, load->roster->organisation_fold.items[at], db_day(stmt, 4), db_i32(stmt, 5));
}

static bool read_roles(Loading *load)
{
    load->role_from = mem_array(load->roster->base, sizeof *load->role_from);
    load->role_position = mem_array(load->roster->base, sizeof *load->role_position);
    sqlite3_stmt *stmt = db_query(load->store, load->err,
                                  "SELECT contact, organisation, current, title, from_day, position"
                                  " FROM role NOT INDEXED ORDER BY id",
                                  "");
    while (db_step(load->store, stmt, load->err))
        take_role(load, stmt);
    load->roster->places = groups_make(&load->places, load->roster->base_organisations);
    vec_clear(&load->places);
    return load->err->kind == ERROR_NONE;
}

static bool read_tags(Loading *load)
{
    sqlite3_stmt *stmt = db_query(load->store, load->err,
                                  "SELECT ct.contact, t.name FROM contact_tag ct JOIN tag t ON t.id = ct.tag"
                                  " ORDER BY ct.contact",
                                  "");
    while (db_step(load->store, stmt, load->err)) {
        Target target = {load, slot_near(load, db_i64(stmt, 0))};
        if (target.slot != NO_SLOT)
            visit_column(stmt, 1, TEXT_TAG, add_text, &target);
    }
    return load->err->kind == ERROR_NONE;
}

// ---- the whole

static bool make_words(Loading *load, TextKind from, TextKind to)
{
    for (TextKind kind = from; kind < to && !stopped(load); kind++)
        words_make(&load->makers[kind], &load->roster->words[kind]);
    return !stopped(load);
}

static bool read_everybody(Loading *load)
{
    load->roster->seq = db_int(load->store, 0, "SELECT value FROM state WHERE name = 'seq'", "");
    load->roster->rules = search_rules(load->store);
    if (!read_slots(load))
        return false;
    number_people(load);
    // What contacts say themselves is done with before roles and tags come: less memory at a time.
    return read_contacts(load) && make_words(load, TEXT_NAME, TEXT_NOW) && read_organisations(load) &&
           read_roles(load) && read_tags(load) && make_words(load, TEXT_NOW, TEXT_COUNT);
}

static void loading_clear(Loading *load)
{
    free(load->people);
    vec_clear(&load->kinds);
    vec_clear(&load->places);
    strings_clear(&load->names);
    for (int i = 0; i < TEXT_COUNT; i++)
        words_maker_clear(&load->makers[i]);
    free(load->role_from);
    free(load->role_position);
}

bool roster_load(Store *store, const atomic_bool *stop, Roster **out, Error *err)
{
    Error own = {0};
    Roster *roster = mem_alloc(sizeof *roster);
    Loading load = {.store = store, .roster = roster, .stop = stop, .err = err != NULL ? err : &own};
    roster->references = 1;
    roster->me = NO_SLOT;
    bool fine = store_begin_read(store, load.err) && read_everybody(&load);
    store_end_read(store);
    loading_clear(&load);
    if (fine)
        roster_order_arrays(roster);
    if (fine)
        roster_count_places(roster);
    if (fine && !stopped(&load)) {
        *out = roster;
        return true;
    }
    roster_drop(roster);
    return false;
}
