// SPDX-License-Identifier: MIT
// What one wants of a company: watching it, and the posts that are open there.
#include <stdlib.h>
#include <string.h>

#include "companies.h"
#include "rapport/app/targets.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/capture.h"
#include "today.h"

static void changed_target(Tui *tui, bool fine, StepResult *result, const Error *err)
{
    if (fine) {
        tui_changed(tui, 0);
        tui_toast(tui, true, "%s", result->summary);
    } else {
        tui_error(tui, err);
    }
    step_result_clear(result);
}

void command_watch(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection, (void)args;
    const OrganisationRow *company = companies_focused(tui);
    TargetChange change = target_keep();
    StepResult result = {0};
    Error err = {0};
    change.watch = !company->watch;
    changed_target(tui, app_target(tui_app(tui), company->name, false, &change, &result, &err), &result,
                   &err);
}

bool on_watched(Tui *tui, const Selection *selection)
{
    const OrganisationRow *company = companies_focused(tui);
    return selection->kind == THING_ORGANISATION && selection->count > 0 &&
           (today_state(tui) != NULL || (company != NULL && company->watch));
}

void command_looked(Tui *tui, const Selection *selection)
{
    StepResult result = {0};
    Error err = {0};
    size_t count = today_state(tui) != NULL ? 0 : selection->count;
    changed_target(tui, app_looked(tui_app(tui), selection->ids, count, &result, &err), &result, &err);
}

static void note_opening(Tui *tui, const char *title, void *self)
{
    (void)self;
    const OrganisationRow *company = companies_focused(tui);
    Opening opening = {.title = title, .closes = CIVIL_NONE, .applied = CIVIL_NONE};
    StepResult result = {0};
    Error err = {0};
    if (company == NULL || str_blank(title))
        return;
    // A day at the end of the title is the last one: "Data engineer, 18 dec".
    CaptureDates dates = {NULL, NULL};
    DateContext context = app_date_context(tui_app(tui), false);
    DateValue closes;
    size_t length;
    const char *date;
    char *shorter = NULL;
    if (capture_split_date(title, &dates, &length, &date) && date_parse(date, &context, &closes, NULL)) {
        while (length > 0 && strchr(", ", title[length - 1]) != NULL)
            length--;
        opening.title = shorter = mem_strndup(title, length);
        opening.closes = closes.day;
    }
    changed_target(tui, app_opening(tui_app(tui), company->name, &opening, false, &result, &err), &result,
                   &err);
    free(shorter);
}

void command_opening(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection;
    Prompt prompt = {.title = "A post there, and until when: Data engineer, 18 dec", .history = "opening"};
    if (*args != '\0')
        note_opening(tui, args, NULL);
    else
        tui_prompt(tui, &prompt, note_opening, NULL, NULL);
}

bool company_focused(Tui *tui, const Selection *selection)
{
    return (void)selection, companies_focused(tui) != NULL;
}
