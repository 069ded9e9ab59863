// SPDX-License-Identifier: MIT
// The permanent rows: tabs with the heavy part of the rule under the active one, and the footer with the
// hints of the moment, a toast in their place, or what a begun key sequence can become.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "job.h"
#include "rapport/base/clock.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

static void draw_clock(Tui *tui, Canvas *canvas, Rect rows, int used)
{
    Moment now = store_now(tui->options.app->store);
    CivilDate date = civil_date(moment_day(now));
    char text[32];
    snprintf(text, sizeof text, "%s %d %s  %02d:%02d", civil_weekday_name(civil_weekday(moment_day(now))),
             date.day, civil_month_name(date.month), moment_minute(now) / 60, moment_minute(now) % 60);
    if (used + 2 + (int)strlen(text) + 2 > rows.cols)
        text[strlen(text) - 7] = '\0';
    if (used + 1 + (int)strlen(text) < rows.cols)
        canvas_put_right(canvas, rows.row, rows.cols - (int)strlen(text) - 2, (int)strlen(text) + 1, text,
                         style_of(ROLE_DIM, 0));
}

// Where the tab begins, or -1 when there is only room for the active one and it is another. Returns its
// width.
static int tab_place(const Tui *tui, int cols, int index, int *from)
{
    enum { NARROW = 68, ROOMY = 90 };
    int gap = cols >= ROOMY ? 3 : 2, col = 1;
    for (int i = 0; cols >= NARROW && i < index; i++)
        col += (int)strlen(tui->tabs[i].kind->title) + 2 + gap;
    *from = cols < NARROW && index != tui->tab ? -1 : col;
    return (int)strlen(tui->tabs[index].kind->title) + 2;
}

int tab_at(const Tui *tui, int cols, int col)
{
    for (int i = 0; i < TAB_COUNT; i++) {
        int from, width = tab_place(tui, cols, i, &from);
        if (from >= 0 && col >= from && col < from + width)
            return i;
    }
    return -1;
}

void tabs_draw(Tui *tui, Canvas *canvas, Rect rows)
{
    int used = 0;
    if (rows.rows > 1)
        canvas_hline(canvas, rows.row + 1, 0, rows.cols, GLYPH_RULE, style_of(ROLE_DIM, 0));
    for (int i = 0; i < TAB_COUNT; i++) {
        int from, width = tab_place(tui, rows.cols, i, &from);
        bool active = i == tui->tab;
        if (from < 0)
            continue;
        canvas_putf(canvas, rows.row, from, -1,
                    style_of(active ? ROLE_ACCENT : ROLE_DIM, active ? ATTR_BOLD : 0), "%d", i + 1);
        canvas_put(canvas, rows.row, from + 2, -1, tui->tabs[i].kind->title,
                   style_of(active ? ROLE_ACCENT : ROLE_TEXT, active ? ATTR_BOLD : 0));
        if (active && rows.rows > 1)
            canvas_hline(canvas, rows.row + 1, from, width, GLYPH_RULE_HEAVY, style_of(ROLE_ACCENT, 0));
        used = from + width;
    }
    draw_clock(tui, canvas, rows, used);
}

// ---- the footer

static void draw_toast(Tui *tui, Canvas *canvas, Rect row)
{
    // A tick for what was done, and can be undone; a question or a remark has none.
    Role role = tui->toast.error ? ROLE_LATE : tui->toast.undo ? ROLE_GOOD : ROLE_ACCENT;
    Glyph sign = tui->toast.error ? GLYPH_CROSS : tui->toast.undo ? GLYPH_CHECK : GLYPH_NEXT;
    int room = row.cols - 2 - (tui->toast.undo ? 9 : 0);
    int col = 1;
    col += canvas_glyph(canvas, row.row, col, sign, style_of(role, 0)) + 1;
    col += canvas_put(canvas, row.row, col, room - col, tui->toast.text,
                      style_of(tui->toast.error ? role : ROLE_TEXT, 0));
    if (!tui->toast.undo)
        return;
    canvas_put(canvas, row.row, col + 2, -1, "u", style_of(ROLE_TEXT, ATTR_BOLD));
    canvas_put(canvas, row.row, col + 4, -1, "undo", style_of(ROLE_DIM, 0));
}

static int draw_hint(Tui *tui, Canvas *canvas, Rect row, int col, const char *keys, const char *summary)
{
    (void)tui;
    int width = (int)strlen(keys) + 1 + canvas_width(canvas, summary) + 2;
    if (col + width > row.cols - 9)
        return 0;
    col += canvas_put(canvas, row.row, col, -1, keys, style_of(ROLE_TEXT, ATTR_BOLD));
    canvas_put(canvas, row.row, col + 1, -1, summary, style_of(ROLE_DIM, 0));
    return width;
}

