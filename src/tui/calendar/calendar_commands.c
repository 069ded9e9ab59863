// SPDX-License-Identifier: MIT
// The calendar's commands: to other months and days, moving an item by a day, adding on the cursor's day, and
// what else one does to a follow-up (its words, its repeat, its person), which Today shares.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asked.h"
#include "calendar.h"
#include "calendar/line_edit.h"
#include "rapport/app/meetings.h"
#include "rapport/app/outreach.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/repeat.h"
#include "rapport/store/contacts.h"
#include "rapport/store/followups.h"

#define RUN(name) static void name(Tui *tui, const Selection *selection, const char *args)
#define UNUSED (void)selection, (void)args

// ---- to other days

static void go_months(Tui *tui, int months)
{
    CalendarState *state = calendar_state(tui);
    if (state != NULL)
        calendar_go(state, civil_add_months(state->cursor, months));
}

RUN(month_back)
{
    UNUSED, go_months(tui, -1);
}
RUN(month_on)
{
    UNUSED, go_months(tui, 1);
}
RUN(year_back)
{
    UNUSED, go_months(tui, -12);
}
RUN(year_on)
{
    UNUSED, go_months(tui, 12);
}

RUN(to_today)
{
    UNUSED;
    CalendarState *state = calendar_state(tui);
    if (state != NULL)
        calendar_go(state, state->today);
}

static void go_to_date(Tui *tui, const char *text, void *self)
{
    (void)self;
    CalendarState *state = calendar_state(tui);
    DateContext context = app_date_context(tui_app(tui), false);
    DateValue date;
    Error err = {0};
    if (state == NULL)
        return;
    if (date_parse_first(text, &context, &date, &err))
        calendar_go(state, date.day);
    else
        tui_error(tui, &err);
}

RUN(to_date)
{
    (void)selection;
    if (*args != '\0') {
        go_to_date(tui, args, NULL);
        return;
    }
    Prompt prompt = {.title = "Go to which day?", .date = true, .far = true, .history = "date"};
    tui_prompt(tui, &prompt, go_to_date, NULL, NULL);
}

RUN(toggle_week)
{
    UNUSED;
    CalendarState *state = calendar_state(tui);
    if (state == NULL)
        return;
    state->week = !state->week;
    calendar_go(state, state->cursor);
}

// ---- a day earlier or later

static bool shift_meetings(App *app, const int64_t *ids, size_t count, const RowsStep *step,
                           StepResult *result, Error *err)
{
    return app_meetings_shift(app, ids, count, step->shift, result, err);
}

static bool shift_rows(App *app, const int64_t *ids, size_t count, const RowsStep *step, StepResult *result,
                       Error *err)
{
    return app_followups_shift(app, ids, count, step->shift, result, err);
}

// The marks stay: pressed again it moves them on.
static void shift(Tui *tui, const Selection *selection, int days)
{
    bool meetings = selection->kind == THING_INTERACTION;
    RowsStep step = {.title = meetings ? "Moving meetings" : "Moving follow-ups",
                     .run = meetings ? shift_meetings : shift_rows,
                     .shift = days,
                     .keep_marks = true};
    followups_step(tui, selection->ids, selection->count, &step);
}

RUN(day_earlier)
{
    (void)args, shift(tui, selection, -1);
}
RUN(day_later)
{
    (void)args, shift(tui, selection, 1);
}

static bool on_followups(Tui *tui, const Selection *selection)
{
    return (void)tui, selection->kind == THING_FOLLOWUP && selection->count > 0;
}

// In the calendar what happens between people is a meeting.
static bool on_dated(Tui *tui, const Selection *selection)
{
    return on_followups(tui, selection) || (selection->kind == THING_INTERACTION && selection->count > 0);
}

static bool on_anything(Tui *tui, const Selection *selection)
{
    return (void)tui, selection->count > 0;
}

RUN(add_here)
{
    (void)selection;
    calendar_add(tui, args);
}

// ---- the line and the repeat of a follow-up

static bool repeat_rows(App *app, const int64_t *ids, size_t count, const RowsStep *step, StepResult *result,
                        Error *err)
{
    return app_followups_edit(app, ids, count, NULL, step->repeat, result, err);
}

static void save_repeat(Tui *tui, const char *text, void *self)
{
    const Asked *asked = self;
    RowsStep step = {.title = "Repeating follow-ups", .run = repeat_rows, .repeat = text};
    followups_step(tui, asked->ids.items, asked->ids.count, &step);
}

