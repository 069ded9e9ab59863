// SPDX-License-Identifier: MIT
// The list of contacts: filter as you type, sorted, marked; rows are read on demand. Ids come from the
// worker; until they do, the first page or the list before stays usable.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "pane_contact.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/date.h"

enum { WHEN_COLS = 8, LAST_COLS = 5, COMPANY_LEAST = 9, NAME_LEAST = 16, WHEEL_ROWS = 3 };

typedef struct Contacts {
    List *list;
    char *filter; // as typed; never NULL
    bool typing;  // the filter field has the keys
    Field field;
    ContactSort sort;
    bool reverse;
    uint64_t ticket; // of the newest request
    bool computing;
    size_t focus, top;
    int64_t focus_id;
    VEC(int64_t) marks;
    size_t mark_anchor;
    VEC(int64_t) chosen; // behind the Selection
    char *filter_problem;
} Contacts;

// ---- the list

static ListRequest request_of(Pane *pane)
{
    const Contacts *c = pane->state;
    return (ListRequest){c->filter, c->sort, c->reverse, tui_today(pane->tui)};
}

// Detail and timeline show somebody else now.
static void moved(Pane *pane)
{
    View *view = &pane->tui->tabs[1];
    for (int i = 1; i < VIEW_PANES; i++)
        if (view->panes[i] != NULL)
            view->panes[i]->stale = true;
}

// Keeps the focus on the same person when the list changed under it.
static void refocus(Contacts *c)
{
    ptrdiff_t at = c->focus_id != 0 && c->list != NULL ? list_find(c->list, c->focus_id) : -1;
    size_t count = c->list != NULL ? list_count(c->list) : 0;
    if (at >= 0)
        c->focus = (size_t)at;
    else if (c->focus >= count)
        c->focus = count > 0 ? count - 1 : 0;
    c->focus_id = count > 0 ? list_id(c->list, c->focus) : 0;
}

static void adopt(Pane *pane, ListResult *result)
{
    Contacts *c = pane->state;
    if (c->list == NULL)
        c->list = list_open(tui_app(pane->tui)->store, c->filter, c->sort, c->reverse, tui_today(pane->tui));
    int64_t before = c->focus_id;
    list_adopt(c->list, result);
    c->computing = false;
    refocus(c);
    if (c->focus_id != before)
        moved(pane);
}

static void request_list(Pane *pane)
{
    Contacts *c = pane->state;
    ListRequest request = request_of(pane);
    c->ticket++;
    c->computing = true;
    if (pane->tui->worker != NULL) {
        worker_list(pane->tui->worker, &request, c->ticket);
        return;
    }
    ListResult result = {0};
    Error err = {0};
    if (list_compute(tui_app(pane->tui)->store, request.text, request.sort, request.reverse, request.today,
                     &result, &err))
        adopt(pane, &result);
}

void contacts_adopt(Tui *tui)
{
    uint64_t ticket;
    ListResult result;
    Pane *pane = tui->tabs[1].panes[0];
    Contacts *c = pane->state;
    if (!worker_take(tui->worker, &ticket, &result))
        return;
    if (ticket == c->ticket)
        adopt(pane, &result);
    else
        free(result.ids);
}

static void contacts_open(Pane *pane)
{
    Contacts *c = pane->state;
    c->filter = mem_strdup("");
    field_init(&c->field, NULL);
}

static void contacts_close(Pane *pane)
{
    Contacts *c = pane->state;
    list_free(c->list);
    field_clear(&c->field);
    free(c->filter);
    vec_clear(&c->marks);
    vec_clear(&c->chosen);
}

static bool contacts_load(Pane *pane, Error *err)
{
    (void)err;
    Contacts *c = pane->state;
    if (c->list == NULL)
        c->list = list_open(tui_app(pane->tui)->store, c->filter, c->sort, c->reverse, tui_today(pane->tui));
    request_list(pane);
    refocus(c);
    return true;
}

static void set_filter(Pane *pane, const char *text)
{
    Contacts *c = pane->state;
    if (strcmp(c->filter, text) == 0)
        return;
    free(c->filter);
    c->filter = mem_strdup(text);
    c->focus = c->top = 0;
    c->focus_id = 0;
    request_list(pane);
}

// ---- drawing

