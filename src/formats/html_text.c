// SPDX-License-Identifier: MIT
// LinkedIn wraps some messages in HTML from its editor and leaves others plain. Only tags from a short list
// count as HTML: people write "<3" and "<name>" in messages, and nothing that they wrote may vanish.
#include "html_text.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

typedef enum TagKind { TAG_INLINE, TAG_BREAK, TAG_BLOCK, TAG_HIDDEN } TagKind;

static const struct {
    const char *name;
    TagKind kind;
} TAGS[] = {
    {"a", TAG_INLINE},      {"b", TAG_INLINE},         {"i", TAG_INLINE},     {"u", TAG_INLINE},
    {"em", TAG_INLINE},     {"strong", TAG_INLINE},    {"span", TAG_INLINE},  {"img", TAG_INLINE},
    {"font", TAG_INLINE},   {"td", TAG_INLINE},        {"th", TAG_INLINE},    {"br", TAG_BREAK},
    {"li", TAG_BREAK},      {"tr", TAG_BREAK},         {"p", TAG_BLOCK},      {"div", TAG_BREAK},
    {"ul", TAG_BREAK},      {"ol", TAG_BREAK},         {"h1", TAG_BLOCK},     {"h2", TAG_BLOCK},
    {"h3", TAG_BLOCK},      {"table", TAG_BLOCK},      {"html", TAG_INLINE},  {"body", TAG_INLINE},
    {"head", TAG_HIDDEN},   {"hr", TAG_BREAK},         {"tbody", TAG_INLINE}, {"style", TAG_HIDDEN},
    {"script", TAG_HIDDEN}, {"blockquote", TAG_BLOCK},
};

typedef struct Tag {
    const char *name; // from TAGS
    TagKind kind;
    bool closing;
    size_t length; // bytes from '<' to '>'
} Tag;

static bool letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Reads a known tag at text (which starts with '<').
static bool read_tag(const char *text, Tag *tag)
{
    char name[12] = "";
    size_t at = 1, length = 0;
    tag->closing = text[at] == '/';
    at += tag->closing;
    for (; letter_or_digit(text[at]); at++) {
        if (length + 1 >= sizeof name)
            return false;
        name[length++] = text[at];
    }
    if (text[at] == '\0' || strchr(" \t\r\n/>", text[at]) == NULL)
        return false;
    size_t end = strcspn(text + at, "<>");
    if (text[at + end] != '>')
        return false;
    tag->length = at + end + 1;
    for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++) {
        if (str_equal_nocase(name, TAGS[i].name)) {
            tag->name = TAGS[i].name;
            tag->kind = TAGS[i].kind;
            return true;
        }
    }
    return false;
}

static bool looks_like_html(const char *text)
{
    Tag tag;
    for (const char *at = text; (at = strchr(at, '<')) != NULL; at++) {
        if (read_tag(at, &tag))
            return true;
    }
    return false;
}

static const struct {
    const char *name;
    uint32_t code;
} ENTITIES[] = {
    {"amp", '&'},      {"lt", '<'},        {"gt", '>'},       {"quot", '"'},     {"apos", '\''},
    {"nbsp", ' '},     {"hellip", 0x2026}, {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018},
    {"rsquo", 0x2019}, {"ldquo", 0x201C},  {"rdquo", 0x201D}, {"bull", 0x2022},  {"euro", 0x20AC},
};

static uint32_t entity_code(const char *name, size_t length)
{
    if (length > 1 && name[0] == '#') {
        bool hex = name[1] == 'x' || name[1] == 'X';
        char *end;
        unsigned long code = strtoul(name + (hex ? 2 : 1), &end, hex ? 16 : 10);
        return end == name + length && code > 0 && code < 0x110000 ? (uint32_t)code : 0;
    }
    for (size_t i = 0; i < sizeof ENTITIES / sizeof *ENTITIES; i++) {
        if (strlen(ENTITIES[i].name) == length && strncmp(name, ENTITIES[i].name, length) == 0)
            return ENTITIES[i].code;
    }
    return 0;
}

