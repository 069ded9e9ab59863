// SPDX-License-Identifier: MIT
// The rules of timing. Each is a row of the table at the end: what it is called, what it asks for, whose
// manners it follows, and a small function that looks at the history and says when. Numbers are settings;
// days roll to working days in one place, so that every row keeps earliest <= due <= latest.
#include "rapport/core/timing.h"

#include <string.h>

#include "rapport/base/str.h"
#include "rapport/core/date.h"
#include "timing_history.h"

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
    };
}

// What a rule writes with: the history, its own row, where advice goes, and the words every sentence needs.
typedef struct Writer {
    const History *history;
    const TimingRule *rule;
    AdviceList *out;
    char name[64];
    char day[DATE_TEXT_SIZE]; // of the last dates(), "10 Nov"
} Writer;

static const char *date_of(Writer *w, int32_t day)
{
    return date_short(day, w->history->input->today, false, w->day);
}

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

// The one place where advice gets its days.
static Advice *add_on(Writer *w, int64_t cause, int32_t earliest, int32_t due, int32_t latest)
{
    const Calendar *calendar = w->history->input->calendar;
    Advice *advice = vec_add(w->out);
    advice->rule = w->rule->id;
    advice->action = w->rule->action;
    advice->occasion = w->rule->occasion;
    advice->cause = cause;
    advice->earliest = calendar_roll(calendar, earliest);
    advice->due = later(calendar_roll(calendar, due), advice->earliest);
    advice->latest = latest == CIVIL_NONE ? CIVIL_NONE : later(calendar_roll(calendar, latest), advice->due);
    return advice;
}

static Advice *add_window(Writer *w, const TimingEvent *cause, int32_t base, TimingWindow days)
{
    return add_on(w, cause->in->id, base + days.earliest, base + days.due, base + days.latest);
}

#define say_text(advice, ...) history_say((advice)->text, sizeof(advice)->text, __VA_ARGS__)
#define say_reason(advice, ...) history_say((advice)->reason, sizeof(advice)->reason, __VA_ARGS__)

static const TimingSettings *settings(const Writer *w)
{
    return w->history->input->settings;
}
static int32_t today(const Writer *w)
{
    return w->history->input->today;
}
static bool is_recent(const Writer *w, const TimingEvent *event)
{
    return history_recent(w->history, event->in->day);
}

static bool is_past(const Writer *w, int32_t day)
{
    return today(w) > day;
}

static const TimingEvent *events_end(const History *h)
{
    return h->events.items + h->events.count;
}

// A message or call of mine after this event, other than of that occasion.
static bool wrote_after(const History *h, const TimingEvent *event, Occasion other_than)
{
    for (const TimingEvent *e = event + 1; e < events_end(h); e++)
        if (e->mine && !e->theirs && (other_than == OCCASION_NONE || e->occasion != other_than))
            return true;
    return false;
}

// What a message is called in a row.
static const char *noun_of(const TimingEvent *event)
{
    switch (event->occasion) {
    case OCCASION_REQUEST:
    case OCCASION_NUDGE:
        return occasion_name(event->occasion);
    default:
        return "message";
    }
}

// --- answering

// Fits their answer: what the row says, and the occasion of the message.
static const struct {
    const char *text, *hint;
    Occasion occasion;
} REPLIES[ANSWER_COUNT] = {
    [ANSWER_NONE] = {"answer the message of", "an answer the same day or the next is kind", OCCASION_REPLY},
    [ANSWER_YES] = {"answer the yes of", "offer two times", OCCASION_REPLY},
    [ANSWER_TIME] = {"confirm the time named on", "accept it, or offer two others", OCCASION_REPLY},
    [ANSWER_TRY] = {"thank for the name given on", "say thanks for the name", OCCASION_THANK_YOU},
    [ANSWER_NO] = {"thank for the honest no of", "say thanks, then let it rest", OCCASION_THANK_YOU},
};

static Advice *add_answer(Writer *w)
{
    const TimingEvent *owed = w->history->owed;
    int32_t day = owed->in->day;
    int32_t latest = calendar_add_business(w->history->input->calendar, day, settings(w)->reply_latest);
    return add_on(w, owed->in->id, day, day, latest);
}

static bool scheduling_drags(const Writer *w)
{
    return w->history->rounds >= settings(w)->scheduling_rounds && w->history->planned == NULL;
}

