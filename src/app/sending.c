// SPDX-License-Identifier: MIT
// A draft as a mail, and its way to the program that sends mails or keeps drafts.
#include "rapport/app/sending.h"

#include <stdlib.h>
#include <string.h>

#include "maildir.h"
#include "rapport/app/child.h"
#include "rapport/app/drafts.h"
#include "rapport/app/settings.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/store/interactions.h"

void letter_clear(Letter *letter)
{
    draft_clear(&letter->draft);
    contact_clear(&letter->me);
    for (size_t i = 0; i < letter->people.count; i++)
        contact_clear(&letter->people.items[i]);
    vec_clear(&letter->people);
    vec_clear(&letter->to);
    free(letter->references);
    free(letter->signature);
    free(letter->text);
    *letter = (Letter){0};
}

static bool read_me(App *app, Letter *letter, Error *err)
{
    int64_t me = store_me(app->store);
    if (me != 0 && !store_contact_get(app->store, me, true, &letter->me, err))
        return false;
    letter->from =
        (MailAddress){app_me_named(app) ? letter->me.name : NULL, contact_reach(&letter->me, REACH_EMAIL)};
    if (letter->from.address == NULL)
        return error_set(err, ERROR_INPUT,
                         "your own address is not known; rapport edit me email=you@home.example says it");
    return mail_address_check(letter->from.address, err) || error_prefix(err, "your own address");
}

static bool read_recipient(App *app, Contact *one, int64_t id, Error *err)
{
    contact_init(one);
    if (!store_contact_get(app->store, id, true, one, err))
        return false;
    const char *address = contact_reach(one, REACH_EMAIL);
    if (address == NULL)
        return error_set(err, ERROR_INPUT,
                         "%s has no e-mail address; rapport edit adds one with email=", one->name);
    return mail_address_check(address, err) || error_prefix(err, "%s", one->name);
}

static bool read_recipients(App *app, Letter *letter, Error *err)
{
    for (size_t i = 0; i < letter->draft.recipients.count; i++)
        if (!read_recipient(app, vec_add(&letter->people), letter->draft.recipients.items[i], err))
            return false;
    for (size_t i = 0; i < letter->people.count; i++) {
        const Contact *one = &letter->people.items[i];
        vec_push(&letter->to, ((MailAddress){one->name, contact_reach(one, REACH_EMAIL)}));
    }
    return letter->to.count > 0 || error_set(err, ERROR_INPUT, "the draft has no recipient");
}

static void read_text(App *app, Letter *letter)
{
    Str text = STR_INIT;
    letter->signature = app_setting(app, "signature", NULL);
    str_append(&text, letter->draft.text);
    if (!str_ends(str_get(&text), "\n"))
        str_push(&text, '\n');
    if (!str_blank(letter->signature)) // "-- " alone on a line: RFC 3676, 4.3
        str_appendf(&text, "\n-- \n%s\n", letter->signature);
    letter->text = str_take(&text);
}

// ---- the thread

static bool begins_with_re(const char *subject)
{
    return str_blank(subject) ? false : mail_subject_base(subject) != subject + strspn(subject, " ");
}

// The ids of the mails that have the draft's subject, oldest first (RFC 5322, 3.6.4).
static bool read_thread(App *app, Letter *letter, Error *err)
{
    MailIds known = {0};
    Str references = STR_INIT;
    letter->thread_day = CIVIL_NONE;
    bool fine = !begins_with_re(letter->draft.subject) ||
                store_mail_ids(app->store, letter->draft.recipients.items[0], &known, err);
    for (size_t i = known.count; i-- > 0;) {
        if (!mail_same_subject(known.items[i].subject, letter->draft.subject))
            continue;
        str_appendf(&references, "%s%s", references.length > 0 ? " " : "", known.items[i].id);
        letter->thread_day = known.items[i].day;
    }
    free(letter->draft.in_reply_to);
    const char *last = strrchr(str_get(&references), ' ');
    letter->draft.in_reply_to =
        references.length > 0 ? mem_strdup(last != NULL ? last + 1 : references.data) : NULL;
    if (references.length > 0)
        letter->references = str_take(&references);
    str_clear(&references);
    mail_ids_clear(&known);
    return fine;
}

// What is said again, answered or confirmed belongs to what was said.
static bool goes_on(Occasion occasion)
{
    return occasion == OCCASION_NUDGE || occasion == OCCASION_REPLY || occasion == OCCASION_CONFIRM;
}

