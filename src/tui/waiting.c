// SPDX-License-Identifier: MIT
// A write stands in the midst of a command, so nothing that it works on may change under it: while it waits
// there is one line, Esc, and whatever is about the terminal itself. Other keys are kept and act afterwards,
// in their order; so a second write follows the first.
#include "waiting.h"

#include <string.h>

#include "frame.h"
#include "job.h"
#include "rapport/base/str.h"

void waiting_text(Tui *tui, Str *out)
{
    str_append(out, "waiting for ");
    if (!job_line(tui, true, out))
        str_append(out, "another program to finish writing");
}

static void say(Tui *tui, int waited_ms)
{
    enum { WIDE = 70 };
    Canvas *canvas = tui->canvas;
    Rect room = canvas_area(canvas), row = rect_split_bottom(&room, 1);
    Str text = STR_INIT, keys = STR_INIT;
    waiting_text(tui, &text);
    str_appendf(&keys, "%d s  ", waited_ms / 1000);
    if (tui->typed.count > 0 && row.cols >= WIDE)
        str_appendf(&keys, "%zu key%s kept  ", tui->typed.count, tui->typed.count == 1 ? "" : "s");
    str_append(&keys, "Esc gives up");
    int width = canvas_width(canvas, str_get(&keys));
    canvas_fill(canvas, row, style_of(ROLE_TEXT, 0));
    canvas_put(canvas, row.row, 1, row.cols - width - 3, str_get(&text), style_of(ROLE_LATE, 0));
    canvas_put(canvas, row.row, row.cols - width - 1, width, str_get(&keys), style_of(ROLE_DIM, 0));
    terminal_present(tui->options.terminal, canvas);
    str_clear(&text);
    str_clear(&keys);
}

static void forget_typed(Tui *tui)
{
    for (size_t i = 0; i < tui->typed.count; i++)
        event_clear(&tui->typed.items[i]);
    vec_clear(&tui->typed);
}

bool waiting_typed(Tui *tui, Event *event)
{
    if (tui->typed.count == 0) {
        bool woken = tui->woken;
        *event = (Event){.kind = woken ? EVENT_WAKE : EVENT_NONE};
        tui->woken = false;
        return woken;
    }
    *event = tui->typed.items[0];
    tui->typed.count--;
    memmove(tui->typed.items, tui->typed.items + 1, tui->typed.count * sizeof *event);
    return true;
}

// False: the person gives up, or the terminal is gone.
static bool take(Tui *tui, const Event *event)
{
    static const Key CONTROL_C = {'c', MOD_CTRL}, CONTROL_L = {'l', MOD_CTRL};
    int rows, cols;
    switch (event->kind) {
    case EVENT_KEY:
        if (event->key.code == K_ESCAPE || key_equal(event->key, CONTROL_C)) {
            forget_typed(tui);
            return false;
        }
        if (key_equal(event->key, CONTROL_L))
            terminal_redraw(tui->options.terminal);
        else
            vec_push(&tui->typed, *event);
        return true;
    case EVENT_PASTE:
    case EVENT_MOUSE:
        vec_push(&tui->typed, *event);
        return true;
    case EVENT_HANGUP:
    case EVENT_TERMINATE:
        forget_typed(tui);
        vec_push(&tui->typed, *event);
        return false;
    case EVENT_SUSPEND:
        terminal_suspend(tui->options.terminal);
        return true;
    case EVENT_WAKE: // a thread has news: whoever takes them must not sleep first
        tui->woken = true;
        return true;
    case EVENT_FOCUS:
        tui->window_focused = event->focused;
        return true;
    case EVENT_RESIZE:
    case EVENT_RESUME: // what stands there is drawn anew when the wait is over
        terminal_size(tui->options.terminal, &rows, &cols);
        canvas_resize(tui->canvas, rows, cols);
        return true;
    default:
        return true;
    }
}

// Called in the midst of a write: nothing here may use the database.
bool waiting_on(void *self, int waited_ms)
{
    enum { SAY_AFTER_MS = 30, TICK_WAIT_MS = 40 };
    Tui *tui = self;
    if (tui->ticking)
        return waited_ms < TICK_WAIT_MS;
    for (Event event; terminal_next(tui->options.terminal, 0, &event), event.kind != EVENT_TIMER;)
        if (!take(tui, &event))
            return false;
    if (waited_ms >= SAY_AFTER_MS)
        say(tui, waited_ms);
    return true;
}
