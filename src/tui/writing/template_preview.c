// SPDX-License-Identifier: MIT
// Filled when the text or the person changes, not with each frame: what it says of them comes from the
// database.
#include "template_preview.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/app/drafts.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"

void preview_init(TemplatePreview *preview)
{
    textview_init(&preview->view);
}

void preview_forget(TemplatePreview *preview)
{
    free(preview->subject);
    free(preview->heading);
    preview->subject = preview->heading = NULL;
    preview->filled = false;
}

void preview_clear(TemplatePreview *preview)
{
    preview_forget(preview);
    textview_clear(&preview->view);
}

// ---- for whom

int64_t preview_contact(Tui *tui)
{
    return tui->preview_contact != 0 ? tui->preview_contact : tui_focused_contact(tui);
}

int64_t preview_other(Tui *tui)
{
    return tui->preview_other != preview_contact(tui) ? tui->preview_other : 0;
}

static void other_chosen(Tui *tui, int64_t contact, void *self)
{
    (void)self;
    if (contact == preview_contact(tui))
        tui_toast(tui, false, "That is the same person");
    else
        tui->preview_other = contact;
}

static void contact_chosen(Tui *tui, int64_t contact, void *self)
{
    (void)self;
    tui->preview_contact = contact;
    tui->preview_other = 0;
}

static void first_of_two_chosen(Tui *tui, int64_t contact, void *self)
{
    contact_chosen(tui, contact, self);
    tui_pick_contact(tui, "And for whom else?", other_chosen, NULL, NULL);
}

void preview_ask(Tui *tui, bool two)
{
    tui_pick_contact(tui, "Filled for whom?", two ? first_of_two_chosen : contact_chosen, NULL, NULL);
}

static char *heading(Store *store, int64_t contact, int64_t other, bool two)
{
    char *name = contact != 0 ? store_contact_name(store, contact) : NULL;
    char *second = other != 0 ? store_contact_name(store, other) : NULL;
    char *text = name == NULL     ? mem_strdup("Filled for nobody  M-p")
                 : !two           ? str_format("Filled for %s", name)
                 : second != NULL ? str_format("Filled for %s and %s", name, second)
                                  : str_format("Filled for %s and whom?  M-p", name);
    free(name);
    free(second);
    return text;
}

// ---- filling

void preview_fill(TemplatePreview *preview, Tui *tui, uint64_t version, const char *subject, const char *text)
{
    bool two = app_template_for_two(text);
    int64_t contact = preview_contact(tui), other = two && contact != 0 ? preview_other(tui) : 0;
    if (preview->filled && preview->contact == contact && preview->other == other &&
        preview->version == version)
        return;
    Str filled_subject = STR_INIT, filled = STR_INIT;
    preview_forget(preview);
    if (!app_fill_two(tui_app(tui), contact, other, subject, text, &filled_subject, &filled, NULL)) {
        str_clear(&filled);
        str_append(&filled, text);
    }
    preview->subject = str_take(&filled_subject);
    preview->heading = heading(tui_app(tui)->store, contact, other, two);
    textview_set(&preview->view, str_get(&filled), preview->version != version);
    preview->contact = contact;
    preview->other = other;
    preview->version = version;
    preview->filled = true;
    str_clear(&filled);
}

int preview_rows(TemplatePreview *preview, int cols)
{
    return 1 + (str_blank(preview->subject) ? 0 : 2) + textview_rows(&preview->view, cols);
}

void preview_draw(TemplatePreview *preview, Canvas *canvas, Rect rect)
{
    draw_section(canvas, rect, rect.row, preview->heading, -1, ROLE_TEXT);
    rect_split_top(&rect, 1);
    if (!str_blank(preview->subject))
        canvas_put(canvas, rect.row, rect.col + 1, rect.cols - 2, preview->subject,
                   style_of(ROLE_TEXT, ATTR_BOLD));
    rect_split_top(&rect, str_blank(preview->subject) ? 0 : 2);
    textview_draw(&preview->view, canvas, rect);
}
