// SPDX-License-Identifier: MIT
// Today: what is late, what is due, what comes this week, what is done; and for who begins, the first steps,
// each ticked by doing it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/followup_line.h"
#include "frame.h"
#include "people/pane_contact.h"
#include "rapport/app/meetings.h"
#include "rapport/base/str.h"
#include "rapport/store/followups.h"
#include "today.h"

enum { COMPACT_ROWS = 12, SETTLED_DONE = 20, NAME_AT = 4 };

TodayState *today_state(Tui *tui)
{
    Pane *pane = tui_pane(tui, &PANE_TODAY);
    return pane != NULL ? pane->state : NULL;
}

static void today_open(Pane *pane)
{
    TodayState *state = pane->state;
    state->tui = pane->tui;
    state->todo.focus = state->people.focus = -1;
}

static void today_close(Pane *pane)
{
    TodayState *state = pane->state;
    today_clear(&state->view);
    rowlist_clear(&state->todo);
    rowlist_clear(&state->people);
}

static void today_tick(Pane *pane)
{
    const TodayState *state = pane->state;
    if (state->day != 0 && state->day != tui_today(pane->tui))
        tui_changed(pane->tui, CHANGE_FOLLOWUPS); // midnight passed
}

// ---- rows

// The head of a section: its number of things stands in item.
static void add_head(RowList *list, TodaySection section, size_t count, bool compact)
{
    if (compact)
        return;
    rowlist_add(list, (ListRow){.day = ROW_HEAD, .section = (int)section, .item = count});
}

static void add_plain(RowList *list, TodaySection section, size_t item)
{
    rowlist_add(list, (ListRow){.day = CIVIL_NONE, .section = (int)section, .item = item});
}

static void add_followups(TodayState *state, TodaySection section, const FollowupList *items)
{
    if (items->count == 0)
        return;
    size_t more = section == TODAY_LATE   ? state->view.late_more
                  : section == TODAY_DUE  ? state->view.due_more
                  : section == TODAY_WEEK ? state->view.week_more
                                          : 0;
    add_head(&state->todo, section, items->count + more, state->compact);
    for (size_t i = 0; i < items->count; i++) {
        const Followup *item = &items->items[i];
        ListRow row = {
            .stop = true, .contact = item->contact, .day = item->day, .section = (int)section, .item = i};
        // What is done cannot be ticked off again: there the row is about the person.
        row.kind = section == TODAY_DONE ? THING_CONTACT : THING_FOLLOWUP;
        row.id = section == TODAY_DONE ? item->contact : item->id;
        rowlist_add(&state->todo, row);
    }
    if (!state->compact)
        add_plain(&state->todo, TODAY_GAP, 0);
}

static void add_meetings(TodayState *state)
{
    const TodayMeetings *meetings = &state->view.meetings;
    if (meetings->count == 0)
        return;
    add_head(&state->todo, TODAY_MEET, meetings->count, state->compact);
    for (size_t i = 0; i < meetings->count; i++) {
        const Meeting *meeting = &meetings->items[i].meeting;
        rowlist_add(&state->todo, (ListRow){.stop = true,
                                            .kind = THING_INTERACTION,
                                            .id = meeting->id,
                                            .contact = meeting->contact,
                                            .day = meeting->day,
                                            .section = TODAY_MEET,
                                            .item = i});
    }
    if (!state->compact)
        add_plain(&state->todo, TODAY_GAP, 0);
}

static void add_watch(TodayState *state)
{
    const TargetRows *watch = &state->view.watch;
    add_head(&state->todo, TODAY_WATCH, watch->count, state->compact);
    rowlist_add(&state->todo, (ListRow){.stop = true,
                                        .kind = THING_ORGANISATION,
                                        .id = watch->items[0].organisation,
                                        .day = CIVIL_NONE,
                                        .section = TODAY_WATCH});
    if (!state->compact)
        add_plain(&state->todo, TODAY_GAP, 0);
}

static int steps_left(const TodayState *state)
{
    const TodayView *view = &state->view;
    return !view->have_people + !view->have_followup + !view->have_sent + !state->ticked;
}

static bool steps_show(const TodayState *state)
{
    return steps_left(state) > 0 && !state->settled;
}

