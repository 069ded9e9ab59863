// SPDX-License-Identifier: MIT
// The debrief: a talk is told once, and everything that follows from it is set in the same step, so that
// nothing hangs on remembering.
#include "rapport/app/debrief.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture_write.h"
#include "rapport/app/outreach.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"
#include "rapport/store/interactions.h"

enum { TIMELINE_MOST = 60 };

// ---- the talk

static bool untold(const Interaction *one)
{
    return one->kind == INTERACTION_MEETING && one->outcome == OUTCOME_NONE;
}

static bool is_talk(const Interaction *one)
{
    return one->kind == INTERACTION_CALL || one->kind == INTERACTION_EVENT || untold(one) ||
           (one->kind == INTERACTION_MEETING && one->outcome == OUTCOME_HELD);
}

bool app_debrief_talk(App *app, int64_t contact, Interaction *talk, Error *err)
{
    Interactions timeline = {0};
    int64_t found = 0;
    int32_t today = app_today(app), since = today - DEBRIEF_DAYS;
    if (!store_timeline(app->store, contact, 0, 0, TIMELINE_MOST, &timeline, err))
        return false;
    for (size_t i = 0; i < timeline.count; i++) { // the newest first
        const Interaction *one = &timeline.items[i];
        if (one->day > today || !is_talk(one))
            continue;
        if (untold(one)) {
            found = one->id;
            break;
        }
        if (found == 0 && one->day >= since)
            found = one->id;
    }
    store_interactions_clear(&timeline);
    return found == 0 || store_interaction_get(app->store, found, talk, err);
}

static bool log_now(App *app, const Debrief *debrief, Interaction *talk, Error *err)
{
    talk->kind = INTERACTION_MEETING;
    talk->channel = CHANNEL_IN_PERSON;
    talk->direction = DIRECTION_MUTUAL;
    talk->at = store_now(app->store);
    talk->day = app_today(app);
    talk->outcome = OUTCOME_HELD;
    talk->subject = str_blank(debrief->topic) ? NULL : mem_strdup(debrief->topic);
    talk->text = str_blank(debrief->learned) ? NULL : mem_strdup(debrief->learned);
    vec_push(&talk->participants, debrief->contact);
    return store_interaction_insert(app->store, talk, err);
}

static bool tell_talk(App *app, const Debrief *debrief, Interaction *talk, Error *err)
{
    if (talk->id == 0)
        return log_now(app, debrief, talk, err);
    Outcome outcome = talk->kind == INTERACTION_MEETING ? OUTCOME_HELD : talk->outcome;
    const char *learned = str_blank(debrief->learned) ? NULL : debrief->learned;
    return store_interaction_set_outcome(app->store, talk->id, outcome, learned, err) &&
           (str_blank(debrief->topic) ||
            store_interaction_set_topic(app->store, talk->id, debrief->topic, err));
}

// ---- promises

static bool add_promise(App *app, const Debrief *debrief, const DebriefPromise *said, Error *err)
{
    if (str_blank(said->text))
        return true;
    CaptureDates dates = {capture_is_date, app};
    size_t length = strlen(said->text);
    const char *date = NULL;
    capture_split_date(said->text, &dates, &length, &date);
    CapturePromise promise = {said->mine, mem_strndup(said->text, length), mem_strdup(date)};
    bool fine = capture_write_promise(app, debrief->contact, &promise, err);
    free(promise.text);
    free(promise.when);
    return fine;
}

// ---- names

// Somebody of exactly that name who is known already; false when there are several.
static bool find_named(App *app, const char *name, int64_t *found, Error *err)
{
    ContactIds ids = {0};
    size_t same = 0;
    bool fine = store_contact_resolve(app->store, name, false, &ids, err);
    for (size_t i = 0; fine && i < ids.count; i++) {
        char *known = store_contact_name(app->store, ids.items[i]);
        if (str_equal_nocase(known, name)) {
            *found = ids.items[i];
            same++;
        }
        free(known);
    }
    vec_clear(&ids);
    if (fine && same > 1)
        return error_set(err, ERROR_INPUT,
                         "there are %zu people called %s; add an e-mail address to say which", same, name);
    return fine;
}

