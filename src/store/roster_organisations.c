// SPDX-License-Identifier: MIT
// Companies, schools and groups with what their people come to: counted over all places when the roster is
// loaded; after a change only where those who changed are or were.
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

ptrdiff_t roster_add_organisation(Roster *roster, int64_t id, uint32_t fold)
{
    vec_push(&roster->organisations, id);
    vec_push(&roster->organisation_fold, fold);
    return (ptrdiff_t)roster->organisations.count - 1;
}

// ---- counting

static const Summary NOBODY = {.next_day = CIVIL_NONE};

// seen: of a slot the organisation, plus 1, where it was counted as active last.
static void count_place(Roster *roster, uint32_t organisation, Place place, uint32_t *seen)
{
    Summary *summary = &roster->summaries.items[organisation];
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
    summary->active += seen[slot] != organisation + 1;
    seen[slot] = organisation + 1;
    uint8_t stage = roster->codes[CODE_STAGE][slot];
    if (current && stage != STAGE_RESTING && stage > summary->furthest)
        summary->furthest = stage;
}

// Counts those of the organisations that have their bit.
static void count_places(Roster *roster, const uint64_t *wanted)
{
    uint32_t *seen = mem_array(roster->count, sizeof *seen);
    for (uint32_t i = 0; i < roster->summaries.count; i++)
        if (bit_get(wanted, i))
            roster->summaries.items[i] = NOBODY;
    for (uint32_t i = 0; i < roster->base_organisations; i++)
        for (uint32_t k = roster->places.first[i]; bit_get(wanted, i) && k < roster->places.first[i + 1]; k++)
            count_place(roster, i, roster->places.items[k], seen);
    for (size_t i = 0; i < roster->later_places.count; i++) {
        Pair place = roster->later_places.items[i];
        if (bit_get(wanted, place.from))
            count_place(roster, place.from, place.to, seen);
    }
    free(seen);
    roster->gone.count = 0;
    roster->counted_places = roster->later_places.count;
}

// Sets the bits of the organisations where somebody is who died or came since they were counted.
static void find_changed(const Roster *roster, uint64_t *changed)
{
    uint64_t *gone = mem_array(bit_words(roster) + 1, sizeof *gone);
    for (size_t i = 0; i < roster->gone.count; i++)
        bit_set(gone, roster->gone.items[i]);
    for (uint32_t i = 0; i < roster->base_organisations; i++)
        for (uint32_t k = roster->places.first[i]; k < roster->places.first[i + 1]; k++)
            if (bit_get(gone, roster->places.items[k] >> 1)) {
                bit_set(changed, i);
                break;
            }
    for (size_t i = 0; i < roster->later_places.count; i++) {
        Pair place = roster->later_places.items[i];
        if (i >= roster->counted_places || bit_get(gone, place.to >> 1))
            bit_set(changed, place.from);
    }
    free(gone);
}

// What was not counted yet, at all or since somebody changed.
static void count_anew(Roster *roster)
{
    while (roster->summaries.count < roster->organisations.count)
        vec_push(&roster->summaries, NOBODY);
    if (roster->counted && roster->gone.count == 0 && roster->counted_places == roster->later_places.count)
        return;
    size_t words = roster->organisations.count / 64 + 1;
    uint64_t *wanted = mem_array(words, sizeof *wanted);
    if (roster->counted)
        find_changed(roster, wanted);
    else
        memset(wanted, 0xFF, words * sizeof *wanted);
    count_places(roster, wanted);
    roster->counted = true;
    free(wanted);
}

void roster_count_places(Roster *roster)
{
    roster->counted = false;
    count_anew(roster);
}

// ---- targets

typedef struct Target {
    ptrdiff_t organisation; // place in the roster
    int motivation, posting, score;
    bool advocate, watch;
} Target;
typedef VEC(Target) Targets;

// An organisation that was made since the roster was loaded and where nobody is.
static ptrdiff_t take_organisation(Roster *roster, Store *store, int64_t id)
{
    ptrdiff_t at = -1;
    sqlite3_stmt *stmt = db_query(store, NULL, "SELECT fold FROM organisation WHERE id = ?", "i", id);
    if (db_step(store, stmt, NULL))
        at = roster_add_organisation(roster, id, roster_fold(roster, db_peek(stmt, 0)));
    db_reset(stmt);
    return at;
}

static bool read_targets(Roster *roster, Store *store, Targets *targets, Error *err)
{
    sqlite3_stmt *stmt = db_query(store, err,
                                  "SELECT organisation, motivation, posting, ifnull(motivation, 0) *"
                                  " ifnull(posting, 1), advocate, watch FROM target",
                                  "");
    while (db_step(store, stmt, err)) {
        Target target = {.organisation = roster_organisation(roster, db_i64(stmt, 0)),
                         .motivation = db_i32(stmt, 1),
                         .posting = db_i32(stmt, 2),
                         .score = db_i32(stmt, 3),
                         .advocate = db_bool(stmt, 4),
                         .watch = db_bool(stmt, 5)};
        if (target.organisation < 0)
            target.organisation = take_organisation(roster, store, db_i64(stmt, 0));
        if (target.organisation >= 0)
            vec_push(targets, target);
    }
    return stmt != NULL && err->kind == ERROR_NONE;
}