static void rule_reply(Writer *w)
{
    const TimingEvent *owed = w->history->owed;
    if (owed == NULL || !is_recent(w, owed) || scheduling_drags(w))
        return;
    Answer answer = w->history->last_theirs->in->answer;
    Advice *advice = add_answer(w);
    advice->occasion = REPLIES[answer].occasion;
    say_text(advice, "%s %s", REPLIES[answer].text, date_of(w, owed->in->day));
    say_reason(advice, "%s wrote to you on %s and waits for your answer: %s.", w->name,
               date_of(w, owed->in->day), REPLIES[answer].hint);
}

static void rule_schedule(Writer *w)
{
    const TimingEvent *owed = w->history->owed;
    if (owed == NULL || !is_recent(w, owed) || !scheduling_drags(w))
        return;
    Advice *advice = add_answer(w);
    say_text(advice, "offer two times yourself: round %d", w->history->rounds);
    say_reason(advice,
               "This is round %d of finding a time with %s; offer two times yourself, so that one answer "
               "settles it.",
               w->history->rounds, w->name);
}

// --- promises

static void add_promise(Writer *w, const TimingPromise *promise)
{
    bool mine = promise->mine;
    const char *text = str_blank(promise->text) ? "what was promised" : promise->text;
    int32_t day = promise->day + (mine ? 0 : settings(w)->their_promise_grace);
    Advice *advice = add_on(w, promise->followup_id, day, day, CIVIL_NONE);
    if (mine)
        advice->earliest = advice->due = day; // a promise is kept on its day, working or not
    say_text(advice, "%s: %s", mine ? "promised" : "ask kindly about", text);
    if (mine)
        say_reason(advice, "You promised %s: %s, by %s.", w->name, text, date_of(w, promise->day));
    else
        say_reason(advice, "%s promised: %s, by %s; a kind word may help.", w->name, text,
                   date_of(w, promise->day));
}

static void add_promises(Writer *w, bool mine)
{
    const TimingInput *input = w->history->input;
    for (size_t i = 0; i < input->promise_count; i++)
        if (input->promises[i].mine == mine && input->promises[i].state == FOLLOWUP_OPEN)
            add_promise(w, &input->promises[i]);
}

static void rule_my_promise(Writer *w)
{
    add_promises(w, true);
}

static void rule_their_promise(Writer *w)
{
    if (!w->history->resting)
        add_promises(w, false);
}

// --- meetings

// The business day before; when that is over, the day itself.
static int32_t day_before(const Writer *w, int32_t meeting)
{
    int32_t before = calendar_add_business(w->history->input->calendar, meeting, -1);
    return before >= today(w) ? before : meeting;
}

// Around a meeting days do not roll: the meeting does not either.
static Advice *add_before(Writer *w, int32_t due, int32_t latest)
{
    Advice *advice = add_on(w, w->history->planned->in->id, due, due, latest);
    advice->earliest = advice->due = due;
    advice->latest = latest;
    return advice;
}

static void rule_prepare(Writer *w)
{
    const TimingEvent *meeting = w->history->planned;
    if (meeting == NULL)
        return;
    Advice *advice = add_before(w, day_before(w, meeting->in->day), meeting->in->day);
    say_text(advice, "prepare the meeting of %s", date_of(w, meeting->in->day));
    say_reason(advice, "You meet %s on %s; a few questions at hand make it a good talk.", w->name,
               date_of(w, meeting->in->day));
}

// They wrote within two days of the day to confirm, or I confirmed already: nothing to ask.
static bool is_confirmed(const Writer *w, int32_t confirm_day)
{
    const History *h = w->history;
    if (h->last_theirs != NULL && h->last_theirs->in->day >= confirm_day - 2)
        return true;
    return h->last_mine != NULL && h->last_mine->occasion == OCCASION_CONFIRM &&
           h->last_mine->in->day >= confirm_day - 7;
}

static void rule_confirm(Writer *w)
{
    const TimingEvent *meeting = w->history->planned;
    if (meeting == NULL || meeting->in->day <= today(w))
        return;
    int32_t due = day_before(w, meeting->in->day);
    if (due == meeting->in->day || is_confirmed(w, due))
        return;
    Advice *advice = add_before(w, due, meeting->in->day);
    say_text(advice, "confirm the meeting of %s", date_of(w, meeting->in->day));
    say_reason(advice, "You meet %s on %s; one line the day before saves a wait.", w->name,
               date_of(w, meeting->in->day));
}

