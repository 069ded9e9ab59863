// SPDX-License-Identifier: MIT
// Being wrong is allowed, surprising is not: every date can say why. The command line and the screens show
// the same words.
#include "rapport/app/why.h"

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

// Promises are explained by their rule.
static void tell_own(const FollowupList *rows, int32_t today, Str *out)
{
    char day[DATE_TEXT_SIZE];
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].origin == ORIGIN_HAND)
            str_appendf(out, "\n%s\n  you set it yourself for %s\n", rows->items[i].text,
                        date_short(rows->items[i].day, today, true, day));
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
