// SPDX-License-Identifier: MIT
// The weekly review, gathered from what Today shows and from what Today is too short for: openings that
// close, drafts left lying, targets where one knows nobody.
#include "rapport/app/review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/views.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"
#include "rapport/store/settings.h"
#include "rapport/store/targets.h"

enum { ROWS_MOST = 100 };

static const char STATE_NAME[] = "review";

static const struct {
    const char *name, *title;
} KINDS[REVIEW_KINDS] = {
    [REVIEW_OWED] = {"owed", "They wait for your answer"},
    [REVIEW_THANK] = {"thank", "Met, not thanked yet"},
    [REVIEW_LATE] = {"late", "Late"},
    [REVIEW_WAITING] = {"waiting", "No answer yet"},
    [REVIEW_OPENING] = {"opening", "Closing soon"},
    [REVIEW_DRAFT] = {"draft", "Drafts left lying"},
    [REVIEW_FADING] = {"fading", "Fading"},
    [REVIEW_TARGET] = {"target", "Targets where you know nobody"},
};

const char *review_kind_name(ReviewKind kind)
{
    return KINDS[kind].name;
}

const char *review_kind_title(ReviewKind kind)
{
    return KINDS[kind].title;
}

void review_clear(ReviewItems *items)
{
    for (size_t i = 0; i < items->count; i++) {
        free(items->items[i].name);
        free(items->items[i].text);
        free(items->items[i].reason);
    }
    vec_clear(items);
}

// ---- gathering

static bool has_contact(const ReviewItems *items, int64_t contact)
{
    for (size_t i = 0; i < items->count; i++)
        if (contact != 0 && items->items[i].contact == contact)
            return true;
    return false;
}

static void add_late(const FollowupList *list, bool thanks, ReviewItems *items)
{
    for (size_t i = 0; i < list->count; i++) {
        const Followup *row = &list->items[i];
        bool thank = row->origin == ORIGIN_RULE && str_equal(row->rule, "thank");
        bool own = row->origin != ORIGIN_RULE; // what a person wrote down is never swallowed
        if (thank != thanks || row->id == 0 || (!own && has_contact(items, row->contact)))
            continue;
        ReviewItem *item = vec_add(items);
        *item = (ReviewItem){
            .kind = thanks ? REVIEW_THANK : REVIEW_LATE,
            .id = row->id,
            .contact = row->contact,
            .organisation = row->organisation,
            .uid = row->uid,
            .name = mem_strdup(row->contact_name != NULL ? row->contact_name : row->organisation_name),
            .text = mem_strdup(row->text),
            .reason = mem_strdup(row->reason),
            .day = row->day};
    }
}

static void add_people(App *app, const WaitRows *rows, ReviewKind kind, const char *what, ReviewItems *items)
{
    for (size_t i = 0; i < rows->count; i++) {
        const WaitRow *row = &rows->items[i];
        bool early = row->polite_from != CIVIL_NONE && row->polite_from > app_today(app);
        if (has_contact(items, row->contact) || (kind == REVIEW_WAITING && early))
            continue;
        ReviewItem *item = vec_add(items);
        *item = (ReviewItem){.kind = kind,
                             .id = row->contact,
                             .contact = row->contact,
                             .uid = row->uid,
                             .name = mem_strdup(row->name),
                             .text = mem_strdup(what),
                             .reason = mem_strdup(row->last_text),
                             .day = row->since};
    }
}

static void add_drafts(App *app, const Drafts *drafts, ReviewItems *items)
{
    int64_t before = store_now(app->store).utc - (int64_t)app->timing.review_drafts * 86400;
    for (size_t i = 0; i < drafts->count; i++) {
        const Draft *draft = &drafts->items[i];
        int64_t touched = draft->saved_utc > draft->created_utc ? draft->saved_utc : draft->created_utc;
        if (touched > before || draft->planned_day > app_today(app))
            continue;
        ReviewItem *item = vec_add(items);
        *item = (ReviewItem){.kind = REVIEW_DRAFT,
                             .id = draft->id,
                             .contact = draft->recipients.count > 0 ? draft->recipients.items[0] : 0,
                             .uid = draft->uid,
                             .name = mem_strdup(draft->recipient_names),
                             .text = str_format("finish or discard: %s",
                                                str_blank(draft->subject) ? "no subject" : draft->subject),
                             .day = (int32_t)(touched / 86400)};
    }
}

static bool add_openings(App *app, ReviewItems *items, Error *err)
{
    OpeningRows rows = {0};
    int32_t today = app_today(app);
    bool fine = store_openings(app->store, 0, today + app->timing.review_closing, ROWS_MOST, &rows, err);
    for (size_t i = 0; fine && i < rows.count; i++) {
        const OpeningRow *row = &rows.items[i];
        if (row->closes < today || row->applied != CIVIL_NONE)
            continue;
        ReviewItem *item = vec_add(items);
        *item = (ReviewItem){.kind = REVIEW_OPENING,
                             .id = row->id,
                             .organisation = row->organisation,
                             .uid = row->organisation_uid,
                             .name = mem_strdup(row->organisation_name),
                             .text = mem_strdup(row->title),
                             .reason = mem_strdup(row->link),
                             .day = row->closes};
    }
    store_openings_clear(&rows);
    return fine;
}

