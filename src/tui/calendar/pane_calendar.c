// SPDX-License-Identifier: MIT
// The month grid: six weeks with their ISO numbers, a mark for what is due on each day, and below it how
// this week stands. `|` turns it into one week with its follow-ups.
#include <stdio.h>
#include <string.h>

#include "calendar.h"
#include "people/pane_contact.h"
#include "rapport/base/str.h"

enum { NUMBERS = 4, CELL_LEAST = 3, CELL_MOST = 9, HEAD_ROWS = 2, TALL_ROWS = 15 };

static void month_open(Pane *pane)
{
    CalendarState *state = pane->state;
    state->tui = pane->tui;
    state->cursor = tui_today(pane->tui);
    state->from = state->to = CIVIL_NONE;
    state->rows.focus = -1;
}

static void month_close(Pane *pane)
{
    calendar_clear(pane->state);
}

static bool month_load(Pane *pane, Error *err)
{
    return calendar_refresh(pane->state, err);
}

static void month_tick(Pane *pane)
{
    CalendarState *state = pane->state;
    if (state->today != 0 && state->today != tui_today(pane->tui))
        pane->stale = true; // midnight passed
}

// ---- where things are: the same for drawing and for the mouse

typedef struct Grid {
    int cell;     // columns of a day
    int per_week; // rows of a week: 2 with the marks below the number
    int first;    // row of the first week
} Grid;

static Grid grid_of(Rect rect)
{
    int cell = (rect.cols - NUMBERS) / WEEK_DAYS;
    bool tall = rect.rows >= TALL_ROWS;
    int gap = rect.rows > TALL_ROWS + 2 ? 1 : 0;
    return (Grid){.cell = cell < CELL_LEAST  ? CELL_LEAST
                          : cell > CELL_MOST ? CELL_MOST
                                             : cell,
                  .per_week = tall ? 2 : 1,
                  .first = rect.row + HEAD_ROWS + gap};
}

static int cell_col(Rect rect, Grid grid, int weekday)
{
    int inset = grid.cell < 5 ? grid.cell - 2 : (grid.cell - 1) / 2;
    return rect.col + NUMBERS + weekday * grid.cell + inset;
}

// The day at a place; CIVIL_NONE = none.
static int32_t day_at(const CalendarState *state, Rect rect, int row, int col)
{
    Grid grid = grid_of(rect);
    int week = (row - grid.first) / grid.per_week;
    int weekday = (col - rect.col - NUMBERS - 1) / grid.cell;
    if (row < grid.first || week >= GRID_WEEKS || col < rect.col + NUMBERS + 1 || weekday >= WEEK_DAYS)
        return CIVIL_NONE;
    return state->grid_first + week * WEEK_DAYS + weekday;
}

// ---- drawing the month

static void draw_marks(Canvas *canvas, int row, int col, int count, bool late, int room)
{
    // Late days differ by the sign, not by colour alone.
    Style how = style_of(late ? ROLE_LATE : ROLE_ACCENT, 0);
    int shown = count > 3 ? 3 : count;
    for (int i = 0; i < shown && i < room; i++) {
        bool more = count > 3 && (i == shown - 1 || i == room - 1);
        if (more || late)
            canvas_put(canvas, row, col + i, 1, more ? "+" : "!", how);
        else
            canvas_glyph(canvas, row, col + i, GLYPH_BULLET, how);
    }
}

static Style day_style(const CalendarState *state, int32_t day)
{
    const App *app = tui_app(state->tui);
    if (day == state->today)
        return style_of(ROLE_ACCENT, ATTR_BOLD | ATTR_UNDERLINE);
    bool other = civil_date(day).month != civil_date(state->cursor).month;
    return style_of(other || !calendar_is_working(&app->calendar, day) ? ROLE_DIM : ROLE_TEXT, 0);
}

// Beside the number what is not to be done: a meeting; below it that the day is off, if nothing is due.
static void draw_signs(const CalendarState *state, Canvas *canvas, Grid grid, int index, int row, int col)
{
    CalendarDay kind = calendar_day(&tui_app(state->tui)->calendar, state->grid_first + index);
    bool off = kind == DAY_HOLIDAY || kind == DAY_PAUSE;
    int beside = grid.per_week == 2 ? 2 : 3;
    if (state->meets[index] && grid.cell >= beside + 2)
        canvas_glyph(canvas, row, col + beside, GLYPH_DISC, style_of(ROLE_TAG, 0));
    if (off && grid.per_week == 2 && state->counts[index] == 0)
        canvas_glyph(canvas, row + 1, col + 1, GLYPH_DASH, style_of(ROLE_DIM, 0));
}

