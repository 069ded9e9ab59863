// SPDX-License-Identifier: MIT
// CSV output. Quoting every cell is the only form that all spreadsheets read alike; the apostrophe keeps them
// from running a cell that somebody else wrote (=, +, -, @, tab, carriage return and the full-width forms).
#include <string.h>

#include "rapport/formats/csv.h"

// True when a spreadsheet could take the text for a formula. Apostrophes and blanks before it do not count,
// so that a guarded text is itself in need of a guard: guarding and unguarding are then exact inverses.
static bool needs_guard(const char *text)
{
    static const char *const full_width[] = {"\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"};
    text += strspn(text, " '");
    if (*text != '\0' && strchr("=+-@\t\r\n", *text) != NULL)
        return true;
    for (size_t i = 0; i < sizeof full_width / sizeof *full_width; i++) {
        if (strncmp(text, full_width[i], 3) == 0)
            return true;
    }
    return false;
}

const char *csv_unguard(const char *text)
{
    return text != NULL && text[0] == '\'' && needs_guard(text + 1) ? text + 1 : text;
}

CsvWriter csv_write_to(Str *out, CsvSafety safety)
{
    return (CsvWriter){.out = out, .safety = safety};
}

void csv_write_cell(CsvWriter *writer, const char *text)
{
    if (writer->started)
        str_push(writer->out, ',');
    writer->started = true;
    str_push(writer->out, '"');
    if (text != NULL && writer->safety == CSV_SPREADSHEET && needs_guard(text))
        str_push(writer->out, '\'');
    for (const char *quote; text != NULL && (quote = strchr(text, '"')) != NULL; text = quote + 1) {
        str_append_n(writer->out, text, (size_t)(quote - text) + 1);
        str_push(writer->out, '"');
    }
    str_append(writer->out, text);
    str_push(writer->out, '"');
}

void csv_write_row_end(CsvWriter *writer)
{
    str_append(writer->out, "\r\n");
    writer->started = false;
}
