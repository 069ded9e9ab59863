// SPDX-License-Identifier: MIT
// Drafts: made from a template, saved as typed, changed, planned and discarded.
#include "rapport/app/drafts.h"

#include <stdio.h>
#include <stdlib.h>

#include "draft_choice.h"
#include "rapport/app/sending.h"
#include "rapport/base/mem.h"
#include "rapport/store/contacts.h"
#include "rapport/store/followups.h"

// ---- making

// Within a transaction.
static bool put_draft(App *app, const DraftRequest *request, Draft *draft, Error *err)
{
    for (size_t i = 0; i < request->contact_count; i++)
        vec_push(&draft->recipients, request->contacts[i]);
    draft->created_utc = store_now(app->store).utc;
    draft->state = DRAFT_OPEN;
    draft->planned_day = CIVIL_NONE;
    bool fine = store_draft_insert(app->store, draft, err);
    for (size_t i = 0; fine && i < request->contact_count; i++)
        fine = app_engage(app, request->contacts[i], false, NULL, err);
    return fine;
}

static bool insert_draft(App *app, const DraftRequest *request, Draft *draft, Error *err)
{
    char *name = store_contact_name(app->store, request->contacts[0]);
    char *what = str_format("draft to %s", name);
    bool fine = store_begin(app->store, what, err);
    if (fine) {
        store_describe(app->store, what, request->contacts[0]);
        fine = put_draft(app, request, draft, err) && store_commit(app->store, err);
        if (!fine)
            store_rollback(app->store);
    }
    free(what);
    free(name);
    return fine;
}

// A mail that goes on in a thread has the thread's subject.
static void take_thread_subject(App *app, int64_t contact, Channel channel, Occasion occasion, Str *subject)
{
    bool mail = contact != 0 && channel == CHANNEL_EMAIL;
    char *known = mail ? app_thread_subject(app, contact, occasion) : NULL;
    if (known != NULL) {
        str_truncate(subject, 0);
        str_append(subject, known);
    }
    free(known);
}

// The draft as it would be made, with the template's name; nothing is written.
static bool write_draft(App *app, const DraftRequest *request, Draft *draft, Error *err)
{
    int64_t first = request->contacts[0];
    Occasion occasion =
        request->occasion != OCCASION_NONE ? request->occasion : app_advised_occasion(app, first);
    Channel channel = request->channel != CHANNEL_NONE ? request->channel : app_reachable_channel(app, first);
    Template template = {0};
    Str subject = STR_INIT, text = STR_INIT;
    bool fine = draft_pick_template(app, request, occasion, channel, &template, err);
    if (fine && template.id != 0) {
        // A template that was named brings its channel along; it was written for it.
        if (request->channel == CHANNEL_NONE && !str_blank(request->template_name) &&
            template.channel != CHANNEL_NONE)
            channel = template.channel;
        occasion = template.occasion != OCCASION_NONE ? template.occasion : occasion;
        fine = app_fill_two(app, first, draft_second(request->contacts, request->contact_count),
                            template.subject, template.text, &subject, &text, err);
    }
    if (fine) {
        take_thread_subject(app, first, channel, occasion, &subject);
        draft->template_id = template.id;
        draft->template_version = template.version;
        draft->template_name = template.name != NULL ? mem_strdup(template.name) : NULL;
        draft->channel = channel;
        draft->occasion = occasion;
        draft->subject = str_take(&subject);
        draft->text = str_take(&text);
    }
    template_clear(&template);
    str_clear(&subject);
    str_clear(&text);
    return fine;
}

bool app_draft_new(App *app, const DraftRequest *request, StepResult *result, Error *err)
{
    *result = (StepResult){0};
    if (request->contact_count == 0)
        return error_set(err, ERROR_INPUT, "say to whom");
    Draft draft = {0};
    bool fine = write_draft(app, request, &draft, err) && insert_draft(app, request, &draft, err);
    if (fine) {
        const char *name = draft.template_name;
        result->id = draft.id;
        snprintf(result->summary, sizeof result->summary, "Draft made%s%s.", name != NULL ? " from " : "",
                 name != NULL ? name : "");
    }
    draft_clear(&draft);
    return fine;
}

