// SPDX-License-Identifier: MIT
// Commands on how to be in touch with somebody: stage, rest, rhythm, reasons to write.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/contacts.h"
#include "rapport/base/str.h"

bool cmd_stage(Cli *cli, Error *err)
{
    int64_t id;
    int stage = STAGE_NONE;
    const char *word = cli->args.items[1];
    char done[64];
    bool by_hand = strcmp(word, "auto") != 0;
    if (!argument_contact(cli, cli->args.items[0], ERROR_INPUT, &id, err) ||
        (by_hand && !word_value(WORDS_STAGE, word, &stage, err)) ||
        !app_stage(cli->app, &id, 1, (Stage)stage, err))
        return false;
    snprintf(done, sizeof done, by_hand ? "stage %s" : "the stage follows what happens", word);
    return answer_contact(cli, id, done, err);
}

bool cmd_rest(Cli *cli, Error *err)
{
    ContactIds ids = {0};
    const char *until = option_value(cli, "until");
    DateValue date = {.day = CIVIL_NONE};
    char done[96] = "rests", day[DATE_TEXT_SIZE];
    bool fine = argument_contacts(cli, 0, &ids, err) &&
                (until == NULL || argument_date(cli, "--until", until, false, &date, err)) &&
                app_rest(cli->app, ids.items, ids.count, date.day, err);
    Contact first;
    contact_init(&first);
    if (fine && until != NULL)
        snprintf(done, sizeof done, "rests until %s", date_preview(date.day, -1, app_today(cli->app), day));
    else if (fine && store_contact_get(cli->app->store, ids.items[0], false, &first, NULL) &&
             first.stage != STAGE_RESTING)
        snprintf(done, sizeof done, "rests no longer");
    contact_clear(&first);
    if (fine)
        fine = ids.count == 1 ? answer_contact(cli, ids.items[0], done, err)
                              : answer_contacts(cli, ids.items, ids.count, done, err);
    vec_clear(&ids);
    return fine;
}

// "3w", "2m", "1y", "45" or "none"; -1 when it is none of these.
static int rhythm_days(const char *text)
{
    if (strcmp(text, "none") == 0)
        return 0;
    char *end;
    long count = strtol(text, &end, 10);
    int unit = *end == 'w' ? 7 : *end == 'm' ? 30 : *end == 'y' ? 365 : *end == 'd' || *end == '\0' ? 1 : 0;
    bool good =
        end != text && unit > 0 && (*end == '\0' || end[1] == '\0') && count > 0 && count <= 3650 / unit;
    return good ? (int)count * unit : -1;
}

// Everybody active who works there now.
static bool people_at(Cli *cli, const char *organisation, ContactIds *people, Error *err)
{
    enum { PEOPLE_MOST = 10000 };
    ContactIds ids = {0};
    size_t now = 0;
    int64_t id;
    bool fine = store_organisation_find(cli->app->store, organisation, &id, err) &&
                store_organisation_people(cli->app->store, id, PEOPLE_MOST, &ids, &now, err);
    for (size_t i = 0; fine && i < now; i++) {
        Contact contact;
        contact_init(&contact);
        fine = store_contact_get(cli->app->store, ids.items[i], false, &contact, err);
        if (contact.active)
            vec_push(people, ids.items[i]);
        contact_clear(&contact);
    }
    vec_clear(&ids);
    if (fine && people->count == 0)
        fine = error_set(err, ERROR_INPUT, "nobody active works at %.120s", organisation);
    return fine;
}

// A contact, everybody who has the tag of "#tag", or who works at the place of "org:NAME".
static bool rhythm_people(Cli *cli, const char *whom, ContactIds *people, Error *err)
{
    int64_t id;
    if (str_starts(whom, "org:"))
        return people_at(cli, whom + strlen("org:"), people, err);
    if (*whom != '#') {
        if (!argument_contact(cli, whom, ERROR_INPUT, &id, err))
            return false;
        vec_push(people, id);
        return true;
    }
    return store_contacts_tagged(cli->app->store, whom + 1, people, err) &&
           (people->count > 0 || error_set(err, ERROR_INPUT, "nobody has the tag %s", whom));
}

bool cmd_rhythm(Cli *cli, Error *err)
{
    ContactIds people = {0};
    const char *text = cli->args.items[1];
    int days = rhythm_days(text);
    char done[64] = "no rhythm";
    if (days < 0)
        return error_set(err, ERROR_INPUT,
                         "\"%.40s\" is no rhythm; write 3w, 2m, 1y, a number of days or none", text);
    if (days > 0)
        snprintf(done, sizeof done, "in touch every %d days", days);
    bool fine = rhythm_people(cli, cli->args.items[0], &people, err) &&
                app_rhythm(cli->app, people.items, people.count, days, err) && people.items != NULL &&
                (*cli->args.items[0] == '#' || str_starts(cli->args.items[0], "org:")
                     ? answer_contacts(cli, people.items, people.count, done, err)
                     : answer_contact(cli, people.items[0], done, err));
    vec_clear(&people);
    return fine;
}

bool cmd_hook(Cli *cli, Error *err)
{
    int64_t id;
    Str text = STR_INIT;
    bool fine = argument_contact(cli, cli->args.items[0], ERROR_INPUT, &id, err) &&
                argument_rest(cli, 1, &text, err) && app_hook(cli->app, id, str_get(&text), err) &&
                answer_contact(cli, id, "a reason to write is noted", err);
    str_clear(&text);
    return fine;
}
