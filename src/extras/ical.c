// SPDX-License-Identifier: MIT
// Calendars written by libical: it escapes every value, so that no text can end a line.
#include "ical.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/civil.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

enum { DAY_MINUTES = 24 * 60 };

// Valid UTF-8 without control characters but line breaks and tabs. The caller frees it.
static char *plain(const char *text)
{
    Str valid = STR_INIT;
    utf8_repair(&valid, text, strlen(text));
    char *clean = str_take(&valid);
    for (unsigned char *at = (unsigned char *)clean; *at != '\0'; at++)
        if ((*at < ' ' && *at != '\n' && *at != '\t') || *at == 0x7F)
            *at = ' ';
    return clean;
}

static void add_text(icalcomponent *component, icalproperty *(*make)(const char *), const char *text)
{
    if (str_blank(text))
        return;
    char *clean = plain(text);
    icalcomponent_add_property(component, make(clean));
    free(clean);
}

static struct icaltimetype time_of_utc(int64_t utc)
{
    return icaltime_from_timet_with_zone((time_t)utc, 0, icaltimezone_get_utc_timezone());
}

// A day, or a time of it as clocks show it wherever the reader is.
static struct icaltimetype time_of_day(int32_t day, int minute)
{
    struct icaltimetype time = icaltime_null_time();
    CivilDate date = civil_date(day);
    time.year = date.year;
    time.month = date.month;
    time.day = date.day;
    time.is_date = minute < 0;
    time.hour = minute < 0 ? 0 : minute / 60;
    time.minute = minute < 0 ? 0 : minute % 60;
    return time;
}

static struct icaltimetype begin_of(const IcalItem *item)
{
    return item->fixed && item->minute >= 0 ? time_of_utc(item->at.utc)
                                            : time_of_day(item->day, item->minute);
}

static void add_times(icalcomponent *component, const IcalItem *item)
{
    struct icaltimetype begin = begin_of(item), end = begin;
    if (item->todo) {
        // What repeats is counted from its beginning, and some programs show only one of the two.
        if (item->repeats)
            icalcomponent_add_property(component, icalproperty_new_dtstart(begin));
        icalcomponent_add_property(component, icalproperty_new_due(begin));
        return;
    }
    icalcomponent_add_property(component, icalproperty_new_dtstart(begin));
    icaltime_adjust(&end, item->minute < 0, 0, item->minute < 0 ? 0 : item->length, 0);
    if (item->minute < 0 || item->length > 0)
        icalcomponent_add_property(component, icalproperty_new_dtend(end));
}

static void add_rule(icalcomponent *component, const IcalItem *item)
{
    if (!item->repeats)
        return;
    Str text = STR_INIT;
    Rrule rule = item->rule;
    // An end must be a moment where the beginning is one: the last minute of that day, which is past every
    // time.
    rrule_format(&rule, &text);
    struct icalrecurrencetype recurrence = icalrecurrencetype_from_string(str_get(&text));
    if (rule.until != CIVIL_NONE && item->minute >= 0)
        recurrence.until = time_of_day(rule.until, DAY_MINUTES - 1);
    icalcomponent_add_property(component, icalproperty_new_rrule(recurrence));
    str_clear(&text);
}

static void add_except(icalcomponent *component, const IcalItem *item)
{
    for (size_t i = 0; item->repeats && i < item->except.count; i++)
        icalcomponent_add_property(component,
                                   icalproperty_new_exdate(time_of_day(item->except.items[i], item->minute)));
}

// One property each: libical escapes neither comma nor semicolon in these values, so they have none. They
// become one when the lines are folded: todoman 4.1 reads none but the first, and stumbles over a second.
static void add_categories(icalcomponent *component, const IcalItem *item)
{
    for (size_t i = 0; i < item->categories.count; i++) {
        char *word = mem_strdup(item->categories.items[i]);
        for (char *at = word; *at != '\0'; at++)
            if (strchr(",;\n", *at) != NULL)
                *at = ' ';
        add_text(component, icalproperty_new_categories, word);
        free(word);
    }
}

// What the day was when this was written: whoever reads it again can tell a move there from a move here.
static void add_said(icalcomponent *component, const IcalItem *item)
{
    if (item->said_day == CIVIL_NONE)
        return;
    // A moment stays one where the reader's clocks are others.
    bool moment = item->fixed && item->said_minute >= 0;
    char *text =
        icaltime_as_ical_string_r(moment ? time_of_utc(clock_moment(item->said_day, item->said_minute).utc)
                                         : time_of_day(item->said_day, item->said_minute));
    icalproperty *said = icalproperty_new_x(text);
    icalproperty_set_x_name(said, ICAL_SAID);
    icalcomponent_add_property(component, said);
    icalmemory_free_buffer(text);
}

