// SPDX-License-Identifier: MIT
// Rules become rows: after each change the timing engine runs for the contacts concerned, and their open rule
// rows are made, moved and closed so that they say what it says. A row that a person moved is left alone
// while its cause stands; one that a person closed is not made again for the same cause.
#include <stdlib.h>
#include <string.h>

#include "rapport/app/app.h"
#include "rapport/app/outreach.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/names.h"
#include "rapport/store/contacts.h"
#include "rapport/store/followups.h"
#include "rapport/store/timing.h"

// All that the engine needs of one contact, with what owns it.
typedef struct Subject {
    Contact contact;
    TimingHistory history;
    TimingPromises promises;
    TimingSurroundings around;
    Str name;
    TimingInput input;
} Subject;

static bool rests_by_hand(const Contact *contact)
{
    return contact->stage_by_hand && contact->stage == STAGE_RESTING;
}

static bool rest_is_over(const App *app, const TimingSurroundings *around)
{
    return around->rested_until != CIVIL_NONE && around->rested_until <= app_today(app);
}

// The contact's own routine, else that of the target where they work, else the default one.
static const Routine *routine_for(const App *app, const Contact *contact, const TimingSurroundings *around)
{
    const char *names[] = {contact->routine, around->routine, app->routine};
    const Routine *routine = NULL;
    for (size_t i = 0; routine == NULL && i < sizeof names / sizeof *names; i++)
        routine = app_routine(app, names[i]);
    return routine;
}

static bool subject_load(App *app, int64_t id, Subject *subject, Error *err)
{
    *subject = (Subject){0};
    contact_init(&subject->contact);
    if (!store_contact_get(app->store, id, false, &subject->contact, err) ||
        !store_timing_history(app->store, id, &subject->history, &subject->promises, err) ||
        !store_timing_surroundings(app->store, id, &subject->around, err))
        return false;
    const Contact *contact = &subject->contact;
    if (!str_blank(contact->address_as))
        str_append(&subject->name, contact->address_as);
    else
        name_greeting(contact->nickname != NULL ? contact->nickname : contact->given, contact->name,
                      &subject->name);
    const TimingSurroundings *around = &subject->around;
    const Routine *routine = routine_for(app, contact, around);
    subject->input = (TimingInput){.name = str_get(&subject->name),
                                   .interactions = subject->history.items,
                                   .interaction_count = subject->history.count,
                                   .promises = subject->promises.items,
                                   .promise_count = subject->promises.count,
                                   .openings = around->openings.items,
                                   .opening_count = around->openings.count,
                                   .resting = rests_by_hand(contact) && !rest_is_over(app, around),
                                   .rested_until = around->rested_until,
                                   .advocate = contact->stage_by_hand && contact->stage == STAGE_ADVOCATE,
                                   .connected = contact->degree == 1,
                                   .connected_day = contact->degree == 1 ? around->connected_day : CIVIL_NONE,
                                   .routine = routine,
                                   .rhythm_days = contact->rhythm_days,
                                   .helped_there = routine != NULL && routine->other.days > 0 &&
                                                   store_somebody_helps(app->store, id),
                                   .hook = around->hook,
                                   .place = around->place,
                                   .today = app_today(app),
                                   .settings = &app->timing,
                                   .calendar = &app->calendar};
    return true;
}

static void subject_clear(Subject *subject)
{
    contact_clear(&subject->contact);
    vec_clear(&subject->history);
    store_timing_promises_clear(&subject->promises);
    store_timing_surroundings_clear(&subject->around);
    str_clear(&subject->name);
}

bool app_job_changes(App *app, JobChangeRows *rows, Error *err)
{
    return store_job_changes(app->store, app_today(app) - app->timing.new_job.latest, rows, err);
}

// No row follows from a new post, so it is looked up only where somebody asks.
static void take_new_job(Subject *subject, const JobChangeRows *changes)
{
    for (size_t i = 0; i < changes->count; i++)
        if (changes->items[i].contact == subject->contact.id) {
            subject->input.new_job_day = changes->items[i].day;
            subject->input.new_job = changes->items[i].to;
        }
}

bool app_advise(App *app, int64_t contact, AdviceList *advice, TimingFacts *facts, Error *err)
{
    Subject subject;
    JobChangeRows changes = {0};
    bool fine = subject_load(app, contact, &subject, err) && app_job_changes(app, &changes, err);
    take_new_job(&subject, &changes);
    if (fine)
        timing_advise(&subject.input, advice);
    if (fine && facts != NULL)
        timing_facts(&subject.input, facts);
    subject_clear(&subject);
    store_job_changes_clear(&changes);
    return fine;
}

