// SPDX-License-Identifier: MIT
// A query as bits, one a slot: words and texts from the dictionaries, days and choices from the columns, what
// only the database knows from the sets that were read before; then AND, OR, NOT a word of bits at a time.
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "roster_internal.h"

typedef struct Match {
    const Roster *roster;
    const RosterParts *parts;
    size_t next_part;
    int32_t today;
    size_t words;
} Match;

static uint64_t *new_bits(const Match *match)
{
    return mem_array(match->words + 1, sizeof(uint64_t));
}

// ---- columns

// Sets the bit of each slot for which the expression of i holds.
#define SET_WHERE(match, bits, holds)                                                                        \
    do {                                                                                                     \
        size_t count_ = (match)->roster->count;                                                              \
        for (size_t i = 0; i < count_; i++)                                                                  \
            (bits)[i >> 6] |= (uint64_t)(holds) << (i & 63);                                                 \
    } while (0)

static void match_code(const Match *match, CodeColumn column, uint8_t code, uint64_t *bits)
{
    const uint8_t *codes = match->roster->codes[column];
    SET_WHERE(match, bits, codes[i] == code);
}

static void match_flag(const Match *match, PersonFlag flag, uint64_t *bits)
{
    const uint8_t *flags = match->roster->codes[CODE_FLAGS];
    SET_WHERE(match, bits, (flags[i] & (uint8_t)flag) != 0);
}

// A day outside every range is CIVIL_NONE, which is below all of them.
static void match_day(const Match *match, DayColumn column, int32_t from, int32_t to, uint64_t *bits)
{
    const int32_t *days = match->roster->days[column];
    SET_WHERE(match, bits, (days[i] >= from) & (days[i] <= to));
}

static void match_last(const Match *match, int32_t from, int32_t to, uint64_t *bits)
{
    const int32_t *out = match->roster->days[DAY_OUT], *in = match->roster->days[DAY_IN];
    SET_WHERE(match, bits,
              ((out[i] > in[i] ? out[i] : in[i]) >= from) & ((out[i] > in[i] ? out[i] : in[i]) <= to));
}

static void match_days(const Match *match, QueryField field, const QueryValue *value, uint64_t *bits)
{
    int32_t from = value->never ? CIVIL_NONE : value->from, to = value->never ? CIVIL_NONE : value->to;
    if (field == QUERY_LAST)
        match_last(match, from, to, bits);
    else
        match_day(match,
                  field == QUERY_MET    ? DAY_MET
                  : field == QUERY_NEXT ? DAY_NEXT
                                        : DAY_ADDED,
                  from, to, bits);
}

static bool is_waiting(const Match *match, size_t slot)
{
    return (match->roster->codes[CODE_FLAGS][slot] & PERSON_UNANSWERED) != 0 &&
           match->roster->days[DAY_OUT][slot] >= match->today - match->roster->rules.horizon;
}

static bool is_resting(const Match *match, size_t slot)
{
    return match->roster->codes[CODE_STAGE][slot] == STAGE_RESTING ||
           match->roster->days[DAY_RESTED][slot] >= match->today;
}

static bool is_fading(const Match *match, size_t slot)
{
    const Roster *roster = match->roster;
    int32_t rhythm = roster->days[DAY_RHYTHM][slot], last = last_day(roster, (Slot)slot);
    return rhythm > 0 && roster->codes[CODE_STATE][slot] == PERSON_ACTIVE &&
           roster->codes[CODE_STAGE][slot] != STAGE_RESTING && last != CIVIL_NONE &&
           !is_waiting(match, slot) && (int64_t)last + rhythm < match->today;
}

static void match_is(const Match *match, int choice, uint64_t *bits)
{
    const int32_t *out = match->roster->days[DAY_OUT];
    switch ((QueryIs)choice) {
    case QUERY_IS_LATE:
        match_day(match, DAY_NEXT, CIVIL_NONE + 1, match->today - 1, bits);
        break;
    case QUERY_IS_WAITING:
        SET_WHERE(match, bits, is_waiting(match, i));
        break;
    case QUERY_IS_QUIET:
        SET_WHERE(match, bits, is_waiting(match, i) && out[i] <= match->today - match->roster->rules.polite);
        break;
    case QUERY_IS_RESTING:
        SET_WHERE(match, bits, is_resting(match, i));
        break;
    case QUERY_IS_FADING:
        SET_WHERE(match, bits, is_fading(match, i));
        break;
    case QUERY_IS_ME:
        match_code(match, CODE_STATE, PERSON_ME, bits);
        break;
    case QUERY_IS_FAVOURITE:
        match_flag(match, PERSON_FAVOURITE, bits);
        break;
    case QUERY_IS_OWED: // read before
    case QUERY_IS_PENDING:
        break;
    }
}

// ---- texts

