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

enum {
    PEOPLE_MOST = 500,
    EXCEPT_MOST = 5000,
    VALUE_MOST = 64 * 1024,
    SERIES_MOST = 400,
    TITLE_MOST = 80,
    NOON = 12 * 60
};

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

static int hex_value(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// What old phones write (vCalendar 1.0): bytes as =C3=A9.
static char *unquote(const char *text)
{
    Str out = STR_INIT;
    for (const char *at = text; *at != '\0'; at++) {
        int high = *at == '=' ? hex_value(at[1]) : -1, low = high >= 0 ? hex_value(at[2]) : -1;
        if (low >= 0 && high + low > 0) {
            str_push(&out, (char)(high * 16 + low));
            at += 2;
        } else {
            str_push(&out, *at);
        }
    }
    char *plain = text_of(str_get(&out));
    str_clear(&out);
    return plain;
}

static bool is_quoted(icalproperty *property)
{
    icalparameter *encoding = icalproperty_get_first_parameter(property, ICAL_ENCODING_PARAMETER);
    const char *name = encoding != NULL ? icalparameter_get_xvalue(encoding) : NULL;
    return name != NULL && strcasecmp(name, "QUOTED-PRINTABLE") == 0;
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
    return text != NULL && is_quoted(property) ? unquote(text) : text_of(text);
}

static void warn_of(const IcalSink *sink, const IcalItem *item, const char *what)
{
    const char *title = item->summary != NULL ? item->summary : "an event";
    int shown = (int)utf8_cut(title, strlen(title), TITLE_MOST);
    char *warning = str_format("\"%.*s\" %s", shown, title, what);
    sink->warn(sink->self, warning);
    free(warning);
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

// Apple writes "urn:uuid:..." as the address and the mail address beside it.
static char *mail_beside(icalproperty *property)
{
    icalparameter *mail = icalproperty_get_first_parameter(property, ICAL_EMAIL_PARAMETER);
    return text_of(mail != NULL ? icalparameter_get_email(mail) : NULL);
}

static bool is_person(icalproperty *property)
{
    icalparameter *type = icalproperty_get_first_parameter(property, ICAL_CUTYPE_PARAMETER);
    icalparameter_cutype what = type != NULL ? icalparameter_get_cutype(type) : ICAL_CUTYPE_INDIVIDUAL;
    return what != ICAL_CUTYPE_ROOM && what != ICAL_CUTYPE_RESOURCE;
}

static void add_person(IcalItem *item, icalproperty *property, const char *address)
{
    icalparameter *name = icalproperty_get_first_parameter(property, ICAL_CN_PARAMETER);
    icalparameter *answer = icalproperty_get_first_parameter(property, ICAL_PARTSTAT_PARAMETER);
    if (item->people.count >= PEOPLE_MOST || !is_person(property))
        return;
    IcalPerson person = {text_of(name != NULL ? icalparameter_get_cn(name) : NULL), mail_beside(property),
                         answer != NULL && icalparameter_get_partstat(answer) == ICAL_PARTSTAT_DECLINED};
    if (person.mail == NULL)
        person.mail = mail_of(address);
    if (person.name != NULL || person.mail != NULL)
        vec_push(&item->people, person);
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

// The same moment on the clocks of another zone; as it is where one of the two has none.
static struct icaltimetype in_zone_of(struct icaltimetype time, struct icaltimetype begin)
{
    bool moves = !time.is_date && begin.zone != NULL && time.zone != NULL && time.zone != begin.zone;
    return moves ? icaltime_convert_to_zone(time, (icaltimezone *)begin.zone) : time;
}

static void read_except(icalcomponent *component, struct icaltimetype begin, IcalItem *item)
{
    icalproperty *at = icalcomponent_get_first_property(component, ICAL_EXDATE_PROPERTY);
    for (; at != NULL; at = icalcomponent_get_next_property(component, ICAL_EXDATE_PROPERTY)) {
        int32_t day;
        struct icaltimetype time = icalproperty_get_datetime_with_component(at, component);
        if (item->except.count < EXCEPT_MOST && day_of(in_zone_of(time, begin), &day))
            vec_push(&item->except, day);
    }
}

static bool is_excepted(const IcalItem *item, int32_t day)
{
    for (size_t i = 0; i < item->except.count; i++)
        if (item->except.items[i] == day)
            return true;
    return false;
}

// By the clocks of its own zone, whatever the reader's do meanwhile.
static void read_series(struct icaltimetype begin, const IcalSink *sink, IcalItem *item)
{
    int32_t first, day;
    if (!item->repeats || !day_of(begin, &first))
        return;
    day = first < sink->from ? rrule_next(&item->rule, first, sink->from - 1) : first;
    for (; day != CIVIL_NONE && day <= sink->to && item->series.count < SERIES_MOST;
         day = rrule_next(&item->rule, first, day)) {
        IcalItem one = {.minute = -1};
        struct icaltimetype time = begin;
        CivilDate date = civil_date(day);
        time.year = date.year;
        time.month = date.month;
        time.day = date.day;
        if (!is_excepted(item, day) && read_begin(time, &one))
            vec_push(&item->series, ((IcalDay){day, one.minute < 0 ? clock_moment(day, NOON) : one.at}));
    }
    bool full = item->series.count == SERIES_MOST;
    item->series_to = full ? item->series.items[SERIES_MOST - 1].day : sink->to;
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
        char *what =
            str_format("repeats in a way that is not understood (%s); it is taken once", why.message);
        warn_of(sink, item, what);
        free(what);
    }
    icalmemory_free_buffer(text);
}

static void read_state(icalcomponent *component, IcalItem *item)
{
    icalproperty *status = icalcomponent_get_first_property(component, ICAL_STATUS_PROPERTY);
    icalproperty *busy = icalcomponent_get_first_property(component, ICAL_TRANSP_PROPERTY);
    icalproperty *completed = icalcomponent_get_first_property(component, ICAL_COMPLETED_PROPERTY);
    icalproperty_status state = status != NULL ? icalproperty_get_status(status) : ICAL_STATUS_NONE;
    if (state == ICAL_STATUS_CANCELLED)
        item->state = ICAL_CANCELLED;
    else if (item->todo && (state == ICAL_STATUS_COMPLETED || completed != NULL))
        item->state = ICAL_DONE;
    item->busy = busy == NULL || icalproperty_get_transp(busy) == ICAL_TRANSP_OPAQUE;
}

// What we said of the day when we wrote it.
static void read_said(icalcomponent *component, IcalItem *item)
{
    icalproperty *at = icalcomponent_get_first_property(component, ICAL_X_PROPERTY);
    for (; at != NULL; at = icalcomponent_get_next_property(component, ICAL_X_PROPERTY)) {
        const char *name = icalproperty_get_x_name(at), *text = icalproperty_get_x(at);
        IcalItem said = {.day = CIVIL_NONE, .minute = -1};
        if (name != NULL && text != NULL && strcmp(name, ICAL_SAID) == 0 &&
            read_begin(icaltime_from_string(text), &said)) {
            item->said_day = said.day;
            item->said_minute = said.minute;
        }
    }
}

// ---- events and things to do

static void read_texts(icalcomponent *component, IcalItem *item)
{
    item->uid = property_text(component, ICAL_UID_PROPERTY);
    item->summary = property_text(component, ICAL_SUMMARY_PROPERTY);
    item->description = property_text(component, ICAL_DESCRIPTION_PROPERTY);
    item->place = property_text(component, ICAL_LOCATION_PROPERTY);
    item->link = property_text(component, ICAL_URL_PROPERTY);
}

static bool read_event(icalcomponent *component, const IcalSink *sink, Error *err)
{
    IcalItem item;
    ical_item_init(&item);
    bool fine = true;
    struct icaltimetype begin = property_time(component, ICAL_DTSTART_PROPERTY);
    read_texts(component, &item);
    if (read_begin(begin, &item)) {
        item.length = minutes_between(component, begin);
        read_state(component, &item);
        read_rule(component, &item, sink);
        read_except(component, begin, &item);
        read_series(begin, sink, &item);
        read_people(component, &item);
        read_said(component, &item);
        if (icalcomponent_get_first_property(component, ICAL_RDATE_PROPERTY) != NULL)
            warn_of(sink, &item, "also comes on days of its own (RDATE), which are left out");
        if (!day_of(in_zone_of(property_time(component, ICAL_RECURRENCEID_PROPERTY), begin),
                    &item.instead_of))
            item.instead_of = CIVIL_NONE;
        fine = sink->item(sink->self, &item, err);
    } else {
        warn_of(sink, &item, "has no beginning that can be read");
    }
    ical_item_clear(&item);
    return fine;
}

static bool read_todo(icalcomponent *component, const IcalSink *sink, Error *err)
{
    IcalItem item;
    ical_item_init(&item);
    item.todo = true;
    read_texts(component, &item);
    if (!read_begin(property_time(component, ICAL_DUE_PROPERTY), &item))
        read_begin(property_time(component, ICAL_DTSTART_PROPERTY), &item);
    read_state(component, &item);
    read_said(component, &item);
    bool fine = sink->item(sink->self, &item, err);
    ical_item_clear(&item);
    return fine;
}

static bool read_kind(icalcomponent *calendar, icalcomponent_kind kind, const IcalSink *sink, Error *err)
{
    bool fine = true;
    icalcompiter at = icalcomponent_begin_component(calendar, kind);
    for (; fine && icalcompiter_deref(&at) != NULL; icalcompiter_next(&at))
        fine = kind == ICAL_VTODO_COMPONENT ? read_todo(icalcompiter_deref(&at), sink, err)
                                            : read_event(icalcompiter_deref(&at), sink, err);
    return fine;
}

static bool read_calendar(icalcomponent *calendar, const IcalSink *sink, Error *err)
{
    return read_kind(calendar, ICAL_VEVENT_COMPONENT, sink, err) &&
           read_kind(calendar, ICAL_VTODO_COMPONENT, sink, err);
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
