// SPDX-License-Identifier: MIT
// Reads a contact's history once: who had the last word, what waits, what is owed. Rules and facts both look
// at this, so that a screen and a follow-up can never disagree about who is waiting for whom.
#include "timing_history.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "rapport/base/str.h"

// --- what one interaction means

static bool is_message(const TimingInteraction *in)
{
    return in->kind == INTERACTION_MESSAGE;
}

static bool is_talk(const TimingInteraction *in)
{
    if (in->kind == INTERACTION_MEETING)
        return in->outcome == OUTCOME_HELD;
    return in->kind == INTERACTION_EVENT ||
           (in->kind == INTERACTION_CALL && in->direction != DIRECTION_IN && in->direction != DIRECTION_OUT);
}

static bool is_word_of_mine(const TimingInteraction *in)
{
    if (is_message(in))
        return in->direction != DIRECTION_IN;
    return is_talk(in) || (in->kind != INTERACTION_MEETING && in->direction == DIRECTION_OUT);
}

static bool is_word_of_theirs(const TimingInteraction *in)
{
    if (is_message(in))
        return (in->direction == DIRECTION_IN || in->direction == DIRECTION_MUTUAL) &&
               in->answer != ANSWER_OOO;
    if (in->kind == INTERACTION_INTRODUCTION)
        return in->introducer && in->direction != DIRECTION_OUT;
    return is_talk(in) || (in->kind == INTERACTION_CALL && in->direction == DIRECTION_IN);
}

static bool wants_answer(const TimingInteraction *in)
{
    static const bool NEEDS_NONE[ANSWER_COUNT] = {
        [ANSWER_LATER] = true, [ANSWER_OOO] = true, [ANSWER_NONE_NEEDED] = true};
    if (!is_message(in) || in->direction != DIRECTION_IN || NEEDS_NONE[in->answer] || in->expects_answer == 0)
        return false;
    bool courtesy = in->occasion == OCCASION_THANK_YOU || in->occasion == OCCASION_CONGRATULATION ||
                    in->occasion == OCCASION_CONFIRM;
    return in->expects_answer == 1 || (!in->group && !courtesy);
}

static bool waits_for_answer(const TimingEvent *event)
{
    const TimingInteraction *in = event->in;
    if (!event->mine || !is_message(in) || in->direction == DIRECTION_MUTUAL || event->invitation ||
        in->group)
        return false;
    if (in->answer != ANSWER_NONE && in->answer != ANSWER_OOO)
        return false;
    return in->expects_answer < 0 ? occasion_expects_answer(event->occasion) : in->expects_answer > 0;
}

static bool is_unsolicited(Occasion occasion)
{
    return occasion == OCCASION_UPDATE || occasion == OCCASION_RECONNECT ||
           occasion == OCCASION_CONGRATULATION;
}

// A message logged without an occasion: a request to somebody who never answered, else an update.
static Occasion guess_occasion(const TimingInteraction *in, bool answered)
{
    if (in->occasion != OCCASION_NONE || !is_message(in))
        return in->occasion;
    return answered ? OCCASION_UPDATE : OCCASION_REQUEST;
}

// --- in order

static int compare_events(const void *a, const void *b)
{
    const TimingInteraction *x = ((const TimingEvent *)a)->in, *y = ((const TimingEvent *)b)->in;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->utc != y->utc)
        return x->utc < y->utc ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

static void collect_events(History *h)
{
    const TimingInput *input = h->input;
    for (size_t i = 0; i < input->interaction_count; i++)
        if (input->interactions[i].kind != INTERACTION_NOTE &&
            input->interactions[i].kind != INTERACTION_NONE)
            vec_push(&h->events, (TimingEvent){.in = &input->interactions[i]});
    if (h->events.count > 0)
        qsort(h->events.items, h->events.count, sizeof *h->events.items, compare_events);
}

static bool is_open_meeting(const TimingInteraction *in)
{
    return in->kind == INTERACTION_MEETING && in->outcome == OUTCOME_NONE;
}

static bool has_fallen(const TimingInteraction *in)
{
    return in->kind == INTERACTION_MEETING && in->outcome != OUTCOME_NONE && in->outcome != OUTCOME_HELD;
}

// Not yet: nothing of it has happened. A meeting that fell through has, whatever its day.
static bool is_ahead(const TimingInput *input, const TimingInteraction *in)
{
    return in->day > input->today && !has_fallen(in);
}

static void read_event(History *h, TimingEvent *event)
{
    const TimingInteraction *in = event->in;
    event->occasion = guess_occasion(in, h->answered);
    if (!is_ahead(h->input, in)) {
        event->mine = is_word_of_mine(in);
        event->theirs = is_word_of_theirs(in);
    }
    event->invitation = event->mine && is_message(in) && in->channel == CHANNEL_LINKEDIN_NOTE;
    event->waits = waits_for_answer(event);
    event->wants = event->theirs && wants_answer(in);
    h->answered |= event->theirs && in->kind != INTERACTION_EVENT && in->kind != INTERACTION_INTRODUCTION;
}

// --- what follows from the order

static void take_their_word(History *h, TimingEvent *event)
{
    h->last_theirs = event;
    h->first_waiting = h->last_waiting = h->invitation = h->fallen = NULL;
    h->unanswered = 0;
    h->away_until = CIVIL_NONE;
    h->rounds += event->in->answer == ANSWER_TIME;
    if (!event->wants)
        h->owed = NULL; // what they wrote last is settled
    else if (h->owed == NULL)
        h->owed = event;
}