static bool write_one_of(App *app, const DraftRequest *all, size_t place, ContactIds *made, Error *err)
{
    DraftRequest request = *all;
    Draft draft = {0};
    request.contacts = &all->contacts[place];
    request.contact_count = 1;
    bool fine = write_draft(app, &request, &draft, err) && put_draft(app, &request, &draft, err);
    if (fine)
        vec_push(made, draft.id);
    draft_clear(&draft);
    return fine && app_pace(app, place + 1, all->contact_count, err);
}

bool app_drafts_new(App *app, const DraftRequest *request, ContactIds *made, Error *err)
{
    char *what = str_format("drafts to %zu people", request->contact_count);
    bool fine = store_begin(app->store, what, err);
    free(what);
    if (!fine)
        return false;
    for (size_t i = 0; fine && i < request->contact_count; i++)
        fine = write_one_of(app, request, i, made, err);
    if (fine && store_commit(app->store, err))
        return true;
    store_rollback(app->store);
    made->count = 0;
    return false;
}

// ---- changing

static bool step(App *app, const char *verb, int64_t id,
                 bool (*change)(Store *store, int64_t id, int value, Error *err), int value, Error *err)
{
    Draft draft = {0};
    bool fine = store_draft_get(app->store, id, &draft, err) && store_begin(app->store, verb, err);
    if (fine) {
        char *what = str_format("%s to %s", verb, draft.recipient_names);
        store_describe(app->store, what, draft.recipients.count > 0 ? draft.recipients.items[0] : 0);
        free(what);
        fine = change(app->store, id, value, err) && store_commit(app->store, err);
        if (!fine)
            store_rollback(app->store);
    }
    draft_clear(&draft);
    return fine;
}

static bool set_state(Store *store, int64_t id, int value, Error *err)
{
    return store_draft_set_state(store, id, (DraftState)value, err);
}

static bool set_channel(Store *store, int64_t id, int value, Error *err)
{
    return store_draft_set_channel(store, id, (Channel)value, err);
}

bool app_draft_discard(App *app, int64_t draft, Error *err)
{
    return step(app, "discard draft", draft, set_state, DRAFT_DISCARDED, err);
}

bool app_drafts_discard(App *app, const int64_t *drafts, size_t count, Error *err)
{
    char *what = str_format("discard %zu drafts", count);
    bool fine = store_begin(app->store, what, err);
    free(what);
    if (!fine)
        return false;
    for (size_t i = 0; fine && i < count; i++)
        fine = set_state(app->store, drafts[i], DRAFT_DISCARDED, err) && app_pace(app, i + 1, count, err);
    if (fine && store_commit(app->store, err))
        return true;
    store_rollback(app->store);
    return false;
}

bool app_draft_channel(App *app, int64_t draft, Channel channel, Error *err)
{
    return step(app, "change channel of draft", draft, set_channel, (int)channel, err);
}

static bool switch_recipient(App *app, const Draft *draft, int64_t contact, Error *err)
{
    for (size_t i = 0; i < draft->recipients.count; i++)
        if (draft->recipients.items[i] == contact)
            return draft->recipients.count > 1
                       ? store_draft_recipient_remove(app->store, draft->id, contact, err)
                       : error_set(err, ERROR_INPUT, "%s is the only recipient", draft->recipient_names);
    return store_draft_recipient_add(app->store, draft->id, contact, err) &&
           app_engage(app, contact, false, NULL, err);
}

bool app_draft_recipient(App *app, int64_t id, int64_t contact, Error *err)
{
    Draft draft = {0};
    bool fine =
        store_draft_get(app->store, id, &draft, err) && store_begin(app->store, "change recipients", err);
    if (fine) {
        char *what = str_format("change whom the draft to %s goes to", draft.recipient_names);
        store_describe(app->store, what, contact);
        free(what);
        fine = switch_recipient(app, &draft, contact, err) && store_commit(app->store, err);
        if (!fine)
            store_rollback(app->store);
    }
    draft_clear(&draft);
    return fine;
}

