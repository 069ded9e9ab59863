// SPDX-License-Identifier: MIT
// The rules of timing. Each is a row of the table at the end: what it is called, what it asks for, whose
// manners it follows, and a small function that looks at the history and says when. Numbers are settings;
// days roll to working days in one place, so that every row keeps earliest <= due <= latest.
#include "rapport/core/timing.h"

#include <string.h>

#include "rapport/base/str.h"
#include "timing_rules.h"

TimingSettings timing_defaults(void)
{
    return (TimingSettings){
        .nudge_earliest = 7,
        .nudge_due = 14,
        .nudge_latest = 28,
        .rest_after_nudge = 14,
        .max_unanswered = 2,
        .min_gap_business_days = 3,
        .pending_days = 21,
        .reply_latest = 1,
        .thank_due = 0,
        .thank_latest = 1,
        .update_earliest = 14,
        .update_due = 21,
        .update_latest = 60,
        .their_promise_grace = 7,
        .unsolicited_gap = 14,
        .horizon_days = 90,
        .referral_after_meeting = 7,
        .scheduling_rounds = 3,
        .accepted = {0, 2, 7},
        .connect = {0, 2, 7},
        .met = {1, 2, 3},
        .introduced = {0, 1, 2},
        .report_back = {0, 2, 14},
        .ask_after = {14, 21, 60},
        .new_job = {0, 2, 30},
        .debrief = {0, 1, 7},
        .fallen = {[OUTCOME_MOVED] = {0, 1, 3},
                   [OUTCOME_CANCELLED_BY_ME] = {0, 0, 1},
                   [OUTCOME_CANCELLED_BY_THEM] = {1, 2, 7},
                   [OUTCOME_NO_SHOW] = {1, 2, 7}},
        .later_latest = 7,
        .confirmed_by_them = 2,
        .confirmed_by_me = 7,
        .rhythm_earliest = 80,
        .rhythm_latest = 150,
        .colleague_gap = 3,
        .quiet_days = 30,
        .watch_days = 7,
        .search_rhythm = 30,
        .review_closing = 14,
        .review_drafts = 3,
        .advocate_searching = 30,
        .advocate_settled = 180,
        .searching = true,
        .opening_before_close = 2,
        .fast_answer = 3,
        .avoid_first = {[0] = true, [4] = true},
    };
}

const char *rule_date_of(Writer *w, int32_t day)
{
    return date_short(day, w->history->input->today, false, w->day);
}

// The one place where advice gets its days.
Advice *rule_add_on(Writer *w, int64_t cause, int32_t earliest, int32_t due, int32_t latest)
{
    const Calendar *calendar = w->history->input->calendar;
    Advice *advice = vec_add(w->out);
    advice->rule = w->rule->id;
    advice->action = w->rule->action;
    advice->occasion = w->rule->occasion;
    advice->first = w->rule->first;
    advice->cause = cause;
    advice->earliest = calendar_roll(calendar, earliest);
    advice->due = day_max(calendar_roll(calendar, due), advice->earliest);
    advice->latest =
        latest == CIVIL_NONE ? CIVIL_NONE : day_max(calendar_roll(calendar, latest), advice->due);
    return advice;
}

Advice *rule_add_window(Writer *w, const TimingEvent *cause, int32_t base, TimingWindow days)
{
    return rule_add_on(w, cause->in->id, rule_after(w, base, days.earliest), rule_after(w, base, days.due),
                       rule_after(w, base, days.latest));
}

void rule_not_before(Advice *advice, int32_t day)
{
    advice->earliest = day_max(advice->earliest, day);
    advice->due = day_max(advice->due, day);
    if (advice->latest != CIVIL_NONE)
        advice->latest = day_max(advice->latest, day);
}

int32_t rule_after(const Writer *w, int32_t day, int days)
{
    return calendar_after(w->history->input->calendar, day, days);
}

const TimingSettings *rule_settings(const Writer *w)
{
    return w->history->input->settings;
}
int32_t rule_today(const Writer *w)
{
    return w->history->input->today;
}
bool rule_is_recent(const Writer *w, const TimingEvent *event)
{
    return history_recent(w->history, event->in->day);
}

bool rule_is_past(const Writer *w, int32_t day)
{
    return rule_today(w) > day;
}

