// SPDX-License-Identifier: MIT
// The line under the cursor is the thing itself: what is typed is read by one grammar, its meaning stands
// below, and Enter makes one step of all that changed.
#include "calendar/line_edit.h"

#include <stdlib.h>

#include "asked.h"
#include "calendar.h"
#include "rapport/app/meetings.h"
#include "rapport/app/outreach.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/agenda_line.h"
#include "rapport/store/contacts.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "widgets/rowedit.h"

typedef struct Edited {
    Tui *tui;
    ThingKind kind;
    int64_t id;
    char *who;         // NULL = for oneself
    AgendaLine before; // as it is
    bool from_month;   // the grid had the focus
} Edited;

static void edited_free(void *self)
{
    Edited *edited = self;
    if (edited->from_month && calendar_state(edited->tui) != NULL)
        tui_focus_pane(edited->tui, &PANE_MONTH);
    agenda_line_clear(&edited->before);
    free(edited->who);
    free(edited);
}

static bool is_meeting(const Edited *edited)
{
    return edited->kind == THING_INTERACTION;
}

static bool parse(const Edited *edited, const char *typed, AgendaLine *out, Error *err)
{
    DateContext context = app_date_context(tui_app(edited->tui), false);
    return is_meeting(edited)
               ? agenda_line_parse_meeting(typed, &context, edited->before.day, edited->before.minute, out,
                                           err)
               : agenda_line_parse_todo(typed, &context, edited->before.day, edited->before.minute, out, err);
}

static char *format(const Edited *edited, const AgendaLine *line)
{
    DateContext context = app_date_context(tui_app(edited->tui), false);
    Str out = STR_INIT;
    if (is_meeting(edited))
        agenda_line_format_meeting(line, &context, &out);
    else
        agenda_line_format_todo(line, &context, &out);
    return str_take(&out);
}

// ---- what it means

static void say_repeat(Tui *tui, const AgendaLine *line, Str *out)
{
    DateContext context = app_date_context(tui_app(tui), false);
    Repeat repeat;
    char day[DATE_TEXT_SIZE];
    if (line->repeat == NULL || !repeat_parse(line->repeat, &context, &repeat, NULL))
        return;
    repeat_anchor(&repeat, line->day);
    str_append(out, ", ");
    repeat_format(&repeat, out);
    int32_t done = line->day > tui_today(tui) ? line->day : tui_today(tui);
    int32_t next = repeat_next(&repeat, &tui_app(tui)->calendar, line->day, done);
    if (next != CIVIL_NONE)
        str_appendf(out, " (then %s)", date_short(next, tui_today(tui), true, day));
}

static bool means(Tui *tui, const char *typed, void *self, Str *out, Error *err)
{
    const Edited *edited = self;
    AgendaLine line;
    char day[DATE_TEXT_SIZE];
    if (!parse(edited, typed, &line, err))
        return false;
    str_appendf(out, "%s: ", edited->who != NULL ? edited->who : "for yourself");
    str_append(out, date_preview(line.day, line.minute, tui_today(tui), day));
    calendar_say_off(&tui_app(tui)->calendar, line.day, out);
    if (is_meeting(edited) && line.minute < 0)
        str_append(out, ", no time said");
    if (line.length > 0)
        str_appendf(out, ", %dm", line.length);
    if (line.place != NULL)
        str_appendf(out, ", at %s", line.place);
    say_repeat(tui, &line, out);
    agenda_line_clear(&line);
    return true;
}

// ---- the day of the line

static int32_t line_day(Tui *tui, const char *typed, void *self)
{
    const Edited *edited = self;
    AgendaLine line;
    (void)tui;
    if (!parse(edited, typed, &line, NULL))
        return edited->before.day;
    int32_t day = line.day;
    agenda_line_clear(&line);
    return day;
}

static char *line_with_day(Tui *tui, const char *typed, int32_t day, void *self)
{
    AgendaLine line;
    (void)tui;
    if (!parse(self, typed, &line, NULL))
        return mem_strdup(typed);
    line.day = day;
    char *text = format(self, &line);
    agenda_line_clear(&line);
    return text;
}

// ---- keeping it

typedef struct Kept {
    int64_t id;
    AgendaLine line;
} Kept;

