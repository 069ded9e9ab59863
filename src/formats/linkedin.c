// SPDX-License-Identifier: MIT
// What all files of a LinkedIn archive share: a header row that may stand below a preamble (a quoted
// paragraph about missing e-mails, or rows of nothing but commas), then rows. What the rows mean is in
// linkedin_people.c, linkedin_messages.c and linkedin_own.c.
#include "rapport/formats/linkedin.h"

#include <stdlib.h>
#include <string.h>

#include "linkedin_kinds.h"
#include "rapport/base/mem.h"

typedef struct LinkedinReader {
    const LinkedinKind *kind;
    const ImportSink *sink;
    void *self;
    CsvReader *csv;
    bool bound; // the header row was found
    SheetIndex index;
    SheetHeader header;
    LinkedinScratch scratch;
} LinkedinReader;

// Files with the header of messages.csv that are no talk between people, and lists that say nothing about
// people.
static const char *const IGNORED_NAMES[] = {
    "guidemessages",
    "learningroleplaymessages",
    "learningcoachmessages",
    "coachmessages",
    "adtargeting",
    "skills",
    "languages",
    "certifications",
    "projects",
    "honors",
    "publications",
};

static bool ignored_name(const char *name)
{
    Str plain = STR_INIT;
    const char *dot = strrchr(name, '.');
    char *base = mem_strndup(name, dot == NULL ? strlen(name) : (size_t)(dot - name));
    sheet_normalise(base, &plain);
    bool found = false;
    for (size_t i = 0; i < sizeof IGNORED_NAMES / sizeof *IGNORED_NAMES; i++)
        found = found || str_equal(str_get(&plain), IGNORED_NAMES[i]);
    free(base);
    str_clear(&plain);
    return found;
}

bool linkedin_sniff(const Format *format, const FormatHead *head)
{
    const LinkedinKind *kind = format->detail;
    SheetIndex index;
    for (size_t i = 0; i < head->row_count; i++) {
        if (sheet_bind(kind->columns, kind->column_count, &head->rows[i], &index))
            return !ignored_name(head->name);
    }
    return false;
}

bool linkedin_sniff_ignored(const Format *format, const FormatHead *head)
{
    (void)format;
    return head->row_count > 0 && ignored_name(head->name);
}

static bool on_record(void *data, const CsvRecord *record, Error *err)
{
    (void)err;
    LinkedinReader *reader = data;
    const LinkedinKind *kind = reader->kind;
    if (!reader->bound) {
        reader->bound = sheet_bind(kind->columns, kind->column_count, record, &reader->index);
        if (reader->bound)
            sheet_header_keep(&reader->header, record);
        return true;
    }
    if (sheet_blank(record))
        return true;
    SheetRow row = {record, &reader->index, &reader->header, reader->sink, reader->self};
    if (sheet_overflows(&row))
        sheet_tell(&row, IMPORT_REJECTED, -1, "the row has more cells than the header row");
    else
        kind->row(&row, &reader->scratch);
    return true;
}

static void on_warning(void *data, int line, int column, const char *sentence)
{
    LinkedinReader *reader = data;
    sheet_warn(reader->sink, reader->self, line, column, sentence);
}

void *linkedin_begin(const Format *format, const FormatOptions *options, const ImportSink *sink, void *self,
                     Error *err)
{
    (void)options;
    (void)err;
    static const CsvHandler handler = {on_record, on_warning};
    LinkedinReader *reader = mem_alloc(sizeof *reader);
    reader->kind = format->detail;
    reader->sink = sink;
    reader->self = self;
    reader->csv = csv_reader_new(&handler, reader, 0);
    return reader;
}

bool linkedin_feed(void *state, const char *bytes, size_t length, Error *err)
{
    LinkedinReader *reader = state;
    return csv_reader_feed(reader->csv, bytes, length, err);
}

bool linkedin_end(void *state, Error *err)
{
    LinkedinReader *reader = state;
    if (!csv_reader_end(reader->csv, err))
        return false;
    return reader->bound || error_set(err, ERROR_INPUT, "the header row is missing");
}

void linkedin_free(void *state)
{
    LinkedinReader *reader = state;
    if (reader == NULL)
        return;
    csv_reader_free(reader->csv);
    sheet_header_clear(&reader->header);
    str_clear(&reader->scratch.slug);
    str_clear(&reader->scratch.other_slug);
    str_clear(&reader->scratch.key);
    str_clear(&reader->scratch.text);
    vec_clear(&reader->scratch.values);
    seen_clear(&reader->scratch.seen);
    free(reader);
}

const char *linkedin_slug_in(const SheetRow *row, int column, Str *out)
{
    str_truncate(out, 0);
    const char *url = sheet_line(row, column);
    if (url == NULL)
        return NULL;
    if (linkedin_slug(url, out))
        return str_get(out);
    sheet_tell(row, IMPORT_WARNING, column, "this is no LinkedIn profile URL");
    return NULL;
}

static void ignore_row(const SheetRow *row, LinkedinScratch *scratch)
{
    (void)scratch;
    sheet_tell(row, IMPORT_SKIPPED, -1, "this file holds nothing about people you know");
}

static const SheetColumn IGNORED_COLUMNS[] = {{"", false}};
const LinkedinKind LINKEDIN_IGNORED = {IGNORED_COLUMNS, 1, ignore_row};
