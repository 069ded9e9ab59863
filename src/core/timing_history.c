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

// After their yes, after a time they named and after a meeting that fell through an answer of mine offers
// times, or accepts one: until a meeting is set it waits for a word.
static bool offers_times(const History *h, const TimingEvent *event)
{
    const TimingInteraction *in = event->in;
    Answer answer = h->said != NULL ? h->said->in->answer : ANSWER_NONE;
    bool asked = h->owed != NULL && (answer == ANSWER_YES || answer == ANSWER_TIME);
    return event->mine && is_message(in) && in->direction == DIRECTION_OUT && !in->group &&
           event->occasion == OCCASION_REPLY && in->expects_answer < 0 && in->answer == ANSWER_NONE &&
           (asked || (h->fallen != NULL && !history_leaves_time(h)));
}

static bool is_unsolicited(Occasion occasion)
{
    return occasion == OCCASION_UPDATE || occasion == OCCASION_RECONNECT ||
           occasion == OCCASION_CONGRATULATION;
}

// A message logged without an occasion: the first after a meeting is the thanks for it; else to somebody who
// never answered a request, any other an update.
static Occasion guess_occasion(const TimingInteraction *in, const History *h)
{
    if (in->occasion != OCCASION_NONE || !is_message(in))
        return in->occasion;
    if (h->last_held != NULL && h->last_mine == h->last_held)
        return OCCASION_THANK_YOU;
    return h->answered ? OCCASION_UPDATE : OCCASION_REQUEST;
}

// --- in order

static bool has_fallen(const TimingInteraction *in)
{
    return in->kind == INTERACTION_MEETING && in->outcome != OUTCOME_NONE && in->outcome != OUTCOME_HELD;
}

// A meeting that was called off before its day counts from then on, before what was written that day.
static bool was_called_off(const TimingInteraction *in)
{
    return has_fallen(in) && in->answer_day > 0 && in->answer_day < in->day;
}

int32_t history_fell_on(const TimingEvent *meeting, int32_t today)
{
    int32_t day = was_called_off(meeting->in) ? meeting->in->answer_day : meeting->in->day;
    return day < today ? day : today;
}

