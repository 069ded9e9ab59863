// SPDX-License-Identifier: MIT
// The search as a whole: what came of writing, and its good end.
#include <stdlib.h>

#include "frame.h"
#include "notice.h"
#include "rapport/app/insights.h"
#include "rapport/app/landed.h"

enum { HISTORY_MOST = 5000 }; // as much as is read within a frame

void command_insights(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection, (void)args;
    Stats stats;
    Error err = {0};
    if (!store_stats(tui_app(tui)->store, HISTORY_MOST, &stats, &err)) {
        tui_error(tui, &err);
        return;
    }
    Str text = STR_INIT;
    insights_text(&stats, tui_ascii(tui) || tui_plain(tui), &text);
    tui_read(tui, "Insights: what came of it", str_get(&text));
    str_clear(&text);
    store_stats_clear(&stats);
}

static void answered_landed(Tui *tui, size_t index, void *self)
{
    (void)self;
    StepResult result = {0};
    Error err = {0};
    if (index != 1)
        return;
    if (app_landed(tui_app(tui), &result, &err)) {
        tui_changed(tui, CHANGE_ALL);
        tui_show(tui, &VIEW_DRAFTS);
        tui_toast(tui, true, "%s", result.summary);
    } else {
        tui_error(tui, &err);
    }
    step_result_clear(&result);
}

void command_landed(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection, (void)args;
    static const Choice CHOICES[] = {{"n", "not yet", NULL}, {"y", "yes: do all of it", "one step of undo"}};
    Landed landed = {0};
    Error err = {0};
    if (landed_preview(tui_app(tui), &landed, &err)) {
        Str text = STR_INIT;
        landed_describe(tui_app(tui), &landed, &text);
        str_append(&text, "Nothing is sent by itself. Has the search ended well?");
        notice_open(tui, "Landed", str_get(&text), CHOICES, 2, answered_landed, NULL, NULL);
        str_clear(&text);
    } else {
        tui_error(tui, &err);
    }
    landed_clear(&landed);
}
