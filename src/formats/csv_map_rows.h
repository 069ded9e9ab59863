// SPDX-License-Identifier: MIT
// The rows of the format table for address books as CSV.
#ifndef RAPPORT_CSV_MAP_ROWS_H
#define RAPPORT_CSV_MAP_ROWS_H

#include "rapport/formats/formats.h"

bool csv_map_sniff_google(const Format *format, const FormatHead *head);
bool csv_map_sniff_outlook(const Format *format, const FormatHead *head);
bool csv_map_sniff(const Format *format, const FormatHead *head);
void *csv_map_begin(const Format *format, const FormatOptions *options, const ImportSink *sink, void *self,
                    Error *err);
bool csv_map_feed(void *state, const char *bytes, size_t length, Error *err);
bool csv_map_end(void *state, Error *err);
void csv_map_free(void *state);

// The detail of a row: which titles mean what, and the source of its records.
typedef struct CsvMapKind {
    int dialect; // CsvDialect
    const char *source;
} CsvMapKind;

extern const CsvMapKind CSV_MAP_GOOGLE, CSV_MAP_OUTLOOK, CSV_MAP_GENERIC;

#endif
