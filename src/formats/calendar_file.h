// SPDX-License-Identifier: MIT
// The row of the format table for calendars.
#ifndef RAPPORT_CALENDAR_FILE_H
#define RAPPORT_CALENDAR_FILE_H

#include "rapport/formats/formats.h"

bool calendar_file_sniff(const Format *format, const FormatHead *head);
void *calendar_file_begin(const Format *format, const FormatOptions *options, const ImportSink *sink,
                          void *self, Error *err);
bool calendar_file_feed(void *state, const char *bytes, size_t length, Error *err);
bool calendar_file_end(void *state, Error *err);
void calendar_file_free(void *state);

#endif
