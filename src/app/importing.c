// SPDX-License-Identifier: MIT
// An import: all files are read into a stage first, then written in one transaction that carries the import's
// id. A dry run does the same and takes it back, so that its summary cannot differ. Stopping leaves nothing.
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "import_internal.h"
#include "rapport/base/mem.h"
#include "rapport/formats/csv_map.h"
#include "rapport/formats/formats.h"
#include "rapport/formats/source.h"
#include "rapport/store/imports.h"
#include "rapport/store/settings.h"

enum {
    MAX_WARNINGS = 200,
    MAX_REJECTS = 1000,
    ROWS_BETWEEN_LOOKS = 64, // at the clock
    MAX_MAPS = 64,
};

Fate import_reject(Importing *im, const char *format, ...)
{
    Str reason = STR_INIT;
    va_list args;
    va_start(args, format);
    str_vappendf(&reason, format, args);
    va_end(args);
    free(im->reason);
    im->reason = str_take(&reason);
    return FATE_REJECTED;
}

void import_report_clear(ImportReport *report)
{
    for (size_t i = 0; i < report->files.count; i++) {
        free(report->files.items[i].path);
        free(report->files.items[i].format);
    }
    for (size_t i = 0; i < report->warnings.count; i++)
        free(report->warnings.items[i]);
    for (size_t i = 0; i < report->rejects.count; i++)
        free(report->rejects.items[i]);
    for (size_t i = 0; i < report->job_changes.count; i++) {
        free(report->job_changes.items[i].name);
        free(report->job_changes.items[i].from);
        free(report->job_changes.items[i].to);
    }
    for (size_t i = 0; i < report->plan_changes.count; i++) {
        free(report->plan_changes.items[i].name);
        free(report->plan_changes.items[i].text);
    }
    vec_clear(&report->plan_changes);
    vec_clear(&report->files);
    vec_clear(&report->warnings);
    vec_clear(&report->rejects);
    vec_clear(&report->job_changes);
    *report = (ImportReport){0};
}

// ---- progress

static bool tell_now(Importing *im, Error *err)
{
    int64_t now = clock_monotonic_ms();
    if (im->request->progress == NULL || now - im->told_ms < im->request->progress_ms)
        return true;
    im->told_ms = now;
    ImportProgress progress = {.what = im->what,
                               .rows = im->rows,
                               .bytes = im->bytes,
                               .total_bytes = im->total_bytes,
                               .rejected = im->rejected,
                               .elapsed_ms = now - im->started_ms,
                               .left_ms = -1};
    if (im->rows > 0 && im->rows_to_write >= im->rows)
        progress.left_ms = (im->rows_to_write - im->rows) * (now - im->writing_ms) / im->rows;
    return im->request->progress(im->request->self, &progress) ||
           error_set(err, ERROR_INTERRUPTED, "the import was stopped; nothing was changed");
}

bool import_tell_progress(Importing *im, Error *err)
{
    return ++im->looks % ROWS_BETWEEN_LOOKS != 0 || tell_now(im, err);
}

// ---- reading

static ImportFile *current_file(Importing *im)
{
    return &im->report->files.items[im->file];
}

static void warn(Importing *im, char *text) // takes text
{
    if (++im->warning_count > MAX_WARNINGS)
        free(text);
    else
        vec_push(&im->report->warnings, text);
}

