// SPDX-License-Identifier: MIT
// Deeds choose among what is there with the public calls of the store, so that they work on any database and
// through any connection.
#include "support/world.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/contacts.h"
#include "rapport/app/debrief.h"
#include "rapport/app/drafts.h"
#include "rapport/app/outreach.h"
#include "rapport/app/settings.h"
#include "rapport/app/targets.h"
#include "rapport/base/mem.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "rapport/store/search.h"

// ---- choosing

#define PICK(random, table) ((table)[random_below((random), sizeof(table) / sizeof *(table))])

static int64_t some_contact(App *app, Random *random)
{
    ContactIds ids = {0};
    int64_t id = 0;
    if (store_search(app->store, NULL, SORT_ADDED, false, 0, &ids, NULL) && ids.count > 0)
        id = ids.items[random_below(random, ids.count)];
    vec_clear(&ids);
    return id;
}

static int64_t some_followup(App *app, Random *random)
{
    FollowupList rows = {0};
    int64_t id = 0;
    if (store_followups_between(app->store, -1000000, 1000000, 1000, &rows, NULL) && rows.count > 0)
        id = rows.items[random_below(random, rows.count)].id;
    followup_list_clear(&rows);
    return id;
}

static int64_t some_draft(App *app, Random *random)
{
    Drafts drafts = {0};
    int64_t id = 0;
    if (store_drafts(app->store, DRAFT_OPEN, 1000, &drafts, NULL) && drafts.count > 0)
        id = drafts.items[random_below(random, drafts.count)].id;
    drafts_clear(&drafts);
    return id;
}

static int64_t some_interaction(App *app, Random *random)
{
    Interactions list = {0};
    int64_t id = 0, contact = some_contact(app, random);
    if (store_timeline(app->store, contact, 0, 0, 100, &list, NULL) && list.count > 0)
        id = list.items[random_below(random, list.count)].id;
    store_interactions_clear(&list);
    return id;
}

static int32_t some_day(App *app, Random *random)
{
    return app_today(app) + (int32_t)random_below(random, 60) - 10;
}

static bool finish(StepResult *result, bool done)
{
    step_result_clear(result);
    return done;
}

// ---- people

static const char *const GIVEN[] = {"Ada",  "Björn", "Chidi", "Dóra", "Eun-ji", "Farid", "Gül",
                                    "Hana", "Iñigo", "Jō",    "王芳", "Łucja",  "Nguyễn"};
static const char *const FAMILY[] = {"Byron",    "Ek",   "Okafor", "Nagy",    "박",        "Haddad",  "Şahin",
                                     "Nováková", "Peña", "O'Neil", "van Dam", "Zielińska", "de Vries"};
static const char *const PLACES[] = {"Kestrel",    "Globex GmbH", "Interlark",
                                     "Hooli Inc.", "Gitanya",     "Müller & Co"};
static const char *const TAGS[] = {"python", "berlin", "alumni", "climbing"};

static bool do_add(App *app, Random *random, Error *err)
{
    AddResult result = {0};
    char *line = str_format("%s %s @ %s, p%zu@%s.example, #%s%s", PICK(random, GIVEN), PICK(random, FAMILY),
                            PICK(random, PLACES), random_below(random, 30), "mail", PICK(random, TAGS),
                            random_below(random, 2) == 0 ? ", I promised slides fri" : "");
    bool fine = app_add(app, line, &result, err);
    free(line);
    add_result_clear(&result);
    return fine;
}

static bool do_add_lines(App *app, Random *random, Error *err)
{
    ContactIds added = {0};
    char *text =
        str_format("%s %s @ %s\n%s %s, school %s\n", PICK(random, GIVEN), PICK(random, FAMILY),
                   PICK(random, PLACES), PICK(random, GIVEN), PICK(random, FAMILY), PICK(random, PLACES));
    bool fine = app_add_lines(app, text, false, &added, err);
    free(text);
    vec_clear(&added);
    return fine;
}

