// SPDX-License-Identifier: MIT
// Days that are written out, with numbers or the name of a month, and which year or month is meant when it is
// left out.
#include "date_read.h"

DateTaken date_set_day(DateReader *r, const DateToken *token, int64_t day)
{
    if (r->day != CIVIL_NONE)
        return date_wrong(r, token, "this names a second day");
    if (day < civil_day(1, 1, 1) || day > civil_day(9999, 12, 31))
        return date_wrong(r, token, "this day is too far away");
    r->day = (int32_t)day;
    return TAKEN;
}

// A year of two digits is the nearest that is not more than 20 years ahead.
static int full_year(const DateReader *r, const DateToken *token)
{
    if (token->digits > 2)
        return token->number;
    int now = civil_date(r->context->today).year;
    int year = now - now % 100 + token->number;
    return year > now + 20 ? year - 100 : year;
}

static DateTaken impossible(DateReader *r, const DateToken *at, int year, int month, int day)
{
    if (month < 1 || month > 12)
        error_at(r->err, ERROR_INPUT, 0, at->column, "%d is no month", month);
    else if (month == 2 && day == 29 && year > 0)
        error_at(r->err, ERROR_INPUT, 0, at->column, "29 Feb %d " DATE_NO_DAY ": %d is no leap year", year,
                 year);
    else
        error_at(r->err, ERROR_INPUT, 0, at->column, "%d %s " DATE_NO_DAY, day, civil_month_name(month));
    return WRONG;
}

static DateTaken set_date(DateReader *r, const DateToken *at, int year, int month, int day)
{
    if (year < 1)
        return date_wrong(r, at, "there is no year 0");
    if (!civil_valid(year, month, day))
        return impossible(r, at, year, month, day);
    return date_set_day(r, at, civil_day(year, month, day));
}

// A day of the year without its year: the coming one (or today), or the last one when the past is preferred.
static DateTaken set_yearless(DateReader *r, const DateToken *at, int month, int day)
{
    if (month < 1 || month > 12 || !civil_valid(2000, month, day))
        return impossible(r, at, 0, month, day);
    int32_t today = r->context->today;
    int step = r->context->past ? -1 : 1;
    for (int year = civil_date(today).year, tried = 0; tried < 10; tried++, year += step) {
        int32_t candidate = civil_valid(year, month, day) ? civil_day(year, month, day) : CIVIL_NONE;
        if (candidate != CIVIL_NONE && (candidate - today) * step >= 0)
            return date_set_day(r, at, candidate);
    }
    return impossible(r, at, 0, month, day);
}

// A day of the month alone: the coming month that has it (or today), or the last one.
static DateTaken set_monthless(DateReader *r, const DateToken *at, int day)
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
            return date_set_day(r, at, candidate);
    }
    return date_set_day(r, at, INT64_MAX);
}

// Z, +01:00 or -05:00 after a T time; nothing is fine too.
static DateTaken read_offset(DateReader *r)
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
    if (!token_number(hour, 2) || !token_sign(hour + 1, ':') || !token_number(hour + 2, 2) ||
        hour->number > 23 || hour[2].number > 59)
        return date_wrong(r, r->token, "an offset is written like +01:00");
    r->zoned = true;
    r->offset_min = (hour->number * 60 + hour[2].number) * (west ? -1 : 1);
    r->token = hour + 3;
    return TAKEN;
}

// The part after the T of 2026-11-24T09:41:00.000+01:00 (RFC 3339, seconds and offset optional).
static DateTaken read_moment(DateReader *r)
{
    const DateToken *hour = r->token + 1;
    if (!token_number(hour, 2) || !token_sign(hour + 1, ':'))
        return date_wrong(r, r->token, "a time is missing after the T");
    DateTaken taken = date_read_colon_time(r, hour);
    if (taken != TAKEN)
        return taken;
    if (token_sign(r->token, '.') && r->token[1].kind == TOKEN_NUMBER)
        r->token += 2;
    return read_offset(r);
}

// 2026-12-15, 2026/12/15, 2026-11-24T09:41
DateTaken date_read_iso(DateReader *r)
{
    const DateToken *year = r->token;
    if (year->kind != TOKEN_NUMBER || year->digits != 4 ||
        !(token_sign(year + 1, '-') || token_sign(year + 1, '/')))
        return NOT_HERE;
    char sign = year[1].sign;
    if (!token_number(year + 2, 2) || !token_sign(year + 3, sign) || !token_number(year + 4, 2))
        return date_wrong(r, year, "a day is written like 2026-12-15");
    r->token = year + 5;
    DateTaken taken = set_date(r, year, year->number, year[2].number, year[4].number);
    if (taken == TAKEN && token_is(r->token, "t"))
        return read_moment(r);
    return taken;
}

