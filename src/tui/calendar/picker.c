// SPDX-License-Identifier: MIT
// A month to pick a day from, over whatever date field asked for it. Days on which something is due have
// their mark, so that a busy one is seen before it is chosen.
#include <stdio.h>
#include <stdlib.h>

#include "calendar.h"
#include "frame.h"
#include "rapport/base/str.h"
#include "rapport/store/followups.h"

enum { CELL = 4, NUMBERS = 3, PICKER_COLS = 2 + 1 + NUMBERS + WEEK_DAYS * CELL + 1, PICKER_ROWS = 10 };

typedef struct Picker {
    int32_t cursor;
    int32_t grid_first; // what counts were read for; CIVIL_NONE = nothing yet
    int counts[GRID_DAYS];
    Rect box, area; // the whole and its days, as drawn
    PickerDone done;
    void *self;
} Picker;

static void read_counts(Tui *tui, Picker *picker)
{
    int32_t first = calendar_grid_first(picker->cursor, tui_monday_first(tui));
    if (first == picker->grid_first)
        return;
    picker->grid_first = first;
    store_followup_counts(tui_app(tui)->store, first, GRID_DAYS, picker->counts, NULL);
}

// ---- drawing

// Where the arrows to the months before and after stand in the upper edge.
static int arrow_col(Rect box, bool next)
{
    return box.col + box.cols - (next ? 3 : 5);
}

static void draw_day(const Picker *picker, Tui *tui, Canvas *canvas, int index)
{
    int32_t day = picker->grid_first + index;
    int row = picker->area.row + index / WEEK_DAYS, col = picker->area.col + index % WEEK_DAYS * CELL;
    bool other = civil_date(day).month != civil_date(picker->cursor).month;
    bool off = !calendar_is_working(&tui_app(tui)->calendar, day);
    Role role = day == tui_today(tui) ? ROLE_ACCENT : other || off ? ROLE_DIM : ROLE_TEXT;
    canvas_putf(canvas, row, col + 1, 2, style_of(role, ATTR_FLOAT | (day == tui_today(tui) ? ATTR_BOLD : 0)),
                "%2d", civil_date(day).day);
    if (picker->counts[index] > 0)
        canvas_glyph(canvas, row, col + 3, GLYPH_BULLET, style_of(ROLE_ACCENT, ATTR_FLOAT));
    if (day != picker->cursor)
        return;
    canvas_add_attrs(canvas, rect_make(row, col, 1, CELL), ATTR_SELECTED);
    canvas_cursor(canvas, row, col + 1);
}

static void draw_around(const Picker *picker, Tui *tui, Canvas *canvas)
{
    Style dim = style_of(ROLE_DIM, ATTR_FLOAT);
    char text[DATE_TEXT_SIZE];
    Rect area = picker->area;
    for (int i = 0; i < WEEK_DAYS; i++)
        canvas_putf(canvas, area.row - 1, area.col + 1 + i * CELL, 2, dim, "%.2s",
                    civil_weekday_name(civil_weekday(picker->grid_first + i)));
    for (int week = 0; week < GRID_WEEKS; week++) {
        int32_t first = picker->grid_first + week * WEEK_DAYS;
        int32_t thursday = first + (3 - civil_weekday(first) + WEEK_DAYS) % WEEK_DAYS;
        canvas_putf(canvas, area.row + week, area.col - NUMBERS, 2, dim, "%2d",
                    civil_iso_week(thursday, NULL));
    }
    Str below = STR_INIT;
    const char *off = calendar_day_words(&tui_app(tui)->calendar, picker->cursor);
    if (*off != '\0') // instead of how far it is: there is no room for both
        str_appendf(&below, "%s, %s", date_short(picker->cursor, tui_today(tui), true, text), off);
    else
        str_append(&below, date_preview(picker->cursor, -1, tui_today(tui), text));
    canvas_put(canvas, area.row + GRID_WEEKS, area.col - NUMBERS, WEEK_DAYS * CELL + NUMBERS, str_get(&below),
               dim);
    str_clear(&below);
}

static void picker_draw(Popup *popup, Canvas *canvas, Rect screen)
{
    Picker *picker = popup->state;
    CivilDate date = civil_date(picker->cursor);
    char title[32];
    Rect rect = rect_centre(screen, PICKER_ROWS, PICKER_COLS);
    read_counts(popup->tui, picker);
    snprintf(title, sizeof title, "%s %d", calendar_month_name(date.month), date.year);
    popup_frame(canvas, rect, title);
    for (int next = 0; next <= 1; next++)
        canvas_glyph(canvas, rect.row, arrow_col(rect, next), next ? GLYPH_NEXT : GLYPH_PREVIOUS,
                     style_of(ROLE_ACCENT, ATTR_FLOAT));
    picker->box = rect;
    picker->area = rect_make(rect.row + 2, rect.col + 2 + NUMBERS, GRID_WEEKS, WEEK_DAYS * CELL);
    draw_around(picker, popup->tui, canvas);
    for (int i = 0; i < GRID_DAYS; i++)
        draw_day(picker, popup->tui, canvas, i);
}

