// SPDX-License-Identifier: MIT
// One reader for all date spellings: the text becomes a short row of tokens (numbers, month names), a time is
// taken off its end, and the shape of what is left says which number is the day.
#include "rapport/formats/import_date.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/civil.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/formats/record.h"

enum { TOKENS = 9 };

typedef struct Token {
    int value;  // of a number, or 1..12 for a month name
    int digits; // 0 = a word
    bool month;
    char word[12]; // folded start of a word
    char after;    // the character that follows, '\0' at the end
} Token;

typedef struct Tokens {
    Token items[TOKENS];
    int count;
} Tokens;

// Months by the shortest start that is unique, folded (lower case, no accents). Longer spellings are accepted
// as far as they agree, so "janvier", "januar" and "january" are all "jan".
static const struct {
    const char *start;
    int month;
} MONTHS[] = {
    {"jan", 1},  {"gen", 1},  {"ene", 1},  {"feb", 2},  {"fev", 2},  {"fevr", 2}, {"mar", 3},
    {"mrt", 3},  {"maa", 3},  {"apr", 4},  {"avr", 4},  {"abr", 4},  {"may", 5},  {"mai", 5},
    {"mag", 5},  {"mei", 5},  {"jun", 6},  {"juin", 6}, {"giu", 6},  {"jul", 7},  {"juil", 7},
    {"lug", 7},  {"aug", 8},  {"aou", 8},  {"ago", 8},  {"sep", 9},  {"set", 9},  {"oct", 10},
    {"okt", 10}, {"ott", 10}, {"out", 10}, {"nov", 11}, {"dec", 12}, {"dez", 12}, {"dic", 12},
};

