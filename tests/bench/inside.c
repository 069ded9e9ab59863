// SPDX-License-Identifier: MIT
// Times what the program does between a key and its frame, without the terminal: the use cases and views
// themselves, on a database of any size, at a fixed moment.
//     inside nothing|calendar|today|group|sort|tick-off DATABASE DAY [ROUNDS]    DAY: the civil day taken for
//     today
//     inside bulk DATABASE DAY [PEOPLE [DEED]]    what one can do with many marked, and taking it back
// ROUNDS: exactly so many, for counting instructions; else many, but for some seconds at most.
// Output as in samples.h; of tick-off also the bare transaction that writes the same row on the same file; of
// bulk: the deed, what it, its undo and its redo computed (ms of the processor), and the longest that its
// progress was silent (ms).
#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>
#include <sys/resource.h>

#include "rapport/app/contacts.h"
#include "rapport/app/outreach.h"
#include "rapport/app/views.h"
#include "rapport/store/followups.h"
#include "rapport/store/roster.h"
#include "rapport/store/search.h"
#include "samples.h"

enum {
    ROUNDS = 200,
    PATIENCE_US = 5000000,
    BLOCKS = 6,
    BLOCK = 50,
    STEPS = BLOCKS * BLOCK,
    AGENDA = 50,
    GRID = 42
};

typedef struct Limit {
    int rounds;
    int64_t until;
} Limit;

static bool fail(const Error *err)
{
    fprintf(stderr, "inside: %s\n", err->message);
    return false;
}

// ---- the calendar: what opening a month reads

static bool read_month(App *app, int32_t from, Error *err)
{
    int counts[GRID], week[7];
    int32_t today = app_today(app);
    FollowupList late = {0}, open = {0}, done = {0};
    bool fine = store_begin_read(app->store, err) &&
                store_followup_counts(app->store, from, GRID, counts, err) &&
                store_followup_counts(app->store, today - 1, 7, week, err) &&
                store_followups_between(app->store, INT32_MIN + 1, today - 1, AGENDA, &late, err) &&
                store_followups_closed(app->store, today, today, AGENDA, &done, err) &&
                store_followups_between(app->store, from, from + GRID, AGENDA, &open, err);
    store_followups_open_before(app->store, today);
    store_followups_done_between(app->store, today - 1, today + 5);
    store_end_read(app->store);
    followup_list_clear(&late);
    followup_list_clear(&open);
    followup_list_clear(&done);
    return fine;
}

static bool time_calendar(App *app, Limit limit, Error *err)
{
    Samples samples = {.count = 0};
    for (int i = 0; i < limit.rounds && samples_now() < limit.until; i++) {
        int64_t start = samples_now();
        if (!read_month(app, app_today(app) + i % 12 * 30, err))
            return fail(err);
        samples_add(&samples, samples_now() - start);
    }
    samples_report("month", &samples);
    return true;
}

static bool time_today(App *app, Limit limit, Error *err)
{
    Samples samples = {.count = 0};
    for (int i = 0; i < limit.rounds && samples_now() < limit.until; i++) {
        TodayView view;
        int64_t start = samples_now();
        if (!today_load(app, false, &view, err))
            return fail(err);
        samples_add(&samples, samples_now() - start);
        today_clear(&view);
    }
    samples_report("today", &samples);
    return true;
}

// ---- a school at a company, by degree

static bool time_group(App *app, Limit limit, Error *err)
{
    Samples samples = {.count = 0};
    RosterOrder order = {.group = GROUP_BY_DEGREE};
    Roster *roster = NULL;
    Query *query = NULL;
    size_t groups = 0;
    int32_t today = app_today(app);
    if (!query_parse("school:northeastern company:kestrel", QUERY_STRICT, today, &query, err) ||
        !roster_load(app->store, NULL, &roster, err))
        return fail(err);
    limit.until = limit.until == INT64_MAX ? INT64_MAX : samples_now() + PATIENCE_US;
    for (int i = 0; i < limit.rounds && samples_now() < limit.until; i++) {
        int64_t start = samples_now();
        RosterRows *rows = roster_search(roster, query, today, &order, NULL);
        for (size_t k = 0; k < roster_rows_groups(rows); k++)
            groups += roster_rows_group(rows, k).count;
        samples_add(&samples, samples_now() - start);
        roster_rows_free(rows);
    }
    query_free(query);
    roster_drop(roster);
    samples_report("group", &samples);
    return groups > 0 || error_set(err, ERROR_NOT_FOUND, "nobody studied there") || fail(err);
}

// ---- another order of everybody

