// SPDX-License-Identifier: MIT
// Around a meeting: the sheet before it, and what it brought.
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/debrief.h"
#include "rapport/app/drafts.h"
#include "rapport/app/prep.h"
#include "rapport/store/interactions.h"

static void json_hooks(JsonWriter *json, const TextRows *rows)
{
    json_field_array(json, "hooks");
    for (size_t i = 0; i < rows->count; i++) {
        json_write_object(json);
        json_field_text(json, "text", rows->items[i].text);
        json_field_text(json, "state", rows->items[i].state);
        json_write_object_end(json);
    }
    json_write_array_end(json);
}

static void json_meeting(Cli *cli, JsonWriter *json, const char *key, const Interaction *one)
{
    if (one->id == 0) {
        json_field_null(json, key);
        return;
    }
    json_write_key(json, key);
    json_interaction(cli, json, one);
}

static void json_questions(JsonWriter *json, const QuestionBank *bank)
{
    json_field_array(json, "questions");
    for (size_t i = 0; i < bank->count; i++) {
        json_write_object(json);
        json_field_text(json, "group", bank->items[i].name);
        json_field_array(json, "questions");
        for (size_t k = 0; k < bank->items[i].questions.count; k++)
            json_write_text(json, bank->items[i].questions.items[k]);
        json_write_array_end(json);
        json_write_object_end(json);
    }
    json_write_array_end(json);
}

static void prep_json(Cli *cli, const Prep *prep)
{
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_write_key(&json, "contact");
    json_contact(cli, &json, &prep->contact);
    json_meeting(cli, &json, "meeting", &prep->meeting);
    json_meeting(cli, &json, "last_talk", &prep->talk);
    json_field_text(&json, "common_ground", prep->ground);
    json_followups(cli, &json, "my_promises", &prep->mine);
    json_followups(cli, &json, "their_promises", &prep->theirs);
    json_hooks(&json, &prep->hooks);
    json_field_array(&json, "drafts");
    for (size_t i = 0; i < prep->drafts.count; i++) {
        json_write_object(&json);
        json_draft_fields(cli, &json, &prep->drafts.items[i]);
        json_write_object_end(&json);
    }
    json_write_array_end(&json);
    json_questions(&json, &prep->questions);
    json_write_object_end(&json);
}

bool cmd_prep(Cli *cli, Error *err)
{
    int64_t id;
    Prep prep;
    if (!argument_contact(cli, cli->args.items[0], ERROR_INPUT, &id, err))
        return false;
    bool fine = prep_load(cli->app, id, &prep, err);
    if (fine && cli->json) {
        prep_json(cli, &prep);
    } else if (fine) {
        Str text = STR_INIT;
        prep_markdown(&prep, app_today(cli->app), false, &text);
        print(cli, "%s", str_get(&text));
        str_clear(&text);
    }
    prep_clear(&prep);
    return fine;
}

// ---- the question bank

static bool show_questions(Cli *cli)
{
    char *text = app_questions(cli->app);
    if (cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_field_bool(&json, "own", app_questions_are_own(cli->app));
        json_field_text(&json, "text", text);
        json_write_object_end(&json);
    } else {
        print(cli, "%s%s", text, str_ends(text, "\n") ? "" : "\n");
    }
    free(text);
    return true;
}

bool cmd_questions(Cli *cli, Error *err)
{
    const char *verb = cli->args.count > 0 ? cli->args.items[0] : "show";
    Str text = STR_INIT;
    bool fine;
    if (str_equal(verb, "show"))
        fine = true;
    else if (str_equal(verb, "edit"))
        fine = argument_text(cli->args.count > 1 ? cli->args.items[1] : "-", &text, err) &&
               app_questions_save(cli->app, str_get(&text), err);
    else if (str_equal(verb, "restore"))
        fine = app_questions_save(cli->app, NULL, err);
    else
        fine = error_set(err, ERROR_USAGE, "questions takes show, edit or restore, not \"%.40s\"", verb);
    str_clear(&text);
    if (fine && (cli->json || str_equal(verb, "show")))
        return show_questions(cli);
    if (fine)
        print(cli, app_questions_are_own(cli->app)
                       ? "The question bank is yours now; rapport questions restore brings back the other.\n"
                       : "The question bank is that of the program.\n");
    return fine;
}

