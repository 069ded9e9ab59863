// SPDX-License-Identifier: MIT
// Companies, schools and groups with what their people come to: counted over all places once after each
// change, in some milliseconds for a million people, and then only looked through.
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/core/names.h"
#include "rapport/store/contacts.h"
#include "roster_internal.h"

uint32_t roster_fold(Roster *roster, const char *fold)
{
    size_t low = 0, high = roster->sorted_folds;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(strings_get(&roster->folds, (uint32_t)middle), fold);
        if (order == 0)
            return (uint32_t)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = roster->sorted_folds; i < roster->folds.starts.count; i++)
        if (strcmp(strings_get(&roster->folds, (uint32_t)i), fold) == 0)
            return (uint32_t)i;
    return strings_add(&roster->folds, fold, strlen(fold));
}

ptrdiff_t roster_organisation(const Roster *roster, int64_t id)
{
    const int64_t *ids = roster->organisations.items;
    size_t low = 0, high = roster->base_organisations;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ids[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < roster->base_organisations && ids[low] == id)
        return (ptrdiff_t)low;
    for (size_t i = roster->base_organisations; i < roster->organisations.count; i++)
        if (ids[i] == id)
            return (ptrdiff_t)i;
    return -1;
}

void roster_changed_places(Roster *roster)
{
    free(roster->summaries);
    roster->summaries = NULL;
}

// ---- counting

typedef struct Count {
    const Roster *roster;
    Summary *summaries;
    uint32_t *seen; // of a slot: the organisation, plus 1, where it was counted as active last
} Count;

static void count_place(Count *count, uint32_t organisation, Place place)
{
    const Roster *roster = count->roster;
    Summary *summary = &count->summaries[organisation];
    Slot slot = place >> 1;
    bool current = (place & 1) != 0;
    if (!bit_get(roster->live, slot) || slot == roster->me)
        return;
    summary->now += current;
    summary->formerly += !current;
    int32_t next = roster->days[DAY_NEXT][slot];
    if (next != CIVIL_NONE && (summary->next_day == CIVIL_NONE || next < summary->next_day))
        summary->next_day = next;
    if (roster->codes[CODE_STATE][slot] != PERSON_ACTIVE)
        return;
    summary->active += count->seen[slot] != organisation + 1;
    count->seen[slot] = organisation + 1;
    uint8_t stage = roster->codes[CODE_STAGE][slot];
    if (current && stage != STAGE_RESTING && stage > summary->furthest)
        summary->furthest = stage;
}

static void count_places(Roster *roster)
{
    size_t organisations = roster->organisations.count;
    Count count = {roster, mem_array(organisations, sizeof(Summary)),
                   mem_array(roster->count, sizeof(uint32_t))};
    for (size_t i = 0; i < organisations; i++)
        count.summaries[i].next_day = CIVIL_NONE;
    for (uint32_t i = 0; i < roster->base_organisations; i++)
        for (uint32_t k = roster->places.first[i]; k < roster->places.first[i + 1]; k++)
            count_place(&count, i, roster->places.items[k]);
    for (size_t i = 0; i < roster->later_places.count; i++)
        count_place(&count, roster->later_places.items[i].from, roster->later_places.items[i].to);
    free(count.seen);
    roster->summaries = count.summaries;
}

// ---- targets

typedef struct Target {
    ptrdiff_t organisation; // place in the roster; -1: nobody was ever there
    int64_t id;
    int motivation, posting, score;
    bool advocate, watch;
} Target;
typedef VEC(Target) Targets;

static bool read_targets(const Roster *roster, Store *store, Targets *targets, Error *err)
{
    sqlite3_stmt *stmt = db_query(store, err,
                                  "SELECT organisation, motivation, posting, ifnull(motivation, 0) *"
                                  " ifnull(posting, 1), advocate, watch FROM target ORDER BY organisation",
                                  "");
    while (db_step(store, stmt, err))
        vec_push(targets,
                 ((Target){roster_organisation(roster, db_i64(stmt, 0)), db_i64(stmt, 0), db_i32(stmt, 1),
                           db_i32(stmt, 2), db_i32(stmt, 3), db_bool(stmt, 4), db_bool(stmt, 5)}));
    return stmt != NULL && err->kind == ERROR_NONE;
}

