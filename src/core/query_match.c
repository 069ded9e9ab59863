// SPDX-License-Identifier: MIT
// The oracle: one person at a time, every text folded and cut anew. Slow on purpose where that makes it
// plainly right.
#include "rapport/core/query_match.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/civil.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

typedef VEC(char *) Tokens;

static bool collect(void *self, const char *token, size_t length)
{
    Tokens *tokens = self;
    vec_push(tokens, mem_strndup(token, length));
    return true;
}

static Tokens tokens_of(const char *text)
{
    Tokens tokens = {0};
    Str folded = STR_INIT;
    utf8_fold(&folded, text, strlen(text));
    utf8_tokens(str_get(&folded), folded.length, collect, &tokens);
    str_clear(&folded);
    return tokens;
}

static void tokens_clear(Tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        free(tokens->items[i]);
    vec_clear(tokens);
}

static bool stands_at(const QueryValue *value, const Tokens *tokens, size_t start)
{
    for (size_t i = 0; i < value->tokens.count; i++) {
        const char *wanted = value->tokens.items[i].text, *there = tokens->items[start + i];
        bool prefix = i + 1 == value->tokens.count && !value->whole;
        if (prefix ? !str_starts(there, wanted) : strcmp(there, wanted) != 0)
            return false;
    }
    return true;
}

static bool text_matches(const QueryValue *value, const char *text)
{
    if (text == NULL)
        return false;
    bool found = false;
    Tokens tokens = tokens_of(text);
    for (size_t start = 0; !found && start + value->tokens.count <= tokens.count; start++)
        found = stands_at(value, &tokens, start);
    tokens_clear(&tokens);
    return found;
}

static bool any_text(const QueryValue *value, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_matches(value, texts[i]))
            return true;
    }
    return false;
}

typedef enum When { EVER, PRESENT, FORMER } When;

static bool organisation_matches(const QueryValue *value, const QueryPerson *person, OrganisationKind kind,
                                 When when)
{
    for (size_t i = 0; i < person->role_count; i++) {
        const QueryRole *role = &person->roles[i];
        if (role->kind == kind && (when == EVER || role->current == (when == PRESENT)) &&
            text_matches(value, role->organisation))
            return true;
    }
    return false;
}

static bool title_matches(const QueryValue *value, const QueryPerson *person)
{
    for (size_t i = 0; i < person->role_count; i++) {
        if (text_matches(value, person->roles[i].title))
            return true;
    }
    return text_matches(value, person->headline);
}

// A word or a phrase outside fields.
static bool person_matches(const QueryValue *value, const QueryPerson *person)
{
    return any_text(value, person->names, person->name_count) ||
           any_text(value, person->tags, person->tag_count) ||
           organisation_matches(value, person, ORGANISATION_COMPANY, EVER) ||
           organisation_matches(value, person, ORGANISATION_SCHOOL, EVER) ||
           organisation_matches(value, person, ORGANISATION_GROUP, EVER) || title_matches(value, person);
}

static bool day_matches(const QueryValue *value, int32_t day)
{
    if (day == CIVIL_NONE || value->never)
        return value->never && day == CIVIL_NONE;
    return value->from <= day && day <= value->to;
}

static bool bit(unsigned bits, int position)
{
    return (bits >> (unsigned)position & 1u) != 0;
}

static bool field_matches(QueryField field, const QueryValue *value, const QueryPerson *person)
{
    switch (field) {
    case QUERY_NAME:
        return any_text(value, person->names, person->name_count);
    case QUERY_COMPANY:
        return organisation_matches(value, person, ORGANISATION_COMPANY, EVER);
    case QUERY_NOW:
        return organisation_matches(value, person, ORGANISATION_COMPANY, PRESENT);
    case QUERY_WAS:
        return organisation_matches(value, person, ORGANISATION_COMPANY, FORMER);
    case QUERY_SCHOOL:
        return organisation_matches(value, person, ORGANISATION_SCHOOL, EVER);
    case QUERY_GROUP:
        return organisation_matches(value, person, ORGANISATION_GROUP, EVER);
    case QUERY_TITLE:
        return title_matches(value, person);
    case QUERY_TAG:
        return any_text(value, person->tags, person->tag_count);
    case QUERY_CITY:
        return text_matches(value, person->city);
    case QUERY_INDUSTRY:
        return text_matches(value, person->industry);
    case QUERY_BY:
        return text_matches(value, person->introduced_by);
    case QUERY_NOTE:
        return any_text(value, person->notes, person->note_count);
    case QUERY_STAGE:
        return (int)person->stage == value->choice;
    case QUERY_DEGREE:
        return person->degree == value->choice;
    case QUERY_CHANNEL:
        return (int)person->channel == value->choice;
    case QUERY_HOW:
        return (int)person->how == value->choice;
    case QUERY_HAS:
        return bit(person->has, value->choice);
    case QUERY_IS:
        return bit(person->is, value->choice);
    case QUERY_MET:
        return day_matches(value, person->met);
    case QUERY_LAST:
        return day_matches(value, person->last);
    case QUERY_NEXT:
        return day_matches(value, person->next);
    case QUERY_ADDED:
        return day_matches(value, person->added);
    case QUERY_IN:
    case QUERY_SORT:
    case QUERY_FIELD_COUNT:
        break;
    }
    return true;
}

static bool any_value(const QueryNode *node, const QueryPerson *person)
{
    for (size_t i = 0; i < node->values.count; i++) {
        if (field_matches(node->field, &node->values.items[i], person))
            return true;
    }
    return false;
}

static bool node_matches(const QueryNode *node, const QueryPerson *person)
{
    if (node->kind == QUERY_WORD || node->kind == QUERY_PHRASE)
        return person_matches(&node->values.items[0], person);
    if (node->kind == QUERY_FIELD)
        return any_value(node, person);
    if (node->kind == QUERY_NOT)
        return !node_matches(node->children.items[0], person);
    bool stop_at = node->kind == QUERY_OR;
    for (size_t i = 0; i < node->children.count; i++) {
        if (node_matches(node->children.items[i], person) == stop_at)
            return stop_at;
    }
    return !stop_at;
}

static bool in_scope(QueryScope scope, const QueryPerson *person)
{
    switch (scope) {
    case QUERY_SCOPE_POOL:
        return !person->deleted && !person->active;
    case QUERY_SCOPE_ACTIVE:
        return !person->deleted && person->active;
    case QUERY_SCOPE_TRASH:
        return person->deleted;
    case QUERY_SCOPE_ALL:
        return true;
    case QUERY_SCOPE_DEFAULT:
        break;
    }
    return !person->deleted;
}

bool query_match(const Query *query, const QueryPerson *person)
{
    if (bit(person->is, QUERY_IS_ME) && !query->names_me)
        return false;
    return in_scope(query->scope, person) && (query->root == NULL || node_matches(query->root, person));
}
