// SPDX-License-Identifier: MIT
// What came of writing. A first message is one before which the two never wrote nor talked; only the newest
// history is looked at, so that the answer takes the same time in a file of any size.
#include "rapport/store/stats.h"

#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/drafts.h"

typedef struct Group {
    char *name;
    int sent;
    VEC(int) days; // to each answer
} Group;
typedef VEC(Group) Groups;

static Group *group_of(Groups *groups, const char *name)
{
    for (size_t i = 0; i < groups->count; i++)
        if (str_equal(groups->items[i].name, name))
            return &groups->items[i];
    Group *group = vec_add(groups);
    group->name = mem_strdup(name);
    return group;
}

static void count_message(Groups *groups, const char *name, bool answered, int days)
{
    Group *group = group_of(groups, name);
    group->sent++;
    if (answered)
        vec_push(&group->days, days);
}

static int by_number(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

static int by_sent(const void *a, const void *b)
{
    const StatRow *x = a, *y = b;
    return (x->sent < y->sent) - (x->sent > y->sent);
}

// Groups become rows, the most used first; the groups are emptied.
static void take_rows(Groups *groups, StatRows *out)
{
    for (size_t i = 0; i < groups->count; i++) {
        Group *group = &groups->items[i];
        size_t count = group->days.count;
        if (count > 1)
            qsort(group->days.items, count, sizeof *group->days.items, by_number);
        int median = count > 0 ? (group->days.items[(count - 1) / 2] + group->days.items[count / 2]) / 2 : -1;
        vec_push(out, ((StatRow){group->name, group->sent, (int)count, median}));
        vec_clear(&group->days);
    }
    vec_clear(groups);
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, by_sent);
}

static bool read_first_messages(Store *store, size_t most, Stats *out, Error *err)
{
    Groups channels = {0}, hows = {0};
    // Somebody is answered by a message, a call or a meeting; an absence note is no answer.
    sqlite3_stmt *s = db_query(
        store, err,
        "SELECT i.channel, c.how, (SELECT min(j.day) FROM participant q JOIN interaction j"
        "  ON j.id = q.interaction WHERE q.contact = p.contact AND j.kind IN ('message', 'call', 'meeting')"
        "  AND j.direction <> 'out' AND j.answer IS NOT 'ooo' AND j.outcome IS NOT 'to-confirm'"
        "  AND j.at_utc >= i.at_utc) - i.day"
        " FROM (SELECT id, at_utc, day, channel FROM interaction WHERE kind = 'message' AND direction = 'out'"
        "  AND id > (SELECT ifnull(max(id), 0) FROM interaction) - ?) i"
        " JOIN participant p ON p.interaction = i.id JOIN contact c ON c.id = p.contact"
        " WHERE c.state <> 'me' AND c.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM participant q"
        "  JOIN interaction j ON j.id = q.interaction WHERE q.contact = p.contact AND j.kind IN ('message', "
        "'call', 'meeting')"
        "  AND j.outcome IS NOT 'to-confirm' AND (j.at_utc, j.id) < (i.at_utc, i.id))",
        "i", (int64_t)most);
    while (db_step(store, s, err)) {
        bool answered = !db_null(s, 2);
        count_message(&channels, db_peek(s, 0), answered, db_i32(s, 2));
        count_message(&hows, db_peek(s, 1), answered, db_i32(s, 2));
        out->looked_at++;
    }
    take_rows(&channels, &out->channels);
    take_rows(&hows, &out->hows);
    out->more = db_int(store, 0, "SELECT ifnull(max(id), 0) FROM interaction", "") > (int64_t)most;
    return err->kind == ERROR_NONE;
}

static bool read_templates(Store *store, Stats *out, Error *err)
{
    Templates all = {0};
    bool fine = store_templates(store, &all, err);
    for (size_t i = 0; fine && i < all.count; i++)
        if (all.items[i].came.sent > 0)
            vec_push(&out->templates, ((StatRow){mem_strdup(all.items[i].name), all.items[i].came.sent,
                                                 all.items[i].came.answered, all.items[i].came.median_days}));
    templates_clear(&all);
    if (out->templates.count > 1)
        qsort(out->templates.items, out->templates.count, sizeof *out->templates.items, by_sent);
    return fine;
}

static bool read_stages(Store *store, Stats *out, Error *err)
{
    sqlite3_stmt *s = db_query(store, err,
                               "SELECT stage, count(*) FROM contact WHERE state = 'active'"
                               " AND deleted_at IS NULL GROUP BY stage",
                               "");
    while (db_step(store, s, err))
        out->stages[stage_parse(db_peek(s, 0))] += db_i32(s, 1);
    return err->kind == ERROR_NONE;
}

bool store_stats(Store *store, size_t most, Stats *out, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    *out = (Stats){0};
    if (read_first_messages(store, most, out, err) && read_templates(store, out, err) &&
        read_stages(store, out, err))
        return true;
    store_stats_clear(out);
    return false;
}

static void rows_clear(StatRows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        free(rows->items[i].name);
    vec_clear(rows);
}

void store_stats_clear(Stats *stats)
{
    rows_clear(&stats->templates);
    rows_clear(&stats->channels);
    rows_clear(&stats->hows);
}
