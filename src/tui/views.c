// SPDX-License-Identifier: MIT
// Views: which panes are open, how they share the room, which one has the focus.
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/base/mem.h"

static const ViewKind *const TABS[TAB_COUNT] = {&VIEW_TODAY,    &VIEW_CONTACTS,  &VIEW_DRAFTS,
                                                &VIEW_CALENDAR, &VIEW_COMPANIES, &VIEW_TEMPLATES};

static Pane *pane_open(Tui *tui, const PaneKind *kind)
{
    if (kind == NULL)
        return NULL;
    Pane *pane = mem_alloc(sizeof *pane);
    pane->kind = kind;
    pane->tui = tui;
    pane->stale = true;
    pane->state = mem_alloc(kind->state_size > 0 ? kind->state_size : 1);
    if (kind->open != NULL)
        kind->open(pane);
    return pane;
}

static void pane_close(Pane *pane)
{
    if (pane == NULL)
        return;
    if (pane->kind->close != NULL)
        pane->kind->close(pane);
    free(pane->state);
    free(pane);
}

static void view_open(Tui *tui, View *view, const ViewKind *kind)
{
    *view = (View){.kind = kind};
    for (int i = 0; i < VIEW_PANES; i++)
        view->panes[i] = pane_open(tui, kind->panes[i]);
}

static void view_close(View *view)
{
    for (int i = 0; i < VIEW_PANES; i++)
        pane_close(view->panes[i]);
}

void views_open(Tui *tui)
{
    for (int i = 0; i < TAB_COUNT; i++)
        view_open(tui, &tui->tabs[i], TABS[i]);
}

void views_close(Tui *tui)
{
    while (tui->depth > 0)
        view_close(&tui->stack[--tui->depth]);
    for (int i = 0; i < TAB_COUNT; i++)
        view_close(&tui->tabs[i]);
}

View *view_now(Tui *tui)
{
    return tui->depth > 0 ? &tui->stack[tui->depth - 1] : &tui->tabs[tui->tab];
}

Pane *pane_now(Tui *tui)
{
    View *view = view_now(tui);
    return view->panes[view->focus];
}

// ---- layout

enum { SPARE_ROWS = 32 }; // 35 rows less tabs and footer

void view_layout(const ViewKind *kind, Rect room, int focus, bool alone, Rect rects[VIEW_PANES])
{
    int shown = 0, total = 0;
    for (int i = 0; i < VIEW_PANES; i++)
        rects[i] = (Rect){0};
    // As many panes as there is room for; a line divides them.
    for (int i = 0; i < VIEW_PANES && kind->panes[i] != NULL; i++) {
        total += kind->least[i] + (i > 0 ? 1 : 0);
        if (total > room.cols || (kind->panes[i]->spare && room.rows < SPARE_ROWS))
            break;
        shown++;
    }
    if (alone || shown <= 1 || focus >= shown) {
        rects[focus] = room;
        return;
    }
    int sum = 0;
    for (int i = 0; i < shown; i++)
        sum += kind->share[i];
    int whole = room.cols - (shown - 1);
    for (int i = 0; i < shown; i++) {
        int cols = i + 1 == shown ? room.cols : whole * kind->share[i] / sum;
        rects[i] = rect_split_left(&room, cols);
        rect_split_left(&room, i + 1 < shown ? 1 : 0);
    }
}

static void load(Tui *tui, Pane *pane)
{
    Error err = {0};
    if (!pane->stale)
        return;
    pane->stale = false;
    if (pane->kind->load != NULL && !pane->kind->load(pane, &err))
        tui_error(tui, &err);
}

// A spare pane never stands alone unless it was asked to: without room the focus goes to the one before.
static void place(View *view, Rect room)
{
    Rect rects[VIEW_PANES];
    view_layout(view->kind, room, view->focus, view->alone, rects);
    if (view->panes[view->focus]->kind->spare && rects[view->focus].cols == room.cols && !view->alone) {
        view->focus--;
        view_layout(view->kind, room, view->focus, view->alone, rects);
    }
    for (int i = 0; i < VIEW_PANES; i++)
        if (view->panes[i] != NULL)
            view->panes[i]->rect = rects[i];
}