static void build_rows(TodayState *state)
{
    RowList *list = &state->todo;
    const TodayView *view = &state->view;
    rowlist_begin(list);
    if (!state->compact)
        add_plain(list, TODAY_SUMMARY, 0);
    add_meetings(state);
    add_followups(state, TODAY_LATE, &view->late);
    add_followups(state, TODAY_DUE, &view->today);
    if (view->hidden > 0)
        rowlist_add(list, (ListRow){.stop = true, .day = CIVIL_NONE, .section = TODAY_MORE});
    add_followups(state, TODAY_WEEK, &view->week);
    if (view->watch.count > 0)
        add_watch(state);
    add_followups(state, TODAY_DONE, &view->done);
    if (steps_show(state)) {
        add_head(list, TODAY_START, (size_t)steps_left(state), false);
        for (size_t i = 0; i < FIRST_STEPS + (view->have_people ? 0 : 2); i++)
            add_plain(list, TODAY_START, i);
    }
    rowlist_end(list);
    // The day begins with what is due, not with what is late.
    if (state->day == 0)
        for (size_t i = 0; i < list->rows.count; i++)
            if (list->rows.items[i].section == TODAY_DUE && rowlist_focus_row(list, (int)i))
                break;
}

// ---- reading

bool today_refresh(TodayState *state, Error *err)
{
    App *app = tui_app(state->tui);
    TodayView view;
    // The first frame waits only for what it shows; the rest comes right after it.
    const Pane *place = tui_pane(state->tui, &PANE_TODAY);
    TodayWish wish = {state->all, state->day == 0 && place != NULL ? (size_t)place->rect.rows : 0};
    if (!today_look(app, &wish, &view, err))
        return false;
    today_clear(&state->view);
    state->view = view;
    line_sort(&state->view.week);
    size_t done = store_followups_ever_done(app->store, SETTLED_DONE);
    state->ticked = done > 0;
    state->settled = done >= SETTLED_DONE;
    build_rows(state);
    people_build(state);
    state->day = tui_today(state->tui);
    // Both panes show this reading.
    static const PaneKind *const KINDS[] = {&PANE_TODAY, &PANE_PEOPLE};
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        Pane *pane = tui_pane(state->tui, KINDS[i]);
        if (pane != NULL) {
            pane->stale = false;
            pane->partial = view.partial;
        }
    }
    return true;
}

static bool pane_load(Pane *pane, Error *err)
{
    return today_refresh(pane->state, err);
}

// ---- drawing

static const FollowupList *items_of(const TodayState *state, int section)
{
    switch (section) {
    case TODAY_LATE:
        return &state->view.late;
    case TODAY_DUE:
        return &state->view.today;
    case TODAY_WEEK:
        return &state->view.week;
    default:
        return &state->view.done;
    }
}

// Only what is shown is read whole.
static bool has_words(const TodayState *state, Followup *item)
{
    Error err = {0};
    return store_followup_words(tui_app(state->tui)->store, item, &err);
}

// What has its time today and is still to come: the earliest, whether meeting or follow-up.
static bool next_of_day(const TodayState *state, const char **who, int *minute)
{
    const TodayView *view = &state->view;
    Followup *next = NULL;
    int now = moment_minute(store_now(tui_app(state->tui)->store));
    *minute = -1;
    for (size_t i = 0; i < view->meetings.count; i++) {
        const Meeting *meeting = &view->meetings.items[i].meeting;
        if (meeting->day != tui_today(state->tui) || meeting->minute < now ||
            (*minute >= 0 && meeting->minute >= *minute))
            continue;
        *minute = meeting->minute;
        *who = meeting->name;
    }
    for (size_t i = 0; i < view->today.count; i++) {
        Followup *item = &view->today.items[i];
        if (item->minute < now || (*minute >= 0 && item->minute >= *minute))
            continue;
        *minute = item->minute;
        next = item;
    }
    if (next != NULL && has_words(state, next))
        *who = next->contact_name != NULL ? next->contact_name : next->text;
    return *minute >= 0 && *who != NULL;
}

// At what time stands below, in its row; here how long it is till then, and who it is where that fits.
static void say_next(const TodayState *state, const Canvas *canvas, int cols, const char *who, int minute,
                     char *text, size_t size, int length)
{
    int32_t today = tui_today(state->tui);
    char until[DATE_TEXT_SIZE];
    date_until(today, minute, today, moment_minute(store_now(tui_app(state->tui)->store)), until);
    int used = snprintf(text + length, size - (size_t)length, " Next %s", until);
    snprintf(text + length + used, size - (size_t)(length + used), ": %.100s", who);
    if (canvas_width(canvas, text) > cols)
        text[length + used] = '\0';
}

