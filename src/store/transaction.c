// SPDX-License-Identifier: MIT
// The transaction that every write is: journaled, published, durable; and the one moment that reads share.
#include <stdlib.h>
#include <string.h>

#include "bulk_rows.h"
#include "db.h"

static const char ROLLBACK[] = "ROLLBACK";

bool transaction_ready(Store *store, Error *err)
{
    return db_query(store, err, ROLLBACK, "") != NULL;
}

// Writing would go on without a word into a file that has no name any more, and be gone with the program.
static bool has_moved(Store *store)
{
    int moved = 0;
    sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved != 0;
}

bool store_begin(Store *store, const char *what, Error *err)
{
    if (store->writing)
        return error_set(err, ERROR_DATABASE, "a change is being saved already");
    if (store->read_only)
        return error_set(err, ERROR_DATABASE,
                         "%s: was made by a newer rapport, or is open for reading only; nothing was changed",
                         store->path);
    if (has_moved(store))
        return error_set(err, ERROR_DATABASE,
                         "%s: was moved or removed while it was open; nothing was saved: put it back there",
                         store->path);
    Error broken = store->broken;
    error_clear(&store->broken);
    if (broken.kind != ERROR_NONE) { // what the step was decided on may be wrong; the next try reads it again
        if (err != NULL)
            *err = broken;
        return false;
    }
    if (!db_exec(store, err, "BEGIN IMMEDIATE", ""))
        return false;
    store->writing = true;
    store->about = store->import = 0;
    store->touched.count = 0;
    store_describe(store, what, 0);
    // Another program may have upgraded the file since: writing by our rules would damage it.
    int64_t version = db_int(store, -1, "PRAGMA user_version", "");
    if (version < 0) {
        if (err != NULL)
            *err = store->broken;
        store_rollback(store);
        return false;
    }
    if (version != store->schema->version) {
        store_rollback(store);
        store->read_only = true;
        return error_set(err, ERROR_DATABASE,
                         "%s: was upgraded by a newer rapport; close this one and start again", store->path);
    }
    if (!journal_start(store, err)) {
        store_rollback(store);
        return false;
    }
    return true;
}

bool store_begin_unjournaled(Store *store, Error *err)
{
    if (!store_begin(store, "", err))
        return false;
    journal_abandon(store);
    return true;
}

void store_describe(Store *store, const char *what, int64_t contact)
{
    size_t length = strlen(what);
    if (length >= sizeof store->what)
        for (length = sizeof store->what - 1; length > 0 && ((unsigned char)what[length] & 0xc0) == 0x80;)
            length--; // never half a character
    memcpy(store->what, what, length);
    store->what[length] = '\0';
    if (contact != 0)
        store->about = contact;
}

static bool index_touched(Store *store, Error *err)
{
    if (store->bulk != NULL)
        return bulk_finish(store, err);
    for (size_t i = 0; i < store->touched.count; i++) {
        const Touched *touched = &store->touched.items[i];
        if (touched->kind == CHANGE_CONTACTS && touched->id != 0 &&
            !search_index_contact(store, touched->id, err))
            return false;
    }
    return true;
}

bool store_commit(Store *store, Error *err)
{
    bool fine = journal_finish(store, err) && index_touched(store, err) && journal_publish(store, err) &&
                db_exec(store, err, "COMMIT", "");
    if (!fine) {
        store_rollback(store);
        return false;
    }
    store->writing = false;
    store_knows(store, store->written_seq);
    if (store->bulk != NULL)
        bulk_end(store);
    return true;
}

void store_rollback(Store *store)
{
    if (!store->writing)
        return;
    journal_abandon(store);
    for (size_t i = 0; i < store->cached.count; i++)
        sqlite3_reset(store->cached.items[i].stmt);
    store->writing = false; // so that the statement runs in a broken transaction, too
    if (!sqlite3_get_autocommit(store->db))
        db_exec(store, NULL, ROLLBACK, "");
    store->half = sqlite3_get_autocommit(store->db) == 0; // it found no memory
    store->touched.count = 0;
    if (store->bulk != NULL)
        bulk_end(store);
    error_clear(&store->broken);
}

bool store_begin_read(Store *store, Error *err)
{
    if (store->writing)
        return error_set(err, ERROR_DATABASE, "the database is in use");
    if (store->reading == 0 && !(db_exec(store, err, "BEGIN", "") &&
                                 db_int(store, -1, "SELECT value FROM state WHERE name = 'seq'", "") >= 0))
        return false;
    store->reading++;
    return true;
}

void store_end_read(Store *store)
{
    if (store->reading > 0 && --store->reading == 0)
        db_exec(store, NULL, "COMMIT", "");
}

void store_touch(Store *store, Change kind, int64_t id)
{
    id = store->bulk != NULL ? 0 : id;
    for (size_t i = store->touched.count; i-- > 0 && i + 16 > store->touched.count;)
        if (store->touched.items[i].kind == kind && store->touched.items[i].id == id)
            return;
    vec_push(&store->touched, ((Touched){kind, id}));
}
