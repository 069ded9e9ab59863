// SPDX-License-Identifier: MIT
// Mails by GMime: it folds, encodes and quotes every header, so that no value can end one. We only take line
// breaks and control characters out before, so that what GMime would cut off is still read.
#include "mail.h"

#include <gmime/gmime.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/formats/mail.h"

// The value on one line, valid, without control characters; NULL becomes "". The caller frees it.
static char *plain(const char *text)
{
    Str valid = STR_INIT;
    utf8_repair(&valid, text != NULL ? text : "", text != NULL ? strlen(text) : 0);
    char *line = str_take(&valid);
    for (unsigned char *at = (unsigned char *)line; *at != '\0'; at++)
        if (*at < ' ' || *at == 0x7F)
            *at = ' ';
    return str_trim(line);
}

// In UTF-8, else the name goes in whatever old character set would do.
static void add_address(GMimeMessage *mail, GMimeAddressType type, const MailAddress *one)
{
    char *name = plain(one->name);
    InternetAddress *mailbox = internet_address_mailbox_new(*name != '\0' ? name : NULL, one->address);
    internet_address_set_charset(mailbox, "utf-8");
    internet_address_list_add(g_mime_message_get_addresses(mail, type), mailbox);
    g_object_unref(mailbox);
    free(name);
}

static void set_plain(GMimeMessage *mail, const char *header, const char *value)
{
    char *text = plain(value);
    g_mime_object_set_header(GMIME_OBJECT(mail), header, text, "UTF-8");
    free(text);
}

static bool looks_like_id(const char *id)
{
    for (const unsigned char *at = (const unsigned char *)id; *at != '\0'; at++)
        if (*at <= ' ' || *at >= 0x7F || *at == '<' || *at == '>')
            return false;
    return strchr(id, '@') != NULL;
}

// Some came with other people's mails: one is taken only when it looks like an id. The last is the parent.
static void set_thread(GMimeMessage *mail, const char *references)
{
    char **ids = g_strsplit(references, " ", -1);
    GString *all = g_string_new(NULL);
    const char *parent = NULL;
    for (char **id = ids; *id != NULL; id++) {
        if (!looks_like_id(*id))
            continue;
        g_string_append_printf(all, "%s<%s>", all->len > 0 ? " " : "", *id);
        parent = *id;
    }
    if (parent != NULL) {
        char *value = g_strdup_printf("<%s>", parent);
        g_mime_object_set_header(GMIME_OBJECT(mail), "In-Reply-To", value, "UTF-8");
        g_mime_object_set_header(GMIME_OBJECT(mail), "References", all->str, "UTF-8");
        g_free(value);
    }
    g_string_free(all, TRUE);
    g_strfreev(ids);
}

static void set_date(GMimeMessage *mail, Moment at)
{
    GTimeZone *zone = g_time_zone_new_offset(at.offset_min * 60);
    GDateTime *utc = g_date_time_new_from_unix_utc(at.utc), *local = g_date_time_to_timezone(utc, zone);
    g_mime_message_set_date(mail, local);
    g_date_time_unref(local);
    g_date_time_unref(utc);
    g_time_zone_unref(zone);
}

// Always UTF-8, whatever would do: GMime left to itself chooses a character set by the text.
static void set_body(GMimeMessage *mail, const char *text)
{
    Str valid = STR_INIT;
    utf8_repair(&valid, text != NULL ? text : "", text != NULL ? strlen(text) : 0);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(str_get(&valid), valid.length);
    GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    GMimePart *part = g_mime_part_new_with_type("text", "plain");
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
    g_mime_part_set_content(part, content);
    g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    g_mime_message_set_mime_part(mail, GMIME_OBJECT(part));
    g_object_unref(part);
    g_object_unref(content);
    g_object_unref(stream);
    str_clear(&valid);
}

// A lone dot ends what some mail programs read, and "From " begins another mail in an mbox: as
// quoted-printable writes any byte, both are only what they are.
static void append_body(Str *out, const char *body)
{
    for (const char *at = body; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        length += at[length] == '\n' ? 1 : 0;
        bool dot = length == 2 && *at == '.', from = strncmp(at, "From ", 5) == 0;
        str_append(out, dot ? "=2E" : from ? "=46" : "");
        str_append_n(out, at + (dot || from), length - (dot || from));
        at += length;
    }
}

static bool write_out(GMimeMessage *mail, Str *out, Error *err)
{
    GMimeFormatOptions *options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_UNIX);
    char *bytes = g_mime_object_to_string(GMIME_OBJECT(mail), options);
    g_mime_format_options_free(options);
    if (bytes == NULL)
        return error_set(err, ERROR_IO, "the mail cannot be written");
    const char *body = strstr(bytes, "\n\n");
    size_t head = body != NULL ? (size_t)(body - bytes) + 2 : strlen(bytes);
    str_append_n(out, bytes, head);
    append_body(out, bytes + head);
    g_free(bytes);
    return true;
}

static bool compose(const MailMessage *message, Str *out, Error *err)
{
    g_mime_init();
    GMimeMessage *mail = g_mime_message_new(TRUE);
    char *subject = plain(message->subject);
    add_address(mail, GMIME_ADDRESS_TYPE_FROM, &message->from);
    for (size_t i = 0; i < message->to_count; i++)
        add_address(mail, GMIME_ADDRESS_TYPE_TO, &message->to[i]);
    g_mime_message_set_subject(mail, subject, "UTF-8");
    set_date(mail, message->at);
    g_mime_message_set_message_id(mail, message->message_id);
    if (message->references != NULL)
        set_thread(mail, message->references);
    if (message->draft != NULL)
        set_plain(mail, "X-Rapport-Draft", message->draft);
    set_body(mail, message->text);
    bool fine = write_out(mail, out, err);
    free(subject);
    g_object_unref(mail);
    return fine;
}

const ExtrasMail EXTRAS_MAIL = {compose};
