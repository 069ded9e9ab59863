// SPDX-License-Identifier: MIT
// Use cases on contacts that exist: edit, tag, trash, stage, rhythm, hooks.
#include "rapport/app/contacts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/routines.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/names.h"
#include "rapport/store/bulk.h"

enum { MANY = 2000 }; // are published as a whole and not one by one

// Starts "VERB NAME" or "VERB N contacts".
static bool begin(App *app, const char *verb, const int64_t *contacts, size_t count, Error *err)
{
    if (count == 0)
        return error_set(err, ERROR_INPUT, "nobody is chosen");
    if (!store_begin(app->store, verb, err))
        return false;
    if (count > MANY && !store_bulk(app->store, err)) {
        store_rollback(app->store);
        return false;
    }
    char *name = store_contact_name(app->store, contacts[0]);
    char *what = count > 1 ? str_format("%s %zu contacts", verb, count) : str_format("%s %s", verb, name);
    store_describe(app->store, what, contacts[0]);
    free(what);
    free(name);
    return true;
}

static bool finish(App *app, bool fine, Error *err)
{
    app_watch(app, false);
    if (fine && store_commit(app->store, err))
        return true;
    store_rollback(app->store);
    return false;
}

// Does it to each of them, then brings up to date what search knows of them, if it may have changed.
static bool for_each(App *app, const int64_t *contacts, size_t count, bool searched,
                     bool (*one)(App *app, int64_t contact, const void *how, Error *err), const void *how,
                     Error *err)
{
    size_t total = searched && count > MANY ? 2 * count : count;
    bool fine = true;
    app_watch(app, true);
    for (size_t i = 0; fine && i < count; i++)
        fine = one(app, contacts[i], how, err) && app_pace(app, i + 1, total, err);
    for (size_t i = 0; fine && count < total && i < count; i++)
        fine = store_bulk_index(app->store, contacts[i], err) && app_pace(app, count + i + 1, total, err);
    return fine;
}

// ---- edit

static void replace(char **field, const char *value)
{
    free(*field);
    *field = str_blank(value) ? NULL : mem_strdup(value);
}

static char **text_field(Contact *contact, ContactField field)
{
    switch (field) {
    case FIELD_NAME:
        return &contact->name;
    case FIELD_GIVEN:
        return &contact->given;
    case FIELD_FAMILY:
        return &contact->family;
    case FIELD_NICKNAME:
        return &contact->nickname;
    case FIELD_ADDRESS_AS:
        return &contact->address_as;
    case FIELD_PRONOUNS:
        return &contact->pronouns;
    case FIELD_TITLE:
        return &contact->headline;
    case FIELD_CITY:
        return &contact->city;
    case FIELD_ZONE:
        return &contact->zone;
    case FIELD_INDUSTRY:
        return &contact->industry;
    case FIELD_ABOUT:
        return &contact->about;
    case FIELD_ROUTINE:
        return &contact->routine;
    case FIELD_MET_WHERE:
        return &contact->met_where;
    case FIELD_INTRODUCED_BY:
        return &contact->introduced_by;
    default:
        return NULL;
    }
}

static bool edit_day(App *app, const FieldEdit *edit, int32_t *day, Error *err)
{
    *day = CIVIL_NONE;
    if (str_blank(edit->value))
        return true;
    DateContext context = app_date_context(app, true);
    DateValue value;
    if (!date_parse(edit->value, &context, &value, err))
        return error_prefix(err, "%s", edit->info->name);
    *day = value.day;
    return true;
}

// The whole name was edited: the parts follow, unless they are edited in the same breath.
static void split_name(Contact *contact)
{
    Str given = STR_INIT, family = STR_INIT;
    name_split(contact->name, &given, &family);
    replace(&contact->given, str_get(&given));
    replace(&contact->family, str_get(&family));
    str_clear(&given);
    str_clear(&family);
}

// A field of the row itself; the caller writes the row afterwards.
static bool edit_row(App *app, Contact *contact, const FieldEdit *edit, Error *err)
{
    ContactField field = edit->info->field;
    if (field == FIELD_BIRTHDAY)
        return edit_day(app, edit, &contact->birthday, err);
    if (field == FIELD_MET_DAY)
        return edit_day(app, edit, &contact->met_day, err);
    if (field == FIELD_CHANNEL)
        contact->channel = channel_parse(edit->value);
    else if (field == FIELD_HOW)
        contact->how = how_met_parse(edit->value);
    else if (field == FIELD_ROUTINE && !str_blank(edit->value) && !app_check_routine(app, edit->value, err))
        return false;
    char **text = text_field(contact, field);
    if (text != NULL)
        replace(text, edit->value);
    if (field == FIELD_NAME)
        split_name(contact);
    return true;
}

