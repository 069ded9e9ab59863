// SPDX-License-Identifier: MIT
// What is confirmed counts from then on: people come out of the pool, and the rules speak. What is none of
// ours goes, and its key stays, so that no later import brings it back.
#include "rapport/app/confirm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/transfer.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/store/interactions.h"

enum { TITLE_MOST = 80 };

char *confirm_series(const ToConfirm *row)
{
    size_t prefix = strlen(CALENDAR_KEY);
    const char *uid = row->source_key + prefix, *day = strrchr(uid, CALENDAR_DAY[0]);
    int32_t parsed;
    return day != NULL && civil_parse(day + 1, &parsed) ? mem_strndup(uid, (size_t)(day - uid)) : NULL;
}

// The rows of series, those of one beside each other.
typedef struct Sibling {
    char *series;
    ToConfirm *row;
} Sibling;
typedef VEC(Sibling) Siblings;

static int by_series(const void *a, const void *b)
{
    const Sibling *x = a, *y = b;
    int order = strcmp(x->series, y->series);
    return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

static void siblings_find(ToConfirmRows *rows, Siblings *out)
{
    for (size_t i = 0; i < rows->count; i++) {
        Sibling one = {confirm_series(&rows->items[i]), &rows->items[i]};
        if (one.series != NULL)
            vec_push(out, one);
    }
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, by_series);
}

static void siblings_clear(Siblings *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].series);
    vec_clear(list);
}

// How many from there on are of the same series.
static size_t series_length(const Siblings *list, size_t from)
{
    size_t end = from;
    while (end < list->count && strcmp(list->items[end].series, list->items[from].series) == 0)
        end++;
    return end - from;
}

bool confirm_load(App *app, ToConfirmRows *rows, Error *err)
{
    Siblings list = {0};
    if (!store_to_confirm(app->store, CONFIRM_MOST, rows, err))
        return false;
    siblings_find(rows, &list);
    for (size_t i = 0, length; i < list.count; i += length) {
        length = series_length(&list, i);
        for (size_t k = i; k < i + length; k++)
            list.items[k].row->siblings = length - 1;
    }
    siblings_clear(&list);
    return true;
}

bool confirm_same_series(const ToConfirm *a, const ToConfirm *b)
{
    char *one = confirm_series(a), *other = confirm_series(b);
    bool same = one != NULL && other != NULL && strcmp(one, other) == 0;
    free(one);
    free(other);
    return same;
}

Outcome confirm_outcome(App *app, const Interaction *meeting)
{
    Moment end = meeting->at;
    end.utc += meeting->minutes > 0 ? 60 * (int64_t)meeting->minutes : 0;
    Interaction over = {.day = meeting->day, .at = end, .minutes = meeting->minutes};
    return interaction_is_past(&over, store_now(app->store)) ? OUTCOME_HELD : OUTCOME_NONE;
}

Answer confirm_answer(App *app, const Interaction *meeting)
{
    int32_t latest = calendar_roll(&app->calendar, meeting->day + app->timing.thank_latest);
    bool over = confirm_outcome(app, meeting) == OUTCOME_HELD && latest < app_today(app);
    return over ? ANSWER_NONE_NEEDED : ANSWER_NONE;
}

// ---- one step

typedef struct Saying {
    App *app;
    bool yes;
    int64_t with;
    ToConfirmRows all; // as they were before
    ContactIds people; // whose history changes
    size_t series;     // of which all was said
} Saying;

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static bool is_among(const int64_t *ids, size_t count, int64_t id)
{
    return bsearch(&id, ids, count, sizeof *ids, by_value) != NULL;
}

static bool say_one(Saying *saying, int64_t id, Error *err)
{
    Store *store = saying->app->store;
    Interaction meeting;
    interaction_init(&meeting);
    bool fine = store_interaction_get(store, id, &meeting, err);
    const char *title = meeting.subject != NULL ? meeting.subject : "this meeting";
    if (fine && meeting.outcome != OUTCOME_TO_CONFIRM)
        fine = error_set(err, ERROR_INPUT, "\"%.*s\" is confirmed already",
                         (int)utf8_cut(title, strlen(title), TITLE_MOST), title);
    for (size_t i = 0; saying->yes && saying->with == 0 && i < meeting.participants.count; i++)
        vec_push(&saying->people, meeting.participants.items[i]);
    fine = fine && (saying->yes ? store_confirm(store, id, confirm_outcome(saying->app, &meeting),
                                                confirm_answer(saying->app, &meeting), saying->with, err)
                                : store_interaction_delete(store, id, err));
    interaction_clear(&meeting);
    return fine;
}

