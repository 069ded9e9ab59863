// SPDX-License-Identifier: MIT
// What is done with a draft: handed over, marked sent, planned, discarded. Nothing here sends anything: a
// person does, and says so.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "handover.h"
#include "job.h"
#include "rapport/app/outreach.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/template.h"
#include "rapport/formats/mail.h"
#include "rapport/store/contacts.h"
#include "widgets/notice.h"

// Saves the draft when it is the open one; true when the editor shows it.
static bool save_open(Tui *tui, int64_t id)
{
    OpenDraft *open = draft_of(tui);
    if (open == NULL || open->draft.id != id)
        return false;
    draft_save(tui, open);
    return true;
}

bool draft_saved(Tui *tui, int64_t id)
{
    return !save_open(tui, id) || !draft_of(tui)->complained;
}

void draft_leave(Tui *tui, int64_t id)
{
    OpenDraft *open = draft_of(tui);
    if (open == NULL || open->draft.id != id)
        return;
    int64_t next = batch_step(tui, id, 1);
    if (next == 0 || !draft_switch(tui, open, next))
        tui_pop(tui);
}

// The draft is no longer open: the editor leaves it, the list learns of it.
static void closed(Tui *tui, int64_t id, const char *summary)
{
    draft_leave(tui, id);
    tui_changed(tui, 0);
    tui_changed(tui, CHANGE_DRAFTS);
    tui_toast(tui, true, "%s", summary);
}

// ---- mark sent

typedef struct Sending {
    int64_t draft;
    int32_t earliest;
} Sending;

static bool send(Tui *tui, int64_t id, bool anyway, Error *err)
{
    StepResult result = {0};
    if (!app_draft_sent(tui_app(tui), id, NULL, anyway, &result, err))
        return false;
    closed(tui, id, result.summary);
    step_result_clear(&result);
    return true;
}

void draft_plan(Tui *tui, int64_t id, int32_t day)
{
    StepResult result = {0};
    Error err = {0};
    if (app_draft_plan(tui_app(tui), id, day, &result, &err))
        closed(tui, id, result.summary);
    else
        tui_error(tui, &err);
    step_result_clear(&result);
}

static void answered_too_soon(Tui *tui, size_t index, void *self)
{
    const Sending *sending = self;
    Error err = {0};
    if (index == 0)
        draft_plan(tui, sending->draft, sending->earliest);
    else if (!send(tui, sending->draft, true, &err))
        tui_error(tui, &err);
}

// The recipient who must be waited for longest decides.
bool draft_too_soon(Tui *tui, int64_t id, int32_t *earliest, char *reason, size_t size)
{
    Draft draft = {0};
    bool soon = false;
    if (store_draft_get(tui_app(tui)->store, id, &draft, NULL))
        for (size_t i = 0; i < draft.recipients.count; i++) {
            int32_t day;
            char why[240];
            if (!app_too_soon(tui_app(tui), draft.recipients.items[i], draft.occasion, &day, why,
                              sizeof why) ||
                (soon && day <= *earliest))
                continue;
            soon = true;
            *earliest = day;
            snprintf(reason, size, "%s", why);
        }
    draft_clear(&draft);
    return soon;
}

static void ask_too_soon(Tui *tui, int64_t id, const Error *err)
{
    char reason[240], day[DATE_TEXT_SIZE];
    Sending *sending = mem_alloc(sizeof *sending);
    sending->draft = id;
    if (!draft_too_soon(tui, id, &sending->earliest, reason, sizeof reason)) {
        free(sending);
        tui_error(tui, err);
        return;
    }
    date_short(sending->earliest, tui_today(tui), true, day);
    char *later = str_format("plan it for %s", day);
    Choice choices[] = {{"p", later, NULL}, {"!", "it was sent anyway", NULL}};
    notice_open(tui, "Too soon", reason, choices, 2, answered_too_soon, sending, free);
    free(later);
}

void draft_mark_sent(Tui *tui, int64_t id)
{
    Error err = {0};
    if (mailing_refuses(tui, id))
        return;
    save_open(tui, id);
    if (send(tui, id, false, &err))
        return;
    if (err.kind == ERROR_TOO_SOON)
        ask_too_soon(tui, id, &err);
    else
        tui_error(tui, &err);
}

