// SPDX-License-Identifier: MIT
// The end of a search. What it closes are rows that a person made for the search; people and their history
// stay as they are.
#include "rapport/app/landed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/drafts.h"
#include "rapport/base/mem.h"
#include "rapport/store/settings.h"

enum { NAMES_SHOWN = 12 };

static const char TEMPLATE[] = "landed";

bool landed_preview(App *app, Landed *out, Error *err)
{
    *out = (Landed){0};
    out->openings = store_openings_count(app->store);
    return store_supporters(app->store, LANDED_MOST, &out->thanks, err) &&
           store_targets(app->store, false, LANDED_MOST, &out->targets, err) &&
           store_short_rhythms(app->store, app->timing.search_rhythm, &out->rhythms, err);
}

void landed_clear(Landed *landed)
{
    vec_clear(&landed->thanks);
    vec_clear(&landed->rhythms);
    store_targets_clear(&landed->targets);
}

static void describe_people(App *app, const char *what, const ContactIds *ids, Str *out)
{
    if (ids->count == 0)
        return;
    str_appendf(out, "%s %zu: ", what, ids->count);
    for (size_t i = 0; i < ids->count && i < NAMES_SHOWN; i++) {
        char *name = store_contact_name(app->store, ids->items[i]);
        str_appendf(out, "%s%s", i > 0 ? ", " : "", name);
        free(name);
    }
    if (ids->count > NAMES_SHOWN)
        str_appendf(out, " and %zu more", ids->count - NAMES_SHOWN);
    str_push(out, '\n');
}

void landed_describe(App *app, const Landed *landed, Str *out)
{
    describe_people(app, "A draft with the news and thanks to", &landed->thanks, out);
    if (landed->targets.count > 0)
        str_appendf(out, "Targets that close: %zu\n", landed->targets.count);
    if (landed->openings > 0)
        str_appendf(out, "Openings that close: %lld\n", (long long)landed->openings);
    describe_people(app, "Rhythms of the search that stop,", &landed->rhythms, out);
    str_append(out, "Advocates hear from you less often from now on.\n");
}

// ---- doing it

static bool thank(App *app, int64_t contact, const Template *template, Error *err)
{
    Draft draft = {.template_id = template->id,
                   .template_version = template->version,
                   .channel = app_reachable_channel(app, contact),
                   .occasion = template->occasion,
                   .state = DRAFT_OPEN,
                   .created_utc = store_now(app->store).utc,
                   .planned_day = CIVIL_NONE};
    Str subject = STR_INIT, text = STR_INIT;
    bool fine = app_fill(app, contact, template->subject, template->text, &subject, &text, err);
    draft.subject = str_take(&subject);
    draft.text = str_take(&text);
    vec_push(&draft.recipients, contact);
    fine = fine && store_draft_insert(app->store, &draft, err);
    draft_clear(&draft);
    return fine;
}

// Who has such a draft already keeps it.
static bool is_thanked(App *app, int64_t contact, const Template *template)
{
    Drafts drafts = {0};
    bool found = false;
    store_drafts_of(app->store, contact, &drafts, NULL);
    for (size_t i = 0; i < drafts.count; i++)
        found = found || drafts.items[i].template_id == template->id;
    drafts_clear(&drafts);
    return found;
}

static bool stop_rhythm(App *app, int64_t id, Error *err)
{
    Contact contact;
    contact_init(&contact);
    bool fine = store_contact_get(app->store, id, false, &contact, err);
    contact.rhythm_days = 0;
    fine = fine && store_contact_update(app->store, &contact, err);
    contact_clear(&contact);
    return fine;
}

static bool carry_out(App *app, const Landed *landed, const Template *template, size_t *drafts, Error *err)
{
    bool fine = store_targets_close(app->store, err);
    for (size_t i = 0; fine && i < landed->thanks.count; i++) {
        if (is_thanked(app, landed->thanks.items[i], template))
            continue;
        fine = thank(app, landed->thanks.items[i], template, err);
        *drafts += 1;
    }
    for (size_t i = 0; fine && i < landed->rhythms.count; i++)
        fine = stop_rhythm(app, landed->rhythms.items[i], err);
    return fine && store_setting_set(app->store, "searching", "no", err) && app_reload_settings(app, err) &&
           app_reconcile_all(app, err);
}

bool app_landed(App *app, StepResult *result, Error *err)
{
    Landed landed = {0};
    Template template = {0};
    size_t drafts = 0;
    *result = (StepResult){0};
    bool fine = landed_preview(app, &landed, err) &&
                store_template_get(app->store, TEMPLATE, &template, err) &&
                store_begin(app->store, "end the search: landed", err);
    if (fine) {
        fine = carry_out(app, &landed, &template, &drafts, err) && store_commit(app->store, err);
        if (!fine) {
            store_rollback(app->store);
            app_reload_settings(app, NULL);
        }
    }
    snprintf(result->summary, sizeof result->summary,
             "Congratulations. %zu draft%s to look through, %zu target%s closed.", drafts,
             drafts == 1 ? "" : "s", landed.targets.count, landed.targets.count == 1 ? "" : "s");
    template_clear(&template);
    landed_clear(&landed);
    return fine;
}
