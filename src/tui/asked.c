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
#include "rapport/store/followups.h"

static void find_people(Tui *tui, Asked *asked)
{
    ContactIds all = {0};
    IdSet seen = {0};
    store_followup_people(tui_app(tui)->store, asked->ids.items, asked->ids.count, &all);
    for (size_t i = 0; i < all.count; i++) {
        if (id_set_has(&seen, all.items[i]))
            continue;
        id_set_put(&seen, all.items[i], true);
        vec_push(&asked->people, all.items[i]);
    }
    id_set_clear(&seen);
    vec_clear(&all);
}

Asked *asked_new(Tui *tui, const Selection *selection)
{
    Asked *asked = mem_alloc(sizeof *asked);
    asked->kind = selection->kind;
    asked->contact = selection->contact;
    id_list_copy(&asked->ids, selection->ids, selection->count);
    if (asked->kind == THING_FOLLOWUP && asked->ids.count > 1)
        find_people(tui, asked);
    return asked;
}

Asked *asked_after_tick(Tui *tui, const Selection *selection)
{
    Selection ticked = {
        .kind = THING_CONTACT, .ids = &tui->ticked, .count = 1, .contact = tui->ticked, .day = CIVIL_NONE};
    return asked_new(tui, tui->ticked != 0 ? &ticked : selection);
}

Asked *asked_dup(const Asked *other)
{
    Asked *asked = mem_alloc(sizeof *asked);
    *asked = *other;
    memset(&asked->ids, 0, sizeof asked->ids);
    memset(&asked->people, 0, sizeof asked->people);
    id_list_copy(&asked->ids, other->ids.items, other->ids.count);
    id_list_copy(&asked->people, other->people.items, other->people.count);
    return asked;
}

void asked_free(void *self)
{
    Asked *asked = self;
    vec_clear(&asked->ids);
    vec_clear(&asked->people);
    free(asked);
}

const int64_t *asked_people(const Asked *asked, size_t *count)
{
    bool contacts = asked->kind == THING_CONTACT && asked->ids.count > 0;
    bool several = asked->kind == THING_FOLLOWUP && asked->ids.count > 1;
    *count = contacts ? asked->ids.count : several ? asked->people.count : asked->contact != 0 ? 1 : 0;
    return contacts ? asked->ids.items : several ? asked->people.items : &asked->contact;
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
        // Where nothing changed the key would take back something else.
        tui_toast(tui, store_last_step(tui_app(tui)->store) != 0, "%s", result->summary);
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
