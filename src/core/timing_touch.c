// SPDX-License-Identifier: MIT
// Rules about staying in touch: the rhythm one has chosen, those who speak for one, and a new post of theirs.
// All of them wait while something else is open between the two.
#include <string.h>

#include "rapport/base/str.h"
#include "timing_rules.h"

static const TimingEvent *last_contact(const History *h)
{
    return h->last_mine > h->last_theirs ? h->last_mine : h->last_theirs; // both point into the same events
}

// Nothing is open: no answer owed or waited for, no meeting set, fallen through or untold.
static bool is_at_peace(const Writer *w)
{
    const History *h = w->history;
    bool asked = h->unknown != NULL && rule_is_recent(w, h->unknown);
    return !h->resting && h->owed == NULL && h->planned == NULL && h->fallen == NULL && !history_waits(h) &&
           !asked && h->invitation == NULL && last_contact(h) != NULL && history_later_day(h) == CIVIL_NONE;
}

// So much of the interval, the whole and so much more of it, after the last word of either side.
static Advice *add_interval(Writer *w, int days)
{
    const TimingEvent *last = last_contact(w->history);
    const TimingSettings *s = rule_settings(w);
    return rule_add_window(
        w, last, last->in->day,
        (TimingWindow){(days * s->rhythm_earliest + 99) / 100, days, (days * s->rhythm_latest + 99) / 100});
}

static const char *interval_text(int days, char text[32])
{
    static const struct {
        int days;
        const char *one, *many;
    } UNITS[] = {{365, "year", "years"}, {30, "month", "months"}, {7, "week", "weeks"}, {1, "day", "days"}};
    size_t unit = 0;
    while (days % UNITS[unit].days != 0)
        unit++;
    int count = days / UNITS[unit].days;
    if (count == 1)
        history_say(text, 32, "%s", UNITS[unit].one);
    else
        history_say(text, 32, "%d %s", count, UNITS[unit].many);
    return text;
}

// "You noted: her talk in March." Empty when there is nothing.
static const char *hook_text(const Writer *w, char text[100])
{
    const char *hook = w->history->input->hook;
    if (str_blank(hook))
        text[0] = '\0';
    else
        history_say(text, 100, " You noted: %.80s.", hook);
    return text;
}

void rule_rhythm(Writer *w)
{
    int days = w->history->input->rhythm_days;
    if (days <= 0 || !is_at_peace(w))
        return;
    char every[32], hook[100];
    int32_t last = last_contact(w->history)->in->day;
    Advice *advice = add_interval(w, days);
    int silent = w->history->silent;
    if (silent > rule_settings(w)->max_unanswered) {
        say_text(advice, "say hello, or let it rest: %d messages without a word", silent);
        say_reason(advice,
                   "You wrote to %s %d times without a word back, the last on %s; a longer rhythm, or rest, "
                   "is fine.",
                   w->name, silent, rule_date_of(w, last));
        return;
    }
    say_text(advice, "say hello: the last word was on %s", rule_date_of(w, last));
    say_reason(advice, "You want to be in touch with %s every %s, and the last word was on %s.%s", w->name,
               interval_text(days, every), rule_date_of(w, last), hook_text(w, hook));
}

// Whoever did not answer twice is not written to again by plan, however well they spoke of us.
static void rest_advocate(Writer *w)
{
    const TimingEvent *last = last_contact(w->history);
    Advice *advice = add_interval(w, rule_settings(w)->rest_after_nudge);
    advice->occasion = OCCASION_NONE;
    advice->latest = CIVIL_NONE;
    say_text(advice, "let it rest: %d messages without a word", w->history->silent);
    say_reason(advice,
               "You wrote to %s %d times without a word back, the last on %s; let it rest for a while.",
               w->name, w->history->silent, rule_date_of(w, last->in->day));
}

void rule_advocate(Writer *w)
{
    const History *h = w->history;
    if (!h->input->advocate || h->input->rhythm_days > 0 || !is_at_peace(w))
        return; // a rhythm that a person chose stands above
    if (h->silent >= rule_settings(w)->max_unanswered) {
        rest_advocate(w);
        return;
    }
    char hook[100];
    int32_t last = last_contact(h)->in->day;
    Advice *advice = add_interval(w, rule_settings(w)->searching ? rule_settings(w)->advocate_searching
                                                                 : rule_settings(w)->advocate_settled);
    say_text(advice, "keep %s posted, with something to give", w->name);
    say_reason(advice,
               "%s speaks for you, and the last word was on %s; tell how it goes, and give something.%s",
               w->name, rule_date_of(w, last), hook_text(w, hook));
}

// ---- a new post of theirs

static bool heard_since(const History *h, int32_t day)
{
    return h->last_mine != NULL && h->last_mine->in->day >= day;
}

// Whoever is owed an answer, or lets one wait, hears the congratulation in that.
void rule_new_job(Writer *w)
{
    const History *h = w->history;
    const TimingInput *input = h->input;
    int32_t seen = input->new_job_day;
    if (seen <= 0 || seen > rule_today(w) || h->resting || h->owed != NULL || history_waits(h) ||
        history_later_day(h) != CIVIL_NONE || heard_since(h, seen) ||
        rule_is_past(w, rule_after(w, seen, rule_settings(w)->new_job.latest)))
        return;
    const TimingWindow *days = &rule_settings(w)->new_job;
    Advice *advice = rule_add_on(w, 0, rule_after(w, seen, days->earliest), rule_after(w, seen, days->due),
                                 rule_after(w, seen, days->latest));
    say_text(advice, "congratulate on the new post");
    say_reason(advice, "%s has a new post, as seen on %s: %.80s; a line now is welcome.", w->name,
               rule_date_of(w, seen), str_blank(input->new_job) ? "another one" : input->new_job);
}

// ---- a rest that ends

void rule_wake(Writer *w)
{
    int32_t until = w->history->input->rested_until;
    const TimingEvent *last = last_contact(w->history);
    bool named = history_later_day(w->history) != CIVIL_NONE; // they said when
    if (until <= 0 || named || !history_recent(w->history, until) || (last != NULL && last->in->day >= until))
        return;
    Advice *advice = rule_add_on(w, last != NULL ? last->in->id : 0, until, until, CIVIL_NONE);
    say_text(advice, "the rest ends on %s: say hello, or let it rest on", rule_date_of(w, until));
    say_reason(advice, "You let %s rest until %s; then it is time to look again.", w->name,
               rule_date_of(w, until));
}
