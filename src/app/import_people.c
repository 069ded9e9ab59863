// SPDX-License-Identifier: MIT
// People of an import. Somebody the source told of before is merged three ways: what the source said last is
// the base, so that fields nobody edited follow the file and edited ones stay. Somebody known by profile or
// address is filled in where blank. The rest is made in the pool. The day of a LinkedIn connection stays in
// the source record: it says degree 1, not that you met.
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "import_internal.h"
#include "rapport/base/mem.h"
#include "rapport/core/names.h"
#include "rapport/formats/json.h"
#include "rapport/formats/json_read.h"
#include "rapport/formats/linkedin.h"
#include "rapport/store/imports.h"

// ---- what the source says, to be remembered

// Single texts: the name in the source record, where they come from and where they go.
static const struct {
    const char *key;
    size_t theirs, ours;
} TEXTS[] = {
    {"nickname", offsetof(ImportContact, nickname), offsetof(Contact, nickname)},
    {"pronouns", offsetof(ImportContact, pronouns), offsetof(Contact, pronouns)},
    {"headline", offsetof(ImportContact, headline), offsetof(Contact, headline)},
    {"city", offsetof(ImportContact, city), offsetof(Contact, city)},
    {"industry", offsetof(ImportContact, industry), offsetof(Contact, industry)},
    {"zone", offsetof(ImportContact, zone), offsetof(Contact, zone)},
    {"about", offsetof(ImportContact, about), offsetof(Contact, about)},
    {"met_where", offsetof(ImportContact, met_where), offsetof(Contact, met_where)},
    {"introduced_by", offsetof(ImportContact, introduced_by), offsetof(Contact, introduced_by)},
};
enum { TEXT_COUNT = sizeof TEXTS / sizeof TEXTS[0] };

static const struct {
    const char *key;
    size_t theirs;
    ReachKind kind;
} LISTS[] = {
    {"emails", offsetof(ImportContact, emails), REACH_EMAIL},
    {"phones", offsetof(ImportContact, phones), REACH_PHONE},
    {"links", offsetof(ImportContact, links), REACH_LINK},
    {"tags", offsetof(ImportContact, tags), REACH_NONE},
};
enum { LIST_COUNT = sizeof LISTS / sizeof LISTS[0], TAG_LIST = LIST_COUNT - 1 };

static const char *their_text(const ImportContact *theirs, size_t i)
{
    return *(const char *const *)((const char *)theirs + TEXTS[i].theirs);
}

static const ImportValues *their_list(const ImportContact *theirs, size_t i)
{
    return (const ImportValues *)((const char *)theirs + LISTS[i].theirs);
}

static char **our_text(Contact *ours, size_t i)
{
    return (char **)((char *)ours + TEXTS[i].ours);
}

static void tell_text(JsonWriter *json, const char *key, const char *text)
{
    if (text != NULL)
        json_field_text(json, key, text);
}

void import_describe_source(const ImportContact *theirs, Str *out)
{
    enum { USUAL = 300 };
    str_reserve(out, USUAL);
    JsonWriter json = json_write_to(out);
    json_write_object(&json);
    json_field_text(&json, "name", theirs->name);
    tell_text(&json, "slug", theirs->slug);
    tell_text(&json, "company", theirs->company);
    tell_text(&json, "title", theirs->title);
    tell_text(&json, "school", theirs->school);
    for (size_t i = 0; i < TEXT_COUNT; i++)
        tell_text(&json, TEXTS[i].key, their_text(theirs, i));
    for (size_t i = 0; i < LIST_COUNT; i++) {
        const ImportValues *list = their_list(theirs, i);
        if (list->count == 0)
            continue;
        json_field_array(&json, LISTS[i].key);
        for (size_t j = 0; j < list->count; j++)
            json_write_text(&json, list->items[j].value);
        json_write_array_end(&json);
    }
    if (theirs->connected_day != CIVIL_NONE)
        json_field_day(&json, "connected", theirs->connected_day);
    if (theirs->birthday != CIVIL_NONE)
        json_field_day(&json, "birthday", theirs->birthday);
    json_write_object_end(&json);
}

// ---- writing what hangs on a contact

static bool add_reach(Importing *im, int64_t id, ReachKind kind, const ImportValue *value, bool *changed,
                      Error *err)
{
    bool added = false;
    if (!store_reach_add(im->app->store, id, kind, value->value, value->label, &added, err))
        return false;
    *changed = *changed || added;
    return true;
}

static bool add_profile(Importing *im, int64_t id, const char *slug, bool *changed, Error *err)
{
    Str url = STR_INIT;
    linkedin_url(slug, &url);
    ImportValue value = {.value = str_get(&url), .label = "LinkedIn"};
    bool fine = add_reach(im, id, REACH_LINK, &value, changed, err);
    str_clear(&url);
    return fine;
}

