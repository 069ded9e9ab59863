// SPDX-License-Identifier: MIT
// Several drafts one after the other: who was written to together is reviewed one by one, each with a text of
// its own, until the last is done.
#include "draft.h"

void batch_begin(Tui *tui, const int64_t *drafts, size_t count)
{
    tui->batch.count = 0;
    for (size_t i = 0; count > 1 && i < count; i++)
        vec_push(&tui->batch, drafts[i]);
}

static size_t find(const Tui *tui, int64_t draft)
{
    for (size_t i = 0; i < tui->batch.count; i++)
        if (tui->batch.items[i] == draft)
            return i;
    return tui->batch.count;
}

bool batch_place(const Tui *tui, int64_t draft, size_t *place, size_t *count)
{
    *place = find(tui, draft) + 1;
    *count = tui->batch.count;
    return *place <= *count;
}

static bool is_open(Tui *tui, int64_t id)
{
    Draft draft = {0};
    bool open = !mailing_runs(tui, id) && store_draft_get(tui_app(tui)->store, id, &draft, NULL) &&
                draft.state == DRAFT_OPEN;
    draft_clear(&draft);
    return open;
}

int64_t batch_step(Tui *tui, int64_t draft, int step)
{
    const size_t count = tui->batch.count, here = find(tui, draft);
    if (here == count)
        return 0;
    // Below the first it wraps to a number beyond the last.
    for (size_t at = here + (size_t)step; at < count; at += (size_t)step)
        if (is_open(tui, tui->batch.items[at]))
            return tui->batch.items[at];
    return 0;
}