// What may follow the keys typed so far.
static void draw_continuations(Tui *tui, Canvas *canvas, Rect row)
{
    int col = 1;
    for (size_t i = 0; i < tui->bindings.count; i++) {
        const Binding *binding = &tui->bindings.items[i];
        bool begins = binding->count > tui->pending_count && (binding->scope & keymap_scopes(tui)) != 0;
        for (int j = 0; begins && j < tui->pending_count; j++)
            begins = key_equal(binding->keys[j], tui->pending[j]);
        if (!begins)
            continue;
        Str keys = STR_INIT;
        for (int j = tui->pending_count; j < binding->count; j++)
            key_format(binding->keys[j], &keys);
        col += draw_hint(tui, canvas, row, col, str_get(&keys), binding->command->summary);
        str_clear(&keys);
    }
}

static int marked(Tui *tui)
{
    Selection selection = selection_now(tui);
    return selection.count > 1 ? (int)selection.count : 0;
}

// The row with the smallest hint number above last; narrow scopes come before wide ones of the same number.
static const Command *next_hint(Tui *tui, const Selection *selection, unsigned scopes, int *last,
                                size_t *last_index)
{
    const Command *best = NULL;
    size_t best_index = 0;
    for (size_t i = 0; i < command_count(); i++) {
        const Command *command = command_at(i);
        bool after = command->hint > *last || (command->hint == *last && i > *last_index);
        if (command->hint == 0 || !after || (best != NULL && command->hint >= best->hint) ||
            !command_applies(tui, command, scopes, selection))
            continue;
        best = command;
        best_index = i;
    }
    if (best != NULL) {
        *last = best->hint;
        *last_index = best_index;
    }
    return best;
}

// What the key does in this pane, which may be something more special; NULL: nothing, or that has a hint of
// its own.
static const Command *does_here(Tui *tui, const Command *command, unsigned scopes, const Selection *selection,
                                const char *keys)
{
    Key parsed[SEQUENCE_MOST];
    const Command *found = command;
    int count = keys_parse(keys, parsed, SEQUENCE_MOST);
    if (count == 0 || keymap_find(tui, scopes, parsed, count, &found) != KEYMAP_FOUND)
        return NULL;
    return found == command || (found->hint == 0 && command_applies(tui, found, scopes, selection)) ? found
                                                                                                    : NULL;
}

// What floats has the keys, and mostly says so itself.
static void draw_popup_hints(Tui *tui, Canvas *canvas, Rect row, int col)
{
    static const char *const KEYS[][2] = {
        {"Enter", "keep"}, {"Esc", "all again"}, {"Down", "next"}, {"Up", "previous"}};
    if (!tui->popups.items[tui->popups.count - 1]->filter)
        return;
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        col += draw_hint(tui, canvas, row, col, KEYS[i][0], KEYS[i][1]);
}

static void draw_hints(Tui *tui, Canvas *canvas, Rect row)
{
    Selection selection = selection_now(tui);
    unsigned scopes = pane_now(tui)->kind->text ? pane_now(tui)->kind->scopes : keymap_scopes(tui);
    int col = 1, last = 0;
    size_t last_index = (size_t)-1;
    if (marked(tui) > 0)
        col += canvas_putf(canvas, row.row, col, -1, style_of(ROLE_TAG, 0), "%d selected", marked(tui)) + 2;
    Str behind = STR_INIT;
    if (job_line(tui, false, &behind))
        col += canvas_put(canvas, row.row, col, -1, str_get(&behind), style_of(ROLE_TAG, 0)) + 2;
    str_clear(&behind);
    if (tui->popups.count > 0) {
        draw_popup_hints(tui, canvas, row, col);
        return;
    }
    for (const Command *command;
         (command = next_hint(tui, &selection, scopes, &last, &last_index)) != NULL;) {
        char keys[32];
        command_keys(tui, command, keys, sizeof keys);
        const Command *here = does_here(tui, command, scopes, &selection, keys);
        if (here == NULL)
            continue;
        int used = draw_hint(tui, canvas, row, col, keys, here->summary);
        if (used == 0)
            break; // hints go from the right, words are never cut
        col += used;
    }
    bool text = pane_now(tui)->kind->text;
    int at = row.cols - (text ? 8 : 7);
    at += canvas_put(canvas, row.row, at, -1, text ? "F1" : "?", style_of(ROLE_TEXT, ATTR_BOLD));
    canvas_put(canvas, row.row, at + 1, -1, "help", style_of(ROLE_DIM, 0));
}

void footer_draw(Tui *tui, Canvas *canvas, Rect row)
{
    if (tui->pending_count > 0)
        draw_continuations(tui, canvas, row);
    else if (tui->toast.text[0] != '\0')
        draw_toast(tui, canvas, row);
    else
        draw_hints(tui, canvas, row);
}

// ---- for screen readers

static bool is_glyph(const Cell *cell, Glyph which)
{
    const char *text = glyph(which, false);
    return strncmp(text, cell->text, cell->length) == 0 && text[cell->length] == '\0';
}

