// SPDX-License-Identifier: MIT
// Planned meetings: a plan that changes stays the same meeting, so that nobody reads it as one that fell
// through; only what is called off counts as that.
#include "rapport/app/meetings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/outreach.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/store/contacts.h"
#include "rapport/store/interactions.h"
#include "rapport/store/meetings.h"

enum { NOON = 12 * 60, DAY_MOST = 1000, NAME_MOST = 80 };

const char *app_meeting_topic(const char *subject, const char *text, size_t *length)
{
    const char *topic = !str_blank(subject) ? subject : !str_blank(text) ? text : "";
    *length = strcspn(topic, "\n");
    return topic;
}

void app_meeting_describe(const Meeting *meeting, Str *out)
{
    size_t length;
    const char *topic = app_meeting_topic(meeting->subject, meeting->text, &length);
    if (length > 0)
        str_append_n(out, topic, length);
    else
        str_append(out, "meeting");
    if (meeting->people > 1)
        str_appendf(out, ", and %d more", meeting->people - 1);
    if (!str_blank(meeting->place))
        str_appendf(out, ", %s", meeting->place);
    if (meeting->length > 0)
        str_appendf(out, ", %dm", meeting->length);
    if (meeting->minute < 0)
        str_append(out, ", no time said");
}

const char *app_meeting_when(const Meeting *meeting, int32_t today, char text[DATE_TEXT_SIZE])
{
    date_due(meeting->day, meeting->minute, today, text);
    size_t used = strlen(text);
    if (meeting->day > today && meeting->minute >= 0)
        snprintf(text + used, DATE_TEXT_SIZE - used, " %02d:%02d", meeting->minute / 60,
                 meeting->minute % 60);
    return text;
}

// ---- clashes

static const Meeting *find(const Meetings *list, int64_t id)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].id == id)
            return &list->items[i];
    return NULL;
}

// Behind the first sentence: what comes next may be cut where there is little room.
static void say_soon(StepResult *result, const Meeting *other)
{
    const char *end = strstr(result->summary, ". ");
    size_t at = end != NULL ? (size_t)(end + 1 - result->summary) : strlen(result->summary);
    char *rest = mem_strdup(result->summary + at);
    snprintf(result->summary + at, sizeof result->summary - at, " At the same time: %.*s, %02d:%02d.%s",
             (int)utf8_cut(other->name, strlen(other->name), NAME_MOST), other->name, other->minute / 60,
             other->minute % 60, rest);
    free(rest);
}

void app_meeting_say_clash(App *app, int64_t id, StepResult *result)
{
    Meetings day = {0};
    Interaction one;
    interaction_init(&one);
    if (store_interaction_get(app->store, id, &one, NULL) && one.day >= app_today(app))
        store_meetings_between(app->store, one.day, one.day, DAY_MOST, &day, NULL);
    const Meeting *meeting = find(&day, id);
    for (size_t i = 0; meeting != NULL && i < day.count; i++) {
        const Meeting *other = &day.items[i];
        if (other == meeting || !meetings_overlap(meeting, other))
            continue;
        say_soon(result, other);
        break;
    }
    interaction_clear(&one);
    meetings_clear(&day);
}

// ---- one of them

// What is to become of a meeting, from what it is.
typedef MeetingChange (*Wish)(const Interaction *meeting, const void *how);

typedef struct Step {
    App *app;
    Wish wish;
    const void *how;
    StepResult *result;
} Step;

static bool load_planned(App *app, int64_t id, Interaction *meeting, Error *err)
{
    if (!store_interaction_get(app->store, id, meeting, err))
        return false;
    if (meeting->kind != INTERACTION_MEETING)
        return error_set(err, ERROR_INPUT, "only a meeting can be moved; what happened stays where it was");
    if (meeting->outcome == OUTCOME_NONE)
        return true;
    char day[DATE_TEXT_SIZE];
    return error_set(err, ERROR_INPUT, "the meeting of %s was %s; only a planned one can be changed",
                     date_short(meeting->day, app_today(app), false, day),
                     meeting->outcome == OUTCOME_HELD ? "held" : "called off");
}

static bool write_words(App *app, const Interaction *meeting, const char *topic, Error *err)
{
    size_t length;
    const char *now = app_meeting_topic(meeting->subject, meeting->text, &length);
    if (topic == NULL)
        return true;
    if (strlen(topic) == length && strncmp(topic, now, length) == 0)
        return true;
    // The line that is shown is the one that changes; notes below it stay.
    if (!str_blank(meeting->subject) || str_blank(meeting->text))
        return store_interaction_set_words(app->store, meeting->id, topic, meeting->text, err);
    char *text = str_format("%s%s", topic, now + length);
    bool fine = store_interaction_set_words(app->store, meeting->id, NULL, text, err);
    free(text);
    return fine;
}

static bool write_change(App *app, const Interaction *meeting, const MeetingChange *change, Error *err)
{
    bool timed = change->minute >= 0;
    if (change->length > 0 && !timed)
        return error_set(err, ERROR_INPUT, "how long it takes goes with a time: 14:00 45m");
    Moment at = clock_moment(change->day, timed ? change->minute : NOON);
    return store_interaction_set_time(app->store, meeting->id, at, timed ? change->length : MINUTES_ALL_DAY,
                                      str_blank(change->place) ? NULL : change->place, err) &&
           write_words(app, meeting, change->topic, err);
}