// ---- choosing

// An organisation of the list: what it is ordered by.
typedef struct Choice {
    int64_t id;
    const char *fold;
    uint32_t place;       // of the fold among the sorted ones; UNSORTED = it came later
    const Target *target; // NULL = none
    const Summary *summary;
} Choice;
typedef VEC(Choice) Choices;

#define UNSORTED UINT32_MAX

static int by_name(const Choice *x, const Choice *y)
{
    if (x->place == UNSORTED || y->place == UNSORTED)
        return strcmp(x->fold, y->fold);
    return (x->place > y->place) - (x->place < y->place);
}

// Targets by score first, then by furthest stage and name.
static int by_rank(const void *a, const void *b)
{
    const Choice *x = a, *y = b;
    if ((x->target == NULL) != (y->target == NULL))
        return x->target == NULL ? 1 : -1;
    if (x->target != NULL && x->target->score != y->target->score)
        return x->target->score > y->target->score ? -1 : 1;
    if (x->summary->furthest != y->summary->furthest)
        return x->summary->furthest > y->summary->furthest ? -1 : 1;
    int order = by_name(x, y);
    return order != 0 ? order : x->id < y->id ? -1 : x->id > y->id;
}

// The best that were offered, at most `most`, as a heap with the worst on top: of a hundred thousand
// companies the screen shows some hundred.
typedef struct Best {
    Choices heap;
    size_t most;
} Best;

static void swap(Choice *a, Choice *b)
{
    Choice other = *a;
    *a = *b;
    *b = other;
}

static void sink(Best *best)
{
    Choice *items = best->heap.items;
    for (size_t at = 0, worst;; at = worst) {
        worst = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < best->heap.count; child++)
            if (by_rank(&items[child], &items[worst]) > 0)
                worst = child;
        if (worst == at)
            return;
        swap(&items[at], &items[worst]);
    }
}

static void offer(Best *best, const Choice *choice)
{
    if (best->heap.count == best->most) {
        if (best->most > 0 && by_rank(choice, &best->heap.items[0]) < 0) {
            best->heap.items[0] = *choice;
            sink(best);
        }
        return;
    }
    vec_push(&best->heap, *choice);
    Choice *items = best->heap.items;
    for (size_t at = best->heap.count - 1; at > 0 && by_rank(&items[at], &items[(at - 1) / 2]) > 0;
         at = (at - 1) / 2)
        swap(&items[at], &items[(at - 1) / 2]);
}

static bool fold_matches(const char *fold, const Str *prefix, const Str *inner)
{
    return prefix->length == 0 || strncmp(fold, prefix->data, prefix->length) == 0 ||
           strstr(fold, inner->data) != NULL;
}

// Where people are or were and some are active; of those that are named, where anybody is.
static void choose(const Roster *roster, const Targets *targets, const Str *prefix, Best *best)
{
    Str inner = STR_INIT;
    str_appendf(&inner, " %s", str_get(prefix));
    const Target **target = mem_array(roster->organisations.count, sizeof *target);
    for (size_t i = 0; i < targets->count; i++)
        target[targets->items[i].organisation] = &targets->items[i];
    for (size_t i = 0; i < roster->organisations.count; i++) {
        uint32_t number = roster->organisation_fold.items[i];
        Choice choice = {roster->organisations.items[i], strings_get(&roster->folds, number),
                         number < roster->sorted_folds ? number : UNSORTED, target[i],
                         &roster->summaries.items[i]};
        size_t people = choice.summary->now + choice.summary->formerly;
        if ((choice.summary->active > 0 || choice.target != NULL || (prefix->length > 0 && people > 0)) &&
            fold_matches(choice.fold, prefix, &inner))
            offer(best, &choice);
    }
    free(target);
    str_clear(&inner);
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
                             .people_now = (int)choice->summary->now,
                             .people_formerly = (int)choice->summary->formerly,
                             .active = (int)choice->summary->active,
                             .furthest = (Stage)choice->summary->furthest,
                             .target = choice->target != NULL,
                             .next_due_day = choice->summary->next_day};
    db_reset(stmt);
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
    Best best = {.most = max < SIZE_MAX - offset ? offset + max : SIZE_MAX};
    Str fold = STR_INIT;
    if (!str_blank(prefix))
        org_fold(prefix, &fold);
    bool fine = read_targets(roster, store, &targets, err);
    count_anew(roster);
    if (fine)
        choose(roster, &targets, &fold, &best);
    if (best.heap.count > 1)
        qsort(best.heap.items, best.heap.count, sizeof *best.heap.items, by_rank);
    for (size_t i = offset; fine && i < best.heap.count; i++)
        fine = add_row(store, &best.heap.items[i], rows, err);
    vec_clear(&targets);
    vec_clear(&best.heap);
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
