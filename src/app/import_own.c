// SPDX-License-Identifier: MIT
// What an archive says of its owner: who I am, where I worked and studied, which companies I follow and which
// jobs I saved. Only blanks of mine are filled; companies become targets to watch, jobs openings.
#include <stdlib.h>
#include <string.h>

#include "import_internal.h"
#include "rapport/base/mem.h"
#include "rapport/core/names.h"
#include "rapport/formats/linkedin.h"
#include "rapport/store/imports.h"
#include "rapport/store/targets.h"

// ---- me

static bool add_profile(Importing *im, Error *err)
{
    if (im->owner.slug == NULL || store_has_profile(im->app->store, im->me))
        return true;
    Str url = STR_INIT;
    linkedin_url(im->owner.slug, &url);
    bool fine = store_reach_add(im->app->store, im->me, REACH_LINK, str_get(&url), "LinkedIn", NULL, err);
    str_clear(&url);
    im->source_updates++;
    return fine;
}

bool import_make_me(Importing *im, Error *err)
{
    store_journal_pause(im->app->store, true);
    if (im->me != 0)
        return add_profile(im, err);
    if (im->owner.name == NULL)
        return true;
    Contact me;
    contact_init(&me);
    Str given = STR_INIT, family = STR_INIT;
    name_split(im->owner.name, &given, &family);
    me.name = mem_strdup(im->owner.name);
    me.given = str_take(&given);
    me.family = str_take(&family);
    me.is_me = me.active = true;
    bool fine = store_contact_insert(im->app->store, &me, err);
    im->me = me.id;
    contact_clear(&me);
    im->source_updates++;
    return fine && add_profile(im, err) && store_bulk_index(im->app->store, im->me, err);
}

static bool fill(char **field, const char *value)
{
    if (!str_blank(*field) || value == NULL)
        return false;
    free(*field);
    *field = mem_strdup(value);
    return true;
}

bool import_take_me(Importing *im, const void *data, Fate *fate, Error *err)
{
    const ImportMe *theirs = data;
    *fate = FATE_UNCHANGED;
    if (im->me == 0) {
        *fate = import_reject(im, "the profile has no name");
        return true;
    }
    Contact me;
    contact_init(&me);
    bool fine = store_contact_get(im->app->store, im->me, false, &me, err);
    if (fine) {
        const struct {
            char **ours;
            const char *theirs;
        } fields[] = {{&me.headline, theirs->headline},
                      {&me.about, theirs->summary},
                      {&me.industry, theirs->industry},
                      {&me.city, theirs->city}};
        bool changed = me.birthday == CIVIL_NONE && theirs->birthday != CIVIL_NONE;
        if (changed)
            me.birthday = theirs->birthday;
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
            changed = fill(fields[i].ours, fields[i].theirs) || changed;
        store_journal_pause(im->app->store, false);
        if (changed) {
            *fate = FATE_UPDATED;
            fine = store_contact_update(im->app->store, &me, err) &&
                   store_bulk_index(im->app->store, im->me, err);
        }
    }
    contact_clear(&me);
    return fine;
}

static bool has_role(const Contact *me, const ImportRole *theirs)
{
    for (size_t i = 0; i < me->roles.count; i++) {
        Str x = STR_INIT, y = STR_INIT;
        org_fold(me->roles.items[i].name, &x);
        org_fold(theirs->organisation, &y);
        bool same = me->roles.items[i].kind == theirs->kind && str_equal(str_get(&x), str_get(&y)) &&
                    (theirs->title == NULL || str_equal(me->roles.items[i].title, theirs->title));
        str_clear(&x);
        str_clear(&y);
        if (same)
            return true;
    }
    return false;
}

bool import_take_role(Importing *im, const void *data, Fate *fate, Error *err)
{
    const ImportRole *theirs = data;
    *fate = FATE_UNCHANGED;
    if (im->me == 0) {
        *fate = import_reject_all(
            im, "it is not known who you are; say it: rapport edit me name=..., and import it again");
        return true;
    }
    Contact me;
    contact_init(&me);
    bool fine = store_contact_get(im->app->store, im->me, true, &me, err);
    if (fine && !has_role(&me, theirs)) {
        ContactRole role = {.kind = theirs->kind,
                            .name = (char *)theirs->organisation,
                            .title = (char *)theirs->title,
                            .from = theirs->from,
                            .until = theirs->until,
                            .current = theirs->until == CIVIL_NONE};
        store_journal_pause(im->app->store, true);
        fine = store_role_add(im->app->store, im->me, &role, err) &&
               store_bulk_index(im->app->store, im->me, err);
        *fate = FATE_CREATED;
    }
    contact_clear(&me);
    return fine;
}

// ---- targets

static bool seed(Importing *im, const char *company, bool watch, int64_t *organisation, Error *err)
{
    store_journal_pause(im->app->store, true);
    *organisation = store_organisation(im->app->store, ORGANISATION_COMPANY, company, true, err);
    return *organisation != 0 && store_target_seed(im->app->store, *organisation, watch, err);
}

bool import_take_follow(Importing *im, const void *data, Fate *fate, Error *err)
{
    const ImportFollow *follow = data;
    int64_t organisation =
        store_organisation(im->app->store, ORGANISATION_COMPANY, follow->organisation, false, err);
    bool there = organisation != 0 && store_is_target(im->app->store, organisation);
    *fate = there ? FATE_UNCHANGED : FATE_CREATED;
    return there || seed(im, follow->organisation, true, &organisation, err);
}

bool import_take_job(Importing *im, const void *data, Fate *fate, Error *err)
{
    const ImportSavedJob *job = data;
    if (job->company == NULL) {
        *fate = import_reject(im, "the job names no company");
        return true;
    }
    int64_t organisation;
    bool added = false;
    if (!seed(im, job->company, false, &organisation, err))
        return false;
    Opening opening = {.organisation = organisation,
                       .title = job->title != NULL ? job->title : "a job",
                       .link = job->link,
                       .closes = CIVIL_NONE,
                       .applied = CIVIL_NONE};
    bool fine = store_opening_add(im->app->store, &opening, &added, err);
    *fate = added ? FATE_CREATED : FATE_UNCHANGED;
    return fine;
}
