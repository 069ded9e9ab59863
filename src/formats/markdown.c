// SPDX-License-Identifier: MIT
// Texts of people among the signs of Markdown.
#include "rapport/formats/markdown.h"

#include <string.h>

#include "rapport/base/sanitise.h"

void markdown_text(Str *out, const char *text)
{
    if (text == NULL)
        return;
    Str safe = STR_INIT;
    sanitise(&safe, text, strlen(text), SANITISE_LINE);
    for (const char *c = str_get(&safe); *c != '\0'; c++) {
        if (strchr("\\`*_[]<>#|", *c) != NULL)
            str_push(out, '\\');
        str_push(out, *c);
    }
    str_clear(&safe);
}
