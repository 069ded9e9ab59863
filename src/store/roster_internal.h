// SPDX-License-Identifier: MIT
// What the files of the roster share. A person has a *slot*; the first `base` slots were loaded together, in
// the default order of lists, and are found by words and order arrays that never change. Whoever changed
// since gets a slot behind them (the old one is dead) and is looked at one by one; when there are too many of
// these a new roster is loaded.
#ifndef RAPPORT_STORE_ROSTER_INTERNAL_H
#define RAPPORT_STORE_ROSTER_INTERNAL_H

#include "db.h"
#include "rapport/store/roster.h"
#include "roster_words.h"
#include "search_sql.h"

enum { LATER_MOST = 1024 }; // slots behind the base

typedef enum TextKind {
    TEXT_NAME,
    TEXT_NOW, // companies of present roles
    TEXT_WAS, // and of former ones
    TEXT_SCHOOL,
    TEXT_GROUP,
    TEXT_TITLE,
    TEXT_TAG, // the last that plain words are looked for in
    TEXT_CITY,
    TEXT_INDUSTRY,
    TEXT_BY,
    TEXT_COUNT
} TextKind;

// Civil days, CIVIL_NONE = none; and the days of the rhythm, 0 = none.
typedef enum DayColumn {
    DAY_OUT,
    DAY_IN,
    DAY_NEXT,
    DAY_MET,
    DAY_ADDED,
    DAY_RESTED,
    DAY_RHYTHM,
    DAY_COUNT
} DayColumn;

typedef enum CodeColumn {
    CODE_STATE, // PersonState
    CODE_STAGE,
    CODE_DEGREE, // 0 = none, else degree + 1
    CODE_CHANNEL,
    CODE_HOW,
    CODE_FLAGS, // PersonFlag bits
    CODE_COUNT
} CodeColumn;

typedef enum PersonState {
    PERSON_ACTIVE,
    PERSON_ME,
    PERSON_POOL,
    PERSON_STATES
} PersonState; // in their order
typedef enum PersonFlag { PERSON_FAVOURITE = 1, PERSON_CARD = 2, PERSON_UNANSWERED = 4 } PersonFlag;

#define NO_COMPANY UINT32_MAX

// What a list may be ordered by; ORDER_NAME .. ORDER_ADDED have an array of the base slots.
typedef enum OrderKey {
    ORDER_NAME,
    ORDER_COMPANY,
    ORDER_LAST,
    ORDER_NEXT,
    ORDER_MET,
    ORDER_ADDED,
    ORDER_ARRAYS,
    ORDER_DEGREE = ORDER_ARRAYS,
    ORDER_STAGE,
    ORDER_STATE,
    ORDER_DEFAULT // none of them
} OrderKey;

// The texts of a slot behind the base, in the search form that SQL looks into.
typedef struct Forms {
    char *of[TEXT_COUNT]; // NULL = none
} Forms;

// Somebody at an organisation: the slot and whether still.
typedef uint32_t Place;
#define PLACE(slot, current) ((Place)(slot) << 1 | (Place)(current))

// What all the people at an organisation come to.
typedef struct Summary {
    uint32_t now, formerly, active;
    int32_t next_day; // CIVIL_NONE = none
    uint8_t furthest; // Stage of the active ones who are there now; resting does not count
} Summary;

struct Roster {
    size_t references;
    size_t count, base, capacity; // slots: used, loaded together, room
    size_t alive;                 // people, without me
    Slot me;                      // NO_SLOT = none
    int64_t seq;                  // what is taken in already
    SearchRules rules;

    int64_t *ids;
    int32_t *days[DAY_COUNT];
    uint8_t *codes[CODE_COUNT];
    uint32_t *company; // of the present role that goes first: its number in folds
    Strings sort_keys; // by slot
    Strings folds;     // companies' names as they sort; the first sorted_folds in order
    size_t sorted_folds;
    uint32_t *name_rank; // of base slots; equal names share one

