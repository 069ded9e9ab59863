// SPDX-License-Identifier: MIT
// Finding the header row and binding its columns: by what the user said (--map), else by title. Turning rows
// into contacts is csv_contact.c.
#include "rapport/formats/csv_map.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csv_contact.h"
#include "csv_map_rows.h"
#include "fnv.h"
#include "rapport/base/mem.h"

enum { HEADER_TRIES = 32 }; // rows that may stand above the header

typedef struct Mapping {
    const CsvField *field;
    char *column;
} Mapping;

typedef struct CsvMapReader {
    const CsvMapKind *kind;
    const ImportSink *sink;
    void *self;
    CsvReader *csv;
    VEC(Mapping) maps;
    bool bound;
    int tries;
    Str first_titles; // of the first row with anything in it, for the error
    int missing;      // position of the first mapping whose column that row does not have; -1 = none
    SheetHeader header;
    CsvColumns columns;
    CsvContactScratch scratch;
} CsvMapReader;

const CsvMapKind CSV_MAP_GOOGLE = {CSV_GOOGLE, "google"};
const CsvMapKind CSV_MAP_OUTLOOK = {CSV_OUTLOOK, "outlook"};
const CsvMapKind CSV_MAP_GENERIC = {CSV_GENERIC, "csv"};

void csv_map_fields(Str *out)
{
    for (const CsvField *field = CSV_FIELDS; field->name != NULL; field++)
        str_appendf(out, "%s%s", field == CSV_FIELDS ? "" : ", ", field->name);
}

static bool parse_map(const char *text, Mapping *map, Error *err)
{
    const char *equals = strchr(text, '=');
    if (equals == NULL || equals == text || str_blank(equals + 1))
        return error_set(err, ERROR_USAGE, "\"%s\" is no mapping; write FIELD=COLUMN", text);
    char *name = str_trim(mem_strndup(text, (size_t)(equals - text)));
    map->field = csv_field_named(name);
    if (map->field == NULL) {
        Str names = STR_INIT;
        csv_map_fields(&names);
        error_set(err, ERROR_USAGE, "there is no field \"%s\"; the fields are %s", name, str_get(&names));
        str_clear(&names);
    }
    free(name);
    map->column = map->field == NULL ? NULL : str_trim(mem_strdup(equals + 1));
    return map->field != NULL;
}

bool csv_map_check(const char *map, Error *err)
{
    Mapping mapping = {0};
    bool ok = parse_map(map, &mapping, err);
    free(mapping.column);
    return ok;
}

// The position of a column by title, else by number from 1; -1 = there is none.
static int find_column(const CsvRecord *header, const char *column)
{
    Str wanted = STR_INIT, title = STR_INIT;
    int found = -1;
    sheet_normalise(column, &wanted);
    for (size_t i = 0; i < header->count && found < 0; i++) {
        str_truncate(&title, 0);
        sheet_normalise(header->fields[i], &title);
        if (wanted.length > 0 && str_equal(str_get(&title), str_get(&wanted)))
            found = (int)i;
    }
    char *end;
    long number = strtol(column, &end, 10);
    if (found < 0 && end != column && *end == '\0' && number >= 1 && (size_t)number <= header->count)
        found = (int)number - 1;
    str_clear(&wanted);
    str_clear(&title);
    return found;
}

// Where the labels of a numbered value stand ("E-mail 1 - Label" for "E-mail 1 - Value").
static void bind_labels(CsvColumns *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        CsvColumn *value = &columns->items[i];
        for (size_t j = 0; j < columns->count && value->title.number > 0 && !value->title.label; j++) {
            const CsvColumn *label = &columns->items[j];
            if (label->title.label && label->title.field == value->title.field &&
                label->title.number == value->title.number)
                value->label_at = (int)j;
        }
    }
}

static void bind_titles(CsvDialect dialect, const CsvRecord *header, CsvColumns *columns)
{
    Str title = STR_INIT;
    columns->count = 0;
    for (size_t i = 0; i < header->count; i++) {
        str_truncate(&title, 0);
        sheet_normalise(header->fields[i], &title);
        vec_push(columns, ((CsvColumn){.title = csv_title(dialect, str_get(&title)), .label_at = -1}));
    }
    str_clear(&title);
    bind_labels(columns);
}

