// SPDX-License-Identifier: MIT
// Messages, invitations and notes of an archive become interactions. Each has a key that is the same in every
// export, so that it comes once. A message of mine that was recorded by hand already is adopted instead.
#include <stdlib.h>
#include <string.h>

#include "import_internal.h"
#include "rapport/base/mem.h"
#include "rapport/core/courtesy.h"
#include "rapport/core/interaction.h"
#include "rapport/store/imports.h"
#include "rapport/store/interactions.h"

enum { NOON = 12 * 60 };

static bool insert(Importing *im, Interaction *one, Fate *fate, Error *err)
{
    store_journal_pause(im->app->store, true);
    for (size_t i = 0; i < one->participants.count; i++)
        vec_push(&im->conversed, one->participants.items[i]);
    *fate = FATE_CREATED;
    return store_interaction_insert(im->app->store, one, err);
}

static bool adopt(Importing *im, const Interaction *one, Fate *fate, Error *err)
{
    int64_t adopted = 0;
    *fate = FATE_UNCHANGED;
    if (one->direction != DIRECTION_OUT || one->text == NULL ||
        import_is_new(im, one->participants.items[0])) // nobody has written to them by hand
        return true;
    store_journal_pause(im->app->store, false);
    bool fine = store_interaction_adopt(im->app->store, one->participants.items[0], one->channel, one->at.utc,
                                        one->text, one->source_key, &adopted, err);
    if (adopted != 0)
        *fate = FATE_UPDATED;
    return fine;
}

// Adopts or inserts; counts in *written when it was new.
static bool record(Importing *im, Interaction *one, int64_t *written, Fate *fate, Error *err)
{
    bool fine = adopt(im, one, fate, err);
    if (!fine || *fate == FATE_UPDATED)
        return fine;
    ++*written;
    return insert(im, one, fate, err);
}

// ---- messages

static bool add_participant(Importing *im, Interaction *one, const char *slug, const char *name, Error *err)
{
    int64_t id = 0;
    if (import_owner_is(&im->owner, slug, name))
        return true;
    if (!import_person(im, slug, name, true, &id, err))
        return false;
    for (size_t i = 0; i < one->participants.count; i++)
        if (one->participants.items[i] == id)
            return true;
    if (id != 0)
        vec_push(&one->participants, id);
    return true;
}

// Names are joined by ", " and may contain it: only where there are as many as profiles do they belong
// together.
static void split_names(char *names, size_t wanted, const char **out)
{
    size_t count = names == NULL ? 0 : 1;
    for (const char *at = names; at != NULL && (at = strstr(at, ", ")) != NULL; at += 2)
        count++;
    for (size_t i = 0; i < wanted; i++)
        out[i] = NULL;
    if (wanted == 1)
        out[0] = names;
    for (size_t i = 0; wanted > 1 && count == wanted && i < wanted; i++) {
        out[i] = names;
        char *comma = strstr(names, ", ");
        if (comma != NULL) {
            *comma = '\0';
            names = comma + 2;
        }
    }
}

static bool add_recipients(Importing *im, const ImportMessage *message, Interaction *one, Error *err)
{
    if (message->to.count == 0)
        return add_participant(im, one, NULL, message->to_names, err);
    char *names = mem_strdup(message->to_names);
    const char **each = mem_array(message->to.count, sizeof *each);
    split_names(names, message->to.count, each);
    bool fine = true;
    for (size_t i = 0; fine && i < message->to.count; i++)
        fine = add_participant(im, one, message->to.items[i].value, each[i], err);
    free((void *)each);
    free(names);
    return fine;
}

static char *text_of(const ImportMessage *message)
{
    if (message->attachments == NULL)
        return mem_strdup(message->text);
    return str_format("%s%s[attached: %s]", message->text != NULL ? message->text : "",
                      message->text != NULL ? "\n" : "", message->attachments);
}