char *app_thread_subject(App *app, int64_t contact, Occasion occasion)
{
    enum { LOOKED_AT = 20 };
    Interactions timeline = {0};
    char *subject = NULL;
    if (goes_on(occasion))
        store_timeline(app->store, contact, 1u << INTERACTION_MESSAGE, 0, LOOKED_AT, &timeline, NULL);
    for (size_t i = 0; i < timeline.count && subject == NULL; i++)
        if (timeline.items[i].channel == CHANNEL_EMAIL && !str_blank(timeline.items[i].subject))
            subject = str_format("Re: %s", mail_subject_base(timeline.items[i].subject));
    store_interactions_clear(&timeline);
    return subject;
}

// ---- the mail

bool app_letter(App *app, int64_t id, Letter *letter, Error *err)
{
    Str message_id = STR_INIT;
    *letter = (Letter){.thread_day = CIVIL_NONE};
    contact_init(&letter->me);
    if (!store_draft_get(app->store, id, &letter->draft, err))
        return false;
    if (letter->draft.channel != CHANNEL_EMAIL)
        return error_set(err, ERROR_INPUT,
                         "this draft goes by %s and not by email: hand it over there, then mark it sent",
                         channel_name(letter->draft.channel));
    if (!read_me(app, letter, err) || !read_recipients(app, letter, err) || !read_thread(app, letter, err))
        return false;
    read_text(app, letter);
    mail_id(letter->draft.uid, letter->draft.rev, letter->from.address, &message_id);
    free(letter->draft.message_id);
    letter->draft.message_id = str_take(&message_id);
    return true;
}

static bool compose(App *app, const Letter *letter, Str *mail, Error *err)
{
    char draft_id[ID_TEXT_SIZE];
    id_format(letter->draft.uid, draft_id);
    MailMessage message = {.from = letter->from,
                           .to = letter->to.items,
                           .to_count = letter->to.count,
                           .subject = letter->draft.subject,
                           .text = letter->text,
                           .message_id = letter->draft.message_id,
                           .references = letter->references,
                           .draft = draft_id,
                           .at = store_now(app->store)};
    return mail_compose(&message, mail, err);
}

bool app_mail(App *app, int64_t draft, Str *mail, Error *err)
{
    Letter letter;
    bool fine = app_letter(app, draft, &letter, err) && compose(app, &letter, mail, err);
    letter_clear(&letter);
    return fine;
}

// ---- where it goes

// What was mailed is what is written down, whatever was typed meanwhile.
bool app_send(App *app, int64_t draft, char *const argv[], bool anyway, StepResult *result, Error *err)
{
    *result = (StepResult){0};
    Letter letter = {0};
    Str mail = STR_INIT;
    bool gone = app_draft_ready(app, draft, anyway, err) && app_letter(app, draft, &letter, err) &&
                compose(app, &letter, &mail, err) &&
                (child_feed_hearing(argv, str_get(&mail), mail.length, CHILD_MAIL_MS, err) ||
                 error_prefix(err, "not sent"));
    str_clear(&mail);
    bool fine =
        gone &&
        (app_draft_mailed(app, &letter.draft, result, err) ||
         error_prefix(err, "the mail has gone, but could not be marked as sent; rapport sent does it"));
    letter_clear(&letter);
    return fine;
}

// Where the mail is written to: a file, or the folder of drafts.
typedef bool (*Give)(App *app, const Letter *letter, const Str *mail, const char *where, Str *path,
                     Error *err);

static bool give_out(App *app, int64_t draft, Give give, const char *where, Str *path, Error *err)
{
    Letter letter = {0};
    Str mail = STR_INIT;
    bool fine = app_letter(app, draft, &letter, err) && compose(app, &letter, &mail, err) &&
                give(app, &letter, &mail, where, path, err) && app_draft_given_out(app, &letter.draft, err);
    str_clear(&mail);
    letter_clear(&letter);
    return fine;
}

static bool to_file(App *app, const Letter *letter, const Str *mail, const char *where, Str *path, Error *err)
{
    (void)app, (void)letter, (void)path;
    return file_write(where, mail->data, mail->length, FILE_KEEP, err);
}

static bool to_drafts(App *app, const Letter *letter, const Str *mail, const char *where, Str *path,
                      Error *err)
{
    char uid[ID_TEXT_SIZE];
    id_format(letter->draft.uid, uid);
    return maildir_put(where, uid, letter->draft.rev, store_now(app->store).utc, mail, path, err);
}

bool app_mail_file(App *app, int64_t draft, const char *path, Error *err)
{
    return give_out(app, draft, to_file, path, NULL, err);
}

bool app_mail_to_drafts(App *app, int64_t draft, const char *folder, Str *path, Error *err)
{
    return give_out(app, draft, to_drafts, folder, path, err);
}
