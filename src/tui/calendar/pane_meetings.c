// SPDX-License-Identifier: MIT
// The meetings that an imported calendar brought, gone through one after the other: so it was, it was with
// somebody else, or it is none of mine; the whole series at once when that is one.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asked.h"
#include "rapport/app/confirm.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "widgets/rowpane.h"

enum { WHEN_COLS = 23, WHO_LEAST = 18, SERIES_COLS = 17, SERIES_FROM = 66 };

typedef struct MeetingsState {
    RowList rows; // first: see rowpane.h
    ToConfirmRows meetings;
} MeetingsState;

static const PaneKind PANE_MEETINGS;

static MeetingsState *meetings_state(Tui *tui)
{
    Pane *pane = tui_pane(tui, &PANE_MEETINGS);
    return pane != NULL ? pane->state : NULL;
}

static bool meetings_load(Pane *pane, Error *err)
{
    MeetingsState *state = pane->state;
    store_to_confirm_clear(&state->meetings);
    bool fine = confirm_load(tui_app(pane->tui), &state->meetings, err);
    rowlist_begin(&state->rows);
    for (size_t i = 0; fine && i < state->meetings.count; i++)
        rowlist_add(&state->rows, (ListRow){.stop = true,
                                            .kind = THING_INTERACTION,
                                            .id = state->meetings.items[i].id,
                                            .contact = state->meetings.items[i].contact,
                                            .day = state->meetings.items[i].day,
                                            .item = i});
    rowlist_end(&state->rows);
    return fine;
}

static void meetings_close(Pane *pane)
{
    MeetingsState *state = pane->state;
    store_to_confirm_clear(&state->meetings);
    rowlist_clear(&state->rows);
}

// ---- drawing

static void draw_line(Pane *pane, Canvas *canvas, Rect line, const ListRow *row, bool here)
{
    const MeetingsState *state = pane->state;
    const ToConfirm *meeting = &state->meetings.items[row->item];
    char when[DATE_TEXT_SIZE], series[32];
    int end = line.col + line.cols - 1, col = line.col + 2;
    bool counts = line.cols >= SERIES_FROM;
    end -= counts ? SERIES_COLS : 0;
    int who = (end - col - WHEN_COLS) * 2 / 5;
    who = who < WHO_LEAST ? WHO_LEAST : who;
    date_absolute(meeting->day, meeting->minute, when);
    canvas_put(canvas, line.row, col, WHEN_COLS - 1, when, style_of(ROLE_DIM, 0));
    canvas_put(canvas, line.row, col + WHEN_COLS, who - 1, meeting->names, style_of(ROLE_TEXT, ATTR_BOLD));
    col += WHEN_COLS + who;
    canvas_put(canvas, line.row, col, end - col, meeting->subject != NULL ? meeting->subject : "",
               style_of(ROLE_TEXT, here ? ATTR_BOLD : 0));
    snprintf(series, sizeof series, "%zu of a series", meeting->siblings + 1);
    if (counts && meeting->siblings > 0)
        canvas_put_right(canvas, line.row, end + 1, SERIES_COLS - 1, series, style_of(ROLE_DIM, 0));
}

static void meetings_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    MeetingsState *state = pane->state;
    if (state->meetings.count == 0) {
        draw_empty(canvas, rect,
                   "No meeting is to be confirmed. Those of a calendar that is imported come here.",
                   ":import work.ics   q goes back");
        return;
    }
    draw_section(canvas, rect, rect.row, "Did you meet? From your calendar", (int)state->meetings.count,
                 ROLE_TEXT);
    rect_split_top(&rect, 1);
    rowpane_draw(pane, canvas, rect, focused, draw_line);
}

static bool meetings_mouse(Pane *pane, const Mouse *mouse)
{
    Rect rows = pane->rect;
    rect_split_top(&rows, 1);
    return rowlist_click(pane->state, rows, mouse);
}

