// SPDX-License-Identifier: MIT
// Lines of a complete export from anybody: loading them ends in an error or in a sound database, never in
// half.
#include <string.h>

#include "rapport/store/dump.h"
#include "rapport/store/store.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void finding(void *self, const char *text)
{
    (void)self;
    (void)text;
}

static bool load(Store *store, const char *text, size_t size)
{
    Error err = {0};
    ContactIds made = {0};
    Loading *loading = store_load_new(store, &err);
    bool fine = loading != NULL;
    for (size_t at = 0; fine && at < size;) {
        const char *end = memchr(text + at, '\n', size - at);
        size_t length = end == NULL ? size - at : (size_t)(end - (text + at));
        LoadFate fate;
        fine = length == 0 || store_load_line(loading, text + at, length, &fate, &err);
        at += length + 1;
    }
    fine = fine && store_load_finish(loading, &made, &err);
    if (!fine && err.kind == ERROR_NONE)
        __builtin_trap();
    store_load_free(loading);
    vec_clear(&made);
    return fine;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    Error err = {0};
    Store *store = NULL;
    StoreOptions options = {.path = ":memory:",
                            .create = true,
                            .clock = clock_fixed((Moment){1795513260, 0}),
                            .ids = id_source_seeded(1)};
    if (!store_open(&options, &store, &err) || !store_begin(store, "load", &err))
        __builtin_trap();
    bool fine = load(store, (const char *)data, size) && store_commit(store, &err);
    if (!fine)
        store_rollback(store);
    // What a stranger's file says may break invariants of history, but SQLite's own checks hold.
    if (store_check(store, finding, NULL, &err) < 0)
        __builtin_trap();
    store_close(store);
    return 0;
}