static ReachKind reach_of(ContactField field)
{
    return field == FIELD_EMAIL ? REACH_EMAIL : field == FIELD_PHONE ? REACH_PHONE : REACH_LINK;
}

static bool remove_all_reaches(App *app, const Contact *contact, ReachKind kind, Error *err)
{
    for (size_t i = 0; i < contact->reaches.count; i++)
        if (contact->reaches.items[i].kind == kind &&
            !store_reach_remove(app->store, contact->id, kind, contact->reaches.items[i].value, err))
            return false;
    return true;
}

// A field that lives in tables beside the row.
static bool edit_beside(App *app, const Contact *contact, const FieldEdit *edit, Error *err)
{
    switch (edit->info->field) {
    case FIELD_COMPANY:
        return store_role_set(app->store, contact->id, ORGANISATION_COMPANY, edit->value, NULL, err);
    case FIELD_SCHOOL:
        return store_role_set(app->store, contact->id, ORGANISATION_SCHOOL, edit->value, NULL, err);
    case FIELD_TITLE: {
        const ContactRole *role = contact_role(contact, ORGANISATION_COMPANY);
        return role == NULL || !role->current ||
               store_role_set(app->store, contact->id, ORGANISATION_COMPANY, role->name, edit->value, err);
    }
    case FIELD_EMAIL:
    case FIELD_PHONE:
    case FIELD_LINK: {
        ReachKind kind = reach_of(edit->info->field);
        if (edit->change == FIELD_REMOVE && *edit->value == '\0')
            return remove_all_reaches(app, contact, kind, err);
        if (edit->change == FIELD_REMOVE)
            return store_reach_remove(app->store, contact->id, kind, edit->value, err);
        return str_blank(edit->value) ||
               (store_reach_add(app->store, contact->id, kind, edit->value, NULL, NULL, err) &&
                (edit->change == FIELD_ADD ||
                 store_reach_first(app->store, contact->id, kind, edit->value, err)));
    }
    default:
        return true;
    }
}

static bool edit_one(App *app, int64_t id, int64_t rev, const FieldEdit *edits, size_t count, Error *err)
{
    Contact contact;
    contact_init(&contact);
    bool fine = store_contact_get(app->store, id, true, &contact, err);
    if (fine && rev != 0 && contact.rev != rev)
        fine =
            error_set(err, ERROR_CONFLICT,
                      "%s was changed by another program meanwhile; both versions are shown", contact.name);
    // Companies first, so that a title given beside one belongs to it.
    for (size_t i = 0; fine && i < count; i++)
        fine = edits[i].info->field == FIELD_TITLE || edit_beside(app, &contact, &edits[i], err);
    for (size_t i = 0; fine && i < count; i++)
        fine = edit_row(app, &contact, &edits[i], err);
    fine = fine && store_contact_update(app->store, &contact, err);
    contact_clear(&contact);
    contact_init(&contact);
    fine = fine && store_contact_get(app->store, id, true, &contact, err);
    for (size_t i = 0; fine && i < count; i++)
        if (edits[i].info->field == FIELD_TITLE)
            fine = edit_beside(app, &contact, &edits[i], err);
    contact_clear(&contact);
    return fine;
}

static bool make_me(App *app, const FieldEdit *edits, size_t count, int64_t *id, Error *err)
{
    Contact me;
    contact_init(&me);
    me.is_me = me.active = true;
    for (size_t i = 0; i < count; i++)
        if (edits[i].info->field == FIELD_NAME)
            me.name = mem_strdup(edits[i].value);
    if (me.name == NULL)
        me.name = mem_strdup(APP_ME_UNNAMED);
    bool fine = store_contact_insert(app->store, &me, err);
    *id = me.id;
    contact_clear(&me);
    return fine;
}

typedef struct Edits {
    const FieldEdit *edits;
    size_t count;
    int64_t rev;
} Edits;

static bool edit_each(App *app, int64_t contact, const void *how, Error *err)
{
    const Edits *edits = how;
    return edit_one(app, contact, edits->rev, edits->edits, edits->count, err) &&
           (contact == store_me(app->store) || app_engage(app, contact, false, NULL, err));
}

