// SPDX-License-Identifier: MIT
// What the complete export has: tables in an order in which what is referred to comes first.
#ifndef STORE_DUMP_TABLES_H
#define STORE_DUMP_TABLES_H

#include <stdbool.h>
#include <stddef.h>

enum { DUMP_COLUMNS = 40, DUMP_NAME = 32 };

typedef enum DumpType { DUMP_INT, DUMP_DAY, DUMP_TEXT, DUMP_UID, DUMP_REF } DumpType;

// What is not exported but follows from other columns.
typedef enum DumpFold { FOLD_NONE, FOLD_SORT_KEY, FOLD_REACH, FOLD_ORGANISATION, FOLD_TEXT } DumpFold;

typedef struct DumpTable {
    const char *name;
    const char *key;     // SQL of what others refer to it by; NULL = nothing refers to it
    const char *columns; // "name/t": i number, d day, t text, u uid; a table's name = a reference to it
    const char *unique;  // the column by which one that is there already is found, beside uid; or NULL
    DumpFold fold;
} DumpTable;

typedef struct DumpColumn {
    char name[DUMP_NAME];
    DumpType type;
    const DumpTable *ref;
} DumpColumn;

extern const DumpTable DUMP_TABLES[]; // ends with a NULL name

const DumpTable *dump_table(const char *name, size_t length);
size_t dump_columns(const DumpTable *table, DumpColumn columns[DUMP_COLUMNS]);

#endif
