// SPDX-License-Identifier: MIT
// openpty and libvterm: starting the program, its bytes, its end. libvterm answers "what would a person see"
// and encodes keys, pastes and mouse in the modes the program asked for; the raw bytes are kept too, for what
// it does not show (OSC 52, synchronised output).
#define _GNU_SOURCE 1 // memmem
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include "rapport/base/mem.h"
#include "support/pty_inside.h"

int64_t pty_now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t pty_deadline(void)
{
    const char *chosen = getenv("RAPPORT_PTY_DEADLINE");
    int ms = chosen == NULL ? PTY_DEADLINE_MS : atoi(chosen);
    return pty_now_us() + (int64_t)ms * 1000;
}

// ---- what libvterm tells ------------------------------------------------------------------------

static int on_cursor(VTermPos to, VTermPos from, int visible, void *self)
{
    Pty *pty = self;
    (void)from;
    (void)visible;
    pty->cursor_row = to.row;
    pty->cursor_col = to.col;
    return 1;
}

static int on_property(VTermProp property, VTermValue *value, void *self)
{
    Pty *pty = self;
    switch (property) {
    case VTERM_PROP_CURSORVISIBLE:
        pty->cursor_visible = value->boolean != 0;
        break;
    case VTERM_PROP_ALTSCREEN:
        pty->alternate = value->boolean != 0;
        break;
    case VTERM_PROP_MOUSE:
        pty->mouse_mode = value->number;
        break;
    case VTERM_PROP_TITLE:
#if VTERM_VERSION_MAJOR == 0 && VTERM_VERSION_MINOR < 2
        str_clear(&pty->title);
        str_append(&pty->title, value->string);
#else
        if (value->string.initial) // a newer libvterm tells long titles in pieces
            str_clear(&pty->title);
        str_append_n(&pty->title, value->string.str, value->string.len);
#endif
        break;
    default:
        break;
    }
    return 1;
}

static void on_output(const char *bytes, size_t length, void *self)
{
    pty_send(self, bytes, length);
}

static void open_vterm(Pty *pty)
{
    static const VTermScreenCallbacks callbacks = {.movecursor = on_cursor, .settermprop = on_property};
    pty->vt = vterm_new(pty->rows, pty->cols);
    vterm_set_utf8(pty->vt, 1);
    pty->screen = vterm_obtain_screen(pty->vt);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
    vterm_output_set_callback(pty->vt, on_output, pty);
    vterm_screen_reset(pty->screen, 1);
}

// ---- start and end ------------------------------------------------------------------------------

static void set_environment(const char *const env[])
{
    static const char *const defaults[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8", "TZ=UTC",
                                           "RAPPORT_SPELLER="};
    static const char *const kept[] = {"PATH",         "HOME",          "TMPDIR",
                                       "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"};
    char *values[sizeof kept / sizeof *kept];
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        values[i] = mem_strdup(getenv(kept[i]));
    clearenv();
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (values[i] != NULL)
            setenv(kept[i], values[i], 1);
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        putenv(mem_strdup(defaults[i]));
    for (; env != NULL && *env != NULL; env++) {
        if (strchr(*env, '=') != NULL)
            putenv(mem_strdup(*env));
        else
            unsetenv(*env);
    }
}

static void become(char *const argv[], const char *const env[])
{
    for (int number = 1; number < 32; number++)
        signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    set_environment(env);
    execvp(argv[0], argv);
    fprintf(stderr, "cannot run %s: %s\n", argv[0], strerror(errno));
    _exit(126);
}

Pty *pty_spawn(int rows, int cols, char *const argv[], const char *const env[])
{
    Pty *pty = mem_alloc(sizeof *pty);
    pty->rows = rows;
    pty->cols = cols;
    pty->cursor_visible = true;
    open_vterm(pty);
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    int slave;
    if (openpty(&pty->master, &slave, NULL, NULL, &size) != 0) {
        perror("openpty");
        abort();
    }
    fcntl(pty->master, F_SETFD, FD_CLOEXEC);
    fcntl(pty->master, F_SETFL, O_NONBLOCK);
    tcgetattr(slave, &pty->found);
    // A C-c in the moment that the terminal is given back would take the last words along.
    pty->found.c_lflag |= NOFLSH;
    tcsetattr(slave, TCSANOW, &pty->found);
    fflush(NULL);
    pty->pid = fork();
    if (pty->pid == 0) {
        login_tty(slave);
        become(argv, env);
    }
    close(slave);
    return pty;
}

