// SPDX-License-Identifier: MIT
// Removing people for good. It cannot be undone; whoever calls it has asked.
#ifndef RAPPORT_APP_PURGE_H
#define RAPPORT_APP_PURGE_H

#include "rapport/app/app.h"
#include "rapport/store/backups.h"

typedef struct PurgeReport {
    BackupFiles copies; // of the database, that still hold them or cannot be looked into
    bool complete;      // no byte of them is left in the file; else left says what to do
    Error left;
} PurgeReport;

void purge_report_clear(PurgeReport *report);

// Some seconds at a million contacts: on the screen only by a job. False when nothing was removed.
bool app_purge(App *app, const int64_t *contacts, size_t count, PurgeReport *report, Error *err);
// Completes one that another program held up; complete at once when there is none.
bool app_purge_finish(App *app, Error *err);
// Deletes the copies of a report, as many as can be; *deleted counts them.
bool app_purge_copies(const PurgeReport *report, size_t *deleted, Error *err);

#endif
