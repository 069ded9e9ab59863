// SPDX-License-Identifier: MIT
// Rows in an order. Everything a base slot is ordered by is a number (names and companies have ranks), so a
// few people are sorted by radix and many are picked from an array that has everybody in order. Slots behind
// the base have no ranks: they are few, and put among the others by comparing texts.
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "roster_internal.h"

enum { CODES = 256, PICK_FROM = 64 };

// What is not known comes last, whichever way the rest runs.
static const uint32_t KEY_UNKNOWN = UINT32_MAX;

static int32_t day_of(const Roster *roster, OrderKey key, Slot slot)
{
    return key == ORDER_LAST   ? last_day(roster, slot)
           : key == ORDER_NEXT ? roster->days[DAY_NEXT][slot]
           : key == ORDER_MET  ? roster->days[DAY_MET][slot]
                               : roster->days[DAY_ADDED][slot];
}

static const uint8_t *codes_of(const Roster *roster, OrderKey key)
{
    return roster->codes[key == ORDER_DEGREE ? CODE_DEGREE : key == ORDER_STAGE ? CODE_STAGE : CODE_STATE];
}

// What comes first is 0; none, which is 0 in the column, comes last. There is always a state.
static uint8_t code_order(OrderKey key, uint8_t code)
{
    return (uint8_t)(code - (key != ORDER_STATE));
}

// A number that orders base slots, and all slots unless it is a rank.
static uint32_t number_of(const Roster *roster, OrderKey key, bool reverse, Slot slot)
{
    uint32_t number;
    if (key >= ORDER_ARRAYS)
        return code_order(key, codes_of(roster, key)[slot]);
    if (key == ORDER_NAME) {
        number = roster->name_rank[slot];
    } else if (key == ORDER_COMPANY) {
        number = roster->company[slot];
    } else {
        int32_t day = day_of(roster, key, slot);
        number = day == CIVIL_NONE ? KEY_UNKNOWN : (uint32_t)day ^ UINT32_C(0x80000000);
    }
    return reverse && number != KEY_UNKNOWN ? KEY_UNKNOWN - 1 - number : number;
}

// ---- comparing