static bool time_sort(App *app, Limit limit, Error *err)
{
    static const ContactSort SORTS[] = {SORT_COMPANY, SORT_NAME, SORT_LAST, SORT_NEXT, SORT_ADDED};
    Samples samples = {.count = 0};
    Roster *roster = NULL;
    Query *query = NULL;
    if (!query_parse("", QUERY_STRICT, app_today(app), &query, err) ||
        !roster_load(app->store, NULL, &roster, err))
        return fail(err);
    RosterRows *rows = NULL;
    limit.until = limit.until == INT64_MAX ? INT64_MAX : samples_now() + PATIENCE_US;
    for (int i = 0; i < limit.rounds && samples_now() < limit.until; i++) {
        RosterOrder order = {.sort = SORTS[i % 5]};
        int64_t start = samples_now();
        RosterRows *next = roster_search(roster, query, app_today(app), &order, NULL);
        roster_rows_free(rows);
        samples_add(&samples, samples_now() - start);
        rows = next;
    }
    roster_rows_free(rows);
    query_free(query);
    roster_drop(roster);
    samples_report("sort", &samples);
    return true;
}

// ---- ticking off

static bool choose_followups(App *app, int64_t *ids, Error *err)
{
    FollowupList open = {0};
    bool fine = store_followups_between(app->store, app_today(app), app_today(app) + 400, 200000, &open, err);
    if (fine && open.count < STEPS)
        fine = error_set(err, ERROR_NOT_FOUND, "too few follow-ups are open");
    for (size_t i = 0; fine && i < STEPS; i++)
        ids[i] = open.items[i * open.count / STEPS].id;
    followup_list_clear(&open);
    return fine;
}

static bool tick_off(App *app, int64_t id, Samples *samples, Error *err)
{
    StepResult result = {0};
    int64_t start = samples_now();
    bool fine = app_followups_done(app, &id, 1, &result, err);
    if (samples != NULL)
        samples_add(samples, samples_now() - start);
    step_result_clear(&result);
    return fine;
}

static void write_bare(sqlite3 *db, sqlite3_stmt *stmt, int64_t id, int more, Samples *samples)
{
    int64_t start = samples_now();
    sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    sqlite3_bind_int(stmt, 1, more);
    sqlite3_bind_int64(stmt, 2, id);
    sqlite3_step(stmt);
    sqlite3_reset(stmt);
    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    samples_add(samples, samples_now() - start);
}

static bool time_tick_off(App *app, const char *path, Error *err)
{
    static Samples ours, bare;
    int64_t ids[STEPS];
    JournalStep step = {0};
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    bool fine = choose_followups(app, ids, err);
    sqlite3_open(path, &db);
    sqlite3_exec(db, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768", NULL,
                 NULL, NULL);
    sqlite3_prepare_v2(db, "UPDATE followup SET rev = rev + ? WHERE id = ?", -1, &stmt, NULL);
    // In blocks, since each program's commit empties the other's cache.
    for (size_t i = 0; fine && i < STEPS; i++) {
        bool warm = i % BLOCK > 1;
        fine = tick_off(app, ids[i], warm ? &ours : NULL, err);
        for (size_t k = i + 1 - BLOCK; fine && (i + 1) % BLOCK == 0 && k <= i; k++)
            for (int more = 1; more >= -1; more -= 2) // and back, for undo
                write_bare(db, stmt, ids[k], more, &bare);
    }
    for (size_t i = 0; fine && i < STEPS; i++)
        fine = app_undo(app, true, &step, err);
    samples_report("tick-off", &ours);
    samples_report("bare-commit", &bare);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return fine || fail(err);
}

// ---- many at once

typedef struct Many {
    ContactIds people;
    ContactIds followups; // those that the deed before made
    int64_t told_us, silent_us;
} Many;

static bool bulk_tag(App *app, Many *many, Error *err)
{
    static const char *const TAG[] = {"reunion"};
    return app_tag(app, many->people.items, many->people.count, TAG, 1, NULL, 0, err);
}

static bool bulk_untag(App *app, Many *many, Error *err)
{
    static const char *const TAG[] = {"reunion"};
    return app_tag(app, many->people.items, many->people.count, NULL, 0, TAG, 1, err);
}

static bool bulk_stage(App *app, Many *many, Error *err)
{
    return app_stage(app, many->people.items, many->people.count, STAGE_ADVOCATE, err);
}

static bool bulk_favourite(App *app, Many *many, Error *err)
{
    return app_favourite(app, many->people.items, many->people.count, err);
}

static bool bulk_trash(App *app, Many *many, Error *err)
{
    return app_trash(app, many->people.items, many->people.count, err);
}

static bool bulk_rest(App *app, Many *many, Error *err)
{
    return app_rest(app, many->people.items, many->people.count, CIVIL_NONE, err);
}

static bool bulk_rhythm(App *app, Many *many, Error *err)
{
    return app_rhythm(app, many->people.items, many->people.count, 60, err);
}

static bool bulk_followup(App *app, Many *many, Error *err)
{
    FollowupRequest request = {.day = app_today(app) + 7, .minute = -1, .text = "say hello at the reunion"};
    StepResult result = {0};
    bool fine = app_followups_add(app, many->people.items, many->people.count, &request, &result, err);
    many->followups.count = 0;
    for (size_t i = 0; fine && i < many->people.count; i++)
        vec_push(&many->followups, result.id + (int64_t)i);
    step_result_clear(&result);
    return fine;
}

static bool bulk_snooze(App *app, Many *many, Error *err)
{
    StepResult result = {0};
    bool fine = app_followups_shift(app, many->followups.items, many->followups.count, 1, &result, err);
    step_result_clear(&result);
    return fine;
}

