// SPDX-License-Identifier: MIT
// What a person can do. Every use case is one transaction and one step of undo; the command line and the
// screens call the same ones. An App is one open database with the rules that its settings give.
#ifndef RAPPORT_APP_APP_H
#define RAPPORT_APP_APP_H

#include "rapport/core/calendar.h"
#include "rapport/core/contact.h"
#include "rapport/core/date.h"
#include "rapport/core/days_off.h"
#include "rapport/core/followup.h"
#include "rapport/core/timing.h"
#include "rapport/store/imports.h"
#include "rapport/store/store.h"

// Who is told how far a step on many things is; false from go_on stops it. No go_on = nobody.
typedef struct Pace {
    bool (*go_on)(void *self, size_t count, size_t total); // 0 of 0 = as before
    void *self;
} Pace;

typedef struct App {
    Store *store;
    Pace pace;
    TimingSettings timing;            // from the settings
    DaysOff days_off;                 // from the settings
    Calendar calendar;                // its arrays are those of days_off
    bool month_first;                 // 12/15 is December: from the locale's order, set by main
    VEC(Routine) routines;            // the user's own, then those that are shipped
    char routine[ROUTINE_NAME_SIZE];  // the default one
    bool premium;                     // LinkedIn Premium: limits
    VEC(struct Spelling *) spellings; // of each language, made when first needed (app_spelling)
} App;

// Opens the store, puts the shipped templates in when the database is new, and reads the settings.
bool app_open(const StoreOptions *options, App **out, Error *err);
void app_close(App *app); // NULL is fine
bool app_reload_settings(App *app, Error *err);

int32_t app_today(const App *app);
// For date fields: today, minute, calendar and order of the locale.
DateContext app_date_context(const App *app, bool past);

// What a use case that touches people's timing answers.
typedef struct StepResult {
    int64_t id;        // what was made (interaction, follow-up, draft, contact); 0 = nothing
    AdviceList advice; // what the rules say now about the contacts concerned
    char summary[256]; // one line for a toast: "Logged. Next: 1 Dec, nudge ..."
    bool doubtful;     // moved so often that the summary asks whether it is still wanted
} StepResult;

void step_result_clear(StepResult *result);

// Undo and redo of the file's (mine = false) or this instance's last step; settings are read again.
bool app_undo(App *app, bool mine, JournalStep *step, Error *err);
bool app_redo(App *app, bool mine, JournalStep *step, Error *err);

// The routine of that name; NULL when there is none.
const Routine *app_routine(const App *app, const char *name);

// ---- for the use cases of this layer

// Call it for each of many: writes what is recorded for undo when it has grown large, and looks whether to go
// on.
bool app_pace(App *app, size_t count, size_t total, Error *err);
// While on, long statements look as well.
void app_watch(App *app, bool on);

// Runs the rules for the contact inside the open transaction: facts, stage and rule rows follow the history.
// A row that is no longer advised was done when by_me; else it goes. advice may be NULL.
bool app_reconcile(App *app, int64_t contact, bool by_me, AdviceList *advice, Error *err);
// The facts alone, of many whom the running import has just made in the pool: of them nothing else is known
// than what happened.
bool app_reconcile_new(App *app, const int64_t *contacts, size_t count, Error *err);
// The same for everybody active: after a setting, a routine or the calendar changed.
bool app_reconcile_all(App *app, Error *err);
// Promotes from the pool, then reconciles.
bool app_engage(App *app, int64_t contact, bool by_me, AdviceList *advice, Error *err);
// The summary of a step that was done: "Logged. Next: 1 Dec, nudge: no answer to your request of 17 Nov."
void app_summarise(App *app, const char *done, StepResult *result);
// The colleagues of a contact about whom the rules may now say something else: somebody there has answered.
bool app_reconcile_colleagues(App *app, int64_t contact, Error *err);
// Whoever introduced a contact is owed a word once it led somewhere; and whom I introduced to them need not
// be asked how it went once I know.
bool app_reconcile_introductions(App *app, int64_t contact, Error *err);
// Advice and facts of a contact as they are now; reads only. facts may be NULL.
bool app_advise(App *app, int64_t contact, AdviceList *advice, TimingFacts *facts, Error *err);
// New posts of active contacts that the imports of the last weeks have found.
bool app_job_changes(App *app, JobChangeRows *rows, Error *err);
// Facts alone, of a contact that was read already: quicker.
bool app_facts(App *app, const Contact *contact, TimingFacts *facts, Error *err);
// Rows are made when something is written, but days pass without anybody writing: once the last good day of a
// row is over it is read as what the rules say now (how did the meeting go, let it rest) or left out. Call it
// on lists that are shown.
void app_pass_time(App *app, FollowupList *rows);

#endif