typedef struct Columns {
    int name, company, last, next; // widths; 0 = hidden
} Columns;

// Names get the room first, then when, then what; columns go, they are not squeezed.
static Columns columns_of(int cols)
{
    Columns c = {0};
    int room = cols - 3;
    c.next = room >= NAME_LEAST + WHEN_COLS ? WHEN_COLS : 0;
    room -= c.next > 0 ? c.next + 1 : 0;
    c.last = room >= NAME_LEAST + COMPANY_LEAST + LAST_COLS + 2 ? LAST_COLS : 0;
    room -= c.last > 0 ? c.last + 1 : 0;
    c.company = room >= NAME_LEAST + COMPANY_LEAST + 1 ? (room - 1) * 2 / 5 : 0;
    c.name = room - (c.company > 0 ? c.company + 1 : 0);
    return c;
}

static bool is_marked(const Contacts *c, int64_t id)
{
    for (size_t i = 0; i < c->marks.count; i++)
        if (c->marks.items[i] == id)
            return true;
    return false;
}

static void draw_next(Canvas *canvas, int row, int col, const ContactRow *contact, int32_t today)
{
    char text[DATE_TEXT_SIZE];
    if (contact->next_day == CIVIL_NONE)
        snprintf(text, sizeof text, "%s", glyph(GLYPH_DASH, canvas->ascii));
    else
        date_due(contact->next_day, -1, today, text);
    Role role = contact->next_day == CIVIL_NONE  ? ROLE_DIM
                : contact->next_day < today      ? ROLE_LATE
                : contact->next_day == today     ? ROLE_ACCENT
                : contact->next_day <= today + 6 ? ROLE_TEXT
                                                 : ROLE_DIM;
    canvas_put_right(canvas, row, col, WHEN_COLS, text, style_of(role, 0));
}

static void draw_contact(Pane *pane, Canvas *canvas, Rect rect, int row, size_t index, bool focused)
{
    Contacts *c = pane->state;
    ContactRow contact = {0};
    Columns columns = columns_of(rect.cols);
    int64_t id = list_id(c->list, index);
    bool here = index == c->focus;
    if (id == 0 || !store_contact_row(tui_app(pane->tui)->store, id, &contact, NULL))
        return;
    int col = rect.col + 2;
    Style name = style_of(contact.active ? ROLE_TEXT : ROLE_DIM, here ? ATTR_BOLD : 0);
    canvas_put(canvas, row, col, columns.name, contact.name, name);
    col += columns.name + 1;
    if (columns.company > 0) {
        canvas_put(canvas, row, col, columns.company, contact.company, style_of(ROLE_DIM, 0));
        col += columns.company + 1;
    }
    if (columns.last > 0) {
        char ago[DATE_TEXT_SIZE];
        canvas_put_right(canvas, row, col, columns.last,
                         date_ago(contact.last_day, tui_today(pane->tui), ago), style_of(ROLE_DIM, 0));
        col += columns.last + 1;
    }
    if (columns.next > 0)
        draw_next(canvas, row, col, &contact, tui_today(pane->tui));
    if (is_marked(c, id)) {
        canvas_glyph(canvas, row, rect.col, GLYPH_MARK, style_of(ROLE_TAG, 0));
        canvas_put(canvas, row, rect.col + 1, 1, "+", style_of(ROLE_TAG, 0));
    }
    if (here)
        draw_focus(canvas, rect, row, focused);
    contact_row_clear(&contact);
}

