// SPDX-License-Identifier: MIT
// The tree of a query: releasing it, comparing it, writing it down again in its canonical form.
#include "rapport/core/query.h"

#include <stdlib.h>
#include <string.h>

#include "query_internal.h"

void query_value_clear(QueryValue *value)
{
    for (size_t i = 0; i < value->tokens.count; i++)
        free(value->tokens.items[i].text);
    vec_clear(&value->tokens);
    free(value->text);
    value->text = NULL;
}

void query_node_free(QueryNode *node)
{
    if (node == NULL)
        return;
    for (size_t i = 0; i < node->children.count; i++)
        query_node_free(node->children.items[i]);
    for (size_t i = 0; i < node->values.count; i++)
        query_value_clear(&node->values.items[i]);
    vec_clear(&node->children);
    vec_clear(&node->values);
    free(node);
}

void query_free(Query *query)
{
    if (query == NULL)
        return;
    query_node_free(query->root);
    free(query);
}

static void format_value(const QueryValue *value, Str *out)
{
    if (value->quoted)
        str_appendf(out, "\"%s\"", value->text);
    else
        str_append(out, value->text);
}

static void format_field(const QueryNode *node, Str *out)
{
    str_append(out, query_field_info(node->field)->name);
    for (size_t i = 0; i < node->values.count; i++) {
        str_push(out, i == 0 ? ':' : ',');
        format_value(&node->values.items[i], out);
    }
}

static void format_node(const QueryNode *node, QueryNodeKind parent, Str *out);

static void format_group(const QueryNode *node, QueryNodeKind parent, Str *out)
{
    // AND binds closer than OR, so only these two need to be held together.
    bool bracketed = parent == QUERY_NOT || (node->kind == QUERY_OR && parent == QUERY_AND);
    if (bracketed)
        str_push(out, '(');
    for (size_t i = 0; i < node->children.count; i++) {
        if (i > 0)
            str_append(out, node->kind == QUERY_OR ? " OR " : " ");
        format_node(node->children.items[i], node->kind, out);
    }
    if (bracketed)
        str_push(out, ')');
}

static void format_node(const QueryNode *node, QueryNodeKind parent, Str *out)
{
    switch (node->kind) {
    case QUERY_AND:
    case QUERY_OR:
        format_group(node, parent, out);
        break;
    case QUERY_NOT:
        str_push(out, '-');
        format_node(node->children.items[0], QUERY_NOT, out);
        break;
    case QUERY_WORD:
    case QUERY_PHRASE:
        format_value(&node->values.items[0], out);
        break;
    case QUERY_FIELD:
        format_field(node, out);
        break;
    }
}

static void separate(Str *out, size_t start)
{
    if (out->length > start)
        str_push(out, ' ');
}

void query_format(const Query *query, Str *out)
{
    size_t start = out->length;
    if (query->root != NULL)
        format_node(query->root, QUERY_OR, out);
    if (query->scope != QUERY_SCOPE_DEFAULT) {
        separate(out, start);
        str_appendf(out, "in:%s", query_choice_name(QUERY_IN, (size_t)query->scope - 1));
    }
    for (size_t i = 0; i < query->sort_count; i++) {
        if (i == 0)
            separate(out, start);
        str_appendf(out, "%s%s%s", i == 0 ? "sort:" : ",", query->sorts[i].reverse ? "-" : "",
                    query_choice_name(QUERY_SORT, (size_t)query->sorts[i].key));
    }
}

static bool values_equal(const QueryValue *a, const QueryValue *b)
{
    return strcmp(a->text, b->text) == 0 && a->quoted == b->quoted && a->whole == b->whole &&
           a->choice == b->choice && a->from == b->from && a->to == b->to && a->never == b->never;
}

static bool nodes_equal(const QueryNode *a, const QueryNode *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    if (a->kind != b->kind || a->field != b->field || a->children.count != b->children.count ||
        a->values.count != b->values.count)
        return false;
    for (size_t i = 0; i < a->children.count; i++) {
        if (!nodes_equal(a->children.items[i], b->children.items[i]))
            return false;
    }
    for (size_t i = 0; i < a->values.count; i++) {
        if (!values_equal(&a->values.items[i], &b->values.items[i]))
            return false;
    }
    return true;
}

bool query_equal(const Query *a, const Query *b)
{
    if (a->scope != b->scope || a->sort_count != b->sort_count)
        return false;
    for (size_t i = 0; i < a->sort_count; i++) {
        if (a->sorts[i].key != b->sorts[i].key || a->sorts[i].reverse != b->sorts[i].reverse)
            return false;
    }
    return nodes_equal(a->root, b->root);
}
