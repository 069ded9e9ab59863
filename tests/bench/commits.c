// SPDX-License-Identifier: MIT
// What a durable step costs: ticking off follow-ups through the use case (journal, rules, search index and
// all), and the bare transaction that only writes the row, on the same file.
//     commits DATABASE        prints: name, n, p50, p99, max in microseconds
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "rapport/app/outreach.h"
#include "rapport/store/contacts.h"
#include "rapport/store/search.h"

enum { STEPS = 300 };

static int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void report(const char *name, int64_t *us, size_t count)
{
    qsort(us, count, sizeof *us, compare);
    printf("%s %zu %lld %lld %lld\n", name, count, (long long)us[count / 2], (long long)us[count * 99 / 100],
           (long long)us[count - 1]);
}

static int complain(const Error *err)
{
    fprintf(stderr, "commits: %s\n", err->message);
    return 1;
}

static bool make_followups(App *app, int64_t *ids, Error *err)
{
    ContactIds people = {0};
    bool fine = store_search(app->store, NULL, SORT_ADDED, false, STEPS, &people, err) && people.count > 0;
    for (size_t i = 0; fine && i < STEPS; i++) {
        StepResult result = {0};
        FollowupRequest request = {.contact = people.items[i % people.count],
                                   .day = app_today(app),
                                   .minute = -1,
                                   .text = "write",
                                   .origin = ORIGIN_HAND};
        fine = app_followup_add(app, &request, &result, err);
        ids[i] = result.id;
        step_result_clear(&result);
    }
    vec_clear(&people);
    return fine;
}

static bool time_done(App *app, const int64_t *ids, Error *err)
{
    int64_t us[STEPS];
    for (size_t i = 0; i < STEPS; i++) {
        StepResult result = {0};
        int64_t start = now_us();
        if (!app_followups_done(app, &ids[i], 1, &result, err))
            return false;
        us[i] = now_us() - start;
        step_result_clear(&result);
    }
    report("tick-off", us, STEPS);
    return true;
}

static void time_bare(const char *path, const int64_t *ids)
{
    sqlite3 *db = NULL;
    int64_t us[STEPS];
    sqlite3_open(path, &db);
    sqlite3_exec(db, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON", NULL, NULL, NULL);
    sqlite3_stmt *stmt = NULL;
    sqlite3_prepare_v2(db, "UPDATE followup SET state = 'open', closed_day = NULL WHERE id = ?", -1, &stmt,
                       NULL);
    for (size_t i = 0; i < STEPS; i++) {
        int64_t start = now_us();
        sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
        sqlite3_bind_int64(stmt, 1, ids[i]);
        sqlite3_step(stmt);
        sqlite3_reset(stmt);
        sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
        us[i] = now_us() - start;
    }
    report("bare-commit", us, STEPS);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
}

int main(int argc, char **argv)
{
    Error err = {0};
    App *app = NULL;
    int64_t ids[STEPS];
    StoreOptions options = {
        .path = argc > 1 ? argv[1] : "", .clock = clock_system(), .ids = id_source_random()};
    if (!app_open(&options, &app, &err) || !make_followups(app, ids, &err) || !time_done(app, ids, &err))
        return complain(&err);
    app_close(app);
    time_bare(options.path, ids);
    return 0;
}