// ---- keys and mouse

static int32_t moved(const Picker *picker, Tui *tui, uint32_t code)
{
    int32_t day = picker->cursor;
    CivilDate date = civil_date(day);
    switch (code) {
    case K_LEFT:
    case 'h':
        return day - 1;
    case K_RIGHT:
    case 'l':
        return day + 1;
    case K_UP:
    case 'k':
        return day - WEEK_DAYS;
    case K_DOWN:
    case 'j':
        return day + WEEK_DAYS;
    case K_PAGE_UP:
    case '[':
        return civil_add_months(day, -1);
    case K_PAGE_DOWN:
    case ']':
        return civil_add_months(day, 1);
    case '{':
        return civil_add_months(day, -12);
    case '}':
        return civil_add_months(day, 12);
    case K_HOME:
        return civil_day(date.year, date.month, 1);
    case K_END:
        return civil_day(date.year, date.month, civil_days_in_month(date.year, date.month));
    case 't':
        return tui_today(tui);
    default:
        return day;
    }
}

static void go(Picker *picker, int32_t day)
{
    int year = civil_date(day).year;
    if (year >= 1 && year <= 9998)
        picker->cursor = day;
}

static void choose(Popup *popup)
{
    Picker *picker = popup->state;
    popup->closing = true;
    picker->done(popup->tui, picker->cursor, picker->self);
}

static void picker_mouse(Popup *popup, const Mouse *mouse)
{
    Picker *picker = popup->state;
    int row = mouse->row - picker->area.row, col = mouse->col - picker->area.col;
    bool inside = row >= 0 && row < GRID_WEEKS && col >= 0 && col < WEEK_DAYS * CELL;
    bool pressed = mouse->action == MOUSE_PRESS || mouse->action == MOUSE_DOUBLE;
    bool arrow = pressed && mouse->row == picker->box.row;
    if (mouse->action == MOUSE_WHEEL_UP || (arrow && mouse->col == arrow_col(picker->box, false))) {
        go(picker, civil_add_months(picker->cursor, -1));
    } else if (mouse->action == MOUSE_WHEEL_DOWN || (arrow && mouse->col == arrow_col(picker->box, true))) {
        go(picker, civil_add_months(picker->cursor, 1));
    } else if (inside && pressed) {
        go(picker, picker->grid_first + row * WEEK_DAYS + col / CELL);
        choose(popup);
    }
}

static void picker_event(Popup *popup, const Event *event)
{
    Picker *picker = popup->state;
    uint32_t code = event->kind == EVENT_KEY ? event->key.code : 0;
    if (event->kind == EVENT_MOUSE)
        picker_mouse(popup, &event->mouse);
    else if (code == K_ESCAPE || (code == 'c' && event->key.mods == MOD_CTRL))
        popup->closing = true;
    else if (code == K_ENTER)
        choose(popup);
    else if (event->kind == EVENT_KEY)
        go(picker, moved(picker, popup->tui, code));
}

static void picker_close(Popup *popup)
{
    (void)popup;
}

void picker_open(Tui *tui, int32_t day, PickerDone done, void *self)
{
    static const PopupKind KIND = {picker_draw, picker_event, picker_close};
    Popup *popup = popup_open(tui, &KIND, sizeof(Picker));
    Picker *picker = popup->state;
    *picker = (Picker){.cursor = day, .grid_first = CIVIL_NONE, .done = done, .self = self};
}

// ---- in a text field

// The day that stands in the field, or today.
static int32_t day_in(Tui *tui, const char *typed, bool past)
{
    DateContext context = app_date_context(tui_app(tui), past);
    DateValue value;
    return !str_blank(typed) && date_parse_first(typed, &context, &value, NULL) ? value.day : tui_today(tui);
}

// A time that was typed stays behind the day.
static void day_into_field(Tui *tui, int32_t day, void *self)
{
    Field *field = self;
    DateContext context = app_date_context(tui_app(tui), false);
    DateValue value = {.minute = -1};
    char text[16], line[32];
    date_parse(field_text(field), &context, &value, NULL);
    civil_format(day, text);
    if (value.minute >= 0)
        snprintf(line, sizeof line, "%s %02d:%02d", text, value.minute / 60, value.minute % 60);
    else
        snprintf(line, sizeof line, "%s", text);
    field_set(field, line);
}

void picker_open_field(Tui *tui, Field *field, bool past)
{
    picker_open(tui, day_in(tui, field_text(field), past), day_into_field, field);
}
