// SPDX-License-Identifier: MIT
// Use cases on what happens between people: messages, calls, meetings, answers; and follow-ups.
#ifndef RAPPORT_APP_OUTREACH_H
#define RAPPORT_APP_OUTREACH_H

#include "rapport/app/app.h"
#include "rapport/core/followup.h"
#include "rapport/core/interaction.h"

typedef struct LogRequest {
    InteractionKind kind;
    Direction direction; // NONE = out for messages, mutual for the rest
    Channel channel;     // NONE = the contact's preferred one for messages, else by kind
    Occasion occasion;
    int expects_answer;      // -1 = follows
    Answer answer;           // for a message from them
    int32_t answer_day;      // for later and ooo
    const char *answer_name; // for try: who; made as a contact introduced by this one
    Outcome outcome;
    int32_t moved_day; // for OUTCOME_MOVED
    int64_t planned;   // the meeting that the outcome is about; 0 = the fitting one is found
    bool timed;        // at is set; else now
    Moment at;
    const char *subject, *text, *event;
    int minutes;             // of a meeting: how long; 0 = not said, MINUTES_ALL_DAY = no time (at: its noon)
    const char *place;       // where, or a link; NULL = not said
    const int64_t *contacts; // at least one; of an introduction the first introduces the others
    size_t contact_count;
    const char *const *hooks; // for the first contact
    size_t hook_count;
    bool anyway; // even if it comes too soon
} LogRequest;

// Logs it, closes what it answers, sets what follows. ERROR_TOO_SOON (with reason and first polite day) for
// an outgoing message that manners forbid unless anyway.
bool app_log(App *app, const LogRequest *request, StepResult *result, Error *err);
bool app_delete_interaction(App *app, int64_t interaction, Error *err);

// They answered: the newest open message to them is answered so. Shorthand for app_log with kind message,
// direction in.
bool app_replied(App *app, int64_t contact, Answer answer, int32_t day, const char *text, StepResult *result,
                 Error *err);
// What they wrote last needs no answer.
bool app_settle(App *app, int64_t contact, StepResult *result, Error *err);

// Would a message of this occasion come too soon? reason: at least 240 bytes.
bool app_too_soon(App *app, int64_t contact, Occasion occasion, int32_t *earliest, char *reason, size_t size);

// ---- follow-ups

typedef struct FollowupRequest {
    int64_t contact, organisation; // one of them; both 0 = for oneself
    int32_t day;
    int minute; // -1 = all day
    const char *text;
    Origin origin;      // hand, my-promise, their-promise
    const char *repeat; // text of core/repeat.h, NULL = once
} FollowupRequest;

bool app_followup_add(App *app, const FollowupRequest *request, StepResult *result, Error *err);
// The same for each of them in place of request->contact, as one step: all or, when it is stopped
// (app->pace), nobody. result->id is that of the first.
bool app_followups_add(App *app, const int64_t *contacts, size_t count, const FollowupRequest *request,
                       StepResult *result, Error *err);
// Each of these takes any number as one step: all of them or, when it is stopped (app->pace), none.
bool app_followups_done(App *app, const int64_t *ids, size_t count, StepResult *result,
                        Error *err); // a repeat moves on
// A dropped repeat ends; passed over, only this one is dropped and the next comes.
bool app_followups_drop(App *app, const int64_t *ids, size_t count, StepResult *result, Error *err);
bool app_followups_skip(App *app, const int64_t *ids, size_t count, StepResult *result, Error *err);
// Of a repeat only this one, the next comes on the rule's own day; or (series) those that follow as well: the
// rule goes by the new day from then on.
bool app_followups_move(App *app, const int64_t *ids, size_t count, int32_t day, int minute,
                        StepResult *result, Error *err);
bool app_followups_move_series(App *app, const int64_t *ids, size_t count, int32_t day, int minute,
                               StepResult *result, Error *err);
bool app_followups_shift(App *app, const int64_t *ids, size_t count, int days, StepResult *result,
                         Error *err);
bool app_followups_edit(App *app, const int64_t *ids, size_t count, const char *text, const char *repeat,
                        StepResult *result, Error *err); // NULL keeps; an empty repeat ends it
// Day, time, words and repeat of one at once. only_this: of a repeat the words of the others stay, and those
// that follow come on the rule's own days; not with another repeat, which is for those that follow.
typedef struct FollowupChange {
    int32_t day;
    int minute; // -1 = all day
    const char *text;
    const char *repeat; // NULL or blank = once
    bool only_this;
} FollowupChange;
bool app_followup_change(App *app, int64_t id, const FollowupChange *change, StepResult *result, Error *err);
// The words of only this one of a repeat: it leaves the series, whose next comes as it was.
bool app_followups_edit_this(App *app, const int64_t *ids, size_t count, const char *text, StepResult *result,
                             Error *err);

// Inside an open transaction, what another program did to a follow-up of ours; the rules speak afterwards.
bool app_followup_close_within(App *app, Followup *row, FollowupState state, Error *err);
bool app_followup_move_within(App *app, Followup *row, int32_t day, int minute, Error *err);

#endif
