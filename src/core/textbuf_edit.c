// SPDX-License-Identifier: MIT
// Keys that change text: typing, deleting, cutting and pasting. Each becomes one logged splice; whether it
// continues the undo step before it is decided here, in one place.
#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/core/textbuf.h"
#include "textbuf_private.h"

enum { PAUSE_MS = 1000 }; // a longer pause ends an undo step

static bool first_is_blank(const char *text, size_t length)
{
    uint32_t code = 0;
    if (length == 0)
        return false;
    utf8_decode(text, length, &code, NULL);
    return utf8_is_space(code);
}

// Typing goes on until a word begins after blanks; deleting until a blank comes after letters.
static bool continues_step(const TextBuf *buf, TextEdit edit, bool replaces, bool blank)
{
    if (edit != buf->last || buf->now - buf->edited_at > PAUSE_MS)
        return false;
    if (edit == EDIT_TYPE)
        return !replaces && !(buf->last_blank && !blank);
    return (edit == EDIT_BACKSPACE || edit == EDIT_DELETE) && !(blank && !buf->last_blank);
}

void textbuf_apply(TextBuf *buf, TextEdit edit, size_t from, size_t to, const char *text, size_t length)
{
    if (from == to && length == 0)
        return;
    bool blank = edit == EDIT_TYPE ? first_is_blank(text, length)
                                   : first_is_blank(textbuf_text(buf) + from, to - from);
    bool continues = continues_step(buf, edit, from != to, blank);
    textlog_note(buf, continues, from, to, text, length);
    textbuf_splice(buf, from, to - from, text, length);
    buf->place = (TextSelection){from + length, TEXT_NO_ANCHOR};
    buf->last = edit;
    buf->last_blank = blank;
    buf->edited_at = buf->now;
}

// Sanitises and replaces [from, to). Returns the length of what was inserted.
static size_t apply_clean(TextBuf *buf, TextEdit edit, size_t from, size_t to, const char *text,
                          size_t length)
{
    Str clean = STR_INIT;
    text_sanitise(&clean, text, length, buf->lines);
    textbuf_apply(buf, edit, from, to, str_get(&clean), clean.length);
    size_t inserted = clean.length;
    str_clear(&clean);
    return inserted;
}

static void selection_or_cursor(const TextBuf *buf, size_t *from, size_t *to)
{
    if (!textbuf_selection(buf, from, to))
        *from = *to = buf->place.cursor;
}

void textbuf_type(TextBuf *buf, const char *text, size_t length)
{
    size_t from, to;
    selection_or_cursor(buf, &from, &to);
    apply_clean(buf, EDIT_TYPE, from, to, text, length);
}

void textbuf_insert(TextBuf *buf, const char *text, size_t length)
{
    size_t from, to;
    selection_or_cursor(buf, &from, &to);
    apply_clean(buf, EDIT_WHOLE, from, to, text, length);
}

void textbuf_replace(TextBuf *buf, size_t from, size_t to, const char *text, size_t length)
{
    from = textbuf_snap(buf, from);
    to = textbuf_snap(buf, to < from ? from : to);
    apply_clean(buf, EDIT_WHOLE, from, to, text, length);
}

void textbuf_rewrite(TextBuf *buf, const char *text, size_t length)
{
    Str clean = STR_INIT;
    text_sanitise(&clean, text, length, buf->lines);
    const char *old = textbuf_text(buf), *new = str_get(&clean);
    size_t shorter = clean.length < buf->text.length ? clean.length : buf->text.length;
    size_t head = 0, tail = 0;
    while (head < shorter && old[head] == new[head])
        head++;
    head = textbuf_snap(buf, head);
    while (tail < shorter - head && old[buf->text.length - tail - 1] == new[clean.length - tail - 1])
        tail++;
    while (tail > 0 && ((unsigned char)new[clean.length - tail] & 0xC0) == 0x80)
        tail--;
    textbuf_apply(buf, EDIT_WHOLE, head, buf->text.length - tail, new + head, clean.length - head - tail);
    str_clear(&clean);
}

// ---- newline and lists ----

// The bytes of a list marker ("- ", "* ", "• ", "12. ") after blanks at the start of a line; 0 when there is
// none.
static size_t marker_length(const char *line, size_t length)
{
    static const char *const bullets[] = {"- ", "* ", "• "};
    size_t indent = 0, digits = 0;
    while (indent < length && line[indent] == ' ')
        indent++;
    for (size_t i = 0; i < sizeof bullets / sizeof bullets[0]; i++) {
        size_t size = strlen(bullets[i]);
        if (length - indent >= size && memcmp(line + indent, bullets[i], size) == 0)
            return indent + size;
    }
    while (digits < 4 && indent + digits < length && line[indent + digits] >= '0' &&
           line[indent + digits] <= '9')
        digits++;
    bool dotted = digits > 0 && length - indent - digits >= 2 && memcmp(line + indent + digits, ". ", 2) == 0;
    return dotted ? indent + digits + 2 : 0;
}

// Appends the marker of the line after this one: numbers count on.
static void append_next_marker(Str *out, const char *marker, size_t length)
{
    size_t indent = 0;
    unsigned number = 0;
    while (marker[indent] == ' ')
        indent++;
    if (marker[indent] < '0' || marker[indent] > '9') {
        str_append_n(out, marker, length);
        return;
    }
    for (size_t i = indent; marker[i] >= '0' && marker[i] <= '9'; i++)
        number = number * 10 + (unsigned)(marker[i] - '0');
    str_append_n(out, marker, indent);
    str_appendf(out, "%u. ", number + 1);
}

