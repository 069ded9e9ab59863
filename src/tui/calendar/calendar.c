// SPDX-License-Identifier: MIT
// The cursor day, the counts and the agenda's rows behind the calendar's two panes. Only ranges of days are
// read, never all follow-ups.
#include "calendar.h"

#include "followup_line.h"
#include "rapport/base/clock.h"
#include "rapport/base/str.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"

enum { AGENDA_MOST = 50, DONE_MOST = 100, WEEK_MOST = 200, AGENDA_DAYS = 28, NEAR_DAYS = 62 };

// ---- days

int32_t calendar_week_first(int32_t day, bool monday_first)
{
    int weekday = civil_weekday(day);
    return day - (monday_first ? weekday : (weekday + 1) % WEEK_DAYS);
}

int32_t calendar_grid_first(int32_t day, bool monday_first)
{
    CivilDate date = civil_date(day);
    return calendar_week_first(civil_day(date.year, date.month, 1), monday_first);
}

const char *calendar_month_name(int month)
{
    static const char *const MONTHS[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    return MONTHS[month - 1];
}

void calendar_day_title(const CalendarState *state, int32_t day, const char *away, Str *out)
{
    char date[DATE_TEXT_SIZE];
    const char *parts[] = {day == state->today ? "today" : NULL, away,
                           calendar_day_words(&tui_app(state->tui)->calendar, day)};
    str_append(out, date_short(day, state->today, true, date));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!str_blank(parts[i]))
            str_appendf(out, "%s%s", tui_ascii(state->tui) ? " - " : " \xc2\xb7 ", parts[i]);
}

CalendarState *calendar_state(Tui *tui)
{
    Pane *pane = tui_pane(tui, &PANE_MONTH);
    return pane != NULL ? pane->state : NULL;
}

static void clear_lists(CalendarState *state)
{
    followup_list_clear(&state->late);
    followup_list_clear(&state->open);
    followup_list_clear(&state->done);
    followup_list_clear(&state->in_week);
    meetings_clear(&state->meetings);
    meetings_clear(&state->past_meetings);
    meetings_clear(&state->week_meetings);
}

void calendar_clear(CalendarState *state)
{
    clear_lists(state);
    rowlist_clear(&state->rows);
}

// ---- reading

static bool load_counts(CalendarState *state, Error *err)
{
    state->grid_first = calendar_grid_first(state->cursor, tui_monday_first(state->tui));
    Store *store = tui_app(state->tui)->store;
    return store_followup_counts(store, state->grid_first, GRID_DAYS, state->counts, err) &&
           store_meeting_days(store, state->grid_first, GRID_DAYS, state->meets, err);
}

// How this week stands: only after something changed.
static bool load_week_sums(CalendarState *state, Error *err)
{
    Store *store = tui_app(state->tui)->store;
    int32_t week = calendar_week_first(state->today, tui_monday_first(state->tui));
    int this_week[WEEK_DAYS];
    bool fine = store_followup_counts(store, week, WEEK_DAYS, this_week, err);
    state->week_open = 0;
    for (int i = 0; fine && i < WEEK_DAYS; i++)
        state->week_open += week + i >= state->today ? this_week[i] : 0;
    state->week_done = (int)store_followups_done_between(store, week, week + WEEK_DAYS - 1);
    state->late_count = (int)store_followups_open_before(store, state->today);
    return fine;
}

// What was read holds everything of the cursor's day: its days are in the range and not behind the cap.
static bool covers(const CalendarState *state)
{
    const FollowupList *late = &state->late, *open = &state->open;
    const Meetings *meetings = &state->meetings;
    int32_t day = state->cursor;
    if (day >= state->from)
        return day <= state->to && (open->count < state->most || day <= open->items[open->count - 1].day) &&
               (meetings->count < state->most || day <= meetings->items[meetings->count - 1].day);
    return state->from == state->today &&
           (late->count < state->most || day <= late->items[late->count - 1].day);
}

