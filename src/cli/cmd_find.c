// SPDX-License-Identifier: MIT
// Commands that look for people: by a query, and at an organisation.
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/base/mem.h"
#include "rapport/core/query.h"
#include "rapport/store/search.h"
#include "rapport/store/ties.h"

// ---- rows

static const Column PEOPLE[] = {
    {"id", 0, PRINT_DIM},       {"name", 28, PRINT_NAME}, {"company", 24, PRINT_PLAIN},
    {"title", 28, PRINT_PLAIN}, {"last", 0, PRINT_DIM},   {"next", 0, PRINT_PLAIN},
};

static bool add_row(Cli *cli, Table *table, int64_t id, Error *err)
{
    Contact contact;
    contact_init(&contact);
    ContactRow row = {0};
    bool fine = store_contact_get(cli->app->store, id, false, &contact, err) &&
                store_contact_row(cli->app->store, id, &row, err);
    if (fine) {
        char last[DATE_TEXT_SIZE], next[DATE_TEXT_SIZE];
        int32_t today = app_today(cli->app);
        table_id(table, contact.uid);
        table_cell(table, contact.name);
        table_cell(table, row.company);
        table_cell(table, row.title);
        table_cell(table, date_relative(row.last_day, today, last));
        table_cell(table, row.next_day == CIVIL_NONE ? "" : date_due(row.next_day, -1, today, next));
    }
    contact_row_clear(&row);
    contact_clear(&contact);
    return fine;
}

static bool print_people(Cli *cli, const int64_t *ids, size_t count, Error *err)
{
    Table table = table_begin(cli, PEOPLE, sizeof PEOPLE / sizeof *PEOPLE);
    bool fine = true;
    for (size_t i = 0; fine && i < count; i++)
        fine = add_row(cli, &table, ids[i], err);
    table_end(&table);
    return fine;
}

// ---- groups

typedef struct Group {
    char *key;
    size_t count;
} Group;
typedef VEC(Group) Groups;

typedef enum GroupBy { GROUP_NONE, GROUP_DEGREE, GROUP_COMPANY, GROUP_SCHOOL, GROUP_STAGE } GroupBy;

static bool group_by(const char *word, GroupBy *by, Error *err)
{
    static const char *const words[] = {"degree", "company", "school", "stage"};
    *by = GROUP_NONE;
    for (size_t i = 0; word != NULL && i < 4; i++)
        if (strcmp(words[i], word) == 0)
            *by = (GroupBy)(i + 1);
    return word == NULL || *by != GROUP_NONE ||
           error_set(err, ERROR_INPUT, "--group-by takes degree, company, school or stage, not \"%.40s\"",
                     word);
}

static char *group_key(const Contact *contact, GroupBy by)
{
    if (by == GROUP_DEGREE)
        return contact->degree < 0 ? mem_strdup("none") : str_format("%d", contact->degree);
    if (by == GROUP_STAGE)
        return mem_strdup(contact->stage == STAGE_NONE ? "none" : stage_name(contact->stage));
    const ContactRole *role =
        contact_role(contact, by == GROUP_COMPANY ? ORGANISATION_COMPANY : ORGANISATION_SCHOOL);
    return mem_strdup(role != NULL ? role->name : "none");
}

static void count_key(Groups *groups, char *key)
{
    for (size_t i = 0; i < groups->count; i++)
        if (strcmp(groups->items[i].key, key) == 0) {
            groups->items[i].count++;
            free(key);
            return;
        }
    Group group = {key, 1};
    vec_push(groups, group);
}

static int by_key(const void *a, const void *b)
{
    const Group *x = a, *y = b;
    return strcmp(x->key, y->key);
}

static bool make_groups(Cli *cli, const ContactIds *ids, GroupBy by, Groups *groups, Error *err)
{
    bool fine = true;
    for (size_t i = 0; fine && by != GROUP_NONE && i < ids->count; i++) {
        Contact contact;
        contact_init(&contact);
        fine = store_contact_get(cli->app->store, ids->items[i], true, &contact, err);
        if (fine)
            count_key(groups, group_key(&contact, by));
        contact_clear(&contact);
    }
    if (groups->count > 1)
        qsort(groups->items, groups->count, sizeof *groups->items, by_key);
    return fine;
}

