// SPDX-License-Identifier: MIT
// Between the files of an import: what it knows while it writes, and what became of a row.
#ifndef IMPORT_INTERNAL_H
#define IMPORT_INTERNAL_H

#include "import_owner.h"
#include "import_stage.h"
#include "rapport/app/transfer.h"
#include "rapport/formats/ical.h"
#include "rapport/store/bulk.h"
#include "rapport/store/known.h"

enum { IMPORT_WARNINGS = 200 }; // told; the others are counted

typedef enum Fate {
    FATE_CREATED,
    FATE_UPDATED,
    FATE_UNCHANGED,
    FATE_HIDDEN,
    FATE_DUPLICATE,
    FATE_REJECTED
} Fate;

// An event or a thing to do of a calendar. They wait in memory: what stands instead of a day of a series may
// stand behind it or in another file.
typedef struct ImportEvent {
    int file;
    IcalItem item;
} ImportEvent;
typedef VEC(ImportEvent) ImportEvents;

// A mapping told for a header, to be remembered.
typedef struct KeptMapping {
    char *fingerprint, *mapping;
} KeptMapping;

// A staged person who is new: the first sixteen bytes of the key to sort by, where the record is, and where
// the whole key is in ImportMatch.sort_keys.
typedef struct StagedPerson {
    uint64_t first, second;
    int64_t at;
    size_t sort_key;
} StagedPerson;

// What matching by hash has found, see import_match.c.
typedef struct ImportMatch {
    bool done;   // else all rows are looked up one by one
    bool by_day; // a row has nothing but name and day
    int64_t seq; // of the database it holds for
    VEC(StagedPerson) fresh;
    Str sort_keys;     // each with its NUL
    VEC(int64_t) rest; // where the records are that may be about somebody who is here
} ImportMatch;

typedef struct KnownProfile {
    size_t slug; // where it begins in ImportProfiles.slugs
    int64_t contact;
} KnownProfile;

// Whom LinkedIn profiles stand for, as far as it was asked for or made in this import.
typedef struct ImportProfiles {
    HashMap at; // the hash of a slug to its place in items, plus one
    VEC(KnownProfile) items;
    Str slugs; // each with its NUL
} ImportProfiles;