static bool change_one(Step *step, int64_t id, bool first, Error *err)
{
    App *app = step->app;
    Interaction meeting;
    interaction_init(&meeting);
    bool fine = load_planned(app, id, &meeting, err);
    if (fine) {
        MeetingChange change = step->wish(&meeting, step->how);
        fine = write_change(app, &meeting, &change, err);
    }
    for (size_t i = 0; fine && i < meeting.participants.count; i++)
        fine = app_reconcile(app, meeting.participants.items[i], false,
                             first && i == 0 ? &step->result->advice : NULL, err);
    interaction_clear(&meeting);
    return fine;
}

// ---- as one step

static void say_where(App *app, int64_t id, size_t count, StepResult *result)
{
    Interaction meeting;
    char day[DATE_TEXT_SIZE];
    interaction_init(&meeting);
    if (store_interaction_get(app->store, id, &meeting, NULL))
        snprintf(result->summary, sizeof result->summary, "%s %s.",
                 count > 1 ? "Meetings, the first now" : "The meeting is",
                 date_preview(meeting.day, interaction_minute(&meeting), app_today(app), day));
    interaction_clear(&meeting);
    app_meeting_say_clash(app, id, result);
}

static int64_t first_person(App *app, int64_t id)
{
    Interaction meeting;
    interaction_init(&meeting);
    store_interaction_get(app->store, id, &meeting, NULL);
    int64_t person = meeting.participants.count > 0 ? meeting.participants.items[0] : 0;
    interaction_clear(&meeting);
    return person;
}

static bool run(Step *step, const char *verb, const int64_t *ids, size_t count, Error *err)
{
    App *app = step->app;
    *step->result = (StepResult){.id = count > 0 ? ids[0] : 0};
    if (count == 0)
        return error_set(err, ERROR_INPUT, "no meeting is chosen");
    if (!store_begin(app->store, verb, err))
        return false;
    int64_t person = first_person(app, ids[0]);
    char *name = store_contact_name(app->store, person);
    char *what =
        count > 1 ? str_format("%s %zu meetings", verb, count) : str_format("%s meeting with %s", verb, name);
    bool fine = true;
    store_describe(app->store, what, person);
    for (size_t i = 0; fine && i < count; i++)
        fine = change_one(step, ids[i], i == 0, err) && app_pace(app, i + 1, count, err);
    fine = fine && store_commit(app->store, err);
    if (fine) {
        say_where(app, ids[0], count, step->result);
    } else {
        store_rollback(app->store);
        step_result_clear(step->result);
    }
    free(what);
    free(name);
    return fine;
}

static MeetingChange as_it_is(const Interaction *meeting)
{
    return (MeetingChange){.day = meeting->day,
                           .minute = interaction_minute(meeting),
                           .length = meeting->minutes > 0 ? meeting->minutes : 0,
                           .place = meeting->place};
}

static MeetingChange as_said(const Interaction *meeting, const void *how)
{
    return (void)meeting, *(const MeetingChange *)how;
}

bool app_meeting_change(App *app, int64_t id, const MeetingChange *change, StepResult *result, Error *err)
{
    Step step = {app, as_said, change, result};
    return run(&step, "change", &id, 1, err);
}

static MeetingChange days_on(const Interaction *meeting, const void *how)
{
    MeetingChange change = as_it_is(meeting);
    change.day += *(const int *)how;
    return change;
}

bool app_meetings_shift(App *app, const int64_t *ids, size_t count, int days, StepResult *result, Error *err)
{
    Step step = {app, days_on, &days, result};
    return run(&step, "move", ids, count, err);
}

static MeetingChange to_when(const Interaction *meeting, const void *how)
{
    const MeetingChange *to = how;
    MeetingChange change = as_it_is(meeting);
    change.day = to->day;
    change.minute = to->minute >= 0 ? to->minute : change.minute;
    return change;
}

bool app_meetings_move(App *app, const int64_t *ids, size_t count, int32_t day, int minute,
                       StepResult *result, Error *err)
{
    MeetingChange to = {.day = day, .minute = minute};
    Step step = {app, to_when, &to, result};
    return run(&step, "move", ids, count, err);
}

bool app_meeting_tell(App *app, int64_t id, Outcome outcome, StepResult *result, Error *err)
{
    Interaction meeting;
    *result = (StepResult){0};
    interaction_init(&meeting);
    bool fine = load_planned(app, id, &meeting, err);
    if (fine && outcome == OUTCOME_HELD && meeting.day > app_today(app))
        fine = error_set(err, ERROR_INPUT, "that meeting is still to come");
    LogRequest request = {.kind = INTERACTION_MEETING,
                          .outcome = outcome,
                          .planned = id,
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .moved_day = CIVIL_NONE,
                          .contacts = meeting.participants.items,
                          .contact_count = meeting.participants.count};
    fine = fine && app_log(app, &request, result, err);
    interaction_clear(&meeting);
    return fine;
}