static int compare_events(const void *a, const void *b)
{
    const TimingInteraction *x = ((const TimingEvent *)a)->in, *y = ((const TimingEvent *)b)->in;
    bool x_off = was_called_off(x), y_off = was_called_off(y);
    int32_t x_day = x_off ? x->answer_day : x->day, y_day = y_off ? y->answer_day : y->day;
    if (x_day != y_day)
        return x_day < y_day ? -1 : 1;
    if (x_off != y_off)
        return x_off ? -1 : 1;
    if (x->utc != y->utc)
        return x->utc < y->utc ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

static void collect_events(History *h)
{
    const TimingInput *input = h->input;
    for (size_t i = 0; i < input->interaction_count; i++)
        if (input->interactions[i].kind != INTERACTION_NOTE &&
            input->interactions[i].kind != INTERACTION_NONE &&
            input->interactions[i].outcome != OUTCOME_TO_CONFIRM)
            vec_push(&h->events, (TimingEvent){.in = &input->interactions[i]});
    if (h->events.count > 0)
        qsort(h->events.items, h->events.count, sizeof *h->events.items, compare_events);
}

static bool is_open_meeting(const TimingInteraction *in)
{
    return in->kind == INTERACTION_MEETING && in->outcome == OUTCOME_NONE;
}

// Not yet: nothing of it has happened. A meeting that fell through has, whatever its day.
static bool is_ahead(const TimingInput *input, const TimingInteraction *in)
{
    return in->day > input->today && !has_fallen(in);
}

static void read_event(History *h, TimingEvent *event)
{
    const TimingInteraction *in = event->in;
    event->occasion = guess_occasion(in, h);
    if (!is_ahead(h->input, in)) {
        event->mine = is_word_of_mine(in);
        event->theirs = is_word_of_theirs(in);
    }
    event->invitation = event->mine && is_message(in) && in->channel == CHANNEL_LINKEDIN_NOTE;
    event->waits = waits_for_answer(event) || offers_times(h, event);
    event->wants = event->theirs && wants_answer(in);
    h->answered |= event->theirs && in->kind != INTERACTION_EVENT && in->kind != INTERACTION_INTRODUCTION;
}

// --- what follows from the order

static void end_waiting(History *h)
{
    h->first_waiting = h->last_waiting = h->invitation = NULL;
    h->unanswered = 0;
}

static void take_their_word(History *h, TimingEvent *event)
{
    if (h->last_waiting != NULL)
        h->answered_in =
            calendar_business_between(h->input->calendar, h->last_waiting->in->day, event->in->day);
    Occasion asked = h->first_waiting != NULL ? h->first_waiting->occasion : OCCASION_NONE;
    h->last_theirs = event;
    h->fallen = NULL;
    end_waiting(h);
    h->silent = 0;
    h->away_until = CIVIL_NONE;
    h->rounds += event->in->answer == ANSWER_TIME;
    if (event->in->kind == INTERACTION_INTRODUCTION)
        return; // a name they give leaves owed what is owed
    h->said = event;
    h->asked = asked;
    if (!event->wants)
        h->owed = NULL; // what they wrote last is settled
    else if (h->owed == NULL)
        h->owed = event;
}

// Thanks, confirmations and answers want nothing back; silence after them says nothing.
static bool invites_a_word(Occasion occasion)
{
    return occasion != OCCASION_THANK_YOU && occasion != OCCASION_CONFIRM && occasion != OCCASION_REPLY;
}

static void take_my_word(History *h, TimingEvent *event)
{
    event->unsolicited = is_message(event->in) && is_unsolicited(event->occasion) && h->owed == NULL;
    if (event->unsolicited)
        h->last_unsolicited = event;
    h->last_mine = event;
    h->silent += is_message(event->in) && !event->theirs && invites_a_word(event->occasion);
    h->owed = h->fallen = NULL;
    if (event->invitation)
        h->invitation = event;
    if (!event->waits)
        return;
    // What is sent after it on the same day, with what was forgotten, is the same message.
    bool again = h->last_waiting != NULL && h->last_waiting->in->day == event->in->day &&
                 event->occasion != OCCASION_NUDGE;
    h->unanswered += !again;
    h->last_waiting = event;
    if (h->first_waiting == NULL)
        h->first_waiting = event;
}

// A meeting that was set, whatever came of it, answers their yes or the time they named, and what I asked.
static void agree(History *h)
{
    Answer answer = h->said != NULL ? h->said->in->answer : ANSWER_NONE;
    if (answer == ANSWER_YES || answer == ANSWER_TIME)
        h->owed = NULL;
    end_waiting(h);
}

static void take_meeting(History *h, TimingEvent *event)
{
    if (event->in->day >= h->input->today && is_open_meeting(event->in)) {
        if (h->planned == NULL)
            h->planned = event;
    } else if (is_open_meeting(event->in)) {
        h->unknown = event;
        agree(h);
    } else if (has_fallen(event->in)) {
        h->fallen = event;
        agree(h);
        h->falls += event->in->outcome != OUTCOME_CANCELLED_BY_ME;
        h->cancelled += event->in->outcome == OUTCOME_CANCELLED_BY_ME;
    } else if (event->theirs) {
        h->rounds = h->falls = h->cancelled = 0;
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
    Answer answer = h->said != NULL ? h->said->in->answer : ANSWER_NONE;
    h->fallen = NULL;
    if (answer == ANSWER_YES || answer == ANSWER_TIME)
        h->owed = NULL;
    if (h->first_waiting != NULL && h->first_waiting->occasion == OCCASION_REPLY)
        end_waiting(h); // one of the times that I offered
}

// Every post that I may have asked about is over: nobody need answer any more.
static bool question_is_over(const History *h)
{
    const TimingInput *input = h->input;
    bool over = false;
    if (h->first_waiting == NULL || h->first_waiting->occasion != OCCASION_OPENING)
        return false;
    for (size_t i = 0; i < input->opening_count; i++) {
        const TimingOpening *one = &input->openings[i];
        bool asked = !one->elsewhere && one->day <= h->first_waiting->in->day;
        bool ended = one->ended > 0 && one->ended <= input->today;
        if (asked && !ended)
            return false;
        over = over || (asked && one->ended >= h->first_waiting->in->day);
    }
    return over;
}

void history_read(History *h, const TimingInput *input)
{
    *h = (History){.input = input, .away_until = CIVIL_NONE, .answered_in = -1};
    collect_events(h);
    for (size_t i = 0; i < h->events.count; i++) {
        read_event(h, &h->events.items[i]);
        take_event(h, &h->events.items[i]);
    }
    if (input->connected || input->connected_day > 0)
        h->invitation = NULL;
    if (h->planned != NULL)
        take_plan(h);
    if (question_is_over(h)) {
        h->first_waiting = h->last_waiting = NULL;
        h->unanswered = 0;
    }
    h->resting = input->resting || history_said_no(h);
}

void history_clear(History *h)
{
    vec_clear(&h->events);
}

static bool is_no(const History *h)
{
    return h->said != NULL && h->said->in->answer == ANSWER_NO;
}

bool history_refused(const History *h)
{
    bool favour = h->asked == OCCASION_INTRODUCTION || h->asked == OCCASION_OPENING;
    return is_no(h) && favour && h->first_held != NULL && h->first_held < h->said;
}

bool history_said_no(const History *h)
{
    return is_no(h) && !history_refused(h);
}

bool history_waits(const History *h)
{
    return h->last_waiting != NULL && history_recent(h, day_max(h->last_waiting->in->day, h->away_until));
}

bool history_leaves_time(const History *h)
{
    return h->falls >= h->input->settings->scheduling_rounds;
}

int32_t history_later_day(const History *h)
{
    if (h->said == NULL || h->said->in->answer != ANSWER_LATER)
        return CIVIL_NONE;
    int32_t told = h->said->in->day, named = h->said->in->answer_day;
    int32_t day = named != CIVIL_NONE && named > told
                      ? named
                      : calendar_after(h->input->calendar, told, h->input->settings->nudge_latest);
    return h->last_mine != NULL && h->last_mine->in->day >= day ? CIVIL_NONE : day;
}

const TimingEvent *history_unthanked(const History *h)
{
    if (h->last_held == NULL)
        return NULL;
    for (const TimingEvent *e = h->last_held + 1; e < h->events.items + h->events.count; e++)
        if (e->mine && !e->theirs && e->occasion != OCCASION_CONFIRM)
            return NULL;
    return h->last_held;
}

bool history_recent(const History *h, int32_t day)
{
    return day >= h->input->today - h->input->settings->horizon_days;
}

// --- the days of a nudge

// What the routine says, else what the settings say.
static int32_t span_after(const History *h, int32_t day, RoutineSpan span, int set)
{
    const Calendar *calendar = h->input->calendar;
    if (span.days < 0)
        return calendar_roll(calendar, calendar_after(calendar, day, set));
    return span.business ? calendar_add_business(calendar, day, span.days)
                         : calendar_roll(calendar, calendar_after(calendar, day, span.days));
}

static Routine routine_of(const History *h)
{
    return h->input->routine != NULL ? *h->input->routine : routine_plain("patient");
}

NudgeDays history_nudge_days(const History *h)
{
    const Calendar *calendar = h->input->calendar;
    const TimingSettings *s = h->input->settings;
    Routine routine = routine_of(h);
    int32_t sent = h->last_waiting->in->day;
    if (h->invitation != NULL) // another way was tried meanwhile: that is a word too
        sent = day_max(sent, h->invitation->in->day);
    int32_t base = day_max(sent, h->away_until);
    int32_t floor = calendar_add_business(calendar, sent, s->min_gap_business_days);
    NudgeDays days = {.other_contact = CIVIL_NONE};
    days.earliest = day_max(span_after(h, base, routine.earliest, s->nudge_earliest), floor);
    days.due = day_max(span_after(h, base, routine.due, s->nudge_due), days.earliest);
    days.latest = day_max(span_after(h, base, routine.latest, s->nudge_latest), days.due);
    if (routine.other.days > 0 && !h->input->helped_there)
        days.other_contact = span_after(h, base, routine.other, 0);
    return days;
}

int32_t history_rest_day(const History *h)
{
    return span_after(h, day_max(h->last_waiting->in->day, h->away_until), routine_of(h).rest,
                      h->input->settings->rest_after_nudge);
}

int history_most(const History *h)
{
    int most = routine_of(h).most, set = h->input->settings->max_unanswered;
    return most > 0 && most < set ? most : set;
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
