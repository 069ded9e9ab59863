// SPDX-License-Identifier: MIT
// The parser says line and column; a screen wants the bytes to mark, and a key that mends what is obvious: a
// name that is nearly known, braces and blocks that were not closed.
#include "template_mistake.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/core/placeholders.h"
#include "rapport/core/template.h"

static bool language_right(const char *text, Error *err)
{
    TemplateTree *tree = template_parse(text, strlen(text), err);
    template_tree_free(tree);
    return tree != NULL;
}

static size_t byte_of(const char *text, int line, int column)
{
    const char *at = text;
    for (int i = 1; i < line && strchr(at, '\n') != NULL; i++)
        at = strchr(at, '\n') + 1;
    for (int i = 1; i < column && *at != '\0' && *at != '\n'; i++)
        at += utf8_decode(at, strlen(at), &(uint32_t){0}, NULL);
    return (size_t)(at - text);
}

// What stands there instead of a name: up to the braces or the bar behind it, without blanks.
static size_t name_length(const char *name)
{
    size_t length = strcspn(name, "{}|\n");
    while (length > 0 && name[length - 1] == ' ')
        length--;
    return length;
}

// A distance behind a date is nothing to guess at.
static char *mended_name(const char *name, size_t length)
{
    Str near = STR_INIT;
    bool guessed = length > 0 && memchr(name, '+', length) == NULL && memchr(name, '-', length) == NULL &&
                   placeholder_suggest(name, length, &near);
    return guessed ? str_take(&near) : NULL;
}

static void locate(TemplateMistake *mistake, const char *text)
{
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz_.";
    mistake->from = mistake->to = byte_of(text, mistake->err.line, mistake->err.column);
    const char *at = text + mistake->from;
    if (str_starts(at, "{{")) {
        size_t length = 2 + strspn(at + 2, LETTERS);
        mistake->to += length;
        if (length > 2)
            mistake->mend = str_format("%.*s}}", (int)length, at);
    } else if (str_starts(at, "[[")) {
        mistake->to += strcspn(at, "\n");
        mistake->mend = str_format("%.*s]]", (int)strcspn(at, "\n"), at);
    } else {
        mistake->to += name_length(at);
        mistake->mend = mended_name(at, name_length(at));
    }
}

void template_mistake_find(TemplateMistake *mistake, const char *subject, const char *text)
{
    template_mistake_clear(mistake);
    if (!language_right(text, &mistake->err)) {
        locate(mistake, text);
    } else if (!language_right(subject, &mistake->err)) {
        mistake->in_subject = true;
        locate(mistake, subject);
        error_prefix(&mistake->err, "subject");
    } else if (str_blank(text)) {
        error_set(&mistake->err, ERROR_INPUT, "a template needs a text");
    }
}

void template_mistake_clear(TemplateMistake *mistake)
{
    free(mistake->mend);
    *mistake = (TemplateMistake){0};
}
