// SPDX-License-Identifier: MIT
// What is saved can be asked again: a query is checked before it is kept.
#include "rapport/app/lists.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/core/query.h"
#include "rapport/store/saved_lists.h"

enum { NAME_CHARACTERS = 60 };

static bool check_name(const char *name, Error *err)
{
    if (str_blank(name))
        return error_set(err, ERROR_INPUT, "a list needs a name");
    if (strpbrk(name, "\r\n\t") != NULL)
        return error_set(err, ERROR_INPUT, "the name of a list is one line");
    return utf8_count_codes(name, strlen(name)) <= NAME_CHARACTERS ||
           error_set(err, ERROR_INPUT, "the name of a list has at most %d characters", NAME_CHARACTERS);
}

static bool check_query(App *app, const char *query, Error *err)
{
    Query *parsed = NULL;
    if (str_blank(query))
        return error_set(err, ERROR_INPUT, "a list needs a query, such as city:boston is:fading");
    bool fine = query_parse(query, QUERY_STRICT, app_today(app), &parsed, err);
    query_free(parsed);
    return fine;
}

static bool step(App *app, const char *verb, const char *name, const char *query, Error *err)
{
    char *what = str_format("%s list %s", verb, name);
    bool fine = store_begin(app->store, what, err);
    free(what);
    if (!fine)
        return false;
    fine = store_saved_list_set(app->store, name, query, err) && store_commit(app->store, err);
    if (!fine)
        store_rollback(app->store);
    return fine;
}

bool app_list_save(App *app, const char *name, const char *query, Error *err)
{
    if (!check_name(name, err) || !check_query(app, query, err))
        return false;
    char *trimmed = str_trim(mem_strdup(name)), *text = str_trim(mem_strdup(query));
    bool fine = step(app, "save", trimmed, text, err);
    free(trimmed);
    free(text);
    return fine;
}

bool app_list_remove(App *app, const char *name, Error *err)
{
    char *query = NULL;
    bool fine = store_saved_list(app->store, name, &query, err) && step(app, "remove", name, NULL, err);
    free(query);
    return fine;
}
