// SPDX-License-Identifier: MIT
// Days off are typed by people, between commas, and a calendar's file is turned into the same words: what a
// day is called stands behind its "=".
#include "rapport/core/days_off.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/civil.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

// "2026-12-25", or with stretches "2026-12-20..2027-01-03".
static bool read_days(char *word, bool stretches, CalendarPause *out)
{
    char *dots = stretches ? strstr(word, "..") : NULL;
    if (stretches && dots == NULL)
        return false;
    if (dots != NULL)
        *dots = '\0';
    bool fine = civil_parse(word, &out->from) && civil_parse(dots != NULL ? dots + 2 : word, &out->to);
    if (dots != NULL)
        *dots = '.';
    return fine && out->from <= out->to;
}

static void keep(DaysOff *off, bool stretches, CalendarPause days)
{
    if (stretches)
        vec_push(&off->pauses, days);
    else
        vec_push(&off->holidays, days.from);
}

// after_name: most likely a name was meant to go on. rest: what stands behind the word; NULL = nothing.
static bool refuse(bool stretches, const char *word, const char *rest, bool after_name, Error *err)
{
    if (after_name)
        return error_set(err, ERROR_INPUT, "\"%s%s%s\" is no day, and a name cannot have a comma", word,
                         rest != NULL ? " " : "", rest != NULL ? rest : "");
    if (stretches)
        return error_set(err, ERROR_INPUT, "say from..to, as 2026-12-20..2027-01-03=Winter break");
    return error_set(err, ERROR_INPUT, "\"%s\" is no day; say 2026-12-25 or 2026-12-25=Christmas Day", word);
}

// What stands between two commas: days with blanks between them, the last perhaps with a name.
static bool read_item(DaysOff *off, bool stretches, char *item, bool after_name, Error *err)
{
    char *name = strchr(item, '='), *rest = item;
    CalendarPause days = {.from = CIVIL_NONE};
    if (name != NULL)
        *name++ = '\0';
    rest = str_trim(rest);
    for (char *word; (word = strsep(&rest, " ")) != NULL;) {
        if (*word == '\0')
            continue;
        if (!read_days(word, stretches, &days))
            return refuse(stretches, word, rest, after_name, err);
        keep(off, stretches, days);
    }
    if (str_blank(name))
        return true;
    name = str_trim(name);
    if (days.from == CIVIL_NONE)
        return error_set(err, ERROR_INPUT, "\"%s\" is the name of no day", name);
    vec_push(&off->names, ((CalendarName){days.from, days.to, mem_strdup(name)}));
    return true;
}

static bool read_items(DaysOff *off, bool stretches, const char *text, Error *err)
{
    char *copy = mem_strdup(text), *rest = copy;
    bool fine = true, named = false;
    for (char *item; fine && (item = strsep(&rest, ",\n")) != NULL;) {
        bool names = strchr(item, '=') != NULL;
        fine = read_item(off, stretches, item, named, err);
        named = names;
    }
    free(copy);
    return fine;
}

static int compare_days(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

bool days_off_read(const char *holidays, const char *pauses, DaysOff *off, Error *err)
{
    bool fine = (read_items(off, false, holidays, err) || error_prefix(err, "holidays")) &&
                (read_items(off, true, pauses, err) || error_prefix(err, "pause"));
    if (!fine)
        days_off_clear(off);
    else if (off->holidays.count > 0)
        qsort(off->holidays.items, off->holidays.count, sizeof *off->holidays.items, compare_days);
    return fine;
}

void days_off_lend(const DaysOff *off, Calendar *calendar)
{
    calendar->holidays = off->holidays.items;
    calendar->holiday_count = off->holidays.count;
    calendar->pauses = off->pauses.items;
    calendar->pause_count = off->pauses.count;
    calendar->names = off->names.items;
    calendar->name_count = off->names.count;
}

void days_off_write(Str *out, int32_t from, int32_t to, const char *name)
{
    char first[16], last[16];
    civil_format(from, first);
    civil_format(to, last);
    str_appendf(out, "%s%s%s%s", out->length > 0 ? "," : "", first, *last != '\0' ? ".." : "", last);
    if (!str_blank(name))
        str_appendf(out, "=%s", name);
}

void days_off_clear(DaysOff *off)
{
    for (size_t i = 0; i < off->names.count; i++)
        free((void *)off->names.items[i].text);
    vec_clear(&off->names);
    vec_clear(&off->pauses);
    vec_clear(&off->holidays);
}
