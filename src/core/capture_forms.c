// SPDX-License-Identifier: MIT
// What is known by its form alone, wherever it stands: mail addresses, links, tags, pronouns, degrees, phone
// numbers.
#include <stdlib.h>
#include <string.h>

#include "capture_internal.h"

// ---- addresses, links, tags: known by their form, anywhere in a piece

static Span without_wrapping(Span word)
{
    while (word.length > 0 && strchr("<([\"'", word.text[0]) != NULL) {
        word.text++;
        word.length--;
    }
    while (word.length > 0 && strchr(">)]\"',;.", word.text[word.length - 1]) != NULL)
        word.length--;
    return word;
}

static const char *find_byte(Span span, char byte)
{
    return span.length == 0 ? NULL : memchr(span.text, byte, span.length);
}

static bool is_email(Span word)
{
    const char *at = find_byte(word, '@');
    if (at == NULL || at == word.text)
        return false;
    Span host = {at + 1, word.length - (size_t)(at + 1 - word.text)};
    const char *dot = find_byte(host, '.');
    return find_byte(host, '@') == NULL && find_byte(word, '/') == NULL && dot != NULL && dot != host.text &&
           dot + 1 < host.text + host.length;
}

static bool starts(Span span, const char *start)
{
    size_t length = strlen(start);
    return span.length > length && span_is((Span){span.text, length}, start);
}

static bool is_link(Span word)
{
    if (starts(word, "https://") || starts(word, "http://") || starts(word, "www."))
        return true;
    const char *slash = find_byte(word, '/');
    if (slash == NULL)
        return false;
    Span host = {word.text, (size_t)(slash - word.text)};
    const char *dot = find_byte(host, '.');
    return dot != NULL && dot != host.text && host.text + host.length - dot > 2 &&
           find_byte(host, '@') == NULL;
}

static bool is_tag(Span word)
{
    return word.length >= 2 && word.text[0] == '#' && strchr("0123456789#-", word.text[1]) == NULL;
}

static bool lift_word(Capture *capture, Span raw)
{
    Span word = without_wrapping(raw);
    if (starts(word, "mailto:"))
        word = (Span){word.text + 7, word.length - 7};
    if (is_link(word))
        vec_push(&capture->links, span_dup(word));
    else if (is_email(word))
        vec_push(&capture->emails, span_dup(word));
    else if (is_tag(word))
        vec_push(&capture->tags, span_dup((Span){word.text + 1, word.length - 1}));
    else
        return false;
    return true;
}

void capture_lift(Capture *capture, Span piece, Str *left)
{
    // What only said that an address would follow.
    static const char *const labels[] = {
        "email",    "email:",    "e-mail",  "e-mail:",  "mail",         "mail:", "link",    "link:",
        "linkedin", "linkedin:", "profile", "profile:", "web",          "web:",  "website", "website:",
        "tags",     "tags:",     "tag",     "tag:",     "\xe2\x80\xa2", NULL};
    size_t start = left->length;
    bool lifted = false;
    Span rest = piece, word;
    while (span_word(&rest, &word)) {
        if (lift_word(capture, word)) {
            lifted = true;
            continue;
        }
        if (left->length > start)
            str_push(left, ' ');
        str_append_n(left, word.text, word.length);
    }
    if (lifted && left->length > start && span_in(span_of(left->data + start), labels))
        str_truncate(left, start);
}

bool capture_is_pronouns(Span text)
{
    static const char *const first[] = {"she", "he", "they", "ze", "xe", "any", NULL};
    const char *slash = find_byte(text, '/');
    return slash != NULL && text.length <= 20 && find_byte(text, ' ') == NULL &&
           span_in((Span){text.text, (size_t)(slash - text.text)}, first);
}

void capture_take_pronouns(Capture *capture, Span *name)
{
    const char *open = find_byte(*name, '('), *close = find_byte(*name, ')');
    if (open == NULL || close == NULL || close < open)
        return;
    Span inside = span_trim((Span){open + 1, (size_t)(close - open - 1)});
    if (!capture_is_pronouns(inside) ||
        span_trim((Span){close + 1, name->length - (size_t)(close + 1 - name->text)}).length > 0)
        return;
    capture_set(&capture->pronouns, inside);
    *name = span_trim((Span){name->text, (size_t)(open - name->text)});
}

// ---- degrees and phone numbers

int capture_degree(Span piece)
{
    static const char *const names[][5] = {{"1st", "1st+", "first", "1", NULL},
                                           {"2nd", "2nd+", "second", "2", NULL},
                                           {"3rd", "3rd+", "third", "3", NULL}};
    static const char *const tails[] = {"degree", "connection", "contact", NULL};
    Span rest = piece, word;
    bool said = span_lead(piece, "degree", &rest);
    if (!span_word(&rest, &word))
        return 0;
    if (span_is(word, "\xe2\x80\xa2") && !span_word(&rest, &word)) // the bullet before it on pages
        return 0;
    const char *hyphen = find_byte(word, '-'); // "2nd-degree"
    Span ending = word, number = word;
    if (hyphen != NULL) {
        number.length = (size_t)(hyphen - word.text);
        ending = (Span){hyphen + 1, word.length - number.length - 1};
        if (!span_in(ending, tails))
            return 0;
        said = true;
    }
    while (span_word(&rest, &ending)) {
        if (!span_in(ending, tails))
            return 0;
        said = true;
    }
    for (int degree = 1; degree <= 3; degree++) {
        bool short_form = number.length >= 3 && number.text[0] == '0' + degree; // "2nd", not "second" or "2"
        if (span_in(number, names[degree - 1]) && (said || short_form))
            return degree;
    }
    return 0;
}

bool capture_is_phone(Span piece)
{
    size_t digits = 0;
    for (size_t i = 0; i < piece.length; i++) {
        if (strchr("+() -./0123456789", piece.text[i]) == NULL)
            return false;
        digits += piece.text[i] >= '0' && piece.text[i] <= '9';
    }
    return digits >= 7 && digits <= 15;
}
