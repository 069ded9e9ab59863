// SPDX-License-Identifier: MIT
// What happens between people: messages, calls, meetings, answers. Each logs the interaction, closes what it
// answers and lets the rules set what follows, in one step.
#include "rapport/app/outreach.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/meetings.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/courtesy.h"
#include "rapport/core/names.h"
#include "rapport/store/contacts.h"
#include "rapport/store/interactions.h"

// ---- too soon

static bool is_message_of_mine(const LogRequest *request)
{
    return request->kind == INTERACTION_MESSAGE && request->direction == DIRECTION_OUT;
}

static bool too_soon(App *app, const LogRequest *request, Error *err)
{
    bool present = !request->timed || moment_day(request->at) >= app_today(app);
    if (!is_message_of_mine(request) || !present)
        return false;
    for (size_t i = 0; i < request->contact_count; i++) {
        int32_t earliest;
        char reason[240], day[DATE_TEXT_SIZE];
        if (!app_too_soon(app, request->contacts[i], request->occasion, &earliest, reason, sizeof reason))
            continue;
        date_short(earliest, app_today(app), true, day);
        error_set(err, ERROR_TOO_SOON, "too soon: %s The first polite day is %s; --anyway overrides", reason,
                  day);
        return true;
    }
    return false;
}

// ---- logging

// What is not said follows from the kind.
static LogRequest complete(App *app, const LogRequest *request)
{
    LogRequest full = *request;
    if (full.direction == DIRECTION_NONE)
        full.direction = full.kind == INTERACTION_MESSAGE ? DIRECTION_OUT : DIRECTION_MUTUAL;
    if (full.channel == CHANNEL_NONE && full.kind == INTERACTION_CALL)
        full.channel = CHANNEL_PHONE;
    if (full.channel == CHANNEL_NONE && (full.kind == INTERACTION_MEETING || full.kind == INTERACTION_EVENT))
        full.channel = CHANNEL_IN_PERSON;
    if (full.channel == CHANNEL_NONE && full.kind == INTERACTION_MESSAGE) {
        Contact contact;
        contact_init(&contact);
        if (store_contact_get(app->store, full.contacts[0], false, &contact, NULL))
            full.channel = contact.channel != CHANNEL_NONE ? contact.channel : CHANNEL_EMAIL;
        contact_clear(&contact);
    }
    if (!full.timed)
        full.at = store_now(app->store);
    Moment now = store_now(app->store);
    bool over =
        full.minutes == MINUTES_ALL_DAY ? moment_day(full.at) < moment_day(now) : full.at.utc <= now.utc;
    bool past_meeting = full.kind == INTERACTION_MEETING && over;
    if (past_meeting && full.outcome == OUTCOME_NONE)
        full.outcome = OUTCOME_HELD;
    return full;
}

static bool is_cancelled(const LogRequest *request)
{
    return request->kind == INTERACTION_MEETING &&
           (request->outcome == OUTCOME_CANCELLED_BY_ME || request->outcome == OUTCOME_CANCELLED_BY_THEM);
}

static const char *verb_of(const LogRequest *request)
{
    switch (request->kind) {
    case INTERACTION_CALL:
        return "log call with";
    case INTERACTION_MEETING:
        return request->outcome == OUTCOME_NONE ? "plan meeting with"
               : is_cancelled(request)          ? "call off meeting with"
                                                : "log meeting with";
    case INTERACTION_EVENT:
        return "log event with";
    case INTERACTION_INTRODUCTION:
        return "log introduction by";
    case INTERACTION_NOTE:
        return "note on";
    default:
        return request->direction == DIRECTION_IN ? "log reply of" : "log message to";
    }
}

static void describe(App *app, const char *verb, int64_t contact, size_t count)
{
    char *name = store_contact_name(app->store, contact);
    char *what =
        count > 1 ? str_format("%s %s and %zu more", verb, name, count - 1) : str_format("%s %s", verb, name);
    store_describe(app->store, what, contact);
    free(what);
    free(name);
}

static bool called_off(const LogRequest *request)
{
    return request->kind == INTERACTION_MEETING && request->outcome != OUTCOME_NONE &&
           request->outcome != OUTCOME_HELD;
}