static bool do_edit(App *app, Random *random, Error *err)
{
    static const char *const edits[] = {
        "title=Staff engineer",
        "company=Kestrel",
        "company=",
        "school=Northeastern",
        "city=Łódź",
        "city=",
        "name=Someone Else",
        "email+=new@post.example",
        "phone+=+49 30 1234567",
        "about=two\nlines",
        "introduced_by=Ada Byron",
        "nickname=Z",
    };
    FieldEdit edit;
    int64_t ids[2] = {some_contact(app, random), some_contact(app, random)};
    size_t count = ids[0] != ids[1] ? 1 + random_below(random, 2) : 1;
    if (ids[0] == 0)
        return true;
    return field_edit_parse(PICK(random, edits), &edit, err) && app_edit(app, ids, count, 0, &edit, 1, err);
}

static bool do_me(App *app, Random *random, Error *err)
{
    static const char *const edits[] = {"name=Anna Example", "school=Northeastern", "city=Bonn"};
    FieldEdit edit;
    int64_t me = store_me(app->store);
    return field_edit_parse(me == 0 ? edits[0] : PICK(random, edits), &edit, err) &&
           app_edit(app, &me, 1, 0, &edit, 1, err);
}

static bool do_tag(App *app, Random *random, Error *err)
{
    int64_t id = some_contact(app, random);
    const char *one = PICK(random, TAGS), *other = PICK(random, TAGS);
    return id == 0 || app_tag(app, &id, 1, &one, random_below(random, 2), &other, 1, err);
}

static bool do_trash(App *app, Random *random, Error *err)
{
    int64_t id = some_contact(app, random);
    return id == 0 || app_trash(app, &id, 1, err);
}

static bool do_untrash(App *app, Random *random, Error *err)
{
    return app_untrash(app, 1 + (int64_t)random_below(random, 20), err);
}

static bool do_favourite(App *app, Random *random, Error *err)
{
    int64_t id = some_contact(app, random);
    return id == 0 || app_favourite(app, &id, 1, err);
}

static bool do_stage(App *app, Random *random, Error *err)
{
    int64_t id = some_contact(app, random);
    return id == 0 || app_stage(app, &id, 1, (Stage)random_below(random, STAGE_COUNT), err);
}

static bool do_rest(App *app, Random *random, Error *err)
{
    int64_t id = some_contact(app, random);
    int32_t until = random_below(random, 2) == 0 ? CIVIL_NONE : app_today(app) + 30;
    return id == 0 || app_rest(app, &id, 1, until, err);
}

static bool do_rhythm(App *app, Random *random, Error *err)
{
    int64_t id = some_contact(app, random);
    return id == 0 || app_rhythm(app, &id, 1, (int)random_below(random, 4) * 30, err);
}

static bool do_hook(App *app, Random *random, Error *err)
{
    int64_t id = some_contact(app, random);
    return id == 0 || app_hook(app, id, PICK(random, PLACES), err);
}

static bool do_target(App *app, Random *random, Error *err)
{
    TargetChange change = target_keep();
    StepResult result = {0};
    change.motivation = (int)random_below(random, 4);
    change.watch = (int)random_below(random, 2);
    change.closed = (int)random_below(random, 2);
    return finish(&result, app_target(app, PICK(random, PLACES), true, &change, &result, err));
}

static bool do_opening(App *app, Random *random, Error *err)
{
    Opening opening = {.title = random_below(random, 2) == 0 ? "Engineer" : "Writer",
                       .link = random_below(random, 2) == 0 ? "https://jobs.example/1" : NULL,
                       .closes = random_below(random, 2) == 0 ? some_day(app, random) : CIVIL_NONE,
                       .applied = random_below(random, 2) == 0 ? some_day(app, random) : CIVIL_NONE};
    StepResult result = {0};
    bool closed = random_below(random, 4) == 0;
    return finish(&result, app_opening(app, PICK(random, PLACES), &opening, closed, &result, err));
}

