// SPDX-License-Identifier: MIT
// The agenda beside the month: what is late first, then day by day, empty days left out. Moving in it moves
// the grid's cursor and the reverse.
#include <stdio.h>

#include "calendar.h"
#include "followup_line.h"
#include "rapport/app/meetings.h"
#include "rapport/base/clock.h"
#include "rapport/base/str.h"
#include "rapport/base/zone.h"

static bool agenda_load(Pane *pane, Error *err)
{
    CalendarState *state = calendar_state(pane->tui);
    return state == NULL || calendar_refresh(state, err);
}

// ---- columns

enum { TIME = 3, TIME_LEAST = 44 }; // where times stand, in panes that have so many columns

static LineColumns columns_of(Rect rect)
{
    return line_columns(rect, rect.cols >= TIME_LEAST ? TIME + 7 : TIME);
}

// ---- drawing

static void draw_head(const CalendarState *state, Canvas *canvas, Rect rect, int row, size_t at)
{
    const ListRow *head = &state->rows.rows.items[at];
    int count = head->section == AGENDA_NOTHING ? -1 : 0; // its row says that there is nothing
    for (size_t i = at + 1; count >= 0 && i < state->rows.rows.count && state->rows.rows.items[i].stop; i++)
        count += state->rows.rows.items[i].section != AGENDA_DONE;
    if (head->section == AGENDA_LATE) {
        draw_section(canvas, rect, row, "Overdue", state->late_count, ROLE_LATE);
        return;
    }
    char until[DATE_TEXT_SIZE];
    Str title = STR_INIT;
    bool ahead = head->day > state->today;
    calendar_day_title(state, head->day,
                       ahead ? date_until(head->day, -1, state->today, state->minute, until) : NULL, &title);
    draw_section(canvas, rect, row, str_get(&title), count,
                 head->day == state->today ? ROLE_ACCENT : ROLE_TEXT);
    str_clear(&title);
}

static void put_time(Canvas *canvas, int row, int col, int minute)
{
    if (minute >= 0)
        canvas_putf(canvas, row, col, 5, style_of(ROLE_DIM, 0), "%02d:%02d", minute / 60, minute % 60);
    else
        canvas_glyph(canvas, row, col + 2, GLYPH_DASH, style_of(ROLE_DIM, 0));
}

static void draw_time(Canvas *canvas, int row, int col, const ListRow *where, const Followup *item)
{
    Style dim = style_of(ROLE_DIM, 0);
    if (where->section == AGENDA_LATE)
        canvas_putf(canvas, row, col, 6, dim, "%2d %s", civil_date(item->day).day,
                    civil_weekday_name(civil_weekday(item->day)));
    else
        put_time(canvas, row, col, item->minute);
}

// How late it is, or how soon today; of all other days their heading tells.
static const char *when_of(const CalendarState *state, int32_t day, int minute, char text[DATE_TEXT_SIZE])
{
    bool says = day < state->today || (day == state->today && minute >= 0);
    return says ? date_until(day, minute, state->today, state->minute, text) : "";
}

static void draw_when(Canvas *canvas, int row, const LineColumns *columns, const char *when, Role role)
{
    canvas_put_right(canvas, row, columns->when, columns->when_cols, when, style_of(role, 0));
}

// ---- meetings: apart from follow-ups by their sign, and by how long they take

// "17:30 there, " where a contact's clock shows something else at that time.
static void say_there(const char *zone, int32_t day, int minute, Str *what)
{
    int32_t offset;
    if (minute < 0 || zone == NULL)
        return;
    Moment here = clock_moment(day, minute);
    if (!zone_offset(zone, here.utc, &offset) || offset == here.offset_min)
        return;
    int there = (minute + offset - here.offset_min + 2 * 1440) % 1440;
    str_appendf(what, "%02d:%02d there, ", there / 60, there % 60);
}

static void draw_meeting(const CalendarState *state, Canvas *canvas, Rect rect, int row,
                         const Meeting *meeting)
{
    LineColumns columns = columns_of(rect);
    bool clash = calendar_clashes(state, meeting), over = meeting->day < state->today;
    bool ahead = meeting->day == state->today && meeting->minute > state->minute;
    char until[DATE_TEXT_SIZE];
    const char *when = clash ? "clashes" : ahead ? when_of(state, meeting->day, meeting->minute, until) : "";
    Str what = STR_INIT;
    line_fit_when(canvas, &columns, when);
    canvas_glyph(canvas, row, rect.col + 1, GLYPH_DISC, style_of(ROLE_TAG, 0));
    if (rect.cols >= TIME_LEAST)
        put_time(canvas, row, rect.col + TIME, meeting->minute);
    say_there(meeting->zone, meeting->day, meeting->minute, &what);
    app_meeting_describe(meeting, &what);
    canvas_put(canvas, row, columns.name, columns.name_cols, meeting->name,
               style_of(over ? ROLE_DIM : ROLE_TEXT, over ? 0 : ATTR_BOLD));
    if (columns.text_cols > 0)
        canvas_put(canvas, row, columns.text, columns.text_cols, str_get(&what),
                   style_of(over ? ROLE_DIM : ROLE_TEXT, 0));
    draw_when(canvas, row, &columns, when, clash ? ROLE_WARN : ROLE_ACCENT);
    str_clear(&what);
}

