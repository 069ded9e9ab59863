// SPDX-License-Identifier: MIT
// Rules on the form of a message: placeholders left, lengths, links, the name at the end, a recipient, the
// day.
#include <stdlib.h>
#include <string.h>

#include "check_text.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/core/channel.h"

// ---- placeholder-empty

static const char *const STAND_INS[] = {
    "name",    "first",       "last",       "firstname",  "lastname",     "company",      "title",
    "role",    "school",      "your",       "their",      "insert",       "topic",        "date",
    "event",   "position",    "team",       "field",      "link",         "specific",     "industry",
    "project", "job",         "recipient",  "contact",    "day",          "time",         "city",
    "add",     "mention",     "university", "department", "organization", "organisation", "person",
    "subject", "fill",        "xx",         "xxx",        "tbd",          "item",         "place",
    "thing",   "product",     "book",       "article",    "month",        "number",       "amount",
    "hobby",   "reason",      "somebody",   "someone",    "something",    "colleague",    "location",
    "surname", "placeholder", "todo",       "tba",        "detail",       "details",      "skill",
    "firm",    "course",      "employer",   NULL};

static void say_empty(CheckText *text, size_t from, size_t to)
{
    check_say(text, CHECK_PLACEHOLDER_EMPTY, from, to,
              str_format("%.*s is still to be filled in.", (int)(to - from < 40 ? to - from : 40),
                         text->text + from),
              NULL);
}

// A bracket is a stand-in when a word that names a field is the first or the second in it.
static bool is_stand_in(const char *inside, size_t length)
{
    for (size_t at = 0, words = 0; at < length && words < 2; words++) {
        char word[16];
        size_t size = strcspn(inside + at, " _-/\xe2]>"),
               used = size < sizeof word - 1 ? size : sizeof word - 1;
        for (size_t i = 0; i < used; i++)
            word[i] =
                inside[at + i] >= 'A' && inside[at + i] <= 'Z' ? (char)(inside[at + i] + 32) : inside[at + i];
        word[used] = '\0';
        for (const char *const *name = STAND_INS; *name != NULL; name++)
            if (strncmp(word, *name, strlen(*name)) == 0 && strlen(word) <= strlen(*name) + 1)
                return true;
        at += size + 1;
    }
    return false;
}

