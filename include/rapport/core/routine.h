// SPDX-License-Identifier: MIT
// A routine: how a message without an answer is followed up. A text of a few lines, shipped in
// assets/routines or the user's own; what it does not say is as the settings say.
//
//   # a remark
//   about One kind nudge after two weeks
//   nudge 7 14 28        first polite, due and last good day after the message; 7bd counts working days
//   other 3bd            write to somebody else there from then on; never = not
//   rest 14              days after the nudge when letting it rest is suggested
//   most 2               messages without an answer, at most; 1 = never nudge
#ifndef RAPPORT_CORE_ROUTINE_H
#define RAPPORT_CORE_ROUTINE_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/error.h"

enum { ROUTINE_NAME_SIZE = 32 };

typedef struct RoutineSpan {
    int days;      // -1 = not said
    bool business; // working days
} RoutineSpan;

typedef struct Routine {
    char name[ROUTINE_NAME_SIZE];
    char about[96];
    RoutineSpan earliest, due, latest; // of the nudge
    RoutineSpan other;                 // days 0 = never
    RoutineSpan rest;
    int most; // -1 = not said
} Routine;

Routine routine_plain(const char *name); // says nothing: everything is as the settings say

// Letters, digits and hyphens, shorter than ROUTINE_NAME_SIZE; else ERROR_INPUT.
bool routine_check_name(const char *name, Error *err);

// ERROR_INPUT with the line for an unknown word, a number out of range, or a nudge whose days are out of
// order or under three working days after the message.
bool routine_parse(const char *name, const char *text, size_t length, Routine *out, Error *err);

#endif
