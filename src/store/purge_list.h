// SPDX-License-Identifier: MIT
// What a purge removes, written down by kind and id: shared by the rows and the history.
#ifndef RAPPORT_STORE_PURGE_LIST_H
#define RAPPORT_STORE_PURGE_LIST_H

#include "db.h"

#define PURGE_PEOPLE "(SELECT id FROM temp.purge_list WHERE kind = 'contact')"

// kind: the name of a table.
bool purge_list_add(Store *store, const char *kind, int64_t id, Error *err);
bool purge_list_has(Store *store, const char *kind, int64_t id);

// Adds what the history knows of the people, then empties every step that touches what is listed.
bool purge_history(Store *store, Error *err);

#endif