static void rule_debrief(Writer *w)
{
    const TimingEvent *meeting = w->history->unknown;
    if (meeting == NULL || !is_recent(w, meeting))
        return;
    Advice *advice = add_window(w, meeting, meeting->in->day, (TimingWindow){0, 1, 7});
    say_text(advice, "how did the meeting of %s go?", date_of(w, meeting->in->day));
    say_reason(advice,
               "A meeting with %s was planned for %s; say how it went and what comes next follows from it.",
               w->name, date_of(w, meeting->in->day));
}

// The next step after a meeting that did not happen.
static const struct {
    TimingWindow days;
    const char *text, *reason;
} FALLEN[OUTCOME_COUNT] = {
    [OUTCOME_MOVED] = {{0, 1, 3}, "agree on a new time", "was moved; offer two times"},
    [OUTCOME_CANCELLED_BY_ME] = {{0, 0, 1},
                                 "apologise and offer two times",
                                 "was cancelled by you; offer two new times"},
    [OUTCOME_CANCELLED_BY_THEM] = {{1, 2, 7},
                                   "offer two new times",
                                   "was cancelled; offer two new times, without hurry"},
    [OUTCOME_NO_SHOW] = {{1, 2, 7},
                         "ask kindly and offer two times",
                         "did not happen; ask kindly whether all is well"},
};

static void rule_reschedule(Writer *w)
{
    const TimingEvent *meeting = w->history->fallen;
    if (meeting == NULL || !is_recent(w, meeting) || w->history->resting)
        return;
    Outcome outcome = meeting->in->outcome;
    int32_t base = meeting->in->day < today(w) ? meeting->in->day : today(w);
    Advice *advice = add_window(w, meeting, base, FALLEN[outcome].days);
    say_text(advice, "%s", FALLEN[outcome].text);
    say_reason(advice, "The meeting with %s on %s %s.", w->name, date_of(w, meeting->in->day),
               FALLEN[outcome].reason);
}

static void rule_thank(Writer *w)
{
    const History *h = w->history;
    const TimingEvent *meeting = h->last_held;
    if (meeting == NULL || !is_recent(w, meeting) || wrote_after(h, meeting, OCCASION_CONFIRM))
        return;
    Advice *advice = add_window(w, meeting, meeting->in->day,
                                (TimingWindow){0, settings(w)->thank_due, settings(w)->thank_latest});
    bool late = is_past(w, advice->latest);
    say_text(advice, "thank for the meeting of %s", date_of(w, meeting->in->day));
    say_reason(advice, "You met %s on %s; a thank-you that names one thing from the talk is %s.", w->name,
               date_of(w, meeting->in->day), late ? "still welcome" : "best the same day");
}

// Anything since the meeting that was more than thanks; a first message without an occasion is taken for the
// thanks.
static bool heard_from_me_since(const History *h, const TimingEvent *meeting)
{
    bool thanked = false;
    for (const TimingEvent *e = meeting + 1; e < events_end(h); e++) {
        if (!e->mine || e->occasion == OCCASION_CONFIRM || e->occasion == OCCASION_REPLY || e->invitation)
            continue;
        bool thanks = e->occasion == OCCASION_THANK_YOU || e->in->occasion == OCCASION_NONE;
        if (!thanks || thanked)
            return true;
        thanked = true;
    }
    return false;
}

static void rule_update(Writer *w)
{
    const History *h = w->history;
    const TimingEvent *meeting = h->last_held;
    if (meeting == NULL || h->resting || h->owed != NULL || h->unanswered > 0 || h->planned != NULL)
        return;
    if (heard_from_me_since(h, meeting))
        return;
    const TimingSettings *s = settings(w);
    if (is_past(w, calendar_roll(h->input->calendar, meeting->in->day + s->update_latest)))
        return;
    Advice *advice = add_window(w, meeting, meeting->in->day,
                                (TimingWindow){s->update_earliest, s->update_due, s->update_latest});
    say_text(advice, "tell what came of the meeting of %s", date_of(w, meeting->in->day));
    say_reason(advice,
               "You met %s on %s; tell what you did with the advice. \"Nothing yet\" is fine too: move it.",
               w->name, date_of(w, meeting->in->day));
}

// --- new contacts

// The last event (gathering) that we both were at, unless we had a proper meeting since.
static const TimingEvent *last_gathering(const History *h)
{
    for (size_t i = h->events.count; i-- > 0;)
        if (h->events.items[i].in->kind == INTERACTION_EVENT && h->events.items[i].theirs)
            return &h->events.items[i];
    return NULL;
}

