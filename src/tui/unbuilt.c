// SPDX-License-Identifier: MIT
// Screens that are not there yet: empty places in the order of the tabs.
#include "rapport/tui/tui.h"

static void draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    (void)pane, (void)focused;
    draw_empty(canvas, rect, "Not here yet.", "1-6  the other views");
}

static const PaneKind PANE = {.name = "unbuilt", .draw = draw};

// editor engineer:
const ViewKind VIEW_DRAFTS = {"Drafts", {&PANE}, {100}, {20}};
const ViewKind VIEW_TEMPLATES = {"Templates", {&PANE}, {100}, {20}};
const ViewKind VIEW_EDITOR = {"Editor", {&PANE}, {100}, {20}};
const CommandTable COMMANDS_DRAFTS = {0};
const CommandTable COMMANDS_EDITOR = {0};
const CommandTable COMMANDS_TEMPLATES = {0};

void tui_compose(Tui *tui, const int64_t *contacts, size_t count)
{
    (void)contacts, (void)count;
    tui_toast(tui, false, "Composing is not here yet");
}
