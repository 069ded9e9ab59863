// SPDX-License-Identifier: MIT
// Organisations (companies, schools, groups) and the roles that join contacts to them.
#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/fuzzy.h"
#include "rapport/core/names.h"
#include "rapport/store/contacts.h"

int64_t store_organisation(Store *store, OrganisationKind kind, const char *name, bool create, Error *err)
{
    Str fold = STR_INIT;
    org_fold(name, &fold);
    int64_t id =
        db_int(store, 0,
               "SELECT id FROM organisation WHERE kind = ?1 AND fold = ?2 UNION ALL"
               " SELECT organisation FROM organisation_alias a JOIN organisation o ON o.id = a.organisation"
               " WHERE o.kind = ?1 AND a.fold = ?2 LIMIT 1",
               "tt", organisation_kind_name(kind), str_get(&fold));
    if (id == 0 && create) {
        Id uid = store_new_id(store);
        if (db_exec(store, err,
                    "INSERT INTO organisation (uid, kind, name, fold, import) VALUES (?, ?, ?, ?, ?)",
                    "utttz", &uid, organisation_kind_name(kind), name, str_get(&fold), store->import)) {
            id = db_last_id(store);
            store_touch(store, CHANGE_ORGANISATIONS, id);
        }
    }
    str_clear(&fold);
    return id;
}

bool store_role_set(Store *store, int64_t contact, OrganisationKind kind, const char *name, const char *title,
                    Error *err)
{
    store_touch(store, CHANGE_CONTACTS, contact);
    int64_t organisation = 0;
    if (!str_blank(name)) {
        organisation = store_organisation(store, kind, name, true, err);
        if (organisation == 0)
            return false;
        store_touch(store, CHANGE_ORGANISATIONS, organisation);
    }
    if (!db_exec(
            store, err,
            "UPDATE role SET current = 0, until_day = ifnull(until_day, ?) WHERE contact = ? AND current = 1"
            " AND organisation <> ? AND +organisation IN (SELECT id FROM organisation WHERE kind = ?)",
            "diit", store_today(store), contact, organisation, organisation_kind_name(kind)))
        return false;
    if (organisation == 0)
        return true;
    int64_t role = db_int(
        store, 0, "SELECT id FROM role WHERE contact = ? AND +organisation = ? ORDER BY current DESC LIMIT 1",
        "ii", contact, organisation);
    if (role == 0)
        return db_exec(store, err,
                       "INSERT INTO role (contact, organisation, title, import) VALUES (?, ?, ?, ?)", "iitz",
                       contact, organisation, title, store->import);
    return db_exec(store, err,
                   "UPDATE role SET current = 1, until_day = NULL, title = ifnull(?, title) WHERE id = ?",
                   "ti", title, role);
}

bool store_role_add(Store *store, int64_t contact, const ContactRole *role, Error *err)
{
    int64_t organisation = store_organisation(store, role->kind, role->name, true, err);
    if (organisation == 0)
        return false;
    store_touch(store, CHANGE_CONTACTS, contact);
    store_touch(store, CHANGE_ORGANISATIONS, organisation);
    return db_exec(store, err,
                   "INSERT INTO role (contact, organisation, title, from_day, until_day, current, import)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?)",
                   "iitddnz", contact, organisation, role->title, role->from, role->until, (int)role->current,
                   store->import);
}

