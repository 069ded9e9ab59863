// SPDX-License-Identifier: MIT
// What the commands on things share: whom a command was about while it asks, and how it says what came of it.
#ifndef RAPPORT_TUI_ASKED_H
#define RAPPORT_TUI_ASKED_H

#include "frame.h"
#include "people/id_set.h"
#include "rapport/app/app.h"

typedef struct Asked {
    ThingKind kind;
    IdList ids;
    IdList people; // of several follow-ups, each once
    int64_t contact;
    int choice;
    bool snooze;   // the menu of days moves follow-ups instead of setting one
    char done[96]; // what asked_do says
} Asked;

Asked *asked_new(Tui *tui, const Selection *selection);
// Right after a follow-up was ticked off, "log it" and "next" are for its person, though the focus went on.
Asked *asked_after_tick(Tui *tui, const Selection *selection);
Asked *asked_dup(const Asked *other);
void asked_free(void *self);

// The contacts that a command on people acts on: the marked ones or those whom the marked follow-ups are
// about, else the one concerned. Borrowed.
const int64_t *asked_people(const Asked *asked, size_t *count);
// Runs the use case on these people, behind the screen when they are many, and says what was done: to how
// many, when there are several. work gets asked, which is freed afterwards.
void asked_do(Tui *tui, Asked *asked, const char *title, bool (*work)(App *app, void *asked, Error *err),
              const char *done);
// "Log with Maya Lindqvist", "Log with 3 people"; owned.
char *asked_title(Tui *tui, const char *verb, const Asked *asked);

// Says what came of a use case and clears the result.
void report_step(Tui *tui, bool fine, StepResult *result, const Error *err);
void report_done(Tui *tui, bool fine, const Error *err, const char *what);

// ---- steps on follow-ups, in commands_followup.c

typedef struct RowsStep RowsStep;
struct RowsStep {
    const char *title; // while they are many
    bool (*run)(App *app, const int64_t *ids, size_t count, const RowsStep *step, StepResult *result,
                Error *err);
    DateValue when;
    int shift;          // days
    const char *repeat; // copied
    bool keep_marks;
    int64_t ticked; // whom the one that is ticked off is about: what comes next is for them; 0 = nobody
};
// Takes the step with all that are selected, behind the screen when they are many, and says what came of it.
void followups_step(Tui *tui, const int64_t *ids, size_t count, const RowsStep *step);
void followups_drop(Tui *tui, const Selection *selection);
// Whether one of them repeats (of very many, one of the first).
bool followups_repeat(Tui *tui, const int64_t *ids, size_t count);
// "Only this one" (index 0) or, in these words, those that follow as well (1).
void followups_ask_series(Tui *tui, const char *title, const char *all, ChoiceDone done, void *self,
                          void (*free_self)(void *self));

// commands_followup.c
void command_follow_up(Tui *tui, const Selection *selection, const char *args);
void command_snooze(Tui *tui, const Selection *selection, const char *args);
void command_done(Tui *tui, const Selection *selection, const char *args);

// commands_reach.c
void command_copy(Tui *tui, const Selection *selection, const char *args);
void command_open_link(Tui *tui, const Selection *selection, const char *args);

// commands_log.c
void command_log(Tui *tui, const Selection *selection, const char *args);
void command_replied(Tui *tui, const Selection *selection, const char *args);
void command_settle(Tui *tui, const Selection *selection, const char *args);

// commands_why.c
bool on_explained(Tui *tui, const Selection *selection);
void command_why(Tui *tui, const Selection *selection, const char *args);

// commands_meeting.c
// Who calls off the planned meeting that is selected, or whether it was a mistake; false: it is none.
bool meeting_call_off(Tui *tui, const Selection *selection);
// The meetings that are selected were held.
void meetings_held(Tui *tui, const Selection *selection);
void command_prep(Tui *tui, const Selection *selection, const char *args);
// Who owes, waits, is quiet or has an open invitation, of everybody.
void command_waiting(Tui *tui, const Selection *selection, const char *args);
// The question bank in $EDITOR; "restore" brings back that of the program.
void command_questions(Tui *tui, const Selection *selection, const char *args);
void command_debrief(Tui *tui, const Selection *selection, const char *args);

#endif
