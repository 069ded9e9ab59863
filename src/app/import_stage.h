// SPDX-License-Identifier: MIT
// Where the records of an import wait until all files are read: one file a kind in the directory of the
// database, 0600 and without a name from the moment it is made, so that nothing is ever left behind. Read
// back, a record and its texts live until the next one is read.
#ifndef IMPORT_STAGE_H
#define IMPORT_STAGE_H

#include <stdio.h>

#include "rapport/base/arena.h"
#include "rapport/base/error.h"
#include "rapport/base/str.h"
#include "rapport/base/vec.h"
#include "rapport/formats/record.h"

typedef enum StagedKind {
    STAGED_CONTACT,
    STAGED_MESSAGE,
    STAGED_INVITATION,
    STAGED_ME,
    STAGED_ROLE,
    STAGED_FOLLOW,
    STAGED_JOB,
    STAGED_NOTE,
    STAGED_KINDS
} StagedKind;

enum { STAGE_LISTS = 5 }; // lists of values in a record, at most

typedef struct ImportStage {
    const char *near; // the database's path; ":memory:" = the system's directory for such files
    FILE *files[STAGED_KINDS];
    int64_t counts[STAGED_KINDS];
    int64_t read[STAGED_KINDS]; // where the next record begins
    StagedKind reading;         // of this kind, from this place on, are
    int64_t from;               // the bytes in the buffer
    Str buffer;
    VEC(ImportValue) lists[STAGE_LISTS];
    bool failed; // a write did
} ImportStage;

// record is the struct of that kind; file says which of the import's files it came from.
void import_stage_put(ImportStage *stage, StagedKind kind, int file, const void *record);
bool import_stage_rewind(ImportStage *stage, StagedKind kind,
                         Error *err); // before reading; tells failed writes
// False at the end. record is filled.
bool import_stage_next(ImportStage *stage, StagedKind kind, int *file, void *record);
// Where the next record of a kind begins, and reading one there. With an arena the texts live as long as
// that.
int64_t import_stage_at(const ImportStage *stage, StagedKind kind);
bool import_stage_get(ImportStage *stage, StagedKind kind, int64_t at, Arena *keep, int *file, void *record);
void import_stage_clear(ImportStage *stage);

#endif
