// SPDX-License-Identifier: MIT
// Routines: those that are shipped and those of the user, by name. One of the user's own hides the shipped
// one of its name.
#ifndef RAPPORT_APP_ROUTINES_H
#define RAPPORT_APP_ROUTINES_H

#include "rapport/app/app.h"

// Reads all of them into app->routines, the user's own first. Part of app_reload_settings.
bool app_load_routines(App *app, Error *err);
// ERROR_INPUT with a suggestion when there is none of that name.
bool app_check_routine(const App *app, const char *name, Error *err);
bool app_routine_is_own(const App *app, const char *name);
char *app_routine_text(const App *app, const char *name); // owned; NULL when there is none

// Writes one of the user's own; everybody is reconciled as part of the step. ERROR_INPUT names the line.
bool app_routine_save(App *app, const char *name, const char *text, Error *err);
// Removes one of the user's own; a shipped one of that name is seen again. ERROR_INPUT when it is used by
// someone and no shipped one takes its place.
bool app_routine_remove(App *app, const char *name, Error *err);

#endif