void textbuf_newline(TextBuf *buf)
{
    if (buf->lines == TEXT_ONE_LINE)
        return;
    size_t from, to;
    selection_or_cursor(buf, &from, &to);
    size_t line = textbuf_line_at(buf, from);
    size_t start = textbuf_line_start(buf, line), end = textbuf_line_end(buf, line);
    size_t marker = marker_length(textbuf_text(buf) + start, end - start);
    if (marker > 0 && from == to && from == end && end - start == marker) { // an empty item ends the list
        textbuf_apply(buf, EDIT_WHOLE, start, end, "", 0);
        return;
    }
    Str text = STR_INIT;
    str_push(&text, '\n');
    if (marker > 0 && from - start >= marker)
        append_next_marker(&text, textbuf_text(buf) + start, marker);
    textbuf_apply(buf, EDIT_WHOLE, from, to, text.data, text.length);
    str_clear(&text);
}

// ---- deleting ----

// A letter with marks loses its last mark; anything else (emoji, flags, keycaps) goes whole.
static size_t backspace_start(const TextBuf *buf, size_t at)
{
    size_t start = text_cluster_before(buf, at);
    const char *text = textbuf_text(buf);
    uint32_t code = 0;
    size_t last = start;
    for (size_t i = start; i < at;) {
        last = i;
        i += utf8_decode(text + i, at - i, &code, NULL);
        if ((last == start && !utf8_is_word(code)) || code == 0xFE0F || code == 0x20E3 || code == 0x200D)
            return start;
    }
    return last;
}

void textbuf_backspace(TextBuf *buf)
{
    size_t from, to;
    if (textbuf_selection(buf, &from, &to)) {
        textbuf_apply(buf, EDIT_WHOLE, from, to, "", 0);
    } else if (buf->place.cursor > 0) {
        to = buf->place.cursor;
        textbuf_apply(buf, EDIT_BACKSPACE, backspace_start(buf, to), to, "", 0);
    }
}

void textbuf_delete(TextBuf *buf)
{
    size_t from, to;
    if (textbuf_selection(buf, &from, &to)) {
        textbuf_apply(buf, EDIT_WHOLE, from, to, "", 0);
    } else {
        from = buf->place.cursor;
        textbuf_apply(buf, EDIT_DELETE, from, text_cluster_after(buf, from), "", 0);
    }
}

// ---- the ring ----

void textring_push(TextRing *ring, const char *text, size_t length)
{
    if (length == 0)
        return;
    str_clear(&ring->entry[TEXT_RING_SIZE - 1]);
    memmove(&ring->entry[1], &ring->entry[0], (TEXT_RING_SIZE - 1) * sizeof ring->entry[0]);
    ring->entry[0] = (Str)STR_INIT;
    str_append_n(&ring->entry[0], text, length);
}

const Str *textring_get(const TextRing *ring, size_t index)
{
    static const Str empty = STR_INIT;
    return index < TEXT_RING_SIZE ? &ring->entry[index] : &empty;
}

void textring_clear(TextRing *ring)
{
    for (size_t i = 0; i < TEXT_RING_SIZE; i++)
        str_clear(&ring->entry[i]);
}

bool textbuf_copy(TextBuf *buf, TextRing *ring)
{
    size_t from, to;
    if (!textbuf_selection(buf, &from, &to))
        return false;
    textring_push(ring, textbuf_text(buf) + from, to - from);
    return true;
}

bool textbuf_cut(TextBuf *buf, TextRing *ring)
{
    if (!textbuf_copy(buf, ring))
        return false;
    size_t from, to;
    textbuf_selection(buf, &from, &to);
    textbuf_apply(buf, EDIT_WHOLE, from, to, "", 0);
    return true;
}

static void paste_at(TextBuf *buf, const TextRing *ring, size_t index, size_t from, size_t to)
{
    const Str *entry = textring_get(ring, index);
    apply_clean(buf, EDIT_PASTE, from, to, str_get(entry), entry->length);
    buf->paste_from = from;
    buf->paste_index = index;
}

void textbuf_paste(TextBuf *buf, const TextRing *ring)
{
    size_t from, to;
    selection_or_cursor(buf, &from, &to);
    if (textring_get(ring, 0)->length > 0)
        paste_at(buf, ring, 0, from, to);
}

bool textbuf_paste_older(TextBuf *buf, const TextRing *ring)
{
    if (buf->last != EDIT_PASTE || textring_get(ring, 0)->length == 0)
        return false;
    size_t index = buf->paste_index + 1;
    if (textring_get(ring, index)->length == 0)
        index = 0;
    paste_at(buf, ring, index, buf->paste_from, buf->place.cursor);
    return true;
}

// Puts killed text into the ring: behind or before the entry of the kill right before this one, else as a new
// entry.
static void collect(TextBuf *buf, TextRing *ring, const char *text, size_t length, bool backward)
{
    if (buf->last != EDIT_KILL || ring->entry[0].length == 0)
        textring_push(ring, text, length);
    else
        str_insert_n(&ring->entry[0], backward ? 0 : ring->entry[0].length, text, length);
}

void textbuf_kill(TextBuf *buf, TextMove move, TextRing *ring)
{
    if (textbuf_cut(buf, ring))
        return;
    size_t at = buf->place.cursor, target = textbuf_target(buf, move, at);
    if (target == at && move == TEXT_LINE_END)
        target = textbuf_target(buf, TEXT_RIGHT, at);
    if (target == at && move == TEXT_LINE_START)
        target = textbuf_target(buf, TEXT_LEFT, at);
    if (target == at)
        return;
    size_t from = target < at ? target : at, to = target < at ? at : target;
    collect(buf, ring, textbuf_text(buf) + from, to - from, target < at);
    textbuf_apply(buf, EDIT_KILL, from, to, "", 0);
}