static void add_state(icalcomponent *component, const IcalItem *item)
{
    static const icalproperty_status TODO[] = {ICAL_STATUS_NEEDSACTION, ICAL_STATUS_COMPLETED,
                                               ICAL_STATUS_CANCELLED};
    static const icalproperty_status EVENT[] = {ICAL_STATUS_CONFIRMED, ICAL_STATUS_CONFIRMED,
                                                ICAL_STATUS_CANCELLED};
    const icalproperty_status *states = item->todo ? TODO : EVENT;
    icalcomponent_add_property(component, icalproperty_new_status(states[item->state]));
    if (item->todo && item->state == ICAL_DONE)
        icalcomponent_add_property(component, icalproperty_new_completed(time_of_utc(item->closed_utc)));
    if (!item->todo)
        icalcomponent_add_property(
            component, icalproperty_new_transp(item->busy ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
}

static void add_alarm(icalcomponent *component, const IcalItem *item)
{
    if (item->alarm == ICAL_NO_ALARM)
        return;
    icalcomponent *alarm = icalcomponent_new_valarm();
    struct icaltriggertype trigger = {.time = icaltime_null_time(),
                                      .duration = icaldurationtype_from_int(-60 * item->alarm)};
    icalproperty *when = icalproperty_new_trigger(trigger);
    if (item->todo && !item->repeats) // it has no beginning, only a day on which it is due
        icalproperty_add_parameter(when, icalparameter_new_related(ICAL_RELATED_END));
    icalcomponent_add_property(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
    icalcomponent_add_property(alarm, when);
    add_text(alarm, icalproperty_new_description, item->summary);
    icalcomponent_add_component(component, alarm);
}

static void add_people(icalcomponent *component, const IcalItem *item)
{
    for (size_t i = 0; i < item->people.count; i++) {
        const IcalPerson *person = &item->people.items[i];
        if (str_blank(person->mail))
            continue;
        char *mail = plain(person->mail), *address = str_format("mailto:%s", mail);
        icalproperty *attendee = icalproperty_new_attendee(address);
        if (!str_blank(person->name)) {
            char *name = plain(person->name);
            for (char *at = name; *at != '\0'; at++) // a parameter has no way to write these
                if (*at == '"' || *at == '\n' || *at == '\t')
                    *at = ' ';
            icalproperty_add_parameter(attendee, icalparameter_new_cn(name));
            free(name);
        }
        icalcomponent_add_property(component, attendee);
        free(address);
        free(mail);
    }
}

// ---- lines

#define CATEGORIES "CATEGORIES:"

enum { LINE_MOST = 75 }; // bytes, the CRLF not counted

static void fold(const char *line, size_t length, Str *out)
{
    for (bool first = true; first || length > 0; first = false) {
        size_t part = utf8_cut(line, length, first ? LINE_MOST : LINE_MOST - 1);
        str_append(out, first ? "" : " ");
        str_append_n(out, line, part);
        str_append(out, "\r\n");
        line += part;
        length -= part;
    }
}

// libical 3.0.16 folds a line of just the limit in the middle of its own end (CR, CRLF blank, LF): what it
// has folded is joined and folded anew.
static void fold_anew(const char *text, Str *out)
{
    Str line = STR_INIT;
    for (const char *at = text; *at != '\0';) {
        if (at[0] == '\r' && at[1] == '\n' && at[2] == ' ') {
            at += 3;
            continue;
        }
        if (*at == '\n' && str_starts(at + 1, CATEGORIES) && str_starts(str_get(&line), CATEGORIES)) {
            str_push(&line, ',');
            at += strlen(CATEGORIES);
        } else if (*at == '\n') {
            fold(str_get(&line), line.length, out);
            str_truncate(&line, 0);
        } else if (*at != '\r') { // no value has one
            str_push(&line, *at);
        }
        at++;
    }
    str_clear(&line);
}

static bool write_item(const IcalItem *item, Moment now, Str *out, Error *err)
{
    icalcomponent *component = item->todo ? icalcomponent_new_vtodo() : icalcomponent_new_vevent();
    add_text(component, icalproperty_new_uid, item->uid);
    icalcomponent_add_property(component, icalproperty_new_dtstamp(time_of_utc(now.utc)));
    add_times(component, item);
    add_rule(component, item);
    add_except(component, item);
    add_text(component, icalproperty_new_summary, item->summary);
    add_text(component, icalproperty_new_description, item->description);
    add_text(component, icalproperty_new_location, item->place);
    add_text(component, icalproperty_new_url, item->link);
    add_categories(component, item);
    add_said(component, item);
    add_state(component, item);
    add_people(component, item);
    add_alarm(component, item);
    char *text = icalcomponent_as_ical_string_r(component);
    bool fine = text != NULL || error_set(err, ERROR_IO, "the calendar cannot be written");
    if (text != NULL)
        fold_anew(text, out);
    icalmemory_free_buffer(text);
    icalcomponent_free(component);
    return fine;
}

const ExtrasIcal EXTRAS_ICAL = {write_item, ical_component_read};
