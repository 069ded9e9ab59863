// SPDX-License-Identifier: MIT
// Commands on one person: everything known, and what the rules say and why.
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/contacts.h"
#include "rapport/app/paths.h"
#include "rapport/app/why.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "rapport/store/timing.h"

enum { TIMELINE_MAX = 200, TIMELINE_SHOWN = 10, PATHS_SHOWN = 3 };

// Everything about somebody, read once.
typedef struct Sheet {
    Contact contact;
    Interactions timeline; // newest first, notes among them
    FollowupList followups;
    TextRows hooks;
    Drafts drafts;
    int32_t connected;
    AdviceList advice;
    char *ground;
    IntroductionPaths paths; // to somebody I do not know
} Sheet;

static bool sheet_load(Cli *cli, int64_t id, Sheet *sheet, Error *err)
{
    Store *store = cli->app->store;
    *sheet = (Sheet){0};
    contact_init(&sheet->contact);
    if (!store_contact_get(store, id, true, &sheet->contact, err) ||
        !store_timeline(store, id, 0, 0, TIMELINE_MAX, &sheet->timeline, err) ||
        !store_followups_of(store, id, true, &sheet->followups, err) ||
        !store_hooks(store, id, &sheet->hooks, err) || !store_drafts_of(store, id, &sheet->drafts, err))
        return false;
    app_pass_time(cli->app, &sheet->followups);
    sheet->connected = store_connected_day(store, id);
    if (sheet->contact.is_me)
        return true;
    sheet->ground = app_common_ground(cli->app, id);
    bool known;
    return app_paths(cli->app, id, PATHS_SHOWN, &sheet->paths, &known, err) &&
           app_advise(cli->app, id, &sheet->advice, NULL, err);
}

static void sheet_clear(Sheet *sheet)
{
    contact_clear(&sheet->contact);
    store_interactions_clear(&sheet->timeline);
    followup_list_clear(&sheet->followups);
    store_text_rows_clear(&sheet->hooks);
    drafts_clear(&sheet->drafts);
    vec_clear(&sheet->advice);
    free(sheet->ground);
    vec_clear(&sheet->paths);
}

// ---- text

static void line(Cli *cli, const char *label, const char *text)
{
    if (str_blank(text))
        return;
    Str padded = STR_INIT;
    str_appendf(&padded, "%-13s", label);
    print_as(cli, PRINT_DIM, str_get(&padded));
    print(cli, "%s\n", text);
    str_clear(&padded);
}

static void print_roles(Cli *cli, const Contact *contact)
{
    for (size_t i = 0; i < contact->roles.count; i++) {
        const ContactRole *role = &contact->roles.items[i];
        Str text = STR_INIT;
        str_appendf(&text, "%s%s%s%s", role->title != NULL ? role->title : "",
                    role->title != NULL ? ", " : "", role->name, role->current ? "" : " (formerly)");
        line(cli, organisation_kind_name(role->kind), str_get(&text));
        str_clear(&text);
    }
}

static void print_reaches(Cli *cli, const Contact *contact)
{
    for (size_t i = 0; i < contact->reaches.count; i++)
        line(cli, reach_kind_name(contact->reaches.items[i].kind), contact->reaches.items[i].value);
}

static void print_met(Cli *cli, const Contact *contact)
{
    Str text = STR_INIT;
    char day[DATE_TEXT_SIZE];
    str_append(&text, how_met_words(contact->how));
    if (contact->met_where != NULL)
        str_appendf(&text, "%s%s", text.length > 0 ? ", " : "", contact->met_where);
    if (contact->met_day != CIVIL_NONE)
        str_appendf(&text, "%s%s", text.length > 0 ? ", " : "", date_absolute(contact->met_day, -1, day));
    if (contact->introduced_by != NULL)
        str_appendf(&text, "%sintroduced by %s", text.length > 0 ? ", " : "", contact->introduced_by);
    if (contact->card)
        str_appendf(&text, "%scard", text.length > 0 ? ", " : "");
    line(cli, "met", str_get(&text));
    str_clear(&text);
}

