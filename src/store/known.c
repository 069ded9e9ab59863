// SPDX-License-Identifier: MIT
// Reading a table from end to end costs less than half a microsecond a row; looking a row up costs several.
#include "rapport/store/known.h"

#include <string.h>

#include "db.h"
#include "rapport/base/id.h"
#include "rapport/base/str.h"

void known_init(Known *known)
{
    IdSource source = id_source_random();
    Id random = id_next(&source);
    memcpy(&known->seed, random.bytes, sizeof known->seed);
}

void known_clear(Known *known)
{
    hashmap_clear(&known->map);
    hashmap_clear(&known->told);
}

uint64_t known_source(const Known *known, const char *source, const char *key)
{
    return hash_text(hash_text(known->seed, source), key);
}

uint64_t known_reach(const Known *known, ReachKind kind, const char *fold)
{
    return hash_text(known->seed + (uint64_t)kind, fold);
}

uint64_t known_day(const Known *known, const char *sort_key, int32_t day)
{
    return hash_text(~known->seed + (uint64_t)(int64_t)day, sort_key);
}

bool known_is_told(const Known *known, int64_t hash)
{
    const uint64_t *last = hashmap_find(&known->told, (uint64_t)hash);
    return last != NULL && *last != 0;
}

int64_t known_retell(Known *known, uint64_t key)
{
    uint64_t *hash = hashmap_find(&known->map, key), *last = NULL;
    if (hash == NULL || *hash == 0)
        return 0;
    last = hashmap_find(&known->told, *hash);
    if (last != NULL)
        *last = 0;
    return (int64_t)*hash;
}

bool store_known_sources(Store *store, Known *known, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(store, err, "SELECT source, key, hash FROM source_record", "");
    while (db_step(store, s, err)) {
        uint64_t hash = (uint64_t)db_i64(s, 2);
        *hashmap_put(&known->map, known_source(known, db_peek(s, 0), db_peek(s, 1)), NULL) = hash;
        if (hash != 0)
            *hashmap_put(&known->told, hash, NULL) = 1;
        known->by_name = known->by_name || str_starts(db_peek(s, 1), "name/");
    }
    return s != NULL && err->kind == ERROR_NONE;
}

bool store_known_reaches(Store *store, Known *known, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(
        store, err,
        "SELECT kind, fold FROM reach WHERE kind = 'email' OR (kind = 'link' AND fold GLOB 'in/*')", "");
    while (db_step(store, s, err))
        hashmap_put(&known->map, known_reach(known, reach_kind_parse(db_peek(s, 0)), db_peek(s, 1)), NULL);
    return s != NULL && err->kind == ERROR_NONE;
}

bool store_known_days(Store *store, Known *known, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT c.sort_key, julianday(json_extract(r.last_seen, '$.connected')) - 2440587.5"
                 " FROM source_record r JOIN contact c ON c.id = r.contact"
                 " WHERE r.last_seen LIKE '%\"connected\":%'",
                 "");
    while (db_step(store, s, err))
        hashmap_put(&known->map, known_day(known, db_peek(s, 0), db_i32(s, 1)), NULL);
    return s != NULL && err->kind == ERROR_NONE;
}
