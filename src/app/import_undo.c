// SPDX-License-Identifier: MIT
// Taking back one import, the last one or an earlier one.
#include "rapport/app/transfer.h"
#include "rapport/store/imports.h"

bool app_import_undo(App *app, int64_t import, Error *err)
{
    if (!store_begin_unjournaled(app->store, err))
        return false;
    if (store_import_remove(app->store, import, err) && store_commit(app->store, err))
        return true;
    store_rollback(app->store);
    return false;
}
