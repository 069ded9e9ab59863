// SPDX-License-Identifier: MIT
// Routines are data: a line a rule, one small reader for the shipped ones and for the user's own. The floor
// between two unanswered messages is checked here, so that no routine can be written that goes under it.
#include "rapport/core/routine.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/str.h"

enum { FLOOR_BUSINESS = 3, MOST_DAYS = 365, MOST_UNANSWERED = 2 };

static const RoutineSpan UNSAID = {-1, false};

Routine routine_plain(const char *name)
{
    Routine routine = {
        .earliest = UNSAID, .due = UNSAID, .latest = UNSAID, .other = UNSAID, .rest = UNSAID, .most = -1};
    snprintf(routine.name, sizeof routine.name, "%s", name);
    return routine;
}

bool routine_check_name(const char *name, Error *err)
{
    size_t length = strlen(name);
    bool fine = length > 0 && length < ROUTINE_NAME_SIZE;
    for (size_t i = 0; fine && i < length; i++)
        fine = isalnum((unsigned char)name[i]) != 0 || name[i] == '-';
    return fine || error_set(err, ERROR_INPUT,
                             "\"%.40s\" is no name for a routine; take letters, digits and hyphens", name);
}

// "14" or "7bd"; moves *rest behind it.
static bool read_span(char **rest, RoutineSpan *out)
{
    char *end;
    long days = strtol(*rest, &end, 10);
    if (end == *rest || days < 0 || days > MOST_DAYS)
        return false;
    *out = (RoutineSpan){(int)days, str_starts(end, "bd")};
    end += out->business ? 2 : 0;
    bool ends = *end == '\0' || *end == ' ' || *end == '\t';
    *rest = end + strspn(end, " \t");
    return ends;
}

// About how many days that is, to compare spans by: a working week has five.
static int civil_days(RoutineSpan span)
{
    return span.business ? span.days * 7 / 5 : span.days;
}

static bool below_floor(RoutineSpan span)
{
    return span.days < FLOOR_BUSINESS;
}

static const char *read_nudge(char *rest, Routine *out)
{
    if (!read_span(&rest, &out->earliest) || !read_span(&rest, &out->due) ||
        !read_span(&rest, &out->latest) || *rest != '\0')
        return "nudge takes three spans of days, as nudge 7 14 28 or nudge 7bd 7bd 28";
    if (below_floor(out->earliest))
        return "nobody is written to again in under three working days";
    if (civil_days(out->earliest) > civil_days(out->due) || civil_days(out->due) > civil_days(out->latest))
        return "the days of a nudge are in order: first polite, due, last good one";
    return NULL;
}

static const char *read_other(char *rest, Routine *out)
{
    if (strcmp(rest, "never") == 0) {
        out->other = (RoutineSpan){0, false};
        return NULL;
    }
    return read_span(&rest, &out->other) && *rest == '\0' && out->other.days > 0
               ? NULL
               : "other takes a span of days, as 3bd, or never";
}

static const char *read_rest(char *rest, Routine *out)
{
    return read_span(&rest, &out->rest) && *rest == '\0' ? NULL : "rest takes a span of days, as 14";
}

static const char *read_most(char *rest, Routine *out)
{
    RoutineSpan span;
    if (!read_span(&rest, &span) || *rest != '\0' || span.business || span.days < 1 ||
        span.days > MOST_UNANSWERED)
        return "most is 1 or 2: nobody gets a third message without an answer";
    out->most = span.days;
    return NULL;
}

static const char *read_about(char *rest, Routine *out)
{
    snprintf(out->about, sizeof out->about, "%s", rest);
    return NULL;
}

static const struct {
    const char *word;
    const char *(*read)(char *rest, Routine *out); // what is wrong, NULL = nothing
} LINES[] = {{"about", read_about},
             {"nudge", read_nudge},
             {"other", read_other},
             {"rest", read_rest},
             {"most", read_most}};

static const char *read_line(char *line, Routine *out)
{
    line = str_trim(line);
    if (*line == '\0' || *line == '#')
        return NULL;
    size_t length = strcspn(line, " \t");
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++)
        if (strlen(LINES[i].word) == length && strncmp(line, LINES[i].word, length) == 0)
            return LINES[i].read(line + length + strspn(line + length, " \t"), out);
    return "a line begins with about, nudge, other, rest or most";
}

bool routine_parse(const char *name, const char *text, size_t length, Routine *out, Error *err)
{
    if (!routine_check_name(name, err))
        return false;
    *out = routine_plain(name);
    char *copy = mem_strndup(text, length), *rest = copy;
    const char *wrong = NULL;
    int number = 0;
    for (char *line; wrong == NULL && (line = strsep(&rest, "\n")) != NULL; number++)
        wrong = read_line(line, out);
    free(copy);
    return wrong == NULL || error_at(err, ERROR_INPUT, number, 0, "routine %s: %s", name, wrong);
}
