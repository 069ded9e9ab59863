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

// The state of one parse.
typedef struct QueryParser {
    const char *text;
    size_t length;
    size_t at; // bytes
    bool lenient;
    int32_t today;
    size_t terms, depth;
    bool operand;     // something stands before the next OR or AND in this group
    bool said;        // a term that can be searched, a scope or an order was read
    size_t unsaid_at; // the first term without anything to search for; SIZE_MAX = none
    Query *query;
    Error *err;
} QueryParser;

// Fails at a byte position of the text.
#define QUERY_FAIL(p, at, ...) error_at((p)->err, ERROR_INPUT, 0, query_column((p), (at)), __VA_ARGS__)

int query_column(const QueryParser *p, size_t at); // 1-based, in characters
bool query_at_end(const QueryParser *p);
char query_peek(const QueryParser *p);                    // the next byte, NUL at the end
size_t query_blank_size(const QueryParser *p, size_t at); // bytes of the blank there, 0 when there is none
// The end of the word that begins there; stops names characters that end it beside blanks, groups and quotes.
size_t query_word_end(const QueryParser *p, size_t at, const char *stops);

// Reads a word or a phrase as it stands. A quote that is never closed ends with the text while typing.
bool query_read_raw(QueryParser *p, const char *stops, QueryValue *value);
void query_tokenise(QueryValue *value);
// Moves a value that was read into the node.
bool query_keep_value(QueryParser *p, QueryNode *node, QueryValue *value, size_t at);
// Reads one value of a field into the node; unfinished ones are left out while typing.
bool query_read_value(QueryParser *p, QueryNode *node, const QueryFieldInfo *field);

void query_node_free(QueryNode *node);
void query_value_clear(QueryValue *value);

#endif
