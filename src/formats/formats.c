// SPDX-License-Identifier: MIT
// The formats in one table, from the most particular header to the least; a new format is a row here. The
// reader holds back the start of a file until it is long enough to tell.
#include "rapport/formats/formats.h"

#include <stdlib.h>
#include <string.h>

#include "calendar_file.h"
#include "csv_map_rows.h"
#include "linkedin_kinds.h"
#include "rapport/base/mem.h"

#define LINKEDIN(sniffer) sniffer, linkedin_begin, linkedin_feed, linkedin_end, linkedin_free
#define CSV_MAP(sniffer) sniffer, csv_map_begin, csv_map_feed, csv_map_end, csv_map_free

const Format FORMATS[] = {
    {"ics", "Calendar", false, false, calendar_file_sniff, calendar_file_begin, calendar_file_feed,
     calendar_file_end, calendar_file_free, NULL},
    {"linkedin-ignored", "LinkedIn file without people", false, false, LINKEDIN(linkedin_sniff_ignored),
     &LINKEDIN_IGNORED},
    {"linkedin-connections", "LinkedIn connections", false, false, LINKEDIN(linkedin_sniff),
     &LINKEDIN_CONNECTIONS},
    {"linkedin-messages", "LinkedIn messages", false, false, LINKEDIN(linkedin_sniff), &LINKEDIN_MESSAGES},
    {"linkedin-invitations", "LinkedIn invitations", false, false, LINKEDIN(linkedin_sniff),
     &LINKEDIN_INVITATIONS},
    {"linkedin-profile", "LinkedIn profile", false, false, LINKEDIN(linkedin_sniff), &LINKEDIN_PROFILE},
    {"linkedin-positions", "LinkedIn positions", false, false, LINKEDIN(linkedin_sniff), &LINKEDIN_POSITIONS},
    {"linkedin-education", "LinkedIn education", false, false, LINKEDIN(linkedin_sniff), &LINKEDIN_EDUCATION},
    {"linkedin-follows", "LinkedIn company follows", false, false, LINKEDIN(linkedin_sniff),
     &LINKEDIN_FOLLOWS},
    {"linkedin-saved-jobs", "LinkedIn saved jobs", false, false, LINKEDIN(linkedin_sniff),
     &LINKEDIN_SAVED_JOBS},
    {"linkedin-notes", "LinkedIn notes", false, false, LINKEDIN(linkedin_sniff), &LINKEDIN_NOTES},
    {"google-csv", "Google Contacts", true, false, CSV_MAP(csv_map_sniff_google), &CSV_MAP_GOOGLE},
    {"outlook-csv", "Outlook", true, false, CSV_MAP(csv_map_sniff_outlook), &CSV_MAP_OUTLOOK},
    {"csv", "CSV", true, true, CSV_MAP(csv_map_sniff), &CSV_MAP_GENERIC},
    {.name = NULL},
};

const Format *format_named(const char *name, Error *err)
{
    Str names = STR_INIT;
    for (const Format *format = FORMATS; format->name != NULL; format++) {
        if (str_equal_nocase(format->name, name)) {
            str_clear(&names);
            return format;
        }
        str_appendf(&names, "%s%s", format == FORMATS ? "" : ", ", format->name);
    }
    error_set(err, ERROR_USAGE, "there is no format \"%s\"; the formats are %s", name, str_get(&names));
    str_clear(&names);
    return NULL;
}

enum { HEAD_ROWS = 128 };

// The first records of the head, copied.
typedef struct HeadRows {
    VEC(CsvRecord) rows;
} HeadRows;

static bool keep_row(void *data, const CsvRecord *record, Error *err)
{
    HeadRows *head = data;
    CsvRecord copy = {record->line, record->count, mem_array(record->count, sizeof *copy.fields)};
    for (size_t i = 0; i < record->count; i++)
        copy.fields[i] = mem_strdup(record->fields[i]);
    vec_push(&head->rows, copy);
    return head->rows.count < HEAD_ROWS || error_set(err, ERROR_NONE, "enough");
}

static void read_rows(HeadRows *head, const char *bytes, size_t length)
{
    static const CsvHandler handler = {keep_row, NULL};
    CsvReader *csv = csv_reader_new(&handler, head, 0);
    if (csv_reader_feed(csv, bytes, length, NULL))
        csv_reader_end(csv, NULL);
    csv_reader_free(csv);
}

