// SPDX-License-Identifier: MIT
// Taking back one import, the last one or an earlier one.
#include "rapport/app/transfer.h"
#include "rapport/store/imports.h"

bool app_import_undo(App *app, int64_t import, Error *err)
{
    app_watch(app, true);
    bool fine = store_import_undo(app->store, import, err);
    app_watch(app, false);
    return fine;
}
