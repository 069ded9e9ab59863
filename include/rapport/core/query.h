// SPDX-License-Identifier: MIT
// The query language of the filter line, find, export and saved lists: text in, a pure tree out.
//
//   ada byron            words are AND; each matches the beginning of a word in names, companies, titles,
//   schools, tags -word  NOT word      without; "quoted words" stand next to each other; a OR b; parentheses;
//   AND may be written company:acme,globex  a field with one value of several; name:"ada b"; @acme =
//   company:acme; #x = tag:x last:>30d next:<7d   more, less than so far away (d w m y; also >= <=);
//   met:2026-10  added:2026-10-01..2026-10-31 in:pool  sort:-last,name   what to look through and in which
//   order; they stand outside parentheses
//
// OR, AND, NOT, field names and fixed values are read without case. Text is compared in its search form
// (utf8_fold), cut into tokens (utf8_tokens): a term matches where its tokens stand in a row in one text.
#ifndef RAPPORT_CORE_QUERY_H
#define RAPPORT_CORE_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/error.h"
#include "rapport/base/str.h"
#include "rapport/base/vec.h"

enum {
    QUERY_MAX_BYTES = 4096,
    QUERY_MAX_TERMS = 64, // words, phrases and values of fields together
    QUERY_MAX_DEPTH = 16, // parentheses and negations within each other
};

typedef enum QueryField {
    QUERY_NAME,
    QUERY_COMPANY, // now or formerly
    QUERY_NOW,     // company of a present role
    QUERY_WAS,     // company of a former role
    QUERY_SCHOOL,
    QUERY_GROUP,
    QUERY_TITLE,
    QUERY_TAG,
    QUERY_STAGE,
    QUERY_DEGREE,
    QUERY_CHANNEL,
    QUERY_CITY,
    QUERY_INDUSTRY,
    QUERY_HOW,
    QUERY_MET,
    QUERY_BY,   // introduced by
    QUERY_NOTE, // notes, messages, drafts
    QUERY_HAS,
    QUERY_IS,
    QUERY_LAST,  // last interaction, whoever wrote
    QUERY_NEXT,  // next open follow-up
    QUERY_ADDED, // day the contact came in
    QUERY_IN,    // never in the tree: sets Query.scope
    QUERY_SORT,  // never in the tree: sets Query.sorts
    QUERY_FIELD_COUNT
} QueryField;

typedef enum QueryValueKind {
    QUERY_TEXT,   // words or a phrase
    QUERY_CHOICE, // one of a fixed list of names
    QUERY_DAYS,   // days, ranges, distances from today
} QueryValueKind;

// One row of the table of fields: for parsing, help, completion and documents.
typedef struct QueryFieldInfo {
    const char *name; // without the colon
    QueryField field;
    QueryValueKind kind;
    char sigil;          // '@' or '#' that stands for "name:", else 0
    bool future;         // QUERY_DAYS: the distance from today lies ahead (next:)
    const char *example; // a complete query
    const char *help;    // what it selects, without a full stop
} QueryFieldInfo;

typedef enum QueryHas {
    QUERY_HAS_EMAIL,
    QUERY_HAS_PHONE,
    QUERY_HAS_LINKEDIN,
    QUERY_HAS_NOTE,
    QUERY_HAS_DRAFT,
    QUERY_HAS_CARD,
    QUERY_HAS_PROMISE,
} QueryHas;

typedef enum QueryIs {
    QUERY_IS_LATE,    // a follow-up is overdue
    QUERY_IS_WAITING, // for their answer
    QUERY_IS_OWED,    // I owe an answer
    QUERY_IS_PENDING, // an invitation of mine is not accepted yet
    QUERY_IS_QUIET,   // I wrote, they did not answer, and the polite time has passed
    QUERY_IS_RESTING,
    QUERY_IS_FADING, // longer without contact than the rhythm says
    QUERY_IS_ME,
    QUERY_IS_FAVOURITE,
} QueryIs;

