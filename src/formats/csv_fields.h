// SPDX-License-Identifier: MIT
// What can be read from a column of an address book, and the names that such columns have.
#ifndef RAPPORT_CSV_FIELDS_H
#define RAPPORT_CSV_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum CsvFieldKind {
    CSV_FIELD_LINE, // offset of a const char * in ImportContact
    CSV_FIELD_TEXT, // the same with line breaks
    CSV_FIELD_DAY,  // offset of an int32_t
    CSV_FIELD_EMAIL,
    CSV_FIELD_PHONE,
    CSV_FIELD_LINK,
    CSV_FIELD_TAGS,
    CSV_FIELD_HOW,
    CSV_FIELD_DEGREE,
    CSV_FIELD_MIDDLE, // part of the full name only
} CsvFieldKind;

typedef struct CsvField {
    const char *name; // what --map takes
    CsvFieldKind kind;
    size_t offset;
} CsvField;

extern const CsvField CSV_FIELDS[]; // ends with a NULL name

const CsvField *csv_field_named(const char *name); // NULL = there is none

// What a column title says.
typedef struct CsvTitle {
    const CsvField *field; // NULL = no field here
    bool label;            // not the value but the label of the numbered value ("E-mail 1 - Label")
    int number;            // of a numbered column, else 0
    const char *fixed;     // the label that the title itself implies ("mobile"), or NULL
} CsvTitle;

typedef enum CsvDialect { CSV_GENERIC, CSV_GOOGLE, CSV_OUTLOOK } CsvDialect;

// normalised: as sheet_normalise gives it.
CsvTitle csv_title(CsvDialect dialect, const char *normalised);

#endif
