// SPDX-License-Identifier: MIT
// A list of choices that floats: by its letter, by arrows and Enter, or by typing a part of it. Yes and no
// are two choices.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/fuzzy.h"

typedef struct ChooserRow {
    char *key, *label, *detail;
    bool heading; // of the rows below it; none while a filter sorts them
} ChooserRow;

typedef struct Chooser {
    char *title;
    VEC(ChooserRow) rows;
    VEC(size_t) shown;       // indices into rows that pass the filter
    size_t focus, top, room; // room: rows in sight
    bool filter;
    Field typed;
    ChoiceDone done;
    void *self;
    void (*free_self)(void *self);
    Rect rect;
} Chooser;

static const ChooserRow *shown_row(const Chooser *chooser, size_t at)
{
    return &chooser->rows.items[chooser->shown.items[at]];
}

static bool is_heading(const Chooser *chooser, size_t at)
{
    return at < chooser->shown.count && shown_row(chooser, at)->heading;
}

// To a row that can be chosen, at most so many rows away.
static void chooser_move(Chooser *chooser, long rows)
{
    long last = (long)chooser->shown.count - 1, step = rows < 0 ? -1 : 1;
    long at = (long)chooser->focus + rows;
    at = at > last ? last : at < 0 ? 0 : at;
    while (at >= 0 && at <= last && is_heading(chooser, (size_t)at))
        at += step;
    if (at >= 0 && at <= last)
        chooser->focus = (size_t)at;
    else if (is_heading(chooser, 0))
        chooser->top = 0; // the heading of the first row
}

static void chooser_scroll(Chooser *chooser, long rows)
{
    long most = (long)chooser->shown.count - (long)chooser->room, top = (long)chooser->top + rows;
    top = top > most ? most : top;
    chooser->top = top < 0 ? 0 : (size_t)top;
}

// What fits best comes first; what fits alike keeps its order.
static void chooser_filter(Chooser *chooser)
{
    const char *typed = field_text(&chooser->typed);
    VEC(int) scores = {0};
    chooser->shown.count = 0;
    for (size_t i = 0; i < chooser->rows.count; i++) {
        FuzzyMatch match = {0};
        const ChooserRow *row = &chooser->rows.items[i];
        if ((row->heading && *typed != '\0') || (chooser->filter && !fuzzy_match(typed, row->label, &match)))
            continue;
        size_t at = scores.count;
        vec_push(&scores, 0);
        vec_push(&chooser->shown, (size_t)0);
        for (; at > 0 && scores.items[at - 1] < match.score; at--) {
            scores.items[at] = scores.items[at - 1];
            chooser->shown.items[at] = chooser->shown.items[at - 1];
        }
        scores.items[at] = match.score;
        chooser->shown.items[at] = i;
    }
    vec_clear(&scores);
    chooser->focus = is_heading(chooser, 0) ? 1 : 0;
    chooser->top = 0;
}

static void draw_choice(const Chooser *chooser, Canvas *canvas, int row, const ChooserRow *choice,
                        bool focused)
{
    Rect rect = chooser->rect;
    int col = rect.col + 2;
    if (choice->key != NULL)
        canvas_put(canvas, row, col, 3, choice->key, style_of(ROLE_ACCENT, ATTR_BOLD | ATTR_FLOAT));
    col += chooser->filter ? 0 : 3;
    int detail = choice->detail != NULL ? canvas_width(canvas, choice->detail) : 0;
    detail = detail > rect.cols / 2 ? rect.cols / 2 : detail;
    canvas_put(canvas, row, col, rect.col + rect.cols - 3 - detail - col, choice->label,
               style_of(choice->heading ? ROLE_ACCENT : ROLE_TEXT,
                        choice->heading ? ATTR_BOLD | ATTR_FLOAT : ATTR_FLOAT));
    if (detail > 0)
        canvas_put(canvas, row, rect.col + rect.cols - 2 - detail, detail, choice->detail,
                   style_of(ROLE_DIM, ATTR_FLOAT));
    if (focused) {
        canvas_glyph(canvas, row, rect.col + 1, GLYPH_BAR, style_of(ROLE_ACCENT, ATTR_FLOAT));
        canvas_add_attrs(canvas, rect_make(row, rect.col + 1, 1, rect.cols - 2), ATTR_SELECTED);
        if (!chooser->filter)
            canvas_cursor(canvas, row, rect.col + 1);
    }
}

