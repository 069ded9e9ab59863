// SPDX-License-Identifier: MIT
// The tables of the query language: fields, and the names that a field with fixed values knows. Help,
// completion and the manual are made from them, so a new field is one row here and one case in whoever
// answers queries.
#include <string.h>

#include "query_internal.h"
#include "rapport/core/kinds.h"

static const QueryFieldInfo fields[QUERY_FIELD_COUNT] = {
    {"name", QUERY_NAME, QUERY_TEXT, 0, false, "name:ada", "words of the name or nickname"},
    {"company", QUERY_COMPANY, QUERY_TEXT, '@', false, "company:acme,globex", "works or worked there"},
    {"now", QUERY_NOW, QUERY_TEXT, 0, false, "now:acme", "works there at present"},
    {"was", QUERY_WAS, QUERY_TEXT, 0, false, "was:acme", "worked there formerly"},
    {"school", QUERY_SCHOOL, QUERY_TEXT, 0, false, "school:northeastern", "studies or studied there"},
    {"group", QUERY_GROUP, QUERY_TEXT, 0, false, "group:\"robotics club\"", "belongs to the group"},
    {"title", QUERY_TITLE, QUERY_TEXT, 0, false, "title:\"staff engineer\"",
     "words of a title or the headline"},
    {"tag", QUERY_TAG, QUERY_TEXT, '#', false, "#python", "carries the tag"},
    {"stage", QUERY_STAGE, QUERY_CHOICE, 0, false, "stage:met,in-touch", "how far you got with each other"},
    {"degree", QUERY_DEGREE, QUERY_CHOICE, 0, false, "degree:1",
     "1 = you know them, 2 = someone you know does"},
    {"channel", QUERY_CHANNEL, QUERY_CHOICE, 0, false, "channel:email", "the channel they prefer"},
    {"city", QUERY_CITY, QUERY_TEXT, 0, false, "city:boston", "where they live"},
    {"industry", QUERY_INDUSTRY, QUERY_TEXT, 0, false, "industry:energy", "what their work is about"},
    {"how", QUERY_HOW, QUERY_CHOICE, 0, false, "how:event", "how you met"},
    {"met", QUERY_MET, QUERY_DAYS, 0, false, "met:2026-10", "the day you met"},
    {"by", QUERY_BY, QUERY_TEXT, 0, false, "by:sam", "who introduced them"},
    {"note", QUERY_NOTE, QUERY_TEXT, 0, false, "note:robotics", "words of notes, messages and drafts"},
    {"has", QUERY_HAS, QUERY_CHOICE, 0, false, "has:email", "there is such a thing with them"},
    {"is", QUERY_IS, QUERY_CHOICE, 0, false, "is:late", "in such a state today"},
    {"last", QUERY_LAST, QUERY_DAYS, 0, false, "last:>30d", "the last contact in either direction"},
    {"next", QUERY_NEXT, QUERY_DAYS, 0, true, "next:<7d", "the next follow-up"},
    {"added", QUERY_ADDED, QUERY_DAYS, 0, false, "added:2026-10-01..2026-10-31", "the day they came in"},
    {"in", QUERY_IN, QUERY_CHOICE, 0, false, "in:pool",
     "where to look: everything but the trash when not said"},
    {"sort", QUERY_SORT, QUERY_CHOICE, 0, false, "sort:-last,name", "the order; - reverses"},
};

static const QueryChoice degrees[] = {
    {"1", 1, false},  {"2", 2, false},  {"3", 3, false},  {"none", QUERY_DEGREE_NONE, false},
    {"1st", 1, true}, {"2nd", 2, true}, {"3rd", 3, true}, {NULL, 0, false},
};

static const QueryChoice has_names[] = {
    {"email", QUERY_HAS_EMAIL, false},       {"phone", QUERY_HAS_PHONE, false},
    {"linkedin", QUERY_HAS_LINKEDIN, false}, {"note", QUERY_HAS_NOTE, false},
    {"draft", QUERY_HAS_DRAFT, false},       {"card", QUERY_HAS_CARD, false},
    {"promise", QUERY_HAS_PROMISE, false},   {NULL, 0, false},
};

