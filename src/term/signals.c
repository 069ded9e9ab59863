// SPDX-License-Identifier: MIT
// Signals. Handlers only set a flag and write one byte to a pipe; the screen's loop does the rest (plain
// POSIX, so that it runs on macOS too). A crash writes one prepared string and restores the tty, then dies by
// the same signal. This is the one file with mutable globals: a signal handler has nothing else to work on.
#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rapport/base/mem.h"

enum { CRASH_STACK = 64 * 1024 };

static atomic_bool raised[NOTICE_COUNT];
static int pipe_ends[2] = {-1, -1};
static void *crash_stack;

static struct {
    atomic_bool armed, held, over; // over: the program ends now
    pthread_t holder;
    int fd;
    struct termios found;
    char bytes[RESCUE_BYTES];
    size_t length;
} rescue;

static const struct {
    int signal;
    Notice notice;
} notices[] = {
    {SIGHUP, NOTICE_HANGUP},     {SIGTERM, NOTICE_TERMINATE}, {SIGINT, NOTICE_TERMINATE},
    {SIGQUIT, NOTICE_TERMINATE}, {SIGTSTP, NOTICE_SUSPEND},   {SIGCONT, NOTICE_CONTINUE},
    {SIGWINCH, NOTICE_RESIZE},
};

static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};

enum { NOTICES = sizeof notices / sizeof *notices, CRASHES = sizeof crashes / sizeof *crashes };

static struct sigaction former[NOTICES + CRASHES];

void signals_raise(Notice notice)
{
    // Always: whoever raised it before may have been stopped before it wrote, and the loop sleeps meanwhile.
    atomic_store(&raised[notice], true);
    int saved = errno;
    ssize_t written = write(pipe_ends[1], "", 1);
    (void)written; // a full pipe wakes the loop as well
    errno = saved;
}

static void on_notice(int number)
{
    for (int i = 0; i < NOTICES; i++)
        if (notices[i].signal == number)
            signals_raise(notices[i].notice);
}

static void on_crash(int number)
{
    rescue_now();
    signal(number, SIG_DFL);
    raise(number);
}

static void install(int number, void (*handler)(int), int flags, struct sigaction *old)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, old);
}

static bool open_pipe(Error *err)
{
    if (pipe(pipe_ends) != 0)
        return error_set(err, ERROR_IO, "the screen: no pipe for signals: %s", strerror(errno));
    for (int i = 0; i < 2; i++) {
        fcntl(pipe_ends[i], F_SETFD, FD_CLOEXEC);
        fcntl(pipe_ends[i], F_SETFL, O_NONBLOCK);
    }
    return true;
}

// A crash may be an overflow of the stack: its handler has its own.
static void open_crash_stack(void)
{
    stack_t stack = {.ss_size = CRASH_STACK};
    crash_stack = mem_alloc(CRASH_STACK);
    stack.ss_sp = crash_stack;
    sigaltstack(&stack, NULL);
}

static void close_crash_stack(void)
{
    stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    free(crash_stack);
    crash_stack = NULL;
}

bool signals_open(int *fd, Error *err)
{
    if (!open_pipe(err))
        return false;
    *fd = pipe_ends[0];
    open_crash_stack();
    for (int i = 0; i < NOTICES; i++)
        install(notices[i].signal, on_notice, SA_RESTART, &former[i]);
    for (int i = 0; i < CRASHES; i++)
        install(crashes[i], on_crash, (int)(SA_ONSTACK | SA_NODEFER | SA_RESETHAND), &former[NOTICES + i]);
    return true;
}

void signals_close(void)
{
    for (int i = 0; i < NOTICES; i++)
        sigaction(notices[i].signal, &former[i], NULL);
    for (int i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &former[NOTICES + i], NULL);
    close_crash_stack();
    for (int i = 0; i < 2; i++) {
        close(pipe_ends[i]);
        pipe_ends[i] = -1;
    }
    for (int i = 0; i < NOTICE_COUNT; i++)
        atomic_store(&raised[i], false);
}

void signals_drain(void)
{
    char bytes[64];
    while (read(pipe_ends[0], bytes, sizeof bytes) > 0)
        continue;
}

bool signals_take(Notice notice)
{
    return atomic_exchange(&raised[notice], false);
}

void signals_stop(void)
{
    struct sigaction ours;
    install(SIGTSTP, SIG_DFL, 0, &ours);
    kill(0, SIGTSTP); // the whole job, as the terminal's Ctrl-Z would; ignored by the system when nobody
                      // could resume it
    sigaction(SIGTSTP, &ours, NULL);
    signals_take(NOTICE_CONTINUE);
    signals_take(NOTICE_SUSPEND);
}

void signals_lend(bool lend)
{
    install(SIGINT, lend ? SIG_IGN : on_notice, SA_RESTART, NULL);
    install(SIGQUIT, lend ? SIG_IGN : on_notice, SA_RESTART, NULL);
    install(SIGTSTP, lend ? SIG_DFL : on_notice, SA_RESTART, NULL);
}

void rescue_arm(int fd, const struct termios *found, const char *bytes, size_t length)
{
    rescue.fd = fd;
    rescue.found = *found;
    rescue.length = length < RESCUE_BYTES ? length : 0;
    memcpy(rescue.bytes, bytes, rescue.length);
    atomic_store(&rescue.armed, true);
}

void rescue_disarm(void)
{
    atomic_store(&rescue.armed, false);
}

void rescue_hold(bool hold)
{
    rescue.holder = pthread_self();
    atomic_store(&rescue.held, hold);
    if (hold && atomic_load(&rescue.over)) {
        atomic_store(&rescue.held, false);
        for (;;)
            pause();
    }
}

static void await_holder(void)
{
    enum { MOST_MS = 2000 }; // a terminal that is stopped (Ctrl-S) must not keep us
    for (int i = 0; i < MOST_MS && atomic_load(&rescue.held); i++) {
        if (pthread_equal(rescue.holder, pthread_self()))
            return;
        poll(NULL, 0, 1);
    }
}

void rescue_now(void)
{
    atomic_store(&rescue.over, true);
    await_holder();
    if (!atomic_exchange(&rescue.armed, false))
        return;
    ssize_t written = write(rescue.fd, rescue.bytes, rescue.length);
    (void)written;
    tcsetattr(rescue.fd, TCSANOW, &rescue.found);
}
