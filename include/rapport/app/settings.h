// SPDX-License-Identifier: MIT
// Settings that live in the database: a table of name, default, check and sentence. (Looks, keys and programs
// live in the configuration file and belong to the interface.)
#ifndef RAPPORT_APP_SETTINGS_H
#define RAPPORT_APP_SETTINGS_H

#include "rapport/app/app.h"

typedef struct SettingInfo {
    const char *name;
    const char *fallback; // the default, as text
    const char *help;     // one sentence with the unit
    size_t number;        // one more than its place in TimingSettings; 0 = it is none of them
} SettingInfo;

const SettingInfo *setting_table(size_t *count);
char *app_setting(App *app, const char *name,
                  Error *err); // owned, the default when not set; unknown name: ERROR_INPUT with suggestion
// Whether a change of it moves what the rules have set: with many people that takes a while (app->pace).
bool app_setting_moves(const char *name);
bool app_set(App *app, const char *name, const char *value,
             Error *err); // "" = the default again; reconciles everything

#endif
