// SPDX-License-Identifier: MIT
// The program: makes the process safe (private files, no core dumps), then the command line decides; without
// a command the interface runs on the real terminal.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rapport/base/civil.h"
#include "rapport/base/locale.h"
#include "rapport/base/mem.h"
#include "rapport/base/sanitise.h"
#include "rapport/base/str.h"
#include "rapport/base/thread.h"
#include "rapport/cli/cli.h"
#include "rapport/store/backups.h"
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

// A damaged database: the newest sound backup may take its place. The damaged file is kept.
static bool restore_backup(Terminal *terminal, const CliStart *start, Error *err, char *kept, size_t size)
{
    int32_t day = CIVIL_NONE;
    char date[16], *backup = backups_newest_good(start->database, NULL, &day);
    if (backup == NULL)
        return error_set(err, ERROR_DAMAGED, "%s; there is no sound backup in the folder backups beside it",
                         err->message);
    civil_format(day, date);
    char *command = backups_restore_command(backup, start->database);
    char *text = str_format(
        "%s.\n \nThe newest sound backup is of %s:\n%s\n \nIf it takes its place, the damaged file is "
        "kept beside it.",
        err->message, date, backup);
    bool wanted = tui_question(terminal, "The database is damaged", text, "y restore the backup   n leave",
                               start->plain);
    bool done = wanted &&
                store_restore(backup, start->database, moment_day(clock_now(&start->clock)), kept, size, err);
    if (!wanted)
        error_set(err, ERROR_DAMAGED, "%s; to restore the backup of %s: %s", err->message, date, command);
    free(text);
    free(command);
    free(backup);
    return done;
}

// The database is opened beside the terminal: each takes half of the time to the first frame. One that is
// still to be made waits until there is a terminal to show it on; one of an older program is upgraded before
// the screen is taken, which can take a minute and says so.
typedef struct Opening {
    StoreOptions store;
    App *app;
    Error err;
    pthread_t thread;
    bool apart, done;
} Opening;

static void tell_opening(void *self, const char *what)
{
    (void)self;
    fprintf(stderr, "rapport: %s\n", what);
}

static void *open_database(void *self)
{
    Opening *opening = self;
    app_open(&opening->store, &opening->app, &opening->err);
    opening->done = true;
    return NULL;
}

static void opening_start(Opening *opening)
{
    if (store_is_outdated(opening->store.path))
        open_database(opening);
    else if (access(opening->store.path, F_OK) == 0)
        opening->apart = thread_start(&opening->thread, open_database, opening);
}

// NULL with err when it cannot be opened; wanted: else it is closed again.
static App *opening_end(Opening *opening, bool wanted, Error *err)
{
    if (opening->apart)
        pthread_join(opening->thread, NULL);
    if (!opening->done && wanted)
        open_database(opening);
    opening->store.progress = NULL; // the screen is ours from here on
    if (wanted) {
        *err = opening->err;
        return opening->app;
    }
    app_close(opening->app);
    return NULL;
}

static int run_interface(void *self, const CliStart *start)
{
    (void)self;
    char kept[4096] = "";
    Error err = {0};
    Tui *tui = NULL;
    int code = 0;
    CursesOptions options = {.theme = start->color == CLI_COLOR_NEVER ? THEME_MONO : THEME_AUTO,
                             .mouse = true,
                             .beacon = getenv("RAPPORT_TEST_BEACON") != NULL};
    Opening opening = {.store = {.path = start->database,
                                 .create = true,
                                 .clock = start->clock,
                                 .ids = id_source_random(),
                                 .progress = tell_opening}};
    opening_start(&opening);
    Terminal *terminal = curses_terminal_open(&options, &err);
    App *app = opening_end(&opening, terminal != NULL, &err);
    if (terminal == NULL)
        return complain(&err);
    if (app != NULL ||
        (err.kind == ERROR_DAMAGED && restore_backup(terminal, start, &err, kept, sizeof kept) &&
         app_open(&opening.store, &app, &err))) {
        app->month_first = locale_month_first();
        TuiOptions wanted = {.app = app,
                             .terminal = terminal,
                             .config_path = start->config,
                             .plain = start->plain,
                             .monday_first = locale_monday_first()};
        tui = tui_new(&wanted, &err);
    }
    if (tui != NULL && store_read_only(app->store))
        tui_toast(tui, false, "A newer rapport made this database: it can be read here, not changed");
    if (tui != NULL && *kept != '\0')
        tui_toast(tui, false, "The backup is restored; the damaged file is %s", kept);
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
    locale_begin();
    mem_on_failure(out_of_memory);
    return cli_run(argc, argv, run_interface, NULL);
}
