// SPDX-License-Identifier: MIT
// Removing people for good: first whether it can be ended, then the rows in one transaction, then the bytes.
#include "rapport/app/purge.h"

#include <stdlib.h>

#include "rapport/app/settings.h"
#include "rapport/app/unsaved.h"
#include "rapport/store/contacts.h"
#include "rapport/store/purge.h"

void purge_report_clear(PurgeReport *report)
{
    backups_clear(&report->copies);
    *report = (PurgeReport){0};
}

static bool can_go(App *app, const int64_t *contacts, size_t count, Error *err)
{
    if (count == 0)
        return error_set(err, ERROR_INPUT, "nobody is chosen");
    for (size_t i = 0; i < count; i++)
        if (contacts[i] == store_me(app->store))
            return error_set(err, ERROR_INPUT, "that is you; you cannot be removed");
    return store_purge_has_room(app->store, err);
}

bool app_purge(App *app, const int64_t *contacts, size_t count, PurgeReport *report, Error *err)
{
    *report = (PurgeReport){0};
    char *folder = app_setting(app, "backup-folder", NULL);
    bool fine = can_go(app, contacts, count, err) &&
                store_purge_copies(app->store, folder, contacts, count, &report->copies, err) &&
                store_begin_unjournaled(app->store, err);
    free(folder);
    if (!fine)
        return false;
    if (!store_purge(app->store, contacts, count, err) || !store_commit(app->store, err)) {
        store_rollback(app->store);
        return false;
    }
    unsaved_sweep(app);
    report->complete = store_purge_finish(app->store, &report->left);
    return true;
}

bool app_purge_finish(App *app, Error *err)
{
    return !store_purge_unfinished(app->store) ||
           (store_purge_has_room(app->store, err) && store_purge_finish(app->store, err));
}

bool app_purge_copies(const PurgeReport *report, size_t *deleted, Error *err)
{
    bool fine = true;
    *deleted = 0;
    for (size_t i = 0; i < report->copies.count; i++) {
        bool gone = store_remove_copy(report->copies.items[i].path, err);
        *deleted += gone;
        fine = fine && gone;
    }
    return fine;
}
