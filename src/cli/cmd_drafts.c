// SPDX-License-Identifier: MIT
// Commands on messages that are being written: draft, drafts, sent.
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/drafts.h"
#include "rapport/app/sending.h"
#include "rapport/store/interactions.h"

enum { DRAFTS_MAX = 10000 };

// ---- answers

static void print_message(Cli *cli, const char *subject, const char *text)
{
    if (!str_blank(subject))
        print(cli, "Subject: %s\n\n", subject);
    print(cli, "%s%s", text, str_ends(text, "\n") ? "" : "\n");
}

// "findings" of a message to its recipients; null when one of them is gone.
static void json_checked(Cli *cli, JsonWriter *json, const Draft *draft)
{
    CheckResult result;
    CheckMessage message = {draft->channel, draft->occasion, draft->subject, draft->text,
                            draft->planned_day != CIVIL_NONE};
    if (check_message(cli, draft->recipients.items, draft->recipients.count, &message, &result, NULL))
        json_findings(json, draft->subject, draft->text != NULL ? draft->text : "", &result);
    else
        json_field_null(json, "findings");
    check_result_clear(&result);
}

static void json_draft(Cli *cli, JsonWriter *json, const Draft *draft)
{
    json_write_object(json);
    json_draft_fields(cli, json, draft);
    json_checked(cli, json, draft);
    json_write_object_end(json);
}

static bool answer_drafts(Cli *cli, const int64_t *ids, size_t count, Error *err)
{
    JsonWriter json = print_json(cli);
    if (cli->json && count != 1) {
        json_write_object(&json);
        json_field_array(&json, "drafts");
    }
    bool fine = true;
    for (size_t i = 0; fine && i < count; i++) {
        Draft draft = {0};
        char id[SHORT_ID_SIZE];
        fine = store_draft_get(cli->app->store, ids[i], &draft, err);
        if (fine && cli->json) {
            json_draft(cli, &json, &draft);
        } else if (fine) {
            print(cli, "%s%s  draft to %s by %s\n\n", i > 0 ? "\n" : "", short_id(draft.uid, id),
                  draft.recipient_names,
                  channel_name(draft.channel) != NULL ? channel_name(draft.channel) : "no channel");
            print_message(cli, draft.subject, draft.text);
        }
        draft_clear(&draft);
    }
    if (cli->json && count != 1) {
        json_write_array_end(&json);
        json_write_object_end(&json);
    }
    return fine;
}

// ---- draft

static bool find_draft(Cli *cli, const char *text, int64_t *id, Error *err)
{
    if (store_draft_resolve(cli->app->store, text, id, err))
        return true;
    err->kind = err->kind == ERROR_NOT_FOUND ? ERROR_INPUT : err->kind;
    return false;
}

static bool discard(Cli *cli, Error *err)
{
    int64_t id;
    const char *text = cli->args.items[1];
    if (!find_draft(cli, text, &id, err) || !app_draft_discard(cli->app, id, err))
        return false;
    if (cli->json)
        return answer_drafts(cli, &id, 1, err);
    print(cli, "%s: discarded; rapport undo brings it back\n", text);
    return true;
}

// Fills the template for each contact without saving anything.
// Everybody gets a message of their own, unless they are to read it together.
static size_t people_at_once(const Cli *cli, const ContactIds *people)
{
    return option_given(cli, "together") ? people->count : 1;
}

static void json_filled(Cli *cli, const Template *one, const int64_t *to, size_t count, const Str *subject,
                        const Str *text)
{
    Draft draft = {.channel = one->channel,
                   .occasion = one->occasion,
                   .template_name = one->name,
                   .subject = subject->data,
                   .text = text->data,
                   .planned_day = CIVIL_NONE};
    for (size_t i = 0; i < count; i++)
        vec_push(&draft.recipients, to[i]);
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_field_null(&json, "id");
    json_person(cli, &json, "contact", to[0]);
    json_field_text(&json, "channel", channel_name(one->channel));
    json_field_text(&json, "template", one->name);
    json_field_text(&json, "subject", str_blank(draft.subject) ? NULL : draft.subject);
    json_field_text(&json, "text", str_get(text));
    json_checked(cli, &json, &draft);
    json_write_object_end(&json);
    vec_clear(&draft.recipients);
}

