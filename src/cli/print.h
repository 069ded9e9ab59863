// SPDX-License-Identifier: MIT
// How commands speak: text by role and in columns, JSON of the things. Every text passes the sanitiser here.
#ifndef RAPPORT_CLI_PRINT_H
#define RAPPORT_CLI_PRINT_H

#include "command.h"
#include "rapport/app/checking.h"
#include "rapport/app/paths.h"
#include "rapport/core/contact.h"
#include "rapport/core/followup.h"
#include "rapport/core/interaction.h"
#include "rapport/formats/json.h"
#include "rapport/store/drafts.h"

// ---- text

typedef enum PrintRole { PRINT_PLAIN, PRINT_NAME, PRINT_DIM, PRINT_LATE, PRINT_GOOD, PRINT_TAG } PrintRole;

// Appends to the answer; several lines may stand in it.
void print(Cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
void print_as(Cli *cli, PrintRole role, const char *text); // in the role's colour where colours are on
void print_failure(Cli *cli, const Error *err);            // one sentence on standard error, with the details
void print_note(Cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3))); // a line on standard error after the answer, unless --quiet
void print_notes(Cli *cli);                // writes the notes that are there
bool print_flush(Cli *cli, Error *err);    // writes what is there

// A text broken between words at the width of the terminal, 80 columns where there is none; further lines
// begin below column indent, up to which the first is written already. With --plain it stays one line: what
// reads it aloud breaks it itself. Ends the line.
void print_wrapped(Cli *cli, int indent, const char *text);

// A section heading with its count: "Late 2".
void print_section(Cli *cli, const char *title, size_t count);

typedef struct Column {
    const char *title;
    int most; // columns at most on a terminal; 0 = as wide as need be
    PrintRole role;
} Column;

typedef struct Table {
    Cli *cli;
    const Column *columns;
    size_t count;
    bool headless;
    VEC(char *) cells; // row by row
} Table;

Table table_begin(Cli *cli, const Column *columns, size_t count);
void table_cell(Table *table, const char *text); // NULL is an empty cell
void table_cellf(Table *table, const char *format, ...) __attribute__((format(printf, 2, 3)));
void table_id(Table *table, Id id); // the first eight characters
void table_end(Table *table);       // prints and clears; columns without any text are left out

enum { SHORT_ID_SIZE = 9 };
const char *short_id(Id id, char text[SHORT_ID_SIZE]);

// The advice of a step as lines: what is next, with its dates.
void print_advice(Cli *cli, const AdviceList *advice, size_t first);

// ---- JSON: each writes one value

JsonWriter print_json(Cli *cli);
const char *contact_title(const Contact *contact); // of the person, else of the present role; NULL
void json_id(JsonWriter *json, const char *key, Id id);
void json_person(Cli *cli, JsonWriter *json, const char *key, int64_t contact); // {"id","name"}, null for 0
// Ways to somebody: {"steps":[{"from","to","tie","strength"}...],"strength"} each, 1 to 3; or a line each.
void json_introduction_paths(Cli *cli, JsonWriter *json, const IntroductionPaths *paths);
void print_introduction_paths(Cli *cli, const IntroductionPaths *paths);
void json_contact_fields(Cli *cli, JsonWriter *json, const Contact *contact); // inside an open object
void json_contact(Cli *cli, JsonWriter *json, const Contact *contact);
void json_contacts(Cli *cli, JsonWriter *json, const char *key, const int64_t *ids, size_t count);
void json_followup_fields(Cli *cli, JsonWriter *json, const Followup *row);
void json_followup(Cli *cli, JsonWriter *json, const Followup *row);
void json_followups(Cli *cli, JsonWriter *json, const char *key, const FollowupList *list);
void json_interaction_fields(Cli *cli, JsonWriter *json, const Interaction *one);
void json_interaction(Cli *cli, JsonWriter *json, const Interaction *one);
void json_draft_fields(Cli *cli, JsonWriter *json, const Draft *draft);
// "findings": what the check says of a message (cmd_check.c); check_message looks, for these people.
void json_findings(JsonWriter *json, const char *subject, const char *text, const CheckResult *result);
bool check_message(Cli *cli, const int64_t *people, size_t count, const CheckMessage *message,
                   CheckResult *result, Error *err);
void json_advice(JsonWriter *json, const AdviceList *advice);  // with its key
void json_time(JsonWriter *json, const char *key, int minute); // "10:30"; -1 gives null

// ---- both

// {C, "advice"} or the sentence "ID  NAME  what": the answer of commands on one contact.
bool answer_contact(Cli *cli, int64_t id, const char *done, Error *err);
// {"contacts": [C...]} or a line each.
bool answer_contacts(Cli *cli, const int64_t *ids, size_t count, const char *done, Error *err);

#endif
