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

static char *repeat_text(const Repeat *repeat)
{
    Str out = STR_INIT;
    repeat_format(repeat, &out);
    return str_take(&out);
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
    *stored = repeat_text(&repeat);
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
static bool repeat_on(App *app, const Followup *row, int32_t *next, Error *err)
{
    *next = CIVIL_NONE;
    if (row->repeat == NULL)
        return true;
    Repeat repeat;
    DateContext context = app_date_context(app, false);
    if (!repeat_parse(row->repeat, &context, &repeat, err))
        return false;
    *next = repeat_next(&repeat, &app->calendar, row->day, app_today(app));
    if (*next == CIVIL_NONE)
        return true;
    repeat.times -= repeat.times > 0;
    repeat.from = CIVIL_NONE;
    Followup following;
    followup_init(&following);
    following.contact = row->contact;
    following.organisation = row->organisation;
    following.day = *next;
    following.minute = row->minute;
    following.text = mem_strdup(row->text);
    following.origin = row->origin;
    following.repeat = repeat_text(&repeat);
    bool fine = store_followup_insert(app->store, &following, err);
    followup_clear(&following);
    return fine;
}

typedef bool (*RowChange)(App *app, Followup *row, void *how, Error *err);

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
static bool change_rows(App *app, const int64_t *ids, size_t count, RowChange change, void *how,
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

typedef struct Closing {
    FollowupState state;
    bool series;  // a dropped one takes those that would follow with it
    int32_t next; // the day of the one that follows; CIVIL_NONE = none does
} Closing;

static bool close_row(App *app, Followup *row, void *how, Error *err)
{
    Closing *closing = how;
    if (row->state != FOLLOWUP_OPEN)
        return error_set(err, ERROR_INPUT, "\"%s\" is closed already", row->text);
    Moment now = store_now(app->store);
    row->state = closing->state;
    row->closed_utc = now.utc;
    row->closed_day = moment_day(now);
    return closing->series || repeat_on(app, row, &closing->next, err);
}

static bool close_rows(App *app, const char *verb, Closing *closing, const int64_t *ids, size_t count,
                       StepResult *result, Error *err)
{
    *result = (StepResult){0};
    if (!begin(app, verb, count > 0 ? ids[0] : 0, count, err) ||
        !finish(app, change_rows(app, ids, count, close_row, closing, result, err), result, err))
        return false;
    const char *done = closing->state == FOLLOWUP_DONE ? "Done" : closing->series ? "Dropped" : "Passed over";
    char day[DATE_TEXT_SIZE];
    if (count > 1)
        snprintf(result->summary, sizeof result->summary, "%s: %zu follow-ups.", done, count);
    else if (closing->next != CIVIL_NONE)
        snprintf(result->summary, sizeof result->summary, "%s; the next is %s.", done,
                 date_preview(closing->next, -1, app_today(app), day));
    else
        snprintf(result->summary, sizeof result->summary, "%s.", done);
    return true;
}

bool app_followups_done(App *app, const int64_t *ids, size_t count, StepResult *result, Error *err)
{
    Closing closing = {FOLLOWUP_DONE, false, CIVIL_NONE};
    return close_rows(app, "tick off", &closing, ids, count, result, err);
}

bool app_followups_drop(App *app, const int64_t *ids, size_t count, StepResult *result, Error *err)
{
    Closing closing = {FOLLOWUP_DROPPED, true, CIVIL_NONE};
    return close_rows(app, "drop", &closing, ids, count, result, err);
}

bool app_followups_skip(App *app, const int64_t *ids, size_t count, StepResult *result, Error *err)
{
    Closing closing = {FOLLOWUP_DROPPED, false, CIVIL_NONE};
    return close_rows(app, "pass over", &closing, ids, count, result, err);
}

typedef struct Move {
    int32_t day; // CIVIL_NONE: by shift
    int minute;  // -1 keeps
    int shift;
    bool series; // those that follow move with it
} Move;

// Whoever moves a thing that often may no longer want it.
enum { MOVED_OFTEN = 4 };

// The rule's own day becomes that of the row.
static bool anchor_anew(App *app, Followup *row, Error *err)
{
    Repeat repeat;
    DateContext context = app_date_context(app, false);
    if (row->repeat == NULL)
        return true;
    if (!repeat_parse(row->repeat, &context, &repeat, err))
        return false;
    if (repeat.unit == REPEAT_RULE)
        return error_set(err, ERROR_INPUT, "\"%s\" comes on days of its own (%s); change that rule instead",
                         row->text, row->repeat);
    repeat.on = -1;
    repeat.from = CIVIL_NONE;
    repeat_anchor(&repeat, row->day);
    free(row->repeat);
    row->repeat = repeat_text(&repeat);
    return true;
}

// The rule keeps its rhythm: the next comes as if this one had stayed.
static bool keep_rhythm(App *app, Followup *row, int32_t to, Error *err)
{
    Repeat repeat;
    DateContext context = app_date_context(app, false);
    if (row->repeat == NULL)
        return true;
    if (!repeat_parse(row->repeat, &context, &repeat, err))
        return false;
    repeat_moved(&repeat, row->day, to);
    free(row->repeat);
    row->repeat = repeat_text(&repeat);
    return true;
}

static bool move_row(App *app, Followup *row, void *how, Error *err)
{
    const Move *move = how;
    if (row->state != FOLLOWUP_OPEN)
        return error_set(err, ERROR_INPUT, "\"%s\" is closed already", row->text);
    int32_t to = move->day == CIVIL_NONE ? row->day + move->shift : move->day;
    if (!move->series && !keep_rhythm(app, row, to, err))
        return false;
    row->snoozes += to > row->day;
    row->day = to;
    row->minute = move->minute >= 0 ? move->minute : row->minute;
    row->pinned = row->pinned || row->origin == ORIGIN_RULE;
    return !move->series || anchor_anew(app, row, err);
}

// Each is on a day of its own.
static void say_shifted(size_t count, int days, StepResult *result)
{
    const char *way = days < 0 ? "earlier" : "later";
    if (abs(days) == 1)
        snprintf(result->summary, sizeof result->summary, "Moved %zu follow-ups a day %s.", count, way);
    else
        snprintf(result->summary, sizeof result->summary, "Moved %zu follow-ups %d days %s.", count,
                 abs(days), way);
}

static void say_moved(App *app, const Followup *row, size_t count, const Move *move, StepResult *result)
{
    if (count > 1 && move->day == CIVIL_NONE) {
        say_shifted(count, move->shift, result);
        return;
    }
    char day[DATE_TEXT_SIZE];
    const char *which = count > 1             ? " all"
                        : row->repeat == NULL ? ""
                        : move->series        ? " this and all that follow"
                                              : " only this one";
    bool each = count > 1 && move->minute < 0; // at its own time
    date_preview(row->day, each ? -1 : row->minute, app_today(app), day);
    result->doubtful = count == 1 && row->snoozes >= MOVED_OFTEN && row->repeat == NULL;
    if (result->doubtful)
        snprintf(result->summary, sizeof result->summary, "Moved to %s, the %dth time: still wanted?", day,
                 row->snoozes);
    else
        snprintf(result->summary, sizeof result->summary, "Moved%s to %s.", which, day);
}

static bool move_rows(App *app, Move *move, const int64_t *ids, size_t count, StepResult *result, Error *err)
{
    *result = (StepResult){0};
    if (!begin(app, "move", count > 0 ? ids[0] : 0, count, err) ||
        !finish(app, change_rows(app, ids, count, move_row, move, result, err), result, err))
        return false;
    Followup row;
    followup_init(&row);
    if (store_followup_get(app->store, ids[0], &row, err))
        say_moved(app, &row, count, move, result);
    followup_clear(&row);
    return true;
}

bool app_followups_move(App *app, const int64_t *ids, size_t count, int32_t day, int minute,
                        StepResult *result, Error *err)
{
    Move move = {.day = day, .minute = minute};
    return move_rows(app, &move, ids, count, result, err);
}

bool app_followups_move_series(App *app, const int64_t *ids, size_t count, int32_t day, int minute,
                               StepResult *result, Error *err)
{
    Move move = {.day = day, .minute = minute, .series = true};
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
    bool only_this;     // of a series: the next comes as it was
} Edit;

// A row of a series becomes one of its own.
static bool leave_series(App *app, Followup *row, Error *err)
{
    int32_t next;
    if (!repeat_on(app, row, &next, err))
        return false;
    free(row->repeat);
    row->repeat = NULL;
    return true;
}

static bool edit_row(App *app, Followup *row, void *how, Error *err)
{
    const Edit *edit = how;
    if (edit->text != NULL && str_blank(edit->text))
        return error_set(err, ERROR_INPUT, "a follow-up needs a few words on what to do");
    if (edit->only_this && !leave_series(app, row, err))
        return false;
    if (edit->text != NULL) {
        free(row->text);
        row->text = mem_strdup(edit->text);
        row->pinned = row->pinned || row->origin == ORIGIN_RULE;
    }
    if (edit->repeat == NULL)
        return true;
    free(row->repeat);
    return parse_repeat(app, edit->repeat, row->day, &row->repeat, err);
}

static bool edit_rows(App *app, Edit *edit, const int64_t *ids, size_t count, StepResult *result, Error *err)
{
    *result = (StepResult){0};
    if (!begin(app, "edit", count > 0 ? ids[0] : 0, count, err) ||
        !finish(app, change_rows(app, ids, count, edit_row, edit, result, err), result, err))
        return false;
    if (count > 1)
        snprintf(result->summary, sizeof result->summary, "Changed: %zu follow-ups.", count);
    else
        snprintf(result->summary, sizeof result->summary, "Changed%s.",
                 edit->only_this ? " only this one" : "");
    return true;
}

bool app_followups_edit(App *app, const int64_t *ids, size_t count, const char *text, const char *repeat,
                        StepResult *result, Error *err)
{
    Edit edit = {.text = text, .repeat = repeat};
    return edit_rows(app, &edit, ids, count, result, err);
}

bool app_followups_edit_this(App *app, const int64_t *ids, size_t count, const char *text, StepResult *result,
                             Error *err)
{
    Edit edit = {.text = text, .only_this = true};
    return edit_rows(app, &edit, ids, count, result, err);
}

// ---- all of it at once, as one typed line says it

static bool same_rule(const Followup *row, const char *repeat)
{
    return str_equal(row->repeat != NULL ? row->repeat : "", str_blank(repeat) ? "" : repeat);
}

// Another day: of the one, or with it of those that follow.
static bool change_day(App *app, Followup *row, const FollowupChange *change, Error *err)
{
    Move move = {.day = change->day, .minute = change->minute, .series = !change->only_this};
    bool moved = row->day != change->day || row->minute != change->minute;
    if (row->day != change->day && !move_row(app, row, &move, err))
        return false;
    row->minute = change->minute;
    row->pinned = row->pinned || (moved && row->origin == ORIGIN_RULE);
    return true;
}

static bool change_row(App *app, Followup *row, void *how, Error *err)
{
    const FollowupChange *change = how;
    bool rule = !same_rule(row, change->repeat);
    // With other words it is one of its own, and the next of the series comes as it would.
    Edit words = {.text = str_equal(row->text, change->text) ? NULL : change->text,
                  .only_this = change->only_this && row->repeat != NULL && !rule &&
                               !str_equal(row->text, change->text)};
    if (row->state != FOLLOWUP_OPEN)
        return error_set(err, ERROR_INPUT, "\"%s\" is closed already", row->text);
    if (!edit_row(app, row, &words, err))
        return false;
    if (!rule)
        return change_day(app, row, change, err);
    FollowupChange once = *change;
    once.only_this = true; // the new rule goes by the new day anyway
    free(row->repeat);
    row->repeat = NULL;
    return change_day(app, row, &once, err) && parse_repeat(app, change->repeat, row->day, &row->repeat, err);
}

bool app_followup_change(App *app, int64_t id, const FollowupChange *change, StepResult *result, Error *err)
{
    FollowupChange how = *change;
    Followup row;
    char day[DATE_TEXT_SIZE];
    *result = (StepResult){.id = id};
    if (!begin(app, "edit", id, 1, err) ||
        !finish(app, change_rows(app, &id, 1, change_row, &how, result, err), result, err))
        return false;
    followup_init(&row);
    if (store_followup_get(app->store, id, &row, err))
        snprintf(result->summary, sizeof result->summary, "Changed%s: %s%s%.80s.",
                 change->only_this ? " only this one" : "",
                 date_preview(row.day, row.minute, app_today(app), day), row.repeat != NULL ? ", " : "",
                 row.repeat != NULL ? row.repeat : "");
    followup_clear(&row);
    return true;
}

// ---- what another program did

bool app_followup_close_within(App *app, Followup *row, FollowupState state, Error *err)
{
    Closing closing = {state, state == FOLLOWUP_DROPPED, CIVIL_NONE};
    return close_row(app, row, &closing, err) && store_followup_update(app->store, row, err);
}

bool app_followup_move_within(App *app, Followup *row, int32_t day, int minute, Error *err)
{
    Move move = {.day = day, .minute = minute};
    return move_row(app, row, &move, err) && store_followup_update(app->store, row, err);
}
