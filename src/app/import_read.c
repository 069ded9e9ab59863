// SPDX-License-Identifier: MIT
// Reading for an import: each file is told by its content, and its records go into the stage. What cannot be
// read is warned of or rejected with its line; nothing is written here.
#include <stdlib.h>
#include <string.h>

#include "import_internal.h"
#include "rapport/base/mem.h"
#include "rapport/formats/csv_map.h"
#include "rapport/formats/formats.h"
#include "rapport/formats/source.h"
#include "rapport/store/settings.h"

enum {
    MAX_MAPS = 64,
};

static ImportFile *current_file(Importing *im)
{
    return &im->report->files.items[im->file];
}

static void warn(Importing *im, char *text) // takes text
{
    if (++im->warning_count > IMPORT_WARNINGS)
        free(text);
    else
        vec_push(&im->report->warnings, text);
}

static void put(Importing *im, StagedKind kind, const void *record)
{
    import_stage_put(&im->stage, kind, im->file, record);
    current_file(im)->rows++;
    im->rows++;
}

static bool is_known(void *self, int64_t told)
{
    Importing *im = self;
    if (!im->knows || !known_is_told(&im->known, told))
        return false;
    current_file(im)->rows++;
    im->rows++;
    im->passed++;
    import_count_row(im, im->file, 0, FATE_UNCHANGED);
    return true;
}

static void on_contact(void *self, const ImportContact *contact)
{
    Importing *im = self;
    ImportContact told = *contact;
    if (contact->line == im->warned_line)
        told.told = 0; // it is to be warned of each time
    import_retell(im, &told);
    put(im, STAGED_CONTACT, &told);
}

static void on_message(void *self, const ImportMessage *message)
{
    Importing *im = self;
    put(im, STAGED_MESSAGE, message);
    import_owner_message(&im->owner, message);
}

static void on_invitation(void *self, const ImportInvitation *invitation)
{
    Importing *im = self;
    put(im, STAGED_INVITATION, invitation);
    import_owner_invitation(&im->owner, invitation);
}

static void on_me(void *self, const ImportMe *me)
{
    Importing *im = self;
    put(im, STAGED_ME, me);
    import_owner_profile(&im->owner, me);
}

static void on_role(void *self, const ImportRole *role)
{
    put(self, STAGED_ROLE, role);
}

static void on_follow(void *self, const ImportFollow *follow)
{
    put(self, STAGED_FOLLOW, follow);
}

static void on_job(void *self, const ImportSavedJob *job)
{
    put(self, STAGED_JOB, job);
}

static void on_note(void *self, const ImportNote *note)
{
    put(self, STAGED_NOTE, note);
}

static void on_event(void *self, IcalItem *event)
{
    Importing *im = self;
    vec_push(&im->events, ((ImportEvent){im->file, *event}));
    ical_item_init(event);
}

static void on_outcome(void *self, const ImportOutcome *outcome)
{
    Importing *im = self;
    ImportFile *file = current_file(im);
    if (outcome->verdict == IMPORT_WARNING) {
        im->warned_line = outcome->line;
        warn(im, outcome->line == 0
                     ? str_format("%s: %s", file->path, outcome->reason)
                     : str_format("%s line %d: %s", file->path, outcome->line, outcome->reason));
        return;
    }
    file->rows++;
    im->rows++;
    if (outcome->verdict == IMPORT_REJECTED)
        import_refuse(im, file, outcome->line, outcome->reason);
    else
        file->hidden++;
}

static const ImportSink SINK = {on_contact, on_message, on_invitation, on_me,      on_role, on_follow,
                                on_job,     on_note,    on_event,      on_outcome, is_known};

// The mapping of a generic CSV: as told, else as told the last time for such a header.
typedef struct Mapping {
    const char *const *maps;
    size_t count;
    char *remembered;
    const char *own[MAX_MAPS];
    char fingerprint[CSV_FINGERPRINT_SIZE];
    bool fingerprinted;
} Mapping;

static void find_mapping(Importing *im, const char *head, size_t length, Mapping *mapping)
{
    *mapping = (Mapping){.maps = im->request->maps, .count = im->request->map_count};
    mapping->fingerprinted = csv_map_fingerprint(head, length, mapping->fingerprint);
    if (mapping->count > 0 || !mapping->fingerprinted)
        return;
    mapping->remembered = store_column_map(im->app->store, mapping->fingerprint);
    char *rest = mapping->remembered;
    for (char *map; rest != NULL && mapping->count < MAX_MAPS && (map = strsep(&rest, "\n")) != NULL;)
        mapping->own[mapping->count++] = map;
    mapping->maps = mapping->own;
}

