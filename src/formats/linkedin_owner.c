// SPDX-License-Identifier: MIT
// LinkedIn's archive nowhere says whose it is, but the direction of every message hangs on it. Profile.csv
// has the name and no URL; outgoing invitations and messages have the URL.
#include <stdlib.h>
#include <string.h>

#include "fnv.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/base/vec.h"
#include "rapport/formats/linkedin.h"

typedef struct Person {
    char *slug;
    uint64_t hash; // of the slug
    uint64_t name; // hash of the folded name
    uint32_t invited, wrote;
} Person;

struct LinkedinOwner {
    VEC(Person) people;
    uint32_t *table; // position in people + 1, open addressing; 0 = free
    size_t capacity;
    uint64_t name; // of Profile.csv; 0 = not seen
};

LinkedinOwner *linkedin_owner_new(void)
{
    return mem_alloc(sizeof(LinkedinOwner));
}

void linkedin_owner_free(LinkedinOwner *owner)
{
    if (owner == NULL)
        return;
    for (size_t i = 0; i < owner->people.count; i++)
        free(owner->people.items[i].slug);
    vec_clear(&owner->people);
    free(owner->table);
    free(owner);
}

static uint64_t name_hash(const char *name)
{
    Str folded = STR_INIT;
    if (name != NULL)
        utf8_fold(&folded, name, strlen(name));
    uint64_t hash = fnv_text(FNV_START, str_get(&folded));
    str_clear(&folded);
    return hash;
}

// The slot where a slug stands or would stand.
static uint32_t *slot_of(const LinkedinOwner *owner, uint64_t hash, const char *slug)
{
    size_t at = (size_t)(hash ^ (hash >> 32)) & (owner->capacity - 1);
    while (owner->table[at] != 0) {
        const Person *person = &owner->people.items[owner->table[at] - 1];
        if (person->hash == hash && strcmp(person->slug, slug) == 0)
            break;
        at = (at + 1) & (owner->capacity - 1);
    }
    return &owner->table[at];
}

static void grow(LinkedinOwner *owner)
{
    owner->capacity = owner->capacity == 0 ? 256 : owner->capacity * 2;
    free(owner->table);
    owner->table = mem_array(owner->capacity, sizeof *owner->table);
    for (size_t i = 0; i < owner->people.count; i++) {
        const Person *person = &owner->people.items[i];
        *slot_of(owner, person->hash, person->slug) = (uint32_t)i + 1;
    }
}

static Person *person_of(LinkedinOwner *owner, const char *slug, const char *name)
{
    if (owner->people.count * 2 >= owner->capacity)
        grow(owner);
    uint64_t hash = fnv_text(FNV_START, slug);
    uint32_t *slot = slot_of(owner, hash, slug);
    if (*slot == 0) {
        vec_push(&owner->people, ((Person){.slug = mem_strdup(slug), .hash = hash, .name = name_hash(name)}));
        *slot = (uint32_t)owner->people.count;
    }
    return &owner->people.items[*slot - 1];
}

void linkedin_owner_see_invitation(LinkedinOwner *owner, const ImportInvitation *invitation)
{
    if (invitation->outgoing && invitation->from_slug != NULL)
        person_of(owner, invitation->from_slug, invitation->from_name)->invited++;
}

void linkedin_owner_see_message(LinkedinOwner *owner, const ImportMessage *message)
{
    if (message->from_slug != NULL)
        person_of(owner, message->from_slug, message->from_name)->wrote++;
}

void linkedin_owner_see_me(LinkedinOwner *owner, const ImportMe *me)
{
    const char *given = me->given == NULL ? "" : me->given, *family = me->family == NULL ? "" : me->family;
    char *name = str_format("%s%s%s", given, *given != '\0' && *family != '\0' ? " " : "", family);
    owner->name = name_hash(name);
    free(name);
}

static const Person *most_inviting(const LinkedinOwner *owner)
{
    const Person *best = NULL;
    for (size_t i = 0; i < owner->people.count; i++) {
        const Person *person = &owner->people.items[i];
        if (person->invited > (best == NULL ? 0 : best->invited))
            best = person;
    }
    return best;
}

static const Person *named_as_profile(const LinkedinOwner *owner)
{
    const Person *found = NULL;
    for (size_t i = 0; i < owner->people.count && owner->name != 0; i++) {
        const Person *person = &owner->people.items[i];
        if (person->name == owner->name && person->wrote > 0) {
            if (found != NULL)
                return NULL; // two people of that name
            found = person;
        }
    }
    return found;
}

static const Person *most_writing(const LinkedinOwner *owner)
{
    const Person *best = NULL;
    uint32_t second = 0;
    for (size_t i = 0; i < owner->people.count; i++) {
        const Person *person = &owner->people.items[i];
        if (best == NULL || person->wrote > best->wrote) {
            second = best == NULL ? 0 : best->wrote;
            best = person;
        } else if (person->wrote > second) {
            second = person->wrote;
        }
    }
    return best != NULL && best->wrote >= 5 && best->wrote / 2 >= second ? best : NULL;
}

const char *linkedin_owner_slug(const LinkedinOwner *owner)
{
    const Person *person = most_inviting(owner);
    if (person == NULL)
        person = named_as_profile(owner);
    if (person == NULL)
        person = most_writing(owner);
    return person == NULL ? NULL : person->slug;
}
