// SPDX-License-Identifier: MIT
// Repeat rules in the words people use, read and written. What has no words is an RRULE.
#include "rapport/core/repeat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "date_read.h"
#include "rapport/base/mem.h"

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

// ---- on which days: "tue", "the 31st", "mon, wed and fri", "the 2nd tue", "the last day"

enum { LAST = -1, WHOLE_MONTH = 31 };

static bool is_suffix(const DateToken *token)
{
    return token_is(token, "st") || token_is(token, "nd") || token_is(token, "rd") || token_is(token, "th");
}

static int weekday_of(const DateToken *token)
{
    return token_word(token) ? date_word_weekday(token->word) : -1;
}

static bool add_nth(const DateToken **at, int nth, Rrule *days, Error *err)
{
    if (nth == 0 || nth > 5 || days->nth_count == RRULE_NTH_MOST)
        return complain(err, *at, "a month has the 1st to the 5th and the last of a weekday");
    days->nth[days->nth_count++] = (RruleNth){nth, weekday_of(*at)};
    ++*at;
    return true;
}

static bool add_month_day(const DateToken **at, Rrule *days, Error *err)
{
    const DateToken *token = *at;
    bool last = token_is(token, "last");
    int day = last ? LAST : token_number(token, 2) ? token->number : 0;
    token += day != 0;
    token += !last && is_suffix(token);
    *at = token;
    if (day != 0 && weekday_of(token) >= 0)
        return add_nth(at, day, days, err);
    if (day == 0 || day > WHOLE_MONTH || (last && !token_is(token, "day")))
        return complain(err, day > WHOLE_MONTH ? token - 1 : token, "a day from 1 to 31 is missing here");
    if (last || day == WHOLE_MONTH)
        days->days_back |= 1u << 1;
    else
        days->days |= 1u << day;
    *at += last;
    return true;
}

static bool add_day(const DateToken **at, const Repeat *repeat, Rrule *days, Error *err)
{
    *at += token_is(*at, "the");
    if (repeat->unit == REPEAT_MONTH || repeat->unit == REPEAT_YEAR)
        return add_month_day(at, days, err);
    int weekday = weekday_of(*at);
    if (repeat->unit != REPEAT_WEEK || weekday < 0)
        return complain(err, *at, "only weeks have weekdays: every week on tue");
    days->weekdays |= (uint8_t)(1u << weekday);
    ++*at;
    return true;
}

// The days that were named, into the repeat: one plain day stays what it is, more make a rule.
static bool settle_days(const DateToken *at, Rrule *days, Repeat *out, Error *err)
{
    RepeatUnit unit = out->unit;
    days->unit = unit == REPEAT_WEEK ? RRULE_WEEKS : RRULE_MONTHS;
    days->every = out->every;
    *out = repeat_of_rrule(days);
    for (int day = 29; day <= 30 && days->days_back == 0 && days->nth_count == 0; day++)
        if (days->days == 1u << day) // alone it is the last day of a shorter month
            out->unit = REPEAT_MONTH, out->on = day;
    if (unit != REPEAT_YEAR)
        return true;
    out->unit = out->unit == REPEAT_MONTH ? REPEAT_YEAR : REPEAT_NEVER;
    return out->unit == REPEAT_YEAR || complain(err, at, "a year takes one day from 1 to 31 here");
}

static bool read_days(const DateToken **token, Repeat *out, Error *err)
{
    Rrule days = rrule_plain(RRULE_WEEKS, out->every);
    const DateToken *at = *token;
    for (bool more = true; more;) {
        if (!add_day(&at, out, &days, err))
            return false;
        more = token_sign(at, ',') || token_is(at, "and");
        at += token_sign(at, ',');
        at += token_is(at, "and");
    }
    if (!settle_days(*token, &days, out, err))
        return false;
    *token = at;
    return true;
}

// "on ..."; nothing is fine too.
static bool read_on(const DateToken **token, Repeat *out, Error *err)
{
    if (!token_is(*token, "on"))
        return true;
    ++*token;
    return read_days(token, out, err);
}

