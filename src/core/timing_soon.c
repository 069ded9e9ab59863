// SPDX-License-Identifier: MIT
// Too soon: the one question before every message. The checks are a list; the first that objects gives the
// first polite day and its reason. Promised messages, courtesies and answers are never too soon.
#include "rapport/base/str.h"
#include "rapport/core/date.h"
#include "timing_history.h"

// A message that is about to be written, and the objection to it.
typedef struct Question {
    const History *history;
    Occasion occasion; // as said, else guessed
    bool asks;         // it expects an answer
    bool unsolicited;
    int32_t earliest;
    char *reason;
    size_t size;
} Question;

static bool last_word_is_theirs(const History *h)
{
    return h->last_theirs != NULL && h->unanswered == 0 && h->invitation == NULL;
}

// An open promise of mine that is due about now is what this message keeps.
static bool keeps_promise(const Question *q)
{
    const TimingInput *input = q->history->input;
    int32_t near =
        calendar_add_business(input->calendar, input->today, input->settings->min_gap_business_days);
    for (size_t i = 0; i < input->promise_count; i++)
        if (input->promises[i].mine && input->promises[i].state == FOLLOWUP_OPEN &&
            input->promises[i].day <= near)
            return q->occasion != OCCASION_NUDGE;
    return false;
}

// They asked to hear from me from a day on that has come.
static bool is_agreed(const Question *q)
{
    int32_t day = history_later_day(q->history);
    return day != CIVIL_NONE && day <= q->history->input->today && q->occasion != OCCASION_NUDGE;
}

// Somebody has told us of each other since I wrote last: they wait for it.
static bool is_introduced(const Question *q)
{
    const History *h = q->history;
    bool introduced = false;
    for (size_t i = 0; i < h->events.count; i++) {
        const TimingEvent *e = &h->events.items[i];
        bool told = e->in->kind == INTERACTION_INTRODUCTION && !e->in->introducer;
        introduced = told ? e->in->day <= h->input->today : introduced && !e->mine;
    }
    return introduced && q->occasion == OCCASION_REQUEST;
}

static bool they_promised(const TimingInput *input)
{
    for (size_t i = 0; i < input->promise_count; i++)
        if (!input->promises[i].mine && input->promises[i].state == FOLLOWUP_OPEN)
            return true;
    return false;
}

static bool is_exempt(const Question *q)
{
    const History *h = q->history;
    switch (q->occasion) {
    case OCCASION_THANK_YOU:
    case OCCASION_REPORT_BACK:
        return true;
    case OCCASION_CONFIRM:
        return h->planned != NULL || last_word_is_theirs(h);
    case OCCASION_REPLY:
        return last_word_is_theirs(h) || h->fallen != NULL; // a new time for what was agreed
    default:
        return keeps_promise(q) || is_agreed(q) || is_introduced(q);
    }
}

static bool object(Question *q, int32_t earliest)
{
    return (q->earliest = earliest) > q->history->input->today;
}

// They said no: to all, or to a favour. Whatever it is called, a question now would be arguing.
static bool after_a_no(Question *q)
{
    const History *h = q->history;
    bool favour = q->occasion == OCCASION_INTRODUCTION || q->occasion == OCCASION_OPENING;
    bool refused = favour && history_refused(h);
    if (!refused && (!history_said_no(h) || (!q->asks && !q->unsolicited)))
        return false;
    int32_t day = h->said->in->day;
    if (!object(q, calendar_roll(h->input->calendar, day + h->input->settings->horizon_days)))
        return false;
    char name[64], told[DATE_TEXT_SIZE], first[DATE_TEXT_SIZE];
    history_say(q->reason, q->size, "%s said no%s on %s; leave it at that, until %s at least.",
                history_name(h, name), refused ? " to such a favour" : "",
                date_short(day, h->input->today, false, told),
                date_short(q->earliest, h->input->today, true, first));
    return true;
}