bool store_organisations(Store *store, const char *prefix, size_t offset, size_t max, OrganisationRows *rows,
                         Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    Str fold = STR_INIT;
    if (!str_blank(prefix))
        org_fold(prefix, &fold);
    // Only organisations where somebody active is, or that are targets: the pool's companies would drown
    // them. Who names one means it, whoever is there.
    sqlite3_stmt *s = db_query(
        store, err,
        "WITH wanted(id) AS (SELECT organisation FROM target UNION SELECT role.organisation FROM contact"
        "  JOIN role ON role.contact = contact.id WHERE contact.state = 'active' AND deleted_at IS NULL"
        " UNION SELECT named.id FROM organisation named WHERE ?1 <> '' AND (substr(named.fold, 1, "
        "length(?1)) = ?1"
        "  OR instr(named.fold, ' ' || ?1) > 0) AND EXISTS (SELECT 1 FROM role JOIN contact ON contact.id = "
        "role.contact"
        "  WHERE role.organisation = named.id AND deleted_at IS NULL AND state <> 'me'))"
        " SELECT o.id, o.uid, o.kind, o.name, sum(r.current = 1 AND c.id IS NOT NULL), sum(r.current = 0 AND "
        "c.id IS NOT NULL),"
        "  count(DISTINCT CASE WHEN c.state = 'active' THEN c.id END),"
        "  max(CASE WHEN c.state = 'active' AND r.current = 1 THEN CASE c.stage WHEN 'spotted' THEN 1 WHEN "
        "'approached' THEN 2"
        "   WHEN 'talking' THEN 3 WHEN 'scheduled' THEN 4 WHEN 'met' THEN 5 WHEN 'in-touch' THEN 6 WHEN "
        "'advocate' THEN 7"
        "   ELSE 0 END ELSE 0 END) AS furthest,"
        "  t.motivation, t.posting, t.advocate, t.organisation IS NOT NULL, t.watch, min(c.next_due_day)"
        " FROM wanted JOIN organisation o ON o.id = wanted.id LEFT JOIN target t ON t.organisation = o.id"
        " LEFT JOIN role r ON r.organisation = o.id LEFT JOIN contact c ON c.id = r.contact AND c.deleted_at "
        "IS NULL"
        "  AND c.state <> 'me'"
        " WHERE ?1 = '' OR substr(o.fold, 1, length(?1)) = ?1 OR instr(o.fold, ' ' || ?1) > 0"
        " GROUP BY o.id ORDER BY t.organisation IS NULL, ifnull(t.motivation, 0) * ifnull(t.posting, 1) "
        "DESC, furthest DESC, o.fold, "
        "o.id"
        " LIMIT ?2 OFFSET ?3",
        "tii", str_get(&fold), (int64_t)max, (int64_t)offset);
    while (db_step(store, s, err)) {
        OrganisationRow *row = vec_add(rows);
        *row = (OrganisationRow){.id = db_i64(s, 0),
                                 .uid = db_id(s, 1),
                                 .kind = organisation_kind_parse(db_peek(s, 2)),
                                 .name = db_text(s, 3),
                                 .people_now = db_i32(s, 4),
                                 .people_formerly = db_i32(s, 5),
                                 .active = db_i32(s, 6),
                                 .furthest = (Stage)db_i32(s, 7),
                                 .motivation = db_i32(s, 8),
                                 .posting = db_i32(s, 9),
                                 .advocate = db_bool(s, 10),
                                 .target = db_bool(s, 11),
                                 .watch = db_bool(s, 12),
                                 .next_due_day = db_day(s, 13)};
    }
    str_clear(&fold);
    return err->kind == ERROR_NONE;
}

void store_organisations_clear(OrganisationRows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        free(rows->items[i].name);
    vec_clear(rows);
}

bool store_organisation_people(Store *store, int64_t organisation, size_t max, ContactIds *ids, size_t *now,
                               Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    *now = 0;
    sqlite3_stmt *s =
        db_query(store, err,
                 "SELECT c.id, max(r.current) AS here FROM role r JOIN contact c ON c.id = r.contact"
                 " WHERE r.organisation = ? AND c.deleted_at IS NULL AND c.state <> 'me'"
                 " GROUP BY c.id ORDER BY here DESC, c.state, c.sort_key, c.id LIMIT ?",
                 "ii", organisation, (int64_t)max);
    while (db_step(store, s, err)) {
        vec_push(ids, db_i64(s, 0));
        *now += db_bool(s, 1) ? 1 : 0;
    }
    return err->kind == ERROR_NONE;
}

bool store_organisation_name(Store *store, int64_t id, char **name, Id *uid, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *s = db_query(store, err, "SELECT name, uid FROM organisation WHERE id = ?", "i", id);
    if (!db_step(store, s, err))
        return err->kind != ERROR_NONE
                   ? false
                   : error_set(err, ERROR_NOT_FOUND, "there is no such organisation any more");
    *name = db_text(s, 0);
    *uid = db_id(s, 1);
    db_reset(s);
    return true;
}

bool store_organisation_find(Store *store, const char *text, int64_t *id, Error *err)
{
    static const OrganisationKind KINDS[] = {ORGANISATION_COMPANY, ORGANISATION_SCHOOL, ORGANISATION_GROUP};
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if ((*id = store_organisation(store, KINDS[i], text, false, err)) != 0)
            return true;
    Str fold = STR_INIT;
    org_fold(text, &fold);
    Str high = STR_INIT;
    str_appendf(&high, "%s\xf4\x8f\xbf\xbf", str_get(&fold));
    int64_t matches = 0;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS && *id == 0; i++) {
        matches =
            db_int(store, 0, "SELECT count(*) FROM organisation WHERE kind = ? AND fold BETWEEN ? AND ?",
                   "ttt", organisation_kind_name(KINDS[i]), str_get(&fold), str_get(&high));
        if (matches == 1)
            *id = db_int(store, 0, "SELECT id FROM organisation WHERE kind = ? AND fold BETWEEN ? AND ?",
                         "ttt", organisation_kind_name(KINDS[i]), str_get(&fold), str_get(&high));
    }
    str_clear(&fold);
    str_clear(&high);
    return *id != 0 || error_set(err, ERROR_NOT_FOUND, "no organisation is called %s", text);
}

bool store_target_seed(Store *store, int64_t organisation, bool watch, Error *err)
{
    store_touch(store, CHANGE_ORGANISATIONS, organisation);
    return db_exec(store, err,
                   "INSERT INTO target (organisation, watch, import) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                   "inz", organisation, (int)watch, store->import);
}
