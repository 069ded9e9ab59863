// SPDX-License-Identifier: MIT
// Follow-ups by a person: add, tick off, drop, move. Moving a rule's row pins it; ticking off a repeating one
// makes the next.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/outreach.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/repeat.h"
#include "rapport/store/bulk.h"
#include "rapport/store/contacts.h"
#include "rapport/store/followups.h"

enum { MANY = 2000 }; // are published as a whole and not one by one

// Starts the step "VERB: TEXT" or "VERB N follow-ups".
static bool begin(App *app, const char *verb, int64_t first, size_t count, Error *err)
{
    Followup row;
    followup_init(&row);
    bool fine = count > 0 || error_set(err, ERROR_INPUT, "no follow-up is chosen");
    fine = fine && store_followup_get(app->store, first, &row, err) && store_begin(app->store, verb, err);
    if (fine) {
        char *what = count > 1 ? str_format("%s %zu follow-ups", verb, count)
                               : str_format("%s \"%s\"", verb, row.text);
        store_describe(app->store, what, row.contact);
        free(what);
    }
    followup_clear(&row);
    return fine;
}

static bool finish(App *app, bool fine, StepResult *result, Error *err)
{
    if (fine && store_commit(app->store, err))
        return true;
    store_rollback(app->store);
    step_result_clear(result);
    return false;
}

static bool parse_repeat(App *app, const char *text, int32_t day, char **stored, Error *err)
{
    *stored = NULL;
    if (str_blank(text))
        return true;
    Repeat repeat;
    DateContext context = app_date_context(app, false);
    if (!repeat_parse(text, &context, &repeat, err))
        return false;
    repeat_anchor(&repeat, day);
    Str out = STR_INIT;
    repeat_format(&repeat, &out);
    *stored = str_take(&out);
    return true;
}

static bool add_row(App *app, Followup *row, int64_t contact, AdviceList *advice, Error *err)
{
    row->uid = (Id){{0}}; // a new one for each
    row->contact = contact;
    return store_followup_insert(app->store, row, err) &&
           (contact == 0 || app_engage(app, contact, true, advice, err));
}

static bool add_rows(App *app, Followup *row, const int64_t *contacts, size_t count, StepResult *result,
                     Error *err)
{
    bool fine = count <= MANY || store_bulk(app->store, err);
    app_watch(app, true);
    for (size_t i = 0; fine && i < count; i++) {
        fine = add_row(app, row, contacts[i], i == 0 ? &result->advice : NULL, err) &&
               app_pace(app, i + 1, count, err);
        result->id = i == 0 ? row->id : result->id;
    }
    app_watch(app, false);
    return fine;
}

bool app_followups_add(App *app, const int64_t *contacts, size_t count, const FollowupRequest *request,
                       StepResult *result, Error *err)
{
    *result = (StepResult){0};
    if (count == 0)
        return error_set(err, ERROR_INPUT, "nobody is chosen");
    if (str_blank(request->text))
        return error_set(err, ERROR_INPUT, "a follow-up needs a few words on what to do");
    Followup row;
    followup_init(&row);
    row.organisation = request->organisation;
    row.day = request->day;
    row.minute = request->minute;
    row.origin = request->origin == ORIGIN_NONE ? ORIGIN_HAND : request->origin;
    row.text = mem_strdup(request->text);
    // Their promise is asked about gently, some days after the day they named.
    if (row.origin == ORIGIN_THEIR_PROMISE) {
        row.earliest = request->day;
        row.day = calendar_roll(&app->calendar, request->day + app->timing.their_promise_grace);
    }
    char *what = count > 1 ? str_format("follow up \"%s\" with %zu contacts", request->text, count)
                           : str_format("follow up \"%s\"", request->text);
    bool fine = parse_repeat(app, request->repeat, request->day, &row.repeat, err) &&
                store_begin(app->store, what, err);
    if (fine) {
        store_describe(app->store, what, contacts[0]);
        fine = finish(app, add_rows(app, &row, contacts, count, result, err), result, err);
    }
    char day[DATE_TEXT_SIZE];
    if (fine)
        snprintf(result->summary, sizeof result->summary, "Follow-up set: %s.",
                 date_preview(row.day, row.minute, app_today(app), day));
    free(what);
    followup_clear(&row);
    return fine;
}