bool app_facts(App *app, const Contact *contact, TimingFacts *facts, Error *err)
{
    TimingHistory history = {0};
    TimingSurroundings around = {.rested_until = CIVIL_NONE};
    bool fine = store_timing_history(app->store, contact->id, &history, NULL, err);
    around.routine = contact->routine == NULL ? store_target_routine(app->store, contact->id) : NULL;
    TimingInput input = {.name = contact->name,
                         .interactions = history.items,
                         .interaction_count = history.count,
                         .resting = rests_by_hand(contact),
                         .connected = contact->degree == 1,
                         .routine = routine_for(app, contact, &around),
                         .today = app_today(app),
                         .settings = &app->timing,
                         .calendar = &app->calendar};
    if (fine)
        timing_facts(&input, facts);
    store_timing_surroundings_clear(&around);
    vec_clear(&history);
    return fine;
}

bool app_too_soon(App *app, int64_t contact, Occasion occasion, int32_t *earliest, char *reason, size_t size)
{
    Subject subject;
    bool soon = false;
    if (subject_load(app, contact, &subject, NULL)) {
        TimingInput *input = &subject.input;
        int32_t since = calendar_add_business(input->calendar, input->today, -input->settings->colleague_gap);
        char *colleague = store_colleague_waiting(app->store, contact, since, &input->colleague_day);
        input->colleague = colleague;
        soon = timing_too_soon(input, occasion, earliest, reason, size);
        free(colleague);
    }
    subject_clear(&subject);
    return soon;
}

// A promise is a follow-up of its own already, a rhythm is none: their advice only explains.
static bool becomes_row(const Advice *advice)
{
    return timing_rule_find(advice->rule)->row;
}

// A row's cause is an interaction; what comes from a post is told apart by its words.
static int64_t row_cause(const char *rule, int64_t cause)
{
    return strcmp(rule, "opening") == 0 || strcmp(rule, "outcome") == 0 ? 0 : cause;
}

// Two posts may begin alike, but there is one row about posts at a time.
static bool says_the_same(const Followup *row, const Advice *advice)
{
    if (row->text == NULL || strncmp(row->text, advice->text, advice->named) != 0)
        return false;
    const char *rest = row->text + advice->named; // "and 2 more", what is said in the same line
    return *rest == '\0' || str_starts(rest, " and ") || str_starts(rest, "; and ");
}

static bool same_cause(const Followup *row, const Advice *advice)
{
    return row->origin == ORIGIN_RULE && row->cause == row_cause(advice->rule, advice->cause) &&
           str_equal(row->rule, advice->rule) && (row->cause != 0 || says_the_same(row, advice));
}

static bool insert_row(App *app, int64_t contact, const Advice *advice, Error *err)
{
    Followup row;
    followup_init(&row);
    row.contact = contact;
    row.day = advice->due;
    row.earliest = advice->earliest;
    row.latest = advice->latest;
    row.text = mem_strdup(advice->text);
    row.reason = mem_strdup(advice->reason);
    row.rule = mem_strdup(advice->rule);
    row.origin = ORIGIN_RULE;
    row.cause = row_cause(advice->rule, advice->cause);
    bool fine = store_followup_insert(app->store, &row, err);
    followup_clear(&row);
    return fine;
}

static bool move_row(App *app, Followup *row, const Advice *advice, Error *err)
{
    bool same = row->earliest == advice->earliest && row->latest == advice->latest &&
                str_equal(row->text, advice->text) && str_equal(row->reason, advice->reason) &&
                (row->pinned || row->day == advice->due);
    if (same)
        return true;
    if (!row->pinned)
        row->day = advice->due;
    row->earliest = advice->earliest;
    row->latest = advice->latest;
    free(row->text);
    free(row->reason);
    row->text = mem_strdup(advice->text);
    row->reason = mem_strdup(advice->reason);
    return store_followup_update(app->store, row, err);
}

static bool tick_off(App *app, Followup *row, Error *err)
{
    Moment now = store_now(app->store);
    row->state = FOLLOWUP_DONE;
    row->closed_utc = now.utc;
    row->closed_day = moment_day(now);
    return store_followup_update(app->store, row, err);
}

