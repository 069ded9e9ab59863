// SPDX-License-Identifier: MIT
// The way of every command: global options, the row of the table, its arguments, the database, the run, the
// answer.
#include "rapport/cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/transfer.h"
#include "rapport/base/locale.h"
#include "rapport/base/log.h"
#include "rapport/base/mem.h"

#ifndef RAPPORT_VERSION
#define RAPPORT_VERSION "unknown"
#endif

const CliOption CLI_GLOBALS[] = {
    {"db", "FILE", "the database (else $RAPPORT_DB, else rapport/rapport.db in the data folder)"},
    {"config", "FILE", "the configuration (else rapport/rapport.conf in the configuration folder)"},
    {"now", "MOMENT", "take this for the present, such as 2026-11-24T09:41"},
    {"color", "WHEN", "auto, always or never; NO_COLOR is honoured"},
    {"json", NULL, "answer with one JSON document"},
    {"plain", NULL, "no glyphs and no columns, for screen readers"},
    {"quiet", NULL, "no headings, no remarks"},
    {"verbose", NULL, "log to standard error what happens"},
    {"demo", NULL, "a throw-away sample network instead of your own"},
    {"version", NULL, "say the version"},
    {"help", NULL, "say what there is"},
    {0},
};

// ---- global options

static bool set_clock(Cli *cli, Error *err)
{
    const char *text = option_value(cli, "now");
    cli->clock = clock_system();
    if (text == NULL)
        return true;
    Moment now = clock_now(&cli->clock);
    DateContext context = {.today = moment_day(now), .minute = moment_minute(now)};
    DateValue value;
    if (!date_parse(text, &context, &value, err)) {
        err->kind = ERROR_USAGE;
        err->column = 0;
        return error_prefix(err, "--now");
    }
    if (value.zoned) {
        int64_t utc = (int64_t)value.day * 86400 + ((int64_t)value.minute - value.offset_min) * 60;
        cli->clock = clock_fixed((Moment){utc, clock_offset_at(utc)});
    } else {
        cli->clock = clock_fixed(clock_moment(value.day, value.minute < 0 ? 0 : value.minute));
    }
    return true;
}

static bool set_color(Cli *cli, Error *err)
{
    static const char *const words[] = {
        [CLI_COLOR_AUTO] = "auto", [CLI_COLOR_ALWAYS] = "always", [CLI_COLOR_NEVER] = "never"};
    const char *text = option_value(cli, "color");
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    size_t choice = 0;
    while (text != NULL && choice < 3 && strcmp(words[choice], text) != 0)
        choice++;
    if (choice == 3)
        return error_set(err, ERROR_USAGE, "--color takes auto, always or never, not \"%.40s\"", text);
    cli->color = (CliColor)choice;
    bool wanted = isatty(STDOUT_FILENO) && str_blank(no_color) && !str_equal(term, "dumb");
    cli->colours = cli->color == CLI_COLOR_ALWAYS || (cli->color == CLI_COLOR_AUTO && wanted);
    return true;
}

static int terminal_columns(void)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO))
        return 0;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

static bool set_globals(Cli *cli, Error *err)
{
    cli->json = option_given(cli, "json");
    cli->plain = option_given(cli, "plain");
    cli->quiet = option_given(cli, "quiet");
    cli->verbose = option_given(cli, "verbose");
    cli->demo = option_given(cli, "demo");
    cli->columns = terminal_columns();
    cli->ascii = !locale_utf8();
    cli->database = path_database(option_value(cli, "db"));
    cli->config = path_config(option_value(cli, "config"));
    if (cli->verbose)
        log_open(stderr);
    return set_color(cli, err) && set_clock(cli, err);
}

// ---- the database

static void tell_opening(void *self, const char *what)
{
    print_note(self, "rapport: %s", what);
    print_notes(self); // at once: it takes a while
}

// Another program writes: said when it takes a while, and not for ever.
static bool wait_for_writer(void *self, int waited_ms)
{
    enum { SAID_AFTER_MS = 1000, MOST_MS = 5000 };
    Cli *cli = self;
    if (waited_ms < SAID_AFTER_MS)
        cli->told_waiting = false;
    else if (!cli->told_waiting) {
        cli->told_waiting = true;
        tell_opening(cli, "waiting for another program to finish writing");
    }
    return waited_ms < MOST_MS;
}