static bool insert_interaction(App *app, const LogRequest *request, int64_t *id, Error *err)
{
    Interaction one;
    interaction_init(&one);
    one.at = request->at;
    one.day = moment_day(request->at);
    one.kind = request->kind;
    one.channel = request->channel;
    one.direction = request->kind == INTERACTION_NOTE ? DIRECTION_NONE : request->direction;
    one.occasion = request->occasion;
    one.expects_answer = request->expects_answer;
    if (request->kind == INTERACTION_MESSAGE && request->direction == DIRECTION_IN &&
        request->answer == ANSWER_NONE && request->expects_answer < 0 && text_is_courtesy(request->text))
        one.expects_answer = 0;
    one.answer = request->answer;
    one.answer_day = request->answer_day;
    one.outcome = request->outcome;
    if (called_off(request) && one.day > app_today(app))
        one.answer_day = app_today(app);
    one.subject = mem_strdup(request->subject);
    one.text = mem_strdup(request->text);
    one.event_name = mem_strdup(request->event);
    one.minutes = request->minutes;
    one.place = mem_strdup(request->place);
    for (size_t i = 0; i < request->contact_count; i++)
        vec_push(&one.participants, request->contacts[i]);
    bool fine = store_interaction_insert(app->store, &one, err);
    *id = one.id;
    interaction_clear(&one);
    return fine;
}

// The name they gave counts as an introduction: Sam is written to, and they hear how it went.
static bool log_introduction(App *app, const LogRequest *request, int64_t other, Error *err)
{
    int64_t people[] = {request->contacts[0], other}, id;
    LogRequest introduction = {.kind = INTERACTION_INTRODUCTION,
                               .direction = DIRECTION_IN,
                               .channel = request->channel,
                               .expects_answer = -1,
                               .answer_day = CIVIL_NONE,
                               .at = request->at,
                               .contacts = people,
                               .contact_count = 2};
    return insert_interaction(app, &introduction, &id, err) && app_reconcile(app, other, true, NULL, err);
}

// "Try Sam instead": Sam becomes a contact whom this one introduced.
static bool add_suggested(App *app, const LogRequest *request, Error *err)
{
    if (request->answer != ANSWER_TRY || str_blank(request->answer_name))
        return true;
    Contact other;
    contact_init(&other);
    Str given = STR_INIT, family = STR_INIT;
    name_split(request->answer_name, &given, &family);
    other.name = mem_strdup(request->answer_name);
    other.given = str_take(&given);
    other.family = str_take(&family);
    other.active = true;
    other.how = HOW_INTRODUCED;
    other.introduced_by = store_contact_name(app->store, request->contacts[0]);
    other.degree = 2;
    other.stage = STAGE_SPOTTED;
    bool fine = store_contact_insert(app->store, &other, err) &&
                store_tie_add(app->store, request->contacts[0], other.id, "introduced", NULL, err) &&
                log_introduction(app, request, other.id, err);
    contact_clear(&other);
    return fine;
}

// Whoever answered, met or talked is known: first degree.
static bool now_known(const LogRequest *request)
{
    return request->kind == INTERACTION_CALL || request->kind == INTERACTION_EVENT ||
           request->outcome == OUTCOME_HELD ||
           (request->kind == INTERACTION_MESSAGE && request->direction == DIRECTION_IN);
}

bool app_reconcile_introductions(App *app, int64_t contact, Error *err)
{
    RecentIds ids = {0};
    bool fine = store_introduction_people(app->store, contact, &ids, err);
    for (size_t i = 0; fine && i < ids.count; i++)
        fine = app_reconcile(app, ids.items[i], true, NULL, err);
    vec_clear(&ids);
    return fine;
}

// ---- how a planned meeting went

// The planned meeting whose outcome is told: that of the day said; else the last whose day has come; else,
// of one that will not take place, the next. Without an outcome said only a recent one. id 0 = none.
enum { RECENT_DAYS = 7 };

