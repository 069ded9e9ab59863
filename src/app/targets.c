// SPDX-License-Identifier: MIT
// Targets, openings, ties and introductions as use cases.
#include "rapport/app/targets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/outreach.h"
#include "rapport/app/routines.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/interaction.h"
#include "rapport/store/contacts.h"
#include "rapport/store/interactions.h"
#include "rapport/store/ties.h"

enum { COLLEAGUES_MOST = 1000, WATCHED_MOST = 1000 };

static bool finish(App *app, bool fine, StepResult *result, Error *err)
{
    if (fine && store_commit(app->store, err))
        return true;
    store_rollback(app->store);
    step_result_clear(result);
    return false;
}

static bool find_organisation(App *app, const char *name, bool create, int64_t *id, Error *err)
{
    *id = 0;
    if (str_blank(name))
        return error_set(err, ERROR_INPUT, "say which organisation");
    Error missing = {0};
    if (store_organisation_find(app->store, name, id, &missing))
        return true;
    if (!create) {
        if (err != NULL)
            *err = missing;
        return false;
    }
    *id = store_organisation(app->store, ORGANISATION_COMPANY, name, true, err);
    return *id != 0;
}

// The rules look again at everybody who is there now, and at whoever introduced them.
static bool reconcile_there(App *app, int64_t organisation, bool by_me, bool introducers, AdviceList *advice,
                            Error *err)
{
    ContactIds ids = {0};
    size_t now = 0;
    bool fine = store_organisation_people(app->store, organisation, COLLEAGUES_MOST, &ids, &now, err);
    for (size_t i = 0; fine && i < now; i++)
        fine = app_reconcile(app, ids.items[i], by_me, advice, err) &&
               (!introducers || app_reconcile_introductions(app, ids.items[i], err));
    vec_clear(&ids);
    return fine;
}

// ---- targets

TargetChange target_keep(void)
{
    return (TargetChange){-1, -1, -1, -1, -1, NULL};
}

static bool check_change(App *app, const TargetChange *change, Error *err)
{
    if (change->motivation > 3)
        return error_set(err, ERROR_INPUT, "motivation is 0 to 3");
    if (change->posting > 3)
        return error_set(err, ERROR_INPUT, "posting is 1 to 3: how likely they have a post");
    return change->routine == NULL || *change->routine == '\0' ||
           app_check_routine(app, change->routine, err);
}

bool app_target(App *app, const char *organisation, bool create, const TargetChange *change,
                StepResult *result, Error *err)
{
    *result = (StepResult){0};
    if (!check_change(app, change, err) || !store_begin(app->store, "change target", err))
        return false;
    TargetScore score = {0};
    char *name = NULL;
    Id uid;
    bool fine = find_organisation(app, organisation, create, &result->id, err) &&
                store_organisation_name(app->store, result->id, &name, &uid, err);
    if (fine) {
        store_target_get(app->store, result->id, &score);
        score.motivation = change->motivation >= 0 ? change->motivation : score.motivation;
        score.posting = change->posting >= 0 ? change->posting : score.posting;
        score.advocate = change->advocate >= 0 ? change->advocate : score.advocate;
        score.watch = change->watch >= 0 ? change->watch : score.watch;
        char *what = str_format("%s target %s", change->closed > 0 ? "close" : "set", name);
        store_describe(app->store, what, 0);
        free(what);
        fine = store_target_score(app->store, result->id, &score, err) &&
               store_target_keep(app->store, result->id, change->closed <= 0, change->routine, err) &&
               reconcile_there(app, result->id, false, false, NULL, err);
        snprintf(result->summary, sizeof result->summary, "%s: %s.", name,
                 change->closed > 0  ? "no longer a target"
                 : change->watch > 0 ? "watched"
                                     : "a target");
    }
    free(name);
    return finish(app, fine, result, err);
}

// ---- watching

bool app_watched(App *app, TargetRows *rows, Error *err)
{
    return store_watched(app->store, app_today(app) - app->timing.watch_days + 1, WATCHED_MOST, rows, err);
}

bool app_looked(App *app, const int64_t *organisations, size_t count, StepResult *result, Error *err)
{
    TargetRows due = {0};
    *result = (StepResult){0};
    if (!store_begin(app->store, "look at what is watched", err))
        return false;
    bool fine = count > 0 || app_watched(app, &due, err);
    size_t all = count > 0 ? count : due.count;
    for (size_t i = 0; fine && i < all; i++)
        fine = store_target_looked(app->store, count > 0 ? organisations[i] : due.items[i].organisation, err);
    if (all > 0)
        snprintf(result->summary, sizeof result->summary, "Looked at %zu; again in %d days.", all,
                 app->timing.watch_days);
    else
        snprintf(result->summary, sizeof result->summary, "Nothing is to be looked at today.");
    store_targets_clear(&due);
    return finish(app, fine, result, err);
}

// ---- openings

static const char *ending_of(const Opening *opening, bool closed, bool existed)
{
    return opening->answer == ANSWER_YES    ? "they said yes"
           : opening->answer == ANSWER_NO   ? "they said no"
           : closed                         ? "over"
           : opening->applied != CIVIL_NONE ? "applied"
           : existed                        ? "brought up to date"
                                            : "noted";
}