const TimingEvent *rule_events_end(const History *h)
{
    return h->events.items + h->events.count;
}

// A message or call of mine after this event, other than of that occasion.
bool rule_wrote_after(const History *h, const TimingEvent *event, Occasion other_than)
{
    for (const TimingEvent *e = event + 1; e < rule_events_end(h); e++)
        if (e->mine && !e->theirs && (other_than == OCCASION_NONE || e->occasion != other_than))
            return true;
    return false;
}

// --- the table

typedef struct Row {
    TimingRule about;
    void (*run)(Writer *w); // NULL = about organisations, not about one contact
} Row;

#define OWN "our own"
#define DATING "career-office series on networking as dating"
#define DALTON "Steve Dalton, The 2-Hour Job Search: 3B7"

// Columns behind the source: becomes a row, unsolicited, counts as a first message.
#define ROW true, false, false
#define ROW_UNASKED true, true, false
#define ROW_FIRST true, false, true
#define SAID_ONLY false, false, false
#define SAID_UNASKED false, true, false

// In order of urgency on the same day. Ids are stored with follow-ups: never rename one.
static const Row RULES[] = {
    {{"schedule", "offer two times", OCCASION_REPLY, "third scheduling round", DATING, ROW}, rule_schedule},
    {{"reply", "answer", OCCASION_REPLY, "they wrote last and it wants an answer", DATING, ROW}, rule_reply},
    {{"my-promise", "keep the promise", OCCASION_NONE, "you promised", DATING, SAID_ONLY}, rule_my_promise},
    {{"prepare", "prepare", OCCASION_NONE, "a meeting is set", DATING, ROW}, rule_prepare},
    {{"confirm", "confirm", OCCASION_CONFIRM, "a meeting is set and they have not written within 2 days", OWN,
      ROW},
     rule_confirm},
    {{"debrief", "debrief", OCCASION_NONE, "a planned meeting is over", OWN, ROW}, rule_debrief},
    {{"thank", "thank", OCCASION_THANK_YOU, "a meeting was held", DATING, ROW}, rule_thank},
    {{"reschedule", "new time", OCCASION_REPLY, "a meeting was moved, cancelled or missed", DATING, ROW},
     rule_reschedule},
    {{"opening", "write", OCCASION_OPENING, "an opening where somebody is at met or beyond", DATING,
      ROW_UNASKED},
     rule_opening},
    {{"introduced", "write", OCCASION_REQUEST, "somebody introduced you", OWN, ROW}, rule_introduced},
    {{"met", "write", OCCASION_REQUEST, "met at an event", DATING, ROW}, rule_met},
    {{"accepted", "say hello", OCCASION_REQUEST, "invitation accepted, nothing written yet", OWN, ROW_FIRST},
     rule_accepted},
    {{"connect", "connect", OCCASION_REQUEST, "met in person, not connected", DATING, ROW}, rule_connect},
    {{"report-back", "report back", OCCASION_REPORT_BACK, "an introduction led to a reply or a meeting", OWN,
      ROW},
     rule_report_back},
    {{"outcome", "tell how it ended", OCCASION_REPORT_BACK, "an application is over with which they helped",
      OWN, ROW},
     rule_outcome},
    {{"later", "write again", OCCASION_REQUEST, "they asked to be written to later", DATING, ROW},
     rule_later},
    {{"nudge", "nudge", OCCASION_NUDGE, "a message that expects an answer has none", DATING, ROW},
     rule_nudge},
    {{"two-track", "another contact", OCCASION_NONE, "routine two-track, 3 business days without an answer",
      DALTON, ROW_FIRST},
     rule_two_track},
    {{"their-promise", "ask kindly", OCCASION_UPDATE, "they promised and the day is a week past", OWN,
      SAID_ONLY},
     rule_their_promise},
    {{"new-job", "congratulate", OCCASION_CONGRATULATION, "an import shows that they have a new post", OWN,
      SAID_UNASKED},
     rule_new_job},
    {{"update", "update", OCCASION_UPDATE, "some weeks after a meeting", DATING, ROW_UNASKED}, rule_update},
    {{"ask-after", "ask how it went", OCCASION_UPDATE, "you introduced people to each other", OWN,
      ROW_UNASKED},
     rule_ask_after},
    {{"advocate", "write", OCCASION_UPDATE, "stage advocate, with something to give", DATING, ROW_UNASKED},
     rule_advocate},
    {{"rhythm", "say hello", OCCASION_RECONNECT, "last contact is longer ago than the rhythm", OWN,
      SAID_UNASKED},
     rule_rhythm},
    {{"wake", "look again", OCCASION_NONE, "a rest ends", OWN, ROW}, rule_wake},
    {{"pending", "another way", OCCASION_NONE, "an invitation is not accepted", OWN, ROW_FIRST},
     rule_pending},
    {{"rest", "let rest", OCCASION_NONE, "a nudge, or two messages, without an answer", DATING, ROW},
     rule_rest},
    {{"watch", "look", OCCASION_NONE, "watched organisations, weekly", DATING, SAID_ONLY}, NULL},
};
enum { RULE_COUNT = sizeof RULES / sizeof RULES[0] };

