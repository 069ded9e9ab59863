// SPDX-License-Identifier: MIT
// All names that a template may use, to choose from: beside the text there is room for a few of them only.
#include <stdlib.h>
#include <string.h>

#include "pane_template.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/placeholders.h"

static const char *const OURS[] = {"first_name", "last_name", "full_name", "title", "company",
                                   "school",     "location",  "email",     "phone", "link"};
enum { OURS_COUNT = sizeof OURS / sizeof *OURS };

// The name at an index of what was offered: those of the person, then ours. The caller frees it.
static char *name_at(size_t index)
{
    size_t count;
    const Placeholder *table = placeholder_table(&count);
    return index < count ? mem_strdup(table[index].name) : str_format("me.%s", OURS[index - count]);
}

// The cursor may stand behind a "{{fi" that was begun by hand: that goes.
static void take_begun(TextBuf *buffer)
{
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz_.";
    size_t to = textbuf_cursor(buffer), from = to;
    const char *text = textbuf_text(buffer);
    while (from > 0 && strchr(LETTERS, text[from - 1]) != NULL)
        from--;
    if (from >= 2 && memcmp(text + from - 2, "{{", 2) == 0)
        textbuf_select(buffer, from - 2, to + (str_starts(text + to, "}}") ? 2 : 0));
}

// Where the cursor is: in the subject or in the text.
static void chosen_name(Tui *tui, size_t index, void *self)
{
    (void)self;
    Editor *editor = template_editor(tui);
    if (editor == NULL)
        return;
    Field *subject = template_subject(tui);
    char *name = name_at(index);
    char *placeholder = str_format("{{%s}}", name);
    take_begun(subject != NULL ? subject->buffer : editor->text);
    if (subject != NULL)
        textbuf_insert(subject->buffer, placeholder, strlen(placeholder));
    else
        editor_insert(editor, placeholder);
    free(placeholder);
    free(name);
}

void template_editor_insert(Tui *tui)
{
    size_t count;
    const Placeholder *table = placeholder_table(&count);
    Choice *choices = mem_array(count + OURS_COUNT, sizeof *choices);
    char *names[OURS_COUNT];
    for (size_t i = 0; i < count; i++)
        choices[i] = (Choice){NULL, table[i].name, table[i].example};
    for (size_t i = 0; i < OURS_COUNT; i++)
        choices[count + i] = (Choice){NULL, names[i] = name_at(count + i), "your own"};
    tui_choose(tui, "Insert which placeholder?", choices, count + OURS_COUNT, true, chosen_name, NULL, NULL);
    for (size_t i = 0; i < OURS_COUNT; i++)
        free(names[i]);
    free(choices);
}
