// SPDX-License-Identifier: MIT
// What the list of companies, the detail beside it and the board share.
#ifndef RAPPORT_TUI_COMPANIES_H
#define RAPPORT_TUI_COMPANIES_H

#include "frame.h"
#include "rapport/app/app.h"
#include "rapport/store/contacts.h"
#include "rapport/store/search.h"
#include "rapport/tui/tui.h"
#include "widgets/rowlist.h"

typedef struct CompaniesState {
    OrganisationRows rows;
    RowList list;
    size_t limit; // rows asked for; grows at the end of the list
    bool pool;    // somebody only came with an import
    size_t all;   // rows without a filter, as far as they were read
    int people;   // active ones in all rows
    char *filter; // NULL = none
    bool typing;  // the filter field has the keys
    Field field;
} CompaniesState;

extern const PaneKind PANE_COMPANIES;
extern const PaneKind PANE_COMPANY;
extern const PaneKind PANE_BOARD;
extern const ViewKind VIEW_BOARD; // pushed over the Companies tab

CompaniesState *companies_state(Tui *tui);          // NULL = another view is shown
const OrganisationRow *companies_focused(Tui *tui); // NULL = none
void board_move_card(Tui *tui, int step);           // to the next or the former stage
void board_open_card(Tui *tui);
int64_t company_lead(Tui *tui, int64_t organisation); // who works there and has come furthest; 0 = nobody

// ---- commands_target.c
bool company_focused(Tui *tui, const Selection *selection);
void company_changed(Tui *tui, bool fine, StepResult *result, const Error *err); // tells, and clears result
void command_target(Tui *tui, const Selection *selection, const char *args);
// A watched company where one may say that one has looked; the line of Today stands for all that are due.
bool on_watched(Tui *tui, const Selection *selection);
void command_looked(Tui *tui, const Selection *selection);
void command_watch(Tui *tui, const Selection *selection, const char *args);

// ---- commands_posts.c
void command_opening(Tui *tui, const Selection *selection, const char *args);

#endif
