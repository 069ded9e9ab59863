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

// Appends the slug of a personal profile URL: any scheme or none, any linkedin.com host, percent-encoding
// decoded, ASCII lower case, without slash, query or locale behind it. False (nothing appended) when it is no
// profile URL.
bool linkedin_slug(const char *url, Str *slug);

// Appends the profile URL of a slug, percent-encoded.
void linkedin_url(const char *slug, Str *url);

#endif
