// SPDX-License-Identifier: MIT
// Finding the owner of an archive from what its files say.
#include "import_owner.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/core/dedupe.h"

enum { FREQUENT_MESSAGES = 3, FREQUENT_TIMES = 2 }; // messages at least; times the next most frequent

static bool same_name(const char *a, const char *b)
{
    Str x = STR_INIT, y = STR_INIT;
    if (a != NULL && b != NULL) {
        dedupe_name_key(a, &x);
        dedupe_name_key(b, &y);
    }
    bool same = x.length > 0 && str_equal(str_get(&x), str_get(&y));
    str_clear(&x);
    str_clear(&y);
    return same;
}

static void set(char **field, const char *value)
{
    if (value == NULL)
        return;
    free(*field);
    *field = mem_strdup(value);
}

void import_owner_invitation(ImportOwner *owner, const ImportInvitation *invitation)
{
    if (owner->invited)
        return;
    const char *slug = invitation->outgoing ? invitation->from_slug : invitation->to_slug;
    const char *name = invitation->outgoing ? invitation->from_name : invitation->to_name;
    set(&owner->slug, slug);
    set(&owner->name, name);
    owner->invited = slug != NULL || name != NULL;
}

void import_owner_profile(ImportOwner *owner, const ImportMe *me)
{
    free(owner->profile);
    owner->profile =
        str_format("%s%s%s", me->given != NULL ? me->given : "",
                   me->given != NULL && me->family != NULL ? " " : "", me->family != NULL ? me->family : "");
}

// ---- the senders

static uint64_t hash_of(const char *text)
{
    uint64_t hash = 14695981039346656037u; // FNV-1a
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return hash;
}

static const char *identity(const Sender *sender)
{
    return sender->slug != NULL ? sender->slug : sender->name;
}

static size_t *slot_of(const ImportOwner *owner, const char *key)
{
    size_t at = (size_t)hash_of(key) & (owner->slot_count - 1);
    while (owner->slots[at] != 0 && strcmp(identity(&owner->senders.items[owner->slots[at] - 1]), key) != 0)
        at = (at + 1) & (owner->slot_count - 1);
    return &owner->slots[at];
}

static void grow(ImportOwner *owner)
{
    if (owner->senders.count * 2 < owner->slot_count)
        return;
    free(owner->slots);
    owner->slot_count = owner->slot_count == 0 ? 64 : owner->slot_count * 2;
    owner->slots = mem_array(owner->slot_count, sizeof *owner->slots);
    for (size_t i = 0; i < owner->senders.count; i++)
        *slot_of(owner, identity(&owner->senders.items[i])) = i + 1;
}

void import_owner_message(ImportOwner *owner, const ImportMessage *message)
{
    const char *key = message->from_slug != NULL ? message->from_slug : message->from_name;
    if (key == NULL)
        return;
    grow(owner);
    size_t *slot = slot_of(owner, key);
    if (*slot == 0) {
        vec_push(&owner->senders,
                 ((Sender){mem_strdup(message->from_slug), mem_strdup(message->from_name), 0}));
        *slot = owner->senders.count;
    }
    owner->senders.items[*slot - 1].messages++;
}

// ---- the answer

static const Sender *most_frequent(const ImportOwner *owner)
{
    const Sender *best = NULL;
    int64_t second = 0;
    for (size_t i = 0; i < owner->senders.count; i++) {
        const Sender *sender = &owner->senders.items[i];
        if (best == NULL || sender->messages > best->messages) {
            second = best == NULL ? 0 : best->messages;
            best = sender;
        } else if (sender->messages > second) {
            second = sender->messages;
        }
    }
    bool clear =
        best != NULL && best->messages >= FREQUENT_MESSAGES && best->messages >= second * FREQUENT_TIMES;
    return clear ? best : NULL;
}

static const Sender *sender_called(const ImportOwner *owner, const char *name)
{
    for (size_t i = 0; i < owner->senders.count; i++)
        if (same_name(owner->senders.items[i].name, name))
            return &owner->senders.items[i];
    return NULL;
}

static bool take_sender(ImportOwner *owner, const Sender *sender)
{
    if (sender == NULL)
        return false;
    set(&owner->slug, sender->slug);
    if (owner->name == NULL || sender->slug == NULL)
        set(&owner->name, sender->name);
    return true;
}

bool import_owner_decide(ImportOwner *owner)
{
    if (owner->name == NULL)
        set(&owner->name, owner->profile);
    if (owner->slug != NULL)
        return true;
    if (owner->senders.count == 0)
        return owner->name != NULL;
    // A name that never sends is of no use for telling directions.
    return take_sender(owner, sender_called(owner, owner->name)) ||
           take_sender(owner, sender_called(owner, owner->profile)) || owner->invited ||
           take_sender(owner, most_frequent(owner));
}

bool import_owner_is(const ImportOwner *owner, const char *slug, const char *name)
{
    if (owner->slug != NULL && slug != NULL)
        return strcmp(owner->slug, slug) == 0;
    return same_name(owner->name, name);
}

void import_owner_clear(ImportOwner *owner)
{
    for (size_t i = 0; i < owner->senders.count; i++) {
        free(owner->senders.items[i].slug);
        free(owner->senders.items[i].name);
    }
    vec_clear(&owner->senders);
    free(owner->slots);
    free(owner->slug);
    free(owner->name);
    free(owner->profile);
    *owner = (ImportOwner){0};
}
