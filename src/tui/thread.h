// SPDX-License-Identifier: MIT
// Threads beside the one that owns the screen: how they are started, and the connection that they may have.
#ifndef RAPPORT_TUI_THREAD_H
#define RAPPORT_TUI_THREAD_H

#include <pthread.h>

#include "rapport/store/store.h"
#include "rapport/tui/tui.h"

// Starts work(self) with all signals blocked: they are for the thread of the screen. False: it could not be
// started. The caller joins.
bool thread_start(pthread_t *thread, void *(*work)(void *self), void *self);

// Options for a connection of the thread's own to the open database: the same clock and instance, so that
// undo takes its steps for this interface's. The path is borrowed from the open store.
StoreOptions thread_connection(Tui *tui);

#endif