// What is typed, and what is in sight of how much where it is not all.
static void draw_typed(Chooser *chooser, Canvas *canvas, Rect row)
{
    char text[64] = "";
    size_t end = chooser->top + chooser->room, count = chooser->shown.count;
    if (count > chooser->room)
        snprintf(text, sizeof text, "%zu-%zu of %zu", chooser->top + 1, end > count ? count : end, count);
    int width = canvas_width(canvas, text);
    field_draw(&chooser->typed, canvas, row.row, row.col, row.cols - width - (width > 0 ? 1 : 0),
               style_of(ROLE_ACCENT, ATTR_FLOAT), true);
    canvas_put_right(canvas, row.row, row.col, row.cols, text, style_of(ROLE_DIM, ATTR_FLOAT));
}

static void chooser_draw(Popup *popup, Canvas *canvas, Rect screen)
{
    Chooser *chooser = popup->state;
    int widest = canvas_width(canvas, chooser->title) + 8;
    for (size_t i = 0; i < chooser->rows.count; i++) {
        const ChooserRow *row = &chooser->rows.items[i];
        int width = canvas_width(canvas, row->label) +
                    (row->detail != NULL ? canvas_width(canvas, row->detail) + 3 : 0) + 9;
        widest = width > widest ? width : widest;
    }
    int extra = chooser->filter ? 3 : 2;
    int cols = widest > screen.cols - 4 ? screen.cols - 4 : widest < 34 ? 34 : widest;
    int rows = (int)chooser->rows.count + extra > screen.rows - 2 ? screen.rows - 2
                                                                  : (int)chooser->rows.count + extra;
    chooser->rect = popup_place(popup, screen, rows, cols);
    Rect rect = chooser->rect;
    popup_frame(canvas, rect, chooser->title);
    int first = rect.row + 1;
    size_t room = chooser->room = (size_t)(rect.rows - extra);
    if (chooser->focus < chooser->top)
        chooser->top = chooser->focus - (is_heading(chooser, chooser->focus - 1) ? 1 : 0);
    if (chooser->focus >= chooser->top + room)
        chooser->top = chooser->focus - room + 1;
    if (chooser->filter)
        draw_typed(chooser, canvas, rect_make(first++, rect.col + 2, 1, rect.cols - 4));
    for (size_t i = 0; i < room && chooser->top + i < chooser->shown.count; i++)
        draw_choice(chooser, canvas, first + (int)i, shown_row(chooser, chooser->top + i),
                    chooser->top + i == chooser->focus);
    if (chooser->shown.count == 0)
        canvas_put(canvas, first, rect.col + 2, rect.cols - 4, "nothing is called so",
                   style_of(ROLE_DIM, ATTR_FLOAT));
}

static void choose_index(Popup *popup, size_t index)
{
    Chooser *chooser = popup->state;
    if (index < chooser->rows.count && chooser->rows.items[index].heading)
        return;
    popup->closing = true;
    if (index < chooser->rows.count)
        chooser->done(popup->tui, index, chooser->self);
}

static bool choose_by_key(Popup *popup, const Event *event)
{
    Chooser *chooser = popup->state;
    if (chooser->filter || event->kind != EVENT_KEY)
        return false;
    for (size_t i = 0; i < chooser->rows.count; i++) {
        Key key;
        if (chooser->rows.items[i].key != NULL && key_parse(chooser->rows.items[i].key, &key) &&
            key_equal(key, event->key)) {
            choose_index(popup, i);
            return true;
        }
    }
    return false;
}

static void chooser_mouse(Popup *popup, const Mouse *mouse)
{
    Chooser *chooser = popup->state;
    if (mouse->action == MOUSE_WHEEL_UP || mouse->action == MOUSE_WHEEL_DOWN)
        chooser_move(chooser, mouse->action == MOUSE_WHEEL_UP ? -3 : 3);
    if (mouse->action != MOUSE_PRESS && mouse->action != MOUSE_DOUBLE)
        return;
    if (!rect_contains(chooser->rect, mouse->row, mouse->col)) {
        popup->closing = true;
        return;
    }
    int at = mouse->row - chooser->rect.row - (chooser->filter ? 2 : 1);
    if (at >= 0 && chooser->top + (size_t)at < chooser->shown.count)
        choose_index(popup, chooser->shown.items[chooser->top + (size_t)at]);
}