// Some column names a person.
static bool identifies(const CsvColumns *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        const CsvField *field = columns->items[i].title.field;
        if (field != NULL && !columns->items[i].title.label &&
            (str_equal(field->name, "name") || str_equal(field->name, "given") ||
             str_equal(field->name, "family") || field->kind == CSV_FIELD_EMAIL))
            return true;
    }
    return false;
}

// Applies what the user mapped; a field that is mapped forgets the columns it was bound to by title. Returns
// the position of a mapping whose column is not there, or -1.
static int bind_maps(CsvMapReader *reader, const CsvRecord *header)
{
    for (size_t m = 0; m < reader->maps.count; m++) {
        for (size_t i = 0; i < reader->columns.count; i++) {
            CsvColumn *column = &reader->columns.items[i];
            if (column->title.field == reader->maps.items[m].field)
                column->title = (CsvTitle){0};
        }
    }
    for (size_t m = 0; m < reader->maps.count; m++) {
        int at = find_column(header, reader->maps.items[m].column);
        if (at < 0)
            return (int)m;
        reader->columns.items[at] =
            (CsvColumn){.title = {.field = reader->maps.items[m].field}, .label_at = -1};
    }
    return -1;
}

static void append_titles(const CsvRecord *record, Str *out)
{
    for (size_t i = 0; i < record->count && i < 40; i++) {
        sheet_clean_line(record->fields[i]);
        str_appendf(out, "%s%s", i > 0 ? ", " : "", record->fields[i]);
    }
}

static void try_header(CsvMapReader *reader, const CsvRecord *record)
{
    bind_titles((CsvDialect)reader->kind->dialect, record, &reader->columns);
    int missing = bind_maps(reader, record);
    reader->bound = missing < 0 && identifies(&reader->columns);
    reader->tries++;
    if (reader->bound) {
        sheet_header_keep(&reader->header, record);
    } else if (reader->first_titles.length == 0) {
        append_titles(record, &reader->first_titles);
        reader->missing = missing;
    }
}

// Why no header row was found, with what there is.
static bool no_header(const CsvMapReader *reader, Error *err)
{
    const char *titles = str_get(&reader->first_titles);
    if (*titles == '\0')
        return error_set(err, ERROR_INPUT, "the file has no rows");
    if (reader->missing >= 0)
        return error_set(err, ERROR_INPUT, "there is no column \"%s\"; the columns are %s",
                         reader->maps.items[reader->missing].column, titles);
    return error_set(err, ERROR_INPUT,
                     "no column is known to hold names; say which with --map name=COLUMN; the columns are %s",
                     titles);
}

static bool on_record(void *data, const CsvRecord *record, Error *err)
{
    CsvMapReader *reader = data;
    if (sheet_blank(record))
        return true;
    if (!reader->bound) {
        try_header(reader, record);
        return reader->bound || reader->tries < HEADER_TRIES || no_header(reader, err);
    }
    static const SheetIndex no_index = {{0}};
    SheetRow row = {record, &no_index, &reader->header, reader->sink, reader->self};
    csv_contact_row(&row, &reader->columns, reader->kind->source, &reader->scratch);
    return true;
}

static void on_warning(void *data, int line, int column, const char *sentence)
{
    CsvMapReader *reader = data;
    sheet_warn(reader->sink, reader->self, line, column, sentence);
}

void *csv_map_begin(const Format *format, const FormatOptions *options, const ImportSink *sink, void *self,
                    Error *err)
{
    static const CsvHandler handler = {on_record, on_warning};
    CsvMapReader *reader = mem_alloc(sizeof *reader);
    reader->kind = format->detail;
    reader->sink = sink;
    reader->self = self;
    reader->csv = csv_reader_new(&handler, reader, 0);
    for (size_t i = 0; i < options->map_count; i++) {
        Mapping map = {0};
        if (!parse_map(options->maps[i], &map, err)) {
            csv_map_free(reader);
            return NULL;
        }
        vec_push(&reader->maps, map);
    }
    return reader;
}

