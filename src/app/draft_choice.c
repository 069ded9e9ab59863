// SPDX-License-Identifier: MIT
// What a new draft begins from: the occasion that the rules advise, the channel that reaches the person, the
// template that is meant for both.
#include <stdlib.h>
#include <string.h>

#include "draft_choice.h"
#include "rapport/app/settings.h"
#include "rapport/base/civil.h"
#include "rapport/base/mem.h"
#include "rapport/store/contacts.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"

// Of the first line that asks for a message: by now, else at all.
static Occasion first_occasion(const AdviceList *advice, int32_t by)
{
    for (size_t i = 0; i < advice->count; i++)
        if (advice->items[i].earliest <= by && advice->items[i].occasion != OCCASION_NONE)
            return advice->items[i].occasion;
    return OCCASION_NONE;
}

// What the rules advise to write; else a nudge while an answer is out, what comes next, a word before a
// meeting, a first request, an update.
Occasion app_advised_occasion(App *app, int64_t contact)
{
    AdviceList advice = {0};
    TimingFacts facts;
    Occasion occasion = OCCASION_NONE;
    if (app_advise(app, contact, &advice, &facts, NULL)) {
        occasion = first_occasion(&advice, app_today(app));
        if (occasion == OCCASION_NONE && facts.waiting_since != CIVIL_NONE)
            occasion = OCCASION_NUDGE; // it may come too soon, but nothing else fits
        if (occasion == OCCASION_NONE) // what comes next
            occasion = first_occasion(&advice, INT32_MAX);
        if (occasion == OCCASION_NONE && facts.stage == STAGE_SCHEDULED)
            occasion = OCCASION_CONFIRM;
        if (occasion == OCCASION_NONE)
            occasion = facts.last_in_day == CIVIL_NONE && facts.last_out_day == CIVIL_NONE ? OCCASION_REQUEST
                                                                                           : OCCASION_UPDATE;
    }
    vec_clear(&advice);
    return occasion != OCCASION_NONE ? occasion : OCCASION_REQUEST;
}

static Occasion rule_occasion(App *app, const Followup *row)
{
    AdviceList advice = {0};
    TimingFacts facts;
    Occasion occasion = OCCASION_NONE;
    if (row->rule != NULL && app_advise(app, row->contact, &advice, &facts, NULL))
        for (size_t i = 0; i < advice.count && occasion == OCCASION_NONE; i++)
            if (strcmp(advice.items[i].rule, row->rule) == 0)
                occasion = advice.items[i].occasion;
    vec_clear(&advice);
    return occasion;
}

static Occasion verb_occasion(const char *text)
{
    static const struct {
        const char *verb;
        Occasion occasion;
    } ROWS[] = {{"congratulat", OCCASION_CONGRATULATION},
                {"thank", OCCASION_THANK_YOU},
                {"nudge", OCCASION_NUDGE},
                {"confirm", OCCASION_CONFIRM},
                {"answer", OCCASION_REPLY},
                {"reply", OCCASION_REPLY},
                {"introduce", OCCASION_INTRODUCTION},
                {"reconnect", OCCASION_RECONNECT},
                {"update", OCCASION_UPDATE},
                {"report", OCCASION_REPORT_BACK}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        char *start = mem_strndup(text, strnlen(text, strlen(ROWS[i].verb)));
        bool same = str_equal_nocase(start, ROWS[i].verb);
        free(start);
        if (same)
            return ROWS[i].occasion;
    }
    return OCCASION_NONE;
}

Occasion app_followup_occasion(App *app, int64_t followup)
{
    Followup row;
    followup_init(&row);
    Occasion occasion = OCCASION_NONE;
    if (store_followup_get(app->store, followup, &row, NULL) && row.contact != 0)
        occasion = row.origin == ORIGIN_RULE ? rule_occasion(app, &row) : verb_occasion(row.text);
    followup_clear(&row);
    return occasion;
}

Channel app_reachable_channel(App *app, int64_t contact)
{
    Contact person;
    contact_init(&person);
    Channel channel = CHANNEL_OTHER;
    if (store_contact_get(app->store, contact, true, &person, NULL)) {
        if (person.channel != CHANNEL_NONE)
            channel = person.channel;
        else if (contact_reach(&person, REACH_EMAIL) != NULL)
            channel = CHANNEL_EMAIL;
        else if (contact_reach(&person, REACH_LINK) != NULL)
            channel = person.degree == 1 ? CHANNEL_LINKEDIN : CHANNEL_LINKEDIN_NOTE;
        else if (contact_reach(&person, REACH_PHONE) != NULL)
            channel = CHANNEL_SMS;
    }
    contact_clear(&person);
    return channel;
}

bool app_note_quota(App *app, int *sent, int *most)
{
    char *text = app_setting(app, "linkedin-notes", NULL);
    *most = text != NULL ? atoi(text) : 0;
    free(text);
    if (app->premium || *most <= 0)
        return false;
    CivilDate today = civil_date(app_today(app));
    *sent = store_notes_since(app->store, civil_day(today.year, today.month, 1));
    return true;
}

// A note of an invitation is too short for any other text.
static bool fits_channel(const Template *template, Channel channel)
{
    return channel != CHANNEL_LINKEDIN_NOTE || template->channel == CHANNEL_LINKEDIN_NOTE;
}

int64_t draft_second(const int64_t *contacts, size_t count)
{
    return count == 2 ? contacts[1] : 0;
}

bool draft_pick_template(App *app, const DraftRequest *request, Occasion occasion, Channel channel,
                         Template *out, Error *err)
{
    if (request->template_name != NULL && *request->template_name != '\0')
        return store_template_get(app->store, request->template_name, out, err);
    if (request->template_name != NULL)
        return true; // blank
    Templates all = {0};
    bool fine = store_templates(app->store, &all, err);
    app_rank_templates(app, request->contacts[0], draft_second(request->contacts, request->contact_count),
                       occasion, channel, &all);
    bool found = all.count > 0 && all.items[0].occasion == occasion && fits_channel(&all.items[0], channel);
    if (fine && found)
        fine = store_template_by_id(app->store, all.items[0].id, out, err);
    templates_clear(&all);
    return fine;
}
