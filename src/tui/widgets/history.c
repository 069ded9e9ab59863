// SPDX-License-Identifier: MIT
// What was typed into prompts, by the prompt's name, for the Up key.
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

enum { HISTORY_MOST = 200 };

static History *find(Tui *tui, const char *name)
{
    for (size_t i = 0; i < tui->histories.count; i++)
        if (strcmp(tui->histories.items[i].name, name) == 0)
            return &tui->histories.items[i];
    return NULL;
}

void history_add(Tui *tui, const char *name, const char *line)
{
    History *history = find(tui, name);
    if (history == NULL) {
        history = vec_add(&tui->histories);
        history->name = mem_strdup(name);
    }
    if (history->lines.count > 0 && str_equal(history->lines.items[history->lines.count - 1], line))
        return;
    if (history->lines.count == HISTORY_MOST) {
        free(history->lines.items[0]);
        memmove(history->lines.items, history->lines.items + 1,
                (HISTORY_MOST - 1) * sizeof *history->lines.items);
        history->lines.count--;
    }
    vec_push(&history->lines, mem_strdup(line));
}

const char *history_get(Tui *tui, const char *name, size_t back)
{
    const History *history = find(tui, name);
    if (history == NULL || back >= history->lines.count)
        return NULL;
    return history->lines.items[history->lines.count - 1 - back];
}