static void print_head(Cli *cli, const Sheet *sheet)
{
    const Contact *contact = &sheet->contact;
    char id[SHORT_ID_SIZE];
    Str tags = STR_INIT;
    for (size_t i = 0; i < contact->tags.count; i++)
        str_appendf(&tags, "%s#%s", i > 0 ? " " : "", contact->tags.items[i]);
    print(cli, "%s  ", short_id(contact->uid, id));
    print_as(cli, PRINT_NAME, contact->name);
    print(cli, "%s%s%s%s\n", contact->pronouns != NULL ? " (" : "",
          contact->pronouns != NULL ? contact->pronouns : "", contact->pronouns != NULL ? ")" : "",
          contact->deleted ? ", in the trash" : "");
    const ContactRole *role = contact_role(contact, ORGANISATION_COMPANY);
    bool said = role != NULL && role->current && str_equal(role->title, contact->headline);
    line(cli, "title", said ? NULL : contact->headline);
    print_roles(cli, contact);
    line(cli, "city", contact->city);
    line(cli, "industry", contact->industry);
    print_reaches(cli, contact);
    line(cli, "tags", str_get(&tags));
    line(cli, "stage", contact->is_me ? NULL : stage_name(contact->stage));
    print_met(cli, contact);
    char day[DATE_TEXT_SIZE];
    line(cli, "connected", date_absolute(sheet->connected, -1, day));
    line(cli, "in common", sheet->ground);
    line(cli, "about", contact->about);
    for (size_t i = 0; i < sheet->hooks.count; i++)
        line(cli, "reason", sheet->hooks.items[i].text);
    str_clear(&tags);
}

static void print_next(Cli *cli, const FollowupList *list)
{
    static const Column columns[] = {
        {"id", 0, PRINT_DIM}, {"due", 0, PRINT_PLAIN}, {"what", 60, PRINT_PLAIN}};
    if (list->count == 0)
        return;
    print_section(cli, "Next", list->count);
    Table table = table_begin(cli, columns, 3);
    table.headless = true;
    for (size_t i = 0; i < list->count; i++) {
        char day[DATE_TEXT_SIZE];
        table_id(&table, list->items[i].uid);
        table_cell(&table, date_due(list->items[i].day, list->items[i].minute, app_today(cli->app), day));
        table_cell(&table, list->items[i].text);
    }
    table_end(&table);
}

static void print_timeline(Cli *cli, const Sheet *sheet)
{
    static const Column columns[] = {
        {"", 0, PRINT_DIM}, {"", 0, PRINT_PLAIN}, {"", 0, PRINT_DIM}, {"", 70, PRINT_PLAIN}};
    if (sheet->timeline.count == 0)
        return;
    print_section(cli, "Timeline", sheet->timeline.count);
    Table table = table_begin(cli, columns, 4);
    table.headless = true;
    for (size_t i = 0; i < sheet->timeline.count && i < TIMELINE_SHOWN; i++) {
        const Interaction *one = &sheet->timeline.items[i];
        char day[DATE_TEXT_SIZE];
        const char *text = !str_blank(one->text) ? one->text : one->subject;
        table_cell(&table, date_relative(one->day, app_today(cli->app), day));
        table_cell(&table, interaction_kind_name(one->kind));
        table_cell(&table, one->direction == DIRECTION_MUTUAL ? "" : direction_name(one->direction));
        table_cell(&table, text != NULL ? text : one->event_name);
    }
    table_end(&table);
}

static void show_text(Cli *cli, const Sheet *sheet)
{
    print_head(cli, sheet);
    if (sheet->paths.count > 0)
        print_section(cli, "Who could introduce you", sheet->paths.count);
    print_introduction_paths(cli, &sheet->paths);
    print_next(cli, &sheet->followups);
    if (sheet->drafts.count > 0)
        print_section(cli, "Drafts", sheet->drafts.count);
    for (size_t i = 0; i < sheet->drafts.count; i++) {
        char id[SHORT_ID_SIZE];
        const Draft *draft = &sheet->drafts.items[i];
        print(cli, "%s  %s\n", short_id(draft->uid, id),
              str_blank(draft->subject) ? "no subject" : draft->subject);
    }
    print_timeline(cli, sheet);
}

// ---- JSON

