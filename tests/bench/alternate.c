// SPDX-License-Identifier: MIT
// Runs programs in turn, so that what disturbs one disturbs the other, and tells how long each took and how
// much memory it had at most. A word that is "%" stands for the number of the round.
//     alternate ROUNDS NAME PROGRAM ARGUMENT... [-- NAME PROGRAM ARGUMENT...]...
// Each line of output: name, rounds, p50, p99, max in microseconds, peak in kB, exit code.
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "samples.h"

enum { PROGRAMS_MAX = 8, ARGUMENTS_MAX = 64 };

typedef struct Program {
    const char *name;
    char **argv; // ends with NULL, in the place of "--"
    Samples samples;
    long peak;
    int code;
} Program;

static void become(Program *program, int round)
{
    char *argv[ARGUMENTS_MAX] = {NULL}, number[16];
    int null = open("/dev/null", O_RDWR);
    snprintf(number, sizeof number, "%d", round);
    for (int i = 0; program->argv[i] != NULL && i + 1 < ARGUMENTS_MAX; i++)
        argv[i] = strcmp(program->argv[i], "%") == 0 ? number : program->argv[i];
    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
    execvp(argv[0], argv);
    perror(argv[0]);
    _exit(126);
}

static void run(Program *program, int round)
{
    int status = 0;
    struct rusage usage;
    int64_t begun = samples_now();
    pid_t child = fork();
    if (child == 0)
        become(program, round);
    wait4(child, &status, 0, &usage);
    samples_add(&program->samples, samples_now() - begun);
    program->peak = usage.ru_maxrss > program->peak ? usage.ru_maxrss : program->peak;
    program->code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

int main(int argc, char **argv)
{
    static Program programs[PROGRAMS_MAX];
    int count = 0, rounds = argc > 1 ? atoi(argv[1]) : 0;
    for (int i = 2; i < argc && count < PROGRAMS_MAX; i++) {
        programs[count++] = (Program){.name = argv[i], .argv = argv + i + 1};
        while (i < argc && strcmp(argv[i], "--") != 0)
            i++;
        argv[i] = NULL;
    }
    for (int round = 0; round < rounds; round++)
        for (int i = 0; i < count; i++)
            run(&programs[i], round);
    for (int i = 0; i < count; i++) {
        Samples *samples = &programs[i].samples;
        if (samples->count == 0)
            continue;
        qsort(samples->us, samples->count, sizeof *samples->us, samples_compare);
        printf("%s %zu %lld %lld %lld %ld %d\n", programs[i].name, samples->count,
               (long long)samples->us[samples->count / 2], (long long)samples->us[samples->count * 99 / 100],
               (long long)samples->us[samples->count - 1], programs[i].peak, programs[i].code);
    }
    return 0;
}
