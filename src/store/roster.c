// SPDX-License-Identifier: MIT
// The roster as a whole: its memory, what was committed since it was loaded, and the rows that answer a
// query.
#include "rapport/store/roster.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "roster_internal.h"
#include "search_form.h"

// ---- memory

void roster_reserve(Roster *roster, size_t base)
{
    roster->base = roster->count = base;
    roster->capacity = base + LATER_MOST;
    roster->ids = mem_array(roster->capacity, sizeof *roster->ids);
    for (int i = 0; i < DAY_COUNT; i++)
        roster->days[i] = mem_array(roster->capacity, sizeof *roster->days[i]);
    for (int i = 0; i < CODE_COUNT; i++)
        roster->codes[i] = mem_array(roster->capacity, sizeof *roster->codes[i]);
    roster->company = mem_array(roster->capacity, sizeof *roster->company);
    for (size_t i = 0; i < roster->capacity; i++)
        roster->company[i] = NO_COMPANY;
    roster->name_rank = mem_array(base, sizeof *roster->name_rank);
    roster->by_id = mem_array(roster->capacity, sizeof *roster->by_id);
    roster->live = mem_array(roster->capacity / 64 + 1, sizeof *roster->live);
}

static void forms_clear(Forms *forms)
{
    for (int i = 0; i < TEXT_COUNT; i++)
        free(forms->of[i]);
}

static void roster_free(Roster *roster)
{
    free(roster->ids);
    for (int i = 0; i < DAY_COUNT; i++)
        free(roster->days[i]);
    for (int i = 0; i < CODE_COUNT; i++)
        free(roster->codes[i]);
    free(roster->company);
    strings_clear(&roster->sort_keys);
    strings_clear(&roster->folds);
    free(roster->name_rank);
    free(roster->by_id);
    free(roster->live);
    vec_clear(&roster->organisations);
    vec_clear(&roster->organisation_fold);
    groups_clear(&roster->places);
    vec_clear(&roster->later_places);
    vec_clear(&roster->summaries);
    vec_clear(&roster->gone);
    for (int i = 0; i < TEXT_COUNT; i++)
        words_clear(&roster->words[i]);
    for (int i = 0; i < ORDER_ARRAYS; i++) {
        free(roster->order[i]);
        free(roster->run_starts[i]);
    }
    for (size_t i = 0; i < roster->later.count; i++)
        forms_clear(&roster->later.items[i]);
    vec_clear(&roster->later);
    free(roster);
}

Roster *roster_keep(Roster *roster)
{
    roster->references++;
    return roster;
}

void roster_drop(Roster *roster)
{
    if (roster != NULL && --roster->references == 0)
        roster_free(roster);
}

size_t roster_count(const Roster *roster)
{
    return roster->alive;
}

// ---- by id

