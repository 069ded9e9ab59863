// SPDX-License-Identifier: MIT
// The versions of a template, and how what came of a text is told beside it.
#ifndef RAPPORT_TUI_TEMPLATE_VERSIONS_H
#define RAPPORT_TUI_TEMPLATE_VERSIONS_H

#include "rapport/base/str.h"
#include "rapport/store/drafts.h"
#include "rapport/tui/view.h"

extern const ViewKind VIEW_VERSIONS; // pushed over a tab with the template's id

enum { RATE_COLS = 9 };

// For a column: "3 of 9", from 20 sent on "30 %"; empty when nothing was sent. Returns text.
const char *came_rate(const TemplateCame *came, char text[RATE_COLS + 1]);
// "3 of 9 answered, after 2 days", "not sent yet"
void came_describe(const TemplateCame *came, Str *out);

#endif