// ---- hand over

typedef struct Handed {
    int64_t draft;
    char *subject;
} Handed;

static void handed_free(void *self)
{
    Handed *handed = self;
    free(handed->subject);
    free(handed);
}

static void answered_handed(Tui *tui, size_t index, void *self)
{
    const Handed *handed = self;
    const char *how = "";
    Error err = {0};
    if (index == 1)
        draft_mark_sent(tui, handed->draft);
    else if (index == 2 && clipboard_copy(tui, handed->subject, &how, &err))
        tui_toast(tui, false, "The subject is copied (%s); M-c copies the text again", how);
    else if (index == 2)
        tui_error(tui, &err);
}

// The others' addresses too, joined by commas (RFC 6068).
static void mail_to_all(Tui *tui, const Draft *draft, const char *first, Str *out)
{
    Str all = STR_INIT;
    str_append(&all, first);
    for (size_t i = 1; i < draft->recipients.count; i++) {
        Contact one;
        contact_init(&one);
        const char *mail =
            store_contact_get(tui_app(tui)->store, draft->recipients.items[i], true, &one, NULL)
                ? contact_reach(&one, REACH_EMAIL)
                : NULL;
        if (mail != NULL && mail_address_check(mail, NULL))
            str_appendf(&all, ",%s", mail);
        contact_clear(&one);
    }
    link_mail(out, str_get(&all), draft->subject, draft->text);
    str_clear(&all);
}

static bool goes_by_phone(const Draft *draft)
{
    return draft->channel == CHANNEL_SMS || draft->channel == CHANNEL_PHONE;
}

// The address where this channel sends: a mailto, a profile, a number. Empty when none is known.
static void find_address(Tui *tui, const Draft *draft, Str *out)
{
    Contact contact;
    contact_init(&contact);
    if (draft->recipients.count > 0 &&
        store_contact_get(tui_app(tui)->store, draft->recipients.items[0], true, &contact, NULL)) {
        const char *mail = contact_reach(&contact, REACH_EMAIL), *link = contact_reach(&contact, REACH_LINK),
                   *phone = contact_reach(&contact, REACH_PHONE);
        bool by_mail = draft->channel == CHANNEL_EMAIL, by_phone = goes_by_phone(draft);
        if (by_mail && mail != NULL)
            mail_to_all(tui, draft, mail, out);
        else if (by_phone && phone != NULL)
            str_append(out, phone);
        else if (!by_mail && !by_phone && link != NULL)
            link_complete(out, link);
    }
    contact_clear(&contact);
}

static void describe_copy(Tui *tui, const Draft *draft, Str *out)
{
    const char *how = "";
    Error err = {0};
    if (!clipboard_copy(tui, draft->text, &how, &err))
        str_appendf(out, "The text could not be copied: %s.\n", err.message);
    else if (strcmp(how, "the terminal") == 0)
        str_append(
            out,
            "The whole text was handed to the terminal's clipboard (OSC 52; some terminals ignore it).\n");
    else
        str_appendf(out, "The whole text is in the clipboard (%s).\n", how);
}

static void describe_missing(const Draft *draft, Str *out)
{
    bool many = draft->recipients.count > 1;
    const char *what = "address, profile or number";
    if (draft->channel == CHANNEL_EMAIL)
        what = "mail address";
    else if (goes_by_phone(draft))
        what = "phone number";
    else if (draft->channel != CHANNEL_OTHER && draft->channel != CHANNEL_IN_PERSON)
        what = "profile";
    str_appendf(out, "No %s of %s is known; e on their page adds one.\n", what,
                many ? "the first of them" : draft->recipient_names);
}

bool draft_lacks_other(Tui *tui, const Draft *draft)
{
    Template template = {0};
    bool lacks = draft->recipients.count == 1 && draft->template_id != 0 &&
                 store_template_by_id(tui_app(tui)->store, draft->template_id, &template, NULL) &&
                 app_template_for_two(template.text);
    template_clear(&template);
    return lacks;
}

