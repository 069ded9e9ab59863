// SPDX-License-Identifier: MIT
// A view is a tab: one to three panes side by side and how they share the room.
#ifndef RAPPORT_TUI_VIEW_H
#define RAPPORT_TUI_VIEW_H

#include "rapport/tui/pane.h"

enum { VIEW_PANES = 3 };

typedef struct ViewKind {
    const char *title;                 // "Contacts"
    const PaneKind *panes[VIEW_PANES]; // the first has the focus at first; NULL = none
    int share[VIEW_PANES];             // of the width in percent, where two or three fit
    int least[VIEW_PANES];             // columns that each asks for: with less in all, the last goes away
} ViewKind;

// In the order of the digits 1..6; each in its pane_x.c.
extern const ViewKind VIEW_TODAY;    // pane_today.c: today, people who wait
extern const ViewKind VIEW_CONTACTS; // pane_contacts.c: list, detail
extern const ViewKind
    VIEW_DRAFTS; // pane_drafts.c: list, preview (Enter opens the editor as a view of its own)
extern const ViewKind VIEW_CALENDAR;  // pane_calendar.c: month, agenda
extern const ViewKind VIEW_COMPANIES; // pane_companies.c: list, detail
extern const ViewKind VIEW_TEMPLATES; // pane_templates.c: list, preview
extern const ViewKind VIEW_REVIEW;    // pane_review.c: the weekly review; stacked over the tab
extern const ViewKind VIEW_MEETINGS;  // pane_meetings.c: what an imported calendar brought; the same
extern const ViewKind
    VIEW_EDITOR; // pane_draft.c: text, check and fields; stacked over the tab (see tui_push)

#endif
