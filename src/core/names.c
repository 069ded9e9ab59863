// SPDX-License-Identifier: MIT
// Names arrive with titles, credentials, emoji and capitals that nobody says aloud. This module peels them
// off by a few tables, so that a greeting reads as a friend would write it and the same person sorts to the
// same place.
#include "rapport/core/names.h"

#include <stdint.h>
#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/core/lettercase.h"

enum { MAX_WORDS = 24, KEY_SIZE = 24 };

// A name cut into words; a name of more than MAX_WORDS words loses the rest.
typedef struct Words {
    Str text; // filtered: words separated by one blank
    struct {
        size_t at, length;
    } word[MAX_WORDS];
    size_t count;
    bool capitals;    // no small letter anywhere in the name
    size_t family_at; // where the family name begins, when the writing said so; else 0
} Words;

typedef enum When { ALWAYS, WITH_DOT, IN_CAPITALS, IN_SMALL } When;

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
    {"van", ALWAYS},   {"von", ALWAYS},   {"vom", ALWAYS},  {"zu", IN_SMALL},  {"zum", ALWAYS},
    {"zur", ALWAYS},   {"de", ALWAYS},    {"der", ALWAYS},  {"den", ALWAYS},   {"del", ALWAYS},
    {"della", ALWAYS}, {"delle", ALWAYS}, {"ter", ALWAYS},  {"ten", IN_SMALL}, {"bin", ALWAYS},
    {"ibn", ALWAYS},   {"af", IN_SMALL},  {"av", IN_SMALL}, {"da", IN_SMALL},  {"das", IN_SMALL},
    {"do", IN_SMALL},  {"dos", IN_SMALL}, {"di", IN_SMALL}, {"du", IN_SMALL},  {"la", IN_SMALL},
    {"le", IN_SMALL},  {"el", IN_SMALL},  {"al", IN_SMALL}, {NULL, ALWAYS},
};

// Family names of two characters, Chinese and Korean; all others are taken as one.
static const char *const double_families[] = {"欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒",
                                              "夏侯", "皇甫", "公孙", "公孫", "令狐", "慕容", "尉迟", "长孙",
                                              "남궁", "황보", "제갈", "사공", "선우", "독고", "서문", NULL};

// ---- words
// ---------------------------------------------------------------------------------------------------------

static uint32_t code_at(const char *text, size_t length, size_t at)
{
    uint32_t code = 0;
    if (at < length)
        utf8_decode(text + at, length - at, &code, NULL);
    return code;
}

static bool is_apostrophe(uint32_t code)
{
    return code == '\'' || code == 0x2019 || code == 0x2018 || code == 0x2BC;
}

static bool is_dash(uint32_t code)
{
    return code == '-' || code == 0x2010 || code == 0x2011;
}

// Part of a name as written: letters, digits, and the marks inside names. Joiners count between letters only.
static bool is_name_code(uint32_t code, uint32_t before, uint32_t after)
{
    if (utf8_is_word(code) || code == '.' || is_apostrophe(code) || is_dash(code))
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

static bool any_letter(const char *text, size_t length, bool (*test)(uint32_t))
{
    for (size_t at = 0; at < length;) {
        uint32_t code = 0;
        at += utf8_decode(text + at, length - at, &code, NULL);
        if (test(code))
            return true;
    }
    return false;
}

static bool word_any(const Words *words, size_t index, bool (*test)(uint32_t))
{
    return any_letter(words->text.data + words->word[index].at, words->word[index].length, test);
}

static bool word_has_dot(const Words *words, size_t index)
{
    return memchr(words->text.data + words->word[index].at, '.', words->word[index].length) != NULL;
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
    if (dot == NULL || words->count == MAX_WORDS)
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
        words->text.length > 0 && !any_letter(words->text.data, words->text.length, letter_is_lower);
    for (size_t at = 0; at < words->text.length && words->count < MAX_WORDS;) {
        size_t end = at;
        while (end < words->text.length && words->text.data[end] != ' ')
            end++;
        if (any_letter(words->text.data + at, end - at, utf8_is_word)) {
            words->word[words->count].at = at;
            words->word[words->count++].length = end - at;
            cut_glued_title(words);
        }
        at = end + 1;
    }
}

static void words_drop(Words *words, size_t first, size_t count)
{
    memmove(&words->word[first], &words->word[first + count],
            (words->count - first - count) * sizeof words->word[0]);
    words->count -= count;
}

static void words_append(Str *out, const Words *words, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        if (i > first)
            str_push(out, ' ');
        str_append_n(out, words->text.data + words->word[i].at, words->word[i].length);
    }
}

