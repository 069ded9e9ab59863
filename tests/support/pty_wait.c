// SPDX-License-Identifier: MIT
// Waiting with a deadline, for what is shown, for bytes, for the end. A failure prints the screen, so that a
// log alone tells what happened.
#define _GNU_SOURCE 1 // memmem
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "support/pty_inside.h"

bool pty_wait_until(Pty *pty, bool (*test)(Pty *pty, void *self), void *self, const char *what)
{
    int64_t end = pty_deadline();
    while (!test(pty, self)) {
        if (pty_now_us() > end) {
            fprintf(stderr, "pty: waited in vain for: %s\n", what);
            pty_print(pty);
            return false;
        }
        pty_pump(pty, 10);
    }
    return true;
}

static bool is_shown(Pty *pty, void *text)
{
    return pty_shows(pty, text);
}

static bool is_gone(Pty *pty, void *text)
{
    return !pty_shows(pty, text);
}

bool pty_wait(Pty *pty, const char *text)
{
    return pty_wait_until(pty, is_shown, (void *)text, text);
}

bool pty_wait_gone(Pty *pty, const char *text)
{
    return pty_wait_until(pty, is_gone, (void *)text, text);
}

typedef struct RowText {
    int row;
    const char *text;
} RowText;

static bool is_in_row(Pty *pty, void *self)
{
    const RowText *wanted = self;
    char *text = pty_row(pty, wanted->row);
    bool found = strstr(text, wanted->text) != NULL;
    free(text);
    return found;
}

bool pty_wait_row(Pty *pty, int row, const char *text)
{
    RowText wanted = {row, text};
    return pty_wait_until(pty, is_in_row, &wanted, text);
}

static bool is_title(Pty *pty, void *title)
{
    return strcmp(pty_title(pty), title) == 0;
}

bool pty_wait_title(Pty *pty, const char *title)
{
    return pty_wait_until(pty, is_title, (void *)title, title);
}

static bool was_written(Pty *pty, void *bytes)
{
    return memmem(str_get(&pty->output), pty->output.length, bytes, strlen(bytes)) != NULL;
}

bool pty_wait_bytes(Pty *pty, const char *bytes)
{
    return pty_wait_until(pty, was_written, (void *)bytes, "bytes in the output");
}

void pty_quiet(Pty *pty, int ms)
{
    int64_t end = pty_deadline();
    while (pty_pump(pty, ms) && pty_now_us() < end)
        continue;
}

unsigned long pty_frame(const Pty *pty)
{
    const char *title = pty_title(pty);
    return title[0] == '#' ? strtoul(title + 1, NULL, 10) : 0;
}

static bool is_later_frame(Pty *pty, void *after)
{
    return pty_frame(pty) > *(unsigned long *)after;
}

bool pty_wait_frame(Pty *pty, unsigned long after)
{
    return pty_wait_until(pty, is_later_frame, &after, "the next frame");
}

bool pty_ended(Pty *pty)
{
    return pty_reap(pty, 0);
}

static bool has_ended(Pty *pty, void *self)
{
    (void)self;
    return pty_reap(pty, 0);
}

bool pty_wait_exit(Pty *pty, int *status)
{
    if (!pty_wait_until(pty, has_ended, NULL, "the end of the program"))
        return false;
    while (pty->master >= 0 && pty_pump(pty, 0)) // its last words
        continue;
    *status = pty->status;
    return true;
}

bool pty_exits_with(Pty *pty, int code)
{
    int status;
    if (!pty_wait_exit(pty, &status))
        return false;
    if (WIFEXITED(status) && WEXITSTATUS(status) == code)
        return true;
    fprintf(stderr, "pty: status %#x instead of exit code %d\n", (unsigned)status, code);
    pty_print(pty);
    return false;
}

static bool has_stopped(Pty *pty, void *self)
{
    int status;
    (void)self;
    return waitpid(pty->pid, &status, WNOHANG | WUNTRACED) == pty->pid && WIFSTOPPED(status);
}

bool pty_wait_stopped(Pty *pty)
{
    return pty_wait_until(pty, has_stopped, NULL, "the program to stop");
}

bool pty_tty_unchanged(const Pty *pty)
{
    struct termios now;
    if (pty->master < 0 || tcgetattr(pty->master, &now) != 0)
        return false;
    return now.c_iflag == pty->found.c_iflag && now.c_oflag == pty->found.c_oflag &&
           now.c_cflag == pty->found.c_cflag && now.c_lflag == pty->found.c_lflag &&
           memcmp(now.c_cc, pty->found.c_cc, sizeof now.c_cc) == 0;
}