static void take_my_word(History *h, TimingEvent *event)
{
    event->unsolicited = is_message(event->in) && is_unsolicited(event->occasion) && h->owed == NULL;
    if (event->unsolicited)
        h->last_unsolicited = event;
    h->last_mine = event;
    h->owed = h->fallen = NULL;
    if (event->invitation)
        h->invitation = event;
    if (!event->waits)
        return;
    h->unanswered++;
    h->last_waiting = event;
    if (h->first_waiting == NULL)
        h->first_waiting = event;
}

static void take_meeting(History *h, TimingEvent *event)
{
    if (event->in->day >= h->input->today && is_open_meeting(event->in)) {
        if (h->planned == NULL)
            h->planned = event;
    } else if (is_open_meeting(event->in)) {
        h->unknown = event;
    } else if (has_fallen(event->in)) {
        h->fallen = event;
    } else if (event->theirs) {
        h->rounds = 0;
        h->last_held = event;
        if (h->first_held == NULL)
            h->first_held = event;
    }
}

static void take_absence(History *h, const TimingEvent *event)
{
    const TimingInteraction *in = event->in;
    int32_t until = in->answer_day > in->day ? in->answer_day : in->day;
    if (in->answer == ANSWER_OOO && in->day <= h->input->today && until > h->away_until)
        h->away_until = until;
}

static void take_event(History *h, TimingEvent *event)
{
    if (event->theirs)
        take_their_word(h, event);
    if (event->mine)
        take_my_word(h, event);
    if (event->in->kind == INTERACTION_MEETING)
        take_meeting(h, event);
    take_absence(h, event);
}

// A meeting that is set leaves no other open, and answers their yes or the time they named.
static void take_plan(History *h)
{
    Answer answer = h->last_theirs != NULL ? h->last_theirs->in->answer : ANSWER_NONE;
    h->fallen = NULL;
    if (answer == ANSWER_YES || answer == ANSWER_TIME)
        h->owed = NULL;
}

void history_read(History *h, const TimingInput *input)
{
    *h = (History){.input = input, .away_until = CIVIL_NONE};
    collect_events(h);
    for (size_t i = 0; i < h->events.count; i++) {
        read_event(h, &h->events.items[i]);
        take_event(h, &h->events.items[i]);
    }
    if (input->connected || input->connected_day > 0)
        h->invitation = NULL;
    if (h->planned != NULL)
        take_plan(h);
    h->resting = input->resting || history_said_no(h);
}

void history_clear(History *h)
{
    vec_clear(&h->events);
}

bool history_said_no(const History *h)
{
    return h->last_theirs != NULL && h->last_theirs->in->answer == ANSWER_NO;
}

bool history_recent(const History *h, int32_t day)
{
    return day >= h->input->today - h->input->settings->horizon_days;
}

// --- the days of a nudge

// The routines that differ from the settings, which are those of "patient". Two-track is the 3B7 of Steve
// Dalton's "The 2-Hour Job Search": after 3 business days somebody else there, after 7 the one nudge.
typedef struct Routine {
    const char *name;
    TimingWindow nudge;
    bool business;     // nudge.earliest and nudge.due count working days
    int other_contact; // working days; 0 = never
} Routine;

static const Routine ROUTINES[] = {
    {"two-track", {7, 7, 28}, true, 3},
    {"gentle", {14, 21, 42}, false, 0},
};

static Routine find_routine(const TimingInput *input)
{
    const TimingSettings *s = input->settings;
    for (size_t i = 0; i < sizeof ROUTINES / sizeof ROUTINES[0]; i++)
        if (str_equal(input->routine, ROUTINES[i].name))
            return ROUTINES[i];
    return (Routine){"patient", {s->nudge_earliest, s->nudge_due, s->nudge_latest}, false, 0};
}

NudgeDays history_nudge_days(const History *h)
{
    const Calendar *calendar = h->input->calendar;
    Routine routine = find_routine(h->input);
    int32_t sent = h->last_waiting->in->day, base = day_max(sent, h->away_until);
    int32_t floor = calendar_add_business(calendar, sent, h->input->settings->min_gap_business_days);
    NudgeDays days = {.other_contact = CIVIL_NONE};
    days.earliest = routine.business ? calendar_add_business(calendar, base, routine.nudge.earliest)
                                     : calendar_roll(calendar, base + routine.nudge.earliest);
    days.due = routine.business ? calendar_add_business(calendar, base, routine.nudge.due)
                                : calendar_roll(calendar, base + routine.nudge.due);
    days.earliest = day_max(days.earliest, floor);
    days.due = day_max(days.due, days.earliest);
    days.latest = day_max(calendar_roll(calendar, base + routine.nudge.latest), days.due);
    if (routine.other_contact > 0)
        days.other_contact = calendar_add_business(calendar, base, routine.other_contact);
    return days;
}

// --- words

void history_say(char *buffer, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(buffer, size, format, args);
    va_end(args);
    if (length < 0 || (size_t)length < size)
        return;
    size_t end = size - 1; // cut: take away what is left of a character
    while (end > 0 && ((unsigned char)buffer[end - 1] & 0xC0) == 0x80)
        end--;
    if (end > 0 && (unsigned char)buffer[end - 1] >= 0xC0)
        end--;
    buffer[end] = '\0';
}

const char *history_name(const History *h, char name[64])
{
    history_say(name, 64, "%s", str_blank(h->input->name) ? "this person" : h->input->name);
    return name;
}
