// SPDX-License-Identifier: MIT
// What is broken: each case is one transaction that a person asks for, with known targets.
#include "support/fault_cases.h"

#include "rapport/app/contacts.h"
#include "rapport/app/drafts.h"
#include "rapport/app/outreach.h"
#include "rapport/app/purge.h"
#include "rapport/app/settings.h"
#include "rapport/app/transfer.h"
#include "support/world.h"

// ---- the cases

static bool finish(StepResult *result, bool done)
{
    step_result_clear(result);
    return done;
}

static bool run_add(App *app, const FaultBase *base, Error *err)
{
    (void)base;
    AddResult result = {0};
    bool done = app_add(app, "Ada Byron @ Acme, Engineer, ada@acme.example, #python, I promised slides fri",
                        &result, err);
    add_result_clear(&result);
    return done;
}

static bool run_edit(App *app, const FaultBase *base, Error *err)
{
    FieldEdit edits[2];
    return field_edit_parse("company=Hooli Inc.", &edits[0], err) &&
           field_edit_parse("city=Łódź", &edits[1], err) &&
           app_edit(app, &base->contact, 1, 0, edits, 2, err);
}

static bool run_tag(App *app, const FaultBase *base, Error *err)
{
    const char *add = "climbing", *remove = "python";
    return app_tag(app, &base->contact, 1, &add, 1, &remove, 1, err);
}

static bool run_log(App *app, const FaultBase *base, Error *err)
{
    StepResult result = {0};
    const char *hook = "moves to Lisbon";
    LogRequest request = {.kind = INTERACTION_MEETING,
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .moved_day = CIVIL_NONE,
                          .text = "We talked about turbines.",
                          .event = "PyCon",
                          .contacts = &base->contact,
                          .contact_count = 1,
                          .hooks = &hook,
                          .hook_count = 1};
    return finish(&result, app_log(app, &request, &result, err));
}

static bool run_reply(App *app, const FaultBase *base, Error *err)
{
    StepResult result = {0};
    return finish(&result, app_replied(app, base->contact + 1, ANSWER_YES, CIVIL_NONE, "Sure", &result, err));
}

static bool run_done(App *app, const FaultBase *base, Error *err)
{
    StepResult result = {0};
    return finish(&result, app_followups_done(app, &base->followup, 1, &result, err));
}

static bool run_followup(App *app, const FaultBase *base, Error *err)
{
    StepResult result = {0};
    FollowupRequest request = {.contact = base->contact,
                               .day = app_today(app) + 5,
                               .minute = -1,
                               .text = "send the paper",
                               .origin = ORIGIN_MY_PROMISE,
                               .repeat = "every 2 weeks"};
    return finish(&result, app_followup_add(app, &request, &result, err));
}

static bool run_sent(App *app, const FaultBase *base, Error *err)
{
    StepResult result = {0};
    return finish(&result, app_draft_sent(app, base->draft, NULL, true, &result, err));
}

static bool run_draft(App *app, const FaultBase *base, Error *err)
{
    StepResult result = {0};
    DraftRequest request = {.contacts = &base->contact, .contact_count = 1};
    return finish(&result, app_draft_new(app, &request, &result, err));
}

static bool run_trash(App *app, const FaultBase *base, Error *err)
{
    return app_trash(app, &base->contact, 1, err);
}

static bool run_set(App *app, const FaultBase *base, Error *err)
{
    (void)base;
    return app_set(app, "nudge-due", "9", err);
}

static bool run_undo(App *app, const FaultBase *base, Error *err)
{
    (void)base;
    JournalStep step;
    return app_undo(app, false, &step, err);
}

static bool run_redo(App *app, const FaultBase *base, Error *err)
{
    (void)base;
    JournalStep step;
    return app_redo(app, false, &step, err);
}

static bool run_import(App *app, const FaultBase *base, Error *err)
{
    const char *path = base->export;
    ImportRequest request = {.paths = &path, .path_count = 1};
    ImportReport report = {0};
    bool done = app_import(app, &request, &report, err);
    import_report_clear(&report);
    return done;
}

static bool run_backup(App *app, const FaultBase *base, Error *err)
{
    return store_backup(app->store, base->backup, err);
}

static bool run_template(App *app, const FaultBase *base, Error *err)
{
    (void)base;
    return app_template_remove(app, "thank-you", err);
}

static bool run_snooze(App *app, const FaultBase *base, Error *err)
{
    StepResult result = {0};
    return finish(&result, app_followups_shift(app, &base->followup, 1, 7, &result, err));
}

// The rows are one transaction; making the bytes go afterwards may be held up, and is said and ended later.
static bool run_purge(App *app, const FaultBase *base, Error *err)
{
    PurgeReport report = {0};
    bool done = app_purge(app, &base->contact, 1, &report, err);
    purge_report_clear(&report);
    return done;
}

// A command of the command line: the file is opened, something is done, the file is closed.
static bool run_cold(App *app, const FaultBase *base, Error *err)
{
    bool done = world_open(base->path, NULL, FAULT_SEED + 1, 1, &app, err) && run_set(app, base, err);
    app_close(app);
    return done;
}

static const FaultCase CASES[] = {
    {.name = "add", .run = run_add, .anywhere = true},
    {.name = "edit", .run = run_edit},
    {.name = "tag", .run = run_tag},
    {.name = "log", .run = run_log},
    {.name = "reply", .run = run_reply},
    {.name = "done", .run = run_done},
    {.name = "snooze", .run = run_snooze},
    {.name = "follow-up", .run = run_followup},
    {.name = "mark-sent", .run = run_sent},
    {.name = "draft", .run = run_draft},
    {.name = "trash", .run = run_trash},
    {.name = "purge", .run = run_purge},
    {.name = "set", .run = run_set, .anywhere = true},
    {.name = "undo", .run = run_undo},
    {.name = "redo", .prepare = run_undo, .run = run_redo},
    {.name = "import", .run = run_import, .anywhere = true},
    {.name = "undo of an import", .prepare = run_import, .run = run_undo, .anywhere = true},
    {.name = "template", .run = run_template, .anywhere = true},
    {.name = "backup", .run = run_backup, .anywhere = true, .writes_elsewhere = true},
    {.name = "a command", .run = run_cold, .anywhere = true, .cold = true},
};

const FaultCase *fault_cases(size_t *count)
{
    *count = sizeof CASES / sizeof *CASES;
    return CASES;
}

const FaultCase *fault_case(const char *name)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        if (str_equal(CASES[i].name, name))
            return &CASES[i];
    return NULL;
}
