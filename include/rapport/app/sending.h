// SPDX-License-Identifier: MIT
// Handing a draft over to a mail program: never by itself, only when it is told to.
#ifndef RAPPORT_APP_SENDING_H
#define RAPPORT_APP_SENDING_H

#include "rapport/app/app.h"
#include "rapport/base/str.h"

// Appends the draft as a whole mail (rapport/formats/mail.h), from me to the first e-mail address of each
// recipient. ERROR_INPUT when an address is not known or cannot be written to, or the draft goes by another
// channel.
bool app_mail(App *app, int64_t draft, Str *mail, Error *err);

// Gives the mail to a sendmail-compatible program (argv only, the mail on its standard input) and marks the
// draft as sent once the program has taken it. ERROR_TOO_SOON unless anyway; ERROR_IO when the program
// failed: then nothing is marked.
bool app_send(App *app, int64_t draft, char *const argv[], bool anyway, StepResult *result, Error *err);

#endif
