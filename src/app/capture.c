// SPDX-License-Identifier: MIT
// Quick add: a line becomes a contact with all that it says: company, school, how you met, promises, tags.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture_write.h"
#include "rapport/app/contacts.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/names.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"

void add_result_clear(AddResult *result)
{
    free(result->understood);
    step_result_clear(&result->step);
    *result = (AddResult){0};
}

bool capture_is_date(void *self, const char *text)
{
    DateContext context = app_date_context(self, false);
    DateValue value;
    return date_parse(text, &context, &value, NULL);
}

// ---- who it is

int64_t capture_find(App *app, const Capture *capture)
{
    ContactIds ids = {0};
    const struct {
        ReachKind kind;
        const CaptureTexts *values;
    } sources[] = {{REACH_EMAIL, &capture->emails}, {REACH_LINK, &capture->links}};
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < sources[i].values->count && ids.count == 0; j++) {
            char *fold = store_reach_fold(sources[i].kind, sources[i].values->items[j]);
            store_contacts_by_reach(app->store, sources[i].kind, fold, &ids, NULL);
            free(fold);
        }
    int64_t found = ids.count > 0 ? ids.items[0] : 0;
    vec_clear(&ids);
    return found;
}

static void fill(char **field, const char *value)
{
    if (*field == NULL && !str_blank(value))
        *field = mem_strdup(value);
}

static void fill_contact(App *app, Contact *contact, const Capture *capture)
{
    fill(&contact->nickname, capture->nickname);
    fill(&contact->pronouns, capture->pronouns);
    fill(&contact->headline, capture->title);
    fill(&contact->city, capture->city);
    fill(&contact->met_where, capture->met_where);
    fill(&contact->introduced_by, capture->introduced_by);
    if (contact->how == HOW_NONE)
        contact->how = capture->how != HOW_NONE         ? capture->how
                       : capture->introduced_by != NULL ? HOW_INTRODUCED
                                                        : HOW_NONE;
    contact->card = contact->card || capture->card;
    bool met = capture->how == HOW_EVENT || capture->how == HOW_CHANCE;
    int degree = capture->degree > 0 ? capture->degree : met ? 1 : -1;
    if (degree > 0 && (contact->degree < 0 || degree < contact->degree))
        contact->degree = degree;
    if (contact->met_day == CIVIL_NONE && capture->met_when != NULL) {
        DateContext context = app_date_context(app, true);
        DateValue when;
        if (date_parse(capture->met_when, &context, &when, NULL))
            contact->met_day = when.day;
    }
    if (contact->met_day == CIVIL_NONE && met)
        contact->met_day = app_today(app);
    contact->active = true;
    // What was not understood is kept, never lost.
    if (capture->note != NULL) {
        char *about = contact->about == NULL ? mem_strdup(capture->note)
                                             : str_format("%s\n%s", contact->about, capture->note);
        free(contact->about);
        contact->about = about;
    }
}

static bool write_contact(App *app, const Capture *capture, int64_t existing, int64_t *id, Error *err)
{
    Contact contact;
    contact_init(&contact);
    bool fine = true;
    if (existing != 0) {
        fine = store_contact_get(app->store, existing, false, &contact, err);
    } else {
        Str given = STR_INIT, family = STR_INIT;
        name_split(capture->name, &given, &family);
        contact.name = mem_strdup(capture->name);
        contact.given = str_take(&given);
        contact.family = str_take(&family);
        contact.stage = STAGE_SPOTTED;
    }
    if (fine) {
        fill_contact(app, &contact, capture);
        fine = existing != 0 ? store_contact_update(app->store, &contact, err)
                             : store_contact_insert(app->store, &contact, err);
    }
    *id = contact.id;
    contact_clear(&contact);
    return fine;
}

// ---- what hangs on it

static bool add_reaches(App *app, int64_t contact, ReachKind kind, const CaptureTexts *values, Error *err)
{
    for (size_t i = 0; i < values->count; i++)
        if (!store_reach_add(app->store, contact, kind, values->items[i], NULL, NULL, err))
            return false;
    return true;
}

bool capture_write_promise(App *app, int64_t contact, const CapturePromise *promise, Error *err)
{
    DateContext context = app_date_context(app, false);
    DateValue when = {.day = calendar_roll(&app->calendar, app_today(app) + 2), .minute = -1};
    if (promise->when != NULL && !date_parse(promise->when, &context, &when, err))
        return error_prefix(err, "promise \"%s\"", promise->text);
    Followup row;
    followup_init(&row);
    row.contact = contact;
    row.day = when.day;
    row.minute = when.minute;
    row.text = mem_strdup(promise->text);
    row.origin = promise->mine ? ORIGIN_MY_PROMISE : ORIGIN_THEIR_PROMISE;
    if (!promise->mine) {
        row.earliest = when.day;
        row.day = calendar_roll(&app->calendar, when.day + app->timing.their_promise_grace);
    }
    bool fine = store_followup_insert(app->store, &row, err);
    followup_clear(&row);
    return fine;
}

