// SPDX-License-Identifier: MIT
// Rules about meetings and new contacts: before a meeting, after it, and after an event.
#include "timing_rules.h"

// The business day before; when that is over, the day itself.
static int32_t day_before(const Writer *w, int32_t meeting)
{
    int32_t before = calendar_add_business(w->history->input->calendar, meeting, -1);
    return before >= rule_today(w) ? before : meeting;
}

// Around a meeting days do not roll: the meeting does not either.
static Advice *add_before(Writer *w, int32_t due, int32_t latest)
{
    Advice *advice = rule_add_on(w, w->history->planned->in->id, due, due, latest);
    advice->earliest = advice->due = due;
    advice->latest = latest;
    return advice;
}

void rule_prepare(Writer *w)
{
    const TimingEvent *meeting = w->history->planned;
    if (meeting == NULL)
        return;
    Advice *advice = add_before(w, day_before(w, meeting->in->day), meeting->in->day);
    say_text(advice, "prepare the meeting of %s", rule_date_of(w, meeting->in->day));
    say_reason(advice, "You meet %s on %s; a few questions at hand make it a good talk.", w->name,
               rule_date_of(w, meeting->in->day));
}

// They wrote shortly before the day to confirm, or I confirmed already: nothing to ask.
static bool is_confirmed(const Writer *w, int32_t confirm_day)
{
    const History *h = w->history;
    const TimingSettings *s = rule_settings(w);
    if (h->last_theirs != NULL && h->last_theirs->in->day >= confirm_day - s->confirmed_by_them)
        return true;
    return h->last_mine != NULL && h->last_mine->occasion == OCCASION_CONFIRM &&
           h->last_mine->in->day >= confirm_day - s->confirmed_by_me;
}

void rule_confirm(Writer *w)
{
    const TimingEvent *meeting = w->history->planned;
    if (meeting == NULL || meeting->in->day <= rule_today(w))
        return;
    int32_t due = day_before(w, meeting->in->day);
    if (due == meeting->in->day || is_confirmed(w, due))
        return;
    Advice *advice = add_before(w, due, meeting->in->day);
    say_text(advice, "confirm the meeting of %s", rule_date_of(w, meeting->in->day));
    say_reason(advice, "You meet %s on %s; one line the day before saves a wait.", w->name,
               rule_date_of(w, meeting->in->day));
}

static void ask_how_it_went(Writer *w, const TimingEvent *meeting)
{
    Advice *advice = rule_add_window(w, meeting, meeting->in->day, rule_settings(w)->debrief);
    say_text(advice, "say how the meeting of %s went", rule_date_of(w, meeting->in->day));
    say_reason(
        advice,
        meeting == w->history->planned
            ? "You meet %s on %s; say how it went, and what comes next follows from it."
            : "A meeting with %s was planned for %s; say how it went, and what comes next follows from it.",
        w->name, rule_date_of(w, meeting->in->day));
}

// Asked for as soon as the meeting is set: nobody may write anything on the day when it is over.
void rule_debrief(Writer *w)
{
    const History *h = w->history;
    if (h->unknown != NULL && rule_is_recent(w, h->unknown))
        ask_how_it_went(w, h->unknown);
    if (h->planned != NULL)
        ask_how_it_went(w, h->planned);
}

// The next step after a meeting that did not happen.
static const struct {
    const char *text, *reason;
} FALLEN[OUTCOME_COUNT] = {
    [OUTCOME_MOVED] = {"agree on a new time", "was moved; offer two times"},
    [OUTCOME_CANCELLED_BY_ME] = {"apologise and offer two times",
                                 "was cancelled by you; offer two new times"},
    [OUTCOME_CANCELLED_BY_THEM] = {"offer two new times",
                                   "was cancelled; offer two new times, without hurry"},
    [OUTCOME_NO_SHOW] = {"ask kindly and offer two times", "did not happen; ask kindly whether all is well"},
};

void rule_reschedule(Writer *w)
{
    const History *h = w->history;
    const TimingEvent *meeting = h->fallen;
    if (meeting == NULL || !rule_is_recent(w, meeting) || h->resting || history_later_day(h) != CIVIL_NONE)
        return;
    Outcome outcome = meeting->in->outcome;
    Advice *advice = rule_add_window(w, meeting, history_fell_on(meeting, rule_today(w)),
                                     rule_settings(w)->fallen[outcome]);
    if (history_leaves_time(h) && outcome != OUTCOME_CANCELLED_BY_ME) {
        say_text(advice, "leave the next time to %s", w->name);
        say_reason(advice,
                   "Your meeting has fallen through %d times; write kindly that %s may name a time when it "
                   "suits, and leave it there.",
                   h->falls, w->name);
        return;
    }
    if (h->cancelled > 1 && outcome == OUTCOME_CANCELLED_BY_ME) {
        say_text(advice, "apologise, and offer two times that are sure");
        say_reason(advice,
                   "You have cancelled %d times, the last for %s; apologise, and offer only times that "
                   "you can keep.",
                   h->cancelled, rule_date_of(w, meeting->in->day));
        return;
    }
    say_text(advice, "%s", FALLEN[outcome].text);
    say_reason(advice, "The meeting with %s on %s %s.", w->name, rule_date_of(w, meeting->in->day),
               FALLEN[outcome].reason);
}

