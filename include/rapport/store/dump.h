// SPDX-License-Identifier: MIT
// The complete export: a header, then one JSON object a line, ordered by kind and then by content, with UUIDs
// or natural keys where the database has numbers. Loaded into an empty database and dumped again it is the
// same bytes. Left out: what the program keeps by itself (journal, indices, counters) and what is derived.
#ifndef RAPPORT_STORE_DUMP_H
#define RAPPORT_STORE_DUMP_H

#include <stddef.h>

#include "rapport/store/contacts.h"
#include "rapport/store/store.h"

typedef bool (*DumpWrite)(void *self, const char *bytes, size_t length);

// Streams; false from write stops with ERROR_IO. All from one moment.
bool store_dump(Store *store, DumpWrite write, void *self, Error *err);

typedef struct Loading Loading;

// In a transaction. Shipped templates make way when the database is empty.
Loading *store_load_new(Store *store, Error *err);
typedef enum LoadFate { LOAD_MADE, LOAD_THERE } LoadFate;
// One line without its end. What is there by UUID (or natural key) stays as it is.
bool store_load_line(Loading *loading, const char *line, size_t length, LoadFate *fate, Error *err);
// Search rows; made: contacts whose derived facts are to be computed.
bool store_load_finish(Loading *loading, ContactIds *made, Error *err);
void store_load_free(Loading *loading); // NULL is fine

#endif