// Having met at an event is an interaction: the rules follow it up.
static bool add_meeting(App *app, int64_t contact, const Capture *capture, Error *err)
{
    if (capture->how != HOW_EVENT || str_blank(capture->met_where))
        return true;
    Interaction one;
    interaction_init(&one);
    one.kind = INTERACTION_EVENT;
    one.channel = CHANNEL_IN_PERSON;
    one.direction = DIRECTION_MUTUAL;
    one.at = store_now(app->store);
    one.event_name = mem_strdup(capture->met_where);
    one.day = app_today(app);
    DateContext context = app_date_context(app, true);
    DateValue when;
    if (capture->met_when != NULL && date_parse(capture->met_when, &context, &when, NULL)) {
        one.at = clock_moment(when.day, when.minute >= 0 ? when.minute : 12 * 60);
        one.day = when.day;
    }
    Str text = STR_INIT;
    for (size_t i = 0; i < capture->interests.count; i++)
        str_appendf(&text, "%s%s", i > 0 ? ", " : "", capture->interests.items[i]);
    one.text = text.length > 0 ? str_take(&text) : NULL;
    vec_push(&one.participants, contact);
    bool fine = store_interaction_insert(app->store, &one, err);
    interaction_clear(&one);
    str_clear(&text);
    return fine;
}

static bool add_rest(App *app, int64_t contact, const Capture *capture, Error *err)
{
    bool fine = add_reaches(app, contact, REACH_EMAIL, &capture->emails, err) &&
                add_reaches(app, contact, REACH_PHONE, &capture->phones, err) &&
                add_reaches(app, contact, REACH_LINK, &capture->links, err);
    if (fine && capture->company != NULL)
        fine =
            store_role_set(app->store, contact, ORGANISATION_COMPANY, capture->company, capture->title, err);
    if (fine && capture->school != NULL)
        fine = store_role_set(app->store, contact, ORGANISATION_SCHOOL, capture->school, NULL, err);
    for (size_t i = 0; fine && i < capture->tags.count; i++)
        fine = store_tag_add(app->store, contact, capture->tags.items[i], err);
    for (size_t i = 0; fine && i < capture->interests.count; i++)
        fine = store_hook_add(app->store, contact, capture->interests.items[i], 0, err);
    for (size_t i = 0; fine && i < capture->promises.count; i++)
        fine = capture_write_promise(app, contact, &capture->promises.items[i], err);
    return fine && add_meeting(app, contact, capture, err);
}

bool capture_write(App *app, const Capture *capture, int64_t existing, int64_t *id, AdviceList *advice,
                   Error *err)
{
    return write_contact(app, capture, existing, id, err) && add_rest(app, *id, capture, err) &&
           app_engage(app, *id, true, advice, err);
}

bool app_add(App *app, const char *line, AddResult *result, Error *err)
{
    *result = (AddResult){0};
    Capture capture;
    CaptureDates dates = {capture_is_date, app};
    if (!capture_line(line, &dates, &capture, err))
        return false;
    char *what = str_format("add %s", capture.name);
    bool fine = store_begin(app->store, what, err);
    if (fine) {
        int64_t existing = capture_find(app, &capture);
        result->existed = existing != 0;
        fine = capture_write(app, &capture, existing, &result->contact, &result->step.advice, err);
        store_describe(app->store, what, result->contact);
        fine = fine && store_commit(app->store, err);
        if (!fine)
            store_rollback(app->store);
    }
    Str understood = STR_INIT;
    capture_describe(&capture, &understood);
    result->understood = str_take(&understood);
    result->step.id = result->contact;
    snprintf(result->step.summary, sizeof result->step.summary, "%s %s.",
             result->existed ? "Added to" : "Added", capture.name);
    free(what);
    capture_clear(&capture);
    if (!fine)
        add_result_clear(result);
    return fine;
}

// ---- several at once

static bool read_lines(const char *text, const CaptureDates *dates, CaptureList *list, Error *err)
{
    char *copy = mem_strdup(text), *rest = copy;
    bool fine = true;
    int number = 0;
    for (char *line; fine && (line = strsep(&rest, "\n")) != NULL;) {
        number++;
        if (str_blank(line))
            continue;
        Capture capture;
        fine = capture_line(line, dates, &capture, err);
        if (fine)
            vec_push(list, capture);
        else if (err != NULL)
            err->line = number;
    }
    free(copy);
    if (!fine)
        error_prefix(err, "line %d", number);
    return fine;
}

bool app_add_lines(App *app, const char *text, bool pasted_profiles, ContactIds *added, Error *err)
{
    CaptureList list = {0};
    CaptureDates dates = {capture_is_date, app};
    bool fine = pasted_profiles ? capture_paste(text, &dates, &list, NULL, err)
                                : read_lines(text, &dates, &list, err);
    if (fine && list.count == 0)
        fine = error_set(err, ERROR_INPUT, "there is nobody in that text");
    if (fine) {
        char *what = str_format("add %zu contacts", list.count);
        fine = store_begin(app->store, what, err);
        free(what);
    }
    for (size_t i = 0; fine && i < list.count; i++) {
        int64_t id = 0;
        fine = capture_write(app, &list.items[i], capture_find(app, &list.items[i]), &id, NULL, err);
        if (fine)
            vec_push(added, id);
    }
    fine = fine && store_commit(app->store, err);
    if (!fine)
        store_rollback(app->store);
    capture_list_clear(&list);
    return fine;
}