static bool bulk_done(App *app, Many *many, Error *err)
{
    StepResult result = {0};
    bool fine = app_followups_done(app, many->followups.items, many->followups.count, &result, err);
    step_result_clear(&result);
    return fine;
}

static bool bulk_drop(App *app, Many *many, Error *err)
{
    StepResult result = {0};
    bool fine = app_followups_drop(app, many->followups.items, many->followups.count, &result, err);
    step_result_clear(&result);
    return fine;
}

typedef struct Deed {
    const char *name;
    bool (*run)(App *app, Many *many, Error *err);
    bool stays; // the next ones build on it
} Deed;

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static const Deed DEEDS[] = {
    {"tag", bulk_tag, true},        {"untag", bulk_untag, false},
    {"stage", bulk_stage, false},   {"favourite", bulk_favourite, false},
    {"trash", bulk_trash, false},   {"rest", bulk_rest, false},
    {"rhythm", bulk_rhythm, false}, {"follow-up", bulk_followup, true},
    {"snooze", bulk_snooze, false}, {"done", bulk_done, false},
    {"drop", bulk_drop, false},
};

static bool note_told(void *self, size_t count, size_t total)
{
    Many *many = self;
    int64_t now = samples_now(), silent = now - many->told_us;
    (void)count, (void)total;
    many->told_us = now;
    many->silent_us = silent > many->silent_us ? silent : many->silent_us;
    return true;
}

static int64_t computed_ms(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
           (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static bool time_deed(App *app, const Deed *deed, Many *many, Error *err)
{
    JournalStep step;
    many->told_us = samples_now();
    many->silent_us = 0;
    int64_t start = computed_ms();
    bool fine = deed->run(app, many, err);
    int64_t did = computed_ms();
    fine = fine && app_undo(app, true, &step, err);
    int64_t undid = computed_ms();
    fine = fine && app_redo(app, true, &step, err);
    int64_t redid = computed_ms();
    fine = fine && (deed->stays || app_undo(app, true, &step, err));
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%-10s %8lld %8lld %8lld   silent %5lld   peak %ld MB\n", deed->name, (long long)(did - start),
           (long long)(undid - did), (long long)(redid - undid), (long long)(many->silent_us / 1000),
           usage.ru_maxrss / 1024);
    fflush(stdout);
    return fine;
}

static bool time_bulk(App *app, size_t people, const char *only, Error *err)
{
    static const size_t COUNT = sizeof DEEDS / sizeof *DEEDS;
    Many many = {0};
    JournalStep step;
    Query *all = NULL;
    bool fine = query_parse("", QUERY_STRICT, app_today(app), &all, err) &&
                store_search(app->store, all, SORT_NAME, false, people, &many.people, err);
    qsort(many.people.items, many.people.count, sizeof *many.people.items, by_value); // as marks are
    app->pace = (Pace){note_told, &many};
    for (size_t i = 0; fine && i < COUNT; i++)
        if (only == NULL || strcmp(only, DEEDS[i].name) == 0)
            fine = time_deed(app, &DEEDS[i], &many, err);
    for (size_t i = 0; fine && i < COUNT; i++)
        if (DEEDS[i].stays && (only == NULL || strcmp(only, DEEDS[i].name) == 0))
            fine = app_undo(app, true, &step, err);
    query_free(all);
    vec_clear(&many.people);
    vec_clear(&many.followups);
    return fine || fail(err);
}

int main(int argc, char **argv)
{
    static const int MORNING = 9 * 60 + 41;
    Error err = {0};
    App *app = NULL;
    if (argc < 4) {
        fprintf(stderr,
                "usage: inside nothing|calendar|today|group|sort|tick-off|bulk DATABASE DAY [ROUNDS]\n");
        return 2;
    }
    StoreOptions options = {.path = argv[2],
                            .clock = clock_fixed(clock_moment(atoi(argv[3]), MORNING)),
                            .ids = id_source_random()};
    Limit limit = {ROUNDS, samples_now() + PATIENCE_US};
    if (argc > 4)
        limit = (Limit){atoi(argv[4]), INT64_MAX};
    bool fine = app_open(&options, &app, &err);
    if (!fine)
        fail(&err);
    else if (strcmp(argv[1], "nothing") == 0)
        fine = true;
    else if (strcmp(argv[1], "calendar") == 0)
        fine = time_calendar(app, limit, &err);
    else if (strcmp(argv[1], "today") == 0)
        fine = time_today(app, limit, &err);
    else if (strcmp(argv[1], "group") == 0)
        fine = time_group(app, limit, &err);
    else if (strcmp(argv[1], "sort") == 0)
        fine = time_sort(app, limit, &err);
    else if (strcmp(argv[1], "bulk") == 0)
        fine = time_bulk(app, argc > 4 ? (size_t)atol(argv[4]) : 0, argc > 5 ? argv[5] : NULL, &err);
    else
        fine = time_tick_off(app, argv[2], &err);
    app_close(app);
    return fine ? 0 : 1;
}
