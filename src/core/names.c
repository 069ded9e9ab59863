// SPDX-License-Identifier: MIT
// What to call a person: given and family name, greeting and sort key from the words of a name, so that a
// greeting reads as a friend would write it and the same person sorts to the same place.
#include "rapport/core/names.h"

#include <stdint.h>
#include <string.h>

#include "name_words.h"
#include "rapport/base/utf8.h"
#include "rapport/core/lettercase.h"

// Family names of two characters, Chinese and Korean; all others are taken as one.
static const char *const double_families[] = {"欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒",
                                              "夏侯", "皇甫", "公孙", "公孫", "令狐", "慕容", "尉迟", "长孙",
                                              "남궁", "황보", "제갈", "사공", "선우", "독고", "서문", NULL};

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

// ---- splitting ----

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
        if (word_is_particle(words, i))
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

// ---- greeting ----

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
        run = name_is_dash(code) || (name_is_apostrophe(code) && run == 1) ? 0 : run + 1;
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
        found.no_small = found.no_small && !name_has_letter(texts[i], length, letter_is_lower);
        found.no_capital = found.no_capital && !name_has_letter(texts[i], length, letter_is_upper);
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

// ---- sorting ----

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
