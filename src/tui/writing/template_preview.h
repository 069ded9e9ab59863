// SPDX-License-Identifier: MIT
// A template filled for a real person: beside the list of templates and beside the text while it is written.
#ifndef RAPPORT_TUI_TEMPLATE_PREVIEW_H
#define RAPPORT_TUI_TEMPLATE_PREVIEW_H

#include "editor.h"

typedef struct TemplatePreview {
    TextBuf *text;
    Wrap wrap;
    size_t top;
    int64_t contact;      // of what is shown
    uint64_t version;     // the caller's: what it was filled from
    char *subject, *name; // filled; of the contact
    bool filled;
} TemplatePreview;

void preview_init(TemplatePreview *preview);
void preview_clear(TemplatePreview *preview);
void preview_forget(TemplatePreview *preview); // it is filled anew the next time

// For the contact that was chosen, else the one focused in Contacts; nothing to do when contact and version
// are as before. A text whose language is wrong is shown as it is written.
void preview_fill(TemplatePreview *preview, Tui *tui, uint64_t version, const char *subject,
                  const char *text);

void preview_draw(TemplatePreview *preview, Canvas *canvas, Rect rect); // "Filled for ...", subject, text
int preview_rows(TemplatePreview *preview, int cols);                   // that it takes

#endif
