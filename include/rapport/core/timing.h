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
#include "rapport/core/routine.h"

// One interaction as the engine sees it. Notes may be passed; they count for nothing.
//
// A message or call dated after today counts for nothing; a meeting without an outcome is planned from today
// on, and asks how it went once its day is over. What is logged as having happened is passed with
// OUTCOME_HELD.
typedef struct TimingInteraction {
    int64_t id;
    int32_t day;
    int64_t utc; // order within a day
    InteractionKind kind;
    Channel channel;
    Direction direction;
    Occasion occasion;  // NONE: guessed (first after a meeting thanks, to whom never answered a request, else
                        // an update)
    int expects_answer; // -1 = follows from the occasion; 0 or 1 = said by hand
    Answer answer;
    int32_t answer_day; // for ANSWER_LATER and ANSWER_OOO: the day they named; of a meeting that fell through
                        // the day on which that became known; else CIVIL_NONE
    Outcome outcome;
    bool group;      // a message to several: ends waiting, never starts a nudge
    bool introducer; // of an introduction: this contact introduced; else this contact was introduced to me
    int32_t led_day; // of an introduction: the day it led to a reply or a meeting; 0 or CIVIL_NONE = not yet
    // Of an introduction that I made, between this contact and others:
    bool known_longest; // of those introduced I know this one longest, who is asked how it went
    int32_t others_day; // of the last word between one of the others and me; 0 or CIVIL_NONE = none
} TimingInteraction;

// A promise, as the engine sees it.
typedef struct TimingPromise {
    int64_t followup_id;
    bool mine;
    int32_t day;
    const char *text; // borrowed
    FollowupState state;
} TimingPromise;

// A post at an organisation where the contact works, or has introduced me to somebody.
typedef struct TimingOpening {
    int64_t id;
    const char *organisation, *title; // borrowed
    int32_t day;                      // when it was noted, or applied for if that was before
    int32_t closes;                   // CIVIL_NONE = not known
    bool applied;
    bool elsewhere; // they do not work there, but introduced me to somebody who does
    int32_t ended;  // when it was known to be over; 0 or CIVIL_NONE = it is not
    Answer answer;  // how my application ended: ANSWER_YES or ANSWER_NO; ANSWER_NONE = not said
} TimingOpening;

// Days after the cause, first to last good one.
typedef struct TimingWindow {
    int earliest, due, latest;
} TimingWindow;

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
    int referral_after_meeting; // days after a meeting before an introduction is asked for: 7
    int scheduling_rounds;      // from this round on: offer two times yourself: 3
    TimingWindow accepted, connect, met, introduced, report_back; // 0-2-7, 0-2-7, 1-2-3, 0-1-2, 0-2-14
    TimingWindow ask_after;             // after an introduction that I made: 14-21-60
    TimingWindow new_job;               // after a new post of theirs was seen: 0-2-30
    TimingWindow debrief;               // after a planned meeting, to say how it went: 0-1-7
    TimingWindow fallen[OUTCOME_COUNT]; // a new time after a meeting that was moved 0-1-3, cancelled by me
                                        // 0-0-1, by them 1-2-7, or missed 1-2-7
    int later_latest;                   // days after the day that they named: 7
    int confirmed_by_them, confirmed_by_me; // days before the day to confirm, since when a word of theirs, a
                                            // confirmation of mine, is one: 2, 7
    int rhythm_earliest, rhythm_latest;     // per cent of the interval: 80, 150
    int colleague_gap; // working days between first messages to two people of one place: 3; 0 = none
    int advocate_searching,
        advocate_settled;     // days between words to an advocate: 30 while searching, else 180
    bool searching;           // for a place; false once landed
    int opening_before_close; // last day to write about a post, before it closes: 2
    int fast_answer;          // working days within which an answer is called fast: 3
    int quiet_days;           // without a word, before the board calls it quiet: 30
    int watch_days;           // between looks at a watched organisation: 7
    int search_rhythm;        // a rhythm as short as that is for the search, and stops with it: 30 days
    int review_closing;       // days ahead that the review looks for posts that close: 14
    int review_drafts;        // days after which the review asks about a draft: 3
    bool avoid_first[7];      // days not taken for a first message; 0 = Monday: Mon and Fri
} TimingSettings;

TimingSettings timing_defaults(void);

