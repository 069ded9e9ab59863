// SPDX-License-Identifier: MIT
// Purging: first who and what goes is written down in a list that only this connection sees, then the
// history, then the rows in the order that references allow; when that is committed the file itself is
// written anew.
#include "rapport/store/purge.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "copy.h"
#include "purge_list.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

// ---- keys that must not come back

enum { SALT_BYTES = 16 };

static uint64_t rotate(uint64_t value, int by)
{
    return value << by | value >> (64 - by);
}

static void mix(uint64_t v[4])
{
    v[0] += v[1], v[1] = rotate(v[1], 13) ^ v[0], v[0] = rotate(v[0], 32);
    v[2] += v[3], v[3] = rotate(v[3], 16) ^ v[2];
    v[0] += v[3], v[3] = rotate(v[3], 21) ^ v[0];
    v[2] += v[1], v[1] = rotate(v[1], 17) ^ v[2], v[2] = rotate(v[2], 32);
}

// SipHash-2-4: without the salt nothing can be told from it.
static uint64_t salted_hash(const unsigned char salt[SALT_BYTES], const char *text, size_t length)
{
    uint64_t k0, k1, word;
    memcpy(&k0, salt, 8);
    memcpy(&k1, salt + 8, 8);
    uint64_t v[4] = {k0 ^ 0x736f6d6570736575u, k1 ^ 0x646f72616e646f6du, k0 ^ 0x6c7967656e657261u,
                     k1 ^ 0x7465646279746573u};
    for (size_t at = 0; at <= length; at += 8) {
        size_t part = length - at < 8 ? length - at : 8;
        word = part < 8 ? (uint64_t)length << 56 : 0;
        memcpy(&word, text + at, part);
        v[3] ^= word;
        mix(v);
        mix(v);
        v[0] ^= word;
    }
    v[2] ^= 0xff;
    for (int i = 0; i < 4; i++)
        mix(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

static bool read_salt(Store *store, unsigned char salt[SALT_BYTES])
{
    sqlite3_stmt *stmt = db_query(store, NULL, "SELECT value FROM state WHERE name = 'salt'", "");
    bool found = db_step(store, stmt, NULL) && sqlite3_column_bytes(stmt, 0) == SALT_BYTES;
    if (found)
        memcpy(salt, sqlite3_column_blob(stmt, 0), SALT_BYTES);
    db_reset(stmt);
    return found;
}

static uint64_t key_hash(const unsigned char salt[SALT_BYTES], const char *source, const char *key)
{
    char *text = str_format("%s %s", source, key);
    uint64_t hash = salted_hash(salt, text, strlen(text));
    free(text);
    return hash;
}

bool store_purged(Store *store, const char *source, const char *key)
{
    unsigned char salt[SALT_BYTES];
    if (!read_salt(store, salt))
        return false; // nobody ever was
    uint64_t hash = key_hash(salt, source, key);
    return db_int(store, 0, "SELECT 1 FROM purged WHERE hash = ?", "b", &hash, (int)sizeof hash) != 0;
}

bool store_purged_any(Store *store)
{
    return db_int(store, 0, "SELECT 1 FROM purged LIMIT 1", "") != 0;
}

static bool remember_key(Store *store, const unsigned char *salt, const char *source, const char *key,
                         Error *err)
{
    uint64_t hash = key_hash(salt, source, key);
    return db_exec(store, err, "INSERT OR IGNORE INTO purged VALUES (?)", "b", &hash, (int)sizeof hash);
}

static bool remember_keys(Store *store, Error *err)
{
    unsigned char salt[SALT_BYTES];
    if (!db_exec(store, err, "INSERT OR IGNORE INTO state VALUES ('salt', randomblob(16))", "") ||
        !read_salt(store, salt))
        return false;
    sqlite3_stmt *stmt =
        db_query(store, err,
                 "SELECT source, key FROM source_record WHERE contact IN " PURGE_PEOPLE
                 " UNION SELECT 'linkedin', fold FROM reach WHERE kind = 'link' AND fold GLOB 'in/*'"
                 " AND contact IN " PURGE_PEOPLE,
                 "");
    bool fine = stmt != NULL;
    while (fine && db_step(store, stmt, err))
        fine = remember_key(store, salt, db_peek(stmt, 0), db_peek(stmt, 1), err);
    db_reset(stmt);
    return fine && err->kind == ERROR_NONE;
}

// ---- rows

#define LIST(kind, select) "INSERT OR IGNORE INTO temp.purge_list SELECT '" kind "', " select
#define OF_PEOPLE "contact IN " PURGE_PEOPLE
#define IN_LIST(kind) "(SELECT id FROM temp.purge_list WHERE kind = '" kind "')"

static const char *const LISTED[] = {
    LIST("reach", "id FROM reach WHERE " OF_PEOPLE),
    LIST("role", "id FROM role WHERE " OF_PEOPLE),
    LIST("hook", "id FROM hook WHERE " OF_PEOPLE),
    LIST("followup", "id FROM followup WHERE " OF_PEOPLE),
    LIST("source_record", "id FROM source_record WHERE " OF_PEOPLE),
    LIST("tie", "id FROM tie WHERE a IN " PURGE_PEOPLE " OR b IN " PURGE_PEOPLE),
    LIST("introduction",
         "id FROM introduction WHERE connector IN " PURGE_PEOPLE " OR target IN " PURGE_PEOPLE),
    LIST("interaction", "interaction FROM participant WHERE " OF_PEOPLE),
    LIST("draft", "draft FROM draft_recipient WHERE " OF_PEOPLE),
    // Those that others have, too, leave the list again.
    LIST("organisation", "organisation FROM role WHERE " OF_PEOPLE),
    LIST("tag", "tag FROM contact_tag WHERE " OF_PEOPLE),
};

// With what the history knew, too.
static const char *const ALONE[] = {
    LIST(
        "alone",
        "l.id FROM temp.purge_list l WHERE l.kind = 'interaction' AND NOT EXISTS (SELECT 1 FROM participant p"
        " WHERE p.interaction = l.id AND p.contact NOT IN " PURGE_PEOPLE ")"),
    LIST("event", "event FROM interaction WHERE event IS NOT NULL AND id IN " IN_LIST("alone")),
    LIST("own draft",
         "l.id FROM temp.purge_list l WHERE l.kind = 'draft' AND NOT EXISTS (SELECT 1 FROM draft_recipient r"
         " WHERE r.draft = l.id AND r.contact NOT IN " PURGE_PEOPLE ")"),
};

static const char *const REMOVED[] = {
    "DELETE FROM hook WHERE " OF_PEOPLE,
    "UPDATE hook SET interaction = NULL WHERE interaction IN " IN_LIST("alone"),
    "DELETE FROM followup WHERE " OF_PEOPLE,
    "DELETE FROM participant WHERE interaction IN " IN_LIST("alone"),
    // A message to several stays one, from which nobody is asked for an answer, also when one is left of
    // them.
    "UPDATE interaction SET expects_answer = 0 WHERE expects_answer IS NULL AND kind = 'message'"
    " AND id IN " IN_LIST("interaction"),
    "DELETE FROM participant WHERE " OF_PEOPLE,
    "DELETE FROM interaction WHERE id IN " IN_LIST("alone"),
    "DELETE FROM draft_recipient WHERE draft IN " IN_LIST("own draft"),
    "DELETE FROM draft_recipient WHERE " OF_PEOPLE,
    "DELETE FROM draft_text WHERE draft IN " IN_LIST("own draft"),
    "DELETE FROM draft WHERE id IN " IN_LIST("own draft"),
    "UPDATE draft_text SET undo_log = NULL WHERE draft IN " IN_LIST("draft"),
    "DELETE FROM contact_tag WHERE " OF_PEOPLE,
    "DELETE FROM tie WHERE id IN " IN_LIST("tie"),
    "DELETE FROM introduction WHERE id IN " IN_LIST("introduction"),
    "DELETE FROM reach WHERE " OF_PEOPLE,
    "DELETE FROM role WHERE " OF_PEOPLE,
    "DELETE FROM source_record WHERE " OF_PEOPLE,
    "DELETE FROM contact WHERE id IN " PURGE_PEOPLE,
    "DELETE FROM organisation_alias WHERE organisation IN " IN_LIST("organisation"),
    "DELETE FROM organisation WHERE id IN " IN_LIST("organisation"),
    "DELETE FROM tag WHERE id IN " IN_LIST("tag"),
    "DELETE FROM event WHERE id IN " IN_LIST(
        "event") " AND NOT EXISTS (SELECT 1 FROM interaction i WHERE i.event = event.id)",
};

static bool run_all(Store *store, const char *const *statements, size_t count, Error *err)
{
    for (size_t i = 0; i < count; i++)
        if (!db_exec(store, err, statements[i], ""))
            return false;
    return true;
}
#define RUN_ALL(store, list, err) run_all((store), (list), sizeof(list) / sizeof *(list), (err))

typedef VEC(int64_t) Numbers;

static bool read_numbers(Store *store, const char *kind, Numbers *out, Error *err)
{
    sqlite3_stmt *stmt = db_query(store, err, "SELECT id FROM temp.purge_list WHERE kind = ?", "t", kind);
    while (db_step(store, stmt, err))
        vec_push(out, db_i64(stmt, 0));
    return stmt != NULL && err->kind == ERROR_NONE;
}

// The words of what goes leave the index while the rows still say which they are.
static bool forget_words(Store *store, Error *err)
{
    Numbers ids = {0};
    bool fine = read_numbers(store, "alone", &ids, err);
    for (size_t i = 0; fine && i < ids.count; i++)
        fine = db_int(store, 0, "SELECT 1 FROM interaction WHERE id = ?", "i", ids.items[i]) == 0 ||
               search_index_interaction(store, ids.items[i], false, err);
    vec_clear(&ids);
    return fine;
}

// Before it is committed: from now on old bytes are there until the file was written anew.
static bool mark_unfinished(Store *store, Error *err)
{
    return db_exec(store, err, "INSERT OR REPLACE INTO state VALUES ('purge-unfinished', 1)", "");
}

static bool list_people(Store *store, const int64_t *contacts, size_t count, Error *err)
{
    bool fine =
        db_script(store,
                  "CREATE TEMP TABLE IF NOT EXISTS purge_list (kind TEXT, id INTEGER, PRIMARY KEY (kind, id))"
                  " WITHOUT ROWID; DELETE FROM temp.purge_list",
                  err);
    for (size_t i = 0; fine && i < count; i++)
        fine = purge_list_add(store, "contact", contacts[i], err);
    return fine;
}

static void touch_all(Store *store)
{
    static const Change kinds[] = {CHANGE_CONTACTS, CHANGE_ORGANISATIONS, CHANGE_INTERACTIONS,
                                   CHANGE_FOLLOWUPS, CHANGE_DRAFTS};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        store_touch(store, kinds[i], 0);
}

bool store_purge(Store *store, const int64_t *contacts, size_t count, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    error_clear(err);
    sqlite3_exec(store->db, "PRAGMA secure_delete = ON", NULL, NULL, NULL);
    bool fine = list_people(store, contacts, count, err) && RUN_ALL(store, LISTED, err) &&
                purge_history(store, err) && RUN_ALL(store, ALONE, err) && remember_keys(store, err) &&
                forget_words(store, err) && RUN_ALL(store, REMOVED, err) && mark_unfinished(store, err);
    for (size_t i = 0; fine && i < count; i++)
        fine = search_index_contact(store, contacts[i], err);
    touch_all(store);
    db_exec(store, NULL, "DELETE FROM temp.purge_list", "");
    return fine;
}

// ---- bytes

bool store_purge_unfinished(Store *store)
{
    return db_int(store, 0, "SELECT value FROM state WHERE name = 'purge-unfinished'", "") != 0;
}

bool store_purge_has_room(Store *store, Error *err)
{
    struct statvfs disk;
    int64_t size = db_int(store, 0, "PRAGMA page_count", "") * db_int(store, 4096, "PRAGMA page_size", "");
    int64_t room = 2 * size + (1 << 20); // the new file and the -wal that carries it
    if (store->path[0] == ':' || statvfs(store->path, &disk) != 0 ||
        (int64_t)disk.f_bavail * (int64_t)disk.f_frsize >= room)
        return true;
    return error_set(err, ERROR_IO,
                     "%s: removing somebody for good writes the file anew; that needs %lld MB of free space",
                     store->path, (long long)(room >> 20) + 1);
}

// Empties the -wal. False when somebody still reads an old state from it.
static bool truncate_wal(Store *store)
{
    int left = 0, done = 0;
    return sqlite3_wal_checkpoint_v2(store->db, "main", SQLITE_CHECKPOINT_TRUNCATE, &left, &done) ==
           SQLITE_OK;
}

static bool write_anew(Store *store, Error *err)
{
    // The copy that VACUUM makes is as large as the file: not in memory.
    static const char before[] = "PRAGMA temp_store = FILE; PRAGMA secure_delete = ON";
    static const char after[] = "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = OFF";
    bool fine = db_script(store, before, err) && db_script(store, "VACUUM", err);
    return db_script(store, after, fine ? err : NULL) && fine;
}

static bool unfinished(Store *store, Error *err)
{
    return error_set(
        err, ERROR_CONFLICT,
        "%s: they are gone from it, but another program still reads an old state, so that old bytes are on "
        "the disk; close every other rapport and run rapport rm --purge to end it",
        store->path);
}

bool store_purge_finish(Store *store, Error *err)
{
    if (!db_exec(store, err, "INSERT INTO people (people) VALUES ('optimize')", "") ||
        !db_exec(store, err, "INSERT INTO words (words) VALUES ('optimize')", ""))
        return false;
    if (!truncate_wal(store) && store->path[0] != ':')
        return unfinished(store, err);
    if (!write_anew(store, err))
        return false;
    if (!truncate_wal(store) && store->path[0] != ':')
        return unfinished(store, err);
    return db_exec(store, err, "DELETE FROM state WHERE name = 'purge-unfinished'", "");
}

// ---- copies

// Whether one of the people is in the copy; also when that cannot be told.
static bool may_hold(const char *path, const Id *uids, size_t count)
{
    sqlite3 *db = copy_open(path, SQLITE_OPEN_READONLY, NULL);
    sqlite3_stmt *stmt = NULL;
    bool holds = db == NULL ||
                 sqlite3_prepare_v2(db, "SELECT 1 FROM contact WHERE uid = ?", -1, &stmt, NULL) != SQLITE_OK;
    for (size_t i = 0; !holds && i < count; i++) {
        sqlite3_bind_blob(stmt, 1, uids[i].bytes, sizeof uids[i].bytes, SQLITE_STATIC);
        holds = sqlite3_step(stmt) != SQLITE_DONE;
        sqlite3_reset(stmt);
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return holds;
}

bool store_purge_copies(Store *store, const char *folder, const int64_t *contacts, size_t count,
                        BackupFiles *out, Error *err)
{
    Id *uids = mem_array(count, sizeof *uids);
    bool fine = true;
    for (size_t i = 0; fine && i < count; i++) {
        sqlite3_stmt *stmt = db_query(store, err, "SELECT uid FROM contact WHERE id = ?", "i", contacts[i]);
        fine =
            db_step(store, stmt, err) || error_set(err, ERROR_NOT_FOUND, "there is no such contact any more");
        uids[i] = fine ? db_id(stmt, 0) : (Id){0};
        db_reset(stmt);
    }
    BackupFiles all = {0};
    if (fine && store->path[0] != ':')
        backups_list(store->path, folder, &all);
    for (size_t i = 0; i < all.count; i++) {
        if (may_hold(all.items[i].path, uids, count))
            vec_push(out, all.items[i]);
        else
            free(all.items[i].path);
    }
    vec_clear(&all);
    free(uids);
    return fine;
}

bool store_remove_copy(const char *path, Error *err)
{
    static const char *const tails[] = {"-journal", "-wal", "-shm", ""};
    bool fine = true;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        char *name = str_format("%s%s", path, tails[i]);
        if (unlink(name) != 0 && errno != ENOENT)
            fine = copy_failed(err, name);
        free(name);
    }
    return fine;
}
