// SPDX-License-Identifier: MIT
// The agenda's rows: what is late, then day by day what has a time in its order, what has none, and today
// what was done. Days without anything are left out, but not the cursor's.
#include "calendar.h"

#include "rapport/base/clock.h"

// Where the lists stand while the rows are built.
typedef struct Place {
    size_t open, meeting;
} Place;

static ListRow item_row(const Followup *item, AgendaSection section, size_t index)
{
    ListRow row = {.stop = true, .day = item->day, .section = (int)section, .item = index};
    row.contact = item->contact;
    // What is done cannot be ticked off again: there the row is about the person.
    row.kind = section == AGENDA_DONE ? THING_CONTACT : THING_FOLLOWUP;
    row.id = section == AGENDA_DONE ? item->contact : item->id;
    if (section == AGENDA_DONE)
        row.day = item->closed_day;
    return row;
}

static ListRow meeting_row(const Meeting *meeting, size_t index)
{
    return (ListRow){.stop = true,
                     .day = meeting->day,
                     .section = AGENDA_MEETING,
                     .item = index,
                     .kind = THING_INTERACTION,
                     .id = meeting->id,
                     .contact = meeting->contact};
}

static void add_head(CalendarState *state, AgendaSection section, int32_t day)
{
    rowlist_add(&state->rows, (ListRow){.day = day, .section = (int)section});
}

static void add_nothing(CalendarState *state, int32_t day)
{
    add_head(state, AGENDA_NOTHING, day);
    rowlist_add(&state->rows, (ListRow){.stop = true, .day = day, .section = AGENDA_NOTHING});
}

bool agenda_meeting_first(const Meeting *meeting, const Followup *item)
{
    return meeting != NULL && (item == NULL || item->minute < 0 || meeting->minute <= item->minute);
}

// The items of one day, from the place on; today's done ones behind them.
static void add_day(CalendarState *state, int32_t day, Place *next)
{
    const FollowupList *open = &state->open;
    const Meetings *meetings = &state->meetings;
    add_head(state, AGENDA_OPEN, day);
    for (;;) {
        bool due = next->open < open->count && open->items[next->open].day == day;
        bool meets = next->meeting < meetings->count && meetings->items[next->meeting].day == day;
        if (!due && !meets)
            break;
        const Followup *item = due ? &open->items[next->open] : NULL;
        const Meeting *meeting = meets ? &meetings->items[next->meeting] : NULL;
        if (agenda_meeting_first(meeting, item)) {
            rowlist_add(&state->rows, meeting_row(meeting, next->meeting));
            next->meeting++;
        } else {
            rowlist_add(&state->rows, item_row(item, AGENDA_OPEN, next->open));
            next->open++;
        }
    }
    for (size_t i = 0; day == state->today && i < state->done.count; i++)
        rowlist_add(&state->rows, item_row(&state->done.items[i], AGENDA_DONE, i));
}

static bool has_late(const CalendarState *state, int32_t day)
{
    for (size_t i = 0; i < state->late.count; i++)
        if (state->late.items[i].day == day)
            return true;
    return false;
}

// The cursor's day before the agenda begins.
static void add_past(CalendarState *state)
{
    if (state->past_meetings.count == 0 && !has_late(state, state->cursor))
        add_nothing(state, state->cursor);
    if (state->past_meetings.count == 0)
        return;
    add_head(state, AGENDA_OPEN, state->cursor);
    for (size_t i = 0; i < state->past_meetings.count; i++)
        rowlist_add(&state->rows, meeting_row(&state->past_meetings.items[i], i));
}

// The first day from the place on that has something; INT32_MAX = none has.
static int32_t next_day(const CalendarState *state, const Place *next)
{
    int32_t day = INT32_MAX;
    if (next->open < state->open.count)
        day = state->open.items[next->open].day;
    if (next->meeting < state->meetings.count && state->meetings.items[next->meeting].day < day)
        day = state->meetings.items[next->meeting].day;
    return day;
}

void agenda_build(CalendarState *state)
{
    int32_t cursor = state->cursor;
    rowlist_begin(&state->rows);
    if (state->late.count > 0)
        add_head(state, AGENDA_LATE, CIVIL_NONE);
    for (size_t i = 0; i < state->late.count; i++)
        rowlist_add(&state->rows, item_row(&state->late.items[i], AGENDA_LATE, i));
    if (cursor < state->from)
        add_past(state);
    // Days with something to do, and the cursor's even without.
    bool today_due = state->done.count > 0 && state->from == state->today;
    bool cursor_due = cursor >= state->from;
    Place next = {0};
    for (;;) {
        int32_t day = next_day(state, &next);
        if (today_due && state->today <= day)
            day = state->today;
        if (cursor_due && cursor < day) {
            add_nothing(state, cursor);
            cursor_due = false;
            continue;
        }
        if (day == INT32_MAX)
            break;
        add_day(state, day, &next);
        today_due = today_due && day != state->today;
        cursor_due = cursor_due && cursor != day;
    }
    rowlist_end(&state->rows);
}

const Followup *calendar_item(const CalendarState *state, const ListRow *row)
{
    if (!row->stop || row->section == AGENDA_NOTHING || row->section == AGENDA_MEETING)
        return NULL;
    const FollowupList *list = row->section == AGENDA_LATE   ? &state->late
                               : row->section == AGENDA_DONE ? &state->done
                                                             : &state->open;
    return &list->items[row->item];
}

static const Meetings *meetings_of(const CalendarState *state, int32_t day)
{
    return day < state->from ? &state->past_meetings : &state->meetings;
}

const Meeting *calendar_meeting(const CalendarState *state, const ListRow *row)
{
    return row->stop && row->section == AGENDA_MEETING ? &meetings_of(state, row->day)->items[row->item]
                                                       : NULL;
}

bool calendar_clashes(const CalendarState *state, const Meeting *meeting)
{
    const Meetings *day = meetings_of(state, meeting->day);
    for (size_t i = 0; i < day->count; i++)
        if (day->items[i].id != meeting->id && meetings_overlap(&day->items[i], meeting))
            return true;
    return false;
}
