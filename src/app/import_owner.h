// SPDX-License-Identifier: MIT
// Whose archive is it? The inviter of outgoing invitations, else the sender named as in the profile, else the
// clearly most frequent sender. Directions of messages follow from the answer.
#ifndef IMPORT_OWNER_H
#define IMPORT_OWNER_H

#include "rapport/base/vec.h"
#include "rapport/formats/record.h"

typedef struct Sender {
    char *slug, *name; // one may be NULL
    int64_t messages;
} Sender;

typedef struct ImportOwner {
    char *slug, *name; // what is known: of me before, then of the archive
    char *profile;     // the name in the profile
    bool invited;      // from an invitation: sure
    VEC(Sender) senders;
    size_t *slots, slot_count; // hash table over senders; 0 = free, else index + 1
} ImportOwner;

void import_owner_invitation(ImportOwner *owner, const ImportInvitation *invitation);
void import_owner_profile(ImportOwner *owner, const ImportMe *me);
void import_owner_message(ImportOwner *owner, const ImportMessage *message);
// Decides by all that was seen. False = nobody stands out.
bool import_owner_decide(ImportOwner *owner);
// Is that the owner? By slug when both are known, else by name.
bool import_owner_is(const ImportOwner *owner, const char *slug, const char *name);
void import_owner_clear(ImportOwner *owner);

#endif
