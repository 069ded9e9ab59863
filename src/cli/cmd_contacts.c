// SPDX-License-Identifier: MIT
// Commands on who somebody is: add, edit, tag, remove, bring back.
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/contacts.h"
#include "rapport/core/query.h"
#include "rapport/store/search.h"

// ---- add

// Two may share a name, so nobody is added to by it alone; but it is said.
static void note_namesakes(Cli *cli, const Contact *added)
{
    ContactIds ids = {0};
    if (store_contact_resolve(cli->app->store, added->name, false, &ids, NULL))
        for (size_t i = 0; i < ids.count; i++) {
            Contact other;
            contact_init(&other);
            char id[SHORT_ID_SIZE];
            if (ids.items[i] != added->id &&
                store_contact_get(cli->app->store, ids.items[i], false, &other, NULL))
                print_note(cli, "%s is another %s; if they are one, rapport undo and edit that one",
                           short_id(other.uid, id), other.name);
            contact_clear(&other);
        }
    vec_clear(&ids);
}

static bool add_one(Cli *cli, const char *line, Error *err)
{
    AddResult result = {0};
    Contact contact;
    contact_init(&contact);
    bool fine = app_add(cli->app, line, &result, err) &&
                store_contact_get(cli->app->store, result.contact, true, &contact, err);
    if (fine && cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_contact_fields(cli, &json, &contact);
        json_field_bool(&json, "existed", result.existed);
        json_field_text(&json, "understood", result.understood);
        json_advice(&json, &result.step.advice);
        json_write_object_end(&json);
    } else if (fine) {
        char id[SHORT_ID_SIZE];
        print(cli, "%s  %s%s\n", short_id(contact.uid, id), result.existed ? "there already, added to: " : "",
              result.understood);
        print_advice(cli, &result.step.advice, 0);
        if (!result.existed)
            note_namesakes(cli, &contact);
    }
    contact_clear(&contact);
    add_result_clear(&result);
    return fine;
}

static bool add_several(Cli *cli, const char *text, bool pasted, Error *err)
{
    ContactIds added = {0};
    bool fine = app_add_lines(cli->app, text, pasted, &added, err) &&
                answer_contacts(cli, added.items, added.count, "added", err);
    vec_clear(&added);
    return fine;
}

// Words are one person; texts that are each quoted as a whole are a line and so a person each.
static bool add_text(const Cli *cli, Str *text, Error *err)
{
    size_t quoted = 0, count = cli->args.count;
    for (size_t i = 0; i < count; i++)
        quoted += strchr(cli->args.items[i], ' ') != NULL ? 1 : 0;
    if (count == 1 || quoted == 0)
        return argument_rest(cli, 0, text, err);
    if (quoted < count)
        return error_set(err, ERROR_USAGE,
                         "it is not clear who is one person; quote each as a whole: rapport add "
                         "\"Ada Byron @ Acme\" \"Tom Kilburn\"");
    for (size_t i = 0; i < count; i++)
        str_appendf(text, "%s\n", cli->args.items[i]);
    return true;
}

bool cmd_add(Cli *cli, Error *err)
{
    Str text = STR_INIT;
    bool pasted = option_given(cli, "paste");
    bool fine = cli->args.count > 0 ? add_text(cli, &text, err)
                : pasted            ? argument_text("-", &text, err)
                         : error_set(err, ERROR_USAGE, "say whom: rapport add \"Ada Byron @ Acme\"");
    if (fine && str_blank(str_get(&text)))
        fine = error_set(err, ERROR_INPUT, "there is nobody in an empty text");
    if (fine && (pasted || strchr(str_get(&text), '\n') != NULL))
        fine = add_several(cli, str_get(&text), pasted, err);
    else if (fine)
        fine = add_one(cli, str_get(&text), err);
    str_clear(&text);
    return fine;
}

// ---- edit

static bool ids_of_query(Cli *cli, const char *text, ContactIds *ids, Error *err)
{
    Query *query = NULL;
    bool fine = query_parse(text, QUERY_STRICT, app_today(cli->app), &query, err) &&
                store_search(cli->app->store, query, SORT_DEFAULT, false, 0, ids, err);
    query_free(query);
    if (fine && ids->count == 0)
        return error_set(err, ERROR_NOT_FOUND, "nobody answers \"%.120s\"", text);
    return fine;
}

