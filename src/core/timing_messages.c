// SPDX-License-Identifier: MIT
// Rules about messages: answering theirs, keeping promises, waiting, nudging once, and letting rest.
#include "rapport/base/str.h"
#include "timing_rules.h"

// What a message is called in a row.
static const char *noun_of(const TimingEvent *event)
{
    switch (event->occasion) {
    case OCCASION_REQUEST:
    case OCCASION_NUDGE:
        return occasion_name(event->occasion);
    case OCCASION_REPLY:
        return "offer";
    default:
        return "message";
    }
}

// Fits their answer: what the row says, and the words around name and day of its reason.
static const struct {
    const char *text, *did, *hint;
} REPLIES[ANSWER_COUNT] = {
    [ANSWER_NONE] = {"answer the message of", "wrote to you on",
                     " and waits for your answer: an answer the same day or the next is kind"},
    [ANSWER_YES] = {"answer the yes of", "said yes on", " and waits for you: offer two times"},
    [ANSWER_TIME] = {"confirm the time named on", "named a time on",
                     " and waits for you: accept it, or offer two"},
    [ANSWER_TRY] = {"thank for the name given on", "gave you a name on", ": say thanks for it"},
    [ANSWER_NO] = {"thank for the honest no of", "said no on",
                   ", which is fine: say thanks, then let it rest"},
};

static Advice *add_answer(Writer *w)
{
    const TimingEvent *owed = w->history->owed;
    int32_t day = owed->in->day;
    int32_t latest = calendar_add_business(w->history->input->calendar, day, rule_settings(w)->reply_latest);
    return rule_add_on(w, owed->in->id, day, day, latest);
}

static bool scheduling_drags(const Writer *w)
{
    return w->history->rounds >= rule_settings(w)->scheduling_rounds && w->history->planned == NULL;
}

// A week after the last good day "the same day or the next" would be a reproach.
static bool is_very_late(const Writer *w, int32_t day)
{
    return rule_today(w) - day > 7;
}

void rule_reply(Writer *w)
{
    const TimingEvent *owed = w->history->owed;
    if (owed == NULL || !rule_is_recent(w, owed) || scheduling_drags(w))
        return;
    Answer answer = w->history->said->in->answer;
    Advice *advice = add_answer(w);
    bool thanks = history_unthanked(w->history) != NULL;
    const char *hint = REPLIES[answer].hint;
    if (history_refused(w->history))
        hint = ", which is fine: say thanks, and ask for nothing else for a while";
    else if (is_very_late(w, advice->latest) && answer != ANSWER_TRY && answer != ANSWER_NO)
        hint = " and waits for your answer: late is better than never, with a word of apology";
    advice->occasion = thanks ? OCCASION_THANK_YOU : OCCASION_REPLY;
    say_text(advice, "%s %s%s", REPLIES[answer].text, rule_date_of(w, owed->in->day),
             thanks ? ", with thanks for the meeting" : "");
    say_reason(advice, "%s %s %s%s.", w->name, REPLIES[answer].did, rule_date_of(w, owed->in->day), hint);
}

void rule_schedule(Writer *w)
{
    const TimingEvent *owed = w->history->owed;
    if (owed == NULL || !rule_is_recent(w, owed) || !scheduling_drags(w))
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
    int32_t day = mine ? promise->day : rule_after(w, promise->day, rule_settings(w)->their_promise_grace);
    Advice *advice = rule_add_on(w, promise->followup_id, day, day, CIVIL_NONE);
    if (mine)
        advice->earliest = advice->due = day; // a promise is kept on its day, working or not
    say_text(advice, "%s: %s", mine ? "promised" : "ask kindly about", text);
    if (mine)
        say_reason(advice, "You promised %s: %s, by %s%s.", w->name, text, rule_date_of(w, promise->day),
                   is_very_late(w, day) ? "; late is better than never, with a word of apology" : "");
    else
        say_reason(advice, "%s promised: %s, by %s; a kind word may help.", w->name, text,
                   rule_date_of(w, promise->day));
}

static void add_promises(Writer *w, bool mine)
{
    const TimingInput *input = w->history->input;
    for (size_t i = 0; i < input->promise_count; i++)
        if (input->promises[i].mine == mine && input->promises[i].state == FOLLOWUP_OPEN)
            add_promise(w, &input->promises[i]);
}

void rule_my_promise(Writer *w)
{
    add_promises(w, true);
}

void rule_their_promise(Writer *w)
{
    if (!w->history->resting)
        add_promises(w, false);
}

// --- invitations

void rule_pending(Writer *w)
{
    const TimingEvent *invitation = w->history->invitation;
    if (invitation == NULL || !rule_is_recent(w, invitation) || w->history->resting)
        return;
    int32_t day = rule_after(w, invitation->in->day, rule_settings(w)->pending_days);
    Advice *advice = rule_add_on(w, invitation->in->id, day, day, CIVIL_NONE);
    say_text(advice, "invitation of %s still open: another way, or withdraw",
             rule_date_of(w, invitation->in->day));
    say_reason(advice,
               "%s has not accepted your invitation of %s; it is not nudged, but another channel or person "
               "may help.",
               w->name, rule_date_of(w, invitation->in->day));
}

