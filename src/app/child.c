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
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "rapport/base/clock.h"
#include "rapport/base/mem.h"
#include "rapport/base/thread.h"
#include "rapport/base/utf8.h"
#include "rapport/base/vec.h"

enum { STEP_MS = 5, AT_ONCE_MS = 120, HEARD_MOST = 300, ANSWER_MOST = 1 << 20 };

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

// What becomes the standard files of a child; -1 = nothing.
typedef struct Files {
    int input, output, complaints;
} Files;

static bool start(char *const argv[], Files given, bool own_group, pid_t *child, Error *err)
{
    Str path = STR_INIT;
    if (!child_find(argv[0], &path))
        return error_set(err, ERROR_IO, "%s: there is no such program", argv[0]);
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    default_signals(&attributes, own_group);
    if (given.input >= 0)
        posix_spawn_file_actions_adddup2(&files, given.input, STDIN_FILENO);
    else
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (given.output >= 0)
        posix_spawn_file_actions_adddup2(&files, given.output, STDOUT_FILENO);
    else
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (given.complaints >= 0)
        posix_spawn_file_actions_adddup2(&files, given.complaints, STDERR_FILENO);
    else
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    char **environment = clean_environment();
    int failure = posix_spawn(child, str_get(&path), &files, &attributes, argv, environment);
    free(environment);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    str_clear(&path);
    return failure == 0 || error_set(err, ERROR_IO, "%s: cannot be started: %s", argv[0], strerror(failure));
}

// ---- waiting

// What is fed to a child, and what comes back.
typedef struct Feeding {
    pid_t child;
    int to, from; // our ends of the pipes; -1 = closed, or none
    const char *bytes;
    size_t length; // still to be written
    int64_t deadline;
    const atomic_bool *stop; // ends the waiting; NULL = nothing does
    bool answers;            // what it prints is heard, from its beginning; else what it complains of
    Str heard;
} Feeding;

static bool over(const Feeding *feeding)
{
    return clock_monotonic_ms() >= feeding->deadline ||
           (feeding->stop != NULL && atomic_load(feeding->stop)) || feeding->heard.length > ANSWER_MOST;
}

static void close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

static void pause_a_step(void)
{
    nanosleep(&(struct timespec){.tv_nsec = STEP_MS * 1000000L}, NULL);
}