// One message, to all of these.
static bool fill_message(Cli *cli, const Template *one, const int64_t *to, size_t count, Error *err)
{
    Str subject = STR_INIT, text = STR_INIT;
    bool fine =
        app_fill_two(cli->app, to[0], count == 2 ? to[1] : 0, one->subject, one->text, &subject, &text, err);
    if (fine && cli->json)
        json_filled(cli, one, to, count, &subject, &text);
    else if (fine)
        print_message(cli, str_get(&subject), str_get(&text));
    str_clear(&subject);
    str_clear(&text);
    return fine;
}

static bool print_filled(Cli *cli, const ContactIds *people, Error *err)
{
    const char *name = option_value(cli, "template");
    Template one = {0};
    if (name == NULL)
        return error_set(err, ERROR_USAGE,
                         "--print needs --template NAME; rapport template list says which there are");
    bool fine = store_template_get(cli->app->store, name, &one, err) ||
                (err->kind = err->kind == ERROR_NOT_FOUND ? ERROR_INPUT : err->kind, false);
    size_t at_once = people_at_once(cli, people);
    for (size_t i = 0; fine && i < people->count; i += at_once) {
        if (i > 0 && !cli->json)
            print(cli, "\n");
        fine = fill_message(cli, &one, &people->items[i], at_once, err);
    }
    template_clear(&one);
    return fine;
}

// A draft for each.
static bool make_drafts(Cli *cli, const ContactIds *people, Error *err)
{
    ContactIds made = {0};
    StepResult result = {0};
    int channel, occasion;
    bool fine = word_value(WORDS_CHANNEL, option_value(cli, "channel"), &channel, err) &&
                word_value(WORDS_OCCASION, option_value(cli, "occasion"), &occasion, err);
    if (fine) {
        DraftRequest request = {.contacts = people->items,
                                .contact_count = people->count,
                                .template_name = option_value(cli, "template"),
                                .channel = (Channel)channel,
                                .occasion = (Occasion)occasion};
        bool one = people->count == people_at_once(cli, people);
        fine = one ? app_draft_new(cli->app, &request, &result, err)
                   : app_drafts_new(cli->app, &request, &made, err);
        if (fine && one)
            vec_push(&made, result.id);
        else if (!fine && err->kind == ERROR_NOT_FOUND)
            err->kind = ERROR_INPUT;
    }
    fine = fine && answer_drafts(cli, made.items, made.count, err);
    step_result_clear(&result);
    vec_clear(&made);
    return fine;
}

bool cmd_draft(Cli *cli, Error *err)
{
    if (cli->args.count == 2 && strcmp(cli->args.items[0], "discard") == 0)
        return discard(cli, err);
    ContactIds people = {0};
    bool fine = argument_contacts(cli, 0, &people, err);
    if (fine && option_given(cli, "print"))
        fine = (!cli->json || people.count == 1 ||
                error_set(err, ERROR_USAGE, "--print with --json takes one contact at a time")) &&
               print_filled(cli, &people, err);
    else if (fine)
        fine = make_drafts(cli, &people, err);
    if (fine && store_me(cli->app->store) == 0)
        print_note(
            cli, "you are not known yet, so your name is missing in it; rapport edit me name=\"Your Name\", "
                 "then draft again");
    vec_clear(&people);
    return fine;
}

// ---- drafts

bool cmd_drafts(Cli *cli, Error *err)
{
    static const Column columns[] = {
        {"id", 0, PRINT_DIM}, {"to", 28, PRINT_NAME}, {"by", 0, PRINT_PLAIN}, {"subject", 50, PRINT_PLAIN}};
    Drafts all = {0};
    bool fine = store_drafts(cli->app->store, DRAFT_OPEN, DRAFTS_MAX, &all, err);
    if (fine && cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_field_array(&json, "drafts");
        for (size_t i = 0; i < all.count; i++)
            json_draft(cli, &json, &all.items[i]);
        json_write_array_end(&json);
        json_write_object_end(&json);
    } else if (fine) {
        Table table = table_begin(cli, columns, 4);
        for (size_t i = 0; i < all.count; i++) {
            table_id(&table, all.items[i].uid);
            table_cell(&table, all.items[i].recipient_names);
            table_cell(&table, channel_name(all.items[i].channel));
            table_cell(&table, all.items[i].subject);
        }
        table_end(&table);
        if (all.count == 0)
            print_note(cli, "no drafts; rapport draft CONTACT makes one");
    }
    drafts_clear(&all);
    return fine;
}