// ---- choosing

// An organisation of the list: what it is ordered by.
typedef struct Choice {
    int64_t id;
    const char *fold;
    const Target *target;   // NULL = none
    const Summary *summary; // NULL = nobody
} Choice;
typedef VEC(Choice) Choices;

static int furthest_of(const Choice *choice)
{
    return choice->summary != NULL ? choice->summary->furthest : 0;
}

// Targets by score first, then by furthest stage and name.
static int by_rank(const void *a, const void *b)
{
    const Choice *x = a, *y = b;
    if ((x->target == NULL) != (y->target == NULL))
        return x->target == NULL ? 1 : -1;
    if (x->target != NULL && x->target->score != y->target->score)
        return x->target->score > y->target->score ? -1 : 1;
    if (furthest_of(x) != furthest_of(y))
        return furthest_of(x) > furthest_of(y) ? -1 : 1;
    int order = strcmp(x->fold, y->fold);
    return order != 0 ? order : x->id < y->id ? -1 : x->id > y->id;
}

static bool fold_matches(const char *fold, const Str *prefix, const Str *inner)
{
    return prefix->length == 0 || strncmp(fold, prefix->data, prefix->length) == 0 ||
           strstr(fold, inner->data) != NULL;
}

// Where people are or were and some are active.
static void choose_by_people(const Roster *roster, const Targets *targets, const Str *prefix,
                             Choices *choices)
{
    Str inner = STR_INIT;
    str_appendf(&inner, " %s", str_get(prefix));
    const Target **target = mem_array(roster->organisations.count, sizeof *target);
    for (size_t i = 0; i < targets->count; i++)
        if (targets->items[i].organisation >= 0)
            target[targets->items[i].organisation] = &targets->items[i];
    for (size_t i = 0; i < roster->organisations.count; i++) {
        const char *fold = strings_get(&roster->folds, roster->organisation_fold.items[i]);
        if ((roster->summaries[i].active > 0 || target[i] != NULL) && fold_matches(fold, prefix, &inner))
            vec_push(choices,
                     ((Choice){roster->organisations.items[i], fold, target[i], &roster->summaries[i]}));
    }
    free(target);
    str_clear(&inner);
}

// Targets that are newer than the roster and have nobody.
static bool choose_new_targets(Store *store, const Targets *targets, const Str *prefix, Choices *choices,
                               Strings *folds, Error *err)
{
    Str inner = STR_INIT;
    str_appendf(&inner, " %s", str_get(prefix));
    for (size_t i = 0; i < targets->count && err->kind == ERROR_NONE; i++) {
        if (targets->items[i].organisation >= 0)
            continue;
        sqlite3_stmt *stmt =
            db_query(store, err, "SELECT fold FROM organisation WHERE id = ?", "i", targets->items[i].id);
        if (db_step(store, stmt, err) && fold_matches(db_peek(stmt, 0), prefix, &inner)) {
            strings_add(folds, db_peek(stmt, 0), strlen(db_peek(stmt, 0)));
            vec_push(choices, ((Choice){targets->items[i].id, NULL, &targets->items[i], NULL}));
        }
        db_reset(stmt);
    }
    for (size_t i = choices->count - folds->starts.count, k = 0; i < choices->count; i++)
        choices->items[i].fold = strings_get(folds, (uint32_t)k++);
    str_clear(&inner);
    return err->kind == ERROR_NONE;
}

