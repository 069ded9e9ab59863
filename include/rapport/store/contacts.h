// SPDX-License-Identifier: MIT
// Contacts, their ways to reach, roles and tags. Writing functions need an open transaction and mark what
// they touch.
#ifndef RAPPORT_STORE_CONTACTS_H
#define RAPPORT_STORE_CONTACTS_H

#include "rapport/core/contact.h"
#include "rapport/core/timing.h"
#include "rapport/store/store.h"

// Inserts the scalar fields; sets id and uid (unless uid is set already) and added_day = today.
bool store_contact_insert(Store *store, Contact *contact, Error *err);
// Writes the scalar fields where id and rev match; ERROR_CONFLICT when somebody changed it meanwhile. Bumps
// rev.
bool store_contact_update(Store *store, Contact *contact, Error *err);
// Reads a contact, with reaches, roles and tags when full. ERROR_NOT_FOUND when there is none. Init before.
bool store_contact_get(Store *store, int64_t id, bool full, Contact *contact, Error *err);
int64_t store_me(Store *store); // contact id of me; 0 = not known yet
bool store_contact_exists(Store *store, int64_t id);
char *store_contact_name(Store *store, int64_t id); // owned; "" when gone

// What the rules derive, without bumping rev.
bool store_contact_set_facts(Store *store, int64_t id, const TimingFacts *facts, Stage stage,
                             int32_t next_due, Error *err);
// The same of many in one statement, for people who have no open follow-up. Inside the bulk of an import
// only.
typedef struct ContactFacts {
    int64_t contact;
    TimingFacts facts;
} ContactFacts;
bool store_contacts_set_facts(Store *store, const ContactFacts *facts, size_t count, Error *err);
// One thing that a person decides of somebody, without the other columns and their indices.
bool store_contact_set_favourite(Store *store, int64_t id, bool favourite, Error *err);
bool store_contact_set_stage(Store *store, int64_t id, Stage stage,
                             Error *err); // by hand; STAGE_NONE = follows what happens
bool store_contact_set_rhythm(Store *store, int64_t id, int days, Error *err);
bool store_contact_set_active(Store *store, int64_t id,
                              Error *err); // promotes from the pool; nothing when active
bool store_contact_set_degree(Store *store, int64_t id, int degree, Error *err);  // keeps the lower one
bool store_contact_set_rest(Store *store, int64_t id, int32_t until, Error *err); // CIVIL_NONE = open-ended
bool store_contact_wake(Store *store, int64_t id, Error *err); // the stage is no longer set by hand
bool store_contact_trash(Store *store, int64_t id, bool trash, Error *err);

// Adds a way to reach unless the contact has it already (by its folded key). *added may be NULL.
bool store_reach_add(Store *store, int64_t contact, ReachKind kind, const char *value, const char *label,
                     bool *added, Error *err);
// It comes before the others of its kind from now on: the one that is written to.
bool store_reach_first(Store *store, int64_t contact, ReachKind kind, const char *value, Error *err);
bool store_reach_remove(Store *store, int64_t contact, ReachKind kind, const char *value,
                        Error *err); // NOT_FOUND
// The folded key of a value: lower-case address, last nine digits, LinkedIn slug ("in/slug") or the URL
// without scheme.
char *store_reach_fold(ReachKind kind, const char *value);

// The organisation of that folded name and kind (aliases included), made when create. 0 = none.
int64_t store_organisation(Store *store, OrganisationKind kind, const char *name, bool create, Error *err);
// Makes the named organisation the current role of its kind; an earlier current one of that kind at another
// organisation becomes former (until today). title NULL keeps the title that is there. An empty name ends it.
bool store_role_set(Store *store, int64_t contact, OrganisationKind kind, const char *name, const char *title,
                    Error *err);
bool store_role_add(Store *store, int64_t contact, const ContactRole *role,
                    Error *err); // uses role->name and kind

bool store_tag_add(Store *store, int64_t contact, const char *tag, Error *err);
bool store_tag_remove(Store *store, int64_t contact, const char *tag, Error *err);

// Who a CONTACT argument means: "me", a UUID or its first 8+ characters, an e-mail address, a LinkedIn URL or
// slug, a name (exact first, then word beginnings). Appends the candidates, at most 20; not in the trash
// unless asked.
typedef VEC(int64_t) ContactIds;
bool store_contact_resolve(Store *store, const char *text, bool trash, ContactIds *ids, Error *err);

// A few contacts whose words begin as typed, in no particular order: for completion at any size, within a
// millisecond.
bool store_contact_suggest(Store *store, const char *typed, size_t max, ContactIds *ids, Error *err);

// Everybody outside the trash who has the tag. Appends.
bool store_contacts_tagged(Store *store, const char *tag, ContactIds *ids, Error *err);
// Contacts that share a folded way to reach. Appends.
bool store_contacts_by_reach(Store *store, ReachKind kind, const char *fold, ContactIds *ids, Error *err);

typedef struct OrganisationRow {
    int64_t id;
    Id uid;
    OrganisationKind kind;
    char *name;
    int people_now, people_formerly, active;
    Stage furthest; // of the active contacts there
    int motivation, posting;
    bool advocate, target, watch;
    int32_t next_due_day; // soonest among its people
} OrganisationRow;
typedef VEC(OrganisationRow) OrganisationRows;

// Organisations with active people or that are targets, with a prefix also those where only the pool is:
// targets by score first, then by furthest stage and name.
bool store_organisations(Store *store, const char *prefix, size_t offset, size_t max, OrganisationRows *rows,
                         Error *err);
void store_organisations_clear(OrganisationRows *rows);
// Contact ids there: now first, then formerly (*now tells how many are now).
bool store_organisation_people(Store *store, int64_t organisation, size_t max, ContactIds *ids, size_t *now,
                               Error *err);
bool store_organisation_name(Store *store, int64_t id, char **name, Id *uid, Error *err);
bool store_organisation_find(Store *store, const char *text, int64_t *id,
                             Error *err); // by folded name; prefix when unique
bool store_target_seed(Store *store, int64_t organisation, bool watch,
                       Error *err); // makes the row unless there

// Hooks (reasons to write; fresh for a year), ties.
bool store_hook_add(Store *store, int64_t contact, const char *text, int64_t interaction, Error *err);
bool store_tie_add(Store *store, int64_t a, int64_t b, const char *kind, const char *note, Error *err);
typedef struct TextRow {
    int64_t id;
    char *text;
    char *state;
} TextRow;
typedef VEC(TextRow) TextRows;
// Tags whose folded name begins as typed, by name.
bool store_tags(Store *store, const char *prefix, size_t max, TextRows *rows, Error *err);
// Those that the text of a message names are used.
bool store_hooks_used(Store *store, int64_t contact, const char *text, Error *err);
bool store_hooks(Store *store, int64_t contact, TextRows *rows, Error *err);
void store_text_rows_clear(TextRows *rows);

#endif
