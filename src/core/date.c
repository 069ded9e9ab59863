// SPDX-License-Identifier: MIT
// One parser for every date a person types. A text is a few tokens; each form (a table below) looks whether
// it starts here and takes what is its own, so that a day and a time may come in either order. Nothing is
// guessed silently: what is not understood is an error with its column.
#include "rapport/core/date.h"

#include <string.h>

#include "date_read.h"
#include "rapport/base/str.h"

enum { MINUTES_A_DAY = 24 * 60, NO_WEEKDAY = -1 };

typedef struct Reader {
    const DateContext *context;
    const DateToken *token; // the next one
    Error *err;
    int32_t day; // CIVIL_NONE = not yet
    int minute;  // -1 = not yet
    bool zoned;
    int offset_min;
    int weekday; // named as in "tue 15 dec"; NO_WEEKDAY = not
    int weekday_column;
} Reader;

typedef enum Taken { NOT_HERE, TAKEN, WRONG } Taken;

static Taken wrong(Reader *r, const DateToken *token, const char *message)
{
    error_at(r->err, ERROR_INPUT, 0, token->column, "%s", message);
    return WRONG;
}

static bool is_number(const DateToken *token, int digits_at_most)
{
    return token->kind == TOKEN_NUMBER && token->digits <= digits_at_most;
}

static bool is_word(const DateToken *token)
{
    return token->kind == TOKEN_WORD;
}

static const Calendar *working_calendar(const DateContext *context, Calendar *fallback)
{
    *fallback = calendar_default();
    return context->calendar != NULL ? context->calendar : fallback;
}

int32_t date_week_start(const DateContext *context, int32_t day)
{
    return day - (civil_weekday(day) - context->first_weekday + 7) % 7;
}

// --- days
// -----------------------------------------------------------------------------------------------------------

static Taken set_day(Reader *r, const DateToken *token, int64_t day)
{
    if (r->day != CIVIL_NONE)
        return wrong(r, token, "this names a second day");
    if (day < civil_day(1, 1, 1) || day > civil_day(9999, 12, 31))
        return wrong(r, token, "this day is too far away");
    r->day = (int32_t)day;
    return TAKEN;
}

// A year of two digits is the nearest that is not more than 20 years ahead.
static int full_year(const Reader *r, const DateToken *token)
{
    if (token->digits > 2)
        return token->number;
    int now = civil_date(r->context->today).year;
    int year = now - now % 100 + token->number;
    return year > now + 20 ? year - 100 : year;
}

static Taken impossible(Reader *r, const DateToken *at, int year, int month, int day)
{
    if (month < 1 || month > 12)
        error_at(r->err, ERROR_INPUT, 0, at->column, "%d is no month", month);
    else if (month == 2 && day == 29 && year > 0)
        error_at(r->err, ERROR_INPUT, 0, at->column,
                 "29 Feb %d is no day of the calendar: %d is no leap year", year, year);
    else
        error_at(r->err, ERROR_INPUT, 0, at->column, "%d %s is no day of the calendar", day,
                 civil_month_name(month));
    return WRONG;
}

static Taken set_date(Reader *r, const DateToken *at, int year, int month, int day)
{
    if (!civil_valid(year, month, day))
        return impossible(r, at, year, month, day);
    return set_day(r, at, civil_day(year, month, day));
}

// A day of the year without its year: the coming one (or today), or the last one when the past is preferred.
static Taken set_yearless(Reader *r, const DateToken *at, int month, int day)
{
    if (month < 1 || month > 12 || !civil_valid(2000, month, day))
        return impossible(r, at, 0, month, day);
    int32_t today = r->context->today;
    int step = r->context->past ? -1 : 1;
    for (int year = civil_date(today).year, tried = 0; tried < 10; tried++, year += step) {
        int32_t candidate = civil_valid(year, month, day) ? civil_day(year, month, day) : CIVIL_NONE;
        if (candidate != CIVIL_NONE && (candidate - today) * step >= 0)
            return set_day(r, at, candidate);
    }
    return impossible(r, at, 0, month, day);
}

