// SPDX-License-Identifier: MIT
// Between the files of bulk writing: what a transaction with many rows keeps in memory.
#ifndef RAPPORT_STORE_BULK_PRIVATE_H
#define RAPPORT_STORE_BULK_PRIVATE_H

#include "db.h"
#include "rapport/base/hashmap.h"
#include "rapport/base/str.h"
#include "rapport/core/kinds.h"

typedef struct Waiting {
    int64_t contact;
    size_t at; // in Bulk.tokens, NUL-terminated
} Waiting;

typedef struct BulkOrganisation {
    OrganisationKind kind;
    char *name; // as the import writes it
    int64_t id;
    char *form; // search form of the name as stored
} BulkOrganisation;

struct Bulk {
    int64_t after; // the last interaction before
    Str tokens;
    VEC(Waiting) waiting;    // by contact
    HashMap organisation_at; // of a name: place in organisations
    VEC(BulkOrganisation) organisations;
    VEC(char *) taken_down; // SQL that makes again what store_bulk_take_down dropped
    int64_t uncounted[2];   // contacts made since: pool, active
    VEC(Id) ids;            // for new people, see store_bulk_expect
    size_t id_at;           // the next of them
};

Id bulk_new_id(Store *store);

// The organisation of a name, made when missing; borrowed until the next call. NULL on failure.
const BulkOrganisation *bulk_organisation(Store *store, OrganisationKind kind, const char *name, Error *err);

#endif