bool app_draft_template(App *app, int64_t id, const char *name, Str *subject, Str *text, Error *err)
{
    Draft draft = {0};
    Template template = {0};
    int64_t first = 0;
    bool fine = store_draft_get(app->store, id, &draft, err);
    if (fine && draft.recipients.count > 0)
        first = draft.recipients.items[0];
    fine = fine && store_template_get(app->store, name, &template, err) &&
           app_fill_two(app, first, draft_second(draft.recipients.items, draft.recipients.count),
                        template.subject, template.text, subject, text, err) &&
           store_begin(app->store, "change template of draft", err);
    if (fine) {
        Occasion occasion = template.occasion != OCCASION_NONE ? template.occasion : draft.occasion;
        take_thread_subject(app, first, draft.channel, occasion, subject);
        fine = store_draft_set_template(app->store, id, template.id, template.version, occasion, err) &&
               store_commit(app->store, err);
        if (!fine)
            store_rollback(app->store);
    }
    template_clear(&template);
    draft_clear(&draft);
    return fine;
}

static bool write_plan(App *app, const Draft *draft, int32_t day, StepResult *result, Error *err)
{
    Followup row;
    followup_init(&row);
    row.contact = draft->recipients.count > 0 ? draft->recipients.items[0] : 0;
    row.day = day;
    row.minute = -1;
    row.origin = ORIGIN_HAND;
    row.text = str_format("send the draft to %s", draft->recipient_names);
    bool fine = store_draft_set_planned(app->store, draft->id, day, err) &&
                store_followup_insert(app->store, &row, err) &&
                (row.contact == 0 || app_engage(app, row.contact, true, &result->advice, err)) &&
                store_commit(app->store, err);
    result->id = row.id;
    followup_clear(&row);
    return fine;
}

bool app_draft_plan(App *app, int64_t id, int32_t day, StepResult *result, Error *err)
{
    *result = (StepResult){0};
    Draft draft = {0};
    bool fine = store_draft_get(app->store, id, &draft, err) && store_begin(app->store, "plan draft", err);
    if (fine) {
        char *what = str_format("plan draft to %s", draft.recipient_names);
        store_describe(app->store, what, draft.recipients.count > 0 ? draft.recipients.items[0] : 0);
        free(what);
        fine = write_plan(app, &draft, day, result, err);
        if (!fine)
            store_rollback(app->store);
    }
    char text[DATE_TEXT_SIZE];
    if (fine)
        snprintf(result->summary, sizeof result->summary, "Planned: a follow-up on %s will say so.",
                 date_short(day, app_today(app), true, text));
    else
        step_result_clear(result);
    draft_clear(&draft);
    return fine;
}

// The text of somebody who lost the race to save becomes a draft of its own: no keystroke is lost.
static bool save_copy(App *app, int64_t id, const char *subject, const char *text, int64_t *copy, Error *err)
{
    Draft original = {0};
    bool fine = store_draft_get(app->store, id, &original, err);
    if (fine) {
        Draft other = {.channel = original.channel,
                       .occasion = original.occasion,
                       .template_id = original.template_id,
                       .template_version = original.template_version,
                       .subject = mem_strdup(subject),
                       .text = mem_strdup(text)};
        DraftRequest request = {.contacts = original.recipients.items,
                                .contact_count = original.recipients.count};
        fine = insert_draft(app, &request, &other, err);
        *copy = other.id;
        draft_clear(&other);
    }
    draft_clear(&original);
    return fine;
}

bool app_draft_save(App *app, int64_t draft, int64_t *rev, const char *subject, const char *text,
                    const void *undo_log, size_t undo_length, int64_t *copy, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    *copy = 0;
    if (store_draft_save_text(app->store, draft, rev, subject, text, undo_log, undo_length, err))
        return true;
    return err->kind == ERROR_CONFLICT && save_copy(app, draft, subject, text, copy, err);
}