// A day of the month alone: the coming month that has it (or today), or the last one.
static Taken set_monthless(Reader *r, const DateToken *at, int day)
{
    if (day < 1 || day > 31) {
        error_at(r->err, ERROR_INPUT, 0, at->column, "%d is no day of a month", day);
        return WRONG;
    }
    int32_t today = r->context->today;
    CivilDate now = civil_date(today);
    int step = r->context->past ? -1 : 1;
    for (int tried = 0; tried < 4; tried++) {
        CivilDate month = civil_date(civil_day(now.year, now.month + tried * step, 1));
        int32_t candidate = civil_day(month.year, month.month, day);
        if (civil_valid(month.year, month.month, day) && (candidate - today) * step >= 0)
            return set_day(r, at, candidate);
    }
    return set_day(r, at, INT64_MAX);
}

// --- forms of a time
// ------------------------------------------------------------------------------------------------

static Taken set_time(Reader *r, const DateToken *at, int hour, int minute)
{
    if (r->minute >= 0)
        return wrong(r, at, "this names a second time");
    if (hour > 23 || minute > 59) {
        error_at(r->err, ERROR_INPUT, 0, at->column, "%d:%02d is no time of the day", hour, minute);
        return WRONG;
    }
    r->minute = hour * 60 + minute;
    return TAKEN;
}

static Taken set_half_day(Reader *r, const DateToken *at, int hour, int minute)
{
    bool afternoon = token_is(r->token, "pm");
    r->token++;
    if (hour < 1 || hour > 12) {
        error_at(r->err, ERROR_INPUT, 0, at->column, "%d%s is no time of the day", hour,
                 afternoon ? "pm" : "am");
        return WRONG;
    }
    return set_time(r, at, hour % 12 + (afternoon ? 12 : 0), minute);
}

static bool is_half_day(const DateToken *token)
{
    return token_is(token, "am") || token_is(token, "pm");
}

// 10:30, 10:30:00, 4:30 pm
static Taken read_colon_time(Reader *r, const DateToken *hour)
{
    const DateToken *minute = hour + 2;
    if (!is_number(minute, 2) || minute->digits != 2)
        return wrong(r, hour, "a time is written like 10:30 or 4pm");
    r->token = hour + 3;
    if (token_sign(r->token, ':') && is_number(r->token + 1, 2)) {
        if (r->token[1].number > 59)
            return wrong(r, r->token + 1, "a minute has 60 seconds");
        r->token += 2;
    }
    return is_half_day(r->token) ? set_half_day(r, hour, hour->number, minute->number)
                                 : set_time(r, hour, hour->number, minute->number);
}

// at 16: clear on its own only where it can be no time before noon.
static Taken read_bare_hour(Reader *r, const DateToken *hour)
{
    r->token = hour + 1;
    if (hour->number >= 1 && hour->number <= 12 && hour->digits == 1) {
        error_at(r->err, ERROR_INPUT, 0, hour->column, "morning or afternoon? did you mean %dam or %dpm",
                 hour->number, hour->number);
        return WRONG;
    }
    return set_time(r, hour, hour->number, 0);
}

// 16h, 16h30
static Taken read_hour_mark(Reader *r, const DateToken *hour)
{
    const DateToken *minute = hour + 2;
    bool has_minute = is_number(minute, 2) && !minute->spaced;
    r->token = hour + (has_minute ? 3 : 2);
    return set_time(r, hour, hour->number, has_minute ? minute->number : 0);
}

static Taken read_time(Reader *r)
{
    bool at = token_is(r->token, "at");
    const DateToken *hour = r->token + at;
    if (token_is(hour, "noon")) {
        r->token = hour + 1;
        return set_time(r, hour, 12, 0);
    }
    if (!is_number(hour, 2))
        return at ? wrong(r, hour, "a time is missing after \"at\"") : NOT_HERE;
    if (token_sign(hour + 1, ':'))
        return read_colon_time(r, hour);
    if (is_half_day(hour + 1)) {
        r->token = hour + 1;
        return set_half_day(r, hour, hour->number, 0);
    }
    if (token_is(hour + 1, "h") && !hour[1].spaced)
        return read_hour_mark(r, hour);
    return at ? read_bare_hour(r, hour) : NOT_HERE;
}

// --- forms of a day
// -------------------------------------------------------------------------------------------------

