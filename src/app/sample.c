// SPDX-License-Identifier: MIT
// The sample network: assets/sample/network.txt read into an empty database, days relative to today, so that
// every screen is alive on any date. The text has one line a person or organisation and indented lines of
// history under it; the file's own head explains the words. It is all in one transaction and no step of undo.
#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/drafts.h"
#include "rapport/app/transfer.h"
#include "rapport/base/embedded.h"
#include "rapport/base/mem.h"
#include "rapport/core/names.h"
#include "rapport/core/repeat.h"
#include "rapport/store/contacts.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "rapport/store/search.h"
#include "rapport/store/targets.h"

extern const EmbeddedFile embedded_sample[];

typedef struct Loader {
    App *app;
    int64_t contact;      // the lines that follow are about this person ...
    int64_t organisation; // ... or this organisation
    VEC(int64_t) people;
    VEC(char *) drafts; // "CONTACT TEMPLATE", made at the end, when the history is known
} Loader;

// "email ada@x.example" gives "ada@x.example" for the key "email"; NULL when it is another key.
static const char *value_of(const char *field, const char *key)
{
    size_t length = strlen(key);
    if (strncmp(field, key, length) != 0 || (field[length] != ' ' && field[length] != '\0'))
        return NULL;
    return field[length] == ' ' ? field + length + 1 : field + length;
}

static void set_text(char **field, const char *value)
{
    free(*field);
    *field = mem_strdup(value);
}

// ---- a person

// Fields that are a text of the row.
static const struct {
    const char *key;
    size_t offset;
} TEXTS[] = {
    {"nickname", offsetof(Contact, nickname)},
    {"pronouns", offsetof(Contact, pronouns)},
    {"headline", offsetof(Contact, headline)},
    {"city", offsetof(Contact, city)},
    {"zone", offsetof(Contact, zone)},
    {"industry", offsetof(Contact, industry)},
    {"about", offsetof(Contact, about)},
    {"via", offsetof(Contact, introduced_by)},
    {"address-as", offsetof(Contact, address_as)},
    {"given", offsetof(Contact, given)},
    {"family", offsetof(Contact, family)},
    {"routine", offsetof(Contact, routine)},
};

static void read_scalar(const Loader *loader, Contact *contact, const char *field)
{
    const char *value;
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        if ((value = value_of(field, TEXTS[i].key)) != NULL)
            set_text((char **)((char *)contact + TEXTS[i].offset), value);
    if (value_of(field, "pool") != NULL)
        contact->active = false;
    if (value_of(field, "me") != NULL)
        contact->is_me = true;
    if (value_of(field, "favourite") != NULL)
        contact->favourite = true;
    if ((value = value_of(field, "degree")) != NULL)
        contact->degree = atoi(value);
    if ((value = value_of(field, "rhythm")) != NULL)
        contact->rhythm_days = atoi(value);
    if ((value = value_of(field, "channel")) != NULL)
        contact->channel = channel_parse(value);
    if ((value = value_of(field, "how")) != NULL)
        contact->how = how_met_parse(value);
    if ((value = value_of(field, "stage")) != NULL) {
        contact->stage = stage_parse(value);
        contact->stage_by_hand = true;
    }
    if ((value = value_of(field, "birthday")) != NULL)
        civil_parse(value, &contact->birthday);
    if ((value = value_of(field, "met")) != NULL) { // "met -40 Place"
        char *rest;
        contact->met_day = app_today(loader->app) + (int32_t)strtol(value, &rest, 10);
        set_text(&contact->met_where, *rest == ' ' ? rest + 1 : NULL);
    }
}

static bool add_role(App *app, int64_t id, OrganisationKind kind, char *value, bool current, Error *err)
{
    char *title = strchr(value, ';'); // "company Kestrel; Staff engineer"
    if (title != NULL)
        *title++ = '\0';
    ContactRole role = {.kind = kind,
                        .name = str_trim(value),
                        .title = title == NULL ? NULL : str_trim(title),
                        .from = CIVIL_NONE,
                        .until = CIVIL_NONE,
                        .current = current};
    return store_role_add(app->store, id, &role, err);
}

static bool add_tags(App *app, int64_t id, char *words, Error *err)
{
    for (char *word; (word = strsep(&words, " ")) != NULL;)
        if (*word != '\0' && !store_tag_add(app->store, id, word, err))
            return false;
    return true;
}

