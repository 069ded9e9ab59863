// SPDX-License-Identifier: MIT
// The editor on a template: what its commands ask of it.
#ifndef RAPPORT_TUI_PANE_TEMPLATE_H
#define RAPPORT_TUI_PANE_TEMPLATE_H

#include "editor.h"
#include "rapport/store/drafts.h"

extern const ViewKind VIEW_TEMPLATE; // pushed over a tab with the template's id

Editor *template_editor(Tui *tui); // NULL when no template is open
Field *template_subject(Tui *tui); // the same, while the keys go into its subject
bool template_editor_save(Tui *tui);
void template_editor_switch_field(Tui *tui); // subject or text
void template_editor_channel(Tui *tui, Channel channel);
void template_editor_occasion(Tui *tui); // asks
void template_editor_rename(Tui *tui);   // asks
void template_editor_insert(Tui *tui);   // asks which placeholder
// These two, while one is open: what is wrong in its language is told and selected; what mends it is written.
void template_editor_go_to_mistake(Tui *tui);
void template_editor_mend(Tui *tui);

#endif