// Organisations and tags are shared: they go in outside the changeset, as the import's own.
static bool make_shared(Importing *im, const ImportContact *theirs, Error *err)
{
    Store *store = im->app->store;
    store_journal_pause(store, true);
    bool fine = true;
    if (theirs->company != NULL)
        fine = store_organisation(store, ORGANISATION_COMPANY, theirs->company, true, err) != 0;
    if (fine && theirs->school != NULL)
        fine = store_organisation(store, ORGANISATION_SCHOOL, theirs->school, true, err) != 0;
    int64_t tag;
    for (size_t i = 0; fine && i < theirs->tags.count; i++)
        fine = store_tag_make(store, theirs->tags.items[i].value, &tag, err);
    return fine;
}

// ---- a new person

static void set_name(Contact *ours, const ImportContact *theirs)
{
    free(ours->name);
    free(ours->given);
    free(ours->family);
    ours->name = mem_strdup(theirs->name);
    ours->given = mem_strdup(theirs->given);
    ours->family = mem_strdup(theirs->family);
    if (ours->given != NULL || ours->family != NULL)
        return;
    Str given = STR_INIT, family = STR_INIT;
    name_split(theirs->name, &given, &family);
    ours->given = str_take(&given);
    ours->family = str_take(&family);
}

static void name_new(Contact *ours, const ImportContact *theirs, Arena *texts)
{
    ours->name = (char *)theirs->name;
    ours->given = (char *)theirs->given;
    ours->family = (char *)theirs->family;
    if (ours->given != NULL || ours->family != NULL)
        return;
    Str given = STR_INIT, family = STR_INIT;
    name_split(theirs->name, &given, &family);
    ours->given = arena_text(texts, str_get(&given));
    ours->family = arena_text(texts, str_get(&family));
    str_clear(&given);
    str_clear(&family);
}

void import_sort_key(const ImportContact *theirs, Str *out)
{
    Arena texts = {0};
    Contact ours;
    name_new(&ours, theirs, &texts);
    name_sort_key(ours.given, ours.family, ours.name, out);
    arena_clear(&texts);
}

// Columns that have no field here are kept as text, never lost.
static void keep_extra(Contact *ours, const ImportContact *theirs, Arena *texts)
{
    if (theirs->extra.count == 0)
        return;
    Str about = STR_INIT;
    str_append(&about, ours->about);
    for (size_t i = 0; i < theirs->extra.count; i++)
        str_appendf(&about, "%s%s: %s", about.length > 0 ? "\n" : "", theirs->extra.items[i].label,
                    theirs->extra.items[i].value);
    ours->about = arena_text(texts, str_get(&about));
    str_clear(&about);
}

// A title without a company says what they do; with one it belongs to the role.
static const char *own_headline(const ImportContact *theirs)
{
    return theirs->headline == NULL && theirs->company == NULL ? theirs->title : theirs->headline;
}

// Most often the file tells the profile among the links.
static bool is_among_links(const ImportContact *theirs)
{
    Str slug = STR_INIT;
    bool found = false;
    for (size_t i = 0; !found && i < theirs->links.count; i++) {
        str_truncate(&slug, 0);
        found = linkedin_slug(theirs->links.items[i].value, &slug) && str_equal(str_get(&slug), theirs->slug);
    }
    str_clear(&slug);
    return found;
}

static void push_reach(Contact *ours, ReachKind kind, const char *value, const char *label)
{
    vec_push(&ours->reaches, ((Reach){.kind = kind, .value = (char *)value, .label = (char *)label}));
}

static void push_role(Contact *ours, OrganisationKind kind, const char *name, const char *title)
{
    if (name != NULL)
        vec_push(&ours->roles, ((ContactRole){.kind = kind,
                                              .name = (char *)name,
                                              .title = (char *)title,
                                              .from = CIVIL_NONE,
                                              .until = CIVIL_NONE,
                                              .current = true}));
}

static void fill_lists(Contact *ours, const ImportContact *theirs, Arena *texts)
{
    if (theirs->slug != NULL && !is_among_links(theirs)) {
        Str url = STR_INIT;
        linkedin_url(theirs->slug, &url);
        push_reach(ours, REACH_LINK, arena_text(texts, str_get(&url)), "LinkedIn");
        str_clear(&url);
    }
    for (size_t i = 0; i < TAG_LIST; i++) {
        const ImportValues *list = their_list(theirs, i);
        for (size_t j = 0; j < list->count; j++)
            push_reach(ours, LISTS[i].kind, list->items[j].value, list->items[j].label);
    }
    for (size_t i = 0; i < theirs->tags.count; i++)
        vec_push(&ours->tags, (char *)theirs->tags.items[i].value);
}

