// SPDX-License-Identifier: MIT
// Small rules about events that every terminal shares: who owns what, what a double click is, what a paste
// may hold.
#include "rapport/screen/event.h"

#include <stdlib.h>

#include "rapport/base/utf8.h"

enum { DOUBLE_CLICK_MS = 400 };

void event_clear(Event *event)
{
    free(event->text);
    *event = (Event){.kind = EVENT_NONE};
}

void click_track(ClickState *state, Mouse *mouse, int64_t now_ms)
{
    if (mouse->action != MOUSE_PRESS)
        return;
    bool again = state->button == mouse->button && state->row == mouse->row && state->col == mouse->col &&
                 now_ms - state->at <= DOUBLE_CLICK_MS;
    if (again)
        mouse->action = MOUSE_DOUBLE;
    // A third press starts anew: two quick double clicks need four.
    *state = (ClickState){now_ms, again ? 0 : mouse->button, mouse->row, mouse->col};
}

static bool is_control(uint32_t code)
{
    return (code < ' ' && code != '\n' && code != '\t') || (code >= 0x7F && code < 0xA0);
}

void paste_clean(Str *out, const char *bytes, size_t length)
{
    str_reserve(out, length);
    for (size_t at = 0; at < length;) {
        uint32_t code;
        size_t used = utf8_decode(bytes + at, length - at, &code, NULL);
        if (code == '\r') {
            str_push(out, '\n');
            used += at + 1 < length && bytes[at + 1] == '\n' ? 1 : 0;
        } else if (!is_control(code)) {
            char text[4];
            str_append_n(out, text, utf8_encode(code, text));
        }
        at += used;
    }
}