static void draw_item(const CalendarState *state, Canvas *canvas, Rect rect, int row, const ListRow *where)
{
    const Followup *item = calendar_item(state, where);
    const Meeting *meeting = calendar_meeting(state, where);
    LineColumns columns = columns_of(rect);
    if (meeting != NULL) {
        draw_meeting(state, canvas, rect, row, meeting);
        return;
    }
    if (item == NULL) {
        canvas_put(canvas, row, rect.col + 3, rect.cols - 4, "nothing due; a adds something",
                   style_of(ROLE_DIM, 0));
        return;
    }
    char until[DATE_TEXT_SIZE];
    bool done = where->section == AGENDA_DONE;
    const char *when = done ? "" : when_of(state, item->day, item->minute, until);
    line_fit_when(canvas, &columns, when);
    line_draw_sign(canvas, row, rect.col + 1, item, state->today, done);
    if (rect.cols >= TIME_LEAST)
        draw_time(canvas, row, rect.col + TIME, where, item);
    Str there = STR_INIT;
    if (where->section == AGENDA_OPEN)
        say_there(item->contact_zone, item->day, item->minute, &there);
    line_draw_what(canvas, row, columns, item, str_get(&there),
                   style_of(done ? ROLE_DIM : ROLE_TEXT, done ? 0 : ATTR_BOLD),
                   style_of(done ? ROLE_DIM : ROLE_TEXT, 0));
    str_clear(&there);
    draw_when(canvas, row, &columns, when, str_ends(when, "late") ? ROLE_LATE : ROLE_ACCENT);
}

static void agenda_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    CalendarState *state = calendar_state(pane->tui);
    if (state == NULL)
        return;
    RowList *list = &state->rows;
    rowlist_scroll(list, rect.rows);
    for (int i = 0; i < rect.rows && list->top + i < (int)list->rows.count; i++) {
        int at = list->top + i, row = rect.row + i;
        const ListRow *where = &list->rows.items[at];
        if (!where->stop) {
            draw_head(state, canvas, rect, row, (size_t)at);
            continue;
        }
        draw_item(state, canvas, rect, row, where);
        if (rowlist_marked(list, where))
            canvas_glyph(canvas, row, rect.col, GLYPH_MARK, style_of(ROLE_TAG, 0));
        if (at == list->focus)
            draw_focus(canvas, rect, row, focused);
    }
    bool nothing = state->late.count + state->open.count + state->done.count + state->meetings.count == 0;
    if (nothing && state->from == state->today && rect.rows > 8)
        draw_empty(canvas, rect, "What you want to do for people, by day.",
                   "a  adds something on this day\n1  shows whom to write to");
}

// ---- moving

static void agenda_move(Pane *pane, Motion motion)
{
    CalendarState *state = calendar_state(pane->tui);
    if (state != NULL && rowlist_move(&state->rows, motion))
        calendar_follow(state);
}

static bool agenda_mouse(Pane *pane, const Mouse *mouse)
{
    CalendarState *state = calendar_state(pane->tui);
    if (state == NULL || !rowlist_click(&state->rows, pane->rect, mouse))
        return false;
    calendar_follow(state);
    if (mouse->action == MOUSE_DOUBLE)
        tui_run_command(pane->tui, "open");
    return true;
}

static Selection agenda_selection(Pane *pane)
{
    CalendarState *state = calendar_state(pane->tui);
    return state != NULL ? calendar_selection(state) : (Selection){.day = CIVIL_NONE};
}

static bool agenda_focus(Pane *pane, ThingKind kind, int64_t id)
{
    CalendarState *state = calendar_state(pane->tui);
    return state != NULL && calendar_focus(state, kind, id);
}

static void agenda_mark(Pane *pane, char how)
{
    CalendarState *state = calendar_state(pane->tui);
    if (state == NULL)
        return;
    rowlist_mark(&state->rows, how);
    calendar_follow(state);
}

static bool agenda_leave(Pane *pane)
{
    CalendarState *state = calendar_state(pane->tui);
    return state != NULL && calendar_leave(state);
}

const PaneKind PANE_AGENDA = {
    .name = "agenda",
    .scopes = SCOPE_LIST | SCOPE_THING | SCOPE_CALENDAR,
    .watches = CHANGE_FOLLOWUPS | CHANGE_CONTACTS | CHANGE_INTERACTIONS | CHANGE_SETTINGS,
    .load = agenda_load,
    .draw = agenda_draw,
    .mouse = agenda_mouse,
    .move = agenda_move,
    .selection = agenda_selection,
    .focus = agenda_focus,
    .mark = agenda_mark,
    .leave = agenda_leave,
};
