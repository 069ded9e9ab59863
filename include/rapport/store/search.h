// SPDX-License-Identifier: MIT
// Lists of people: a Query (core/query.h) answered as ids in an order, and rows on demand.
#ifndef RAPPORT_STORE_SEARCH_H
#define RAPPORT_STORE_SEARCH_H

#include "rapport/base/vec.h"
#include "rapport/core/kinds.h"
#include "rapport/core/query.h"
#include "rapport/store/contacts.h"
#include "rapport/store/store.h"

typedef enum ContactSort {
    SORT_DEFAULT, // active before pool, then folded name
    SORT_NAME,
    SORT_COMPANY,
    SORT_LAST,
    SORT_NEXT,
    SORT_MET,
    SORT_ADDED
} ContactSort;

typedef enum ContactGroup { GROUP_BY_NONE, GROUP_BY_DEGREE, GROUP_BY_COMPANY, GROUP_BY_STAGE } ContactGroup;

typedef struct Roster Roster; // store/roster.h
typedef struct RosterRows RosterRows;

// The ids that answer the query, at most max (0 = all), in order. query NULL = everybody not in the trash.
// Interruptible with store_interrupt from another thread. Meant for a worker thread or the command line when
// max is 0.
bool store_search(Store *store, const Query *query, ContactSort sort, bool reverse, size_t max,
                  ContactIds *ids, Error *err);
// The first max ids in default order, and how many there are: does not sort many to show few.
bool store_search_first(Store *store, const Query *query, size_t max, ContactIds *ids, int64_t *total,
                        Error *err);
bool store_search_count(Store *store, const Query *query, int64_t *count, Error *err);

// What a list shows of a contact.
typedef struct ContactRow {
    int64_t id;
    char *name;    // "Lindqvist, Maya" as lists show it
    char *company; // current; NULL
    char *title;
    Stage stage;
    bool active, favourite;
    int degree;
    int32_t last_day; // newest of both directions; CIVIL_NONE
    int32_t next_day; // CIVIL_NONE
} ContactRow;
bool store_contact_row(Store *store, int64_t id, ContactRow *row, Error *err);
void contact_row_clear(ContactRow *row);

// The List: people that answer a query, rows on demand. Opening it reads the first page only; what is behind
// it comes from a roster (store/roster.h) at once, or from list_compute on another connection (a worker).
typedef struct List List;
typedef struct ListResult {
    int64_t *ids; // owned
    size_t count;
} ListResult;

// text: the query as typed (lenient parse). Shows the first page at once when the query is empty; else keeps
// nothing until adopted. today is needed by relative days.
List *list_open(Store *store, const char *text, ContactSort sort, bool reverse, int32_t today);
void list_free(List *list);
bool list_compute(Store *store, const char *text, ContactSort sort, bool reverse, int32_t today,
                  ListResult *out, Error *err);
void list_adopt(List *list, ListResult *result);    // takes the ids
void list_adopt_rows(List *list, RosterRows *rows); // takes the rows
bool list_complete(const List *list);               // false = counting still
size_t list_count(const List *list);                // of what is known
int64_t list_id(const List *list, size_t index);    // 0 = not known yet
ptrdiff_t list_find(const List *list, int64_t id);  // index or -1; O(log n) in rows of a roster
uint64_t list_generation(const List *list);         // grows with each adoption
const RosterRows *list_rows(const List *list);      // NULL: not from a roster, so without groups
bool store_has_pool(Store *store);                  // whether anybody only came with an import
int64_t store_contact_count(Store *store);          // of everybody not in the trash, from a counter

#endif
