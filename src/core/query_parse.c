// SPDX-License-Identifier: MIT
// The parser of the query language: recursive descent straight over the text. Each rule answers true with a
// node, or with NULL when what it read says nothing (an ampersand, an unfinished field while typing), so that
// groups simply leave it out.
#include <stdlib.h>
#include <string.h>

#include "query_internal.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/core/fuzzy.h"

static bool parse_or(QueryParser *p, QueryNode **out);
static bool parse_unary(QueryParser *p, QueryNode **out);

// ---- characters and words

static void skip_blanks(QueryParser *p)
{
    for (size_t size; (size = query_blank_size(p, p->at)) > 0;)
        p->at += size;
}

static bool at_keyword(const QueryParser *p, const char *keyword)
{
    size_t length = strlen(keyword);
    if (query_word_end(p, p->at, "") - p->at != length)
        return false;
    for (size_t i = 0; i < length; i++) {
        if ((p->text[p->at + i] & ~0x20) != keyword[i])
            return false;
    }
    return true;
}

static bool at_operator(const QueryParser *p)
{
    return at_keyword(p, "OR") || at_keyword(p, "AND");
}

static void note_unsaid(QueryParser *p, size_t at)
{
    if (p->unsaid_at == SIZE_MAX)
        p->unsaid_at = at;
}

// ---- nodes

static QueryNode *node_new(QueryParser *p, QueryNodeKind kind, size_t at)
{
    QueryNode *node = mem_alloc(sizeof *node);
    node->kind = kind;
    node->column = query_column(p, at);
    return node;
}

// Adds a child to a group; a child of the same kind hands over its own children.
static void group_add(QueryNode *group, QueryNode *child)
{
    if (child == NULL)
        return;
    if (child->kind != group->kind) {
        vec_push(&group->children, child);
        return;
    }
    for (size_t i = 0; i < child->children.count; i++)
        vec_push(&group->children, child->children.items[i]);
    child->children.count = 0;
    query_node_free(child);
}

// A group of none is nothing, a group of one is that one.
static QueryNode *group_close(QueryNode *group)
{
    if (group->children.count > 1)
        return group;
    QueryNode *only = group->children.count == 1 ? group->children.items[0] : NULL;
    group->children.count = 0;
    query_node_free(group);
    return only;
}

static QueryNode *node_negate(QueryParser *p, QueryNode *child, size_t at)
{
    if (child == NULL)
        return NULL;
    if (child->kind == QUERY_NOT) {
        QueryNode *inner = child->children.items[0];
        child->children.count = 0;
        query_node_free(child);
        return inner;
    }
    QueryNode *node = node_new(p, QUERY_NOT, at);
    vec_push(&node->children, child);
    return node;
}

// ---- terms

static void add_sort(Query *query, QuerySort sort)
{
    for (size_t i = 0; i < query->sort_count; i++) {
        if (query->sorts[i].key == sort.key)
            return;
    }
    query->sorts[query->sort_count++] = sort;
}

// in: and sort: are about the whole query.
static bool apply_setting(QueryParser *p, const QueryNode *node, size_t at)
{
    if (p->depth > 0)
        return QUERY_FAIL(
            p, at, "\"%s:\" is about the whole query; put it outside parentheses and without - before it",
            query_field_info(node->field)->name);
    if (node->field == QUERY_IN && node->values.count > 1)
        return QUERY_FAIL(p, at, "\"in:\" takes one of its values only");
    for (size_t i = 0; i < node->values.count; i++) {
        const QueryValue *value = &node->values.items[i];
        if (node->field == QUERY_IN)
            p->query->scope = (QueryScope)value->choice;
        else
            add_sort(p->query, (QuerySort){(QuerySortKey)value->choice, value->text[0] == '-'});
    }
    p->said = true;
    return true;
}

static void note_me(Query *query, const QueryNode *node)
{
    for (size_t i = 0; node->field == QUERY_IS && i < node->values.count; i++)
        query->names_me |= node->values.items[i].choice == QUERY_IS_ME;
}

