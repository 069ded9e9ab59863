// SPDX-License-Identifier: MIT
// Drafts: made from a template, saved as typed, marked sent. Nothing here sends anything.
#include "rapport/app/drafts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/outreach.h"
#include "rapport/app/sending.h"
#include "rapport/app/settings.h"
#include "rapport/base/civil.h"
#include "rapport/base/mem.h"
#include "rapport/core/channel.h"
#include "rapport/core/template.h"
#include "rapport/store/contacts.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "rapport/store/ties.h"

// ---- choosing

// Of the first line that asks for a message: by now, else at all.
static Occasion first_occasion(const AdviceList *advice, int32_t by)
{
    for (size_t i = 0; i < advice->count; i++)
        if (advice->items[i].earliest <= by && advice->items[i].occasion != OCCASION_NONE)
            return advice->items[i].occasion;
    return OCCASION_NONE;
}

// What the rules advise to write; else a nudge while an answer is out, what comes next, a word before a
// meeting, a first request, an update.
Occasion app_advised_occasion(App *app, int64_t contact)
{
    AdviceList advice = {0};
    TimingFacts facts;
    Occasion occasion = OCCASION_NONE;
    if (app_advise(app, contact, &advice, &facts, NULL)) {
        occasion = first_occasion(&advice, app_today(app));
        if (occasion == OCCASION_NONE && facts.waiting_since != CIVIL_NONE)
            occasion = OCCASION_NUDGE; // it may come too soon, but nothing else fits
        if (occasion == OCCASION_NONE) // what comes next
            occasion = first_occasion(&advice, INT32_MAX);
        if (occasion == OCCASION_NONE && facts.stage == STAGE_SCHEDULED)
            occasion = OCCASION_CONFIRM;
        if (occasion == OCCASION_NONE)
            occasion = facts.last_in_day == CIVIL_NONE && facts.last_out_day == CIVIL_NONE ? OCCASION_REQUEST
                                                                                           : OCCASION_UPDATE;
    }
    vec_clear(&advice);
    return occasion != OCCASION_NONE ? occasion : OCCASION_REQUEST;
}

static Occasion rule_occasion(App *app, const Followup *row)
{
    AdviceList advice = {0};
    TimingFacts facts;
    Occasion occasion = OCCASION_NONE;
    if (row->rule != NULL && app_advise(app, row->contact, &advice, &facts, NULL))
        for (size_t i = 0; i < advice.count && occasion == OCCASION_NONE; i++)
            if (strcmp(advice.items[i].rule, row->rule) == 0)
                occasion = advice.items[i].occasion;
    vec_clear(&advice);
    return occasion;
}

static Occasion verb_occasion(const char *text)
{
    static const struct {
        const char *verb;
        Occasion occasion;
    } ROWS[] = {{"congratulat", OCCASION_CONGRATULATION},
                {"thank", OCCASION_THANK_YOU},
                {"nudge", OCCASION_NUDGE},
                {"confirm", OCCASION_CONFIRM},
                {"answer", OCCASION_REPLY},
                {"reply", OCCASION_REPLY},
                {"introduce", OCCASION_INTRODUCTION},
                {"reconnect", OCCASION_RECONNECT},
                {"update", OCCASION_UPDATE},
                {"report", OCCASION_REPORT_BACK}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        char *start = mem_strndup(text, strnlen(text, strlen(ROWS[i].verb)));
        bool same = str_equal_nocase(start, ROWS[i].verb);
        free(start);
        if (same)
            return ROWS[i].occasion;
    }
    return OCCASION_NONE;
}

Occasion app_followup_occasion(App *app, int64_t followup)
{
    Followup row;
    followup_init(&row);
    Occasion occasion = OCCASION_NONE;
    if (store_followup_get(app->store, followup, &row, NULL) && row.contact != 0)
        occasion = row.origin == ORIGIN_RULE ? rule_occasion(app, &row) : verb_occasion(row.text);
    followup_clear(&row);
    return occasion;
}

