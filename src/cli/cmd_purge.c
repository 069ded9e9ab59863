// SPDX-License-Identifier: MIT
// rm --purge: asks once, says what went and which copies of the database still hold it.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/purge.h"
#include "rapport/base/mem.h"

typedef VEC(char *) Names;

static void names_clear(Names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    vec_clear(names);
}

// True when a person agreed: by --yes, or on the terminal.
static bool agreed(Cli *cli, const Names *names, Error *err)
{
    if (option_given(cli, "yes"))
        return true;
    const char *who = names->count > 0 ? names->items[0] : "nobody";
    char *question =
        names->count == 1
            ? str_format("%s goes for good, with notes, messages and history. It cannot be undone.", who)
            : str_format(
                  "%s and %zu more go for good, with notes, messages and history. It cannot be undone.", who,
                  names->count - 1);
    bool asked = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
    char answer[8] = "";
    if (asked) {
        print_note(cli, "%s Type yes to go on:", question);
        print_notes(cli);
        if (fgets(answer, sizeof answer, stdin) == NULL)
            answer[0] = '\0';
    }
    bool yes = str_equal(str_trim(answer), "yes");
    if (!yes)
        error_set(err, asked ? ERROR_INTERRUPTED : ERROR_USAGE,
                  asked ? "nothing was removed" : "%s Add --yes to go on", question);
    free(question);
    return yes;
}

static void answer_json(Cli *cli, const Names *names, const PurgeReport *report, bool deleted)
{
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_field_array(&json, "purged");
    for (size_t i = 0; i < names->count; i++)
        json_write_text(&json, names->items[i]);
    json_write_array_end(&json);
    json_field_bool(&json, "complete", report->complete);
    json_field_array(&json, deleted ? "deleted" : "copies");
    for (size_t i = 0; i < report->copies.count; i++)
        json_write_text(&json, report->copies.items[i].path);
    json_write_array_end(&json);
    json_write_object_end(&json);
}

static void answer_text(Cli *cli, const Names *names, const PurgeReport *report, bool deleted)
{
    for (size_t i = 0; i < names->count; i++)
        print(cli, "%s  removed for good\n", names->items[i]);
    for (size_t i = 0; i < report->copies.count; i++)
        print(cli, deleted ? "deleted %s\n" : "still holds them: %s\n", report->copies.items[i].path);
    if (report->copies.count > 0 && !deleted)
        print_note(cli, "these copies are from before; delete them yourself, or use --backups the next time");
}

static bool purge(Cli *cli, const ContactIds *ids, const Names *names, Error *err)
{
    PurgeReport report = {0};
    size_t deleted = 0;
    bool away = option_given(cli, "backups");
    bool fine = app_purge(cli->app, ids->items, ids->count, &report, err) &&
                (!away || app_purge_copies(&report, &deleted, err));
    if (fine && cli->json)
        answer_json(cli, names, &report, away);
    else if (fine)
        answer_text(cli, names, &report, away);
    if (fine && !report.complete) {
        Error ignored = {0};
        print_flush(cli, &ignored); // what went is the answer, although not every byte did
        *err = report.left;
        fine = false;
    }
    purge_report_clear(&report);
    return fine;
}

static bool finish(Cli *cli, Error *err)
{
    if (!app_purge_finish(cli->app, err))
        return false;
    if (cli->json)
        answer_json(cli, &(Names){0}, &(PurgeReport){.complete = true}, false);
    else
        print(cli, "nothing is left of those who were purged\n");
    return true;
}

bool purge_contacts(Cli *cli, Error *err)
{
    ContactIds ids = {0};
    Names names = {0};
    if (cli->args.count == 0)
        return finish(cli, err);
    bool fine = argument_contacts(cli, 0, &ids, err);
    for (size_t i = 0; fine && i < ids.count; i++)
        vec_push(&names, store_contact_name(cli->app->store, ids.items[i]));
    fine = fine && agreed(cli, &names, err) && purge(cli, &ids, &names, err);
    names_clear(&names);
    vec_clear(&ids);
    return fine;
}