static bool apply_advice(App *app, int64_t contact, const Advice *advice, FollowupList *rows, Error *err)
{
    for (size_t i = 0; i < rows->count; i++)
        if (same_cause(&rows->items[i], advice))
            return rows->items[i].state != FOLLOWUP_OPEN || move_row(app, &rows->items[i], advice, err);
    return insert_row(app, contact, advice, err);
}

static bool still_advised(const Followup *row, const AdviceList *advice)
{
    for (size_t i = 0; i < advice->count; i++)
        if (same_cause(row, &advice->items[i]))
            return true;
    return false;
}

// Said in the line of another rule now: nobody has answered it, and it comes back with its own line when the
// other one goes.
static bool joined_another(const Followup *row, const AdviceList *advice)
{
    for (size_t i = 0; i < advice->count; i++)
        for (size_t k = 0; k < advice->items[i].joined_count; k++) {
            const AdviceJoined *joined = &advice->items[i].joined[k];
            if (str_equal(row->rule, joined->rule) && row->cause == row_cause(joined->rule, joined->cause))
                return true;
        }
    return false;
}

// What was to be done around a meeting that does not take place, or takes place on another day: nobody did
// it.
static bool lost_its_meeting(const Followup *row, const TimingInput *input)
{
    bool around =
        str_equal(row->rule, "prepare") || str_equal(row->rule, "confirm") || str_equal(row->rule, "debrief");
    for (size_t i = 0; around && i < input->interaction_count; i++) {
        const TimingInteraction *meeting = &input->interactions[i];
        if (meeting->id == row->cause)
            return meeting->outcome == OUTCOME_MOVED || meeting->outcome == OUTCOME_CANCELLED_BY_ME ||
                   meeting->outcome == OUTCOME_CANCELLED_BY_THEM;
    }
    return false;
}

// What is no longer advised was done by what I did; else it goes, and may come back: a rest ends, a setting
// is set back. What another line says as well goes with it, unless a person has given it a day of its own.
static bool retire_row(App *app, Followup *row, const AdviceList *advice, bool by_me, Error *err)
{
    bool joined = joined_another(row, advice);
    if (!joined && by_me)
        return tick_off(app, row, err);
    return (joined && row->pinned) || store_followup_delete(app->store, row->id, err);
}

// What a person has ticked off or dropped is not said again.
static void forget_closed(AdviceList *advice, const FollowupList *rows)
{
    size_t kept = 0;
    for (size_t i = 0; i < advice->count; i++) {
        bool closed = false;
        for (size_t k = 0; k < rows->count && !closed; k++)
            closed = same_cause(&rows->items[k], &advice->items[i]) && rows->items[k].state != FOLLOWUP_OPEN;
        if (!closed)
            advice->items[kept++] = advice->items[i];
    }
    advice->count = kept;
}

static bool reconcile_rows(App *app, const Subject *subject, AdviceList *advice, bool by_me, Error *err)
{
    FollowupList rows = {0};
    bool fine = store_followups_of(app->store, subject->contact.id, false, &rows, err);
    for (size_t i = 0; fine && i < rows.count; i++) {
        Followup *row = &rows.items[i];
        if (row->origin == ORIGIN_RULE && row->state == FOLLOWUP_OPEN && !still_advised(row, advice))
            fine = retire_row(app, row, advice, by_me && !lost_its_meeting(row, &subject->input), err);
    }
    for (size_t i = 0; fine && i < advice->count; i++)
        if (becomes_row(&advice->items[i]))
            fine = apply_advice(app, subject->contact.id, &advice->items[i], &rows, err);
    forget_closed(advice, &rows);
    followup_list_clear(&rows);
    return fine;
}

bool app_reconcile(App *app, int64_t contact, bool by_me, AdviceList *advice, Error *err)
{
    Subject subject;
    AdviceList found = {0};
    TimingFacts facts;
    bool fine = subject_load(app, contact, &subject, err);
    if (!fine)
        goto out;
    timing_advise(&subject.input, &found);
    timing_facts(&subject.input, &facts);
    // People of the pool are never nagged about, but their facts feed the board.
    if (subject.contact.active && !subject.contact.is_me && !subject.contact.deleted)
        fine = reconcile_rows(app, &subject, &found, by_me, err);
    bool woken = rests_by_hand(&subject.contact) && !subject.input.resting;
    Stage stage = subject.contact.stage_by_hand && !woken ? subject.contact.stage : facts.stage;
    fine = fine && (!woken || store_contact_wake(app->store, contact, err));
    fine = fine && store_contact_set_facts(app->store, contact, &facts, stage,
                                           store_followup_next_day(app->store, contact), err);
    for (size_t i = 0; fine && advice != NULL && i < found.count; i++)
        vec_push(advice, found.items[i]);
out:
    vec_clear(&found);
    subject_clear(&subject);
    return fine;
}

