// SPDX-License-Identifier: MIT
// Which delimiter a file uses. Counting characters is fooled by commas in prose (LinkedIn's preamble, "Acme,
// Inc.") and by decimal commas, so what is counted is records that agree on their number of fields.
#include <string.h>

#include "rapport/formats/csv.h"

enum { RECORDS = 64 };

typedef struct Counts {
    int items[RECORDS]; // delimiters in each record that is not blank
    int count;
} Counts;

// Counts the delimiters outside quotes of the first records. The last, possibly cut, record counts only when
// alone.
static void count_delimiters(const char *text, size_t length, char delimiter, Counts *counts)
{
    bool quoted = false, field_start = true, blank = true;
    int found = 0;
    for (size_t i = 0; i < length && counts->count < RECORDS; i++) {
        char byte = text[i];
        if (quoted) {
            quoted = byte != '"'; // a doubled quote closes and opens again at once
        } else if (byte == '"') {
            quoted = field_start || (i > 0 && text[i - 1] == '"');
            blank = false;
        } else if (byte == '\n' || byte == '\r') {
            if (!blank)
                counts->items[counts->count++] = found;
            found = 0;
            blank = true;
        } else {
            found += byte == delimiter;
            blank = false;
        }
        field_start =
            !quoted && (byte == delimiter || byte == '\n' || byte == '\r' || (field_start && byte == ' '));
    }
    if (counts->count == 0 && !blank)
        counts->items[counts->count++] = found;
}

// How many records share the most common number of delimiters (zero does not count), and that number.
static int agreement(const Counts *counts, int *delimiters)
{
    int best = 0;
    for (int i = 0; i < counts->count; i++) {
        int same = 0;
        for (int j = 0; j < counts->count; j++)
            same += counts->items[j] == counts->items[i];
        bool better = same > best || (same == best && counts->items[i] > *delimiters);
        if (counts->items[i] > 0 && better) {
            best = same;
            *delimiters = counts->items[i];
        }
    }
    return best;
}

char csv_sniff_delimiter(const char *text, size_t length)
{
    static const char candidates[] = {',', ';', '\t'};
    char winner = ',';
    int best = 0, most = 0;
    for (size_t i = 0; i < sizeof candidates; i++) {
        Counts counts = {.count = 0};
        int delimiters = 0;
        count_delimiters(text, length, candidates[i], &counts);
        int records = agreement(&counts, &delimiters);
        if (records > best || (records == best && delimiters > most)) {
            winner = candidates[i];
            best = records;
            most = delimiters;
        }
    }
    return winner;
}
