// SPDX-License-Identifier: MIT
// The files of a LinkedIn data archive ("Get a copy of your data"), every era from 2020 to 2026, recognised
// by their header row and never by their name alone. Column names are matched without case, accents and
// punctuation, in several languages. The rows of the format table (formats.h) are the only way in.
//
// Keys of the records:
//   contact     "in/<slug>"; without a profile URL "name/<folded name>/<connected day>"
//   message     "msg/<conversation>/<UTC second>/<content>/<n>", where conversation and content are FNV-1a
//   64-bit hashes
//               in hex (content = sender's slug or folded name, and the text after HTML was reduced and white
//               space collapsed) and n counts equal ones before it in the file. Stable from one export to the
//               next.
//   invitation  "inv/<hash of both people, direction, day and minute>"
//   note        "note/<hash of person, day and text>"
#ifndef RAPPORT_FORMATS_LINKEDIN_H
#define RAPPORT_FORMATS_LINKEDIN_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/str.h"
#include "rapport/formats/record.h"

// Appends the slug of a personal profile URL: any scheme or none, any linkedin.com host, percent-encoding
// decoded, ASCII lower case, without slash, query or locale behind it. False (nothing appended) when it is no
// profile URL.
bool linkedin_slug(const char *url, Str *slug);

// Appends the profile URL of a slug, percent-encoded.
void linkedin_url(const char *slug, Str *url);

// Whose archive it is. Show it every record that says something, in any order, then ask.
typedef struct LinkedinOwner LinkedinOwner;

LinkedinOwner *linkedin_owner_new(void);
void linkedin_owner_free(LinkedinOwner *owner);
void linkedin_owner_see_invitation(LinkedinOwner *owner, const ImportInvitation *invitation);
void linkedin_owner_see_message(LinkedinOwner *owner, const ImportMessage *message);
void linkedin_owner_see_me(LinkedinOwner *owner, const ImportMe *me);

// The slug: the most frequent inviter of outgoing invitations, else the sender named as in Profile.csv (when
// only one is), else the clearly most frequent sender (at least 5 messages and twice those of the next). NULL
// = ask the person. Borrowed until the owner sees more or is freed.
const char *linkedin_owner_slug(const LinkedinOwner *owner);

#endif
