// SPDX-License-Identifier: MIT
// What the files of quick add share: words, and the rules that tell what a piece of a line is.
#ifndef RAPPORT_CORE_CAPTURE_INTERNAL_H
#define RAPPORT_CORE_CAPTURE_INTERNAL_H

#include "rapport/core/capture.h"

// A stretch of borrowed text.
typedef struct Span {
    const char *text;
    size_t length;
} Span;

Span span_of(const char *text);
Span span_trim(Span span);                 // blanks off both ends
bool span_word(Span *rest, Span *word);    // takes the next word off rest; false at the end
bool span_is(Span span, const char *text); // without ASCII case
char *span_dup(Span span);
bool span_in(Span span, const char *const *words);       // one of a list that ends with NULL
bool span_has_word(Span span, const char *const *words); // holds one of them between non-letters

// When span begins with lead (words, without case, straight or curly apostrophe) and then a blank, a colon or
// nothing, the rest behind it goes to *rest.
bool span_lead(Span span, const char *lead, Span *rest);

// Splits at the first " at ", " @ " or "@" that begins a word. False when there is none or nothing before or
// behind it.
bool capture_split_at(Span span, bool with_at, Span *before, Span *behind);

// The text prepared for reading: bad bytes repaired, every blank an ASCII one (line breaks stay).
void capture_prepare(const char *text, Str *out);

// Moves addresses, links and tags out of a piece into the record; what is left, joined by single blanks, is
// appended.
void capture_lift(Capture *capture, Span piece, Str *left);

// "2nd", "degree 2", "2nd degree connection", "3rd+"; 0 when it is none.
int capture_degree(Span piece);

bool capture_is_pronouns(Span piece); // "she/her"
bool capture_is_phone(Span piece);    // 7 to 15 digits and what people write between them

// Applies a piece that announces itself ("met at ...", "card", "2nd", a phone number). False when it does
// not.
bool capture_announced(Capture *capture, Span piece, const CaptureDates *dates);
// Applies a piece by what its words look like (a title, a school, an interest), else as a note.
void capture_guessed(Capture *capture, Span piece);

bool capture_is_title(Span piece);
void capture_set(char **field, Span value);                 // replaces; an empty value changes nothing
void capture_set_headline(Capture *capture, Span headline); // "Staff engineer at Acme | Speaker"
void capture_set_met(Capture *capture, Span where, HowMet how,
                     const CaptureDates *dates);          // a place, a date or both
void capture_take_pronouns(Capture *capture, Span *name); // "Ada (she/her)"
void capture_add_note(Capture *capture, Span note);

#endif
