// SPDX-License-Identifier: MIT
// Import and export: long work in steps, reported and stoppable.
#ifndef RAPPORT_APP_TRANSFER_H
#define RAPPORT_APP_TRANSFER_H

#include <stdio.h>

#include "rapport/app/app.h"
#include "rapport/base/str.h"
#include "rapport/formats/json.h"

typedef struct ImportProgress {
    const char *what;           // "reading Connections.csv"; borrowed until the next call
    int64_t rows;               // read so far
    int64_t bytes, total_bytes; // read; total 0 = unknown
    int64_t rejected;
    int64_t elapsed_ms;
    int64_t left_ms; // a guess from how it went so far; -1 = none
} ImportProgress;

typedef struct ImportRequest {
    const char *const *paths;
    size_t path_count;
    const char *format;      // NULL = found by content
    const char *const *maps; // "school=Alma Mater"
    size_t map_count;
    bool dry_run;
    bool row_by_row; // never many people at once: for tests that compare
    bool activate;   // everyone becomes active instead of pool
    bool (*progress)(void *self, const ImportProgress *progress); // false = stop; may be NULL
    int64_t progress_ms;                                          // at least between two calls
    void *self;
} ImportRequest;

typedef struct ImportFile {
    char *path, *format;
    int64_t rows, created, updated, unchanged, hidden, duplicates, rejected; // rows = sum of the six
} ImportFile;

typedef struct JobChange {
    int64_t contact;
    Id uid;
    bool active; // not of the pool
    char *name, *from, *to;
} JobChange;

// What another program's calendar says anew of a plan that was here.
typedef struct PlanChange {
    const char *what;           // "moved", "changed" (how long, where), "called off", "done", "dropped"
    int64_t contact;            // 0 = none
    char *name, *text;          // either may be NULL
    int32_t from, to;           // CIVIL_NONE: it is on no other day
    int from_minute, to_minute; // -1 = all day
} PlanChange;

// "moved: Ada Byron, coffee: Mon 30 Nov 2026 09:00 -> Tue 1 Dec 2026 09:30". Owned.
char *plan_change_line(const PlanChange *change);

typedef struct ImportReport {
    int64_t id; // 0 for a dry run or when nothing was written
    VEC(ImportFile) files;
    VEC(char *) warnings; // at most 200, then a count
    VEC(char *) rejects;  // "Connections.csv line 12: why", at most 1000
    VEC(JobChange) job_changes;
    VEC(PlanChange) plan_changes;         // at most 1000
    int64_t messages, invitations, notes; // written
    int64_t to_confirm;                   // meetings of a calendar, see app/confirm.h
    bool me_known;                        // whose archive it is was found (or known)
} ImportReport;

bool app_import(App *app, const ImportRequest *request, ImportReport *report, Error *err);
void import_report_clear(ImportReport *report);

// The field "files" of the object that is open in json: what became of the rows of each file.
void import_report_files(const ImportReport *report, JsonWriter *json);
// Takes an import back, whatever came after it; keeps what a person touched since. ERROR_NOT_FOUND,
// ERROR_INPUT.
bool app_import_undo(App *app, int64_t import, Error *err);

// Complete export as JSON Lines (interface: "Complete export"), streamed; byte for byte the same after
// re-import.
bool app_export_jsonl(App *app, bool (*write)(void *self, const char *bytes, size_t length), void *self,
                      Error *err);
// Reads such lines into an empty database (or adds what is not there by UUID) as one step.
bool app_import_jsonl(App *app, const char *path, ImportReport *report, Error *err);

// Open follow-ups as things to do, and the meetings of the last 30 days and to come, as a calendar for other
// programs. ERROR_IO without the module.
typedef struct CalendarRequest {
    const ContactIds *people; // only theirs; NULL = all
    bool events;              // follow-ups as whole-day events, for programs that show no things to do
    bool share;               // without reasons and notes
    bool (*write)(void *self, const char *bytes, size_t length);
    void *self;
} CalendarRequest;
bool app_export_calendar(App *app, const CalendarRequest *request, Error *err);

// The key of what came from a calendar: the UID behind the one, and the day of a series behind the other.
#define CALENDAR_KEY "ics:"
#define CALENDAR_DAY "#"

// Puts the invented sample network into an empty database, relative to today.
bool app_load_sample(App *app, Error *err);

#endif
