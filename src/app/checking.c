// SPDX-License-Identifier: MIT
// What the check knows of the people who get a message: names, organisations, common ground, the last talk,
// and whether they ever answered.
#include "rapport/app/checking.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/app/contacts.h"
#include "rapport/app/outreach.h"
#include "rapport/app/settings.h"
#include "rapport/app/spelling.h"
#include "rapport/base/hashmap.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/core/fuzzy.h"
#include "rapport/store/interactions.h"
#include "rapport/store/search.h"

enum { TALK_MOST = 20, NAMESAKES_MOST = 50, REASON_SIZE = 256 };

struct CheckFacts {
    Store *store;
    Spelling *spelling; // borrowed; NULL = none
    const char *language;
    VEC(Contact) people;
    VEC(CheckPerson) persons; // borrows from people
    Contact me;
    CheckInput input; // but for the message
    Str talk;
    Occasion soon_for; // what too_soon was asked for
    bool soon_known, soon;
    char reason[REASON_SIZE];
    HashMap asked; // what was looked for among the others, and whether it was there: see ask_once
};

// ---- rules that are off

bool check_rules_parse(const char *list, unsigned *off, Error *err)
{
    unsigned bits = 0;
    bool fine = true;
    char *copy = mem_strdup(list), *rest = copy;
    for (char *item; fine && (item = strsep(&rest, ", ")) != NULL;) {
        CheckRuleId rule;
        if (*item == '\0')
            continue;
        fine = check_rule_parse(item, &rule);
        if (fine) {
            bits |= 1u << rule;
            continue;
        }
        const char *ids[CHECK_RULE_COUNT];
        for (size_t i = 0; i < CHECK_RULE_COUNT; i++)
            ids[i] = check_rule((CheckRuleId)i)->id;
        const char *near = suggest(item, ids, CHECK_RULE_COUNT);
        error_set(err, ERROR_INPUT, "\"%s\" is no rule of the check; %s%s%s", item,
                  near != NULL ? "did you mean " : "rapport check --rules lists them",
                  near != NULL ? near : "", near != NULL ? "?" : "");
    }
    free(copy);
    if (fine && off != NULL)
        *off = bits;
    return fine;
}

// ---- the others

typedef bool (*Asks)(Store *store, const char *name);

// The check runs at each key, with the same names: the store is asked for each of them once.
static bool ask_once(const void *self, Asks asks, uint64_t seed, const char *name)
{
    enum { NO = 1, YES };
    CheckFacts *facts = (CheckFacts *)self;
    bool added;
    uint64_t *answer = hashmap_put(&facts->asked, hash_text(seed, name), &added);
    if (added)
        *answer = asks(facts->store, name) ? YES : NO;
    return *answer == YES;
}

static bool has_organisation(Store *store, const char *name)
{
    for (OrganisationKind kind = ORGANISATION_COMPANY; kind < ORGANISATION_COUNT; kind++)
        if (store_organisation(store, kind, name, false, NULL) != 0)
            return true;
    return false;
}

static bool is_misspelt(const void *self, const char *word, const char **meant)
{
    const CheckFacts *facts = self;
    return facts->spelling != NULL && spelling_is_misspelt(facts->spelling, word, meant);
}

static bool is_called(Store *store, int64_t id, const char *fold)
{
    Contact contact;
    contact_init(&contact);
    Str given = STR_INIT;
    if (store_contact_get(store, id, false, &contact, NULL) && contact.given != NULL)
        utf8_fold(&given, contact.given, strlen(contact.given));
    bool same = strcmp(str_get(&given), fold) == 0;
    str_clear(&given);
    contact_clear(&contact);
    return same;
}

static bool has_namesake(Store *store, const char *name)
{
    char *text = str_format("name:\"%s\"", name);
    Query *query = NULL;
    ContactIds ids = {0};
    int64_t total = 0;
    bool found = false;
    if (query_parse(text, QUERY_LENIENT, store_today(store), &query, NULL) &&
        store_search_first(store, query, NAMESAKES_MOST, &ids, &total, NULL))
        for (size_t i = 0; i < ids.count && !found; i++)
            found = is_called(store, ids.items[i], name);
    vec_clear(&ids);
    query_free(query);
    free(text);
    return found;
}

static bool is_organisation(const void *self, const char *name)
{
    return ask_once(self, has_organisation, 1, name);
}

static bool is_contact(const void *self, const char *name)
{
    return ask_once(self, has_namesake, 2, name);
}

// ---- the recipients

