// SPDX-License-Identifier: MIT
// What can be judged of a mail without a library: its addresses. The rest is done by the module.
#include "rapport/formats/mail.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/formats/extras.h"

enum { ADDRESS_MOST = 254 }; // RFC 5321, 4.5.3.1.3

static bool is_atom(const char *from, const char *to, bool domain)
{
    static const char MARKS[] = "!#$%&'*+-/=?^_`{|}~.";
    if (from == to || *from == '.' || *from == '-' || to[-1] == '.')
        return false;
    for (const char *at = from; at < to; at++) {
        bool word = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9');
        bool mark = domain ? *at == '.' || *at == '-' : strchr(MARKS, *at) != NULL;
        if (!word && !mark && (unsigned char)*at < 0x80)
            return false;
        if (*at == '.' && at + 1 < to && at[1] == '.')
            return false;
    }
    return true;
}

bool mail_address_check(const char *address, Error *err)
{
    const char *at = address != NULL ? strchr(address, '@') : NULL;
    bool fine = at != NULL && strlen(address) <= ADDRESS_MOST && is_atom(address, at, false) &&
                is_atom(at + 1, at + strlen(at), true);
    return fine || error_set(err, ERROR_INPUT, "\"%.80s\" is no mail address that can be written to",
                             address != NULL ? address : "");
}

void mail_id(Id draft, int64_t revision, const char *from_address, Str *out)
{
    char text[ID_TEXT_SIZE];
    const char *domain = strchr(from_address, '@');
    id_format(draft, text);
    str_appendf(out, "%s.%lld@%s", text, (long long)revision,
                domain != NULL ? domain + 1 : "rapport.invalid");
}

// "Re:" as mail programs write it: English and most, German, Swedish and Danish, Finnish, Dutch, Polish.
static size_t reply_prefix(const char *subject)
{
    static const char *const PREFIXES[] = {"re:", "aw:", "sv:", "vs:", "antw:", "odp:"};
    for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++) {
        size_t length = strlen(PREFIXES[i]);
        char *start = mem_strndup(subject, strnlen(subject, length));
        bool same = str_equal_nocase(start, PREFIXES[i]);
        free(start);
        if (same)
            return length;
    }
    return 0;
}

const char *mail_subject_base(const char *subject)
{
    subject += strspn(subject, " ");
    for (size_t length; (length = reply_prefix(subject)) > 0;) {
        subject += length;
        subject += strspn(subject, " ");
    }
    return subject;
}

bool mail_same_subject(const char *one, const char *other)
{
    return str_equal_nocase(mail_subject_base(one != NULL ? one : ""),
                            mail_subject_base(other != NULL ? other : ""));
}

bool mail_compose(const MailMessage *message, Str *out, Error *err)
{
    if (!mail_address_check(message->from.address, err))
        return false;
    for (size_t i = 0; i < message->to_count; i++)
        if (!mail_address_check(message->to[i].address, err))
            return false;
    if (message->to_count == 0)
        return error_set(err, ERROR_INPUT, "the mail has no recipient");
    ExtrasHandle *handle =
        extras_open("Mails", "hand the text over with the clipboard instead (M-c in the editor)", err);
    if (handle == NULL)
        return false;
    const Extras *extras = extras_get(handle);
    bool fine =
        extras->mail != NULL
            ? extras->mail->compose(message, out, err)
            : error_set(err, ERROR_IO, "Mails need a module that was built with GMime; build it anew");
    extras_close(handle);
    return fine;
}
