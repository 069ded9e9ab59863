// SPDX-License-Identifier: MIT
// Markdown out: texts of people among the signs of the format.
#ifndef RAPPORT_FORMATS_MARKDOWN_H
#define RAPPORT_FORMATS_MARKDOWN_H

#include "rapport/base/str.h"

// Appends the text on one line, sanitised, Markdown's own signs escaped: a name is never a heading or a link.
// NULL appends nothing.
void markdown_text(Str *out, const char *text);

#endif
