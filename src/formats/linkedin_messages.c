// SPDX-License-Identifier: MIT
// messages.csv, the largest file of the archive: 9 columns to early 2023, 10 with the recipients' URLs, 11
// and more since 2024, all quoted in 2026. Names in TO cannot be split ("Smith, PhD, Byron"), so only the
// URLs say who got a message.
#include <inttypes.h>
#include <string.h>

#include "fnv.h"
#include "html_text.h"
#include "linkedin_kinds.h"
#include "rapport/base/utf8.h"
#include "rapport/formats/import_date.h"

enum {
    CONVERSATION,
    CONVERSATION_TITLE,
    FROM,
    SENDER,
    TO,
    RECIPIENTS,
    DATE,
    SUBJECT,
    CONTENT,
    FOLDER,
    ATTACHMENTS,
    MESSAGE_DRAFT,
    CONVERSATION_DRAFT,
    COLUMNS
};

static const SheetColumn MESSAGE_COLUMNS[COLUMNS] = {
    [CONVERSATION] = {"conversationid", true},
    [CONVERSATION_TITLE] = {"conversationtitle", false},
    [FROM] = {"from", true},
    [SENDER] = {"senderprofileurl", false},
    [TO] = {"to", false},
    [RECIPIENTS] = {"recipientprofileurls", false},
    [DATE] = {"date", true},
    [SUBJECT] = {"subject", false},
    [CONTENT] = {"content", true},
    [FOLDER] = {"folder", false},
    [ATTACHMENTS] = {"attachments", false},
    [MESSAGE_DRAFT] = {"ismessagedraft", false},
    [CONVERSATION_DRAFT] = {"isconversationdraft", false},
};

static bool is_yes(const char *text)
{
    return text != NULL && (str_equal_nocase(text, "yes") || str_equal_nocase(text, "true"));
}

// Why a message is left out on purpose; NULL = it is not.
static const char *skip_reason(const SheetRow *row)
{
    const char *folder = sheet_line(row, FOLDER), *content = sheet_text(row, CONTENT);
    if (folder != NULL && str_equal_nocase(folder, "spam"))
        return "spam";
    if (is_yes(sheet_line(row, MESSAGE_DRAFT)) || is_yes(sheet_line(row, CONVERSATION_DRAFT)))
        return "a draft that was never sent";
    bool advert = content != NULL && strstr(content, "spinmail-quill-editor") != NULL;
    return advert && sheet_line(row, SENDER) == NULL ? "advertising" : NULL;
}

// The name that stands for members who closed their account or hide.
static bool nobody(const char *name)
{
    static const char *const names[] = {"linkedin member",     "linkedin-mitglied",   "membre de linkedin",
                                        "membre linkedin",     "miembro de linkedin", "usuario de linkedin",
                                        "usuario do linkedin", "utente linkedin",     "utente di linkedin",
                                        "linkedin-lid"};
    if (name == NULL)
        return true;
    Str folded = STR_INIT;
    utf8_fold(&folded, name, strlen(name));
    bool found = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        found = found || str_equal(str_get(&folded), names[i]);
    str_clear(&folded);
    return found;
}

// Splits the URLs at commas into slugs. They lie NUL-terminated in slugs; values point there.
static void read_recipients(const SheetRow *row, LinkedinScratch *scratch)
{
    Str *slugs = &scratch->other_slug;
    VEC(size_t) starts = {0};
    str_truncate(slugs, 0);
    scratch->values.count = 0;
    char *at = sheet_line(row, RECIPIENTS);
    while (at != NULL && *at != '\0') {
        size_t length = strcspn(at, ",");
        char *next = at[length] == ',' ? at + length + 1 : NULL;
        at[length] = '\0';
        size_t start = slugs->length;
        if (linkedin_slug(at, slugs)) {
            str_push(slugs, '\0');
            vec_push(&starts, start);
        }
        if (next != NULL)
            at[length] = ',';
        at = next;
    }
    for (size_t i = 0; i < starts.count; i++)
        vec_push(&scratch->values, ((ImportValue){.value = slugs->data + starts.items[i]}));
    vec_clear(&starts);
}

