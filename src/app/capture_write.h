// SPDX-License-Identifier: MIT
// Writing what quick add understood, for the use cases that take such lines. An open transaction is needed.
#ifndef RAPPORT_APP_CAPTURE_WRITE_H
#define RAPPORT_APP_CAPTURE_WRITE_H

#include "rapport/app/app.h"
#include "rapport/core/capture.h"

// Dates as the app reads them: for capture_line and capture_split_date. self: const App *.
bool capture_is_date(void *self, const char *text);

// Somebody with the same address or profile is the same person; the same name alone is not. 0 = nobody.
int64_t capture_find(App *app, const Capture *capture);

// Makes the person, or adds to the existing one what is not known yet (existing 0 = make), and lets the rules
// look. advice may be NULL.
bool capture_write(App *app, const Capture *capture, int64_t existing, int64_t *id, AdviceList *advice,
                   Error *err);

// A promise as a follow-up; without a date it is for the day after tomorrow.
bool capture_write_promise(App *app, int64_t contact, const CapturePromise *promise, Error *err);

#endif