// The values behind "company:" or "@"; start is where the term begins.
static bool parse_field(QueryParser *p, const QueryFieldInfo *field, size_t start, QueryNode **out)
{
    QueryNode *node = node_new(p, QUERY_FIELD, start);
    node->field = field->field;
    bool good, more;
    do {
        good = query_read_value(p, node, field);
        more = good && query_peek(p) == ',';
        p->at += more;
    } while (more);
    if (good && (field->field == QUERY_IN || field->field == QUERY_SORT)) {
        good = apply_setting(p, node, start);
    } else if (good && node->values.count > 0) {
        note_me(p->query, node);
        p->said = true;
        *out = node;
        return true;
    }
    query_node_free(node);
    return good;
}

static bool fail_field(QueryParser *p, size_t start, size_t end)
{
    char name[32];
    size_t length = end - start < sizeof name ? end - start : sizeof name - 1;
    memcpy(name, p->text + start, length);
    name[length] = '\0';
    const QueryFieldInfo *first = query_field_info((QueryField)0);
    const char *near = suggest_row(name, &first->name, QUERY_FIELD_COUNT, sizeof *first);
    if (near != NULL)
        return QUERY_FAIL(p, start, "there is no field \"%s:\"; did you mean \"%s:\"?", name, near);
    return QUERY_FAIL(p, start, "there is no field \"%s:\"; quotes around it search for the text itself",
                      name);
}

