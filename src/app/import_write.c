// SPDX-License-Identifier: MIT
// Writing of an import: the stage goes into the database kind by kind, in one transaction that carries the
// import's id, and what became of each row is counted.
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "import_internal.h"
#include "rapport/base/mem.h"
#include "rapport/store/imports.h"
#include "rapport/store/settings.h"

enum { MAX_REJECTS = 1000 };

// ---- what becomes of a row

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

Fate import_reject_all(Importing *im, const char *reason)
{
    im->for_all = true;
    return import_reject(im, "%s", reason);
}

void import_refuse(Importing *im, ImportFile *file, int line, const char *reason)
{
    file->rejected++;
    im->rejected++;
    if (reason != NULL && im->report->rejects.count < MAX_REJECTS)
        vec_push(&im->report->rejects, line == 0 ? str_format("%s: %s", file->path, reason)
                                                 : str_format("%s line %d: %s", file->path, line, reason));
}

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

static void refuse_row(Importing *im, int which, int line)
{
    bool told = im->for_all && im->told_for_all == which + 1;
    import_refuse(im, &im->report->files.items[which], im->for_all ? 0 : line, told ? NULL : im->reason);
    im->told_for_all = im->for_all ? which + 1 : im->told_for_all;
    im->for_all = false;
}

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
        refuse_row(im, which, line);
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

bool import_write(Importing *im, Error *err)
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
