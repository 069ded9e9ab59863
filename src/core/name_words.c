// SPDX-License-Identifier: MIT
// Names arrive with titles, credentials, emoji and remarks that nobody says aloud. This module cuts a name
// into words and peels those off by a few tables.
#include "name_words.h"

#include <stdint.h>
#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/core/lettercase.h"

enum { KEY_SIZE = 24 };

typedef enum When { ALWAYS, WITH_DOT, IN_CAPITALS, IN_SMALL, WITH_ACCENT } When;

typedef struct Affix {
    const char *key; // folded, without dots and hyphens
    When when;       // ambiguous ones (the given name Gen, the family name Ma) need a sign in their writing
} Affix;

static const Affix titles[] = {
    {"dr", ALWAYS},    {"prof", ALWAYS},  {"professor", ALWAYS}, {"mr", ALWAYS},     {"mrs", ALWAYS},
    {"ms", ALWAYS},    {"mx", ALWAYS},    {"miss", ALWAYS},      {"sir", ALWAYS},    {"dame", WITH_DOT},
    {"rev", WITH_DOT}, {"revd", ALWAYS},  {"hon", WITH_DOT},     {"capt", WITH_DOT}, {"sgt", WITH_DOT},
    {"lt", WITH_DOT},  {"col", WITH_DOT}, {"gen", WITH_DOT},     {"ing", WITH_DOT},  {"dipling", ALWAYS},
    {"mag", WITH_DOT}, {"herr", ALWAYS},  {"frau", ALWAYS},      {"sra", ALWAYS},    {"srta", ALWAYS},
    {"dra", ALWAYS},   {"mme", ALWAYS},   {"mlle", ALWAYS},      {"er", WITH_DOT},   {"engr", ALWAYS},
    {"adv", WITH_DOT}, {"shri", ALWAYS},  {"smt", ALWAYS},       {NULL, ALWAYS},
};

static const Affix credentials[] = {
    {"phd", ALWAYS},     {"dphil", ALWAYS},   {"mphil", ALWAYS},   {"mba", ALWAYS},      {"emba", ALWAYS},
    {"msc", ALWAYS},     {"bsc", ALWAYS},     {"meng", ALWAYS},    {"beng", ALWAYS},     {"mph", ALWAYS},
    {"mpa", ALWAYS},     {"mha", ALWAYS},     {"msw", ALWAYS},     {"lcsw", ALWAYS},     {"mfa", ALWAYS},
    {"bba", ALWAYS},     {"dba", ALWAYS},     {"edd", ALWAYS},     {"psyd", ALWAYS},     {"pharmd", ALWAYS},
    {"dds", ALWAYS},     {"dvm", ALWAYS},     {"llm", ALWAYS},     {"llb", ALWAYS},      {"esq", ALWAYS},
    {"cpa", ALWAYS},     {"cfa", ALWAYS},     {"cfp", ALWAYS},     {"acca", ALWAYS},     {"fcca", ALWAYS},
    {"pmp", ALWAYS},     {"pmiacp", ALWAYS},  {"capm", ALWAYS},    {"csm", ALWAYS},      {"cspo", ALWAYS},
    {"cissp", ALWAYS},   {"cisa", ALWAYS},    {"cism", ALWAYS},    {"ccna", ALWAYS},     {"itil", ALWAYS},
    {"phr", ALWAYS},     {"sphr", ALWAYS},    {"shrmcp", ALWAYS},  {"shrmscp", ALWAYS},  {"msn", ALWAYS},
    {"bsn", ALWAYS},     {"dnp", ALWAYS},     {"faia", ALWAYS},    {"leedap", ALWAYS},   {"hons", ALWAYS},
    {"obe", ALWAYS},     {"mbe", ALWAYS},     {"cbe", ALWAYS},     {"md", IN_CAPITALS},  {"ma", IN_CAPITALS},
    {"ba", IN_CAPITALS}, {"ms", IN_CAPITALS}, {"bs", IN_CAPITALS}, {"jd", IN_CAPITALS},  {"pe", IN_CAPITALS},
    {"rn", IN_CAPITALS}, {"do", IN_CAPITALS}, {"ca", IN_CAPITALS}, {"aia", IN_CAPITALS}, {"jr", ALWAYS},
    {"sr", ALWAYS},      {"ii", ALWAYS},      {"iii", ALWAYS},     {"iv", IN_CAPITALS},  {NULL, ALWAYS},
};

