// SPDX-License-Identifier: MIT
// The program: makes the process safe (private files, no core dumps), then the command line decides; without
// a command the interface runs on the real terminal.
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rapport/base/mem.h"
#include "rapport/base/sanitise.h"
#include "rapport/cli/cli.h"
#include "rapport/term/curses_terminal.h"
#include "rapport/tui/tui.h"

static void out_of_memory(void)
{
    static const char SENTENCE[] =
        "rapport: out of memory: all that was acknowledged is saved; close something and start again\n";
    curses_terminal_rescue();
    ssize_t written = write(STDERR_FILENO, SENTENCE, sizeof SENTENCE - 1);
    (void)written;
    _exit(4);
}

static int complain(const Error *err)
{
    char *message = sanitise_dup(err->message, SANITISE_LINE);
    fprintf(stderr, "rapport: %s\n", message);
    free(message);
    return error_exit_code(err->kind);
}

// The locale's first day of the week, where the system tells it.
static bool monday_first(void)
{
#ifdef __GLIBC__
    // The first weekday counts from the day that the second value names (19971130 is a Sunday, 19971201 a
    // Monday).
    const char *first = nl_langinfo(_NL_TIME_FIRST_WEEKDAY);
    long base = (long)nl_langinfo(_NL_TIME_WEEK_1STDAY);
    return (base == 19971201 && *first == 1) || (base == 19971130 && *first == 2);
#else
    return true;
#endif
}

// 12/15 is a day of December where the locale writes the month first.
static bool month_first(void)
{
    const char *format = nl_langinfo(D_FMT);
    return strncmp(format, "%m", 2) == 0 || strncmp(format, "%D", 2) == 0;
}

static int run_interface(void *self, const CliStart *start)
{
    (void)self;
    Error err = {0};
    App *app = NULL;
    Tui *tui = NULL;
    int code = 0;
    CursesOptions options = {.theme = start->color == CLI_COLOR_NEVER ? THEME_MONO : THEME_AUTO,
                             .mouse = true,
                             .beacon = getenv("RAPPORT_TEST_BEACON") != NULL};
    Terminal *terminal = curses_terminal_open(&options, &err);
    if (terminal == NULL)
        return complain(&err);
    StoreOptions store = {
        .path = start->database, .create = true, .clock = start->clock, .ids = id_source_random()};
    if (app_open(&store, &app, &err)) {
        app->month_first = month_first();
        TuiOptions wanted = {.app = app,
                             .terminal = terminal,
                             .config_path = start->config,
                             .plain = start->plain,
                             .monday_first = monday_first()};
        tui = tui_new(&wanted, &err);
    }
    if (tui != NULL)
        code = tui_run(tui);
    tui_free(tui);
    app_close(app);
    terminal_close(terminal);
    return tui != NULL ? code : complain(&err);
}

int main(int argc, char **argv)
{
    struct rlimit no_core = {0, 0};
    umask(077);
    setrlimit(RLIMIT_CORE, &no_core);
    setlocale(LC_ALL, "");
    mem_on_failure(out_of_memory);
    return cli_run(argc, argv, run_interface, NULL);
}
