// SPDX-License-Identifier: MIT
// What the files of the query language share with each other and with nobody else.
#ifndef RAPPORT_CORE_QUERY_INTERNAL_H
#define RAPPORT_CORE_QUERY_INTERNAL_H

#include "rapport/core/query.h"

typedef struct QueryChoice {
    const char *name;
    int value;
    bool alias; // another spelling of a name before it; aliases stand last
} QueryChoice;

// The choices of a field by position, aliases too. False at the end.
bool query_choice_at(QueryField field, size_t position, QueryChoice *choice);

// The row of a name, read without case (length bytes at name), or of a sigil; NULL when there is none.
const QueryFieldInfo *query_field_named(const char *name, size_t length);
const QueryFieldInfo *query_field_sigil(char sigil);

// Reads a lower-case DAYS value into from, to and never. False when it is none.
bool query_days_parse(const char *text, bool future, int32_t today, QueryValue *value);

// True when more typing may make a DAYS value of it.
bool query_days_unfinished(const char *text);

void query_node_free(QueryNode *node);
void query_value_clear(QueryValue *value);

#endif
