// SPDX-License-Identifier: MIT
// Message templates: text with placeholders, parsed to a tree and filled once.
//     {{first_name}}            a value; me.first_name is mine
//     {{nickname|first_name}}   the first of them that is not empty
//     {{date+14d}}              a day from today: d days, w weeks, m months, + or -
//     [[We met at {{met_where}}.]]  a block: gone whole when a placeholder in it is empty; blocks may nest, a
//     vanished
//                               inner block does not empty the outer one
//     \{{  \[[  \]]  \}}        the signs themselves
// Values go in once and are never parsed; line breaks in them become blanks. Where a block goes, the blank or
// the empty line beside it goes too.
#ifndef RAPPORT_CORE_TEMPLATE_H
#define RAPPORT_CORE_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/error.h"
#include "rapport/base/str.h"
#include "rapport/base/vec.h"
#include "rapport/core/kinds.h"

typedef struct TemplateTree TemplateTree;

// NULL with the position (line, column) and what to do: an unknown name, an open brace or block, a malformed
// date.
TemplateTree *template_parse(const char *text, size_t length, Error *err);
void template_tree_free(TemplateTree *tree);

// Where values come from: appends the value of a known name ("company", "me.first_name") and returns true, or
// returns false when it is empty. placeholder_value is one. today is for {{date+14d}}; CIVIL_NONE = empty.
typedef struct TemplateValues {
    bool (*value)(const void *self, const char *name, Str *out);
    const void *self;
    int32_t today;
} TemplateValues;

// A placeholder in the rendered text: its value, or, unfilled, the placeholder as it was written.
typedef struct TemplateSpan {
    size_t from, to; // bytes
    bool filled;
} TemplateSpan;
typedef VEC(TemplateSpan) TemplateSpans;

// Appends the text. spans may be NULL; they are appended in order, offsets counted from the beginning of out.
void template_render(const TemplateTree *tree, const TemplateValues *values, Str *out, TemplateSpans *spans);

// Parse and render in one, for a subject or a text; NULL text is empty.
bool template_fill(const char *text, const TemplateValues *values, Str *out, TemplateSpans *spans,
                   Error *err);

// The next (or previous) unfilled placeholder in a *draft*: {{...}} whose names are all known. Goes around
// the end once.
bool template_next_unfilled(const char *draft, size_t length, size_t at, bool backward, size_t *from,
                            size_t *to);
size_t template_count_unfilled(const char *draft, size_t length);

// A template as a file: head lines "name:", "occasion:", "channel:" and perhaps "subject:", an empty line,
// the text.
typedef struct TemplateFile {
    char *name, *subject, *text; // owned; subject may be NULL
    Occasion occasion;
    Channel channel;
} TemplateFile;

// Checks subject and text too. On failure nothing is held.
bool template_file_parse(const char *bytes, size_t length, TemplateFile *out, Error *err);
void template_file_clear(TemplateFile *file);

#endif
