// SPDX-License-Identifier: MIT
// Inside of the timing engine: one contact's history, sorted and read once, as every rule wants to see it.
// Not for other modules.
#ifndef RAPPORT_CORE_TIMING_HISTORY_H
#define RAPPORT_CORE_TIMING_HISTORY_H

#include "rapport/core/timing.h"

// An interaction that counts, with what it means. The pointers of a History point into its events.
typedef struct TimingEvent {
    const TimingInteraction *in;
    Occasion occasion; // as said, else guessed
    bool mine, theirs; // a word from me, from them; both for a talk
    bool waits;        // mine, and an answer is expected
    bool wants;        // theirs, and an answer is wanted
    bool invitation;   // mine: the note of an invitation, which is pending and not waiting
    bool unsolicited;  // mine, asked for by nobody and asking nothing
} TimingEvent;

typedef struct History {
    const TimingInput *input;
    VEC(TimingEvent) events; // oldest first
    const TimingEvent *last_theirs, *last_mine, *last_unsolicited;
    const TimingEvent
        *said;      // their last word but for introductions: an answer stays one beside the name it gives
    Occasion asked; // of the first message that it answers; NONE = it answers none
    const TimingEvent *first_waiting, *last_waiting; // since their last word
    int unanswered;                                  // how many those are
    int silent;              // messages of mine since their last word to which one might say something
    int answered_in;         // working days that their last answer to a waiting message took; -1 = none yet
    const TimingEvent *owed; // the first message of theirs that I have not answered
    const TimingEvent *invitation;             // not accepted
    const TimingEvent *first_held, *last_held; // meetings
    const TimingEvent *unknown;                // the last meeting that is over and of which we know nothing
    const TimingEvent *fallen;                 // a meeting that did not happen, and nothing since
    int falls, cancelled;                      // meetings in a row that did not happen: by them, by me
    const TimingEvent *planned;                // the next meeting
    int32_t away_until;                        // out of office, since their last word; CIVIL_NONE = not
    bool answered;                             // they have ever said a word to me
    int rounds;                                // times they named since we last met
    bool resting;                              // by hand, or because they said no
} History;

static inline int32_t day_max(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

void history_read(History *history, const TimingInput *input);
void history_clear(History *history);

// Their last word was a no: to being written to, or only to a favour that was asked of somebody one has met,
// who stays a friend.
bool history_said_no(const History *history);
bool history_refused(const History *history);
// An answer is waited for, and not since so long that nobody remembers; an absence does not count.
bool history_waits(const History *history);
// The day from which a new time for a meeting that fell through is looked for.
int32_t history_fell_on(const TimingEvent *meeting, int32_t today);
// Their meetings fell through so often that the next time is theirs to name.
bool history_leaves_time(const History *history);
// The day from which they asked to be written to again, until I have done so; CIVIL_NONE = they did not.
int32_t history_later_day(const History *history);
// The last meeting held, if no word of thanks followed; NULL = none.
const TimingEvent *history_unthanked(const History *history);
bool history_recent(const History *history, int32_t day); // inside the horizon

// The days of a nudge after the last waiting message by the routine; earliest keeps the floor between
// messages.
typedef struct NudgeDays {
    int32_t earliest, due, latest;
    int32_t other_contact; // two-track: day to write to somebody else there; CIVIL_NONE = not in this routine
} NudgeDays;
NudgeDays history_nudge_days(const History *history);
int32_t history_rest_day(const History *history); // after an unanswered nudge
int history_most(const History *history);         // messages without an answer, by routine and settings

// Formats into a buffer, cut at a whole character where it does not fit.
void history_say(char *buffer, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));

// The name for sentences: never empty, never long.
const char *history_name(const History *history, char name[64]);

#endif
