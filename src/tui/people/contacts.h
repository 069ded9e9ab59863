// SPDX-License-Identifier: MIT
// The list of contacts: what its drawing, its asking and its commands share. Rows are people; with groups a
// head stands above each, so *lines* on the screen are rows and heads.
#ifndef RAPPORT_TUI_CONTACTS_H
#define RAPPORT_TUI_CONTACTS_H

#include "frame.h"
#include "id_set.h"

typedef struct Contacts {
    List *list;    // NULL before the first load
    char *filter;  // as typed; never NULL
    char *problem; // why the filter cannot be read; NULL = it can
    bool typing;   // the filter field has the keys
    Field field;
    RosterOrder order;
    uint64_t ticket;   // of the newest question
    bool asking;       // its answer is still to come
    RosterParts parts; // read last, and what they are
    Str parts_name;
    size_t focus; // a row
    size_t top;   // a line
    int64_t focus_id;
    IdSet marks;
    size_t mark_anchor;
    IdList chosen; // behind the Selection
    bool chosen_stale;
} Contacts;

// ---- contacts_list.c
Contacts *contacts_of(Tui *tui);
void contacts_ask(Pane *pane); // the list for filter and order: at once, or the one before until it is read
void contacts_open_list(Pane *pane);
void contacts_set_filter(Pane *pane, const char *text);
void contacts_refocus(Contacts *contacts); // on the same person when the list changed under it
void contacts_go(Contacts *contacts, ptrdiff_t row);
void contacts_moved(Pane *pane); // detail and timeline show somebody else now
size_t contacts_count(const Contacts *contacts);
void contacts_forget_parts(Contacts *contacts);

// ---- lines
size_t contacts_lines(const Contacts *contacts);
size_t contacts_line_of(const Contacts *contacts, size_t row);
// The row on a line; -1: the line is the head of *group.
ptrdiff_t contacts_row_at(const Contacts *contacts, size_t line, size_t *group);
void contacts_go_group(Contacts *contacts, int step); // to the first of another group

// ---- marks
void contacts_mark(Pane *pane, char how);
Selection contacts_selection(Pane *pane);

// ---- pane_contacts.c
void contacts_draw_head(Pane *pane, Canvas *canvas, Rect rect);
void contacts_move(Pane *pane, Motion motion);
bool contacts_leave(Pane *pane);
const char *stage_title(Stage stage); // "In touch"; "" for none

#endif
