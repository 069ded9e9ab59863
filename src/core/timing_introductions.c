// SPDX-License-Identifier: MIT
// Rules about introductions. One that was given is thanked for at once, used while it is warm, and whoever
// made it hears how it went. After one that I made I ask one of the two, once and late enough that they have
// met; silence is fine.
#include "timing_rules.h"

// The last introduction that this contact made, or by which we were made known to each other.
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

void rule_introduced(Writer *w)
{
    for (int introducer = 0; introducer <= 1; introducer++) {
        const TimingEvent *event = last_introduction(w->history, introducer);
        if (event == NULL || !rule_is_recent(w, event) || rule_wrote_after(w->history, event, OCCASION_NONE))
            continue;
        if (introducer ? w->history->owed != NULL : w->history->said > event)
            continue; // what they wrote is answered, and the thanks are part of it
        Advice *advice = rule_add_window(w, event, event->in->day, rule_settings(w)->introduced);
        advice->occasion = introducer ? OCCASION_THANK_YOU : OCCASION_REQUEST;
        say_text(advice, "%s the introduction of %s", introducer ? "thank for" : "write after",
                 rule_date_of(w, event->in->day));
        say_reason(advice,
                   introducer ? "%s introduced you to somebody on %s; say thanks."
                              : "You were introduced to %s on %s; write while it is warm.",
                   w->name, rule_date_of(w, event->in->day));
    }
}

void rule_report_back(Writer *w)
{
    const History *h = w->history;
    const TimingEvent *event = last_introduction(h, true);
    int32_t led = event == NULL ? 0 : event->in->led_day;
    if (led <= 0 || led > rule_today(w) || !history_recent(h, led))
        return;
    for (const TimingEvent *e = event + 1; e < rule_events_end(h); e++)
        if (e->mine && e->in->day >= led && e->occasion != OCCASION_THANK_YOU)
            return;
    Advice *advice = rule_add_window(w, event, led, rule_settings(w)->report_back);
    say_text(advice, "tell how the introduction of %s went", rule_date_of(w, event->in->day));
    say_reason(advice,
               "The introduction that %s made on %s worked; whoever introduces likes to hear how it went.",
               w->name, rule_date_of(w, event->in->day));
}

// ---- made by me

static bool i_introduced(const TimingInteraction *in)
{
    bool message = in->kind == INTERACTION_MESSAGE && in->occasion == OCCASION_INTRODUCTION;
    return (message || in->kind == INTERACTION_INTRODUCTION) && in->direction == DIRECTION_OUT && in->group;
}

// The last one after which it is this contact who is asked.
static const TimingEvent *last_made(const History *h)
{
    for (size_t i = h->events.count; i-- > 0;) {
        const TimingInteraction *in = h->events.items[i].in;
        if (i_introduced(in) && in->known_longest && in->day <= h->input->today)
            return &h->events.items[i];
    }
    return NULL;
}

// A word that is more than the thanks of the first days: whoever has news of it had the occasion to tell.
static bool heard_since(const Writer *w, const TimingEvent *made)
{
    int32_t from = made->in->day + rule_settings(w)->ask_after.earliest / 2;
    if (made->in->others_day >= from)
        return true;
    for (const TimingEvent *e = made + 1; e < rule_events_end(w->history); e++)
        if ((e->mine || e->theirs) && e->in->day >= from)
            return true;
    return false;
}

void rule_ask_after(Writer *w)
{
    const History *h = w->history;
    const TimingEvent *made = last_made(h);
    if (made == NULL || h->resting || h->owed != NULL || h->unanswered > 0 || h->planned != NULL ||
        history_later_day(h) != CIVIL_NONE || heard_since(w, made))
        return;
    int32_t latest = rule_after(w, made->in->day, rule_settings(w)->ask_after.latest);
    if (rule_is_past(w, calendar_roll(h->input->calendar, latest)))
        return;
    Advice *advice = rule_add_window(w, made, made->in->day, rule_settings(w)->ask_after);
    say_text(advice, "ask how the introduction of %s went", rule_date_of(w, made->in->day));
    say_reason(advice,
               "You introduced %s to somebody on %s; one kind question is welcome, and silence is fine.",
               w->name, rule_date_of(w, made->in->day));
}
