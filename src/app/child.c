// SPDX-License-Identifier: MIT
// Starting other programs. posix_spawn takes an argv as it is, so nothing in a name or an address can become
// a command; the child gets default signals, an empty signal mask, and of our files none.
#include "rapport/app/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "rapport/base/clock.h"
#include "rapport/base/mem.h"
#include "rapport/base/vec.h"

enum { STEP_MS = 5, AT_ONCE_MS = 120 };

extern char **environ;

// ---- finding

static bool runnable(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode) && access(path, X_OK) == 0;
}

bool child_find(const char *name, Str *path)
{
    if (strchr(name, '/') != NULL) {
        if (!runnable(name))
            return false;
        str_append(path, name);
        return true;
    }
    const char *folders = getenv("PATH");
    for (const char *at = folders; at != NULL && *name != '\0';) {
        size_t length = strcspn(at, ":");
        char *candidate = str_format("%.*s/%s", (int)length, at, name);
        // An empty or relative folder means the current directory, where anybody may have put anything.
        bool found = *at == '/' && runnable(candidate);
        if (found)
            str_append(path, candidate);
        free(candidate);
        if (found)
            return true;
        at = at[length] == ':' ? at + length + 1 : NULL;
    }
    return false;
}

// ---- starting

// The environment without what would change how a program is loaded.
static char **clean_environment(void)
{
    VEC(char *) kept = {0};
    for (char **at = environ; at != NULL && *at != NULL; at++)
        if (strncmp(*at, "LD_", 3) != 0 && strncmp(*at, "DYLD_", 5) != 0 && strncmp(*at, "RAPPORT_", 8) != 0)
            vec_push(&kept, *at);
    vec_push(&kept, NULL);
    return kept.items;
}

static void default_signals(posix_spawnattr_t *attributes, bool own_group)
{
    sigset_t none, reset;
    short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
    sigemptyset(&none);
    sigfillset(&reset);
    sigdelset(&reset, SIGKILL);
    sigdelset(&reset, SIGSTOP);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &reset);
    if (own_group) {
        posix_spawnattr_setpgroup(attributes, 0);
        flags |= POSIX_SPAWN_SETPGROUP;
    }
    posix_spawnattr_setflags(attributes, flags);
}

// input: the file descriptor that becomes standard input; -1 = nothing.
static bool start(char *const argv[], int input, bool own_group, pid_t *child, Error *err)
{
    Str path = STR_INIT;
    if (!child_find(argv[0], &path))
        return error_set(err, ERROR_IO, "%s: there is no such program", argv[0]);
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    default_signals(&attributes, own_group);
    if (input >= 0)
        posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    else
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    char **environment = clean_environment();
    int failure = posix_spawn(child, str_get(&path), &files, &attributes, argv, environment);
    free(environment);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    str_clear(&path);
    return failure == 0 || error_set(err, ERROR_IO, "%s: cannot be started: %s", argv[0], strerror(failure));
}

// ---- waiting

static void pause_a_step(void)
{
    nanosleep(&(struct timespec){.tv_nsec = STEP_MS * 1000000L}, NULL);
}

// False when it still runs at the deadline (monotonic ms).
static bool ended(pid_t child, int64_t deadline, int *status)
{
    for (;;) {
        pid_t got = waitpid(child, status, WNOHANG);
        if (got == child || (got < 0 && errno != EINTR))
            return true;
        if (clock_monotonic_ms() >= deadline)
            return false;
        pause_a_step();
    }
}

static bool judge(const char *name, int status, Error *err)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    if (WIFSIGNALED(status))
        return error_set(err, ERROR_IO, "%s: was ended by signal %d", name, WTERMSIG(status));
    return error_set(err, ERROR_IO, "%s: failed with status %d", name, WEXITSTATUS(status));
}

// ---- writing

// A reader that went away is an error of write, not a signal that ends us.
static bool write_quietly(int fd, const char *bytes, size_t length, int64_t deadline)
{
    sigset_t pipe_signal, before, pending;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
    while (length > 0 && clock_monotonic_ms() < deadline) {
        ssize_t done = write(fd, bytes, length);
        if (done > 0) {
            bytes += done;
            length -= (size_t)done;
        } else if (done < 0 && errno == EAGAIN) {
            poll(&(struct pollfd){.fd = fd, .events = POLLOUT}, 1, STEP_MS * 20);
        } else if (done < 0 && errno != EINTR) {
            break;
        }
    }
    int taken;
    if (sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) && !sigismember(&before, SIGPIPE))
        sigwait(&pipe_signal, &taken);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return length == 0;
}

static bool open_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    return true;
}

bool child_feed(char *const argv[], const char *input, size_t length, Error *err)
{
    int ends[2], status = 0;
    pid_t child = -1;
    if (!open_pipe(ends))
        return error_set(err, ERROR_IO, "%s: cannot be started: %s", argv[0], strerror(errno));
    int64_t deadline = clock_monotonic_ms() + CHILD_PATIENCE_MS;
    bool started = start(argv, ends[0], false, &child, err);
    close(ends[0]);
    bool written = started && write_quietly(ends[1], input, length, deadline);
    close(ends[1]);
    if (!started)
        return false;
    if (!ended(child, deadline, &status)) {
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
        return error_set(err, ERROR_IO, "%s: took too long and was stopped", argv[0]);
    }
    return judge(argv[0], status, err) &&
           (written || error_set(err, ERROR_IO, "%s: did not take the whole text", argv[0]));
}

bool child_launch(char *const argv[], Error *err)
{
    pid_t child = -1;
    int status = 0;
    if (!start(argv, -1, true, &child, err))
        return false;
    return !ended(child, clock_monotonic_ms() + AT_ONCE_MS, &status) || judge(argv[0], status, err);
}
