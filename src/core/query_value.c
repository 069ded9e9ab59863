// SPDX-License-Identifier: MIT
// Words, phrases and values of fields in a query: reading them off the text, checking them against what the
// field takes, and, while a query is being typed, what the beginning of one stands for.
#include <stdlib.h>
#include <string.h>

#include "query_internal.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/core/fuzzy.h"

// ---- characters

int query_column(const QueryParser *p, size_t at)
{
    return (int)utf8_count_codes(p->text, at) + 1;
}

bool query_at_end(const QueryParser *p)
{
    return p->at >= p->length;
}

char query_peek(const QueryParser *p)
{
    return query_at_end(p) ? '\0' : p->text[p->at];
}

// The bytes of the blank at a position; 0 when there is none.
size_t query_blank_size(const QueryParser *p, size_t at)
{
    uint32_t code;
    if (at >= p->length)
        return 0;
    size_t size = utf8_decode(p->text + at, p->length - at, &code, NULL);
    return utf8_is_space(code) ? size : 0;
}

// The end of the word that begins at a position; stops names characters that end it beside blanks and groups.
size_t query_word_end(const QueryParser *p, size_t at, const char *stops)
{
    while (at < p->length && strchr("()\"", p->text[at]) == NULL && strchr(stops, p->text[at]) == NULL &&
           query_blank_size(p, at) == 0)
        at++;
    return at;
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

void query_tokenise(QueryValue *value)
{
    Str folded = STR_INIT;
    utf8_fold(&folded, value->text, strlen(value->text));
    utf8_tokens(str_get(&folded), folded.length, collect_token, value);
    str_clear(&folded);
}

static bool count_term(QueryParser *p, size_t at)
{
    if (++p->terms > QUERY_MAX_TERMS)
        return QUERY_FAIL(p, at, "a query has at most %d terms", QUERY_MAX_TERMS);
    return true;
}

// Reads a word or a phrase as it stands. A quote that is never closed ends with the text while typing.
bool query_read_raw(QueryParser *p, const char *stops, QueryValue *value)
{
    size_t start = p->at;
    *value = (QueryValue){0};
    if (query_peek(p) != '"') {
        p->at = query_word_end(p, start, stops);
        value->text = mem_strndup(p->text + start, p->at - start);
        return true;
    }
    const char *quote = memchr(p->text + start + 1, '"', p->length - start - 1);
    if (quote == NULL && !p->lenient) {
        QUERY_FAIL(p, start, "this quote is never closed");
        return false;
    }
    size_t end = quote == NULL ? p->length : (size_t)(quote - p->text);
    value->text = mem_strndup(p->text + start + 1, end - start - 1);
    value->quoted = true;
    value->whole = quote != NULL;
    p->at = quote == NULL ? end : end + 1;
    return true;
}

static void lower_ascii(char *text)
{
    for (; *text != '\0'; text++) {
        if (*text >= 'A' && *text <= 'Z')
            *text = (char)(*text - 'A' + 'a');
    }
}

// A value that was read moves into the node.
bool query_keep_value(QueryParser *p, QueryNode *node, QueryValue *value, size_t at)
{
    if (!count_term(p, at))
        return false;
    vec_push(&node->values, *value);
    *value = (QueryValue){0};
    return true;
}

static bool add_text(QueryParser *p, QueryNode *node, const QueryFieldInfo *field, QueryValue *value,
                     size_t at)
{
    query_tokenise(value);
    if (value->tokens.count > 0)
        return query_keep_value(p, node, value, at);
    if (!p->lenient)
        return QUERY_FAIL(p, at, "there is nothing to search for in \"%s\"; \"%s:\" takes words, such as %s",
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

static bool add_choice(QueryParser *p, QueryNode *node, const QueryChoice *choice, const char *sign,
                       size_t at)
{
    for (size_t i = 0; i < node->values.count; i++) {
        if (node->values.items[i].choice == choice->value)
            return true;
    }
    QueryValue value = {.choice = choice->value};
    value.text = str_format("%s%s", sign, choice_canonical(node->field, choice->value));
    if (query_keep_value(p, node, &value, at))
        return true;
    query_value_clear(&value);
    return false;
}

static bool fail_choice(QueryParser *p, const QueryFieldInfo *field, const char *text, size_t at)
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
        QUERY_FAIL(p, at, "\"%s:\" knows no \"%.80s\"; did you mean \"%s\"?", field->name, text, near);
    else
        QUERY_FAIL(p, at, "\"%s:\" knows no \"%.80s\"; it takes %s", field->name, text, str_get(&list));
    str_clear(&list);
    return false;
}

// While typing, the beginning of a name stands for every name that begins so; where only one value makes
// sense (in:, sort:) it stands for none yet.
static bool add_unfinished_choice(QueryParser *p, QueryNode *node, const char *text, size_t at, bool *found)
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

static bool read_choice(QueryParser *p, QueryNode *node, const QueryFieldInfo *field, QueryValue *value,
                        size_t at)
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
    if (p->lenient && query_at_end(p) && !add_unfinished_choice(p, node, text, at, &found))
        return false;
    return found || fail_choice(p, field, text, at);
}

static bool read_days(QueryParser *p, QueryNode *node, const QueryFieldInfo *field, QueryValue *value,
                      size_t at)
{
    lower_ascii(value->text);
    value->quoted = value->whole = false;
    if (query_days_parse(value->text, field->future, p->today, value))
        return query_keep_value(p, node, value, at);
    if (p->lenient && query_at_end(p) && query_days_unfinished(value->text))
        return true;
    return QUERY_FAIL(p, at,
                      "\"%s:\" does not understand \"%.80s\"; it takes >30d, <2w, 2026, 2026-10, "
                      "2026-10-01..2026-10-31 or none",
                      field->name, value->text);
}

bool query_read_value(QueryParser *p, QueryNode *node, const QueryFieldInfo *field)
{
    size_t at = p->at;
    QueryValue value;
    if (!query_read_raw(p, ",", &value))
        return false;
    bool good;
    if (value.text[0] == '\0' && p->lenient)
        good = true;
    else if (value.text[0] == '\0')
        good = QUERY_FAIL(p, at, "\"%s:\" lacks a value here, as in %s", field->name, field->example);
    else if (field->kind == QUERY_TEXT)
        good = add_text(p, node, field, &value, at);
    else if (field->kind == QUERY_CHOICE)
        good = read_choice(p, node, field, &value, at);
    else
        good = read_days(p, node, field, &value, at);
    query_value_clear(&value);
    return good;
}
