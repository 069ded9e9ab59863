// SPDX-License-Identifier: MIT
// What Today's two panes share: one reading of the day, and their rows.
#ifndef RAPPORT_TUI_TODAY_H
#define RAPPORT_TUI_TODAY_H

#include "rapport/app/views.h"
#include "rapport/tui/tui.h"
#include "widgets/rowlist.h"

typedef enum TodaySection {
    TODAY_SUMMARY,
    TODAY_MEET, // today, and tomorrow where it is to be prepared
    TODAY_LATE,
    TODAY_DUE,
    TODAY_WEEK,
    TODAY_DONE,
    TODAY_MORE,  // what the cap hides
    TODAY_WATCH, // watched organisations, as one line
    TODAY_START, // the first steps
    PEOPLE_OWE,
    PEOPLE_WAITING,
    PEOPLE_FADING,
    PEOPLE_MOVED, // a new post of theirs
    PEOPLE_DRAFTS,
    PEOPLE_IMPORTED, // who wait and only came with an import, as one line
    TODAY_GAP,
} TodaySection;

enum { FIRST_STEPS = 4, ROW_HEAD = -1 };

typedef struct TodayState {
    Tui *tui;
    TodayView view;
    bool all;     // without the cap
    bool ticked;  // something was ticked off before
    bool settled; // so much was done that the first steps are known
    bool compact; // few rows: no heads, no gaps
    int32_t day;
    RowList todo, people;
} TodayState;

extern const PaneKind PANE_TODAY;
extern const PaneKind PANE_PEOPLE;

TodayState *today_state(Tui *tui); // NULL = another view is shown
bool today_refresh(TodayState *state, Error *err);
void people_build(TodayState *state); // pane_people.c: rows of the right side

#endif