static void match_text(const Match *match, TextKind from, TextKind to, const QueryValue *value,
                       uint64_t *bits)
{
    const Roster *roster = match->roster;
    for (TextKind kind = from; kind <= to; kind++)
        words_find(&roster->words[kind], value, bits);
    if (roster->later.count == 0)
        return;
    char *pattern = words_pattern(value);
    for (size_t i = 0; i < roster->later.count; i++)
        for (TextKind kind = from; kind <= to; kind++) {
            const char *form = roster->later.items[i].of[kind];
            if (form != NULL && strstr(form, pattern) != NULL)
                bit_set(bits, roster->base + i);
        }
    free(pattern);
}

static bool text_kinds(QueryField field, TextKind *from, TextKind *to)
{
    static const struct {
        QueryField field;
        TextKind from, to;
    } rows[] = {
        {QUERY_NAME, TEXT_NAME, TEXT_NAME},
        {QUERY_COMPANY, TEXT_NOW, TEXT_WAS},
        {QUERY_NOW, TEXT_NOW, TEXT_NOW},
        {QUERY_WAS, TEXT_WAS, TEXT_WAS},
        {QUERY_SCHOOL, TEXT_SCHOOL, TEXT_SCHOOL},
        {QUERY_GROUP, TEXT_GROUP, TEXT_GROUP},
        {QUERY_TITLE, TEXT_TITLE, TEXT_TITLE},
        {QUERY_TAG, TEXT_TAG, TEXT_TAG},
        {QUERY_CITY, TEXT_CITY, TEXT_CITY},
        {QUERY_INDUSTRY, TEXT_INDUSTRY, TEXT_INDUSTRY},
        {QUERY_BY, TEXT_BY, TEXT_BY},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].field == field) {
            *from = rows[i].from;
            *to = rows[i].to;
            return true;
        }
    return false;
}

// ---- what was read from the database

static bool is_part(const QueryNode *node)
{
    if (node->kind != QUERY_FIELD)
        return false;
    if (node->field == QUERY_NOTE)
        return true;
    for (size_t i = 0; i < node->values.count; i++) {
        int choice = node->values.items[i].choice;
        if ((node->field == QUERY_HAS && choice != QUERY_HAS_CARD) ||
            (node->field == QUERY_IS && (choice == QUERY_IS_OWED || choice == QUERY_IS_PENDING)))
            return true;
    }
    return false;
}

static void match_part(Match *match, uint64_t *bits)
{
    size_t at = match->next_part++;
    if (match->parts == NULL || at >= match->parts->sets.count)
        return;
    const ContactIds *ids = &match->parts->sets.items[at];
    for (size_t i = 0; i < ids->count; i++) {
        Slot slot = roster_slot(match->roster, ids->items[i]);
        if (slot != NO_SLOT)
            bit_set(bits, slot);
    }
}

// ---- the tree

static void match_value(const Match *match, QueryField field, const QueryValue *value, uint64_t *bits)
{
    TextKind from, to;
    if (text_kinds(field, &from, &to)) {
        match_text(match, from, to, value, bits);
        return;
    }
    switch (field) {
    case QUERY_STAGE:
        match_code(match, CODE_STAGE, (uint8_t)value->choice, bits);
        break;
    case QUERY_DEGREE:
        match_code(match, CODE_DEGREE, (uint8_t)(value->choice + 1), bits); // QUERY_DEGREE_NONE is -1
        break;
    case QUERY_CHANNEL:
        match_code(match, CODE_CHANNEL, (uint8_t)value->choice, bits);
        break;
    case QUERY_HOW:
        match_code(match, CODE_HOW, (uint8_t)value->choice, bits);
        break;
    case QUERY_HAS:
        match_flag(match, PERSON_CARD, bits);
        break;
    case QUERY_IS:
        match_is(match, value->choice, bits);
        break;
    default:
        match_days(match, field, value, bits);
    }
}

static uint64_t *match_node(Match *match, const QueryNode *node);

static uint64_t *match_children(Match *match, const QueryNode *node)
{
    uint64_t *bits = match_node(match, node->children.items[0]);
    for (size_t i = 1; i < node->children.count; i++) {
        uint64_t *more = match_node(match, node->children.items[i]);
        for (size_t word = 0; word < match->words; word++)
            bits[word] = node->kind == QUERY_AND ? bits[word] & more[word] : bits[word] | more[word];
        free(more);
    }
    for (size_t word = 0; node->kind == QUERY_NOT && word < match->words; word++)
        bits[word] = ~bits[word];
    return bits;
}

