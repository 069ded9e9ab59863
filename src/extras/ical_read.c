// SPDX-License-Identifier: MIT
// Calendars read by libical: its parser is used a component at a time, so that a large calendar is not held
// twice, and zones of the file are known before the events that name them.
#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ical.h"
#include "rapport/base/civil.h"
#include "rapport/base/utf8.h"

enum { PEOPLE_MOST = 500, EXCEPT_MOST = 5000, VALUE_MOST = 64 * 1024, NAME_MOST = 64 };

// ---- values

static char *text_of(const char *value)
{
    if (value == NULL)
        return NULL;
    Str valid = STR_INIT;
    utf8_repair(&valid, value, strnlen(value, VALUE_MOST));
    if (str_blank(str_get(&valid))) {
        str_clear(&valid);
        return NULL;
    }
    return str_trim(str_take(&valid));
}

static char *property_text(icalcomponent *component, icalproperty_kind kind)
{
    icalproperty *property = icalcomponent_get_first_property(component, kind);
    icalvalue *value = property != NULL ? icalproperty_get_value(property) : NULL;
    if (value == NULL)
        return NULL;
    icalvalue_kind is = icalvalue_isa(value);
    const char *text = is == ICAL_TEXT_VALUE  ? icalvalue_get_text(value)
                       : is == ICAL_URI_VALUE ? icalvalue_get_uri(value)
                                              : NULL;
    return text_of(text);
}

static bool day_of(struct icaltimetype time, int32_t *day)
{
    if (icaltime_is_null_time(time) || !civil_valid(time.year, time.month, time.day))
        return false;
    *day = civil_day(time.year, time.month, time.day);
    return true;
}

static struct icaltimetype property_time(icalcomponent *component, icalproperty_kind kind)
{
    icalproperty *property = icalcomponent_get_first_property(component, kind);
    return property == NULL ? icaltime_null_time()
                            : icalproperty_get_datetime_with_component(property, component);
}

// A whole day, a moment, or a time as local clocks show it.
static bool read_begin(struct icaltimetype time, IcalItem *item)
{
    if (!day_of(time, &item->day))
        return false;
    if (time.is_date)
        return true;
    if (time.hour < 0 || time.hour > 23 || time.minute < 0 || time.minute > 59)
        return false;
    item->minute = time.hour * 60 + time.minute;
    item->at = clock_moment(item->day, item->minute);
    if (!icaltime_is_utc(time) && time.zone == NULL)
        return true;
    item->fixed = true;
    item->at.utc = (int64_t)icaltime_as_timet_with_zone(time, time.zone);
    item->at.offset_min = clock_offset_at(item->at.utc);
    item->day = moment_day(item->at);
    item->minute = moment_minute(item->at);
    return true;
}

static int minutes_between(icalcomponent *component, struct icaltimetype begin)
{
    icalproperty *said = icalcomponent_get_first_property(component, ICAL_DURATION_PROPERTY);
    struct icaltimetype end = property_time(component, ICAL_DTEND_PROPERTY);
    int64_t seconds = 0;
    if (begin.is_date)
        return 0;
    if (said != NULL)
        seconds = icaldurationtype_as_int(icalproperty_get_duration(said));
    else if (!icaltime_is_null_time(end) && !end.is_date && civil_valid(end.year, end.month, end.day))
        seconds = (int64_t)icaltime_as_timet_with_zone(end, end.zone) -
                  (int64_t)icaltime_as_timet_with_zone(begin, begin.zone);
    return seconds > 0 && seconds < 31 * 86400 ? (int)(seconds / 60) : 0;
}

// ---- who, and when not

static char *mail_of(const char *address)
{
    if (address == NULL)
        return NULL;
    return text_of(strncasecmp(address, "mailto:", 7) == 0 ? address + 7 : NULL);
}

static void add_person(IcalItem *item, icalproperty *property, const char *address)
{
    icalparameter *name = icalproperty_get_first_parameter(property, ICAL_CN_PARAMETER);
    IcalPerson person = {text_of(name != NULL ? icalparameter_get_cn(name) : NULL), mail_of(address)};
    if (item->people.count < PEOPLE_MOST && (person.name != NULL || person.mail != NULL)) {
        vec_push(&item->people, person);
        return;
    }
    free(person.name);
    free(person.mail);
}

static void read_people(icalcomponent *component, IcalItem *item)
{
    icalproperty *at = icalcomponent_get_first_property(component, ICAL_ORGANIZER_PROPERTY);
    if (at != NULL && icalproperty_get_value(at) != NULL)
        add_person(item, at, icalproperty_get_organizer(at));
    at = icalcomponent_get_first_property(component, ICAL_ATTENDEE_PROPERTY);
    for (; at != NULL; at = icalcomponent_get_next_property(component, ICAL_ATTENDEE_PROPERTY))
        if (icalproperty_get_value(at) != NULL)
            add_person(item, at, icalproperty_get_attendee(at));
}

