// SPDX-License-Identifier: MIT
// Between the files of an import: what it knows while it writes, and what became of a row.
#ifndef IMPORT_INTERNAL_H
#define IMPORT_INTERNAL_H

#include "import_owner.h"
#include "import_stage.h"
#include "rapport/app/transfer.h"
#include "rapport/store/bulk.h"

typedef enum Fate { FATE_CREATED, FATE_UPDATED, FATE_UNCHANGED, FATE_DUPLICATE, FATE_REJECTED } Fate;

// A mapping told for a header, to be remembered.
typedef struct KeptMapping {
    char *fingerprint, *mapping;
} KeptMapping;

typedef struct Importing {
    App *app;
    const ImportRequest *request;
    ImportReport *report;
    ImportStage stage;
    ImportOwner owner;
    int file; // index of the one being read
    int64_t me;
    int64_t created, updated; // people made and changed, for the import's row
    int64_t source_updates;   // source records made or changed
    int64_t first_new;        // lowest id of the people made; 0 = none
    bool touched;             // anything was made or changed
    VEC(KeptMapping) mappings;
    VEC(int64_t) conversed; // contacts whose history changed
    char *reason;           // why the row is rejected; owned
    // progress
    const char *what;
    int64_t rows, bytes, total_bytes, started_ms, told_ms;
    int64_t warning_count;
} Importing;

// Handles one record; *fate says what became of its row.
typedef bool (*TakeRecord)(Importing *im, const void *record, Fate *fate, Error *err);

bool import_take_contact(Importing *im, const void *record, Fate *fate, Error *err);
bool import_take_message(Importing *im, const void *record, Fate *fate, Error *err);
bool import_take_invitation(Importing *im, const void *record, Fate *fate, Error *err);
bool import_take_note(Importing *im, const void *record, Fate *fate, Error *err);
bool import_take_me(Importing *im, const void *record, Fate *fate, Error *err);
bool import_take_role(Importing *im, const void *record, Fate *fate, Error *err);
bool import_take_follow(Importing *im, const void *record, Fate *fate, Error *err);
bool import_take_job(Importing *im, const void *record, Fate *fate, Error *err);

// The contact of me, made when missing and its name is known; 0 when it is not.
bool import_make_me(Importing *im, Error *err);

// What the source says of somebody, as JSON for the source record.
void import_describe_source(const ImportContact *theirs, Str *out);
bool import_create(Importing *im, const ImportContact *theirs, int64_t *id, Error *err);
// Merges into somebody known. last_seen: the source record's; NULL = the source never told of them.
bool import_merge(Importing *im, const ImportContact *theirs, int64_t id, const char *last_seen,
                  bool *changed, Error *err);

// Whom a row speaks of: by slug, else by a name that only one person has. create: makes them in the pool.
// *id 0 = in the trash or purged: leave alone; or, when im->reason is set, nobody can be told.
bool import_person(Importing *im, const char *slug, const char *name, bool create, int64_t *id, Error *err);

// A complete export of ours, told by its first bytes; and reading it.
bool import_is_jsonl(const char *path);
bool import_jsonl(App *app, const char *path, bool dry_run, ImportReport *report, Error *err);

// Sets the reason and gives FATE_REJECTED.
Fate import_reject(Importing *im, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