static bool add_row(Store *store, const Choice *choice, OrganisationRows *rows, Error *err)
{
    sqlite3_stmt *stmt =
        db_query(store, err, "SELECT uid, kind, name FROM organisation WHERE id = ?", "i", choice->id);
    if (!db_step(store, stmt, err))
        return err->kind == ERROR_NONE; // gone since
    OrganisationRow *row = vec_add(rows);
    *row = (OrganisationRow){.id = choice->id,
                             .uid = db_id(stmt, 0),
                             .kind = organisation_kind_parse(db_peek(stmt, 1)),
                             .name = db_text(stmt, 2),
                             .target = choice->target != NULL,
                             .next_due_day = CIVIL_NONE};
    db_reset(stmt);
    if (choice->summary != NULL) {
        row->people_now = (int)choice->summary->now;
        row->people_formerly = (int)choice->summary->formerly;
        row->active = (int)choice->summary->active;
        row->furthest = (Stage)choice->summary->furthest;
        row->next_due_day = choice->summary->next_day;
    }
    if (choice->target != NULL) {
        row->motivation = choice->target->motivation;
        row->posting = choice->target->posting;
        row->advocate = choice->target->advocate;
        row->watch = choice->target->watch;
    }
    return true;
}

bool roster_organisations(Roster *roster, Store *store, const char *prefix, size_t offset, size_t max,
                          OrganisationRows *rows, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    Targets targets = {0};
    Choices choices = {0};
    Strings folds = {0};
    Str fold = STR_INIT;
    if (!str_blank(prefix))
        org_fold(prefix, &fold);
    if (roster->summaries == NULL)
        count_places(roster);
    bool fine = read_targets(roster, store, &targets, err);
    if (fine) {
        choose_by_people(roster, &targets, &fold, &choices);
        fine = choose_new_targets(store, &targets, &fold, &choices, &folds, err);
    }
    if (choices.count > 1)
        qsort(choices.items, choices.count, sizeof *choices.items, by_rank);
    for (size_t i = offset; fine && i < choices.count && i - offset < max; i++)
        fine = add_row(store, &choices.items[i], rows, err);
    vec_clear(&targets);
    vec_clear(&choices);
    strings_clear(&folds);
    str_clear(&fold);
    return fine;
}

// ---- people there

static void set_places(const Roster *roster, size_t organisation, bool current, uint64_t *bits)
{
    for (uint32_t i = organisation < roster->base_organisations ? roster->places.first[organisation] : 0;
         organisation < roster->base_organisations && i < roster->places.first[organisation + 1]; i++)
        if ((roster->places.items[i] & 1) == current)
            bit_set(bits, roster->places.items[i] >> 1);
    for (size_t i = 0; i < roster->later_places.count; i++) {
        const Pair *place = &roster->later_places.items[i];
        if (place->from == organisation && (place->to & 1) == current)
            bit_set(bits, place->to >> 1);
    }
    for (size_t word = 0; word < bit_words(roster); word++)
        bits[word] &= roster->live[word];
    if (roster->me != NO_SLOT)
        bit_unset(bits, roster->me);
}

static void add_people(const Roster *roster, const uint64_t *bits, size_t max, ContactIds *ids)
{
    size_t count;
    Slot *rows = roster_rows(roster, &(OrderKeys){.count = 0}, bits, &count);
    for (size_t i = 0; i < count && ids->count < max; i++)
        vec_push(ids, roster->ids[rows[i]]);
    free(rows);
}

void roster_organisation_people(Roster *roster, int64_t organisation, size_t max, ContactIds *ids,
                                size_t *now)
{
    ptrdiff_t at = roster_organisation(roster, organisation);
    *now = 0;
    if (at < 0)
        return;
    uint64_t *here = mem_array(bit_words(roster) + 1, sizeof *here);
    uint64_t *formerly = mem_array(bit_words(roster) + 1, sizeof *formerly);
    set_places(roster, (size_t)at, true, here);
    set_places(roster, (size_t)at, false, formerly);
    for (size_t word = 0; word < bit_words(roster); word++)
        formerly[word] &= ~here[word];
    add_people(roster, here, max, ids);
    *now = ids->count;
    add_people(roster, formerly, max, ids);
    free(here);
    free(formerly);
}