static void groups_clear(Groups *groups)
{
    for (size_t i = 0; i < groups->count; i++)
        free(groups->items[i].key);
    vec_clear(groups);
}

static void print_groups(Cli *cli, const Groups *groups)
{
    static const Column columns[] = {{"", 0, PRINT_PLAIN}, {"", 0, PRINT_NAME}};
    Table table = table_begin(cli, columns, 2);
    table.headless = true;
    for (size_t i = 0; i < groups->count; i++) {
        table_cell(&table, groups->items[i].key);
        table_cellf(&table, "%zu", groups->items[i].count);
    }
    table_end(&table);
    print(cli, "\n");
}

static void json_groups(JsonWriter *json, const Groups *groups)
{
    json_field_array(json, "groups");
    for (size_t i = 0; i < groups->count; i++) {
        json_write_object(json);
        json_field_text(json, "key", groups->items[i].key);
        json_field_int(json, "count", (int64_t)groups->items[i].count);
        json_write_object_end(json);
    }
    json_write_array_end(json);
}

// ---- find

// What a find asks for.
typedef struct Search {
    Str text; // of the query
    Query *query;
    int limit; // 0 = all
    GroupBy by;
    bool count_only;
} Search;

static bool read_search(Cli *cli, Search *search, Error *err)
{
    const char *limit = option_value(cli, "limit"), *sort = option_value(cli, "sort");
    search->limit = 50;
    search->count_only = option_given(cli, "count");
    if (!group_by(option_value(cli, "group-by"), &search->by, err) ||
        (limit != NULL && !argument_number("--limit", limit, 0, 1000000000, &search->limit, err)))
        return false;
    Str full = STR_INIT;
    str_append(&full, str_get(&search->text));
    if (sort != NULL)
        str_appendf(&full, " sort:%s", sort);
    bool fine = query_parse(str_get(&full), QUERY_STRICT, app_today(cli->app), &search->query, err);
    str_clear(&full);
    return fine;
}

static bool found_nobody(const Search *search, Error *err)
{
    const char *text = str_get(&search->text);
    if (str_blank(text))
        return error_set(err, ERROR_NOT_FOUND, "nobody is here yet; rapport add \"Ada Byron @ Acme\" begins");
    // Whoever looks for a school of people who came with an import would wonder.
    const char *schools = "; LinkedIn's archive has no schools, rapport edit CONTACT school=NAME adds one";
    return error_set(err, ERROR_NOT_FOUND, "nobody answers \"%.120s\"%s", text,
                     strstr(text, "school:") != NULL ? schools : "");
}

static bool answer_count(Cli *cli, const Search *search, Error *err)
{
    int64_t total;
    if (!store_search_count(cli->app->store, search->query, &total, err))
        return false;
    if (!cli->json) {
        print(cli, "%lld\n", (long long)total);
    } else {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_field_text(&json, "query", str_get(&search->text));
        json_field_int(&json, "total", total);
        json_write_object_end(&json);
    }
    return total > 0 || found_nobody(search, err);
}

static bool answer_people(Cli *cli, const Search *search, const ContactIds *ids, int64_t total,
                          const Groups *groups, Error *err)
{
    size_t shown =
        search->limit > 0 && ids->count > (size_t)search->limit ? (size_t)search->limit : ids->count;
    if (!cli->json) {
        if (groups->count > 0)
            print_groups(cli, groups);
        bool fine = print_people(cli, ids->items, shown, err);
        if (fine && (int64_t)shown < total)
            print_note(cli, "%zu of %lld; --limit 0 shows all", shown, (long long)total);
        return fine;
    }
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_field_text(&json, "query", str_get(&search->text));
    json_field_int(&json, "total", total);
    if (search->by != GROUP_NONE)
        json_groups(&json, groups);
    json_contacts(cli, &json, "contacts", ids->items, shown);
    json_write_object_end(&json);
    return true;
}

