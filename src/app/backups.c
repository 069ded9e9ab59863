// SPDX-License-Identifier: MIT
// The settings of backups, and the backup of the day.
#include "rapport/app/backups.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/app/purge.h"
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

// A copy would keep what should be gone: a purge that was held up is ended first. While somebody is still in
// its way there is no copy.
static bool make(App *app, const Wanted *wanted, const BackupWatch *watch, bool *made, Error *err)
{
    Error why = {0};
    if (app_purge_finish(app, &why))
        return backups_daily(app->store, &wanted->policy, watch, made, err);
    return why.kind == ERROR_CONFLICT || error_set(err, why.kind, "%s", why.message);
}

bool app_backup_daily(App *app, const BackupWatch *watch, bool *made, Error *err)
{
    Wanted wanted = read_settings(app);
    *made = false;
    bool fine =
        !wanted.on || !backups_due(app->store, &wanted.policy) || make(app, &wanted, watch, made, err);
    free(wanted.folder);
    return fine;
}
