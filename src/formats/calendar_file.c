// SPDX-License-Identifier: MIT
// A calendar among the formats of an import: read whole, since the zones that its events name may stand
// anywhere in it, and handed on event by event.
#include "calendar_file.h"

#include <stdlib.h>

#include "rapport/base/mem.h"
#include "rapport/formats/ical.h"

// Days around today within which a series is taken.
enum { SERIES_BACK = 365, SERIES_ON = 60 };

typedef struct CalendarFile {
    const ImportSink *sink;
    void *self;
    int32_t today;
    Str text;
} CalendarFile;

bool calendar_file_sniff(const Format *format, const FormatHead *head)
{
    (void)format;
    return ical_is(head->bytes, head->length);
}

void *calendar_file_begin(const Format *format, const FormatOptions *options, const ImportSink *sink,
                          void *self, Error *err)
{
    (void)format, (void)err;
    CalendarFile *file = mem_alloc(sizeof *file);
    *file = (CalendarFile){.sink = sink, .self = self, .today = options->today, .text = STR_INIT};
    return file;
}

bool calendar_file_feed(void *state, const char *bytes, size_t length, Error *err)
{
    CalendarFile *file = state;
    if (file->text.length + length > ICAL_TEXT_MOST)
        return error_set(err, ERROR_INPUT, "this calendar is larger than 64 MB");
    str_append_n(&file->text, bytes, length);
    return true;
}

static bool on_item(void *self, IcalItem *item, Error *err)
{
    CalendarFile *file = self;
    (void)err;
    if (file->sink->event != NULL)
        file->sink->event(file->self, item);
    return true;
}

static void on_warning(void *self, const char *what)
{
    CalendarFile *file = self;
    ImportOutcome outcome = {.verdict = IMPORT_WARNING, .reason = what};
    if (file->sink->outcome != NULL)
        file->sink->outcome(file->self, &outcome);
}

bool calendar_file_end(void *state, Error *err)
{
    CalendarFile *file = state;
    IcalSink sink = {file->today - SERIES_BACK, file->today + SERIES_ON, on_item, on_warning, file};
    Ical *ical = ical_open(err);
    bool fine = ical != NULL && ical_read(ical, str_get(&file->text), file->text.length, &sink, err);
    ical_close(ical);
    return fine;
}

void calendar_file_free(void *state)
{
    CalendarFile *file = state;
    str_clear(&file->text);
    free(file);
}