static void draw_summary(const TodayState *state, Canvas *canvas, Rect rect, int row)
{
    const TodayView *view = &state->view;
    char text[256];
    const char *who = NULL;
    int minute;
    size_t late = view->late.count + view->late_more, due = late + view->today.count + view->due_more;
    int length = view->empty ? snprintf(text, sizeof text, "Today shows whom to write to, and why.")
                 : due == 0  ? snprintf(text, sizeof text, "Nothing is due today.")
                             : snprintf(text, sizeof text, "%zu to do today", due);
    if (due > 0 && late > 0)
        length += snprintf(text + length, sizeof text - (size_t)length, ", %zu late", late);
    if (due > 0)
        length += snprintf(text + length, sizeof text - (size_t)length, ".");
    if (next_of_day(state, &who, &minute))
        say_next(state, canvas, rect.cols - 2, who, minute, text, sizeof text, length);
    canvas_put(canvas, row, rect.col + 1, rect.cols - 2, text, style_of(ROLE_DIM, 0));
}

static bool any_unprepared(const TodayMeetings *meetings)
{
    for (size_t i = 0; i < meetings->count; i++)
        if (meetings->items[i].prepare != 0)
            return true;
    return false;
}

static void draw_head(const TodayState *state, Canvas *canvas, Rect rect, int row, const ListRow *head)
{
    static const char *const TITLES[] = {
        [TODAY_MEET] = "You meet",  [TODAY_LATE] = "Overdue",    [TODAY_DUE] = "Today",
        [TODAY_WEEK] = "This week", [TODAY_DONE] = "Done today", [TODAY_WATCH] = "Look what is new"};
    if (head->section == TODAY_START) {
        char title[48];
        snprintf(title, sizeof title, "First steps, %d of %d done", FIRST_STEPS - (int)head->item,
                 FIRST_STEPS);
        draw_section(canvas, rect, row, title, -1, ROLE_TEXT);
        return;
    }
    draw_section(canvas, rect, row, TITLES[head->section], (int)head->item,
                 head->section == TODAY_LATE ? ROLE_LATE : ROLE_TEXT);
    if (head->section == TODAY_MEET && any_unprepared(&state->view.meetings))
        canvas_put_right(canvas, row, rect.col, rect.cols - 1, " p prepares", style_of(ROLE_DIM, 0));
}

static void draw_step(const TodayState *state, Canvas *canvas, Rect rect, int row, size_t index)
{
    const TodayView *view = &state->view;
    const struct {
        bool done;
        const char *what, *how;
    } steps[FIRST_STEPS] = {
        {view->have_people, "Add the people you know", "a, or an import"},
        {view->have_followup, "Set a follow-up", "f on a person"},
        {view->have_sent, "Write a message and send it", "c on a person"},
        {state->ticked, "Tick something off", "x on its line"},
    };
    if (index >= FIRST_STEPS) {
        // The quickest way to a full list has no key.
        if (index > FIRST_STEPS)
            canvas_put(canvas, row, rect.col + NAME_AT, rect.cols - NAME_AT - 1,
                       "rapport import FILE  LinkedIn, CSV and more", style_of(ROLE_DIM, 0));
        return;
    }
    bool done = steps[index].done;
    canvas_glyph(canvas, row, rect.col + 2, done ? GLYPH_CHECK : GLYPH_RING,
                 style_of(done ? ROLE_GOOD : ROLE_DIM, 0));
    int used = canvas_put(canvas, row, rect.col + NAME_AT, rect.cols - NAME_AT - 1, steps[index].what,
                          style_of(done ? ROLE_DIM : ROLE_TEXT, 0));
    int left = rect.cols - NAME_AT - 1 - used - 2;
    if (canvas_width(canvas, steps[index].how) <= left)
        canvas_put_right(canvas, row, rect.col + NAME_AT + used + 2, left, steps[index].how,
                         style_of(ROLE_DIM, 0));
}

static void draw_item(const TodayState *state, Canvas *canvas, Rect rect, int row, const ListRow *where)
{
    Followup *item = &items_of(state, where->section)->items[where->item];
    LineColumns columns = line_columns(rect, NAME_AT);
    bool near = where->section == TODAY_LATE || where->section == TODAY_DUE;
    Role role = where->section == TODAY_DONE ? ROLE_DIM : ROLE_TEXT;
    char when[DATE_TEXT_SIZE];
    if (!has_words(state, item))
        return; // another program has removed it; the next look knows
    date_due(item->day, item->minute, tui_today(state->tui), when);
    // The head says when these are; the words have the room.
    if (where->section == TODAY_DONE || (where->section == TODAY_DUE && item->minute < 0))
        when[0] = '\0';
    line_fit_when(canvas, &columns, when);
    line_draw_sign(canvas, row, rect.col + 2, item, tui_today(state->tui), where->section == TODAY_DONE);
    line_draw_what(canvas, row, columns, item, "", style_of(role, near ? ATTR_BOLD : 0), style_of(role, 0));
    Role due = where->section == TODAY_LATE   ? ROLE_LATE
               : where->section == TODAY_WEEK ? ROLE_DIM
               : item->minute >= 0            ? ROLE_ACCENT
                                              : ROLE_TEXT;
    canvas_put_right(canvas, row, columns.when, columns.when_cols, when, style_of(due, 0));
}

