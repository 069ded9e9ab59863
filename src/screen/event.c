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

// What stays as it is goes over in one piece: a paste may be long.
void paste_clean(Str *out, const char *bytes, size_t length)
{
    size_t at = 0, kept = 0; // [kept, at) stays
    str_reserve(out, length);
    while ((at += utf8_plain(bytes + at, length - at)) < length) {
        uint32_t code;
        bool valid;
        size_t used = utf8_decode(bytes + at, length - at, &code, &valid);
        if (valid && !is_control(code)) {
            at += used;
            continue;
        }
        str_append_n(out, bytes + kept, at - kept);
        if (code == '\r') {
            str_push(out, '\n');
            used += at + 1 < length && bytes[at + 1] == '\n' ? 1 : 0;
        } else if (!valid) {
            char text[4];
            str_append_n(out, text, utf8_encode(code, text));
        }
        kept = at += used;
    }
    str_append_n(out, bytes + kept, at - kept);
}
