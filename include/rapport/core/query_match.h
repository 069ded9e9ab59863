// SPDX-License-Identifier: MIT
// Does a person answer a query? Written for clarity and independent of SQL: the oracle that the search of the
// store is tested against on random data, and nothing else.
#ifndef RAPPORT_CORE_QUERY_MATCH_H
#define RAPPORT_CORE_QUERY_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/core/kinds.h"
#include "rapport/core/query.h"

typedef struct QueryRole {
    OrganisationKind kind;
    const char *organisation;
    const char *title; // NULL = none
    bool current;
} QueryRole;

// Everything that a query can ask of one person; all texts borrowed, NULL = not known.
typedef struct QueryPerson {
    const char *const *names; // full name, given, family, nickname: what there is
    size_t name_count;
    const QueryRole *roles;
    size_t role_count;
    const char *headline; // counts as a title
    const char *const *tags;
    size_t tag_count;
    const char *const *notes; // texts and subjects of notes, messages and drafts
    size_t note_count;
    const char *city, *industry, *introduced_by;
    Stage stage;
    Channel channel;
    HowMet how;
    int degree;                     // 1..3, QUERY_DEGREE_NONE; 0 = me
    int32_t met, last, next, added; // civil days; CIVIL_NONE = none
    unsigned has;                   // bits 1u << QueryHas
    unsigned is;                    // bits 1u << QueryIs
    bool active;                    // false = pool
    bool deleted;                   // in the trash
} QueryPerson;

// True when the person is in the scope of the query and matches its tree. Me only answers to a query that
// names is:me.
bool query_match(const Query *query, const QueryPerson *person);

#endif
