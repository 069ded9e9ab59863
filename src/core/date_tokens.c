// SPDX-License-Identifier: MIT
// The words of dates: numbers, names and signs with their columns, so that an error can point at what it
// means.
#include "date_read.h"

#include <string.h>

#include "rapport/base/str.h"
#include "rapport/core/fuzzy.h"

// Every word of a date in full: weekdays, months, then the rest (for "did you mean").
enum { WEEKDAYS = 0, MONTHS = 7, VOCABULARY = 33 };
static const char *const WORDS[VOCABULARY] = {
    "monday",   "tuesday", "wednesday", "thursday",  "friday", "saturday", "sunday",    "january", "february",
    "march",    "april",   "may",       "june",      "july",   "august",   "september", "october", "november",
    "december", "today",   "tomorrow",  "yesterday", "now",    "noon",     "next",      "last",    "this",
    "days",     "weeks",   "months",    "years",     "hours",  "minutes",
};

static const struct {
    const char *word;
    DateUnit unit;
} UNITS[] = {
    {"d", UNIT_DAY},         {"day", UNIT_DAY},        {"days", UNIT_DAY},    {"bd", UNIT_BUSINESS},
    {"w", UNIT_WEEK},        {"wk", UNIT_WEEK},        {"week", UNIT_WEEK},   {"weeks", UNIT_WEEK},
    {"m", UNIT_MONTH},       {"mo", UNIT_MONTH},       {"month", UNIT_MONTH}, {"months", UNIT_MONTH},
    {"y", UNIT_YEAR},        {"yr", UNIT_YEAR},        {"year", UNIT_YEAR},   {"years", UNIT_YEAR},
    {"h", UNIT_HOUR},        {"hour", UNIT_HOUR},      {"hours", UNIT_HOUR},  {"min", UNIT_MINUTE},
    {"minute", UNIT_MINUTE}, {"minutes", UNIT_MINUTE},
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool take_number(const char *text, size_t length, size_t *at, DateToken *token, Error *err)
{
    token->kind = TOKEN_NUMBER;
    for (; *at < length && is_digit(text[*at]); ++*at, token->digits++)
        if (token->number <= DATE_MAX_NUMBER)
            token->number = token->number * 10 + (text[*at] - '0');
    if (token->number > DATE_MAX_NUMBER || token->digits > 9)
        return error_at(err, ERROR_INPUT, 0, token->column, "this number is too large for a date");
    return true;
}

static bool take_word(const char *text, size_t length, size_t *at, DateToken *token, Error *err)
{
    token->kind = TOKEN_WORD;
    size_t used = 0, start = *at;
    for (; *at < length && is_letter(text[*at]); ++*at)
        if (used + 1 < DATE_MAX_WORD)
            token->word[used++] = lower(text[*at]);
    if (*at - start >= DATE_MAX_WORD)
        return error_at(err, ERROR_INPUT, 0, token->column, "\"%s...\" is no word of a date", token->word);
    return true;
}

static bool take_sign(const char *text, size_t *at, DateToken *token, Error *err)
{
    char c = text[*at];
    if (c == '\0' || strchr("+-/.:,'", c) == NULL)
        return error_at(err, ERROR_INPUT, 0, token->column, "this character does not belong in a date");
    token->kind = TOKEN_SIGN;
    token->sign = c;
    ++*at;
    return true;
}

bool date_tokens(const char *text, size_t length, int column, DateTokens *out, Error *err)
{
    memset(out, 0, sizeof *out);
    size_t at = 0;
    for (int count = 0;; count++) {
        size_t start = at;
        while (at < length && is_blank(text[at]))
            at++;
        column += (int)(at - start);
        DateToken *token = &out->items[count];
        token->column = column;
        token->spaced = at > start || count == 0;
        if (at == length)
            return true;
        if (count == DATE_MAX_TOKENS)
            return error_at(err, ERROR_INPUT, 0, column, "this is too long for a date");
        size_t before = at;
        bool taken = is_digit(text[at])    ? take_number(text, length, &at, token, err)
                     : is_letter(text[at]) ? take_word(text, length, &at, token, err)
                                           : take_sign(text, &at, token, err);
        if (!taken)
            return false;
        column += (int)(at - before); // tokens are ASCII, so bytes are characters
    }
}

bool token_is(const DateToken *token, const char *word)
{
    return token->kind == TOKEN_WORD && strcmp(token->word, word) == 0;
}

bool token_sign(const DateToken *token, char sign)
{
    return token->kind == TOKEN_SIGN && token->sign == sign;
}

// The index of the name that word abbreviates with three letters or more; -1 = none.
static int abbreviated(const char *word, const char *const *names, int count)
{
    for (int i = 0; i < count && strlen(word) >= 3; i++)
        if (str_starts(names[i], word))
            return i;
    return -1;
}

int date_word_weekday(const char *word)
{
    return abbreviated(word, WORDS + WEEKDAYS, 7);
}
int date_word_month(const char *word)
{
    return abbreviated(word, WORDS + MONTHS, 12) + 1;
}

DateUnit date_word_unit(const char *word)
{
    for (size_t i = 0; i < sizeof UNITS / sizeof UNITS[0]; i++)
        if (strcmp(UNITS[i].word, word) == 0)
            return UNITS[i].unit;
    return UNIT_NONE;
}

const char *date_word_suggest(const char *word)
{
    return suggest(word, WORDS, VOCABULARY);
}
