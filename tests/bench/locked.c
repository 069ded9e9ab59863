// SPDX-License-Identifier: MIT
// Runs a program and tells for how long at a stretch nobody else could write to the database meanwhile.
//     locked DATABASE PROGRAM ARGUMENT...      prints: locked, microseconds
#include <fcntl.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

#include "samples.h"

static bool is_locked(sqlite3 *db)
{
    bool busy = (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) & 0xff) == SQLITE_BUSY;
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return busy;
}

int main(int argc, char **argv)
{
    sqlite3 *db = NULL;
    int status = 0;
    int64_t longest = 0, since = samples_now();
    if (argc < 3 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        return 2;
    pid_t child = fork();
    if (child == 0) {
        dup2(open("/dev/null", O_RDWR), STDOUT_FILENO);
        execvp(argv[2], argv + 2);
        _exit(126);
    }
    while (waitpid(child, &status, WNOHANG) == 0) {
        if (!is_locked(db))
            since = samples_now();
        longest = samples_now() - since > longest ? samples_now() - since : longest;
        poll(NULL, 0, 1);
    }
    printf("locked %lld\n", (long long)longest);
    sqlite3_close(db);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
