// SPDX-License-Identifier: MIT
// $EDITOR and the like: argv only, default signals in the child, a clear sentence when the program is
// missing.
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "signals.h"

static void become(char *const argv[], int report)
{
    static const int own[] = {SIGINT, SIGQUIT, SIGTSTP};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        signal(own[i], SIG_DFL);
    execvp(argv[0], argv);
    int failure = errno;
    ssize_t written = write(report, &failure, sizeof failure);
    (void)written;
    _exit(127);
}

static int wait_for(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

// The pipe closes when the program runs; a failed exec sends its errno through it.
static int read_failure(int fd)
{
    int failure = 0;
    ssize_t got;
    do {
        got = read(fd, &failure, sizeof failure);
    } while (got < 0 && errno == EINTR);
    return got == (ssize_t)sizeof failure ? failure : 0;
}

bool child_run(char *const argv[], int *status, Error *err)
{
    int ends[2];
    if (pipe(ends) != 0)
        return error_set(err, ERROR_IO, "cannot start %s: %s", argv[0], strerror(errno));
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    signals_lend(true);
    pid_t child = fork();
    if (child == 0)
        become(argv, ends[1]);
    int failure = child < 0 ? errno : 0;
    close(ends[1]);
    if (child > 0) {
        failure = read_failure(ends[0]);
        *status = wait_for(child);
    }
    close(ends[0]);
    signals_lend(false);
    return failure == 0 || error_set(err, ERROR_IO, "cannot start %s: %s", argv[0], strerror(failure));
}
