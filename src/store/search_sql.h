// SPDX-License-Identifier: MIT
// A query as one SQL statement: its text is made of our own literals only, everything typed is a bound value.
#ifndef RAPPORT_STORE_SEARCH_SQL_H
#define RAPPORT_STORE_SEARCH_SQL_H

#include <stdint.h>

#include "rapport/base/str.h"
#include "rapport/base/vec.h"
#include "rapport/core/query.h"
#include "rapport/store/search.h"

// Whether the last word of "contact c" is a message of theirs that wants an answer: as the timing engine
// reads a history.
#define SEARCH_LAST_WORD                                                                                     \
    "SELECT i.kind = 'message' AND i.direction = 'in'"                                                       \
    " AND ifnull(i.answer, '') NOT IN ('later', 'none-needed')"                                              \
    " AND ifnull(i.expects_answer, ifnull(i.occasion, '') NOT IN ('thank-you', 'congratulation', 'confirm')" \
    "  AND (SELECT count(*) FROM participant g WHERE g.interaction = i.id) = 1)"                             \
    " FROM participant p JOIN interaction i ON i.id = p.interaction WHERE p.contact = c.id"                  \
    " AND i.kind <> 'note' AND (i.kind <> 'introduction' OR i.direction IS 'out') AND (i.kind <> 'meeting' " \
    "OR i.outcome IS 'held') AND i.answer IS NOT 'ooo'"                                                      \
    " ORDER BY i.day DESC, i.at_utc DESC, i.id DESC LIMIT 1"

typedef struct SearchBind {
    char *text; // NULL: the number
    int64_t number;
} SearchBind;

// Days that is: counts with, as the settings say.
typedef struct SearchRules {
    int32_t horizon; // what is older starts nothing
    int32_t polite;  // from so long after my message on a nudge is polite
} SearchRules;
SearchRules search_rules(Store *store);

// A zeroed one is empty.
typedef struct SearchSql {
    Str text;
    VEC(SearchBind) binds; // of the ? in their order
    int32_t today;
    SearchRules rules;
} SearchSql;

// Appends the condition on "contact c" (scope and tree; query NULL = everybody outside the trash).
void search_sql_where(SearchSql *sql, const Query *query);
// Appends " ORDER BY ..." for sort, then the query's own keys.
void search_sql_order(SearchSql *sql, const Query *query, ContactSort sort, bool reverse);
void search_sql_clear(SearchSql *sql);
// Appends the condition of one node of a tree.
void search_sql_node(SearchSql *sql, const QueryNode *node);

// The whole statement for words of one token each (a word, or an AND of them): ids as the people index has
// them.
void search_sql_match(SearchSql *sql, const QueryNode *words);

// Who outside the trash answers one node of a tree, in no order (search.c).
bool search_node(Store *store, const QueryNode *node, ContactIds *ids, Error *err);

#endif
