// SPDX-License-Identifier: MIT
// Calendars (iCalendar, RFC 5545) out and in, by libical in the optional module. Out: things to do as VTODO
// or VEVENT, meetings as VEVENT. In: the events and things to do of a calendar, as they stand in the file.
#ifndef RAPPORT_FORMATS_ICAL_H
#define RAPPORT_FORMATS_ICAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/clock.h"
#include "rapport/base/error.h"
#include "rapport/base/str.h"
#include "rapport/base/vec.h"
#include "rapport/core/rrule.h"

typedef struct IcalPerson {
    char *name, *mail; // either may be NULL
    bool declined;
} IcalPerson;

// One of a series.
typedef struct IcalDay {
    int32_t day; // in the zone of the series: what it is known by
    Moment at;
} IcalDay;

typedef enum IcalState { ICAL_OPEN, ICAL_DONE, ICAL_CANCELLED } IcalState;

// Texts are owned by the item; NULL = none.
typedef struct IcalItem {
    bool todo; // else an event
    char *uid;
    char *summary, *description, *place, *link;
    int32_t day; // civil day on which it begins
    int minute;  // of that day, local; -1 = all day
    bool fixed;  // at is the moment in UTC; else day and minute are of whatever zone the reader is in
    Moment at;
    int length; // minutes; 0 = not said
    bool busy;  // takes the time away in other calendars
    IcalState state;
    int64_t closed_utc; // of ICAL_DONE
    int alarm;          // minutes before it begins, negative = after; ICAL_NO_ALARM = none
    bool repeats;
    Rrule rule;
    int32_t said_day;       // day and minute as they were when we wrote it; CIVIL_NONE = we did not
    int said_minute;        // or the other program has dropped that
    VEC(int32_t) except;    // days on which the series does not come, in its own zone
    VEC(IcalDay) series;    // read only: those within the days that the sink asks for, without the excepted
    int32_t series_to;      // the last day up to which it was walked; CIVIL_NONE = it was not
    int32_t instead_of;     // the day of the series that this one replaces, in its zone; CIVIL_NONE = none
    VEC(IcalPerson) people; // who organises, then who attends; rooms and the like left out
    VEC(char *) categories;
} IcalItem;

enum { ICAL_NO_ALARM = INT32_MIN };
enum { ICAL_TEXT_MOST = 64 << 20 }; // bytes of a calendar that is read whole

void ical_item_init(IcalItem *item);
void ical_item_clear(IcalItem *item);

// ---- out

void ical_begin(Str *out); // the head of the calendar; ical_end closes it
void ical_end(Str *out);

// Writes items with the module, which stays open in between. NULL: ERROR_IO, it is not there.
typedef struct Ical Ical;
Ical *ical_open(Error *err);
void ical_close(Ical *ical); // NULL is fine
// Appends one component, lines folded and ended by CRLF. now is the moment of the export (DTSTAMP).
bool ical_write(const Ical *ical, const IcalItem *item, Moment now, Str *out, Error *err);

// ---- in

// True when the bytes begin as a calendar does.
bool ical_is(const char *bytes, size_t length);

typedef struct IcalSink {
    int32_t from, to; // days from which on and up to which a series is walked
    // An event or a thing to do; false stops with the error that it set. What it takes it leaves initialised.
    bool (*item)(void *self, IcalItem *item, Error *err);
    // Something that cannot be taken, in words; the rest is read on.
    void (*warn)(void *self, const char *what);
    void *self;
} IcalSink;

// Gives every VEVENT and VTODO to the sink. A thing to do without a day has CIVIL_NONE. Times with a zone are
// moments, by the zones in the file or the machine's; times without one are local. False: no calendar, larger
// than ICAL_TEXT_MOST, or stopped.
bool ical_read(const Ical *ical, const char *text, size_t length, const IcalSink *sink, Error *err);

#endif
