// SPDX-License-Identifier: MIT
// Many people at once. Before the database is locked, each row is held against hashes of all that is known:
// what the source says unchanged needs nothing, what meets nobody is surely new, and only the rest is looked
// up row by row. The new ones are made first, in the order of their names; nobody among the rest speaks of
// the same as an earlier new one without having met its hashes, so the outcome is the one of row after row.
#include <stdlib.h>
#include <string.h>

#include "import_internal.h"
#include "rapport/base/mem.h"
#include "rapport/base/thread.h"
#include "rapport/base/utf8.h"
#include "rapport/core/names.h"
#include "rapport/store/known.h"
#include "rapport/store/purge.h"
#include "rapport/store/search.h"

enum {
    FEW = 1000,    // rows that are looked up as fast
    QUESTIONS = 8, // people whose hashes are read in the time of looking one up
    BATCH = 4096,
};

// ---- what a row is known by

typedef struct Matching {
    Importing *im;
    Known *known;
    bool purged; // there are people who must not come back
    Str text;
    // of the row at hand
    Str sort_key;
    uint64_t key, older, day; // hashes; 0 = it has none
    VEC(uint64_t) reaches;    // the profile and addresses that it is looked up by, then other links
    size_t asked;             // how many of them
} Matching;

static bool is_told_by_day(const ImportContact *theirs)
{
    return str_starts(theirs->key, "name/") && theirs->connected_day != CIVIL_NONE;
}

static uint64_t key_of(const Matching *m, const ImportContact *theirs)
{
    return known_source(m->known, theirs->source, theirs->key);
}

// The key that the source gave before it told profiles.
static uint64_t older_key(Matching *m, const ImportContact *theirs)
{
    import_older_key(theirs, &m->text);
    return known_source(m->known, theirs->source, str_get(&m->text));
}

static uint64_t day_key(Matching *m, const char *name, int32_t day)
{
    str_truncate(&m->text, 0);
    name_sort_key(NULL, NULL, name, &m->text);
    return known_day(m->known, str_get(&m->text), day);
}

static void add_reaches(Matching *m, ReachKind kind, const ImportValues *values)
{
    for (size_t i = 0; i < values->count; i++) {
        char *fold = store_reach_fold(kind, values->items[i].value);
        vec_push(&m->reaches, known_reach(m->known, kind, fold));
        free(fold);
    }
}

static void look_at(Matching *m, const ImportContact *theirs)
{
    bool by_day = m->im->match.by_day;
    str_truncate(&m->sort_key, 0);
    import_sort_key(theirs, &m->sort_key);
    m->key = key_of(m, theirs);
    m->older = (m->known->by_name || by_day) && import_has_older_key(theirs) ? older_key(m, theirs) : 0;
    m->day = is_told_by_day(theirs) ? day_key(m, theirs->name, theirs->connected_day) : 0;
    m->reaches.count = 0;
    if (theirs->slug != NULL) {
        str_truncate(&m->text, 0);
        str_append(&m->text, "in/");
        str_append(&m->text, theirs->slug);
        vec_push(&m->reaches, known_reach(m->known, REACH_LINK, str_get(&m->text)));
    }
    add_reaches(m, REACH_EMAIL, &theirs->emails);
    m->asked = m->reaches.count;
    add_reaches(m, REACH_LINK, &theirs->links);
}

// Of purged people there are other hashes.
static bool is_purged(Matching *m, const ImportContact *theirs)
{
    Store *store = m->im->app->store;
    if (store_purged(store, theirs->source, theirs->key))
        return true;
    if (!import_has_older_key(theirs))
        return false;
    import_older_key(theirs, &m->text);
    return store_purged(store, theirs->source, str_get(&m->text));
}

static bool is_known(const Matching *m, uint64_t hash)
{
    return hash != 0 && hashmap_find(&m->known->map, hash) != NULL;
}

