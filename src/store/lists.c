// SPDX-License-Identifier: MIT
// The List: a first page at once where that is cheap, the whole order when somebody has computed it.
#include <stdlib.h>

#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/store/roster.h"

enum { FIRST_PAGE = 200 };

struct List {
    ContactIds ids;
    RosterRows *rows; // NULL: the ids are the list
    bool complete;
    uint64_t generation;
};

static bool is_everybody(const Query *query)
{
    return query->root == NULL && query->scope == QUERY_SCOPE_DEFAULT && query->sort_count == 0;
}

List *list_open(Store *store, const char *text, ContactSort sort, bool reverse, int32_t today)
{
    List *list = mem_alloc(sizeof *list);
    Query *query = NULL;
    if (sort == SORT_DEFAULT && !reverse && query_parse(text, QUERY_LENIENT, today, &query, NULL) &&
        is_everybody(query) &&
        store_search(store, query, SORT_DEFAULT, false, FIRST_PAGE + 1, &list->ids, NULL)) {
        list->complete = list->ids.count <= FIRST_PAGE;
        if (!list->complete)
            list->ids.count = FIRST_PAGE;
    }
    query_free(query);
    return list;
}

void list_free(List *list)
{
    if (list == NULL)
        return;
    vec_clear(&list->ids);
    roster_rows_free(list->rows);
    free(list);
}

bool list_compute(Store *store, const char *text, ContactSort sort, bool reverse, int32_t today,
                  ListResult *out, Error *err)
{
    Query *query = NULL;
    ContactIds ids = {0};
    if (!query_parse(text, QUERY_LENIENT, today, &query, err))
        return false;
    bool fine = store_search(store, query, sort, reverse, 0, &ids, err);
    query_free(query);
    if (fine)
        *out = (ListResult){ids.items, ids.count};
    else
        vec_clear(&ids);
    return fine;
}

static void renew(List *list)
{
    vec_clear(&list->ids);
    roster_rows_free(list->rows);
    list->rows = NULL;
    list->complete = true;
    list->generation++;
}

void list_adopt(List *list, ListResult *result)
{
    renew(list);
    list->ids.items = result->ids;
    list->ids.count = list->ids.capacity = result->count;
    *result = (ListResult){0};
}

void list_adopt_rows(List *list, RosterRows *rows)
{
    renew(list);
    list->rows = rows;
}

bool list_complete(const List *list)
{
    return list->complete;
}
size_t list_count(const List *list)
{
    return list->rows != NULL ? roster_rows_count(list->rows) : list->ids.count;
}
int64_t list_id(const List *list, size_t index)
{
    if (index >= list_count(list))
        return 0;
    return list->rows != NULL ? roster_rows_id(list->rows, index) : list->ids.items[index];
}
ptrdiff_t list_find(const List *list, int64_t id)
{
    if (list->rows != NULL)
        return roster_rows_find(list->rows, id);
    for (size_t i = 0; i < list->ids.count; i++)
        if (list->ids.items[i] == id)
            return (ptrdiff_t)i;
    return -1;
}
const RosterRows *list_rows(const List *list)
{
    return list->rows;
}
uint64_t list_generation(const List *list)
{
    return list->generation;
}
