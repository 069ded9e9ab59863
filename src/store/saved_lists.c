// SPDX-License-Identifier: MIT
// Few rows, read whole. The text of a query is kept, not what it meant that day: "last:>30d" goes with the
// time.
#include "rapport/store/saved_lists.h"

#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/core/fuzzy.h"

bool store_saved_lists(Store *store, SavedLists *out, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(store, err, "SELECT name, query FROM saved_list ORDER BY name", "");
    while (db_step(store, s, err))
        vec_push(out, ((SavedList){db_text(s, 0), db_text(s, 1)}));
    return s != NULL && err->kind == ERROR_NONE;
}

void store_saved_lists_clear(SavedLists *lists)
{
    for (size_t i = 0; i < lists->count; i++) {
        free(lists->items[i].name);
        free(lists->items[i].query);
    }
    vec_clear(lists);
}

bool store_saved_list(Store *store, const char *name, char **query, Error *err)
{
    SavedLists lists = {0};
    *query = NULL;
    if (!store_saved_lists(store, &lists, err))
        return false;
    for (size_t i = 0; i < lists.count && *query == NULL; i++)
        if (strcmp(lists.items[i].name, name) == 0)
            *query = mem_strdup(lists.items[i].query);
    if (*query == NULL) {
        const char *near = lists.count > 0 ? suggest_row(name, (const char *const *)&lists.items[0].name,
                                                         lists.count, sizeof lists.items[0])
                                           : NULL;
        if (near != NULL)
            error_set(err, ERROR_NOT_FOUND, "there is no list \"%.80s\"; did you mean \"%s\"?", name, near);
        else
            error_set(err, ERROR_NOT_FOUND, "there is no list \"%.80s\"", name);
    }
    store_saved_lists_clear(&lists);
    return *query != NULL;
}

bool store_saved_list_set(Store *store, const char *name, const char *query, Error *err)
{
    store_touch(store, CHANGE_SETTINGS, 0);
    if (query == NULL)
        return db_exec(store, err, "DELETE FROM saved_list WHERE name = ?", "t", name);
    Id uid = store_new_id(store);
    return db_exec(store, err,
                   "INSERT INTO saved_list (uid, name, query) VALUES (?, ?, ?)"
                   " ON CONFLICT (name) DO UPDATE SET query = excluded.query",
                   "utt", &uid, name, query);
}