    Slot *by_id; // alive slots, ordered by id
    size_t by_id_count;
    uint64_t *live; // bits of the slots that are somebody

    VEC(int64_t) organisations;      // the first base_organisations in order
    VEC(uint32_t) organisation_fold; // numbers in folds
    size_t base_organisations;
    Groups places;          // of a base organisation
    Pairs later_places;     // organisation, place
    VEC(Summary) summaries; // of organisations, once they were counted
    bool counted;
    VEC(Slot) gone;        // died since
    size_t counted_places; // of later_places; what is behind came since

    Words words[TEXT_COUNT];
    Slot *order[ORDER_ARRAYS];          // of the base slots
    uint64_t *run_starts[ORDER_ARRAYS]; // bits of the places in order where another key begins
    size_t known[ORDER_ARRAYS];         // how many have a key; the others stand behind them
    VEC(Forms) later;                   // of the slots from base on
};

#define NO_SLOT UINT32_MAX

static inline bool bit_get(const uint64_t *bits, size_t at)
{
    return (bits[at >> 6] >> (at & 63) & 1) != 0;
}
static inline void bit_set(uint64_t *bits, size_t at)
{
    bits[at >> 6] |= UINT64_C(1) << (at & 63);
}
static inline void bit_unset(uint64_t *bits, size_t at)
{
    bits[at >> 6] &= ~(UINT64_C(1) << (at & 63));
}
static inline size_t bit_words(const Roster *roster)
{
    return (roster->count + 63) / 64;
}
static inline int32_t last_day(const Roster *roster, Slot slot)
{
    int32_t out = roster->days[DAY_OUT][slot], in = roster->days[DAY_IN][slot];
    return out > in ? out : in;
}

// ---- roster.c
void roster_reserve(Roster *roster, size_t base);
Slot roster_slot(const Roster *roster, int64_t contact); // NO_SLOT = nobody

// ---- roster_load.c: the columns of a contact, for everybody and for one
#define ROSTER_COLUMNS                                                                                       \
    "id, state, name, given, family, nickname, headline, city, industry, introduced_by, stage, degree,"      \
    " channel, how, favourite, card, unanswered, last_out_day, last_in_day, next_due_day, met_day,"          \
    " added_day, rested_until, rhythm_days"
enum { ROSTER_COLUMN_COUNT = 24 };
void roster_read_columns(Roster *roster, Slot slot, sqlite3_stmt *stmt);
// Calls visit for each text of the contact row that stmt stands on.
typedef void RosterText(void *self, TextKind kind, const char *text, size_t length);
void roster_contact_texts(sqlite3_stmt *stmt, RosterText *visit, void *self);
TextKind roster_role_kind(OrganisationKind kind, bool current);

// ---- roster_organisations.c
uint32_t roster_fold(Roster *roster, const char *fold);          // its number
ptrdiff_t roster_organisation(const Roster *roster, int64_t id); // its place in organisations; -1
ptrdiff_t roster_add_organisation(Roster *roster, int64_t id, uint32_t fold);
void roster_count_places(Roster *roster); // for everybody: some 0.1 s for a million people

// ---- roster_match.c: the bits of those who answer; owned
uint64_t *roster_match(const Roster *roster, const Query *query, int32_t today, const RosterParts *parts);

// ---- roster_order.c
void roster_order_arrays(Roster *roster); // after everything is read
// The keys that a list is ordered by, the first the most important; then comes the default order.
typedef struct OrderKeys {
    OrderKey keys[ORDER_DEFAULT + 1];
    bool reverse[ORDER_DEFAULT + 1];
    size_t count;
    bool reversed; // the default order runs backwards within active and pool
} OrderKeys;
// The slots of the bits in order; owned.
Slot *roster_rows(const Roster *roster, const OrderKeys *order, const uint64_t *bits, size_t *count);
// Index or -1; rows as roster_rows made them.
ptrdiff_t roster_find_row(const Roster *roster, const OrderKeys *order, const Slot *rows, size_t count,
                          Slot slot);

#endif
