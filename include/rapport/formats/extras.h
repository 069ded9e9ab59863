// SPDX-License-Identifier: MIT
// The optional module (rapport-extras.so): what needs large libraries and is seldom used lives there and is
// loaded on first use. The program and the module agree on this struct only; it grows at its end, and version
// counts the growths.
#ifndef RAPPORT_FORMATS_EXTRAS_H
#define RAPPORT_FORMATS_EXTRAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/clock.h"
#include "rapport/base/error.h"
#include "rapport/base/str.h"

enum { EXTRAS_VERSION = 5 };

// Limits for archives (a hostile one is stopped, never unpacked): see CVE-2019-13232 and "Zip Slip".
enum {
    ARCHIVE_ENTRIES_MAX = 2000,
    ARCHIVE_RATIO_MAX = 200,               // bytes out for each byte of the archive file
    ARCHIVE_RATIO_FREE = 16 * 1024 * 1024, // bytes out before the ratio counts
};
#define ARCHIVE_BYTES_MAX (INT64_C(2) * 1024 * 1024 * 1024) // bytes out in total

typedef enum ArchiveNext { ARCHIVE_ENTRY, ARCHIVE_END, ARCHIVE_BAD } ArchiveNext;

// A zip archive as a stream of its files, in the order of its directory; nothing is written to disk. Any
// entry that is encrypted, a link, named twice, or named outside of the archive refuses the whole archive.
typedef struct ExtrasArchive {
    void *(*open)(const char *path, Error *err); // NULL on failure
    // Steps to the next regular file. *name (with its folders) lives until the next call.
    ArchiveNext (*next)(void *archive, const char **name, Error *err);
    // The next bytes of the current file, borrowed until the next call; *length 0 = its end.
    bool (*read)(void *archive, const char **bytes, size_t *length, Error *err);
    void (*close)(void *archive);
} ExtrasArchive;

// Mails: see mail_compose in formats/mail.h, which has judged the addresses.
struct MailMessage;
typedef struct ExtrasMail {
    bool (*compose)(const struct MailMessage *message, Str *out, Error *err);
} ExtrasMail;

// Calendars: see ical_write and ical_read in formats/ical.h.
struct IcalItem;
struct IcalSink;
typedef struct ExtrasIcal {
    bool (*write)(const struct IcalItem *item, Moment now, Str *out, Error *err);
    bool (*read)(const char *text, size_t length, const struct IcalSink *sink, Error *err);
} ExtrasIcal;

typedef struct Extras {
    int version;
    const ExtrasArchive *archive; // NULL = built without
    const ExtrasMail *mail;       // the same
    const ExtrasIcal *ical;       // the same
} Extras;

// The module's one symbol: const Extras *rapport_extras(void).
#define EXTRAS_FILE "rapport-extras.so"
#define EXTRAS_SYMBOL "rapport_extras"

// Loads the module from $RAPPORT_EXTRAS_DIR if that is set, else from the folder of the program, else from
// ../lib/rapport beside it. NULL with one sentence when it is missing or of another version: what names what
// needs it ("Zip archives"), without what to do when it cannot be had. The handle is for extras_close; the
// module stays loaded until then.
typedef struct ExtrasHandle ExtrasHandle;
ExtrasHandle *extras_open(const char *what, const char *without, Error *err);
const Extras *extras_get(const ExtrasHandle *handle);
void extras_close(ExtrasHandle *handle);

#endif
