// SPDX-License-Identifier: MIT
// Long work: on a thread and a connection of its own, in a popup that tells how far it is, and what came of
// it when it has ended. It is one transaction, so stopping leaves nothing. Every kind of it is one struct.
#ifndef RAPPORT_TUI_JOB_H
#define RAPPORT_TUI_JOB_H

#include "rapport/tui/tui.h"

enum { JOB_PEOPLE = 20 }; // more do not fit into a frame, since the rules speak about each of them

// All texts live as long as the job.
typedef struct JobKind {
    const char *title; // "Tagging"
    bool (*work)(App *app, void *self, Error *err);
    void (*free)(void *self);
    // What is said at the end: end says it itself (on the thread of the screen), else done does.
    void (*end)(Tui *tui, void *self, bool fine, const Error *err);
    const char *done; // "Tagged"
    size_t
        people; // how many were acted on: told after done, the marks go, u takes it back; 0 = no such thing
    const char *busy;   // what it is at, for those that cannot be stopped any more; NULL = Esc stops it
    const char *behind; // what it is called when b has sent it behind the screen: "the import"; NULL = no b
    bool beside;        // begins there and cannot be stopped: its end is waited for
    const char *leave;  // asked of who quits while it runs behind the screen
} JobKind;

// Runs the work, on a thread of its own when it is large, and says what came of it. self is freed afterwards.
void job_open(Tui *tui, const JobKind *kind, void *self, bool large);

// From within the work, for those that know more than app_pace tells: what it is at and how far. writing: it
// holds the database. False: it is to stop.
bool job_say(App *app, const char *what, const char *how_far, bool writing);

// ---- for the loop
void jobs_take(Tui *tui);         // ends what has ended
void jobs_stop(Tui *tui);         // stops everything and waits for it: at the end
bool job_to_front(Tui *tui);      // shows the one that runs behind the screen; false: there is none
const char *jobs_leave(Tui *tui); // what is to be asked before quitting; NULL = nothing
// Appends "the import: 0:03 left" when one runs behind the screen; only_writing: when it holds the database.
bool job_line(Tui *tui, bool only_writing, Str *out);

#endif
