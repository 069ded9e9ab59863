// SPDX-License-Identifier: MIT
// One parser for every date a person types. A text is a few tokens; each form (a table below) looks whether
// it starts here and takes what is its own, so that a day and a time may come in either order. Nothing is
// guessed silently: what is not understood is an error with its column.
#include "rapport/core/date.h"

#include <string.h>

#include "date_read.h"

DateTaken date_wrong(DateReader *r, const DateToken *token, const char *message)
{
    error_at(r->err, ERROR_INPUT, 0, token->column, "%s", message);
    return WRONG;
}

bool token_number(const DateToken *token, int digits_at_most)
{
    return token->kind == TOKEN_NUMBER && token->digits <= digits_at_most;
}

bool token_word(const DateToken *token)
{
    return token->kind == TOKEN_WORD;
}

// In this order: the first form that finds itself here takes its tokens.
static DateTaken (*const FORMS[])(DateReader *r) = {
    date_read_time,      date_read_iso,       date_read_slashed,      date_read_dotted,
    date_read_day_month, date_read_month_day, date_read_relative,     date_read_next,
    date_read_weekday,   date_read_keyword,   date_read_day_of_month,
};

static DateTaken unknown(DateReader *r)
{
    const DateToken *token = r->token;
    const char *meant = token_word(token) ? date_word_suggest(token->word) : NULL;
    if (meant != NULL)
        error_at(r->err, ERROR_INPUT, 0, token->column, "\"%s\" is no date; did you mean %s", token->word,
                 meant);
    else if (token_word(token))
        error_at(r->err, ERROR_INPUT, 0, token->column,
                 "\"%s\" is no date; write tomorrow, fri, 3d or 15 dec", token->word);
    else
        error_at(r->err, ERROR_INPUT, 0, token->column, "\"%c\" makes no sense here", token->sign);
    return WRONG;
}

static DateTaken read_form(DateReader *r)
{
    for (size_t i = 0; i < sizeof FORMS / sizeof FORMS[0]; i++) {
        DateTaken taken = FORMS[i](r);
        if (taken != NOT_HERE)
            return taken;
    }
    return unknown(r);
}

static bool check_weekday(DateReader *r)
{
    int really = civil_weekday(r->day);
    if (r->weekday == DATE_NO_WEEKDAY || r->weekday == really)
        return true;
    char text[DATE_TEXT_SIZE];
    return error_at(r->err, ERROR_INPUT, 0, r->weekday_column, "%s is a %s, not a %s",
                    date_absolute(r->day, -1, text) + 4, civil_weekday_name(really),
                    civil_weekday_name(r->weekday));
}

// A time without a day is the coming one, or the last one when the past is preferred.
static int32_t day_of_time(const DateReader *r)
{
    if (r->context->past)
        return r->context->today - (r->minute > r->context->minute);
    return r->context->today + (r->minute < r->context->minute);
}

static bool settle(DateReader *r, const DateTokens *tokens)
{
    if (r->day == CIVIL_NONE && r->weekday != DATE_NO_WEEKDAY)
        r->day = date_weekday_near(r->context, r->weekday, r->context->past);
    else if (r->day == CIVIL_NONE && r->minute >= 0)
        r->day = day_of_time(r);
    if (r->day == CIVIL_NONE)
        return error_at(r->err, ERROR_INPUT, 0, tokens->items[0].column, "a date is missing");
    return check_weekday(r);
}

// "on" before a day, a comma or "on" between two parts.
static bool is_separator(const DateToken *token, bool first)
{
    return token[1].kind != TOKEN_END && (token_is(token, "on") || (!first && token_sign(token, ',')));
}

bool date_read_tokens(const DateTokens *tokens, const DateContext *context, DateValue *out, Error *err)
{
    DateReader r = {.context = context, .token = tokens->items, .err = err, .day = CIVIL_NONE, .minute = -1};
    r.weekday = DATE_NO_WEEKDAY;
    while (r.token->kind != TOKEN_END) {
        if (is_separator(r.token, r.token == tokens->items))
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
