// SPDX-License-Identifier: MIT
// Whom a row of an import speaks of: known by source record, profile or address, or else new. The days before
// archives told profiles are bridged by name and day of connection. Somebody in the trash, or purged, is left
// there.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import_internal.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/core/dedupe.h"
#include "rapport/store/imports.h"

int64_t import_hash(const char *text)
{
    uint64_t hash = 14695981039346656037u; // FNV-1a
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return (int64_t)hash;
}

int64_t import_said(const ImportContact *theirs, const char *seen)
{
    return theirs->told != 0 ? theirs->told : import_hash(seen);
}

// ---- who is it

bool import_has_older_key(const ImportContact *theirs)
{
    return theirs->slug != NULL && str_starts(theirs->key, "in/") && theirs->connected_day != CIVIL_NONE;
}

void import_older_key(const ImportContact *theirs, Str *out)
{
    char day[16];
    civil_format(theirs->connected_day, day);
    str_truncate(out, 0);
    str_append(out, "name/");
    utf8_fold(out, theirs->name, strlen(theirs->name));
    str_appendf(out, "/%s", day);
}

// From 2023 on the archive tells profiles: the same person had another key before.
static bool find_older(Importing *im, const ImportContact *theirs, SourceRecord *record, Error *err)
{
    if (!import_has_older_key(theirs))
        return true;
    Str key = STR_INIT;
    import_older_key(theirs, &key);
    bool fine = store_source_find(im->app->store, theirs->source, str_get(&key), record, err);
    str_clear(&key);
    return fine;
}

// An archive from before profiles, of somebody whose profile is known by now: the same name and day.
static Found find_newer(Importing *im, const ImportContact *theirs)
{
    Found found = {0};
    if (!str_starts(theirs->key, "name/") || theirs->connected_day == CIVIL_NONE)
        return found;
    found = store_find_by_name(im->app->store, theirs->name);
    SourceRecord record = {0};
    char day[16], told[40];
    civil_format(theirs->connected_day, day);
    snprintf(told, sizeof told, "\"connected\":\"%s\"", day);
    bool same = found.contact != 0 && !found.several &&
                store_source_of(im->app->store, theirs->source, found.contact, &record, NULL) &&
                record.last_seen != NULL && strstr(record.last_seen, told) != NULL;
    source_record_clear(&record);
    return same ? found : (Found){0};
}

static bool same_name(Importing *im, int64_t contact, const char *name)
{
    Str x = STR_INIT, y = STR_INIT;
    char *ours = store_contact_name(im->app->store, contact);
    dedupe_name_key(ours, &x);
    dedupe_name_key(name, &y);
    bool same = str_equal(str_get(&x), str_get(&y));
    free(ours);
    str_clear(&x);
    str_clear(&y);
    return same;
}

static Found find_known(Importing *im, const ImportContact *theirs)
{
    Found found = {0};
    if (theirs->slug != NULL) {
        char *fold = str_format("in/%s", theirs->slug);
        found = store_find_by_reach(im->app->store, REACH_LINK, fold);
        free(fold);
    }
    for (size_t i = 0; found.contact == 0 && i < theirs->emails.count; i++) {
        char *fold = store_reach_fold(REACH_EMAIL, theirs->emails.items[i].value);
        found = store_find_by_reach(im->app->store, REACH_EMAIL, fold);
        free(fold);
        // An address under another name may be a family's or an office's.
        if (found.contact != 0 && !same_name(im, found.contact, theirs->name))
            found = (Found){0};
    }
    return found.contact != 0 ? found : find_newer(im, theirs);
}

static bool merge_known(Importing *im, const ImportContact *theirs, const SourceRecord *record,
                        const char *seen, Fate *fate, Error *err)
{
    int64_t hash = import_said(theirs, seen);
    *fate = FATE_UNCHANGED;
    if (record->import == im->report->id && record->hash != 0) {
        *fate = FATE_DUPLICATE;
        return true;
    }
    if (record->contact == 0 || record->trashed || (record->hash == hash && !im->request->activate))
        return true;
    bool changed = false;
    if (!import_merge(im, theirs, record->contact, record->last_seen, &changed, err))
        return false;
    if (changed)
        *fate = FATE_UPDATED;
    if (record->hash == hash)
        return true;
    store_journal_pause(im->app->store, false);
    im->source_updates++;
    return store_source_update(im->app->store, record->id, theirs->key, seen, hash, err);
}

static bool take_new(Importing *im, const ImportContact *theirs, const char *seen, Fate *fate, Error *err)
{
    Found found = find_known(im, theirs);
    *fate = FATE_UNCHANGED;
    if (found.trashed)
        return true;
    if (found.contact == 0) {
        *fate = FATE_CREATED;
        return import_create(im, theirs, seen, import_said(theirs, seen), &found.contact, err);
    }
    bool changed = false;
    if (!import_merge(im, theirs, found.contact, NULL, &changed, err))
        return false;
    *fate = changed ? FATE_UPDATED : FATE_UNCHANGED;
    store_journal_pause(im->app->store, true);
    im->source_updates++;
    return store_source_insert(im->app->store, theirs->source, theirs->key, found.contact, seen,
                               import_said(theirs, seen), err);
}

