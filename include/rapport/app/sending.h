// SPDX-License-Identifier: MIT
// Handing a draft over to a mail program: never by itself, only when it is told to.
#ifndef RAPPORT_APP_SENDING_H
#define RAPPORT_APP_SENDING_H

#include "rapport/app/app.h"
#include "rapport/app/contacts.h"
#include "rapport/base/str.h"
#include "rapport/formats/mail.h"
#include "rapport/store/drafts.h"

// A draft as the mail that it would be: what a person looks at before it goes. It goes on in the thread whose
// subject it has behind a "Re:", when the Message-ID of a mail of that thread is known.
typedef struct Letter {
    Draft draft; // with the Message-ID it goes under and the one it follows
    Contact me;
    VEC(Contact) people;
    VEC(MailAddress) to; // borrowed from people
    MailAddress from;    // borrowed from me
    char *references;    // those of the thread, oldest first, joined by blanks; NULL = it begins one
    int32_t thread_day;  // of the last mail in the thread; CIVIL_NONE = it begins one
    char *signature;     // "" = none
    char *text;          // as it goes, with the signature
} Letter;

// ERROR_INPUT when an address is not known or cannot be written to, or the draft goes by another channel.
// Whether it is complete and polite is for app_draft_ready. letter_clear it in any case.
bool app_letter(App *app, int64_t draft, Letter *letter, Error *err);
void letter_clear(Letter *letter);

// Appends the draft as a whole mail (rapport/formats/mail.h), from me to the first e-mail address of each
// recipient.
bool app_mail(App *app, int64_t draft, Str *mail, Error *err);

// Gives the mail to a sendmail-compatible program (argv only, the mail on its standard input) and marks the
// draft as sent once the program has taken it. ERROR_TOO_SOON unless anyway; ERROR_IO when the program
// failed: then nothing is marked.
bool app_send(App *app, int64_t draft, char *const argv[], bool anyway, StepResult *result, Error *err);

// Writes the mail to a file of its own; nothing is marked.
bool app_mail_file(App *app, int64_t draft, const char *path, Error *err);

// Puts the mail into the folder where a mail program keeps its drafts (a Maildir, "~/Mail/Drafts"), as a seen
// draft, and takes away the copy of this draft that was put there before. *path is where it lies now.
bool app_mail_to_drafts(App *app, int64_t draft, const char *folder, Str *path, Error *err);

// The subject that a nudge, an answer or a confirmation to the contact goes on with, that of the last mail
// between us: "Re: ..."; owned. NULL when none is known or the occasion begins a thread.
char *app_thread_subject(App *app, int64_t contact, Occasion occasion);

#endif