bool app_followup_add(App *app, const FollowupRequest *request, StepResult *result, Error *err)
{
    return app_followups_add(app, &request->contact, 1, request, result, err);
}

// The next of a repeat, after this one was closed.
static bool repeat_on(App *app, const Followup *row, Error *err)
{
    if (row->repeat == NULL)
        return true;
    Repeat repeat;
    DateContext context = app_date_context(app, false);
    if (!repeat_parse(row->repeat, &context, &repeat, err))
        return false;
    int32_t next = repeat_next(&repeat, &app->calendar, row->day, app_today(app));
    if (next == CIVIL_NONE)
        return true;
    Followup following;
    followup_init(&following);
    following.contact = row->contact;
    following.organisation = row->organisation;
    following.day = next;
    following.minute = row->minute;
    following.text = mem_strdup(row->text);
    following.origin = row->origin;
    following.repeat = mem_strdup(row->repeat);
    bool fine = store_followup_insert(app->store, &following, err);
    followup_clear(&following);
    return fine;
}

typedef bool (*RowChange)(App *app, Followup *row, const void *how, Error *err);

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

// Each of them once; the advice is that about the first.
static bool reconcile_each(App *app, ContactIds *people, size_t rows, AdviceList *advice, Error *err)
{
    int64_t first = people->count > 0 ? people->items[0] : 0;
    bool fine = first == 0 || app_reconcile(app, first, true, advice, err);
    if (people->count > 1)
        qsort(people->items, people->count, sizeof *people->items, by_value);
    for (size_t i = 0; fine && i < people->count; i++) {
        bool seen = people->items[i] == first || (i > 0 && people->items[i] == people->items[i - 1]);
        fine = (seen || app_reconcile(app, people->items[i], true, NULL, err)) &&
               app_pace(app, rows + i + 1, rows + people->count, err);
    }
    return fine;
}

// All rows change before the rules speak: what they close must not be in the way of another row.
static bool change_rows(App *app, const int64_t *ids, size_t count, RowChange change, const void *how,
                        StepResult *result, Error *err)
{
    ContactIds people = {0};
    bool fine = count <= MANY || store_bulk(app->store, err);
    app_watch(app, true);
    for (size_t i = 0; fine && i < count; i++) {
        Followup row;
        followup_init(&row);
        fine = store_followup_get(app->store, ids[i], &row, err) && change(app, &row, how, err) &&
               store_followup_update(app->store, &row, err) && app_pace(app, i + 1, 2 * count, err);
        if (row.contact != 0)
            vec_push(&people, row.contact);
        followup_clear(&row);
    }
    fine = fine && reconcile_each(app, &people, count, &result->advice, err);
    app_watch(app, false);
    vec_clear(&people);
    return fine;
}

static bool close_row(App *app, Followup *row, const void *how, Error *err)
{
    const FollowupState *state = how;
    if (row->state != FOLLOWUP_OPEN)
        return error_set(err, ERROR_INPUT, "\"%s\" is closed already", row->text);
    Moment now = store_now(app->store);
    row->state = *state;
    row->closed_utc = now.utc;
    row->closed_day = moment_day(now);
    return *state != FOLLOWUP_DONE || repeat_on(app, row, err);
}

static bool close_rows(App *app, const char *verb, FollowupState state, const int64_t *ids, size_t count,
                       StepResult *result, Error *err)
{
    *result = (StepResult){0};
    if (!begin(app, verb, count > 0 ? ids[0] : 0, count, err))
        return false;
    if (!finish(app, change_rows(app, ids, count, close_row, &state, result, err), result, err))
        return false;
    const char *done = state == FOLLOWUP_DONE ? "Done" : "Dropped";
    if (count > 1)
        snprintf(result->summary, sizeof result->summary, "%s: %zu follow-ups.", done, count);
    else
        snprintf(result->summary, sizeof result->summary, "%s.", done);
    return true;
}