typedef struct TimingInput {
    const char *name; // first name for sentences; borrowed
    const TimingInteraction *interactions;
    size_t interaction_count;
    const TimingPromise *promises;
    size_t promise_count;
    const TimingOpening *openings;
    size_t opening_count;
    bool resting;           // stage set to resting
    int32_t rested_until;   // the day a rest ends or ended; 0 or CIVIL_NONE = none
    bool advocate;          // stage set to advocate
    bool connected;         // degree 1
    int32_t connected_day;  // the day an invitation was accepted; 0 or CIVIL_NONE = unknown
    const Routine *routine; // NULL = as the settings say; borrowed
    int rhythm_days;        // how often to be in touch; 0 = none
    bool helped_there;      // somebody else at the same organisation has answered
    const char *hook;       // a fresh reason to write; NULL = none; borrowed
    int32_t new_job_day;    // when it was seen that they have a new post; 0 or CIVIL_NONE = they have none
    const char *new_job;    // what the post is: "Engineer, Kestrel"; borrowed
    const char *place;      // where they work, for sentences; NULL = not known; borrowed
    const char *colleague;  // somebody else there whose answer I wait for, asked last; NULL = none; borrowed
    int32_t colleague_day;  // when I asked that one
    int32_t today;
    const TimingSettings *settings;
    const Calendar *calendar;
} TimingInput;

// A row of the table of rules, for the manual and for "why".
typedef struct TimingRule {
    const char *id;     // "nudge"; stored with follow-up rows, never renamed
    const char *action; // what to do, in a word or three
    Occasion occasion;  // of the message it asks for; NONE when it asks for none
    const char *when;   // when it speaks
    const char *source; // whose manners these are
    bool row;           // becomes a follow-up; else it is computed whenever it is asked for
    bool unsolicited;   // nobody waits for it: those that fall together become one line
    bool first;         // one of the day's first messages, of which few are suggested
} TimingRule;

const TimingRule *timing_rule(size_t index);        // NULL past the end
const TimingRule *timing_rule_find(const char *id); // NULL when there is none
// Its place in the table, which is the order of urgency; past the last for NULL and unknown ids.
size_t timing_rule_rank(const char *id);

// A line that another one says as well.
typedef struct AdviceJoined {
    const char *rule; // static
    int64_t cause;
} AdviceJoined;

enum { ADVICE_JOINED_MOST = 5 }; // besides its own: one a rule of those that ask unasked

typedef struct Advice {
    const char *rule;   // static: the rule's id
    const char *action; // static
    Occasion occasion;  // the occasion of the message that it asks for; NONE when it asks for none
    int64_t cause; // id of the interaction (of promises the follow-up, of openings the opening); 0 = none
    int32_t earliest, due,
        latest;       // earliest <= due <= latest; latest CIVIL_NONE = never expires. Late counts from due
    bool first;       // asks for a first message, of which few are suggested a day
    char text[120];   // what the follow-up row says: "nudge: no answer to your request of 10 Nov"
    size_t named;     // the first bytes of text, which tell without a cause what it is about
    char reason[240]; // a sentence a person understands
    AdviceJoined joined[ADVICE_JOINED_MOST]; // what fell together with it and is said in its line
    size_t joined_count;
} Advice;

typedef VEC(Advice) AdviceList;

// What the history says today, by due day and then in the order of the table of rules; independent of the
// order of the input. At most one unsolicited message in unsolicited_gap days: those that fall together are
// one line that names them all. The same cause gives the same dates on later days, but for meetings that are
// near or fell through. out is appended to; the caller clears it with vec_clear.
void timing_advise(const TimingInput *input, AdviceList *out);

// Would a message of this occasion sent today come too soon? Answers in a thread whose last word is theirs
// and promised messages never do. True: *earliest is the first polite day and reason (at least 240 bytes)
// says why.
bool timing_too_soon(const TimingInput *input, Occasion occasion, int32_t *earliest, char *reason,
                     size_t size);

// Facts that the contact row keeps, from the same history, however old it is.
typedef struct TimingFacts {
    int32_t last_out_day,
        last_in_day;                  // CIVIL_NONE = never; meetings and calls count for both, notes for none
    int unanswered;                   // messages of mine that expect an answer since their last word
    bool owe;                         // they wrote last and it wants an answer
    int32_t owe_since, waiting_since; // the first message of each; CIVIL_NONE = not
    int32_t
        polite_from; // while waiting: first day a nudge is polite, come or not; CIVIL_NONE = no further one
    int32_t pending_since; // invitation not accepted; CIVIL_NONE = none
    int answered_in;       // working days their last answer to a question took; -1 = never answered one
    bool answered_fast;    // within fast_answer days: a fact about replies, no grade
    int rounds;            // times named since we last met, while no meeting is set
    Stage stage;           // what follows from what happened (never advocate: that is said by hand)
    char stage_because[160];
} TimingFacts;

void timing_facts(const TimingInput *input, TimingFacts *out);

#endif