static bool fill_message(Importing *im, const ImportMessage *message, Interaction *one, Error *err)
{
    bool mine = import_owner_is(&im->owner, message->from_slug, message->from_name);
    one->kind = INTERACTION_MESSAGE;
    one->channel = CHANNEL_LINKEDIN;
    one->direction = mine ? DIRECTION_OUT : DIRECTION_IN;
    one->at = (Moment){message->utc, clock_offset_at(message->utc)};
    one->day = moment_day(one->at);
    one->subject = mem_strdup(message->subject);
    one->text = text_of(message);
    one->source_key = mem_strdup(message->key);
    // To several: the sender alone is heard, and nobody is asked to answer; nor is thanks.
    one->expects_answer = !mine && (message->group || text_is_courtesy(message->text)) ? 0 : -1;
    return mine ? add_recipients(im, message, one, err)
                : add_participant(im, one, message->from_slug, message->from_name, err);
}

bool import_take_message(Importing *im, const void *data, Fate *fate, Error *err)
{
    const ImportMessage *message = data;
    *fate = FATE_UNCHANGED;
    if (!im->report->me_known) {
        *fate = import_reject_all(im, "it is not known whose archive this is; say who you are: "
                                      "rapport edit me link=linkedin.com/in/..., and import it again");
        return true;
    }
    if (store_source_key_used(im->app->store, message->key))
        return true;
    Interaction one;
    interaction_init(&one);
    bool fine = fill_message(im, message, &one, err);
    if (fine && one.participants.count > 0) {
        free(im->reason); // of another recipient
        im->reason = NULL;
        fine = record(im, &one, &im->report->messages, fate, err);
    } else if (fine && im->reason != NULL) {
        *fate = FATE_REJECTED;
    }
    interaction_clear(&one);
    return fine;
}

// ---- invitations

// What there is to keep: an invitation of mine that is open, and any words that came with one.
static bool worth_keeping(Importing *im, const ImportInvitation *invitation, int64_t contact)
{
    if (invitation->text != NULL)
        return true;
    Contact person;
    contact_init(&person);
    bool open = invitation->outgoing && store_contact_get(im->app->store, contact, false, &person, NULL) &&
                person.degree != 1;
    contact_clear(&person);
    return open;
}

bool import_take_invitation(Importing *im, const void *data, Fate *fate, Error *err)
{
    const ImportInvitation *invitation = data;
    const char *slug = invitation->outgoing ? invitation->to_slug : invitation->from_slug;
    const char *name = invitation->outgoing ? invitation->to_name : invitation->from_name;
    *fate = FATE_UNCHANGED;
    bool make = invitation->outgoing || invitation->text != NULL;
    int64_t contact = 0;
    if (store_source_key_used(im->app->store, invitation->key))
        return true;
    if (!import_person(im, slug, name, make, &contact, err))
        return false;
    if (contact == 0 && im->reason != NULL && make)
        *fate = FATE_REJECTED;
    if (contact == 0 || !worth_keeping(im, invitation, contact))
        return true;
    Interaction one;
    interaction_init(&one);
    one.kind = INTERACTION_MESSAGE;
    one.channel = CHANNEL_LINKEDIN_NOTE;
    one.direction = invitation->outgoing ? DIRECTION_OUT : DIRECTION_IN;
    one.at = clock_moment(invitation->day, invitation->minute >= 0 ? invitation->minute : NOON);
    one.day = invitation->day;
    one.text = mem_strdup(invitation->text);
    one.source_key = mem_strdup(invitation->key);
    vec_push(&one.participants, contact);
    bool fine = record(im, &one, &im->report->invitations, fate, err);
    interaction_clear(&one);
    return fine;
}

// ---- notes

bool import_take_note(Importing *im, const void *data, Fate *fate, Error *err)
{
    const ImportNote *note = data;
    int64_t contact = 0;
    *fate = FATE_UNCHANGED;
    if (store_source_key_used(im->app->store, note->key))
        return true;
    if (!import_person(im, note->slug, note->name, note->slug != NULL, &contact, err))
        return false;
    if (contact == 0) {
        *fate = im->reason != NULL ? FATE_REJECTED : FATE_UNCHANGED;
        return true;
    }
    Interaction one;
    interaction_init(&one);
    one.kind = INTERACTION_NOTE;
    one.day = note->day != CIVIL_NONE ? note->day : app_today(im->app);
    one.at = clock_moment(one.day, NOON);
    one.text = mem_strdup(note->text);
    one.source_key = mem_strdup(note->key);
    vec_push(&one.participants, contact);
    im->report->notes++;
    bool fine = insert(im, &one, fate, err);
    interaction_clear(&one);
    return fine;
}
