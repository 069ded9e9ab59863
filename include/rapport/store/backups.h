// SPDX-License-Identifier: MIT
// The copies of a database: one a day, made by the program itself and thinned out by it, and those that a
// person, an upgrade or a restore made. A copy appears under its name when it is whole, never before.
#ifndef RAPPORT_STORE_BACKUPS_H
#define RAPPORT_STORE_BACKUPS_H

#include "rapport/base/vec.h"
#include "rapport/store/store.h"

typedef enum BackupKind {
    BACKUP_DAILY,    // NAME-auto-2026-11-24.db: only these are ever removed
    BACKUP_BY_HAND,  // NAME-2026-11-24.db, NAME-2026-11-24-2.db
    BACKUP_UPGRADE,  // NAME-before-schema-2.db
    BACKUP_REPLACED, // beside the database: NAME.db.before-restore-1
    BACKUP_DAMAGED,  // beside the database: NAME.db.damaged-2026-11-24
} BackupKind;

typedef struct BackupFile {
    char *path;
    BackupKind kind;
    int32_t day;        // from its name, else when it was written
    int64_t written_ns; // since 1970; tells those of one day apart
    int64_t bytes;
} BackupFile;
typedef VEC(BackupFile) BackupFiles;

// Called every few megabytes while a copy is made; false stops it (ERROR_INTERRUPTED, nothing stays).
typedef struct BackupWatch {
    bool (*progress)(void *self, int64_t done, int64_t total); // bytes; NULL = never asked
    void *self;
} BackupWatch;

// What is kept of the daily ones: the newest daily, and of the weeks before those the newest of each.
typedef struct BackupPolicy {
    const char *folder; // NULL or "" = "backups" beside the database
    int daily, weekly;  // at least 1, at least 0
} BackupPolicy;

// Which of the days of backups stay, in any order; one of a day to come stays and does not count.
void backups_choose(const int32_t *days, size_t count, int32_t today, const BackupPolicy *policy, bool *keep);

// The folder of the policy for the database at path; owned.
char *backups_folder(const char *database, const char *folder);
// A free name in the folder for a copy that a person asks for, or that an upgrade to schema makes (schema not
// 0). Makes the folder (0700). Owned; NULL with err.
char *backups_name(const char *database, const char *folder, int32_t day, int schema, Error *err);

// Makes today's copy and removes those that are too many; *made tells whether one was made: there may be one
// of today, nothing new since the last, or another program at it. ERROR_IO when the disk has no room.
bool backups_daily(Store *store, const BackupPolicy *policy, const BackupWatch *watch, bool *made,
                   Error *err);
bool backups_due(Store *store, const BackupPolicy *policy); // is there none of today? Costs one look

// All copies that are known of a database, the newest first. folder: where the settings say they go; NULL =
// not known (the database cannot be opened): as it was noted beside the database when the last one was made
// there.
void backups_list(const char *database, const char *folder, BackupFiles *out);
// Whether a sound copy of the kind was made of the very state that the database is in.
bool backups_holds(Store *store, BackupKind kind);
void backups_clear(BackupFiles *files);
// The newest copy that is sound, looked through from the newest on; not those that were replaced or damaged.
// Owned; NULL when there is none.
char *backups_newest_good(const char *database, const char *folder, int32_t *day);
// The command line that restores a backup, as one types it into a shell; db: what --db is to say, NULL =
// nothing. Owned.
char *backups_restore_command(const char *backup, const char *db);

// As store_backup, with somebody to tell.
bool store_backup_watched(Store *store, const char *path, const BackupWatch *watch, Error *err);

#endif
