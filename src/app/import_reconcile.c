// SPDX-License-Identifier: MIT
// What follows from the history that an import brought: who waits for whom since when, and for active people
// what the rules advise. People who are new have no past to compare with, so many are done at once; those who
// were here are taken one by one, and into the changeset.
#include <stdlib.h>

#include "import_internal.h"
#include "rapport/store/bulk.h"

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

bool import_is_new(const Importing *im, int64_t contact)
{
    return im->first_new != 0 && contact >= im->first_new;
}

static void drop_repeated(Importing *im)
{
    size_t kept = 0;
    if (im->conversed.count > 1)
        qsort(im->conversed.items, im->conversed.count, sizeof *im->conversed.items, by_value);
    for (size_t i = 0; i < im->conversed.count; i++)
        if (kept == 0 || im->conversed.items[kept - 1] != im->conversed.items[i])
            im->conversed.items[kept++] = im->conversed.items[i];
    im->conversed.count = kept;
}

static bool reconcile_known(Importing *im, size_t count, Error *err)
{
    for (size_t i = 0; i < count; i++) {
        // Undo removes what is new by the import's id; what was there needs its changeset.
        store_journal_pause(im->app->store, import_is_new(im, im->conversed.items[i]));
        if (!app_reconcile(im->app, im->conversed.items[i], false, NULL, err) ||
            !import_tell_progress(im, err))
            return false;
    }
    return true;
}

bool import_reconcile(Importing *im, Error *err)
{
    enum { AT_ONCE = 4096 };
    im->what = "computing who waits for whom";
    if (!store_bulk_flush(im->app->store, err))
        return false;
    drop_repeated(im);
    size_t known = 0, count = im->conversed.count;
    while (known < count && (im->request->activate || !import_is_new(im, im->conversed.items[known])))
        known++;
    if (!reconcile_known(im, known, err))
        return false;
    store_journal_pause(im->app->store, true);
    for (size_t i = known, many; i < count; i += many) {
        many = count - i < AT_ONCE ? count - i : AT_ONCE;
        if (!app_reconcile_new(im->app, im->conversed.items + i, many, err) || !import_tell_progress(im, err))
            return false;
    }
    return true;
}
