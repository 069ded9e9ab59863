// SPDX-License-Identifier: MIT
// A person at a terminal, for tests: a real program on a pseudo-terminal, with libvterm as the terminal
// emulator. Everything waits with a deadline (PTY_DEADLINE_MS, or RAPPORT_PTY_DEADLINE in milliseconds) and
// nothing sleeps a fixed time. When a wait fails, the whole screen is printed on stderr and the call gives
// false. The deadline is for programs that never answer: no machine is so slow that it comes by chance.
// However long this side slept, every frame of the program is looked at by itself: what stood on the screen
// for a second was seen.
#ifndef RAPPORT_TESTS_PTY_H
#define RAPPORT_TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { PTY_DEADLINE_MS = 120000 };

typedef struct Pty Pty;

// env: "NAME=VALUE" sets, "NAME" removes, NULL-terminated; NULL: only the defaults. The program gets a small
// fixed environment (PATH, HOME, TERM=xterm-256color, LC_ALL=C.UTF-8, TZ=UTC), not ours.
Pty *pty_spawn(int rows, int cols, char *const argv[], const char *const env[]);
// What the window answers when it is asked for its background: "ffff/ffff/ffff"; NULL, as at first: nothing.
void pty_window(Pty *pty, const char *colour);
void pty_close(Pty *pty); // kills what still runs; NULL is fine

// ---- waiting ------------------------------------------------------------------------------------
bool pty_wait(Pty *pty, const char *text);      // until some row contains text
bool pty_wait_gone(Pty *pty, const char *text); // until no row does
bool pty_wait_row(Pty *pty, int row, const char *text);
bool pty_wait_title(Pty *pty, const char *title);
bool pty_wait_bytes(Pty *pty,
                    const char *bytes); // until the program has written them (escape sequences included)
bool pty_wait_until(Pty *pty, bool (*test)(Pty *pty, void *self), void *self, const char *what);
void pty_quiet(Pty *pty, int ms); // until nothing has come for ms
bool pty_pump(Pty *pty, int ms);  // one frame, or one poll; true when something came

// After the program's frame beacon (the title "#n"): the frame's number, 0 before the first; and until it
// grows.
unsigned long pty_frame(const Pty *pty);
bool pty_wait_frame(Pty *pty, unsigned long after);

// ---- what the person does -----------------------------------------------------------------------
bool pty_key(Pty *pty, const char *names); // "C-p l o g Enter", names as in the configuration; false: unknown
void pty_type(Pty *pty, const char *text); // characters; \n is Enter
void pty_send(Pty *pty, const char *bytes, size_t length); // raw, written completely while output is read
void pty_paste(Pty *pty, const char *text, size_t length); // bracketed when the program asked for it
void pty_mouse(Pty *pty, int row, int col, int button, bool pressed); // 1..3; 4 and 5 turn the wheel
void pty_click(Pty *pty, int row, int col);
void pty_drag(Pty *pty, int row, int col);     // moves with whatever is held
void pty_resize(Pty *pty, int rows, int cols); // libvterm 0.1 breaks when wide text meets a single column
void pty_signal(Pty *pty, int number);
void pty_hangup(Pty *pty); // the window is closed

// ---- what the person sees -----------------------------------------------------------------------
typedef struct PtyCell {
    char text[32]; // UTF-8; "" in the second half of a wide character
    int width;
    bool bold, underline, reverse;
    bool default_foreground, default_background;
    uint32_t foreground, background;        // 0xRRGGBB
    int foreground_index, background_index; // of the palette, -1: default or direct
} PtyCell;

int pty_rows(const Pty *pty);
int pty_cols(const Pty *pty);
PtyCell pty_cell(const Pty *pty, int row, int col);
char *pty_row(const Pty *pty, int row); // without trailing blanks; freed by the caller
char *pty_screen(const Pty *pty);       // all rows with \n; freed by the caller
bool pty_shows(const Pty *pty, const char *text);
int pty_find_row(const Pty *pty, const char *text); // -1: nowhere
void pty_cursor(const Pty *pty, int *row, int *col, bool *visible);
const char *pty_title(const Pty *pty);
bool pty_alternate(const Pty *pty);                     // the alternate screen is on
int pty_mouse_mode(const Pty *pty);                     // 0: the program wants no mouse
const char *pty_output(const Pty *pty, size_t *length); // every byte written so far
void pty_print(const Pty *pty);                         // on stderr

// ---- the end ------------------------------------------------------------------------------------
pid_t pty_pid(const Pty *pty);
bool pty_ended(Pty *pty);                  // it has, by itself or not
bool pty_wait_exit(Pty *pty, int *status); // as waitpid gives it
bool pty_wait_stopped(Pty *pty);           // stopped by job control
bool pty_exits_with(Pty *pty, int code);   // waits; false and prints when it ends otherwise
bool pty_tty_unchanged(const Pty *pty);    // the tty's settings are as before the start

int64_t pty_now_us(void);   // monotonic microseconds
int64_t pty_deadline(void); // for what begins now

#endif
