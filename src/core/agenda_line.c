// SPDX-License-Identifier: MIT
// One line for a follow-up or a meeting. The day is as many words as can be one; what could be read otherwise
// is written with its separator, and whether it must be is found by reading it back.
#include "rapport/core/agenda_line.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rapport/base/mem.h"

enum { DATE_WORDS = 6, DATE_BYTES = 40, LENGTH_MOST = 24 * 60 };

void agenda_line_clear(AgendaLine *line)
{
    free(line->text);
    free(line->repeat);
    free(line->place);
    *line = (AgendaLine){.day = CIVIL_NONE, .minute = -1};
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " ");
}

int agenda_length(const char *text, size_t *bytes)
{
    const char *at = text;
    long total = 0;
    while (*at >= '0' && *at <= '9') {
        char *rest;
        long number = strtol(at, &rest, 10);
        if ((*rest != 'h' && *rest != 'm') || number > LENGTH_MOST)
            return 0;
        total += *rest == 'h' ? number * 60 : number;
        at = rest + 1;
    }
    if (at == text || (*at != '\0' && *at != ' ') || total < 1 || total > LENGTH_MOST)
        return 0;
    *bytes = (size_t)(at - text);
    return (int)total;
}

// ---- the day and the time

// A time alone is one of the day where it stands, and not the coming one.
static bool is_time_alone(const char *text, const DateContext *context)
{
    DateContext other = *context;
    DateValue here, there;
    static const char *const NAMES[] = {"today", "now", "this"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strncasecmp(text, NAMES[i], strlen(NAMES[i])) == 0)
            return false;
    other.today++;
    return date_parse(text, context, &here, NULL) && date_parse(text, &other, &there, NULL) &&
           here.minute >= 0 && here.day == context->today && there.day == other.today;
}

static bool read_when(const char *text, size_t length, const DateContext *context, AgendaLine *out,
                      Error *err)
{
    DateContext from_midnight = *context;
    DateValue when;
    char copy[DATE_BYTES + 1];
    if (length == 0 || length > DATE_BYTES)
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    from_midnight.minute = 0;
    if (!date_parse(copy, context, &when, err) || when.zoned)
        return false;
    out->minute = when.minute;
    out->day = is_time_alone(copy, &from_midnight) ? out->day : when.day;
    return true;
}

// Takes the longest beginning that is a date, or the shortest that a colon ends. Of a meeting "45m" is how
// long it takes, and no date. NULL: it begins with a day that there is not.
static const char *take_when(const char *text, const DateContext *context, bool meeting, AgendaLine *out,
                             Error *err)
{
    size_t ends[DATE_WORDS], words = 0, bytes;
    text = skip_blanks(text);
    if (*text == ':') // no day at all, though the words begin like one
        return skip_blanks(text + 1);
    for (const char *at = text; *at != '\0' && *at != ';' && words < DATE_WORDS; at = skip_blanks(at)) {
        if (meeting && agenda_length(at, &bytes) > 0)
            break;
        at += strcspn(at, " ;");
        ends[words++] = (size_t)(at - text);
        if (at[-1] == ':' && read_when(text, ends[words - 1] - 1, context, out, NULL))
            return skip_blanks(at);
    }
    while (words-- > 0) {
        Error own = {0};
        if (read_when(text, ends[words], context, out, &own))
            return skip_blanks(text + ends[words]);
        if (strstr(own.message, DATE_NO_DAY) != NULL)
            return error_set(err, ERROR_INPUT, "%s", own.message), NULL;
    }
    return text;
}

// ---- reading

// Where the last such separator stands; NULL = nowhere.
static const char *last_of(const char *text, const char *separator)
{
    const char *found = NULL;
    for (const char *at = text; (at = strstr(at, separator)) != NULL; at++)
        found = at;
    return found;
}

// What is meant as a rule but is none is said; anything else belongs to the words.
static bool meant_as_rule(const char *text)
{
    return strncasecmp(text, "every", 5) == 0 || strncasecmp(text, "FREQ=", 5) == 0 ||
           strncasecmp(text, "RRULE:", 6) == 0;
}

// Where the repeat begins: behind the first semicolon that what follows is a rule, or "once". NULL = there is
// none; err says what is wrong with what was meant as one.
static const char *find_repeat(const char *text, const DateContext *context, bool *once, Error *err)
{
    Repeat repeat;
    for (const char *at = text; (at = strchr(at, ';')) != NULL; at++) {
        const char *rule = skip_blanks(at + 1);
        Error own = {0};
        *once = strncasecmp(rule, "once", 4) == 0 && *skip_blanks(rule + 4) == '\0';
        if (*once || (*rule != '\0' && repeat_parse(rule, context, &repeat, &own)))
            return at;
        if (meant_as_rule(rule))
            *err = own;
    }
    return NULL;
}

