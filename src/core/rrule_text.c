// SPDX-License-Identifier: MIT
// The text of a recurrence rule: a table of its parts, each read from a list of values and written again.
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "rapport/base/civil.h"
#include "rapport/core/rrule.h"

static const char *const UNITS[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
static const char *const DAYS[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

// A piece of the text, with where it stands.
typedef struct Piece {
    const char *text;
    size_t length;
    int column;
} Piece;

typedef struct Reading {
    Rrule rule;
    bool has_unit;
    Error *err;
} Reading;

static bool wrong(Reading *reading, Piece piece, const char *why)
{
    int shown = piece.length < 40 ? (int)piece.length : 40;
    return error_at(reading->err, ERROR_INPUT, 0, piece.column, "\"%.*s\": %s", shown, piece.text, why);
}

static bool is_text(Piece piece, const char *text)
{
    return strlen(text) == piece.length && strncasecmp(piece.text, text, piece.length) == 0;
}

static int index_of(Piece piece, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        if (is_text(piece, names[i]))
            return i;
    return -1;
}

// A whole number with its sign, nothing after it; 0 when it is none or too large.
static int number_of(Piece piece)
{
    size_t at = piece.length > 0 && (piece.text[0] == '-' || piece.text[0] == '+');
    int value = 0;
    if (at == piece.length || piece.length - at > 4)
        return 0;
    for (size_t i = at; i < piece.length; i++) {
        if (piece.text[i] < '0' || piece.text[i] > '9')
            return 0;
        value = value * 10 + (piece.text[i] - '0');
    }
    return piece.text[0] == '-' ? -value : value;
}

// ---- the values of the parts

static bool read_unit(Reading *reading, Piece value)
{
    int unit = index_of(value, UNITS, 4);
    if (unit < 0)
        return wrong(reading, value, "a rule is daily, weekly, monthly or yearly");
    reading->rule.unit = (RruleUnit)unit;
    reading->has_unit = true;
    return true;
}

static bool read_every(Reading *reading, Piece value)
{
    reading->rule.every = number_of(value);
    return (reading->rule.every >= 1 && reading->rule.every <= RRULE_EVERY_MOST) ||
           wrong(reading, value, "this number must be from 1 to 999");
}

static bool read_count(Reading *reading, Piece value)
{
    reading->rule.count = number_of(value);
    return reading->rule.count >= 1 || wrong(reading, value, "this number must be from 1 to 9999");
}

// A day, or a moment of which the day is taken.
static bool read_until(Reading *reading, Piece value)
{
    int year, month, day;
    char text[9] = "";
    memcpy(text, value.text, value.length < 8 ? value.length : 8);
    bool moment = value.length > 8 && (value.text[8] == 'T' || value.text[8] == 't');
    if ((value.length != 8 && !moment) || strspn(text, "0123456789") != 8 ||
        sscanf(text, "%4d%2d%2d", &year, &month, &day) != 3 || !civil_valid(year, month, day))
        return wrong(reading, value, "a day is written like 20261224");
    reading->rule.until = civil_day(year, month, day);
    return true;
}

static bool read_week_first(Reading *reading, Piece value)
{
    reading->rule.week_first = index_of(value, DAYS, 7);
    return reading->rule.week_first >= 0 || wrong(reading, value, "a weekday is written like MO");
}

static bool read_month(Reading *reading, Piece value)
{
    int month = number_of(value);
    if (month < 1 || month > 12)
        return wrong(reading, value, "a month is a number from 1 to 12");
    reading->rule.months |= (uint16_t)(1u << month);
    return true;
}

static bool read_day(Reading *reading, Piece value)
{
    int day = number_of(value);
    if (day == 0 || day > 31 || day < -31)
        return wrong(reading, value, "a day of the month is a number from 1 to 31");
    if (day > 0)
        reading->rule.days |= 1u << day;
    else
        reading->rule.days_back |= 1u << -day;
    return true;
}

static bool read_weekday(Reading *reading, Piece value)
{
    Rrule *rule = &reading->rule;
    size_t digits = value.length < 2 ? 0 : value.length - 2;
    Piece name = {value.text + digits, value.length - digits, value.column};
    Piece number = {value.text, digits, value.column};
    int weekday = index_of(name, DAYS, 7), nth = digits > 0 ? number_of(number) : 0;
    if (weekday < 0 || (digits > 0 && (nth == 0 || nth > 53 || nth < -53)))
        return wrong(reading, value, "a weekday is written like MO, 2TU or -1FR");
    if (digits == 0)
        rule->weekdays |= (uint8_t)(1u << weekday);
    else if (rule->nth_count == RRULE_NTH_MOST)
        return wrong(reading, value, "these are more weekdays than are kept");
    else
        rule->nth[rule->nth_count++] = (RruleNth){nth, weekday};
    return true;
}

static bool read_pick(Reading *reading, Piece value)
{
    int place = number_of(value);
    if (place == 0 || place > 366 || place < -366)
        return wrong(reading, value, "a place in the set is a number from 1 to 366");
    if (reading->rule.pick_count == RRULE_PICK_MOST)
        return wrong(reading, value, "these are more places than are kept");
    reading->rule.pick[reading->rule.pick_count++] = (int16_t)place;
    return true;
}

// ---- the parts

static const struct {
    const char *name;
    bool list;
    bool (*read)(Reading *reading, Piece value);
} PARTS[] = {
    {"FREQ", false, read_unit},    {"INTERVAL", false, read_every}, {"COUNT", false, read_count},
    {"UNTIL", false, read_until},  {"BYMONTH", true, read_month},   {"BYMONTHDAY", true, read_day},
    {"BYDAY", true, read_weekday}, {"BYSETPOS", true, read_pick},   {"WKST", false, read_week_first},
};
enum { PART_ROWS = sizeof PARTS / sizeof *PARTS };

// Cuts what stands before the separator off the rest.
static Piece cut(Piece *rest, char separator)
{
    const char *end = memchr(rest->text, separator, rest->length);
    size_t length = end != NULL ? (size_t)(end - rest->text) : rest->length;
    Piece piece = {rest->text, length, rest->column};
    size_t gone = length + (end != NULL);
    *rest = (Piece){rest->text + gone, rest->length - gone, rest->column + (int)gone};
    return piece;
}

static bool read_part(Reading *reading, Piece part, unsigned *seen)
{
    Piece whole = part, name = cut(&part, '=');
    size_t row = 0;
    while (row < PART_ROWS && !is_text(name, PARTS[row].name))
        row++;
    if (row == PART_ROWS)
        return wrong(reading, name, "this part of a rule is not understood");
    if ((*seen >> row & 1) != 0)
        return wrong(reading, whole, "this part is there twice");
    *seen |= 1u << row;
    do {
        Piece value = PARTS[row].list ? cut(&part, ',') : part;
        if (!PARTS[row].read(reading, value))
            return false;
    } while (PARTS[row].list && part.length > 0);
    return true;
}

// What the RFC forbids to stand together.
static bool fits(Reading *reading, Piece whole)
{
    const Rrule *rule = &reading->rule;
    if (!reading->has_unit)
        return wrong(reading, whole, "a rule says how often, like FREQ=WEEKLY");
    if (rule->count > 0 && rule->until != CIVIL_NONE)
        return wrong(reading, whole, "a rule has COUNT or UNTIL, not both");
    if (rule->nth_count > 0 && rule->unit != RRULE_MONTHS && rule->unit != RRULE_YEARS)
        return wrong(reading, whole, "only monthly and yearly rules number their weekdays");
    if ((rule->days | rule->days_back) != 0 && rule->unit == RRULE_WEEKS)
        return wrong(reading, whole, "a weekly rule has no days of the month");
    if (rule->pick_count > 0 && rule->days == 0 && rule->days_back == 0 && rule->weekdays == 0 &&
        rule->nth_count == 0 && rule->months == 0)
        return wrong(reading, whole, "BYSETPOS needs days to pick from");
    return true;
}

bool rrule_parse(const char *text, Rrule *out, Error *err)
{
    size_t skip = strncasecmp(text, "RRULE:", 6) == 0 ? 6 : 0;
    Reading reading = {.rule = rrule_plain(RRULE_DAYS, 1), .err = err};
    Piece whole = {text + skip, strlen(text + skip), 1 + (int)skip}, rest = whole;
    unsigned seen = 0;
    while (rest.length > 0) {
        Piece part = cut(&rest, ';');
        if (part.length > 0 && !read_part(&reading, part, &seen))
            return false;
    }
    if (!fits(&reading, whole))
        return false;
    *out = reading.rule;
    return true;
}

// ---- writing

static void write_bits(Str *out, const char *name, uint32_t up, uint32_t back)
{
    char comma = '=';
    if ((up | back) == 0)
        return;
    str_appendf(out, ";%s", name);
    for (int i = 1; i <= 31; i++)
        if ((up >> i & 1) != 0)
            str_appendf(out, "%c%d", comma, i), comma = ',';
    for (int i = 1; i <= 31; i++)
        if ((back >> i & 1) != 0)
            str_appendf(out, "%c-%d", comma, i), comma = ',';
}

static void write_weekdays(Str *out, const Rrule *rule)
{
    char comma = '=';
    if (rule->weekdays == 0 && rule->nth_count == 0)
        return;
    str_append(out, ";BYDAY");
    for (int i = 0; i < 7; i++)
        if ((rule->weekdays >> i & 1) != 0)
            str_appendf(out, "%c%s", comma, DAYS[i]), comma = ',';
    for (int i = 0; i < rule->nth_count; i++)
        str_appendf(out, "%c%d%s", comma, rule->nth[i].nth, DAYS[rule->nth[i].weekday]), comma = ',';
}

void rrule_format(const Rrule *rule, Str *out)
{
    str_appendf(out, "FREQ=%s", UNITS[rule->unit]);
    if (rule->every > 1)
        str_appendf(out, ";INTERVAL=%d", rule->every);
    if (rule->count > 0)
        str_appendf(out, ";COUNT=%d", rule->count);
    if (rule->until != CIVIL_NONE) {
        CivilDate date = civil_date(rule->until);
        str_appendf(out, ";UNTIL=%04d%02d%02d", date.year, date.month, date.day);
    }
    write_bits(out, "BYMONTH", rule->months, 0);
    write_bits(out, "BYMONTHDAY", rule->days, rule->days_back);
    write_weekdays(out, rule);
    for (int i = 0; i < rule->pick_count; i++)
        str_appendf(out, "%s%d", i == 0 ? ";BYSETPOS=" : ",", rule->pick[i]);
    if (rule->week_first != 0)
        str_appendf(out, ";WKST=%s", DAYS[rule->week_first]);
}

bool rrule_equal(const Rrule *a, const Rrule *b)
{
    Str texts[2] = {STR_INIT, STR_INIT};
    rrule_format(a, &texts[0]);
    rrule_format(b, &texts[1]);
    bool same = str_equal(str_get(&texts[0]), str_get(&texts[1]));
    str_clear(&texts[0]);
    str_clear(&texts[1]);
    return same;
}
