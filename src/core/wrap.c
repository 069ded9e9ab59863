// SPDX-License-Identifier: MIT
// Rows are one flat array of byte offsets. Layout is greedy and remembers nothing across rows, so after a
// change it starts a little before it and stops as soon as a new row begins where an old one did; the rest
// only shifts.
#include "rapport/core/wrap.h"

#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/base/width.h"

void wrap_init(Wrap *wrap, int width)
{
    *wrap = (Wrap){.width = width < 2 ? 2 : width};
    vec_push(&wrap->rows, 0);
}

void wrap_clear(Wrap *wrap)
{
    vec_clear(&wrap->rows);
    wrap->length = 0;
}

void wrap_set_width(Wrap *wrap, int width)
{
    if (width < 2)
        width = 2;
    if (wrap->width == width)
        return;
    wrap->width = width;
    wrap->rows.count = 0; // nothing to keep
}

// ---- where a row ends ----

static uint32_t first_code(const char *text, size_t length)
{
    uint32_t code = 0;
    utf8_decode(text, length, &code, NULL);
    return code;
}

// Marks that must not begin a row; the common ones of CJK typography (JLREQ, cl-02 and cl-06, cl-07).
static bool never_first(uint32_t code)
{
    static const uint32_t marks[] = {0x3001, 0x3002, 0xFF0C, 0xFF0E, 0x300D, 0x300F, 0x3009, 0x300B,
                                     0x3011, 0xFF09, 0xFF01, 0xFF1F, 0xFF1A, 0xFF1B, 0x30FC};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (marks[i] == code)
            return true;
    return false;
}

static bool breaks_between(uint32_t before_that, uint32_t before, uint32_t after)
{
    if (before == ' ' || before == 0x3000)
        return true;
    if (before == '-' || before == 0x2010 || before == 0x2014)
        return utf8_is_word(before_that) && utf8_is_word(after);
    if (before < 0x80 && after < 0x80)
        return false;
    return (utf8_is_cjk(before) || utf8_is_cjk(after)) && !never_first(after);
}

// A blank that may stand over the edge; one that carries a mark may not.
static bool hangs(const char *text, size_t length, size_t at)
{
    return at < length && text[at] == ' ' && utf8_cluster(text + at, length - at) == 1;
}

// The start of the cluster of a row that ends at a place; between two letters of ASCII one always ends.
static size_t cluster_before(const char *text, size_t from, size_t at)
{
    if ((unsigned char)text[at - 1] < 0x80 && (at - 1 == from || (unsigned char)text[at - 2] < 0x80))
        return at - 1;
    return from + utf8_cluster_before(text + from, at - from);
}

// The last place up to at where the row that begins at from may break; at when there is none.
static size_t last_break(const char *text, size_t length, size_t from, size_t at)
{
    uint32_t code = first_code(text + at, length - at);
    for (size_t here = at, last = cluster_before(text, from, at); here > from;) {
        size_t that = last > from ? cluster_before(text, from, last) : from;
        uint32_t before = first_code(text + last, here - last);
        if (!hangs(text, length, here) &&
            breaks_between(last > from ? first_code(text + that, last - that) : 0, before, code))
            return here;
        here = last;
        last = that;
        code = before;
    }
    return at;
}

// The start of the row that follows the one at from, behind the last break that fits; length when the line
// (which ends there) ends first.
static size_t row_end(const char *text, size_t length, size_t from, int width)
{
    size_t at = from + width_fit(text + from, length - from, width), hung = at;
    while (hangs(text, length, hung))
        hung++;
    return hung > at || at == length ? hung : last_break(text, length, from, at);
}

// ---- layout ----

