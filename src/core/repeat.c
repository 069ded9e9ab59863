// SPDX-License-Identifier: MIT
// Repeat rules in the words people use. By the calendar a rule keeps its rhythm however late it was done;
// after done it starts anew. What was missed is skipped: nothing piles up.
#include "rapport/core/repeat.h"

#include <string.h>

#include "date_read.h"

enum { MAX_EVERY = 999 };

static const struct {
    const char *one, *many;
    RepeatUnit unit;
} UNITS[] = {
    {"day", "days", REPEAT_DAY},    {"weekday", "weekdays", REPEAT_WORKDAY},
    {"week", "weeks", REPEAT_WEEK}, {"month", "months", REPEAT_MONTH},
    {"year", "years", REPEAT_YEAR},
};
enum { UNIT_ROWS = sizeof UNITS / sizeof UNITS[0] };

static const struct {
    const char *word;
    RepeatUnit unit;
} SHORTHANDS[] = {
    {"daily", REPEAT_DAY}, {"weekly", REPEAT_WEEK}, {"monthly", REPEAT_MONTH}, {"yearly", REPEAT_YEAR}};

static bool complain(Error *err, const DateToken *token, const char *message)
{
    return error_at(err, ERROR_INPUT, 0, token->column, "%s", message);
}

static RepeatUnit read_unit(const DateToken *token)
{
    static const RepeatUnit FROM_DATE[] = {
        [UNIT_DAY] = REPEAT_DAY,     [UNIT_BUSINESS] = REPEAT_WORKDAY, [UNIT_WEEK] = REPEAT_WEEK,
        [UNIT_MONTH] = REPEAT_MONTH, [UNIT_YEAR] = REPEAT_YEAR,
    };
    if (!token_word(token))
        return REPEAT_NEVER;
    if (token_is(token, "weekday") || token_is(token, "weekdays"))
        return REPEAT_WORKDAY;
    return FROM_DATE[date_word_unit(token->word)];
}

// "3 weeks", "week", "other week"; leaves *token after it.
static bool read_count(const DateToken **token, Repeat *out, Error *err)
{
    const DateToken *at = *token;
    out->every = token_is(at, "other") ? 2 : at->kind == TOKEN_NUMBER ? at->number : 1;
    if (out->every < 1 || out->every > MAX_EVERY)
        return complain(err, at, "this number must be from 1 to 999");
    at += at->kind == TOKEN_NUMBER || token_is(at, "other");
    out->unit = read_unit(at);
    if (out->unit == REPEAT_NEVER)
        return complain(err, at, "a unit is missing here: days, weekdays, weeks, months or years");
    *token = at + 1;
    return true;
}

// "on tue", "on the 31", "on the 31st"; nothing is fine too.
static bool read_on(const DateToken **token, Repeat *out, Error *err)
{
    const DateToken *at = *token;
    if (!token_is(at, "on"))
        return true;
    at += 1 + token_is(at + 1, "the");
    int weekday = token_word(at) ? date_word_weekday(at->word) : -1;
    bool by_day = out->unit == REPEAT_MONTH || out->unit == REPEAT_YEAR;
    if (out->unit == REPEAT_WEEK && weekday >= 0)
        out->on = weekday;
    else if (by_day && token_number(at, 2) && at->number >= 1 && at->number <= 31)
        out->on = at->number;
    else
        return complain(err, at,
                        by_day ? "a day from 1 to 31 is missing here"
                               : "only weeks have weekdays: every week on tue");
    at++;
    at += token_is(at, "st") || token_is(at, "nd") || token_is(at, "rd") || token_is(at, "th");
    *token = at;
    return true;
}

static bool read_every(const DateToken **token, Repeat *out, Error *err)
{
    int weekday = token_word(*token) ? date_word_weekday((*token)->word) : -1;
    if (weekday < 0)
        return read_count(token, out, err) && read_on(token, out, err);
    out->unit = REPEAT_WEEK;
    out->on = weekday;
    ++*token;
    return true;
}

static bool read_shorthand(const DateToken **token, Repeat *out)
{
    for (size_t i = 0; i < sizeof SHORTHANDS / sizeof SHORTHANDS[0]; i++) {
        if (!token_is(*token, SHORTHANDS[i].word))
            continue;
        out->unit = SHORTHANDS[i].unit;
        ++*token;
        return true;
    }
    return false;
}

static bool read_after_done(const DateToken **token, Repeat *out, Error *err)
{
    if ((*token)->kind != TOKEN_NUMBER && !token_is(*token, "a"))
        return complain(err, *token,
                        "a rule is written like every 2 weeks, every month on the 31, or 3 weeks after done");
    *token += token_is(*token, "a");
    if (!read_count(token, out, err))
        return false;
    if (!token_is(*token, "after") || !token_is(*token + 1, "done"))
        return complain(err, *token, "\"after done\" is missing here");
    out->after_done = true;
    *token += 2;
    return true;
}

static bool read_rule(const DateTokens *tokens, Repeat *out, Error *err)
{
    const DateToken *token = tokens->items;
    *out = (Repeat){.every = 1, .on = -1, .until = CIVIL_NONE};
    bool every = token_is(token, "every");
    if (every)
        token++;
    if (every ? !read_every(&token, out, err)
              : !read_shorthand(&token, out) && !read_after_done(&token, out, err))
        return false;
    return token->kind == TOKEN_END || complain(err, token, "this makes no sense in a rule");
}

// Splits off what follows the word "until": gives its token, or NULL.
static DateToken *find_until(DateTokens *tokens)
{
    for (DateToken *token = tokens->items; token->kind != TOKEN_END; token++)
        if (token_is(token, "until"))
            return token;
    return NULL;
}

