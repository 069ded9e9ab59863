// SPDX-License-Identifier: MIT
// What hangs on a contact: ways to reach, tags, hooks, ties.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/formats/linkedin.h"
#include "rapport/store/contacts.h"

enum {
    PHONE_KEY_DIGITS = 9
}; // country and trunk prefixes differ between address books, the last nine digits do not

static void fold_phone(Str *out, const char *value)
{
    for (const char *c = value; *c != '\0'; c++)
        if (isdigit((unsigned char)*c))
            str_push(out, *c);
    if (out->length > PHONE_KEY_DIGITS)
        str_remove(out, 0, out->length - PHONE_KEY_DIGITS);
}

static void fold_link(Str *out, const char *value)
{
    Str slug = STR_INIT;
    if (linkedin_slug(value, &slug)) {
        str_append(out, "in/");
        str_append(out, str_get(&slug));
    } else {
        const char *start = strstr(value, "://");
        start = start != NULL ? start + 3 : value;
        start += str_starts(start, "www.") ? 4 : 0;
        utf8_fold(out, start, strlen(start));
        while (out->length > 0 && out->data[out->length - 1] == '/')
            str_truncate(out, out->length - 1);
    }
    str_clear(&slug);
}

char *store_reach_fold(ReachKind kind, const char *value)
{
    Str out = STR_INIT;
    if (kind == REACH_PHONE)
        fold_phone(&out, value);
    else if (kind == REACH_LINK)
        fold_link(&out, value);
    else
        utf8_fold(&out, value, strlen(value));
    return str_take(&out);
}

bool store_reach_add(Store *store, int64_t contact, ReachKind kind, const char *value, const char *label,
                     bool *added, Error *err)
{
    char *trimmed = mem_strdup(value);
    char *text = str_trim(trimmed);
    char *fold = store_reach_fold(kind, text);
    bool fine = true;
    // Two statements: one that both reads and fills the table would go through a temporary one.
    bool missing = db_int(store, 0, "SELECT 1 FROM reach WHERE contact = ? AND kind = ? AND fold = ? LIMIT 1",
                          "itt", contact, reach_kind_name(kind), fold) == 0;
    if (missing)
        fine = db_exec(store, err,
                       "INSERT INTO reach (contact, kind, value, fold, label, position, import) VALUES"
                       " (?1, ?2, ?3, ?4, ?5, (SELECT count(*) FROM reach WHERE contact = ?1), ?6)",
                       "ittttz", contact, reach_kind_name(kind), text, fold, label, store->import);
    if (fine && added != NULL)
        *added = missing;
    free(fold);
    free(trimmed);
    store_touch(store, CHANGE_CONTACTS, contact);
    return fine;
}

bool store_reach_first(Store *store, int64_t contact, ReachKind kind, const char *value, Error *err)
{
    char *fold = store_reach_fold(kind, value);
    bool fine =
        db_exec(store, err,
                "UPDATE reach SET position = (SELECT min(position) - 1 FROM reach WHERE contact = ?1)"
                " WHERE contact = ?1 AND kind = ?2 AND fold = ?3 AND id <> (SELECT id FROM reach WHERE"
                " contact = ?1 AND kind = ?2 ORDER BY position, id LIMIT 1)",
                "itt", contact, reach_kind_name(kind), fold);
    free(fold);
    store_touch(store, CHANGE_CONTACTS, contact);
    return fine;
}

bool store_reach_remove(Store *store, int64_t contact, ReachKind kind, const char *value, Error *err)
{
    char *fold = store_reach_fold(kind, value);
    bool fine = db_exec(store, err, "DELETE FROM reach WHERE contact = ? AND kind = ? AND fold = ?", "itt",
                        contact, reach_kind_name(kind), fold);
    if (fine && sqlite3_changes(store->db) == 0)
        fine = error_set(err, ERROR_NOT_FOUND, "the contact has no %s %s", reach_kind_name(kind), value);
    free(fold);
    store_touch(store, CHANGE_CONTACTS, contact);
    return fine;
}

