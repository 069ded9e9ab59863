// SPDX-License-Identifier: MIT
// The small language of phrases over folded words, and which phrase may begin with which word.
#include <stdlib.h>
#include <string.h>

#include "check_text.h"
#include "rapport/base/mem.h"

// The first two letters of a word as one of 64 bits: few words share one.
uint64_t check_initial(const char *word, size_t length)
{
    unsigned first = (unsigned char)word[0], second = length > 1 ? (unsigned char)word[1] : 0;
    return UINT64_C(1) << ((first * 7 + second * 11) % 64);
}

typedef struct Group {
    const char *from, *to;
    bool optional, gap;
} Group;

static bool next_group(const char **at, Group *group)
{
    *at += strspn(*at, " ");
    if (**at == '\0')
        return false;
    size_t length = strcspn(*at, " ");
    *group = (Group){*at, *at + length, (*at)[length - 1] == '?', length == 1 && **at == '_'};
    group->to -= group->optional ? 1 : 0;
    *at += length;
    return true;
}

static bool group_has(const Group *group, const char *word)
{
    for (const char *at = group->from; at < group->to;) {
        const char *end = memchr(at, '|', (size_t)(group->to - at));
        end = end != NULL ? end : group->to;
        size_t length = (size_t)(end - at);
        bool beginning = length > 0 && end[-1] == '~';
        length -= beginning ? 1 : 0;
        if (*at == *word && strncmp(at, word, length) == 0 && (beginning || word[length] == '\0'))
            return true;
        at = end + 1;
    }
    return false;
}

// The end of the phrase when its groups from pattern on are there from word on; 0 = not.
static size_t match_groups(const CheckText *text, size_t word, size_t end, const char *pattern)
{
    enum { GAP = 3 };
    Group group;
    if (!next_group(&pattern, &group))
        return word;
    if (group.gap) {
        for (size_t skip = 0; skip <= GAP && word + skip <= end; skip++) {
            size_t found = match_groups(text, word + skip, end, pattern);
            if (found != 0)
                return found;
        }
        return 0;
    }
    size_t found = 0;
    if (word < end && group_has(&group, check_fold(text, word)))
        found = match_groups(text, word + 1, end, pattern);
    if (found == 0 && group.optional)
        found = match_groups(text, word, end, pattern);
    return found;
}

static size_t phrase_at(const CheckText *text, size_t word, const char *phrase)
{
    size_t sentence = text->words.items[word].sentence;
    size_t end = sentence < text->sentences.count ? text->sentences.items[sentence].end : text->words.count;
    size_t found = match_groups(text, word, end, phrase);
    return found > word ? found - word : 0;
}

// ---- which phrases may begin with which letters: most words are passed over by a look at their first two

enum { INDEXES_MOST = 256 }; // there are some hundred lists

typedef struct PhraseIndex {
    Phrases phrases;
    uint64_t any;           // what some phrase begins with
    VEC(uint64_t) initials; // of each phrase
} PhraseIndex;

// An optional first group: what comes behind it may begin too.
static uint64_t phrase_initials(const char *phrase)
{
    uint64_t bits = 0;
    Group group;
    while (next_group(&phrase, &group)) {
        for (const char *at = group.from; at < group.to; at++)
            if (at == group.from || at[-1] == '|')
                bits |= check_initial(at, strcspn(at, "| ?~"));
        if (!group.optional)
            break;
    }
    return bits;
}

static const PhraseIndex *index_of(CheckText *text, Phrases phrases)
{
    if (text->indexes == NULL)
        text->indexes = mem_array(INDEXES_MOST, sizeof *text->indexes);
    size_t at = (uintptr_t)phrases / sizeof *phrases % INDEXES_MOST;
    while (text->indexes[at].phrases != NULL && text->indexes[at].phrases != phrases)
        at = (at + 1) % INDEXES_MOST;
    PhraseIndex *one = &text->indexes[at];
    if (one->phrases == phrases)
        return one;
    one->phrases = phrases;
    for (size_t i = 0; phrases[i] != NULL; i++) {
        vec_push(&one->initials, phrase_initials(phrases[i]));
        one->any |= one->initials.items[i];
    }
    return one;
}

void check_phrases_clear(CheckText *text)
{
    for (size_t i = 0; text->indexes != NULL && i < INDEXES_MOST; i++)
        vec_clear(&text->indexes[i].initials);
    free(text->indexes);
}

bool check_phrase_find(CheckText *text, Phrases phrases, size_t from, size_t end, PhraseHit *hit)
{
    const PhraseIndex *index = index_of(text, phrases);
    end = end < text->words.count ? end : text->words.count;
    for (size_t word = from; word < end; word++) {
        uint64_t initial = text->words.items[word].initial;
        if ((index->any & initial) == 0)
            continue;
        for (size_t i = 0; i < index->initials.count; i++) {
            size_t count = (index->initials.items[i] & initial) != 0 ? phrase_at(text, word, phrases[i]) : 0;
            if (count > 0) {
                *hit = (PhraseHit){word, count, i};
                return true;
            }
        }
    }
    return false;
}

bool check_phrase_excused(CheckText *text, const PhraseHit *found, Phrases excuses)
{
    const CheckSentence *sentence = &text->sentences.items[text->words.items[found->first].sentence];
    PhraseHit hit;
    for (size_t at = sentence->first; check_phrase_find(text, excuses, at, sentence->end, &hit);
         at = hit.first + 1)
        if (hit.first < found->first + found->count && hit.first + hit.count > found->first)
            return true;
    return false;
}

bool check_phrase_find_but(CheckText *text, Phrases phrases, Phrases excuses, size_t from, PhraseHit *hit)
{
    for (size_t at = from; check_phrase_find(text, phrases, at, text->words.count, hit); at = hit->first + 1)
        if (!check_phrase_excused(text, hit, excuses))
            return true;
    return false;
}

bool check_phrase_any(CheckText *text, Phrases phrases)
{
    PhraseHit hit;
    return check_phrase_find(text, phrases, 0, text->words.count, &hit);
}

bool check_phrase_in(CheckText *text, Phrases phrases, const CheckSentence *sentence)
{
    PhraseHit hit;
    return check_phrase_find(text, phrases, sentence->first, sentence->end, &hit);
}
