// SPDX-License-Identifier: MIT
// The CSV reader: the only file that knows libcsv. The library is a sound push parser but has no idea of
// encodings, delimiters, line numbers or sizes; those are added around it here. Bytes pass decoder -> sample
// (until the delimiter is known) -> one csv_parse call per physical line, which is what makes line numbers
// possible.
#include "rapport/formats/csv.h"

#include <csv.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/base/vec.h"
#include "rapport/formats/decode.h"

enum { SAMPLE = 64 * 1024, SLICE = 64 * 1024 };

struct CsvReader {
    CsvHandler handler;
    void *self;
    TextDecoder *decoder;
    Str decoded; // the sample, later one decoded slice
    char delimiter;
    bool running; // the delimiter is known and the sample has been parsed
    struct csv_parser parser;

    Str text; // the fields of the record, each with its NUL
    VEC(size_t) offsets;
    VEC(char *) fields;
    bool columns_dropped;

    int line; // of the next byte
    bool after_cr;
    bool in_record;
    int record_line;
    size_t record_bytes;
    uint64_t consumed; // decoded bytes parsed so far
    int repair_line;   // where the first bad bytes were; 0 = none

    bool failed;
    Error error; // why, when failed
};

static void warn(CsvReader *reader, int line, int column, const char *sentence)
{
    if (reader->handler.warning != NULL)
        reader->handler.warning(reader->self, line, column, sentence);
}

CsvReader *csv_reader_new(const CsvHandler *handler, void *self, char delimiter)
{
    CsvReader *reader = mem_alloc(sizeof *reader);
    reader->handler = *handler;
    reader->self = self;
    reader->decoder = text_decoder_new();
    reader->delimiter = delimiter;
    reader->line = 1;
    csv_init(&reader->parser, 0);
    csv_set_blk_size(&reader->parser, 64 * 1024); // in steps of 128 bytes a long field costs its square
    return reader;
}

void csv_reader_free(CsvReader *reader)
{
    if (reader == NULL)
        return;
    csv_free(&reader->parser);
    text_decoder_free(reader->decoder);
    str_clear(&reader->decoded);
    str_clear(&reader->text);
    vec_clear(&reader->offsets);
    vec_clear(&reader->fields);
    free(reader);
}

char csv_reader_delimiter(const CsvReader *reader)
{
    return reader->delimiter;
}

static void on_field(void *bytes, size_t length, void *data)
{
    CsvReader *reader = data;
    if (reader->failed)
        return;
    if (reader->offsets.count == CSV_COLUMNS_MAX) {
        reader->columns_dropped = true;
        return;
    }
    vec_push(&reader->offsets, reader->text.length);
    size_t kept = utf8_cut(bytes, length, CSV_FIELD_MAX);
    if (kept > 0)
        str_append_n(&reader->text, bytes, kept);
    str_push(&reader->text, '\0');
    if (kept < length)
        warn(reader, reader->record_line, (int)reader->offsets.count,
             "the text was longer than 256 kB and was cut");
}

static void on_record(int terminator, void *data)
{
    (void)terminator;
    CsvReader *reader = data;
    if (reader->failed)
        return;
    reader->fields.count = 0;
    for (size_t i = 0; i < reader->offsets.count; i++)
        vec_push(&reader->fields, reader->text.data + reader->offsets.items[i]);
    if (reader->columns_dropped)
        warn(reader, reader->record_line, 0, "the row has more than 10,000 columns; the rest was dropped");
    CsvRecord record = {reader->record_line, reader->fields.count, reader->fields.items};
    reader->failed = !reader->handler.record(reader->self, &record, &reader->error);
    reader->in_record = false;
    reader->columns_dropped = false;
    reader->offsets.count = 0;
    str_truncate(&reader->text, 0);
}

static bool fail(CsvReader *reader, const char *sentence)
{
    reader->failed = true;
    int line = reader->in_record ? reader->record_line : reader->line;
    return error_at(&reader->error, ERROR_INPUT, line, 0, "line %d: %s", line, sentence);
}

static bool is_break(char byte)
{
    return byte == '\n' || byte == '\r';
}

// Notes on which line a record starts: blank lines before it, which the library passes over, do not count.
static void note_start(CsvReader *reader, const char *bytes, size_t length)
{
    if (reader->in_record)
        return;
    size_t at = 0;
    while (at < length && (bytes[at] == ' ' || bytes[at] == '\t') && bytes[at] != reader->delimiter)
        at++;
    if (at == length || is_break(bytes[at]))
        return;
    reader->in_record = true;
    reader->record_line = reader->line;
    reader->record_bytes = 0;
}

