// SPDX-License-Identifier: MIT
// The parser of templates. It knows positions and names, never values: that parse and fill are two steps is
// what keeps a contact named "{{me.email}}" harmless.
#include "rapport/core/template.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/core/placeholders.h"
#include "template_private.h"

enum { MAX_DEPTH = 8, MAX_DISTANCE = 9999 };

typedef struct Parser {
    const char *text;
    size_t length, at;
    TemplateTree *tree;
    size_t open[MAX_DEPTH]; // nodes of the blocks that are open
    size_t depth;
    Error *err;
} Parser;

// ---- names ----

// The bytes of a name that an error message shows: not too many, whole characters.
static int shown_length(const char *text, size_t length)
{
    enum { SHOWN = 60 };
    size_t end = length < SHOWN ? length : SHOWN;
    while (end > 0 && end < length && ((unsigned char)text[end] & 0xC0) == 0x80)
        end--;
    return (int)end;
}

static bool bad_name(Error *err, const char *text, size_t length)
{
    if (err == NULL) // nobody reads why
        return false;
    if (length == 0)
        return error_set(err, ERROR_INPUT, "a placeholder needs a name, as in {{first_name}}");
    Str near = STR_INIT;
    if (placeholder_suggest(text, length, &near))
        error_set(err, ERROR_INPUT, "there is no placeholder {{%.*s}}; did you mean {{%s}}?",
                  shown_length(text, length), text, near.data);
    else
        error_set(err, ERROR_INPUT, "there is no placeholder {{%.*s}}", shown_length(text, length), text);
    str_clear(&near);
    return false;
}

// Reads "+14d" behind a date.
static bool read_distance(TemplateName *name, const char *text, size_t length, Error *err)
{
    int number = 0;
    size_t at = 1;
    while (at < length && text[at] >= '0' && text[at] <= '9' && number <= MAX_DISTANCE)
        number = number * 10 + (text[at++] - '0');
    char unit = at + 1 == length ? text[at] : '\0';
    if (at == 1 || number > MAX_DISTANCE || unit == '\0' || strchr("dwm", unit) == NULL)
        return error_set(err, ERROR_INPUT,
                         "a date is written {{date}}, {{date+14d}}, {{date-2w}} or {{date+1m}}");
    if (text[0] == '-')
        number = -number;
    name->months = unit == 'm' ? number : 0;
    name->days = unit == 'd' ? number : unit == 'w' ? 7 * number : 0;
    return true;
}

static bool read_name(TemplateTree *tree, const char *text, size_t length, Error *err)
{
    size_t skip = placeholder_prefix(text, length);
    size_t end = skip;
    while (end < length && text[end] != '+' && text[end] != '-')
        end++;
    TemplateName name = {.is_date = end - skip == 4 && memcmp(text + skip, "date", 4) == 0};
    if (!name.is_date)
        end = length;
    if (placeholder_find(text + skip, end - skip) == NULL || end >= sizeof name.name)
        return bad_name(err, text, length);
    if (end < length && !read_distance(&name, text + end, length - end, err))
        return false;
    memcpy(name.name, text, end);
    vec_push(&tree->names, name);
    return true;
}

bool template_read_names(TemplateTree *tree, const char *text, size_t length, size_t *bad, Error *err)
{
    for (size_t at = 0; at <= length;) {
        const char *bar = memchr(text + at, '|', length - at);
        size_t end = bar != NULL ? (size_t)(bar - text) : length, next = end + 1;
        while (at < end && text[at] == ' ')
            at++;
        while (end > at && text[end - 1] == ' ')
            end--;
        *bad = at;
        if (!read_name(tree, text + at, end - at, err))
            return false;
        at = next;
    }
    return true;
}

// ---- nodes ----

static bool ahead(const Parser *parser, const char *sign)
{
    size_t size = strlen(sign);
    return parser->length - parser->at >= size && memcmp(parser->text + parser->at, sign, size) == 0;
}

static bool escape_ahead(const Parser *parser)
{
    return ahead(parser, "\\{{") || ahead(parser, "\\[[") || ahead(parser, "\\]]") || ahead(parser, "\\}}");
}

static TemplateNode *add_node(TemplateTree *tree, TemplateNodeKind kind)
{
    TemplateNode *node = vec_add(&tree->nodes);
    node->kind = kind;
    node->at = tree->text.length;
    return node;
}

static void add_text(Parser *parser, size_t length)
{
    TemplateTree *tree = parser->tree;
    TemplateNode *last = tree->nodes.count > 0 ? &tree->nodes.items[tree->nodes.count - 1] : NULL;
    if (last == NULL || last->kind != NODE_TEXT)
        last = add_node(tree, NODE_TEXT);
    str_append_n(&tree->text, parser->text + parser->at, length);
    last->length += length;
    parser->at += length;
}

// Gives the error that was set its place in the text.
static bool fail_at(Parser *parser, size_t at)
{
    if (parser->err == NULL)
        return false;
    size_t start = at;
    int line = 1;
    while (start > 0 && parser->text[start - 1] != '\n')
        start--;
    for (size_t i = 0; i < start; i++)
        line += parser->text[i] == '\n';
    parser->err->line = line;
    parser->err->column = 1 + (int)utf8_count_codes(parser->text + start, at - start);
    return false;
}

