// SPDX-License-Identifier: MIT
// Threads beside the one that owns the screen: the connection that they may have.
#ifndef RAPPORT_TUI_THREAD_H
#define RAPPORT_TUI_THREAD_H

#include "rapport/base/thread.h"
#include "rapport/store/store.h"
#include "rapport/tui/tui.h"

// Options for a connection of the thread's own to the open database: the same clock and instance, so that
// undo takes its steps for this interface's. The path is borrowed from the open store.
StoreOptions thread_connection(Tui *tui);

#endif
