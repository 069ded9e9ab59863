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

typedef struct Parser {
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
} Parser;

static bool parse_or(Parser *p, QueryNode **out);
static bool parse_unary(Parser *p, QueryNode **out);

// ---- characters

static int column(const Parser *p, size_t at)
{
    return (int)utf8_count_codes(p->text, at) + 1;
}

#define FAIL(p, at, ...) error_at((p)->err, ERROR_INPUT, 0, column((p), (at)), __VA_ARGS__)

static bool at_end(const Parser *p)
{
    return p->at >= p->length;
}

static char peek(const Parser *p)
{
    return at_end(p) ? '\0' : p->text[p->at];
}

// The bytes of the blank at a position; 0 when there is none.
static size_t blank_size(const Parser *p, size_t at)
{
    uint32_t code;
    if (at >= p->length)
        return 0;
    size_t size = utf8_decode(p->text + at, p->length - at, &code, NULL);
    return utf8_is_space(code) ? size : 0;
}

static void skip_blanks(Parser *p)
{
    for (size_t size; (size = blank_size(p, p->at)) > 0;)
        p->at += size;
}

// The end of the word that begins at a position; stops names characters that end it beside blanks and groups.
static size_t word_end(const Parser *p, size_t at, const char *stops)
{
    while (at < p->length && strchr("()\"", p->text[at]) == NULL && strchr(stops, p->text[at]) == NULL &&
           blank_size(p, at) == 0)
        at++;
    return at;
}

static bool at_keyword(const Parser *p, const char *keyword)
{
    size_t length = strlen(keyword);
    if (word_end(p, p->at, "") - p->at != length)
        return false;
    for (size_t i = 0; i < length; i++) {
        if ((p->text[p->at + i] & ~0x20) != keyword[i])
            return false;
    }
    return true;
}

static bool at_operator(const Parser *p)
{
    return at_keyword(p, "OR") || at_keyword(p, "AND");
}

// ---- nodes

