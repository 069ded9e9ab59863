// SPDX-License-Identifier: MIT
// The text of a draft that cannot be saved now, because somebody else holds the database or the disk is full
// for it: kept in a private file beside the database ("NAME.draft-UUID", 0600) until it can.
#ifndef RAPPORT_APP_UNSAVED_H
#define RAPPORT_APP_UNSAVED_H

#include "rapport/app/app.h"
#include "rapport/base/str.h"
#include "rapport/store/drafts.h"

// rev: of the text that was changed, so that nobody else's later text is overwritten when it is taken up
// again. False for a database that is no file.
bool unsaved_keep(App *app, const Draft *draft, int64_t rev, const char *subject, const char *text,
                  Error *err);
// False when nothing is kept for it, or what is there cannot be read.
bool unsaved_find(App *app, const Draft *draft, int64_t *rev, Str *subject, Str *text);
void unsaved_forget(App *app, const Draft *draft);
// Removes what is kept of drafts that exist no more, as after a purge.
void unsaved_sweep(App *app);

#endif
