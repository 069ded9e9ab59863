// SPDX-License-Identifier: MIT
// Rules about posts: whom to ask while one is open, and who hears how it ended.
#include <string.h>

#include "timing_rules.h"

static bool is_over(const TimingOpening *opening)
{
    return opening->ended > 0;
}

static bool told_since(const History *h, int32_t day)
{
    for (const TimingEvent *e = h->events.items; e < rule_events_end(h); e++)
        if (e->mine && e->in->day >= day &&
            (e->occasion == OCCASION_OPENING || e->occasion == OCCASION_INTRODUCTION))
            return true;
    return false;
}

static bool is_open(const Writer *w, const TimingOpening *opening)
{
    return !opening->applied && !opening->elsewhere && !is_over(opening) && opening->day <= rule_today(w) &&
           history_recent(w->history, opening->day) &&
           (opening->closes == CIVIL_NONE || opening->closes >= rule_today(w)) &&
           !told_since(w->history, opening->day);
}

// The one that closes first; *count tells how many there are.
static const TimingOpening *next_opening(const Writer *w, size_t *count)
{
    const TimingInput *input = w->history->input;
    const TimingOpening *best = NULL;
    *count = 0;
    for (size_t i = 0; i < input->opening_count; i++) {
        const TimingOpening *one = &input->openings[i];
        if (!is_open(w, one))
            continue;
        (*count)++;
        int32_t closes = one->closes == CIVIL_NONE ? INT32_MAX : one->closes;
        int32_t first = best == NULL || best->closes == CIVIL_NONE ? INT32_MAX : best->closes;
        if (best == NULL || closes < first || (closes == first && one->id < best->id))
            best = one;
    }
    return best;
}

// Never to somebody who rests or has refused such a favour, or who has been asked as often as manners allow.
static bool may_ask(const Writer *w)
{
    const History *h = w->history;
    return !h->resting && !history_refused(h) && h->owed == NULL &&
           (h->first_held != NULL || h->input->advocate) && h->unanswered < history_most(h) &&
           history_later_day(h) == CIVIL_NONE;
}

// Somebody who was asked about a post is not asked about the next one in the same fortnight.
static int32_t after_the_last_favour(const Writer *w)
{
    const History *h = w->history;
    int32_t day = CIVIL_NONE;
    for (const TimingEvent *e = h->events.items; e < rule_events_end(h); e++)
        if (e->mine && (e->occasion == OCCASION_OPENING || e->occasion == OCCASION_INTRODUCTION))
            day = e->in->day + rule_settings(w)->unsolicited_gap;
    return day;
}

void rule_opening(Writer *w)
{
    size_t count;
    const TimingOpening *opening = next_opening(w, &count);
    if (opening == NULL || !may_ask(w))
        return;
    int32_t first = opening->day;
    if (history_waits(w->history))
        first = day_max(first, history_nudge_days(w->history).earliest);
    int32_t last =
        opening->closes == CIVIL_NONE ? CIVIL_NONE : opening->closes - rule_settings(w)->opening_before_close;
    int32_t again = after_the_last_favour(w);
    if (last == CIVIL_NONE || again <= last)
        first = day_max(first, again);
    if (last != CIVIL_NONE && first > opening->closes)
        return; // polite only when it is over
    char more[32] = "", closes[64] = "";
    int32_t due = last != CIVIL_NONE && first + 1 > last ? first : rule_after(w, first, 1);
    Advice *advice = rule_add_on(w, opening->id, first, due, last);
    if (count > 1)
        history_say(more, sizeof more, " and %zu more", count - 1);
    if (last != CIVIL_NONE)
        history_say(closes, sizeof closes, " until %s", rule_date_of(w, opening->closes));
    say_text(advice, "write about %.60s", opening->title);
    advice->named = strlen(advice->text);
    say_text(advice, "write about %.60s%s", opening->title, more);
    say_reason(advice, "%.60s%s is open at %.60s%s, and you know %s there.", opening->title, more,
               opening->organisation, closes, w->name);
}

// ---- how it ended

// Asked about a post there, or for an introduction, and they answered; or we talked while it was open.
static bool has_helped_there(const History *h, const TimingOpening *post)
{
    bool asked = false;
    for (const TimingEvent *e = h->events.items; e < rule_events_end(h); e++) {
        bool talked = e->mine && e->theirs && e->in->kind != INTERACTION_EVENT;
        if (e->in->day < post->day || e->in->day > post->ended)
            continue;
        if (e->theirs && (asked || talked))
            return true;
        asked =
            asked || (e->mine && (e->occasion == OCCASION_OPENING || e->occasion == OCCASION_INTRODUCTION));
    }
    return false;
}

static bool has_introduced(const History *h, const TimingOpening *post)
{
    for (const TimingEvent *e = h->events.items; e < rule_events_end(h); e++)
        if (e->in->kind == INTERACTION_INTRODUCTION && e->in->introducer && e->in->day <= post->ended)
            return true;
    return false;
}

static bool has_heard(const History *h, const TimingOpening *post)
{
    for (const TimingEvent *e = h->events.items; e < rule_events_end(h); e++)
        if (e->mine && e->in->day >= post->ended && e->occasion != OCCASION_THANK_YOU)
            return true;
    return false;
}

static bool wants_to_hear(const Writer *w, const TimingOpening *post)
{
    const History *h = w->history;
    bool mine = post->applied || post->answer != ANSWER_NONE;
    if (!is_over(post) || !mine || post->ended > rule_today(w) || !history_recent(h, post->ended) ||
        history_refused(h) || has_heard(h, post))
        return false;
    return post->elsewhere ? has_introduced(h, post) : h->input->advocate || has_helped_there(h, post);
}

static void say_outcome(Writer *w, Advice *advice, const TimingOpening *post)
{
    const char *on = rule_date_of(w, post->ended);
    bool good = post->answer == ANSWER_YES;
    say_text(advice, "tell %s: %.60s", good ? "the good news" : "how it ended", post->title);
    if (post->answer == ANSWER_NONE)
        say_reason(advice,
                   "%.60s at %.40s is over since %s; %s helped with it and likes to hear how it ended.",
                   post->title, post->organisation, on, w->name);
    else
        say_reason(advice,
                   "Your application at %.40s, %.60s, ended with a %s on %s; %s helped with it and %s.",
                   post->organisation, post->title, answer_name(post->answer), on, w->name,
                   good ? "should hear it first" : "likes to hear that, too");
}

// Somebody who rests is told as well: it asks for nothing.
void rule_outcome(Writer *w)
{
    const TimingInput *input = w->history->input;
    const TimingOpening *last = NULL;
    for (size_t i = 0; i < input->opening_count; i++) {
        const TimingOpening *one = &input->openings[i];
        bool later =
            last == NULL || one->ended > last->ended || (one->ended == last->ended && one->id < last->id);
        if (later && wants_to_hear(w, one))
            last = one;
    }
    if (last == NULL)
        return;
    const TimingWindow *days = &rule_settings(w)->report_back;
    Advice *advice =
        rule_add_on(w, last->id, rule_after(w, last->ended, days->earliest),
                    rule_after(w, last->ended, days->due), rule_after(w, last->ended, days->latest));
    say_outcome(w, advice, last);
}