typedef struct NewFacts {
    App *app;
    VEC(ContactFacts) facts;
} NewFacts;

static void take_history(void *self, int64_t contact, int degree, const TimingHistory *history)
{
    NewFacts *found = self;
    TimingInput input = {.interactions = history->items,
                         .interaction_count = history->count,
                         .connected = degree == 1,
                         .connected_day = CIVIL_NONE,
                         .today = app_today(found->app),
                         .settings = &found->app->timing,
                         .calendar = &found->app->calendar};
    ContactFacts *one = vec_add(&found->facts);
    one->contact = contact;
    timing_facts(&input, &one->facts);
}

bool app_reconcile_new(App *app, const int64_t *contacts, size_t count, Error *err)
{
    NewFacts found = {.app = app};
    bool fine = store_timing_histories(app->store, contacts, count, take_history, &found, err) &&
                store_contacts_set_facts(app->store, found.facts.items, found.facts.count, err);
    vec_clear(&found.facts);
    return fine;
}

// ---- what the days that pass do to rows

// Of these the rules say something else once their last good day is over: how did it go, let it rest,
// nothing.
static bool is_over(const Followup *row, int32_t today)
{
    static const char *const PASSING[] = {"prepare", "confirm", "nudge",   "two-track", "accepted",
                                          "connect", "update",  "opening", "ask-after"};
    bool late = row->origin == ORIGIN_RULE && row->state == FOLLOWUP_OPEN && !row->pinned &&
                row->latest != CIVIL_NONE && row->latest < today;
    for (size_t i = 0; late && i < sizeof PASSING / sizeof *PASSING; i++)
        if (str_equal(row->rule, PASSING[i]))
            return true;
    return false;
}

static void take_advice(Followup *row, const Advice *advice)
{
    free(row->rule);
    free(row->text);
    free(row->reason);
    row->rule = mem_strdup(advice->rule);
    row->text = mem_strdup(advice->text);
    row->reason = mem_strdup(advice->reason);
    row->day = advice->due;
    row->earliest = advice->earliest;
    row->latest = advice->latest;
}

// What the rules say now of the same cause takes its place; false when nothing does. What is to be done
// before a meeting has a row beside it that asks how it went.
static bool look_again(App *app, Followup *row)
{
    AdviceList advice = {0};
    bool found = false;
    bool before = str_equal(row->rule, "confirm") || str_equal(row->rule, "prepare");
    if (!before && app_advise(app, row->contact, &advice, NULL, NULL))
        for (size_t i = 0; i < advice.count && !found; i++)
            if (row_cause(advice.items[i].rule, advice.items[i].cause) == row->cause && row->cause != 0) {
                take_advice(row, &advice.items[i]);
                found = true;
            }
    vec_clear(&advice);
    return found;
}

void app_pass_time(App *app, FollowupList *rows)
{
    size_t kept = 0;
    for (size_t i = 0; i < rows->count; i++) {
        Followup row = rows->items[i];
        if (is_over(&row, app_today(app)) && !look_again(app, &row))
            followup_clear(&row);
        else
            rows->items[kept++] = row;
    }
    rows->count = kept;
}

bool app_reconcile_colleagues(App *app, int64_t contact, Error *err)
{
    ContactIds ids = {0};
    bool fine = store_colleagues_asked(app->store, contact, &ids, err);
    for (size_t i = 0; fine && i < ids.count; i++)
        fine = app_reconcile(app, ids.items[i], false, NULL, err);
    vec_clear(&ids);
    return fine;
}

bool app_engage(App *app, int64_t contact, bool by_me, AdviceList *advice, Error *err)
{
    return store_contact_set_active(app->store, contact, err) &&
           app_reconcile(app, contact, by_me, advice, err);
}

bool app_reconcile_all(App *app, Error *err)
{
    ContactIds ids = {0};
    bool fine = store_contacts_under_rules(app->store, app_today(app) - app->timing.horizon_days, &ids, err);
    for (size_t i = 0; fine && i < ids.count; i++)
        fine = app_pace(app, i, ids.count, err) && app_reconcile(app, ids.items[i], false, NULL, err);
    vec_clear(&ids);
    return fine;
}
