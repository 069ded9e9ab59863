// SPDX-License-Identifier: MIT
// Address books as CSV: Google Contacts (layouts before and since 2024), Outlook (classic and outlook.com),
// and any other file with a header row, whose columns are known by many names or told with FIELD=COLUMN. A
// column is named by its title (without case and punctuation) or by its number from 1; columns without a
// field arrive as ImportContact.extra.
#ifndef RAPPORT_FORMATS_CSV_MAP_H
#define RAPPORT_FORMATS_CSV_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/error.h"
#include "rapport/base/str.h"

// Appends the names that --map takes, in order: "name, given, family ...".
void csv_map_fields(Str *out);

// Checks one FIELD=COLUMN without a file; the error names the fields there are.
bool csv_map_check(const char *map, Error *err);

enum { CSV_FINGERPRINT_SIZE = 17 };

// A stable name for the header row at the start of a file (16 hex digits, FNV-1a of the normalised titles),
// under which a mapping can be remembered. False when there is no row of at least two titles.
bool csv_map_fingerprint(const char *bytes, size_t length, char fingerprint[CSV_FINGERPRINT_SIZE]);

#endif