// The row that a place lies in; at a soft break the later one.
static size_t row_of(const Wrap *wrap, size_t at)
{
    size_t low = 0, high = wrap->rows.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (wrap->rows.items[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

typedef VEC(size_t) Offsets;

static size_t line_end(const char *text, size_t length, size_t from)
{
    const char *feed = memchr(text + from, '\n', length - from);
    return feed != NULL ? (size_t)(feed - text) : length;
}

// Lays out from a row on into fresh. Stops at the end of the text, or at a row that began at the same
// untouched place before (*old is then its old index, else the old count).
static void lay_out(const Wrap *wrap, const char *text, size_t length, size_t from, size_t untouched,
                    size_t *old, Offsets *fresh)
{
    size_t end = line_end(text, length, from);
    vec_push(fresh, from);
    for (size_t at = from;;) {
        at = row_end(text, end, at, wrap->width);
        if (at == length)
            break;
        if (at == end)
            end = line_end(text, length, ++at);
        if (at >= untouched) {
            size_t was = at + wrap->length - length;
            while (*old < wrap->rows.count && wrap->rows.items[*old] < was)
                (*old)++;
            if (*old < wrap->rows.count && wrap->rows.items[*old] == was)
                return;
        }
        vec_push(fresh, at);
    }
    *old = wrap->rows.count;
}

// Puts the fresh rows in the place of rows [first, old) and shifts those from old on.
static void replace_rows(Wrap *wrap, size_t first, size_t old, const Offsets *fresh, size_t length)
{
    size_t kept = wrap->rows.count - old;
    if (fresh->count > old - first)
        vec_reserve(&wrap->rows, fresh->count - (old - first));
    size_t *rows = wrap->rows.items;
    memmove(rows + first + fresh->count, rows + old, kept * sizeof *rows);
    memcpy(rows + first, fresh->items, fresh->count * sizeof *rows);
    wrap->rows.count = first + fresh->count + kept;
    for (size_t i = first + fresh->count; i < wrap->rows.count; i++)
        rows[i] = rows[i] + length - wrap->length;
}

void wrap_update(Wrap *wrap, TextBuf *buf)
{
    size_t head = 0, tail = 0, length = textbuf_length(buf);
    bool damaged = textbuf_take_damage(buf, &head, &tail);
    if (wrap->rows.count == 0) // another width: no old row counts
        head = tail = 0;
    else if (!damaged && wrap->length == length)
        return;
    size_t row = wrap->rows.count > 0 ? row_of(wrap, head) : 0;
    row = row >= 2 ? row - 2 : 0; // a shorter word may go up, a mark may join the cluster before it
    size_t from = wrap->rows.count > 0 ? wrap->rows.items[row] : 0;
    size_t old = row + 1 < wrap->rows.count ? row + 1 : wrap->rows.count;
    Offsets fresh = {0};
    lay_out(wrap, textbuf_text(buf), length, from, length - tail, &old, &fresh);
    replace_rows(wrap, row, old, &fresh, length);
    wrap->length = length;
    vec_clear(&fresh);
}

// ---- reading ----

size_t wrap_count(const Wrap *wrap)
{
    return wrap->rows.count;
}

static size_t row_start(const Wrap *wrap, size_t row)
{
    return row < wrap->rows.count ? wrap->rows.items[row] : wrap->length;
}

WrapRow wrap_row(const Wrap *wrap, const TextBuf *buf, size_t row)
{
    const char *text = textbuf_text(buf);
    WrapRow found = {.from = row_start(wrap, row), .to = row_start(wrap, row + 1)};
    found.line = textbuf_line_at(buf, found.from);
    found.first = found.from == textbuf_line_start(buf, found.line);
    found.last = found.to >= textbuf_line_end(buf, found.line);
    if (found.last)
        found.to = textbuf_line_end(buf, found.line);
    size_t drawn = found.to;
    while (drawn > found.from && text[drawn - 1] == ' ')
        drawn--;
    found.columns = width_text(text + found.from, drawn - found.from);
    return found;
}

WrapPlace wrap_place(const Wrap *wrap, const TextBuf *buf, size_t at, bool row_end_side)
{
    size_t row = row_of(wrap, at);
    bool soft = row > 0 && at == row_start(wrap, row) && textbuf_text(buf)[at - 1] != '\n';
    if (soft && row_end_side)
        row--;
    size_t from = row_start(wrap, row);
    int column = width_text(textbuf_text(buf) + from, at - from);
    return (WrapPlace){row, column < wrap->width ? column : wrap->width};
}

// The place in a row nearest to a column.
static WrapCaret caret_in_row(const Wrap *wrap, const TextBuf *buf, size_t row, int column)
{
    WrapRow found = wrap_row(wrap, buf, row);
    const char *text = textbuf_text(buf);
    size_t at = found.from;
    for (int reached = 0; at < found.to;) {
        size_t size = utf8_cluster(text + at, found.to - at);
        int columns = width_cluster(text + at, size);
        if (reached + (columns + 1) / 2 > column)
            break;
        reached += columns;
        at += size;
    }
    return (WrapCaret){at, at == found.to && !found.last, column};
}

WrapCaret wrap_caret_at(const Wrap *wrap, const TextBuf *buf, size_t row, int column)
{
    if (row >= wrap_count(wrap))
        return (WrapCaret){textbuf_length(buf), false, -1};
    WrapCaret caret = caret_in_row(wrap, buf, row, column < 0 ? 0 : column);
    caret.goal = -1;
    return caret;
}

static void move_rows(const Wrap *wrap, const TextBuf *buf, bool up, size_t count, WrapCaret *caret)
{
    WrapPlace place = wrap_place(wrap, buf, caret->at, caret->row_end);
    int goal = caret->goal >= 0 ? caret->goal : place.column;
    size_t below = wrap_count(wrap) - 1 - place.row;
    if (up && place.row == 0)
        *caret = (WrapCaret){0, false, goal};
    else if (!up && below == 0)
        *caret = (WrapCaret){textbuf_length(buf), false, goal};
    else if (up)
        *caret = caret_in_row(wrap, buf, count < place.row ? place.row - count : 0, goal);
    else
        *caret = caret_in_row(wrap, buf, place.row + (count < below ? count : below), goal);
}

// The end of a row before the last blank that hangs there: typing goes on at the end of what is seen.
static WrapCaret row_end_caret(const Wrap *wrap, const TextBuf *buf, size_t row)
{
    WrapRow found = wrap_row(wrap, buf, row);
    if (!found.last && found.to > found.from && textbuf_text(buf)[found.to - 1] == ' ')
        return (WrapCaret){found.to - 1, false, -1};
    return (WrapCaret){found.to, !found.last, -1};
}

void wrap_move(const Wrap *wrap, const TextBuf *buf, WrapMove move, size_t count, WrapCaret *caret)
{
    if (move == WRAP_UP || move == WRAP_DOWN) {
        move_rows(wrap, buf, move == WRAP_UP, count, caret);
        return;
    }
    size_t row = wrap_place(wrap, buf, caret->at, caret->row_end).row;
    if (move == WRAP_ROW_START)
        *caret = (WrapCaret){row_start(wrap, row), false, -1};
    else
        *caret = row_end_caret(wrap, buf, row);
}
