// SPDX-License-Identifier: MIT
// Input: bytes from a terminal into events. Pure: bytes are fed, events come out, the caller knows about
// time. We decode ourselves because curses reads byte by byte, gives modified keys no fixed codes, loses
// columns over 223 in the old mouse form and needs seconds for a large paste. Forms: ECMA-48 CSI and SS3,
// xterm's modifiers and SGR mouse (xterm ctlseqs), rxvt's and the Linux console's keys, bracketed paste.
// Other reports are swallowed.
#ifndef RAPPORT_SCREEN_INPUT_H
#define RAPPORT_SCREEN_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/screen/event.h"

typedef struct Input Input;

Input *input_new(void);
void input_free(Input *input);

// A sequence of this terminal (from terminfo) for a key; it wins over the built-in forms. Ignored unless it
// starts with ESC or a control and is 2 to 15 bytes long (a single byte: DEL or ^H for Backspace only).
void input_define(Input *input, const char *sequence, Key key);

void input_feed(Input *input, const char *bytes, size_t length);

// The next event (EVENT_KEY, EVENT_PASTE, EVENT_MOUSE, EVENT_FOCUS), or false when more bytes are needed.
// With late true the wait of input_patience is over: a lone ESC is the Escape key, a broken sequence or paste
// ends.
bool input_next(Input *input, bool late, Event *out);

// How long to wait for more bytes before calling input_next with late: -1 nothing is waiting, else
// milliseconds.
int input_patience(const Input *input);

#endif