static void reject(Importing *im, ImportFile *file, int line, const char *reason)
{
    file->rejected++;
    im->rejected++;
    if (im->report->rejects.count < MAX_REJECTS)
        vec_push(&im->report->rejects, line == 0 ? str_format("%s: %s", file->path, reason)
                                                 : str_format("%s line %d: %s", file->path, line, reason));
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
        reject(im, file, outcome->line, outcome->reason);
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
        if (!format_reader_feed(reader, buffer, length, err) || !tell_now(im, err) ||
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

static bool read_path(Importing *im, const char *path, Error *err)
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

// ---- writing

static const struct {
    StagedKind kind;
    TakeRecord take;
    const char *what;
} PASSES[] = {
    {STAGED_CONTACT, import_take_contact, "writing people"},
    {STAGED_ME, import_take_me, "writing your profile"},
    {STAGED_ROLE, import_take_role, "writing your profile"},
    {STAGED_INVITATION, import_take_invitation, "writing invitations"},
    {STAGED_MESSAGE, import_take_message, "writing messages"},
    {STAGED_NOTE, import_take_note, "writing notes"},
    {STAGED_FOLLOW, import_take_follow, "writing companies"},
    {STAGED_JOB, import_take_job, "writing jobs"},
};

typedef union AnyRecord {
    int line; // the first member of each
    ImportContact contact;
    ImportMessage message;
    ImportInvitation invitation;
    ImportMe me;
    ImportRole role;
    ImportFollow follow;
    ImportSavedJob job;
    ImportNote note;
} AnyRecord;

void import_count_row(Importing *im, int which, int line, Fate fate)
{
    ImportFile *file = &im->report->files.items[which];
    switch (fate) {
    case FATE_CREATED:
        file->created++;
        break;
    case FATE_UPDATED:
        file->updated++;
        break;
    case FATE_UNCHANGED:
        file->unchanged++;
        break;
    case FATE_HIDDEN:
        file->hidden++;
        break;
    case FATE_DUPLICATE:
        file->duplicates++;
        break;
    case FATE_REJECTED:
        reject(im, file, line, im->reason);
        break;
    }
    im->touched = im->touched || fate == FATE_CREATED || fate == FATE_UPDATED;
    free(im->reason);
    im->reason = NULL;
}

void import_count_event(Importing *im, int which, Fate fate)
{
    im->report->files.items[which].rows++;
    import_count_row(im, which, 0, fate);
}

static bool write_row(Importing *im, size_t pass, int file, const AnyRecord *record, Error *err)
{
    Fate fate = FATE_UNCHANGED;
    if (!PASSES[pass].take(im, record, &fate, err))
        return error_prefix(err, "%s line %d", im->report->files.items[file].path, record->line);
    import_count_row(im, file, record->line, fate);
    im->rows++;
    return import_tell_progress(im, err);
}

bool import_stage_lost(Error *err)
{
    return error_set(err, ERROR_IO, "what was prepared for the import cannot be read any more");
}

static bool write_kind(Importing *im, size_t pass, Error *err)
{
    AnyRecord record;
    int file;
    StagedKind kind = PASSES[pass].kind;
    im->what = PASSES[pass].what;
    if (!import_stage_rewind(&im->stage, kind, err))
        return false;
    while (import_stage_next(&im->stage, kind, &file, &record))
        if (!write_row(im, pass, file, &record, err))
            return false;
    return true;
}

// Those who are new first, then who may be somebody known, in the order of the file.
static bool write_matched(Importing *im, Error *err)
{
    im->what = PASSES[0].what;
    if (!import_write_new(im, err))
        return false;
    AnyRecord record;
    int file;
    im->what = PASSES[0].what;
    for (size_t i = 0; i < im->match.rest.count; i++)
        if (!import_stage_get(&im->stage, STAGED_CONTACT, im->match.rest.items[i], NULL, &file,
                              &record.contact)
                ? !import_stage_lost(err)
                : !write_row(im, 0, file, &record, err))
            return false;
    return true;
}

static bool keep_mappings(Importing *im, Error *err)
{
    store_journal_pause(im->app->store, false);
    for (size_t i = 0; i < im->mappings.count; i++)
        if (!store_column_map_set(im->app->store, im->mappings.items[i].fingerprint,
                                  im->mappings.items[i].mapping, err))
            return false;
    return true;
}

static void know_me(Importing *im)
{
    im->me = store_me(im->app->store);
    if (im->me == 0 || im->owner.invited)
        return;
    Contact me;
    contact_init(&me);
    if (store_contact_get(im->app->store, im->me, true, &me, NULL)) {
        free(im->owner.name);
        im->owner.name = mem_strdup(me.name);
        for (size_t i = 0; i < me.reaches.count && im->owner.slug == NULL; i++) {
            char *fold = store_reach_fold(me.reaches.items[i].kind, me.reaches.items[i].value);
            if (me.reaches.items[i].kind == REACH_LINK && str_starts(fold, "in/"))
                im->owner.slug = mem_strdup(fold + 3);
            free(fold);
        }
    }
    contact_clear(&me);
}

static bool start_import(Importing *im, Error *err)
{
    char *paths = import_paths(im), *formats = import_formats(im);
    bool fine = store_bulk(im->app->store, err) &&
                store_import_insert(im->app->store, paths, formats, &im->report->id, err);
    store_journal_import(im->app->store, im->report->id);
    free(paths);
    free(formats);
    return fine;
}

static bool finish_import(Importing *im, Error *err)
{
    char *summary = import_summary(im);
    store_journal_pause(im->app->store, true);
    bool fine = store_import_finish(im->app->store, im->report->id, im->created, im->updated, summary, err);
    free(summary);
    return fine;
}

static bool write_all(Importing *im, Error *err)
{
    im->rows = 0;
    im->rows_to_write = (int64_t)im->events.count;
    im->writing_ms = clock_monotonic_ms();
    for (int i = 0; i < STAGED_KINDS; i++)
        im->rows_to_write += im->stage.counts[i];
    if (im->match.done)
        im->rows_to_write +=
            (int64_t)(im->match.fresh.count + im->match.rest.count) - im->stage.counts[STAGED_CONTACT];
    im->talks = im->stage.counts[STAGED_MESSAGE] + im->stage.counts[STAGED_INVITATION] +
                    im->stage.counts[STAGED_NOTE] >
                0;
    bool archive =
        im->stage.counts[STAGED_MESSAGE] + im->stage.counts[STAGED_INVITATION] + im->stage.counts[STAGED_ME] >
        0;
    bool fine = start_import(im, err) && (!archive || import_make_me(im, err));
    for (size_t i = 0; fine && i < sizeof PASSES / sizeof *PASSES; i++)
        fine = i == 0 && im->match.done ? write_matched(im, err) : write_kind(im, i, err);
    return fine && import_write_events(im, err) && import_reconcile(im, err) && keep_mappings(im, err);
}

// Long statements are stopped in their midst.
static bool go_on(void *self, size_t count, size_t total)
{
    (void)count, (void)total;
    return tell_now(self, NULL);
}

static bool write_import(Importing *im, Error *err)
{
    Store *store = im->app->store;
    char *what = import_describe(im);
    bool fine = store_begin(store, what, err);
    free(what);
    if (!fine)
        return false;
    im->me = store_me(store);
    fine = import_match_again(im, err) && write_all(im, err);
    bool keep =
        fine && !im->request->dry_run && (im->touched || im->source_updates > 0 || im->mappings.count > 0);
    if (keep)
        fine = finish_import(im, err) && store_commit(store, err);
    if (!keep || !fine) {
        store_rollback(store);
        im->report->id = 0;
    }
    return fine;
}

static void clear(Importing *im)
{
    import_stage_clear(&im->stage);
    import_events_clear(&im->events);
    import_match_clear(im);
    known_clear(&im->known);
    import_profiles_clear(&im->profiles);
    import_owner_clear(&im->owner);
    for (size_t i = 0; i < im->mappings.count; i++) {
        free(im->mappings.items[i].fingerprint);
        free(im->mappings.items[i].mapping);
    }
    vec_clear(&im->mappings);
    vec_clear(&im->conversed);
    free(im->reason);
}

static bool run(Importing *im, Error *err)
{
    const ImportRequest *request = im->request;
    bool fine = request->path_count > 0 || error_set(err, ERROR_USAGE, "say which file to import");
    for (size_t i = 0; fine && i < request->path_count; i++)
        fine = read_path(im, request->paths[i], err);
    if (!fine)
        return false;
    know_me(im);
    im->report->me_known = import_owner_decide(&im->owner);
    store_watch(im->app->store, go_on, im);
    fine = import_match(im, err) && write_import(im, err);
    store_watch(im->app->store, NULL, NULL);
    return fine;
}

// *outdated: somebody wrote while known rows were passed over unread; nothing is written then.
static bool import_once(App *app, const ImportRequest *request, bool reads_all, bool *outdated,
                        ImportReport *report, Error *err)
{
    Importing im = {.app = app,
                    .request = request,
                    .report = report,
                    .rereads = reads_all,
                    .stage = {.near = request->dry_run ? ":memory:" : store_path(app->store)},
                    .what = "reading",
                    .started_ms = clock_monotonic_ms()};
    bool fine = run(&im, err);
    *outdated = im.outdated;
    if (im.warning_count > MAX_WARNINGS)
        vec_push(&report->warnings, str_format("and %lld more", (long long)im.warning_count - MAX_WARNINGS));
    clear(&im);
    return fine;
}

static bool import_into(App *app, const ImportRequest *request, ImportReport *report, Error *err)
{
    bool alone = request->path_count == 1 && request->format == NULL, outdated;
    if (alone && import_is_jsonl(request->paths[0]))
        return import_jsonl(app, request, report, err);
    if (import_once(app, request, false, &outdated, report, err))
        return true;
    if (!outdated)
        return false;
    import_report_clear(report);
    error_clear(err);
    return import_once(app, request, true, &outdated, report, err);
}

// On a copy, so that nobody waits for what is not going to happen.
static bool try_import(App *app, const ImportRequest *request, ImportReport *report, Error *err)
{
    App copy = *app;
    if (!store_open_scratch(app->store, &copy.store, err))
        return false;
    bool fine = import_into(&copy, request, report, err);
    store_close(copy.store);
    return fine;
}

bool app_import(App *app, const ImportRequest *request, ImportReport *report, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    error_clear(err);
    *report = (ImportReport){0};
    bool fine =
        request->dry_run ? try_import(app, request, report, err) : import_into(app, request, report, err);
    if (!fine)
        import_report_clear(report);
    return fine;
}
