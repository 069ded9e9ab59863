// SPDX-License-Identifier: MIT
// Where the list of contacts comes from: memory answers at once; what only the database knows is read by the
// worker, and until it comes the list before stays usable. Each question replaces the one before.
#include "contacts.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/str.h"

// So many marked ones are put in the order shown; more are not gone through one by one.
enum { ORDERED_MOST = 200 };

// What is read behind the screen: the parts that memory lacks, or the whole list.
typedef struct Reading {
    char *text;
    RosterOrder order;
    int32_t today;
    bool parts_only;
    RosterParts parts;
    ListResult list;
} Reading;

Contacts *contacts_of(Tui *tui)
{
    return tui->tabs[1].panes[0]->state;
}

size_t contacts_count(const Contacts *contacts)
{
    return contacts->list != NULL ? list_count(contacts->list) : 0;
}

void contacts_moved(Pane *pane)
{
    View *view = &pane->tui->tabs[1];
    for (int i = 1; i < VIEW_PANES; i++)
        if (view->panes[i] != NULL)
            view->panes[i]->stale = true;
}

void contacts_go(Contacts *contacts, ptrdiff_t row)
{
    ptrdiff_t count = (ptrdiff_t)contacts_count(contacts);
    row = row >= count ? count - 1 : row;
    contacts->focus = row < 0 ? 0 : (size_t)row;
    contacts->focus_id = count > 0 ? list_id(contacts->list, contacts->focus) : 0;
}

void contacts_refocus(Contacts *contacts)
{
    bool looked_for = contacts->focus_id != 0 && contacts->list != NULL;
    ptrdiff_t at = looked_for ? list_find(contacts->list, contacts->focus_id) : -1;
    contacts_go(contacts, at >= 0 ? at : (ptrdiff_t)contacts->focus);
}

void contacts_open_list(Pane *pane)
{
    Contacts *contacts = pane->state;
    if (contacts->list == NULL)
        contacts->list = list_open(tui_app(pane->tui)->store, contacts->filter, contacts->order.sort,
                                   contacts->order.reverse, tui_today(pane->tui));
}

// ---- answers

static void answered(Pane *pane)
{
    Contacts *contacts = pane->state;
    int64_t before = contacts->focus_id;
    contacts->asking = false;
    contacts->chosen_stale = contacts->chosen_stale || contacts->marks.count <= ORDERED_MOST; // see its order
    contacts_refocus(contacts);
    if (contacts->focus_id != before)
        contacts_moved(pane);
}

static void answer_from_memory(Pane *pane, Roster *roster, const Query *query, const RosterParts *parts)
{
    Contacts *contacts = pane->state;
    contacts_open_list(pane);
    list_adopt_rows(contacts->list,
                    roster_search(roster, query, tui_today(pane->tui), &contacts->order, parts));
    answered(pane);
}

static void answer_with_ids(Pane *pane, ListResult *result)
{
    Contacts *contacts = pane->state;
    contacts_open_list(pane);
    list_adopt(contacts->list, result);
    answered(pane);
}

void contacts_forget_parts(Contacts *contacts)
{
    roster_parts_clear(&contacts->parts);
    str_truncate(&contacts->parts_name, 0);
}

static void answer_with_parts(Pane *pane, const Query *query, RosterParts *parts)
{
    Contacts *contacts = pane->state;
    contacts_forget_parts(contacts);
    contacts->parts = *parts;
    *parts = (RosterParts){0};
    roster_parts_name(query, &contacts->parts_name);
    Roster *roster = people_roster(pane->tui);
    if (roster != NULL)
        answer_from_memory(pane, roster, query, &contacts->parts);
}

// ---- reading

static bool read_list(Store *store, const atomic_bool *stop, void *state)
{
    (void)stop;
    Reading *reading = state;
    Error err = {0};
    Query *query = NULL;
    if (!reading->parts_only)
        return list_compute(store, reading->text, reading->order.sort, reading->order.reverse, reading->today,
                            &reading->list, &err);
    bool fine = query_parse(reading->text, QUERY_LENIENT, reading->today, &query, &err) &&
                roster_read_parts(store, query, &reading->parts, &err);
    query_free(query);
    return fine;
}