// ---- debrief

typedef VEC(DebriefPromise) Promises;

// "mine:the slides by fri"
static bool read_promises(const Cli *cli, Promises *out, Error *err)
{
    TextList given = {0};
    bool fine = true;
    option_values(cli, "promise", &given);
    for (size_t i = 0; fine && i < given.count; i++) {
        const char *text = given.items[i];
        bool mine = str_starts(text, "mine:"), theirs = str_starts(text, "theirs:");
        fine = mine || theirs ||
               error_set(err, ERROR_INPUT, "--promise takes mine:TEXT or theirs:TEXT, not \"%.60s\"", text);
        if (fine)
            vec_push(out, ((DebriefPromise){mine, strchr(text, ':') + 1}));
    }
    vec_clear(&given);
    return fine;
}

// The thank-you, when the rules ask for one; 0 = none.
static bool draft_thanks(Cli *cli, int64_t contact, const AdviceList *advice, int64_t *draft, Error *err)
{
    StepResult result = {0};
    Occasion occasion = debrief_message(advice, app_today(cli->app));
    DraftRequest request = {.contacts = &contact, .contact_count = 1, .occasion = occasion};
    *draft = 0;
    if (!option_given(cli, "draft") || occasion == OCCASION_NONE)
        return true;
    bool fine = app_draft_new(cli->app, &request, &result, err);
    *draft = result.id;
    step_result_clear(&result);
    return fine;
}

static bool answer_debrief(Cli *cli, const StepResult *result, int64_t draft_id, Error *err)
{
    Interaction one;
    Draft draft = {0};
    interaction_init(&one);
    bool fine = store_interaction_get(cli->app->store, result->id, &one, err) &&
                (draft_id == 0 || store_draft_get(cli->app->store, draft_id, &draft, err));
    if (fine && cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_interaction_fields(cli, &json, &one);
        if (draft_id != 0)
            json_id(&json, "draft", draft.uid);
        else
            json_field_null(&json, "draft");
        json_advice(&json, &result->advice);
        json_write_object_end(&json);
    } else if (fine) {
        char id[SHORT_ID_SIZE];
        print(cli, "%s  %s\n", short_id(one.uid, id), result->summary);
        if (draft_id != 0)
            print(cli, "%s  draft: %s\n", short_id(draft.uid, id),
                  str_blank(draft.subject) ? "no subject" : draft.subject);
        print_advice(cli, &result->advice, 0);
    }
    interaction_clear(&one);
    draft_clear(&draft);
    return fine;
}

bool cmd_debrief(Cli *cli, Error *err)
{
    Debrief debrief = {.topic = option_value(cli, "topic")};
    TextList hooks = {0}, names = {0};
    Promises promises = {0};
    Str learned = STR_INIT;
    StepResult result = {0};
    int64_t draft = 0;
    const char *text = option_value(cli, "learned");
    option_values(cli, "hook", &hooks);
    option_values(cli, "met", &names);
    bool fine = argument_contact(cli, cli->args.items[0], ERROR_INPUT, &debrief.contact, err) &&
                (text == NULL || argument_text(text, &learned, err)) && read_promises(cli, &promises, err);
    if (fine) {
        debrief.learned = str_get(&learned);
        debrief.hooks = hooks.items;
        debrief.hook_count = hooks.count;
        debrief.names = names.items;
        debrief.name_count = names.count;
        debrief.promises = promises.items;
        debrief.promise_count = promises.count;
        fine = app_debrief(cli->app, &debrief, &result, err) &&
               draft_thanks(cli, debrief.contact, &result.advice, &draft, err) &&
               answer_debrief(cli, &result, draft, err);
    }
    step_result_clear(&result);
    vec_clear(&hooks);
    vec_clear(&names);
    vec_clear(&promises);
    str_clear(&learned);
    return fine;
}
