// SPDX-License-Identifier: MIT
// One line of quick add: cut at commas, the name first, then piece by piece through the rules.
#include <stdlib.h>
#include <string.h>

#include "capture_internal.h"
#include "rapport/base/utf8.h"

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool in_link(const char *line, size_t at)
{
    size_t start = at;
    while (start > 0 && line[start - 1] != ' ' && line[start - 1] != ',')
        start--;
    return strncmp(line + start, "http", 4) == 0;
}

// A comma separates, but not in "1,000" and not inside a link.
static bool separates(const char *line, size_t at)
{
    if (line[at] == ';' || line[at] == '\n')
        return true;
    if (line[at] != ',')
        return false;
    bool tight = line[at + 1] != ' ' && line[at + 1] != '\0';
    bool number = at > 0 && is_digit(line[at - 1]) && is_digit(line[at + 1]);
    return !tight || (!number && !in_link(line, at));
}

// Appends the next piece without its quotes and moves *at behind the separator. False at the end of the line.
static bool next_piece(const char *line, size_t *at, Str *piece)
{
    bool quoted = false;
    str_truncate(piece, 0);
    if (line[*at] == '\0')
        return false;
    for (; line[*at] != '\0' && (quoted || !separates(line, *at)); ++*at) {
        if (line[*at] == '"' && (quoted || strchr(line + *at + 1, '"') != NULL))
            quoted = !quoted;
        else
            str_push(piece, line[*at]);
    }
    *at += line[*at] != '\0';
    return true;
}

// "Ada Byron (she/her) @ Acme", "Ada Byron at Acme", "met Ada Byron at PyCon".
static void read_name(Capture *capture, Span piece, const CaptureDates *dates)
{
    Span name, behind, rest;
    bool met = (span_lead(piece, "met", &rest) || span_lead(piece, "i met", &rest)) && rest.length > 0;
    if (met)
        piece = rest;
    name = piece;
    if (capture_split_at(piece, true, &name, &behind)) {
        if (met)
            capture_set_met(capture, behind, HOW_EVENT, dates);
        else
            capture_set(&capture->company, behind);
    }
    capture_take_pronouns(capture, &name);
    capture_set(&capture->name, name);
}

// A name has a letter in it and does not begin with a sign.
static bool may_be_name(Span words)
{
    uint32_t code = 0;
    for (size_t i = 0; i < words.length;) {
        i += utf8_decode(words.text + i, words.length - i, &code, NULL);
        if (utf8_is_word(code) && (code < '0' || code > '9'))
            return words.text[0] != '@' && capture_degree(words) == 0;
    }
    return false;
}

static void read_piece(Capture *capture, Span piece, const CaptureDates *dates)
{
    Span rest;
    if (span_lead(piece, "note", &rest) && rest.length > 0) { // kept as it is, links and all
        capture_add_note(capture, rest);
        return;
    }
    Str left = STR_INIT;
    capture_lift(capture, piece, &left);
    Span words = span_trim(span_of(str_get(&left)));
    if (capture->name == NULL && may_be_name(words))
        read_name(capture, words, dates);
    else if (words.length > 0 && !capture_announced(capture, words, dates))
        capture_guessed(capture, words);
    str_clear(&left);
}

bool capture_line(const char *line, const CaptureDates *dates, Capture *out, Error *err)
{
    Str text = STR_INIT, piece = STR_INIT;
    capture_init(out);
    capture_prepare(line, &text);
    for (size_t at = 0; next_piece(str_get(&text), &at, &piece);)
        read_piece(out, span_trim(span_of(str_get(&piece))), dates);
    str_clear(&piece);
    str_clear(&text);
    if (out->name != NULL)
        return true;
    capture_clear(out);
    return error_at(err, ERROR_INPUT, 0, 1,
                    "there is no name; begin with one, as in: Ada Byron @ Acme, card");
}