bool csv_map_feed(void *state, const char *bytes, size_t length, Error *err)
{
    CsvMapReader *reader = state;
    return csv_reader_feed(reader->csv, bytes, length, err);
}

bool csv_map_end(void *state, Error *err)
{
    CsvMapReader *reader = state;
    return csv_reader_end(reader->csv, err) && (reader->bound || no_header(reader, err));
}

void csv_map_free(void *state)
{
    CsvMapReader *reader = state;
    if (reader == NULL)
        return;
    csv_reader_free(reader->csv);
    for (size_t i = 0; i < reader->maps.count; i++)
        free(reader->maps.items[i].column);
    vec_clear(&reader->maps);
    vec_clear(&reader->columns);
    str_clear(&reader->first_titles);
    sheet_header_clear(&reader->header);
    csv_contact_scratch_clear(&reader->scratch);
    free(reader);
}

// Only one layout has these titles; normalised.
static const char *const GOOGLE_TITLES[] = {"phoneticfirstname", "givennameyomi", "groupmembership",
                                            "fileas"};
static const char *const OUTLOOK_TITLES[] = {"homephone", "businessphone", "mobilephone", "emaildisplayname"};

static bool has_title(const CsvRecord *row, const char *const *titles, size_t count)
{
    Str title = STR_INIT;
    bool found = false;
    for (size_t i = 0; i < row->count && !found; i++) {
        str_truncate(&title, 0);
        sheet_normalise(row->fields[i], &title);
        for (size_t t = 0; t < count; t++)
            found = found || str_equal(str_get(&title), titles[t]);
    }
    str_clear(&title);
    return found;
}

bool csv_map_sniff_google(const Format *format, const FormatHead *head)
{
    (void)format;
    return head->row_count > 0 &&
           has_title(&head->rows[0], GOOGLE_TITLES, sizeof GOOGLE_TITLES / sizeof *GOOGLE_TITLES);
}

bool csv_map_sniff_outlook(const Format *format, const FormatHead *head)
{
    (void)format;
    static const char *const email[] = {"emailaddress"}, *const given[] = {"firstname"};
    return head->row_count > 0 && has_title(&head->rows[0], email, 1) &&
           has_title(&head->rows[0], given, 1) &&
           has_title(&head->rows[0], OUTLOOK_TITLES, sizeof OUTLOOK_TITLES / sizeof *OUTLOOK_TITLES);
}

// Anything with a row of at least two cells, or a single column that is known.
bool csv_map_sniff(const Format *format, const FormatHead *head)
{
    (void)format;
    for (size_t i = 0; i < head->row_count; i++) {
        CsvColumns columns = {0};
        bind_titles(CSV_GENERIC, &head->rows[i], &columns);
        bool known = head->rows[i].count > 1 || identifies(&columns);
        vec_clear(&columns);
        if (known)
            return true;
    }
    return false;
}

typedef struct Fingerprint {
    uint64_t hash;
    bool done;
} Fingerprint;

static bool fingerprint_record(void *data, const CsvRecord *record, Error *err)
{
    Fingerprint *print = data;
    if (record->count < 2 || sheet_blank(record))
        return true;
    Str title = STR_INIT;
    for (size_t i = 0; i < record->count; i++) {
        str_truncate(&title, 0);
        sheet_normalise(record->fields[i], &title);
        print->hash = fnv_text(print->hash, str_get(&title));
    }
    str_clear(&title);
    print->done = true;
    return error_set(err, ERROR_NONE, "enough");
}

bool csv_map_fingerprint(const char *bytes, size_t length, char fingerprint[CSV_FINGERPRINT_SIZE])
{
    static const CsvHandler handler = {fingerprint_record, NULL};
    Fingerprint print = {.hash = FNV_START};
    CsvReader *csv = csv_reader_new(&handler, &print, 0);
    if (csv_reader_feed(csv, bytes, length, NULL))
        csv_reader_end(csv, NULL);
    csv_reader_free(csv);
    if (print.done)
        snprintf(fingerprint, CSV_FINGERPRINT_SIZE, "%016" PRIx64, print.hash);
    return print.done;
}
