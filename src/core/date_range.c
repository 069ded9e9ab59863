// SPDX-License-Identifier: MIT
// Days in searches are mostly spans: a year, a month, from here to there. Everything that is no span of its
// own is left to the parser of days.
#include <string.h>

#include "date_read.h"
#include "rapport/base/str.h"

static bool set_range(DateRange *range, int32_t from, int32_t to)
{
    *range = (DateRange){.from = from, .to = to};
    return true;
}

static bool month_range(int year, int month, DateRange *out)
{
    return set_range(out, civil_day(year, month, 1), civil_day(year, month + 1, 1) - 1);
}

static bool is_end(const DateToken *token)
{
    return token->kind == TOKEN_END;
}

static bool is_year(const DateToken *token)
{
    return token->kind == TOKEN_NUMBER && token->digits == 4 && token->number >= 1;
}

// The month that is meant without a year: the running one, the coming one, or the last one.
static int year_of_month(const DateContext *context, int month)
{
    CivilDate now = civil_date(context->today);
    if (context->past)
        return now.year - (month > now.month);
    return now.year + (month < now.month);
}

// this, last or next week, month or year: so many periods from the running one.
static bool period_range(const DateContext *context, DateUnit unit, int ahead, DateRange *out)
{
    CivilDate now = civil_date(context->today);
    int32_t week = date_week_start(context, context->today) + 7 * ahead;
    if (unit == UNIT_WEEK)
        return set_range(out, week, week + 6);
    if (unit == UNIT_MONTH)
        return month_range(now.year, now.month + ahead, out);
    return unit == UNIT_YEAR &&
           set_range(out, civil_day(now.year + ahead, 1, 1), civil_day(now.year + ahead, 12, 31));
}

static bool named_period(const DateToken *token, const DateContext *context, DateRange *out)
{
    static const char *const WORDS[] = {"last", "this", "next"};
    for (int i = 0; i < 3; i++)
        if (token_is(token, WORDS[i]) && token[1].kind == TOKEN_WORD && is_end(token + 2))
            return period_range(context, date_word_unit(token[1].word), i - 1, out);
    return false;
}

// True when the text is a span of its own.
static bool read_span(const DateToken *token, const DateContext *context, DateRange *out)
{
    if (is_year(token) && is_end(token + 1))
        return set_range(out, civil_day(token->number, 1, 1), civil_day(token->number, 12, 31));
    const DateToken *month = token + 2;
    if (is_year(token) && token_sign(token + 1, '-') && month->kind == TOKEN_NUMBER && is_end(token + 3) &&
        month->number >= 1 && month->number <= 12)
        return month_range(token->number, month->number, out);
    int named = token->kind == TOKEN_WORD ? date_word_month(token->word) : 0;
    if (named > 0 && is_end(token + 1))
        return month_range(year_of_month(context, named), named, out);
    if (named > 0 && is_year(token + 1) && is_end(token + 2))
        return month_range(token[1].number, named, out);
    return named_period(token, context, out);
}

static bool parse_side(const char *text, size_t length, int column, const DateContext *context,
                       DateRange *out, Error *err)
{
    DateTokens tokens;
    if (!date_tokens(text, length, column, &tokens, err))
        return false;
    if (read_span(tokens.items, context, out))
        return true;
    DateValue value;
    if (!date_read_tokens(&tokens, context, &value, err))
        return false;
    if (value.minute >= 0)
        return error_at(err, ERROR_INPUT, 0, column, "a range takes days, not times");
    return set_range(out, value.day, value.day);
}

// The two dots of a range; of three or more the last two, since "15.12." may stand before them.
static const char *find_dots(const char *text)
{
    const char *dots = strstr(text, "..");
    while (dots != NULL && dots[2] == '.')
        dots++;
    return dots;
}

static int column_of(const char *text, const char *at)
{
    int column = 1;
    for (; text < at; text++)
        column += ((unsigned char)*text & 0xC0) != 0x80; // bytes that go on a character do not count
    return column;
}

static bool parse_two(const char *text, const char *dots, const DateContext *context, DateRange *out,
                      Error *err)
{
    DateRange first = {.from = CIVIL_NONE}, last = {.to = CIVIL_NONE};
    size_t before = (size_t)(dots - text);
    bool open_start = strspn(text, " \t") == before, open_end = str_blank(dots + 2);
    if (open_start && open_end)
        return error_at(err, ERROR_INPUT, 0, 1, "a range needs at least one day");
    if (!open_start && !parse_side(text, before, 1, context, &first, err))
        return false;
    if (!open_end && !parse_side(dots + 2, strlen(dots + 2), column_of(text, dots + 2), context, &last, err))
        return false;
    if (!open_start && !open_end && last.to < first.from)
        return error_at(err, ERROR_INPUT, 0, column_of(text, dots + 2), "this range ends before it begins");
    return set_range(out, first.from, last.to);
}

bool date_parse_range(const char *text, const DateContext *context, DateRange *out, Error *err)
{
    const char *dots = find_dots(text);
    if (dots != NULL)
        return parse_two(text, dots, context, out, err);
    return parse_side(text, strlen(text), 1, context, out, err);
}

bool date_parse_first(const char *text, const DateContext *context, DateValue *out, Error *err)
{
    DateRange range;
    Error no_day = {0};
    if (date_parse(text, context, out, &no_day))
        return true;
    if (find_dots(text) == NULL && date_parse_range(text, context, &range, NULL)) {
        *out = (DateValue){.day = range.from, .minute = -1};
        return true;
    }
    if (err != NULL)
        *err = no_day;
    return false;
}
