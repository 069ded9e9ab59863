// SPDX-License-Identifier: MIT
// From a person to where they are reached: their addresses to the clipboard, their page to the browser.
#include <stdlib.h>

#include "asked.h"
#include "handover.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"

static bool read_contact(Tui *tui, const Selection *selection, Contact *contact)
{
    Error err = {0};
    contact_init(contact);
    if (store_contact_get(tui_app(tui)->store, selection->contact, true, contact, &err))
        return true;
    tui_error(tui, &err);
    return false;
}

// ---- copy

typedef struct Copied {
    char *texts[4];
} Copied;

static void copied_free(void *self)
{
    Copied *copied = self;
    for (int i = 0; i < 4; i++)
        free(copied->texts[i]);
    free(copied);
}

static void chosen_copy(Tui *tui, size_t index, void *self)
{
    const char *text = ((const Copied *)self)->texts[index], *how = "";
    Error err = {0};
    if (text == NULL)
        tui_toast(tui, false, "There is none to copy");
    else if (clipboard_copy(tui, text, &how, &err))
        tui_toast(tui, false, "Copied: %s", text);
    else
        tui_error(tui, &err);
}

void command_copy(Tui *tui, const Selection *selection, const char *args)
{
    (void)args;
    Contact contact;
    if (!read_contact(tui, selection, &contact))
        return;
    Copied *copied = mem_alloc(sizeof *copied);
    const char *mail = contact_reach(&contact, REACH_EMAIL), *link = contact_reach(&contact, REACH_LINK);
    copied->texts[0] = mem_strdup(mail);
    copied->texts[1] = mem_strdup(contact.name);
    copied->texts[2] = mem_strdup(link);
    copied->texts[3] =
        str_format("%s%s%s%s%s", contact.name, mail != NULL ? "\n" : "", mail != NULL ? mail : "",
                   link != NULL ? "\n" : "", link != NULL ? link : "");
    const Choice choices[] = {
        {"e", "mail address", mail}, {"n", "name", contact.name}, {"u", "link", link}, {"a", "all", NULL}};
    tui_choose(tui, "Copy", choices, 4, false, chosen_copy, copied, copied_free);
    contact_clear(&contact);
}

// ---- the page

void command_open_link(Tui *tui, const Selection *selection, const char *args)
{
    (void)args;
    Contact contact;
    Str address = STR_INIT;
    Error err = {0};
    if (!read_contact(tui, selection, &contact))
        return;
    const char *link = contact_reach(&contact, REACH_LINK);
    if (link != NULL)
        link_complete(&address, link);
    if (link == NULL)
        tui_toast(tui, false, "No page of %s is known; e adds a link", contact.name);
    else if (link_open(tui, str_get(&address), &err))
        tui_toast(tui, false, "Opened %s", str_get(&address));
    else
        tui_error(tui, &err);
    str_clear(&address);
    contact_clear(&contact);
}