// Fields that live in tables beside the row. What is after "tie" is the name of somebody above.
static bool add_beside(App *app, int64_t id, const char *field, Error *err)
{
    static const struct {
        const char *key;
        ReachKind reach;
        OrganisationKind organisation;
        bool former;
    } BESIDE[] = {
        {"email", REACH_EMAIL, 0, false},
        {"phone", REACH_PHONE, 0, false},
        {"link", REACH_LINK, 0, false},
        {"company", 0, ORGANISATION_COMPANY, false},
        {"formerly", 0, ORGANISATION_COMPANY, true},
        {"school", 0, ORGANISATION_SCHOOL, false},
        {"group", 0, ORGANISATION_GROUP, false},
        {"tags", 0, 0, false},
        {"tie", 0, 0, false},
    };
    for (size_t i = 0; i < sizeof BESIDE / sizeof *BESIDE; i++) {
        const char *found = value_of(field, BESIDE[i].key);
        if (found == NULL)
            continue;
        if (BESIDE[i].reach != REACH_NONE)
            return store_reach_add(app->store, id, BESIDE[i].reach, found, NULL, NULL, err);
        char *value = mem_strdup(found);
        ContactIds other = {0};
        bool fine;
        if (BESIDE[i].organisation != ORGANISATION_NONE)
            fine = add_role(app, id, BESIDE[i].organisation, value, !BESIDE[i].former, err);
        else if (strcmp(BESIDE[i].key, "tags") == 0)
            fine = add_tags(app, id, value, err);
        else
            fine = store_contact_resolve(app->store, value, false, &other, err) &&
                   (other.count == 0 || store_tie_add(app->store, other.items[0], id, "knows", NULL, err));
        vec_clear(&other);
        free(value);
        return fine;
    }
    return true;
}

typedef VEC(char *) Fields;

// Splits "a | b | c" in place.
static void split_fields(char *line, Fields *fields)
{
    for (char *next = line; next != NULL;) {
        char *bar = strstr(next, " | ");
        if (bar != NULL)
            *bar = '\0';
        vec_push(fields, str_trim(next));
        next = bar == NULL ? NULL : bar + 3;
    }
}

static bool read_person(Loader *loader, const Fields *fields, Error *err)
{
    Contact contact;
    contact_init(&contact);
    Str given = STR_INIT, family = STR_INIT;
    name_split(fields->items[0], &given, &family);
    contact.name = mem_strdup(fields->items[0]);
    contact.given = str_take(&given);
    contact.family = str_take(&family);
    contact.active = true;
    contact.stage = STAGE_SPOTTED;
    for (size_t i = 1; i < fields->count; i++)
        read_scalar(loader, &contact, fields->items[i]);
    bool fine = store_contact_insert(loader->app->store, &contact, err);
    for (size_t i = 1; fine && i < fields->count; i++)
        fine = add_beside(loader->app, contact.id, fields->items[i], err);
    loader->contact = contact.id;
    loader->organisation = 0;
    vec_push(&loader->people, contact.id);
    contact_clear(&contact);
    return fine;
}

// "= NAME | school | motivation 4 | posting 3 | advocate | watch"
static bool read_organisation(Loader *loader, const Fields *fields, Error *err)
{
    TargetScore score = {0};
    OrganisationKind kind = ORGANISATION_COMPANY;
    const char *value;
    for (size_t i = 1; i < fields->count; i++) {
        const char *field = fields->items[i];
        if (organisation_kind_parse(field) != ORGANISATION_NONE)
            kind = organisation_kind_parse(field);
        score.advocate = score.advocate || value_of(field, "advocate") != NULL;
        score.watch = score.watch || value_of(field, "watch") != NULL;
        if ((value = value_of(field, "motivation")) != NULL)
            score.motivation = atoi(value);
        if ((value = value_of(field, "posting")) != NULL)
            score.posting = atoi(value);
    }
    loader->contact = 0;
    loader->organisation =
        store_organisation(loader->app->store, kind, str_trim(fields->items[0] + 1), true, err);
    return loader->organisation != 0 &&
           store_target_score(loader->app->store, loader->organisation, &score, err);
}

// ---- what happened and what is to be done

// An indented line, taken apart: "-9@14:30 out email request: [Subject] text".
typedef struct Entry {
    int32_t day;
    int minute; // -1 = none said
    char *words;
    const char *subject, *text; // NULL = none
} Entry;

static void unescape(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; from++) {
        bool newline = from[0] == '\\' && from[1] == 'n';
        *to++ = newline ? '\n' : *from;
        from += newline ? 1 : 0;
    }
    *to = '\0';
}

