// SPDX-License-Identifier: MIT
// The search as a whole: what came of writing, and its good end. Both look at everybody, so with many people
// they are jobs.
#include <stdlib.h>

#include "frame.h"
#include "job.h"
#include "rapport/app/insights.h"
#include "rapport/app/landed.h"
#include "rapport/base/mem.h"
#include "widgets/notice.h"

static bool many_people(Tui *tui)
{
    return store_contact_count(tui_app(tui)->store) > JOB_PEOPLE;
}

// ---- what came of writing

static bool count_answers(App *app, void *self, Error *err)
{
    enum { HISTORY_MOST = 5000 };
    return store_stats(app->store, HISTORY_MOST, self, err);
}

static void show_insights(Tui *tui, void *self, bool fine, const Error *err)
{
    Str text = STR_INIT;
    if (!fine) {
        tui_error(tui, err);
        return;
    }
    insights_text(self, tui_ascii(tui) || tui_plain(tui), &text);
    tui_read(tui, "Insights: what came of it", str_get(&text));
    str_clear(&text);
}

static void stats_free(void *self)
{
    store_stats_clear(self);
    free(self);
}

void command_insights(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection, (void)args;
    static const JobKind KIND = {
        .title = "Looking what came of it", .work = count_answers, .free = stats_free, .end = show_insights};
    job_open(tui, &KIND, mem_alloc(sizeof(Stats)), many_people(tui));
}

// ---- its good end

static bool land(App *app, void *self, Error *err)
{
    return app_landed(app, self, err);
}

static void tell_landed(Tui *tui, void *self, bool fine, const Error *err)
{
    const StepResult *result = self;
    if (!fine) {
        tui_error(tui, err);
        return;
    }
    tui_show(tui, &VIEW_DRAFTS);
    tui_toast(tui, true, "%s", result->summary);
}

static void result_free(void *self)
{
    step_result_clear(self);
    free(self);
}

static void answered_landed(Tui *tui, size_t index, void *self)
{
    (void)self;
    static const JobKind KIND = {
        .title = "Ending the search", .work = land, .free = result_free, .end = tell_landed};
    if (index == 1)
        job_open(tui, &KIND, mem_alloc(sizeof(StepResult)), many_people(tui));
}

// What it would do, in words.
static bool describe_end(App *app, void *self, Error *err)
{
    Landed landed = {0};
    bool fine = landed_preview(app, &landed, err);
    if (fine)
        landed_describe(app, &landed, self);
    landed_clear(&landed);
    return fine;
}

static void ask_landed(Tui *tui, void *self, bool fine, const Error *err)
{
    static const Choice CHOICES[] = {{"n", "not yet", NULL}, {"y", "yes: do all of it", "one step of undo"}};
    Str *text = self;
    if (!fine) {
        tui_error(tui, err);
        return;
    }
    str_append(text, "Nothing is sent by itself. Has the search ended well?");
    notice_open(tui, "Landed", str_get(text), CHOICES, 2, answered_landed, NULL, NULL);
}

static void text_free(void *self)
{
    str_clear(self);
    free(self);
}

void command_landed(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection, (void)args;
    static const JobKind KIND = {.title = "Looking what a good end would do",
                                 .work = describe_end,
                                 .free = text_free,
                                 .end = ask_landed};
    job_open(tui, &KIND, mem_alloc(sizeof(Str)), many_people(tui));
}
