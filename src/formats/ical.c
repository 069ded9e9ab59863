// SPDX-License-Identifier: MIT
// What of a calendar needs no library: its head and end, and the values. The rest is done by the module.
#include "rapport/formats/ical.h"

#include <stdlib.h>
#include <strings.h>

#include "rapport/base/civil.h"
#include "rapport/base/mem.h"
#include "rapport/formats/extras.h"

struct Ical {
    ExtrasHandle *handle;
    const ExtrasIcal *calls;
};

void ical_item_init(IcalItem *item)
{
    *item = (IcalItem){.day = CIVIL_NONE,
                       .minute = -1,
                       .alarm = ICAL_NO_ALARM,
                       .said_day = CIVIL_NONE,
                       .said_minute = -1,
                       .series_to = CIVIL_NONE,
                       .instead_of = CIVIL_NONE};
}

void ical_item_clear(IcalItem *item)
{
    free(item->uid);
    free(item->summary);
    free(item->description);
    free(item->place);
    free(item->link);
    for (size_t i = 0; i < item->people.count; i++) {
        free(item->people.items[i].name);
        free(item->people.items[i].mail);
    }
    for (size_t i = 0; i < item->categories.count; i++)
        free(item->categories.items[i]);
    vec_clear(&item->people);
    vec_clear(&item->categories);
    vec_clear(&item->except);
    vec_clear(&item->series);
    ical_item_init(item);
}

void ical_begin(Str *out)
{
    str_append(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Rapport//Rapport//EN\r\n");
}

void ical_end(Str *out)
{
    str_append(out, "END:VCALENDAR\r\n");
}

Ical *ical_open(Error *err)
{
    ExtrasHandle *handle = extras_open("Calendars", "jsonl, csv and md go without it", err);
    if (handle == NULL)
        return NULL;
    const ExtrasIcal *calls = extras_get(handle)->ical;
    if (calls == NULL) {
        error_set(err, ERROR_IO, "Calendars need a module that was built with libical; build it anew");
        extras_close(handle);
        return NULL;
    }
    Ical *ical = mem_alloc(sizeof *ical);
    *ical = (Ical){handle, calls};
    return ical;
}

void ical_close(Ical *ical)
{
    if (ical != NULL)
        extras_close(ical->handle);
    free(ical);
}

bool ical_write(const Ical *ical, const IcalItem *item, Moment now, Str *out, Error *err)
{
    return ical->calls->write(item, now, out, err);
}

bool ical_is(const char *bytes, size_t length)
{
    static const char HEAD[] = "BEGIN:VCALENDAR", MARK[] = "\xEF\xBB\xBF";
    if (length >= 3 && strncasecmp(bytes, MARK, 3) == 0) {
        bytes += 3;
        length -= 3;
    }
    while (length > 0 && (*bytes == ' ' || *bytes == '\r' || *bytes == '\n')) {
        bytes++;
        length--;
    }
    return length >= sizeof HEAD - 1 && strncasecmp(bytes, HEAD, sizeof HEAD - 1) == 0;
}

bool ical_read(const Ical *ical, const char *text, size_t length, const IcalSink *sink, Error *err)
{
    if (length > ICAL_TEXT_MOST)
        return error_set(err, ERROR_INPUT, "this calendar is larger than 64 MB");
    if (!ical_is(text, length))
        return error_set(err, ERROR_INPUT, "this is no calendar: it does not begin with BEGIN:VCALENDAR");
    return ical->calls->read(text, length, sink, err);
}