static bool do_tie(App *app, Random *random, Error *err)
{
    int64_t a = some_contact(app, random), b = some_contact(app, random);
    StepResult result = {0};
    return a == 0 || a == b || finish(&result, app_tie(app, a, "knows", b, &result, err));
}

static bool do_introduction(App *app, Random *random, Error *err)
{
    static const char *const states[] = {"wanted", "asked", "made", "declined"};
    int64_t a = some_contact(app, random), b = some_contact(app, random);
    StepResult result = {0};
    return a == 0 || a == b ||
           finish(&result, app_introduction(app, a, b, PICK(random, states), &result, err));
}

static bool do_debrief(App *app, Random *random, Error *err)
{
    int64_t id = some_contact(app, random);
    char *line = str_format("%s %s @ %s", PICK(random, GIVEN), PICK(random, FAMILY), PICK(random, PLACES));
    const char *const hooks[] = {PICK(random, PLACES)}, *const names[] = {line};
    DebriefPromise promise = {random_below(random, 2) == 0, "the slides by fri"};
    Debrief debrief = {.contact = id,
                       .topic = random_below(random, 2) == 0 ? PICK(random, PLACES) : NULL,
                       .learned = "how they work there",
                       .hooks = hooks,
                       .hook_count = random_below(random, 2),
                       .promises = &promise,
                       .promise_count = random_below(random, 2),
                       .names = names,
                       .name_count = random_below(random, 2)};
    StepResult result = {0};
    bool fine = id == 0 || app_debrief(app, &debrief, &result, err);
    free(line);
    return finish(&result, fine);
}

// ---- what happens

// Only what one goes to can lie ahead.
static Moment moment_around(App *app, Random *random, bool ahead)
{
    int32_t day = some_day(app, random);
    if (!ahead && day > app_today(app))
        day = app_today(app) - 20;
    return (Moment){(int64_t)day * 86400 + 32400, 0};
}

static bool log_as(App *app, Random *random, InteractionKind kind, Direction direction, Error *err)
{
    int64_t ids[2] = {some_contact(app, random), some_contact(app, random)};
    const char *hook = "moves to Lisbon";
    StepResult result = {0};
    if (ids[0] == 0)
        return true;
    LogRequest request = {.kind = kind,
                          .direction = direction,
                          .occasion = (Occasion)random_below(random, OCCASION_COUNT),
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .moved_day = CIVIL_NONE,
                          .timed = random_below(random, 2) == 0,
                          .text = PICK(random, PLACES),
                          .event = kind == INTERACTION_EVENT ? "PyCon" : NULL,
                          .contacts = ids,
                          .contact_count = ids[0] != ids[1] ? 1 + random_below(random, 2) : 1,
                          .hooks = &hook,
                          .hook_count = random_below(random, 2),
                          .anyway = random_below(random, 2) == 0};
    if (request.timed)
        request.at = moment_around(app, random, kind == INTERACTION_MEETING || kind == INTERACTION_EVENT);
    return finish(&result, app_log(app, &request, &result, err));
}

static bool do_message(App *app, Random *random, Error *err)
{
    return log_as(app, random, INTERACTION_MESSAGE,
                  random_below(random, 2) == 0 ? DIRECTION_OUT : DIRECTION_IN, err);
}

static bool do_call(App *app, Random *random, Error *err)
{
    return log_as(app, random, INTERACTION_CALL, DIRECTION_NONE, err);
}

static bool do_meeting(App *app, Random *random, Error *err)
{
    return log_as(app, random, INTERACTION_MEETING, DIRECTION_NONE, err);
}

static bool do_event(App *app, Random *random, Error *err)
{
    return log_as(app, random, INTERACTION_EVENT, DIRECTION_NONE, err);
}