// They named a day.
static bool before_their_day(Question *q)
{
    const History *h = q->history;
    char name[64], day[DATE_TEXT_SIZE];
    int32_t named = history_later_day(h);
    if (named == CIVIL_NONE || !object(q, calendar_roll(h->input->calendar, named)))
        return false;
    history_say(q->reason, q->size, "%s asked you to write again on %s.", history_name(h, name),
                date_short(named, h->input->today, true, day));
    return true;
}

// A post there that closes before the day: waiting would be too late.
static bool closes_before(const TimingInput *input, int32_t day)
{
    for (size_t i = 0; i < input->opening_count; i++) {
        const TimingOpening *one = &input->openings[i];
        bool there = !one->elsewhere && one->ended <= 0;
        if (there && one->closes != CIVIL_NONE && one->closes >= input->today && one->closes <= day)
            return true;
    }
    return false;
}

// A referral is not asked for right after a meeting, unless they offered or a post closes sooner.
static bool right_after_meeting(Question *q)
{
    const History *h = q->history;
    if (q->occasion != OCCASION_INTRODUCTION || h->last_held == NULL || they_promised(h->input))
        return false;
    int32_t met = h->last_held->in->day;
    if (closes_before(h->input, met + h->input->settings->referral_after_meeting) ||
        !object(q, calendar_roll(h->input->calendar, met + h->input->settings->referral_after_meeting)))
        return false;
    char name[64], day[DATE_TEXT_SIZE], first[DATE_TEXT_SIZE];
    history_say(q->reason, q->size, "You met %s on %s; asking for an introduction is better from %s on.",
                history_name(h, name), date_short(met, h->input->today, false, day),
                date_short(q->earliest, h->input->today, true, first));
    return true;
}

static bool too_many_unanswered(Question *q)
{
    const History *h = q->history;
    const TimingSettings *s = h->input->settings;
    if (h->unanswered < history_most(h) || h->last_waiting == NULL || (!q->asks && !q->unsolicited))
        return false;
    if (!object(q, calendar_roll(h->input->calendar, h->last_waiting->in->day + s->horizon_days)))
        return false;
    char name[64], day[DATE_TEXT_SIZE];
    history_say(q->reason, q->size, "%d messages to %s have no answer, the last of %s; let it rest for now.",
                h->unanswered, history_name(h, name),
                date_short(h->last_waiting->in->day, h->input->today, false, day));
    return true;
}

// The last message has no answer yet.
static bool still_waiting(Question *q)
{
    const History *h = q->history;
    if (!history_waits(h))
        return false;
    int32_t sent = h->last_waiting->in->day;
    int32_t floor =
        calendar_add_business(h->input->calendar, sent, h->input->settings->min_gap_business_days);
    if (!object(q, q->asks ? history_nudge_days(h).earliest : floor))
        return false;
    char name[64], day[DATE_TEXT_SIZE], first[DATE_TEXT_SIZE];
    history_say(
        q->reason, q->size, "You wrote to %s on %s and the answer may still come; %s is polite from %s on.",
        history_name(h, name), date_short(sent, h->input->today, false, day),
        q->asks ? "a nudge" : "another message", date_short(q->earliest, h->input->today, true, first));
    return true;
}

static bool invitation_pending(Question *q)
{
    const History *h = q->history;
    bool known = h->first_held != NULL || h->input->advocate; // may be written to about something else
    if (h->invitation == NULL || history_waits(h) || !q->asks || (known && q->occasion != OCCASION_NUDGE) ||
        !history_recent(h, h->invitation->in->day))
        return false;
    int32_t sent = h->invitation->in->day;
    if (!object(q, calendar_roll(h->input->calendar, sent + h->input->settings->pending_days)))
        return false;
    char name[64], day[DATE_TEXT_SIZE], first[DATE_TEXT_SIZE];
    history_say(q->reason, q->size,
                "Your invitation to %s of %s is still open, and an invitation is not nudged; try another way "
                "from %s on.",
                history_name(h, name), date_short(sent, h->input->today, false, day),
                date_short(q->earliest, h->input->today, true, first));
    return true;
}

