// SPDX-License-Identifier: MIT
// Templates with every version of their text, and what came of them: drafts sent and answers to those.
#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/fuzzy.h"
#include "rapport/store/drafts.h"

void template_clear(Template *template)
{
    free(template->name);
    free(template->subject);
    free(template->text);
    free(template->shipped);
    *template = (Template){.came.median_days = -1};
}

void templates_clear(Templates *list)
{
    for (size_t i = 0; i < list->count; i++)
        template_clear(&list->items[i]);
    vec_clear(list);
}

void template_versions_clear(TemplateVersions *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].subject);
        free(list->items[i].text);
    }
    vec_clear(list);
}

// ---- what came of them

// One row for each draft sent from the template, from that version or (0) from any: days until the first word
// of one of its recipients; NULL = no answer. The message is the interaction that the draft became, or where
// that is not linked, the first message to a recipient since the draft was begun. All is found through the
// recipients: interactions have no index on their draft.
#define WITH_RECIPIENTS                                                                                      \
    " FROM draft_recipient dr JOIN participant p ON p.contact = dr.contact"                                  \
    " JOIN interaction i ON i.id = p.interaction WHERE dr.draft = sent.id"
#define ANSWERS                                                                                              \
    "SELECT (SELECT min(i.day)" WITH_RECIPIENTS " AND i.kind IN ('message', 'call', 'meeting')"              \
    "   AND i.direction <> 'out' AND i.answer IS NOT 'ooo' AND (i.at_utc, i.id) > (m.at_utc, m.id)"          \
    "   AND i.day <= m.day + ?) - m.day AS days FROM"                                                        \
    " (SELECT sent.id, ifnull((SELECT i.id" WITH_RECIPIENTS " AND i.draft = sent.id LIMIT 1),"               \
    "   (SELECT i.id" WITH_RECIPIENTS " AND i.kind = 'message' AND i.direction = 'out' AND i.draft IS NULL"  \
    "    AND i.at_utc >= sent.created_utc ORDER BY i.at_utc, i.id LIMIT 1)) AS message"                      \
    "  FROM draft sent WHERE sent.template = ? AND sent.state = 'sent'"                                      \
    "   AND ? IN (0, sent.template_version)) AS sent"                                                        \
    " LEFT JOIN interaction m ON m.id = sent.message ORDER BY days"

// Of sorted numbers; half days are cut off.
static int median(const int *days, size_t count)
{
    if (count == 0)
        return -1;
    return (days[(count - 1) / 2] + days[count / 2]) / 2;
}

static bool read_came(Store *store, int64_t template, int version, TemplateCame *out, Error *err)
{
    enum { SEASON_DAYS = 90 };
    VEC(int) days = {0};
    out->sent = 0;
    sqlite3_stmt *stmt =
        db_query(store, err, ANSWERS, "iii", (int64_t)SEASON_DAYS, template, (int64_t)version);
    while (db_step(store, stmt, err)) {
        out->sent++;
        if (!db_null(stmt, 0))
            vec_push(&days, db_i32(stmt, 0));
    }
    out->answered = (int)days.count;
    out->median_days = median(days.items, days.count);
    vec_clear(&days);
    return err->kind == ERROR_NONE;
}

// ---- reading

#define TEMPLATE_COLUMNS                                                                                     \
    "SELECT t.id, t.uid, t.name, v.subject, v.text, t.occasion, t.channel, t.version, t.shipped"             \
    " FROM template t JOIN template_version v ON v.template = t.id AND v.version = t.version"

static void read_template(sqlite3_stmt *stmt, Template *out)
{
    *out = (Template){.id = db_i64(stmt, 0),
                      .uid = db_id(stmt, 1),
                      .name = db_text(stmt, 2),
                      .subject = db_text(stmt, 3),
                      .text = db_text(stmt, 4),
                      .occasion = occasion_parse(db_peek(stmt, 5)),
                      .channel = channel_parse(db_peek(stmt, 6)),
                      .version = db_i32(stmt, 7),
                      .shipped = db_text(stmt, 8),
                      .came.median_days = -1};
}

bool store_templates(Store *store, Templates *out, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    size_t first = out->count;
    sqlite3_stmt *stmt = db_query(
        store, err,
        TEMPLATE_COLUMNS " WHERE t.deleted_at IS NULL ORDER BY t.occasion IS NULL, t.occasion, t.name", "");
    while (db_step(store, stmt, err)) {
        Template *template = vec_add(out);
        read_template(stmt, template);
    }
    bool fine = stmt != NULL && err->kind == ERROR_NONE;
    for (size_t i = first; fine && i < out->count; i++)
        fine = read_came(store, out->items[i].id, 0, &out->items[i].came, err);
    return fine;
}

static bool read_one(Store *store, sqlite3_stmt *stmt, Template *out, Error *err)
{
    if (!db_step(store, stmt, err))
        return false;
    read_template(stmt, out);
    db_reset(stmt);
    return read_came(store, out->id, 0, &out->came, err);
}

static void read_version(sqlite3_stmt *stmt, TemplateVersion *out)
{
    *out = (TemplateVersion){.version = db_i32(stmt, 0),
                             .saved_day = db_day(stmt, 1),
                             .subject = db_text(stmt, 2),
                             .text = db_text(stmt, 3)};
}

