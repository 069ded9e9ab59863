// SPDX-License-Identifier: MIT
// Days in queries: ">30d" is a distance from today, "2026-10" a stretch of the calendar, "a..b" from one to
// another. Only forms that mean the same in every locale and next to any word; what "dec 15" means is the
// business of date fields.
#include <string.h>

#include "query_internal.h"
#include "rapport/base/civil.h"
#include "rapport/base/mem.h"

typedef struct Period {
    int32_t from, to;
} Period;

typedef enum Comparison { EQUAL, MORE, MORE_EQUAL, LESS, LESS_EQUAL } Comparison;

static const struct {
    const char *name;
    int days;
} day_words[] = {{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}};

enum { DAY_WORDS = sizeof day_words / sizeof *day_words, DIGITS_MAX = 4 };

// Digits at *text, which moves behind them; -1 when their number is not in least..most.
static int take_number(const char **text, size_t least, size_t most)
{
    size_t digits = strspn(*text, "0123456789");
    if (digits < least || digits > most)
        return -1;
    int number = 0;
    for (size_t i = 0; i < digits; i++)
        number = number * 10 + ((*text)[i] - '0');
    *text += digits;
    return number;
}

// "-MM" or "-DD" at *text; 0 when there is none, -1 when it is malformed.
static int take_part(const char **text)
{
    if (**text != '-')
        return 0;
    ++*text;
    int number = take_number(text, 2, 2);
    return number > 0 ? number : -1;
}

static bool period_of_calendar(const char *text, Period *period)
{
    int year = take_number(&text, 4, 4);
    int month = year > 0 ? take_part(&text) : -1;
    int day = month > 0 ? take_part(&text) : 0;
    if (year <= 0 || month < 0 || day < 0 || *text != '\0')
        return false;
    int first_month = month > 0 ? month : 1, last_month = month > 0 ? month : 12;
    if (!civil_valid(year, first_month, day > 0 ? day : 1))
        return false;
    period->from = civil_day(year, first_month, day > 0 ? day : 1);
    period->to = day > 0 ? period->from : civil_day(year, last_month, civil_days_in_month(year, last_month));
    return true;
}

static bool period_parse(const char *text, int32_t today, Period *period)
{
    for (size_t i = 0; i < DAY_WORDS; i++) {
        if (strcmp(text, day_words[i].name) == 0) {
            period->from = period->to = today + day_words[i].days;
            return true;
        }
    }
    return period_of_calendar(text, period);
}

// The day so far from today as "30d", "2w", "3m", "1y" says, into the past or the future.
static bool distance_parse(const char *text, bool future, int32_t today, int32_t *day)
{
    int number = take_number(&text, 1, DIGITS_MAX);
    if (number < 0 || text[0] == '\0' || text[1] != '\0')
        return false;
    int count = future ? number : -number;
    switch (text[0]) {
    case 'd':
        *day = today + count;
        return true;
    case 'w':
        *day = today + 7 * count;
        return true;
    case 'm':
        *day = civil_add_months(today, count);
        return true;
    case 'y':
        *day = civil_add_months(today, 12 * count);
        return true;
    default:
        return false;
    }
}

static Comparison take_comparison(const char **text)
{
    char sign = **text;
    if (sign != '<' && sign != '>')
        return EQUAL;
    ++*text;
    bool equal = **text == '=';
    *text += equal;
    if (sign == '>')
        return equal ? MORE_EQUAL : MORE;
    return equal ? LESS_EQUAL : LESS;
}

// Later than, or up to, a period of the calendar.
static void compare_period(Comparison comparison, Period period, QueryValue *value)
{
    value->from = QUERY_DAY_FIRST;
    value->to = QUERY_DAY_LAST;
    if (comparison == MORE)
        value->from = period.to + 1;
    else if (comparison == MORE_EQUAL)
        value->from = period.from;
    else if (comparison == LESS)
        value->to = period.from - 1;
    else
        value->to = period.to;
}

// More than so far away is earlier for what lies in the past and later for what lies ahead.
static Comparison comparison_of_days(Comparison away, bool future)
{
    static const Comparison mirrored[] = {EQUAL, LESS, LESS_EQUAL, MORE, MORE_EQUAL};
    return future ? away : mirrored[away];
}

static bool parse_compared(const char *text, Comparison comparison, bool future, int32_t today,
                           QueryValue *value)
{
    Period period;
    int32_t day;
    if (distance_parse(text, future, today, &day)) {
        compare_period(comparison_of_days(comparison, future), (Period){day, day}, value);
        return true;
    }
    if (!period_parse(text, today, &period))
        return false;
    compare_period(comparison, period, value);
    return true;
}

static bool parse_range(const char *text, int32_t today, QueryValue *value)
{
    const char *dots = strstr(text, "..");
    if (dots == NULL || (dots == text && dots[2] == '\0'))
        return false;
    char *first = mem_strndup(text, (size_t)(dots - text));
    Period from = {QUERY_DAY_FIRST, QUERY_DAY_FIRST}, to = {QUERY_DAY_LAST, QUERY_DAY_LAST};
    bool good = (*first == '\0' || period_parse(first, today, &from)) &&
                (dots[2] == '\0' || period_parse(dots + 2, today, &to));
    free(first);
    value->from = from.from;
    value->to = to.to;
    return good && value->from <= value->to;
}

bool query_days_parse(const char *text, bool future, int32_t today, QueryValue *value)
{
    if (strcmp(text, "none") == 0) {
        value->never = true;
        return true;
    }
    const char *rest = text;
    Comparison comparison = take_comparison(&rest);
    if (comparison != EQUAL)
        return parse_compared(rest, comparison, future, today, value);
    Period period;
    if (!period_parse(text, today, &period))
        return parse_range(text, today, value);
    value->from = period.from;
    value->to = period.to;
    return true;
}

bool query_days_unfinished(const char *text)
{
    size_t length = strlen(text);
    if (strspn(text, "0123456789<>=.-dwmy") == length || strncmp("none", text, length) == 0)
        return true;
    text += strspn(text, "<>=");
    length = strlen(text);
    for (size_t i = 0; i < DAY_WORDS; i++) {
        if (strncmp(day_words[i].name, text, length) == 0)
            return true;
    }
    return false;
}
