// SPDX-License-Identifier: MIT
// The open database: one SQLite file, one connection, one thread. All writing happens between store_begin and
// store_commit, which is one transaction, one step of undo and one sequence number.
#ifndef RAPPORT_STORE_STORE_H
#define RAPPORT_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/clock.h"
#include "rapport/base/embedded.h"
#include "rapport/base/error.h"
#include "rapport/base/id.h"

typedef struct Store Store;

enum { STORE_SCHEMA_VERSION = 3 };

// The schema as numbered steps, each a script of SQL that makes version n of version n - 1. One that does
// more than add tables or columns at the end says so in a line "-- closes the history": what was recorded for
// undo does not fit afterwards.
typedef struct StoreSchema {
    const EmbeddedFile *steps; // version of them
    const uint64_t *hashes;    // [n] of sqlite_schema at version n, see migrate.c
    int version;
} StoreSchema;

typedef struct StoreOptions {
    const char *path; // borrowed; ":memory:" for a private one
    bool create;      // make file and directories (0600, 0700) when missing; upgrade it for a reader, too
    bool read_only;   // readers only: never writes, never checkpoints
    Clock clock;
    IdSource ids;
    const char *instance;      // whose steps of undo these are (store_instance); NULL = one of its own
    const char *vfs;           // NULL = the default; tests of faults name theirs
    const StoreSchema *schema; // NULL = the program's own; tests of upgrades have one to come
    void (*progress)(void *self, const char *what); // told what a long opening does (upgrade); may be NULL
    void *progress_self;
} StoreOptions;

// Opens, checks and if need be upgrades (after a copy into the folder of backups) the database. Refuses, with
// the reason: files of others or that others can write, links, foreign or damaged schemas. A file of a newer
// schema opens read-only, see store_read_only. ERROR_DAMAGED when a backup is what helps; the file and its
// -wal are then left as they are.
bool store_open(const StoreOptions *options, Store **out, Error *err);

// Whether opening this file would upgrade it, which can take a minute. Looks at its header alone; false for
// what cannot be read.
bool store_is_outdated(const char *path);

// A second connection to the same file, for another thread; its steps are the steps of the first. Never for
// ":memory:".
bool store_open_again(const Store *store, Store **out, Error *err);

// The name of this connection in the history; borrowed.
const char *store_instance(const Store *store);

void store_close(Store *store); // NULL is fine; an open transaction is rolled back

bool store_read_only(const Store *store);
const char *store_path(const Store *store); // resolved; borrowed
Moment store_now(const Store *store);
int32_t store_today(const Store *store);
const Clock *store_clock(const Store *store);
Id store_new_id(Store *store);

// ---- transactions

// Starts a writing transaction. what names the step for undo and history ("log message with Maya Lindqvist");
// it may be refined before commit with store_describe. Waits politely for other writers (up to 5 s, or as
// store_on_busy has it), then ERROR_DATABASE.
bool store_begin(Store *store, const char *what, Error *err);
// The same without a step of undo, for what the program keeps by itself (shipped templates).
bool store_begin_unjournaled(Store *store, Error *err);
void store_describe(Store *store, const char *what, int64_t contact); // contact 0 = nobody in particular
// Journals, publishes the changes to other processes and commits; durable when it returns true. A step that
// changed nothing leaves no entry. On failure everything is rolled back.
bool store_commit(Store *store, Error *err);
void store_rollback(Store *store); // nothing happens outside a transaction
bool store_in_transaction(const Store *store);

// Reads that must agree with one another, e.g. an export or a frame: of one moment, and locked once. Nothing
// can be written between. One within another is part of it.
bool store_begin_read(Store *store, Error *err);
void store_end_read(Store *store);

// Stops a running statement from another thread.
void store_interrupt(Store *store);
void store_release_memory(Store *store); // what is kept of the file, read again when needed

// ---- what changed (bits, also for the screens)

typedef enum Change {
    CHANGE_CONTACTS = 1,
    CHANGE_ORGANISATIONS = 2,
    CHANGE_INTERACTIONS = 4,
    CHANGE_FOLLOWUPS = 8,
    CHANGE_DRAFTS = 16,
    CHANGE_TEMPLATES = 32,
    CHANGE_SETTINGS = 64,
    CHANGE_ALL = 127,
} Change;