static void describe_address(Tui *tui, const Draft *draft, Str *out)
{
    Str address = STR_INIT;
    Error err = {0};
    find_address(tui, draft, &address);
    const char *shown = str_get(&address);
    // A mailto carries the whole text; its beginning is what a person wants to see.
    int length = (int)strcspn(shown, "?");
    if (address.length == 0)
        describe_missing(draft, out);
    else if (!link_allowed(shown))
        str_appendf(out, "Send it to %s\n", shown);
    else if (link_open(tui, shown, &err))
        str_appendf(out, "Opened %.*s\n", length, shown);
    else
        str_appendf(out, "Open %.*s\n", length, shown);
    str_clear(&address);
}

static void describe_unfilled(const Draft *draft, Str *out)
{
    size_t unfilled = template_count_unfilled(draft->text, strlen(draft->text));
    if (unfilled > 0)
        str_appendf(out, "%zu placeholder%s still empty.\n", unfilled, unfilled == 1 ? " is" : "s are");
}

void draft_hand_over(Tui *tui, int64_t id)
{
    Draft draft = {0};
    Error err = {0};
    Str text = STR_INIT;
    if (mailing_refuses(tui, id))
        return;
    save_open(tui, id);
    if (!store_draft_get(tui_app(tui)->store, id, &draft, &err)) {
        tui_error(tui, &err);
        return;
    }
    if (str_blank(draft.text)) {
        tui_toast(tui, false, "There is no text yet");
        draft_clear(&draft);
        return;
    }
    describe_copy(tui, &draft, &text);
    describe_address(tui, &draft, &text);
    describe_unfilled(&draft, &text);
    if (draft_lacks_other(tui, &draft))
        str_append(&text, DRAFT_LACKS_OTHER);
    str_append(&text, "Was it sent?");
    bool subject = !str_blank(draft.subject);
    Handed *handed = mem_alloc(sizeof *handed);
    *handed = (Handed){id, mem_strdup(draft.subject)};
    Choice choices[] = {
        {"n", "not yet", NULL}, {"y", "yes: mark it sent", NULL}, {"s", "copy the subject", NULL}};
    notice_open(tui, "Handed over", str_get(&text), choices, subject ? 3 : 2, answered_handed, handed,
                handed_free);
    str_clear(&text);
    draft_clear(&draft);
}

void draft_discard(Tui *tui, int64_t id)
{
    Error err = {0};
    if (mailing_refuses(tui, id))
        return;
    save_open(tui, id);
    if (app_draft_discard(tui_app(tui), id, &err))
        closed(tui, id, "Draft discarded");
    else
        tui_error(tui, &err);
}

typedef struct Discarding {
    VEC(int64_t) drafts;
} Discarding;

static void discarding_free(void *self)
{
    Discarding *discarding = self;
    vec_clear(&discarding->drafts);
    free(discarding);
}

static bool discard_all(App *app, void *self, Error *err)
{
    const Discarding *discarding = self;
    return app_drafts_discard(app, discarding->drafts.items, discarding->drafts.count, err);
}

static void discarded(Tui *tui, void *self, bool fine, const Error *err)
{
    const Discarding *discarding = self;
    if (!fine) {
        tui_error(tui, err);
        return;
    }
    tui_changed(tui, CHANGE_DRAFTS | CHANGE_CONTACTS);
    tui_clear_marks(tui);
    tui_toast(tui, true, "%zu drafts discarded", discarding->drafts.count);
}

void drafts_discard(Tui *tui, const int64_t *ids, size_t count)
{
    static const JobKind KIND = {
        .title = "Discarding drafts", .work = discard_all, .free = discarding_free, .end = discarded};
    if (count == 1) {
        draft_discard(tui, ids[0]);
        tui_clear_marks(tui);
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (mailing_refuses(tui, ids[i]))
            return;
    Discarding *discarding = mem_alloc(sizeof *discarding);
    *discarding = (Discarding){0};
    for (size_t i = 0; i < count; i++)
        vec_push(&discarding->drafts, ids[i]);
    job_open(tui, &KIND, discarding, count > JOB_PEOPLE);
}