static bool do_note(App *app, Random *random, Error *err)
{
    return log_as(app, random, INTERACTION_NOTE, DIRECTION_NONE, err);
}

static bool do_reply(App *app, Random *random, Error *err)
{
    int64_t id = some_contact(app, random);
    StepResult result = {0};
    Answer answer = (Answer)random_below(random, ANSWER_COUNT);
    return id == 0 || finish(&result, app_replied(app, id, answer, app_today(app) + 9, "Sure", &result, err));
}

static bool do_settle(App *app, Random *random, Error *err)
{
    int64_t id = some_contact(app, random);
    StepResult result = {0};
    return id == 0 || finish(&result, app_settle(app, id, &result, err));
}

static bool do_unlog(App *app, Random *random, Error *err)
{
    int64_t id = some_interaction(app, random);
    return id == 0 || app_delete_interaction(app, id, err);
}

// ---- follow-ups

static bool do_followup(App *app, Random *random, Error *err)
{
    static const Origin origins[] = {ORIGIN_HAND, ORIGIN_MY_PROMISE, ORIGIN_THEIR_PROMISE};
    StepResult result = {0};
    FollowupRequest request = {.contact = some_contact(app, random),
                               .day = some_day(app, random),
                               .minute = random_below(random, 2) == 0 ? -1 : 600,
                               .text = PICK(random, PLACES),
                               .origin = PICK(random, origins),
                               .repeat = random_below(random, 3) == 0 ? "every 2 weeks" : NULL};
    return finish(&result, app_followup_add(app, &request, &result, err));
}

static bool do_done(App *app, Random *random, Error *err)
{
    StepResult result = {0};
    int64_t id = some_followup(app, random);
    return id == 0 || finish(&result, app_followups_done(app, &id, 1, &result, err));
}

static bool do_drop(App *app, Random *random, Error *err)
{
    StepResult result = {0};
    int64_t id = some_followup(app, random);
    return id == 0 || finish(&result, app_followups_drop(app, &id, 1, &result, err));
}

static bool do_snooze(App *app, Random *random, Error *err)
{
    StepResult result = {0};
    int64_t ids[2] = {some_followup(app, random), some_followup(app, random)};
    size_t count = ids[0] != ids[1] ? 2 : 1;
    return ids[0] == 0 || finish(&result, app_followups_shift(app, ids, count, 7, &result, err));
}

static bool do_move(App *app, Random *random, Error *err)
{
    StepResult result = {0};
    int64_t id = some_followup(app, random);
    return id == 0 ||
           finish(&result, app_followups_move(app, &id, 1, some_day(app, random), 900, &result, err));
}

static bool do_retext(App *app, Random *random, Error *err)
{
    StepResult result = {0};
    int64_t id = some_followup(app, random);
    return id == 0 ||
           finish(&result, app_followups_edit(app, &id, 1, PICK(random, PLACES), NULL, &result, err));
}

// ---- drafts, templates, settings

static bool do_draft(App *app, Random *random, Error *err)
{
    int64_t id = some_contact(app, random);
    StepResult result = {0};
    DraftRequest request = {
        .contacts = &id, .contact_count = 1, .template_name = random_below(random, 2) == 0 ? "" : NULL};
    return id == 0 || finish(&result, app_draft_new(app, &request, &result, err));
}

static bool do_type(App *app, Random *random, Error *err)
{
    int64_t id = some_draft(app, random), rev, copy;
    Draft draft = {0};
    if (id == 0)
        return true;
    bool fine = store_draft_get(app->store, id, &draft, err);
    rev = draft.rev;
    fine = fine &&
           app_draft_save(app, id, &rev, "Hello", "Could we talk for 15 minutes?\nAnna", NULL, 0, &copy, err);
    draft_clear(&draft);
    return fine;
}