Channel app_reachable_channel(App *app, int64_t contact)
{
    Contact person;
    contact_init(&person);
    Channel channel = CHANNEL_OTHER;
    if (store_contact_get(app->store, contact, true, &person, NULL)) {
        if (person.channel != CHANNEL_NONE)
            channel = person.channel;
        else if (contact_reach(&person, REACH_EMAIL) != NULL)
            channel = CHANNEL_EMAIL;
        else if (contact_reach(&person, REACH_LINK) != NULL)
            channel = person.degree == 1 ? CHANNEL_LINKEDIN : CHANNEL_LINKEDIN_NOTE;
        else if (contact_reach(&person, REACH_PHONE) != NULL)
            channel = CHANNEL_SMS;
    }
    contact_clear(&person);
    return channel;
}

bool app_note_quota(App *app, int *sent, int *most)
{
    char *text = app_setting(app, "linkedin-notes", NULL);
    *most = text != NULL ? atoi(text) : 0;
    free(text);
    if (app->premium || *most <= 0)
        return false;
    CivilDate today = civil_date(app_today(app));
    *sent = store_notes_since(app->store, civil_day(today.year, today.month, 1));
    return true;
}

// A note of an invitation is too short for any other text.
static bool fits_channel(const Template *template, Channel channel)
{
    return channel != CHANNEL_LINKEDIN_NOTE || template->channel == CHANNEL_LINKEDIN_NOTE;
}

static int64_t second(const int64_t *contacts, size_t count)
{
    return count == 2 ? contacts[1] : 0;
}

static bool pick_template(App *app, const DraftRequest *request, Occasion occasion, Channel channel,
                          Template *out, Error *err)
{
    if (request->template_name != NULL && *request->template_name != '\0')
        return store_template_get(app->store, request->template_name, out, err);
    if (request->template_name != NULL)
        return true; // blank
    Templates all = {0};
    bool fine = store_templates(app->store, &all, err);
    app_rank_templates(app, request->contacts[0], second(request->contacts, request->contact_count), occasion,
                       channel, &all);
    bool found = all.count > 0 && all.items[0].occasion == occasion && fits_channel(&all.items[0], channel);
    if (fine && found)
        fine = store_template_by_id(app->store, all.items[0].id, out, err);
    templates_clear(&all);
    return fine;
}

// ---- making