static bool read_until(const DateToken *until, const DateContext *context, int32_t *day, Error *err)
{
    DateTokens rest = {0};
    const DateToken *token = until + 1;
    for (size_t i = 0; i == 0 || token[i - 1].kind != TOKEN_END; i++)
        rest.items[i] = token[i];
    DateValue value;
    if (!date_read_tokens(&rest, context, &value, err))
        return false;
    *day = value.day;
    return true;
}

bool repeat_parse(const char *text, const DateContext *context, Repeat *out, Error *err)
{
    DateTokens tokens;
    if (!date_tokens(text, strlen(text), 1, &tokens, err))
        return false;
    int32_t last = CIVIL_NONE;
    DateToken *until = find_until(&tokens);
    if (until != NULL) {
        if (!read_until(until, context, &last, err))
            return false;
        *until = (DateToken){.column = until->column};
    }
    Repeat repeat;
    if (!read_rule(&tokens, &repeat, err))
        return false;
    repeat.until = last;
    *out = repeat;
    return true;
}

static void format_unit(const Repeat *repeat, Str *out)
{
    for (size_t i = 0; i < UNIT_ROWS; i++) {
        if (UNITS[i].unit != repeat->unit)
            continue;
        if (repeat->every > 1 || repeat->after_done)
            str_appendf(out, "%d ", repeat->every);
        str_append(out, repeat->every > 1 ? UNITS[i].many : UNITS[i].one);
    }
}

void repeat_format(const Repeat *repeat, Str *out)
{
    if (!repeat->after_done)
        str_append(out, "every ");
    format_unit(repeat, out);
    if (repeat->on >= 0 && repeat->unit == REPEAT_WEEK)
        str_appendf(out, " on %s", civil_weekday_name(repeat->on));
    else if (repeat->on >= 0)
        str_appendf(out, " on the %d", repeat->on);
    if (repeat->after_done)
        str_append(out, " after done");
    if (repeat->until != CIVIL_NONE) {
        char day[16];
        civil_format(repeat->until, day);
        str_appendf(out, " until %s", day);
    }
}

// The day "on" of the month that many months after the one of day; its last day where it is shorter.
static int32_t month_day(int32_t day, int months, int on)
{
    CivilDate date = civil_date(day);
    CivilDate month = civil_date(civil_day(date.year, date.month + months, 1));
    int length = civil_days_in_month(month.year, month.month);
    return civil_day(month.year, month.month, on < length ? on : length);
}

static int32_t add_units(const Repeat *repeat, const Calendar *calendar, int32_t day)
{
    switch (repeat->unit) {
    case REPEAT_DAY:
        return day + repeat->every;
    case REPEAT_WORKDAY:
        return calendar_add_business(calendar, day, repeat->every);
    case REPEAT_WEEK:
        return day + 7 * repeat->every;
    case REPEAT_MONTH:
        return civil_add_months(day, repeat->every);
    case REPEAT_YEAR:
        return civil_add_months(day, 12 * repeat->every);
    case REPEAT_NEVER:
        break;
    }
    return CIVIL_NONE;
}

// The first occurrence after both days of a rule that counts in steps of so many days.
static int32_t next_step(int32_t anchor, int step, int32_t after)
{
    int32_t gone = after >= anchor ? (after - anchor) / step : -1;
    return anchor + (gone + 1) * step;
}

static int32_t next_month(const Repeat *repeat, int32_t due_day, int32_t after)
{
    int months = repeat->every * (repeat->unit == REPEAT_YEAR ? 12 : 1);
    int on = repeat->on >= 1 ? repeat->on : civil_date(due_day).day;
    int ahead = 0;
    while (month_day(due_day, ahead, on) <= after)
        ahead += months;
    return month_day(due_day, ahead, on);
}

static int32_t next_workday(const Repeat *repeat, const Calendar *calendar, int32_t due_day, int32_t after)
{
    while (due_day <= after)
        due_day = calendar_add_business(calendar, due_day, repeat->every);
    return due_day;
}

static int32_t next_by_calendar(const Repeat *repeat, const Calendar *calendar, int32_t due_day,
                                int32_t after)
{
    switch (repeat->unit) {
    case REPEAT_DAY:
        return next_step(due_day, repeat->every, after);
    case REPEAT_WEEK: {
        int back = repeat->on >= 0 ? (civil_weekday(due_day) - repeat->on + 7) % 7 : 0;
        return next_step(due_day - back, 7 * repeat->every, after);
    }
    case REPEAT_MONTH:
    case REPEAT_YEAR:
        return next_month(repeat, due_day, after);
    case REPEAT_WORKDAY:
        return next_workday(repeat, calendar, due_day, after);
    case REPEAT_NEVER:
        break;
    }
    return CIVIL_NONE;
}

int32_t repeat_next(const Repeat *repeat, const Calendar *calendar, int32_t due_day, int32_t done_day)
{
    Calendar fallback = calendar_default();
    if (calendar == NULL)
        calendar = &fallback;
    int32_t after = due_day > done_day ? due_day : done_day;
    int32_t next = repeat->after_done ? add_units(repeat, calendar, done_day)
                                      : next_by_calendar(repeat, calendar, due_day, after);
    bool ended = repeat->until != CIVIL_NONE && next > repeat->until;
    return ended || next > civil_day(9999, 12, 31) ? CIVIL_NONE : next;
}

void repeat_anchor(Repeat *repeat, int32_t first_day)
{
    if (repeat->after_done || repeat->on >= 0)
        return;
    if (repeat->unit == REPEAT_WEEK)
        repeat->on = civil_weekday(first_day);
    else if (repeat->unit == REPEAT_MONTH || repeat->unit == REPEAT_YEAR)
        repeat->on = civil_date(first_day).day;
}
