// SPDX-License-Identifier: MIT
// One week with its meetings and follow-ups. Each day has its head; the rows that are left go to the days
// that have something, one after the other, so that a full day takes no room from the others before its turn.
#include "calendar.h"

#include "followup_line.h"
#include "rapport/base/clock.h"
#include "rapport/base/str.h"

typedef struct WeekLayout {
    int row[WEEK_DAYS];  // of the day's head, from the top of the pane
    int room[WEEK_DAYS]; // rows below it
    int count[WEEK_DAYS];
} WeekLayout;

static int32_t first_day(const CalendarState *state)
{
    return calendar_week_first(state->cursor, tui_monday_first(state->tui));
}

static int day_count(const CalendarState *state, int32_t day)
{
    int count = 0;
    for (size_t i = 0; i < state->in_week.count; i++)
        count += state->in_week.items[i].day == day;
    for (size_t i = 0; i < state->week_meetings.count; i++)
        count += state->week_meetings.items[i].day == day;
    return count;
}

static WeekLayout lay_out(const CalendarState *state, Rect rect)
{
    WeekLayout layout = {0};
    int left = rect.rows - 1 - WEEK_DAYS, row = 1;
    for (int i = 0; i < WEEK_DAYS; i++)
        layout.count[i] = day_count(state, first_day(state) + i);
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

static void draw_meeting(Canvas *canvas, Rect rect, int row, const Meeting *meeting)
{
    canvas_glyph(canvas, row, rect.col + 1, GLYPH_DISC, style_of(ROLE_TAG, 0));
    draw_line(canvas, rect, row, meeting->minute, meeting->name,
              !str_blank(meeting->subject) ? meeting->subject : meeting->place, style_of(ROLE_TEXT, 0));
}

static void draw_followup(const CalendarState *state, Canvas *canvas, Rect rect, int row,
                          const Followup *item)
{
    const char *who = item->contact_name != NULL ? item->contact_name : item->organisation_name;
    draw_line(canvas, rect, row, item->minute, who, item->text,
              style_of(item->day < state->today ? ROLE_LATE : ROLE_TEXT, 0));
}

// Meetings first, then follow-ups in their order; what does not fit is counted on the last line, unless that
// is the only one: the head has the count.
static void draw_items(const CalendarState *state, Canvas *canvas, Rect rect, int32_t day, int row, int room,
                       int count)
{
    int shown = 0;
    for (size_t i = 0; i < state->week_meetings.count + state->in_week.count && shown < room; i++) {
        bool meeting = i < state->week_meetings.count;
        const Meeting *met = meeting ? &state->week_meetings.items[i] : NULL;
        const Followup *item = meeting ? NULL : &state->in_week.items[i - state->week_meetings.count];
        if ((meeting ? met->day : item->day) != day)
            continue;
        if (room > 1 && shown == room - 1 && count > room)
            canvas_putf(canvas, row + shown, rect.col + 3, -1, style_of(ROLE_DIM, 0), "%d more",
                        count - shown);
        else if (meeting)
            draw_meeting(canvas, rect, row + shown, met);
        else
            draw_followup(state, canvas, rect, row + shown, item);
        shown++;
    }
}

void week_draw(const CalendarState *state, Canvas *canvas, Rect rect, bool focused)
{
    WeekLayout layout = lay_out(state, rect);
    for (int i = 0; i < WEEK_DAYS && layout.row[i] < rect.rows; i++) {
        char name[DATE_TEXT_SIZE];
        int32_t day = first_day(state) + i;
        int row = rect.row + layout.row[i];
        bool working = calendar_is_working(&tui_app(state->tui)->calendar, day);
        draw_section(canvas, rect, row, date_short(day, state->today, true, name),
                     layout.count[i] > 0 ? layout.count[i] : -1,
                     day == state->today ? ROLE_ACCENT
                     : working           ? ROLE_TEXT
                                         : ROLE_DIM);
        if (day == state->cursor)
            draw_focus(canvas, rect, row, focused);
        draw_items(state, canvas, rect, day, row + 1, layout.room[i], layout.count[i]);
    }
}

int32_t week_day_at(const CalendarState *state, Rect rect, int row)
{
    WeekLayout layout = lay_out(state, rect);
    int32_t day = CIVIL_NONE;
    for (int i = 0; i < WEEK_DAYS; i++)
        if (row - rect.row >= layout.row[i])
            day = first_day(state) + i;
    return day;
}