static bool speaks_met(const Writer *w, const TimingEvent *event)
{
    return event != NULL && is_recent(w, event) && !w->history->resting &&
           !wrote_after(w->history, event, OCCASION_NONE) && w->history->last_held < event;
}

static void rule_met(Writer *w)
{
    const TimingEvent *event = last_gathering(w->history);
    if (!speaks_met(w, event))
        return;
    Advice *advice = add_window(w, event, event->in->day, settings(w)->met);
    bool late = is_past(w, advice->latest);
    say_text(advice, "write after meeting on %s", date_of(w, event->in->day));
    say_reason(advice, "You met %s on %s; %s.", w->name, date_of(w, event->in->day),
               late ? "late but welcome: say where you met" : "write while you both remember");
}

static bool ever_invited(const History *h)
{
    for (size_t i = 0; i < h->events.count; i++)
        if (h->events.items[i].invitation)
            return true;
    return false;
}

static void rule_connect(Writer *w)
{
    const History *h = w->history;
    const TimingEvent *event = last_gathering(h);
    bool met = h->last_held != NULL && h->last_held->in->channel == CHANNEL_IN_PERSON;
    if (met && (event == NULL || h->last_held > event))
        event = h->last_held;
    if (event == NULL || h->resting || h->input->connected || h->input->connected_day > 0 ||
        ever_invited(h) || speaks_met(w, last_gathering(h)))
        return; // while "met" asks for a message, connecting is part of that line
    if (is_past(w, calendar_roll(h->input->calendar, event->in->day + settings(w)->connect.latest)))
        return;
    Advice *advice = add_window(w, event, event->in->day, settings(w)->connect);
    say_text(advice, "connect after meeting on %s", date_of(w, event->in->day));
    say_reason(advice, "You met %s in person on %s and are not connected yet.", w->name,
               date_of(w, event->in->day));
}

static const TimingEvent *last_introduction(const History *h, bool introducer)
{
    for (size_t i = h->events.count; i-- > 0;) {
        const TimingEvent *e = &h->events.items[i];
        if (e->in->kind == INTERACTION_INTRODUCTION && e->in->introducer == introducer &&
            e->in->direction != DIRECTION_OUT && e->in->day <= h->input->today)
            return e;
    }
    return NULL;
}

static void rule_introduced(Writer *w)
{
    for (int introducer = 0; introducer <= 1; introducer++) {
        const TimingEvent *event = last_introduction(w->history, introducer);
        if (event == NULL || !is_recent(w, event) || wrote_after(w->history, event, OCCASION_NONE))
            continue;
        Advice *advice = add_window(w, event, event->in->day, settings(w)->introduced);
        advice->occasion = introducer ? OCCASION_THANK_YOU : OCCASION_REQUEST;
        say_text(advice, "%s the introduction of %s", introducer ? "thank for" : "write after",
                 date_of(w, event->in->day));
        say_reason(advice,
                   introducer ? "%s introduced you to somebody on %s; say thanks."
                              : "You were introduced to %s on %s; write while it is warm.",
                   w->name, date_of(w, event->in->day));
    }
}

static void rule_report_back(Writer *w)
{
    const History *h = w->history;
    const TimingEvent *event = last_introduction(h, true);
    int32_t led = event == NULL ? 0 : event->in->led_day;
    if (led <= 0 || led > today(w) || !history_recent(h, led))
        return;
    for (const TimingEvent *e = event + 1; e < events_end(h); e++)
        if (e->mine && e->in->day >= led && e->occasion != OCCASION_THANK_YOU)
            return;
    Advice *advice = add_window(w, event, led, settings(w)->report_back);
    say_text(advice, "tell how the introduction of %s went", date_of(w, event->in->day));
    say_reason(advice,
               "The introduction that %s made on %s worked; whoever introduces likes to hear how it went.",
               w->name, date_of(w, event->in->day));
}

// --- invitations

static void rule_pending(Writer *w)
{
    const TimingEvent *invitation = w->history->invitation;
    if (invitation == NULL || !is_recent(w, invitation) || w->history->resting)
        return;
    int32_t day = invitation->in->day + settings(w)->pending_days;
    Advice *advice = add_on(w, invitation->in->id, day, day, CIVIL_NONE);
    say_text(advice, "invitation of %s still open: another way, or withdraw",
             date_of(w, invitation->in->day));
    say_reason(advice,
               "%s has not accepted your invitation of %s; it is not nudged, but another channel or person "
               "may help.",
               w->name, date_of(w, invitation->in->day));
}

