// SPDX-License-Identifier: MIT
// Days counted from today: in 3 days, +2w, tue, next tue, next week, eow.
#include "date_read.h"

enum { MINUTES_A_DAY = 24 * 60 };

static const Calendar *working_calendar(const DateContext *context, Calendar *fallback)
{
    *fallback = calendar_default();
    return context->calendar != NULL ? context->calendar : fallback;
}

int32_t date_week_start(const DateContext *context, int32_t day)
{
    return day - (civil_weekday(day) - context->first_weekday + 7) % 7;
}

static DateUnit unit_here(const DateToken *token, int *length)
{
    bool business = token_is(token, "business") || token_is(token, "working");
    *length = business ? 2 : 1;
    if (business)
        return token_word(token + 1) && date_word_unit(token[1].word) == UNIT_DAY ? UNIT_BUSINESS : UNIT_NONE;
    return token_word(token) ? date_word_unit(token->word) : UNIT_NONE;
}

static DateTaken set_minutes_away(DateReader *r, const DateToken *at, int minutes)
{
    int total = r->context->minute + minutes;
    int days = (total >= 0 ? total : total - (MINUTES_A_DAY - 1)) / MINUTES_A_DAY;
    if (r->minute >= 0)
        return date_wrong(r, at, "this names a second time");
    r->minute = total - days * MINUTES_A_DAY;
    return date_set_day(r, at, (int64_t)r->context->today + days);
}

static DateTaken set_away(DateReader *r, const DateToken *at, DateUnit unit, int count)
{
    Calendar fallback;
    int64_t today = r->context->today;
    switch (unit) {
    case UNIT_MINUTE:
        return set_minutes_away(r, at, count);
    case UNIT_HOUR:
        return set_minutes_away(r, at, count * 60);
    case UNIT_DAY:
        return date_set_day(r, at, today + count);
    case UNIT_BUSINESS:
        return date_set_day(
            r, at, calendar_add_business(working_calendar(r->context, &fallback), (int32_t)today, count));
    case UNIT_WEEK:
        return date_set_day(r, at, today + 7 * count);
    case UNIT_MONTH:
        return date_set_day(r, at, civil_add_months((int32_t)today, count));
    case UNIT_YEAR:
        return date_set_day(r, at, civil_add_months((int32_t)today, 12 * count));
    case UNIT_NONE:
        break;
    }
    return NOT_HERE;
}

// in 3 days, in a week, 3d, +2w, -1d, 3 days ago
DateTaken date_read_relative(DateReader *r)
{
    const DateToken *start = r->token;
    bool in = token_is(start, "in");
    const DateToken *count = start + in;
    bool minus = token_sign(count, '-'), plus = token_sign(count, '+');
    count += minus || plus;
    bool one = token_is(count, "a") || token_is(count, "an");
    int length = 0;
    DateUnit unit = one || token_number(count, 4) ? unit_here(count + 1, &length) : UNIT_NONE;
    if (unit == UNIT_NONE) {
        if (in || minus || plus || one)
            return date_wrong(r, count, "a number and a unit are missing here, such as 3 days");
        return NOT_HERE;
    }
    r->token = count + 1 + length;
    bool ago = token_is(r->token, "ago");
    r->token += ago;
    if (ago && (in || plus || minus))
        return date_wrong(r, start,
                          "this goes both ways; leave out \"ago\" or what stands before the number");
    bool back = minus || ago || (r->context->past && !in && !plus);
    return set_away(r, start, unit, (one ? 1 : count->number) * (back ? -1 : 1));
}

int32_t date_weekday_near(const DateContext *context, int weekday, bool past)
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
DateTaken date_read_next(DateReader *r)
{
    const DateToken *start = r->token, *what = start + 1;
    bool next = token_is(start, "next"), last = token_is(start, "last");
    if (!next && !last && !token_is(start, "this"))
        return NOT_HERE;
    int weekday = token_word(what) ? date_word_weekday(what->word) : -1;
    DateUnit unit = token_word(what) ? date_word_unit(what->word) : UNIT_NONE;
    r->token = what + 1;
    if (weekday >= 0 && last)
        return date_set_day(r, start, date_weekday_near(r->context, weekday, true));
    if (weekday >= 0)
        return date_set_day(r, start, weekday_in_week(r->context, weekday, next));
    if (next && (unit == UNIT_WEEK || unit == UNIT_MONTH || unit == UNIT_YEAR))
        return date_set_day(r, start, next_period(r->context, unit));
    error_at(r->err, ERROR_INPUT, 0, what->column, "a weekday is missing after \"%s\"", start->word);
    return WRONG;
}

DateTaken date_read_weekday(DateReader *r)
{
    int weekday = token_word(r->token) ? date_word_weekday(r->token->word) : -1;
    if (weekday < 0)
        return NOT_HERE;
    if (r->weekday != DATE_NO_WEEKDAY)
        return date_wrong(r, r->token, "this names a second weekday");
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

DateTaken date_read_keyword(DateReader *r)
{
    const DateToken *token = r->token;
    for (size_t i = 0; i < sizeof KEYWORDS / sizeof KEYWORDS[0]; i++) {
        if (!token_is(token, KEYWORDS[i].word))
            continue;
        r->token++;
        if (token_is(token, "now")) {
            if (r->minute >= 0)
                return date_wrong(r, token, "this names a second time");
            r->minute = r->context->minute;
        }
        return date_set_day(r, token, KEYWORDS[i].day(r->context));
    }
    return NOT_HERE;
}