bool agenda_line_parse_todo(const char *typed, const DateContext *context, int32_t day, int minute,
                            AgendaLine *out, Error *err)
{
    AgendaLine line = {.day = day, .minute = minute};
    const char *text = take_when(typed, context, false, &line, err);
    if (text == NULL)
        return false;
    Error wrong = {0};
    bool once = false;
    const char *rule = find_repeat(text, context, &once, &wrong);
    if (rule == NULL && wrong.kind != ERROR_NONE) {
        if (err != NULL)
            *err = wrong;
        return false;
    }
    line.text = str_trim(mem_strndup(text, rule != NULL ? (size_t)(rule - text) : strlen(text)));
    line.repeat = rule != NULL && !once ? str_trim(mem_strdup(rule + 1)) : NULL;
    if (*line.text == '\0') {
        agenda_line_clear(&line);
        return error_set(err, ERROR_INPUT, "a follow-up needs a few words on what to do");
    }
    *out = line;
    return true;
}

bool agenda_line_parse_meeting(const char *typed, const DateContext *context, int32_t day, int minute,
                               AgendaLine *out, Error *err)
{
    AgendaLine line = {.day = day, .minute = minute};
    const char *text = take_when(typed, context, true, &line, err);
    if (text == NULL)
        return false;
    size_t bytes = 0;
    line.length = agenda_length(text, &bytes);
    text = skip_blanks(text + bytes);
    if (line.length > 0 && line.minute < 0)
        return error_set(err, ERROR_INPUT, "how long it takes goes with a time: 14:00 45m");
    const char *at = last_of(text, "@");
    line.text = str_trim(mem_strndup(text, at != NULL ? (size_t)(at - text) : strlen(text)));
    char *place = str_trim(mem_strdup(at != NULL ? at + 1 : ""));
    line.place = *place != '\0' ? place : NULL;
    if (line.place == NULL)
        free(place);
    *out = line;
    return true;
}

// ---- writing

typedef bool (*ReadLine)(const char *typed, const DateContext *context, int32_t day, int minute,
                         AgendaLine *out, Error *err);

static bool same_text(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static bool reads_back(const AgendaLine *line, const char *text, const DateContext *context, ReadLine read)
{
    AgendaLine again = {0};
    // Not on its own day: that must be in the line.
    if (!read(text, context, line->day - 1, -1, &again, NULL))
        return false;
    bool same = again.day == line->day && again.minute == line->minute && again.length == line->length &&
                same_text(again.text, line->text) && same_text(again.repeat, line->repeat) &&
                same_text(again.place, line->place);
    agenda_line_clear(&again);
    return same;
}

// The day as one says it, where that is read as this day.
static void format_day(int32_t day, const DateContext *context, Str *out)
{
    char text[DATE_TEXT_SIZE];
    DateValue value;
    date_short(day, context->today, false, text);
    if (!date_parse(text, context, &value, NULL) || value.day != day)
        civil_format(day, text);
    str_append(out, text);
}

static void format_line(const AgendaLine *line, const DateContext *context, bool colon, const char *end,
                        Str *out)
{
    format_day(line->day, context, out);
    if (line->minute >= 0)
        str_appendf(out, " %02d:%02d", line->minute / 60, line->minute % 60);
    str_append(out, colon ? ":" : "");
    if (line->length > 0)
        str_appendf(out, " %dm", line->length);
    str_appendf(out, "%s%s", *line->text != '\0' ? " " : "", line->text);
    if (line->repeat != NULL)
        str_appendf(out, "; %s", line->repeat);
    else if (line->place != NULL)
        str_appendf(out, " @ %s", line->place);
    else
        str_append(out, end);
}

// The plainest of the four ways that is read as it is meant.
static void format_plainest(const AgendaLine *line, const DateContext *context, ReadLine read,
                            const char *end, Str *out)
{
    Str text = STR_INIT;
    for (int way = 0; way < 4; way++) {
        str_truncate(&text, 0);
        format_line(line, context, (way & 1) != 0, (way & 2) != 0 ? end : "", &text);
        if (reads_back(line, str_get(&text), context, read))
            break;
    }
    str_append(out, str_get(&text));
    str_clear(&text);
}

void agenda_line_format_todo(const AgendaLine *line, const DateContext *context, Str *out)
{
    format_plainest(line, context, agenda_line_parse_todo, "; once", out);
}

void agenda_line_format_meeting(const AgendaLine *line, const DateContext *context, Str *out)
{
    format_plainest(line, context, agenda_line_parse_meeting, " @", out);
}
