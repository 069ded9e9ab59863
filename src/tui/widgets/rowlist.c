// SPDX-License-Identifier: MIT
// Short lists of rows with heads between them; see rowlist.h. Nothing here draws or knows what a row means.
#include "rowlist.h"

#include "rapport/base/civil.h"

void rowlist_clear(RowList *list)
{
    vec_clear(&list->rows);
    vec_clear(&list->marks);
}

static bool can_stop(const RowList *list, int row)
{
    return row >= 0 && row < (int)list->rows.count && list->rows.items[row].stop;
}

// The nearest row that takes the focus, looking down first; -1 = none.
static int nearest_stop(const RowList *list, int row)
{
    int count = (int)list->rows.count;
    row = row < 0 ? 0 : row;
    for (int i = row; i < count; i++)
        if (can_stop(list, i))
            return i;
    for (int i = row < count ? row : count - 1; i >= 0; i--)
        if (can_stop(list, i))
            return i;
    return -1;
}

// ---- reading anew

void rowlist_begin(RowList *list)
{
    const ListRow *row = rowlist_focused(list);
    list->kept = row != NULL ? *row : (ListRow){.day = CIVIL_NONE};
    list->kept_at = list->focus;
    list->rows.count = 0;
}

void rowlist_add(RowList *list, ListRow row)
{
    vec_push(&list->rows, row);
}

static bool same_row(const ListRow *a, const ListRow *b)
{
    return a->stop && a->kind == b->kind && a->id == b->id && a->section == b->section &&
           (a->id != 0 || a->day == b->day);
}

static bool shows(const RowList *list, ThingKind kind, int64_t id)
{
    for (size_t i = 0; i < list->rows.count; i++)
        if (list->rows.items[i].kind == kind && list->rows.items[i].id == id)
            return true;
    return false;
}

static void drop_lost_marks(RowList *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->marks.count; i++)
        if (shows(list, list->mark_kind, list->marks.items[i]))
            list->marks.items[kept++] = list->marks.items[i];
    list->marks.count = kept;
}

void rowlist_end(RowList *list)
{
    list->focus = -1;
    for (size_t i = 0; i < list->rows.count && list->kept.stop && list->focus < 0; i++)
        if (same_row(&list->rows.items[i], &list->kept))
            list->focus = (int)i;
    if (list->focus < 0)
        list->focus = nearest_stop(list, list->kept_at);
    drop_lost_marks(list);
}

// ---- focus

const ListRow *rowlist_focused(const RowList *list)
{
    return can_stop(list, list->focus) ? &list->rows.items[list->focus] : NULL;
}

bool rowlist_focus_id(RowList *list, ThingKind kind, int64_t id)
{
    for (size_t i = 0; i < list->rows.count; i++)
        if (list->rows.items[i].stop && list->rows.items[i].kind == kind && list->rows.items[i].id == id) {
            list->focus = (int)i;
            return true;
        }
    return false;
}

bool rowlist_focus_row(RowList *list, int row)
{
    if (!can_stop(list, row))
        return false;
    list->focus = row;
    return true;
}

// So many stops up or down; stays at the ends.
static void step(RowList *list, int steps)
{
    int way = steps < 0 ? -1 : 1;
    for (int row = list->focus + way; steps != 0 && row >= 0 && row < (int)list->rows.count; row += way)
        if (can_stop(list, row)) {
            list->focus = row;
            steps -= way;
        }
}

// The first stop of another section, below or above.
static void step_section(RowList *list, int way)
{
    int from = list->rows.items[list->focus].section;
    int row = list->focus;
    while (row + way >= 0 && row + way < (int)list->rows.count &&
           (!can_stop(list, row) || list->rows.items[row].section == from))
        row += way;
    if (!can_stop(list, row) || list->rows.items[row].section == from)
        return;
    while (way < 0 && can_stop(list, row - 1) &&
           list->rows.items[row - 1].section == list->rows.items[row].section)
        row--;
    list->focus = row;
}

bool rowlist_move(RowList *list, Motion motion)
{
    int before = list->focus, page = list->page > 2 ? list->page - 1 : 1;
    if (!can_stop(list, before)) // also before the rows were read for the first time
        return false;
    switch (motion) {
    case MOTION_UP:
        step(list, -1);
        break;
    case MOTION_DOWN:
        step(list, 1);
        break;
    case MOTION_PAGE_UP:
        step(list, -page);
        break;
    case MOTION_PAGE_DOWN:
        step(list, page);
        break;
    case MOTION_HALF_UP:
        step(list, -(page + 1) / 2);
        break;
    case MOTION_HALF_DOWN:
        step(list, (page + 1) / 2);
        break;
    case MOTION_HOME:
        list->focus = nearest_stop(list, 0);
        break;
    case MOTION_END:
        step(list, (int)list->rows.count);
        break;
    case MOTION_NEXT_SECTION:
        step_section(list, 1);
        break;
    case MOTION_PREVIOUS_SECTION:
        step_section(list, -1);
        break;
    case MOTION_LEFT:
    case MOTION_RIGHT:
        break;
    }
    return list->focus != before;
}