// Of complaints the end is what matters.
static void hear(Feeding *feeding)
{
    char bytes[512];
    ssize_t got;
    while (feeding->from >= 0 && (got = read(feeding->from, bytes, sizeof bytes)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return; // nothing at the moment
        str_append_n(&feeding->heard, bytes, (size_t)got);
        if (feeding->answers && feeding->heard.length > ANSWER_MOST)
            return;
        if (!feeding->answers && feeding->heard.length > HEARD_MOST)
            str_remove(&feeding->heard, 0, feeding->heard.length - HEARD_MOST);
    }
    close_end(&feeding->from);
}

// False when it still runs and is waited for no more.
static bool ended(Feeding *feeding, int *status)
{
    for (;;) {
        pid_t got = waitpid(feeding->child, status, WNOHANG);
        hear(feeding);
        if (got == feeding->child || (got < 0 && errno != EINTR))
            return true;
        if (over(feeding))
            return false;
        pause_a_step();
    }
}

// What it said itself comes before how it ended: its lines as one, without the name that programs put before
// each.
static void add_heard(const Feeding *feeding, const char *program, Error *err)
{
    const char *slash = strrchr(program, '/');
    char *name = str_format("%s: ", slash != NULL ? slash + 1 : program);
    Str line = STR_INIT, valid = STR_INIT;
    for (const char *at = str_get(&feeding->heard); *at != '\0'; at += strspn(at, "\r\n")) {
        at += str_starts(at, name) ? strlen(name) : 0;
        size_t length = strcspn(at, "\r\n");
        str_appendf(&line, "%s%.*s", line.length > 0 ? "; " : "", (int)length, at);
        at += length;
    }
    utf8_repair(&valid, str_get(&line), line.length);
    Error before = *err;
    const char *how = strlen(before.message) > strlen(program) && str_starts(before.message, program)
                          ? before.message + strlen(program) + 2
                          : before.message;
    if (!str_blank(str_get(&valid)))
        error_set(err, before.kind, "%s: %s (%s)", program, str_get(&valid), how);
    str_clear(&valid);
    str_clear(&line);
    free(name);
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
static void write_quietly(Feeding *feeding)
{
    sigset_t pipe_signal, before, pending;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
    while (feeding->length > 0 && !over(feeding)) {
        ssize_t done = write(feeding->to, feeding->bytes, feeding->length);
        if (done > 0) {
            feeding->bytes += done;
            feeding->length -= (size_t)done;
        } else if (done < 0 && errno == EAGAIN) {
            hear(feeding); // it may wait for us to listen
            poll(&(struct pollfd){.fd = feeding->to, .events = POLLOUT}, 1, STEP_MS * 20);
        } else if (done < 0 && errno != EINTR) {
            break;
        }
    }
    int taken;
    if (sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) && !sigismember(&before, SIGPIPE))
        sigwait(&pipe_signal, &taken);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close_end(&feeding->to);
}

static bool open_pipe(int ends[2], int ours)
{
    if (pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    fcntl(ends[ours], F_SETFL, O_NONBLOCK);
    return true;
}

static bool feed(char *const argv[], Feeding *feeding, Error *err)
{
    int status = 0;
    write_quietly(feeding);
    if (!ended(feeding, &status)) {
        kill(feeding->child, SIGKILL);
        waitpid(feeding->child, &status, 0);
        return error_set(err, ERROR_IO, "%s: took too long and was stopped", argv[0]);
    }
    bool fine = judge(argv[0], status, err);
    if (!fine && !feeding->answers)
        add_heard(feeding, argv[0], err);
    return fine;
}

static bool start_feeding(char *const argv[], bool hearing, Feeding *feeding, Error *err)
{
    int input[2] = {-1, -1}, said[2] = {-1, -1};
    bool fine = open_pipe(input, 1) && (!hearing || open_pipe(said, 0));
    if (!fine)
        error_set(err, ERROR_IO, "%s: cannot be started: %s", argv[0], strerror(errno));
    Files files = {input[0], feeding->answers ? said[1] : -1, feeding->answers ? -1 : said[1]};
    fine = fine && start(argv, files, false, &feeding->child, err);
    close_end(&input[0]);
    close_end(&said[1]);
    feeding->to = input[1];
    feeding->from = said[0];
    return fine;
}

static bool feed_whole(char *const argv[], const char *input, size_t length, int patience, bool hearing,
                       Feeding *feeding, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    feeding->child = -1;
    feeding->bytes = input;
    feeding->length = length;
    feeding->deadline = clock_monotonic_ms() + patience;
    bool fine = start_feeding(argv, hearing, feeding, err) && feed(argv, feeding, err);
    if (fine && feeding->length > 0)
        fine = error_set(err, ERROR_IO, "%s: did not take the whole text", argv[0]);
    close_end(&feeding->to);
    close_end(&feeding->from);
    return fine;
}

bool child_feed(char *const argv[], const char *input, size_t length, Error *err)
{
    return feed_whole(argv, input, length, CHILD_PATIENCE_MS, false, &(Feeding){0}, err);
}

bool child_feed_hearing(char *const argv[], const char *input, size_t length, int patience, Error *err)
{
    Feeding feeding = {0};
    bool fine = feed_whole(argv, input, length, patience, true, &feeding, err);
    str_clear(&feeding.heard);
    return fine;
}

bool child_ask(char *const argv[], const char *input, size_t length, const atomic_bool *stop, Str *answer,
               Error *err)
{
    Feeding feeding = {.answers = true, .stop = stop};
    bool fine = feed_whole(argv, input, length, CHILD_PATIENCE_MS, true, &feeding, err);
    if (fine)
        str_append_n(answer, str_get(&feeding.heard), feeding.heard.length);
    str_clear(&feeding.heard);
    return fine;
}

// Waits for a child that nobody else waits for, so that nothing is left of it.
static void *see_off(void *self)
{
    pid_t child = (pid_t)(intptr_t)self;
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        continue;
    return NULL;
}

bool child_launch(char *const argv[], Error *err)
{
    pid_t child = -1;
    int status = 0;
    if (!start(argv, (Files){-1, -1, -1}, true, &child, err))
        return false;
    Feeding none = {.child = child, .to = -1, .from = -1, .deadline = clock_monotonic_ms() + AT_ONCE_MS};
    if (ended(&none, &status))
        return judge(argv[0], status, err);
    pthread_t thread;
    if (thread_start(&thread, see_off, (void *)(intptr_t)child))
        pthread_detach(thread);
    return true;
}
