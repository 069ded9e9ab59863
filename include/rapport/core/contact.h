// SPDX-License-Identifier: MIT
// A contact and what belongs to it, as values. Texts are owned by the struct; NULL = not known.
#ifndef RAPPORT_CORE_CONTACT_H
#define RAPPORT_CORE_CONTACT_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/civil.h"
#include "rapport/base/id.h"
#include "rapport/base/vec.h"
#include "rapport/core/kinds.h"

typedef struct Reach {
    int64_t id;
    ReachKind kind;
    char *value; // as entered
    char *label; // "work", or NULL
} Reach;

typedef struct ContactRole {
    int64_t id;
    int64_t organisation;
    OrganisationKind kind;
    char *name; // of the organisation
    char *title;
    int32_t from, until; // CIVIL_NONE = unknown / current
    bool current;
} ContactRole;

typedef struct Contact {
    int64_t id; // 0 = not stored yet
    Id uid;
    char *name; // as entered; never NULL once stored
    char *given, *family, *nickname, *address_as, *pronouns;
    char *headline; // title of the current role, or what the person says of herself
    char *city, *zone, *industry, *about;
    int32_t birthday; // civil day, CIVIL_NONE = unknown
    bool active;      // false = pool
    bool favourite;
    bool is_me;
    bool deleted; // in the trash
    Stage stage;
    bool stage_by_hand;
    int rhythm_days; // 0 = none
    char *routine;   // NULL = default
    Channel channel; // preferred
    HowMet how;
    char *met_where;
    int32_t met_day;
    char *introduced_by;               // name of the introducer
    bool card;                         // business card received
    int degree;                        // 0 = me, 1..3, -1 = none
    int32_t last_out_day, last_in_day; // derived; CIVIL_NONE = never
    int unanswered;                    // derived
    int32_t next_due_day;              // derived; CIVIL_NONE = nothing open
    int64_t rev;                       // grows with each change of the row
    // Filled by the full read only:
    VEC(Reach) reaches;
    VEC(ContactRole) roles;
    VEC(char *) tags;
} Contact;

void contact_init(Contact *contact);  // all unknown
void contact_clear(Contact *contact); // frees what it owns; usable again after contact_init

// Borrowed look-ups in the filled vectors; NULL when there is none.
const ContactRole *contact_role(const Contact *contact,
                                OrganisationKind kind);            // the current one, else the latest
const char *contact_reach(const Contact *contact, ReachKind kind); // the first by position

#endif