// A piece of text that holds at most one line break, at its end.
static bool parse_piece(CsvReader *reader, const char *bytes, size_t length)
{
    note_start(reader, bytes, length);
    if (memchr(bytes, '\0', length) != NULL)
        return fail(reader, "there is a NUL byte, so this is no CSV text");
    uint64_t repair = text_decoder_first_repair(reader->decoder);
    if (reader->repair_line == 0 && repair < reader->consumed + length)
        reader->repair_line = reader->line;
    reader->consumed += length;
    reader->record_bytes += length;
    if (csv_parse(&reader->parser, bytes, length, on_field, on_record, reader) != length)
        return fail(reader, csv_strerror(csv_error(&reader->parser)));
    if (reader->failed)
        return false;
    if (reader->in_record && reader->record_bytes > CSV_RECORD_MAX)
        return fail(reader, "the row is larger than 8 MB; a quotation mark is probably never closed");
    bool end_of_crlf = reader->after_cr && bytes[0] == '\n';
    if (is_break(bytes[length - 1]) && !end_of_crlf)
        reader->line++;
    reader->after_cr = bytes[length - 1] == '\r';
    return true;
}

static bool parse(CsvReader *reader, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t end = at;
        while (end < length && !is_break(bytes[end]))
            end++;
        if (end < length)
            end++;
        if (!parse_piece(reader, bytes + at, end - at))
            return false;
        at = end;
    }
    return true;
}

// "sep=;" in the first line is how spreadsheets are told the delimiter. Returns the bytes it takes, 0 = there
// is none.
static size_t separator_line(const char *text, size_t length, char *delimiter)
{
    if (length < 6 || memcmp(text, "sep=", 4) != 0 || !is_break(text[5]))
        return 0;
    *delimiter = text[4];
    return length > 6 && text[5] == '\r' && text[6] == '\n' ? 7 : 6;
}

// The sample is long enough, or the input has ended: settle the delimiter and parse what was held back.
static bool run(CsvReader *reader)
{
    reader->running = true;
    const char *text = str_get(&reader->decoded);
    size_t length = reader->decoded.length;
    char told = 0;
    size_t skip = separator_line(text, length, &told);
    if (skip > 0) {
        reader->line = 2;
        reader->consumed = skip;
    }
    if (reader->delimiter == 0)
        reader->delimiter = skip > 0 ? told : csv_sniff_delimiter(text, length < SAMPLE ? length : SAMPLE);
    csv_set_delim(&reader->parser, (unsigned char)reader->delimiter);
    bool ok = parse(reader, text + skip, length - skip);
    str_truncate(&reader->decoded, 0);
    return ok;
}

// Parses the decoded text, or waits for more of the sample.
static bool advance(CsvReader *reader)
{
    if (!reader->running)
        return reader->decoded.length < SAMPLE || run(reader);
    bool ok = parse(reader, str_get(&reader->decoded), reader->decoded.length);
    str_truncate(&reader->decoded, 0);
    return ok;
}

static bool give_error(const CsvReader *reader, Error *err)
{
    if (err != NULL)
        *err = reader->error;
    return false;
}

bool csv_reader_feed(CsvReader *reader, const char *bytes, size_t length, Error *err)
{
    for (size_t at = 0; at < length && !reader->failed; at += SLICE) {
        size_t slice = length - at < SLICE ? length - at : SLICE;
        text_decoder_feed(reader->decoder, bytes + at, slice, &reader->decoded);
        advance(reader);
    }
    return !reader->failed || give_error(reader, err);
}

static void report_encoding(CsvReader *reader)
{
    if (text_decoder_encoding(reader->decoder) == TEXT_CP1252)
        warn(reader, 0, 0, "the file is not UTF-8; it was read as Windows-1252, so check accented letters");
    size_t repaired = text_decoder_repaired(reader->decoder);
    if (repaired == 0)
        return;
    char *sentence = str_format("%zu unreadable %s replaced by \xef\xbf\xbd, the first in this line",
                                repaired, repaired == 1 ? "character was" : "characters were");
    warn(reader, reader->repair_line, 0, sentence);
    free(sentence);
}

bool csv_reader_end(CsvReader *reader, Error *err)
{
    if (!reader->failed) {
        text_decoder_end(reader->decoder, &reader->decoded);
        bool ok = reader->running ? advance(reader) : run(reader);
        if (ok && csv_fini(&reader->parser, on_field, on_record, reader) != 0)
            fail(reader, "the last row cannot be read");
    }
    if (reader->failed)
        return give_error(reader, err);
    report_encoding(reader);
    return true;
}
