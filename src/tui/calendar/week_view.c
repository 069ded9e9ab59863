// SPDX-License-Identifier: MIT
// One week with its meetings and follow-ups, and the same cursor as in the agenda. Each day has its head; the
// rows that are left go to the days that have something, one after the other, so that a full day takes no
// room from the others before its turn. Where the cursor is, a day that has more than its rows scrolls.
#include "calendar.h"

#include "followup_line.h"
#include "rapport/base/clock.h"
#include "rapport/base/str.h"

// ---- what is on a day, in the agenda's order

typedef struct WeekItem {
    const Meeting *meeting; // or
    const Followup *item;
    bool done;
} WeekItem;
typedef VEC(WeekItem) WeekItems;

static void read_day(const CalendarState *state, int32_t day, WeekItems *out)
{
    const Meetings *meetings = &state->week_meetings;
    const FollowupList *due = &state->in_week;
    size_t m = 0, d = 0;
    while (m < meetings->count && meetings->items[m].day < day)
        m++;
    while (d < due->count && due->items[d].day < day)
        d++;
    for (;;) {
        const Meeting *meeting =
            m < meetings->count && meetings->items[m].day == day ? &meetings->items[m] : NULL;
        const Followup *item = d < due->count && due->items[d].day == day ? &due->items[d] : NULL;
        if (meeting == NULL && item == NULL)
            break;
        bool first = agenda_meeting_first(meeting, item);
        vec_push(out, first ? ((WeekItem){meeting, NULL, false}) : ((WeekItem){NULL, item, false}));
        m += first;
        d += !first;
    }
    for (size_t i = 0; day == state->today && i < state->done.count; i++)
        vec_push(out, ((WeekItem){NULL, &state->done.items[i], true}));
}

static size_t day_count(const CalendarState *state, int32_t day)
{
    WeekItems items = {0};
    read_day(state, day, &items);
    size_t count = items.count;
    vec_clear(&items);
    return count;
}

// The agenda's row of it; NULL = the agenda does not have it.
static const ListRow *row_of(const CalendarState *state, const WeekItem *one)
{
    for (size_t i = 0; i < state->rows.rows.count; i++) {
        const ListRow *row = &state->rows.rows.items[i];
        bool same = one->meeting != NULL ? row->section == AGENDA_MEETING && row->id == one->meeting->id
                    : one->done ? row->section == AGENDA_DONE && calendar_item(state, row) == one->item
                                : row->kind == THING_FOLLOWUP && row->id == one->item->id;
        if (row->stop && same)
            return row;
    }
    return NULL;
}

// Which of them has the focus; -1 = none.
static int focused_one(const CalendarState *state, const WeekItems *items)
{
    const ListRow *row = rowlist_focused(&state->rows);
    for (size_t i = 0; row != NULL && i < items->count; i++)
        if (row_of(state, &items->items[i]) == row)
            return (int)i;
    return -1;
}

static bool focus_one(CalendarState *state, const WeekItem *one)
{
    const ListRow *row = row_of(state, one);
    return row != NULL && rowlist_focus_row(&state->rows, (int)(row - state->rows.rows.items));
}

// ---- which rows it has

typedef struct WeekLayout {
    int row[WEEK_DAYS];  // of the day's head, from the top of the pane
    int room[WEEK_DAYS]; // rows below it
    int count[WEEK_DAYS];
} WeekLayout;

static int32_t first_day(const CalendarState *state)
{
    return calendar_week_first(state->cursor, tui_monday_first(state->tui));
}

static WeekLayout lay_out(const CalendarState *state, Rect rect)
{
    WeekLayout layout = {0};
    int left = rect.rows - 1 - WEEK_DAYS, row = 1;
    for (int i = 0; i < WEEK_DAYS; i++)
        layout.count[i] = (int)day_count(state, first_day(state) + i);
    for (bool given = true; given && left > 0;) {
        given = false;
        for (int i = 0; i < WEEK_DAYS && left > 0; i++) {
            if (layout.room[i] >= layout.count[i])
                continue;
            layout.room[i]++;
            left--;
            given = true;
        }
    }
    // What nobody needs is space between the days.
    int gap = left >= WEEK_DAYS ? 1 : 0;
    for (int i = 0; i < WEEK_DAYS; i++) {
        layout.row[i] = row;
        row += 1 + layout.room[i] + gap;
    }
    return layout;
}

// ---- drawing

static void draw_line(Canvas *canvas, Rect rect, int row, int minute, const char *who, const char *what,
                      Style name)
{
    int col = rect.col + 3, end = rect.col + rect.cols - 1;
    if (minute >= 0)
        col +=
            canvas_putf(canvas, row, col, -1, style_of(ROLE_DIM, 0), "%02d:%02d ", minute / 60, minute % 60);
    if (who != NULL)
        col += canvas_put(canvas, row, col, end - col, who, name) + 1;
    if (what != NULL && end - col >= 8)
        canvas_put(canvas, row, col, end - col, what, style_of(ROLE_DIM, 0));
}