static void find_planned(App *app, const LogRequest *said, Interaction *planned)
{
    Interactions meetings = {0};
    int32_t today = app_today(app), best = CIVIL_NONE;
    size_t chosen = 0;
    bool ahead = said->outcome != OUTCOME_NONE && said->outcome != OUTCOME_HELD;
    store_timeline(app->store, said->contacts[0], 1u << INTERACTION_MEETING, 0, 100, &meetings, NULL);
    for (size_t i = 0; i < meetings.count; i++) {
        int32_t day = meetings.items[i].day;
        bool all_day = meetings.items[i].minutes == MINUTES_ALL_DAY;
        bool begun = all_day ? day <= today : meetings.items[i].at.utc <= store_now(app->store).utc;
        bool fits = said->timed                     ? day == moment_day(said->at)
                    : said->outcome == OUTCOME_NONE ? begun && day > today - RECENT_DAYS
                                                    : day <= today || ahead;
        bool better = best == CIVIL_NONE || (best > today && day < best); // the newest come first
        if (meetings.items[i].outcome == OUTCOME_NONE && fits && better) {
            best = day;
            chosen = i;
        }
    }
    if (best != CIVIL_NONE)
        store_interaction_get(app->store, meetings.items[chosen].id, planned, NULL);
    store_interactions_clear(&meetings);
}

static bool log_or_settle(App *app, const LogRequest *request, const Interaction *planned, int64_t *id,
                          Error *err)
{
    if (planned->id == 0)
        return insert_interaction(app, request, id, err);
    *id = planned->id;
    return store_interaction_set_outcome(app->store, planned->id, request->outcome, request->text, err);
}

// A meeting that was moved is a new one on the day it was moved to.
static bool plan_moved(App *app, const LogRequest *request, const Interaction *planned, Error *err)
{
    if (request->kind != INTERACTION_MEETING || request->outcome != OUTCOME_MOVED ||
        request->moved_day == CIVIL_NONE)
        return true;
    LogRequest again = *request;
    again.outcome = OUTCOME_NONE;
    again.at = clock_moment(request->moved_day, moment_minute(request->at));
    if (planned->id != 0) {
        again.minutes = planned->minutes;
        again.place = planned->place;
        again.subject = planned->subject;
    }
    if (planned->text != NULL)
        again.text = planned->text;
    int64_t id;
    return insert_interaction(app, &again, &id, err);
}

static bool record(App *app, const LogRequest *request, const Interaction *planned, StepResult *result,
                   Error *err)
{
    if (!log_or_settle(app, request, planned, &result->id, err) || !add_suggested(app, request, err) ||
        !plan_moved(app, request, planned, err))
        return false;
    for (size_t i = 0; i < request->hook_count; i++)
        if (!store_hook_add(app->store, request->contacts[0], request->hooks[i], result->id, err))
            return false;
    for (size_t i = 0; i < request->contact_count; i++) {
        int64_t contact = request->contacts[i];
        if (is_message_of_mine(request) && request->text != NULL &&
            !store_hooks_used(app->store, contact, request->text, err))
            return false;
        if (now_known(request) && !store_contact_set_degree(app->store, contact, 1, err))
            return false;
        bool by_me = request->direction != DIRECTION_IN;
        if (!app_engage(app, contact, by_me, i == 0 ? &result->advice : NULL, err) ||
            !app_reconcile_introductions(app, contact, err) ||
            (now_known(request) && !app_reconcile_colleagues(app, contact, err)))
            return false;
    }
    return true;
}

void app_summarise(App *app, const char *done, StepResult *result)
{
    char day[DATE_TEXT_SIZE];
    if (result->advice.count == 0) {
        snprintf(result->summary, sizeof result->summary, "%s.", done);
        return;
    }
    const Advice *next = &result->advice.items[0];
    // What is late is to be done now: "Fri" would be the next one.
    int32_t today = app_today(app);
    date_relative(next->due < today ? today : next->due, today, day);
    snprintf(result->summary, sizeof result->summary, "%s. Next: %s, %s.", done, day, next->text);
}