static bool insert_draft(App *app, const DraftRequest *request, Draft *draft, Error *err)
{
    for (size_t i = 0; i < request->contact_count; i++)
        vec_push(&draft->recipients, request->contacts[i]);
    draft->created_utc = store_now(app->store).utc;
    draft->state = DRAFT_OPEN;
    draft->planned_day = CIVIL_NONE;
    char *name = store_contact_name(app->store, request->contacts[0]);
    char *what = str_format("draft to %s", name);
    bool fine = store_begin(app->store, what, err);
    if (fine) {
        store_describe(app->store, what, request->contacts[0]);
        fine = store_draft_insert(app->store, draft, err);
        for (size_t i = 0; fine && i < request->contact_count; i++)
            fine = app_engage(app, request->contacts[i], false, NULL, err);
        fine = fine && store_commit(app->store, err);
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

bool app_draft_new(App *app, const DraftRequest *request, StepResult *result, Error *err)
{
    *result = (StepResult){0};
    if (request->contact_count == 0)
        return error_set(err, ERROR_INPUT, "say to whom");
    int64_t first = request->contacts[0];
    Occasion occasion =
        request->occasion != OCCASION_NONE ? request->occasion : app_advised_occasion(app, first);
    Channel channel = request->channel != CHANNEL_NONE ? request->channel : app_reachable_channel(app, first);
    Template template = {0};
    Draft draft = {0};
    Str subject = STR_INIT, text = STR_INIT;
    bool fine = pick_template(app, request, occasion, channel, &template, err);
    if (fine && template.id != 0) {
        // A template that was named brings its channel along; it was written for it.
        if (request->channel == CHANNEL_NONE && !str_blank(request->template_name) &&
            template.channel != CHANNEL_NONE)
            channel = template.channel;
        occasion = template.occasion != OCCASION_NONE ? template.occasion : occasion;
        fine = app_fill_two(app, first, second(request->contacts, request->contact_count), template.subject,
                            template.text, &subject, &text, err);
    }
    if (fine) {
        take_thread_subject(app, first, channel, occasion, &subject);
        draft.template_id = template.id;
        draft.template_version = template.version;
        draft.channel = channel;
        draft.occasion = occasion;
        draft.subject = str_take(&subject);
        draft.text = str_take(&text);
        fine = insert_draft(app, request, &draft, err);
        result->id = draft.id;
        snprintf(result->summary, sizeof result->summary, "Draft made%s%s.",
                 template.name != NULL ? " from " : "", template.name != NULL ? template.name : "");
    }
    template_clear(&template);
    draft_clear(&draft);
    str_clear(&subject);
    str_clear(&text);
    return fine;
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
           app_fill_two(app, first, second(draft.recipients.items, draft.recipients.count), template.subject,
                        template.text, subject, text, err) &&
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

// ---- sending

static bool ready_to_send(const Draft *draft, Error *err)
{
    if (draft->state != DRAFT_OPEN)
        return error_set(err, ERROR_INPUT, "the draft to %s was %s already", draft->recipient_names,
                         draft->state == DRAFT_SENT ? "sent" : "discarded");
    if (draft->recipients.count == 0)
        return error_set(err, ERROR_INPUT, "the draft has no recipient");
    if (str_blank(draft->text))
        return error_set(err, ERROR_INPUT, "the draft to %s is empty", draft->recipient_names);
    size_t open = template_count_unfilled(draft->text, strlen(draft->text)) +
                  template_count_unfilled(draft->subject, strlen(draft->subject));
    if (open > 0)
        return error_set(err, ERROR_INPUT,
                         "the draft to %s has %zu unfilled placeholder%s; fill or delete %s first",
                         draft->recipient_names, open, open == 1 ? "" : "s", open == 1 ? "it" : "them");
    return true;
}

static bool too_soon(App *app, const Draft *draft, Error *err)
{
    for (size_t i = 0; i < draft->recipients.count; i++) {
        int32_t earliest;
        char reason[240], day[DATE_TEXT_SIZE];
        if (!app_too_soon(app, draft->recipients.items[i], draft->occasion, &earliest, reason, sizeof reason))
            continue;
        date_short(earliest, app_today(app), true, day);
        error_set(err, ERROR_TOO_SOON, "too soon: %s The first polite day is %s; --anyway overrides", reason,
                  day);
        return true;
    }
    return false;
}

// Who was introduced to each other knows each other.
static bool tie_introduced(App *app, const Draft *draft, Error *err)
{
    const int64_t *people = draft->recipients.items;
    for (size_t i = 0; draft->occasion == OCCASION_INTRODUCTION && i < draft->recipients.count; i++)
        for (size_t k = i + 1; k < draft->recipients.count; k++)
            if (!store_tie_known(app->store, people[i], people[k], "knows") &&
                !store_tie_add(app->store, people[i], people[k], "knows", NULL, err))
                return false;
    return true;
}

static bool write_sent(App *app, const Draft *draft, Moment at, bool soon, StepResult *result, Error *err)
{
    Interaction one;
    interaction_init(&one);
    one.at = at;
    one.day = moment_day(at);
    one.kind = INTERACTION_MESSAGE;
    one.channel = draft->channel;
    one.direction = DIRECTION_OUT;
    one.occasion = draft->occasion;
    one.subject = str_blank(draft->subject) ? NULL : mem_strdup(draft->subject);
    one.text = mem_strdup(draft->text);
    for (size_t i = 0; i < draft->recipients.count; i++)
        vec_push(&one.participants, draft->recipients.items[i]);
    bool fine = store_interaction_insert(app->store, &one, err) &&
                store_interaction_set_draft(app->store, one.id, draft->id, soon, err) &&
                (draft->message_id == NULL ||
                 (store_interaction_set_mail(app->store, one.id, draft->message_id, err) &&
                  store_draft_set_mail(app->store, draft, err))) &&
                store_draft_set_state(app->store, draft->id, DRAFT_SENT, err) &&
                tie_introduced(app, draft, err);
    for (size_t i = 0; fine && i < one.participants.count; i++)
        fine = store_hooks_used(app->store, one.participants.items[i], one.text, err) &&
               app_engage(app, one.participants.items[i], true, i == 0 ? &result->advice : NULL, err) &&
               app_reconcile_introductions(app, one.participants.items[i], err);
    result->id = one.id;
    interaction_clear(&one);
    return fine;
}

static void summarise_sent(App *app, const char *done, StepResult *result)
{
    char day[DATE_TEXT_SIZE];
    if (result->advice.count == 0)
        snprintf(result->summary, sizeof result->summary, "%s.", done);
    else
        snprintf(result->summary, sizeof result->summary, "%s. Next: %s, %s.", done,
                 result->advice.items[0].text,
                 date_relative(result->advice.items[0].due, app_today(app), day));
}

static bool may_send(App *app, const Draft *draft, Moment at, bool anyway, bool *soon, Error *err)
{
    Error hurry = {0};
    if (!ready_to_send(draft, err))
        return false;
    *soon = moment_day(at) >= app_today(app) && too_soon(app, draft, &hurry);
    if (*soon && !anyway && err != NULL)
        *err = hurry;
    return !*soon || anyway;
}

bool app_draft_ready(App *app, int64_t id, bool anyway, Error *err)
{
    Draft draft = {0};
    bool soon, fine = store_draft_get(app->store, id, &draft, err) &&
                      may_send(app, &draft, store_now(app->store), anyway, &soon, err);
    draft_clear(&draft);
    return fine;
}

static bool mark_sent(App *app, const Draft *draft, Moment at, bool soon, bool mailed, StepResult *result,
                      Error *err)
{
    if (!store_begin(app->store, "mark sent", err))
        return false;
    char *what = str_format("send to %s%s", draft->recipient_names,
                            mailed ? " (the mail has gone, and stays gone)" : "");
    store_describe(app->store, what, draft->recipients.items[0]);
    free(what);
    bool fine = write_sent(app, draft, at, soon, result, err) && store_commit(app->store, err);
    if (fine) {
        char *done = mailed ? str_format("Sent to %s", draft->recipient_names) : mem_strdup("Marked sent");
        summarise_sent(app, done, result);
        free(done);
        return true;
    }
    store_rollback(app->store);
    step_result_clear(result);
    return false;
}

bool app_draft_sent(App *app, int64_t id, const Moment *when, bool anyway, StepResult *result, Error *err)
{
    Draft draft = {0};
    Moment at = when != NULL ? *when : store_now(app->store);
    bool soon = false;
    *result = (StepResult){0};
    bool fine = store_draft_get(app->store, id, &draft, err) &&
                may_send(app, &draft, at, anyway, &soon, err) &&
                mark_sent(app, &draft, at, soon, false, result, err);
    draft_clear(&draft);
    return fine;
}

bool app_draft_mailed(App *app, const Draft *draft, StepResult *result, Error *err)
{
    Draft now = {0};
    *result = (StepResult){0};
    bool fine = store_draft_get(app->store, draft->id, &now, err) &&
                (now.state == DRAFT_OPEN || ready_to_send(&now, err)) &&
                mark_sent(app, draft, store_now(app->store), too_soon(app, draft, NULL), true, result, err);
    draft_clear(&now);
    return fine;
}

bool app_draft_given_out(App *app, const Draft *draft, Error *err)
{
    if (!store_begin(app->store, "give out mail", err))
        return false;
    char *what = str_format("give out the mail to %s", draft->recipient_names);
    store_describe(app->store, what, draft->recipients.items[0]);
    free(what);
    if (store_draft_set_mail(app->store, draft, err) && store_commit(app->store, err))
        return true;
    store_rollback(app->store);
    return false;
}
