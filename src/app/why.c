// SPDX-License-Identifier: MIT
// Being wrong is allowed, surprising is not: every date can say why. The command line and the screens show
// the same words.
#include "rapport/app/why.h"

#include "rapport/app/targets.h"
#include "rapport/store/contacts.h"
#include "rapport/store/followups.h"

static void tell_stage(const Contact *contact, const TimingFacts *facts, Str *out)
{
    bool by_hand = contact->stage_by_hand;
    Stage stage = by_hand ? contact->stage : facts->stage;
    str_appendf(out, "stage %s: %s\n", stage != STAGE_NONE ? stage_name(stage) : "none",
                by_hand ? "set by hand" : facts->stage_because);
    if (by_hand && stage != STAGE_RESTING)
        str_appendf(out, "without that it would be %s: %s\n", stage_name(facts->stage), facts->stage_because);
}

static void tell_habits(const TimingFacts *facts, Str *out)
{
    const char *pace = facts->answered_fast ? "fast" : "slow";
    if (facts->answered_in >= 0 && facts->answered_in <= 1)
        str_appendf(out, "their last answer came within a working day, which is %s\n", pace);
    else if (facts->answered_in > 1)
        str_appendf(out, "their last answer took %d working days, which is %s\n", facts->answered_in, pace);
    if (facts->rounds > 1)
        str_appendf(out, "they named a time %d times since you last met\n", facts->rounds);
}

static const Followup *row_of(const FollowupList *rows, const Advice *advice)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].origin == ORIGIN_RULE && str_equal(rows->items[i].rule, advice->rule) &&
            str_equal(rows->items[i].text, advice->text))
            return &rows->items[i];
    return NULL;
}

static void tell_advice(const Advice *one, const Followup *row, int32_t today, Str *out)
{
    char from[DATE_TEXT_SIZE], due[DATE_TEXT_SIZE], latest[DATE_TEXT_SIZE], moved[DATE_TEXT_SIZE];
    str_appendf(out, "\n%s (%s)\n  %s\n  from %s, due %s%s%s\n", one->text, one->rule, one->reason,
                date_short(one->earliest, today, true, from), date_short(one->due, today, true, due),
                one->latest == CIVIL_NONE ? "" : ", by ",
                one->latest == CIVIL_NONE ? "" : date_short(one->latest, today, true, latest));
    if (row != NULL && row->pinned && row->day != one->due)
        str_appendf(out, "  you moved it to %s, and there it stays\n",
                    date_short(row->day, today, true, moved));
}

static void tell_hand(const Followup *row, int32_t today, Str *out)
{
    char day[DATE_TEXT_SIZE];
    str_appendf(out, "\n%s\n  you set it yourself for %s", row->text, date_short(row->day, today, true, day));
    if (row->repeat != NULL)
        str_appendf(out, ", %s", row->repeat);
    if (row->snoozes == 1)
        str_append(out, "; put off once");
    else if (row->snoozes > 1)
        str_appendf(out, "; put off %d times", row->snoozes);
    str_push(out, '\n');
}

// Promises are explained by their rule.
static void tell_own(const FollowupList *rows, int32_t today, Str *out)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].origin == ORIGIN_HAND)
            tell_hand(&rows->items[i], today, out);
}

bool app_why(App *app, int64_t id, Str *out, Error *err)
{
    AdviceList advice = {0};
    FollowupList rows = {0};
    TimingFacts facts;
    Contact contact;
    contact_init(&contact);
    bool fine = store_contact_get(app->store, id, false, &contact, err) &&
                app_advise(app, id, &advice, &facts, err) &&
                store_followups_of(app->store, id, true, &rows, err);
    if (fine) {
        tell_stage(&contact, &facts, out);
        tell_habits(&facts, out);
        for (size_t i = 0; i < advice.count; i++)
            tell_advice(&advice.items[i], row_of(&rows, &advice.items[i]), app_today(app), out);
        tell_own(&rows, app_today(app), out);
        if (advice.count == 0)
            str_append(out, "no rule speaks about them now\n");
    }
    contact_clear(&contact);
    followup_list_clear(&rows);
    vec_clear(&advice);
    return fine;
}

// ---- about no person

bool app_why_followup(App *app, int64_t followup, Str *out, Error *err)
{
    Followup row;
    followup_init(&row);
    bool fine = store_followup_get(app->store, followup, &row, err);
    if (fine)
        tell_hand(&row, app_today(app), out);
    followup_clear(&row);
    return fine;
}

static void tell_target(const App *app, const TargetRow *row, Str *out)
{
    char day[DATE_TEXT_SIZE], next[DATE_TEXT_SIZE];
    int32_t today = app_today(app), every = app->timing.watch_days;
    str_appendf(out, "\n%s\n  a target", row->name);
    if (row->score.motivation > 0 || row->score.posting > 0)
        str_appendf(out, ": motivation %d, posting %d", row->score.motivation, row->score.posting);
    str_append(out, "\n");
    if (!row->score.watch)
        return;
    if (row->looked == CIVIL_NONE)
        str_appendf(out, "  watched, and not looked at yet; then every %d days\n", every);
    else
        str_appendf(out, "  watched: you looked on %s, and every %d days is again on %s\n",
                    date_short(row->looked, today, true, day), every,
                    date_short(row->looked + every, today, true, next));
}

static void tell_posts(const App *app, const OpeningRows *rows, Str *out)
{
    char day[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    int32_t today = app_today(app);
    for (size_t i = 0; i < rows->count; i++) {
        const OpeningRow *row = &rows->items[i];
        str_appendf(out, "\n%s\n", row->title);
        if (row->applied != CIVIL_NONE)
            str_appendf(out, "  you applied on %s\n", date_short(row->applied, today, true, day));
        if (row->closes != CIVIL_NONE)
            str_appendf(out, "  closes on %s; whom you know there is asked by %s\n",
                        date_short(row->closes, today, true, day),
                        date_short(row->closes - app->timing.opening_before_close, today, true, last));
        else if (row->applied == CIVIL_NONE)
            str_append(out, "  open, and nobody said until when\n");
    }
}

bool app_why_organisation(App *app, int64_t organisation, Str *out, Error *err)
{
    enum { TARGETS_MOST = 1000, POSTS_MOST = 50 };
    TargetRows targets = {0};
    OpeningRows posts = {0};
    bool fine = organisation == 0 ? app_watched(app, &targets, err)
                                  : store_targets(app->store, false, TARGETS_MOST, &targets, err);
    for (size_t i = 0; fine && i < targets.count; i++)
        if (organisation == 0 || targets.items[i].organisation == organisation)
            tell_target(app, &targets.items[i], out);
    if (fine && organisation != 0)
        fine = store_openings(app->store, organisation, CIVIL_NONE, POSTS_MOST, &posts, err);
    tell_posts(app, &posts, out);
    if (fine && out->length == 0)
        str_append(out, "It is no target, and no post is noted there; e makes it one, P notes a post.\n");
    store_targets_clear(&targets);
    store_openings_clear(&posts);
    return fine;
}
