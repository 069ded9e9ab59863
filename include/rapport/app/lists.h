// SPDX-License-Identifier: MIT
// Keeping queries under a name; each change is one step of undo.
#ifndef RAPPORT_APP_LISTS_H
#define RAPPORT_APP_LISTS_H

#include "rapport/app/app.h"

// Saves the query, which has to be a whole one (ERROR_INPUT with its column), in the place of one of that
// name.
bool app_list_save(App *app, const char *name, const char *query, Error *err);
bool app_list_remove(App *app, const char *name, Error *err); // ERROR_NOT_FOUND with a suggestion

#endif
