// SPDX-License-Identifier: MIT
// Filling: one pass over the tree. The only subtle part is the seam: where a block vanished, the blanks and
// empty lines on both of its sides must not add up.
#include <string.h>

#include "rapport/base/civil.h"
#include "rapport/core/placeholders.h"
#include "rapport/core/template.h"
#include "rapport/core/textbuf.h"
#include "template_private.h"

typedef struct Renderer {
    const TemplateTree *tree;
    const TemplateValues *values;
    Str *out;
    size_t start; // of this rendering in out
    TemplateSpans *spans;
    bool seam; // a block vanished right before
} Renderer;

// ---- values ----

static bool put_value(const Renderer *renderer, const TemplateName *name, Str *out)
{
    const TemplateValues *values = renderer->values;
    if (!name->is_date)
        return values->value(values->self, name->name, out);
    if (values->today == CIVIL_NONE)
        return false;
    placeholder_date(civil_add_months(values->today, name->months) + name->days, values->today, out);
    return true;
}

// Appends the first value that is not blank, on one line and trimmed.
static bool append_value(const Renderer *renderer, const TemplateNode *node, Str *out)
{
    bool filled = false;
    for (size_t i = 0; i < node->names && !filled; i++) {
        Str raw = STR_INIT, line = STR_INIT;
        put_value(renderer, &renderer->tree->names.items[node->first_name + i], &raw);
        text_sanitise(&line, str_get(&raw), raw.length, TEXT_ONE_LINE);
        filled = !str_blank(str_get(&line));
        if (filled)
            str_append(out, str_trim(line.data));
        str_clear(&raw);
        str_clear(&line);
    }
    return filled;
}

// A block stays when each placeholder of its own has a value; inner blocks answer for themselves.
static bool block_stays(const Renderer *renderer, size_t open)
{
    const TemplateNode *nodes = renderer->tree->nodes.items;
    bool stays = true;
    for (size_t i = open + 1; i < nodes[open].other && stays; i++) {
        Str value = STR_INIT;
        if (nodes[i].kind == NODE_OPEN)
            i = nodes[i].other;
        else if (nodes[i].kind == NODE_PLACE)
            stays = append_value(renderer, &nodes[i], &value);
        str_clear(&value);
    }
    return stays;
}

// ---- seams ----

static size_t written(const Renderer *renderer)
{
    return renderer->out->length - renderer->start;
}

static bool ends_with(const Renderer *renderer, const char *end)
{
    size_t size = strlen(end);
    return written(renderer) >= size &&
           memcmp(renderer->out->data + renderer->out->length - size, end, size) == 0;
}

static bool at_line_start(const Renderer *renderer)
{
    return written(renderer) == 0 || ends_with(renderer, "\n");
}

static void trim_blanks(Renderer *renderer)
{
    while (ends_with(renderer, " "))
        str_truncate(renderer->out, renderer->out->length - 1);
}

// The bytes at the start of text that are too much behind a vanished block. May trim what stands before it.
static size_t too_much(Renderer *renderer, const char *text, size_t length)
{
    size_t skip = 0;
    bool feeds_ahead = false;
    if (at_line_start(renderer) || ends_with(renderer, " "))
        while (skip < length && text[skip] == ' ')
            skip++;
    feeds_ahead = skip < length && text[skip] == '\n';
    if (feeds_ahead || (skip < length && strchr(",.;:!?", text[skip]) != NULL))
        trim_blanks(renderer);
    if (!feeds_ahead || !at_line_start(renderer))
        return skip;
    if (written(renderer) > 0 && !ends_with(renderer, "\n\n"))
        return skip + 1;
    while (skip < length && text[skip] == '\n')
        skip++;
    return skip;
}

static void render_text(Renderer *renderer, const char *text, size_t length)
{
    size_t skip = renderer->seam ? too_much(renderer, text, length) : 0;
    str_append_n(renderer->out, text + skip, length - skip);
    if (skip < length)
        renderer->seam = false;
}

static void render_place(Renderer *renderer, const TemplateNode *node)
{
    TemplateSpan span = {.from = renderer->out->length};
    span.filled = append_value(renderer, node, renderer->out);
    if (!span.filled)
        str_append_n(renderer->out, renderer->tree->text.data + node->at, node->length);
    span.to = renderer->out->length;
    if (renderer->spans != NULL)
        vec_push(renderer->spans, span);
    renderer->seam = false;
}

// A block at the end that vanished takes the white space before it along.
static void trim_end(Renderer *renderer)
{
    while (ends_with(renderer, " ") || ends_with(renderer, "\n"))
        str_truncate(renderer->out, renderer->out->length - 1);
}

void template_render(const TemplateTree *tree, const TemplateValues *values, Str *out, TemplateSpans *spans)
{
    Renderer renderer = {.tree = tree, .values = values, .out = out, .start = out->length, .spans = spans};
    for (size_t i = 0; i < tree->nodes.count; i++) {
        const TemplateNode *node = &tree->nodes.items[i];
        if (node->kind == NODE_TEXT) {
            render_text(&renderer, tree->text.data + node->at, node->length);
        } else if (node->kind == NODE_PLACE) {
            render_place(&renderer, node);
        } else if (node->kind == NODE_OPEN && !block_stays(&renderer, i)) {
            i = node->other;
            renderer.seam = true;
        }
    }
    if (renderer.seam)
        trim_end(&renderer);
}

bool template_fill(const char *text, const TemplateValues *values, Str *out, TemplateSpans *spans, Error *err)
{
    if (text == NULL)
        return true;
    TemplateTree *tree = template_parse(text, strlen(text), err);
    if (tree == NULL)
        return false;
    template_render(tree, values, out, spans);
    template_tree_free(tree);
    return true;
}
