// SPDX-License-Identifier: MIT
// What a person or the system tells the program, and the names of keys as configuration and help write them.
#ifndef RAPPORT_SCREEN_EVENT_H
#define RAPPORT_SCREEN_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/str.h"

enum { MOD_SHIFT = 1, MOD_ALT = 2, MOD_CTRL = 4 };

// Keys without a character; above all code points.
enum {
    K_ENTER = 0x110000,
    K_TAB,
    K_ESCAPE,
    K_BACKSPACE,
    K_DELETE,
    K_INSERT,
    K_UP,
    K_DOWN,
    K_LEFT,
    K_RIGHT,
    K_HOME,
    K_END,
    K_PAGE_UP,
    K_PAGE_DOWN,
    K_F1,
    K_F12 = K_F1 + 11,
    K_LAST = K_F12
};

// Normal form: a character's Shift is in the character ('A', not Shift-a), a Ctrl letter is lower case.
typedef struct Key {
    uint32_t code; // a code point (printable) or K_*; 0 = none
    uint8_t mods;  // MOD_*
} Key;

static inline bool key_equal(Key a, Key b)
{
    return a.code == b.code && a.mods == b.mods;
}

// Parses "a", "G", "C-p", "M-Enter", "S-Tab", "C-Space", "F8", "space". False when there is no such key, or
// none that a terminal can send (C-Enter, S-Enter, C-1; C-i, C-m and C-[ are the same as Tab, Enter and Esc
// and parse so).
bool key_parse(const char *text, Key *out);

// Parses a sequence: keys separated by blanks ("C-g s"), or up to three plain characters together ("gg").
// Gives their count, 0 when there is a mistake or more than most.
int keys_parse(const char *text, Key *out, int most);

// Appends the name that key_parse reads back.
void key_format(Key key, Str *out);

typedef enum MouseAction {
    MOUSE_PRESS,
    MOUSE_RELEASE,
    MOUSE_DOUBLE, // in the place of the second press
    MOUSE_DRAG,
    MOUSE_WHEEL_UP,
    MOUSE_WHEEL_DOWN,
} MouseAction;

typedef struct Mouse {
    MouseAction action;
    int button; // 1 left, 2 middle, 3 right; 0 for the wheel
    int row, col;
    uint8_t mods;
} Mouse;

// Turns a press into MOUSE_DOUBLE when it follows another of the same button on the same cell within 400 ms.
typedef struct ClickState {
    int64_t at;
    int button, row, col;
} ClickState;
void click_track(ClickState *state, Mouse *mouse, int64_t now_ms);

typedef enum EventKind {
    EVENT_NONE,  // nothing; callers of terminal_next never see it
    EVENT_TIMER, // the timeout passed
    EVENT_KEY,
    EVENT_PASTE,
    EVENT_MOUSE,
    EVENT_RESIZE,     // read terminal_size and draw
    EVENT_FOCUS,      // the window got or lost the focus
    EVENT_WAKE,       // terminal_wake was called: a job has news
    EVENT_HANGUP,     // the terminal is gone: save and leave; from now on the only event
    EVENT_TERMINATE,  // SIGTERM: save and leave
    EVENT_SUSPEND,    // asked from outside to stop: save, then terminal_suspend
    EVENT_RESUME,     // running again, or in other colours: draw
    EVENT_BACKGROUND, // what a terminal says of its background; for the terminal's own use, callers never see
                      // it
} EventKind;

typedef struct Event {
    EventKind kind;
    Key key;
    Mouse mouse;
    bool focused; // EVENT_FOCUS
    bool light;   // EVENT_BACKGROUND
    char *text;   // EVENT_PASTE: owned; UTF-8, lines end with \n, no controls but \n and \t
    size_t length;
    bool cut;       // EVENT_PASTE: there was more than PASTE_MOST bytes
    size_t pending; // EVENT_KEY: bytes that had already arrived behind it (many: a paste without brackets)
} Event;

enum { PASTE_MOST = 4 << 20 };

void event_clear(Event *event); // frees what it owns; the event is EVENT_NONE again

// Appends pasted bytes as text: bad bytes repaired, CR and CR LF as LF, controls dropped but newline and tab.
void paste_clean(Str *out, const char *bytes, size_t length);

#endif