bool store_contacts_by_reach(Store *store, ReachKind kind, const char *fold, ContactIds *ids, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT DISTINCT contact.id FROM reach JOIN contact ON contact.id = reach.contact"
                 " WHERE reach.kind = ? AND fold = ? AND deleted_at IS NULL ORDER BY state LIMIT 20",
                 "tt", reach_kind_name(kind), fold);
    while (db_step(store, s, err))
        vec_push(ids, db_i64(s, 0));
    return err->kind == ERROR_NONE;
}

// ---- tags

static char *fold_tag(const char *tag)
{
    Str fold = STR_INIT;
    tag += *tag == '#';
    utf8_fold(&fold, tag, strlen(tag));
    return str_take(&fold);
}

bool store_tag_add(Store *store, int64_t contact, const char *tag, Error *err)
{
    char *fold = fold_tag(tag);
    bool fine = *fold != '\0' || error_set(err, ERROR_INPUT, "a tag needs at least one letter");
    fine = fine &&
           db_exec(store, err, "INSERT INTO tag (name, fold) VALUES (?, ?) ON CONFLICT (fold) DO NOTHING",
                   "tt", tag + (*tag == '#'), fold) &&
           db_exec(store, err, "INSERT OR IGNORE INTO contact_tag SELECT ?, id FROM tag WHERE fold = ?", "it",
                   contact, fold);
    free(fold);
    store_touch(store, CHANGE_CONTACTS, contact);
    return fine;
}

bool store_tag_remove(Store *store, int64_t contact, const char *tag, Error *err)
{
    char *fold = fold_tag(tag);
    bool fine = db_exec(
        store, err, "DELETE FROM contact_tag WHERE contact = ? AND tag = (SELECT id FROM tag WHERE fold = ?)",
        "it", contact, fold);
    free(fold);
    store_touch(store, CHANGE_CONTACTS, contact);
    return fine;
}

bool store_tags(Store *store, const char *prefix, size_t max, TextRows *rows, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    char *fold = fold_tag(prefix);
    // Everything that begins so sorts before the prefix with the highest character behind it.
    sqlite3_stmt *s = db_query(
        store, err,
        "SELECT id, name FROM tag WHERE fold >= ?1 AND fold < ?1 || char(1114111) ORDER BY fold LIMIT ?2",
        "ti", fold, (int64_t)max);
    while (db_step(store, s, err))
        vec_push(rows, ((TextRow){db_i64(s, 0), db_text(s, 1), NULL}));
    free(fold);
    return err->kind == ERROR_NONE;
}

// ---- hooks and ties

enum { HOOK_DAYS = 365 }; // then a reason to write is stale

bool store_hook_add(Store *store, int64_t contact, const char *text, int64_t interaction, Error *err)
{
    store_touch(store, CHANGE_CONTACTS, contact);
    return db_exec(store, err, "INSERT INTO hook (contact, text, interaction, until_day) VALUES (?, ?, ?, ?)",
                   "itzd", contact, text, interaction, store_today(store) + HOOK_DAYS);
}

bool store_hooks(Store *store, int64_t contact, TextRows *rows, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT id, text, CASE WHEN state = 'fresh' AND until_day < ? THEN 'expired' ELSE state END"
                 " FROM hook WHERE contact = ? ORDER BY id DESC",
                 "di", store_today(store), contact);
    while (db_step(store, s, err))
        vec_push(rows, ((TextRow){db_i64(s, 0), db_text(s, 1), db_text(s, 2)}));
    return err->kind == ERROR_NONE;
}

bool store_hooks_used(Store *store, int64_t contact, const char *text, Error *err)
{
    store_touch(store, CHANGE_CONTACTS, contact);
    return db_exec(store, err,
                   "UPDATE hook SET state = 'used' WHERE contact = ? AND state = 'fresh'"
                   " AND instr(lower(?), lower(text)) > 0",
                   "it", contact, text);
}

void store_text_rows_clear(TextRows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        free(rows->items[i].text);
        free(rows->items[i].state);
    }
    vec_clear(rows);
}

bool store_tie_add(Store *store, int64_t a, int64_t b, const char *kind, const char *note, Error *err)
{
    store_touch(store, CHANGE_CONTACTS, a);
    store_touch(store, CHANGE_CONTACTS, b);
    return db_exec(store, err, "INSERT INTO tie (a, b, kind, note, day) VALUES (?, ?, ?, ?, ?)", "iittd", a,
                   b, kind, note, store_today(store));
}