// The agenda begins today where the cursor is near or in the past; far ahead it begins at the cursor's month.
static void choose_range(CalendarState *state)
{
    int32_t grid_first = calendar_grid_first(state->cursor, tui_monday_first(state->tui));
    int32_t grid_last = grid_first + GRID_DAYS - 1;
    if (state->cursor <= state->today + NEAR_DAYS) {
        int32_t to = state->from == state->today ? state->to : state->today + AGENDA_DAYS;
        state->from = state->today;
        state->to = to > grid_last ? to : grid_last;
    } else if (!covers(state)) {
        state->from = grid_first;
        state->to = state->from + NEAR_DAYS;
    }
}

// The day before the agenda's first whose meetings are shown.
static int32_t past_day(const CalendarState *state)
{
    return state->cursor < state->from ? state->cursor : CIVIL_NONE;
}

static bool load_meetings(CalendarState *state, int32_t week, Error *err)
{
    Store *store = tui_app(state->tui)->store;
    int32_t past = past_day(state);
    return store_meetings_between(store, state->from, state->to, state->most, &state->meetings, err) &&
           (past == CIVIL_NONE ||
            store_meetings_between(store, past, past, AGENDA_MOST, &state->past_meetings, err)) &&
           (!state->week ||
            store_meetings_between(store, week, week + WEEK_DAYS - 1, WEEK_MOST, &state->week_meetings, err));
}

static bool load_agenda(CalendarState *state, Error *err)
{
    Store *store = tui_app(state->tui)->store;
    int32_t today = state->today;
    int32_t week = calendar_week_first(state->cursor, tui_monday_first(state->tui));
    clear_lists(state);
    if (state->from == today &&
        (!store_followups_between(store, INT32_MIN + 1, today - 1, state->most, &state->late, err) ||
         !store_followups_closed(store, today, today, DONE_MOST, &state->done, err)))
        return false;
    bool fine = store_followups_between(store, state->from, state->to, state->most, &state->open, err) &&
                (!state->week || store_followups_between(store, week, week + WEEK_DAYS - 1, WEEK_MOST,
                                                         &state->in_week, err)) &&
                load_meetings(state, week, err);
    line_sort(&state->late);
    line_sort(&state->open);
    line_sort(&state->in_week);
    state->read =
        (AgendaRange){state->from, state->to, state->most, state->week ? week : CIVIL_NONE, past_day(state)};
    return fine;
}

// Whether what was read is what is wanted now.
static bool is_read(const CalendarState *state)
{
    const AgendaRange *read = &state->read;
    int32_t week = calendar_week_first(state->cursor, tui_monday_first(state->tui));
    return read->from == state->from && read->to == state->to && read->most == state->most &&
           read->week == (state->week ? week : CIVIL_NONE) && read->past == past_day(state);
}

static bool load_range(CalendarState *state, bool fresh, Error *err)
{
    choose_range(state);
    if ((fresh || !is_read(state)) && !load_agenda(state, err))
        return false;
    if (covers(state))
        return true;
    // So much is due that the cap hides the day: the agenda begins there.
    state->from = state->cursor;
    state->to = state->from + NEAR_DAYS;
    return load_agenda(state, err);
}

static void begin_day(CalendarState *state)
{
    int32_t today = tui_today(state->tui);
    if (state->today == today)
        return;
    // Opened, or midnight passed.
    state->cursor = state->cursor == state->today || state->today == 0 ? today : state->cursor;
    state->today = today;
    state->from = state->to = CIVIL_NONE;
}

// fresh: something may have changed; else only what the cursor needs is read.
static bool calendar_load(CalendarState *state, bool fresh, Error *err)
{
    bool monday_first = tui_monday_first(state->tui);
    begin_day(state);
    state->minute = moment_minute(store_now(tui_app(state->tui)->store));
    bool other_month = state->grid_first != calendar_grid_first(state->cursor, monday_first);
    Store *store = tui_app(state->tui)->store;
    bool reading = store_begin_read(store, NULL); // all of one moment, and locked once
    bool fine = (!(fresh || other_month) || load_counts(state, err)) &&
                (!fresh || load_week_sums(state, err)) && load_range(state, fresh, err);
    if (reading)
        store_end_read(store);
    if (fine)
        agenda_build(state);
    return fine;
}

