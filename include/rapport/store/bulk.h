// SPDX-License-Identifier: MIT
// What writing many rows at once needs: imports with their rows and source records, people found by what an
// outside source knows of them, and no note of every single row. Everything here is for the inside of a
// transaction.
#ifndef RAPPORT_STORE_BULK_H
#define RAPPORT_STORE_BULK_H

#include "rapport/core/interaction.h"
#include "rapport/store/contacts.h"
#include "rapport/store/store.h"

// From here to the end of the transaction, changes are published by kind and not by row, search rows of new
// interactions and people are written in large pieces, and those of changed people are the caller's duty.
bool store_bulk(Store *store, Error *err);
// Writes the interactions that wait for others; before that they are nowhere to be found, but their source
// keys are known to be used.
bool store_bulk_flush(Store *store, Error *err);
// Writes the search row of a contact that was changed.
bool store_bulk_index(Store *store, int64_t contact, Error *err);

// So many people are going to be made: their ids, random as ever, are drawn and put in order before, so that
// they follow each other in the index, too.
void store_bulk_expect(Store *store, size_t people);

// Drops the indices that many new people would meet in no order, and makes them again: within the
// transaction, so nobody else ever sees them missing. Between the two nothing is found by profile, address,
// organisation or source record. A commit puts back what was forgotten.
bool store_bulk_take_down(Store *store, Error *err);
bool store_bulk_put_back(Store *store, Error *err);

// Somebody new, with all that an import brings. The texts are borrowed, those of the contact too.
typedef struct NewPerson {
    Contact contact; // with reaches, roles (kind, name, title, days, current) and tags; id and uid are set
    const char *sort_key;     // of the contact's name; NULL = not computed yet
    const char *source, *key; // the source record; NULL = none
    const char *last_seen;
    int64_t hash; // of last_seen
} NewPerson;

void new_person_clear(NewPerson *person); // the lists alone

// Inserts people with everything beside them and their search rows. A way to reach that is there twice (by
// its folded key) goes in once. What needs no database comes first, on any thread; people are borrowed.
typedef struct PeopleBatch PeopleBatch;
PeopleBatch *store_people_prepare(NewPerson *people, size_t count);
bool store_people_insert(Store *store, PeopleBatch *batch, Error *err);
void store_people_free(PeopleBatch *batch);

// The row of an import. Not journaled: undo removes an import by its id.
bool store_import_insert(Store *store, const char *paths, const char *format, int64_t *id, Error *err);
bool store_import_finish(Store *store, int64_t id, int64_t created, int64_t updated, const char *summary,
                         Error *err);

enum { SOURCE_PURGED = -1 }; // the id of a record that is only a hash by now

typedef struct SourceRecord {
    int64_t id;      // 0 = there is none
    int64_t contact; // 0 = purged: a tombstone
    bool trashed;    // the contact is in the trash
    int64_t import;
    int64_t hash;
    char *last_seen; // JSON; NULL = nothing remembered
} SourceRecord;

bool store_source_find(Store *store, const char *source, const char *key, SourceRecord *record, Error *err);
// The record of a source for a contact, the newest.
bool store_source_of(Store *store, const char *source, int64_t contact, SourceRecord *record, Error *err);
bool store_source_insert(Store *store, const char *source, const char *key, int64_t contact,
                         const char *last_seen, int64_t hash, Error *err);
bool store_source_update(Store *store, int64_t id, const char *key, const char *last_seen, int64_t hash,
                         Error *err);
void source_record_clear(SourceRecord *record);

// A person as found: trashed ones are found too, so that imports do not make them again.
typedef struct Found {
    int64_t contact; // 0 = nobody
    bool trashed;
    bool several; // more than one; contact is any of them
} Found;

// Whom a source record stands for. *known: there is one, or was one of somebody purged, who counts as
// trashed.
bool store_source_contact(Store *store, const char *source, const char *key, Found *found, bool *known,
                          Error *err);
Found store_find_by_reach(Store *store, ReachKind kind, const char *fold);
Found store_find_by_name(Store *store, const char *name); // the whole name, folded, in any order of sorting
bool store_has_profile(Store *store, int64_t contact);    // a LinkedIn profile among the links
bool store_source_key_used(Store *store,
                           const char *source_key); // by an interaction that is here or was deleted

// Gives the key to a message of mine that was recorded by hand: to the same contact, over the channel or
// none, with the same text but for white space and case, within two days. *adopted = its id, 0 = there is
// none.
bool store_interaction_adopt(Store *store, int64_t contact, Channel channel, int64_t utc, const char *text,
                             const char *source_key, int64_t *adopted, Error *err);

// Makes the tag unless it is there. *id 0 = it has no letter.
bool store_tag_make(Store *store, const char *tag, int64_t *id, Error *err);

#endif