static const QueryChoice is_names[] = {
    {"late", QUERY_IS_LATE, false},
    {"waiting", QUERY_IS_WAITING, false},
    {"owed", QUERY_IS_OWED, false},
    {"pending", QUERY_IS_PENDING, false},
    {"quiet", QUERY_IS_QUIET, false},
    {"resting", QUERY_IS_RESTING, false},
    {"fading", QUERY_IS_FADING, false},
    {"me", QUERY_IS_ME, false},
    {"favourite", QUERY_IS_FAVOURITE, false},
    {"favorite", QUERY_IS_FAVOURITE, true},
    {NULL, 0, false},
};

static const QueryChoice scopes[] = {
    {"pool", QUERY_SCOPE_POOL, false},
    {"active", QUERY_SCOPE_ACTIVE, false},
    {"trash", QUERY_SCOPE_TRASH, false},
    {"all", QUERY_SCOPE_ALL, false},
    {NULL, 0, false},
};

static const QueryChoice sort_keys[] = {
    {"name", QUERY_SORT_NAME, false},     {"company", QUERY_SORT_COMPANY, false},
    {"last", QUERY_SORT_LAST, false},     {"next", QUERY_SORT_NEXT, false},
    {"met", QUERY_SORT_MET, false},       {"added", QUERY_SORT_ADDED, false},
    {"ground", QUERY_SORT_GROUND, false}, {NULL, 0, false},
};

// The vocabularies of the product number their values from 1 and name them themselves.
static QueryChoice vocabulary_at(QueryField field, size_t position)
{
    int value = position < 100 ? (int)position + 1 : 0;
    const char *name = field == QUERY_STAGE     ? stage_name((Stage)value)
                       : field == QUERY_CHANNEL ? channel_name((Channel)value)
                                                : how_met_name((HowMet)value);
    return (QueryChoice){name, value, false};
}

static const QueryChoice *choice_list(QueryField field)
{
    switch (field) {
    case QUERY_DEGREE:
        return degrees;
    case QUERY_HAS:
        return has_names;
    case QUERY_IS:
        return is_names;
    case QUERY_IN:
        return scopes;
    case QUERY_SORT:
        return sort_keys;
    default:
        return NULL;
    }
}

bool query_choice_at(QueryField field, size_t position, QueryChoice *choice)
{
    const QueryChoice *list = choice_list(field);
    *choice = (QueryChoice){0};
    for (size_t i = 0; list != NULL && i < position; i++) {
        if (list[i].name == NULL)
            return false;
    }
    if (list != NULL)
        *choice = list[position];
    else if (field == QUERY_STAGE || field == QUERY_CHANNEL || field == QUERY_HOW)
        *choice = vocabulary_at(field, position);
    return choice->name != NULL;
}

const char *query_choice_name(QueryField field, size_t position)
{
    QueryChoice choice;
    return query_choice_at(field, position, &choice) && !choice.alias ? choice.name : NULL;
}

const QueryFieldInfo *query_field_info(QueryField field)
{
    return &fields[field];
}

const QueryFieldInfo *query_field_named(const char *name, size_t length)
{
    char lower[16];
    if (length >= sizeof lower)
        return NULL;
    for (size_t i = 0; i < length; i++)
        lower[i] = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] - 'A' + 'a') : name[i];
    lower[length] = '\0';
    for (size_t i = 0; i < QUERY_FIELD_COUNT; i++) {
        if (strcmp(fields[i].name, lower) == 0)
            return &fields[i];
    }
    return NULL;
}

const QueryFieldInfo *query_field_sigil(char sigil)
{
    for (size_t i = 0; sigil != '\0' && i < QUERY_FIELD_COUNT; i++) {
        if (fields[i].sigil == sigil)
            return &fields[i];
    }
    return NULL;
}