// "[ITEM]", "{item}": nobody writes so but on a form.
static bool is_form(char bracket, const char *inside, size_t length)
{
    static const char *const REMARKS[] = {"SIC", "EDIT", "REDACTED", "LAUGHS", NULL};
    size_t capitals = 0, letters = 0;
    for (size_t i = 0; i < length; i++) {
        capitals += inside[i] >= 'A' && inside[i] <= 'Z' ? 1 : 0;
        letters += (inside[i] >= 'a' && inside[i] <= 'z') || strchr("_ ", inside[i]) != NULL ? 1 : 0;
    }
    for (const char *const *remark = REMARKS; *remark != NULL; remark++)
        if (strlen(*remark) == length && strncmp(*remark, inside, length) == 0)
            return false;
    return (capitals > 2 && strspn(inside, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_ '") >= length) ||
           (bracket == '{' && letters + capitals == length);
}

// "(insert name)"
static bool is_order(const char *inside)
{
    static const char *const ORDERS[] = {"insert ",  "name)",    "your name", "company name",
                                         "company)", "name of ", "fill in",   "first name",
                                         "INSERT",   "NAME",     NULL};
    for (const char *const *order = ORDERS; *order != NULL; order++)
        if (strncmp(inside, *order, strlen(*order)) == 0)
            return strcspn(inside, ")") < strcspn(inside, "\n") && inside[strcspn(inside, ")")] == ')';
    return false;
}

// The end of what begins there and was never filled in; 0 = nothing does.
static size_t empty_at(const char *at)
{
    enum { LONGEST = 80 };
    if (strncmp(at, "{{", 2) == 0 || strncmp(at, "[[", 2) == 0) {
        const char *end = strstr(at, *at == '{' ? "}}" : "]]");
        const char *line = strchr(at, '\n');
        return end != NULL && (line == NULL || end < line) ? (size_t)(end - at) + 2 : 2;
    }
    if (strncmp(at, "]]", 2) == 0 || strncmp(at, "}}", 2) == 0)
        return 2;
    if (*at == '[' || *at == '<' || *at == '{') {
        size_t length = strcspn(at, *at == '[' ? "]\n" : *at == '<' ? ">\n" : "}\n");
        return at[length] != '\n' && at[length] != '\0' && length > 1 && length < LONGEST &&
                       (is_stand_in(at + 1, length - 1) || is_form(*at, at + 1, length - 1))
                   ? length + 1
                   : 0;
    }
    if (*at == '(')
        return is_order(at + 1) ? strcspn(at, ")\n") + 1 : 0;
    if (*at == '%') {
        size_t length = strspn(at + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");
        return length > 2 && at[1 + length] == '%' ? length + 2 : 0;
    }
    size_t blanks = strspn(at, "_");
    return blanks >= 3 ? blanks : 0;
}

static void find_crosses(CheckText *text)
{
    for (size_t i = 0; i < text->words.count; i++) {
        const CheckWord *word = &text->words.items[i];
        size_t size = word->to - word->from, crosses = strspn(text->text + word->from, "X");
        bool quoted = word->from > 0 && strchr("\"'", text->text[word->from - 1]) != NULL;
        if (size >= 3 && crosses >= size && !quoted)
            say_empty(text, word->from, word->to);
    }
}

static void find_placeholders(CheckText *text)
{
    for (size_t at = 0; at < text->length;) {
        size_t size = strchr("{[<]}_(%", text->text[at]) != NULL ? empty_at(text->text + at) : 0;
        if (size > 0)
            say_empty(text, at, at + size);
        at += size > 0 ? size : 1;
    }
    find_crosses(text);
    // "Dear ," : somebody was to stand there
    if (text->words.count > 0 && text->name_end == text->name_first && text->name_first > 0) {
        const char *behind = text->text + text->words.items[text->name_first - 1].to;
        if (behind[strspn(behind, " ")] == ',' && strcmp(check_fold(text, 0), "dear") == 0)
            say_empty(text, text->words.items[0].from,
                      (size_t)(behind - text->text) + strspn(behind, " ") + 1);
    }
}

static void check_subject(CheckText *text)
{
    const char *subject = text->input->subject;
    for (const char *at = subject != NULL ? subject : ""; *at != '\0';) {
        size_t size = strchr("{[<]}_(%", *at) != NULL ? empty_at(at) : 0;
        size_t before = text->result->findings.count;
        if (size > 0)
            check_say(text, CHECK_PLACEHOLDER_EMPTY, (size_t)(at - subject), (size_t)(at - subject) + size,
                      str_format("%.*s in the subject is still to be filled in.", (int)size, at), NULL);
        if (text->result->findings.count > before)
            text->result->findings.items[before].in_subject = true;
        at += size > 0 ? size : 1;
    }
}

// ---- over-limit, long

static void check_limits(CheckText *text)
{
    const CheckInput *input = text->input;
    ChannelCount count = channel_count(input->channel, input->premium, input->subject, text->text);
    if (count.text_limit > 0 && count.text > count.text_limit)
        check_say(text, CHECK_OVER_LIMIT, 0, 0,
                  str_format("%zu characters too many: %s takes %zu.", count.text - count.text_limit,
                             channel_name(input->channel), count.text_limit),
                  NULL);
    if (count.subject_limit > 0 && count.subject > count.subject_limit) {
        size_t before = text->result->findings.count;
        check_say(text, CHECK_OVER_LIMIT, 0, strlen(input->subject),
                  str_format("The subject is %zu characters too long: %s takes %zu.",
                             count.subject - count.subject_limit, channel_name(input->channel),
                             count.subject_limit),
                  NULL);
        if (text->result->findings.count > before)
            text->result->findings.items[before].in_subject = true;
    }
}

static void check_length(CheckText *text)
{
    enum { FIRST = 75, NUDGE = 60, ANY = 150 };
    const CheckInput *input = text->input;
    size_t words = text->result->words;
    bool first = input->occasion == OCCASION_REQUEST && check_is_first(input);
    bool named = first || input->occasion == OCCASION_NUDGE;
    size_t most = first ? FIRST : input->occasion == OCCASION_NUDGE ? NUDGE : ANY;
    if (named ? words <= most : words < most)
        return;
    size_t before = text->result->findings.count;
    check_say(text, CHECK_LONG, 0, 0,
              str_format("%zu words; %s is read to its end when it has %s %zu.", words,
                         first   ? "a first request"
                         : named ? "a nudge"
                                 : "a message",
                         named ? "at most" : "fewer than", most),
              NULL);
    if (!named && text->result->findings.count > before)
        text->result->findings.items[before].severity = CHECK_HINT;
}

// ---- link-in-first-message

static const char *const DOMAINS[] = {"com", "org", "net",  "io", "dev", "example", "edu",  "me",
                                      "co",  "app", "site", "de", "fr",  "uk",      "page", NULL};

// "robin.example" or "www.robin.example/work" without a scheme: the end of the name; 0 = it is none.
static size_t bare_domain(const char *at)
{
    static const char NAME[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
    size_t length = strspn(at, NAME);
    while (length > 0 && (at[length - 1] == '.' || at[length - 1] == '-'))
        length--;
    size_t dot = length;
    while (dot > 0 && at[dot - 1] != '.')
        dot--;
    if (dot < 2 || at[length] == '@')
        return 0;
    for (const char *const *domain = DOMAINS; *domain != NULL; domain++)
        if (strlen(*domain) == length - dot && strncmp(*domain, at + dot, length - dot) == 0)
            return length;
    return 0;
}

static void check_links(CheckText *text)
{
    if (!check_is_first(text->input))
        return;
    for (size_t at = 0; at < text->length;) {
        const char *here = text->text + at;
        size_t blank = strcspn(here, " \t\n<>()\"");
        if (blank == 0) {
            at++;
            continue;
        }
        bool scheme = strncmp(here, "http://", 7) == 0 || strncmp(here, "https://", 8) == 0;
        bool link = scheme || (memchr(here, '@', blank) == NULL && bare_domain(here) > 0);
        if (link) {
            check_say(text, CHECK_LINK_IN_FIRST_MESSAGE, at, at + blank,
                      mem_strdup("A stranger's link looks like an advertisement: offer to send it instead."),
                      NULL);
            return;
        }
        at += blank;
    }
}

// ---- no-signature

// Both names as one word after another, or the given name alone, among the last words.
static bool is_signed(const CheckText *text)
{
    enum { LAST = 24 };
    Str name = STR_INIT;
    bool found = false;
    const char *given = text->input->my_given != NULL ? text->input->my_given : text->input->my_name;
    utf8_fold(&name, given, strcspn(given, " -"));
    size_t from = text->words.count > LAST ? text->words.count - LAST : text->body;
    for (size_t i = from; i < text->words.count && !found; i++) {
        size_t line = text->words.items[i].to + strcspn(text->text + text->words.items[i].to, "\n");
        bool line_start = i > 0 && memchr(text->text + text->words.items[i - 1].to, '\n',
                                          text->words.items[i].from - text->words.items[i - 1].to) != NULL;
        bool late = text->words.items[i].from >= text->close || line_start || line == text->length;
        found = late && strcmp(check_fold(text, i), str_get(&name)) == 0 && text->words.items[i].capital;
    }
    str_clear(&name);
    return found;
}

static void check_signature(CheckText *text)
{
    const CheckInput *input = text->input;
    if (input->channel != CHANNEL_EMAIL || text->cut || str_blank(input->my_name) || text->words.count == 0 ||
        is_signed(text))
        return;
    const char *given = str_blank(input->my_given) ? input->my_name : input->my_given;
    char *fix =
        str_format("%s%s", text->length > 0 && text->text[text->length - 1] == '\n' ? "\n" : "\n\n", given);
    check_say(text, CHECK_NO_SIGNATURE, text->length, text->length,
              mem_strdup("An email ends with your name: they should not have to look for it."), fix);
    free(fix);
}

void check_form(CheckText *text)
{
    const CheckInput *input = text->input;
    if (input->recipient_count == 0)
        check_say(text, CHECK_NO_RECIPIENT, 0, 0, mem_strdup("Nobody gets this message: name a recipient."),
                  NULL);
    if (input->too_soon != NULL)
        check_say(text, CHECK_TOO_SOON, 0, 0, mem_strdup(input->too_soon), NULL);
    find_placeholders(text);
    check_subject(text);
    check_limits(text);
    check_length(text);
    check_links(text);
    check_signature(text);
}
