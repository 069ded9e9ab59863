// SPDX-License-Identifier: MIT
// What is done with the open draft behind the screen, so that no key waits for it: a thread of its own, made
// when first needed, that does one thing at a time. It works on what it was given and touches nothing else.
#include <stdlib.h>

#include "draft.h"
#include "worker.h"

static bool run(Store *store, const atomic_bool *stop, void *state)
{
    (void)stop;
    DraftWork *work = state;
    work->run(work, store, true);
    return true;
}

static void release(void *state)
{
    DraftWork *work = state;
    work->free(work);
}

static void end(Tui *tui, OpenDraft *open, DraftWork *work)
{
    work->end(work, tui, open);
    work->free(work);
}

void draft_begin(Tui *tui, OpenDraft *open, DraftWork *work)
{
    if (open->worker == NULL && !tui->options.inline_jobs)
        open->worker = worker_new(tui);
    if (open->worker == NULL) {
        work->run(work, tui_app(tui)->store, false);
        end(tui, open, work);
        return;
    }
    open->working = true;
    worker_ask(open->worker, &(Task){run, release, work, 0});
}

static void take(Tui *tui, OpenDraft *open, bool (*taken)(Worker *worker, Task *task))
{
    Task task;
    if (!open->working || !taken(open->worker, &task))
        return;
    open->working = false;
    end(tui, open, task.state);
}

void draft_take(Tui *tui, OpenDraft *open)
{
    take(tui, open, worker_take);
}

void drafts_take(Tui *tui)
{
    OpenDraft *open = draft_of(tui);
    if (open != NULL)
        draft_take(tui, open);
}

void draft_wait(Tui *tui, OpenDraft *open)
{
    take(tui, open, worker_wait);
}

void draft_work_stop(OpenDraft *open)
{
    worker_free(open->worker);
    open->worker = NULL;
    open->working = false;
}