static void json_roles(JsonWriter *json, const Contact *contact)
{
    json_field_array(json, "roles");
    for (size_t i = 0; i < contact->roles.count; i++) {
        const ContactRole *role = &contact->roles.items[i];
        json_write_object(json);
        json_field_text(json, "kind", organisation_kind_name(role->kind));
        json_field_text(json, "organisation", role->name);
        json_field_text(json, "title", role->title);
        json_field_day(json, "from", role->from);
        json_field_day(json, "until", role->until);
        json_field_bool(json, "current", role->current);
        json_write_object_end(json);
    }
    json_write_array_end(json);
}

static void json_timeline(Cli *cli, JsonWriter *json, const char *key, const Interactions *all, bool notes)
{
    json_field_array(json, key);
    for (size_t i = 0; i < all->count; i++)
        if ((all->items[i].kind == INTERACTION_NOTE) == notes)
            json_interaction(cli, json, &all->items[i]);
    json_write_array_end(json);
}

static void show_json(Cli *cli, const Sheet *sheet)
{
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_contact_fields(cli, &json, &sheet->contact);
    json_roles(&json, &sheet->contact);
    json_field_text(&json, "about", sheet->contact.about);
    json_field_day(&json, "connected", sheet->connected);
    json_timeline(cli, &json, "interactions", &sheet->timeline, false);
    json_followups(cli, &json, "followups", &sheet->followups);
    json_timeline(cli, &json, "notes", &sheet->timeline, true);
    json_field_array(&json, "hooks");
    for (size_t i = 0; i < sheet->hooks.count; i++) {
        json_write_object(&json);
        json_field_text(&json, "text", sheet->hooks.items[i].text);
        json_field_text(&json, "state", sheet->hooks.items[i].state);
        json_write_object_end(&json);
    }
    json_write_array_end(&json);
    json_field_array(&json, "drafts");
    for (size_t i = 0; i < sheet->drafts.count; i++) {
        json_write_object(&json);
        json_draft_fields(cli, &json, &sheet->drafts.items[i]);
        json_write_object_end(&json);
    }
    json_write_array_end(&json);
    json_field_text(&json, "common_ground", sheet->ground);
    json_introduction_paths(cli, &json, &sheet->paths);
    json_advice(&json, &sheet->advice);
    json_write_object_end(&json);
}

bool cmd_show(Cli *cli, Error *err)
{
    int64_t id;
    Sheet sheet;
    if (!argument_contact(cli, cli->args.items[0], ERROR_NOT_FOUND, &id, err))
        return false;
    bool fine = sheet_load(cli, id, &sheet, err);
    if (fine && cli->json)
        show_json(cli, &sheet);
    else if (fine)
        show_text(cli, &sheet);
    sheet_clear(&sheet);
    return fine;
}

// ---- why

static bool why_text(Cli *cli, const Contact *contact, Error *err)
{
    Str text = STR_INIT;
    bool fine = app_why(cli->app, contact->id, &text, err);
    if (fine) {
        print_as(cli, PRINT_NAME, contact->name);
        print(cli, "\n%s", str_get(&text));
    }
    str_clear(&text);
    return fine;
}

static void why_json(Cli *cli, const Contact *contact, const TimingFacts *facts, const AdviceList *advice)
{
    JsonWriter json = print_json(cli);
    Stage stage = contact->stage_by_hand ? contact->stage : facts->stage;
    json_write_object(&json);
    json_person(cli, &json, "contact", contact->id);
    json_field_object(&json, "stage");
    json_field_text(&json, "value", stage_name(stage));
    json_field_text(&json, "because", contact->stage_by_hand ? "set by hand" : facts->stage_because);
    json_write_object_end(&json);
    json_advice(&json, advice);
    json_write_object_end(&json);
}

bool cmd_why(Cli *cli, Error *err)
{
    int64_t id;
    AdviceList advice = {0};
    TimingFacts facts;
    Contact contact;
    contact_init(&contact);
    bool fine = argument_contact(cli, cli->args.items[0], ERROR_INPUT, &id, err) &&
                store_contact_get(cli->app->store, id, false, &contact, err) &&
                app_advise(cli->app, id, &advice, &facts, err);
    if (fine && cli->json)
        why_json(cli, &contact, &facts, &advice);
    else if (fine)
        fine = why_text(cli, &contact, err);
    contact_clear(&contact);
    vec_clear(&advice);
    return fine;
}