bool pty_reap(Pty *pty, int flags)
{
    int status;
    if (pty->reaped || waitpid(pty->pid, &status, WNOHANG | flags) != pty->pid)
        return pty->reaped;
    if (WIFSTOPPED(status) || WIFCONTINUED(status))
        return false;
    pty->reaped = true;
    pty->status = status;
    return true;
}

void pty_hangup(Pty *pty)
{
    if (pty->master >= 0)
        close(pty->master);
    pty->master = -1;
}

void pty_close(Pty *pty)
{
    if (pty == NULL)
        return;
    if (!pty->reaped) {
        kill(pty->pid, SIGKILL);
        waitpid(pty->pid, NULL, 0);
    }
    pty_hangup(pty);
    vterm_free(pty->vt);
    str_clear(&pty->title);
    str_clear(&pty->output);
    free(pty);
}

// ---- reading and writing ------------------------------------------------------------------------

bool pty_read(Pty *pty)
{
    char bytes[65536];
    ssize_t got = read(pty->master, bytes, sizeof bytes);
    if (got <= 0)
        return false; // EIO: nobody has the other side open
    str_append_n(&pty->output, bytes, (size_t)got);
    return true;
}

void pty_window(Pty *pty, const char *colour)
{
    pty->window = colour;
}

// libvterm does not answer what colour the window has.
static void answer_colours(Pty *pty, const Str *frame)
{
    static const char question[] = "\033]11;?\a";
    if (pty->window == NULL || memmem(frame->data, frame->length, question, sizeof question - 1) == NULL)
        return;
    char *answer = str_format("\033]11;rgb:%s\a", pty->window);
    pty_send(pty, answer, strlen(answer));
    free(answer);
}

bool pty_look(Pty *pty)
{
    static const char frame_end[] = "\033[?2026l";
    size_t left = pty->output.length - pty->looked_at;
    if (left == 0)
        return false;
    const char *from = pty->output.data + pty->looked_at;
    const char *end = memmem(from, left, frame_end, sizeof frame_end - 1);
    Str frame = STR_INIT; // a copy: the emulator's answers are sent at once, and meanwhile more is read
    str_append_n(&frame, from, end != NULL ? (size_t)(end - from) + sizeof frame_end - 1 : left);
    pty->looked_at += frame.length;
    answer_colours(pty, &frame);
    vterm_input_write(pty->vt, frame.data, frame.length);
    vterm_screen_flush_damage(pty->screen);
    str_clear(&frame);
    return true;
}

bool pty_pump(Pty *pty, int ms)
{
    struct pollfd fd = {.fd = pty->master, .events = POLLIN};
    if (pty_look(pty))
        return true;
    if (poll(&fd, 1, ms) <= 0)
        return false;
    if (fd.revents & POLLIN && pty_read(pty))
        return pty_look(pty);
    poll(NULL, 0, ms < 2 ? ms : 2); // the other side is closed: poll no longer waits by itself
    return false;
}

void pty_send(Pty *pty, const char *bytes, size_t length)
{
    int64_t end = pty_deadline();
    while (length > 0 && pty->master >= 0 && pty_now_us() < end) {
        ssize_t written = write(pty->master, bytes, length < 4096 ? length : 4096);
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        } else if (errno != EAGAIN && errno != EINTR) {
            return;
        } else {
            struct pollfd fd = {.fd = pty->master, .events = POLLIN | POLLOUT};
            poll(&fd, 1, 100);
            if (fd.revents & POLLIN)
                pty_read(pty);
        }
    }
}