// Might the row speak of somebody who is here, or of an earlier row? As import_take_contact looks. And a
// namesake of somebody who is found by name alone waits, so that there is one of that name by then.
static bool meets(Matching *m, const ImportContact *theirs)
{
    bool met = is_known(m, m->key) || is_known(m, m->older) || is_known(m, m->day) ||
               (m->im->match.by_day && is_known(m, known_day(m->known, str_get(&m->sort_key), CIVIL_NONE)));
    for (size_t i = 0; !met && i < m->asked; i++)
        met = is_known(m, m->reaches.items[i]);
    return met || (m->purged && is_purged(m, theirs));
}

// waits: it is no surely new one.
static void learn(Matching *m, const ImportContact *theirs, bool waits)
{
    HashMap *map = &m->known->map;
    bool by_day = m->im->match.by_day;
    hashmap_put(map, m->key, NULL);
    for (size_t i = 0; i < m->reaches.count; i++)
        hashmap_put(map, m->reaches.items[i], NULL);
    if (theirs->connected_day != CIVIL_NONE && by_day)
        hashmap_put(map, known_day(m->known, str_get(&m->sort_key), theirs->connected_day), NULL);
    // Nobody who is made before its turn may be found by one that waits.
    if (waits && is_told_by_day(theirs))
        hashmap_put(map, day_key(m, theirs->name, CIVIL_NONE), NULL);
    if (waits && by_day && m->older != 0)
        hashmap_put(map, m->older, NULL);
}

// ---- the two passes

static bool says_the_same(Matching *m, const ImportContact *theirs, int64_t hash)
{
    if (theirs->told == hash)
        return true;
    str_truncate(&m->text, 0);
    import_describe_source(theirs, &m->text);
    return import_hash(str_get(&m->text)) == hash;
}

// True when the source said the same before; then there is nothing to do.
static bool is_unchanged(Matching *m, const ImportContact *theirs)
{
    uint64_t *hash = hashmap_find(&m->known->map, key_of(m, theirs));
    if (hash == NULL) {
        hash = m->known->by_name && import_has_older_key(theirs)
                   ? hashmap_find(&m->known->map, older_key(m, theirs))
                   : NULL;
        if (hash != NULL)
            *hash = 0; // that record goes on under the new key
        return false;
    }
    if (*hash != 0 && !m->im->request->activate && says_the_same(m, theirs, (int64_t)*hash))
        return true;
    *hash = 0; // the next row of that key meets what this one changes
    return false;
}

static bool pass_unchanged(Matching *m, Error *err)
{
    Importing *im = m->im;
    ImportContact theirs;
    int file;
    if (!import_stage_rewind(&im->stage, STAGED_CONTACT, err))
        return false;
    int64_t at = 0;
    while (import_stage_next(&im->stage, STAGED_CONTACT, &file, &theirs)) {
        if (is_unchanged(m, &theirs)) {
            import_count_row(im, file, theirs.line, FATE_UNCHANGED);
        } else {
            im->match.by_day = im->match.by_day || is_told_by_day(&theirs);
            vec_push(&im->match.rest, at);
        }
        at = import_stage_at(&im->stage, STAGED_CONTACT);
        if (!import_tell_progress(im, err))
            return false;
    }
    return true;
}

static uint64_t eight_bytes(const char *text, size_t length)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < 8; i++)
        bytes = bytes << 8 | (i < length ? (unsigned char)text[i] : 0);
    return bytes;
}

static void note_fresh(Matching *m, int64_t at)
{
    const char *key = str_get(&m->sort_key);
    size_t length = m->sort_key.length;
    Str *keys = &m->im->match.sort_keys;
    vec_push(&m->im->match.fresh,
             ((StagedPerson){eight_bytes(key, length), length > 8 ? eight_bytes(key + 8, length - 8) : 0, at,
                             keys->length}));
    str_append_n(keys, key, length);
    str_push(keys, '\0');
}