static int month_of(const char *word)
{
    for (size_t i = 0; i < sizeof MONTHS / sizeof *MONTHS; i++) {
        if (str_starts(word, MONTHS[i].start))
            return MONTHS[i].month;
    }
    return 0;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static const char *read_number(const char *at, Token *token)
{
    for (; is_digit(*at); at++) {
        if (token->digits++ < 4)
            token->value = token->value * 10 + (*at - '0');
    }
    return at;
}

static const char *read_word(const char *at, Token *token)
{
    size_t length = 0;
    for (; is_letter(*at); at++) {
        if (length + 1 < sizeof token->word)
            token->word[length++] = *at;
    }
    token->value = month_of(token->word);
    token->month = token->value != 0;
    return at;
}

// False when there is something that no date has. Separators are recorded with the token before them.
static bool tokenize(const char *at, Tokens *tokens)
{
    while (*at != '\0') {
        if (!is_digit(*at) && !is_letter(*at)) {
            if (strchr(" ,./-:\t'", *at) == NULL)
                return false;
            at++;
            continue;
        }
        if (tokens->count == TOKENS)
            return false;
        Token *token = &tokens->items[tokens->count++];
        at = is_digit(*at) ? read_number(at, token) : read_word(at, token);
        token->after = *at;
        if (token->digits > 4)
            return false;
    }
    return tokens->count > 0;
}

static void drop(Tokens *tokens, int at, int count)
{
    for (int i = at; i + count < tokens->count; i++)
        tokens->items[i] = tokens->items[i + count];
    tokens->count -= count;
}

// Drops the word at a position if it is that word.
static bool take_word(Tokens *tokens, int at, const char *word)
{
    if (at < 0 || at >= tokens->count || !str_equal(tokens->items[at].word, word))
        return false;
    drop(tokens, at, 1);
    return true;
}

// Takes "14:03:22 UTC", "T14:03" or "2:37 PM" out of the tokens. False when it is no time of day; true
// without one too.
static bool take_time(Tokens *tokens, ImportDate *date)
{
    int first = 0, parts = 1;
    while (first < tokens->count && tokens->items[first].after != ':')
        first++;
    if (first == tokens->count)
        return true;
    while (first + parts < tokens->count && tokens->items[first + parts - 1].after == ':')
        parts++;
    const Token *t = &tokens->items[first];
    if (parts < 2 || parts > 3 || t[0].digits == 0 || t[1].digits == 0 || (parts == 3 && t[2].digits == 0))
        return false;
    int hour = t[0].value, minute = t[1].value, second = parts == 3 ? t[2].value : 0;
    drop(tokens, first, parts);
    bool pm = take_word(tokens, first, "pm"), am = !pm && take_word(tokens, first, "am");
    date->utc =
        take_word(tokens, first, "utc") || take_word(tokens, first, "gmt") || take_word(tokens, first, "z");
    take_word(tokens, first - 1, "t");
    if (hour > 23 || minute > 59 || second > 60 || ((am || pm) && (hour < 1 || hour > 12)))
        return false;
    if (am || pm)
        hour = hour % 12 + (pm ? 12 : 0);
    date->second = hour * 3600 + minute * 60 + (second == 60 ? 59 : second);
    return true;
}

static bool set_day(ImportDate *date, int year, int digits, int month, int day)
{
    if (digits <= 2)
        year += year < 69 ? 2000 : 1900;
    if (digits == 3 || !civil_valid(year, month, day))
        return false;
    date->day = civil_day(year, month, day);
    return true;
}

// Three numbers: the one with four digits is the year; a dot means day first, a slash month first where
// possible.
static bool numbers(const Token *t, ImportDate *date)
{
    if (t[0].digits == 4)
        return set_day(date, t[0].value, 4, t[1].value, t[2].value);
    bool day_first = t[0].after == '.' || t[0].value > 12;
    int month = day_first ? t[1].value : t[0].value;
    int day = day_first ? t[0].value : t[1].value;
    return set_day(date, t[2].value, t[2].digits, month, day);
}

// A month name with a day, a year or both around it.
static bool with_month(const Tokens *tokens, int at, ImportDate *date)
{
    const Token *t = tokens->items;
    int month = t[at].value;
    if (tokens->count == 3 && at == 1 && t[0].digits == 4) // 2024 Jan 2
        return set_day(date, t[0].value, 4, month, t[2].value);
    if (tokens->count == 3) // 2 Jan 2024, Jan 2, 2024
        return set_day(date, t[2].value, t[2].digits, month, at == 1 ? t[0].value : t[1].value);
    if (tokens->count != 2)
        return false;
    const Token *number = &t[1 - at];
    if (number->digits == 4)
        return set_day(date, number->value, 4, month, 1);
    return set_day(date, IMPORT_YEAR_UNKNOWN, 4, month, number->value);
}

static bool shape(const Tokens *tokens, bool yearless, ImportDate *date)
{
    const Token *t = tokens->items;
    int month = -1, words = 0;
    for (int i = 0; i < tokens->count; i++) {
        words += t[i].digits == 0;
        if (t[i].month)
            month = i;
    }
    if (words > 1 || (words == 1 && (month < 0 || month > 1)))
        return false;
    if (words == 1)
        return with_month(tokens, month, date);
    if (yearless)
        return tokens->count == 2 && set_day(date, IMPORT_YEAR_UNKNOWN, 4, t[0].value, t[1].value);
    if (tokens->count == 3)
        return numbers(t, date);
    if (tokens->count == 2 && t[0].digits == 4)
        return set_day(date, t[0].value, 4, t[1].value, 1);
    return tokens->count == 1 && t[0].digits == 4 && set_day(date, t[0].value, 4, 1, 1);
}

// "de" in "2 de enero de 2024", and the weekday in "Tue Feb 06 2024", carry nothing.
static const char *const FILLERS[] = {"de", "of", "mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static void drop_fillers(Tokens *tokens)
{
    int kept = 0;
    for (int i = 0; i < tokens->count; i++) {
        const Token *token = &tokens->items[i];
        bool filler = false;
        for (size_t w = 0; w < sizeof FILLERS / sizeof *FILLERS; w++)
            filler = filler || str_equal(token->word, FILLERS[w]);
        if (!filler)
            tokens->items[kept++] = *token;
    }
    tokens->count = kept;
}

// "02 Feb 2020", which stands in each of a million rows, by its shape alone.
static bool is_usual(const char *text, ImportDate *date)
{
    static const char SHAPE[] = "00 Aaa 0000";
    for (size_t i = 0; i < sizeof SHAPE; i++)
        if (SHAPE[i] == '0'                      ? !is_digit(text[i])
            : SHAPE[i] == 'A' || SHAPE[i] == 'a' ? !is_letter(text[i])
                                                 : text[i] != SHAPE[i])
            return false;
    char word[4] = {(char)(text[3] | 0x20), (char)(text[4] | 0x20), (char)(text[5] | 0x20)};
    int month = month_of(word), year = 0;
    for (size_t i = 7; i < 11; i++)
        year = year * 10 + (text[i] - '0');
    return month != 0 && set_day(date, year, 4, month, (text[0] - '0') * 10 + text[1] - '0');
}

bool import_date_parse(const char *text, ImportDate *date)
{
    *date = (ImportDate){.day = CIVIL_NONE, .second = -1};
    if (text != NULL && is_usual(text, date))
        return true;
    if (text == NULL || strlen(text) > 64)
        return false;
    Str folded = STR_INIT;
    utf8_fold(&folded, text, strlen(text));
    const char *clean = str_get(&folded);
    clean += strspn(clean, " ");
    Tokens tokens = {.count = 0};
    bool ok = tokenize(clean, &tokens);
    if (ok)
        drop_fillers(&tokens);
    ok = ok && take_time(&tokens, date) && shape(&tokens, str_starts(clean, "--"), date);
    str_clear(&folded);
    return ok;
}