static void read_except(icalcomponent *component, IcalItem *item)
{
    icalproperty *at = icalcomponent_get_first_property(component, ICAL_EXDATE_PROPERTY);
    for (; at != NULL; at = icalcomponent_get_next_property(component, ICAL_EXDATE_PROPERTY)) {
        IcalItem passed = {0};
        if (item->except.count < EXCEPT_MOST &&
            read_begin(icalproperty_get_datetime_with_component(at, component), &passed))
            vec_push(&item->except, passed.day);
    }
}

// The rule in its own words, which our reader judges: libical's reading of it is not needed.
static void read_rule(icalcomponent *component, IcalItem *item, const IcalSink *sink)
{
    icalproperty *property = icalcomponent_get_first_property(component, ICAL_RRULE_PROPERTY);
    if (property == NULL)
        return;
    char *text = icalproperty_get_value_as_string_r(property);
    Error why = {0};
    item->repeats = text != NULL && rrule_parse(text, &item->rule, &why);
    if (!item->repeats) {
        char *warning = str_format("\"%.80s\" repeats in a way that is not understood (%s); it is taken once",
                                   item->summary != NULL ? item->summary : "an event", why.message);
        sink->warn(sink->self, warning);
        free(warning);
    }
    icalmemory_free_buffer(text);
}

static void read_state(icalcomponent *component, IcalItem *item)
{
    icalproperty *status = icalcomponent_get_first_property(component, ICAL_STATUS_PROPERTY);
    icalproperty *busy = icalcomponent_get_first_property(component, ICAL_TRANSP_PROPERTY);
    if (status != NULL && icalproperty_get_status(status) == ICAL_STATUS_CANCELLED)
        item->state = ICAL_CANCELLED;
    item->busy = busy == NULL || icalproperty_get_transp(busy) == ICAL_TRANSP_OPAQUE;
}

// ---- events

static bool read_event(icalcomponent *component, const IcalSink *sink, Error *err)
{
    IcalItem item, replaced;
    ical_item_init(&item);
    ical_item_init(&replaced);
    bool fine = true;
    struct icaltimetype begin = property_time(component, ICAL_DTSTART_PROPERTY);
    item.uid = property_text(component, ICAL_UID_PROPERTY);
    item.summary = property_text(component, ICAL_SUMMARY_PROPERTY);
    if (read_begin(begin, &item)) {
        item.description = property_text(component, ICAL_DESCRIPTION_PROPERTY);
        item.place = property_text(component, ICAL_LOCATION_PROPERTY);
        item.link = property_text(component, ICAL_URL_PROPERTY);
        item.length = minutes_between(component, begin);
        read_state(component, &item);
        read_rule(component, &item, sink);
        read_except(component, &item);
        read_people(component, &item);
        if (read_begin(property_time(component, ICAL_RECURRENCEID_PROPERTY), &replaced))
            item.instead_of = replaced.day;
        fine = sink->item(sink->self, &item, err);
    } else {
        char *warning = str_format("\"%.80s\" has no beginning that can be read",
                                   item.summary != NULL ? item.summary : "an event");
        sink->warn(sink->self, warning);
        free(warning);
    }
    ical_item_clear(&item);
    return fine;
}

static bool read_calendar(icalcomponent *calendar, const IcalSink *sink, Error *err)
{
    bool fine = true;
    icalcompiter at = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; fine && icalcompiter_deref(&at) != NULL; icalcompiter_next(&at))
        fine = read_event(icalcompiter_deref(&at), sink, err);
    return fine;
}

bool ical_component_read(const char *text, size_t length, const IcalSink *sink, Error *err)
{
    // It wants the text to end, and stops at a NUL: what stands there is no text.
    Str whole = STR_INIT;
    str_append_n(&whole, text, length);
    for (size_t i = 0; i < whole.length; i++)
        if (whole.data[i] == '\0')
            whole.data[i] = ' ';
    icalerror_set_errors_are_fatal(0);
    icalcomponent *root = icalparser_parse_string(str_get(&whole));
    str_clear(&whole);
    if (root == NULL)
        return error_set(err, ERROR_INPUT, "this calendar cannot be read");
    bool fine = true;
    if (icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT) {
        fine = read_calendar(root, sink, err);
    } else {
        // Several calendars one behind the other.
        icalcompiter at = icalcomponent_begin_component(root, ICAL_VCALENDAR_COMPONENT);
        for (; fine && icalcompiter_deref(&at) != NULL; icalcompiter_next(&at))
            fine = read_calendar(icalcompiter_deref(&at), sink, err);
    }
    icalcomponent_free(root);
    return fine;
}
