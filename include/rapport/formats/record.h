// SPDX-License-Identifier: MIT
// The neutral import records: what every address book format says about people, before anybody decides what
// to do with it. Parsers push records into an ImportSink; all texts are borrowed, valid UTF-8, and live only
// during the call. NULL = not said; a text that is there is never blank. Single-line texts have no control
// characters and at most IMPORT_LINE_MAX bytes, long texts at most IMPORT_TEXT_MAX; what had to be cut is
// reported as a warning.
#ifndef RAPPORT_FORMATS_RECORD_H
#define RAPPORT_FORMATS_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/civil.h"
#include "rapport/core/kinds.h"

enum {
    IMPORT_LINE_MAX = 4 * 1024,
    IMPORT_TEXT_MAX = 256 * 1024,
    IMPORT_YEAR_UNKNOWN =
        1604, // the year of a birthday given without one (a leap year, as address books use it)
};

typedef struct ImportValue {
    const char *value;
    const char *label; // "work", a column name ...; NULL = none
} ImportValue;

typedef struct ImportValues {
    const ImportValue *items;
    size_t count;
} ImportValues;

// A person of an address book.
typedef struct ImportContact {
    int line;           // physical line of the record, 1-based; 0 = the format has no lines
    const char *source; // "linkedin", "google", "outlook", "csv": the family of the source record's key
    const char
        *key; // stable name of this person in the source, never NULL: the LinkedIn slug ("in/ada-byron"),
              // else the folded name and what else is steady (connected day, first e-mail)
    const char *slug; // LinkedIn profile slug; NULL = none known
    const char *name; // full name as it stands, never NULL
    const char *given, *family, *nickname, *pronouns;
    const char *title, *company, *school, *city, *industry, *headline;
    const char *about;     // undated free text
    const char *zone;      // time zone name
    int32_t connected_day; // CIVIL_NONE = not said
    int32_t birthday;      // year IMPORT_YEAR_UNKNOWN when only the day is known
    int degree;            // 1..3; 0 = not said
    HowMet how;
    const char *met_where, *introduced_by;
    int32_t met_day;
    ImportValues emails, phones, links;
    ImportValues tags; // value only
    // Columns that have no field here, and second values of those that have one: label = column name. Of any
    // size up to IMPORT_TEXT_MAX, with line breaks where the column is a long text.
    ImportValues extra;
    int64_t told; // stable hash of the cells as they stand in the file, of all that is read here; 0 = none
} ImportContact;

typedef enum MessageFolder { FOLDER_NONE, FOLDER_INBOX, FOLDER_ARCHIVE, FOLDER_OTHER } MessageFolder;

// A message of a LinkedIn archive. Direction is not known here: it follows from whose archive it is.
typedef struct ImportMessage {
    int line;
    const char *key;          // never NULL; see linkedin.h
    const char *conversation; // LinkedIn's id; never NULL
    const char *title;        // of the conversation
    const char *from_name;
    const char *from_slug; // NULL: a hidden or closed member ("LinkedIn Member")
    const char *to_names;  // as written; names may contain commas, so this cannot be split safely
    ImportValues to;       // recipients by slug (value); empty in archives before mid-2023
    bool group;            // more than one recipient for sure
    int64_t utc;           // seconds since 1970
    const char *subject;
    const char *text; // HTML already reduced to text; NULL = nothing but attachments
    MessageFolder folder;
    const char *attachments; // as written
} ImportMessage;

typedef struct ImportInvitation {
    int line;
    const char *key; // never NULL
    const char *from_name, *to_name;
    const char *from_slug, *to_slug; // NULL before late 2023
    bool outgoing;
    int32_t day;    // as written, without a zone
    int32_t minute; // of the day; -1 = not said
    const char *text;
} ImportInvitation;

// The owner of the archive: one record per Profile.csv.
typedef struct ImportMe {
    int line;
    const char *given, *family, *maiden, *headline, *summary, *industry, *city;
    int32_t birthday;
    const char *websites;
} ImportMe;

// A post or a course of study of the owner.
typedef struct ImportRole {
    int line;
    OrganisationKind kind;    // company or school
    const char *organisation; // never NULL
    const char *title;        // post or degree
    const char *place;
    int32_t from, until; // the first day of what was said ("2011", "Jan 2024"); until CIVIL_NONE = current
    const char *text;
} ImportRole;

typedef struct ImportFollow {
    int line;
    const char *organisation; // never NULL
    int32_t day;
} ImportFollow;

typedef struct ImportSavedJob {
    int line;
    const char *title, *company; // at least one
    const char *link;
    int32_t day; // saved
} ImportSavedJob;

// The owner's own note on a person.
typedef struct ImportNote {
    int line;
    const char *key; // never NULL
    const char *name;
    const char *slug;
    const char *text; // never NULL
    int32_t day;      // written
} ImportNote;

typedef enum ImportVerdict {
    IMPORT_HIDDEN,   // a member who closed the account or hides: counted, never created
    IMPORT_SKIPPED,  // spam, draft, advertising: left out on purpose
    IMPORT_REJECTED, // the row cannot be used
    IMPORT_WARNING,  // the row is used, one value of it is not (or was cut); also sentences about the whole
                     // file
} ImportVerdict;

// What became of a row that did not simply become a record. Exactly one of HIDDEN, SKIPPED and REJECTED
// stands for the row; warnings come in addition to the record.
typedef struct ImportOutcome {
    ImportVerdict verdict;
    int line;               // 0 = the whole file
    int column;             // 1-based field; 0 = the whole row
    const char *field;      // name of the column as in the file, or NULL
    const char *reason;     // a clause without a final stop: "\"31 Feb 2024\" is no date"
    const char *const *row; // the fields of the row, for the file of rejects; NULL for the whole file
    size_t row_count;
} ImportOutcome;

struct IcalItem;

// Where records go. A callback may be NULL: the records are then dropped.
typedef struct ImportSink {
    void (*contact)(void *self, const ImportContact *contact);
    void (*message)(void *self, const ImportMessage *message);
    void (*invitation)(void *self, const ImportInvitation *invitation);
    void (*me)(void *self, const ImportMe *me);
    void (*role)(void *self, const ImportRole *role);
    void (*follow)(void *self, const ImportFollow *follow);
    void (*saved_job)(void *self, const ImportSavedJob *job);
    void (*note)(void *self, const ImportNote *note);
    // An event or a thing to do of a calendar (formats/ical.h). What it takes it leaves initialised.
    void (*event)(void *self, struct IcalItem *event);
    void (*outcome)(void *self, const ImportOutcome *outcome);
    // Asked before a row whose record would have this `told` is looked at: true = it is known, word for word,
    // and there is nothing more to do.
    bool (*is_known)(void *self, int64_t told);
} ImportSink;

#endif