static MessageFolder folder_of(const char *name)
{
    if (name == NULL)
        return FOLDER_NONE;
    return str_equal_nocase(name, "inbox")     ? FOLDER_INBOX
           : str_equal_nocase(name, "archive") ? FOLDER_ARCHIVE
                                               : FOLDER_OTHER;
}

// The hash of a text in which any run of white space counts as one blank.
static uint64_t text_hash(uint64_t hash, const char *text)
{
    bool gap = false;
    for (; *text != '\0'; text++) {
        bool blank = *text == ' ' || *text == '\n' || *text == '\t' || *text == '\r';
        if (!blank && gap)
            hash = fnv_bytes(hash, " ", 1);
        gap = blank;
        if (!blank)
            hash = fnv_bytes(hash, text, 1);
    }
    return hash;
}

static uint64_t sender_hash(const ImportMessage *message)
{
    if (message->from_slug != NULL)
        return fnv_text(FNV_START, message->from_slug);
    Str folded = STR_INIT;
    if (message->from_name != NULL)
        utf8_fold(&folded, message->from_name, strlen(message->from_name));
    uint64_t hash = fnv_text(FNV_START, str_get(&folded));
    str_clear(&folded);
    return hash;
}

static void make_key(ImportMessage *message, LinkedinScratch *scratch)
{
    uint64_t conversation = fnv_text(FNV_START, message->conversation);
    uint64_t content = text_hash(sender_hash(message), message->text == NULL ? "" : message->text);
    uint64_t all = fnv_number(fnv_number(conversation, message->utc), (int64_t)content);
    str_truncate(&scratch->key, 0);
    str_appendf(&scratch->key, "msg/%016" PRIx64 "/%" PRId64 "/%016" PRIx64 "/%" PRIu32, conversation,
                message->utc, content, seen_before(&scratch->seen, all));
    message->key = str_get(&scratch->key);
}

static void fill_text(const SheetRow *row, ImportMessage *message, LinkedinScratch *scratch)
{
    const char *content = sheet_text(row, CONTENT);
    str_truncate(&scratch->text, 0);
    if (content != NULL)
        html_to_text(&scratch->text, content);
    message->text = scratch->text.length > 0 ? str_get(&scratch->text) : NULL;
}

static void message_row(const SheetRow *row, LinkedinScratch *scratch)
{
    const char *reason = skip_reason(row);
    if (reason != NULL) {
        sheet_tell(row, IMPORT_SKIPPED, -1, reason);
        return;
    }
    ImportMessage message = {.line = row->record->line, .conversation = sheet_line(row, CONVERSATION)};
    ImportDate date;
    bool dated = import_date_parse(sheet_line(row, DATE), &date) && date.second >= 0;
    if (message.conversation == NULL || !dated) {
        sheet_tell(row, IMPORT_REJECTED, dated ? CONVERSATION : DATE,
                   dated ? "the conversation has no id" : "the date and time cannot be read");
        return;
    }
    message.utc = (int64_t)date.day * 86400 + date.second;
    message.from_name = sheet_line(row, FROM);
    message.from_slug = linkedin_slug_in(row, SENDER, &scratch->slug);
    message.to_names = sheet_line(row, TO);
    read_recipients(row, scratch);
    message.to = (ImportValues){scratch->values.items, scratch->values.count};
    message.group = message.to.count > 1;
    bool from_nobody = message.from_slug == NULL && nobody(message.from_name);
    if (from_nobody || (message.to.count == 0 && nobody(message.to_names))) {
        sheet_tell(row, IMPORT_HIDDEN, -1, "the member hides or has closed the account");
        return;
    }
    message.title = sheet_line(row, CONVERSATION_TITLE);
    message.subject = sheet_line(row, SUBJECT);
    message.folder = folder_of(sheet_line(row, FOLDER));
    message.attachments = sheet_line(row, ATTACHMENTS);
    fill_text(row, &message, scratch);
    make_key(&message, scratch);
    if (row->sink->message != NULL)
        row->sink->message(row->self, &message);
}

const LinkedinKind LINKEDIN_MESSAGES = {MESSAGE_COLUMNS, COLUMNS, message_row};