// The byte where the placeholder's "}}" stands, on the same line; length when there is none.
static size_t closing_braces(const Parser *parser)
{
    for (size_t at = parser->at + 2; at + 1 < parser->length && parser->text[at] != '\n'; at++) {
        if (memcmp(parser->text + at, "}}", 2) == 0)
            return at;
        if (memcmp(parser->text + at, "{{", 2) == 0)
            break;
    }
    return parser->length;
}

static bool parse_place(Parser *parser)
{
    size_t open = parser->at, close = closing_braces(parser), bad = 0;
    if (close == parser->length) {
        error_set(parser->err, ERROR_INPUT, "this {{ has no }} on its line; write \\{{ for the sign itself");
        return fail_at(parser, open);
    }
    TemplateNode *node = add_node(parser->tree, NODE_PLACE);
    node->first_name = parser->tree->names.count;
    if (!template_read_names(parser->tree, parser->text + open + 2, close - open - 2, &bad, parser->err))
        return fail_at(parser, open + 2 + bad);
    node->names = parser->tree->names.count - node->first_name;
    node->length = close + 2 - open;
    str_append_n(&parser->tree->text, parser->text + open, node->length);
    parser->at = close + 2;
    return true;
}

static bool parse_open(Parser *parser)
{
    if (parser->depth == MAX_DEPTH) {
        error_set(parser->err, ERROR_INPUT, "blocks may stand in each other %d deep at most", MAX_DEPTH);
        return fail_at(parser, parser->at);
    }
    parser->open[parser->depth++] = parser->tree->nodes.count;
    add_node(parser->tree, NODE_OPEN)->length = parser->at; // kept until it is closed, for the error
    parser->at += 2;
    return true;
}

static void parse_close(Parser *parser)
{
    size_t open = parser->open[--parser->depth];
    parser->tree->nodes.items[open].other = parser->tree->nodes.count;
    parser->tree->nodes.items[open].length = 0;
    add_node(parser->tree, NODE_CLOSE);
    parser->at += 2;
}

static bool parse_all(Parser *parser)
{
    while (parser->at < parser->length) {
        bool good = true;
        if (escape_ahead(parser)) {
            parser->at++;
            add_text(parser, 2);
        } else if (ahead(parser, "{{")) {
            good = parse_place(parser);
        } else if (ahead(parser, "[[")) {
            good = parse_open(parser);
        } else if (parser->depth > 0 && ahead(parser, "]]")) {
            parse_close(parser);
        } else {
            add_text(parser, 1);
        }
        if (!good)
            return false;
    }
    if (parser->depth == 0)
        return true;
    error_set(parser->err, ERROR_INPUT, "this [[ has no ]]; write \\[[ for the sign itself");
    return fail_at(parser, parser->tree->nodes.items[parser->open[parser->depth - 1]].length);
}

TemplateTree *template_parse(const char *text, size_t length, Error *err)
{
    Parser parser = {.text = text, .length = length, .err = err};
    parser.tree = mem_alloc(sizeof *parser.tree);
    if (parse_all(&parser))
        return parser.tree;
    template_tree_free(parser.tree);
    return NULL;
}

void template_tree_free(TemplateTree *tree)
{
    if (tree == NULL)
        return;
    str_clear(&tree->text);
    vec_clear(&tree->nodes);
    vec_clear(&tree->names);
    free(tree);
}

// ---- drafts ----

// The end of the unfilled placeholder that begins at a place; 0 when there is none.
static size_t unfilled_end(const char *draft, size_t length, size_t at)
{
    Parser parser = {.text = draft, .length = length, .at = at};
    if (!ahead(&parser, "{{") || (at > 0 && draft[at - 1] == '\\'))
        return 0;
    size_t close = closing_braces(&parser), bad = 0;
    if (close == length)
        return 0;
    TemplateTree names = {0};
    bool known = template_read_names(&names, draft + at + 2, close - at - 2, &bad, NULL);
    vec_clear(&names.names);
    return known ? close + 2 : 0;
}

bool template_next_unfilled(const char *draft, size_t length, size_t at, bool backward, size_t *from,
                            size_t *to)
{
    size_t step = backward ? length : 1; // one back, counted around
    for (size_t i = 0, place = at > length ? length : at; i <= length; i++) {
        place = (place + step) % (length + 1);
        size_t end = place < length ? unfilled_end(draft, length, place) : 0;
        if (end > 0) {
            *from = place;
            *to = end;
            return true;
        }
    }
    return false;
}

size_t template_count_unfilled(const char *draft, size_t length)
{
    size_t count = 0;
    const char *end = draft + length;
    for (const char *at = draft; at < end && (at = memchr(at, '{', (size_t)(end - at))) != NULL; at++)
        count += unfilled_end(draft, length, (size_t)(at - draft)) > 0;
    return count;
}
