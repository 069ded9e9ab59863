// SPDX-License-Identifier: MIT
// Places in a text: clusters, words, lines, paragraphs, and finding. Nothing here changes the text.
#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/core/lettercase.h"
#include "rapport/core/textbuf.h"
#include "textbuf_private.h"

// No cluster crosses a line feed, so the walk back never looks further than the line.
size_t text_cluster_before(const TextBuf *buf, size_t at)
{
    if (at == 0)
        return 0;
    size_t start = textbuf_line_start(buf, textbuf_line_at(buf, at - 1));
    return start + utf8_cluster_before(textbuf_text(buf) + start, at - start);
}

size_t text_cluster_after(const TextBuf *buf, size_t at)
{
    return at + utf8_cluster(textbuf_text(buf) + at, buf->text.length - at);
}

// ---- words ----

typedef enum WordClass { CLASS_NONE, CLASS_WORD, CLASS_CJK } WordClass;

static uint32_t code_at(const TextBuf *buf, size_t at)
{
    uint32_t code = 0;
    if (at < buf->text.length)
        utf8_decode(buf->text.data + at, buf->text.length - at, &code, NULL);
    return code;
}

// Apostrophes inside a word belong to it ("don't").
static WordClass class_at(const TextBuf *buf, size_t at)
{
    uint32_t code = code_at(buf, at);
    if (utf8_is_word(code))
        return utf8_is_cjk(code) ? CLASS_CJK : CLASS_WORD;
    bool inside = at > 0 && (code == '\'' || code == 0x2019) &&
                  utf8_is_word(code_at(buf, textbuf_snap(buf, at - 1))) &&
                  utf8_is_word(code_at(buf, text_cluster_after(buf, at)));
    return inside ? CLASS_WORD : CLASS_NONE;
}

static size_t word_right(const TextBuf *buf, size_t at)
{
    while (at < buf->text.length && class_at(buf, at) == CLASS_NONE)
        at = text_cluster_after(buf, at);
    WordClass class = class_at(buf, at);
    while (at < buf->text.length && class_at(buf, at) == class)
        at = text_cluster_after(buf, at);
    return at;
}

static size_t word_left(const TextBuf *buf, size_t at)
{
    size_t before = text_cluster_before(buf, at);
    while (at > 0 && class_at(buf, before) == CLASS_NONE) {
        at = before;
        before = text_cluster_before(buf, at);
    }
    WordClass class = class_at(buf, before);
    while (at > 0 && class_at(buf, before) == class) {
        at = before;
        before = text_cluster_before(buf, at);
    }
    return at;
}

void textbuf_select_word(TextBuf *buf, size_t at)
{
    size_t from = textbuf_snap(buf, at), to = from;
    WordClass class = class_at(buf, from);
    if (class == CLASS_NONE) {
        textbuf_move_to(buf, from, false);
        return;
    }
    while (from > 0 && class_at(buf, text_cluster_before(buf, from)) == class)
        from = text_cluster_before(buf, from);
    while (to < buf->text.length && class_at(buf, to) == class)
        to = text_cluster_after(buf, to);
    textbuf_select(buf, from, to);
}

// ---- paragraphs ----

static bool line_is_blank(const TextBuf *buf, size_t line)
{
    const char *text = textbuf_text(buf);
    for (size_t at = textbuf_line_start(buf, line); at < textbuf_line_end(buf, line); at++)
        if (text[at] != ' ')
            return false;
    return true;
}

static size_t paragraph_up(const TextBuf *buf, size_t at)
{
    size_t line = textbuf_line_at(buf, at);
    while (line > 0 && line_is_blank(buf, line))
        line--;
    while (line > 0 && !line_is_blank(buf, line))
        line--;
    return textbuf_line_start(buf, line);
}

static size_t paragraph_down(const TextBuf *buf, size_t at)
{
    size_t line = textbuf_line_at(buf, at), count = textbuf_line_count(buf);
    while (line < count && line_is_blank(buf, line))
        line++;
    while (line < count && !line_is_blank(buf, line))
        line++;
    return textbuf_line_start(buf, line);
}

// ---- moving ----

size_t textbuf_target(const TextBuf *buf, TextMove move, size_t at)
{
    at = textbuf_snap(buf, at);
    switch (move) {
    case TEXT_LEFT:
        return text_cluster_before(buf, at);
    case TEXT_RIGHT:
        return text_cluster_after(buf, at);
    case TEXT_WORD_LEFT:
        return word_left(buf, at);
    case TEXT_WORD_RIGHT:
        return word_right(buf, at);
    case TEXT_LINE_START:
        return textbuf_line_start(buf, textbuf_line_at(buf, at));
    case TEXT_LINE_END:
        return textbuf_line_end(buf, textbuf_line_at(buf, at));
    case TEXT_PARAGRAPH_UP:
        return paragraph_up(buf, at);
    case TEXT_PARAGRAPH_DOWN:
        return paragraph_down(buf, at);
    case TEXT_START:
        return 0;
    case TEXT_END:
        return buf->text.length;
    }
    return at;
}

