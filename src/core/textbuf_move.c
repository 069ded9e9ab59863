// SPDX-License-Identifier: MIT
// Places in a text: clusters, words, lines, paragraphs. Nothing here changes the text.
#include <string.h>

#include "rapport/base/utf8.h"
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