static bool too_many_unsolicited(Question *q)
{
    const History *h = q->history;
    if (!q->unsolicited || h->last_unsolicited == NULL ||
        (h->last_theirs != NULL && h->last_theirs > h->last_unsolicited))
        return false;
    int32_t sent = h->last_unsolicited->in->day;
    if (!object(q, calendar_roll(h->input->calendar, sent + h->input->settings->unsolicited_gap)))
        return false;
    char name[64], day[DATE_TEXT_SIZE], first[DATE_TEXT_SIZE];
    history_say(q->reason, q->size, "You sent %s something unasked on %s; the next one is better from %s on.",
                history_name(h, name), date_short(sent, h->input->today, false, day),
                date_short(q->earliest, h->input->today, true, first));
    return true;
}

static bool still_away(Question *q)
{
    const History *h = q->history;
    bool over = q->occasion == OCCASION_OPENING && closes_before(h->input, h->away_until);
    if (h->away_until == CIVIL_NONE || over || (!q->asks && !q->unsolicited) ||
        !object(q, calendar_roll(h->input->calendar, h->away_until)))
        return false;
    char name[64], day[DATE_TEXT_SIZE];
    history_say(q->reason, q->size, "%s is out of office until %s.", history_name(h, name),
                date_short(h->away_until, h->input->today, false, day));
    return true;
}

// Two people of one place who are asked the same thing in the same days will talk about it.
static bool asked_next_door(Question *q)
{
    const History *h = q->history;
    const TimingInput *input = h->input;
    if (q->occasion != OCCASION_REQUEST || input->colleague == NULL || h->last_theirs != NULL ||
        input->connected)
        return false;
    if (!object(q,
                calendar_add_business(input->calendar, input->colleague_day, input->settings->colleague_gap)))
        return false;
    char day[DATE_TEXT_SIZE], first[DATE_TEXT_SIZE];
    history_say(q->reason, q->size,
                "You asked %.60s at %.40s on %s; a second person there is better asked from %s on.",
                input->colleague, str_blank(input->place) ? "the same place" : input->place,
                date_short(input->colleague_day, input->today, false, day),
                date_short(q->earliest, input->today, true, first));
    return true;
}

static bool (*const CHECKS[])(Question *q) = {
    after_a_no,         before_their_day,     right_after_meeting, too_many_unanswered, still_waiting,
    invitation_pending, too_many_unsolicited, still_away,          asked_next_door,
};

bool timing_too_soon(const TimingInput *input, Occasion occasion, int32_t *earliest, char *reason,
                     size_t size)
{
    History h;
    history_read(&h, input);
    if (occasion == OCCASION_NONE) // what it will be taken for once it is logged
        occasion = h.answered ? OCCASION_UPDATE : OCCASION_REQUEST;
    Question q = {.history = &h, .occasion = occasion, .reason = reason, .size = size};
    q.asks = occasion_expects_answer(q.occasion) || q.occasion == OCCASION_REPLY;
    q.unsolicited = q.occasion == OCCASION_UPDATE || q.occasion == OCCASION_RECONNECT ||
                    q.occasion == OCCASION_CONGRATULATION;
    bool soon = false;
    // Whatever it is called, it answers theirs; but a no is not answered by asking.
    bool no = h.said != NULL && h.said->in->answer == ANSWER_NO;
    bool answers = h.owed != NULL && !(no && q.asks);
    for (size_t i = 0; !is_exempt(&q) && !answers && !soon && i < sizeof CHECKS / sizeof CHECKS[0]; i++)
        soon = CHECKS[i](&q);
    if (soon)
        *earliest = q.earliest;
    history_clear(&h);
    return soon;
}