static bool add_named(App *app, const Debrief *debrief, const char *giver, Capture *capture, Error *err)
{
    int64_t existing = capture_find(app, capture), id = 0;
    if (existing == 0 && !find_named(app, capture->name, &existing, err))
        return false;
    if (existing != 0 && (existing == debrief->contact || existing == store_me(app->store)))
        return error_set(err, ERROR_INPUT, "%s took part in the talk; whom did they name?", capture->name);
    if (existing == 0) {
        capture->how = capture->how == HOW_NONE ? HOW_INTRODUCED : capture->how;
        capture->degree = capture->degree < 0 ? 2 : capture->degree;
        if (capture->introduced_by == NULL)
            capture->introduced_by = mem_strdup(giver);
    }
    return capture_write(app, capture, existing, &id, NULL, err) &&
           store_tie_add(app->store, debrief->contact, id, existing == 0 ? "introduced" : "knows", NULL, err);
}

static bool add_names(App *app, const Debrief *debrief, Error *err)
{
    char *giver = store_contact_name(app->store, debrief->contact);
    CaptureDates dates = {capture_is_date, app};
    bool fine = true;
    for (size_t i = 0; fine && i < debrief->name_count; i++) {
        Capture capture;
        if (str_blank(debrief->names[i]))
            continue;
        fine = capture_line(debrief->names[i], &dates, &capture, err);
        if (!fine)
            break;
        fine = add_named(app, debrief, giver, &capture, err);
        capture_clear(&capture);
    }
    free(giver);
    return fine;
}

// ---- all of it

static bool says_nothing(const Debrief *debrief)
{
    return str_blank(debrief->topic) && str_blank(debrief->learned) && debrief->hook_count == 0 &&
           debrief->promise_count == 0 && debrief->name_count == 0;
}

static bool write_debrief(App *app, const Debrief *debrief, Interaction *talk, AdviceList *advice, Error *err)
{
    bool fine =
        tell_talk(app, debrief, talk, err) && store_contact_set_degree(app->store, debrief->contact, 1, err);
    for (size_t i = 0; fine && i < debrief->hook_count; i++)
        fine = str_blank(debrief->hooks[i]) ||
               store_hook_add(app->store, debrief->contact, debrief->hooks[i], talk->id, err);
    for (size_t i = 0; fine && i < debrief->promise_count; i++)
        fine = add_promise(app, debrief, &debrief->promises[i], err);
    fine = fine && add_names(app, debrief, err);
    // Whoever else was there met too.
    for (size_t i = 0; fine && i < talk->participants.count; i++)
        if (talk->participants.items[i] != debrief->contact)
            fine = app_engage(app, talk->participants.items[i], true, NULL, err);
    return fine && app_engage(app, debrief->contact, true, advice, err) &&
           app_reconcile_introductions(app, debrief->contact, err);
}

bool app_debrief(App *app, const Debrief *debrief, StepResult *result, Error *err)
{
    *result = (StepResult){0};
    if (debrief->contact == store_me(app->store))
        return error_set(err, ERROR_INPUT, "that is you; say whom you met");
    if (says_nothing(debrief))
        return error_set(err, ERROR_INPUT,
                         "say what the talk brought: what you learned, a reason to write, a "
                         "promise or a name");
    Interaction talk;
    interaction_init(&talk);
    char *name = store_contact_name(app->store, debrief->contact);
    char *what = str_format("debrief with %s", name);
    bool fine = app_debrief_talk(app, debrief->contact, &talk, err) && store_begin(app->store, what, err);
    if (fine) {
        store_describe(app->store, what, debrief->contact);
        fine = write_debrief(app, debrief, &talk, &result->advice, err) && store_commit(app->store, err);
        if (!fine)
            store_rollback(app->store);
    }
    result->id = talk.id;
    snprintf(result->summary, sizeof result->summary, "Kept what the talk with %s brought.", name);
    interaction_clear(&talk);
    free(what);
    free(name);
    if (!fine)
        step_result_clear(result);
    return fine;
}

Occasion debrief_message(const AdviceList *advice, int32_t today)
{
    for (size_t i = 0; i < advice->count; i++) {
        const Advice *one = &advice->items[i];
        bool of_talk = strcmp(one->rule, "thank") == 0 || strcmp(one->rule, "met") == 0 ||
                       strcmp(one->rule, "reply") == 0;
        if (of_talk && one->earliest <= today + 1)
            return one->occasion;
    }
    return OCCASION_NONE;
}