static uint64_t *match_node(Match *match, const QueryNode *node)
{
    if (node->children.count > 0)
        return match_children(match, node);
    uint64_t *bits = new_bits(match);
    if (is_part(node))
        match_part(match, bits);
    else if (node->kind != QUERY_FIELD)
        match_text(match, TEXT_NAME, TEXT_TAG, &node->values.items[0], bits);
    else
        for (size_t i = 0; i < node->values.count; i++)
            match_value(match, node->field, &node->values.items[i], bits);
    return bits;
}

uint64_t *roster_match(const Roster *roster, const Query *query, int32_t today, const RosterParts *parts)
{
    Match match = {.roster = roster, .parts = parts, .today = today, .words = bit_words(roster)};
    uint64_t *bits = query->root != NULL ? match_node(&match, query->root) : new_bits(&match);
    for (size_t word = 0; word < match.words; word++)
        bits[word] = query->root != NULL ? bits[word] & roster->live[word] : roster->live[word];
    if (!query->names_me && roster->me != NO_SLOT)
        bit_unset(bits, roster->me);
    if (query->scope == QUERY_SCOPE_ACTIVE || query->scope == QUERY_SCOPE_POOL) {
        uint64_t *scope = new_bits(&match);
        match_code(&match, CODE_STATE, query->scope == QUERY_SCOPE_POOL ? PERSON_POOL : PERSON_ACTIVE, scope);
        for (size_t word = 0; word < match.words; word++)
            bits[word] &= scope[word];
        free(scope);
    }
    return bits;
}

// ---- pickers

typedef struct Typed {
    const Match *match;
    uint64_t *bits;
    bool any; // word
} Typed;

static bool match_typed(void *self, const char *token, size_t length)
{
    Typed *typed = self;
    typed->any = true;
    QueryToken word = {mem_strndup(token, length), false};
    QueryValue value = {.tokens = {&word, 1, 1}};
    uint64_t *more = new_bits(typed->match);
    match_text(typed->match, TEXT_NAME, TEXT_TAG, &value, more);
    for (size_t i = 0; i < typed->match->words; i++)
        typed->bits[i] &= more[i];
    free(more);
    free(word.text);
    return true;
}

void roster_suggest(Roster *roster, const char *typed, size_t max, ContactIds *ids)
{
    Match match = {.roster = roster, .words = bit_words(roster)};
    Typed words = {&match, new_bits(&match), false};
    Str folded = STR_INIT;
    size_t count = 0;
    memcpy(words.bits, roster->live, match.words * sizeof *words.bits);
    if (roster->me != NO_SLOT)
        bit_unset(words.bits, roster->me);
    utf8_fold(&folded, typed, strlen(typed));
    utf8_tokens(str_get(&folded), folded.length, match_typed, &words);
    Slot *rows = roster_rows(roster, &(OrderKeys){.count = 0}, words.bits, &count);
    count = words.any ? count : 0;
    for (size_t i = 0; i < count && i < max; i++)
        vec_push(ids, roster->ids[rows[i]]);
    free(rows);
    free(words.bits);
    str_clear(&folded);
}

// ---- what memory does not know

static size_t count_parts(const QueryNode *node)
{
    size_t count = is_part(node);
    for (size_t i = 0; i < node->children.count; i++)
        count += count_parts(node->children.items[i]);
    return count;
}

RosterNeed roster_needs(const Query *query)
{
    if (query->scope == QUERY_SCOPE_TRASH || query->scope == QUERY_SCOPE_ALL)
        return ROSTER_SQL;
    for (size_t i = 0; i < query->sort_count; i++)
        if (query->sorts[i].key == QUERY_SORT_GROUND)
            return ROSTER_SQL;
    return query->root != NULL && count_parts(query->root) > 0 ? ROSTER_PARTS : ROSTER_NOTHING;
}

static bool read_parts(Store *store, const QueryNode *node, RosterParts *parts, Error *err)
{
    if (is_part(node))
        return search_node(store, node, vec_add(&parts->sets), err);
    for (size_t i = 0; i < node->children.count; i++)
        if (!read_parts(store, node->children.items[i], parts, err))
            return false;
    return true;
}

bool roster_read_parts(Store *store, const Query *query, RosterParts *parts, Error *err)
{
    if (query->root == NULL || read_parts(store, query->root, parts, err))
        return true;
    roster_parts_clear(parts);
    return false;
}

static void name_parts(const QueryNode *node, Str *out)
{
    Query part = {.root = (QueryNode *)node};
    if (is_part(node)) {
        query_format(&part, out);
        str_push(out, '\n');
    }
    for (size_t i = 0; i < node->children.count; i++)
        name_parts(node->children.items[i], out);
}

void roster_parts_name(const Query *query, Str *out)
{
    if (query->root != NULL)
        name_parts(query->root, out);
}

void roster_parts_clear(RosterParts *parts)
{
    for (size_t i = 0; i < parts->sets.count; i++)
        vec_clear(&parts->sets.items[i]);
    vec_clear(&parts->sets);
}
