// SPDX-License-Identifier: MIT
// What is done to the list of contacts: filter as you type, sort, group.
#include <string.h>

#include "contacts.h"

// ---- typing the filter

static void filter_popup_draw(Popup *popup, Canvas *canvas, Rect screen)
{
    (void)popup, (void)screen;
    Pane *pane = popup->tui->tabs[1].panes[0];
    if (!rect_empty(pane->rect))
        contacts_draw_head(pane, canvas, pane->rect);
}

static void filter_popup_event(Popup *popup, const Event *event)
{
    Pane *pane = popup->tui->tabs[1].panes[0];
    Contacts *c = pane->state;
    uint32_t code = event->kind == EVENT_KEY ? event->key.code : 0;
    if (code == K_ENTER) {
        c->typing = false;
    } else if (field_leaves(&c->field, event)) {
        contacts_leave(pane);
    } else if (code == K_DOWN || code == K_UP) {
        contacts_move(pane, code == K_DOWN ? MOTION_DOWN : MOTION_UP);
    } else if (event->kind == EVENT_MOUSE) {
        field_mouse(&c->field, &event->mouse);
    } else if (field_event(&c->field, event)) {
        contacts_set_filter(pane, field_text(&c->field));
        contacts_moved(pane);
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
        contacts_set_filter(pane, args);
        return;
    }
    c->typing = true;
    field_set(&c->field, c->filter);
    popup_open(tui, &KIND, 1)->filter = true;
}

// ---- sorting and grouping

typedef struct SortRow {
    const char *key, *label;
    const char *name; // what :sort takes
    ContactSort sort;
} SortRow;

static const SortRow SORTS[] = {
    {"d", "active first, then by name", "default", SORT_DEFAULT},
    {"n", "name", "name", SORT_NAME},
    {"c", "company", "company", SORT_COMPANY},
    {"l", "last contact", "last", SORT_LAST},
    {"x", "next follow-up", "next", SORT_NEXT},
    {"m", "met", "met", SORT_MET},
    {"a", "added", "added", SORT_ADDED},
};

typedef struct GroupRow {
    const char *key, *label;
    const char *name; // what :group takes
    ContactGroup group;
} GroupRow;

// Under the orders in the same menu.
static const GroupRow GROUPS[] = {
    {"D", "grouped by degree", "degree", GROUP_BY_DEGREE},
    {"C", "grouped by company", "company", GROUP_BY_COMPANY},
    {"S", "grouped by stage", "stage", GROUP_BY_STAGE},
    {"N", "without groups", "none", GROUP_BY_NONE},
};

enum { SORT_COUNT = sizeof SORTS / sizeof *SORTS, GROUP_COUNT = sizeof GROUPS / sizeof *GROUPS };

static void set_group(Tui *tui, ContactGroup group)
{
    contacts_of(tui)->order.group = group;
    contacts_of(tui)->top = 0;
    contacts_ask(tui->tabs[1].panes[0]);
}

static void chosen_sort(Tui *tui, size_t index, void *self)
{
    (void)self;
    if (index >= SORT_COUNT) {
        set_group(tui, GROUPS[index - SORT_COUNT].group);
        return;
    }
    contacts_of(tui)->order.sort = SORTS[index].sort;
    contacts_ask(tui->tabs[1].panes[0]);
}

static void sort_by_name(Tui *tui, const char *name)
{
    for (size_t i = 0; i < SORT_COUNT; i++)
        if (strcmp(name, SORTS[i].name) == 0) {
            tui_show(tui, &VIEW_CONTACTS);
            chosen_sort(tui, i, NULL);
            return;
        }
    tui_toast(tui, false, ":sort takes default, name, company, last, next, met or added");
}

static void sort_list(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection;
    if (*args != '\0') {
        sort_by_name(tui, args);
        return;
    }
    Choice choices[SORT_COUNT + GROUP_COUNT];
    for (int i = 0; i < SORT_COUNT; i++)
        choices[i] = (Choice){SORTS[i].key, SORTS[i].label, NULL};
    for (int i = 0; i < GROUP_COUNT; i++)
        choices[SORT_COUNT + i] = (Choice){GROUPS[i].key, GROUPS[i].label, NULL};
    tui_choose(tui, "Sort by", choices, SORT_COUNT + GROUP_COUNT, false, chosen_sort, NULL, NULL);
}

static void reverse_list(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection, (void)args;
    contacts_of(tui)->order.reverse = !contacts_of(tui)->order.reverse;
    contacts_ask(tui->tabs[1].panes[0]);
}

static void group_list(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection;
    for (int i = 0; i < GROUP_COUNT; i++)
        if (strcmp(args, GROUPS[i].name) == 0) {
            tui_show(tui, &VIEW_CONTACTS);
            set_group(tui, GROUPS[i].group);
            return;
        }
    tui_toast(tui, false, ":group takes degree, company, stage or none");
}

static const Command ROWS[] = {
    {"filter", SCOPE_CONTACTS, "/", "QUERY", "filter", "filters as you type; Esc clears",
     ":filter company:kestrel", 7, NULL, open_filter},
    {"sort", SCOPE_CONTACTS, "o", "default|name|company|last|next|met|added", "sort",
     "chooses the order of the list, and its groups", ":sort next", 0, NULL, sort_list},
    {"group", SCOPE_CONTACTS, NULL, "degree|company|stage|none", "group",
     "heads by degree, company or stage, with counts", ":group degree", 0, NULL, group_list},
    {"reverse", SCOPE_CONTACTS, "O", NULL, "reverse", "turns the order around", NULL, 0, NULL, reverse_list},
};

const CommandTable COMMANDS_CONTACTS = {ROWS, sizeof ROWS / sizeof *ROWS};