bool app_log(App *app, const LogRequest *request, StepResult *result, Error *err)
{
    *result = (StepResult){0};
    if (request->contact_count == 0 || request->kind == INTERACTION_NONE)
        return error_set(err, ERROR_INPUT, "say with whom and what");
    LogRequest full = complete(app, request);
    bool may_come = full.kind == INTERACTION_MEETING || full.kind == INTERACTION_EVENT;
    if (!may_come && moment_day(full.at) > app_today(app))
        return error_set(err, ERROR_INPUT,
                         "that day is still to come; only a meeting or an event can be logged ahead, and "
                         "rapport followup notes what to do");
    Error hurry = {0};
    bool soon = too_soon(app, &full, &hurry);
    if (soon && !full.anyway) {
        *err = hurry;
        return false;
    }
    if (!store_begin(app->store, "log", err))
        return false;
    Interaction planned;
    interaction_init(&planned);
    if (request->planned != 0 && !store_interaction_get(app->store, request->planned, &planned, err)) {
        store_rollback(app->store);
        return false;
    }
    if (planned.id == 0 && full.kind == INTERACTION_MEETING && full.outcome != OUTCOME_NONE)
        find_planned(app, request, &planned);
    if (planned.id != 0) { // whoever was to come is told about
        full.at = planned.at;
        full.channel = planned.channel;
        full.contacts = planned.participants.items;
        full.contact_count = planned.participants.count;
    }
    describe(app, verb_of(&full), request->contacts[0], full.contact_count);
    bool fine = record(app, &full, &planned, result, err) &&
                (!soon || store_interaction_set_overridden(app->store, result->id, err)) &&
                store_commit(app->store, err);
    interaction_clear(&planned);
    if (fine) {
        bool planned_now = full.kind == INTERACTION_MEETING && full.outcome == OUTCOME_NONE;
        app_summarise(app, planned_now ? "Planned" : is_cancelled(&full) ? "Called off" : "Logged", result);
        if (planned_now)
            app_meeting_say_clash(app, result->id, result);
        return true;
    }
    store_rollback(app->store);
    step_result_clear(result);
    return false;
}

bool app_delete_interaction(App *app, int64_t interaction, Error *err)
{
    Interaction one;
    interaction_init(&one);
    bool fine = store_interaction_get(app->store, interaction, &one, err) &&
                store_begin(app->store, "delete interaction", err);
    if (fine && one.participants.count > 0)
        describe(app, "delete interaction with", one.participants.items[0], one.participants.count);
    if (fine) {
        fine = store_interaction_delete(app->store, interaction, err);
        for (size_t i = 0; fine && i < one.participants.count; i++)
            fine = app_reconcile(app, one.participants.items[i], false, NULL, err);
        fine = fine && store_commit(app->store, err);
        if (!fine)
            store_rollback(app->store);
    }
    interaction_clear(&one);
    return fine;
}

// ---- answers

// The channel they were written to over: an answer comes back the same way.
static Channel last_channel(App *app, int64_t contact)
{
    Interactions timeline = {0};
    Channel channel = CHANNEL_NONE;
    if (store_timeline(app->store, contact, 1u << INTERACTION_MESSAGE, 0, 50, &timeline, NULL) &&
        timeline.count > 0)
        channel = timeline.items[0].channel;
    store_interactions_clear(&timeline);
    return channel == CHANNEL_LINKEDIN_NOTE ? CHANNEL_LINKEDIN : channel;
}

bool app_replied(App *app, int64_t contact, Answer answer, int32_t day, const char *text, StepResult *result,
                 Error *err)
{
    LogRequest request = {.kind = INTERACTION_MESSAGE,
                          .direction = DIRECTION_IN,
                          .channel = last_channel(app, contact),
                          .occasion = OCCASION_REPLY,
                          .expects_answer = answer == ANSWER_NONE_NEEDED ? 0 : -1,
                          .answer = answer,
                          .answer_day = day,
                          .text = text,
                          .contacts = &contact,
                          .contact_count = 1};
    if (answer == ANSWER_TRY)
        request.answer_name = text;
    return app_log(app, &request, result, err);
}

bool app_settle(App *app, int64_t contact, StepResult *result, Error *err)
{
    *result = (StepResult){0};
    Interactions timeline = {0};
    int64_t last = 0;
    bool fine = store_timeline(app->store, contact, 1u << INTERACTION_MESSAGE, 0, 50, &timeline, err);
    bool open = timeline.count > 0 && timeline.items[0].direction == DIRECTION_IN &&
                timeline.items[0].expects_answer != 0;
    if (fine && open)
        last = timeline.items[0].id;
    store_interactions_clear(&timeline);
    if (!fine)
        return false;
    if (last == 0)
        return error_set(err, ERROR_INPUT,
                         "their last word is answered or settled already; there is nothing to settle");
    if (!store_begin(app->store, "settle", err))
        return false;
    describe(app, "settle with", contact, 1);
    fine = store_interaction_set_expects(app->store, last, 0, err) &&
           app_engage(app, contact, false, &result->advice, err) && store_commit(app->store, err);
    if (!fine)
        store_rollback(app->store);
    else
        app_summarise(app, "Settled, no answer needed", result);
    return fine;
}