void import_fill_new(Importing *im, const ImportContact *theirs, Arena *texts, Contact *ours)
{
    contact_init(ours);
    name_new(ours, theirs, texts);
    for (size_t i = 0; i < TEXT_COUNT; i++)
        *our_text(ours, i) = (char *)their_text(theirs, i);
    ours->headline = (char *)own_headline(theirs);
    keep_extra(ours, theirs, texts);
    ours->birthday = theirs->birthday;
    ours->met_day = theirs->met_day;
    ours->how = theirs->how;
    ours->degree = theirs->degree > 0 ? theirs->degree : -1;
    ours->active = im->request->activate;
    ours->stage = STAGE_SPOTTED;
    fill_lists(ours, theirs, texts);
    push_role(ours, ORGANISATION_COMPANY, theirs->company, theirs->title);
    push_role(ours, ORGANISATION_SCHOOL, theirs->school, NULL);
}

bool import_create_all(Importing *im, PeopleBatch *batch, const NewPerson *people, size_t count, Error *err)
{
    store_journal_pause(im->app->store, true);
    if (!store_people_insert(im->app->store, batch, err))
        return false;
    im->created += (int64_t)count;
    for (size_t i = 0; i < count; i++) {
        im->source_updates += people[i].source != NULL;
        if (im->talks && str_equal(people[i].source, "linkedin") && str_starts(people[i].key, "in/"))
            import_profile_is(im, people[i].key + 3, people[i].contact.id);
    }
    im->first_new = im->first_new == 0 ? people[0].contact.id : im->first_new;
    return true;
}

bool import_create(Importing *im, const ImportContact *theirs, const char *last_seen, int64_t hash,
                   int64_t *id, Error *err)
{
    NewPerson person = {.source = theirs->key != NULL ? theirs->source : NULL,
                        .key = theirs->key,
                        .last_seen = last_seen,
                        .hash = hash};
    Arena texts = {0};
    import_fill_new(im, theirs, &texts, &person.contact);
    PeopleBatch *batch = store_people_prepare(&person, 1);
    bool fine = import_create_all(im, batch, &person, 1, err);
    *id = person.contact.id;
    store_people_free(batch);
    new_person_clear(&person);
    arena_clear(&texts);
    return fine;
}

// ---- somebody known

typedef struct Merge {
    Importing *im;
    const ImportContact *theirs;
    const JsonValue *base; // what the source said last; NULL = it never did
    Contact ours;
    bool row_changed, changed;
} Merge;

static const char *base_text(const Merge *merge, const char *key)
{
    return json_read_member_text(merge->base, key);
}

// Does the file's value go in? Where ours is blank, or as the source left it.
static bool follows(const Merge *merge, const char *key, const char *ours, const char *theirs)
{
    const char *base = base_text(merge, key);
    if (theirs == NULL || str_equal(theirs, base) || str_equal(theirs, ours))
        return false;
    return base == NULL ? str_blank(ours) : str_equal(ours, base);
}

static void merge_texts(Merge *merge)
{
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        char **ours = our_text(&merge->ours, i);
        const char *theirs = their_text(merge->theirs, i);
        if (!follows(merge, TEXTS[i].key, *ours, theirs))
            continue;
        free(*ours);
        *ours = mem_strdup(theirs);
        merge->row_changed = true;
    }
    if (follows(merge, "name", merge->ours.name, merge->theirs->name)) {
        set_name(&merge->ours, merge->theirs);
        merge->row_changed = true;
    }
    int degree = merge->theirs->degree;
    if (degree > 0 && !merge->ours.is_me && (merge->ours.degree < 0 || degree < merge->ours.degree)) {
        merge->ours.degree = degree;
        merge->row_changed = true;
    }
    if (merge->ours.birthday == CIVIL_NONE && merge->theirs->birthday != CIVIL_NONE &&
        base_text(merge, "birthday") == NULL) {
        merge->ours.birthday = merge->theirs->birthday;
        merge->row_changed = true;
    }
    if (merge->im->request->activate && !merge->ours.active)
        merge->row_changed = merge->ours.active = true;
}

static bool listed(const JsonValue *list, const char *value)
{
    for (size_t i = 0; i < json_read_count(list); i++)
        if (str_equal(json_read_text(json_read_item(list, i)), value))
            return true;
    return false;
}

static bool tagged(const Contact *contact, const char *tag)
{
    for (size_t i = 0; i < contact->tags.count; i++)
        if (str_equal_nocase(contact->tags.items[i], tag + (*tag == '#')))
            return true;
    return false;
}

