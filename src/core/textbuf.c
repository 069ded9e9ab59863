// SPDX-License-Identifier: MIT
// Text and lines. A flat buffer is enough: moving a megabyte takes microseconds, far below a key's time, and
// every reader gets one plain string.
#include "rapport/core/textbuf.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/sanitise.h"
#include "rapport/base/utf8.h"
#include "textbuf_private.h"

TextBuf *textbuf_new(TextLines lines)
{
    TextBuf *buf = mem_alloc(sizeof *buf);
    buf->lines = lines;
    buf->place.anchor = TEXT_NO_ANCHOR;
    vec_push(&buf->starts, 0);
    return buf;
}

void textbuf_free(TextBuf *buf)
{
    if (buf == NULL)
        return;
    str_clear(&buf->text);
    vec_clear(&buf->starts);
    textlog_clear(&buf->log);
    free(buf);
}

void textbuf_set(TextBuf *buf, const char *text, size_t length)
{
    Str clean = STR_INIT;
    text_sanitise(&clean, text, length, buf->lines);
    textbuf_splice(buf, 0, buf->text.length, str_get(&clean), clean.length);
    str_clear(&clean);
    textlog_clear(&buf->log);
    buf->place = (TextSelection){buf->text.length, TEXT_NO_ANCHOR};
    buf->last = EDIT_NONE;
    buf->damaged = true;
    buf->head = buf->tail = 0;
}

void textbuf_set_time(TextBuf *buf, int64_t now_ms)
{
    buf->now = now_ms;
}

const char *textbuf_text(const TextBuf *buf)
{
    return str_get(&buf->text);
}

size_t textbuf_length(const TextBuf *buf)
{
    return buf->text.length;
}

size_t textbuf_utf16(const TextBuf *buf)
{
    return buf->utf16;
}

size_t textbuf_cursor(const TextBuf *buf)
{
    return buf->place.cursor;
}

bool textbuf_selection(const TextBuf *buf, size_t *from, size_t *to)
{
    size_t cursor = buf->place.cursor, anchor = buf->place.anchor;
    if (anchor == TEXT_NO_ANCHOR || anchor == cursor)
        return false;
    *from = anchor < cursor ? anchor : cursor;
    *to = anchor < cursor ? cursor : anchor;
    return true;
}

uint64_t textbuf_revision(const TextBuf *buf)
{
    return buf->revision;
}

// ---- lines ----

size_t textbuf_line_count(const TextBuf *buf)
{
    return buf->starts.count;
}

size_t textbuf_line_start(const TextBuf *buf, size_t line)
{
    return line < buf->starts.count ? buf->starts.items[line] : buf->text.length;
}

size_t textbuf_line_end(const TextBuf *buf, size_t line)
{
    return line + 1 < buf->starts.count ? buf->starts.items[line + 1] - 1 : buf->text.length;
}

size_t textbuf_line_at(const TextBuf *buf, size_t at)
{
    size_t low = 0, high = buf->starts.count; // starts[low] <= at < starts[high]
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (buf->starts.items[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static size_t count_feeds(const char *text, size_t length)
{
    size_t count = 0;
    for (const char *at = text, *end = text + length; (at = memchr(at, '\n', (size_t)(end - at))) != NULL;
         at++)
        count++;
    return count;
}

// Brings the line starts up to date before the splice: those inside the removed text go, new ones come, later
// ones shift.
static void splice_lines(TextBuf *buf, size_t at, size_t removed, const char *text, size_t inserted)
{
    size_t first = textbuf_line_at(buf, at) + 1;
    size_t last = textbuf_line_at(buf, at + removed) + 1;
    size_t added = inserted > 0 ? count_feeds(text, inserted) : 0;
    size_t later = buf->starts.count - last;
    vec_reserve(&buf->starts, added);
    size_t *starts = buf->starts.items;
    memmove(starts + first + added, starts + last, later * sizeof *starts);
    buf->starts.count = first + added + later;
    for (size_t i = first + added; i < buf->starts.count; i++)
        starts[i] = starts[i] - removed + inserted;
    for (size_t i = 0; added > 0 && i < inserted; i++)
        if (text[i] == '\n')
            starts[first++] = at + i + 1;
}

static void note_damage(TextBuf *buf, size_t at, size_t removed)
{
    size_t behind = buf->text.length - at - removed;
    buf->head = buf->damaged && buf->head < at ? buf->head : at;
    buf->tail = buf->damaged && buf->tail < behind ? buf->tail : behind;
    buf->damaged = true;
}

void textbuf_splice(TextBuf *buf, size_t at, size_t removed, const char *text, size_t inserted)
{
    splice_lines(buf, at, removed, text, inserted);
    note_damage(buf, at, removed);
    if (removed > 0) {
        buf->utf16 -= utf8_count_utf16(buf->text.data + at, removed);
        str_remove(&buf->text, at, removed);
    }
    if (inserted > 0) {
        str_insert_n(&buf->text, at, text, inserted);
        buf->utf16 += utf8_count_utf16(text, inserted);
    }
    buf->revision++;
}

bool textbuf_take_damage(TextBuf *buf, size_t *head, size_t *tail)
{
    if (!buf->damaged)
        return false;
    *head = buf->head;
    *tail = buf->tail;
    buf->damaged = false;
    return true;
}

size_t textbuf_snap(const TextBuf *buf, size_t at)
{
    if (at >= buf->text.length)
        return buf->text.length;
    while (at > 0 && ((unsigned char)buf->text.data[at] & 0xC0) == 0x80)
        at--;
    return at;
}

// ---- sanitising ----

// What a code point becomes in a buffer: itself (0 stands for nothing).
static uint32_t clean_code(uint32_t code, TextLines lines)
{
    if (code == '\n' || code == 0x2028 || code == 0x2029 || code == '\r')
        return lines == TEXT_MANY_LINES ? '\n' : ' ';
    if (code < 0x20 || (code >= 0x7F && code < 0xA0) || sanitise_hidden(code))
        return 0;
    return code;
}

// The bytes at the beginning that stay as they are.
static size_t clean_run(const char *text, size_t length, TextLines lines)
{
    size_t at = 0;
    while ((at += utf8_plain(text + at, length - at)) < length) {
        uint32_t code = 0;
        bool valid = false;
        size_t size = utf8_decode(text + at, length - at, &code, &valid);
        if (!valid || code == 0 || code == '\t' || clean_code(code, lines) != code)
            break;
        at += size;
    }
    return at;
}

void text_sanitise(Str *out, const char *text, size_t length, TextLines lines)
{
    for (size_t at = 0; at < length;) {
        size_t run = clean_run(text + at, length - at, lines);
        str_append_n(out, text + at, run);
        at += run;
        if (at == length)
            break;
        uint32_t code = 0;
        size_t size = utf8_decode(text + at, length - at, &code, NULL);
        if (code == '\r' && at + 1 < length && text[at + 1] == '\n')
            size = 2;
        at += size;
        uint32_t clean = clean_code(code, lines);
        char bytes[4];
        if (code == '\t')
            str_append(out, lines == TEXT_MANY_LINES ? "    " : " ");
        else if (clean != 0)
            str_append_n(out, bytes, utf8_encode(clean, bytes));
    }
}