// Whom to edit: those of --each, else the first argument. "me" that is not known yet is 0.
static bool edit_whom(Cli *cli, ContactIds *ids, size_t *first_edit, Error *err)
{
    const char *each = option_value(cli, "each");
    *first_edit = each != NULL ? 0 : 1;
    if (each != NULL)
        return ids_of_query(cli, each, ids, err);
    int64_t id = 0;
    bool new_me = strcmp(cli->args.items[0], "me") == 0 && store_me(cli->app->store) == 0;
    if (!new_me && !argument_contact(cli, cli->args.items[0], ERROR_INPUT, &id, err))
        return false;
    vec_push(ids, id);
    return true;
}

bool cmd_edit(Cli *cli, Error *err)
{
    ContactIds ids = {0};
    VEC(FieldEdit) edits = {0};
    size_t first;
    bool fine = edit_whom(cli, &ids, &first, err);
    for (size_t i = first; fine && i < cli->args.count; i++) {
        FieldEdit edit;
        fine = field_edit_parse(cli->args.items[i], &edit, err);
        if (fine)
            vec_push(&edits, edit);
    }
    if (fine && edits.count == 0)
        fine = error_set(err, ERROR_USAGE, "say what to change: rapport edit CONTACT city=Boston");
    fine = fine && app_edit(cli->app, ids.items, ids.count, 0, edits.items, edits.count, err);
    if (fine && ids.count == 1 && ids.items[0] == 0)
        ids.items[0] = store_me(cli->app->store);
    if (fine)
        fine = ids.count == 1 ? answer_contact(cli, ids.items[0], "changed", err)
                              : answer_contacts(cli, ids.items, ids.count, "changed", err);
    vec_clear(&edits);
    vec_clear(&ids);
    return fine;
}

// ---- tag

// "+a" adds, "-b" removes; what has neither sign is a contact.
static void split_tags(const Cli *cli, TextList *people, TextList *add, TextList *drop)
{
    for (size_t i = 0; i < cli->args.count; i++) {
        const char *word = cli->args.items[i];
        if (word[0] == '+' && word[1] != '\0')
            vec_push(add, word + 1 + (word[1] == '#'));
        else if (word[0] == '-' && word[1] != '\0')
            vec_push(drop, word + 1 + (word[1] == '#'));
        else
            vec_push(people, word);
    }
}

bool cmd_tag(Cli *cli, Error *err)
{
    TextList people = {0}, add = {0}, drop = {0};
    ContactIds ids = {0};
    split_tags(cli, &people, &add, &drop);
    bool fine = (people.count > 0 && add.count + drop.count > 0) ||
                error_set(err, ERROR_USAGE, "say whom and which tags: rapport tag CONTACT +python -old");
    for (size_t i = 0; fine && i < people.count; i++) {
        int64_t id;
        fine = argument_contact(cli, people.items[i], ERROR_INPUT, &id, err);
        if (fine)
            vec_push(&ids, id);
    }
    fine = fine &&
           app_tag(cli->app, ids.items, ids.count, add.items, add.count, drop.items, drop.count, err) &&
           answer_contacts(cli, ids.items, ids.count, "tagged", err);
    vec_clear(&people);
    vec_clear(&add);
    vec_clear(&drop);
    vec_clear(&ids);
    return fine;
}

// ---- trash

bool cmd_rm(Cli *cli, Error *err)
{
    if (option_given(cli, "purge"))
        return purge_contacts(cli, err);
    if (cli->args.count == 0)
        return error_set(err, ERROR_USAGE, "say who: rapport rm CONTACT...");
    ContactIds ids = {0};
    bool fine =
        argument_contacts(cli, 0, &ids, err) && app_trash(cli->app, ids.items, ids.count, err) &&
        answer_contacts(cli, ids.items, ids.count, "moved to the trash; rapport undo brings them back", err);
    vec_clear(&ids);
    return fine;
}

bool cmd_restore_contact(Cli *cli, Error *err)
{
    int64_t id;
    return argument_contact(cli, cli->args.items[0], ERROR_INPUT, &id, err) &&
           app_untrash(cli->app, id, err) && answer_contact(cli, id, "back from the trash", err);
}