// Words that begin a family name of several words. The doubtful ones (Le, Di, Do are names too) only in small
// letters.
static const Affix particles[] = {
    {"van", ALWAYS},     {"von", ALWAYS},     {"vom", ALWAYS},    {"zu", IN_SMALL},  {"zum", ALWAYS},
    {"zur", ALWAYS},     {"de", ALWAYS},      {"der", ALWAYS},    {"den", ALWAYS},   {"del", ALWAYS},
    {"della", ALWAYS},   {"delle", ALWAYS},   {"ter", ALWAYS},    {"ten", IN_SMALL}, {"bin", ALWAYS},
    {"ibn", ALWAYS},     {"af", IN_SMALL},    {"av", IN_SMALL},   {"da", IN_SMALL},  {"das", IN_SMALL},
    {"do", IN_SMALL},    {"dos", IN_SMALL},   {"di", IN_SMALL},   {"du", IN_SMALL},  {"la", IN_SMALL},
    {"le", IN_SMALL},    {"el", IN_SMALL},    {"al", IN_SMALL},   {"mac", ALWAYS},   {"nic", ALWAYS},
    {"ni", WITH_ACCENT}, {"ui", WITH_ACCENT}, {"o", WITH_ACCENT}, {"mhic", ALWAYS},  {"bint", ALWAYS},
    {NULL, ALWAYS},
};

// ---- words ----

static uint32_t code_at(const char *text, size_t length, size_t at)
{
    uint32_t code = 0;
    if (at < length)
        utf8_decode(text + at, length - at, &code, NULL);
    return code;
}

bool name_is_apostrophe(uint32_t code)
{
    return code == '\'' || code == 0x2019 || code == 0x2018 || code == 0x2BC;
}

bool name_is_dash(uint32_t code)
{
    return code == '-' || code == 0x2010 || code == 0x2011;
}

// Part of a name as written: letters, digits, and the marks inside names. Joiners count between letters only.
static bool is_name_code(uint32_t code, uint32_t before, uint32_t after)
{
    if (utf8_is_word(code) || code == '.' || name_is_apostrophe(code) || name_is_dash(code))
        return code != UTF8_BAD;
    return (code == 0x200C || code == 0x200D || code == 0xB7) && utf8_is_word(before) && utf8_is_word(after);
}

// Appends text with everything that is no part of a name turned into single blanks.
static void filter(Str *out, const char *text, size_t length)
{
    uint32_t before = 0;
    size_t start = out->length;
    for (size_t at = 0; at < length;) {
        uint32_t code = 0;
        bool valid = true;
        size_t size = utf8_decode(text + at, length - at, &code, &valid);
        bool keep = valid && is_name_code(code, before, code_at(text, length, at + size));
        if (keep)
            str_append_n(out, text + at, size);
        else if (out->length > start && out->data[out->length - 1] != ' ')
            str_push(out, ' ');
        before = code;
        at += size;
    }
}

// The word in search form without dots and hyphens; "" when it is too long to be in a table.
static void word_key(const Words *words, size_t index, char key[KEY_SIZE])
{
    Str folded = STR_INIT;
    utf8_fold(&folded, words->text.data + words->word[index].at, words->word[index].length);
    size_t length = 0;
    for (size_t i = 0; i < folded.length && length < KEY_SIZE - 1; i++)
        if (folded.data[i] != '.' && folded.data[i] != '-')
            key[length++] = folded.data[i];
    key[length] = '\0';
    str_clear(&folded);
}

bool name_has_letter(const char *text, size_t length, bool (*test)(uint32_t))
{
    for (size_t at = 0; at < length;) {
        uint32_t code = 0;
        at += utf8_decode(text + at, length - at, &code, NULL);
        if (test(code))
            return true;
    }
    return false;
}

bool word_any(const Words *words, size_t index, bool (*test)(uint32_t))
{
    return name_has_letter(words->text.data + words->word[index].at, words->word[index].length, test);
}

bool word_has_dot(const Words *words, size_t index)
{
    return memchr(words->text.data + words->word[index].at, '.', words->word[index].length) != NULL;
}

static bool is_not_ascii(uint32_t code)
{
    return code >= 0x80;
}

static bool written_so(const Words *words, size_t index, When when)
{
    switch (when) {
    case WITH_DOT:
        return word_has_dot(words, index);
    case IN_CAPITALS:
        return !words->capitals && !word_any(words, index, letter_is_lower);
    case IN_SMALL:
        return !word_any(words, index, letter_is_upper);
    case WITH_ACCENT: // Irish "Ní" and "Ó"; "Ni" and "O" are names and initials too
        return word_any(words, index, is_not_ascii);
    default:
        return true;
    }
}

static bool word_in(const Words *words, size_t index, const Affix *table)
{
    char key[KEY_SIZE];
    word_key(words, index, key);
    for (const Affix *affix = table; affix->key != NULL; affix++)
        if (strcmp(affix->key, key) == 0)
            return written_so(words, index, affix->when);
    return false;
}

// "Dr.Anna" is two words: cuts the last word behind its first dot when what stands before is a title.
static void cut_glued_title(Words *words)
{
    size_t last = words->count - 1;
    size_t at = words->word[last].at, length = words->word[last].length;
    const char *dot = memchr(words->text.data + at, '.', length);
    if (dot == NULL || words->count == NAME_WORDS_MAX)
        return;
    size_t head = (size_t)(dot - (words->text.data + at)) + 1;
    if (head < 3 || head == length || words->text.data[at + head] == '-')
        return;
    words->word[last].length = head;
    if (!word_in(words, last, titles)) {
        words->word[last].length = length;
        return;
    }
    words->word[words->count].at = at + head;
    words->word[words->count++].length = length - head;
    cut_glued_title(words);
}

