// SPDX-License-Identifier: MIT
// A dictionary of sorted tokens, the texts of each token, the people of each text: a beginning of a word is a
// range of the dictionary, so whatever is typed touches only what answers it.
#include "roster_words.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "search_form.h"

// ---- strings

uint32_t strings_add(Strings *strings, const char *text, size_t length)
{
    vec_push(&strings->starts, (uint32_t)strings->bytes.length);
    str_append_n(&strings->bytes, text, length);
    str_push(&strings->bytes, '\0');
    return (uint32_t)strings->starts.count - 1;
}

const char *strings_get(const Strings *strings, uint32_t number)
{
    return strings->bytes.data + strings->starts.items[number];
}

void strings_shrink(Strings *strings)
{
    if (strings->starts.count == 0)
        return;
    strings->bytes.data = mem_resize(strings->bytes.data, strings->bytes.length + 1, 1);
    strings->bytes.capacity = strings->bytes.length + 1;
    strings->starts.items = mem_resize(strings->starts.items, strings->starts.count, sizeof(uint32_t));
    strings->starts.capacity = strings->starts.count;
}

void strings_clear(Strings *strings)
{
    str_clear(&strings->bytes);
    vec_clear(&strings->starts);
}

// ---- each text once

static bool is_text(const Interned *interned, uint32_t number, const char *text, size_t length)
{
    const char *there = strings_get(&interned->strings, number);
    return strncmp(there, text, length) == 0 && there[length] == '\0';
}

// Two texts of one hash: the second is looked for with another seed.
uint32_t intern(Interned *interned, const char *text, size_t length, bool *fresh)
{
    for (uint64_t seed = 0;; seed++) {
        uint64_t *number = hashmap_put(&interned->numbers, hash_bytes(seed, text, length), fresh);
        if (*fresh)
            *number = strings_add(&interned->strings, text, length);
        if (*fresh || is_text(interned, (uint32_t)*number, text, length))
            return (uint32_t)*number;
    }
}

void interned_clear(Interned *interned)
{
    strings_clear(&interned->strings);
    hashmap_clear(&interned->numbers);
}

// ---- groups

Groups groups_make(const Pairs *pairs, size_t count)
{
    Groups groups = {mem_array(count + 2, sizeof(uint32_t)), mem_array(pairs->count, sizeof(uint32_t))};
    uint32_t *next = groups.first + 1; // moves on to where the next group begins
    for (size_t i = 0; i < pairs->count; i++)
        next[pairs->items[i].from + 1]++;
    for (size_t i = 0; i < count; i++)
        next[i + 1] += next[i];
    for (size_t i = 0; i < pairs->count; i++)
        groups.items[next[pairs->items[i].from]++] = pairs->items[i].to;
    return groups;
}

void groups_clear(Groups *groups)
{
    free(groups->first);
    free(groups->items);
    *groups = (Groups){0};
}

// ---- gathering

typedef struct Gather {
    WordsMaker *maker;
    uint32_t text;
} Gather;

static bool add_token(void *self, const char *token, size_t length)
{
    Gather *gather = self;
    bool fresh;
    uint32_t number = intern(&gather->maker->tokens, token, length, &fresh);
    Pairs *places = &gather->maker->places;
    vec_push(places, ((Pair){number, gather->text}));
    return true;
}

static void add_text(WordsMaker *maker, const char *text)
{
    Str form = STR_INIT;
    search_form(&form, text);
    if (form.length > 0)
        str_truncate(&form, form.length - 1); // without the line end
    Gather gather = {maker, strings_add(&maker->forms, str_get(&form), form.length)};
    utf8_tokens(str_get(&form), form.length, add_token, &gather);
    str_clear(&form);
}

void words_add(WordsMaker *maker, Slot slot, const char *text, size_t length)
{
    bool fresh;
    uint32_t number = intern(&maker->raw, text, length, &fresh);
    if (fresh)
        add_text(maker, strings_get(&maker->raw.strings, number));
    vec_push(&maker->uses, ((Pair){number, slot}));
}

typedef struct Sortable {
    const char *text;
    uint32_t number;
} Sortable;

static int by_text(const void *a, const void *b)
{
    return strcmp(((const Sortable *)a)->text, ((const Sortable *)b)->text);
}