void textbuf_move_to(TextBuf *buf, size_t at, bool select)
{
    if (!select)
        buf->place.anchor = TEXT_NO_ANCHOR;
    else if (buf->place.anchor == TEXT_NO_ANCHOR)
        buf->place.anchor = buf->place.cursor;
    buf->place.cursor = textbuf_snap(buf, at);
    buf->last = EDIT_NONE;
}

// Without select, Left and Right on a selection go to its edge.
void textbuf_move(TextBuf *buf, TextMove move, bool select)
{
    size_t from, to;
    bool leave = !select && (move == TEXT_LEFT || move == TEXT_RIGHT) && textbuf_selection(buf, &from, &to);
    if (leave)
        textbuf_move_to(buf, move == TEXT_LEFT ? from : to, false);
    else
        textbuf_move_to(buf, textbuf_target(buf, move, buf->place.cursor), select);
}

void textbuf_select(TextBuf *buf, size_t from, size_t to)
{
    textbuf_move_to(buf, from, false);
    textbuf_move_to(buf, to, true);
}

void textbuf_select_none(TextBuf *buf)
{
    buf->place.anchor = TEXT_NO_ANCHOR;
}

// ---- finding ----

typedef struct Needle {
    const char *text;
    size_t length;
    bool exact;       // it has a capital
    bool begins[256]; // with which byte a match may: most places of a long text are passed over by it
} Needle;

static void note_beginnings(Needle *needle)
{
    unsigned char first = needle->length > 0 ? (unsigned char)*needle->text : 0;
    needle->begins[first] = true;
    if (!needle->exact && first < 0x80)
        needle->begins[letter_upper(first) & 0x7F] = true;
    for (size_t byte = 0xC0; byte < sizeof needle->begins;
         byte++) // other capitals may have the same small letter
        needle->begins[byte] = needle->begins[byte] || !needle->exact;
}

static Needle needle_of(const char *text)
{
    Needle needle = {.text = text, .length = text != NULL ? strlen(text) : 0};
    for (size_t at = 0; at < needle.length;) {
        uint32_t code = 0;
        at += utf8_decode(text + at, needle.length - at, &code, NULL);
        needle.exact = needle.exact || letter_is_upper(code);
    }
    note_beginnings(&needle);
    return needle;
}

// The end of the match that begins at a place; 0 when there is none.
static size_t match_end(const TextBuf *buf, const Needle *needle, size_t at)
{
    const char *text = textbuf_text(buf);
    size_t seen = 0;
    if (!needle->begins[(unsigned char)text[at]]) // NUL at the end
        return 0;
    while (seen < needle->length && at < buf->text.length) {
        uint32_t wanted = 0, found = 0;
        seen += utf8_decode(needle->text + seen, needle->length - seen, &wanted, NULL);
        at += utf8_decode(text + at, buf->text.length - at, &found, NULL);
        if (found != wanted && (needle->exact || letter_lower(found) != wanted))
            return 0;
    }
    return seen == needle->length ? at : 0;
}

static size_t next_code(const TextBuf *buf, size_t at)
{
    if (at >= buf->text.length)
        return 0;
    do
        at++;
    while (at < buf->text.length && ((unsigned char)buf->text.data[at] & 0xC0) == 0x80);
    return at;
}

static size_t previous_code(const TextBuf *buf, size_t at)
{
    return at > 0 ? textbuf_snap(buf, at - 1) : buf->text.length;
}

bool textbuf_find_within(const TextBuf *buf, const char *needle, size_t from, size_t end, size_t *match_from,
                         size_t *match_to)
{
    Needle wanted = needle_of(needle);
    end = end < buf->text.length ? end : buf->text.length;
    for (size_t at = textbuf_snap(buf, from); wanted.length > 0 && at < end; at++) {
        while (at < end && !wanted.begins[(unsigned char)buf->text.data[at]])
            at++;
        *match_to = at < end ? match_end(buf, &wanted, at) : 0;
        *match_from = at;
        if (*match_to > 0)
            return true;
    }
    return false;
}

bool textbuf_find(const TextBuf *buf, const char *needle, size_t at, TextFind direction, size_t *from,
                  size_t *to)
{
    Needle wanted = needle_of(needle);
    if (wanted.length == 0)
        return false;
    size_t start = textbuf_snap(buf, at), place = start;
    do {
        place = direction == TEXT_FIND_NEXT ? next_code(buf, place) : previous_code(buf, place);
        size_t end = match_end(buf, &wanted, place);
        if (end > 0) {
            *from = place;
            *to = end;
            return true;
        }
    } while (place != start);
    return false;
}