static void reading_free(void *state)
{
    Reading *reading = state;
    free(reading->text);
    roster_parts_clear(&reading->parts);
    free(reading->list.ids);
    free(reading);
}

static void take_reading(Pane *pane, Reading *reading)
{
    Query *query = NULL;
    if (!reading->parts_only)
        answer_with_ids(pane, &reading->list);
    else if (query_parse(reading->text, QUERY_LENIENT, reading->today, &query, NULL))
        answer_with_parts(pane, query, &reading->parts);
    query_free(query);
}

static void read_behind(Pane *pane, bool parts_only)
{
    Contacts *contacts = pane->state;
    Tui *tui = pane->tui;
    Reading *reading = mem_alloc(sizeof *reading);
    reading->text = mem_strdup(contacts->filter);
    reading->order = contacts->order;
    reading->today = tui_today(tui);
    reading->parts_only = parts_only;
    contacts->asking = true;
    if (tui->worker == NULL && !tui->options.inline_jobs)
        tui->worker = worker_new(tui);
    if (tui->worker != NULL) {
        worker_ask(tui->worker, &(Task){read_list, reading_free, reading, contacts->ticket});
        return;
    }
    if (read_list(tui_app(tui)->store, NULL, reading))
        take_reading(pane, reading);
    reading_free(reading);
}

void contacts_take(Tui *tui)
{
    Task task;
    if (tui->worker == NULL || !worker_take(tui->worker, &task))
        return;
    if (task.ticket == contacts_of(tui)->ticket)
        take_reading(tui->tabs[1].panes[0], task.state);
    reading_free(task.state);
}

// ---- asking

static bool has_parts(const Contacts *contacts, const Query *query)
{
    Str name = STR_INIT;
    roster_parts_name(query, &name);
    bool same = strcmp(str_get(&name), str_get(&contacts->parts_name)) == 0;
    str_clear(&name);
    return same;
}

static void ask(Pane *pane, const Query *query)
{
    Contacts *contacts = pane->state;
    Roster *roster = people_roster(pane->tui);
    RosterNeed need = roster != NULL ? roster_needs(query) : ROSTER_SQL;
    if (need == ROSTER_NOTHING || (need == ROSTER_PARTS && has_parts(contacts, query)))
        answer_from_memory(pane, roster, query, &contacts->parts);
    else
        read_behind(pane, need == ROSTER_PARTS);
}

void contacts_ask(Pane *pane)
{
    Contacts *contacts = pane->state;
    Query *query = NULL;
    Error err = {0};
    contacts->ticket++;
    contacts->asking = false;
    free(contacts->problem);
    contacts->problem = NULL;
    if (query_parse(contacts->filter, QUERY_LENIENT, tui_today(pane->tui), &query, &err))
        ask(pane, query);
    else
        contacts->problem = mem_strdup(err.message);
    query_free(query);
}

void contacts_ask_again(Tui *tui)
{
    if (contacts_of(tui)->list != NULL)
        contacts_ask(tui->tabs[1].panes[0]);
}

void contacts_set_filter(Pane *pane, const char *text)
{
    Contacts *contacts = pane->state;
    if (strcmp(contacts->filter, text) == 0)
        return;
    free(contacts->filter);
    contacts->filter = mem_strdup(text);
    contacts->focus = contacts->top = 0;
    contacts->focus_id = 0;
    contacts_ask(pane);
}

// ---- lines

static const RosterRows *grouped(const Contacts *contacts)
{
    const RosterRows *rows = contacts->list != NULL ? list_rows(contacts->list) : NULL;
    return rows != NULL && roster_rows_groups(rows) > 0 ? rows : NULL;
}

size_t contacts_lines(const Contacts *contacts)
{
    const RosterRows *rows = grouped(contacts);
    return contacts_count(contacts) + (rows != NULL ? roster_rows_groups(rows) : 0);
}

