// SPDX-License-Identifier: MIT
// The sheet before a meeting: whom one meets, what one shares and promised, and questions worth asking. Read
// only.
#ifndef RAPPORT_APP_PREP_H
#define RAPPORT_APP_PREP_H

#include "rapport/app/app.h"
#include "rapport/base/str.h"
#include "rapport/core/contact.h"
#include "rapport/core/interaction.h"
#include "rapport/core/questions.h"
#include "rapport/store/contacts.h"
#include "rapport/store/drafts.h"

typedef struct Prep {
    Contact contact;
    char *ground;              // common ground; NULL = none known
    Interaction meeting;       // the next one that is planned; id 0 = none
    Interaction talk;          // the last call, meeting or talk at an event, else message; id 0 = none
    FollowupList mine, theirs; // open promises
    TextRows hooks;            // fresh ones
    Drafts drafts;             // open
    QuestionBank questions;    // filled from what is known
} Prep;

// prep_clear afterwards in any case.
bool prep_load(App *app, int64_t contact, Prep *out, Error *err);
void prep_clear(Prep *prep);

// The question bank: the text that came with the program, or what the user has made of it. Owned.
char *app_questions(App *app);
bool app_questions_are_own(const App *app);
// Takes the place of it, as one step of undo; NULL = that of the program again. ERROR_INPUT with the line for
// what cannot be read: a question before the first group, a placeholder that is unknown.
bool app_questions_save(App *app, const char *text, Error *err);

// Appends the sheet as Markdown, sanitised. plain: texts as they are, for a pane that shows "## " as a
// heading, and without the name, which is the pane's title.
void prep_markdown(const Prep *prep, int32_t today, bool plain, Str *out);

#endif
