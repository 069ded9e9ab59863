// SPDX-License-Identifier: MIT
// An import: all files are read into a stage first, then written in one transaction that carries the import's
// id. A dry run does the same and takes it back, so that its summary cannot differ. Stopping leaves nothing.
#include <stdlib.h>
#include <string.h>

#include "import_internal.h"
#include "rapport/base/mem.h"
#include "rapport/store/imports.h"

enum { ROWS_BETWEEN_LOOKS = 64 }; // at the clock

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

bool import_tell_now(Importing *im, Error *err)
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
    return ++im->looks % ROWS_BETWEEN_LOOKS != 0 || import_tell_now(im, err);
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

// Long statements are stopped in their midst.
static bool go_on(void *self, size_t count, size_t total)
{
    (void)count, (void)total;
    return import_tell_now(self, NULL);
}

static bool run(Importing *im, Error *err)
{
    const ImportRequest *request = im->request;
    bool fine = request->path_count > 0 || error_set(err, ERROR_USAGE, "say which file to import");
    for (size_t i = 0; fine && i < request->path_count; i++)
        fine = import_read_path(im, request->paths[i], err);
    if (!fine)
        return false;
    know_me(im);
    im->report->me_known = import_owner_decide(&im->owner);
    store_watch(im->app->store, go_on, im);
    fine = import_match(im, err) && import_write(im, err);
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
    if (im.warning_count > IMPORT_WARNINGS)
        vec_push(&report->warnings,
                 str_format("and %lld more", (long long)im.warning_count - IMPORT_WARNINGS));
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