void rule_accepted(Writer *w)
{
    const History *h = w->history;
    int32_t day = h->input->connected_day;
    bool open = history_waits(h) || history_later_day(h) != CIVIL_NONE; // a nudge says hello, on its day
    if (day <= 0 || day > rule_today(w) || h->resting || open)
        return;
    const TimingEvent *invitation = NULL;
    for (const TimingEvent *e = h->events.items; e < rule_events_end(h); e++) {
        if (e->invitation && e->in->day <= day)
            invitation = e;
        else if ((e->mine || e->theirs) && e->in->day >= day)
            return; // written already
    }
    if (invitation == NULL ||
        rule_is_past(w, calendar_roll(h->input->calendar, day + rule_settings(w)->accepted.latest)))
        return;
    Advice *advice = rule_add_window(w, invitation, day, rule_settings(w)->accepted);
    say_text(advice, "invitation accepted on %s: say hello", rule_date_of(w, day));
    say_reason(advice, "%s accepted your invitation on %s, and nothing is written yet.", w->name,
               rule_date_of(w, day));
}

// --- waiting

// Somebody whom a nudge may reach: not resting, no meeting set, no day agreed on, the message not too old.
static bool is_waiting(const Writer *w)
{
    const History *h = w->history;
    return history_waits(h) && !h->resting && h->planned == NULL && history_later_day(h) == CIVIL_NONE;
}

static bool may_nudge(const Writer *w)
{
    const History *h = w->history;
    return is_waiting(w) && h->unanswered < history_most(h) && h->last_waiting->occasion != OCCASION_NUDGE &&
           !rule_is_past(w, history_nudge_days(h).latest);
}

// After months away nobody remembers a message that a nudge could remind of.
static void say_away(Writer *w, Advice *advice, const TimingEvent *sent, const char *first)
{
    int32_t back = w->history->away_until;
    bool anew = back - sent->in->day > rule_settings(w)->nudge_latest;
    char until[DATE_TEXT_SIZE];
    say_reason(advice, "You wrote to %s on %s, who %s out of office until %s; a nudge is polite from %s%s.",
               w->name, rule_date_of(w, sent->in->day), back > rule_today(w) ? "is" : "was",
               date_short(back, rule_today(w), false, until), first,
               anew ? ", with the question in it anew" : "");
}

void rule_nudge(Writer *w)
{
    if (!may_nudge(w))
        return;
    const TimingEvent *sent = w->history->last_waiting;
    NudgeDays days = history_nudge_days(w->history);
    char first[DATE_TEXT_SIZE];
    Advice *advice = rule_add_on(w, sent->in->id, days.earliest, days.due, days.latest);
    say_text(advice, "nudge: no answer to your %s of %s", noun_of(sent), rule_date_of(w, sent->in->day));
    date_short(advice->earliest, rule_today(w), true, first);
    if (w->history->away_until != CIVIL_NONE)
        say_away(w, advice, sent, first);
    else if (sent->occasion == OCCASION_REPLY)
        say_reason(advice,
                   "You answered %s on %s and no meeting is set; if there is one, log it, else a nudge is "
                   "polite from %s.",
                   w->name, rule_date_of(w, sent->in->day), first);
    else
        say_reason(advice, "You wrote to %s on %s and there is no answer yet; a nudge is polite from %s.",
                   w->name, rule_date_of(w, sent->in->day), first);
}

void rule_two_track(Writer *w)
{
    if (!may_nudge(w))
        return;
    const TimingEvent *sent = w->history->last_waiting;
    NudgeDays days = history_nudge_days(w->history);
    const char *place = w->history->input->place;
    if (days.other_contact == CIVIL_NONE || str_blank(place))
        return;
    Advice *advice = rule_add_on(w, sent->in->id, days.other_contact, days.other_contact, days.earliest);
    say_text(advice, "write to somebody else at %.40s; no answer to your %s of %s", place, noun_of(sent),
             rule_date_of(w, sent->in->day));
    char from[DATE_TEXT_SIZE];
    say_reason(advice,
               "If %s has not answered your %s of %s by %s, write to somebody else at %.40s: two tracks, and "
               "nobody is pressed.",
               w->name, noun_of(sent), rule_date_of(w, sent->in->day),
               date_short(advice->due, rule_today(w), true, from), place);
}

void rule_rest(Writer *w)
{
    if (!is_waiting(w) || may_nudge(w))
        return;
    const History *h = w->history;
    const TimingEvent *sent = h->last_waiting;
    bool nudged = h->unanswered >= history_most(h) || sent->occasion == OCCASION_NUDGE;
    int32_t day = nudged ? history_rest_day(h) : history_nudge_days(h).latest;
    char from[DATE_TEXT_SIZE], elsewhere[80] = "";
    Advice *advice = rule_add_on(w, sent->in->id, day, day, CIVIL_NONE);
    if (!str_blank(h->input->place))
        history_say(elsewhere, sizeof elsewhere, " and try somebody else at %.40s", h->input->place);
    say_text(advice, "let it rest: no answer to your %s of %s", noun_of(sent),
             rule_date_of(w, sent->in->day));
    say_reason(advice, "%s has not answered your %s of %s; let it rest from %s on%s.", w->name, noun_of(sent),
               rule_date_of(w, sent->in->day), date_short(advice->due, rule_today(w), true, from), elsewhere);
}

void rule_later(Writer *w)
{
    const History *h = w->history;
    int32_t day = history_later_day(h);
    if (day == CIVIL_NONE || h->resting || !history_recent(h, day))
        return;
    int32_t told = h->said->in->day;
    bool named = h->said->in->answer_day > told;
    Advice *advice = rule_add_on(w, h->said->in->id, day, day, day + rule_settings(w)->later_latest);
    say_text(advice, "write again, as agreed on %s", rule_date_of(w, told));
    say_reason(advice, "%s asked on %s to hear from you %s%s.", w->name, rule_date_of(w, told),
               named ? "again at this time" : "later and named no day; by now it is polite",
               named && rule_is_past(w, advice->latest) ? "; a late word is still one that was asked for"
                                                        : "");
}
