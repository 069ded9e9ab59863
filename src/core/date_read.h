// SPDX-License-Identifier: MIT
// Inside of the date parser: the tokens of a text and the reader that walks over them. Shared by date.c
// (forms), date_tokens.c (tokens and words) and date_range.c; not for other modules.
#ifndef RAPPORT_CORE_DATE_READ_H
#define RAPPORT_CORE_DATE_READ_H

#include <stddef.h>

#include "rapport/core/date.h"

enum { DATE_MAX_TOKENS = 24, DATE_MAX_WORD = 16, DATE_MAX_NUMBER = 9999 };

typedef enum DateTokenKind { TOKEN_END, TOKEN_NUMBER, TOKEN_WORD, TOKEN_SIGN } DateTokenKind;

typedef struct DateToken {
    DateTokenKind kind;
    int column;               // 1-based, in characters
    bool spaced;              // white space (or the start of the text) stands before it
    int number, digits;       // TOKEN_NUMBER: 0..DATE_MAX_NUMBER
    char word[DATE_MAX_WORD]; // TOKEN_WORD: lower case
    char sign;                // TOKEN_SIGN: one of + - / . : , '
} DateToken;

typedef struct DateTokens {
    DateToken items[DATE_MAX_TOKENS + 8]; // the rest is TOKEN_END, so that forms may look ahead
} DateTokens;

typedef enum DateUnit {
    UNIT_NONE,
    UNIT_MINUTE,
    UNIT_HOUR,
    UNIT_DAY,
    UNIT_BUSINESS,
    UNIT_WEEK,
    UNIT_MONTH,
    UNIT_YEAR
} DateUnit;

// Cuts text[0..length) into tokens; column is that of its first character.
bool date_tokens(const char *text, size_t length, int column, DateTokens *out, Error *err);

// True when the token is this word, or this sign.
bool token_is(const DateToken *token, const char *word);
bool token_sign(const DateToken *token, char sign);

int date_word_weekday(const char *word); // 0..6 for mon, monday, thurs ...; -1 otherwise
int date_word_month(const char *word);   // 1..12 for dec, sept, december ...; 0 otherwise
DateUnit date_word_unit(const char *word);
const char *date_word_suggest(const char *word); // the word that was likely meant, or NULL

// date_parse over tokens.
bool date_read_tokens(const DateTokens *tokens, const DateContext *context, DateValue *out, Error *err);

// --- the reader and its forms

enum { DATE_NO_WEEKDAY = -1 };

typedef struct DateReader {
    const DateContext *context;
    const DateToken *token; // the next one
    Error *err;
    int32_t day; // CIVIL_NONE = not yet
    int minute;  // -1 = not yet
    bool zoned;
    int offset_min;
    int weekday; // named as in "tue 15 dec"; DATE_NO_WEEKDAY = not
    int weekday_column;
} DateReader;

typedef enum DateTaken { NOT_HERE, TAKEN, WRONG } DateTaken;

// Each looks whether its form starts at the next token; when it does it takes its tokens and sets what they
// say.
DateTaken date_read_time(DateReader *r); // date_time.c

DateTaken date_read_iso(DateReader *r); // date_day.c
DateTaken date_read_slashed(DateReader *r);
DateTaken date_read_dotted(DateReader *r);
DateTaken date_read_day_month(DateReader *r);
DateTaken date_read_month_day(DateReader *r);
DateTaken date_read_day_of_month(DateReader *r);

DateTaken date_read_relative(DateReader *r); // date_relative.c
DateTaken date_read_next(DateReader *r);
DateTaken date_read_weekday(DateReader *r);
DateTaken date_read_keyword(DateReader *r);

// Helpers of the forms.
DateTaken date_wrong(DateReader *r, const DateToken *token, const char *message); // the error, and WRONG
bool token_number(const DateToken *token, int digits_at_most);
bool token_word(const DateToken *token);
bool token_half_day(const DateToken *token); // am, pm
DateTaken date_set_day(DateReader *r, const DateToken *token, int64_t day);
DateTaken date_set_time(DateReader *r, const DateToken *token, int hour, int minute);
DateTaken date_read_colon_time(DateReader *r, const DateToken *hour); // 10:30, 10:30:00, 4:30 pm
int32_t date_weekday_near(const DateContext *context, int weekday, bool past);
int32_t date_week_start(const DateContext *context, int32_t day);

#endif
