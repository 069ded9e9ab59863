// SPDX-License-Identifier: MIT
// What every thread of the interface begins with.
#include "thread.h"

#include "rapport/app/app.h"

StoreOptions thread_connection(Tui *tui)
{
    Store *store = tui_app(tui)->store;
    return (StoreOptions){.path = store_path(store),
                          .clock = *store_clock(store),
                          .ids = id_source_random(),
                          .instance = store_instance(store)};
}
