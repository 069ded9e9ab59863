// SPDX-License-Identifier: MIT
// What the files about copies of the database share: names, finished copies, and opening a file with
// distrust.
#ifndef RAPPORT_STORE_COPY_H
#define RAPPORT_STORE_COPY_H

#include "db.h"
#include "rapport/store/backups.h"

bool copy_failed(Error *err, const char *path); // fills err from errno; false
// The path with the links of its folder resolved, since SQLite's NOFOLLOW refuses them. The caller frees.
char *copy_resolve(const char *path, Error *err);
// Gives a file a second or new name that must not exist yet. Where hard links are unknown it is renamed.
bool copy_take_name(const char *from, const char *to, bool move);
bool copy_sync_folder_of(const char *path, Error *err);
// A finished copy beside path, not yet under its name. The caller frees and either renames or removes it.
char *copy_beside(sqlite3 *from, const char *path, const BackupWatch *watch, Error *err);

// A connection that trusts nothing in the file; NULL with err.
sqlite3 *copy_open(const char *path, int flags, Error *err);
// The same to read, when the file is a sound database of ours; *full is its resolved path, owned.
sqlite3 *copy_open_verified(const char *path, char **full, Error *err);

#endif