// ---- cleaning
// ------------------------------------------------------------------------------------------------------

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
static void words_read(Words *words, const char *name, bool may_reverse)
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

static void append_trimmed(Str *out, const char *text)
{
    Str repaired = STR_INIT;
    utf8_repair(&repaired, text, strlen(text));
    str_append(out, str_trim(repaired.length > 0 ? repaired.data : (char[]){""}));
    str_clear(&repaired);
}

void name_clean(const char *name, Str *out)
{
    if (name == NULL)
        return;
    Words words;
    words_read(&words, name, true);
    if (words.count > 0)
        words_append(out, &words, 0, words.count);
    else
        append_trimmed(out, name);
    str_clear(&words.text);
}

// ---- splitting
// -----------------------------------------------------------------------------------------------------

static bool is_han_or_hangul(uint32_t code)
{
    return code == 0x3005 || (code >= 0x3400 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7A3) ||
           (code >= 0xF900 && code <= 0xFAFF) || (code >= 0x20000 && code <= 0x3FFFF);
}

// The number of characters when the whole word is Han or Hangul, else 0.
static size_t han_count(const Words *words, size_t index)
{
    const char *text = words->text.data + words->word[index].at;
    size_t count = 0;
    for (size_t at = 0; at < words->word[index].length; count++) {
        uint32_t code = 0;
        at += utf8_decode(text + at, words->word[index].length - at, &code, NULL);
        if (!is_han_or_hangul(code))
            return 0;
    }
    return count;
}

// The bytes of the family name that a word of Han or Hangul begins with. Four characters are taken as two and
// two.
static size_t han_family(const Words *words, size_t index, size_t count)
{
    const char *text = words->text.data + words->word[index].at;
    size_t one = utf8_decode(text, words->word[index].length, &(uint32_t){0}, NULL);
    size_t two = one + utf8_decode(text + one, words->word[index].length - one, &(uint32_t){0}, NULL);
    bool is_double = count == 4;
    for (size_t i = 0; double_families[i] != NULL && !is_double; i++)
        is_double = count > 2 && strncmp(text, double_families[i], strlen(double_families[i])) == 0;
    return is_double ? two : one;
}

// The index of the first word of the family name (1 .. count - 1) for names in the western order.
static size_t family_start(const Words *words)
{
    if (words->family_at > 0 && words->family_at < words->count)
        return words->family_at;
    for (size_t i = 1; i + 1 < words->count; i++)
        if (word_in(words, i, particles))
            return i;
    return words->count - 1;
}

static void split_words(const Words *words, Str *given, Str *family)
{
    size_t han = words->count > 0 ? han_count(words, 0) : 0;
    if (han > 0 && words->count == 2) {
        words_append(family, words, 0, 1);
        words_append(given, words, 1, 2);
    } else if (han >= 2 && han <= 4 && words->count == 1) {
        size_t cut = han_family(words, 0, han);
        str_append_n(family, words->text.data + words->word[0].at, cut);
        str_append_n(given, words->text.data + words->word[0].at + cut, words->word[0].length - cut);
    } else if (words->count == 1) {
        words_append(given, words, 0, 1);
    } else if (words->count > 1) {
        size_t start = family_start(words);
        words_append(given, words, 0, start);
        words_append(family, words, start, words->count);
    }
}

void name_split(const char *full, Str *given, Str *family)
{
    Words words;
    words_read(&words, full, true);
    if (words.count > 0)
        split_words(&words, given, family);
    else if (full != NULL)
        append_trimmed(given, full);
    str_clear(&words.text);
}

// ---- greeting
// ------------------------------------------------------------------------------------------------------

