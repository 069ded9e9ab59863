// SPDX-License-Identifier: MIT
// Sheets: CSV files with a header row somewhere near the top. What LinkedIn's files and other address books
// share: finding columns by the many names they go by, clean cell values, and saying what is wrong with a
// row.
#ifndef RAPPORT_SHEET_H
#define RAPPORT_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/formats/csv.h"
#include "rapport/formats/record.h"

enum { SHEET_COLUMNS = 16 };

typedef struct SheetColumn {
    const char *names; // normalised names, separated by '|'; the first one is LinkedIn's English one
    bool required;     // a header row must have it
} SheetColumn;

// Where the columns are in one file; -1 = not there.
typedef struct SheetIndex {
    int at[SHEET_COLUMNS];
} SheetIndex;

// Appends the name without case, accents, blanks and punctuation: "E-Mail-Adresse" gives "emailadresse".
void sheet_normalise(const char *name, Str *out);

// Binds columns (at most SHEET_COLUMNS) to a header row; false when a required one is missing.
bool sheet_bind(const SheetColumn *columns, size_t count, const CsvRecord *header, SheetIndex *index);

// The header row of a file, kept for messages. A zeroed one is empty.
typedef struct SheetHeader {
    char **cells;
    size_t count;
} SheetHeader;

void sheet_header_keep(SheetHeader *header, const CsvRecord *record);
void sheet_header_clear(SheetHeader *header);

// One row being read, with what is needed to complain about it.
typedef struct SheetRow {
    const CsvRecord *record;
    const SheetIndex *index;
    const SheetHeader *header;
    const ImportSink *sink;
    void *self;
} SheetRow;

// A cell as one clean line (control characters are blanks, trimmed, at most IMPORT_LINE_MAX bytes), or NULL
// when it is missing or blank. column is a position in the SheetColumn table. The cell is changed in place.
char *sheet_line(const SheetRow *row, int column);
char *sheet_text(const SheetRow *row, int column); // line breaks kept, at most IMPORT_TEXT_MAX

// The same for a position in the file.
char *sheet_cell_line(const SheetRow *row, int position);
char *sheet_cell_text(const SheetRow *row, int position);
int32_t sheet_cell_day(const SheetRow *row, int position);

// A day, or CIVIL_NONE with a warning when the cell has something else.
int32_t sheet_day(const SheetRow *row, int column);

// A stable hash, never 0, of the cells of the first columns of the SheetColumn table, as they stand: before
// any of them is asked for.
int64_t sheet_told(const SheetRow *row, size_t columns);

bool sheet_blank(const CsvRecord *record); // no cell has anything in it

bool sheet_overflows(
    const SheetRow *row); // a cell that is not blank stands behind the last column of the header

// Tell the sink. column is a position in the SheetColumn table, -1 = the whole row.
void sheet_tell(const SheetRow *row, ImportVerdict verdict, int column, const char *reason);
void sheet_tell_cell(const SheetRow *row, ImportVerdict verdict, int position, const char *reason);

// A warning about the file or a line of it, outside of any row.
void sheet_warn(const ImportSink *sink, void *self, int line, int column, const char *sentence);

// Trims in place, turns control characters into blanks and cuts; true when something was cut.
bool sheet_clean_line(char *text);

#endif
