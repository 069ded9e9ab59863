// SPDX-License-Identifier: MIT
// Templates as files, the form in which they ship and in which a person may keep them: head lines, an empty
// line, text.
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/core/template.h"

typedef struct Head {
    char *name, *occasion, *channel, *subject;
} Head;

static char **head_slot(Head *head, const char *key, size_t length)
{
    struct {
        const char *key;
        char **slot;
    } slots[] = {{"name", &head->name},
                 {"occasion", &head->occasion},
                 {"channel", &head->channel},
                 {"subject", &head->subject}};
    for (size_t i = 0; i < sizeof slots / sizeof slots[0]; i++)
        if (strlen(slots[i].key) == length && memcmp(slots[i].key, key, length) == 0)
            return slots[i].slot;
    return NULL;
}

static void head_clear(Head *head)
{
    free(head->name);
    free(head->occasion);
    free(head->channel);
    free(head->subject);
}

static bool read_head_line(Head *head, const char *line, size_t length, int number, Error *err)
{
    const char *colon = memchr(line, ':', length);
    char **slot = colon != NULL ? head_slot(head, line, (size_t)(colon - line)) : NULL;
    if (slot == NULL)
        return error_at(err, ERROR_INPUT, number, 1,
                        "a template begins with name:, occasion:, channel: and subject:, then an empty line");
    if (*slot != NULL)
        return error_at(err, ERROR_INPUT, number, 1, "this head line stands there twice");
    char *value = mem_strndup(colon + 1, length - (size_t)(colon + 1 - line));
    memmove(value, str_trim(value), strlen(str_trim(value)) + 1);
    *slot = value;
    return true;
}

// Reads head lines up to the empty line; *at becomes the start of the text.
static bool read_head(Head *head, const char *text, size_t length, size_t *at, int *line, Error *err)
{
    for (*line = 1; *at < length; (*line)++) {
        const char *feed = memchr(text + *at, '\n', length - *at);
        size_t end = feed != NULL ? (size_t)(feed - text) : length, start = *at;
        *at = feed != NULL ? end + 1 : length;
        if (end == start)
            return (*line)++ > 0;
        if (!read_head_line(head, text + start, end - start, *line, err))
            return false;
    }
    return error_at(err, ERROR_INPUT, *line, 1, "a template has an empty line and then its text");
}

static bool take_head(const Head *head, TemplateFile *out, Error *err)
{
    out->occasion = occasion_parse(head->occasion);
    out->channel = channel_parse(head->channel);
    if (str_blank(head->name))
        return error_at(err, ERROR_INPUT, 1, 1, "the template has no name");
    if (out->occasion == OCCASION_NONE)
        return error_at(err, ERROR_INPUT, 1, 1,
                        "occasion: must be request, nudge, reply, confirm, thank-you, "
                        "update, reconnect, introduction, congratulation, opening or "
                        "report-back");
    if (out->channel == CHANNEL_NONE)
        return error_at(
            err, ERROR_INPUT, 1, 1,
            "channel: must be email, linkedin, linkedin-note, inmail, phone, sms, in-person or other");
    return true;
}

static bool check_part(const char *text, const char *what, int lines_before, Error *err)
{
    Error found;
    error_clear(&found);
    TemplateTree *tree = template_parse(text, strlen(text), &found);
    template_tree_free(tree);
    return tree != NULL || error_at(err, ERROR_INPUT, found.line + lines_before, found.column,
                                    "in the %s: %s", what, found.message);
}

// CR LF becomes LF and NUL goes, so that positions and texts are plain strings.
static void plain_text(Str *out, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != '\r' && bytes[i] != '\0')
            str_push(out, bytes[i]);
}

static bool read_file(const Str *plain, Head *head, TemplateFile *out, Error *err)
{
    size_t at = 0;
    int line = 1;
    if (!read_head(head, str_get(plain), plain->length, &at, &line, err) || !take_head(head, out, err))
        return false;
    out->text = mem_strdup(str_get(plain) + at);
    for (size_t end = strlen(out->text);
         end > 0 && (out->text[end - 1] == '\n' || out->text[end - 1] == ' ');)
        out->text[--end] = '\0';
    out->name = mem_strdup(head->name);
    out->subject = str_blank(head->subject) ? NULL : mem_strdup(head->subject);
    return (out->subject == NULL || check_part(out->subject, "subject", 0, err)) &&
           check_part(out->text, "text", line - 1, err);
}

bool template_file_parse(const char *bytes, size_t length, TemplateFile *out, Error *err)
{
    *out = (TemplateFile){0};
    Str plain = STR_INIT;
    Head head = {0};
    plain_text(&plain, bytes, length);
    bool good = read_file(&plain, &head, out, err);
    if (!good)
        template_file_clear(out);
    head_clear(&head);
    str_clear(&plain);
    return good;
}

void template_file_clear(TemplateFile *file)
{
    free(file->name);
    free(file->subject);
    free(file->text);
    *file = (TemplateFile){0};
}
