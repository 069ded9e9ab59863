// SPDX-License-Identifier: MIT
// The rule on organisations: one that is called theirs and is not.
#include <stdlib.h>
#include <string.h>

#include "check_ties.h"
#include "rapport/base/mem.h"
#include "rapport/core/names.h"

// A name of several capital words: "Kestrel Labs", "Bank of Orchards". The words that it takes; it may go on
// behind a genitive ("St Aldhelm's College") or end with it.
static size_t name_length(const CheckText *text, size_t first, bool genitives)
{
    static const char *const INSIDE[] = {"of", "the", "and", "de", "for", "van", NULL};
    size_t end = text->sentences.items[text->words.items[first].sentence].end, at = first;
    while (at < end && (text->words.items[at].capital ||
                        (at > first && at + 1 < end && text->words.items[at + 1].capital &&
                         check_word_is(text, at, INSIDE)))) {
        const char *behind = text->text + text->words.items[at].to;
        at++;
        if (strchr(",;:()\"", *behind) != NULL || (!genitives && str_ends(check_fold(text, at - 1), "'s")))
            break;
    }
    return at - first;
}

// The organisation's name in those words, without "the" and "'s".
static char *plain_name(const CheckText *text, size_t first, size_t behind)
{
    size_t to = text->words.items[behind - 1].to;
    if (str_ends(check_fold(text, behind - 1), "'s"))
        while (text->text[--to] != '\'' && (unsigned char)text->text[to] != 0xE2)
            ;
    return mem_strndup(text->text + text->words.items[first].from, to - text->words.items[first].from);
}

static size_t first_word_of(const char *fold)
{
    return strcspn(fold, " ");
}
// Kestrel is Kestrel Labs; Northgate is Northgate University.
static bool same_organisation(const char *a, const char *b)
{
    Str x = STR_INIT, y = STR_INIT;
    org_fold(a, &x);
    org_fold(b, &y);
    size_t length = first_word_of(str_get(&x));
    bool same =
        length > 0 && length == first_word_of(str_get(&y)) && strncmp(str_get(&x), str_get(&y), length) == 0;
    // an acronym of the other's words
    if (!same && y.length > 0 && x.length >= 2 && strchr(str_get(&x), ' ') == NULL) {
        const char *at = str_get(&y);
        size_t i = 0;
        for (; i < x.length && *at != '\0' && x.data[i] == *at; i++) {
            at += first_word_of(at);
            at += strspn(at, " ");
        }
        same = i == x.length && *at == '\0';
    }
    // a word of theirs of its own: "the Foundry" for "Salt Foundry"
    if (!same && x.length >= 4 && y.length > x.length) {
        const char *inside = strstr(str_get(&y), str_get(&x));
        same = inside != NULL && inside > str_get(&y) && inside[-1] == ' ';
    }
    str_clear(&x);
    str_clear(&y);
    return same;
}

static bool is_theirs(const CheckInput *input, const char *name)
{
    for (size_t i = 0; i < input->organisations.count; i++)
        if (same_organisation(name, input->organisations.items[i]))
            return true;
    for (size_t i = 0; i < input->ground.count; i++)
        if (same_organisation(name, input->ground.items[i]))
            return true;
    return false;
}

static bool is_organisation(const CheckText *text, size_t first, size_t behind)
{
    const CheckInput *input = text->input;
    if (input->is_organisation == NULL)
        return false;
    char *name = plain_name(text, first, behind);
    bool known = input->is_organisation(input->self, name);
    free(name);
    return known;
}

