// SPDX-License-Identifier: MIT
// Dates as address books write them. Only what stands there: no present time, no guess at a zone.
#ifndef RAPPORT_FORMATS_IMPORT_DATE_H
#define RAPPORT_FORMATS_IMPORT_DATE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct ImportDate {
    int32_t day;    // civil day; the first day of a month or year when only that is said
    int32_t second; // of the day; -1 = no time was written
    bool utc;       // "UTC", "GMT" or "Z" stands there
} ImportDate;

// Understands 2024-01-02, 2024/02/01 15:02:55 UTC, 2024-01-02T03:04:05Z, 02 Jan 2024, 7-Feb-22, Jan 2, 2024,
// 1/29/26, 2:37 PM, 12/28/1969 (month first unless that is impossible), 28.12.1969, 2. Januar 2024, Jan 2024,
// 2011, and days without a year (--12-28, Dec 28: year IMPORT_YEAR_UNKNOWN). Month names in English, German,
// French, Spanish, Italian, Portuguese and Dutch, full or abbreviated. Two-digit years 00..68 are
// 20xx, 69..99 are 19xx (as POSIX strptime).
bool import_date_parse(const char *text, ImportDate *date);

#endif
