// SPDX-License-Identifier: MIT
// Words and stretches of text for quick add. ASCII case and ASCII blanks are enough: the words that steer are
// English.
#include <string.h>

#include "capture_internal.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

Span span_of(const char *text)
{
    return (Span){text, strlen(text)};
}

Span span_trim(Span span)
{
    while (span.length > 0 && strchr(" \t\r\n", span.text[0]) != NULL) {
        span.text++;
        span.length--;
    }
    while (span.length > 0 && strchr(" \t\r\n", span.text[span.length - 1]) != NULL)
        span.length--;
    return span;
}

bool span_word(Span *rest, Span *word)
{
    *rest = span_trim(*rest);
    const char *blank = memchr(rest->text, ' ', rest->length);
    size_t length = blank == NULL ? rest->length : (size_t)(blank - rest->text);
    *word = (Span){rest->text, length};
    rest->text += length;
    rest->length -= length;
    return length > 0;
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

bool span_is(Span span, const char *text)
{
    if (strlen(text) != span.length)
        return false;
    for (size_t i = 0; i < span.length; i++) {
        if (lower(span.text[i]) != lower(text[i]))
            return false;
    }
    return true;
}

char *span_dup(Span span)
{
    return mem_strndup(span.text, span.length);
}

bool span_in(Span span, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (span_is(span, *words))
            return true;
    }
    return false;
}

static bool is_word_byte(char byte)
{
    return (lower(byte) >= 'a' && lower(byte) <= 'z') || (byte >= '0' && byte <= '9') || (byte & 0x80) != 0;
}

bool span_has_word(Span span, const char *const *words)
{
    for (size_t i = 0; i < span.length;) {
        size_t start = i;
        while (i < span.length && is_word_byte(span.text[i]))
            i++;
        if (i > start && span_in((Span){span.text + start, i - start}, words))
            return true;
        i += i == start;
    }
    return false;
}

// The bytes that one character of a lead takes up in the text; 0 when it is not there.
static size_t lead_character(Span span, char wanted)
{
    static const char curly[] = "\xe2\x80\x99"; // the apostrophe that phones type
    if (span.length == 0)
        return 0;
    if (wanted == ' ') {
        size_t blanks = 0;
        while (blanks < span.length && span.text[blanks] == ' ')
            blanks++;
        return blanks;
    }
    if (wanted == '\'' && span.length >= 3 && memcmp(span.text, curly, 3) == 0)
        return 3;
    return lower(span.text[0]) == wanted;
}

bool span_lead(Span span, const char *lead, Span *rest)
{
    for (; *lead != '\0'; lead++) {
        size_t taken = lead_character(span, *lead);
        if (taken == 0)
            return false;
        span.text += taken;
        span.length -= taken;
    }
    if (span.length > 0 && span.text[0] != ' ' && span.text[0] != ':')
        return false;
    while (span.length > 0 && (span.text[0] == ' ' || span.text[0] == ':')) {
        span.text++;
        span.length--;
    }
    *rest = span_trim(span);
    return true;
}

bool capture_split_at(Span span, bool with_at, Span *before, Span *behind)
{
    Span rest = span, word;
    while (span_word(&rest, &word)) {
        bool sign = word.text[0] == '@', at = with_at && span_is(word, "at");
        if (!sign && !at)
            continue;
        size_t skip = sign ? 1 : 2;
        *before = span_trim((Span){span.text, (size_t)(word.text - span.text)});
        *behind = span_trim((Span){word.text + skip, span.length - (size_t)(word.text - span.text) - skip});
        return before->length > 0 && behind->length > 0;
    }
    return false;
}

void capture_prepare(const char *text, Str *out)
{
    Str repaired = STR_INIT;
    utf8_repair(&repaired, text, strlen(text));
    for (size_t i = 0; i < repaired.length;) {
        uint32_t code;
        size_t size = utf8_decode(repaired.data + i, repaired.length - i, &code, NULL);
        if (utf8_is_space(code) && code != '\n')
            str_push(out, ' ');
        else if (code >= ' ' || code == '\n')
            str_append_n(out, repaired.data + i, size);
        i += size;
    }
    str_clear(&repaired);
}