static bool open_database(Cli *cli, CliNeed need, Error *err)
{
    // What does not exist yet is made, even for those who only read: an empty answer is no error.
    bool there = access(cli->database, F_OK) == 0;
    StoreOptions options = {.path = cli->database,
                            .create = true,
                            .read_only = need == NEED_READ && there,
                            .clock = cli->clock,
                            .ids = id_source_random(),
                            .progress = tell_opening,
                            .progress_self = cli};
    if (!app_open(&options, &cli->app, err))
        return false;
    cli->app->month_first = locale_month_first();
    store_on_busy(cli->app->store, wait_for_writer, cli);
    if (need == NEED_WRITE && store_read_only(cli->app->store))
        return error_set(err, ERROR_DATABASE,
                         "%s is of a newer version and can only be read; use that version to write",
                         cli->database);
    return true;
}

static bool make_demo(Cli *cli, Error *err)
{
    cli->demo_folder = path_demo_folder(err);
    if (cli->demo_folder == NULL)
        return false;
    free(cli->database);
    cli->database = str_format("%s/rapport.db", cli->demo_folder);
    bool fine = open_database(cli, NEED_WRITE, err) && app_load_sample(cli->app, err);
    app_close(cli->app);
    cli->app = NULL;
    return fine;
}

// ---- running

static bool run_command(Cli *cli, Error *err)
{
    const CliCommand *command = cli->command;
    if (option_given(cli, "help")) {
        subcommand_help(cli, command);
        return true;
    }
    if (!subcommand_arguments(command, cli->args.count, err))
        return false;
    if (command->need == NEED_NOTHING)
        return command->run(cli, err);
    return (!cli->demo || make_demo(cli, err)) && open_database(cli, command->need, err) &&
           command->run(cli, err);
}

static int open_screens(Cli *cli, CliInterface open_interface, void *self, Error *err)
{
    if (!path_config_safe(cli->config, err) || (cli->demo && !make_demo(cli, err)))
        return error_exit_code(err->kind);
    CliStart start = {.database = cli->database,
                      .config = cli->config,
                      .clock = cli->clock,
                      .demo = cli->demo,
                      .color = cli->color,
                      .plain = cli->plain};
    return open_interface(self, &start);
}

// Finds the command and reads what stands behind it.
static bool read_command(Cli *cli, int argc, char **argv, Error *err)
{
    int used;
    cli->command = subcommand_find(argv[0]);
    if (cli->command == NULL)
        return subcommand_unknown(argv[0], err);
    return arguments_parse(cli, cli->command->options, argc - 1, argv + 1, false, &used, err);
}

static int run(Cli *cli, int argc, char **argv, CliInterface open_interface, void *self, Error *err)
{
    int used = 0;
    bool fine = arguments_parse(cli, NULL, argc - 1, argv + 1, true, &used, err);
    bool bare = used + 1 >= argc;
    fine =
        fine && (bare || read_command(cli, argc - 1 - used, argv + 1 + used, err)) && set_globals(cli, err);
    if (!fine)
        return error_exit_code(err->kind);
    if (option_given(cli, "version"))
        print(cli, "rapport " RAPPORT_VERSION "\n");
    else if (bare && option_given(cli, "help"))
        subcommand_overview(cli);
    else if (bare)
        return open_screens(cli, open_interface, self, err);
    else
        fine = run_command(cli, err);
    // An answer of "nothing" has been written and is an error all the same.
    if (fine || err->kind == ERROR_NOT_FOUND) {
        if (cli->json && cli->out.length > 0)
            str_push(&cli->out, '\n');
        fine = print_flush(cli, fine ? err : NULL) && fine;
    }
    if (fine)
        backup_of_the_day(cli); // after the answer: nobody waits for it to be told what they asked
    return fine ? 0 : error_exit_code(err->kind);
}

static void clear(Cli *cli)
{
    app_close(cli->app);
    if (cli->demo_folder != NULL)
        path_remove_folder(cli->demo_folder);
    free(cli->demo_folder);
    free(cli->database);
    free(cli->config);
    vec_clear(&cli->args);
    vec_clear(&cli->given);
    str_clear(&cli->out);
    str_clear(&cli->details);
    log_open(NULL);
}

int cli_run(int argc, char **argv, CliInterface open_interface, void *self)
{
    Cli cli = {.clock = clock_system()};
    Error err = {0};
    int code = run(&cli, argc, argv, open_interface, self, &err);
    print_notes(&cli);
    if (err.kind == ERROR_DAMAGED)
        backup_advice(&cli);
    if (err.kind != ERROR_NONE)
        print_failure(&cli, &err);
    clear(&cli);
    return code;
}