// What the source adds to a list goes in; what a person took out of it stays out.
static bool merge_lists(Merge *merge, Error *err)
{
    bool fine = true;
    if (merge->theirs->slug != NULL && !str_equal(base_text(merge, "slug"), merge->theirs->slug))
        fine = add_profile(merge->im, merge->ours.id, merge->theirs->slug, &merge->changed, err);
    for (size_t i = 0; fine && i < LIST_COUNT; i++) {
        const ImportValues *list = their_list(merge->theirs, i);
        for (size_t j = 0; fine && j < list->count; j++) {
            const ImportValue *value = &list->items[j];
            if (listed(json_read_member(merge->base, LISTS[i].key), value->value))
                continue;
            if (i != TAG_LIST) {
                fine = add_reach(merge->im, merge->ours.id, LISTS[i].kind, value, &merge->changed, err);
            } else if (!tagged(&merge->ours, value->value)) {
                fine = store_tag_add(merge->im->app->store, merge->ours.id, value->value, err);
                merge->changed = true;
            }
        }
    }
    return fine;
}

static char *post(const char *title, const char *company)
{
    if (company == NULL)
        return mem_strdup(title != NULL ? title : "no post");
    return title != NULL ? str_format("%s, %s", title, company) : mem_strdup(company);
}

static void report_change(Merge *merge, const ContactRole *before)
{
    JobChange change = {.contact = merge->ours.id,
                        .uid = merge->ours.uid,
                        .active = merge->ours.active,
                        .name = mem_strdup(merge->ours.name),
                        .from = post(before->title, before->name),
                        .to = post(merge->theirs->title, merge->theirs->company)};
    vec_push(&merge->im->report->job_changes, change);
}

static bool same_organisation(const char *a, const char *b)
{
    Str x = STR_INIT, y = STR_INIT;
    if (a != NULL)
        org_fold(a, &x);
    if (b != NULL)
        org_fold(b, &y);
    bool same = str_equal(str_get(&x), str_get(&y));
    str_clear(&x);
    str_clear(&y);
    return same;
}

// A new post: the old one becomes former. Not where a person said something else than the source did.
static bool merge_company(Merge *merge, Error *err)
{
    const ImportContact *theirs = merge->theirs;
    const char *company = base_text(merge, "company"), *title = base_text(merge, "title");
    if (theirs->company == NULL ||
        (str_equal(theirs->company, company) && (theirs->title == NULL || str_equal(theirs->title, title))))
        return true;
    const ContactRole *role = contact_role(&merge->ours, ORGANISATION_COMPANY);
    bool had = role != NULL && role->current;
    if (had && (company == NULL || !same_organisation(role->name, company)))
        return true; // edited, or the source never said
    bool stays = had && same_organisation(role->name, theirs->company);
    if (stays && (str_equal(role->title, theirs->title) || (title != NULL && !str_equal(role->title, title))))
        return true;
    if (had)
        report_change(merge, role);
    merge->changed = true;
    return store_role_set(merge->im->app->store, merge->ours.id, ORGANISATION_COMPANY, theirs->company,
                          theirs->title, err);
}

static bool merge_school(Merge *merge, Error *err)
{
    const ContactRole *role = contact_role(&merge->ours, ORGANISATION_SCHOOL);
    const char *theirs = merge->theirs->school;
    if (theirs == NULL || role != NULL || str_equal(theirs, base_text(merge, "school")))
        return true;
    merge->changed = true;
    return store_role_set(merge->im->app->store, merge->ours.id, ORGANISATION_SCHOOL, theirs, NULL, err);
}

bool import_merge(Importing *im, const ImportContact *theirs, int64_t id, const char *last_seen,
                  bool *changed, Error *err)
{
    Merge merge = {.im = im, .theirs = theirs};
    contact_init(&merge.ours);
    JsonValue *document = last_seen == NULL ? NULL : json_read_parse(last_seen, strlen(last_seen), NULL);
    merge.base = document;
    bool fine = make_shared(im, theirs, err) && store_contact_get(im->app->store, id, true, &merge.ours, err);
    store_journal_pause(im->app->store, false);
    if (fine) {
        merge_texts(&merge);
        fine = (!merge.row_changed || store_contact_update(im->app->store, &merge.ours, err)) &&
               merge_lists(&merge, err) && merge_company(&merge, err) && merge_school(&merge, err);
    }
    *changed = merge.row_changed || merge.changed;
    if (fine && *changed) {
        im->updated++;
        fine = store_bulk_index(im->app->store, id, err);
    }
    if (fine && *changed && im->request->activate)
        vec_push(&im->conversed, id);
    fine = fine && store_journal_flush(im->app->store, err);
    json_read_free(document);
    contact_clear(&merge.ours);
    return fine;
}
