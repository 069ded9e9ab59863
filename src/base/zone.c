// SPDX-License-Identifier: MIT
// A zone file lists the changes that were made; what comes after the last one follows from the rule at its
// end (the form of POSIX, "CET-1CEST,M3.5.0,M10.5.0/3"). Files are read each time: they are small, and asked
// for seldom. The C library could only tell by changing the zone of the whole program.
#include "rapport/base/zone.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/civil.h"
#include "rapport/base/file.h"
#include "rapport/base/str.h"

enum { HEAD = 44, FILE_MOST = 64 * 1024, TYPE = 6, HOUR = 3600, DAY = 86400, NAME_MOST = 64 };

// ---- numbers in the file

static int64_t number(const unsigned char *at, int bytes)
{
    uint64_t value = (at[0] & 0x80) != 0 ? UINT64_MAX : 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | at[i];
    return (int64_t)value;
}

typedef struct Block {
    const unsigned char *times, *kinds, *types;
    int64_t time_count, type_count;
    size_t end; // where what follows begins
} Block;

// The block at that place with times of so many bytes; false = the file ends before.
static bool read_block(const Str *file, size_t at, size_t time_bytes, Block *block)
{
    const unsigned char *bytes = (const unsigned char *)file->data;
    if (at + HEAD > file->length || memcmp(bytes + at, "TZif", 4) != 0)
        return false;
    int64_t counts[6]; // of UT and standard signs, leap seconds, times, types, letters
    for (int i = 0; i < 6; i++) {
        counts[i] = number(bytes + at + 20 + 4 * i, 4);
        if (counts[i] < 0 || counts[i] > FILE_MOST)
            return false;
    }
    size_t times = (size_t)counts[3], types = (size_t)counts[4], from = at + HEAD;
    *block = (Block){.times = bytes + from, .time_count = counts[3], .type_count = counts[4]};
    block->kinds = block->times + times * time_bytes;
    block->types = block->kinds + times;
    block->end = from + times * (time_bytes + 1) + types * TYPE + (size_t)counts[5] +
                 (size_t)counts[2] * (time_bytes + 4) + (size_t)counts[1] + (size_t)counts[0];
    return block->end <= file->length && types > 0;
}

// ---- the rule at the end

typedef struct Change {
    int month, week, weekday; // 0 = Sunday
    int64_t second;           // of that day, in the time before
} Change;

typedef struct Rule {
    int64_t standard, summer; // seconds east
    bool has_summer;
    Change begin, end;
} Rule;

static const char *skip_name(const char *at)
{
    if (*at == '<')
        return strchr(at, '>') != NULL ? strchr(at, '>') + 1 : at;
    while ((*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z'))
        at++;
    return at;
}

// "-1", "5:30", "+03:00:00"
static int64_t read_time(const char **at)
{
    int sign = **at == '-' ? -1 : 1;
    int64_t value = 0, unit = HOUR;
    *at += **at == '-' || **at == '+';
    for (; unit > 0; unit /= 60) {
        char *rest;
        value += strtol(*at, &rest, 10) * unit;
        *at = rest;
        if (**at != ':')
            break;
        ++*at;
    }
    return sign * value;
}

static bool read_change(const char **at, Change *change)
{
    char *rest;
    if (strncmp(*at, ",M", 2) != 0)
        return false; // days of the year are not used by any zone of today
    change->month = (int)strtol(*at + 2, &rest, 10);
    change->week = *rest == '.' ? (int)strtol(rest + 1, &rest, 10) : 0;
    change->weekday = *rest == '.' ? (int)strtol(rest + 1, &rest, 10) : -1;
    change->second = 2 * HOUR;
    if (*rest == '/') {
        const char *time = rest + 1;
        change->second = read_time(&time);
        rest = (char *)time;
    }
    *at = rest;
    return change->month >= 1 && change->month <= 12 && change->week >= 1 && change->week <= 5 &&
           change->weekday >= 0 && change->weekday <= 6;
}

// POSIX counts westward.
static void read_rule(const char *at, Rule *rule)
{
    *rule = (Rule){0};
    at = skip_name(at);
    rule->standard = -read_time(&at);
    if (*at == '\0' || *at == ',')
        return;
    at = skip_name(at);
    rule->summer = *at != ',' && *at != '\0' ? -read_time(&at) : rule->standard + HOUR;
    rule->has_summer = read_change(&at, &rule->begin) && read_change(&at, &rule->end);
}

// The UTC second of a change in a year, by the offset before it.
static int64_t change_at(const Change *change, int year, int64_t offset)
{
    int32_t first = civil_day(year, change->month, 1);
    int sunday_first = (civil_weekday(first) + 1) % 7;
    int day = (change->weekday - sunday_first + 7) % 7 + 7 * (change->week - 1);
    while (day >= civil_days_in_month(year, change->month))
        day -= 7;
    return (int64_t)(first + day) * DAY + change->second - offset;
}

static int64_t by_rule(const Rule *rule, int64_t utc)
{
    if (!rule->has_summer)
        return rule->standard;
    int64_t local = utc + rule->standard;
    int year = civil_date((int32_t)(local / DAY - (local % DAY < 0))).year;
    int64_t begin = change_at(&rule->begin, year, rule->standard);
    int64_t end = change_at(&rule->end, year, rule->summer);
    bool summer = begin < end ? utc >= begin && utc < end : utc >= begin || utc < end;
    return summer ? rule->summer : rule->standard;
}

// ---- a zone

static bool by_block(const Block *block, int64_t index, int64_t *seconds)
{
    int64_t type = index < 0 ? 0 : block->kinds[index];
    if (type >= block->type_count)
        return false;
    *seconds = number(block->types + type * TYPE, 4);
    return true;
}

static bool find_offset(const Str *file, int64_t utc, int64_t *seconds)
{
    Block old, block;
    if (!read_block(file, 0, 4, &old) || !read_block(file, old.end, 8, &block))
        return false;
    int64_t low = 0, high = block.time_count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (number(block.times + 8 * middle, 8) <= utc)
            low = middle + 1;
        else
            high = middle;
    }
    const char *rule = file->data + block.end;
    bool after = low == block.time_count && file->length > block.end + 1 && *rule == '\n' && rule[1] != '\n';
    if (!after)
        return by_block(&block, low - 1, seconds);
    Rule last;
    read_rule(rule + 1, &last);
    *seconds = by_rule(&last, utc);
    return true;
}

// Letters, digits and the signs of zone names, no step out of the folder.
static bool is_name(const char *name)
{
    static const char SIGNS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
    size_t length = strlen(name);
    return length > 0 && length <= NAME_MOST && strspn(name, SIGNS) == length && name[0] != '/';
}

bool zone_offset(const char *name, int64_t utc, int32_t *offset_min)
{
    int64_t seconds;
    if (name == NULL || !is_name(name))
        return false;
    char *path = str_format("/usr/share/zoneinfo/%s", name);
    Str file = STR_INIT;
    bool fine = file_read(path, FILE_MOST, &file, NULL) && find_offset(&file, utc, &seconds);
    if (fine)
        *offset_min = (int32_t)(seconds / 60);
    str_clear(&file);
    free(path);
    return fine;
}
