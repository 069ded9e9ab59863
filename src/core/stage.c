// SPDX-License-Identifier: MIT
// The stage follows from what happened: each piece of evidence is a row below, the furthest that holds wins.
// Advocate is said by hand only; resting is said by hand or by them.
#include "rapport/core/date.h"
#include "timing_history.h"

static bool after_thanks(const TimingEvent *event)
{
    return event->theirs || (event->occasion != OCCASION_THANK_YOU && event->occasion != OCCASION_CONFIRM);
}

// Contact after the first meeting that is more than thanks for it.
static const TimingEvent *find_in_touch(const History *h)
{
    if (h->first_held == NULL)
        return NULL;
    for (const TimingEvent *e = h->first_held + 1; e < h->events.items + h->events.count; e++)
        if ((e->mine || e->theirs) && after_thanks(e))
            return e;
    return NULL;
}

static const TimingEvent *find_held(const History *h)
{
    return h->first_held;
}
static const TimingEvent *find_planned(const History *h)
{
    return h->planned;
}

static const TimingEvent *find_unknown(const History *h)
{
    return h->unknown; // planned, and nobody said yet how it went
}

static const TimingEvent *find_talking(const History *h)
{
    for (size_t i = 0; i < h->events.count; i++)
        if (h->events.items[i].theirs)
            return &h->events.items[i];
    return NULL;
}

static const TimingEvent *find_approached(const History *h)
{
    for (size_t i = 0; i < h->events.count; i++)
        if (h->events.items[i].mine)
            return &h->events.items[i];
    return NULL;
}

// The furthest first.
static const struct {
    Stage stage;
    const TimingEvent *(*find)(const History *h);
    const char *before, *between; // the words around the name and the day
} EVIDENCE[] = {
    {STAGE_IN_TOUCH, find_in_touch, "You have been in touch with", "after you met, since"},
    {STAGE_MET, find_held, "You met", "on"},
    {STAGE_SCHEDULED, find_planned, "You meet", "on"},
    {STAGE_SCHEDULED, find_unknown, "A meeting was planned with", "on"},
    {STAGE_TALKING, find_talking, "You have been talking with", "since"},
    {STAGE_APPROACHED, find_approached, "You approached", "on"},
};

static void derive_stage(const History *h, TimingFacts *out)
{
    char name[64], day[DATE_TEXT_SIZE];
    int32_t today = h->input->today;
    history_name(h, name);
    for (size_t i = 0; i < sizeof EVIDENCE / sizeof EVIDENCE[0]; i++) {
        const TimingEvent *event = EVIDENCE[i].find(h);
        if (event == NULL)
            continue;
        out->stage = EVIDENCE[i].stage;
        history_say(out->stage_because, sizeof out->stage_because, "%s %s %s %s.", EVIDENCE[i].before, name,
                    EVIDENCE[i].between, date_short(event->in->day, today, false, day));
        return;
    }
    out->stage = STAGE_SPOTTED;
    history_say(out->stage_because, sizeof out->stage_because, "Nothing has passed between you and %s yet.",
                name);
}

static void derive_resting(const History *h, TimingFacts *out)
{
    char name[64], day[DATE_TEXT_SIZE];
    history_name(h, name);
    out->stage = STAGE_RESTING;
    if (h->input->resting)
        history_say(out->stage_because, sizeof out->stage_because, "You let %s rest.", name);
    else
        history_say(out->stage_because, sizeof out->stage_because, "%s said no on %s.", name,
                    date_short(h->said->in->day, h->input->today, false, day));
}

static int32_t day_of(const TimingEvent *event)
{
    return event == NULL ? CIVIL_NONE : event->in->day;
}

static int32_t polite_from(const History *h)
{
    if (h->last_waiting == NULL || h->resting || h->last_waiting->occasion == OCCASION_NUDGE ||
        h->unanswered >= history_most(h))
        return CIVIL_NONE;
    NudgeDays days = history_nudge_days(h);
    return h->input->today > days.latest ? CIVIL_NONE : days.earliest;
}

void timing_facts(const TimingInput *input, TimingFacts *out)
{
    History h;
    history_read(&h, input);
    *out = (TimingFacts){
        .last_out_day = day_of(h.last_mine),
        .last_in_day = day_of(h.last_theirs),
        .unanswered = h.unanswered,
        .owe = h.owed != NULL,
        .owe_since = day_of(h.owed),
        .waiting_since = day_of(h.first_waiting),
        .polite_from = polite_from(&h),
        .pending_since = day_of(h.invitation),
        .answered_in = h.answered_in,
        .answered_fast = h.answered_in >= 0 && h.answered_in <= input->settings->fast_answer,
        .rounds = h.planned == NULL ? h.rounds : 0,
    };
    if (h.resting)
        derive_resting(&h, out);
    else
        derive_stage(&h, out);
    history_clear(&h);
}
