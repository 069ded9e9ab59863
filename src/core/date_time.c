// SPDX-License-Identifier: MIT
// Times of the day: 10:30, 4pm, 16h, noon. A bare number is a time only after "at", since 15 alone is a day.
#include "date_read.h"

DateTaken date_set_time(DateReader *r, const DateToken *at, int hour, int minute)
{
    if (r->minute >= 0)
        return date_wrong(r, at, "this names a second time");
    if (hour > 23 || minute > 59) {
        error_at(r->err, ERROR_INPUT, 0, at->column, "%d:%02d is no time of the day", hour, minute);
        return WRONG;
    }
    r->minute = hour * 60 + minute;
    return TAKEN;
}

static DateTaken set_half_day(DateReader *r, const DateToken *at, int hour, int minute)
{
    bool afternoon = token_is(r->token, "pm");
    r->token++;
    if (hour < 1 || hour > 12) {
        error_at(r->err, ERROR_INPUT, 0, at->column, "%d%s is no time of the day", hour,
                 afternoon ? "pm" : "am");
        return WRONG;
    }
    return date_set_time(r, at, hour % 12 + (afternoon ? 12 : 0), minute);
}

bool token_half_day(const DateToken *token)
{
    return token_is(token, "am") || token_is(token, "pm");
}

// 10:30, 10:30:00, 4:30 pm
DateTaken date_read_colon_time(DateReader *r, const DateToken *hour)
{
    const DateToken *minute = hour + 2;
    if (!token_number(minute, 2) || minute->digits != 2)
        return date_wrong(r, hour, "a time is written like 10:30 or 4pm");
    r->token = hour + 3;
    if (token_sign(r->token, ':') && token_number(r->token + 1, 2)) {
        if (r->token[1].number > 59)
            return date_wrong(r, r->token + 1, "a minute has 60 seconds");
        r->token += 2;
    }
    return token_half_day(r->token) ? set_half_day(r, hour, hour->number, minute->number)
                                    : date_set_time(r, hour, hour->number, minute->number);
}

// at 16: clear on its own only where it can be no time before noon.
static DateTaken read_bare_hour(DateReader *r, const DateToken *hour)
{
    r->token = hour + 1;
    if (hour->number >= 1 && hour->number <= 12 && hour->digits == 1) {
        error_at(r->err, ERROR_INPUT, 0, hour->column, "morning or afternoon? did you mean %dam or %dpm",
                 hour->number, hour->number);
        return WRONG;
    }
    return date_set_time(r, hour, hour->number, 0);
}

// 16h, 16h30
static DateTaken read_hour_mark(DateReader *r, const DateToken *hour)
{
    const DateToken *minute = hour + 2;
    bool has_minute = token_number(minute, 2) && !minute->spaced;
    r->token = hour + (has_minute ? 3 : 2);
    return date_set_time(r, hour, hour->number, has_minute ? minute->number : 0);
}

DateTaken date_read_time(DateReader *r)
{
    bool at = token_is(r->token, "at");
    const DateToken *hour = r->token + at;
    if (token_is(hour, "noon")) {
        r->token = hour + 1;
        return date_set_time(r, hour, 12, 0);
    }
    if (!token_number(hour, 2))
        return at ? date_wrong(r, hour, "a time is missing after \"at\"") : NOT_HERE;
    if (token_sign(hour + 1, ':'))
        return date_read_colon_time(r, hour);
    if (token_half_day(hour + 1)) {
        r->token = hour + 1;
        return set_half_day(r, hour, hour->number, 0);
    }
    if (token_is(hour + 1, "h") && !hour[1].spaced)
        return read_hour_mark(r, hour);
    return at ? read_bare_hour(r, hour) : NOT_HERE;
}
