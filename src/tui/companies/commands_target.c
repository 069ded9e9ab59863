// SPDX-License-Identifier: MIT
// What one wants of a company: what it is worth, the routine for it, and watching it.
#include <stdlib.h>

#include "companies.h"
#include "rapport/app/targets.h"
#include "rapport/base/str.h"
#include "today/today.h"
#include "widgets/lineform.h"

void company_changed(Tui *tui, bool fine, StepResult *result, const Error *err)
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
    company_changed(tui, app_target(tui_app(tui), company->name, false, &change, &result, &err), &result,
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
    company_changed(tui, app_looked(tui_app(tui), selection->ids, count, &result, &err), &result, &err);
}

// ---- what it is worth

enum { MOTIVATION, POSTING, ADVOCATE, ROUTINE, TARGET_FIELDS };

static const LineField FIELDS[TARGET_FIELDS] = {
    [MOTIVATION] = {"motivation", "Motivation", "How much you want to work there: 0 to 3"},
    [POSTING] = {"posting", "Posting", "How likely they have a post for you: 1 to 3"},
    [ADVOCATE] = {"advocate", "Advocate", "Whether somebody there speaks for you: yes or no"},
    [ROUTINE] = {"routine", "Routine",
                 "How you wait for answers there: patient, two-track, gentle or one of your own; blank as "
                 "everywhere"},
};

static bool read_score(const char *what, const char *text, int least, int *out, Error *err)
{
    if (*text == '\0')
        return true;
    *out = *text - '0';
    return (text[1] == '\0' && *out >= least && *out <= 3) ||
           error_set(err, ERROR_INPUT, "%s is %d to 3, not \"%.40s\"", what, least, text);
}

static bool read_yes(const char *text, int *out, Error *err)
{
    *out = str_equal(text, "yes") || str_equal(text, "y");
    return *out || *text == '\0' || str_equal(text, "no") || str_equal(text, "n") ||
           error_set(err, ERROR_INPUT, "an advocate there is yes or no, not \"%.40s\"", text);
}

static bool save_target(Tui *tui, int64_t id, const char *const *values, int *at, Error *err)
{
    TargetChange change = target_keep();
    StepResult result = {0};
    char *name = NULL;
    Id uid;
    change.routine = values[ROUTINE];
    change.closed = 0;
    *at = MOTIVATION;
    bool fine = read_score("motivation", values[MOTIVATION], 0, &change.motivation, err) &&
                (*at = POSTING, read_score("posting", values[POSTING], 1, &change.posting, err)) &&
                (*at = ADVOCATE, read_yes(values[ADVOCATE], &change.advocate, err)) &&
                (*at = ROUTINE, store_organisation_name(tui_app(tui)->store, id, &name, &uid, err)) &&
                app_target(tui_app(tui), name, false, &change, &result, err);
    if (fine)
        company_changed(tui, true, &result, err);
    free(name);
    return fine;
}

static const LineFormKind TARGET_FORM = {"target", FIELDS, TARGET_FIELDS, save_target};

void command_target(Tui *tui, const Selection *selection, const char *args)
{
    (void)args;
    const OrganisationRow *company = companies_focused(tui);
    if (selection->contact != 0) {
        tui_run_command(tui, "edit");
        return;
    }
    char *title = str_format("%s as a target", company->name);
    char *routine = store_target_own_routine(tui_app(tui)->store, company->id);
    char *motivation = company->motivation > 0 ? str_format("%d", company->motivation) : NULL;
    char *posting = company->posting > 0 ? str_format("%d", company->posting) : NULL;
    const char *const values[TARGET_FIELDS] = {
        [MOTIVATION] = motivation,
        [POSTING] = posting,
        [ADVOCATE] = !company->target    ? NULL
                     : company->advocate ? "yes"
                                         : "no",
        [ROUTINE] = routine,
    };
    lineform_open(tui, &TARGET_FORM, company->id, title, NULL, values);
    free(title);
    free(routine);
    free(motivation);
    free(posting);
}

bool company_focused(Tui *tui, const Selection *selection)
{
    return (void)selection, companies_focused(tui) != NULL;
}