static bool do_sent(App *app, Random *random, Error *err)
{
    StepResult result = {0};
    int64_t id = some_draft(app, random);
    return id == 0 || finish(&result, app_draft_sent(app, id, NULL, true, &result, err));
}

static bool do_discard(App *app, Random *random, Error *err)
{
    int64_t id = some_draft(app, random);
    return id == 0 || app_draft_discard(app, id, err);
}

static bool do_channel(App *app, Random *random, Error *err)
{
    int64_t id = some_draft(app, random);
    return id == 0 || app_draft_channel(app, id, (Channel)(1 + random_below(random, CHANNEL_COUNT - 1)), err);
}

static bool do_template(App *app, Random *random, Error *err)
{
    static const char *const names[] = {"own", "other", "thank-you"};
    const char *name = PICK(random, names);
    Template template = {0};
    if (!store_template_get(app->store, name, &template, NULL))
        template =
            (Template){.name = mem_strdup(name), .occasion = OCCASION_REQUEST, .channel = CHANNEL_EMAIL};
    free(template.subject);
    free(template.text);
    template.subject = mem_strdup("Hello");
    template.text = str_format("Hi {{first_name}},\nversion %zu of this.\n", random_below(random, 1000));
    bool fine = app_template_save(app, &template, err);
    template_clear(&template);
    return fine;
}

static bool do_untemplate(App *app, Random *random, Error *err)
{
    static const char *const names[] = {"own", "other", "nudge"};
    return app_template_remove(app, PICK(random, names), err);
}

static bool do_restore(App *app, Random *random, Error *err)
{
    (void)random;
    return app_template_restore(app, "thank-you", err);
}

static bool do_set(App *app, Random *random, Error *err)
{
    static const char *const settings[][2] = {
        {"nudge-due", "9"},    {"nudge-due", ""}, {"weekend", "fri,sat"},    {"weekend", ""},
        {"signature", "Anna"}, {"min-gap", "5"},  {"holidays", "2026-12-25"}};
    const char *const *pair = PICK(random, settings);
    return app_set(app, pair[0], pair[1], err);
}

static const Deed DEEDS[] = {
    {"add", do_add},           {"add-lines", do_add_lines},
    {"edit", do_edit},         {"me", do_me},
    {"tag", do_tag},           {"trash", do_trash},
    {"untrash", do_untrash},   {"favourite", do_favourite},
    {"stage", do_stage},       {"rest", do_rest},
    {"rhythm", do_rhythm},     {"hook", do_hook},
    {"target", do_target},     {"opening", do_opening},
    {"tie", do_tie},           {"introduction", do_introduction},
    {"debrief", do_debrief},   {"message", do_message},
    {"call", do_call},         {"meeting", do_meeting},
    {"event", do_event},       {"note", do_note},
    {"reply", do_reply},       {"settle", do_settle},
    {"unlog", do_unlog},       {"followup", do_followup},
    {"done", do_done},         {"drop", do_drop},
    {"snooze", do_snooze},     {"move", do_move},
    {"retext", do_retext},     {"draft", do_draft},
    {"type", do_type},         {"sent", do_sent},
    {"discard", do_discard},   {"channel", do_channel},
    {"template", do_template}, {"untemplate", do_untemplate},
    {"restore", do_restore},   {"set", do_set},
};

const Deed *world_deeds(size_t *count)
{
    *count = sizeof DEEDS / sizeof *DEEDS;
    return DEEDS;
}

const Deed *world_deed(const char *name)
{
    for (size_t i = 0; i < sizeof DEEDS / sizeof *DEEDS; i++)
        if (strcmp(DEEDS[i].name, name) == 0)
            return &DEEDS[i];
    return NULL;
}

// ---- the whole

bool world_open(const char *path, const char *vfs, uint64_t seed, int hours, App **out, Error *err)
{
    Moment now = {(int64_t)civil_day(2026, 11, 24) * 86400 + 9 * 3600 + 41 * 60 + (int64_t)hours * 3600, 0};
    StoreOptions options = {
        .path = path, .create = true, .clock = clock_fixed(now), .ids = id_source_seeded(seed), .vfs = vfs};
    return app_open(&options, out, err);
}