static void rule_accepted(Writer *w)
{
    const History *h = w->history;
    int32_t day = h->input->connected_day;
    if (day <= 0 || day > today(w) || h->resting)
        return;
    const TimingEvent *invitation = NULL;
    for (const TimingEvent *e = h->events.items; e < events_end(h); e++) {
        if (e->invitation && e->in->day <= day)
            invitation = e;
        else if (e->mine && e->in->day >= day)
            return; // written already
    }
    if (invitation == NULL ||
        is_past(w, calendar_roll(h->input->calendar, day + settings(w)->accepted.latest)))
        return;
    Advice *advice = add_window(w, invitation, day, settings(w)->accepted);
    say_text(advice, "invitation accepted on %s: say hello", date_of(w, day));
    say_reason(advice, "%s accepted your invitation on %s, and nothing is written yet.", w->name,
               date_of(w, day));
}

// --- waiting

// Somebody whom a nudge may reach: not resting, no meeting set, the message not too old.
static bool is_waiting(const Writer *w)
{
    const History *h = w->history;
    return h->last_waiting != NULL && is_recent(w, h->last_waiting) && !h->resting && h->planned == NULL;
}

static bool may_nudge(const Writer *w)
{
    const History *h = w->history;
    return is_waiting(w) && h->unanswered < settings(w)->max_unanswered &&
           h->last_waiting->occasion != OCCASION_NUDGE && !is_past(w, history_nudge_days(h).latest);
}

static void rule_nudge(Writer *w)
{
    if (!may_nudge(w))
        return;
    const TimingEvent *sent = w->history->last_waiting;
    NudgeDays days = history_nudge_days(w->history);
    char first[DATE_TEXT_SIZE];
    Advice *advice = add_on(w, sent->in->id, days.earliest, days.due, days.latest);
    say_text(advice, "nudge: no answer to your %s of %s", noun_of(sent), date_of(w, sent->in->day));
    date_short(advice->earliest, today(w), true, first);
    if (w->history->away_until != CIVIL_NONE)
        say_reason(advice, "You wrote to %s on %s, who is out of office; a nudge is polite from %s.", w->name,
                   date_of(w, sent->in->day), first);
    else
        say_reason(advice, "You wrote to %s on %s and there is no answer yet; a nudge is polite from %s.",
                   w->name, date_of(w, sent->in->day), first);
}

static void rule_two_track(Writer *w)
{
    if (!may_nudge(w))
        return;
    const TimingEvent *sent = w->history->last_waiting;
    NudgeDays days = history_nudge_days(w->history);
    if (days.other_contact == CIVIL_NONE)
        return;
    Advice *advice = add_on(w, sent->in->id, days.other_contact, days.other_contact, days.earliest);
    say_text(advice, "write to somebody else there; no answer to your %s of %s", noun_of(sent),
             date_of(w, sent->in->day));
    say_reason(
        advice,
        "%s has not answered your message of %s within three working days; write to another contact there.",
        w->name, date_of(w, sent->in->day));
}

static void rule_rest(Writer *w)
{
    if (!is_waiting(w) || may_nudge(w))
        return;
    const History *h = w->history;
    const TimingEvent *sent = h->last_waiting;
    bool nudged = h->unanswered >= settings(w)->max_unanswered || sent->occasion == OCCASION_NUDGE;
    int32_t day = nudged ? later(sent->in->day, h->away_until) + settings(w)->rest_after_nudge
                         : history_nudge_days(h).latest;
    char from[DATE_TEXT_SIZE];
    Advice *advice = add_on(w, sent->in->id, day, day, CIVIL_NONE);
    say_text(advice, "let it rest: no answer to your %s of %s", noun_of(sent), date_of(w, sent->in->day));
    say_reason(
        advice, "%s has not answered your %s of %s; let it rest from %s on and try somebody else there.",
        w->name, noun_of(sent), date_of(w, sent->in->day), date_short(advice->due, today(w), true, from));
}

static void rule_later(Writer *w)
{
    const History *h = w->history;
    if (h->last_theirs == NULL || h->last_theirs->in->answer != ANSWER_LATER || h->resting)
        return;
    int32_t told = h->last_theirs->in->day, named = h->last_theirs->in->answer_day;
    int32_t day = named != CIVIL_NONE && named > told ? named : told + settings(w)->nudge_latest;
    if (!history_recent(h, day) || (h->last_mine != NULL && h->last_mine->in->day >= day))
        return;
    Advice *advice = add_on(w, h->last_theirs->in->id, day, day, day + 7);
    say_text(advice, "write again, as agreed on %s", date_of(w, told));
    say_reason(advice, "%s asked on %s to hear from you again at this time.", w->name, date_of(w, told));
}

