// SPDX-License-Identifier: MIT
// SQL that reads like a question: prepared statements kept by their text, values always bound.
#ifndef RAPPORT_STORE_DB_H
#define RAPPORT_STORE_DB_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/civil.h"
#include "rapport/base/error.h"
#include "rapport/base/vec.h"
#include "rapport/store/store.h"

enum { STORE_APPLICATION_ID = 0x52505254 }; // "RPRT" in the header of the file

typedef struct Cached {
    const char *sql; // a literal or an owned copy (dynamic)
    sqlite3_stmt *stmt;
} Cached;

typedef struct Touched {
    Change kind;
    int64_t id;
} Touched;

struct Store {
    sqlite3 *db;
    char *path;
    char *vfs;
    const StoreSchema *schema;
    bool read_only;
    bool left_open; // see store_was_left_open
    Clock clock;
    IdSource ids;
    char instance[ID_TEXT_SIZE]; // names this connection in the journal
    VEC(Cached) cached;
    // the open transaction
    bool writing;
    bool half;    // one that was given up could not be rolled back yet: the next statement does it first
    int reading;  // how often store_begin_read was called and not yet ended
    Error broken; // what failed in it or before it, even if nobody looked: nothing is written after that
    sqlite3_session *session;
    char what[200];
    int64_t about;                           // contact of the step
    int64_t import;                          // import of the step, undone as one
    int64_t entry;                           // journal entry of the step; 0 = none yet
    struct Bulk *bulk;                       // many rows, see bulk.h; NULL = as usual
    bool (*wait)(void *self, int waited_ms); // see store_on_busy
    void *wait_self;
    int64_t busy_since_ms;                                 // monotonic
    bool (*go_on)(void *self, size_t count, size_t total); // see store_watch
    void *go_on_self;
    const struct BulkRows *fresh; // what is being inserted, see bulk_rows.h
    VEC(Touched) touched;
    unsigned last_change;
    int64_t written_seq;  // of the last transaction that this connection published
    int64_t known_seq;    // see store_knows
    int64_t seen_seq;     // newest seq this connection knows
    int64_t data_version; // of the last poll
};

// Prepares (or reuses) sql and binds the values by types: i int64_t, n int (plain), d int32_t day (CIVIL_NONE
// = NULL), t const char * (NULL = NULL), b const void * + int length, u const Id *, z int64_t where 0 = NULL.
// sql must be a literal. NULL on failure with err filled. The statement is reset before binding; never
// finalize it.
sqlite3_stmt *db_query(Store *store, Error *err, const char *sql, const char *types, ...);

// The same for text made at run time; the caller finalizes.
sqlite3_stmt *db_prepare(Store *store, Error *err, const char *sql);

// One step: true with a row, false at the end or on failure; *err then tells (kind NONE = end). The statement
// is reset unless there is a row.
bool db_step(Store *store, sqlite3_stmt *stmt, Error *err);

// Runs a statement that gives no rows.
bool db_exec(Store *store, Error *err, const char *sql, const char *types, ...);

// The first column of the first row; fallback when there is none or it is NULL.
int64_t db_int(Store *store, int64_t fallback, const char *sql, const char *types, ...);

// The same without values, 0 for no row or NULL; false when it could not be read.
bool db_read_int(Store *store, const char *sql, int64_t *value, Error *err);

// Runs several statements of literal text without values.
bool db_script(Store *store, const char *sql, Error *err);

// Between the two, indices are sorted in pieces that fit the caches of the machine, and a temporary file
// takes them: all at once in memory, a million keys take twice as long. Where there are temporary tables it
// is not to be changed, and nothing is.
void db_sort_in_pieces(Store *store);
enum { DB_CACHE_KB = 32 << 10 };                  // the usual cache
void db_sort_at_once(Store *store, int cache_kb); // and the cache is of that size again

int64_t db_last_id(Store *store);

// Fills err from the connection; returns false.
// doing: "recording for undo", or NULL; said before what went wrong.
bool db_error(Store *store, Error *err, const char *doing);
// What is in the -wal stays there when the connection is closed: a damaged file must not be damaged further.
void db_leave_alone(Store *store);
void db_reset(sqlite3_stmt *stmt);

// Column readers: texts are copies (NULL stays NULL).
char *db_text(sqlite3_stmt *stmt, int column);
const char *db_peek(sqlite3_stmt *stmt, int column); // borrowed until the next step; NULL stays NULL
int32_t db_day(sqlite3_stmt *stmt, int column);      // NULL = CIVIL_NONE
Id db_id(sqlite3_stmt *stmt, int column);
#define db_i64(stmt, column) ((int64_t)sqlite3_column_int64((stmt), (column)))
#define db_i32(stmt, column) (sqlite3_column_int((stmt), (column)))
#define db_bool(stmt, column) (sqlite3_column_int((stmt), (column)) != 0)
#define db_null(stmt, column) (sqlite3_column_type((stmt), (column)) == SQLITE_NULL)

// Whether text can be a UUID or its first 8+ characters, and the range of ids that begin so.
bool db_begins_id(const char *text);
void db_id_range(const char *text, Id *low, Id *high);

// ---- between the files of this layer

// The source of records that stand for deleted interactions: their keys are taken.
#define SOURCE_INTERACTION "interaction"

const StoreSchema *migrate_schema(void); // the program's own
bool migrate_run(Store *store, const StoreOptions *options, Error *err);
bool migrate_check_schema(Store *store, Error *err);
bool migrate_schema_hash(Store *store, uint64_t *sum, Error *err);

// Prepares what takes a transaction back when the database is opened: that must not need memory just when
// there is none.
bool transaction_ready(Store *store, Error *err);

bool journal_start(Store *store, Error *err);
bool journal_finish(Store *store, Error *err); // writes the entry of the running transaction
void journal_abandon(Store *store);
bool journal_publish(Store *store, Error *err); // seq and change rows
// ERROR_CONFLICT when a later step that stands changed the history or follow-ups of a contact that entry did.
bool journal_check_since(Store *store, int64_t entry, Error *err);

// Tells whoever watches, now and then of many; false = stop.
bool db_tell(Store *store, size_t count, size_t total, Error *err);

// Search rows of what a bulk transaction made; and back to single rows.
bool bulk_finish(Store *store, Error *err);
void bulk_end(Store *store);
// Keeps the search row of a contact until many can be written at once. Ids must grow.
bool bulk_index_tokens(Store *store, int64_t contact, const char *tokens, Error *err);

// Registers folded(text) on the connection, see search_form.h.
bool search_functions(Store *store, Error *err);

// Rewrites the search rows of a contact from its base rows; removes them when it is gone.
bool search_index_contact(Store *store, int64_t contact, Error *err);
// add: indexes the words of an interaction; else takes them out, which needs the row as it was indexed.
bool search_index_interaction(Store *store, int64_t interaction, bool add, Error *err);

#endif