bool world_people(App *app, Error *err)
{
    static const char *const lines[] = {
        "Maya Lindqvist @ Kestrel, Staff engineer, maya@kestrel.example, #python, I promised slides fri",
        "Tom Reilly @ Interlark, tom@interlark.example, school Northeastern",
        "王芳 @ Globex GmbH, fang@globex.example, met at PyCon, card",
    };
    bool fine = true;
    for (size_t i = 0; fine && i < sizeof lines / sizeof *lines; i++) {
        AddResult result = {0};
        fine = app_add(app, lines[i], &result, err);
        add_result_clear(&result);
    }
    return fine;
}

static bool is_kept_by_the_program(const char *table)
{
    static const char *const names[] = {"draft_text", "state",         "purged",   "change",
                                        "journal",    "journal_chunk", "day_count"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], table) == 0)
            return true;
    return str_starts(table, "people") || str_starts(table, "words") || str_starts(table, "sqlite_");
}

static bool dump_table(sqlite3 *db, const char *table, Str *out)
{
    char *sql = str_format("SELECT * FROM \"%s\" ORDER BY 1, 2", table);
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);
    free(sql);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(stmt);
        if (code != SQLITE_ROW)
            break;
        str_append(out, table);
        for (int i = 0; i < sqlite3_column_count(stmt); i++) {
            const unsigned char *bytes = sqlite3_column_blob(stmt, i);
            str_appendf(out, "|%s=", sqlite3_column_name(stmt, i));
            if (sqlite3_column_type(stmt, i) == SQLITE_NULL)
                str_append(out, "NULL");
            else if (sqlite3_column_type(stmt, i) == SQLITE_BLOB)
                for (int k = 0; k < sqlite3_column_bytes(stmt, i); k++)
                    str_appendf(out, "%02x", bytes[k]);
            else
                for (const char *c = (const char *)sqlite3_column_text(stmt, i); *c != '\0'; c++)
                    str_push(out, *c == '\n' ? ' ' : *c);
        }
        str_push(out, '\n');
    }
    sqlite3_finalize(stmt);
    return code == SQLITE_DONE;
}

char *world_dump(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    Str out = STR_INIT;
    bool fine = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
                sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
                                   -1, &stmt, NULL) == SQLITE_OK;
    while (fine && sqlite3_step(stmt) == SQLITE_ROW) {
        const char *table = (const char *)sqlite3_column_text(stmt, 0);
        fine = is_kept_by_the_program(table) || dump_table(db, table, &out);
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    if (fine)
        return str_take(&out);
    str_clear(&out);
    return NULL;
}

char *world_difference(const char *before, const char *after)
{
    size_t same = 0, line = 0;
    for (; before[same] == after[same] && before[same] != '\0'; same++)
        if (before[same] == '\n')
            line = same + 1;
    return str_format("\n-%.*s\n+%.*s", (int)strcspn(before + line, "\n"), before + line,
                      (int)strcspn(after + line, "\n"), after + line);
}

bool world_settle(const char *path)
{
    sqlite3 *db = NULL;
    bool fine = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
                sqlite3_exec(db, "BEGIN IMMEDIATE; ROLLBACK", NULL, NULL, NULL) == SQLITE_OK &&
                sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) == SQLITE_OK;
    return sqlite3_close(db) == SQLITE_OK && fine;
}

static void note_finding(void *self, const char *finding)
{
    str_appendf(self, "%s\n", finding);
}

char *world_findings(App *app)
{
    Str out = STR_INIT;
    Error err = {0};
    if (store_check(app->store, note_finding, &out, &err) < 0)
        str_appendf(&out, "the check could not run: %s\n", err.message);
    return str_take(&out);
}
