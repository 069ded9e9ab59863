// SPDX-License-Identifier: MIT
// A message as a mail: RFC 5322 and MIME, plain text in UTF-8, written by GMime in the optional module.
// Nothing that a name, a subject or a text contains can become a header or another recipient: addresses are
// refused unless they are plain ones, line breaks and control characters of all other values become blanks.
#ifndef RAPPORT_FORMATS_MAIL_H
#define RAPPORT_FORMATS_MAIL_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/clock.h"
#include "rapport/base/error.h"
#include "rapport/base/id.h"
#include "rapport/base/str.h"

typedef struct MailAddress {
    const char *name;    // NULL or empty = none
    const char *address; // "ada@acme.example"
} MailAddress;

// Texts are borrowed, UTF-8.
typedef struct MailMessage {
    MailAddress from;
    const MailAddress *to;
    size_t to_count; // at least 1
    const char *subject, *text;
    const char *message_id; // without angle brackets, made by mail_id
    const char *references; // the same of the mails that this one follows, oldest first; NULL = none
    const char *draft;      // our draft's id, in X-Rapport-Draft
    Moment at;
} MailMessage;

// One plain address (RFC 5322 addr-spec without quoting, comments or blanks): ERROR_INPUT tells what is
// wrong.
bool mail_address_check(const char *address, Error *err);

// "6f3b....3@acme.example": the draft's id and its revision (sent anew after it was changed it is another
// mail), with the domain of the sender's address. Appends.
void mail_id(Id draft, int64_t revision, const char *from_address, Str *out);

// What a subject says without the "Re:" and the like that stand before it, in the languages that have their
// own; borrowed, a part of subject.
const char *mail_subject_base(const char *subject);
// The same without them, and without regard to ASCII case. NULL is "".
bool mail_same_subject(const char *one, const char *other);

// Appends the whole mail, lines ended by LF as sendmail-compatible programs want them. ERROR_IO without the
// module.
bool mail_compose(const MailMessage *message, Str *out, Error *err);

#endif