static void kept_free(void *self)
{
    Kept *kept = self;
    agenda_line_clear(&kept->line);
    free(kept);
}

static void keep_followup(Tui *tui, size_t all, void *self)
{
    const Kept *kept = self;
    const AgendaLine *line = &kept->line;
    FollowupChange change = {line->day, line->minute, line->text, line->repeat, all == 0};
    StepResult result = {0};
    Error err = {0};
    bool fine = app_followup_change(tui_app(tui), kept->id, &change, &result, &err);
    report_step(tui, fine, &result, &err);
}

static void keep_meeting(Tui *tui, int64_t id, const AgendaLine *line)
{
    MeetingChange change = {line->day, line->minute, line->length, line->text, line->place};
    StepResult result = {0};
    Error err = {0};
    bool fine = app_meeting_change(tui_app(tui), id, &change, &result, &err);
    report_step(tui, fine, &result, &err);
}

static bool same(const char *a, const char *b)
{
    return str_equal(a != NULL ? a : "", b != NULL ? b : "");
}

static void keep(Tui *tui, const char *typed, void *self)
{
    const Edited *edited = self;
    const AgendaLine *before = &edited->before;
    Kept *kept = mem_alloc(sizeof *kept);
    kept->id = edited->id;
    if (!parse(edited, typed, &kept->line, NULL)) {
        free(kept);
        return;
    }
    const AgendaLine *line = &kept->line;
    bool moved = line->day != before->day || line->minute != before->minute;
    bool other = moved || !same(line->text, before->text);
    if (is_meeting(edited)) {
        if (other || line->length != before->length || !same(line->place, before->place))
            keep_meeting(tui, edited->id, line);
    } else if (!same(line->repeat, before->repeat) || (other && before->repeat == NULL)) {
        keep_followup(tui, 1, kept);
    } else if (other) {
        followups_ask_series(tui, "It repeats. Change", "this and all that follow", keep_followup, kept,
                             kept_free);
        return;
    }
    kept_free(kept);
}

// ---- opening it

static bool read_followup(Edited *edited)
{
    Followup item;
    Error err = {0};
    followup_init(&item);
    bool fine = store_followup_get(tui_app(edited->tui)->store, edited->id, &item, &err);
    if (!fine)
        tui_error(edited->tui, &err);
    const char *who = item.contact_name != NULL ? item.contact_name : item.organisation_name;
    edited->who = mem_strdup(who);
    edited->before =
        (AgendaLine){item.day, item.minute, 0, mem_strdup(item.text), mem_strdup(item.repeat), NULL};
    followup_clear(&item);
    return fine;
}

static bool read_meeting(Edited *edited)
{
    Interaction one;
    size_t length;
    Store *store = tui_app(edited->tui)->store;
    interaction_init(&one);
    bool fine = store_interaction_get(store, edited->id, &one, NULL) && one.kind == INTERACTION_MEETING &&
                one.outcome == OUTCOME_NONE;
    const char *topic = app_meeting_topic(one.subject, one.text, &length);
    edited->who = one.participants.count > 0 ? store_contact_name(store, one.participants.items[0]) : NULL;
    edited->before = (AgendaLine){
        one.day, interaction_minute(&one), one.minutes > 0 ? one.minutes : 0, mem_strndup(topic, length),
        NULL,    mem_strdup(one.place)};
    interaction_clear(&one);
    return fine;
}

bool line_edit_open(Tui *tui, ThingKind kind, int64_t id)
{
    static const RowEditKind KIND = {means, keep, line_day, line_with_day, edited_free};
    Edited *edited = mem_alloc(sizeof *edited);
    *edited = (Edited){.tui = tui, .kind = kind, .id = id};
    if (kind == THING_FOLLOWUP ? !read_followup(edited)
                               : kind != THING_INTERACTION || !read_meeting(edited)) {
        edited_free(edited);
        return false;
    }
    // In the agenda's row, though the grid had the focus.
    edited->from_month = pane_now(tui)->kind == &PANE_MONTH;
    if (edited->from_month)
        tui_focus_pane(tui, &PANE_AGENDA);
    char *line = format(edited, &edited->before);
    rowedit_open(tui, &KIND, line, edited);
    free(line);
    return true;
}