static bool pass_new(Matching *m, Error *err)
{
    Importing *im = m->im;
    size_t kept = 0;
    if (!import_stage_rewind(&im->stage, STAGED_CONTACT, err))
        return false;
    for (size_t i = 0; i < im->match.rest.count; i++) {
        int64_t at = im->match.rest.items[i];
        ImportContact theirs;
        int file;
        if (!import_stage_get(&im->stage, STAGED_CONTACT, at, NULL, &file, &theirs))
            return import_stage_lost(err);
        look_at(m, &theirs);
        bool waits = meets(m, &theirs);
        if (waits) {
            im->match.rest.items[kept++] = at;
        } else {
            note_fresh(m, at);
            import_count_row(im, file, theirs.line, FATE_CREATED);
        }
        learn(m, &theirs, waits);
        if (!import_tell_progress(im, err))
            return false;
    }
    im->match.rest.count = kept;
    return true;
}

// Once, with the moment for which it holds.
static bool know_sources(Importing *im, Error *err)
{
    if (im->knows)
        return true;
    im->match.seq = store_seq(im->app->store);
    known_init(&im->known);
    im->knows = store_known_sources(im->app->store, &im->known, err);
    return im->knows;
}

static int by_name(const void *a, const void *b)
{
    const StagedPerson *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->second != y->second)
        return x->second < y->second ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static bool by_hash(Matching *m, Error *err)
{
    Importing *im = m->im;
    Store *store = im->app->store;
    if (!know_sources(im, err) || !pass_unchanged(m, err))
        return false;
    if (im->match.rest.count == 0)
        return true;
    if (im->owner.slug != NULL) { // whoever it is has that profile by then
        char *fold = str_format("in/%s", im->owner.slug);
        hashmap_put(&m->known->map, known_reach(m->known, REACH_LINK, fold), NULL);
        free(fold);
    }
    if (!store_known_reaches(store, m->known, err) ||
        (im->match.by_day && !store_known_days(store, m->known, err)) || !pass_new(m, err))
        return false;
    if (im->match.fresh.count > 1)
        qsort(im->match.fresh.items, im->match.fresh.count, sizeof *im->match.fresh.items, by_name);
    return true;
}

// Whether reading all that is known takes less time than looking up so many rows.
static bool pays(const Importing *im, int64_t rows)
{
    return !im->request->row_by_row && rows >= FEW && rows * QUESTIONS >= store_contact_count(im->app->store);
}

bool import_know(Importing *im, int64_t bytes, Error *err)
{
    enum { ROW_BYTES = 64 };
    return im->request->activate || im->rereads || !pays(im, bytes / ROW_BYTES) || know_sources(im, err);
}

void import_retell(Importing *im, const ImportContact *theirs)
{
    Matching matching = {.im = im, .known = &im->known};
    if (im->knows && im->known.told.count > 0 && known_retell(&im->known, key_of(&matching, theirs)) == 0 &&
        im->known.by_name && import_has_older_key(theirs))
        known_retell(&im->known, older_key(&matching, theirs));
    str_clear(&matching.text);
}

bool import_match(Importing *im, Error *err)
{
    import_match_clear(im);
    bool fine = true;
    if (pays(im, im->stage.counts[STAGED_CONTACT])) {
        im->what = "comparing with whom you know";
        Matching matching = {.im = im, .known = &im->known, .purged = store_purged_any(im->app->store)};
        fine = im->match.done = by_hash(&matching, err);
        vec_clear(&matching.reaches);
        str_clear(&matching.sort_key);
        str_clear(&matching.text);
    }
    known_clear(&im->known);
    im->knows = false;
    return fine;
}