bool app_edit(App *app, const int64_t *contacts, size_t count, int64_t rev, const FieldEdit *edits,
              size_t edit_count, Error *err)
{
    if (count == 0 || edit_count == 0)
        return error_set(err, ERROR_INPUT, "say whom and what to change, as company=Acme");
    bool new_me = count == 1 && contacts[0] == 0;
    int64_t me = 0;
    if (!begin(app, "edit", contacts, count, err))
        return false;
    if (new_me) {
        store_describe(app->store, "say who you are", 0);
        if (!make_me(app, edits, edit_count, &me, err))
            return finish(app, false, err);
        contacts = &me;
    }
    Edits all = {edits, edit_count, rev};
    return finish(app, for_each(app, contacts, count, true, edit_each, &all, err), err);
}

// ---- the smaller ones

bool app_me_named(App *app)
{
    int64_t me = store_me(app->store);
    char *name = me != 0 ? store_contact_name(app->store, me) : NULL;
    bool named = name != NULL && !str_equal(name, APP_ME_UNNAMED);
    free(name);
    return named;
}

bool app_name_me(App *app, const char *name, Error *err)
{
    int64_t me = store_me(app->store);
    FieldEdit edit = {field_info(FIELD_NAME), FIELD_SET, name};
    return app_edit(app, &me, 1, 0, &edit, 1, err);
}

typedef struct Tags {
    const char *const *add, *const *remove;
    size_t adds, removes;
} Tags;

static bool tag_one(App *app, int64_t contact, const void *how, Error *err)
{
    const Tags *tags = how;
    bool fine = true;
    for (size_t i = 0; fine && i < tags->adds; i++)
        fine = store_tag_add(app->store, contact, tags->add[i], err);
    for (size_t i = 0; fine && i < tags->removes; i++)
        fine = store_tag_remove(app->store, contact, tags->remove[i], err);
    return fine && store_contact_set_active(app->store, contact, err);
}

bool app_tag(App *app, const int64_t *contacts, size_t count, const char *const *add, size_t add_count,
             const char *const *remove, size_t remove_count, Error *err)
{
    if (!begin(app, "tag", contacts, count, err))
        return false;
    Tags tags = {add, remove, add_count, remove_count};
    return finish(app, for_each(app, contacts, count, true, tag_one, &tags, err), err);
}

static bool trash_one(App *app, int64_t contact, const void *into, Error *err)
{
    if (contact == store_me(app->store))
        return error_set(err, ERROR_INPUT, "that is you; you cannot be removed");
    return store_contact_trash(app->store, contact, *(const bool *)into, err);
}

static bool trash(App *app, const char *verb, const int64_t *contacts, size_t count, bool into, Error *err)
{
    if (!begin(app, verb, contacts, count, err))
        return false;
    return finish(app, for_each(app, contacts, count, false, trash_one, &into, err), err);
}

bool app_trash(App *app, const int64_t *contacts, size_t count, Error *err)
{
    return trash(app, "move to the trash", contacts, count, true, err);
}

bool app_untrash(App *app, int64_t contact, Error *err)
{
    Contact who;
    contact_init(&who);
    bool fine = store_contact_get(app->store, contact, false, &who, err) &&
                (who.deleted || error_set(err, ERROR_INPUT, "%s is not in the trash", who.name));
    contact_clear(&who);
    return fine && trash(app, "restore", &contact, 1, false, err);
}

static bool favourite_one(App *app, int64_t contact, const void *favourite, Error *err)
{
    return store_contact_set_favourite(app->store, contact, *(const bool *)favourite, err) &&
           store_contact_set_active(app->store, contact, err);
}

bool app_favourite(App *app, const int64_t *contacts, size_t count, Error *err)
{
    if (!begin(app, "mark", contacts, count, err))
        return false;
    Contact first;
    contact_init(&first);
    bool fine = store_contact_get(app->store, contacts[0], false, &first, err);
    bool favourite = !first.favourite;
    contact_clear(&first);
    return finish(app, fine && for_each(app, contacts, count, false, favourite_one, &favourite, err), err);
}

static bool stage_one(App *app, int64_t contact, const void *stage, Error *err)
{
    return store_contact_set_stage(app->store, contact, *(const Stage *)stage, err) &&
           app_engage(app, contact, false, NULL, err);
}

bool app_stage(App *app, const int64_t *contacts, size_t count, Stage stage, Error *err)
{
    return begin(app, "set stage of", contacts, count, err) &&
           finish(app, for_each(app, contacts, count, false, stage_one, &stage, err), err);
}

typedef struct Rest {
    Stage stage;
    int32_t until;
} Rest;

