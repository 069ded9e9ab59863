// SPDX-License-Identifier: MIT
// Who waits for whom, of everybody: right after an import, when nobody is active yet, this is what one looks
// at. Today has the same of those who are active.
#include "asked.h"
#include "rapport/app/views.h"
#include "rapport/base/str.h"

enum { ROWS_SHOWN = 50 };

static void tell_rows(const char *title, const WaitRows *rows, bool waiting, int32_t today, Str *out)
{
    char since[DATE_TEXT_SIZE], nudge[WAIT_NUDGE_SIZE];
    if (rows->count == 0)
        return;
    str_appendf(out, "%s## %s (%zu)\n", out->length > 0 ? "\n" : "", title, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        const WaitRow *row = &rows->items[i];
        str_appendf(out, "- %s, %s%s%s%s%s\n", row->name, date_ago(row->since, today, since),
                    waiting ? ", " : "", waiting ? wait_nudge(row, today, nudge) : "",
                    row->last_text != NULL ? ": " : "", row->last_text != NULL ? row->last_text : "");
    }
}

void command_waiting(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection, (void)args;
    BoardView view;
    Error err = {0};
    Str text = STR_INIT;
    int32_t today = tui_today(tui);
    if (!board_load(tui_app(tui), ROWS_SHOWN, &view, &err)) {
        tui_error(tui, &err);
        return;
    }
    tell_rows("You owe a reply", &view.owe, false, today, &text);
    tell_rows("Waiting for a reply", &view.waiting, true, today, &text);
    tell_rows("Invitations pending", &view.pending, false, today, &text);
    tell_rows("Quiet", &view.quiet, false, today, &text);
    if (view.hidden > 0)
        str_append(&text, "\nThere are more; rapport board --all has everybody.\n");
    tui_read(tui, "Who waits for whom",
             text.length > 0 ? str_get(&text)
                             : "Nobody waits for anybody. R notes an answer, i what happened.");
    board_clear(&view);
    str_clear(&text);
}
