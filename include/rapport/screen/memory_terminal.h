// SPDX-License-Identifier: MIT
// A terminal in memory: tests push events and read the last frame; nothing waits and nothing is written.
#ifndef RAPPORT_SCREEN_MEMORY_TERMINAL_H
#define RAPPORT_SCREEN_MEMORY_TERMINAL_H

#include "rapport/screen/terminal.h"

// Closed with terminal_close.
Terminal *memory_terminal_new(int rows, int cols);

// Events wait in a queue; when it is empty, next gives EVENT_TIMER, or EVENT_HANGUP when the timeout is -1
// (so that a test that forgot to quit ends instead of hanging).
void memory_terminal_push(Terminal *terminal, Event event);            // takes what the event owns
bool memory_terminal_push_keys(Terminal *terminal, const char *names); // "C-p l o g Enter"; false: a bad name
void memory_terminal_push_text(Terminal *terminal, const char *text);  // each character as a key; \n is Enter
void memory_terminal_push_paste(Terminal *terminal, const char *text); // cleaned like a real paste
void memory_terminal_push_mouse(Terminal *terminal, MouseAction action, int row, int col);
void memory_terminal_push_resize(Terminal *terminal, int rows,
                                 int cols); // the size changes when the event is taken
void memory_terminal_push_bytes(Terminal *terminal, const char *bytes,
                                size_t length); // decoded as a terminal's input
size_t memory_terminal_waiting(const Terminal *terminal);

// What has happened. Borrowed until the next call on the terminal.
const Canvas *memory_terminal_canvas(const Terminal *terminal); // the last one presented; blank before
int memory_terminal_frames(const Terminal *terminal);           // presents that changed something
int memory_terminal_presents(const Terminal *terminal);         // all of them
const char *memory_terminal_title(const Terminal *terminal);
const char *memory_terminal_clipboard(const Terminal *terminal); // "" before the first copy
bool memory_terminal_mouse(const Terminal *terminal);
ThemeId memory_terminal_theme(const Terminal *terminal);
int memory_terminal_suspends(const Terminal *terminal);
const char *memory_terminal_last_run(const Terminal *terminal); // argv of the last run, joined with blanks

// What terminal_run does here: called with argv, gives the exit status; NULL: nothing, status 0.
void memory_terminal_on_run(Terminal *terminal, int (*run)(void *self, char *const argv[]), void *self);

// Called with every frame that changed something.
void memory_terminal_on_frame(Terminal *terminal, void (*frame)(void *self, const Canvas *canvas),
                              void *self);

void memory_terminal_dump(const Terminal *terminal, Str *out); // canvas_dump of the last frame

#endif
