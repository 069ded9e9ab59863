// SPDX-License-Identifier: MIT
// What is to be done and the meetings as a calendar for other programs. A follow-up keeps its id as UID, so
// that a later export replaces it there instead of doubling it.
#include <stdlib.h>
#include <string.h>

#include "rapport/app/transfer.h"
#include "rapport/base/mem.h"
#include "rapport/core/repeat.h"
#include "rapport/formats/ical.h"
#include "rapport/store/contacts.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "rapport/store/meetings.h"

enum { ALARM = 15, HOLIDAYS_ON = 366, MEETINGS_BACK = 30, MEETINGS_MOST = 100000, BLOCK = 64 * 1024 };

typedef struct Export {
    App *app;
    Ical *ical;
    const CalendarRequest *request;
    Str text;
} Export;

static bool flush(Export *out, bool all, Error *err)
{
    if (!all && out->text.length < BLOCK)
        return true;
    bool fine = out->request->write(out->request->self, str_get(&out->text), out->text.length);
    str_truncate(&out->text, 0);
    return fine || error_set(err, ERROR_IO, "the calendar cannot be written to its end");
}

static bool put(Export *out, IcalItem *item, Error *err)
{
    return ical_write(out->ical, item, store_now(out->app->store), &out->text, err) && flush(out, false, err);
}

static bool is_link(const char *text)
{
    return text != NULL && (str_starts(text, "https://") || str_starts(text, "http://"));
}

// ---- follow-ups

// The days of the next year on which the rule would come, but nobody works.
static void leave_out_holidays(App *app, int32_t first, IcalItem *item)
{
    int32_t last = app_today(app) + HOLIDAYS_ON;
    for (int32_t day = rrule_next(&item->rule, first, first); day != CIVIL_NONE && day <= last;
         day = rrule_next(&item->rule, first, day))
        if (!calendar_is_working(&app->calendar, day))
            vec_push(&item->except, day);
}

static void set_rule(App *app, const Followup *row, IcalItem *item)
{
    Repeat repeat;
    DateContext context = app_date_context(app, false);
    if (row->repeat == NULL || !repeat_parse(row->repeat, &context, &repeat, NULL))
        return;
    if (repeat.from != CIVIL_NONE)
        return; // this one alone lies elsewhere: from its day the rule would give other days
    item->repeats = repeat_rrule(&repeat, row->day, &item->rule);
    if (!item->repeats || repeat.unit != REPEAT_WORKDAY)
        return;
    if (item->description == NULL)
        item->description = mem_strdup("on working days; holidays are left out");
    leave_out_holidays(app, row->day, item);
}

// Tags go along, unless it is for somebody else's eyes.
static bool add_tags(Export *out, int64_t contact, IcalItem *item, Error *err)
{
    if (contact == 0 || out->request->share)
        return true;
    Contact who;
    contact_init(&who);
    bool fine = store_contact_get(out->app->store, contact, true, &who, err);
    for (size_t i = 0; fine && i < who.tags.count; i++)
        vec_push(&item->categories, mem_strdup(who.tags.items[i]));
    contact_clear(&who);
    return fine;
}

// Whoever reads it again can tell a move in another program from one here.
static void set_day(IcalItem *item, int32_t day, int minute)
{
    item->day = item->said_day = day;
    item->minute = item->said_minute = minute;
    item->alarm = minute >= 0 ? ALARM : ICAL_NO_ALARM;
}

static bool put_followup(void *self, const Followup *row, Error *err)
{
    Export *out = self;
    const char *who = row->contact_name != NULL ? row->contact_name : row->organisation_name;
    char uid[ID_TEXT_SIZE];
    IcalItem item;
    ical_item_init(&item);
    item.todo = !out->request->events;
    id_format(row->uid, uid);
    item.uid = mem_strdup(uid);
    item.summary = who != NULL ? str_format("%s: %s", who, row->text) : mem_strdup(row->text);
    item.description = out->request->share ? NULL : mem_strdup(row->reason);
    set_day(&item, row->day, row->minute);
    set_rule(out->app, row, &item);
    bool fine = add_tags(out, row->contact, &item, err) && put(out, &item, err);
    ical_item_clear(&item);
    return fine;
}