static void draw_one(const CalendarState *state, Canvas *canvas, Rect rect, int row, const WeekItem *one)
{
    const Meeting *meeting = one->meeting;
    const Followup *item = one->item;
    if (meeting != NULL) {
        bool named = !str_blank(meeting->subject);
        canvas_glyph(canvas, row, rect.col + 1, GLYPH_DISC, style_of(ROLE_TAG, 0));
        draw_line(canvas, rect, row, meeting->minute, meeting->name,
                  named                       ? meeting->subject
                  : !str_blank(meeting->text) ? meeting->text
                                              : meeting->place,
                  style_of(ROLE_TEXT, 0));
        return;
    }
    const char *who = item->contact_name != NULL ? item->contact_name : item->organisation_name;
    Role role = one->done ? ROLE_DIM : item->day < state->today ? ROLE_LATE : ROLE_TEXT;
    line_draw_sign(canvas, row, rect.col + 1, item, state->today, one->done);
    draw_line(canvas, rect, row, one->done ? -1 : item->minute, who, item->text, style_of(role, 0));
}

static void draw_mark(const CalendarState *state, Canvas *canvas, Rect rect, int row, const WeekItem *one)
{
    const ListRow *here = row_of(state, one);
    if (here != NULL && rowlist_marked(&state->rows, here))
        canvas_glyph(canvas, row, rect.col, GLYPH_MARK, style_of(ROLE_TAG, 0));
}

// How many of a day are shown in its room, and from which on: what has the focus is among them. What does not
// fit is counted on the last line, unless that is the only one: the head has the count.
static int shown_of(int room, int count, int focus, int *first)
{
    int shown = room > 1 && count > room ? room - 1 : room < count ? room : count;
    *first = focus >= shown && shown > 0 ? focus - shown + 1 : 0;
    return shown;
}

// True when the focus is on one of the rows.
static bool draw_items(const CalendarState *state, Canvas *canvas, Rect rect, int32_t day, int row, int room,
                       bool focused)
{
    WeekItems items = {0};
    int first;
    read_day(state, day, &items);
    int focus = day == state->cursor ? focused_one(state, &items) : -1;
    int count = (int)items.count, shown = shown_of(room, count, focus, &first);
    for (int i = 0; i < shown; i++) {
        draw_one(state, canvas, rect, row + i, &items.items[first + i]);
        draw_mark(state, canvas, rect, row + i, &items.items[first + i]);
        if (first + i == focus)
            draw_focus(canvas, rect, row + i, focused);
    }
    if (shown < count && shown < room)
        canvas_putf(canvas, row + shown, rect.col + 3, -1, style_of(ROLE_DIM, 0), "%d more", count - shown);
    vec_clear(&items);
    return focus >= 0 && shown > 0;
}

void week_draw(const CalendarState *state, Canvas *canvas, Rect rect, bool focused)
{
    WeekLayout layout = lay_out(state, rect);
    for (int i = 0; i < WEEK_DAYS && layout.row[i] < rect.rows; i++) {
        Str title = STR_INIT;
        int32_t day = first_day(state) + i;
        int row = rect.row + layout.row[i];
        bool working = calendar_is_working(&tui_app(state->tui)->calendar, day);
        int open = layout.count[i] - (day == state->today ? (int)state->done.count : 0);
        calendar_day_title(state, day, NULL, &title);
        draw_section(canvas, rect, row, str_get(&title), open > 0 ? open : -1,
                     day == state->today ? ROLE_ACCENT
                     : working           ? ROLE_TEXT
                                         : ROLE_DIM);
        str_clear(&title);
        if (!draw_items(state, canvas, rect, day, row + 1, layout.room[i], focused) && day == state->cursor)
            draw_focus(canvas, rect, row, focused);
    }
}

// ---- moving

void week_step(CalendarState *state, int way)
{
    WeekItems items = {0};
    read_day(state, state->cursor, &items);
    int next = focused_one(state, &items) + way;
    bool inside = next - way >= 0 && next >= 0 && next < (int)items.count;
    bool moved = inside && focus_one(state, &items.items[next]);
    items.count = 0;
    if (!moved) {
        calendar_go(state, state->cursor + way);
        read_day(state, state->cursor, &items);
        if (items.count > 0)
            focus_one(state, &items.items[way < 0 ? items.count - 1 : 0]);
    }
    vec_clear(&items);
}

bool week_click(CalendarState *state, Rect rect, int row)
{
    WeekLayout layout = lay_out(state, rect);
    WeekItems items = {0};
    int day = WEEK_DAYS - 1, first;
    while (day >= 0 && row - rect.row < layout.row[day])
        day--;
    if (day < 0)
        return false;
    int32_t to = first_day(state) + day;
    int at = row - rect.row - layout.row[day] - 1;
    read_day(state, to, &items);
    int focus = to == state->cursor ? focused_one(state, &items) : -1;
    int shown = shown_of(layout.room[day], layout.count[day], focus, &first);
    items.count = 0;
    calendar_go(state, to);
    read_day(state, to, &items);
    if (at >= 0 && at < shown && first + at < (int)items.count)
        focus_one(state, &items.items[first + at]);
    vec_clear(&items);
    return true;
}
