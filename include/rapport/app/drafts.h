// SPDX-License-Identifier: MIT
// Use cases on templates and drafts: fill, save, send.
#ifndef RAPPORT_APP_DRAFTS_H
#define RAPPORT_APP_DRAFTS_H

#include "rapport/app/app.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"
#include "rapport/store/drafts.h"

// Fills a template for a contact. Placeholders that the data cannot fill stay as {{name}}. Either Str may be
// NULL.
bool app_fill(App *app, int64_t contact, const char *subject, const char *text, Str *out_subject,
              Str *out_text, Error *err);
// The same for a message to two: other is behind "other."; 0 = nobody is.
bool app_fill_two(App *app, int64_t contact, int64_t other, const char *subject, const char *text,
                  Str *out_subject, Str *out_text, Error *err);
// The value of one placeholder for a contact, as the fields pane shows it; owned, NULL = empty.
char *app_placeholder(App *app, int64_t contact, int64_t other, const char *name);

// Puts the templates in order for a message to the contact: those of the occasion first, then of the channel,
// then those that say most of what is known and leave out least.
void app_rank_templates(App *app, int64_t contact, int64_t other, Occasion occasion, Channel channel,
                        Templates *templates);
bool app_template_for_two(const char *text); // it speaks of a second recipient
// The channel that a message to the contact would take: the preferred one, else the first that reaches them.
Channel app_reachable_channel(App *app, int64_t contact);

// How many notes went with invitations this month, of how many that a free account may send. False where
// nobody counts: with premium, or with the setting linkedin-notes at 0.
bool app_note_quota(App *app, int *sent, int *most);

typedef struct DraftRequest {
    const int64_t *contacts;
    size_t contact_count;
    const char *template_name; // NULL = the best for occasion and channel; "" = blank
    Channel
        channel; // NONE = the template's, else the contact's preferred, else the first that can be reached
    Occasion occasion; // NONE = what the rules advise, else request or update
} DraftRequest;

// What the rules advise to write to the contact today; else what fits how far you are.
Occasion app_advised_occasion(App *app, int64_t contact);

// What a follow-up is about to write: by its rule, or by the verb that a person gave it ("thank",
// "congratulate"); NONE when it does not say.
Occasion app_followup_occasion(App *app, int64_t followup);

bool app_draft_new(App *app, const DraftRequest *request, StepResult *result,
                   Error *err); // result->id = the draft
// A draft of their own for each of the contacts, in this order, as one step: all or none.
bool app_drafts_new(App *app, const DraftRequest *request, ContactIds *made, Error *err);
bool app_draft_discard(App *app, int64_t draft, Error *err);
bool app_drafts_discard(App *app, const int64_t *drafts, size_t count, Error *err); // one step
// Adds somebody to whom it goes too, or takes them away again; never the last.
bool app_draft_recipient(App *app, int64_t draft, int64_t contact, Error *err);
bool app_draft_channel(App *app, int64_t draft, Channel channel, Error *err);
// The draft is written from another template now; its filled subject and text are appended for the editor to
// take.
bool app_draft_template(App *app, int64_t draft, const char *name, Str *subject, Str *text, Error *err);
// Writes down that it is to be sent on that day: in the draft and as a follow-up, one step.
bool app_draft_plan(App *app, int64_t draft, int32_t day, StepResult *result, Error *err);
// Text as typed; see store_draft_save_text. On conflict the text is saved as a new draft whose id is written
// to *copy.
bool app_draft_save(App *app, int64_t draft, int64_t *rev, const char *subject, const char *text,
                    const void *undo_log, size_t undo_length, int64_t *copy, Error *err);
// Marks as sent: an outgoing interaction with exactly this text, follow-ups set, the draft closed: one step.
// ERROR_TOO_SOON unless anyway; ERROR_INPUT when placeholders are unfilled or the text is empty.
bool app_draft_sent(App *app, int64_t draft, const Moment *at, bool anyway, StepResult *result, Error *err);

// Whether it could be marked sent now: the errors are those of app_draft_sent.
bool app_draft_ready(App *app, int64_t draft, bool anyway, Error *err);
// As app_draft_sent of now, for a mail that has gone: draft is what was mailed. What undoes it says that the
// mail itself has gone.
bool app_draft_mailed(App *app, const Draft *draft, StepResult *result, Error *err);
// Its mail was given out and somebody else may send it: the Message-ID is kept for when it is marked sent.
bool app_draft_given_out(App *app, const Draft *draft, Error *err);

bool app_template_save(App *app, Template *template,
                       Error *err); // checks the language first (line and column in err)
bool app_template_remove(App *app, const char *name, Error *err);
bool app_template_restore(App *app, const char *name, Error *err); // the shipped text as a new version
// Gives the template the subject and text of that version: what is shown, not yet what is stored.
bool app_template_version(App *app, Template *template, int version, Error *err);
bool app_template_restore_version(App *app, Template *template, Error *err); // saves that as a new version
bool app_templates_seed(App *app, Error *err); // what is shipped and not there yet; in no step of undo

#endif