static bool parse_text(QueryParser *p, QueryNode **out)
{
    size_t at = p->at;
    QueryValue value;
    if (!query_read_raw(p, "", &value))
        return false;
    query_tokenise(&value);
    bool good = true;
    if (value.tokens.count == 0) {
        note_unsaid(p, at);
    } else {
        QueryNode *node = node_new(p, value.quoted ? QUERY_PHRASE : QUERY_WORD, at);
        good = query_keep_value(p, node, &value, at);
        p->said = true;
        *out = good ? node : NULL;
        if (!good)
            query_node_free(node);
    }
    query_value_clear(&value);
    return good;
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool parse_term(QueryParser *p, QueryNode **out)
{
    size_t start = p->at;
    const QueryFieldInfo *field = query_field_sigil(query_peek(p));
    if (field != NULL) {
        p->at++;
        return parse_field(p, field, start, out);
    }
    size_t colon = start;
    while (colon < p->length && is_letter(p->text[colon]))
        colon++;
    if (colon == start || colon == p->length || p->text[colon] != ':')
        return parse_text(p, out);
    field = query_field_named(p->text + start, colon - start);
    if (field == NULL)
        return fail_field(p, start, colon);
    p->at = colon + 1;
    return parse_field(p, field, start, out);
}

// ---- groups

static bool enter(QueryParser *p, size_t at)
{
    if (++p->depth > QUERY_MAX_DEPTH)
        return QUERY_FAIL(p, at, "parentheses and negations stand at most %d deep", QUERY_MAX_DEPTH);
    return true;
}

static bool operand_follows(QueryParser *p)
{
    skip_blanks(p);
    return !query_at_end(p) && query_peek(p) != ')' && !at_operator(p);
}

// Reads OR or AND when it is the next word. An operator with nothing on one side is an error, while typing it
// is nothing.
static bool take_operator(QueryParser *p, const char *keyword, bool *taken)
{
    size_t at = p->at;
    *taken = at_keyword(p, keyword);
    if (!*taken)
        return true;
    p->at += strlen(keyword);
    bool operand = p->operand;
    p->operand = false;
    if (!p->lenient && !operand)
        return QUERY_FAIL(p, at, "%s has nothing before it; quotes around it search for the word itself",
                          keyword);
    if (!operand_follows(p) && !p->lenient)
        return QUERY_FAIL(p, at, "%s has nothing behind it; quotes around it search for the word itself",
                          keyword);
    return true;
}

static bool parse_negation(QueryParser *p, size_t start, QueryNode **out)
{
    QueryNode *child = NULL;
    if (!enter(p, start) || !parse_unary(p, &child))
        return false;
    p->depth--;
    *out = node_negate(p, child, start);
    return true;
}

static bool parse_minus(QueryParser *p, QueryNode **out)
{
    size_t start = p->at++;
    if (query_at_end(p) || query_blank_size(p, p->at) > 0 || query_peek(p) == ')') { // a dash between words
        note_unsaid(p, start);
        return true;
    }
    if (at_operator(p) && !p->lenient)
        return QUERY_FAIL(p, p->at,
                          "this word has a meaning of its own; quotes around it search for the word itself");
    return parse_negation(p, start, out);
}

static bool parse_not(QueryParser *p, QueryNode **out)
{
    size_t start = p->at;
    p->at += strlen("NOT");
    if (operand_follows(p))
        return parse_negation(p, start, out);
    if (!p->lenient)
        return QUERY_FAIL(p, start, "NOT has nothing behind it; quotes around it search for the word itself");
    return true;
}

static bool parse_group(QueryParser *p, QueryNode **out)
{
    size_t start = p->at++;
    p->operand = false;
    if (!enter(p, start) || !parse_or(p, out))
        return false;
    p->depth--;
    if (!p->operand && !p->lenient)
        return QUERY_FAIL(p, start, "there is nothing between these parentheses");
    if (query_peek(p) == ')') {
        p->at++;
        return true;
    }
    return p->lenient || QUERY_FAIL(p, start, "this parenthesis is never closed");
}

static bool parse_unary(QueryParser *p, QueryNode **out)
{
    bool good;
    if (p->lenient && at_operator(p)) { // "-or" on its way to "-oracle"
        p->at = query_word_end(p, p->at, "");
        good = true;
    } else if (query_peek(p) == '-') {
        good = parse_minus(p, out);
    } else if (at_keyword(p, "NOT")) {
        good = parse_not(p, out);
    } else if (query_peek(p) == '(') {
        good = parse_group(p, out);
    } else {
        good = parse_term(p, out);
    }
    p->operand = true;
    if (!good) {
        query_node_free(*out);
        *out = NULL;
    }
    return good;
}

static bool parse_and(QueryParser *p, QueryNode **out)
{
    QueryNode *group = node_new(p, QUERY_AND, p->at);
    bool good = true;
    for (;;) {
        QueryNode *child = NULL;
        bool taken;
        skip_blanks(p);
        if (query_at_end(p) || query_peek(p) == ')' || at_keyword(p, "OR"))
            break;
        good = take_operator(p, "AND", &taken) && (taken || parse_unary(p, &child));
        group_add(group, child);
        if (!good)
            break;
    }
    QueryNode *node = group_close(group);
    if (good)
        *out = node;
    else
        query_node_free(node);
    return good;
}

static bool parse_or(QueryParser *p, QueryNode **out)
{
    QueryNode *group = node_new(p, QUERY_OR, p->at);
    bool good, taken = false;
    do {
        QueryNode *child = NULL;
        good = parse_and(p, &child);
        group_add(group, child);
        good = good && take_operator(p, "OR", &taken);
    } while (good && taken);
    QueryNode *node = group_close(group);
    if (good)
        *out = node;
    else
        query_node_free(node);
    return good;
}

static bool parse_all(QueryParser *p)
{
    if (p->length > QUERY_MAX_BYTES)
        return error_set(p->err, ERROR_INPUT, "a query has at most %d bytes", QUERY_MAX_BYTES);
    if (!parse_or(p, &p->query->root))
        return false;
    if (!query_at_end(p))
        return QUERY_FAIL(p, p->at, "this parenthesis was never opened");
    if (!p->lenient && !p->said && p->unsaid_at != SIZE_MAX)
        return QUERY_FAIL(p, p->unsaid_at,
                          "there is nothing to search for in this; a word has letters or digits");
    return true;
}

bool query_parse(const char *text, QueryMode mode, int32_t today, Query **out, Error *err)
{
    Str repaired = STR_INIT;
    utf8_repair(&repaired, text == NULL ? "" : text, text == NULL ? 0 : strlen(text));
    Query *query = mem_alloc(sizeof *query);
    QueryParser parser = {.text = str_get(&repaired),
                          .length = repaired.length,
                          .lenient = mode == QUERY_LENIENT,
                          .today = today,
                          .unsaid_at = SIZE_MAX,
                          .query = query,
                          .err = err};
    bool good = parse_all(&parser);
    if (!good) {
        query_free(query);
        query = NULL;
    }
    *out = query;
    str_clear(&repaired);
    return good;
}