bool app_followups_done(App *app, const int64_t *ids, size_t count, StepResult *result, Error *err)
{
    return close_rows(app, "tick off", FOLLOWUP_DONE, ids, count, result, err);
}

bool app_followups_drop(App *app, const int64_t *ids, size_t count, StepResult *result, Error *err)
{
    return close_rows(app, "drop", FOLLOWUP_DROPPED, ids, count, result, err);
}

typedef struct Move {
    int32_t day; // CIVIL_NONE: by shift
    int minute;  // -1 keeps
    int shift;
} Move;

static bool move_row(App *app, Followup *row, const void *how, Error *err)
{
    (void)app;
    const Move *move = how;
    if (row->state != FOLLOWUP_OPEN)
        return error_set(err, ERROR_INPUT, "\"%s\" is closed already", row->text);
    row->day = move->day == CIVIL_NONE ? row->day + move->shift : move->day;
    row->minute = move->minute >= 0 ? move->minute : row->minute;
    row->pinned = row->pinned || row->origin == ORIGIN_RULE;
    row->snoozes++;
    return true;
}

static bool move_rows(App *app, const Move *move, const int64_t *ids, size_t count, StepResult *result,
                      Error *err)
{
    *result = (StepResult){0};
    if (!begin(app, "move", count > 0 ? ids[0] : 0, count, err) ||
        !finish(app, change_rows(app, ids, count, move_row, move, result, err), result, err))
        return false;
    Followup row;
    followup_init(&row);
    char day[DATE_TEXT_SIZE];
    if (store_followup_get(app->store, ids[0], &row, err))
        snprintf(result->summary, sizeof result->summary, "Moved%s to %s.", count > 1 ? " all" : "",
                 date_preview(row.day, row.minute, app_today(app), day));
    followup_clear(&row);
    return true;
}

bool app_followups_move(App *app, const int64_t *ids, size_t count, int32_t day, int minute,
                        StepResult *result, Error *err)
{
    Move move = {.day = day, .minute = minute};
    return move_rows(app, &move, ids, count, result, err);
}

bool app_followups_shift(App *app, const int64_t *ids, size_t count, int days, StepResult *result, Error *err)
{
    Move move = {.day = CIVIL_NONE, .minute = -1, .shift = days};
    return move_rows(app, &move, ids, count, result, err);
}

typedef struct Edit {
    const char *text;   // NULL keeps
    const char *repeat; // NULL keeps, "" ends
} Edit;

static bool edit_row(App *app, Followup *row, const void *how, Error *err)
{
    const Edit *edit = how;
    if (edit->text != NULL) {
        if (str_blank(edit->text))
            return error_set(err, ERROR_INPUT, "a follow-up needs a few words on what to do");
        free(row->text);
        row->text = mem_strdup(edit->text);
        row->pinned = row->pinned || row->origin == ORIGIN_RULE;
    }
    if (edit->repeat == NULL)
        return true;
    free(row->repeat);
    return parse_repeat(app, edit->repeat, row->day, &row->repeat, err);
}

bool app_followups_edit(App *app, const int64_t *ids, size_t count, const char *text, const char *repeat,
                        StepResult *result, Error *err)
{
    *result = (StepResult){0};
    Edit edit = {text, repeat};
    if (!begin(app, "edit", count > 0 ? ids[0] : 0, count, err) ||
        !finish(app, change_rows(app, ids, count, edit_row, &edit, result, err), result, err))
        return false;
    if (count > 1)
        snprintf(result->summary, sizeof result->summary, "Changed: %zu follow-ups.", count);
    else
        snprintf(result->summary, sizeof result->summary, "Changed.");
    return true;
}
