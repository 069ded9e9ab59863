// SPDX-License-Identifier: MIT
// CSV from strangers: any bytes, cut into chunks in two ways, must give the same records, within the limits,
// and as valid UTF-8; what is written from them reads back the same.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/formats/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool keep(void *self, const CsvRecord *record, Error *err)
{
    (void)err;
    CsvWriter writer = csv_write_to(self, CSV_RAW);
    if (record->line < 1 || record->count > CSV_COLUMNS_MAX)
        abort();
    for (size_t i = 0; i < record->count; i++) {
        size_t length = strlen(record->fields[i]);
        if (length > CSV_FIELD_MAX || !utf8_valid(record->fields[i], length))
            abort();
        csv_write_cell(&writer, record->fields[i]);
    }
    csv_write_row_end(&writer);
    return true;
}

static bool read_all(const char *bytes, size_t size, size_t chunk, char delimiter, Str *out)
{
    static const CsvHandler handler = {keep, NULL};
    CsvReader *reader = csv_reader_new(&handler, out, delimiter);
    bool ok = true;
    for (size_t at = 0; ok && at < size; at += chunk)
        ok = csv_reader_feed(reader, bytes + at, size - at < chunk ? size - at : chunk, NULL);
    ok = ok && csv_reader_end(reader, NULL);
    csv_reader_free(reader);
    return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str whole = STR_INIT, parts = STR_INIT, again = STR_INIT;
    bool ok = read_all((const char *)data, size, size + 1, 0, &whole);
    bool same = read_all((const char *)data, size, 1 + size / 7, 0, &parts);
    if (ok != same || strcmp(str_get(&whole), str_get(&parts)) != 0)
        abort();
    if (ok && whole.length > 0 &&
        (!read_all(str_get(&whole), whole.length, whole.length, ',', &again) ||
         strcmp(str_get(&whole), str_get(&again)) != 0))
        abort();
    str_clear(&whole);
    str_clear(&parts);
    str_clear(&again);
    return 0;
}