// Whether something floats that has the cursor elsewhere than in the focused row.
static bool is_covered(const Tui *tui)
{
    return tui->popups.count > 0 && !tui->popups.items[0]->in_row;
}

void view_draw(Tui *tui, View *view, Canvas *canvas, Rect rect)
{
    place(view, rect);
    for (int i = 0; i < VIEW_PANES; i++) {
        Pane *pane = view->panes[i];
        if (pane == NULL || rect_empty(pane->rect))
            continue;
        load(tui, pane);
        Rect clip = canvas_set_clip(canvas, pane->rect);
        pane->kind->draw(pane, canvas, pane->rect, i == view->focus && !is_covered(tui));
        canvas_set_clip(canvas, clip);
        if (pane->rect.col + pane->rect.cols < rect.col + rect.cols)
            canvas_vline(canvas, rect.row, pane->rect.col + pane->rect.cols, rect.rows, GLYPH_VERTICAL,
                         style_of(ROLE_DIM, 0));
    }
}

// ---- focus

static bool can_focus(const Pane *pane)
{
    return pane != NULL && !(pane->kind->spare && rect_empty(pane->rect)) &&
           (pane->kind->selection != NULL || pane->kind->move != NULL || pane->kind->key != NULL);
}

void view_focus_next(Tui *tui, int step)
{
    View *view = view_now(tui);
    int at = view->focus;
    for (int i = 0; i < VIEW_PANES; i++) {
        at = (at + step + VIEW_PANES) % VIEW_PANES;
        if (can_focus(view->panes[at])) {
            view->focus = at;
            return;
        }
    }
}

static void tick_view(View *view)
{
    for (int i = 0; i < VIEW_PANES; i++)
        if (view->panes[i] != NULL && view->panes[i]->kind->tick != NULL)
            view->panes[i]->kind->tick(view->panes[i]);
}

void views_tick(Tui *tui)
{
    for (int i = 0; i < tui->depth; i++)
        tick_view(&tui->stack[i]);
    for (int i = 0; i < TAB_COUNT; i++)
        tick_view(&tui->tabs[i]);
}

static void mark_stale(View *view, unsigned change)
{
    for (int i = 0; i < VIEW_PANES; i++)
        if (view->panes[i] != NULL && (view->panes[i]->kind->watches & change) != 0)
            view->panes[i]->stale = true;
}

bool view_is_stale(Tui *tui)
{
    const View *view = view_now(tui);
    bool stale = false;
    for (int i = 0; i < VIEW_PANES; i++)
        stale =
            stale || (view->panes[i] != NULL && !rect_empty(view->panes[i]->rect) && view->panes[i]->stale);
    return stale;
}

bool views_complete(Tui *tui)
{
    View *view = view_now(tui);
    bool any = false;
    for (int i = 0; i < VIEW_PANES; i++) {
        Pane *pane = view->panes[i];
        if (pane == NULL || !pane->partial)
            continue;
        pane->partial = false;
        pane->stale = any = true;
    }
    return any;
}

void views_stale(Tui *tui, unsigned change)
{
    tui->stirred = true;
    for (int i = 0; i < TAB_COUNT; i++)
        mark_stale(&tui->tabs[i], change);
    for (int i = 0; i < tui->depth; i++)
        mark_stale(&tui->stack[i], change);
}

StepPlace views_place(Tui *tui, int64_t step)
{
    Selection selection = selection_now(tui);
    bool dated = selection.kind == THING_FOLLOWUP || selection.kind == THING_INTERACTION;
    return (StepPlace){step, selection.kind, dated && selection.count > 0 ? selection.ids[0] : 0};
}

void views_keep(Tui *tui, StepPlace place)
{
    const StepPlace *last = &tui->places[(tui->place_count + PLACES_MOST - 1) % PLACES_MOST];
    if (place.step != 0 && place.step != last->step && place.id != 0)
        tui->places[tui->place_count++ % PLACES_MOST] = place;
}