static bool rest_one(App *app, int64_t contact, const void *how, Error *err)
{
    const Rest *rest = how;
    return store_contact_set_stage(app->store, contact, rest->stage, err) &&
           store_contact_set_rest(app->store, contact, rest->until, err) &&
           app_engage(app, contact, false, NULL, err);
}

bool app_rest(App *app, const int64_t *contacts, size_t count, int32_t until, Error *err)
{
    Contact first;
    contact_init(&first);
    bool fine = count == 0 || store_contact_get(app->store, contacts[0], false, &first, err);
    bool wake = first.stage == STAGE_RESTING && first.stage_by_hand && until == CIVIL_NONE;
    contact_clear(&first);
    if (!fine || !begin(app, wake ? "wake" : "let rest", contacts, count, err))
        return false;
    Rest rest = {wake ? STAGE_NONE : STAGE_RESTING, until};
    return finish(app, for_each(app, contacts, count, false, rest_one, &rest, err), err);
}

static bool rhythm_one(App *app, int64_t contact, const void *days, Error *err)
{
    return store_contact_set_rhythm(app->store, contact, *(const int *)days, err) &&
           app_engage(app, contact, false, NULL, err);
}

bool app_rhythm(App *app, const int64_t *contacts, size_t count, int days, Error *err)
{
    if (days < 0 || days > 3650)
        return error_set(err, ERROR_INPUT, "a rhythm is a number of days from 1 to 3650, or none");
    return begin(app, "set rhythm of", contacts, count, err) &&
           finish(app, for_each(app, contacts, count, false, rhythm_one, &days, err), err);
}

bool app_hook(App *app, int64_t contact, const char *text, Error *err)
{
    if (str_blank(text))
        return error_set(err, ERROR_INPUT, "a reason to write needs a few words");
    return begin(app, "note a reason to write to", &contact, 1, err) &&
           finish(app,
                  store_hook_add(app->store, contact, text, 0, err) &&
                      store_contact_set_active(app->store, contact, err),
                  err);
}

// ---- common ground

static bool is_shared(const Contact *me, const ContactRole *theirs)
{
    for (size_t i = 0; i < me->roles.count; i++)
        if (me->roles.items[i].organisation == theirs->organisation)
            return true;
    return false;
}

static void add_shared(Str *out, const Contact *me, const Contact *other, OrganisationKind kind)
{
    for (size_t i = 0; i < other->roles.count; i++) {
        const ContactRole *theirs = &other->roles.items[i];
        if (theirs->kind != kind || !is_shared(me, theirs) || strstr(str_get(out), theirs->name) != NULL)
            continue;
        const char *how = kind == ORGANISATION_SCHOOL  ? "both at"
                          : kind == ORGANISATION_GROUP ? "both in"
                                                       : "both worked at";
        str_appendf(out, "%s%s %s", out->length > 0 ? "; " : "", how, theirs->name);
    }
}

static const OrganisationKind SHARED_KINDS[] = {ORGANISATION_SCHOOL, ORGANISATION_COMPANY,
                                                ORGANISATION_GROUP};

char *app_shared_organisation(App *app, int64_t contact)
{
    Contact me, other;
    contact_init(&me);
    contact_init(&other);
    char *name = NULL;
    int64_t id = store_me(app->store);
    bool known = id != 0 && store_contact_get(app->store, id, true, &me, NULL) &&
                 store_contact_get(app->store, contact, true, &other, NULL);
    for (size_t k = 0; known && k < sizeof SHARED_KINDS / sizeof *SHARED_KINDS; k++)
        for (size_t i = 0; name == NULL && i < other.roles.count; i++)
            if (other.roles.items[i].kind == SHARED_KINDS[k] && is_shared(&me, &other.roles.items[i]))
                name = mem_strdup(other.roles.items[i].name);
    contact_clear(&me);
    contact_clear(&other);
    return name;
}

char *app_common_ground(App *app, int64_t contact)
{
    Contact me, other;
    contact_init(&me);
    contact_init(&other);
    Str out = STR_INIT;
    int64_t id = store_me(app->store);
    if (id != 0 && store_contact_get(app->store, id, true, &me, NULL) &&
        store_contact_get(app->store, contact, true, &other, NULL)) {
        for (size_t i = 0; i < sizeof SHARED_KINDS / sizeof *SHARED_KINDS; i++)
            add_shared(&out, &me, &other, SHARED_KINDS[i]);
    }
    contact_clear(&me);
    contact_clear(&other);
    if (out.length == 0)
        return NULL;
    return str_take(&out);
}
