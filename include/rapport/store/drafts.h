// SPDX-License-Identifier: MIT
// Templates with their versions, and drafts. Draft text has its own undo log and is not journaled.
#ifndef RAPPORT_STORE_DRAFTS_H
#define RAPPORT_STORE_DRAFTS_H

#include "rapport/base/vec.h"
#include "rapport/core/kinds.h"
#include "rapport/store/store.h"

// What came of what was sent. An answer is a message, a call or a meeting of one of its recipients
// afterwards, within a season; an absence note is none.
typedef struct TemplateCame {
    int sent, answered; // drafts
    int median_days;    // to the answer; -1 = none
} TemplateCame;

typedef struct Template {
    int64_t id;
    Id uid;
    char *name, *subject, *text;
    Occasion occasion;
    Channel channel;
    int version;
    char *shipped; // file it came from; NULL = the user's own
    TemplateCame came;
} Template;
typedef VEC(Template) Templates;

// What was sent is kept as it was, and so is the text that it was written from.
typedef struct TemplateVersion {
    int version;
    int32_t saved_day; // CIVIL_NONE = not known
    char *subject, *text;
    TemplateCame came; // of drafts from this version
} TemplateVersion;
typedef VEC(TemplateVersion) TemplateVersions;

bool store_templates(Store *store, Templates *out, Error *err); // by occasion, then name
bool store_template_get(Store *store, const char *name, Template *out,
                        Error *err); // ERROR_NOT_FOUND with suggestion
bool store_template_by_id(Store *store, int64_t id, Template *out, Error *err);
// Inserts, or writes a new version when id is set and subject or text differ. Name must be unique
// (ERROR_INPUT).
bool store_template_save(Store *store, Template *template, Error *err);
bool store_template_remove(Store *store, int64_t id, Error *err);
bool store_template_versions(Store *store, int64_t id, TemplateVersions *out, Error *err); // newest first
void template_versions_clear(TemplateVersions *list);
void template_clear(Template *template);
void templates_clear(Templates *list);

typedef struct Draft {
    int64_t id;
    Id uid;
    Channel channel;
    Occasion occasion;
    int64_t template_id; // 0 = none
    int template_version;
    char *template_name;
    char *subject, *text;
    char *message_id, *in_reply_to; // of the mail that it went or was given out as; NULL = none
    DraftState state;
    int64_t rev; // of the text
    int64_t created_utc, saved_utc;
    int32_t planned_day;
    VEC(int64_t) recipients;
    char *recipient_names; // joined for showing
} Draft;
typedef VEC(Draft) Drafts;

bool store_draft_insert(Store *store, Draft *draft, Error *err); // with recipients and text
bool store_draft_get(Store *store, int64_t id, Draft *out, Error *err);
bool store_draft_resolve(Store *store, const char *text, int64_t *id,
                         Error *err); // UUID or its first 8+ characters
bool store_drafts(Store *store, DraftState state, size_t max, Drafts *out, Error *err); // newest text first
bool store_drafts_of(Store *store, int64_t contact, Drafts *out, Error *err);           // open ones
// Who gets it too, at the end of the list; or no longer.
bool store_draft_recipient_add(Store *store, int64_t id, int64_t contact, Error *err);
bool store_draft_recipient_remove(Store *store, int64_t id, int64_t contact, Error *err);
bool store_draft_set_state(Store *store, int64_t id, DraftState state, Error *err);
bool store_draft_set_channel(Store *store, int64_t id, Channel channel, Error *err);
bool store_draft_set_planned(Store *store, int64_t id, int32_t day, Error *err); // CIVIL_NONE = no day
// Saves message_id and in_reply_to of the struct.
bool store_draft_set_mail(Store *store, const Draft *draft, Error *err);
// Which template it is written from now; template_id 0 = none.
bool store_draft_set_template(Store *store, int64_t id, int64_t template_id, int version, Occasion occasion,
                              Error *err);
// Saves subject and text outside any step of undo, where rev still is the stored one; *rev becomes the new
// one. ERROR_CONFLICT when another program saved meanwhile (nothing is written). undo_log may be NULL. Opens
// its own transaction.
bool store_draft_save_text(Store *store, int64_t id, int64_t *rev, const char *subject, const char *text,
                           const void *undo_log, size_t undo_length, Error *err);
bool store_draft_undo_log(Store *store, int64_t id, char **bytes, size_t *length,
                          Error *err); // owned; NULL when none
void draft_clear(Draft *draft);
void drafts_clear(Drafts *list);

#endif
