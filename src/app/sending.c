// SPDX-License-Identifier: MIT
// A draft as a mail, and its way to the program that sends mails.
#include "rapport/app/sending.h"

#include <stdlib.h>

#include "rapport/app/child.h"
#include "rapport/app/contacts.h"
#include "rapport/app/drafts.h"
#include "rapport/app/settings.h"
#include "rapport/base/mem.h"
#include "rapport/formats/mail.h"

// Owns what a MailMessage borrows.
typedef struct Letter {
    Draft draft;
    Contact me;
    VEC(Contact) people;
    VEC(MailAddress) to;
    Str text, id;
    char draft_id[ID_TEXT_SIZE];
} Letter;

static void letter_clear(Letter *letter)
{
    draft_clear(&letter->draft);
    contact_clear(&letter->me);
    for (size_t i = 0; i < letter->people.count; i++)
        contact_clear(&letter->people.items[i]);
    vec_clear(&letter->people);
    vec_clear(&letter->to);
    str_clear(&letter->text);
    str_clear(&letter->id);
}

static bool read_me(App *app, Letter *letter, Error *err)
{
    int64_t me = store_me(app->store);
    if (me != 0 && !store_contact_get(app->store, me, true, &letter->me, err))
        return false;
    return contact_reach(&letter->me, REACH_EMAIL) != NULL ||
           error_set(err, ERROR_INPUT,
                     "your own address is not known; rapport edit me email=you@home.example says it");
}

static bool add_recipient(App *app, Letter *letter, int64_t id, Error *err)
{
    Contact *one = vec_add(&letter->people);
    contact_init(one);
    if (!store_contact_get(app->store, id, true, one, err))
        return false;
    const char *address = contact_reach(one, REACH_EMAIL);
    if (address == NULL)
        return error_set(err, ERROR_INPUT,
                         "%s has no e-mail address; rapport edit adds one with email=", one->name);
    vec_push(&letter->to, ((MailAddress){one->name, address}));
    return mail_address_check(address, err) || error_prefix(err, "%s", one->name);
}

static void add_text(App *app, Letter *letter)
{
    char *signature = app_setting(app, "signature", NULL);
    str_append(&letter->text, letter->draft.text);
    if (!str_ends(str_get(&letter->text), "\n"))
        str_push(&letter->text, '\n');
    if (!str_blank(signature)) // "-- " alone on a line: RFC 3676, 4.3
        str_appendf(&letter->text, "\n-- \n%s\n", signature);
    free(signature);
}

static bool read_letter(App *app, int64_t id, Letter *letter, Error *err)
{
    contact_init(&letter->me);
    if (!store_draft_get(app->store, id, &letter->draft, err) || !read_me(app, letter, err))
        return false;
    if (letter->draft.channel != CHANNEL_EMAIL)
        return error_set(err, ERROR_INPUT,
                         "this draft goes by %s and not by email: hand it over there, then mark it sent",
                         channel_name(letter->draft.channel));
    for (size_t i = 0; i < letter->draft.recipients.count; i++)
        if (!add_recipient(app, letter, letter->draft.recipients.items[i], err))
            return false;
    add_text(app, letter);
    mail_id(letter->draft.uid, letter->draft.rev, contact_reach(&letter->me, REACH_EMAIL), &letter->id);
    id_format(letter->draft.uid, letter->draft_id);
    return true;
}

bool app_mail(App *app, int64_t draft, Str *mail, Error *err)
{
    Letter letter = {0};
    bool fine = read_letter(app, draft, &letter, err);
    if (fine) {
        MailMessage message = {
            .from = {app_me_named(app) ? letter.me.name : NULL, contact_reach(&letter.me, REACH_EMAIL)},
            .to = letter.to.items,
            .to_count = letter.to.count,
            .subject = letter.draft.subject,
            .text = str_get(&letter.text),
            .message_id = str_get(&letter.id),
            .draft = letter.draft_id,
            .at = store_now(app->store)};
        fine = mail_compose(&message, mail, err);
    }
    letter_clear(&letter);
    return fine;
}

bool app_send(App *app, int64_t draft, char *const argv[], bool anyway, StepResult *result, Error *err)
{
    *result = (StepResult){0};
    Str mail = STR_INIT;
    bool fine = app_draft_ready(app, draft, anyway, err) && app_mail(app, draft, &mail, err) &&
                (child_feed(argv, str_get(&mail), mail.length, err) ||
                 error_prefix(err, "the mail was not sent and the draft is as it was"));
    str_clear(&mail);
    if (!fine)
        return false;
    return app_draft_mailed(app, draft, anyway, result, err) ||
           error_prefix(err, "the mail has gone, but could not be marked as sent; rapport sent does it");
}