// Numbers in the date_wrong order for the locale, where the other order would be a day.
static DateTaken swapped(DateReader *r, const DateToken *at, int month, int day)
{
    if (month > 12 && month <= 31 && day >= 1 && day <= 12)
        error_at(r->err, ERROR_INPUT, 0, at->column, "%d is no month; did you mean %d %s", month, month,
                 civil_month_name(day));
    else
        impossible(r, at, 0, month, day);
    return WRONG;
}

static DateTaken set_numbers(DateReader *r, const DateToken *at, int month, int day, const DateToken *year)
{
    if (month < 1 || month > 12)
        return swapped(r, at, month, day);
    return year != NULL ? set_date(r, at, full_year(r, year), month, day) : set_yearless(r, at, month, day);
}

// 12/15, 12/15/2026 in the order of the locale
DateTaken date_read_slashed(DateReader *r)
{
    const DateToken *first = r->token;
    if (!token_number(first, 2) || !token_sign(first + 1, '/'))
        return NOT_HERE;
    if (!token_number(first + 2, 2))
        return date_wrong(r, first + 2, "a number is missing after the /");
    bool has_year = token_sign(first + 3, '/');
    if (has_year && !token_number(first + 4, 4))
        return date_wrong(r, first + 4, "a year is missing after the /");
    r->token = first + (has_year ? 5 : 3);
    int month = first[r->context->month_first ? 0 : 2].number,
        day = first[r->context->month_first ? 2 : 0].number;
    return set_numbers(r, first, month, day, has_year ? first + 4 : NULL);
}

// 15.12. and 15.12.2026: always the day first
DateTaken date_read_dotted(DateReader *r)
{
    const DateToken *day = r->token;
    if (!token_number(day, 2) || !token_sign(day + 1, '.') || !token_number(day + 2, 2) || day[2].spaced)
        return NOT_HERE;
    const DateToken *year =
        token_sign(day + 3, '.') && token_number(day + 4, 4) && !day[4].spaced ? day + 4 : NULL;
    r->token = year != NULL ? year + 1 : day + (token_sign(day + 3, '.') ? 4 : 3);
    return set_numbers(r, day, day[2].number, day->number, year);
}

static bool is_ordinal(const DateToken *token)
{
    return !token->spaced &&
           (token_is(token, "st") || token_is(token, "nd") || token_is(token, "rd") || token_is(token, "th"));
}

// A year after a day and a month: four digits, or two that are no time.
static const DateToken *year_here(DateReader *r)
{
    const DateToken *token = r->token;
    while (token_sign(token, ',') || token_sign(token, '-') || token_sign(token, '\''))
        token++;
    bool year = token->kind == TOKEN_NUMBER && (token->digits == 4 || token->digits == 2);
    if (!year || token_sign(token + 1, ':') || token_half_day(token + 1) || token_is(token + 1, "h"))
        return NULL;
    r->token = token + 1;
    return token;
}

static DateTaken set_named(DateReader *r, const DateToken *at, int month, int day)
{
    const DateToken *year = year_here(r);
    return year != NULL ? set_date(r, at, full_year(r, year), month, day) : set_yearless(r, at, month, day);
}

// 15 dec, 15th of december 2026, 15-Dec-26
DateTaken date_read_day_month(DateReader *r)
{
    const DateToken *day = r->token, *next = day + 1;
    if (!token_number(day, 2))
        return NOT_HERE;
    next += is_ordinal(next) || token_sign(next, '.') || token_sign(next, '-');
    next += token_is(next, "of");
    int month = token_word(next) ? date_word_month(next->word) : 0;
    if (month == 0)
        return NOT_HERE;
    r->token = next + 1;
    r->token += token_sign(r->token, '.');
    return set_named(r, day, month, day->number);
}

// dec 15, December 15th, 2026
DateTaken date_read_month_day(DateReader *r)
{
    const DateToken *month = r->token;
    int number = token_word(month) ? date_word_month(month->word) : 0;
    if (number == 0)
        return NOT_HERE;
    const DateToken *day = month + 1 + token_sign(month + 1, '.');
    if (!token_number(day, 2)) {
        error_at(r->err, ERROR_INPUT, 0, month->column, "which day of %s? did you mean %s 1",
                 civil_month_name(number), month->word);
        return WRONG;
    }
    r->token = day + 1;
    r->token += is_ordinal(r->token);
    return set_named(r, month, number, day->number);
}

// 15, 15th, 15.
DateTaken date_read_day_of_month(DateReader *r)
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