// "J." or "J": one letter.
static bool is_initial(const Words *words, size_t index)
{
    const char *text = words->text.data + words->word[index].at;
    size_t length = words->word[index].length;
    uint32_t code = 0;
    size_t first = utf8_decode(text, length, &code, NULL);
    return letter_is_upper(code) && (first == length || (length == first + 1 && text[first] == '.'));
}

static void drop_initials(Words *words)
{
    for (size_t i = words->count; i-- > 0;)
        if (words->count > 1 && is_initial(words, i))
            words_drop(words, i, 1);
}

static bool is_vowel(uint32_t code)
{
    return code > 127 || (code != 0 && strchr("AEIOUYaeiouy", (int)code) != NULL);
}

// Two capitals such as JP are initials, unless the whole name is in capitals and they can be spoken.
static bool keeps_capitals(const Words *words, size_t index, bool all_capitals)
{
    size_t codes = utf8_count_codes(words->text.data + words->word[index].at, words->word[index].length);
    return word_has_dot(words, index) || (codes <= 2 && (!all_capitals || !word_any(words, index, is_vowel)));
}

// Appends a word with a capital at its beginning and behind each hyphen or one-letter elision (O'Neil), the
// rest small.
static void append_recased(Str *out, const char *text, size_t length)
{
    size_t run = 0; // letters since the last beginning
    for (size_t at = 0; at < length;) {
        uint32_t code = 0;
        at += utf8_decode(text + at, length - at, &code, NULL);
        char bytes[4];
        size_t size = utf8_encode(run == 0 ? letter_upper(code) : letter_lower(code), bytes);
        str_append_n(out, bytes, size);
        run = is_dash(code) || (is_apostrophe(code) && run == 1) ? 0 : run + 1;
    }
}

typedef struct Case {
    bool no_small, no_capital; // of everything that is known of the name
} Case;

static Case name_case(const char *given, const char *name)
{
    Case found = {true, true};
    const char *texts[] = {given, name};
    for (size_t i = 0; i < 2; i++) {
        size_t length = texts[i] != NULL ? strlen(texts[i]) : 0;
        found.no_small = found.no_small && !any_letter(texts[i], length, letter_is_lower);
        found.no_capital = found.no_capital && !any_letter(texts[i], length, letter_is_upper);
    }
    return found;
}

static void append_greeting_word(Str *out, const Words *words, size_t index, Case written)
{
    const char *text = words->text.data + words->word[index].at;
    size_t length = words->word[index].length;
    bool shouted = word_any(words, index, letter_is_upper) && !word_any(words, index, letter_is_lower) &&
                   !keeps_capitals(words, index, written.no_small);
    if (shouted || written.no_capital)
        append_recased(out, text, length);
    else
        str_append_n(out, text, length);
}

void name_greeting(const char *given, const char *name, Str *out)
{
    Str from_name = STR_INIT, family = STR_INIT;
    const char *source = given;
    if (str_blank(given)) {
        name_split(name, &from_name, &family);
        source = str_get(&from_name);
    }
    Words words;
    words_read(&words, source, false);
    drop_initials(&words);
    size_t end = words.count > 2 ? 1 : words.count;
    Case written = name_case(given, name);
    for (size_t i = 0; i < end; i++) {
        if (i > 0)
            str_push(out, ' ');
        append_greeting_word(out, &words, i, written);
    }
    if (end == 0 && source != NULL)
        append_trimmed(out, source);
    str_clear(&words.text);
    str_clear(&from_name);
    str_clear(&family);
}

// ---- sorting
// -------------------------------------------------------------------------------------------------------

static void clean_field(const char *text, Str *out)
{
    if (str_blank(text))
        return;
    Words words;
    words_read(&words, text, false);
    if (words.count > 0)
        words_append(out, &words, 0, words.count);
    else
        append_trimmed(out, text);
    str_clear(&words.text);
}

void name_sort_key(const char *given, const char *family, const char *name, Str *out)
{
    Str first = STR_INIT, last = STR_INIT;
    clean_field(family, &last);
    if (last.length > 0 || str_blank(name))
        clean_field(given, &first);
    else
        name_split(name, &first, &last);
    if (last.length > 0 && first.length > 0)
        str_push(&last, ' ');
    str_append(&last, str_get(&first));
    utf8_fold(out, str_get(&last), last.length);
    str_clear(&first);
    str_clear(&last);
}