static const PaneKind PANE_MEETINGS = {
    .name = "meetings",
    .scopes = SCOPE_LIST | SCOPE_THING | SCOPE_MEETINGS,
    .watches = CHANGE_INTERACTIONS | CHANGE_CONTACTS,
    .state_size = sizeof(MeetingsState),
    .close = meetings_close,
    .load = meetings_load,
    .draw = meetings_draw,
    .mouse = meetings_mouse,
    .move = rowpane_move,
    .mark = rowpane_mark,
    .selection = rowpane_selection,
    .focus = rowpane_focus,
};

const ViewKind VIEW_MEETINGS = {"Meetings", {&PANE_MEETINGS}, {100}, {40}};

// ---- commands

#define RUN(name) static void name(Tui *tui, const Selection *selection, const char *args)
#define UNUSED (void)selection, (void)args

static bool on_meeting(Tui *tui, const Selection *selection)
{
    return meetings_state(tui) != NULL && selection->kind == THING_INTERACTION && selection->count > 0;
}

RUN(open_meetings)
{
    UNUSED;
    if (meetings_state(tui) == NULL)
        tui_push(tui, &VIEW_MEETINGS, 0);
}

static void said(Tui *tui, bool fine, StepResult *result, const Error *err)
{
    tui_clear_marks(tui);
    report_step(tui, fine, result, err);
}

RUN(so_it_was)
{
    (void)args;
    StepResult result = {0};
    Error err = {0};
    said(tui, app_confirm(tui_app(tui), selection->ids, selection->count, 0, &result, &err), &result, &err);
}

RUN(none_of_mine)
{
    (void)args;
    StepResult result = {0};
    Error err = {0};
    said(tui, app_confirm_not(tui_app(tui), selection->ids, selection->count, &result, &err), &result, &err);
}

static void picked(Tui *tui, int64_t contact, void *self)
{
    const Asked *asked = self;
    StepResult result = {0};
    Error err = {0};
    said(tui, app_confirm(tui_app(tui), asked->ids.items, asked->ids.count, contact, &result, &err), &result,
         &err);
}

RUN(somebody_else)
{
    (void)args;
    tui_pick_contact(tui, "Whom did you meet?", picked, asked_new(tui, selection), asked_free);
}

// Marks all that is open of the series: the next key is for all of them.
RUN(whole_series)
{
    UNUSED;
    MeetingsState *state = meetings_state(tui);
    const ListRow *row = rowlist_focused(&state->rows);
    const ToConfirm *one = &state->meetings.items[row->item];
    if (one->siblings == 0) {
        tui_toast(tui, false, "This one is of no series");
        return;
    }
    rowlist_mark(&state->rows, '0');
    state->rows.mark_kind = THING_INTERACTION;
    for (size_t i = 0; i < state->meetings.count && state->rows.marks.count < SELECTION_MOST; i++)
        if (confirm_same_series(&state->meetings.items[i], one))
            vec_push(&state->rows.marks, state->meetings.items[i].id);
    tui_toast(tui, false, "%zu marked: x so it was, d not mine, e somebody else; those to come too",
              state->rows.marks.count);
}

RUN(open_person)
{
    (void)args;
    tui_pop(tui);
    tui_go(tui, &VIEW_CONTACTS, THING_CONTACT, selection->contact);
}

#define M SCOPE_MEETINGS

static const Command ROWS[] = {
    {"meetings", SCOPE_GLOBAL, "g m", NULL, "meetings", "goes through the meetings of a calendar", NULL, 0,
     NULL, open_meetings},
    {"meeting-done", M, "x", NULL, "so it was", "confirms it: it counts from now on", NULL, 1, on_meeting,
     so_it_was},
    {"meeting-trash", M, "d", NULL, "not mine", "leaves it out, also of later imports", NULL, 2, on_meeting,
     none_of_mine},
    {"meeting-edit", M, "e", NULL, "somebody else", "says with whom it was instead", NULL, 3, on_meeting,
     somebody_else},
    {"meeting-series", M, "r", NULL, "the series", "marks all of the series for the next key", NULL, 4,
     on_meeting, whole_series},
    {"meeting-open", M, "Enter", NULL, "open", "opens the person", NULL, 5, on_meeting, open_person},
};

const CommandTable COMMANDS_MEETINGS = {ROWS, sizeof ROWS / sizeof *ROWS};
