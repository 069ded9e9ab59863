// SPDX-License-Identifier: MIT
// A template filled for a real person: beside the list of templates and beside the text while it is written.
#ifndef RAPPORT_TUI_TEMPLATE_PREVIEW_H
#define RAPPORT_TUI_TEMPLATE_PREVIEW_H

#include "editor.h"
#include "widgets/textview.h"

typedef struct TemplatePreview {
    TextView view;           // first: see textview.h
    int64_t contact, other;  // of what is shown
    uint64_t version;        // the caller's: what it was filled from
    char *subject, *heading; // filled; for whom
    bool filled;
} TemplatePreview;

void preview_init(TemplatePreview *preview);
void preview_clear(TemplatePreview *preview);
void preview_forget(TemplatePreview *preview); // it is filled anew the next time

// For the contact that was chosen, else the one focused in Contacts, and the other one that was chosen, where
// it speaks of two; nothing to do when people and version are as before. A text whose language is wrong is
// shown as it is written.
void preview_fill(TemplatePreview *preview, Tui *tui, uint64_t version, const char *subject,
                  const char *text);

// Asks whom it is filled for, and for whom else where it speaks of two.
void preview_ask(Tui *tui, bool two);
int64_t preview_contact(Tui *tui); // 0 = nobody
int64_t preview_other(Tui *tui);   // 0 = nobody yet

void preview_draw(TemplatePreview *preview, Canvas *canvas, Rect rect); // "Filled for ...", subject, text
int preview_rows(TemplatePreview *preview, int cols);                   // that it takes

#endif
