// SPDX-License-Identifier: MIT
// Removing people for good as a job: it takes seconds in a large file. Then the copies of the database that
// still hold them are named, with the key that deletes them: a second job, for they may be large.
#include <stdlib.h>

#include "frame.h"
#include "job.h"
#include "rapport/app/purge.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

typedef struct Purge {
    VEC(int64_t) contacts;
    PurgeReport report;
} Purge;

static void purge_free(void *self)
{
    Purge *purge = self;
    purge_report_clear(&purge->report);
    vec_clear(&purge->contacts);
    free(purge);
}

static bool purge_work(App *app, void *self, Error *err)
{
    Purge *purge = self;
    return app_purge(app, purge->contacts.items, purge->contacts.count, &purge->report, err);
}

// ---- the copies

typedef struct Copies {
    PurgeReport report;
    size_t deleted;
} Copies;

static void copies_free(void *self)
{
    Copies *copies = self;
    purge_report_clear(&copies->report);
    free(copies);
}

static bool copies_work(App *app, void *self, Error *err)
{
    Copies *copies = self;
    (void)app;
    return app_purge_copies(&copies->report, &copies->deleted, err);
}

static void copies_end(Tui *tui, void *self, bool fine, const Error *err)
{
    const Copies *copies = self;
    if (!fine)
        tui_error(tui, err);
    else
        tui_toast(tui, false, copies->deleted == 1 ? "The copy is deleted" : "%zu copies are deleted",
                  copies->deleted);
}

static void delete_copies(Tui *tui, size_t index, void *self)
{
    static const JobKind KIND = {.title = "Deleting the copies",
                                 .work = copies_work,
                                 .free = copies_free,
                                 .end = copies_end,
                                 .busy = "one file after the other"};
    Copies *copies = mem_alloc(sizeof *copies), *named = self;
    (void)index;
    copies->report = named->report; // taken over
    named->report = (PurgeReport){0};
    job_open(tui, &KIND, copies, true);
}

// ---- the end

static void purge_end(Tui *tui, void *self, bool fine, const Error *err)
{
    static const Choice DELETE = {"y", "deletes these copies", NULL};
    PurgeReport *report = &((Purge *)self)->report;
    if (!fine) {
        char *text = str_format("%s\n \nNothing was removed.", err->message);
        tui_read(tui, "Not removed", text);
        free(text);
        return;
    }
    Str text = STR_INIT;
    str_append(&text, report->complete ? "Nothing of them is left in the database." : report->left.message);
    if (report->copies.count > 0)
        str_append(&text, "\n \nThese copies from before still hold them:\n");
    for (size_t i = 0; i < report->copies.count; i++)
        str_appendf(&text, "%s\n", report->copies.items[i].path);
    if (report->copies.count > 0) {
        Copies *copies = mem_alloc(sizeof *copies);
        copies->report = *report; // taken over
        *report = (PurgeReport){0};
        report_open(tui, "Removed for good", str_get(&text), &DELETE, delete_copies, copies, copies_free);
    } else {
        tui_read(tui, "Removed for good", str_get(&text));
    }
    str_clear(&text);
}

void purge_open(Tui *tui, const int64_t *contacts, size_t count)
{
    static const JobKind KIND = {.title = "Removing for good",
                                 .work = purge_work,
                                 .free = purge_free,
                                 .end = purge_end,
                                 .busy = "the file is written anew; it takes a moment"};
    Purge *purge = mem_alloc(sizeof *purge);
    for (size_t i = 0; i < count; i++)
        vec_push(&purge->contacts, contacts[i]);
    job_open(tui, &KIND, purge, true);
}
