// SPDX-License-Identifier: MIT
// The list of contacts: filter as you type, sorted, marked; rows are read on demand. Ids come from the
// worker; until they do, the first page or the list before stays usable.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "contacts.h"
#include "pane_contact.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/date.h"

enum { WHEN_COLS = 8, LAST_COLS = 5, COMPANY_LEAST = 9, NAME_LEAST = 16, WHEEL_ROWS = 3 };

// ---- the list

const char *stage_title(Stage stage)
{
    static const char *const TITLES[STAGE_COUNT] = {
        [STAGE_NONE] = "",
        [STAGE_SPOTTED] = "Spotted",
        [STAGE_APPROACHED] = "Approached",
        [STAGE_TALKING] = "Talking",
        [STAGE_SCHEDULED] = "Scheduled",
        [STAGE_MET] = "Met",
        [STAGE_IN_TOUCH] = "In touch",
        [STAGE_ADVOCATE] = "Advocate",
        [STAGE_RESTING] = "Resting",
    };
    return TITLES[stage];
}

static void contacts_open(Pane *pane)
{
    Contacts *c = pane->state;
    c->filter = mem_strdup("");
    field_init(&c->field, pane->tui, NULL);
}

static void contacts_close(Pane *pane)
{
    Contacts *c = pane->state;
    list_free(c->list);
    field_clear(&c->field);
    free(c->filter);
    free(c->problem);
    contacts_forget_parts(c);
    str_clear(&c->parts_name);
    id_set_clear(&c->marks);
    vec_clear(&c->chosen);
}

static bool contacts_load(Pane *pane, Error *err)
{
    (void)err;
    Contacts *c = pane->state;
    contacts_open_list(pane);
    contacts_forget_parts(c);
    contacts_ask(pane);
    contacts_refocus(c);
    return true;
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
    c.company = room >= NAME_LEAST + COMPANY_LEAST + 1 ? (room - 1) * 9 / 20 : 0;
    c.company = c.company > room - 1 - NAME_LEAST ? room - 1 - NAME_LEAST : c.company;
    c.name = room - (c.company > 0 ? c.company + 1 : 0);
    return c;
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
    if (id_set_has(&c->marks, id)) {
        canvas_glyph(canvas, row, rect.col, GLYPH_MARK, style_of(ROLE_TAG, 0));
        canvas_put(canvas, row, rect.col + 1, 1, "+", style_of(ROLE_TAG, 0));
    }
    if (here)
        draw_focus(canvas, rect, row, focused);
    contact_row_clear(&contact);
}

void contacts_draw_head(Pane *pane, Canvas *canvas, Rect rect)
{
    Contacts *c = pane->state;
    Columns columns = columns_of(rect.cols);
    int col = rect.col + 1;
    col += canvas_put(canvas, rect.row, col, -1, "Contacts", style_of(ROLE_TEXT, ATTR_BOLD)) + 1;
    int right = rect.col + rect.cols - 1 - (columns.next > 0 ? WHEN_COLS + 1 : 0) -
                (columns.last > 0 ? LAST_COLS + 1 : 0);
    char count[48];
    const char *more =
        c->asking || c->list == NULL || !list_complete(c->list) ? glyph(GLYPH_ELLIPSIS, canvas->ascii) : "";
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

static void draw_nobody(const Contacts *c, Canvas *canvas, Rect rect)
{
    if (*c->filter == '\0')
        draw_empty(canvas, rect, "The people you know stand here.",
                   "a        adds somebody\n:import  reads LinkedIn archives, address books, CSV files");
    else
        draw_empty(
            canvas, rect, "Nobody matches.",
            strstr(c->filter, "school:") != NULL
                ? "LinkedIn's archive has no schools: e adds one, and so does a CSV file with a column for it"
                : "Esc  shows all again");
}

// Why the filter cannot be read; the list stays as it was.
static void draw_problem(const Contacts *c, Canvas *canvas, Rect rect)
{
    Rect row = rect_make(rect.row + rect.rows - 1, rect.col, 1, rect.cols);
    canvas_fill(canvas, row, style_of(ROLE_TEXT, 0));
    canvas_put(canvas, row.row, row.col + 2, row.cols - 3, c->problem, style_of(ROLE_LATE, 0));
}

// The head of a group: what all in it have in common.
static void draw_group(Pane *pane, Canvas *canvas, Rect rect, int row, size_t number)
{
    static const char *const DEGREES[] = {"You", "1st degree", "2nd degree", "3rd degree and beyond"};
    Contacts *c = pane->state;
    RosterGroup group = roster_rows_group(list_rows(c->list), number);
    ContactRow first = {0};
    const char *title = "None";
    if (c->order.group == GROUP_BY_DEGREE)
        title = group.number >= 0 && group.number <= 3 ? DEGREES[group.number] : "Degree not known";
    else if (c->order.group == GROUP_BY_STAGE)
        title = group.number == STAGE_NONE ? "No stage" : stage_title((Stage)group.number);
    else if (group.name == NULL)
        title = "No company";
    else if (store_contact_row(tui_app(pane->tui)->store, list_id(c->list, group.first), &first, NULL))
        title = first.company != NULL ? first.company : group.name;
    draw_section(canvas, rect, row, title, (int)group.count, ROLE_TEXT);
    contact_row_clear(&first);
}

static void draw_line(Pane *pane, Canvas *canvas, Rect rect, int row, size_t line, bool focused)
{
    size_t group = 0;
    ptrdiff_t index = contacts_row_at(pane->state, line, &group);
    if (index < 0)
        draw_group(pane, canvas, rect, row, group);
    else
        draw_contact(pane, canvas, rect, row, (size_t)index, focused);
}

// Keeps the focus in sight, with the head above it where it is the first of a group.
static void scroll(Contacts *c, size_t room)
{
    size_t line = contacts_line_of(c, c->focus), group, above = line;
    if (line > 0 && contacts_row_at(c, line - 1, &group) < 0)
        above = line - 1;
    if (above < c->top)
        c->top = above;
    if (room > 0 && line >= c->top + room)
        c->top = line - room + 1;
}

static void contacts_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    Contacts *c = pane->state;
    size_t room = rect.rows > 1 ? (size_t)(rect.rows - 1) : 0, count = contacts_count(c);
    size_t lines = contacts_lines(c);
    scroll(c, room);
    for (size_t i = 0; i < room && c->top + i < lines; i++)
        draw_line(pane, canvas, rect, rect.row + 1 + (int)i, c->top + i, focused);
    if (c->problem != NULL && room > 0)
        draw_problem(c, canvas, rect);
    else if (count == 0 && !c->asking)
        draw_nobody(c, canvas, rect);
    contacts_draw_head(pane, canvas, rect); // last: the filter field owns the cursor
}