static void add_organisations(CheckNames *names, const Contact *contact, bool current)
{
    for (size_t i = 0; i < contact->roles.count; i++)
        if (contact->roles.items[i].current == current)
            vec_push(names, (const char *)contact->roles.items[i].name);
}

static bool shares(const Contact *me, const ContactRole *role)
{
    for (size_t i = 0; i < me->roles.count; i++)
        if (me->roles.items[i].organisation == role->organisation)
            return true;
    return false;
}

// What we share, and who or what brought us together.
static void add_ground(CheckFacts *facts, const Contact *contact)
{
    for (size_t i = 0; i < contact->roles.count; i++)
        if (shares(&facts->me, &contact->roles.items[i]))
            vec_push(&facts->input.ground, (const char *)contact->roles.items[i].name);
    if (!str_blank(contact->introduced_by))
        vec_push(&facts->input.bonds, (const char *)contact->introduced_by);
    if (!str_blank(contact->met_where))
        vec_push(&facts->input.bonds, (const char *)contact->met_where);
}

// Notes, calls and meetings tell what was said; so do the reasons to write that came of them.
static void add_talk(CheckFacts *facts, int64_t contact)
{
    Interactions timeline = {0};
    unsigned kinds =
        1u << INTERACTION_CALL | 1u << INTERACTION_MEETING | 1u << INTERACTION_NOTE | 1u << INTERACTION_EVENT;
    store_timeline(facts->store, contact, kinds, 0, TALK_MOST, &timeline, NULL);
    for (size_t i = 0; i < timeline.count; i++) {
        str_appendf(&facts->talk, "%s\n", timeline.items[i].subject != NULL ? timeline.items[i].subject : "");
        str_appendf(&facts->talk, "%s\n", timeline.items[i].text != NULL ? timeline.items[i].text : "");
    }
    store_interactions_clear(&timeline);
    TextRows hooks = {0};
    store_hooks(facts->store, contact, &hooks, NULL);
    for (size_t i = 0; i < hooks.count; i++)
        str_appendf(&facts->talk, "%s\n", hooks.items[i].text);
    store_text_rows_clear(&hooks);
}

// Somebody who answered or was met needs no such note: nothing is a first message to them.
static bool has_raised_work(CheckFacts *facts, int64_t contact)
{
    Interactions notes = {0};
    TextRows hooks = {0};
    unsigned kinds = 1u << INTERACTION_NOTE | 1u << INTERACTION_INTRODUCTION;
    bool raised = false;
    store_timeline(facts->store, contact, kinds, 0, TALK_MOST, &notes, NULL);
    store_hooks(facts->store, contact, &hooks, NULL);
    for (size_t i = 0; i < notes.count; i++)
        raised = raised || check_note_raises_work(notes.items[i].text);
    for (size_t i = 0; i < hooks.count; i++)
        raised = raised || check_note_raises_work(hooks.items[i].text);
    store_interactions_clear(&notes);
    store_text_rows_clear(&hooks);
    return raised;
}

static bool has_met(const Contact *contact)
{
    return contact->met_day != CIVIL_NONE || contact->how == HOW_EVENT || contact->how == HOW_CHANCE ||
           contact->stage == STAGE_MET || contact->stage == STAGE_IN_TOUCH ||
           contact->stage == STAGE_ADVOCATE;
}

static bool add_person(CheckFacts *facts, int64_t id, Error *err)
{
    Contact *contact = vec_add(&facts->people);
    contact_init(contact);
    return store_contact_get(facts->store, id, true, contact, err);
}

static void describe_people(CheckFacts *facts)
{
    CheckInput *input = &facts->input;
    bool raised = facts->people.count > 0;
    input->answered = input->met = facts->people.count > 0;
    for (size_t i = 0; i < facts->people.count; i++) {
        const Contact *one = &facts->people.items[i];
        vec_push(&facts->persons,
                 ((CheckPerson){one->name, one->given, one->family, one->nickname, one->address_as}));
        input->answered = input->answered && one->last_in_day != CIVIL_NONE;
        input->met = input->met && has_met(one);
        add_organisations(&input->organisations, one, true);
        add_ground(facts, one);
        add_talk(facts, one->id);
        raised = raised && has_raised_work(facts, one->id);
    }
    input->they_raised_work = raised;
    for (size_t i = 0; i < facts->people.count; i++)
        add_organisations(&input->organisations, &facts->people.items[i], false);
    input->recipients = facts->persons.items;
    input->recipient_count = facts->persons.count;
    input->talk = facts->talk.length > 0 ? str_get(&facts->talk) : NULL;
}

