// SPDX-License-Identifier: MIT
// Filled when the text or the person changes, not with each frame: what it says of them comes from the
// database.
#include "template_preview.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/app/drafts.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/width.h"
#include "rapport/store/contacts.h"

void preview_init(TemplatePreview *preview)
{
    *preview = (TemplatePreview){.text = textbuf_new(TEXT_MANY_LINES)};
    wrap_init(&preview->wrap, EDITOR_WIDTH);
}

void preview_forget(TemplatePreview *preview)
{
    free(preview->subject);
    free(preview->name);
    preview->subject = preview->name = NULL;
    preview->filled = false;
}

void preview_clear(TemplatePreview *preview)
{
    preview_forget(preview);
    textbuf_free(preview->text);
    wrap_clear(&preview->wrap);
}

void preview_fill(TemplatePreview *preview, Tui *tui, uint64_t version, const char *subject, const char *text)
{
    int64_t contact = tui->preview_contact != 0 ? tui->preview_contact : tui_focused_contact(tui);
    if (preview->filled && preview->contact == contact && preview->version == version)
        return;
    Str filled_subject = STR_INIT, filled = STR_INIT;
    preview_forget(preview);
    preview->top = preview->version == version ? preview->top : 0;
    preview->contact = contact;
    preview->version = version;
    preview->filled = true;
    if (!app_fill(tui_app(tui), contact, subject, text, &filled_subject, &filled, NULL)) {
        str_clear(&filled);
        str_append(&filled, text);
    }
    preview->subject = str_take(&filled_subject);
    preview->name = contact != 0 ? store_contact_name(tui_app(tui)->store, contact) : NULL;
    textbuf_set(preview->text, str_get(&filled), filled.length);
    str_clear(&filled);
}

static void wrap_to(TemplatePreview *preview, int cols)
{
    wrap_set_width(&preview->wrap, cols - 2 < EDITOR_WIDTH ? cols - 2 : EDITOR_WIDTH);
    wrap_update(&preview->wrap, preview->text);
}

int preview_rows(TemplatePreview *preview, int cols)
{
    wrap_to(preview, cols);
    return 1 + (str_blank(preview->subject) ? 0 : 2) + (int)wrap_count(&preview->wrap);
}

static void draw_unfilled(const TemplatePreview *preview, Canvas *canvas, Rect rect, int row, WrapRow part)
{
    const char *text = textbuf_text(preview->text);
    for (size_t at = part.from; at + 1 < part.to; at++)
        if (text[at] == '{' && text[at + 1] == '{') {
            size_t to = at + strcspn(text + at, "}") + 2;
            to = to < part.to ? to : part.to;
            int col = rect.col + 1 + width_text(text + part.from, at - part.from);
            canvas_put_n(canvas, row, col, rect.col + rect.cols - 1 - col, text + at, to - at,
                         style_of(ROLE_WARN, ATTR_UNDERLINE));
        }
}

static void draw_filled(TemplatePreview *preview, Canvas *canvas, Rect rect)
{
    wrap_to(preview, rect.cols);
    size_t count = wrap_count(&preview->wrap);
    preview->top = preview->top < count ? preview->top : count - 1;
    for (int i = 0; i < rect.rows && preview->top + (size_t)i < count; i++) {
        WrapRow part = wrap_row(&preview->wrap, preview->text, preview->top + (size_t)i);
        const char *text = textbuf_text(preview->text) + part.from;
        size_t length = part.to - part.from;
        while (length > 0 && text[length - 1] == ' ') // it hangs over the edge
            length--;
        canvas_put_n(canvas, rect.row + i, rect.col + 1, rect.cols - 2, text, length, style_of(ROLE_TEXT, 0));
        draw_unfilled(preview, canvas, rect, rect.row + i, part);
    }
}

void preview_draw(TemplatePreview *preview, Canvas *canvas, Rect rect)
{
    char *title = preview->name != NULL ? str_format("Filled for %s", preview->name)
                                        : mem_strdup("Filled for nobody  M-p");
    draw_section(canvas, rect, rect.row, title, -1, ROLE_TEXT);
    free(title);
    rect_split_top(&rect, 1);
    if (!str_blank(preview->subject))
        canvas_put(canvas, rect.row, rect.col + 1, rect.cols - 2, preview->subject,
                   style_of(ROLE_TEXT, ATTR_BOLD));
    rect_split_top(&rect, str_blank(preview->subject) ? 0 : 2);
    draw_filled(preview, canvas, rect);
}
