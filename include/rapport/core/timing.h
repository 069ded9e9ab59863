// SPDX-License-Identifier: MIT
// The timing engine: when it is polite to write again, and why. Pure: one contact's history in, advice out.
// Days are civil days; every number is a setting (TimingSettings); every rule a row of the table in timing.c.
#ifndef RAPPORT_CORE_TIMING_H
#define RAPPORT_CORE_TIMING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/civil.h"
#include "rapport/base/vec.h"
#include "rapport/core/calendar.h"
#include "rapport/core/kinds.h"

// One interaction as the engine sees it. Notes may be passed; they count for nothing.
typedef struct TimingInteraction {
    int64_t id;
    int32_t day;
    int64_t utc; // order within a day
    InteractionKind kind;
    Channel channel;
    Direction direction;
    Occasion
        occasion; // NONE: the engine guesses as the design says (first message = request, later = update)
    int expects_answer; // -1 = follows from the occasion; 0 or 1 = said by hand
    Answer answer;
    int32_t answer_day; // for ANSWER_LATER and ANSWER_OOO: the day they named; else CIVIL_NONE
    Outcome outcome;
    bool group; // a message to several: ends waiting, never starts a nudge
} TimingInteraction;

// A promise, as the engine sees it.
typedef struct TimingPromise {
    int64_t followup_id;
    bool mine;
    int32_t day;
    const char *text; // borrowed
    FollowupState state;
} TimingPromise;

typedef struct TimingSettings {
    int nudge_earliest, nudge_due, nudge_latest;    // days after the unanswered message: 7, 14, 28
    int rest_after_nudge;                           // days after the nudge: 14
    int max_unanswered;                             // 2
    int min_gap_business_days;                      // no routine goes under: 3
    int pending_days;                               // invitation not accepted: 21
    int reply_latest;                               // business days: 1
    int thank_due, thank_latest;                    // 0, 1
    int update_earliest, update_due, update_latest; // 14, 21, 60
    int their_promise_grace;                        // 7
    int unsolicited_gap;                            // days between unsolicited messages to one person: 14
    int horizon_days;                               // history older than this starts nothing: 90
} TimingSettings;

TimingSettings timing_defaults(void);

typedef struct TimingInput {
    const char *name; // first name for sentences; borrowed
    const TimingInteraction *interactions;
    size_t interaction_count;
    const TimingPromise *promises;
    size_t promise_count;
    bool resting;   // stage set to resting
    bool connected; // degree 1
    int32_t today;
    const TimingSettings *settings;
    const Calendar *calendar;
} TimingInput;

typedef struct Advice {
    const char *rule;   // static: "nudge", "rest", "reply", "thank", "confirm", "prepare", "my-promise" ...
    const char *action; // static, what to do in two or three words: "nudge", "answer", "thank" ...
    Occasion occasion;  // the occasion of the message that it asks for; NONE when it asks for none
    int64_t cause;      // id of the interaction (or follow-up, for promises) that is the reason
    int32_t earliest, due,
        latest;       // civil days, earliest <= due <= latest; latest may be CIVIL_NONE = never expires
    char text[120];   // what the follow-up row says: "nudge: no answer to your request of 10 Nov"
    char reason[240]; // a sentence a person understands
} Advice;

typedef VEC(Advice) AdviceList;

// What the history says today, most urgent first; deterministic and independent of the order of the input.
// out is appended to; the caller clears it with vec_clear.
void timing_advise(const TimingInput *input, AdviceList *out);

// Would a message of this occasion sent today come too soon? Answers in a thread whose last word is theirs
// and promised messages never do. True: *earliest is the first polite day and reason (at least 240 bytes)
// says why.
bool timing_too_soon(const TimingInput *input, Occasion occasion, int32_t *earliest, char *reason,
                     size_t size);

// Facts that the contact row keeps, from the same history.
typedef struct TimingFacts {
    int32_t last_out_day, last_in_day; // CIVIL_NONE = never
    int unanswered;                    // messages of mine that expect an answer since their last word
    bool owe;                          // they wrote last and it wants an answer
    int32_t owe_since, waiting_since;  // CIVIL_NONE = not
    int32_t polite_from;               // while waiting: first day a nudge is polite
    Stage stage;                       // what follows from what happened
    char stage_because[160];
} TimingFacts;

void timing_facts(const TimingInput *input, TimingFacts *out);

#endif
