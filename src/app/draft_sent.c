// SPDX-License-Identifier: MIT
// A draft becomes a message of the history: whether it is ready and not too soon, and all that follows from
// it in one step. Nothing here sends anything.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/drafts.h"
#include "rapport/app/outreach.h"
#include "rapport/base/mem.h"
#include "rapport/core/template.h"
#include "rapport/store/interactions.h"
#include "rapport/store/ties.h"

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
        app_summarise(app, done, result);
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
                (now.state != DRAFT_SENT || ready_to_send(&now, err)) &&
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
