// SPDX-License-Identifier: MIT
// The table of import formats, and the one way to read a file whose format is not known yet:
//     FormatReader *reader = format_reader_new(&options, &sink, self);
//     while (more) format_reader_feed(reader, bytes, length, &err);
//     format_reader_end(reader, &err);  format_reader_format(reader)->name ...  format_reader_free(reader);
// A format is found by content; names only ever rule out, or decide between equals.
#ifndef RAPPORT_FORMATS_FORMATS_H
#define RAPPORT_FORMATS_FORMATS_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/error.h"
#include "rapport/formats/csv.h"
#include "rapport/formats/record.h"

enum { FORMAT_HEAD = 64 * 1024 }; // bytes looked at to find the format

typedef struct FormatOptions {
    const char *name; // base name of the file, for messages and as a hint; NULL = unknown
    bool found;       // found in a folder or an archive, not named by the user: formats that take any file of
                      // their shape (generic CSV) do not apply
    const char *format;      // --as: take this format; NULL = find it
    const char *const *maps; // --map FIELD=COLUMN, for generic CSV
    size_t map_count;
    int32_t today; // series of a calendar are walked around it
} FormatOptions;

// The start of a file, for sniffing.
typedef struct FormatHead {
    const char *name; // as in FormatOptions, never NULL
    const char *bytes;
    size_t length;
    const CsvRecord *rows; // the first records if it were CSV
    size_t row_count;
} FormatHead;

typedef struct Format {
    const char *name;  // "linkedin-connections": what --as takes and JSON shows
    const char *title; // "LinkedIn connections"
    bool takes_maps;   // --map applies
    bool named_only;   // not for files that were merely found
    bool (*sniff)(const struct Format *format, const FormatHead *head);
    void *(*begin)(const struct Format *format, const FormatOptions *options, const ImportSink *sink,
                   void *self, Error *err); // NULL when the options are wrong
    bool (*feed)(void *state, const char *bytes, size_t length, Error *err);
    bool (*end)(void *state, Error *err);
    void (*free)(void *state);
    const void *detail; // of the format's own
} Format;

// The formats in the order in which they are tried; ends with a row whose name is NULL.
extern const Format FORMATS[];

const Format *format_named(const char *name, Error *err); // NULL with an error that lists the names

typedef struct FormatReader FormatReader;

FormatReader *format_reader_new(const FormatOptions *options, const ImportSink *sink,
                                void *self); // options are copied
void format_reader_free(FormatReader *reader);

// Records arrive at the sink during these calls. A file that no format takes fails with ERROR_NOT_FOUND when
// it was found, with ERROR_INPUT when it was named.
bool format_reader_feed(FormatReader *reader, const char *bytes, size_t length, Error *err);
bool format_reader_end(FormatReader *reader, Error *err);

const Format *format_reader_format(const FormatReader *reader); // NULL while not known

#endif
