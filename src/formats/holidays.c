// SPDX-License-Identifier: MIT
// A line at a time, folded lines joined. Only six properties of an event matter here, so this is no
// iCalendar library and does not try to become one.
#include "rapport/formats/holidays.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rapport/base/civil.h"
#include "rapport/base/mem.h"
#include "rapport/base/sanitise.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"

typedef struct Reader {
    HolidayDays *days;
    int32_t from;
    bool calendar, event; // inside of one
    int32_t start, end;   // CIVIL_NONE = not said, or no whole day; end is the day after
    bool yearly, passed;  // passed over
    Str name;
} Reader;

// "20261225" and nothing else.
static int32_t read_date(const char *value)
{
    int year, month, day;
    if (strspn(value, "0123456789") != 8 || value[8] != '\0' ||
        sscanf(value, "%4d%2d%2d", &year, &month, &day) != 3 || !civil_valid(year, month, day))
        return CIVIL_NONE;
    return civil_day(year, month, day);
}

static void add_span(Reader *reader, int32_t start, int32_t end)
{
    for (int32_t day = start; day < end && reader->days->count <= HOLIDAY_DAYS_MOST; day++)
        if (day >= reader->from)
            vec_push(reader->days,
                     ((Holiday){day, reader->name.length > 0 ? mem_strdup(str_get(&reader->name)) : NULL}));
}

// The 29th of February comes every four years.
static void add_every_year(Reader *reader, int32_t length)
{
    CivilDate first = civil_date(reader->start);
    int begin = civil_date(reader->from).year;
    begin = begin > first.year ? begin : first.year;
    for (int year = begin; year < begin + HOLIDAY_YEARS; year++)
        if (civil_valid(year, first.month, first.day)) {
            int32_t day = civil_day(year, first.month, first.day);
            add_span(reader, day, day + length);
        }
}

// A line of text (RFC 5545, 3.3.11) as it is shown: "New Year\, observed" is "New Year observed".
static void read_name(Str *name, const char *value)
{
    Str plain = STR_INIT;
    for (const char *c = value; *c != '\0'; c++) {
        bool escaped = *c == '\\' && c[1] != '\0';
        bool broken = escaped && (c[1] == 'n' || c[1] == 'N');
        c += escaped;
        bool blank = broken || *c == ',' || *c == ' ' || *c == '\t';
        if (!blank)
            str_push(&plain, *c);
        else if (plain.length > 0 && plain.data[plain.length - 1] != ' ')
            str_push(&plain, ' ');
    }
    sanitise(name, str_get(&plain), utf8_cut(str_get(&plain), plain.length, HOLIDAY_NAME_MOST),
             SANITISE_LINE);
    while (name->length > 0 && name->data[name->length - 1] == ' ')
        str_truncate(name, name->length - 1);
    str_clear(&plain);
}

static void end_event(Reader *reader)
{
    int32_t end = reader->end > reader->start ? reader->end : reader->start + 1;
    bool whole = reader->event && reader->start != CIVIL_NONE && !reader->passed;
    reader->event = false;
    if (!whole || end - reader->start > HOLIDAY_SPAN_MOST)
        return;
    if (reader->yearly)
        add_every_year(reader, end - reader->start);
    else
        add_span(reader, reader->start, end);
}

static bool is_named(const char *line, const char *name)
{
    size_t length = strlen(name);
    return strncasecmp(line, name, length) == 0 && (line[length] == ':' || line[length] == ';');
}

// Behind the first colon that is not within quotes, as in SUMMARY;ALTREP="https://a.example":Easter.
static char *value_of(char *line)
{
    bool quoted = false;
    for (; *line != '\0' && (quoted || *line != ':'); line++)
        quoted = quoted != (*line == '"');
    return *line == ':' ? str_trim(line + 1) : NULL;
}

static void read_line(Reader *reader, char *line)
{
    char *value = value_of(line);
    if (value == NULL)
        return;
    if (is_named(line, "BEGIN") && strcasecmp(value, "VCALENDAR") == 0) {
        reader->calendar = true;
    } else if (is_named(line, "BEGIN") && strcasecmp(value, "VEVENT") == 0) {
        reader->event = reader->calendar;
        reader->start = reader->end = CIVIL_NONE;
        reader->yearly = reader->passed = false;
        str_truncate(&reader->name, 0);
    } else if (is_named(line, "END") && strcasecmp(value, "VEVENT") == 0) {
        end_event(reader);
    } else if (is_named(line, "SUMMARY") && reader->name.length == 0) { // an alarm may have one, too
        read_name(&reader->name, value);
    } else if (is_named(line, "DTSTART")) {
        reader->start = read_date(value);
    } else if (is_named(line, "DTEND")) {
        reader->end = read_date(value);
    } else if (is_named(line, "RRULE")) {
        reader->yearly = strcasecmp(value, "FREQ=YEARLY") == 0;
        reader->passed = reader->passed || !reader->yearly; // more than that is not understood
    } else if (is_named(line, "STATUS") && strcasecmp(value, "CANCELLED") == 0) {
        reader->passed = true;
    }
}

// What has a name first, so that it is the one that is kept.
static int by_day(const void *a, const void *b)
{
    const Holiday *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->name == NULL || y->name == NULL)
        return (x->name == NULL) - (y->name == NULL);
    return strcmp(x->name, y->name);
}

static void sort_once(HolidayDays *days)
{
    size_t kept = 0;
    if (days->count > 1)
        qsort(days->items, days->count, sizeof *days->items, by_day);
    for (size_t i = 0; i < days->count; i++) {
        if (kept == 0 || days->items[kept - 1].day != days->items[i].day)
            days->items[kept++] = days->items[i];
        else
            free(days->items[i].name);
    }
    days->count = kept;
}

void holidays_clear(HolidayDays *days)
{
    for (size_t i = 0; i < days->count; i++)
        free(days->items[i].name);
    vec_clear(days);
}

bool holidays_read(const char *text, size_t length, int32_t from, HolidayDays *days, Error *err)
{
    Reader reader = {.days = days, .from = from, .start = CIVIL_NONE, .end = CIVIL_NONE};
    Str line = STR_INIT;
    for (size_t at = 0; at < length;) {
        const char *end = memchr(text + at, '\n', length - at);
        size_t next = end != NULL ? (size_t)(end - text) + 1 : length;
        size_t stop = end != NULL ? next - 1 : length;
        str_append_n(&line, text + at, stop - at);
        at = next;
        if (line.length > 0 && line.data[line.length - 1] == '\r')
            str_truncate(&line, line.length - 1);
        bool folded = at < length && (text[at] == ' ' || text[at] == '\t');
        at += folded;
        if (!folded && line.length > 0) {
            read_line(&reader, line.data);
            str_truncate(&line, 0);
        }
    }
    str_clear(&line);
    str_clear(&reader.name);
    sort_once(days);
    if (!reader.calendar)
        return error_set(err, ERROR_INPUT, "that is no iCalendar file");
    if (days->count > HOLIDAY_DAYS_MOST)
        return error_set(err, ERROR_INPUT, "more than %d holidays", HOLIDAY_DAYS_MOST);
    return days->count > 0 || error_set(err, ERROR_INPUT, "no whole day off to come stands in it");
}