static int compare_numbers(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

static int compare_companies(const Roster *roster, bool reverse, uint32_t a, uint32_t b)
{
    if (a == b || a == NO_COMPANY || b == NO_COMPANY)
        return compare_numbers(a, b);
    int order = a < roster->sorted_folds && b < roster->sorted_folds
                    ? compare_numbers(a, b)
                    : strcmp(strings_get(&roster->folds, a), strings_get(&roster->folds, b));
    return reverse ? -order : order;
}

static int compare_names(const Roster *roster, Slot a, Slot b)
{
    return strcmp(strings_get(&roster->sort_keys, a), strings_get(&roster->sort_keys, b));
}

static int compare_by(const Roster *roster, OrderKey key, bool reverse, Slot a, Slot b)
{
    if (key == ORDER_COMPANY)
        return compare_companies(roster, reverse, roster->company[a], roster->company[b]);
    if (key != ORDER_NAME || (a < roster->base && b < roster->base))
        return compare_numbers(number_of(roster, key, reverse, a), number_of(roster, key, reverse, b));
    int order = compare_names(roster, a, b);
    return reverse ? -order : order;
}

static int compare_default(const Roster *roster, bool reversed, Slot a, Slot b)
{
    int order = compare_by(roster, ORDER_STATE, false, a, b);
    if (order != 0)
        return order;
    order = a < roster->base && b < roster->base ? compare_numbers(a, b) : compare_names(roster, a, b);
    if (order == 0)
        order = roster->ids[a] < roster->ids[b] ? -1 : roster->ids[a] > roster->ids[b];
    return reversed ? -order : order;
}

static int compare(const Roster *roster, const OrderKeys *order, Slot a, Slot b)
{
    for (size_t i = 0; i < order->count; i++) {
        int by_key = compare_by(roster, order->keys[i], order->reverse[i], a, b);
        if (by_key != 0)
            return by_key;
    }
    return compare_default(roster, order->reversed, a, b);
}

// ---- by radix

enum { DIGIT = 11, DIGITS = 3, BUCKETS = 1 << DIGIT };

// Both are stable: equal keys stay as they are.
static void sort_by_code(const Roster *roster, OrderKey key, Slot *rows, size_t count)
{
    Slot *sorted = mem_resize(NULL, count, sizeof *sorted);
    const uint8_t *codes = codes_of(roster, key);
    uint32_t next[CODES + 1] = {0};
    for (size_t i = 0; i < count; i++)
        next[code_order(key, codes[rows[i]]) + 1]++;
    for (size_t i = 0; i < CODES; i++)
        next[i + 1] += next[i];
    for (size_t i = 0; i < count; i++)
        sorted[next[code_order(key, codes[rows[i]])]++] = rows[i];
    memcpy(rows, sorted, count * sizeof *rows);
    free(sorted);
}

static void sort_rows(const Roster *roster, OrderKey key, bool reverse, Slot *rows, size_t count)
{
    if (key >= ORDER_ARRAYS) {
        sort_by_code(roster, key, rows, count);
        return;
    }
    uint64_t *items = mem_resize(NULL, count, sizeof *items), *spare = mem_resize(NULL, count, sizeof *spare);
    for (size_t i = 0; i < count; i++)
        items[i] = (uint64_t)number_of(roster, key, reverse, rows[i]) << 32 | rows[i];
    for (int digit = 0; digit < DIGITS; digit++) {
        int shift = 32 + digit * DIGIT;
        size_t next[BUCKETS + 1] = {0};
        for (size_t i = 0; i < count; i++)
            next[(items[i] >> shift & (BUCKETS - 1)) + 1]++;
        if (count == 0 || next[(items[0] >> shift & (BUCKETS - 1)) + 1] == count)
            continue; // all the same
        for (size_t i = 0; i < BUCKETS; i++)
            next[i + 1] += next[i];
        for (size_t i = 0; i < count; i++)
            spare[next[items[i] >> shift & (BUCKETS - 1)]++] = items[i];
        uint64_t *other = items;
        items = spare;
        spare = other;
    }
    for (size_t i = 0; i < count; i++)
        rows[i] = (Slot)items[i];
    free(items);
    free(spare);
}

// ---- everybody in order

// Ranks of names: the slots are in the order of names within each state, so three runs are merged.
static void rank_names(Roster *roster, Slot *order)
{
    size_t next[PERSON_STATES], end[PERSON_STATES];
    for (size_t state = 0, at = 0; state < PERSON_STATES; state++) {
        next[state] = at;
        while (at < roster->base && roster->codes[CODE_STATE][at] == state)
            at++;
        end[state] = at;
    }
    uint32_t rank = 0;
    for (size_t i = 0; i < roster->base; i++) {
        size_t best = PERSON_STATES;
        for (size_t state = 0; state < PERSON_STATES; state++)
            if (next[state] < end[state] &&
                (best == PERSON_STATES || compare_names(roster, (Slot)next[state], (Slot)next[best]) < 0))
                best = state;
        if (best == PERSON_STATES)
            break; // never: everybody is in one of the states
        order[i] = (Slot)next[best]++;
        rank += i > 0 && compare_names(roster, order[i - 1], order[i]) != 0;
        roster->name_rank[order[i]] = rank;
    }
}

// Where a run of equal keys begins, and where those without one do.
static void find_runs(Roster *roster, OrderKey key)
{
    const Slot *order = roster->order[key];
    uint64_t *starts = roster->run_starts[key] = mem_array(roster->base / 64 + 1, sizeof *starts);
    uint32_t before = 0;
    for (size_t i = 0; i < roster->base; i++) {
        uint32_t number = number_of(roster, key, false, order[i]);
        if (i == 0 || number != before)
            bit_set(starts, i);
        if (number != KEY_UNKNOWN)
            roster->known[key] = i + 1;
        before = number;
    }
}

void roster_order_arrays(Roster *roster)
{
    for (OrderKey key = 0; key < ORDER_ARRAYS; key++) {
        roster->order[key] = mem_array(roster->base, sizeof(Slot));
        for (Slot slot = 0; key != ORDER_NAME && slot < roster->base; slot++)
            roster->order[key][slot] = slot;
        if (key == ORDER_NAME)
            rank_names(roster, roster->order[key]);
        else
            sort_rows(roster, key, false, roster->order[key], roster->base);
        find_runs(roster, key);
    }
}

// Writes one place behind what it keeps.
static size_t pick_rows(const Slot *order, size_t length, const uint64_t *bits, Slot *rows)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        rows[count] = order[i];
        count += bit_get(bits, order[i]);
    }
    return count;
}

