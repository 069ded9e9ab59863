// SPDX-License-Identifier: MIT
// Why: every row can say where its date comes from. What is about no person explains itself.
#include <stdlib.h>
#include <string.h>

#include "asked.h"
#include "rapport/app/why.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"
#include "today.h"

bool on_explained(Tui *tui, const Selection *selection)
{
    bool one = selection->count == 1;
    return (void)tui,
           selection->contact != 0 ||
               (one && (selection->kind == THING_FOLLOWUP || selection->kind == THING_ORGANISATION));
}

// A line behind an empty one is a heading.
static char *with_headings(const char *text)
{
    Str out = STR_INIT;
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        bool heading =
            length > 0 && *at != ' ' && (at == text || at[-1] == '\n') && at > text + 1 && at[-2] == '\n';
        str_appendf(&out, "%s%.*s\n", heading ? "## " : "", (int)length, at);
        at += length + (at[length] == '\n');
    }
    return str_take(&out);
}

void command_why(Tui *tui, const Selection *selection, const char *args)
{
    (void)args;
    App *app = tui_app(tui);
    Error err = {0};
    Str text = STR_INIT;
    // The line of Today stands for all that are due.
    int64_t company = today_state(tui) != NULL ? 0 : selection->count > 0 ? selection->ids[0] : 0;
    bool fine = selection->contact != 0             ? app_why(app, selection->contact, &text, &err)
                : selection->kind == THING_FOLLOWUP ? app_why_followup(app, selection->ids[0], &text, &err)
                                                    : app_why_organisation(app, company, &text, &err);
    if (fine) {
        char *name = selection->contact != 0 ? store_contact_name(app->store, selection->contact) : NULL;
        char *title = str_format("Why%s%s", name != NULL ? ": " : "", name != NULL ? name : "");
        char *words = with_headings(str_get(&text));
        tui_read(tui, title, *words == '\n' ? words + 1 : words);
        free(words);
        free(title);
        free(name);
    } else {
        tui_error(tui, &err);
    }
    str_clear(&text);
}
