// SPDX-License-Identifier: MIT
// Any bytes as a template, as a template file, as a draft and as values; what is rendered must be valid UTF-8
// when the template was, and unfilled spans must lie in it.
#include <stdint.h>
#include <stdlib.h>

#include "rapport/base/civil.h"
#include "rapport/base/utf8.h"
#include "rapport/core/placeholders.h"
#include "rapport/core/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void render(const TemplateTree *tree, const char *text, bool valid)
{
    PlaceholderSource source;
    placeholder_source_init(&source);
    source.today = civil_day(2026, 11, 24);
    source.contact.name = text;
    source.contact.company = text;
    source.me.given = "Anna";
    TemplateValues values = {placeholder_value, &source, source.today};
    Str out = STR_INIT;
    TemplateSpans spans = {0};
    template_render(tree, &values, &out, &spans);
    if (valid && !utf8_valid(str_get(&out), out.length))
        abort();
    for (size_t i = 0; i < spans.count; i++)
        if (spans.items[i].from > spans.items[i].to || spans.items[i].to > out.length)
            abort();
    vec_clear(&spans);
    str_clear(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    Str terminated = STR_INIT;
    str_append_n(&terminated, text, size);
    Error err;
    error_clear(&err);
    TemplateTree *tree = template_parse(text, size, &err);
    if (tree != NULL)
        render(tree, str_get(&terminated), utf8_valid(text, size));
    else if (err.line < 1 || err.column < 1)
        abort();
    template_tree_free(tree);
    TemplateFile file;
    if (template_file_parse(text, size, &file, &err))
        template_file_clear(&file);
    size_t from = 0, to = 0;
    if (template_next_unfilled(text, size, size / 2, false, &from, &to) !=
        (template_count_unfilled(text, size) > 0))
        abort();
    str_clear(&terminated);
    return 0;
}