// What the last committed transaction of this connection changed (Change bits).
unsigned store_last_change(const Store *store);
// The step of the history that it was; 0 = none, as undo is none.
int64_t store_last_step(const Store *store);

// What other connections committed since the last call (Change bits; 0 = nothing). Cheap when nothing
// happened.
unsigned store_poll_changes(Store *store);
// The number of what this connection committed last; 0 = nothing yet.
int64_t store_written(const Store *store);
// Another connection of ours wrote that one: it is no news for store_poll_changes.
void store_knows(Store *store, int64_t seq);
int64_t store_writes(Store *store); // rows that this connection has written so far: whether it wrote at all
// The number of the last change that anybody committed: the same number, the same database.
int64_t store_seq(Store *store);

// While statements run, go_on is asked now and then (0 of 0), and between those of undo and redo it is told
// how far they are; false stops them (ERROR_INTERRUPTED). NULL = no more. go_on may not use this store.
void store_watch(Store *store, bool (*go_on)(void *self, size_t count, size_t total), void *self);

// Asked again and again while another connection writes and this one would: waited_ms so far, false gives up.
// Without one it gives up after five seconds.
void store_on_busy(Store *store, bool (*wait)(void *self, int waited_ms), void *self);

// A copy of the whole database that is in no folder and gone when it is closed: to try what nobody shall see.
bool store_open_scratch(const Store *store, Store **out, Error *err);

// Whether anything was written by this connection since it was opened, or by others since it polled last.
bool store_changed(Store *store);

// Is there anything of the kind at all (CHANGE_FOLLOWUPS, CHANGE_DRAFTS), open or not?
bool store_any(Store *store, Change kind);
bool store_any_sent(Store *store); // a draft that was sent

// Marks a thing as changed within the transaction. The writing functions of this layer do so themselves.
void store_touch(Store *store, Change kind, int64_t id);

// ---- undo

typedef struct JournalStep {
    int64_t id;
    Moment at;
    char what[200];
    char state[8]; // "done", "undone" or "closed"
    bool is_import;
} JournalStep;

// Undoes the last step that is done; of this instance only when mine is true. ERROR_NOT_FOUND when there is
// none, ERROR_CONFLICT (naming what changed since) when it cannot be complete; nothing is changed then.
bool store_undo(Store *store, bool mine, JournalStep *step, Error *err);
bool store_redo(Store *store, bool mine, JournalStep *step, Error *err);
// Whether the next undo (or redo) of this instance changes so much that nobody should wait for it.
bool store_step_is_large(Store *store, bool undo);
// The newest steps first, at most max, from offset on; of one contact when contact is not 0. Returns how
// many.
size_t store_history(Store *store, int64_t contact, JournalStep *steps, size_t offset, size_t max);

// ---- backup, check

// Online backup into a new 0600 file, whole or not at all.
bool store_backup(Store *store, const char *path, Error *err);
// Whether the file was left in the middle of work when this connection opened it: by a crash or a power cut,
// or because another program has it open. A reason to check it when there is time.
bool store_was_left_open(const Store *store);
// SQLite's quick check, about a second and a half at a million contacts; store_interrupt stops it.
bool store_quick_check(Store *store, Error *err);
// Checks that path is a sound rapport database (integrity, schema) without changing it.
bool store_verify_file(const char *path, Error *err);
// Puts the backup at path in the place of the database at target; the present file is kept as
// "TARGET.before-restore-N", or as "TARGET.damaged-DATE-N" (today's) with its -wal untouched when it is not
// sound; its name is written to kept (at least 4096 bytes). Nobody may have target open.
bool store_restore(const char *path, const char *target, int32_t today, char *kept, size_t size, Error *err);
// Integrity of SQLite, foreign keys, full text and our own invariants: one line a finding through report.
// Returns the number of findings, -1 when it could not run (err).
int store_check(Store *store, void (*report)(void *self, const char *finding), void *self, Error *err);

#endif