// ---- in step

// The agenda's row for the cursor: the first of its day.
static void focus_cursor(CalendarState *state)
{
    const ListRow *focused = rowlist_focused(&state->rows);
    if (focused != NULL && focused->day == state->cursor)
        return;
    for (size_t i = 0; i < state->rows.rows.count; i++)
        if (state->rows.rows.items[i].day == state->cursor && rowlist_focus_row(&state->rows, (int)i))
            return;
}

static void reload(CalendarState *state)
{
    if (state->today == 0)
        return; // a key that came before the first frame: that reads around the cursor
    Error err = {0};
    if (!calendar_load(state, false, &err))
        tui_error(state->tui, &err);
}

void calendar_go(CalendarState *state, int32_t day)
{
    static const int FIRST_YEAR = 1, LAST_YEAR = 9998;
    CivilDate date = civil_date(day);
    if (date.year < FIRST_YEAR || date.year > LAST_YEAR)
        return;
    state->cursor = day;
    reload(state);
    focus_cursor(state);
}

// At the end of what was read more comes in: more days, or more of the many that are late.
static bool read_on(CalendarState *state, const ListRow *row)
{
    bool last_late = row->section == AGENDA_LATE && row->item + 1 == state->late.count;
    bool last_open = (row->section == AGENDA_OPEN && row->item + 1 == state->open.count) ||
                     (row->section == AGENDA_MEETING && row->item + 1 == state->meetings.count);
    bool full = state->open.count == state->most || state->meetings.count == state->most;
    if ((last_late && state->late.count == state->most) || (last_open && full)) {
        state->most += AGENDA_MOST;
        return true;
    }
    if (!last_open)
        return false;
    state->to += NEAR_DAYS;
    return true;
}

void calendar_follow(CalendarState *state)
{
    const ListRow *row = rowlist_focused(&state->rows);
    if (row == NULL || row->day == CIVIL_NONE)
        return;
    bool more = read_on(state, row);
    if (row->day == state->cursor && !more)
        return;
    state->cursor = row->day;
    reload(state);
}

static int32_t day_of(const CalendarState *state, ThingKind kind, int64_t id)
{
    Store *store = tui_app(state->tui)->store;
    int32_t day = CIVIL_NONE;
    Followup item;
    Interaction meeting;
    followup_init(&item);
    interaction_init(&meeting);
    if (kind == THING_FOLLOWUP && store_followup_get(store, id, &item, NULL))
        day = item.day;
    else if (kind == THING_INTERACTION && store_interaction_get(store, id, &meeting, NULL))
        day = meeting.day;
    followup_clear(&item);
    interaction_clear(&meeting);
    return day;
}

bool calendar_focus(CalendarState *state, ThingKind kind, int64_t id)
{
    if (!rowlist_focus_id(&state->rows, kind, id)) {
        int32_t day = day_of(state, kind, id);
        if (day == CIVIL_NONE)
            return false;
        calendar_go(state, day);
        if (!rowlist_focus_id(&state->rows, kind, id))
            return false;
    }
    calendar_follow(state);
    return true;
}

bool calendar_refresh(CalendarState *state, Error *err)
{
    bool first = state->today == 0;
    if (first)
        state->most = AGENDA_MOST;
    if (!calendar_load(state, true, err))
        return false;
    // At first the cursor leads to today; later what had the focus may have moved to another day.
    if (first)
        focus_cursor(state);
    else
        calendar_follow(state);
    // Both panes show this reading.
    static const PaneKind *const KINDS[] = {&PANE_MONTH, &PANE_AGENDA};
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        Pane *pane = tui_pane(state->tui, KINDS[i]);
        if (pane != NULL)
            pane->stale = false;
    }
    return true;
}

bool calendar_leave(CalendarState *state)
{
    bool had = state->rows.marks.count > 0;
    rowlist_mark(&state->rows, '0');
    return had;
}

Selection calendar_selection(CalendarState *state)
{
    Selection selection = rowlist_selection(&state->rows);
    selection.day = state->cursor;
    return selection;
}