// Lines, frames and bars say nothing when read aloud; what remains stands as its ASCII twin.
void plain_words(Canvas *canvas)
{
    static const Glyph SILENT[] = {GLYPH_BAR,      GLYPH_MARK,      GLYPH_CARET,     GLYPH_RULE,
                                   GLYPH_VERTICAL, GLYPH_TOP_LEFT,  GLYPH_TOP_RIGHT, GLYPH_RULE_HEAVY,
                                   GLYPH_LOW_LEFT, GLYPH_LOW_RIGHT, GLYPH_DASH,      GLYPH_RING};
    for (int at = 0; at < canvas->rows * canvas->cols && !canvas->ascii; at++) {
        Cell *cell = &canvas->cells[at];
        const char *twin = NULL;
        for (int g = 0; cell->length > 1 && twin == NULL && g < GLYPH_COUNT; g++)
            if (g != GLYPH_ELLIPSIS && g != GLYPH_DOT && is_glyph(cell, (Glyph)g))
                twin = glyph((Glyph)g, true);
        for (size_t i = 0; twin != NULL && i < sizeof SILENT / sizeof *SILENT; i++)
            if (is_glyph(cell, SILENT[i]))
                twin = " ";
        if (twin == NULL)
            continue;
        memset(cell->text, 0, sizeof cell->text);
        cell->text[0] = *twin;
        cell->length = 1;
    }
}

// ---- helpers that all panes share

void draw_section(Canvas *canvas, Rect rect, int row, const char *title, int count, Role role)
{
    int col = rect.col + 1;
    char number[16] = "";
    if (count >= 0)
        snprintf(number, sizeof number, "%d", count);
    int room = rect.cols - 2 - (count >= 0 ? (int)strlen(number) + 1 : 0);
    col += canvas_put(canvas, row, col, room > 0 ? room : 0, title, style_of(role, ATTR_BOLD)) + 1;
    if (count >= 0)
        col += canvas_put(canvas, row, col, -1, number, style_of(ROLE_DIM, 0)) + 1;
    int end = rect.col + rect.cols - 1;
    if (col < end)
        canvas_hline(canvas, row, col, end - col, GLYPH_RULE, style_of(ROLE_DIM, 0));
}

void draw_focus(Canvas *canvas, Rect rect, int row, bool focused)
{
    canvas_glyph(canvas, row, rect.col, GLYPH_BAR, style_of(ROLE_ACCENT, 0));
    if (!focused)
        return;
    canvas_add_attrs(canvas, rect_make(row, rect.col, 1, rect.cols), ATTR_SELECTED);
    canvas_cursor(canvas, row, rect.col);
}

// ---- empty states

static int draw_centred(Canvas *canvas, Rect rect, int row, const char *text)
{
    for (size_t length = strlen(text); length > 0; row++) {
        size_t fit = wrap_at_blank(text, length, rect.cols - 1);
        char *line = mem_strndup(text, fit);
        canvas_put(canvas, row, rect.col + (rect.cols - canvas_width(canvas, line)) / 2, rect.cols - 1, line,
                   style_of(ROLE_TEXT, 0));
        free(line);
        fit += strspn(text + fit, " ");
        text += fit;
        length -= fit;
    }
    return row;
}

typedef struct HintColumns {
    int key, words; // widest
} HintColumns;

// Each line is a key, two blanks, and what it does.
static HintColumns hint_columns(const char *lines)
{
    HintColumns widest = {0};
    for (size_t length; *lines != '\0'; lines += length + (lines[length] == '\n')) {
        const char *gap = strstr(lines, "  ");
        length = strcspn(lines, "\n");
        int key = gap != NULL && gap < lines + length ? (int)(gap - lines) : 0;
        int words = (int)length - key - (key > 0 ? 2 : 0);
        widest.key = key > widest.key ? key : widest.key;
        widest.words = words > widest.words ? words : widest.words;
    }
    return widest;
}

// Returns the row below.
static int draw_wrapped(Canvas *canvas, int row, int col, int cols, const char *text, size_t length)
{
    while (length > 0) {
        size_t fit = wrap_at_blank(text, length, cols);
        canvas_putf(canvas, row++, col, cols, style_of(ROLE_DIM, 0), "%.*s", (int)fit, text);
        fit += strspn(text + fit, " ");
        fit = fit > length ? length : fit;
        text += fit;
        length -= fit;
    }
    return row;
}

void draw_empty(Canvas *canvas, Rect rect, const char *what, const char *keys)
{
    int row = draw_centred(canvas, rect, rect.row + rect.rows / 3, what) + 1;
    HintColumns widest = hint_columns(keys);
    int words_at = widest.key > 0 ? widest.key + 2 : 0, width = words_at + widest.words;
    int col = rect.col + (rect.cols > width + 2 ? (rect.cols - width) / 2 : 1);
    int room = rect.col + rect.cols - 1 - col - words_at;
    for (size_t length; *keys != '\0' && room > 0; keys += length + (keys[length] == '\n')) {
        length = strcspn(keys, "\n");
        const char *gap = strstr(keys, "  ");
        size_t key = gap != NULL && gap < keys + length ? (size_t)(gap - keys) : 0;
        canvas_putf(canvas, row, col, -1, style_of(ROLE_TEXT, ATTR_BOLD), "%.*s", (int)key, keys);
        size_t from = key > 0 ? key + 2 : 0;
        row = draw_wrapped(canvas, row, col + words_at, room, keys + from, length - from);
    }
}
