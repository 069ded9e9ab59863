// SPDX-License-Identifier: MIT
// The settings of backups, and the backup of the day.
#include "rapport/app/backups.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/app/settings.h"

typedef struct Wanted {
    bool on;
    char *folder;
    BackupPolicy policy;
} Wanted;

static int number_of(App *app, const char *name)
{
    char *value = app_setting(app, name, NULL);
    int number = atoi(value);
    free(value);
    return number;
}

static Wanted read_settings(App *app)
{
    Wanted wanted = {.folder = app_setting(app, "backup-folder", NULL)};
    char *on = app_setting(app, "backup", NULL);
    wanted.on = strcmp(on, "on") == 0;
    wanted.policy =
        (BackupPolicy){wanted.folder, number_of(app, "backup-daily"), number_of(app, "backup-weekly")};
    free(on);
    return wanted;
}

bool app_backup_due(App *app)
{
    Wanted wanted = read_settings(app);
    bool due = wanted.on && backups_due(app->store, &wanted.policy);
    free(wanted.folder);
    return due;
}

bool app_backup_daily(App *app, const BackupWatch *watch, bool *made, Error *err)
{
    Wanted wanted = read_settings(app);
    *made = false;
    bool fine = !wanted.on || backups_daily(app->store, &wanted.policy, watch, made, err);
    free(wanted.folder);
    return fine;
}