// ---- moving

void contacts_move(Pane *pane, Motion motion)
{
    Contacts *c = pane->state;
    ptrdiff_t at = (ptrdiff_t)c->focus, page = pane->rect.rows > 2 ? pane->rect.rows - 2 : 1;
    switch (motion) {
    case MOTION_UP:
        contacts_go(c, at - 1);
        break;
    case MOTION_DOWN:
        contacts_go(c, at + 1);
        break;
    case MOTION_PAGE_UP:
        contacts_go(c, at - page);
        break;
    case MOTION_PAGE_DOWN:
        contacts_go(c, at + page);
        break;
    case MOTION_HALF_UP:
        contacts_go(c, at - page / 2);
        break;
    case MOTION_HALF_DOWN:
        contacts_go(c, at + page / 2);
        break;
    case MOTION_HOME:
        contacts_go(c, 0);
        break;
    case MOTION_END:
        contacts_go(c, PTRDIFF_MAX);
        break;
    case MOTION_NEXT_SECTION:
        contacts_go_group(c, 1);
        break;
    case MOTION_PREVIOUS_SECTION:
        contacts_go_group(c, -1);
        break;
    default:
        return;
    }
    contacts_moved(pane);
}

static bool contacts_mouse(Pane *pane, const Mouse *mouse)
{
    Contacts *c = pane->state;
    int step = mouse->action == MOUSE_WHEEL_UP     ? -WHEEL_ROWS
               : mouse->action == MOUSE_WHEEL_DOWN ? WHEEL_ROWS
                                                   : 0;
    if (step != 0) {
        contacts_go(c, (ptrdiff_t)c->focus + step);
    } else if (mouse->action == MOUSE_PRESS || mouse->action == MOUSE_DOUBLE) {
        int row = mouse->row - pane->rect.row - 1;
        size_t group;
        ptrdiff_t index = row >= 0 && c->top + (size_t)row < contacts_lines(c)
                              ? contacts_row_at(c, c->top + (size_t)row, &group)
                              : -1;
        if (index >= 0)
            contacts_go(c, index);
        if (mouse->action == MOUSE_DOUBLE)
            tui_run_command(pane->tui, "open");
    }
    contacts_moved(pane);
    return true;
}

// ---- focus

static bool contacts_focus(Pane *pane, ThingKind kind, int64_t id)
{
    Contacts *c = pane->state;
    if (kind != THING_CONTACT)
        return false;
    if (c->list != NULL && list_find(c->list, id) < 0 && *c->filter != '\0') {
        field_set(&c->field, "");
        c->typing = false;
        contacts_set_filter(pane, "");
    }
    c->focus_id = id;
    ptrdiff_t at = c->list != NULL ? list_find(c->list, id) : -1;
    if (at >= 0)
        c->focus = (size_t)at;
    contacts_moved(pane);
    return true;
}

// Filter, then marks: one step a press.
bool contacts_leave(Pane *pane)
{
    Contacts *c = pane->state;
    if (c->typing || *c->filter != '\0') {
        int64_t id = c->focus_id;
        c->typing = false;
        field_set(&c->field, "");
        contacts_set_filter(pane, "");
        c->focus_id = id;
        contacts_refocus(c);
        return true;
    }
    bool had = c->marks.count > 0;
    id_set_clear(&c->marks);
    c->chosen_stale = true;
    return had;
}

static const PaneKind PANE_CONTACTS = {
    .name = "contacts",
    .scopes = SCOPE_LIST | SCOPE_THING | SCOPE_CONTACTS,
    .watches =
        CHANGE_CONTACTS | CHANGE_ORGANISATIONS | CHANGE_FOLLOWUPS | CHANGE_INTERACTIONS | CHANGE_SETTINGS,
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
    "Contacts", {&PANE_CONTACTS, &PANE_CONTACT, &PANE_TIMELINE}, {48, 52, 60}, {29, 30, 79}};
