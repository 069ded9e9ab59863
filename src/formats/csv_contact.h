// SPDX-License-Identifier: MIT
// A row of an address book becomes an ImportContact.
#ifndef RAPPORT_CSV_CONTACT_H
#define RAPPORT_CSV_CONTACT_H

#include "csv_fields.h"
#include "rapport/base/vec.h"
#include "rapport/formats/record.h"
#include "sheet.h"

typedef struct CsvColumn {
    CsvTitle title;
    int label_at; // position of the column with the label of this value; -1 = none
} CsvColumn;

typedef VEC(CsvColumn) CsvColumns;

// Reused from row to row.
typedef struct CsvContactScratch {
    VEC(ImportValue) emails, phones, links, tags, extra;
    const char *middle;
    Str name, key, slug;
} CsvContactScratch;

void csv_contact_scratch_clear(CsvContactScratch *scratch);

// Hands the contact to the sink, or rejects the row.
void csv_contact_row(const SheetRow *row, const CsvColumns *columns, const char *source,
                     CsvContactScratch *scratch);

#endif