bool import_take_contact(Importing *im, const void *data, Fate *fate, Error *err)
{
    const ImportContact *theirs = data;
    SourceRecord record = {0};
    Str seen = STR_INIT;
    import_describe_source(theirs, &seen);
    bool fine = store_source_find(im->app->store, theirs->source, theirs->key, &record, err) &&
                (record.id != 0 || find_older(im, theirs, &record, err));
    if (fine)
        fine = record.id != 0 ? merge_known(im, theirs, &record, str_get(&seen), fate, err)
                              : take_new(im, theirs, str_get(&seen), fate, err);
    source_record_clear(&record);
    str_clear(&seen);
    return fine;
}

// ---- people met in messages

static ImportContact stranger(const char *key, const char *slug, const char *name)
{
    return (ImportContact){.source = "linkedin",
                           .key = key,
                           .slug = slug,
                           .name = name != NULL ? name : slug,
                           .connected_day = CIVIL_NONE,
                           .birthday = CIVIL_NONE,
                           .met_day = CIVIL_NONE};
}

static bool remember(Importing *im, const char *slug, const char *name, int64_t contact, Error *err)
{
    char *key = str_format("in/%s", slug);
    Str seen = STR_INIT;
    ImportContact theirs = stranger(key, slug, name);
    import_describe_source(&theirs, &seen);
    store_journal_pause(im->app->store, true);
    im->source_updates++;
    bool fine = store_source_insert(im->app->store, "linkedin", key, contact, str_get(&seen), 0, err);
    str_clear(&seen);
    free(key);
    return fine;
}

static bool create_stranger(Importing *im, const char *slug, const char *name, int64_t *id, Error *err)
{
    char *key = slug != NULL ? str_format("in/%s", slug) : NULL;
    Str seen = STR_INIT;
    ImportContact theirs = stranger(key, slug, name);
    import_describe_source(&theirs, &seen);
    bool fine = import_create(im, &theirs, str_get(&seen), 0, id, err);
    str_clear(&seen);
    free(key);
    return fine;
}

static int64_t *profile_of(const ImportProfiles *profiles, const char *slug)
{
    const uint64_t *at = hashmap_find(&profiles->at, hash_text(0, slug));
    if (at == NULL || strcmp(profiles->slugs.data + profiles->items.items[*at - 1].slug, slug) != 0)
        return NULL;
    return &profiles->items.items[*at - 1].contact;
}

void import_profile_is(Importing *im, const char *slug, int64_t contact)
{
    ImportProfiles *profiles = &im->profiles;
    bool added = false;
    uint64_t *at = hashmap_put(&profiles->at, hash_text(0, slug), &added);
    if (!added) // or two slugs of one hash: the database knows the second
        return;
    vec_push(&profiles->items, ((KnownProfile){profiles->slugs.length, contact}));
    str_append_n(&profiles->slugs, slug, strlen(slug) + 1);
    *at = profiles->items.count;
}

void import_profiles_clear(ImportProfiles *profiles)
{
    hashmap_clear(&profiles->at);
    vec_clear(&profiles->items);
    str_clear(&profiles->slugs);
}

static bool by_slug(Importing *im, const char *slug, Found *found, bool *known, Error *err)
{
    char *key = str_format("in/%s", slug);
    bool fine = store_source_contact(im->app->store, "linkedin", key, found, known, err);
    if (fine && !*known)
        *found = store_find_by_reach(im->app->store, REACH_LINK, key);
    free(key);
    return fine;
}

bool import_person(Importing *im, const char *slug, const char *name, bool make, int64_t *id, Error *err)
{
    Found found = {0};
    bool known = false;
    const int64_t *profile = slug != NULL ? profile_of(&im->profiles, slug) : NULL;
    *id = profile != NULL ? *profile : 0;
    if (profile != NULL)
        return true;
    if (slug != NULL && !by_slug(im, slug, &found, &known, err))
        return false;
    if (known || found.contact != 0) {
        *id = found.trashed ? 0 : found.contact;
        import_profile_is(im, slug, *id);
        return true;
    }
    if (name != NULL)
        found = store_find_by_name(im->app->store, name);
    // Somebody with another profile is somebody else.
    if (slug != NULL && (found.several || store_has_profile(im->app->store, found.contact)))
        found = (Found){0};
    if (found.several) {
        import_reject(im, "several people are called %s", name);
        return true;
    }
    if (found.trashed)
        return true;
    *id = found.contact;
    if (found.contact != 0)
        return slug == NULL || remember(im, slug, name, found.contact, err);
    if (!make || (slug == NULL && name == NULL)) {
        import_reject(im, "nobody here is called %s", name != NULL ? name : slug);
        return true;
    }
    return create_stranger(im, slug, name, id, err);
}
