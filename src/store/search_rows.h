// SPDX-License-Identifier: MIT
// Search rows that wait, so that one statement writes thousands: full text writes out what it holds at each
// statement that may fail halfway, and most of ours may. One row at a time costs many times the row.
#ifndef RAPPORT_STORE_SEARCH_ROWS_H
#define RAPPORT_STORE_SEARCH_ROWS_H

#include "db.h"
#include "rapport/base/str.h"

typedef struct SearchRow {
    int64_t contact;
    size_t at; // in SearchRows.tokens, NUL-terminated
} SearchRow;

typedef struct SearchRows {
    VEC(SearchRow) rows; // contacts upwards
    Str tokens;
} SearchRows;

// The row of somebody new. They come upwards.
bool search_rows_add(Store *store, SearchRows *rows, int64_t contact, const char *tokens, Error *err);
bool search_rows_waits(const SearchRows *rows, int64_t contact);
void search_rows_replace(SearchRows *rows, int64_t contact, const char *tokens); // of somebody who waits
bool search_rows_insert(Store *store, SearchRows *rows, Error *err);             // writes all that were added

// The row of somebody known, from the base rows; nothing when it is as it was. Whoever is gone loses theirs.
bool search_rows_renew(Store *store, SearchRows *rows, int64_t contact, Error *err);
bool search_rows_update(Store *store, SearchRows *rows, Error *err); // writes all that were renewed

void search_rows_clear(SearchRows *rows);

#endif
