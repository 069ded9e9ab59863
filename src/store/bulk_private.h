// SPDX-License-Identifier: MIT
// Between the files of bulk writing: what a transaction with many rows keeps in memory.
#ifndef RAPPORT_STORE_BULK_PRIVATE_H
#define RAPPORT_STORE_BULK_PRIVATE_H

#include "db.h"
#include "rapport/base/arena.h"
#include "rapport/base/hashmap.h"
#include "rapport/base/str.h"
#include "rapport/core/interaction.h"
#include "search_rows.h"

typedef struct BulkOrganisation {
    OrganisationKind kind;
    char *name; // as the import writes it
    int64_t id;
    char *form; // search form of the name as stored
} BulkOrganisation;

// Interactions that are not written yet; participants follow them.
typedef struct WaitingInteraction {
    Interaction one; // texts in the arena, without participants and event name
    int64_t event;
} WaitingInteraction;

typedef struct WaitingParticipant {
    int64_t interaction, contact;
    const char *role;
} WaitingParticipant;

typedef struct WaitingInteractions {
    VEC(WaitingInteraction) rows;
    VEC(WaitingParticipant) participants;
    HashMap keys; // hashes of their source keys
    Arena texts;
    int64_t import;
} WaitingInteractions;

struct Bulk {
    int64_t after;           // the last interaction before
    SearchRows added;        // of new people
    SearchRows renewed;      // of those who were there
    HashMap organisation_at; // of a name: place in organisations
    VEC(BulkOrganisation) organisations;
    VEC(char *) taken_down; // SQL that makes again what store_bulk_take_down dropped
    int64_t uncounted[2];   // contacts made since: pool, active
    VEC(Id) ids;            // for new people, see store_bulk_expect
    size_t id_at;           // the next of them
    WaitingInteractions interactions;
};

Id bulk_new_id(Store *store);

// Keeps an interaction until many can be written; sets its id. event: 0 = none.
bool bulk_interaction(Store *store, Interaction *interaction, int64_t event, Error *err);
// Perhaps one with that source key waits.
bool bulk_key_waits(Store *store, const char *source_key);
void bulk_interactions_clear(WaitingInteractions *waiting);
// What a participant is in an interaction.
const char *interaction_role(const Interaction *interaction, size_t index);

// The organisation of a name, made when missing; borrowed until the next call. NULL on failure.
const BulkOrganisation *bulk_organisation(Store *store, OrganisationKind kind, const char *name, Error *err);

#endif
