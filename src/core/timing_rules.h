// SPDX-License-Identifier: MIT
// Inside of the timing engine: what a rule writes its advice with, and the rules of the table in timing.c.
// Not for other modules.
#ifndef RAPPORT_CORE_TIMING_RULES_H
#define RAPPORT_CORE_TIMING_RULES_H

#include "rapport/core/date.h"
#include "timing_history.h"

// The history, the rule's own row, where advice goes, and the words every sentence needs.
typedef struct Writer {
    const History *history;
    const TimingRule *rule;
    AdviceList *out;
    char name[64];
    char day[DATE_TEXT_SIZE]; // of the last rule_date_of(), "10 Nov"
} Writer;

// Advice with its days rolled to working days and in order; text and reason are still empty.
Advice *rule_add_on(Writer *w, int64_t cause, int32_t earliest, int32_t due, int32_t latest);
Advice *rule_add_window(Writer *w, const TimingEvent *cause, int32_t base, TimingWindow days);

#define say_text(advice, ...) history_say((advice)->text, sizeof(advice)->text, __VA_ARGS__)
#define say_reason(advice, ...) history_say((advice)->reason, sizeof(advice)->reason, __VA_ARGS__)

const char *rule_date_of(Writer *w, int32_t day);           // "10 Nov"; once in a sentence
void rule_not_before(Advice *advice, int32_t day);          // moves what is earlier, in order
int32_t rule_after(const Writer *w, int32_t day, int days); // days of a pause do not count
const TimingSettings *rule_settings(const Writer *w);
int32_t rule_today(const Writer *w);
bool rule_is_recent(const Writer *w, const TimingEvent *event);
bool rule_is_past(const Writer *w, int32_t day);

const TimingEvent *rule_events_end(const History *h);
// A message or call of mine after this event, other than of that occasion.
bool rule_wrote_after(const History *h, const TimingEvent *event, Occasion other_than);

// timing_messages.c
void rule_reply(Writer *w);
void rule_schedule(Writer *w);
void rule_my_promise(Writer *w);
void rule_their_promise(Writer *w);
void rule_pending(Writer *w);
void rule_accepted(Writer *w);
void rule_nudge(Writer *w);
void rule_two_track(Writer *w);
void rule_rest(Writer *w);
void rule_later(Writer *w);

// timing_meetings.c
void rule_prepare(Writer *w);
void rule_confirm(Writer *w);
void rule_debrief(Writer *w);
void rule_reschedule(Writer *w);
void rule_thank(Writer *w);
void rule_update(Writer *w);
void rule_met(Writer *w);
void rule_connect(Writer *w);

// timing_introductions.c
void rule_introduced(Writer *w);
void rule_report_back(Writer *w);
void rule_ask_after(Writer *w);

// timing_touch.c
void rule_rhythm(Writer *w);
void rule_advocate(Writer *w);
void rule_new_job(Writer *w);
void rule_wake(Writer *w);

// timing_openings.c
void rule_opening(Writer *w);
void rule_outcome(Writer *w);

// timing_join.c
// Makes one line of the unsolicited messages, from the item first on, that fall within the days that lie
// between two of them at least; keeps their distance from the last one sent.
void timing_join(const History *history, AdviceList *list, size_t first);

#endif