static void read_settings(App *app, CheckFacts *facts)
{
    char *off = app_setting(app, "check-off", NULL);
    char *signature = app_setting(app, "signature", NULL);
    check_rules_parse(off, &facts->input.off, NULL);
    if (app_me_named(app) && str_blank(signature)) {
        facts->input.my_name = facts->me.name;
        facts->input.my_given = facts->me.given;
    }
    free(off);
    free(signature);
}

CheckFacts *check_facts_read(App *app, const int64_t *contacts, size_t count, Error *err)
{
    CheckFacts *facts = mem_alloc(sizeof *facts);
    facts->store = app->store;
    contact_init(&facts->me);
    check_input_init(&facts->input);
    facts->input.is_organisation = is_organisation;
    facts->input.is_misspelt = is_misspelt;
    facts->input.is_contact = is_contact;
    facts->input.self = facts;
    int64_t me = store_me(app->store);
    bool fine = me == 0 || store_contact_get(app->store, me, true, &facts->me, err);
    for (size_t i = 0; fine && i < count; i++)
        fine = add_person(facts, contacts[i], err);
    if (!fine) {
        check_facts_free(facts);
        return NULL;
    }
    describe_people(facts);
    if (count > 0)
        facts->language = spelling_language_of(&facts->people.items[0]);
    read_settings(app, facts);
    return facts;
}

const char *check_facts_language(const CheckFacts *facts)
{
    return facts->language;
}

void check_facts_free(CheckFacts *facts)
{
    if (facts == NULL)
        return;
    for (size_t i = 0; i < facts->people.count; i++)
        contact_clear(&facts->people.items[i]);
    vec_clear(&facts->people);
    vec_clear(&facts->persons);
    contact_clear(&facts->me);
    check_input_clear(&facts->input);
    str_clear(&facts->talk);
    hashmap_clear(&facts->asked);
    free(facts);
}

static const char *soon_reason(App *app, CheckFacts *facts, Occasion occasion)
{
    if (!facts->soon_known || facts->soon_for != occasion) {
        int32_t earliest;
        facts->soon = false;
        for (size_t i = 0; i < facts->people.count && !facts->soon; i++)
            facts->soon = app_too_soon(app, facts->people.items[i].id, occasion, &earliest, facts->reason,
                                       sizeof facts->reason);
        facts->soon_known = true;
        facts->soon_for = occasion;
    }
    return facts->soon ? facts->reason : NULL;
}

// Its lists and the reason are borrowed from the facts, its texts from the message.
static CheckInput make_input(App *app, CheckFacts *facts, const CheckMessage *message)
{
    CheckInput input = facts->input;
    input.premium = app->premium;
    input.channel = message->channel;
    input.occasion = message->occasion;
    input.subject = message->subject;
    input.text = message->text;
    input.too_soon = message->planned ? NULL : soon_reason(app, facts, message->occasion);
    return input;
}

void app_check(App *app, CheckFacts *facts, const CheckMessage *message, CheckResult *result)
{
    CheckInput input = make_input(app, facts, message);
    facts->store = app->store;
    facts->spelling = app_spelling(app, facts->language);
    check_run(&input, result);
}

// ---- on another thread

struct CheckTask {
    CheckFacts *facts;
    Spelling *spelling; // a copy
    char *subject, *text;
    CheckInput input;
    CheckResult result;
};

CheckTask *check_task_new(App *app, CheckFacts *facts, const CheckMessage *message)
{
    CheckTask *task = mem_alloc(sizeof *task);
    task->facts = facts;
    task->spelling = spelling_copy(app_spelling(app, facts->language));
    task->subject = mem_strdup(message->subject);
    task->text = mem_strdup(message->text);
    task->input = make_input(app, facts, message);
    task->input.subject = task->subject;
    task->input.text = task->text;
    return task;
}

void check_task_run(CheckTask *task, Store *store)
{
    task->facts->store = store;
    task->facts->spelling = task->spelling;
    check_run(&task->input, &task->result);
}

CheckFacts *check_task_take(App *app, CheckTask *task, CheckResult *result)
{
    CheckFacts *facts = task->facts;
    Spelling *spelling = app_spelling(app, facts->language);
    if (spelling != NULL && task->spelling != NULL)
        spelling_note_all(spelling, task->spelling);
    *result = task->result;
    task->result = (CheckResult){0};
    task->facts = NULL;
    return facts;
}

void check_task_free(CheckTask *task)
{
    if (task == NULL)
        return;
    check_facts_free(task->facts);
    spelling_free(task->spelling);
    free(task->subject);
    free(task->text);
    check_result_clear(&task->result);
    free(task);
}