const TimingRule *timing_rule(size_t index)
{
    return index < RULE_COUNT ? &RULES[index].about : NULL;
}

const TimingRule *timing_rule_find(const char *id)
{
    for (size_t i = 0; i < RULE_COUNT; i++)
        if (str_equal(RULES[i].about.id, id))
            return &RULES[i].about;
    return NULL;
}

size_t timing_rule_rank(const char *id)
{
    size_t i = 0;
    while (i < RULE_COUNT && !str_equal(RULES[i].about.id, id))
        i++;
    return i;
}

static int compare_advice(const void *a, const void *b)
{
    const Advice *x = a, *y = b;
    if (x->due != y->due)
        return x->due < y->due ? -1 : 1;
    if (x->rule != y->rule)
        return timing_rule_rank(x->rule) < timing_rule_rank(y->rule) ? -1 : 1;
    return (x->cause > y->cause) - (x->cause < y->cause);
}

// A first message is read best in the middle of the week: Thursday rather than Friday, Tuesday rather than
// Monday, where the window allows.
static void avoid_busy_days(const History *h, Advice *advice)
{
    const bool *avoid = h->input->settings->avoid_first;
    if (advice->occasion != OCCASION_REQUEST || h->answered || advice->latest == CIVIL_NONE)
        return;
    static const int STEPS[] = {-1, 1, 2, 3, 4};
    for (size_t i = 0; avoid[civil_weekday(advice->due)] && i < sizeof STEPS / sizeof *STEPS; i++) {
        int32_t day = advice->due + STEPS[i];
        if (day >= advice->earliest && day <= advice->latest && !avoid[civil_weekday(day)] &&
            calendar_is_working(h->input->calendar, day))
            advice->due = day;
    }
}

// Whoever is away is not written to, but for answers, thanks and a post that is over by then.
static void wait_for_return(const History *h, Advice *advice)
{
    bool kind = advice->occasion == OCCASION_NONE || advice->occasion == OCCASION_REPLY ||
                advice->occasion == OCCASION_THANK_YOU || advice->occasion == OCCASION_CONFIRM ||
                advice->occasion == OCCASION_REPORT_BACK;
    bool over = advice->occasion == OCCASION_OPENING && advice->latest != CIVIL_NONE &&
                advice->latest < h->away_until;
    if (h->away_until != CIVIL_NONE && !kind && !over)
        rule_not_before(advice, calendar_roll(h->input->calendar, h->away_until));
}

void timing_advise(const TimingInput *input, AdviceList *out)
{
    History history;
    history_read(&history, input);
    Writer writer = {.history = &history, .out = out};
    history_name(&history, writer.name);
    size_t before = out->count;
    for (size_t i = 0; i < RULE_COUNT; i++) {
        writer.rule = &RULES[i].about;
        if (RULES[i].run != NULL)
            RULES[i].run(&writer);
    }
    for (size_t i = before; i < out->count; i++) {
        Advice *advice = &out->items[i];
        wait_for_return(&history, advice);
        avoid_busy_days(&history, advice);
        advice->named = advice->named > 0 ? advice->named : strlen(advice->text);
    }
    timing_join(&history, out, before);
    if (out->count > before)
        qsort(out->items + before, out->count - before, sizeof *out->items, compare_advice);
    history_clear(&history);
}
