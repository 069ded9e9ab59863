// SPDX-License-Identifier: MIT
// What the commands on things share; see asked.h.
#include "asked.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "job.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"

Asked *asked_new(const Selection *selection)
{
    Asked *asked = mem_alloc(sizeof *asked);
    asked->kind = selection->kind;
    asked->contact = selection->contact;
    for (size_t i = 0; i < selection->count; i++)
        vec_push(&asked->ids, selection->ids[i]);
    return asked;
}

Asked *asked_after_tick(Tui *tui, const Selection *selection)
{
    Selection ticked = {THING_CONTACT, &tui->ticked, 1, tui->ticked, CIVIL_NONE};
    return asked_new(tui->ticked != 0 ? &ticked : selection);
}

Asked *asked_dup(const Asked *other)
{
    Asked *asked = mem_alloc(sizeof *asked);
    *asked = *other;
    memset(&asked->ids, 0, sizeof asked->ids);
    for (size_t i = 0; i < other->ids.count; i++)
        vec_push(&asked->ids, other->ids.items[i]);
    return asked;
}

void asked_free(void *self)
{
    Asked *asked = self;
    vec_clear(&asked->ids);
    free(asked);
}

const int64_t *asked_people(const Asked *asked, size_t *count)
{
    if (asked->kind == THING_CONTACT && asked->ids.count > 0) {
        *count = asked->ids.count;
        return asked->ids.items;
    }
    *count = asked->contact != 0 ? 1 : 0;
    return &asked->contact;
}

void asked_do(Tui *tui, Asked *asked, const char *title, bool (*work)(App *app, void *asked, Error *err),
              const char *done)
{
    size_t count;
    asked_people(asked, &count);
    snprintf(asked->done, sizeof asked->done, "%s", done);
    const JobKind kind = {
        .title = title, .work = work, .free = asked_free, .done = asked->done, .people = count};
    job_open(tui, &kind, asked, count > JOB_PEOPLE);
}

void report_step(Tui *tui, bool fine, StepResult *result, const Error *err)
{
    if (fine) {
        tui_changed(tui, 0);
        tui_clear_marks(tui);
        tui_toast(tui, true, "%s", result->summary);
    } else {
        tui_error(tui, err);
    }
    step_result_clear(result);
}

void report_done(Tui *tui, bool fine, const Error *err, const char *what)
{
    StepResult result = {0};
    snprintf(result.summary, sizeof result.summary, "%s", what);
    report_step(tui, fine, &result, err);
}

char *asked_title(Tui *tui, const char *verb, const Asked *asked)
{
    size_t count;
    const int64_t *ids = asked_people(asked, &count);
    if (count > 1)
        return str_format("%s %zu people", verb, count);
    char *name = count > 0 ? store_contact_name(tui_app(tui)->store, ids[0]) : mem_strdup("");
    char *title = str_format("%s %s", verb, name);
    free(name);
    return title;
}
