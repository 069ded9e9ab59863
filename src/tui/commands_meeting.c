// SPDX-License-Identifier: MIT
// Around a meeting: the sheet before it.
#include <stdlib.h>

#include "asked.h"
#include "rapport/app/prep.h"
#include "rapport/base/str.h"

void command_prep(Tui *tui, const Selection *selection, const char *args)
{
    (void)args;
    Prep prep;
    Error err = {0};
    if (prep_load(tui_app(tui), selection->contact, &prep, &err)) {
        Str text = STR_INIT;
        char *title = str_format("Before you meet %s", prep.contact.name);
        prep_markdown(&prep, tui_today(tui), true, &text);
        tui_read(tui, title, str_get(&text));
        free(title);
        str_clear(&text);
    } else {
        tui_error(tui, &err);
    }
    prep_clear(&prep);
}