bool app_opening(App *app, const char *organisation, const Opening *opening, bool closed, StepResult *result,
                 Error *err)
{
    *result = (StepResult){0};
    if (str_blank(opening->title))
        return error_set(err, ERROR_INPUT, "an opening needs a title");
    if (!store_begin(app->store, "note opening", err))
        return false;
    Opening full = *opening;
    bool existed = false, over = closed || opening->answer != ANSWER_NONE;
    bool fine = find_organisation(app, organisation, true, &full.organisation, err);
    if (fine) {
        char *what = str_format("note opening \"%s\"", opening->title);
        store_describe(app->store, what, 0);
        free(what);
        fine = store_opening_put(app->store, &full, closed, &existed, err) &&
               reconcile_there(app, full.organisation, true, over, &result->advice, err);
        snprintf(result->summary, sizeof result->summary, "%s: %s.", opening->title,
                 ending_of(opening, closed, existed));
    }
    result->id = full.organisation;
    return finish(app, fine, result, err);
}

// ---- ties and introductions

static const char *const TIE_KINDS[] = {"knows",      "works-with", "studied-with", "family", "friend",
                                        "introduced", NULL};
static const char *const STATES[] = {"wanted", "asked", "promised", "made", "declined", NULL};

const char *const *app_tie_kinds(void)
{
    return TIE_KINDS;
}

static bool check_word(const char *const *words, const char *what, const char *word, Error *err)
{
    Str all = STR_INIT;
    for (size_t i = 0; words[i] != NULL; i++) {
        if (str_equal(words[i], word)) {
            str_clear(&all);
            return true;
        }
        str_appendf(&all, "%s%s", i > 0 ? ", " : "", words[i]);
    }
    error_set(err, ERROR_INPUT, "%s is one of %s, not \"%.40s\"", what, str_get(&all), word);
    str_clear(&all);
    return false;
}

static bool begin_pair(App *app, const char *verb, int64_t a, int64_t b, Error *err)
{
    int64_t me = store_me(app->store);
    if (a == b)
        return error_set(err, ERROR_INPUT, "that is the same person twice");
    if (me != 0 && (a == me || b == me))
        return error_set(err, ERROR_INPUT, "that is you; whom you know follows from what happened");
    char *first = store_contact_name(app->store, a), *second = store_contact_name(app->store, b);
    char *what = str_format("%s %s and %s", verb, first, second);
    bool fine = store_begin(app->store, what, err);
    if (fine)
        store_describe(app->store, what, a);
    free(what);
    free(first);
    free(second);
    return fine;
}

// Whom somebody I know knows is of the second degree.
static bool spread_degree(App *app, int64_t from, int64_t to, Error *err)
{
    Contact contact;
    contact_init(&contact);
    bool fine = store_contact_get(app->store, from, false, &contact, err) &&
                (contact.degree != 1 || store_contact_set_degree(app->store, to, 2, err));
    contact_clear(&contact);
    return fine;
}

bool app_tie(App *app, int64_t a, const char *kind, int64_t b, StepResult *result, Error *err)
{
    *result = (StepResult){0};
    if (!check_word(TIE_KINDS, "a tie", kind, err) || !begin_pair(app, "tie", a, b, err))
        return false;
    bool known = store_tie_known(app->store, a, b, kind);
    bool fine = (known || store_tie_add(app->store, a, b, kind, NULL, err)) &&
                spread_degree(app, a, b, err) && spread_degree(app, b, a, err);
    snprintf(result->summary, sizeof result->summary, known ? "Known already." : "Noted.");
    return finish(app, fine, result, err);
}

static bool log_introduction(App *app, int64_t connector, int64_t target, StepResult *result, Error *err)
{
    Interaction one;
    interaction_init(&one);
    one.kind = INTERACTION_INTRODUCTION;
    one.direction = DIRECTION_MUTUAL;
    one.at = store_now(app->store);
    one.day = app_today(app);
    vec_push(&one.participants, connector);
    vec_push(&one.participants, target);
    bool fine = store_interaction_insert(app->store, &one, err);
    result->id = one.id;
    interaction_clear(&one);
    return fine;
}

bool app_introduction(App *app, int64_t connector, int64_t target, const char *state, StepResult *result,
                      Error *err)
{
    *result = (StepResult){0};
    if (!check_word(STATES, "an introduction", state, err) ||
        !begin_pair(app, "introduction by", connector, target, err))
        return false;
    // Said twice it was made once.
    bool made = str_equal(state, "made") && !store_introduction_is(app->store, connector, target, "made");
    bool fine = store_introduction_set(app->store, connector, target, state, err) &&
                (store_tie_known(app->store, connector, target, "knows") ||
                 store_tie_add(app->store, connector, target, "knows", NULL, err)) &&
                spread_degree(app, connector, target, err) &&
                (!made || log_introduction(app, connector, target, result, err)) &&
                app_engage(app, target, true, &result->advice, err) &&
                app_engage(app, connector, true, &result->advice, err);
    snprintf(result->summary, sizeof result->summary, "Introduction %s.", state);
    return finish(app, fine, result, err);
}