// Z, +01:00 or -05:00 after a T time; nothing is fine too.
static Taken read_offset(Reader *r)
{
    if (token_is(r->token, "z")) {
        r->token++;
        r->zoned = true;
        return TAKEN;
    }
    bool west = token_sign(r->token, '-');
    if (!west && !token_sign(r->token, '+'))
        return TAKEN;
    const DateToken *hour = r->token + 1;
    if (!is_number(hour, 2) || !token_sign(hour + 1, ':') || !is_number(hour + 2, 2) || hour->number > 23 ||
        hour[2].number > 59)
        return wrong(r, r->token, "an offset is written like +01:00");
    r->zoned = true;
    r->offset_min = (hour->number * 60 + hour[2].number) * (west ? -1 : 1);
    r->token = hour + 3;
    return TAKEN;
}

// The part after the T of 2026-11-24T09:41:00.000+01:00 (RFC 3339, seconds and offset optional).
static Taken read_moment(Reader *r)
{
    const DateToken *hour = r->token + 1;
    if (!is_number(hour, 2) || !token_sign(hour + 1, ':'))
        return wrong(r, r->token, "a time is missing after the T");
    Taken taken = read_colon_time(r, hour);
    if (taken != TAKEN)
        return taken;
    if (token_sign(r->token, '.') && r->token[1].kind == TOKEN_NUMBER)
        r->token += 2;
    return read_offset(r);
}

// 2026-12-15, 2026/12/15, 2026-11-24T09:41
static Taken read_iso(Reader *r)
{
    const DateToken *year = r->token;
    if (year->kind != TOKEN_NUMBER || year->digits != 4 ||
        !(token_sign(year + 1, '-') || token_sign(year + 1, '/')))
        return NOT_HERE;
    char sign = year[1].sign;
    if (!is_number(year + 2, 2) || !token_sign(year + 3, sign) || !is_number(year + 4, 2))
        return wrong(r, year, "a day is written like 2026-12-15");
    r->token = year + 5;
    Taken taken = set_date(r, year, year->number, year[2].number, year[4].number);
    if (taken == TAKEN && token_is(r->token, "t"))
        return read_moment(r);
    return taken;
}

// Numbers in the wrong order for the locale, where the other order would be a day.
static Taken swapped(Reader *r, const DateToken *at, int month, int day)
{
    if (month > 12 && month <= 31 && day >= 1 && day <= 12)
        error_at(r->err, ERROR_INPUT, 0, at->column, "%d is no month; did you mean %d %s", month, month,
                 civil_month_name(day));
    else
        impossible(r, at, 0, month, day);
    return WRONG;
}

static Taken set_numbers(Reader *r, const DateToken *at, int month, int day, const DateToken *year)
{
    if (month < 1 || month > 12)
        return swapped(r, at, month, day);
    return year != NULL ? set_date(r, at, full_year(r, year), month, day) : set_yearless(r, at, month, day);
}

// 12/15, 12/15/2026 in the order of the locale
static Taken read_slashed(Reader *r)
{
    const DateToken *first = r->token;
    if (!is_number(first, 2) || !token_sign(first + 1, '/'))
        return NOT_HERE;
    if (!is_number(first + 2, 2))
        return wrong(r, first + 2, "a number is missing after the /");
    bool has_year = token_sign(first + 3, '/');
    if (has_year && !is_number(first + 4, 4))
        return wrong(r, first + 4, "a year is missing after the /");
    r->token = first + (has_year ? 5 : 3);
    int month = first[r->context->month_first ? 0 : 2].number,
        day = first[r->context->month_first ? 2 : 0].number;
    return set_numbers(r, first, month, day, has_year ? first + 4 : NULL);
}

// 15.12. and 15.12.2026: always the day first
static Taken read_dotted(Reader *r)
{
    const DateToken *day = r->token;
    if (!is_number(day, 2) || !token_sign(day + 1, '.') || !is_number(day + 2, 2) || day[2].spaced)
        return NOT_HERE;
    const DateToken *year =
        token_sign(day + 3, '.') && is_number(day + 4, 4) && !day[4].spaced ? day + 4 : NULL;
    r->token = year != NULL ? year + 1 : day + (token_sign(day + 3, '.') ? 4 : 3);
    return set_numbers(r, day, day[2].number, day->number, year);
}

static bool is_ordinal(const DateToken *token)
{
    return !token->spaced &&
           (token_is(token, "st") || token_is(token, "nd") || token_is(token, "rd") || token_is(token, "th"));
}

