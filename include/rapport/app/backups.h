// SPDX-License-Identifier: MIT
// The backup of the day as the settings want it.
#ifndef RAPPORT_APP_BACKUPS_H
#define RAPPORT_APP_BACKUPS_H

#include "rapport/app/app.h"
#include "rapport/store/backups.h"

// Makes it unless there is one or the settings want none (see backups_daily). Takes as long as reading and
// writing the whole file: never for the screen's thread.
bool app_backup_daily(App *app, const BackupWatch *watch, bool *made, Error *err);

#endif