// Of a meeting long over that came from a calendar nothing more is expected.
static bool is_settled(const TimingEvent *meeting)
{
    return meeting->in->answer == ANSWER_NONE_NEEDED;
}

void rule_thank(Writer *w)
{
    const History *h = w->history;
    const TimingEvent *meeting = history_unthanked(h);
    if (meeting == NULL || is_settled(meeting) || !rule_is_recent(w, meeting) || h->owed > meeting)
        return; // what they wrote since is answered with the thanks in it
    Advice *advice =
        rule_add_window(w, meeting, meeting->in->day,
                        (TimingWindow){0, rule_settings(w)->thank_due, rule_settings(w)->thank_latest});
    bool late = rule_is_past(w, advice->latest);
    say_text(advice, "thank for the meeting of %s", rule_date_of(w, meeting->in->day));
    say_reason(advice, "You met %s on %s; a thank-you that names one thing from the talk is %s.", w->name,
               rule_date_of(w, meeting->in->day), late ? "still welcome" : "best the same day");
}

// Anything since the meeting that was more than thanks.
static bool heard_from_me_since(const History *h, const TimingEvent *meeting)
{
    bool thanked = false;
    for (const TimingEvent *e = meeting + 1; e < rule_events_end(h); e++) {
        if (!e->mine || e->occasion == OCCASION_CONFIRM || e->occasion == OCCASION_REPLY || e->invitation)
            continue;
        if (e->occasion != OCCASION_THANK_YOU || thanked)
            return true;
        thanked = true;
    }
    return false;
}

void rule_update(Writer *w)
{
    const History *h = w->history;
    const TimingEvent *meeting = h->last_held;
    if (meeting == NULL || is_settled(meeting) || h->resting || h->owed != NULL || h->unanswered > 0 ||
        h->planned != NULL || history_later_day(h) != CIVIL_NONE)
        return;
    if (heard_from_me_since(h, meeting))
        return;
    const TimingSettings *s = rule_settings(w);
    if (rule_is_past(w, calendar_roll(h->input->calendar, meeting->in->day + s->update_latest)))
        return;
    Advice *advice = rule_add_window(w, meeting, meeting->in->day,
                                     (TimingWindow){s->update_earliest, s->update_due, s->update_latest});
    say_text(advice, "tell what came of the meeting of %s", rule_date_of(w, meeting->in->day));
    say_reason(advice,
               "You met %s on %s; tell what you did with the advice. \"Nothing yet\" is fine too: move it.",
               w->name, rule_date_of(w, meeting->in->day));
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

// Somebody one knew before needs no word on where one met.
static bool known_before(const History *h, const TimingEvent *event)
{
    for (const TimingEvent *e = h->events.items; e < event; e++)
        if (e->theirs && e->in->kind != INTERACTION_EVENT)
            return true;
    return false;
}

static bool speaks_met(const Writer *w, const TimingEvent *event)
{
    return event != NULL && rule_is_recent(w, event) && !w->history->resting &&
           !rule_wrote_after(w->history, event, OCCASION_NONE) && w->history->last_held < event &&
           w->history->said <= event;
}

void rule_met(Writer *w)
{
    const TimingEvent *event = last_gathering(w->history);
    if (!speaks_met(w, event))
        return;
    const TimingWindow *days = &rule_settings(w)->met;
    bool late = rule_is_past(
        w, calendar_roll(w->history->input->calendar, rule_after(w, event->in->day, days->latest)));
    if (late && known_before(w->history, event))
        return;
    Advice *advice = rule_add_window(w, event, event->in->day, *days);
    say_text(advice, "write after meeting on %s", rule_date_of(w, event->in->day));
    say_reason(advice, "You met %s on %s; %s.", w->name, rule_date_of(w, event->in->day),
               late ? "late but welcome: say where you met" : "write while you both remember");
}

static bool ever_invited(const History *h)
{
    for (size_t i = 0; i < h->events.count; i++)
        if (h->events.items[i].invitation)
            return true;
    return false;
}

void rule_connect(Writer *w)
{
    const History *h = w->history;
    const TimingEvent *event = last_gathering(h);
    bool met =
        h->last_held != NULL && !is_settled(h->last_held) && h->last_held->in->channel == CHANNEL_IN_PERSON;
    if (met && (event == NULL || h->last_held > event))
        event = h->last_held;
    if (event == NULL || h->resting || h->input->connected || h->input->connected_day > 0 ||
        ever_invited(h) || speaks_met(w, last_gathering(h)))
        return; // while "met" asks for a message, connecting is part of that line
    if (rule_is_past(w, calendar_roll(h->input->calendar, event->in->day + rule_settings(w)->connect.latest)))
        return;
    Advice *advice = rule_add_window(w, event, event->in->day, rule_settings(w)->connect);
    say_text(advice, "connect after meeting on %s", rule_date_of(w, event->in->day));
    say_reason(advice, "You met %s in person on %s and are not connected yet.", w->name,
               rule_date_of(w, event->in->day));
}