// A year after a day and a month: four digits, or two that are no time.
static const DateToken *year_here(Reader *r)
{
    const DateToken *token = r->token;
    while (token_sign(token, ',') || token_sign(token, '-') || token_sign(token, '\''))
        token++;
    bool year = token->kind == TOKEN_NUMBER && (token->digits == 4 || token->digits == 2);
    if (!year || token_sign(token + 1, ':') || is_half_day(token + 1) || token_is(token + 1, "h"))
        return NULL;
    r->token = token + 1;
    return token;
}

static Taken set_named(Reader *r, const DateToken *at, int month, int day)
{
    const DateToken *year = year_here(r);
    return year != NULL ? set_date(r, at, full_year(r, year), month, day) : set_yearless(r, at, month, day);
}

// 15 dec, 15th of december 2026, 15-Dec-26
static Taken read_day_month(Reader *r)
{
    const DateToken *day = r->token, *next = day + 1;
    if (!is_number(day, 2))
        return NOT_HERE;
    next += is_ordinal(next) || token_sign(next, '.') || token_sign(next, '-');
    next += token_is(next, "of");
    int month = is_word(next) ? date_word_month(next->word) : 0;
    if (month == 0)
        return NOT_HERE;
    r->token = next + 1;
    r->token += token_sign(r->token, '.');
    return set_named(r, day, month, day->number);
}

// dec 15, December 15th, 2026
static Taken read_month_day(Reader *r)
{
    const DateToken *month = r->token;
    int number = is_word(month) ? date_word_month(month->word) : 0;
    if (number == 0)
        return NOT_HERE;
    const DateToken *day = month + 1 + token_sign(month + 1, '.');
    if (!is_number(day, 2)) {
        error_at(r->err, ERROR_INPUT, 0, month->column, "which day of %s? did you mean %s 1",
                 civil_month_name(number), month->word);
        return WRONG;
    }
    r->token = day + 1;
    r->token += is_ordinal(r->token);
    return set_named(r, month, number, day->number);
}

static DateUnit unit_here(const DateToken *token, int *length)
{
    bool business = token_is(token, "business") || token_is(token, "working");
    *length = business ? 2 : 1;
    if (business)
        return is_word(token + 1) && date_word_unit(token[1].word) == UNIT_DAY ? UNIT_BUSINESS : UNIT_NONE;
    return is_word(token) ? date_word_unit(token->word) : UNIT_NONE;
}

static Taken set_minutes_away(Reader *r, const DateToken *at, int minutes)
{
    int total = r->context->minute + minutes;
    int days = (total >= 0 ? total : total - (MINUTES_A_DAY - 1)) / MINUTES_A_DAY;
    if (r->minute >= 0)
        return wrong(r, at, "this names a second time");
    r->minute = total - days * MINUTES_A_DAY;
    return set_day(r, at, (int64_t)r->context->today + days);
}

static Taken set_away(Reader *r, const DateToken *at, DateUnit unit, int count)
{
    Calendar fallback;
    int64_t today = r->context->today;
    switch (unit) {
    case UNIT_MINUTE:
        return set_minutes_away(r, at, count);
    case UNIT_HOUR:
        return set_minutes_away(r, at, count * 60);
    case UNIT_DAY:
        return set_day(r, at, today + count);
    case UNIT_BUSINESS:
        return set_day(r, at,
                       calendar_add_business(working_calendar(r->context, &fallback), (int32_t)today, count));
    case UNIT_WEEK:
        return set_day(r, at, today + 7 * count);
    case UNIT_MONTH:
        return set_day(r, at, civil_add_months((int32_t)today, count));
    case UNIT_YEAR:
        return set_day(r, at, civil_add_months((int32_t)today, 12 * count));
    case UNIT_NONE:
        break;
    }
    return NOT_HERE;
}

// in 3 days, in a week, 3d, +2w, -1d, 3 days ago
static Taken read_relative(Reader *r)
{
    const DateToken *start = r->token;
    bool in = token_is(start, "in");
    const DateToken *count = start + in;
    bool minus = token_sign(count, '-'), plus = token_sign(count, '+');
    count += minus || plus;
    bool one = token_is(count, "a") || token_is(count, "an");
    int length = 0;
    DateUnit unit = one || is_number(count, 4) ? unit_here(count + 1, &length) : UNIT_NONE;
    if (unit == UNIT_NONE) {
        if (in || minus || plus || one)
            return wrong(r, count, "a number and a unit are missing here, such as 3 days");
        return NOT_HERE;
    }
    r->token = count + 1 + length;
    bool ago = token_is(r->token, "ago");
    r->token += ago;
    if (ago && (in || plus || minus))
        return wrong(r, start, "this goes both ways; leave out \"ago\" or what stands before the number");
    bool back = minus || ago || (r->context->past && !in && !plus);
    return set_away(r, start, unit, (one ? 1 : count->number) * (back ? -1 : 1));
}