static void words_cut(Words *words)
{
    words->count = 0;
    words->capitals =
        words->text.length > 0 && !name_has_letter(words->text.data, words->text.length, letter_is_lower);
    for (size_t at = 0; at < words->text.length && words->count < NAME_WORDS_MAX;) {
        size_t end = at;
        while (end < words->text.length && words->text.data[end] != ' ')
            end++;
        if (name_has_letter(words->text.data + at, end - at, utf8_is_word)) {
            words->word[words->count].at = at;
            words->word[words->count++].length = end - at;
            cut_glued_title(words);
        }
        at = end + 1;
    }
}

void words_drop(Words *words, size_t first, size_t count)
{
    memmove(&words->word[first], &words->word[first + count],
            (words->count - first - count) * sizeof words->word[0]);
    words->count -= count;
}

void words_append(Str *out, const Words *words, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        if (i > first)
            str_push(out, ' ');
        str_append_n(out, words->text.data + words->word[i].at, words->word[i].length);
    }
}

// ---- cleaning ----

static const char *const separators[] = {" | ", " - ", " – ", " — ", " @ ", " • ", " / ", " : ", NULL};

// The length of text before the first separator that follows something.
static size_t before_separator(const char *text)
{
    size_t length = strlen(text);
    for (size_t i = 0; separators[i] != NULL; i++) {
        const char *found = strstr(text, separators[i]);
        if (found != NULL && found != text && (size_t)(found - text) < length)
            length = (size_t)(found - text);
    }
    return length;
}

// Appends text without its parts in brackets. An opening bracket without its end is read as a blank.
static void without_brackets(Str *out, const char *text)
{
    static const char pairs[][2] = {{'(', ')'}, {'[', ']'}, {'{', '}'}, {'"', '"'}};
    while (*text != '\0') {
        const char *end = NULL;
        for (size_t i = 0; i < sizeof pairs / sizeof pairs[0] && end == NULL; i++)
            if (*text == pairs[i][0])
                end = strchr(text + 1, pairs[i][1]);
        str_push(out, end != NULL ? ' ' : *text);
        text = end != NULL ? end + 1 : text + 1;
    }
}

static void strip_affixes(Words *words)
{
    while (words->count > 1 && word_in(words, 0, titles))
        words_drop(words, 0, 1);
    while (words->count > 1 && word_in(words, words->count - 1, credentials))
        words->count--;
}

bool word_is_particle(const Words *words, size_t index)
{
    return word_in(words, index, particles);
}

static bool only_credentials(const Words *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (!word_in(words, i, credentials))
            return false;
    return true;
}

// Puts the words of the given part, then those of the family part, into words.
static void join_reversed(Words *words, const Words *given)
{
    Str joined = STR_INIT;
    words_append(&joined, given, 0, given->count);
    str_push(&joined, ' ');
    words_append(&joined, words, 0, words->count);
    str_clear(&words->text);
    words->text = joined;
    words_cut(words);
    words->family_at = given->count;
}

// Reads the parts behind commas: credentials are dropped, one short part behind a short name is "Family,
// Given".
static void read_comma_parts(Words *words, const char *parts, size_t length, bool may_reverse)
{
    size_t others = 0;
    Words given = {0};
    for (size_t at = 0; at <= length;) {
        const char *comma = memchr(parts + at, ',', length - at);
        size_t end = comma != NULL ? (size_t)(comma - parts) : length;
        Words part = {0};
        filter(&part.text, parts + at, end - at);
        words_cut(&part);
        part.capitals = false; // credentials behind a comma need no contrast
        if (part.count > 0 && !only_credentials(&part) && others++ == 0) {
            str_clear(&given.text);
            given = part;
        } else {
            str_clear(&part.text);
        }
        at = end + 1;
    }
    strip_affixes(&given);
    if (may_reverse && others == 1 && given.count <= 2 && words->count > 0 && words->count <= 3)
        join_reversed(words, &given);
    str_clear(&given.text);
}

// Cuts a name into its words without decoration. may_reverse: "Family, Given" is put in order.
void words_read(Words *words, const char *name, bool may_reverse)
{
    *words = (Words){0};
    Str plain = STR_INIT;
    without_brackets(&plain, name != NULL ? name : "");
    str_truncate(&plain, before_separator(str_get(&plain)));
    const char *text = str_get(&plain);
    const char *comma = strchr(text, ',');
    size_t head = comma != NULL ? (size_t)(comma - text) : plain.length;
    filter(&words->text, text, head);
    words_cut(words);
    strip_affixes(words);
    if (comma != NULL)
        read_comma_parts(words, comma + 1, plain.length - head - 1, may_reverse);
    str_clear(&plain);
}