static void draw_head(Pane *pane, Canvas *canvas, Rect rect)
{
    Contacts *c = pane->state;
    Columns columns = columns_of(rect.cols);
    int col = rect.col + 1;
    col += canvas_put(canvas, rect.row, col, -1, "Contacts", style_of(ROLE_TEXT, ATTR_BOLD)) + 1;
    int right = rect.col + rect.cols - 1 - (columns.next > 0 ? WHEN_COLS + 1 : 0) -
                (columns.last > 0 ? LAST_COLS + 1 : 0);
    char count[48];
    const char *more = c->computing || c->list == NULL || !list_complete(c->list)
                           ? glyph(GLYPH_ELLIPSIS, canvas->ascii)
                           : "";
    size_t shown = c->list != NULL ? list_count(c->list) : 0;
    int64_t all = store_contact_count(tui_app(pane->tui)->store);
    if (*c->filter != '\0' || c->typing)
        snprintf(count, sizeof count, "%zu%s of %lld", shown, more, (long long)all);
    else
        snprintf(count, sizeof count, "%lld", (long long)all);
    int width = (int)strlen(count);
    bool filtered = c->typing || *c->filter != '\0';
    // What is typed matters more than the heads of columns.
    int wanted = filtered ? canvas_width(canvas, c->filter) + (c->typing ? 6 : 2) : 0;
    bool heads = right - col - width - 2 >= wanted;
    if (!heads)
        right = rect.col + rect.cols - 1;
    if (filtered) {
        int room = right - col - width - 2;
        canvas_put(canvas, rect.row, col, 1, "/", style_of(ROLE_ACCENT, 0));
        if (room > 2 && c->typing)
            field_draw(&c->field, canvas, rect.row, col + 1, room - 1, style_of(ROLE_ACCENT, 0), true);
        else if (room > 2)
            canvas_put(canvas, rect.row, col + 1, room - 1, c->filter, style_of(ROLE_ACCENT, 0));
        col += room > 0 ? room + 1 : 1;
    }
    canvas_put(canvas, rect.row, col, right - col, count, style_of(ROLE_DIM, 0));
    if (heads && columns.last > 0)
        canvas_put_right(canvas, rect.row, right, LAST_COLS, "last", style_of(ROLE_DIM, 0));
    if (heads && columns.next > 0)
        canvas_put_right(canvas, rect.row, rect.col + rect.cols - 1 - WHEN_COLS, WHEN_COLS, "next",
                         style_of(ROLE_DIM, 0));
}

static void contacts_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    Contacts *c = pane->state;
    size_t room = rect.rows > 1 ? (size_t)(rect.rows - 1) : 0, count = list_count(c->list);
    if (c->focus < c->top)
        c->top = c->focus;
    if (room > 0 && c->focus >= c->top + room)
        c->top = c->focus - room + 1;
    for (size_t i = 0; i < room && c->top + i < count; i++)
        draw_contact(pane, canvas, rect, rect.row + 1 + (int)i, c->top + i, focused);
    if (count == 0 && !c->computing && *c->filter == '\0')
        draw_empty(canvas, rect, "The people you know stand here.",
                   "a  add somebody      :import  reads LinkedIn archives, address books, CSV");
    else if (count == 0 && !c->computing)
        draw_empty(canvas, rect, "Nobody matches.",
                   strstr(c->filter, "school:") != NULL
                       ? "LinkedIn's archive has no schools: add them with e, or import a CSV"
                       : "esc  clear the filter");
    draw_head(pane, canvas, rect); // last: the filter field owns the cursor
}

// ---- moving

static void go(Contacts *c, ptrdiff_t to)
{
    ptrdiff_t count = c->list != NULL ? (ptrdiff_t)list_count(c->list) : 0;
    to = to >= count ? count - 1 : to;
    c->focus = to < 0 ? 0 : (size_t)to;
    c->focus_id = count > 0 ? list_id(c->list, c->focus) : 0;
}

static void contacts_move(Pane *pane, Motion motion)
{
    Contacts *c = pane->state;
    ptrdiff_t at = (ptrdiff_t)c->focus, page = pane->rect.rows > 2 ? pane->rect.rows - 2 : 1;
    switch (motion) {
    case MOTION_UP:
        go(c, at - 1);
        break;
    case MOTION_DOWN:
        go(c, at + 1);
        break;
    case MOTION_PAGE_UP:
        go(c, at - page);
        break;
    case MOTION_PAGE_DOWN:
        go(c, at + page);
        break;
    case MOTION_HALF_UP:
        go(c, at - page / 2);
        break;
    case MOTION_HALF_DOWN:
        go(c, at + page / 2);
        break;
    case MOTION_HOME:
        go(c, 0);
        break;
    case MOTION_END:
        go(c, PTRDIFF_MAX);
        break;
    default:
        return;
    }
    moved(pane);
}

