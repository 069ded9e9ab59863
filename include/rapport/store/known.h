// SPDX-License-Identifier: MIT
// What is known of everybody, as hashes: told whether a row of a file can be about somebody who is here
// without asking the database. No hit = surely new. A hit proves nothing: the database is asked, which
// compares texts.
#ifndef RAPPORT_STORE_KNOWN_H
#define RAPPORT_STORE_KNOWN_H

#include "rapport/base/hashmap.h"
#include "rapport/store/contacts.h"

typedef struct Known {
    HashMap map;
    HashMap told;  // the hash of each source record, as long as it is the last one of its key
    bool by_name;  // a source record has a key that is a name
    uint64_t seed; // another one each time, so that nobody can make names that collide
} Known;

void known_init(Known *known);
void known_clear(Known *known);

// Keys: a source record; a folded way to reach; a sort key with the day of a connection.
uint64_t known_source(const Known *known, const char *source, const char *key);
uint64_t known_reach(const Known *known, ReachKind kind, const char *fold);
uint64_t known_day(const Known *known, const char *sort_key, int32_t day);

// Whether a source record has this hash.
bool known_is_told(const Known *known, int64_t hash);
// The record of this key (as from known_source) is told of anew. Its hash until now; 0 = there was none.
int64_t known_retell(Known *known, uint64_t key);

// All that the database has of a kind. The value of a source record is its hash, of the others 0.
bool store_known_sources(Store *store, Known *known, Error *err);
bool store_known_reaches(Store *store, Known *known, Error *err); // profiles and e-mail addresses
bool store_known_days(Store *store, Known *known, Error *err);    // of connections

#endif
