// SPDX-License-Identifier: MIT
// The table of names that a template may use, and their values from plain facts about a contact and me. The
// table is what help, completion and the parser share; adding a placeholder is a row in placeholders.c.
#ifndef RAPPORT_CORE_PLACEHOLDERS_H
#define RAPPORT_CORE_PLACEHOLDERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/str.h"

// What is known of one person. Texts are borrowed; NULL or blank = not known, days likewise CIVIL_NONE.
typedef struct PlaceholderPerson {
    const char *name, *given, *family, *nickname, *address_as, *pronouns;
    const char *title, *company, *school, *industry, *location;
    const char *email, *phone, *link;
    const char *met_where;
    int32_t met_day;
    const char *introduced_by; // name of the introducer
    const char *introduced_to; // name of whom I introduced them to last
    const char *common_ground; // "the robotics club"
    const char *last_topic;
    int32_t last_day;
    const char *hook; // a reason to write
    const char *their_promise, *my_promise;
    const char *slots;   // times to offer: "Tuesday at 10 or Thursday at 15"
    const char *opening; // title of a post
} PlaceholderPerson;

typedef struct PlaceholderSource {
    PlaceholderPerson contact, me;
    PlaceholderPerson other; // the second recipient of a message to two
    int32_t today;           // for {{date}}; and a date of another year is written with its year
} PlaceholderSource;

void placeholder_source_init(PlaceholderSource *source); // nothing known

typedef struct Placeholder {
    const char *name;    // "first_name"; the same under "me." and "other."
    const char *help;    // one sentence
    const char *example; // what it may insert
    void (*append)(const PlaceholderPerson *person, int32_t today, Str *out);
} Placeholder;

const Placeholder *placeholder_table(size_t *count);                  // in the order of the help
const Placeholder *placeholder_find(const char *name, size_t length); // without a prefix; NULL = unknown
// The length of the "me." or "other." that a name begins with; 0 = none.
size_t placeholder_prefix(const char *name, size_t length);

// The nearest known name, its prefix kept, for "did you mean": appended to out; false when none is near.
bool placeholder_suggest(const char *name, size_t length, Str *out);

// Appends the value of a name ("company", "me.first_name", "date") as one line; false and nothing when it is
// empty or unknown. source is a const PlaceholderSource; the signature is that of TemplateValues.value.
bool placeholder_value(const void *source, const char *name, Str *out);

// "24 November", with the year when it is not that of today. Nothing for CIVIL_NONE.
void placeholder_date(int32_t day, int32_t today, Str *out);

#endif
