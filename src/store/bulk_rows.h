// SPDX-License-Identifier: MIT
// Rows in memory as the table "fresh", so that one statement inserts thousands of them: a statement a row
// costs several times the row itself.
#ifndef RAPPORT_STORE_BULK_ROWS_H
#define RAPPORT_STORE_BULK_ROWS_H

#include "db.h"

typedef struct BulkRows {
    size_t count;
    const void *rows; // as column() knows them
    // Gives one value to sqlite3_result_*; nothing = NULL. Texts must live until the insert is over.
    void (*column)(sqlite3_context *context, const void *rows, size_t row, int column);
} BulkRows;

// Makes "fresh" known to the connection; only statements of this program itself may use it.
bool bulk_rows_register(Store *store, Error *err);

// sql: a literal "INSERT INTO table (a, b) SELECT c0, c1 FROM fresh".
bool bulk_rows_insert(Store *store, const BulkRows *rows, const char *sql, Error *err);

// What "fresh" is from now on, for a statement that is stepped through; NULL when that is over.
void bulk_rows_show(Store *store, const BulkRows *rows);

// sqlite3_result_text for a text that may be NULL.
void bulk_result_text(sqlite3_context *context, const char *text);
void bulk_result_day(sqlite3_context *context, int32_t day); // CIVIL_NONE = NULL
void bulk_result_id(sqlite3_context *context, int64_t id);   // 0 = NULL

#endif