static size_t id_place(const Roster *roster, int64_t contact)
{
    size_t low = 0, high = roster->by_id_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (roster->ids[roster->by_id[middle]] < contact)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

Slot roster_slot(const Roster *roster, int64_t contact)
{
    size_t place = id_place(roster, contact);
    bool found = place < roster->by_id_count && roster->ids[roster->by_id[place]] == contact;
    return found ? roster->by_id[place] : NO_SLOT;
}

static void forget(Roster *roster, int64_t contact)
{
    Slot slot = roster_slot(roster, contact);
    if (slot == NO_SLOT)
        return;
    size_t place = id_place(roster, contact);
    roster->by_id_count--;
    memmove(roster->by_id + place, roster->by_id + place + 1,
            (roster->by_id_count - place) * sizeof *roster->by_id);
    bit_unset(roster->live, slot);
    vec_push(&roster->gone, slot);
    if (slot == roster->me)
        roster->me = NO_SLOT;
    else
        roster->alive--;
}

static void remember(Roster *roster, Slot slot)
{
    size_t place = id_place(roster, roster->ids[slot]);
    memmove(roster->by_id + place + 1, roster->by_id + place,
            (roster->by_id_count - place) * sizeof *roster->by_id);
    roster->by_id[place] = slot;
    roster->by_id_count++;
    bit_set(roster->live, slot);
    if (roster->codes[CODE_STATE][slot] == PERSON_ME)
        roster->me = slot;
    else
        roster->alive++;
}

// ---- who changed

static void add_form(void *self, TextKind kind, const char *text, size_t length)
{
    Str *forms = self;
    (void)length;
    search_form(&forms[kind], text);
}

static void add_place(Roster *roster, Slot slot, int64_t organisation, uint32_t fold, bool current)
{
    ptrdiff_t at = roster_organisation(roster, organisation);
    if (at < 0)
        at = roster_add_organisation(roster, organisation, fold);
    vec_push(&roster->later_places, ((Pair){(uint32_t)at, PLACE(slot, current)}));
}

static void read_roles(Roster *roster, Slot slot, Store *store, Str *forms, Error *err)
{
    sqlite3_stmt *stmt = db_query(store, err,
                                  "SELECT o.kind, r.current, o.name, r.title, o.fold, o.id FROM role r"
                                  " JOIN organisation o ON o.id = r.organisation WHERE r.contact = ?"
                                  " ORDER BY r.from_day DESC, r.position, r.id",
                                  "i", roster->ids[slot]);
    roster->company[slot] = NO_COMPANY;
    while (db_step(store, stmt, err)) {
        bool current = db_i64(stmt, 1) == 1;
        TextKind kind = roster_role_kind(organisation_kind_parse(db_peek(stmt, 0)), current);
        uint32_t fold = roster_fold(roster, db_peek(stmt, 4));
        search_form(&forms[kind], db_peek(stmt, 2));
        search_form(&forms[TEXT_TITLE], db_peek(stmt, 3));
        add_place(roster, slot, db_i64(stmt, 5), fold, current);
        if (kind == TEXT_NOW && roster->company[slot] == NO_COMPANY)
            roster->company[slot] = fold;
    }
}

static void read_tags(const Roster *roster, Slot slot, Store *store, Str *forms, Error *err)
{
    sqlite3_stmt *stmt = db_query(
        store, err, "SELECT t.name FROM contact_tag ct JOIN tag t ON t.id = ct.tag WHERE ct.contact = ?", "i",
        roster->ids[slot]);
    while (db_step(store, stmt, err))
        search_form(&forms[TEXT_TAG], db_peek(stmt, 0));
}

static void read_texts(Roster *roster, Slot slot, sqlite3_stmt *contact, Store *store, Error *err)
{
    Str forms[TEXT_COUNT] = {0};
    roster_contact_texts(contact, add_form, forms);
    read_roles(roster, slot, store, forms, err);
    if (err->kind == ERROR_NONE)
        read_tags(roster, slot, store, forms, err);
    Forms *kept = vec_add(&roster->later);
    for (int i = 0; i < TEXT_COUNT; i++)
        if (forms[i].length > 0)
            kept->of[i] = str_take(&forms[i]);
}

// Whoever is in the trash now, or gone for good, is nobody.
static bool follow_contact(Roster *roster, Store *store, int64_t contact)
{
    Error err = {0};
    sqlite3_stmt *stmt = db_query(
        store, &err, "SELECT " ROSTER_COLUMNS ", sort_key FROM contact WHERE id = ? AND deleted_at IS NULL",
        "i", contact);
    bool there = db_step(store, stmt, &err);
    if (stmt == NULL || err.kind != ERROR_NONE || (there && roster->count == roster->capacity))
        return false;
    forget(roster, contact);
    if (!there)
        return true;
    Slot slot = (Slot)roster->count++;
    const char *sort_key = db_peek(stmt, ROSTER_COLUMN_COUNT);
    strings_add(&roster->sort_keys, sort_key, strlen(sort_key));
    roster->ids[slot] = contact;
    roster_read_columns(roster, slot, stmt);
    read_texts(roster, slot, stmt, store, &err);
    db_reset(stmt);
    remember(roster, slot);
    return err.kind == ERROR_NONE;
}

bool roster_follow(Roster *roster, Store *store)
{
    Error err = {0};
    ContactIds changed = {0};
    // What is committed between these two is seen twice, never not at all.
    int64_t seq = db_int(store, -1, "SELECT value FROM state WHERE name = 'seq'", "");
    if (seq == roster->seq)
        return true;
    sqlite3_stmt *stmt = db_query(store, &err, "SELECT id FROM change WHERE seq > ? AND kind = ? LIMIT ?",
                                  "inn", roster->seq, (int)CHANGE_CONTACTS, LATER_MOST + 1);
    while (db_step(store, stmt, &err))
        vec_push(&changed, db_i64(stmt, 0));
    bool fine = seq >= 0 && stmt != NULL && err.kind == ERROR_NONE &&
                roster->count + changed.count <= roster->capacity;
    for (size_t i = 0; fine && i < changed.count; i++)
        fine = changed.items[i] != 0 && follow_contact(roster, store, changed.items[i]);
    if (fine) {
        roster->seq = seq;
        roster->rules = search_rules(store);
    }
    vec_clear(&changed);
    return fine;
}

// ---- rows

struct RosterRows {
    Roster *roster;
    OrderKeys order;
    Slot *rows;
    size_t count;
    VEC(RosterGroup) groups;
};

static OrderKey key_of_sort(ContactSort sort)
{
    static const OrderKey keys[] = {
        [SORT_DEFAULT] = ORDER_DEFAULT, [SORT_NAME] = ORDER_NAME, [SORT_COMPANY] = ORDER_COMPANY,
        [SORT_LAST] = ORDER_LAST,       [SORT_NEXT] = ORDER_NEXT, [SORT_MET] = ORDER_MET,
        [SORT_ADDED] = ORDER_ADDED};
    return keys[sort];
}

static OrderKey key_of_query(QuerySortKey sort)
{
    static const OrderKey keys[QUERY_SORT_COUNT] = {
        [QUERY_SORT_NAME] = ORDER_NAME,     [QUERY_SORT_COMPANY] = ORDER_COMPANY,
        [QUERY_SORT_LAST] = ORDER_LAST,     [QUERY_SORT_NEXT] = ORDER_NEXT,
        [QUERY_SORT_MET] = ORDER_MET,       [QUERY_SORT_ADDED] = ORDER_ADDED,
        [QUERY_SORT_GROUND] = ORDER_DEFAULT};
    return keys[sort];
}

static OrderKey key_of_group(ContactGroup group)
{
    static const OrderKey keys[] = {[GROUP_BY_NONE] = ORDER_DEFAULT,
                                    [GROUP_BY_DEGREE] = ORDER_DEGREE,
                                    [GROUP_BY_COMPANY] = ORDER_COMPANY,
                                    [GROUP_BY_STAGE] = ORDER_STAGE};
    return keys[group];
}

static void add_key(OrderKeys *order, OrderKey key, bool reverse)
{
    if (key == ORDER_DEFAULT)
        return;
    order->keys[order->count] = key;
    order->reverse[order->count++] = reverse;
}

// As search_sql_order has it: the first key that is asked for takes the reverse.
static OrderKeys keys_of(const Query *query, const RosterOrder *asked)
{
    OrderKeys order = {0};
    bool reverse = asked->reverse;
    add_key(&order, key_of_group(asked->group), false);
    add_key(&order, key_of_sort(asked->sort), reverse);
    reverse = reverse && asked->sort == SORT_DEFAULT;
    for (size_t i = 0; i < query->sort_count; i++) {
        add_key(&order, key_of_query(query->sorts[i].key), query->sorts[i].reverse != reverse);
        reverse = false;
    }
    order.reversed = reverse;
    return order;
}

static int group_number(const RosterRows *rows, size_t at)
{
    const Roster *roster = rows->roster;
    Slot slot = rows->rows[at];
    switch (rows->order.keys[0]) {
    case ORDER_DEGREE:
        return roster->codes[CODE_DEGREE][slot] - 1;
    case ORDER_STAGE:
        return roster->codes[CODE_STAGE][slot];
    default:
        return (int)roster->company[slot];
    }
}

// The first row behind from with another number: in steps that double, then by halves.
static size_t group_end(const RosterRows *rows, size_t from)
{
    int number = group_number(rows, from);
    size_t step = 1, low = from + 1;
    while (low < rows->count && group_number(rows, low) == number) {
        step *= 2;
        low = from + step;
    }
    size_t high = low < rows->count ? low : rows->count;
    for (low = from + step / 2 + 1; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (group_number(rows, middle) == number)
            low = middle + 1;
        else
            high = middle;
    }
    return high;
}

static void find_groups(RosterRows *rows)
{
    for (size_t from = 0, to; from < rows->count; from = to) {
        to = group_end(rows, from);
        vec_push(&rows->groups, ((RosterGroup){from, to - from, group_number(rows, from), NULL}));
    }
}

RosterRows *roster_search(Roster *roster, const Query *query, int32_t today, const RosterOrder *order,
                          const RosterParts *parts)
{
    RosterRows *rows = mem_alloc(sizeof *rows);
    rows->roster = roster_keep(roster);
    rows->order = keys_of(query, order);
    uint64_t *bits = roster_match(roster, query, today, parts);
    rows->rows = roster_rows(roster, &rows->order, bits, &rows->count);
    free(bits);
    if (order->group != GROUP_BY_NONE)
        find_groups(rows);
    return rows;
}

void roster_rows_free(RosterRows *rows)
{
    if (rows == NULL)
        return;
    roster_drop(rows->roster);
    free(rows->rows);
    vec_clear(&rows->groups);
    free(rows);
}

size_t roster_rows_count(const RosterRows *rows)
{
    return rows->count;
}

int64_t roster_rows_id(const RosterRows *rows, size_t index)
{
    return rows->roster->ids[rows->rows[index]];
}

ptrdiff_t roster_rows_find(const RosterRows *rows, int64_t contact)
{
    Slot slot = roster_slot(rows->roster, contact);
    return slot == NO_SLOT ? -1 : roster_find_row(rows->roster, &rows->order, rows->rows, rows->count, slot);
}

size_t roster_rows_groups(const RosterRows *rows)
{
    return rows->groups.count;
}

RosterGroup roster_rows_group(const RosterRows *rows, size_t index)
{
    RosterGroup group = rows->groups.items[index];
    if (rows->order.keys[0] == ORDER_COMPANY && (uint32_t)group.number != NO_COMPANY)
        group.name = strings_get(&rows->roster->folds, (uint32_t)group.number);
    return group;
}