typedef struct Importing {
    App *app;
    const ImportRequest *request;
    ImportReport *report;
    ImportStage stage;
    ImportEvents events;
    ImportOwner owner;
    ImportMatch match;
    Known known;
    bool knows;      // the source records are in known
    int64_t passed;  // rows that were left out, being known word for word
    bool outdated;   // somebody changed the database after that
    bool rereads;    // therefore for the second time: nothing is left out
    int warned_line; // of the file being read: the last with a warning
    int file;        // index of the one being read
    int64_t me;
    int64_t created, updated; // people made and changed, for the import's row
    int64_t source_updates;   // source records made or changed
    int64_t first_new;        // lowest id of the people made; 0 = none
    bool touched;             // anything was made or changed
    VEC(KeptMapping) mappings;
    ImportProfiles profiles;
    bool talks;             // there are messages, invitations or notes, so profiles will be asked for
    VEC(int64_t) conversed; // contacts whose history changed
    char *reason;           // why the row is rejected; owned
    bool for_all;           // the reason is that of every such row of the file: it is said once
    int told_for_all;       // the file for which that was done last, plus one
    // progress
    const char *what;
    int64_t rows, looks, bytes, total_bytes, rejected, started_ms, told_ms;
    int64_t rows_to_write, writing_ms; // 0 = still reading; since when
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
bool import_write_events(Importing *im, Error *err);
void import_events_clear(ImportEvents *events);

// False when the person wants it to stop: now, or at every so many rows.
bool import_tell_now(Importing *im, Error *err);
bool import_tell_progress(Importing *im, Error *err);

// Reads all files of a path into the stage (import_read.c).
bool import_read_path(Importing *im, const char *path, Error *err);
// Writes the stage as one step, unless nothing is new or it is a dry run (import_write.c).
bool import_write(Importing *im, Error *err);

// A row that is not taken: counted, and told with its line. line 0: the reason is that of the whole file;
// without a reason it was told already.
void import_refuse(Importing *im, ImportFile *file, int line, const char *reason);
void import_count_row(Importing *im, int file, int line, Fate fate);
// The same for a meeting or a thing to do: rows are counted here, since one event may be many meetings.
void import_count_event(Importing *im, int file, Fate fate);
bool import_stage_lost(Error *err); // what was staged cannot be read back

// What it tells of itself (import_summary.c). Each is the caller's to free.
char *import_describe(const Importing *im); // "import Connections.csv and 3 more files"
char *import_paths(const Importing *im);    // a line each
char *import_formats(const Importing *im);  // each once, with blanks between
char *import_summary(const Importing *im);  // JSON: what became of each file's rows, who changed jobs

// Before a file of so many bytes is read: what the sources said last, where there are rows enough for that.
bool import_know(Importing *im, int64_t bytes, Error *err);
// A row that is not known word for word speaks of this person: an earlier word of theirs is the last no more.
void import_retell(Importing *im, const ImportContact *theirs);

// Tells who of many is new. Not in a transaction; once it runs, again if another program wrote meanwhile.
bool import_match(Importing *im, Error *err);
bool import_match_again(Importing *im, Error *err);
void import_match_clear(Importing *im);
// Makes those who are new.
bool import_write_new(Importing *im, Error *err);

// Facts (and for active people what the rules advise) of everybody whose history grew.
bool import_reconcile(Importing *im, Error *err);

// The contact of me, made when missing and its name is known; 0 when it is not.
bool import_make_me(Importing *im, Error *err);

// The key that the same person had in archives before profiles were told. Replaces what is in out.
bool import_has_older_key(const ImportContact *theirs);
void import_older_key(const ImportContact *theirs, Str *out);

// What the source says of somebody, as JSON for the source record.
void import_describe_source(const ImportContact *theirs, Str *out);
int64_t import_hash(const char *text); // of what a source says: FNV-1a
// What the source record keeps to know the same again: the hash of the cells, else that of seen.
int64_t import_said(const ImportContact *theirs, const char *seen);
// The key that whoever is made of this sorts by.
void import_sort_key(const ImportContact *theirs, Str *out);
// Fills a contact with all that the source says. Its texts are theirs or in the arena: new_person_clear.
void import_fill_new(Importing *im, const ImportContact *theirs, Arena *texts, Contact *ours);
bool import_create_all(Importing *im, PeopleBatch *batch, const NewPerson *people, size_t count, Error *err);
// Makes one, with a source record when theirs has a key.
bool import_create(Importing *im, const ImportContact *theirs, const char *last_seen, int64_t hash,
                   int64_t *id, Error *err);
// Merges into somebody known. last_seen: the source record's; NULL = the source never told of them.
bool import_merge(Importing *im, const ImportContact *theirs, int64_t id, const char *last_seen,
                  bool *changed, Error *err);

// Whom a row speaks of: by slug, else by a name that only one person has. create: makes them in the pool.
// *id 0 = in the trash or purged: leave alone; or, when im->reason is set, nobody can be told.
bool import_person(Importing *im, const char *slug, const char *name, bool create, int64_t *id, Error *err);

// From now on the profile stands for the contact; 0 = somebody who is to be left alone.
void import_profile_is(Importing *im, const char *slug, int64_t contact);
void import_profiles_clear(ImportProfiles *profiles);

// Was the contact made by this import?
bool import_is_new(const Importing *im, int64_t contact);

// A complete export of ours, told by its first bytes; and reading it.
bool import_is_jsonl(const char *path);
bool import_jsonl(App *app, const ImportRequest *request, ImportReport *report, Error *err);

// Sets the reason and gives FATE_REJECTED. for_all: see Importing.
Fate import_reject_all(Importing *im, const char *reason);
Fate import_reject(Importing *im, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