static bool add_targets(App *app, ReviewItems *items, Error *err)
{
    TargetRows rows = {0};
    bool fine = store_targets(app->store, true, ROWS_MOST, &rows, err);
    for (size_t i = 0; fine && i < rows.count; i++) {
        ReviewItem *item = vec_add(items);
        *item = (ReviewItem){.kind = REVIEW_TARGET,
                             .id = rows.items[i].organisation,
                             .organisation = rows.items[i].organisation,
                             .uid = rows.items[i].uid,
                             .name = mem_strdup(rows.items[i].name),
                             .text = mem_strdup("find somebody there, or a way in"),
                             .day = CIVIL_NONE};
    }
    store_targets_clear(&rows);
    return fine;
}

bool review_load(App *app, ReviewItems *items, Error *err)
{
    TodayView view;
    if (!today_load(app, false, &view, err))
        return false;
    add_people(app, &view.owe, REVIEW_OWED, "answer, or settle it", items);
    add_late(&view.late, true, items);
    add_late(&view.late, false, items);
    add_people(app, &view.waiting, REVIEW_WAITING, "nudge kindly, write elsewhere, or let rest", items);
    bool fine = add_openings(app, items, err);
    add_drafts(app, &view.drafts, items);
    add_people(app, &view.fading, REVIEW_FADING, "say hello, or change the rhythm", items);
    fine = fine && add_targets(app, items, err);
    today_clear(&view);
    if (!fine)
        review_clear(items);
    return fine;
}

// ---- the pass: "DAY AT" and then a stop a line, "KIND ID"

void review_pass_clear(ReviewPass *pass)
{
    vec_clear(&pass->stops);
}

static bool read_stop(const char *line, ReviewPass *pass)
{
    char name[16];
    long long id;
    if (sscanf(line, "%15s %lld", name, &id) != 2)
        return false;
    for (int kind = 0; kind < REVIEW_KINDS; kind++)
        if (strcmp(name, KINDS[kind].name) == 0)
            vec_push(&pass->stops, ((ReviewStop){(ReviewKind)kind, id}));
    return true;
}

static bool resume(App *app, ReviewPass *pass)
{
    char *kept = store_state(app->store, STATE_NAME), *rest = kept;
    int begun;
    size_t at;
    char *head = rest != NULL ? strsep(&rest, "\n") : NULL;
    bool fine = head != NULL && sscanf(head, "%d %zu", &begun, &at) == 2 &&
                app_today(app) - begun < REVIEW_PASS_DAYS && begun <= app_today(app);
    for (char *line; fine && rest != NULL && (line = strsep(&rest, "\n")) != NULL && *line != '\0';)
        fine = read_stop(line, pass);
    free(kept);
    if (!fine || at > pass->stops.count) {
        vec_clear(&pass->stops);
        return false;
    }
    pass->begun = begun;
    pass->at = at;
    return true;
}

void review_pass_open(App *app, const ReviewItems *items, ReviewPass *pass)
{
    *pass = (ReviewPass){0};
    if (resume(app, pass) && review_pass_item(pass, items) != NULL)
        return;
    vec_clear(&pass->stops);
    pass->begun = app_today(app);
    pass->at = 0;
    for (size_t i = 0; i < items->count; i++)
        vec_push(&pass->stops, ((ReviewStop){items->items[i].kind, items->items[i].id}));
}

bool review_pass_save(App *app, const ReviewPass *pass, Error *err)
{
    Str text = STR_INIT;
    bool over = pass->at >= pass->stops.count;
    str_appendf(&text, "%d %zu\n", (int)pass->begun, pass->at);
    for (size_t i = 0; i < pass->stops.count; i++)
        str_appendf(&text, "%s %lld\n", KINDS[pass->stops.items[i].kind].name,
                    (long long)pass->stops.items[i].id);
    char *now = store_state(app->store, STATE_NAME);
    bool same = over ? now == NULL : str_equal(now, str_get(&text));
    bool fine = same || (store_begin_unjournaled(app->store, err) &&
                         store_state_set(app->store, STATE_NAME, over ? NULL : str_get(&text), err) &&
                         store_commit(app->store, err));
    if (!fine)
        store_rollback(app->store);
    free(now);
    str_clear(&text);
    return fine;
}

static const ReviewItem *item_of(const ReviewStop *stop, const ReviewItems *items)
{
    for (size_t i = 0; i < items->count; i++)
        if (items->items[i].kind == stop->kind && items->items[i].id == stop->id)
            return &items->items[i];
    return NULL;
}

const ReviewItem *review_pass_item(ReviewPass *pass, const ReviewItems *items)
{
    for (; pass->at < pass->stops.count; pass->at++) {
        const ReviewItem *item = item_of(&pass->stops.items[pass->at], items);
        if (item != NULL)
            return item;
    }
    return NULL;
}

bool review_pass_back(ReviewPass *pass, const ReviewItems *items)
{
    for (size_t at = pass->at; at-- > 0;)
        if (item_of(&pass->stops.items[at], items) != NULL) {
            pass->at = at;
            return true;
        }
    return false;
}

bool review_pass_on(ReviewPass *pass)
{
    if (pass->at >= pass->stops.count)
        return false;
    pass->at++;
    return true;
}