// ---- sent

static bool answer_sent(Cli *cli, const StepResult *result, Error *err)
{
    Interaction one;
    interaction_init(&one);
    bool fine = store_interaction_get(cli->app->store, result->id, &one, err);
    if (fine && cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_write_key(&json, "interaction");
        json_interaction(cli, &json, &one);
        json_advice(&json, &result->advice);
        json_write_object_end(&json);
    } else if (fine) {
        char id[SHORT_ID_SIZE];
        print(cli, "%s  %s\n", short_id(one.uid, id), result->summary);
        print_advice(cli, &result->advice, 1);
    }
    interaction_clear(&one);
    return fine;
}

static bool print_mail(Cli *cli, int64_t id, Error *err)
{
    Str mail = STR_INIT;
    bool fine = app_mail(cli->app, id, &mail, err);
    if (fine)
        print(cli, "%s", str_get(&mail));
    str_clear(&mail);
    return fine;
}

static bool write_mail(Cli *cli, int64_t id, const char *path, Error *err)
{
    if (strcmp(path, "-") == 0)
        return error_set(err, ERROR_USAGE, "--eml takes a file; --print writes the mail to standard output");
    if (!app_mail_file(cli->app, id, path, err))
        return false;
    print(cli, "%s: written; rapport sent marks it once it has gone\n", path);
    return true;
}

static bool put_into_drafts(Cli *cli, int64_t id, Error *err)
{
    Str path = STR_INIT;
    char *folder = config_value(cli->config, "drafts-maildir", err);
    bool fine = folder != NULL && app_mail_to_drafts(cli->app, id, folder, &path, err);
    if (folder == NULL && err->kind == ERROR_NONE)
        error_set(err, ERROR_INPUT, "no drafts folder is set; write set drafts-maildir ~/Mail/Drafts into %s",
                  cli->config);
    if (fine)
        print(cli, "%s: put there; rapport sent marks it once it has gone\n", str_get(&path));
    str_clear(&path);
    free(folder);
    return fine;
}

bool cmd_send(Cli *cli, Error *err)
{
    int64_t id;
    StepResult result = {0};
    Error config = {0};
    if (!find_draft(cli, cli->args.items[0], &id, err))
        return false;
    if (option_given(cli, "print"))
        return print_mail(cli, id, err);
    if (option_given(cli, "eml"))
        return write_mail(cli, id, option_value(cli, "eml"), err);
    if (option_given(cli, "drafts"))
        return put_into_drafts(cli, id, err);
    char **program = config_program(cli->config, "sendmail", &config);
    if (program == NULL && config.kind != ERROR_NONE) {
        *err = config;
        return false;
    }
    if (program == NULL)
        return error_set(err, ERROR_INPUT, "no mail program is set; write set sendmail \"msmtp -t\" into %s",
                         cli->config);
    bool fine = app_send(cli->app, id, program, option_given(cli, "anyway"), &result, err) &&
                answer_sent(cli, &result, err);
    free(program);
    step_result_clear(&result);
    return fine;
}

bool cmd_sent(Cli *cli, Error *err)
{
    int64_t id;
    StepResult result = {0};
    DateValue date;
    Moment at;
    const char *when = option_value(cli, "at");
    if (!find_draft(cli, cli->args.items[0], &id, err))
        return false;
    if (when != NULL && !argument_date(cli, "--at", when, true, &date, err))
        return false;
    if (when != NULL)
        at = argument_moment(cli, date);
    bool fine =
        app_draft_sent(cli->app, id, when != NULL ? &at : NULL, option_given(cli, "anyway"), &result, err) &&
        answer_sent(cli, &result, err);
    step_result_clear(&result);
    return fine;
}