// The last group that begins at or before the place, which counts heads or not.
static size_t group_at(const RosterRows *rows, size_t place, bool heads)
{
    size_t low = 0, high = roster_rows_groups(rows);
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (roster_rows_group(rows, middle).first + (heads ? middle : 0) <= place)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t contacts_line_of(const Contacts *contacts, size_t row)
{
    const RosterRows *rows = grouped(contacts);
    return rows != NULL ? row + group_at(rows, row, false) + 1 : row;
}

void contacts_go_group(Contacts *contacts, int step)
{
    const RosterRows *rows = grouped(contacts);
    if (rows == NULL)
        return;
    size_t group = group_at(rows, contacts->focus, false);
    size_t first = roster_rows_group(rows, group).first;
    if (step > 0 && group + 1 < roster_rows_groups(rows))
        first = roster_rows_group(rows, group + 1).first;
    else if (step < 0 && first == contacts->focus && group > 0)
        first = roster_rows_group(rows, group - 1).first;
    contacts_go(contacts, (ptrdiff_t)first);
}

ptrdiff_t contacts_row_at(const Contacts *contacts, size_t line, size_t *group)
{
    const RosterRows *rows = grouped(contacts);
    if (rows == NULL)
        return (ptrdiff_t)line;
    *group = group_at(rows, line, true);
    size_t head = roster_rows_group(rows, *group).first + *group;
    return line == head ? -1 : (ptrdiff_t)(line - *group - 1);
}

// ---- marks

typedef struct Placed {
    size_t place; // that the list does not show: the last
    int64_t id;
} Placed;

static int by_place(const void *left, const void *right)
{
    const Placed *one = left, *other = right;
    return (one->place > other->place) - (one->place < other->place);
}

// As they stand in the list.
static void order_as_shown(const Contacts *contacts, int64_t *ids, size_t count)
{
    Placed placed[ORDERED_MOST];
    if (count > ORDERED_MOST)
        return;
    for (size_t i = 0; i < count; i++)
        placed[i] = (Placed){(size_t)list_find(contacts->list, ids[i]), ids[i]};
    qsort(placed, count, sizeof *placed, by_place);
    for (size_t i = 0; i < count; i++)
        ids[i] = placed[i].id;
}

Selection contacts_selection(Pane *pane)
{
    Contacts *contacts = pane->state;
    if (contacts->chosen_stale) {
        contacts->chosen.count = 0;
        id_set_list(&contacts->marks, &contacts->chosen);
        order_as_shown(contacts, contacts->chosen.items, contacts->chosen.count);
        contacts->chosen_stale = false;
    }
    bool marked = contacts->chosen.count > 0;
    return (Selection){THING_CONTACT,
                       marked ? contacts->chosen.items : &contacts->focus_id,
                       marked ? contacts->chosen.count : contacts->focus_id != 0,
                       contacts->focus_id,
                       CIVIL_NONE,
                       OCCASION_NONE};
}

void contacts_mark(Pane *pane, char how)
{
    Contacts *contacts = pane->state;
    size_t count = contacts_count(contacts);
    contacts->chosen_stale = true;
    if (how == ' ' && contacts->focus_id != 0) {
        id_set_put(&contacts->marks, contacts->focus_id, !id_set_has(&contacts->marks, contacts->focus_id));
        contacts->mark_anchor = contacts->focus;
        contacts_go(contacts, (ptrdiff_t)contacts->focus + 1);
        contacts_moved(pane);
    } else if (how == 'v') {
        size_t from = contacts->mark_anchor < contacts->focus ? contacts->mark_anchor : contacts->focus;
        size_t to = contacts->mark_anchor < contacts->focus ? contacts->focus : contacts->mark_anchor;
        for (size_t i = from; i <= to && i < count; i++)
            id_set_put(&contacts->marks, list_id(contacts->list, i), true);
    } else if (how == 'A' && contacts->marks.count == 0) {
        for (size_t i = 0; i < count; i++)
            id_set_put(&contacts->marks, list_id(contacts->list, i), true);
    } else {
        id_set_clear(&contacts->marks);
    }
}
