// SPDX-License-Identifier: MIT
// The form in which texts of people are compared: the search tokens of a text between blanks, with a line end
// behind the text. " ada byron \n": a word begins behind a blank, a phrase is words in a row, and neither
// runs from one text into the next. The index, the SQL function folded() and the patterns of queries share
// it.
#ifndef RAPPORT_STORE_SEARCH_FORM_H
#define RAPPORT_STORE_SEARCH_FORM_H

#include "db.h"
#include "rapport/base/str.h"

// Appends the form of text; nothing for NULL and for text without a token.
void search_form(Str *out, const char *text);

// Appends the form of a text unless it stands whole in what is there: given and family name are in the full
// name.
void search_form_add(Str *tokens, const char *text);
// The same in two steps, for a text that comes often: its form without the line end, and adding that.
void search_form_line(Str *out, const char *text);
void search_form_join(Str *tokens, const char *form);

// The content of the people row of a contact, from its base rows. False with ERROR_NOT_FOUND when it is gone.
bool search_tokens(Store *store, int64_t contact, Str *out, Error *err);

#endif