typedef enum QueryScope {
    QUERY_SCOPE_DEFAULT, // everything but the trash, active before pool
    QUERY_SCOPE_POOL,
    QUERY_SCOPE_ACTIVE,
    QUERY_SCOPE_TRASH,
    QUERY_SCOPE_ALL, // with the trash
} QueryScope;

typedef enum QuerySortKey {
    QUERY_SORT_NAME,
    QUERY_SORT_COMPANY,
    QUERY_SORT_LAST,
    QUERY_SORT_NEXT,
    QUERY_SORT_MET,
    QUERY_SORT_ADDED,
    QUERY_SORT_GROUND, // common ground with me
    QUERY_SORT_COUNT
} QuerySortKey;

typedef struct QuerySort {
    QuerySortKey key;
    bool reverse;
} QuerySort;

typedef struct QueryToken {
    char *text;    // folded; one search token
    bool anywhere; // a character of a script without spaces: a token of its own in every text
} QueryToken;

enum { QUERY_DEGREE_NONE = -1 };                                      // degree:none
enum { QUERY_DAY_FIRST = INT32_MIN + 1, QUERY_DAY_LAST = INT32_MAX }; // open ends of a range

// A word, a phrase, or one value of a field.
typedef struct QueryValue {
    char *text; // as typed, without quotes (CHOICE and DAYS: canonical); never NULL
    // WORD, PHRASE and text fields: the tokens stand in a row in one text; unless whole, the last one may be
    // the beginning of a longer token. Never empty.
    VEC(QueryToken) tokens;
    bool quoted;      // a phrase
    bool whole;       // the last token is complete, too (a closed phrase)
    int choice;       // Stage, Channel, HowMet, QueryHas, QueryIs, or a degree (1..3, QUERY_DEGREE_NONE)
    int32_t from, to; // DAYS: inclusive civil days, from <= to; a contact without such a day is in no range
    bool never;       // DAYS "none": contacts without such a day; from and to do not count
} QueryValue;

typedef enum QueryNodeKind {
    QUERY_AND,
    QUERY_OR,
    QUERY_NOT,
    QUERY_WORD,
    QUERY_PHRASE,
    QUERY_FIELD
} QueryNodeKind;

// AND and OR have two children or more, none of them of the same kind; NOT has one, which is no NOT. WORD and
// PHRASE have one value; FIELD has one or more, of which one has to match.
typedef struct QueryNode {
    QueryNodeKind kind;
    int column;       // where it begins, 1-based, in characters
    QueryField field; // of FIELD
    VEC(struct QueryNode *) children;
    VEC(QueryValue) values;
} QueryNode;

typedef struct Query {
    QueryNode *root; // NULL = everybody in the scope
    QueryScope scope;
    QuerySort sorts[QUERY_SORT_COUNT]; // most important first, each key at most once
    size_t sort_count;
    bool names_me; // is:me occurs: only then does *me* belong to the answers
} Query;

typedef enum QueryMode {
    QUERY_STRICT,
    // While it is being typed: what is unfinished is left out (trailing -, OR, @, #, "company:", "last:>3"),
    // an open quote or parenthesis is closed, and the start of a fixed value at the very end stands for all
    // values that start so. What cannot become right by typing on is an error here, too.
    QUERY_LENIENT,
} QueryMode;

// Reads a query (NULL = ""). today (civil day) anchors the distances. True: *out is a new query for
// query_free. False: *out is NULL and err (ERROR_INPUT) says what is wrong, at err->column. Text without a
// searchable term ("&") between others is left out, but a strict query of nothing else is an error, so that
// it never selects everybody.
bool query_parse(const char *text, QueryMode mode, int32_t today, Query **out, Error *err);
void query_free(Query *query);

// Appends the canonical text: parsed again on the same day it gives an equal query.
void query_format(const Query *query, Str *out);

// Same tree, scope and order; columns do not count.
bool query_equal(const Query *a, const Query *b);

// The table: QUERY_FIELD_COUNT rows in the order of the enum.
const QueryFieldInfo *query_field_info(QueryField field);

// The canonical names of a CHOICE field (and of in: and sort:), by position from 0; NULL at the end and for
// other fields.
const char *query_choice_name(QueryField field, size_t position);

#endif
