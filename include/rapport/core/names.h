// SPDX-License-Identifier: MIT
// Names of people and organisations as they come from address books and imports: how to greet, how to sort,
// how to recognise the same organisation. Guesses from form only; what a person typed ("address as", given,
// family) goes first and is for the caller to prefer. All texts are UTF-8; bad bytes are dropped. Every
// function appends to its Str.
#ifndef RAPPORT_CORE_NAMES_H
#define RAPPORT_CORE_NAMES_H

#include "rapport/base/str.h"

// The name without what is not name: titles ("Dr."), credentials ("PhD, MBA"), pronouns and remarks in
// brackets, emoji, and everything after a separator ("Anna | Hiring!"). "Family, Given" is put in order. Case
// is kept. Appends the trimmed input when nothing would be left; nothing for NULL.
void name_clean(const char *name, Str *out);

// Splits a full name after cleaning. Particles (van, de la, von) belong to the family name; names in Han or
// Hangul have the family name first, also without a blank. One word is a given name and leaves family alone.
// Jr, Sr, III are dropped.
void name_split(const char *full, Str *given, Str *family);

// The name to greet with: the given name (or, when that is NULL or blank, the given part of name) cleaned,
// without initials, at most two words, ALL CAPS and all lower case put right. Empty only when both are blank.
void name_greeting(const char *given, const char *name, Str *out);

// The key to sort by: folded "family given". Without a family name the full name is split. Empty only when
// all are blank.
void name_sort_key(const char *given, const char *family, const char *name, Str *out);

// The key of an organisation: folded, punctuation gone, "&" as "and", without "The" in front and legal forms
// (Inc, LLC, Ltd, GmbH, AB, Pvt, S.A., KK ...) at the end, never less than one word. "Acme, Inc." and "ACME"
// give "acme".
void org_fold(const char *name, Str *out);

#endif
