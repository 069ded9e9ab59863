// SPDX-License-Identifier: MIT
// What month grid and agenda share: one cursor day, the counts of the six weeks around it, and the agenda's
// rows. Both panes change it here, so they cannot fall out of step.
#ifndef RAPPORT_TUI_CALENDAR_H
#define RAPPORT_TUI_CALENDAR_H

#include "rapport/core/followup.h"
#include "rapport/store/meetings.h"
#include "rapport/tui/tui.h"
#include "widgets/rowlist.h"

enum { GRID_WEEKS = 6, GRID_DAYS = 42, WEEK_DAYS = 7 };

typedef enum AgendaSection {
    AGENDA_LATE,
    AGENDA_OPEN,
    AGENDA_DONE,
    AGENDA_MEETING,
    AGENDA_NOTHING
} AgendaSection;

typedef struct AgendaRange {
    int32_t from, to; // civil days
    size_t most;      // rows of each list
    int32_t week;     // first day of the week view; CIVIL_NONE = none
    int32_t past;     // a day before from whose meetings are shown; CIVIL_NONE = none
} AgendaRange;

typedef struct CalendarState {
    Tui *tui;
    int32_t today;
    int minute; // of today, now
    int32_t cursor;
    int32_t grid_first;    // of 42 days
    bool week;             // the grid shows one week with its follow-ups
    int counts[GRID_DAYS]; // follow-ups
    bool meets[GRID_DAYS]; // there is a meeting
    int week_done, week_open, late_count;
    // The agenda: what is late when from is today, then from..to.
    int32_t from, to;
    size_t most;                            // rows of each list; grows at their ends
    AgendaRange read;                       // what the lists hold
    FollowupList late, open, done, in_week; // done: today's; in_week: of the week view
    Meetings meetings, past_meetings;       // of from..to; of the cursor's day before it
    Meetings week_meetings;
    RowList rows;
} CalendarState;

extern const PaneKind PANE_MONTH;
extern const PaneKind PANE_AGENDA;

// The first day that a grid of six weeks shows for the month of the day: pure.
int32_t calendar_grid_first(int32_t day, bool monday_first);
// The first day of the week of the day: pure.
int32_t calendar_week_first(int32_t day, bool monday_first);

// The week instead of the month: each day with what is on it, in week_view.c.
void week_draw(const CalendarState *state, Canvas *canvas, Rect rect, bool focused);
void week_step(CalendarState *state, int way);             // to the next thing or day; -1 = to the one before
bool week_click(CalendarState *state, Rect rect, int row); // false = nothing is there

const char *calendar_month_name(int month); // "January" for 1
// Appends "Fri 25 Dec · in 1mo · Christmas Day": a long name comes last, where it is cut. away NULL = it is
// not said how far the day is.
void calendar_day_title(const CalendarState *state, int32_t day, const char *away, Str *out);

CalendarState *calendar_state(Tui *tui); // of the shown calendar; NULL = another view is shown
void calendar_clear(CalendarState *state);
bool calendar_refresh(CalendarState *state, Error *err); // reads everything anew
void calendar_go(CalendarState *state, int32_t day);     // the cursor to a day, the agenda follows
void calendar_follow(CalendarState *state);              // the agenda moved, the cursor follows
bool calendar_focus(CalendarState *state, ThingKind kind, int64_t id);         // both to the day of the thing
const Followup *calendar_item(const CalendarState *state, const ListRow *row); // NULL for heads and meetings
const Meeting *calendar_meeting(const CalendarState *state, const ListRow *row); // NULL for all others
bool calendar_clashes(const CalendarState *state, const Meeting *meeting); // with another one of its day
void agenda_build(CalendarState *state); // the rows from the lists, in agenda_rows.c
// Whether the next of a day is the meeting (NULL = there is none) or the follow-up: what has a time goes by
// it.
bool agenda_meeting_first(const Meeting *meeting, const Followup *item);
Selection calendar_selection(CalendarState *state);
bool calendar_leave(CalendarState *state); // takes the marks away; false = there are none

// In calendar_add.c: what was typed on the cursor's day; asks for it when it is empty.
void calendar_add(Tui *tui, const char *typed);

#endif
