// SPDX-License-Identifier: MIT
// A list of rows that a pane reads whole because it is short: heads, gaps and things. Keeps the focus on the
// same thing when the rows are read anew, scrolls, marks, and answers motions and clicks. Long lists are the
// store's List (store/search.h).
#ifndef RAPPORT_TUI_ROWLIST_H
#define RAPPORT_TUI_ROWLIST_H

#include "rapport/base/vec.h"
#include "rapport/tui/pane.h"

typedef struct ListRow {
    bool stop;         // may have the focus
    ThingKind kind;    // of the thing in the row
    int64_t id;        // of the thing; 0 = none
    int64_t contact;   // whom it is about; 0 = nobody
    int32_t day;       // CIVIL_NONE = none
    int section;       // the pane's own number
    Occasion occasion; // what it asks to be written; NONE = it does not say
    size_t item;       // the pane's own index
} ListRow;

typedef struct RowList {
    VEC(ListRow) rows;
    int focus; // row with the focus; -1 = none can have it
    int top;   // first row shown
    int page;  // rows shown last
    ListRow kept;
    int kept_at;
    VEC(int64_t) marks; // ids of kind mark_kind
    ThingKind mark_kind;
    int64_t one; // behind the Selection when nothing is marked
} RowList;

void rowlist_clear(RowList *list);
// Rows are read anew between begin and end. The focus stays on the same thing in the same section, else on
// the same place.
void rowlist_begin(RowList *list);
void rowlist_add(RowList *list, ListRow row);
void rowlist_end(RowList *list);

const ListRow *rowlist_focused(const RowList *list); // NULL = none
bool rowlist_focus_id(RowList *list, ThingKind kind, int64_t id);
bool rowlist_focus_row(RowList *list, int row);  // false = that row takes no focus
bool rowlist_move(RowList *list, Motion motion); // false = nothing moved
// Press or double click on a row: puts the focus there. rect: where the rows were drawn.
bool rowlist_click(RowList *list, Rect rect, const Mouse *mouse);
// ' ' toggles and steps on, 'v' from the last mark to here, 'A' all or none, '0' none.
void rowlist_mark(RowList *list, char how);
bool rowlist_marked(const RowList *list, const ListRow *row);
Selection rowlist_selection(RowList *list);
// Makes the focused row (and a head above it) visible in so many rows.
void rowlist_scroll(RowList *list, int rows);

#endif