static bool contacts_mouse(Pane *pane, const Mouse *mouse)
{
    Contacts *c = pane->state;
    int step = mouse->action == MOUSE_WHEEL_UP     ? -WHEEL_ROWS
               : mouse->action == MOUSE_WHEEL_DOWN ? WHEEL_ROWS
                                                   : 0;
    if (step != 0) {
        go(c, (ptrdiff_t)c->focus + step);
    } else if (mouse->action == MOUSE_PRESS || mouse->action == MOUSE_DOUBLE) {
        int row = mouse->row - pane->rect.row - 1;
        if (row >= 0 && c->top + (size_t)row < list_count(c->list))
            go(c, (ptrdiff_t)c->top + row);
        if (mouse->action == MOUSE_DOUBLE)
            tui_run_command(pane->tui, "open");
    }
    moved(pane);
    return true;
}

// ---- selection and marks

static Selection contacts_selection(Pane *pane)
{
    Contacts *c = pane->state;
    c->chosen.count = 0;
    for (size_t i = 0; i < c->marks.count; i++)
        vec_push(&c->chosen, c->marks.items[i]);
    if (c->chosen.count == 0 && c->focus_id != 0)
        vec_push(&c->chosen, c->focus_id);
    return (Selection){THING_CONTACT, c->chosen.items, c->chosen.count, c->focus_id, CIVIL_NONE};
}

static void set_mark(Contacts *c, int64_t id, bool on)
{
    size_t kept = 0;
    for (size_t i = 0; i < c->marks.count; i++)
        if (c->marks.items[i] != id)
            c->marks.items[kept++] = c->marks.items[i];
    c->marks.count = kept;
    if (on && c->marks.count < SELECTION_MOST)
        vec_push(&c->marks, id);
}

static void contacts_mark(Pane *pane, char how)
{
    Contacts *c = pane->state;
    size_t count = list_count(c->list);
    if (how == ' ' && c->focus_id != 0) {
        set_mark(c, c->focus_id, !is_marked(c, c->focus_id));
        c->mark_anchor = c->focus;
        go(c, (ptrdiff_t)c->focus + 1);
        moved(pane);
    } else if (how == 'v') {
        size_t from = c->mark_anchor < c->focus ? c->mark_anchor : c->focus;
        size_t to = c->mark_anchor < c->focus ? c->focus : c->mark_anchor;
        for (size_t i = from; i <= to && i < count; i++)
            set_mark(c, list_id(c->list, i), true);
    } else if (how == 'A' && c->marks.count == 0) {
        for (size_t i = 0; i < count && i < SELECTION_MOST; i++)
            vec_push(&c->marks, list_id(c->list, i));
        if (count > SELECTION_MOST)
            tui_toast(pane->tui, false, "Marked the first %d; a filter narrows it", SELECTION_MOST);
    } else {
        c->marks.count = 0;
    }
}

static bool contacts_focus(Pane *pane, ThingKind kind, int64_t id)
{
    Contacts *c = pane->state;
    if (kind != THING_CONTACT)
        return false;
    if (c->list != NULL && list_find(c->list, id) < 0 && *c->filter != '\0') {
        field_set(&c->field, "");
        c->typing = false;
        set_filter(pane, "");
    }
    c->focus_id = id;
    ptrdiff_t at = c->list != NULL ? list_find(c->list, id) : -1;
    if (at >= 0)
        c->focus = (size_t)at;
    moved(pane);
    return true;
}

// Filter, then marks: one step a press.
static bool contacts_leave(Pane *pane)
{
    Contacts *c = pane->state;
    if (c->typing || *c->filter != '\0') {
        int64_t id = c->focus_id;
        c->typing = false;
        field_set(&c->field, "");
        set_filter(pane, "");
        c->focus_id = id;
        refocus(c);
        return true;
    }
    bool had = c->marks.count > 0;
    c->marks.count = 0;
    return had;
}

// ---- typing the filter

static void filter_popup_draw(Popup *popup, Canvas *canvas, Rect screen)
{
    (void)popup, (void)screen;
    Pane *pane = popup->tui->tabs[1].panes[0];
    if (!rect_empty(pane->rect))
        draw_head(pane, canvas, pane->rect);
}