bool import_match_again(Importing *im, Error *err)
{
    if ((!im->match.done && im->passed == 0) || im->match.seq == store_seq(im->app->store))
        return true;
    if (im->passed > 0) { // and are not there to be looked at again
        im->outdated = true;
        return error_set(err, ERROR_CONFLICT, "the database was changed meanwhile; import again");
    }
    im->touched = false;
    for (size_t i = 0; i < im->report->files.count; i++)
        im->report->files.items[i].unchanged = im->report->files.items[i].created = 0;
    return import_match(im, err);
}

void import_match_clear(Importing *im)
{
    vec_clear(&im->match.fresh);
    vec_clear(&im->match.rest);
    str_clear(&im->match.sort_keys);
    im->match.done = im->match.by_day = false;
}

// ---- writing

// Some of the new people, made ready on one thread while those before them are inserted on another.
typedef struct Batch {
    Importing *im;
    const StagedPerson *staged;
    size_t count, filled;
    NewPerson *people;
    Arena texts;
    PeopleBatch *rows; // NULL = the stage could not be read
} Batch;

static bool fill_person(Batch *batch, const StagedPerson *staged, NewPerson *person)
{
    Importing *im = batch->im;
    ImportContact theirs;
    Str seen = STR_INIT;
    int file;
    if (!import_stage_get(&im->stage, STAGED_CONTACT, staged->at, &batch->texts, &file, &theirs))
        return false;
    import_fill_new(im, &theirs, &batch->texts, &person->contact);
    import_describe_source(&theirs, &seen);
    person->sort_key = im->match.sort_keys.data + staged->sort_key;
    person->source = theirs.source;
    person->key = theirs.key;
    person->last_seen = arena_text(&batch->texts, str_get(&seen));
    person->hash = import_said(&theirs, person->last_seen);
    str_clear(&seen);
    return true;
}

static void *prepare(void *self)
{
    Batch *batch = self;
    batch->people = mem_array(batch->count, sizeof *batch->people);
    while (batch->filled < batch->count &&
           fill_person(batch, &batch->staged[batch->filled], &batch->people[batch->filled]))
        batch->filled++;
    if (batch->filled == batch->count)
        batch->rows = store_people_prepare(batch->people, batch->count);
    return NULL;
}

static void clear_batch(Batch *batch)
{
    store_people_free(batch->rows);
    for (size_t i = 0; i < batch->filled; i++)
        new_person_clear(&batch->people[i]);
    arena_clear(&batch->texts);
    free(batch->people);
}

static bool insert(Batch *batch, Error *err)
{
    if (batch->rows == NULL)
        return import_stage_lost(err);
    batch->im->rows += (int64_t)batch->count;
    return import_create_all(batch->im, batch->rows, batch->people, batch->count, err) &&
           import_tell_progress(batch->im, err);
}

static bool insert_all(Importing *im, const StagedPerson *fresh, size_t count, Error *err)
{
    Batch now = {.im = im, .staged = fresh, .count = count < BATCH ? count : BATCH};
    prepare(&now);
    bool fine = true;
    for (size_t i = now.count; fine && now.count > 0; i += now.count) {
        Batch next = {.im = im, .staged = fresh + i, .count = count - i < BATCH ? count - i : BATCH};
        pthread_t thread;
        bool beside = next.count > 0 && thread_start(&thread, prepare, &next);
        fine = insert(&now, err);
        if (beside)
            pthread_join(thread, NULL);
        else if (fine)
            prepare(&next);
        clear_batch(&now);
        now = next;
    }
    clear_batch(&now);
    return fine;
}

bool import_write_new(Importing *im, Error *err)
{
    StagedPerson *fresh = im->match.fresh.items;
    size_t count = im->match.fresh.count;
    if (count == 0)
        return true;
    Store *store = im->app->store;
    store_bulk_expect(store, count);
    bool anew = (int64_t)count > store_contact_count(store), fine = !anew || store_bulk_take_down(store, err);
    fine = fine && insert_all(im, fresh, count, err);
    im->what = "writing the indices";
    return fine && store_bulk_put_back(store, err);
}
