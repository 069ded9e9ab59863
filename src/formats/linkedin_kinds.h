// SPDX-License-Identifier: MIT
// The kinds of files in a LinkedIn archive: each one a table of columns and a function that turns a row into
// a record.
#ifndef RAPPORT_LINKEDIN_KINDS_H
#define RAPPORT_LINKEDIN_KINDS_H

#include "rapport/base/vec.h"
#include "rapport/formats/formats.h"
#include "rapport/formats/linkedin.h"
#include "seen.h"
#include "sheet.h"

// What rows need besides their cells; texts are reused from row to row.
typedef struct LinkedinScratch {
    Str slug, other_slug, key, text;
    VEC(ImportValue) values;
    Seen seen;
} LinkedinScratch;

typedef struct LinkedinKind {
    const SheetColumn *columns;
    size_t column_count;
    void (*row)(const SheetRow *row, LinkedinScratch *scratch);
} LinkedinKind;

extern const LinkedinKind LINKEDIN_CONNECTIONS, LINKEDIN_MESSAGES, LINKEDIN_INVITATIONS, LINKEDIN_PROFILE,
    LINKEDIN_POSITIONS, LINKEDIN_EDUCATION, LINKEDIN_FOLLOWS, LINKEDIN_SAVED_JOBS, LINKEDIN_NOTES,
    LINKEDIN_IGNORED;

// The slug in a column as NUL-terminated text in out, or NULL; a URL that is no profile is a warning.
const char *linkedin_slug_in(const SheetRow *row, int column, Str *out);

// For the format table: the detail of the row is a LinkedinKind.
bool linkedin_sniff(const Format *format, const FormatHead *head);
bool linkedin_sniff_ignored(const Format *format, const FormatHead *head);
void *linkedin_begin(const Format *format, const FormatOptions *options, const ImportSink *sink, void *self,
                     Error *err);
bool linkedin_feed(void *state, const char *bytes, size_t length, Error *err);
bool linkedin_end(void *state, Error *err);
void linkedin_free(void *state);

#endif
