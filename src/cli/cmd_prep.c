// SPDX-License-Identifier: MIT
// Around a meeting: the sheet before it.
#include "commands.h"
#include "print.h"
#include "rapport/app/prep.h"

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