static QueryNode *node_new(Parser *p, QueryNodeKind kind, size_t at)
{
    QueryNode *node = mem_alloc(sizeof *node);
    node->kind = kind;
    node->column = column(p, at);
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

static QueryNode *node_negate(Parser *p, QueryNode *child, size_t at)
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

// ---- values

static bool collect_token(void *self, const char *token, size_t length)
{
    QueryValue *value = self;
    uint32_t code;
    utf8_decode(token, length, &code, NULL);
    QueryToken item = {mem_strndup(token, length), utf8_is_cjk(code)};
    vec_push(&value->tokens, item);
    return true;
}

static void value_tokenise(QueryValue *value)
{
    Str folded = STR_INIT;
    utf8_fold(&folded, value->text, strlen(value->text));
    utf8_tokens(str_get(&folded), folded.length, collect_token, value);
    str_clear(&folded);
}

static bool count_term(Parser *p, size_t at)
{
    if (++p->terms > QUERY_MAX_TERMS)
        return FAIL(p, at, "a query has at most %d terms", QUERY_MAX_TERMS);
    return true;
}

// Reads a word or a phrase as it stands. A quote that is never closed ends with the text while typing.
static bool read_raw(Parser *p, const char *stops, QueryValue *value)
{
    size_t start = p->at;
    *value = (QueryValue){0};
    if (peek(p) != '"') {
        p->at = word_end(p, start, stops);
        value->text = mem_strndup(p->text + start, p->at - start);
        return true;
    }
    const char *quote = memchr(p->text + start + 1, '"', p->length - start - 1);
    if (quote == NULL && !p->lenient)
        return FAIL(p, start, "this quote is never closed");
    size_t end = quote == NULL ? p->length : (size_t)(quote - p->text);
    value->text = mem_strndup(p->text + start + 1, end - start - 1);
    value->quoted = true;
    value->whole = quote != NULL;
    p->at = quote == NULL ? end : end + 1;
    return true;
}

static void note_unsaid(Parser *p, size_t at)
{
    if (p->unsaid_at == SIZE_MAX)
        p->unsaid_at = at;
}

static void lower_ascii(char *text)
{
    for (; *text != '\0'; text++) {
        if (*text >= 'A' && *text <= 'Z')
            *text = (char)(*text - 'A' + 'a');
    }
}

// A value that was read moves into the node.
static bool keep_value(Parser *p, QueryNode *node, QueryValue *value, size_t at)
{
    if (!count_term(p, at))
        return false;
    vec_push(&node->values, *value);
    *value = (QueryValue){0};
    return true;
}

static bool add_text(Parser *p, QueryNode *node, const QueryFieldInfo *field, QueryValue *value, size_t at)
{
    value_tokenise(value);
    if (value->tokens.count > 0)
        return keep_value(p, node, value, at);
    if (!p->lenient)
        return FAIL(p, at, "there is nothing to search for in \"%s\"; \"%s:\" takes words, such as %s",
                    value->text, field->name, field->example);
    return true;
}

// Aliases stand last, so the first name of a value is its own.
static const char *choice_canonical(QueryField field, int value)
{
    QueryChoice choice;
    for (size_t i = 0; query_choice_at(field, i, &choice); i++) {
        if (choice.value == value)
            return choice.name;
    }
    return "";
}

static bool add_choice(Parser *p, QueryNode *node, const QueryChoice *choice, const char *sign, size_t at)
{
    for (size_t i = 0; i < node->values.count; i++) {
        if (node->values.items[i].choice == choice->value)
            return true;
    }
    QueryValue value = {.choice = choice->value};
    value.text = str_format("%s%s", sign, choice_canonical(node->field, choice->value));
    if (keep_value(p, node, &value, at))
        return true;
    query_value_clear(&value);
    return false;
}

static bool fail_choice(Parser *p, const QueryFieldInfo *field, const char *text, size_t at)
{
    const char *names[32];
    size_t count = 0;
    Str list = STR_INIT;
    for (const char *name; count < 32 && (name = query_choice_name(field->field, count)) != NULL; count++) {
        names[count] = name;
        str_appendf(&list, "%s%s", count > 0 ? ", " : "", name);
    }
    const char *near = suggest(text, names, count);
    if (near != NULL)
        FAIL(p, at, "\"%s:\" knows no \"%.80s\"; did you mean \"%s\"?", field->name, text, near);
    else
        FAIL(p, at, "\"%s:\" knows no \"%.80s\"; it takes %s", field->name, text, str_get(&list));
    str_clear(&list);
    return false;
}

// While typing, the beginning of a name stands for every name that begins so; where only one value makes
// sense (in:, sort:) it stands for none yet.
static bool add_unfinished_choice(Parser *p, QueryNode *node, const char *text, size_t at, bool *found)
{
    QueryChoice choice;
    for (size_t i = 0; query_choice_at(node->field, i, &choice); i++) {
        if (!str_starts(choice.name, text))
            continue;
        *found = true;
        if (node->field != QUERY_IN && node->field != QUERY_SORT && !add_choice(p, node, &choice, "", at))
            return false;
    }
    return true;
}

static bool read_choice(Parser *p, QueryNode *node, const QueryFieldInfo *field, QueryValue *value, size_t at)
{
    QueryChoice choice;
    lower_ascii(value->text);
    bool reverse = field->field == QUERY_SORT && value->text[0] == '-';
    const char *text = value->text + reverse;
    for (size_t i = 0; query_choice_at(field->field, i, &choice); i++) {
        if (strcmp(choice.name, text) == 0)
            return add_choice(p, node, &choice, reverse ? "-" : "", at);
    }
    bool found = false;
    if (p->lenient && at_end(p) && !add_unfinished_choice(p, node, text, at, &found))
        return false;
    return found || fail_choice(p, field, text, at);
}

static bool read_days(Parser *p, QueryNode *node, const QueryFieldInfo *field, QueryValue *value, size_t at)
{
    lower_ascii(value->text);
    value->quoted = value->whole = false;
    if (query_days_parse(value->text, field->future, p->today, value))
        return keep_value(p, node, value, at);
    if (p->lenient && at_end(p) && query_days_unfinished(value->text))
        return true;
    return FAIL(p, at,
                "\"%s:\" does not understand \"%.80s\"; it takes >30d, <2w, 2026, 2026-10, "
                "2026-10-01..2026-10-31 or none",
                field->name, value->text);
}

static bool read_value(Parser *p, QueryNode *node, const QueryFieldInfo *field)
{
    size_t at = p->at;
    QueryValue value;
    if (!read_raw(p, ",", &value))
        return false;
    bool good;
    if (value.text[0] == '\0' && p->lenient)
        good = true;
    else if (value.text[0] == '\0')
        good = FAIL(p, at, "\"%s:\" lacks a value here, as in %s", field->name, field->example);
    else if (field->kind == QUERY_TEXT)
        good = add_text(p, node, field, &value, at);
    else if (field->kind == QUERY_CHOICE)
        good = read_choice(p, node, field, &value, at);
    else
        good = read_days(p, node, field, &value, at);
    query_value_clear(&value);
    return good;
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
static bool apply_setting(Parser *p, const QueryNode *node, size_t at)
{
    if (p->depth > 0)
        return FAIL(p, at,
                    "\"%s:\" is about the whole query; put it outside parentheses and without - before it",
                    query_field_info(node->field)->name);
    if (node->field == QUERY_IN && node->values.count > 1)
        return FAIL(p, at, "\"in:\" takes one of its values only");
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
static bool parse_field(Parser *p, const QueryFieldInfo *field, size_t start, QueryNode **out)
{
    QueryNode *node = node_new(p, QUERY_FIELD, start);
    node->field = field->field;
    bool good, more;
    do {
        good = read_value(p, node, field);
        more = good && peek(p) == ',';
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

static bool fail_field(Parser *p, size_t start, size_t end)
{
    char name[32];
    size_t length = end - start < sizeof name ? end - start : sizeof name - 1;
    memcpy(name, p->text + start, length);
    name[length] = '\0';
    const QueryFieldInfo *first = query_field_info((QueryField)0);
    const char *near = suggest_row(name, &first->name, QUERY_FIELD_COUNT, sizeof *first);
    if (near != NULL)
        return FAIL(p, start, "there is no field \"%s:\"; did you mean \"%s:\"?", name, near);
    return FAIL(p, start, "there is no field \"%s:\"; quotes around it search for the text itself", name);
}

static bool parse_text(Parser *p, QueryNode **out)
{
    size_t at = p->at;
    QueryValue value;
    if (!read_raw(p, "", &value))
        return false;
    value_tokenise(&value);
    bool good = true;
    if (value.tokens.count == 0) {
        note_unsaid(p, at);
    } else {
        QueryNode *node = node_new(p, value.quoted ? QUERY_PHRASE : QUERY_WORD, at);
        good = keep_value(p, node, &value, at);
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

static bool parse_term(Parser *p, QueryNode **out)
{
    size_t start = p->at;
    const QueryFieldInfo *field = query_field_sigil(peek(p));
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

static bool enter(Parser *p, size_t at)
{
    if (++p->depth > QUERY_MAX_DEPTH)
        return FAIL(p, at, "parentheses and negations stand at most %d deep", QUERY_MAX_DEPTH);
    return true;
}

static bool operand_follows(Parser *p)
{
    skip_blanks(p);
    return !at_end(p) && peek(p) != ')' && !at_operator(p);
}

// Reads OR or AND when it is the next word. An operator with nothing on one side is an error, while typing it
// is nothing.
static bool take_operator(Parser *p, const char *keyword, bool *taken)
{
    size_t at = p->at;
    *taken = at_keyword(p, keyword);
    if (!*taken)
        return true;
    p->at += strlen(keyword);
    bool operand = p->operand;
    p->operand = false;
    if (!p->lenient && !operand)
        return FAIL(p, at, "%s has nothing before it; quotes around it search for the word itself", keyword);
    if (!operand_follows(p) && !p->lenient)
        return FAIL(p, at, "%s has nothing behind it; quotes around it search for the word itself", keyword);
    return true;
}

static bool parse_negation(Parser *p, size_t start, QueryNode **out)
{
    QueryNode *child = NULL;
    if (!enter(p, start) || !parse_unary(p, &child))
        return false;
    p->depth--;
    *out = node_negate(p, child, start);
    return true;
}

static bool parse_minus(Parser *p, QueryNode **out)
{
    size_t start = p->at++;
    if (at_end(p) || blank_size(p, p->at) > 0 || peek(p) == ')') { // a dash between words
        note_unsaid(p, start);
        return true;
    }
    if (at_operator(p) && !p->lenient)
        return FAIL(p, p->at,
                    "this word has a meaning of its own; quotes around it search for the word itself");
    return parse_negation(p, start, out);
}

static bool parse_not(Parser *p, QueryNode **out)
{
    size_t start = p->at;
    p->at += strlen("NOT");
    if (operand_follows(p))
        return parse_negation(p, start, out);
    if (!p->lenient)
        return FAIL(p, start, "NOT has nothing behind it; quotes around it search for the word itself");
    return true;
}

static bool parse_group(Parser *p, QueryNode **out)
{
    size_t start = p->at++;
    p->operand = false;
    if (!enter(p, start) || !parse_or(p, out))
        return false;
    p->depth--;
    if (!p->operand && !p->lenient)
        return FAIL(p, start, "there is nothing between these parentheses");
    if (peek(p) == ')') {
        p->at++;
        return true;
    }
    return p->lenient || FAIL(p, start, "this parenthesis is never closed");
}

static bool parse_unary(Parser *p, QueryNode **out)
{
    bool good;
    if (p->lenient && at_operator(p)) { // "-or" on its way to "-oracle"
        p->at = word_end(p, p->at, "");
        good = true;
    } else if (peek(p) == '-') {
        good = parse_minus(p, out);
    } else if (at_keyword(p, "NOT")) {
        good = parse_not(p, out);
    } else if (peek(p) == '(') {
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

static bool parse_and(Parser *p, QueryNode **out)
{
    QueryNode *group = node_new(p, QUERY_AND, p->at);
    bool good = true;
    for (;;) {
        QueryNode *child = NULL;
        bool taken;
        skip_blanks(p);
        if (at_end(p) || peek(p) == ')' || at_keyword(p, "OR"))
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

static bool parse_or(Parser *p, QueryNode **out)
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

static bool parse_all(Parser *p)
{
    if (p->length > QUERY_MAX_BYTES)
        return error_set(p->err, ERROR_INPUT, "a query has at most %d bytes", QUERY_MAX_BYTES);
    if (!parse_or(p, &p->query->root))
        return false;
    if (!at_end(p))
        return FAIL(p, p->at, "this parenthesis was never opened");
    if (!p->lenient && !p->said && p->unsaid_at != SIZE_MAX)
        return FAIL(p, p->unsaid_at, "there is nothing to search for in this; a word has letters or digits");
    return true;
}

bool query_parse(const char *text, QueryMode mode, int32_t today, Query **out, Error *err)
{
    Str repaired = STR_INIT;
    utf8_repair(&repaired, text == NULL ? "" : text, text == NULL ? 0 : strlen(text));
    Query *query = mem_alloc(sizeof *query);
    Parser parser = {.text = str_get(&repaired),
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