static bool read_every(const DateToken **token, Repeat *out, Error *err)
{
    if (weekday_of(*token) < 0)
        return read_count(token, out, err) && read_on(token, out, err);
    out->unit = REPEAT_WEEK;
    return read_days(token, out, err);
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

// "5 times"; nothing is fine too.
static bool read_times(const DateToken **token, Repeat *out, Error *err)
{
    if ((*token)->kind != TOKEN_NUMBER || (!token_is(*token + 1, "times") && !token_is(*token + 1, "time")))
        return true;
    out->times = (*token)->number;
    if (out->times < 1)
        return complain(err, *token, "this number must be from 1 to 9999");
    *token += 2;
    return true;
}

static bool read_rule(const DateTokens *tokens, Repeat *out, Error *err)
{
    const DateToken *token = tokens->items;
    *out = REPEAT_PLAIN;
    bool every = token_is(token, "every");
    if (every)
        token++;
    if (every ? !read_every(&token, out, err)
              : !read_shorthand(&token, out) && !read_after_done(&token, out, err))
        return false;
    if (!read_times(&token, out, err))
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

static bool parse_rrule(const char *text, Repeat *out, Error *err)
{
    Rrule rule;
    if (!rrule_parse(text, &rule, err))
        return false;
    *out = repeat_of_rrule(&rule);
    return true;
}

static bool parse_words(const char *text, const DateContext *context, Repeat *out, Error *err)
{
    DateTokens tokens;
    text += strspn(text, " ");
    if (strncasecmp(text, "RRULE:", 6) == 0 || strncasecmp(text, "FREQ=", 5) == 0)
        return parse_rrule(text, out, err);
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
    if (until != NULL && repeat.times > 0)
        return complain(err, until, "a rule ends on a day or after so many times, not both");
    repeat.until = last;
    *out = repeat;
    return true;
}

// Where the last " from " begins; NULL = it is not there.
static const char *find_from(const char *text)
{
    const char *found = NULL;
    for (const char *at = text; *at != '\0'; at++)
        if (strncasecmp(at, " from ", 6) == 0)
            found = at;
    return found;
}

bool repeat_parse(const char *text, const DateContext *context, Repeat *out, Error *err)
{
    const char *from = find_from(text);
    DateValue own_day = {.day = CIVIL_NONE};
    if (from == NULL)
        return parse_words(text, context, out, err);
    char *rule = mem_strndup(text, (size_t)(from - text));
    bool fine = parse_words(rule, context, out, err) && date_parse(from + 6, context, &own_day, err);
    free(rule);
    if (fine && out->after_done)
        return error_at(err, ERROR_INPUT, 0, (int)(from - text) + 2,
                        "what counts from the day it was done takes no other day");
    out->from = own_day.day;
    return fine;
}

// ---- writing

static void format_unit(RepeatUnit unit, int every, bool number, Str *out)
{
    for (size_t i = 0; i < UNIT_ROWS; i++) {
        if (UNITS[i].unit != unit)
            continue;
        if (every > 1 || number)
            str_appendf(out, "%d ", every);
        str_append(out, every > 1 ? UNITS[i].many : UNITS[i].one);
    }
}

static void format_end(const Repeat *repeat, Str *out)
{
    if (repeat->times > 0)
        str_appendf(out, " %d time%s", repeat->times, repeat->times > 1 ? "s" : "");
    if (repeat->until == CIVIL_NONE)
        return;
    char day[16];
    civil_format(repeat->until, day);
    str_appendf(out, " until %s", day);
}

// Which of the rule's days is the one with that number, in words; false behind the last one.
static bool name_day(const Rrule *rule, int index, char name[24])
{
    static const char *const NTH[] = {"", "1st", "2nd", "3rd", "4th", "5th"};
    for (int day = 0; day < 7; day++)
        if ((rule->weekdays >> day & 1) != 0 && index-- == 0)
            return snprintf(name, 24, "%s", civil_weekday_name(day)) > 0;
    for (int day = 1; day <= 31; day++)
        if ((rule->days >> day & 1) != 0 && index-- == 0)
            return snprintf(name, 24, "the %d", day) > 0;
    if (rule->days_back != 0 && index-- == 0)
        return snprintf(name, 24, "the last day") > 0;
    if (index >= rule->nth_count)
        return false;
    RruleNth nth = rule->nth[index];
    return snprintf(name, 24, "the %s %s", nth.nth == LAST ? "last" : NTH[nth.nth],
                    civil_weekday_name(nth.weekday)) > 0;
}

// Whether the days of a rule can be said as above.
static bool has_words(const Rrule *rule)
{
    bool of_week = rule->weekdays != 0,
         of_month = rule->days != 0 || rule->days_back != 0 || rule->nth_count > 0;
    bool fits = (rule->unit == RRULE_WEEKS && of_week && !of_month) ||
                (rule->unit == RRULE_MONTHS && of_month && !of_week);
    bool plain_days = (rule->days >> 31 & 1) == 0 && (rule->days_back & ~(1u << 1)) == 0;
    for (int i = 0; i < rule->nth_count; i++)
        fits = fits && rule->nth[i].nth >= LAST && rule->nth[i].nth <= 5;
    // One day alone in words is a plain repeat, with its own sense of the 29th to the 31st.
    bool one_day = rule->nth_count == 0 && rule->days_back == 0 && (rule->days & (rule->days - 1)) == 0;
    return fits && plain_days && rule->months == 0 && rule->pick_count == 0 && rule->week_first == 0 &&
           !(rule->unit == RRULE_MONTHS && one_day);
}

static void format_rule(const Repeat *repeat, Str *out)
{
    char name[24], next[24];
    if (!has_words(&repeat->rule)) {
        Rrule whole = repeat->rule;
        whole.count = repeat->times;
        whole.until = repeat->until;
        rrule_format(&whole, out);
        return;
    }
    str_append(out, "every ");
    format_unit(repeat->rule.unit == RRULE_WEEKS ? REPEAT_WEEK : REPEAT_MONTH, repeat->rule.every, false,
                out);
    for (int i = 0; name_day(&repeat->rule, i, name); i++)
        str_appendf(out, "%s%s",
                    i == 0                                 ? " on "
                    : name_day(&repeat->rule, i + 1, next) ? ", "
                                                           : " and ",
                    name);
    format_end(repeat, out);
}

static void format_words(const Repeat *repeat, Str *out)
{
    if (repeat->unit == REPEAT_RULE) {
        format_rule(repeat, out);
        return;
    }
    if (!repeat->after_done)
        str_append(out, "every ");
    format_unit(repeat->unit, repeat->every, repeat->after_done, out);
    if (repeat->on >= 0 && repeat->unit == REPEAT_WEEK)
        str_appendf(out, " on %s", civil_weekday_name(repeat->on));
    else if (repeat->on >= 0)
        str_appendf(out, " on the %d", repeat->on);
    if (repeat->after_done)
        str_append(out, " after done");
    format_end(repeat, out);
}

void repeat_format(const Repeat *repeat, Str *out)
{
    char day[16];
    format_words(repeat, out);
    if (repeat->from == CIVIL_NONE)
        return;
    civil_format(repeat->from, day);
    str_appendf(out, " from %s", day);
}
