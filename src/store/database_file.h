// SPDX-License-Identifier: MIT
// The file of the database before SQLite sees it: may it be opened, and whose is what stands beside it?
#ifndef RAPPORT_STORE_DATABASE_FILE_H
#define RAPPORT_STORE_DATABASE_FILE_H

#include <stdbool.h>

#include "rapport/base/error.h"

// What tells one database from another: SQL for its one row.
#define FILE_IDENTITY "SELECT value FROM state WHERE name = 'file'"

// The path with the links of its folder resolved, owned: SQLite's NOFOLLOW refuses a link anywhere in it.
// create: makes missing folders. NULL when the folder is not there or others can write to it.
char *file_resolve(const char *path, bool create, Error *err);

// Whether it is ours alone to write, a whole plain file, and not the rest of a lost one. create: makes an
// empty one (0600) where there is none.
bool file_check(const char *path, bool create, Error *err);

// Whether something waits in its -wal: a program is using it, or ended without closing it.
bool file_has_wal(const char *path);

// The identity of the file as it is without its -wal, owned; NULL when it cannot be told.
char *file_identity(const char *path);

#endif