// The tokens in order; places name them by their new numbers.
static void sort_tokens(WordsMaker *maker, Strings *out)
{
    uint32_t count = (uint32_t)maker->tokens.strings.starts.count;
    Sortable *tokens = mem_array(count, sizeof *tokens);
    uint32_t *rank = mem_array(count, sizeof *rank);
    for (uint32_t i = 0; i < count; i++)
        tokens[i] = (Sortable){strings_get(&maker->tokens.strings, i), i};
    qsort(tokens, count, sizeof *tokens, by_text);
    for (uint32_t i = 0; i < count; i++) {
        rank[tokens[i].number] = i;
        strings_add(out, tokens[i].text, strlen(tokens[i].text));
    }
    for (size_t i = 0; i < maker->places.count; i++)
        maker->places.items[i].from = rank[maker->places.items[i].from];
    free(tokens);
    free(rank);
}

void words_make(WordsMaker *maker, Words *words)
{
    interned_clear(&maker->raw);
    sort_tokens(maker, &words->tokens);
    interned_clear(&maker->tokens);
    words->texts = groups_make(&maker->places, words->tokens.starts.count);
    vec_clear(&maker->places);
    words->forms = maker->forms;
    maker->forms = (Strings){0};
    words->people = groups_make(&maker->uses, words->forms.starts.count);
    vec_clear(&maker->uses);
    strings_shrink(&words->forms);
    strings_shrink(&words->tokens);
}

void words_maker_clear(WordsMaker *maker)
{
    interned_clear(&maker->raw);
    interned_clear(&maker->tokens);
    strings_clear(&maker->forms);
    vec_clear(&maker->places);
    vec_clear(&maker->uses);
}

void words_clear(Words *words)
{
    strings_clear(&words->tokens);
    strings_clear(&words->forms);
    groups_clear(&words->texts);
    groups_clear(&words->people);
}

// ---- finding

char *words_pattern(const QueryValue *value)
{
    Str pattern = STR_INIT;
    for (size_t i = 0; i < value->tokens.count; i++)
        str_appendf(&pattern, " %s", value->tokens.items[i].text);
    if (value->whole)
        str_push(&pattern, ' ');
    return str_take(&pattern);
}

// The first token that is not before the text; past: that neither is it nor begins with it.
static uint32_t token_bound(const Words *words, const char *text, bool past)
{
    uint32_t low = 0, high = (uint32_t)words->tokens.starts.count;
    size_t length = strlen(text);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *token = strings_get(&words->tokens, middle);
        int order = past ? strncmp(token, text, length) : strcmp(token, text);
        if (order < 0 || (past && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

typedef struct Range {
    uint32_t from, to; // of words->texts.items
} Range;

// Where the texts stand that have the value's token number at.
static Range texts_with(const Words *words, const QueryValue *value, size_t at)
{
    const char *token = value->tokens.items[at].text;
    bool beginning = at + 1 == value->tokens.count && !value->whole;
    uint32_t low = token_bound(words, token, false);
    uint32_t high = beginning ? token_bound(words, token, true) : low;
    if (!beginning && low < words->tokens.starts.count &&
        strcmp(strings_get(&words->tokens, low), token) == 0)
        high = low + 1;
    return (Range){words->texts.first[low], words->texts.first[high]};
}

static void set_people(const Words *words, uint32_t text, uint64_t *bits)
{
    const uint32_t *first = words->people.first, *slots = words->people.items;
    for (uint32_t i = first[text]; i < first[text + 1]; i++)
        bits[slots[i] >> 6] |= UINT64_C(1) << (slots[i] & 63);
}

void words_find(const Words *words, const QueryValue *value, uint64_t *bits)
{
    if (words->tokens.starts.count == 0)
        return;
    Range best = texts_with(words, value, 0);
    for (size_t i = 1; i < value->tokens.count; i++) {
        Range range = texts_with(words, value, i);
        if (range.to - range.from < best.to - best.from)
            best = range;
    }
    char *pattern = value->tokens.count > 1 ? words_pattern(value) : NULL;
    for (uint32_t i = best.from; i < best.to; i++) {
        uint32_t text = words->texts.items[i];
        if (pattern == NULL || strstr(strings_get(&words->forms, text), pattern) != NULL)
            set_people(words, text, bits);
    }
    free(pattern);
}