static void clear_rows(HeadRows *head)
{
    for (size_t i = 0; i < head->rows.count; i++) {
        for (size_t j = 0; j < head->rows.items[i].count; j++)
            free(head->rows.items[i].fields[j]);
        free(head->rows.items[i].fields);
    }
    vec_clear(&head->rows);
}

struct FormatReader {
    FormatOptions options; // with name, format and maps of our own
    const ImportSink *sink;
    void *self;
    Str head; // until the format is known
    const Format *format;
    void *state;
    bool failed;
};

static char **copy_texts(const char *const *texts, size_t count)
{
    char **copy = mem_array(count, sizeof *copy);
    for (size_t i = 0; i < count; i++)
        copy[i] = mem_strdup(texts[i]);
    return copy;
}

FormatReader *format_reader_new(const FormatOptions *options, const ImportSink *sink, void *self)
{
    FormatReader *reader = mem_alloc(sizeof *reader);
    reader->options = *options;
    reader->options.name = mem_strdup(options->name == NULL ? "" : options->name);
    reader->options.format = mem_strdup(options->format);
    reader->options.maps = (const char *const *)copy_texts(options->maps, options->map_count);
    reader->sink = sink;
    reader->self = self;
    return reader;
}

void format_reader_free(FormatReader *reader)
{
    if (reader == NULL)
        return;
    if (reader->state != NULL)
        reader->format->free(reader->state);
    for (size_t i = 0; i < reader->options.map_count; i++)
        free((char *)reader->options.maps[i]);
    free((char **)reader->options.maps);
    free((char *)reader->options.name);
    free((char *)reader->options.format);
    str_clear(&reader->head);
    free(reader);
}

const Format *format_reader_format(const FormatReader *reader)
{
    return reader->format;
}

static const Format *sniff(const FormatReader *reader)
{
    HeadRows rows = {{0}};
    read_rows(&rows, str_get(&reader->head), reader->head.length);
    FormatHead head = {reader->options.name, str_get(&reader->head), reader->head.length, rows.rows.items,
                       rows.rows.count};
    bool mapped = reader->options.map_count > 0 && !reader->options.found;
    const Format *format = FORMATS;
    for (; format->name != NULL; format++) {
        bool allowed = !(format->named_only && reader->options.found) && (format->takes_maps || !mapped);
        if (allowed && format->sniff(format, &head))
            break;
    }
    clear_rows(&rows);
    return format->name == NULL ? NULL : format;
}

static bool choose(FormatReader *reader, Error *err)
{
    const FormatOptions *options = &reader->options;
    reader->format = options->format != NULL ? format_named(options->format, err) : sniff(reader);
    if (reader->format == NULL && options->format == NULL)
        return error_set(
            err, options->found ? ERROR_NOT_FOUND : ERROR_INPUT,
            "the format is not known; name it with --as, or a CSV's columns with --map FIELD=COLUMN");
    if (reader->format == NULL)
        return false;
    reader->state = reader->format->begin(reader->format, options, reader->sink, reader->self, err);
    return reader->state != NULL;
}

// The head is long enough, or all there is: settle the format and hand on what was held back.
static bool start(FormatReader *reader, Error *err)
{
    bool ok = choose(reader, err) &&
              reader->format->feed(reader->state, str_get(&reader->head), reader->head.length, err);
    str_clear(&reader->head);
    return ok;
}

bool format_reader_feed(FormatReader *reader, const char *bytes, size_t length, Error *err)
{
    if (reader->failed)
        return false;
    bool ok = true;
    if (reader->state == NULL) {
        size_t room = FORMAT_HEAD - reader->head.length;
        size_t taken = length < room ? length : room;
        str_append_n(&reader->head, bytes, taken);
        bytes += taken;
        length -= taken;
        ok = reader->head.length < FORMAT_HEAD || start(reader, err);
    }
    if (ok && length > 0)
        ok = reader->format->feed(reader->state, bytes, length, err);
    reader->failed = !ok;
    return ok;
}

bool format_reader_end(FormatReader *reader, Error *err)
{
    if (reader->failed)
        return false;
    bool ok = (reader->state != NULL || start(reader, err)) && reader->format->end(reader->state, err);
    reader->failed = !ok;
    return ok;
}
