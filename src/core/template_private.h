// SPDX-License-Identifier: MIT
// The parsed template, shared by its parser (template.c) and its renderer (template_render.c).
#ifndef RAPPORT_CORE_TEMPLATE_PRIVATE_H
#define RAPPORT_CORE_TEMPLATE_PRIVATE_H

#include "rapport/core/template.h"

typedef enum TemplateNodeKind {
    NODE_TEXT,
    NODE_PLACE, // {{...}}
    NODE_OPEN,  // [[; other = index of its NODE_CLOSE
    NODE_CLOSE, // ]]
} TemplateNodeKind;

// One of the names of a placeholder.
typedef struct TemplateName {
    char name[32];    // "me.first_name"
    bool is_date;     // {{date}} with or without a distance
    int months, days; // the distance
} TemplateName;

typedef struct TemplateNode {
    TemplateNodeKind kind;
    size_t at, length;        // of the text in tree->text; for a place as it was written, with braces
    size_t first_name, names; // in tree->names
    size_t other;
} TemplateNode;

// The nodes in the order of the text; blocks are brackets among them.
struct TemplateTree {
    Str text;
    VEC(TemplateNode) nodes;
    VEC(TemplateName) names;
};

// Reads "name|name|date+3d" between braces. On failure *bad is the byte where it went wrong.
bool template_read_names(TemplateTree *tree, const char *text, size_t length, size_t *bad, Error *err);

#endif
