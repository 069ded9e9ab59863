// SPDX-License-Identifier: MIT
// What the user named for an import - a file, "-", a folder or a zip archive - as a row of members to be read
// one after the other:
//     Source *source = source_open(path, &err);
//     while (source_next(source, &member, &err) == SOURCE_MEMBER)
//         while (source_read(source, buffer, sizeof buffer, &length, &err) && length > 0) ...
//     source_close(source);
#ifndef RAPPORT_FORMATS_SOURCE_H
#define RAPPORT_FORMATS_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/error.h"

typedef struct Source Source;

typedef enum SourceKind { SOURCE_FILE, SOURCE_FOLDER, SOURCE_ZIP } SourceKind;

typedef struct SourceMember {
    const char
        *path; // for messages: as the user named it, or below the folder or archive ("Jobs/Saved Jobs.csv")
    const char *name; // base name
    bool found;       // found in a folder or archive: see FormatOptions
    int64_t size;     // bytes; -1 = not known
} SourceMember;

typedef enum SourceNext { SOURCE_MEMBER, SOURCE_END, SOURCE_FAILED } SourceNext;

// A zip archive is told by its first bytes, not by its name. In folders (three levels deep, in order of name)
// and archives only files with the ending of an address book count; hidden files and links do not. At most
// 2,000.
Source *source_open(const char *path, Error *err);
void source_close(Source *source);
SourceKind source_kind(const Source *source);

SourceNext source_next(Source *source, SourceMember *member, Error *err); // texts live until the next call

// Up to capacity bytes of the current member; *length 0 = its end.
bool source_read(Source *source, char *buffer, size_t capacity, size_t *length, Error *err);

#endif