// Remembers what was said of a series when nothing of it is left open: its rows from there on.
static bool say_series(Saying *saying, const Sibling *rows, size_t length, const int64_t *ids, size_t count,
                       Error *err)
{
    size_t chosen = 0;
    for (size_t i = 0; i < length; i++)
        chosen += is_among(ids, count, rows[i].row->id);
    if (length < 2 || chosen < length)
        return true;
    int64_t contact = !saying->yes ? 0 : saying->with != 0 ? saying->with : rows->row->contact;
    saying->series++;
    return store_source_say(saying->app->store, CALENDAR_SOURCE, rows->series, contact,
                            saying->with != 0 ? CALENDAR_WITH : NULL, err);
}

static bool say_each_series(Saying *saying, const int64_t *ids, size_t count, Error *err)
{
    Siblings list = {0};
    bool fine = true;
    siblings_find(&saying->all, &list);
    for (size_t i = 0, length; fine && i < list.count; i += length) {
        length = series_length(&list, i);
        fine = say_series(saying, &list.items[i], length, ids, count, err);
    }
    siblings_clear(&list);
    return fine;
}

static bool say_all(Saying *saying, const int64_t *ids, size_t count, Error *err)
{
    bool fine = store_to_confirm(saying->app->store, CONFIRM_MOST, &saying->all, err);
    for (size_t i = 0; fine && i < count; i++)
        fine = say_one(saying, ids[i], err) && app_pace(saying->app, i + 1, 2 * count, err);
    fine = fine && say_each_series(saying, ids, count, err);
    if (saying->with != 0)
        vec_push(&saying->people, saying->with);
    if (saying->people.count > 1)
        qsort(saying->people.items, saying->people.count, sizeof *saying->people.items, by_value);
    for (size_t i = 0; fine && i < saying->people.count; i++)
        if (i == 0 || saying->people.items[i] != saying->people.items[i - 1])
            fine = app_engage(saying->app, saying->people.items[i], true, NULL, err);
    return fine;
}

static void sum_up(const Saying *saying, size_t count, StepResult *result)
{
    const char *verb = saying->yes ? "confirmed" : "left out";
    const char *later = saying->series == 0   ? ""
                        : saying->yes         ? "; those to come with later imports are taken as they are"
                        : saying->series == 1 ? "; the series does not come back"
                                              : "; these series do not come back";
    snprintf(result->summary, sizeof result->summary, "%zu meeting%s %s%s.", count, count == 1 ? "" : "s",
             verb, later);
}

static bool say(Saying *saying, const int64_t *chosen, size_t count, StepResult *result, Error *err)
{
    App *app = saying->app;
    *result = (StepResult){0};
    if (count == 0)
        return error_set(err, ERROR_INPUT, "no meeting is chosen");
    int64_t *ids = mem_array(count, sizeof *ids);
    memcpy(ids, chosen, count * sizeof *ids);
    qsort(ids, count, sizeof *ids, by_value);
    char *what =
        str_format("%s %zu meeting%s", saying->yes ? "confirm" : "leave out", count, count == 1 ? "" : "s");
    bool fine = store_begin(app->store, what, err);
    if (fine) {
        fine = say_all(saying, ids, count, err) && store_commit(app->store, err);
        store_rollback(app->store); // nothing happens after a commit
    }
    if (fine)
        sum_up(saying, count, result);
    store_to_confirm_clear(&saying->all);
    vec_clear(&saying->people);
    free(what);
    free(ids);
    return fine;
}

bool app_confirm(App *app, const int64_t *ids, size_t count, int64_t with, StepResult *result, Error *err)
{
    Saying saying = {.app = app, .yes = true, .with = with};
    return say(&saying, ids, count, result, err);
}

bool app_confirm_not(App *app, const int64_t *ids, size_t count, StepResult *result, Error *err)
{
    Saying saying = {.app = app};
    return say(&saying, ids, count, result, err);
}