static void draw_day(const CalendarState *state, Canvas *canvas, Rect rect, Grid grid, int index,
                     bool focused)
{
    int32_t day = state->grid_first + index;
    int row = grid.first + index / WEEK_DAYS * grid.per_week;
    int col = cell_col(rect, grid, index % WEEK_DAYS);
    canvas_putf(canvas, row, col, 2, day_style(state, day), "%2d", civil_date(day).day);
    bool late = day < state->today;
    if (grid.per_week == 2)
        draw_marks(canvas, row + 1, col, state->counts[index], late, grid.cell == CELL_LEAST ? 1 : 3);
    else
        draw_marks(canvas, row, col + 2, state->counts[index], late, 1);
    draw_signs(state, canvas, grid, index, row, col);
    if (day != state->cursor)
        return;
    for (int i = 0; i < grid.per_week; i++)
        canvas_glyph(canvas, row + i, col - 1, GLYPH_BAR, style_of(ROLE_ACCENT, 0));
    if (focused) {
        canvas_add_attrs(canvas, rect_make(row, col - 1, grid.per_week, 4), ATTR_SELECTED);
        canvas_cursor(canvas, row, col);
    }
}

static void draw_head(const CalendarState *state, Canvas *canvas, Rect rect)
{
    CivilDate date = civil_date(state->cursor);
    int col = rect.col + 1;
    col += canvas_putf(canvas, rect.row, col, -1, style_of(ROLE_TEXT, ATTR_BOLD), "%s %d",
                       calendar_month_name(date.month), date.year);
    canvas_putf(canvas, rect.row, col + 3, -1, style_of(ROLE_DIM, 0), "W%02d",
                civil_iso_week(state->cursor, NULL));
    int right = rect.col + rect.cols - 4;
    canvas_glyph(canvas, rect.row, right, GLYPH_PREVIOUS, style_of(ROLE_ACCENT, 0));
    canvas_glyph(canvas, rect.row, right + 2, GLYPH_NEXT, style_of(ROLE_ACCENT, 0));
}

static void draw_grid(const CalendarState *state, Canvas *canvas, Rect rect, bool focused)
{
    Grid grid = grid_of(rect);
    for (int i = 0; i < WEEK_DAYS; i++)
        canvas_putf(canvas, grid.first - 1, cell_col(rect, grid, i), 2, style_of(ROLE_DIM, 0), "%.2s",
                    civil_weekday_name(civil_weekday(state->grid_first + i)));
    for (int week = 0; week < GRID_WEEKS; week++) {
        // The number of an ISO week is that of its Thursday, wherever the row begins.
        int32_t first = state->grid_first + week * WEEK_DAYS;
        int32_t thursday = first + (3 - civil_weekday(first) + WEEK_DAYS) % WEEK_DAYS;
        canvas_putf(canvas, grid.first + week * grid.per_week, rect.col + 1, 2, style_of(ROLE_DIM, 0), "%2d",
                    civil_iso_week(thursday, NULL));
    }
    for (int i = 0; i < GRID_DAYS; i++)
        draw_day(state, canvas, rect, grid, i, focused);
}

// As many signs as there is room for.
static void draw_legend(Canvas *canvas, Rect rect, int row)
{
    static const struct {
        Glyph glyph; // GLYPH_COUNT = the letter
        char letter;
        Role role;
        const char *means;
    } SIGNS[] = {
        {GLYPH_BULLET, 0, ROLE_ACCENT, "due"}, {GLYPH_COUNT, '!', ROLE_LATE, "late"},
        {GLYPH_DISC, 0, ROLE_TAG, "meeting"},  {GLYPH_COUNT, '+', ROLE_ACCENT, "more"},
        {GLYPH_DASH, 0, ROLE_DIM, "off"},
    };
    int col = rect.col + 1, end = rect.col + rect.cols;
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        if (col + 2 + (int)strlen(SIGNS[i].means) >= end)
            return;
        if (SIGNS[i].glyph != GLYPH_COUNT)
            canvas_glyph(canvas, row, col, SIGNS[i].glyph, style_of(SIGNS[i].role, 0));
        else
            canvas_put(canvas, row, col, 1, (char[]){SIGNS[i].letter, '\0'}, style_of(SIGNS[i].role, 0));
        col += 2 + canvas_put(canvas, row, col + 2, -1, SIGNS[i].means, style_of(ROLE_DIM, 0)) + 2;
    }
}

static void draw_this_week(const CalendarState *state, Canvas *canvas, Rect rect, int row)
{
    int col = rect.col + 1;
    draw_section(canvas, rect, row, "This week", state->week_done + state->week_open, ROLE_TEXT);
    col += canvas_putf(canvas, row + 1, col, -1, style_of(ROLE_GOOD, 0), "%d done", state->week_done) + 2;
    col += canvas_putf(canvas, row + 1, col, -1, style_of(ROLE_TEXT, 0), "%d to do", state->week_open) + 2;
    if (state->late_count > 0)
        canvas_putf(canvas, row + 1, col, -1, style_of(ROLE_LATE, 0), "%d late", state->late_count);
}

