// SPDX-License-Identifier: MIT
// Introduction paths: from the one wanted backwards, a ring at a time, until people are reached whom I know.
// They end a way: whoever I know I can ask, so nobody behind them is looked at.
#include "rapport/app/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/hashmap.h"
#include "rapport/store/contacts.h"
#include "rapport/store/ties.h"

// So much is looked at, whatever the ties are: of one person, of a ring, of all.
enum { TIES_OF_ONE = 400, RING_MOST = 300, LOOKED_AT_MOST = 6000 };

typedef struct Node {
    int64_t contact;
    size_t next; // the node one step nearer to the one wanted
    char kind[PATH_KIND_SIZE];
} Node;

typedef struct Walk {
    App *app;
    VEC(Node) nodes; // the first is the one wanted
    HashMap seen;
    size_t looked_at;
    IntroductionPaths *found;
} Walk;

static void add_path(Walk *walk, const Neighbour *known, size_t next)
{
    IntroductionPath path = {.own = path_own_strength(known->stage, known->last_day, app_today(walk->app))};
    int64_t from = known->contact;
    const char *kind = known->kind;
    for (bool more = true; more && path.count < PATH_STEPS_MOST; path.count++) {
        const Node *node = &walk->nodes.items[next];
        PathStep *step = &path.steps[path.count];
        *step = (PathStep){.from = from, .to = node->contact, .strength = path_tie_strength(kind)};
        snprintf(step->kind, sizeof step->kind, "%s", kind);
        from = node->contact;
        kind = node->kind;
        more = next != 0;
        next = node->next;
    }
    path_weigh(&path);
    vec_push(walk->found, path);
}

// Two people may be tied twice: as friends, and because they work together. The closer tie counts.
static void strengthen(Walk *walk, const Neighbour *known, size_t next)
{
    int strength = path_tie_strength(known->kind);
    for (size_t i = 0; i < walk->found->count; i++) {
        IntroductionPath *path = &walk->found->items[i];
        PathStep *step = &path->steps[0];
        if (step->from != known->contact || step->to != walk->nodes.items[next].contact ||
            step->strength >= strength)
            continue;
        step->strength = strength;
        snprintf(step->kind, sizeof step->kind, "%s", known->kind);
        path_weigh(path);
    }
}

static void take_neighbours(Walk *walk, const Neighbours *rows, size_t next)
{
    for (size_t i = 0; i < rows->count; i++) {
        const Neighbour *row = &rows->items[i];
        bool fresh;
        hashmap_put(&walk->seen, (uint64_t)row->contact, &fresh);
        if (row->degree == 1) {
            if (fresh)
                add_path(walk, row, next);
            else
                strengthen(walk, row, next);
        } else if (fresh) {
            Node *node = vec_add(&walk->nodes);
            *node = (Node){.contact = row->contact, .next = next};
            snprintf(node->kind, sizeof node->kind, "%s", row->kind);
        }
    }
}

static bool look_around(Walk *walk, size_t at, Error *err)
{
    Neighbours rows = {0};
    int64_t contact = walk->nodes.items[at].contact;
    bool fine = store_neighbours(walk->app->store, contact, TIES_OF_ONE, &rows, err) &&
                (at != 0 || store_known_colleagues(walk->app->store, contact, TIES_OF_ONE, &rows, err));
    walk->looked_at += rows.count;
    if (fine)
        take_neighbours(walk, &rows, at);
    vec_clear(&rows);
    return fine;
}

static bool look_for(Walk *walk, size_t max, Error *err)
{
    bool fine = true;
    size_t first = 0, last = 1;
    for (int ring = 0; fine && ring < PATH_STEPS_MOST && walk->found->count < max; ring++) {
        size_t end = last - first < RING_MOST ? last : first + RING_MOST;
        for (size_t i = first; fine && i < end && walk->looked_at < LOOKED_AT_MOST; i++)
            fine = look_around(walk, i, err);
        first = last;
        last = walk->nodes.count;
    }
    return fine;
}

bool app_paths(App *app, int64_t contact, size_t max, IntroductionPaths *paths, bool *known, Error *err)
{
    Walk walk = {.app = app, .found = paths};
    Contact wanted;
    contact_init(&wanted);
    bool fine = store_contact_get(app->store, contact, false, &wanted, err);
    *known = fine && wanted.degree == 1;
    if (fine && wanted.is_me)
        fine = error_set(err, ERROR_INPUT, "that is you; nobody has to introduce you");
    if (fine && !*known) {
        vec_push(&walk.nodes, (Node){.contact = contact});
        hashmap_put(&walk.seen, (uint64_t)contact, NULL);
        fine = look_for(&walk, max, err);
    }
    if (paths->count > 1)
        qsort(paths->items, paths->count, sizeof *paths->items, path_compare);
    paths->count = paths->count < max ? paths->count : max;
    vec_clear(&walk.nodes);
    hashmap_clear(&walk.seen);
    contact_clear(&wanted);
    return fine;
}

void app_path_line(App *app, const IntroductionPath *path, Str *out)
{
    char *name = store_contact_name(app->store, path->steps[0].from);
    str_appendf(out, "%s (you know them %s)", name, path_strength_word(path->own));
    free(name);
    for (int i = 0; i < path->count; i++) {
        const PathStep *step = &path->steps[i];
        name = store_contact_name(app->store, step->to);
        str_appendf(out, ", who %s %s", path_tie_words(step->kind), name);
        free(name);
    }
}