static void filter_popup_event(Popup *popup, const Event *event)
{
    Pane *pane = popup->tui->tabs[1].panes[0];
    Contacts *c = pane->state;
    uint32_t code = event->kind == EVENT_KEY ? event->key.code : 0;
    bool control_c = code == 'c' && event->key.mods == MOD_CTRL;
    if (code == K_ENTER) {
        c->typing = false;
    } else if (code == K_ESCAPE || control_c) {
        contacts_leave(pane);
    } else if (code == K_DOWN || code == K_UP) {
        contacts_move(pane, code == K_DOWN ? MOTION_DOWN : MOTION_UP);
    } else if (event->kind != EVENT_MOUSE && field_event(&c->field, event)) {
        set_filter(pane, field_text(&c->field));
        moved(pane);
    }
    popup->closing = !c->typing;
}

static void filter_popup_close(Popup *popup)
{
    Contacts *c = popup->tui->tabs[1].panes[0]->state;
    c->typing = false;
}

static void open_filter(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection;
    static const PopupKind KIND = {filter_popup_draw, filter_popup_event, filter_popup_close};
    Pane *pane = tui->tabs[1].panes[0];
    Contacts *c = pane->state;
    tui_show(tui, &VIEW_CONTACTS);
    tui->tabs[1].focus = 0;
    if (*args != '\0') {
        field_set(&c->field, args);
        set_filter(pane, args);
        return;
    }
    c->typing = true;
    field_set(&c->field, c->filter);
    popup_open(tui, &KIND, 1);
}

// ---- sorting

typedef struct SortRow {
    const char *key, *label;
    ContactSort sort;
} SortRow;

static const SortRow SORTS[] = {
    {"d", "active first, then by name", SORT_DEFAULT},
    {"n", "name", SORT_NAME},
    {"c", "company", SORT_COMPANY},
    {"l", "last contact", SORT_LAST},
    {"x", "next follow-up", SORT_NEXT},
    {"m", "met", SORT_MET},
    {"a", "added", SORT_ADDED},
};

enum { SORT_COUNT = sizeof SORTS / sizeof *SORTS };

static void chosen_sort(Tui *tui, size_t index, void *self)
{
    (void)self;
    Pane *pane = tui->tabs[1].panes[0];
    Contacts *c = pane->state;
    c->sort = SORTS[index].sort;
    request_list(pane);
}

static void sort_list(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection, (void)args;
    Choice choices[SORT_COUNT];
    for (int i = 0; i < SORT_COUNT; i++)
        choices[i] = (Choice){SORTS[i].key, SORTS[i].label, NULL};
    tui_choose(tui, "Sort by", choices, SORT_COUNT, false, chosen_sort, NULL, NULL);
}

static void reverse_list(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection, (void)args;
    Pane *pane = tui->tabs[1].panes[0];
    Contacts *c = pane->state;
    c->reverse = !c->reverse;
    request_list(pane);
}

static const Command ROWS[] = {
    {"filter", SCOPE_CONTACTS, "/", "QUERY", "filter", "filters as you type; esc clears",
     ":filter company:kestrel", 9, NULL, open_filter},
    {"sort", SCOPE_CONTACTS, "o", NULL, "sort", "chooses the order of the list", NULL, 0, NULL, sort_list},
    {"reverse", SCOPE_CONTACTS, "O", NULL, "reverse", "turns the order around", NULL, 0, NULL, reverse_list},
};

const CommandTable COMMANDS_CONTACTS = {ROWS, sizeof ROWS / sizeof *ROWS};

static const PaneKind PANE_CONTACTS = {
    .name = "contacts",
    .scopes = SCOPE_LIST | SCOPE_THING | SCOPE_CONTACTS,
    .watches = CHANGE_CONTACTS | CHANGE_ORGANISATIONS | CHANGE_FOLLOWUPS | CHANGE_INTERACTIONS,
    .state_size = sizeof(Contacts),
    .open = contacts_open,
    .close = contacts_close,
    .load = contacts_load,
    .draw = contacts_draw,
    .mouse = contacts_mouse,
    .move = contacts_move,
    .selection = contacts_selection,
    .focus = contacts_focus,
    .leave = contacts_leave,
    .mark = contacts_mark,
};

const ViewKind VIEW_CONTACTS = {
    "Contacts", {&PANE_CONTACTS, &PANE_CONTACT, &PANE_TIMELINE}, {46, 54, 60}, {29, 30, 79}};