bool store_template_versions(Store *store, int64_t id, TemplateVersions *out, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *stmt = db_query(store, err,
                                  "SELECT version, saved_day, subject, text FROM template_version"
                                  " WHERE template = ? ORDER BY version DESC",
                                  "i", id);
    while (db_step(store, stmt, err))
        read_version(stmt, vec_add(out));
    bool fine = err->kind == ERROR_NONE;
    for (size_t i = 0; fine && i < out->count; i++)
        fine = read_came(store, id, out->items[i].version, &out->items[i].came, err);
    return fine;
}

// "did you mean": the near name, borrowed from *list.
static const char *near_name(Store *store, const char *name, Templates *list)
{
    sqlite3_stmt *stmt =
        db_query(store, NULL, TEMPLATE_COLUMNS " WHERE t.deleted_at IS NULL ORDER BY t.name", "");
    while (db_step(store, stmt, NULL)) {
        Template *template = vec_add(list);
        read_template(stmt, template);
    }
    return list->count > 0 ? suggest_row(name, (const char *const *)&list->items[0].name, list->count,
                                         sizeof *list->items)
                           : NULL;
}

bool store_template_get(Store *store, const char *name, Template *out, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    sqlite3_stmt *stmt =
        db_query(store, err, TEMPLATE_COLUMNS " WHERE t.name = ? AND t.deleted_at IS NULL", "t", name);
    if (read_one(store, stmt, out, err))
        return true;
    if (err->kind != ERROR_NONE)
        return false;
    Templates list = {0};
    const char *near = near_name(store, name, &list);
    if (near != NULL)
        error_set(err, ERROR_NOT_FOUND, "there is no template \"%s\"; did you mean \"%s\"?", name, near);
    else
        error_set(err, ERROR_NOT_FOUND, "there is no template \"%s\"; rapport template list shows them",
                  name);
    templates_clear(&list);
    return false;
}

bool store_template_by_id(Store *store, int64_t id, Template *out, Error *err)
{
    Error own = {0};
    err = err != NULL ? err : &own;
    if (read_one(store, db_query(store, err, TEMPLATE_COLUMNS " WHERE t.id = ?", "i", id), out, err))
        return true;
    return err->kind != ERROR_NONE ? false
                                   : error_set(err, ERROR_NOT_FOUND, "there is no such template any more");
}

// ---- writing

static bool name_is_free(Store *store, const Template *template, Error *err)
{
    if (str_blank(template->name))
        return error_set(err, ERROR_INPUT, "a template needs a name");
    if (db_int(store, 0, "SELECT 1 FROM template WHERE name = ? AND id <> ? AND deleted_at IS NULL", "ti",
               template->name, template->id) != 0)
        return error_set(err, ERROR_INPUT, "there is a template \"%s\" already; choose another name",
                         template->name);
    // A removed one keeps its row for the drafts made from it; its name is free again.
    return db_exec(store, err,
                   "UPDATE template SET name = name || ' (removed ' || id || ')'"
                   " WHERE name = ? AND id <> ? AND deleted_at IS NOT NULL",
                   "ti", template->name, template->id);
}

static bool add_version(Store *store, const Template *template, Error *err)
{
    return db_exec(store, err,
                   "INSERT INTO template_version (template, version, subject, text, saved_day)"
                   " VALUES (?, ?, ?, ?, ?)",
                   "intti", template->id, template->version, template->subject,
                   template->text != NULL ? template->text : "", (int64_t)store_today(store));
}

static bool insert(Store *store, Template *template, Error *err)
{
    Id none = {{0}};
    if (id_equal(template->uid, none))
        template->uid = store_new_id(store);
    template->version = 1;
    if (!db_exec(store, err,
                 "INSERT INTO template (uid, name, occasion, channel, version, shipped)"
                 " VALUES (?, ?, ?, ?, 1, ?)",
                 "utttt", &template->uid, template->name, occasion_name(template->occasion),
                 channel_name(template->channel), template->shipped))
        return false;
    template->id = db_last_id(store);
    return add_version(store, template, err);
}

static bool update(Store *store, Template *template, Error *err)
{
    int64_t version = db_int(store, 0, "SELECT version FROM template WHERE id = ?", "i", template->id);
    if (version == 0)
        return error_set(err, ERROR_NOT_FOUND, "there is no such template any more");
    bool same =
        db_int(store, 0,
               "SELECT subject IS ? AND text = ? FROM template_version WHERE template = ? AND version = ?",
               "ttii", template->subject, template->text != NULL ? template->text : "", template->id,
               version) != 0;
    template->version = (int)version + (same ? 0 : 1);
    return (same || add_version(store, template, err)) &&
           db_exec(store, err,
                   "UPDATE template SET name = ?, occasion = ?, channel = ?, version = ?, shipped = ?,"
                   " deleted_at = NULL WHERE id = ?",
                   "tttnti", template->name, occasion_name(template->occasion),
                   channel_name(template->channel), template->version, template->shipped, template->id);
}

bool store_template_save(Store *store, Template *template, Error *err)
{
    bool fine = name_is_free(store, template, err) &&
                (template->id == 0 ? insert(store, template, err) : update(store, template, err));
    store_touch(store, CHANGE_TEMPLATES, template->id);
    return fine;
}

bool store_template_remove(Store *store, int64_t id, Error *err)
{
    store_touch(store, CHANGE_TEMPLATES, id);
    return db_exec(store, err, "UPDATE template SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL", "ii",
                   store_now(store).utc, id) &&
           (sqlite3_changes(store->db) > 0 ||
            error_set(err, ERROR_NOT_FOUND, "there is no such template any more"));
}
