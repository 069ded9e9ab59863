// SPDX-License-Identifier: MIT
// Use cases on contacts: add, edit, tag, trash, stage, rhythm, hooks.
#ifndef RAPPORT_APP_CONTACTS_H
#define RAPPORT_APP_CONTACTS_H

#include "rapport/app/app.h"
#include "rapport/core/capture.h"
#include "rapport/core/fields.h"
#include "rapport/store/contacts.h"

// How I am called while only an address of mine is known.
#define APP_ME_UNNAMED "Me"

typedef struct AddResult {
    int64_t contact;
    bool existed;     // the line spoke of somebody who was there already: it was added to
    char *understood; // one sentence
    StepResult step;
} AddResult;
void add_result_clear(AddResult *result);

// Quick add: one line in the grammar of core/capture.h. Somebody with the same e-mail address or profile is
// added to instead of doubled.
bool app_add(App *app, const char *line, AddResult *result, Error *err);
// Several at once as one step; *added counts. A line that cannot be read stops everything (err names the
// line).
bool app_add_lines(App *app, const char *text, bool pasted_profiles, ContactIds *added, Error *err);

// Edits the contacts (each the same way) as one step. rev: the rev that the form saw, or 0 to take what is
// there; a mismatch is ERROR_CONFLICT. "me" that does not exist yet is made when contacts[0] is 0 and count
// is 1.
bool app_edit(App *app, const int64_t *contacts, size_t count, int64_t rev, const FieldEdit *edits,
              size_t edit_count, Error *err);

// Whether my name is known, so that messages can be signed; and telling it.
bool app_me_named(App *app);
bool app_name_me(App *app, const char *name, Error *err);

// Each takes any number of people as one step: all of them or, when it is stopped (app->pace), nobody.
bool app_tag(App *app, const int64_t *contacts, size_t count, const char *const *add, size_t add_count,
             const char *const *remove, size_t remove_count, Error *err);
bool app_trash(App *app, const int64_t *contacts, size_t count, Error *err);
bool app_favourite(App *app, const int64_t *contacts, size_t count, Error *err); // toggles by the first
bool app_stage(App *app, const int64_t *contacts, size_t count, Stage stage,
               Error *err); // STAGE_NONE = follows what happened again
bool app_rest(App *app, const int64_t *contacts, size_t count, int32_t until,
              Error *err); // wakes them when the first rests and until is CIVIL_NONE
bool app_rhythm(App *app, const int64_t *contacts, size_t count, int days, Error *err); // 0 = none

bool app_untrash(App *app, int64_t contact, Error *err);
bool app_hook(App *app, int64_t contact, const char *text, Error *err);

// Owned sentence: "Both at Northeastern; both worked at Kestrel"; NULL = none known.
char *app_common_ground(App *app, int64_t contact);
// The name of what is shared first of all, a school before a company before a group; owned, NULL = nothing
// known.
char *app_shared_organisation(App *app, int64_t contact);

#endif
