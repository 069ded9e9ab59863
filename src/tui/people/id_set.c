// SPDX-License-Identifier: MIT
// Ids are given out one after the other, so pages of bits are nearly full: a handful of pages hold them all.
#include "id_set.h"

#include <string.h>

#include "rapport/base/mem.h"

enum { PAGE_BITS = 16, PAGE_WORDS = 1 << (PAGE_BITS - 6) };

struct IdPage {
    int64_t number; // of its ids / 2^PAGE_BITS
    uint64_t bits[PAGE_WORDS];
};

// Where the page is or belongs. Mostly there is none missing between: then its place is known at once.
static size_t place_of(const IdSet *set, int64_t number)
{
    uint64_t guess = set->pages.count > 0 ? (uint64_t)number - (uint64_t)set->pages.items[0]->number : 0;
    if (guess < set->pages.count && set->pages.items[guess]->number == number)
        return (size_t)guess;
    size_t low = 0, high = set->pages.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (set->pages.items[middle]->number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static IdPage *page_at(const IdSet *set, size_t place, int64_t number)
{
    bool there = place < set->pages.count && set->pages.items[place]->number == number;
    return there ? set->pages.items[place] : NULL;
}

static IdPage *add_page(IdSet *set, size_t place, int64_t number)
{
    IdPage *page = mem_alloc(sizeof *page);
    page->number = number;
    vec_push(&set->pages, page);
    for (size_t i = set->pages.count - 1; i > place; i--)
        set->pages.items[i] = set->pages.items[i - 1];
    set->pages.items[place] = page;
    return page;
}

static size_t word_of(int64_t id)
{
    return (size_t)(id >> 6) & (PAGE_WORDS - 1);
}

static uint64_t bit_of(int64_t id)
{
    return UINT64_C(1) << (id & 63);
}

bool id_set_has(const IdSet *set, int64_t id)
{
    const IdPage *page = page_at(set, place_of(set, id >> PAGE_BITS), id >> PAGE_BITS);
    return page != NULL && (page->bits[word_of(id)] & bit_of(id)) != 0;
}

void id_set_put(IdSet *set, int64_t id, bool in)
{
    size_t place = place_of(set, id >> PAGE_BITS);
    IdPage *page = page_at(set, place, id >> PAGE_BITS);
    if (page == NULL && in)
        page = add_page(set, place, id >> PAGE_BITS);
    if (page == NULL || ((page->bits[word_of(id)] & bit_of(id)) != 0) == in)
        return;
    page->bits[word_of(id)] ^= bit_of(id);
    set->count += in ? 1 : (size_t)-1;
}

void id_set_clear(IdSet *set)
{
    for (size_t i = 0; i < set->pages.count; i++)
        free(set->pages.items[i]);
    vec_clear(&set->pages);
    set->count = 0;
}

void id_set_list(const IdSet *set, IdList *out)
{
    vec_reserve(out, set->count);
    for (size_t i = 0; i < set->pages.count; i++)
        for (int64_t word = 0; word < PAGE_WORDS; word++)
            for (uint64_t rest = set->pages.items[i]->bits[word]; rest != 0; rest &= rest - 1)
                out->items[out->count++] =
                    (set->pages.items[i]->number << PAGE_BITS) + word * 64 + (int64_t)__builtin_ctzll(rest);
}

void id_list_copy(IdList *out, const int64_t *ids, size_t count)
{
    vec_reserve(out, count);
    if (count > 0)
        memcpy(out->items + out->count, ids, count * sizeof *ids);
    out->count += count;
}
