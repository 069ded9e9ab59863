// SPDX-License-Identifier: MIT
// The life of a Contact value. What is unknown is NULL, CIVIL_NONE or -1, never a guess.
#include "rapport/core/contact.h"

void contact_init(Contact *contact)
{
    *contact = (Contact){
        .birthday = CIVIL_NONE,
        .met_day = CIVIL_NONE,
        .degree = -1,
        .last_out_day = CIVIL_NONE,
        .last_in_day = CIVIL_NONE,
        .next_due_day = CIVIL_NONE,
    };
}

static void clear_texts(Contact *contact)
{
    char *const texts[] = {
        contact->name,     contact->given,    contact->family,    contact->nickname,      contact->address_as,
        contact->pronouns, contact->headline, contact->city,      contact->zone,          contact->industry,
        contact->about,    contact->routine,  contact->met_where, contact->introduced_by,
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        free(texts[i]);
}

void contact_clear(Contact *contact)
{
    clear_texts(contact);
    for (size_t i = 0; i < contact->reaches.count; i++) {
        free(contact->reaches.items[i].value);
        free(contact->reaches.items[i].label);
    }
    for (size_t i = 0; i < contact->roles.count; i++) {
        free(contact->roles.items[i].name);
        free(contact->roles.items[i].title);
    }
    for (size_t i = 0; i < contact->tags.count; i++)
        free(contact->tags.items[i]);
    vec_clear(&contact->reaches);
    vec_clear(&contact->roles);
    vec_clear(&contact->tags);
    contact_init(contact);
}

// Current before past, then the later end, then the later start; an unknown day is the earliest.
static bool is_later(const ContactRole *a, const ContactRole *b)
{
    if (a->current != b->current)
        return a->current;
    if (!a->current && a->until != b->until)
        return a->until > b->until;
    return a->from > b->from;
}

const ContactRole *contact_role(const Contact *contact, OrganisationKind kind)
{
    const ContactRole *best = NULL;
    for (size_t i = 0; i < contact->roles.count; i++) {
        const ContactRole *role = &contact->roles.items[i];
        if (role->kind == kind && (best == NULL || is_later(role, best)))
            best = role;
    }
    return best;
}

const char *contact_reach(const Contact *contact, ReachKind kind)
{
    for (size_t i = 0; i < contact->reaches.count; i++)
        if (contact->reaches.items[i].kind == kind)
            return contact->reaches.items[i].value;
    return NULL;
}