static bool is_ctrl(const Event *event, uint32_t letter)
{
    return event->kind == EVENT_KEY && event->key.code == letter && event->key.mods == MOD_CTRL;
}

static bool is_page(const Event *event)
{
    return event_is(event, K_PAGE_UP) || event_is(event, K_PAGE_DOWN);
}

// How many rows the key moves; 0 = it does not.
static long rows_of_key(const Chooser *chooser, const Event *event)
{
    long page = chooser->room > 1 ? (long)chooser->room - 1 : 1, all = (long)chooser->shown.count;
    bool plain = !chooser->filter; // else letters, Home and End are for what is typed
    if (event_is(event, K_UP) || is_ctrl(event, 'p') || (plain && event_is(event, 'k')))
        return -1;
    if (event_is(event, K_DOWN) || event_is(event, K_TAB) || is_ctrl(event, 'n') ||
        (plain && event_is(event, 'j')))
        return 1;
    if (is_page(event))
        return event_is(event, K_PAGE_UP) ? -page : page;
    if (plain && (event_is(event, K_HOME) || event_is(event, K_END)))
        return event_is(event, K_HOME) ? -all : all;
    return 0;
}

static void chooser_event(Popup *popup, const Event *event)
{
    Chooser *chooser = popup->state;
    long rows = rows_of_key(chooser, event);
    if (event->kind == EVENT_MOUSE) {
        if (!chooser->filter || !field_mouse(&chooser->typed, &event->mouse))
            chooser_mouse(popup, &event->mouse);
    } else if (field_leaves(&chooser->typed, event)) {
        popup->closing = true;
    } else if (choose_by_key(popup, event)) {
        return;
    } else if (event_is(event, K_ENTER)) {
        if (chooser->focus < chooser->shown.count)
            choose_index(popup, chooser->shown.items[chooser->focus]);
    } else if (rows != 0) {
        if (is_page(event))
            chooser_scroll(chooser, rows);
        chooser_move(chooser, rows);
    } else if (chooser->filter && field_event(&chooser->typed, event)) {
        chooser_filter(chooser);
    }
}

static void chooser_close(Popup *popup)
{
    Chooser *chooser = popup->state;
    for (size_t i = 0; i < chooser->rows.count; i++) {
        free(chooser->rows.items[i].key);
        free(chooser->rows.items[i].label);
        free(chooser->rows.items[i].detail);
    }
    vec_clear(&chooser->rows);
    vec_clear(&chooser->shown);
    field_clear(&chooser->typed);
    free(chooser->title);
    if (chooser->free_self != NULL)
        chooser->free_self(chooser->self);
}

void tui_choose(Tui *tui, const char *title, const Choice *choices, size_t count, bool filter,
                ChoiceDone done, void *self, void (*free_self)(void *self))
{
    static const PopupKind KIND = {chooser_draw, chooser_event, chooser_close};
    Chooser *chooser = popup_open(tui, &KIND, sizeof *chooser)->state;
    chooser->title = mem_strdup(title);
    chooser->filter = filter;
    chooser->done = done;
    chooser->self = self;
    chooser->free_self = free_self;
    field_init(&chooser->typed, tui, NULL);
    for (size_t i = 0; i < count; i++) {
        bool heading = str_starts(choices[i].label, "## ");
        vec_push(&chooser->rows,
                 ((ChooserRow){mem_strdup(choices[i].key), mem_strdup(choices[i].label + (heading ? 3 : 0)),
                               mem_strdup(choices[i].detail), heading}));
    }
    chooser_filter(chooser);
}

// ---- yes or no

typedef struct Question {
    PromptDone done;
    void *self;
    void (*free_self)(void *self);
} Question;

static void answered(Tui *tui, size_t index, void *self)
{
    Question *question = self;
    if (index == 1)
        question->done(tui, "y", question->self);
}

static void question_free(void *self)
{
    Question *question = self;
    if (question->free_self != NULL)
        question->free_self(question->self);
    free(question);
}

void tui_ask(Tui *tui, const char *text, PromptDone done, void *self, void (*free_self)(void *self))
{
    // Enter takes the first row: no. A yes needs its own key.
    static const Choice CHOICES[] = {{"n", "no", NULL}, {"y", "yes", NULL}};
    Question *question = mem_alloc(sizeof *question);
    *question = (Question){done, self, free_self};
    tui_choose(tui, text, CHOICES, 2, false, answered, question, question_free);
}