static bool put_followups(Export *out, Error *err)
{
    const ContactIds *people = out->request->people;
    if (people == NULL)
        return store_followups_each(out->app->store, put_followup, out, err);
    bool fine = true;
    for (size_t i = 0; fine && i < people->count; i++) {
        FollowupList rows = {0};
        fine = store_followups_of(out->app->store, people->items[i], true, &rows, err);
        for (size_t k = 0; fine && k < rows.count; k++)
            fine = put_followup(out, &rows.items[k], err);
        followup_list_clear(&rows);
    }
    return fine;
}

// ---- meetings

// What came from a calendar goes back under its own UID.
static char *uid_of(const Meeting *meeting)
{
    char uid[ID_TEXT_SIZE];
    size_t prefix = strlen(CALENDAR_KEY);
    if (meeting->source_key != NULL && strncmp(meeting->source_key, CALENDAR_KEY, prefix) == 0)
        return mem_strdup(meeting->source_key + prefix);
    id_format(meeting->uid, uid);
    return mem_strdup(uid);
}

static bool wanted(const ContactIds *people, const Interaction *meeting)
{
    for (size_t i = 0; people != NULL && i < meeting->participants.count; i++)
        for (size_t k = 0; k < people->count; k++)
            if (people->items[k] == meeting->participants.items[i])
                return true;
    return people == NULL;
}

static bool add_people(Export *out, const Interaction *meeting, IcalItem *item, Str *names, Error *err)
{
    bool fine = true;
    for (size_t i = 0; fine && i < meeting->participants.count; i++) {
        Contact contact;
        contact_init(&contact);
        fine = store_contact_get(out->app->store, meeting->participants.items[i], true, &contact, err);
        if (fine) {
            const char *mail = contact_reach(&contact, REACH_EMAIL);
            vec_push(&item->people, ((IcalPerson){mem_strdup(contact.name), mem_strdup(mail), false}));
            str_appendf(names, "%s%s", names->length > 0 ? ", " : "", contact.name);
        }
        contact_clear(&contact);
    }
    return fine;
}

static bool put_meeting(Export *out, const Meeting *row, Error *err)
{
    Interaction meeting;
    IcalItem item;
    Str names = STR_INIT;
    interaction_init(&meeting);
    ical_item_init(&item);
    bool fine = store_interaction_get(out->app->store, row->id, &meeting, err);
    if (fine && wanted(out->request->people, &meeting)) {
        fine = add_people(out, &meeting, &item, &names, err);
        const char *about = !str_blank(row->subject) ? row->subject : NULL;
        item.uid = uid_of(row);
        item.summary =
            about != NULL ? str_format("%s: %s", str_get(&names), about) : mem_strdup(str_get(&names));
        item.description = out->request->share ? NULL : mem_strdup(row->text);
        item.place = is_link(row->place) ? NULL : mem_strdup(row->place);
        item.link = is_link(row->place) ? mem_strdup(row->place) : NULL;
        set_day(&item, row->day, row->minute);
        item.fixed = true;
        item.at = row->at;
        item.length = row->length > 0 ? row->length : 60;
        item.busy = true;
        for (size_t i = 0; fine && i < meeting.participants.count; i++)
            fine = add_tags(out, meeting.participants.items[i], &item, err);
        fine = fine && put(out, &item, err);
    }
    str_clear(&names);
    ical_item_clear(&item);
    interaction_clear(&meeting);
    return fine;
}

static bool put_meetings(Export *out, Error *err)
{
    Meetings meetings = {0};
    int32_t from = app_today(out->app) - MEETINGS_BACK;
    bool fine = store_meetings_between(out->app->store, from, INT32_MAX, MEETINGS_MOST, &meetings, err);
    for (size_t i = 0; fine && i < meetings.count; i++)
        fine = put_meeting(out, &meetings.items[i], err);
    meetings_clear(&meetings);
    return fine;
}

bool app_export_calendar(App *app, const CalendarRequest *request, Error *err)
{
    Export out = {.app = app, .request = request, .ical = ical_open(err)};
    if (out.ical == NULL)
        return false;
    ical_begin(&out.text);
    bool fine = put_followups(&out, err) && put_meetings(&out, err);
    ical_end(&out.text);
    fine = fine && flush(&out, true, err);
    str_clear(&out.text);
    ical_close(out.ical);
    return fine;
}
