// SPDX-License-Identifier: MIT
// What is to do, or a meeting, as one line that is typed and read back:
//
//   fri 10:30 send the slides; every 2 weeks      a day, a time, what, how it repeats ("once" = it does not)
//   24 nov 14:00 45m coffee @ Café Nord           a day, a time, how long, what about, where
//
// Each part but the words may be missing: without a day and a time it stays where it is.
// A colon ends the day where the words begin like more of it ("24 nov: 15 people"). Pure.
#ifndef RAPPORT_CORE_AGENDA_LINE_H
#define RAPPORT_CORE_AGENDA_LINE_H

#include "rapport/core/date.h"
#include "rapport/core/repeat.h"

typedef struct AgendaLine {
    int32_t day;
    int minute;   // of the day; -1 = all day
    int length;   // of a meeting, minutes; 0 = not said
    char *text;   // owned; never NULL
    char *repeat; // owned; NULL = once
    char *place;  // of a meeting, owned; NULL = not said
} AgendaLine;

void agenda_line_clear(AgendaLine *line);

// day, minute: when it is if the line names neither; a day without a time is all day. False: err says what is
// wrong (a repeat that makes no sense, nothing to do, a length without a time).
bool agenda_line_parse_todo(const char *typed, const DateContext *context, int32_t day, int minute,
                            AgendaLine *out, Error *err);
bool agenda_line_parse_meeting(const char *typed, const DateContext *context, int32_t day, int minute,
                               AgendaLine *out, Error *err);

// Appends the line; parsed again it is the same, whatever stands in the words.
void agenda_line_format_todo(const AgendaLine *line, const DateContext *context, Str *out);
void agenda_line_format_meeting(const AgendaLine *line, const DateContext *context, Str *out);

// "45m", "2h" or "1h30m" at the beginning of the text and how many bytes they are; 0 = no length stands
// there.
int agenda_length(const char *text, size_t *bytes);

#endif