// "Ferrow Bank", "Steamhouse Nord": a word of several says that it is an organisation.
static bool sounds_like_house(const CheckText *text, size_t first, size_t behind)
{
    static const char *const HOUSES[] = {
        "bank",         "mutual",      "insurance",    "capital",   "partners",  "energy",   "solar",
        "labs",         "lab",         "works",        "mills",     "mill",      "brewery",  "brewing",
        "bakery",       "dairy",       "foundry",      "gardens",   "nursery",   "spirits",  "vineyards",
        "winery",       "systems",     "software",     "robotics",  "analytics", "media",    "press",
        "books",        "studio",      "studios",      "design",    "designs",   "group",    "holdings",
        "trust",        "foundation",  "guild",        "tiles",     "ceramics",  "pottery",  "textiles",
        "foods",        "farms",       "farm",         "kitchens",  "catering",  "hotels",   "hotel",
        "travel",       "airlines",    "freight",      "logistics", "shipping",  "motors",   "cycles",
        "boats",        "yachts",      "sails",        "law",       "legal",     "chambers", "consulting",
        "advisory",     "agency",      "theatre",      "records",   "films",     "pictures", "games",
        "toys",         "health",      "care",         "clinic",    "hospital",  "pharma",   "biotech",
        "chemicals",    "plastics",    "metals",       "steel",     "mining",    "power",    "water",
        "wind",         "rail",        "transit",      "telecom",   "networks",  "mobile",   "payments",
        "finance",      "financial",   "credit",       "union",     "pensions",  "services", "solutions",
        "technologies", "engineering", "construction", "homes",     "housing",   "estates",  "furniture",
        "fabrics",      "yarns",       "looms",        "leather",   "shoes",     "optics",   "instruments",
        "tools",        "machines",    "electronics",  "aerospace", "aviation",  NULL};
    static const char *const ENDS[] = {"house", "works", "soft", "tech",  "ware", "bank",
                                       "labs",  "corp",  "pay",  "media", NULL};
    for (size_t i = first; i < behind; i++) {
        const char *word = check_fold(text, i);
        size_t ends = 0;
        while (ENDS[ends] != NULL && (strlen(word) <= strlen(ENDS[ends]) + 1 || !str_ends(word, ENDS[ends])))
            ends++;
        if (ENDS[ends] != NULL || (i > first && check_word_is(text, i, HOUSES)))
            return true;
    }
    return false;
}

// The name that begins at the word: the longest one that we know, or else as many words as it seems to have.
static CheckName name_at(const CheckText *text, const CheckSentence *sentence, size_t first)
{
    size_t behind = first + name_length(text, first, false), known = first + name_length(text, first, true);
    while (known > first && !is_organisation(text, first, known))
        known--;
    bool found = known > first;
    return (CheckName){first, found ? known : behind, sentence, found,
                       found || sounds_like_house(text, first, behind)};
}

static void judge_name(CheckText *text, const CheckName *name)
{
    const CheckInput *input = text->input;
    char *plain = plain_name(text, name->first, name->behind);
    if (check_name_is_yours(text, name) && !is_theirs(input, plain)) {
        const char *right = input->organisations.items[0];
        size_t from = text->words.items[name->first].from, to = from + strlen(plain);
        size_t before = text->result->findings.count;
        check_say(text, CHECK_WRONG_COMPANY, from, to,
                  str_format("%s is called theirs; as far as you know they are at %s.", plain, right), right);
        if (!name->known && text->result->findings.count > before) // it may be a part of theirs, or a place
            text->result->findings.items[before].severity = CHECK_WARN;
    }
    free(plain);
}

void check_companies(CheckText *text)
{
    enum { NAMES_MOST = 100 }; // each may be looked up
    static const char *const SMALL[] = {"i'd",  "i'll", "we'd", "i",  "the", "a",    "my", "your",
                                        "you",  "we",   "at",   "in", "i'm", "i've", "as", "how",
                                        "what", "it",   "and",  "if", "our", NULL};
    size_t names = 0;
    if (text->input->organisations.count == 0)
        return;
    for (size_t k = 0; k < text->sentences.count; k++) {
        const CheckSentence *one = &text->sentences.items[k];
        if (one->first < text->body || !check_speaks_of_you(text, one))
            continue;
        size_t judged = one->first; // "Working for Kestrel Labs" has a name that we know inside
        for (size_t i = one->first; i < one->end && names < NAMES_MOST; i++) {
            if (!text->words.items[i].capital || check_word_is(text, i, SMALL))
                continue;
            CheckName name = name_at(text, one, i);
            names++;
            if (name.known || i >= judged)
                judge_name(text, &name);
            judged = name.behind > judged ? name.behind : judged;
            i = name.known ? name.behind - 1 : i;
        }
    }
}
