// SPDX-License-Identifier: MIT
// CSV (RFC 4180 and what programs really write): a push reader and a writer.
// The reader finds encoding and delimiter itself, keeps line breaks in quotes, and knows the line of each
// record.
#ifndef RAPPORT_FORMATS_CSV_H
#define RAPPORT_FORMATS_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/error.h"
#include "rapport/base/str.h"

enum {
    CSV_FIELD_MAX = 256 * 1024,       // bytes kept of one field; a longer one is cut, with a warning
    CSV_COLUMNS_MAX = 10000,          // columns kept of one record; more are dropped, with a warning
    CSV_RECORD_MAX = 8 * 1024 * 1024, // bytes of one record; more is an error (a quote that never closes)
};

// One record, valid during the call that hands it over. Fields are NUL-terminated UTF-8 without NUL inside;
// the handler may change their text in place but not lengthen it.
typedef struct CsvRecord {
    int line; // 1-based physical line on which it starts
    size_t count;
    char **fields;
} CsvRecord;

typedef struct CsvHandler {
    bool (*record)(void *self, const CsvRecord *record, Error *err); // false stops the reading
    void (*warning)(void *self, int line, int column,
                    const char *sentence); // line, column (1-based field) 0 = none; may be NULL
} CsvHandler;

typedef struct CsvReader CsvReader;

// delimiter 0: find it (comma, semicolon or tab; a first line "sep=;" decides). The handler is copied.
CsvReader *csv_reader_new(const CsvHandler *handler, void *self, char delimiter);
void csv_reader_free(CsvReader *reader);

// Chunks may be cut anywhere; records come as soon as they are complete (the first up to 64 kB are held back
// to find the delimiter). Fails at a NUL byte, at a record that is too big, or when the handler said stop;
// then the reader is spent.
bool csv_reader_feed(CsvReader *reader, const char *bytes, size_t length, Error *err);
bool csv_reader_end(CsvReader *reader, Error *err);

char csv_reader_delimiter(const CsvReader *reader); // 0 while not known

// The delimiter of a sample of UTF-8 text: the one that cuts most records into equally many fields; ',' in
// doubt.
char csv_sniff_delimiter(const char *text, size_t length);

typedef enum CsvSafety {
    CSV_RAW,
    CSV_SPREADSHEET, // a cell that a spreadsheet could run as a formula gets a leading apostrophe (CWE-1236)
} CsvSafety;

typedef struct CsvWriter {
    Str *out; // borrowed; only appended to, so it may be printed and emptied between calls
    CsvSafety safety;
    bool started; // a field stands in the current record
} CsvWriter;

CsvWriter csv_write_to(Str *out, CsvSafety safety);
void csv_write_cell(CsvWriter *writer, const char *text); // NULL is an empty cell; every cell is quoted
void csv_write_row_end(CsvWriter *writer);                // CRLF

// The text that CSV_SPREADSHEET protected: one apostrophe less where it was added, else text itself.
// Borrowed.
const char *csv_unguard(const char *text);

#endif