// What the cursor's day is called, if it is off.
static void draw_off(const CalendarState *state, Canvas *canvas, Rect rect, int row)
{
    Str title = STR_INIT;
    if (*calendar_day_words(&tui_app(state->tui)->calendar, state->cursor) == '\0')
        return;
    calendar_day_title(state, state->cursor, NULL, &title);
    canvas_put(canvas, row, rect.col + 1, rect.cols - 2, str_get(&title), style_of(ROLE_TEXT, 0));
    str_clear(&title);
}

static void month_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    const CalendarState *state = pane->state;
    draw_head(state, canvas, rect);
    if (state->week) {
        week_draw(state, canvas, rect, focused);
        return;
    }
    draw_grid(state, canvas, rect, focused);
    Grid grid = grid_of(rect);
    int row = grid.first + GRID_WEEKS * grid.per_week, end = rect.row + rect.rows;
    if (row < end)
        draw_legend(canvas, rect, row);
    if (row + 1 < end)
        draw_off(state, canvas, rect, row + 1);
    if (row + 3 < end)
        draw_this_week(state, canvas, rect, row + 2);
}

// ---- moving

static int days_of(const CalendarState *state, Motion motion)
{
    int cell = state->week ? WEEK_DAYS : 1;
    switch (motion) {
    case MOTION_UP:
        return -WEEK_DAYS;
    case MOTION_DOWN:
        return WEEK_DAYS;
    case MOTION_LEFT:
        return -cell;
    case MOTION_RIGHT:
        return cell;
    case MOTION_HALF_UP:
        return -2 * WEEK_DAYS;
    case MOTION_HALF_DOWN:
        return 2 * WEEK_DAYS;
    default:
        return 0;
    }
}

static void month_move(Pane *pane, Motion motion)
{
    CalendarState *state = pane->state;
    CivilDate date = civil_date(state->cursor);
    int32_t to = state->cursor + days_of(state, motion);
    if (state->week && (motion == MOTION_UP || motion == MOTION_DOWN)) {
        week_step(state, motion == MOTION_UP ? -1 : 1);
        return;
    }
    if (motion == MOTION_PAGE_UP || motion == MOTION_PAGE_DOWN)
        to = civil_add_months(state->cursor, motion == MOTION_PAGE_UP ? -1 : 1);
    else if (motion == MOTION_HOME)
        to = civil_day(date.year, date.month, 1);
    else if (motion == MOTION_END)
        to = civil_day(date.year, date.month, civil_days_in_month(date.year, date.month));
    calendar_go(state, to);
}

static bool month_mouse(Pane *pane, const Mouse *mouse)
{
    CalendarState *state = pane->state;
    Rect rect = pane->rect;
    if (mouse->action != MOUSE_PRESS && mouse->action != MOUSE_DOUBLE)
        return false;
    int arrow = mouse->col - (rect.col + rect.cols - 4);
    if (mouse->row == rect.row && (arrow == 0 || arrow == 2)) {
        calendar_go(state, civil_add_months(state->cursor, arrow == 0 ? -1 : 1));
        return true;
    }
    int32_t day = state->week ? CIVIL_NONE : day_at(state, rect, mouse->row, mouse->col);
    if (state->week ? !week_click(state, rect, mouse->row) : day == CIVIL_NONE)
        return false;
    if (!state->week)
        calendar_go(state, day);
    if (mouse->action == MOUSE_DOUBLE)
        tui_focus_pane(pane->tui, &PANE_AGENDA);
    return true;
}

static Selection month_selection(Pane *pane)
{
    return calendar_selection(pane->state);
}

static bool month_focus(Pane *pane, ThingKind kind, int64_t id)
{
    return calendar_focus(pane->state, kind, id);
}

static void month_mark(Pane *pane, char how)
{
    CalendarState *state = pane->state;
    rowlist_mark(&state->rows, how);
    calendar_follow(state);
}

static bool month_leave(Pane *pane)
{
    return calendar_leave(pane->state);
}

const PaneKind PANE_MONTH = {
    .name = "month",
    .scopes = SCOPE_GRID | SCOPE_THING | SCOPE_CALENDAR,
    .watches = CHANGE_FOLLOWUPS | CHANGE_CONTACTS | CHANGE_INTERACTIONS | CHANGE_SETTINGS,
    .state_size = sizeof(CalendarState),
    .open = month_open,
    .close = month_close,
    .load = month_load,
    .draw = month_draw,
    .mouse = month_mouse,
    .move = month_move,
    .selection = month_selection,
    .focus = month_focus,
    .mark = month_mark,
    .leave = month_leave,
    .tick = month_tick,
};

const ViewKind VIEW_CALENDAR = {
    .title = "Calendar",
    .panes = {&PANE_MONTH, &PANE_AGENDA, &PANE_BESIDE},
    .share = {43, 57, 55},
    .least = {33, 26, 79},
};