bool rowlist_click(RowList *list, Rect rect, const Mouse *mouse)
{
    bool pressed = mouse->action == MOUSE_PRESS || mouse->action == MOUSE_DOUBLE;
    return pressed && rect_contains(rect, mouse->row, mouse->col) &&
           rowlist_focus_row(list, list->top + mouse->row - rect.row);
}

void rowlist_scroll(RowList *list, int rows)
{
    int count = (int)list->rows.count;
    list->page = rows;
    if (list->focus >= 0) {
        int first = list->focus > 0 && !can_stop(list, list->focus - 1) ? list->focus - 1 : list->focus;
        if (nearest_stop(list, 0) == list->focus)
            first = 0;
        if (list->focus >= list->top + rows)
            list->top = list->focus - rows + 1;
        if (first < list->top)
            list->top = list->focus - first < rows ? first : list->focus;
    }
    if (list->top > count - rows)
        list->top = count - rows;
    if (list->top < 0)
        list->top = 0;
}

// ---- marks

static int mark_index(const RowList *list, int64_t id)
{
    for (size_t i = 0; i < list->marks.count; i++)
        if (list->marks.items[i] == id)
            return (int)i;
    return -1;
}

bool rowlist_marked(const RowList *list, const ListRow *row)
{
    return row->id != 0 && row->kind == list->mark_kind && mark_index(list, row->id) >= 0;
}

static void mark(RowList *list, const ListRow *row)
{
    if (row->stop && row->id != 0 && row->kind == list->mark_kind && mark_index(list, row->id) < 0 &&
        list->marks.count < SELECTION_MOST)
        vec_push(&list->marks, row->id);
}

static void toggle(RowList *list, const ListRow *row)
{
    int at = mark_index(list, row->id);
    if (at < 0) {
        mark(list, row);
        return;
    }
    list->marks.count--;
    for (size_t i = (size_t)at; i < list->marks.count; i++)
        list->marks.items[i] = list->marks.items[i + 1];
}

static void mark_range(RowList *list)
{
    int from = list->focus;
    int64_t last = list->marks.count > 0 ? list->marks.items[list->marks.count - 1] : 0;
    for (size_t i = 0; i < list->rows.count; i++)
        if (list->rows.items[i].id == last && list->rows.items[i].kind == list->mark_kind)
            from = (int)i;
    int low = from < list->focus ? from : list->focus, high = from < list->focus ? list->focus : from;
    for (int i = low; i <= high; i++)
        mark(list, &list->rows.items[i]);
}

static void mark_all(RowList *list)
{
    size_t before = list->marks.count;
    for (size_t i = 0; i < list->rows.count; i++)
        mark(list, &list->rows.items[i]);
    if (list->marks.count == before)
        list->marks.count = 0;
}

void rowlist_mark(RowList *list, char how)
{
    const ListRow *row = rowlist_focused(list);
    if (how == '0' || row == NULL || row->id == 0) {
        list->marks.count = how == '0' ? 0 : list->marks.count;
        return;
    }
    // One bulk action is about one kind of thing.
    if (list->marks.count == 0)
        list->mark_kind = row->kind;
    if (row->kind != list->mark_kind)
        return;
    if (how == 'v') {
        mark_range(list);
    } else if (how == 'A') {
        mark_all(list);
    } else {
        toggle(list, row);
        step(list, 1);
    }
}

Selection rowlist_selection(RowList *list)
{
    const ListRow *row = rowlist_focused(list);
    Selection selection = {.day = row != NULL ? row->day : CIVIL_NONE,
                           .contact = row != NULL ? row->contact : 0,
                           .occasion = row != NULL && list->marks.count == 0 ? row->occasion : OCCASION_NONE};
    if (list->marks.count > 0) {
        selection.kind = list->mark_kind;
        selection.ids = list->marks.items;
        selection.count = list->marks.count;
    } else if (row != NULL && row->id != 0) {
        list->one = row->id;
        selection.kind = row->kind;
        selection.ids = &list->one;
        selection.count = 1;
    }
    return selection;
}