// --- the table

typedef struct Row {
    TimingRule about;
    void (*run)(Writer *w); // NULL = computed elsewhere, or to come
} Row;

#define OWN "our own"
#define DATING "career-office series on networking as dating"
#define DALTON "Steve Dalton, The 2-Hour Job Search: 3B7"

// In order of urgency on the same day. Ids are stored with follow-ups: never rename one.
static const Row RULES[] = {
    {{"schedule", "offer two times", OCCASION_REPLY, "third scheduling round", DATING, false}, rule_schedule},
    {{"reply", "answer", OCCASION_REPLY, "they wrote last and it wants an answer", DATING, false},
     rule_reply},
    {{"my-promise", "keep the promise", OCCASION_NONE, "you promised", DATING, false}, rule_my_promise},
    {{"prepare", "prepare", OCCASION_NONE, "a meeting is set", DATING, false}, rule_prepare},
    {{"confirm", "confirm", OCCASION_CONFIRM, "a meeting is set and they have not written within 2 days", OWN,
      false},
     rule_confirm},
    {{"debrief", "debrief", OCCASION_NONE, "a planned meeting is over", OWN, false}, rule_debrief},
    {{"thank", "thank", OCCASION_THANK_YOU, "a meeting was held", DATING, false}, rule_thank},
    {{"reschedule", "new time", OCCASION_REPLY, "a meeting was moved, cancelled or missed", DATING, false},
     rule_reschedule},
    {{"introduced", "write", OCCASION_REQUEST, "somebody introduced you", OWN, false}, rule_introduced},
    {{"met", "write", OCCASION_REQUEST, "met at an event", DATING, false}, rule_met},
    {{"accepted", "say hello", OCCASION_REQUEST, "invitation accepted, nothing written yet", OWN, false},
     rule_accepted},
    {{"connect", "connect", OCCASION_REQUEST, "met in person, not connected", DATING, false}, rule_connect},
    {{"report-back", "report back", OCCASION_REPORT_BACK, "an introduction led to a reply or a meeting", OWN,
      false},
     rule_report_back},
    {{"later", "write again", OCCASION_REQUEST, "they asked to be written to later", DATING, false},
     rule_later},
    {{"nudge", "nudge", OCCASION_NUDGE, "a message that expects an answer has none", DATING, false},
     rule_nudge},
    {{"two-track", "another contact", OCCASION_NONE, "routine two-track, 3 business days without an answer",
      DALTON, false},
     rule_two_track},
    {{"their-promise", "ask kindly", OCCASION_UPDATE, "they promised and the day is a week past", OWN, false},
     rule_their_promise},
    {{"update", "update", OCCASION_UPDATE, "some weeks after a meeting", DATING, false}, rule_update},
    {{"pending", "another way", OCCASION_NONE, "an invitation is not accepted", OWN, false}, rule_pending},
    {{"rest", "let rest", OCCASION_NONE, "a nudge, or two messages, without an answer", DATING, false},
     rule_rest},
    // Never rows: queries over stored days and organisations answer these.
    {{"rhythm", "say hello", OCCASION_RECONNECT, "last contact is longer ago than the rhythm", OWN, true},
     NULL},
    {{"watch", "look", OCCASION_NONE, "watched organisations, weekly", DATING, true}, NULL},
    // To come: they need the stage set by hand and the openings of the contact's organisations.
    {{"advocate", "write", OCCASION_UPDATE, "stage advocate, with something to give", DATING, true}, NULL},
    {{"opening", "write", OCCASION_OPENING, "an opening where somebody is at met or beyond", DATING, true},
     NULL},
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

static int rank(const Advice *advice)
{
    int i = 0;
    while (i < RULE_COUNT && RULES[i].about.id != advice->rule)
        i++;
    return i;
}

static int compare_advice(const void *a, const void *b)
{
    const Advice *x = a, *y = b;
    if (x->due != y->due)
        return x->due < y->due ? -1 : 1;
    if (rank(x) != rank(y))
        return rank(x) - rank(y);
    return (x->cause > y->cause) - (x->cause < y->cause);
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
    if (out->count > before)
        qsort(out->items + before, out->count - before, sizeof *out->items, compare_advice);
    history_clear(&history);
}
