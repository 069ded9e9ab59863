// SPDX-License-Identifier: MIT
// Quick add: one line about a person becomes a record in under fifteen seconds. The line is a name and then
// pieces between commas (or semicolons) in any order; what a piece is shows in its first words or its form.
// Nothing typed is lost: a piece that says nothing known is kept as a note. Guesses are fine because
// capture_describe says what was understood.
//
//   Ada Byron @ Acme, Staff engineer, school Northeastern, met at PyCon, robotics club, card, I promised
//   slides fri, they promised an intro by 12/15, introduced by Sam Okafor, ada@acme.example,
//   https://www.linkedin.com/in/ada, +1 617 555 0100, #python, degree 2nd
//
// Quotes keep commas together. Pure: dates stay text for whoever knows today.
#ifndef RAPPORT_CORE_CAPTURE_H
#define RAPPORT_CORE_CAPTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/error.h"
#include "rapport/base/str.h"
#include "rapport/base/vec.h"
#include "rapport/core/kinds.h"

typedef struct CapturePromise {
    bool mine;
    char *text; // what was promised, never empty: "slides"
    char *when; // the date as written, without "by": "fri"; NULL = none
} CapturePromise;

typedef VEC(char *) CaptureTexts;

typedef struct Capture {
    char *name; // never NULL after success
    char *nickname, *pronouns, *title, *company, *school, *city;
    HowMet how;
    char *met_where, *met_when;               // met_when: a date as written
    char *introduced_by;                      // name of the introducer
    bool card;                                // business card received
    int degree;                               // 1..3, -1 = not said
    CaptureTexts interests;                   // shared interests
    CaptureTexts emails, phones, links, tags; // tags without #
    CaptureTexts mutuals;                     // names of people between you, from a pasted page
    VEC(CapturePromise) promises;
    char *note; // what was not understood, pieces joined by ", "
} Capture;

typedef VEC(Capture) CaptureList;

// Says whether a text is a date, so that the caller's date parser finds the day at the end of a promise. NULL
// where it is asked for means capture_looks_like_date.
typedef struct CaptureDates {
    bool (*is_date)(void *self, const char *text);
    void *self;
} CaptureDates;

void capture_init(Capture *capture);
void capture_clear(Capture *capture); // usable again after capture_init

// Reads one line. False when it holds no name, with the column where one is missed; *out is cleared then. out
// needs no capture_init before.
bool capture_line(const char *line, const CaptureDates *dates, Capture *out, Error *err);

// Reads people copied from a page: profiles or search results, a blank line between two people, the name
// first. Knows "2nd" and "2nd degree connection", headlines ("Staff engineer at Acme"), places, mutual
// connections, and leaves out the buttons of the page. A block of one line is read as capture_line does.
// Appends to *out; people without a name are counted in *skipped (may be NULL). False when no person was
// found at all.
bool capture_paste(const char *text, const CaptureDates *dates, CaptureList *out, size_t *skipped,
                   Error *err);
void capture_list_clear(CaptureList *list);

// Appends what was understood, as one line: "Ada Byron, Staff engineer at Acme; met at PyCon; you promised
// slides (fri)".
void capture_describe(const Capture *capture, Str *out);

// Splits a date off the end of a text: "slides by fri" -> "slides", "fri". Tries the last 5 to 1 words and
// leaves one word at least; a bare number counts after by, on, until or before only. True when there was one;
// *text_length is then the length of what stands before it and *date (borrowed) where it begins.
bool capture_split_date(const char *text, const CaptureDates *dates, size_t *text_length, const char **date);

// A guess from form alone: weekdays, "today", "in 3 days", "next week", "15 dec", "12/15", "2026-12-15",
// "+2w", each also with a time.
bool capture_looks_like_date(const char *text);

#endif