// Backwards, but for those with equal keys among each other, and for those without, who stay at the end.
static size_t pick_backwards(const Roster *roster, OrderKey key, const uint64_t *bits, Slot *rows)
{
    const Slot *order = roster->order[key];
    const uint64_t *starts = roster->run_starts[key];
    size_t count = 0, end = roster->base, known = roster->known[key];
    for (size_t to = known; to > 0;) {
        size_t from = to - 1;
        while (!bit_get(starts, from))
            from--;
        for (size_t i = from; i < to; i++) {
            rows[count] = order[i];
            count += bit_get(bits, order[i]);
        }
        to = from;
    }
    return count + pick_rows(order + known, end - known, bits, rows + count);
}

static void turn(Slot *rows, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        Slot other = rows[i];
        rows[i] = rows[count - 1 - i];
        rows[count - 1 - i] = other;
    }
}

// ---- rows

static size_t count_bits(const uint64_t *bits, size_t words)
{
    size_t count = 0;
    for (size_t i = 0; i < words; i++)
        count += (size_t)__builtin_popcountll(bits[i]);
    return count;
}

// The slots below limit in their own order, which is the default one.
static size_t scan_rows(const uint64_t *bits, size_t from, size_t limit, Slot *rows)
{
    size_t count = 0;
    for (size_t word = from / 64; word * 64 < limit; word++)
        for (uint64_t rest = bits[word]; rest != 0; rest &= rest - 1) {
            size_t slot = word * 64 + (size_t)__builtin_ctzll(rest);
            if (slot >= from && slot < limit)
                rows[count++] = (Slot)slot;
        }
    return count;
}

static size_t base_rows(const Roster *roster, const OrderKeys *order, const uint64_t *bits, size_t expected,
                        Slot *rows)
{
    size_t keys = order->count, count;
    OrderKey last = keys > 0 ? order->keys[keys - 1] : ORDER_DEFAULT;
    if (last < ORDER_ARRAYS && !order->reversed && expected * PICK_FROM > roster->base) {
        count = order->reverse[--keys] ? pick_backwards(roster, last, bits, rows)
                                       : pick_rows(roster->order[last], roster->base, bits, rows);
    } else {
        count = scan_rows(bits, 0, roster->base, rows);
    }
    if (order->reversed) {
        turn(rows, count);
        sort_rows(roster, ORDER_STATE, false, rows, count);
    }
    while (keys-- > 0)
        sort_rows(roster, order->keys[keys], order->reverse[keys], rows, count);
    return count;
}

// Where a slot belongs among rows.
static size_t place_of(const Roster *roster, const OrderKeys *order, const Slot *rows, size_t count,
                       Slot slot)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(roster, order, rows[middle], slot) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// The slots behind the base, in order.
static size_t later_rows(const Roster *roster, const OrderKeys *order, const uint64_t *bits, Slot *rows)
{
    size_t count = 0;
    for (size_t i = roster->base; i < roster->count; i++) {
        if (!bit_get(bits, i))
            continue;
        size_t place = place_of(roster, order, rows, count, (Slot)i);
        memmove(rows + place + 1, rows + place, (count - place) * sizeof *rows);
        rows[place] = (Slot)i;
        count++;
    }
    return count;
}

Slot *roster_rows(const Roster *roster, const OrderKeys *order, const uint64_t *bits, size_t *count)
{
    size_t expected = count_bits(bits, bit_words(roster));
    Slot *rows = mem_resize(NULL, expected + 1, sizeof *rows), *later = NULL;
    size_t base = base_rows(roster, order, bits, expected, rows);
    *count = expected;
    if (base == expected)
        return rows;
    later = mem_array(expected - base + 1, sizeof *later);
    size_t left = later_rows(roster, order, bits, later);
    while (left > 0) {
        size_t place = place_of(roster, order, rows, base, later[left - 1]);
        memmove(rows + place + left, rows + place, (base - place) * sizeof *rows);
        base = place;
        left--;
        rows[place + left] = later[left];
    }
    free(later);
    return rows;
}

ptrdiff_t roster_find_row(const Roster *roster, const OrderKeys *order, const Slot *rows, size_t count,
                          Slot slot)
{
    size_t place = place_of(roster, order, rows, count, slot);
    return place < count && rows[place] == slot ? (ptrdiff_t)place : -1;
}