static int32_t weekday_near(const DateContext *context, int weekday, bool past)
{
    int ahead = (weekday - civil_weekday(context->today) + 7) % 7;
    if (past)
        return context->today - (ahead == 0 ? 7 : 7 - ahead);
    return context->today + (ahead == 0 ? 7 : ahead);
}

static int32_t weekday_in_week(const DateContext *context, int weekday, int weeks)
{
    return date_week_start(context, context->today) + 7 * weeks + (weekday - context->first_weekday + 7) % 7;
}

static int32_t next_period(const DateContext *context, DateUnit unit)
{
    CivilDate now = civil_date(context->today);
    Calendar fallback;
    const Calendar *calendar = working_calendar(context, &fallback);
    int32_t first = unit == UNIT_WEEK    ? date_week_start(context, context->today) + 7
                    : unit == UNIT_MONTH ? civil_day(now.year, now.month + 1, 1)
                                         : civil_day(now.year + 1, 1, 1);
    return calendar_roll(calendar, first);
}

// next tue, this tue, last tue, next week
static Taken read_next(Reader *r)
{
    const DateToken *start = r->token, *what = start + 1;
    bool next = token_is(start, "next"), last = token_is(start, "last");
    if (!next && !last && !token_is(start, "this"))
        return NOT_HERE;
    int weekday = is_word(what) ? date_word_weekday(what->word) : -1;
    DateUnit unit = is_word(what) ? date_word_unit(what->word) : UNIT_NONE;
    r->token = what + 1;
    if (weekday >= 0 && last)
        return set_day(r, start, weekday_near(r->context, weekday, true));
    if (weekday >= 0)
        return set_day(r, start, weekday_in_week(r->context, weekday, next));
    if (next && (unit == UNIT_WEEK || unit == UNIT_MONTH || unit == UNIT_YEAR))
        return set_day(r, start, next_period(r->context, unit));
    error_at(r->err, ERROR_INPUT, 0, what->column, "a weekday is missing after \"%s\"", start->word);
    return WRONG;
}

static Taken read_weekday(Reader *r)
{
    int weekday = is_word(r->token) ? date_word_weekday(r->token->word) : -1;
    if (weekday < 0)
        return NOT_HERE;
    if (r->weekday != NO_WEEKDAY)
        return wrong(r, r->token, "this names a second weekday");
    r->weekday = weekday;
    r->weekday_column = r->token->column;
    r->token++;
    return TAKEN;
}

static int32_t keyword_today(const DateContext *context)
{
    return context->today;
}
static int32_t keyword_tomorrow(const DateContext *context)
{
    return context->today + 1;
}
static int32_t keyword_yesterday(const DateContext *context)
{
    return context->today - 1;
}

static int32_t keyword_eow(const DateContext *context)
{
    return context->today + (4 - civil_weekday(context->today) + 7) % 7; // today when it is Friday
}

static int32_t keyword_eom(const DateContext *context)
{
    CivilDate now = civil_date(context->today);
    return civil_day(now.year, now.month + 1, 1) - 1;
}

static const struct {
    const char *word;
    int32_t (*day)(const DateContext *context);
} KEYWORDS[] = {
    {"today", keyword_today}, {"tomorrow", keyword_tomorrow}, {"yesterday", keyword_yesterday},
    {"eow", keyword_eow},     {"eom", keyword_eom},           {"now", keyword_today},
};

static Taken read_keyword(Reader *r)
{
    const DateToken *token = r->token;
    for (size_t i = 0; i < sizeof KEYWORDS / sizeof KEYWORDS[0]; i++) {
        if (!token_is(token, KEYWORDS[i].word))
            continue;
        r->token++;
        if (token_is(token, "now")) {
            if (r->minute >= 0)
                return wrong(r, token, "this names a second time");
            r->minute = r->context->minute;
        }
        return set_day(r, token, KEYWORDS[i].day(r->context));
    }
    return NOT_HERE;
}