static Entry read_entry(const Loader *loader, char *line)
{
    Entry entry = {.day = app_today(loader->app), .minute = -1};
    char *at = line;
    if (isdigit((unsigned char)*at) || *at == '-' || *at == '+') {
        entry.day += (int32_t)strtol(at, &at, 10);
        int hour, minute, length = 0;
        if (sscanf(at, "@%2d:%2d%n", &hour, &minute, &length) == 2) {
            entry.minute = hour * 60 + minute;
            at += length;
        }
    }
    entry.words = str_trim(at);
    char *text = strchr(entry.words, ':');
    if (text == NULL)
        return entry;
    *text = '\0';
    text = str_trim(text + 1);
    unescape(text);
    char *end = *text == '[' ? strstr(text, "] ") : NULL;
    if (end != NULL) {
        *end = '\0';
        entry.subject = text + 1;
        text = end + 2;
    }
    entry.text = text;
    return entry;
}

static bool has_word(const Entry *entry, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = entry->words; (at = strstr(at, word)) != NULL; at += length)
        if ((at == entry->words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

static void read_word(Interaction *one, const char *word)
{
    if (interaction_kind_parse(word) != INTERACTION_NONE)
        one->kind = interaction_kind_parse(word);
    else if (direction_parse(word) != DIRECTION_NONE)
        one->direction = direction_parse(word);
    else if (channel_parse(word) != CHANNEL_NONE)
        one->channel = channel_parse(word);
    else if (occasion_parse(word) != OCCASION_NONE)
        one->occasion = occasion_parse(word);
    else if (answer_parse(word) != ANSWER_NONE)
        one->answer = answer_parse(word);
    else if (outcome_parse(word) != OUTCOME_NONE)
        one->outcome = outcome_parse(word);
}

// What is not said follows from the kind, as for what a person logs.
static void complete(Interaction *one, int32_t today)
{
    bool talk = one->kind == INTERACTION_MEETING || one->kind == INTERACTION_EVENT;
    if (one->direction == DIRECTION_NONE && one->kind != INTERACTION_NOTE)
        one->direction = one->kind == INTERACTION_MESSAGE ? DIRECTION_OUT : DIRECTION_MUTUAL;
    if (one->channel == CHANNEL_NONE && one->kind != INTERACTION_NOTE)
        one->channel = talk                            ? CHANNEL_IN_PERSON
                       : one->kind == INTERACTION_CALL ? CHANNEL_PHONE
                                                       : CHANNEL_EMAIL;
    if (talk && one->day < today && one->outcome == OUTCOME_NONE)
        one->outcome = OUTCOME_HELD;
}

// "out email introduction with NAME": the other one, who stands above in the text.
static bool add_other(Loader *loader, char *words, Interaction *one, Error *err)
{
    static const char WITH[] = " with ";
    char *with = strstr(words, WITH);
    ContactIds other = {0};
    if (with == NULL)
        return true;
    *with = '\0';
    bool fine = store_contact_resolve(loader->app->store, with + strlen(WITH), false, &other, err) &&
                (other.count == 1 || error_set(err, ERROR_NOT_FOUND, "%s: nobody", with + strlen(WITH)));
    if (fine)
        vec_push(&one->participants, other.items[0]);
    vec_clear(&other);
    return fine;
}

static bool add_interaction(Loader *loader, const Entry *entry, Error *err)
{
    Interaction one;
    interaction_init(&one);
    one.kind = INTERACTION_MESSAGE;
    one.day = entry->day;
    one.at = clock_moment(entry->day, entry->minute >= 0 ? entry->minute : 9 * 60 + 12);
    vec_push(&one.participants, loader->contact);
    char *words = mem_strdup(entry->words), *rest = words;
    bool fine = add_other(loader, words, &one, err);
    for (char *word; (word = strsep(&rest, " ")) != NULL;)
        read_word(&one, word);
    free(words);
    complete(&one, app_today(loader->app));
    one.subject = mem_strdup(entry->subject);
    one.text = mem_strdup(entry->text);
    if (one.kind == INTERACTION_EVENT) // "[Name of the event] text"
        one.event_name = mem_strdup(entry->subject);
    fine = fine && store_interaction_insert(loader->app->store, &one, err);
    interaction_clear(&one);
    return fine;
}

// "[every 3 months] text"
static bool read_repeat(App *app, const char *text, int32_t day, char **stored, Error *err)
{
    Repeat repeat;
    DateContext context = app_date_context(app, false);
    if (!repeat_parse(text, &context, &repeat, err))
        return false;
    repeat_anchor(&repeat, day);
    Str out = STR_INIT;
    repeat_format(&repeat, &out);
    *stored = str_take(&out);
    return true;
}

static bool add_followup(Loader *loader, const Entry *entry, Error *err)
{
    App *app = loader->app;
    Followup row;
    followup_init(&row);
    row.contact = loader->contact;
    row.organisation = loader->organisation;
    row.day = entry->day;
    row.minute = entry->minute;
    row.text = mem_strdup(entry->text);
    row.origin = has_word(entry, "promised")        ? ORIGIN_MY_PROMISE
                 : has_word(entry, "they-promised") ? ORIGIN_THEIR_PROMISE
                                                    : ORIGIN_HAND;
    if (row.origin == ORIGIN_THEIR_PROMISE) {
        row.earliest = entry->day;
        row.day = calendar_roll(&app->calendar, entry->day + app->timing.their_promise_grace);
    }
    bool fine = (entry->subject == NULL || read_repeat(app, entry->subject, entry->day, &row.repeat, err)) &&
                store_followup_insert(app->store, &row, err);
    if (fine && has_word(entry, "done")) {
        row.state = FOLLOWUP_DONE;
        row.closed_utc = store_now(app->store).utc;
        row.closed_day = app_today(app);
        fine = store_followup_update(app->store, &row, err);
    }
    followup_clear(&row);
    return fine;
}

static bool add_opening(Loader *loader, const Entry *entry, Error *err)
{
    Opening opening = {.organisation = loader->organisation,
                       .title = entry->text,
                       .closes = entry->day,
                       .applied = has_word(entry, "applied") ? app_today(loader->app) - 6 : CIVIL_NONE};
    return store_opening_add(loader->app->store, &opening, NULL, err);
}

static bool read_history(Loader *loader, char *line, Error *err)
{
    Entry entry = read_entry(loader, line);
    if (has_word(&entry, "followup") || has_word(&entry, "promised") || has_word(&entry, "they-promised"))
        return add_followup(loader, &entry, err);
    if (has_word(&entry, "opening"))
        return add_opening(loader, &entry, err);
    if (has_word(&entry, "hook"))
        return store_hook_add(loader->app->store, loader->contact, entry.text, 0, err);
    if (has_word(&entry, "draft")) {
        vec_push(&loader->drafts, str_format("%lld %s", (long long)loader->contact, entry.text));
        return true;
    }
    return add_interaction(loader, &entry, err);
}

// ---- the whole

static bool add_draft(App *app, const char *request, Error *err)
{
    char *name;
    int64_t contact = strtoll(request, &name, 10);
    Template template = {0};
    Str subject = STR_INIT, text = STR_INIT;
    Draft draft = {.state = DRAFT_OPEN, .planned_day = CIVIL_NONE};
    bool fine = store_template_get(app->store, name + 1, &template, err) &&
                app_fill(app, contact, template.subject, template.text, &subject, &text, err);
    if (fine) {
        draft.template_id = template.id;
        draft.template_version = template.version;
        draft.channel = template.channel;
        draft.occasion = template.occasion;
        draft.created_utc = store_now(app->store).utc;
        draft.subject = str_take(&subject);
        draft.text = str_take(&text);
        vec_push(&draft.recipients, contact);
        fine = store_draft_insert(app->store, &draft, err);
    }
    template_clear(&template);
    draft_clear(&draft);
    str_clear(&subject);
    str_clear(&text);
    return fine;
}

static bool read_line(Loader *loader, char *line, Error *err)
{
    if (str_blank(line) || *line == '#')
        return true;
    if (*line == ' ')
        return read_history(loader, str_trim(line), err);
    Fields fields = {0};
    split_fields(line, &fields);
    bool fine = *line == '=' ? read_organisation(loader, &fields, err) : read_person(loader, &fields, err);
    vec_clear(&fields);
    return fine;
}

static bool read_file(Loader *loader, const EmbeddedFile *file, Error *err)
{
    char *copy = mem_strndup(file->text, file->length), *rest = copy;
    int number = 0;
    bool fine = true;
    for (char *line; fine && (line = strsep(&rest, "\n")) != NULL;) {
        number++;
        fine = read_line(loader, line, err);
    }
    free(copy);
    return fine || error_prefix(err, "%s line %d", file->name, number);
}

bool app_load_sample(App *app, Error *err)
{
    if (store_contact_count(app->store) > 0 || store_me(app->store) != 0)
        return error_set(err, ERROR_INPUT, "the sample network goes into an empty database only");
    Loader loader = {.app = app};
    bool fine = store_begin_unjournaled(app->store, err);
    for (const EmbeddedFile *file = embedded_sample; fine && file->name != NULL; file++)
        fine = read_file(&loader, file, err);
    for (size_t i = 0; fine && i < loader.people.count; i++)
        fine = app_reconcile(app, loader.people.items[i], true, NULL, err);
    for (size_t i = 0; fine && i < loader.drafts.count; i++)
        fine = add_draft(app, loader.drafts.items[i], err);
    fine = fine && store_commit(app->store, err);
    if (!fine)
        store_rollback(app->store);
    for (size_t i = 0; i < loader.drafts.count; i++)
        free(loader.drafts.items[i]);
    vec_clear(&loader.drafts);
    vec_clear(&loader.people);
    return fine;
}