void tui_changed(Tui *tui, unsigned change)
{
    if (change == 0) {
        views_keep(tui, views_place(tui, store_last_step(tui->options.app->store)));
        change = store_last_change(tui->options.app->store);
    }
    if ((change & CHANGE_CONTACTS) != 0)
        people_changed(tui);
    views_stale(tui, change);
}

// ---- what panes and commands ask

Selection selection_now(Tui *tui)
{
    Pane *pane = pane_now(tui);
    if (pane->kind->selection == NULL)
        return (Selection){.day = CIVIL_NONE};
    return pane->kind->selection(pane);
}

Selection tui_selection(Tui *tui)
{
    Selection selection = selection_now(tui);
    // A copy of the ids: the command may change what they point into.
    tui->selected.count = 0;
    vec_reserve(&tui->selected, selection.count);
    if (selection.count > 0)
        memcpy(tui->selected.items, selection.ids, selection.count * sizeof *selection.ids);
    tui->selected.count = selection.count;
    selection.ids = tui->selected.items;
    return selection;
}

int64_t tui_focused_contact(Tui *tui)
{
    Selection selection = selection_now(tui);
    if (selection.contact != 0)
        return selection.contact;
    static const int TABS_OF_PEOPLE[] = {1, 0}; // Contacts; else Today, which is the first one sees
    for (size_t i = 0; i < sizeof TABS_OF_PEOPLE / sizeof *TABS_OF_PEOPLE && selection.contact == 0; i++) {
        Pane *list = tui->tabs[TABS_OF_PEOPLE[i]].panes[0];
        selection = list->kind->selection(list);
    }
    return selection.contact;
}

void tui_show(Tui *tui, const ViewKind *view)
{
    for (int i = 0; i < TAB_COUNT; i++)
        if (TABS[i] == view) {
            while (tui->depth > 0)
                tui_pop(tui);
            tui->tab = i;
        }
}

static bool focus_in(Tui *tui, Pane *pane, ThingKind thing, int64_t id)
{
    if (pane == NULL || pane->kind->focus == NULL)
        return false;
    load(tui, pane);
    return pane->kind->focus(pane, thing, id);
}

bool tui_go(Tui *tui, const ViewKind *kind, ThingKind thing, int64_t id)
{
    tui_show(tui, kind);
    View *view = view_now(tui);
    for (int i = 0; i < VIEW_PANES; i++)
        if (focus_in(tui, view->panes[i], thing, id)) {
            view->focus = i;
            return true;
        }
    return false;
}

void views_return(Tui *tui, int64_t step)
{
    for (size_t i = 0; i < PLACES_MOST; i++) {
        const StepPlace *place = &tui->places[i];
        if (place->step == step && step != 0)
            focus_in(tui, pane_now(tui), place->kind, place->id);
    }
}

void tui_push(Tui *tui, const ViewKind *view, int64_t id)
{
    if (tui->depth == STACK_MOST)
        return;
    tui->stack_id[tui->depth] = id;
    tui->depth++; // before opening: panes ask for the id
    view_open(tui, &tui->stack[tui->depth - 1], view);
}

void tui_pop(Tui *tui)
{
    if (tui->depth == 0)
        return;
    tick_view(&tui->stack[tui->depth - 1]);
    view_close(&tui->stack[tui->depth - 1]);
    tui->depth--;
    tui_changed(tui, CHANGE_DRAFTS);
}

int64_t tui_pushed_id(const Tui *tui)
{
    return tui->depth > 0 ? tui->stack_id[tui->depth - 1] : 0;
}

Pane *tui_pane(Tui *tui, const PaneKind *kind)
{
    View *view = view_now(tui);
    for (int i = 0; i < VIEW_PANES; i++)
        if (view->panes[i] != NULL && view->panes[i]->kind == kind)
            return view->panes[i];
    return NULL;
}

void tui_focus_pane(Tui *tui, const PaneKind *kind)
{
    View *view = view_now(tui);
    for (int i = 0; i < VIEW_PANES; i++)
        if (view->panes[i] != NULL && view->panes[i]->kind == kind)
            view->focus = i;
}

void tui_clear_marks(Tui *tui)
{
    Pane *pane = pane_now(tui);
    if (pane->kind->mark != NULL)
        pane->kind->mark(pane, '0');
}
