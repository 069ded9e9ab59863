// SPDX-License-Identifier: MIT
// The detail of the focused contact; also used beside other lists.
#ifndef RAPPORT_TUI_PANE_CONTACT_H
#define RAPPORT_TUI_PANE_CONTACT_H

#include "rapport/tui/pane.h"

extern const PaneKind PANE_CONTACT;
extern const PaneKind PANE_BESIDE;   // the same beside other views, where there is room
extern const PaneKind PANE_TIMELINE; // what was, beside it on wide screens

#endif