static void draw_meeting(const TodayState *state, Canvas *canvas, Rect rect, int row, const ListRow *where)
{
    const TodayMeeting *one = &state->view.meetings.items[where->item];
    const Meeting *meeting = &one->meeting;
    LineColumns columns = line_columns(rect, NAME_AT);
    bool today = meeting->day == tui_today(state->tui), open = one->prepare != 0;
    char when[DATE_TEXT_SIZE];
    Str what = STR_INIT;
    app_meeting_when(meeting, tui_today(state->tui), when);
    app_meeting_describe(meeting, &what);
    line_fit_when(canvas, &columns, when);
    canvas_glyph(canvas, row, rect.col + 2, open ? GLYPH_RING : GLYPH_DISC, style_of(ROLE_TAG, 0));
    canvas_put(canvas, row, columns.name, columns.name_cols, meeting->name, style_of(ROLE_TEXT, ATTR_BOLD));
    canvas_put(canvas, row, columns.text, columns.text_cols, str_get(&what), style_of(ROLE_TEXT, 0));
    canvas_put_right(canvas, row, columns.when, columns.when_cols, when,
                     style_of(today ? ROLE_ACCENT : ROLE_TEXT, 0));
    str_clear(&what);
}

static void draw_watch(const TodayState *state, Canvas *canvas, Rect rect, int row)
{
    const TargetRows *watch = &state->view.watch;
    Str names = STR_INIT;
    int room = rect.cols - NAME_AT - 1;
    char more[32] = "";
    for (size_t i = 0; i < watch->count; i++) {
        size_t before = names.length;
        more[0] = '\0';
        if (i + 1 < watch->count)
            snprintf(more, sizeof more, " and %zu more", watch->count - i - 1);
        str_appendf(&names, "%s%s", i > 0 ? ", " : "", watch->items[i].name);
        if (i > 0 && canvas_width(canvas, str_get(&names)) + (int)strlen(more) > room) {
            str_truncate(&names, before);
            snprintf(more, sizeof more, " and %zu more", watch->count - i);
            break;
        }
    }
    str_append(&names, more);
    canvas_glyph(canvas, row, rect.col + 2, GLYPH_RING, style_of(ROLE_DIM, 0));
    canvas_put(canvas, row, rect.col + NAME_AT, room, str_get(&names), style_of(ROLE_TEXT, 0));
    str_clear(&names);
}

static void draw_row(const TodayState *state, Canvas *canvas, Rect rect, int row, const ListRow *where)
{
    if (where->day == ROW_HEAD && !where->stop)
        draw_head(state, canvas, rect, row, where);
    else if (where->section == TODAY_SUMMARY)
        draw_summary(state, canvas, rect, row);
    else if (where->section == TODAY_START)
        draw_step(state, canvas, rect, row, where->item);
    else if (where->section == TODAY_MEET)
        draw_meeting(state, canvas, rect, row, where);
    else if (where->section == TODAY_WATCH)
        draw_watch(state, canvas, rect, row);
    else if (where->section == TODAY_MORE)
        canvas_putf(canvas, row, rect.col + NAME_AT, rect.cols - NAME_AT - 1, style_of(ROLE_DIM, 0),
                    "%zu more first messages, enough for today; Enter shows them", state->view.hidden);
    else if (where->stop)
        draw_item(state, canvas, rect, row, where);
}

static void today_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    TodayState *state = pane->state;
    RowList *list = &state->todo;
    bool compact = rect.rows < COMPACT_ROWS;
    if (compact != state->compact) {
        state->compact = compact;
        build_rows(state);
    }
    Store *store = tui_app(pane->tui)->store;
    bool reading = store_begin_read(store, NULL); // words of rows: locked once
    rowlist_scroll(list, rect.rows);
    for (int i = 0; i < rect.rows && list->top + i < (int)list->rows.count; i++) {
        const ListRow *where = &list->rows.items[list->top + i];
        int row = rect.row + i;
        draw_row(state, canvas, rect, row, where);
        if (rowlist_marked(list, where))
            canvas_glyph(canvas, row, rect.col, GLYPH_MARK, style_of(ROLE_TAG, 0));
        if (list->top + i == list->focus)
            draw_focus(canvas, rect, row, focused);
    }
    if (reading)
        store_end_read(store);
}

