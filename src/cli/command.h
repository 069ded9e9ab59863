// SPDX-License-Identifier: MIT
// What the files of this layer share: the table of commands, the running command (Cli) and its arguments.
#ifndef RAPPORT_CLI_COMMAND_H
#define RAPPORT_CLI_COMMAND_H

#include "rapport/app/app.h"
#include "rapport/base/str.h"
#include "rapport/base/vec.h"
#include "rapport/cli/cli.h"
#include "rapport/core/date.h"
#include "rapport/core/kinds.h"
#include "rapport/store/contacts.h"

typedef struct Cli Cli;

typedef struct CliOption {
    const char *name;  // "at", without the dashes
    const char *value; // what it takes, for the manual: "DATE"; NULL = nothing
    const char *help;  // a clause without a full stop
} CliOption;

typedef enum CliNeed {
    NEED_NOTHING, // runs without the database
    NEED_READ,
    NEED_WRITE,
} CliNeed;

// A row of the table. Manual, help, completions and checks of usage come from it.
typedef struct CliCommand {
    const char *name;
    const char *arguments;    // "CONTACT DATE [TEXT]"
    const char *summary;      // a clause: "plan a meeting"
    const char *help;         // sentences
    const char *example;      // a command line that the tests run
    const CliOption *options; // up to a row without a name; NULL = none
    int least, most;          // arguments; most -1 = any number
    CliNeed need;
    bool (*run)(Cli *cli, Error *err);
} CliCommand;

// The table is read in groups: a heading stands before the command that is named.
typedef struct CliGroup {
    const char *first, *title;
} CliGroup;

extern const CliCommand CLI_COMMANDS[]; // ends with a row without a name
extern const CliGroup CLI_GROUPS[];     // in the order of the commands; the same
extern const CliOption CLI_GLOBALS[];   // the same

const CliCommand *subcommand_find(const char *name);        // NULL when there is none
bool subcommand_unknown(const char *name, Error *err);      // ERROR_USAGE with "did you mean"; false
void subcommand_help(Cli *cli, const CliCommand *command);  // prints its page
void subcommand_overview(Cli *cli);                         // prints the list of all
void subcommand_usage(const CliCommand *command, Str *out); // "rapport add TEXT [OPTIONS]"
const char *subcommand_group(const CliCommand *command);    // the heading before it; NULL = none
void subcommand_text(const CliCommand *command, Str *out);  // what it does, its summary first, as sentences
// ERROR_USAGE where there are too few arguments, naming the one that is missing, or too many.
bool subcommand_arguments(const CliCommand *command, size_t count, Error *err);

typedef struct GivenOption {
    const CliOption *option;
    const char *value; // "" for one that takes nothing
} GivenOption;

struct Cli {
    char *database, *config; // paths
    Clock clock;
    bool json, plain, quiet, verbose, demo, colours, ascii;
    CliColor color;
    int columns; // of the terminal; 0 = standard output is none
    char *demo_folder;
    App *app;
    const CliCommand *command;
    VEC(const char *) args;
    VEC(GivenOption) given;
    Str out;           // what goes to standard output
    Str notes;         // remarks for standard error, after the answer
    bool told_waiting; // for the writer of the moment
    Str details;       // lines for standard error after the error sentence: candidates
};

// ---- arguments (arguments.c)

// Sorts argv into cli->given and cli->args: options of the command (NULL = only global ones), then global
// ones. stop_at_word: end at the first that is no option. *used tells how many of argv were read.
// ERROR_USAGE.
bool arguments_parse(Cli *cli, const CliOption *options, int argc, char **argv, bool stop_at_word, int *used,
                     Error *err);
const char *option_value(const Cli *cli, const char *name); // the last one; NULL = not given
bool option_given(const Cli *cli, const char *name);
typedef VEC(const char *) TextList;
void option_values(const Cli *cli, const char *name, TextList *out); // all of them; borrowed texts

// A text argument; "-" reads standard input (one final newline is dropped).
bool argument_text(const char *argument, Str *out, Error *err);
// The arguments from first on, joined by blanks; a single "-" reads standard input.
bool argument_rest(const Cli *cli, size_t first, Str *out, Error *err);
bool argument_number(const char *what, const char *text, int least, int most, int *out, Error *err);
bool argument_date(Cli *cli, const char *what, const char *text, bool past, DateValue *out, Error *err);
// The date that the argument at first says, with a time behind it that nobody put between quotes: tomorrow
// 10:30. *next is the argument that follows.
void argument_when(const Cli *cli, size_t first, Str *out, size_t *next);
// The moment of a date: without a time it is noon, or now when the day is today.
Moment argument_moment(const Cli *cli, DateValue date);
// The one whom a CONTACT argument means. Nobody: missing (ERROR_INPUT or, where that is the answer,
// ERROR_NOT_FOUND). Several: ERROR_INPUT, candidates in cli->details.
bool argument_contact(Cli *cli, const char *text, ErrorKind missing, int64_t *id, Error *err);
bool argument_contacts(Cli *cli, size_t first, ContactIds *ids, Error *err); // the arguments from first on

// ---- vocabularies (vocabulary.c)

typedef enum Vocabulary {
    WORDS_CHANNEL,
    WORDS_OCCASION,
    WORDS_KIND,
    WORDS_ANSWER,
    WORDS_OUTCOME,
    WORDS_STAGE,
} Vocabulary;

// The value of a word, or ERROR_INPUT that names what there is. NULL text gives 0 and true.
bool word_value(Vocabulary vocabulary, const char *text, int *value, Error *err);

// ---- paths (paths.c)

char *path_database(const char *option);             // --db, $RAPPORT_DB, the data folder; owned
char *path_config(const char *option);               // --config, the configuration folder; owned
bool path_config_safe(const char *path, Error *err); // refuses a file that others can write
// What the configuration sets, the last time it does; owned. NULL without an error: it sets nothing.
char *config_value(const char *path, const char *name, Error *err);
// The words of a program that the configuration sets ("set sendmail ..."), the last time it does; owned as
// one block. NULL without an error: it sets none.
char **config_program(const char *path, const char *name, Error *err);
// A private folder for a sample network; those left behind by dead processes are removed first. Owned.
char *path_demo_folder(Error *err);
void path_remove_folder(const char *folder); // a flat one, with its files

#endif
