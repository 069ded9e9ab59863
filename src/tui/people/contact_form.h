// SPDX-License-Identifier: MIT
// The form over a contact's fields.
#ifndef RAPPORT_TUI_CONTACT_FORM_H
#define RAPPORT_TUI_CONTACT_FORM_H

#include "rapport/tui/tui.h"

// contact 0 = me, made when it is saved.
void form_open(Tui *tui, int64_t contact);

#endif
