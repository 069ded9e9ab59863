// SPDX-License-Identifier: MIT
// Removing people for good: their rows, what only they took part in, the steps of the history that touch
// them, and every byte of them in the file. What stays are salted hashes of their keys in outside sources, so
// that no import brings them back, and the copies of the database, which are named.
#ifndef RAPPORT_STORE_PURGE_H
#define RAPPORT_STORE_PURGE_H

#include "rapport/store/backups.h"
#include "rapport/store/store.h"

// Removes the contacts from all tables, inside a transaction without a step of undo. What several took part
// in keeps the others; organisations, tags and events that nobody else has go too. Steps of the
// history that touch them stay as "purged"; neither they nor what came before them can be undone.
bool store_purge(Store *store, const int64_t *contacts, size_t count, Error *err);

// Is there room for store_purge_finish (it writes the whole file anew)? ERROR_IO with the number if not.
bool store_purge_has_room(Store *store, Error *err);

// Makes the bytes go after the commit: search indexes without deleted words, a file written anew, an empty
// -wal. Some seconds at a million contacts; others may read meanwhile, writers wait. ERROR_CONFLICT when
// another program held an old state for so long that old bytes are still in the file or its -wal; calling it
// again later completes it, and store_purge_unfinished tells until then.
bool store_purge_finish(Store *store, Error *err);
bool store_purge_unfinished(Store *store);

// The copies of the database in which one of these people (by id) may still be: it is found in them, or they
// cannot be looked into. Call it before the purge.
bool store_purge_copies(Store *store, const char *folder, const int64_t *contacts, size_t count,
                        BackupFiles *out, Error *err);
// Removes a copy with what belongs to it.
bool store_remove_copy(const char *path, Error *err);

// Whether the key in a source ("linkedin", "in/maya-lindqvist") is of somebody who was purged.
bool store_purged(Store *store, const char *source, const char *key);
bool store_purged_any(Store *store); // was anybody ever?

#endif
