// SPDX-License-Identifier: MIT
// How days are shown: near ones in the words people use, far ones by date, always short enough for a column.
#include <stdio.h>
#include <stdlib.h>

#include "rapport/core/date.h"

static const char *nothing(char text[DATE_TEXT_SIZE])
{
    text[0] = '\0';
    return text;
}

static int year_of(int32_t day)
{
    return civil_date(day).year;
}

enum { FAR_DAYS = 150 }; // from here on the year says more than the day

// "8 Dec" in this year and around the turn of it, else "Mar 2027".
static const char *show_far(int32_t day, int32_t today, char text[DATE_TEXT_SIZE])
{
    CivilDate date = civil_date(day);
    if (date.year == year_of(today) || abs(day - today) <= FAR_DAYS)
        snprintf(text, DATE_TEXT_SIZE, "%d %s", date.day, civil_month_name(date.month));
    else
        snprintf(text, DATE_TEXT_SIZE, "%s %d", civil_month_name(date.month), date.year);
    return text;
}

// A number of days in the largest unit that still says something.
static const char *show_span(int days, const char *before, const char *after, char text[DATE_TEXT_SIZE])
{
    static const struct {
        int below, per;
        const char *unit;
    } STEPS[] = {{21, 1, "d"}, {140, 7, "w"}, {730, 30, "mo"}, {INT32_MAX, 365, "y"}};
    size_t i = 0;
    while (days >= STEPS[i].below)
        i++;
    int count = days / STEPS[i].per;
    if (STEPS[i].per == 30)
        count = (int)((int64_t)days * 12 / 365); // months are a little longer than 30 days
    snprintf(text, DATE_TEXT_SIZE, "%s%d%s%s", before, count, STEPS[i].unit, after);
    return text;
}

const char *date_ago(int32_t day, int32_t today, char text[DATE_TEXT_SIZE])
{
    if (day == CIVIL_NONE)
        return nothing(text);
    if (day != today)
        return show_span(abs(today - day), "", "", text);
    snprintf(text, DATE_TEXT_SIZE, "today");
    return text;
}

const char *date_relative(int32_t day, int32_t today, char text[DATE_TEXT_SIZE])
{
    if (day == CIVIL_NONE)
        return nothing(text);
    int away = day - today;
    if (away == 0 || away == -1)
        snprintf(text, DATE_TEXT_SIZE, "%s", away == 0 ? "today" : "yesterday");
    else if (abs(away) <= 6)
        snprintf(text, DATE_TEXT_SIZE, "%s", civil_weekday_name(civil_weekday(day)));
    else
        return show_far(day, today, text);
    return text;
}

static const char *show_late(int days, char text[DATE_TEXT_SIZE])
{
    snprintf(text, DATE_TEXT_SIZE, "%dd late", days);
    return text;
}

static const char *show_clock(int minute, char text[DATE_TEXT_SIZE])
{
    snprintf(text, DATE_TEXT_SIZE, "%02d:%02d", minute / 60, minute % 60);
    return text;
}

const char *date_due(int32_t day, int minute, int32_t today, char text[DATE_TEXT_SIZE])
{
    if (day == CIVIL_NONE)
        return nothing(text);
    if (day < today)
        return show_late(today - day, text);
    if (day == today && minute >= 0)
        return show_clock(minute, text);
    return date_relative(day, today, text);
}

// Minutes between now and a time of today; negative = past.
static const char *show_minutes(int minutes, char text[DATE_TEXT_SIZE])
{
    int size = abs(minutes), hours = size / 60;
    const char *before = minutes > 0 ? "in " : "", *after = minutes > 0 ? "" : " late";
    if (size == 0)
        snprintf(text, DATE_TEXT_SIZE, "now");
    else if (hours == 0)
        snprintf(text, DATE_TEXT_SIZE, "%s%dm%s", before, size, after);
    else
        snprintf(text, DATE_TEXT_SIZE, "%s%dh%s", before, hours, after);
    return text;
}

const char *date_until(int32_t day, int minute, int32_t today, int now_minute, char text[DATE_TEXT_SIZE])
{
    if (day == CIVIL_NONE)
        return nothing(text);
    if (day < today)
        return show_late(today - day, text);
    if (day > today)
        return show_span(day - today, "in ", "", text);
    if (minute >= 0)
        return show_minutes(minute - now_minute, text);
    return date_ago(day, today, text);
}

const char *date_short(int32_t day, int32_t today, bool weekday, char text[DATE_TEXT_SIZE])
{
    if (day == CIVIL_NONE)
        return nothing(text);
    CivilDate date = civil_date(day);
    int used =
        snprintf(text, DATE_TEXT_SIZE, "%s%s%d %s", weekday ? civil_weekday_name(civil_weekday(day)) : "",
                 weekday ? " " : "", date.day, civil_month_name(date.month));
    if (date.year != year_of(today))
        snprintf(text + used, (size_t)(DATE_TEXT_SIZE - used), " %d", date.year);
    return text;
}

const char *date_absolute(int32_t day, int minute, char text[DATE_TEXT_SIZE])
{
    if (day == CIVIL_NONE)
        return nothing(text);
    CivilDate date = civil_date(day);
    int used = snprintf(text, DATE_TEXT_SIZE, "%s %d %s %d", civil_weekday_name(civil_weekday(day)), date.day,
                        civil_month_name(date.month), date.year);
    if (minute >= 0)
        snprintf(text + used, (size_t)(DATE_TEXT_SIZE - used), " %02d:%02d", minute / 60, minute % 60);
    return text;
}

const char *date_preview(int32_t day, int minute, int32_t today, char text[DATE_TEXT_SIZE])
{
    if (day == CIVIL_NONE)
        return nothing(text);
    char when[DATE_TEXT_SIZE], clock[DATE_TEXT_SIZE] = "", away[DATE_TEXT_SIZE];
    if (minute >= 0)
        show_clock(minute, clock);
    int distance = day - today;
    if (distance >= -1 && distance <= 1)
        snprintf(away, sizeof away, "%s", distance == 0 ? "today" : distance < 0 ? "yesterday" : "tomorrow");
    else
        show_span(abs(distance), distance > 0 ? "in " : "", distance > 0 ? "" : " ago", away);
    snprintf(text, DATE_TEXT_SIZE, "%.24s%s%.6s, %.12s", date_short(day, today, true, when),
             minute >= 0 ? " " : "", clock, away);
    return text;
}