// 15, 15th, 15.
static Taken read_day_of_month(Reader *r)
{
    const DateToken *day = r->token;
    if (day->kind != TOKEN_NUMBER)
        return NOT_HERE;
    if (day->digits > 2) {
        error_at(r->err, ERROR_INPUT, 0, day->column, "%d is no day; did you mean 15 dec %d", day->number,
                 day->number);
        return WRONG;
    }
    r->token++;
    r->token += is_ordinal(r->token) || token_sign(r->token, '.');
    return set_monthless(r, day, day->number);
}

// In this order: the first form that finds itself here takes its tokens.
static Taken (*const FORMS[])(Reader *r) = {
    read_time,     read_iso,  read_slashed, read_dotted,  read_day_month,    read_month_day,
    read_relative, read_next, read_weekday, read_keyword, read_day_of_month,
};

static Taken unknown(Reader *r)
{
    const DateToken *token = r->token;
    const char *meant = is_word(token) ? date_word_suggest(token->word) : NULL;
    if (meant != NULL)
        error_at(r->err, ERROR_INPUT, 0, token->column, "\"%s\" is no date; did you mean %s", token->word,
                 meant);
    else if (is_word(token))
        error_at(r->err, ERROR_INPUT, 0, token->column,
                 "\"%s\" is no date; write tomorrow, fri, 3d or 15 dec", token->word);
    else
        error_at(r->err, ERROR_INPUT, 0, token->column, "\"%c\" makes no sense here", token->sign);
    return WRONG;
}

static Taken read_form(Reader *r)
{
    for (size_t i = 0; i < sizeof FORMS / sizeof FORMS[0]; i++) {
        Taken taken = FORMS[i](r);
        if (taken != NOT_HERE)
            return taken;
    }
    return unknown(r);
}

// --- putting it together
// --------------------------------------------------------------------------------------------

static bool check_weekday(Reader *r)
{
    int really = civil_weekday(r->day);
    if (r->weekday == NO_WEEKDAY || r->weekday == really)
        return true;
    char text[DATE_TEXT_SIZE];
    return error_at(r->err, ERROR_INPUT, 0, r->weekday_column, "%s is a %s, not a %s",
                    date_absolute(r->day, -1, text) + 4, civil_weekday_name(really),
                    civil_weekday_name(r->weekday));
}

// A time without a day is the coming one, or the last one when the past is preferred.
static int32_t day_of_time(const Reader *r)
{
    if (r->context->past)
        return r->context->today - (r->minute > r->context->minute);
    return r->context->today + (r->minute < r->context->minute);
}

static bool settle(Reader *r, const DateTokens *tokens)
{
    if (r->day == CIVIL_NONE && r->weekday != NO_WEEKDAY)
        r->day = weekday_near(r->context, r->weekday, r->context->past);
    else if (r->day == CIVIL_NONE && r->minute >= 0)
        r->day = day_of_time(r);
    if (r->day == CIVIL_NONE)
        return error_at(r->err, ERROR_INPUT, 0, tokens->items[0].column, "a date is missing");
    return check_weekday(r);
}

bool date_read_tokens(const DateTokens *tokens, const DateContext *context, DateValue *out, Error *err)
{
    Reader r = {.context = context, .token = tokens->items, .err = err, .day = CIVIL_NONE, .minute = -1};
    r.weekday = NO_WEEKDAY;
    while (r.token->kind != TOKEN_END) {
        if (r.token > tokens->items && (token_sign(r.token, ',') || token_is(r.token, "on")) &&
            r.token[1].kind != TOKEN_END)
            r.token++;
        else if (r.token == tokens->items && token_is(r.token, "on"))
            r.token++;
        else if (read_form(&r) == WRONG)
            return false;
    }
    if (!settle(&r, tokens))
        return false;
    *out = (DateValue){.day = r.day, .minute = r.minute, .zoned = r.zoned, .offset_min = r.offset_min};
    return true;
}

bool date_parse(const char *text, const DateContext *context, DateValue *out, Error *err)
{
    DateTokens tokens;
    return date_tokens(text, strlen(text), 1, &tokens, err) && date_read_tokens(&tokens, context, out, err);
}
