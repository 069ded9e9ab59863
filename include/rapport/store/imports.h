// SPDX-License-Identifier: MIT
// What an import leaves behind: its row, source records, and its removal as one step of undo.
#ifndef RAPPORT_STORE_IMPORTS_H
#define RAPPORT_STORE_IMPORTS_H

#include "rapport/base/vec.h"
#include "rapport/store/contacts.h"
#include "rapport/store/store.h"

typedef struct ImportRow {
    int64_t id;
    Moment at;
    char *paths, *format, *summary, *state;
    int64_t created, updated;
} ImportRow;
typedef VEC(ImportRow) ImportRows;

bool store_imports(Store *store, ImportRows *out, Error *err); // newest first
void store_imports_clear(ImportRows *rows);

// A new post of an active contact, as an import has found it.
typedef struct JobChangeRow {
    int64_t contact;
    int32_t day; // of the import
    char *from, *to;
} JobChangeRow;
typedef VEC(JobChangeRow) JobChangeRows;
// What the imports since that day tell, the newest first; a contact comes once. Of active contacts that are
// still there.
bool store_job_changes(Store *store, int32_t since, JobChangeRows *rows, Error *err);
void store_job_changes_clear(JobChangeRows *rows);

// Rows that carry an import's id need no changeset: undo removes them by that id. While paused nothing is
// recorded.
void store_journal_import(Store *store, int64_t import);
void store_journal_pause(Store *store, bool paused);
// Writes what is recorded so far as a chunk when it is large; call it every few thousand rows.
bool store_journal_flush(Store *store, Error *err);

// Removes what the import made, but keeps contacts that a person touched since. The row of the import itself
// stays, as "undone", so it has to be made while paused. ERROR_INPUT when it is undone already. In a
// transaction; used by undo.
bool store_import_remove(Store *store, int64_t import, Error *err);

// Takes back an import, the last step or an earlier one, in a transaction of its own: removes what it made
// and changes back what it changed, except what was changed since.
bool store_import_undo(Store *store, int64_t import, Error *err);
// After store_import_undo: whom the import had brought and who stays, because a person touched them since.
bool store_import_kept(Store *store, ContactIds *ids, Error *err);

#endif
