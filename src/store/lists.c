// SPDX-License-Identifier: MIT
// The List: a first page at once where that is cheap, the whole order when somebody has computed it.
#include <stdlib.h>

#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/store/search.h"

enum { FIRST_PAGE = 200 };

struct List {
    ContactIds ids;
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

void list_adopt(List *list, ListResult *result)
{
    vec_clear(&list->ids);
    list->ids.items = result->ids;
    list->ids.count = list->ids.capacity = result->count;
    *result = (ListResult){0};
    list->complete = true;
    list->generation++;
}

bool list_complete(const List *list)
{
    return list->complete;
}
size_t list_count(const List *list)
{
    return list->ids.count;
}
int64_t list_id(const List *list, size_t index)
{
    return index < list->ids.count ? list->ids.items[index] : 0;
}
ptrdiff_t list_find(const List *list, int64_t id)
{
    for (size_t i = 0; i < list->ids.count; i++)
        if (list->ids.items[i] == id)
            return (ptrdiff_t)i;
    return -1;
}
uint64_t list_generation(const List *list)
{
    return list->generation;
}