static bool answer_search(Cli *cli, const Search *search, Error *err)
{
    if (search->count_only)
        return answer_count(cli, search, err);
    ContactIds ids = {0};
    Groups groups = {0};
    int64_t total = 0;
    // Groups are counted over all.
    size_t most = search->limit > 0 && search->by == GROUP_NONE ? (size_t)search->limit : SIZE_MAX;
    bool fine = store_search_first(cli->app->store, search->query, most, &ids, &total, err) &&
                make_groups(cli, &ids, search->by, &groups, err) &&
                answer_people(cli, search, &ids, total, &groups, err);
    if (fine && ids.count == 0)
        fine = found_nobody(search, err);
    groups_clear(&groups);
    vec_clear(&ids);
    return fine;
}

bool find_people(Cli *cli, const char *query, Error *err)
{
    Search search = {0};
    str_append(&search.text, query);
    bool fine = read_search(cli, &search, err) && answer_search(cli, &search, err);
    query_free(search.query);
    str_clear(&search.text);
    return fine;
}

bool cmd_find(Cli *cli, Error *err)
{
    Str query = STR_INIT;
    bool fine = argument_rest(cli, 0, &query, err) && find_people(cli, str_get(&query), err);
    str_clear(&query);
    return fine;
}

// ---- who

// {"from", "to", "tie"} a step.
static void json_paths(Cli *cli, JsonWriter *json, const PathRows *paths)
{
    json_field_array(json, "paths");
    for (size_t i = 0; i < paths->count; i++) {
        json_write_object(json);
        json_field_array(json, "steps");
        json_write_object(json);
        json_person(cli, json, "from", paths->items[i].connector);
        json_person(cli, json, "to", paths->items[i].target);
        json_field_text(json, "tie", paths->items[i].kind);
        json_write_object_end(json);
        json_write_array_end(json);
        json_field_int(json, "strength", path_tie_strength(paths->items[i].kind));
        json_write_object_end(json);
    }
    json_write_array_end(json);
}

static void print_paths(Cli *cli, const PathRows *paths)
{
    if (paths->count > 0)
        print_section(cli, "Who could introduce you", paths->count);
    for (size_t i = 0; i < paths->count; i++) {
        char *from = store_contact_name(cli->app->store, paths->items[i].connector);
        char *to = store_contact_name(cli->app->store, paths->items[i].target);
        print(cli, "%s, who %s %s\n", from, path_tie_words(paths->items[i].kind), to);
        free(from);
        free(to);
    }
}

static bool answer_who(Cli *cli, const char *name, Id uid, const ContactIds *ids, size_t now,
                       const PathRows *paths, Error *err)
{
    if (cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_field_object(&json, "organisation");
        json_id(&json, "id", uid);
        json_field_text(&json, "name", name);
        json_write_object_end(&json);
        json_contacts(cli, &json, "now", ids->items, now);
        json_contacts(cli, &json, "formerly", ids->items + now, ids->count - now);
        json_paths(cli, &json, paths);
        json_write_object_end(&json);
        return true;
    }
    print_as(cli, PRINT_NAME, name);
    print(cli, "\n");
    if (now > 0)
        print_section(cli, "Now", now);
    bool fine = print_people(cli, ids->items, now, err);
    if (ids->count > now)
        print_section(cli, "Formerly", ids->count - now);
    fine = fine && print_people(cli, ids->items + now, ids->count - now, err);
    print_paths(cli, paths);
    return fine;
}

bool cmd_who(Cli *cli, Error *err)
{
    Str text = STR_INIT;
    char *name = NULL;
    ContactIds ids = {0};
    int64_t organisation = 0;
    PathRows paths = {0};
    size_t now = 0;
    Id uid;
    bool fine = argument_rest(cli, 0, &text, err) &&
                store_organisation_find(cli->app->store, str_get(&text), &organisation, err) &&
                store_organisation_name(cli->app->store, organisation, &name, &uid, err) &&
                store_organisation_people(cli->app->store, organisation, 10000, &ids, &now, err) &&
                store_organisation_paths(cli->app->store, organisation, 100, &paths, err) &&
                answer_who(cli, name, uid, &ids, now, &paths, err);
    if (fine && ids.count == 0)
        fine = error_set(err, ERROR_NOT_FOUND, "you know nobody at %.120s", name);
    free(name);
    vec_clear(&ids);
    store_paths_clear(&paths);
    str_clear(&text);
    return fine;
}
