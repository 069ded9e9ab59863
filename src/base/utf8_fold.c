// SPDX-License-Identifier: MIT
// The search form of text and the tokens in it. A million names pass here, so ASCII goes straight through;
// the rest is decomposed a run at a time, loses its accents and is composed again, which keeps Hangul
// syllables and voiced kana whole.
#include <string.h>
#include <utf8proc.h>

#include "latin.h"
#include "rapport/base/utf8.h"
#include "rapport/base/vec.h"

enum { LONGEST_DECOMPOSITION = 32 }; // U+FDFA has 18

typedef VEC(utf8proc_int32_t) Codes;

static const utf8proc_property_t *property(uint32_t code)
{
    return utf8proc_get_property((utf8proc_int32_t)code);
}

static bool is_mark(uint32_t code)
{
    int category = property(code)->category;
    return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

// Marks that people leave out when they type: accents, nuktas, Hebrew and Arabic points, enclosing marks. Not
// the vowel signs, viramas and tone marks of South and South-East Asian scripts, nor kana voicing, which
// spell the word.
static bool is_accent(uint32_t code)
{
    const utf8proc_property_t *known = property(code);
    int class = known->combining_class;
    if (known->category == UTF8PROC_CATEGORY_ME)
        return true;
    if (known->category != UTF8PROC_CATEGORY_MN)
        return false;
    return class == 1 || class == 7 || (class >= 10 && class <= 36) || class >= 200;
}

static void push_folded(Codes *codes, uint32_t code)
{
    const char *base = latin_base(code);
    if (base == NULL && !is_accent(code))
        vec_push(codes, (utf8proc_int32_t)code);
    for (; base != NULL && *base != '\0'; base++)
        vec_push(codes, (unsigned char)*base);
}

static void push_decomposed(Codes *codes, uint32_t code)
{
    static const int options = UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                               UTF8PROC_IGNORE; // IGNORE: invisible characters
    utf8proc_int32_t parts[LONGEST_DECOMPOSITION];
    int class = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code, parts, LONGEST_DECOMPOSITION,
                                                     (utf8proc_option_t)options, &class);
    for (utf8proc_ssize_t i = 0; i < count && i < LONGEST_DECOMPOSITION; i++)
        push_folded(codes, (uint32_t)parts[i]);
}

static void append_composed(Str *out, Codes *codes)
{
    utf8proc_ssize_t count = utf8proc_normalize_utf32(codes->items, (utf8proc_ssize_t)codes->count,
                                                      UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        char bytes[4];
        str_append_n(out, bytes, utf8_encode((uint32_t)codes->items[i], bytes));
    }
}

static size_t ascii_run(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && (unsigned char)text[at] < 0x80)
        at++;
    return at;
}

static void fold_ascii(Str *out, const char *text, size_t length)
{
    if (length == 0)
        return;
    str_reserve(out, length);
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        out->data[out->length++] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
    out->data[out->length] = '\0';
}

// Folds the run of other bytes at text; returns its length.
static size_t fold_other(Str *out, Codes *codes, const char *text, size_t length)
{
    size_t at = 0;
    codes->count = 0;
    while (at < length && (unsigned char)text[at] >= 0x80) {
        uint32_t code;
        bool valid;
        at += utf8_decode(text + at, length - at, &code, &valid);
        if (valid)
            push_decomposed(codes, code);
    }
    if (codes->count > 0)
        append_composed(out, codes);
    return at;
}

void utf8_fold(Str *out, const char *text, size_t length)
{
    Codes codes = {0};
    for (size_t at = 0; at < length;) {
        size_t ascii = ascii_run(text + at, length - at);
        fold_ascii(out, text + at, ascii);
        at += ascii;
        if (at < length)
            at += fold_other(out, &codes, text + at, length - at);
    }
    vec_clear(&codes);
}

bool utf8_is_word(uint32_t code)
{
    if (code < 0x80)
        return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    int category = property(code)->category;
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

bool utf8_is_space(uint32_t code)
{
    if (code < 0x80)
        return code == ' ' || (code >= '\t' && code <= '\r');
    int category = property(code)->category;
    return code == 0x85 || (category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP);
}

bool utf8_is_cjk(uint32_t code)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x0E00, 0x0EFF},   // Thai, Lao
        {0x1000, 0x109F},   // Myanmar
        {0x1100, 0x11FF},   // Hangul jamo
        {0x1780, 0x17FF},   // Khmer
        {0x2E80, 0x2FDF},   // radicals
        {0x3005, 0x31FF},   // kana, bopomofo, Hangul compatibility jamo
        {0x3400, 0x4DBF},   // Han extension A
        {0x4E00, 0x9FFF},   // Han
        {0xA960, 0xA97F},   // Hangul jamo extended A
        {0xAC00, 0xD7FF},   // Hangul syllables, jamo extended B
        {0xF900, 0xFAFF},   // Han compatibility
        {0xFF66, 0xFFDC},   // half-width kana and Hangul
        {0x1AFF0, 0x1B16F}, // kana supplements
        {0x20000, 0x3FFFD}, // Han extensions B and later
    };
    if (code < ranges[0].first)
        return false;
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return utf8_is_word(code);
    return false;
}

// What a code point is to the tokens.
typedef enum Part { PART_BETWEEN, PART_WORD, PART_ALONE, PART_MARK } Part;

static size_t next_part(const char *text, size_t length, Part *part)
{
    uint32_t code = (unsigned char)text[0];
    if (code < 0x80) {
        *part = utf8_is_word(code) ? PART_WORD : PART_BETWEEN;
        return 1;
    }
    bool valid;
    size_t used = utf8_decode(text, length, &code, &valid);
    if (!valid || !utf8_is_word(code))
        *part = PART_BETWEEN;
    else if (is_mark(code))
        *part = PART_MARK;
    else
        *part = utf8_is_cjk(code) ? PART_ALONE : PART_WORD;
    return used;
}

void utf8_tokens(const char *folded, size_t length,
                 bool (*visit)(void *self, const char *token, size_t length), void *self)
{
    size_t at = 0;
    while (at < length) {
        Part first, part;
        size_t start = at;
        at += next_part(folded + at, length - at, &first);
        if (first == PART_BETWEEN)
            continue;
        while (at < length) {
            size_t used = next_part(folded + at, length - at, &part);
            if (part != PART_MARK && !(part == PART_WORD && first != PART_ALONE))
                break;
            at += used;
        }
        if (!visit(self, folded + start, at - start))
            return;
    }
}