// ---- moving

static void today_move(Pane *pane, Motion motion)
{
    TodayState *state = pane->state;
    rowlist_move(&state->todo, motion);
}

static bool today_mouse(Pane *pane, const Mouse *mouse)
{
    TodayState *state = pane->state;
    if (!rowlist_click(&state->todo, pane->rect, mouse))
        return false;
    if (mouse->action == MOUSE_DOUBLE)
        tui_run_command(pane->tui, "open-row");
    return true;
}

static Selection today_selection(Pane *pane)
{
    TodayState *state = pane->state;
    Selection selection = rowlist_selection(&state->todo);
    selection.day = CIVIL_NONE;
    return selection;
}

static bool today_focus(Pane *pane, ThingKind kind, int64_t id)
{
    TodayState *state = pane->state;
    return rowlist_focus_id(&state->todo, kind, id);
}

static void today_mark(Pane *pane, char how)
{
    TodayState *state = pane->state;
    rowlist_mark(&state->todo, how);
}

static bool today_leave(Pane *pane)
{
    TodayState *state = pane->state;
    bool had = state->todo.marks.count > 0;
    rowlist_mark(&state->todo, '0');
    return had;
}

const PaneKind PANE_TODAY = {
    .name = "today",
    .scopes = SCOPE_LIST | SCOPE_THING | SCOPE_TODAY,
    .watches = CHANGE_FOLLOWUPS | CHANGE_INTERACTIONS | CHANGE_CONTACTS | CHANGE_DRAFTS | CHANGE_SETTINGS |
               CHANGE_ORGANISATIONS,
    .state_size = sizeof(TodayState),
    .open = today_open,
    .close = today_close,
    .load = pane_load,
    .draw = today_draw,
    .mouse = today_mouse,
    .move = today_move,
    .selection = today_selection,
    .focus = today_focus,
    .leave = today_leave,
    .mark = today_mark,
    .tick = today_tick,
};

const ViewKind VIEW_TODAY = {
    .title = "Today",
    .panes = {&PANE_TODAY, &PANE_PEOPLE, &PANE_BESIDE},
    .share = {66, 34, 62},
    .least = {38, 20, 80},
};

// ---- commands

static void open_imported(Tui *tui)
{
    char *line = str_format("filter in:pool is:owed last:<%dd", tui_app(tui)->timing.horizon_days + 1);
    tui_run_command(tui, line);
    free(line);
}

static void open_row(Tui *tui, const Selection *selection, const char *args)
{
    TodayState *state = today_state(tui);
    Error err = {0};
    (void)args;
    bool people = pane_now(tui)->kind == &PANE_PEOPLE;
    const ListRow *row = state != NULL ? rowlist_focused(people ? &state->people : &state->todo) : NULL;
    if (selection->kind == THING_DRAFT && selection->count > 0) {
        tui_push(tui, &VIEW_EDITOR, selection->ids[0]);
    } else if (selection->contact != 0) {
        tui_go(tui, &VIEW_CONTACTS, THING_CONTACT, selection->contact);
    } else if (row != NULL && row->section == PEOPLE_IMPORTED) {
        open_imported(tui);
    } else if (row != NULL && row->section == TODAY_MORE) {
        state->all = true;
        if (!today_refresh(state, &err))
            tui_error(tui, &err);
    } else if (row != NULL && row->kind == THING_ORGANISATION) {
        tui_go(tui, &VIEW_COMPANIES, THING_ORGANISATION, row->id);
    } else if (row != NULL && row->kind == THING_FOLLOWUP &&
               items_of(state, row->section)->items[row->item].organisation != 0) {
        tui_go(tui, &VIEW_COMPANIES, THING_ORGANISATION,
               items_of(state, row->section)->items[row->item].organisation);
    } else {
        tui_toast(tui, false, row != NULL ? "This one is for yourself; e edits it" : "Nothing to open");
    }
}

static const Command ROWS[] = {
    {"open-row", SCOPE_TODAY, "Enter", NULL, "open", "opens the person or the draft of the row", NULL, 0,
     NULL, open_row},
};

const CommandTable COMMANDS_TODAY = {ROWS, sizeof ROWS / sizeof *ROWS};