// Appends the entity at text (which starts with '&') and returns its length; an unknown one stays as it is.
static size_t append_entity(Str *out, const char *text)
{
    size_t length = 1 + strcspn(text + 1, ";& \n");
    uint32_t code = text[length] == ';' && length > 1 && length < 12 ? entity_code(text + 1, length - 1) : 0;
    if (code == 0) {
        str_push(out, '&');
        return 1;
    }
    char bytes[4];
    str_append_n(out, bytes, utf8_encode(code, bytes));
    return length + 1;
}

// Ends the line (and for a block leaves one empty line), unless the text already stands so.
static void append_break(Str *out, size_t start, TagKind kind)
{
    size_t have = 0;
    while (out->length > start + have && out->data[out->length - 1 - have] == '\n')
        have++;
    size_t wanted = kind == TAG_BLOCK ? 2 : kind == TAG_BREAK ? 1 : 0;
    if (out->length == start + have)
        return;
    for (; have < wanted; have++)
        str_push(out, '\n');
}

typedef struct Link {
    const char *target; // within the HTML; NULL = no link is open
    size_t length;
    size_t shown; // where its words start in the output
} Link;

// Notes the target when a link opens; when it closes, writes the target behind words that do not show it.
static void follow_link(Str *out, Link *link, const Tag *tag, const char *html)
{
    if (!tag->closing) {
        char *whole = mem_strndup(html, tag->length);
        const char *target = strstr(whole, "href=\"http");
        link->target = target != NULL ? html + (target - whole) + strlen("href=\"") : NULL;
        link->length = target != NULL ? strcspn(link->target, "\">") : 0;
        link->shown = out->length;
        free(whole);
    } else if (link->target != NULL) {
        char *target = mem_strndup(link->target, link->length);
        if (strstr(str_get(out) + link->shown, target) == NULL)
            str_appendf(out, " (%s)", target);
        free(target);
        link->target = NULL;
    }
}

static void strip_tags(Str *out, const char *text)
{
    size_t start = out->length;
    Link link = {0};
    for (const char *at = text; *at != '\0';) {
        Tag tag;
        if (*at == '<' && read_tag(at, &tag)) {
            if (str_equal(tag.name, "a"))
                follow_link(out, &link, &tag, at);
            at += tag.length;
            if (tag.kind == TAG_BREAK && str_equal(tag.name, "br"))
                str_push(out, '\n');
            else
                append_break(out, start, tag.kind);
            Tag end;
            while (tag.kind == TAG_HIDDEN && !tag.closing && *at != '\0' &&
                   !(*at == '<' && read_tag(at, &end) && end.closing && end.name == tag.name))
                at++;
        } else if (*at == '&') {
            at += append_entity(out, at);
        } else if (*at == '\r' || *at == '\n') {
            append_break(out, start, TAG_BREAK);
            at++;
        } else {
            str_push(out, *at++);
        }
    }
}

static void plain_lines(Str *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\r' && at[1] == '\n')
            continue;
        str_push(out, *at == '\r' ? '\n' : *at);
    }
}

// Drops blanks at line ends, more than one blank line in a row, and white space at both ends of what starts
// at start.
static void tidy(Str *out, size_t start)
{
    size_t kept = start, breaks = 2;
    for (size_t i = start; i < out->length; i++) {
        char byte = out->data[i];
        bool leading = kept == start && (byte == ' ' || byte == '\t');
        if (!leading && (byte != '\n' || breaks < 2))
            out->data[kept++] = byte;
        if (byte == '\n') {
            if (breaks < 2) {
                kept--;
                while (kept > start && (out->data[kept - 1] == ' ' || out->data[kept - 1] == '\t'))
                    kept--;
                out->data[kept++] = '\n';
            }
            breaks++;
        } else if (byte != ' ' && byte != '\t') {
            breaks = 0;
        }
    }
    while (kept > start && strchr(" \t\n", out->data[kept - 1]) != NULL)
        kept--;
    str_truncate(out, kept);
}

void html_to_text(Str *out, const char *text)
{
    size_t start = out->length;
    if (looks_like_html(text))
        strip_tags(out, text);
    else
        plain_lines(out, text);
    tidy(out, start);
}