static void keep_mapping(Importing *im, const Mapping *mapping, const Format *format)
{
    if (im->request->map_count == 0 || !mapping->fingerprinted || !format->takes_maps)
        return;
    Str joined = STR_INIT;
    for (size_t i = 0; i < mapping->count; i++)
        str_appendf(&joined, "%s%s", i > 0 ? "\n" : "", mapping->maps[i]);
    char *before = store_column_map(im->app->store, mapping->fingerprint);
    if (!str_equal(before, str_get(&joined)))
        vec_push(&im->mappings, ((KeptMapping){mem_strdup(mapping->fingerprint), str_take(&joined)}));
    free(before);
    str_clear(&joined);
}

static bool read_rest(Importing *im, Source *source, FormatReader *reader, char *buffer, size_t size,
                      size_t length, Error *err)
{
    while (length > 0) {
        im->bytes += (int64_t)length;
        if (!format_reader_feed(reader, buffer, length, err) || !import_tell_now(im, err) ||
            !source_read(source, buffer, size, &length, err))
            return false;
    }
    return format_reader_end(reader, err);
}

// Fills the buffer as far as the member goes, so that its head can be looked at.
static bool read_head(Source *source, char *buffer, size_t size, size_t *length, Error *err)
{
    *length = 0;
    for (size_t got = 1; got > 0 && *length < size; *length += got)
        if (!source_read(source, buffer + *length, size - *length, &got, err))
            return false;
    return true;
}

// A file that merely was in the folder and that no format takes is none of ours.
static bool pass_over(Importing *im, const SourceMember *member, Error *err)
{
    if (!member->found || err->kind == ERROR_INTERRUPTED || err->kind == ERROR_IO)
        return error_prefix(err, "%s", member->path);
    if (err->kind != ERROR_NOT_FOUND)
        warn(im, str_format("%s: %s", member->path, err->message));
    error_clear(err);
    return true;
}

static bool read_member(Importing *im, Source *source, const SourceMember *member, Error *err)
{
    enum { SIZE = FORMAT_HEAD };
    char *buffer = mem_alloc(SIZE), *what = str_format("reading %s", member->name);
    size_t length = 0;
    im->file = (int)im->report->files.count;
    im->what = what;
    im->warned_line = 0;
    im->total_bytes += member->size > 0 ? member->size : 0;
    vec_push(&im->report->files, ((ImportFile){.path = mem_strdup(member->path)}));
    Mapping mapping = {0};
    FormatReader *reader = NULL;
    bool fine = import_know(im, member->size, err) && read_head(source, buffer, SIZE, &length, err);
    if (fine) {
        find_mapping(im, buffer, length, &mapping);
        FormatOptions options = {.name = member->name,
                                 .found = member->found && mapping.remembered == NULL,
                                 .format = im->request->format,
                                 .maps = mapping.maps,
                                 .map_count = mapping.count,
                                 .today = app_today(im->app)};
        reader = format_reader_new(&options, &SINK, im);
        fine = read_rest(im, source, reader, buffer, SIZE, length, err);
    }
    const Format *format = reader != NULL ? format_reader_format(reader) : NULL;
    if (format != NULL) {
        current_file(im)->format = mem_strdup(format->name);
        keep_mapping(im, &mapping, format);
    } else {
        free(im->report->files.items[--im->report->files.count].path);
    }
    if (!fine)
        fine = pass_over(im, member, err);
    format_reader_free(reader);
    free(mapping.remembered);
    free(what);
    free(buffer);
    im->what = "reading";
    return fine;
}

bool import_read_path(Importing *im, const char *path, Error *err)
{
    Source *source = source_open(path, err);
    if (source == NULL)
        return false;
    size_t before = im->report->files.count;
    SourceMember member;
    SourceNext next;
    bool fine = true;
    while (fine && (next = source_next(source, &member, err)) != SOURCE_END)
        fine = next == SOURCE_MEMBER && read_member(im, source, &member, err);
    source_close(source);
    if (fine && im->report->files.count == before)
        fine = error_set(err, ERROR_INPUT, "%s: there is no address book, calendar or LinkedIn archive in it",
                         path);
    return fine;
}