static void preview_repeat(Tui *tui, const char *typed, Str *out)
{
    DateContext context = app_date_context(tui_app(tui), false);
    Repeat repeat;
    Error err = {0};
    if (str_blank(typed)) {
        str_append(out, "once.  every 2 weeks, every month on the 31, 3 weeks after done");
    } else if (!repeat_parse(typed, &context, &repeat, &err)) {
        str_append(out, err.message);
    } else {
        char day[DATE_TEXT_SIZE];
        int32_t next = repeat_next(&repeat, &tui_app(tui)->calendar, tui_today(tui), tui_today(tui));
        repeat_format(&repeat, out);
        if (next != CIVIL_NONE)
            str_appendf(out, "; done today, the next is %s", date_preview(next, -1, tui_today(tui), day));
    }
}

static bool read_followup(Tui *tui, int64_t id, Followup *item)
{
    Error err = {0};
    followup_init(item);
    if (store_followup_get(tui_app(tui)->store, id, item, &err))
        return true;
    tui_error(tui, &err);
    followup_clear(item);
    return false;
}

static void ask_repeat(Tui *tui, const Selection *selection)
{
    Followup item;
    if (!read_followup(tui, selection->ids[0], &item))
        return;
    char *title = selection->count > 1
                      ? str_format("Repeat %zu follow-ups how often? Empty: once", selection->count)
                      : mem_strdup("Repeat how often? Empty: once");
    Prompt prompt = {.title = title, .initial = item.repeat, .history = "repeat", .preview = preview_repeat};
    tui_prompt(tui, &prompt, save_repeat, asked_new(tui, selection), asked_free);
    free(title);
    followup_clear(&item);
}

RUN(edit_followup)
{
    (void)args;
    if (on_dated(tui, selection) && selection->count > 1)
        tui_toast(tui, false, "One at a time: Esc takes the marks away");
    else if (on_dated(tui, selection) && line_edit_open(tui, selection->kind, selection->ids[0]))
        return;
    else if (selection->contact != 0)
        tui_run_command(tui, "edit");
}

RUN(repeat_followup)
{
    (void)args;
    if (on_followups(tui, selection))
        ask_repeat(tui, selection);
    else if (selection->contact != 0)
        tui_run_command(tui, "rhythm");
}

// Leads to the person or the company that the row is about.
RUN(open_person)
{
    (void)args;
    const CalendarState *state = calendar_state(tui);
    const ListRow *row = state != NULL ? rowlist_focused(&state->rows) : NULL;
    const Followup *item = row != NULL ? calendar_item(state, row) : NULL;
    if (selection->contact != 0)
        tui_go(tui, &VIEW_CONTACTS, THING_CONTACT, selection->contact);
    else if (item != NULL && item->organisation != 0)
        tui_go(tui, &VIEW_COMPANIES, THING_ORGANISATION, item->organisation);
    else
        tui_toast(tui, false, item != NULL ? "This one is for yourself; e edits it" : "Nothing to open");
}

#define C SCOPE_CALENDAR
#define B (SCOPE_CALENDAR | SCOPE_TODAY)

static const Command ROWS[] = {
    {"to-today", C, "t", NULL, "today", "puts the calendar's cursor on today", NULL, 1, NULL, to_today},
    {"to-date", C, "g d", "DATE", "go to date", "puts the calendar's cursor on a day", ":to-date next fri", 1,
     NULL, to_date},
    {"month-on", C, "]", NULL, "next month", "goes a month on", NULL, 8, NULL, month_on},
    {"month-back", C, "[", NULL, "month before", "goes a month back", NULL, 0, NULL, month_back},
    {"year-on", C, "}", NULL, "next year", "goes a year on", NULL, 0, NULL, year_on},
    {"year-back", C, "{", NULL, "year before", "goes a year back", NULL, 0, NULL, year_back},
    {"week", C, "|", NULL, "week", "shows one week, or the month again", NULL, 9, NULL, toggle_week},
    {"day-earlier", C, "H", NULL, "a day earlier", "moves follow-up or meeting a day earlier", NULL, 0,
     on_dated, day_earlier},
    {"day-later", C, "L", NULL, "a day later", "moves follow-up or meeting a day later", NULL, 0, on_dated,
     day_later},
    {"add-here", C, "a", "TEXT", "add on this day", "adds a follow-up or meeting on this day",
     ":add-here Maya: send slides", 0, NULL, add_here},
    {"open-person", C, "Enter", NULL, "open", "opens the person", NULL, 0, NULL, open_person},
    {"edit-follow-up", B, "e", NULL, "edit", "edits it in its row: day, time, words", NULL, 0, on_anything,
     edit_followup},
    {"repeat", B, "r", "RULE", "repeat", "makes a follow-up come again", NULL, 7, on_anything,
     repeat_followup},
};

const CommandTable COMMANDS_CALENDAR = {ROWS, sizeof ROWS / sizeof *ROWS};
