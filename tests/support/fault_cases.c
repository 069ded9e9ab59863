// SPDX-License-Identifier: MIT
// Ids, clock and content are the same in every copy, so that a dump can be compared byte by byte.
#include "support/fault_cases.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rapport/app/contacts.h"
#include "rapport/app/drafts.h"
#include "rapport/app/outreach.h"
#include "rapport/app/settings.h"
#include "rapport/app/transfer.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/store/followups.h"
#include "support/world.h"

enum { SEED = 4, FILE_LIMIT = 64 << 20 };

static const char CONNECTIONS[] =
    "Notes:\n\"When exporting your connection data, you may notice that some of the email addresses are "
    "missing.\"\n\n"
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Maya,Lindqvist,https://www.linkedin.com/in/maya-lindqvist,maya@kestrel.example,Kestrel,Director,02 Jan "
    "2024\n"
    "Öykü,Şahin,https://www.linkedin.com/in/oyku-sahin,,\"Müller, Söhne\",Engineer,15 Dec 2023\n"
    "Sam,Okafor,https://www.linkedin.com/in/sam-okafor,sam@globex.example,Globex,,01 Feb 2025\n";

static void must(bool fine, const Error *err)
{
    if (fine)
        return;
    fprintf(stderr, "the fault tests cannot start: %s\n", err->message);
    abort();
}

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

static const FaultCase CASES[] = {
    {.name = "add", .run = run_add},
    {.name = "edit", .run = run_edit},
    {.name = "tag", .run = run_tag},
    {.name = "log", .run = run_log},
    {.name = "reply", .run = run_reply},
    {.name = "done", .run = run_done},
    {.name = "follow-up", .run = run_followup},
    {.name = "mark-sent", .run = run_sent},
    {.name = "draft", .run = run_draft},
    {.name = "trash", .run = run_trash},
    {.name = "set", .run = run_set},
    {.name = "undo", .run = run_undo},
    {.name = "redo", .prepare = run_undo, .run = run_redo},
    {.name = "import", .run = run_import},
    {.name = "undo of an import", .prepare = run_import, .run = run_undo},
    {.name = "backup", .run = run_backup, .writes_elsewhere = true},
};

const FaultCase *fault_cases(size_t *count)
{
    *count = sizeof CASES / sizeof *CASES;
    return CASES;
}

// ---- the database

// Calls visit for each file in the folder, with its full name.
static void each_file(const FaultBase *base,
                      void (*visit)(const FaultBase *base, const char *path, void *self), void *self)
{
    DIR *folder = opendir(base->folder);
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        char *path = str_format("%s/%s", base->folder, entry->d_name);
        visit(base, path, self);
        free(path);
    }
    if (folder != NULL)
        closedir(folder);
}

static void remove_file(const FaultBase *base, const char *path, void *self)
{
    (void)self;
    if (strcmp(path, base->export) != 0)
        unlink(path);
}

static void clean(const FaultBase *base)
{
    each_file(base, remove_file, NULL);
}

static void count_stranger(const FaultBase *base, const char *path, void *self)
{
    size_t *count = self;
    *count +=
        !str_starts(path, base->path) && strcmp(path, base->export) != 0 && strcmp(path, base->backup) != 0;
}

size_t fault_strangers(const FaultBase *base)
{
    size_t count = 0;
    each_file(base, count_stranger, &count);
    return count;
}

static void make_draft(App *app, FaultBase *base)
{
    Error err = {0};
    StepResult result = {0};
    int64_t rev = 1, copy;
    int64_t to = base->contact + 1;
    DraftRequest request = {.contacts = &to, .contact_count = 1, .template_name = ""};
    must(app_draft_new(app, &request, &result, &err), &err);
    base->draft = result.id;
    step_result_clear(&result);
    must(app_draft_save(app, base->draft, &rev, "Hello", "Could we talk for 15 minutes?", NULL, 0, &copy,
                        &err),
         &err);
}

static void fill(App *app, FaultBase *base)
{
    Error err = {0};
    FollowupList rows = {0};
    base->contact = 1;
    must(world_people(app, &err), &err);
    must(store_followups_of(app->store, base->contact, true, &rows, &err) && rows.count > 0, &err);
    base->followup = rows.items[0].id;
    followup_list_clear(&rows);
    make_draft(app, base);
    must(run_tag(app, base, &err), &err);
    must(run_log(app, base, &err), &err); // what undo takes back
    const char *again = "python";
    must(app_tag(app, &base->contact, 1, &again, 1, NULL, 0, &err) && run_log(app, base, &err), &err);
}

FaultBase fault_base_new(void)
{
    const char *folder = getenv("TMPDIR");
    if (folder == NULL)
        folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"; // nothing here needs a real disk
    FaultBase base = {.folder = str_format("%s/rapport-fault-XXXXXX", folder)};
    Error err = {0};
    App *app = NULL;
    must(mkdtemp(base.folder) != NULL, &err);
    base.path = str_format("%s/people.db", base.folder);
    base.export = str_format("%s/Connections.csv", base.folder);
    base.backup = str_format("%s/copy.db", base.folder);
    must(file_write(base.export, CONNECTIONS, sizeof CONNECTIONS - 1, FILE_REPLACE, &err), &err);
    must(world_open(base.path, NULL, SEED, 0, &app, &err), &err);
    fill(app, &base);
    app_close(app);
    must(file_read(base.path, FILE_LIMIT, &base.bytes, &err), &err);
    return base;
}

void fault_base_free(FaultBase *base)
{
    clean(base);
    unlink(base->export);
    rmdir(base->folder);
    free(base->folder);
    free(base->path);
    free(base->export);
    free(base->backup);
    str_clear(&base->bytes);
}

App *fault_open(const FaultBase *base, const FaultCase *one, char **before)
{
    Error err = {0};
    App *app = NULL;
    clean(base);
    FILE *file = fopen(base->path, "wx");
    must(file != NULL && fwrite(base->bytes.data, 1, base->bytes.length, file) == base->bytes.length, &err);
    fclose(file);
    must(chmod(base->path, 0600) == 0 && world_open(base->path, NULL, SEED + 1, 1, &app, &err), &err);
    must(one->prepare == NULL || one->prepare(app, base, &err), &err);
    if (before != NULL)
        *before = world_dump(base->path);
    return app;
}

char *fault_after(const FaultBase *base, const FaultCase *one)
{
    Error err = {0};
    App *app = fault_open(base, one, NULL);
    must(one->run(app, base, &err), &err);
    app_close(app);
    return world_dump(base->path);
}

// ---- the verdict

static char *judge_backup(const FaultBase *base, bool acknowledged)
{
    Error err = {0};
    bool there = access(base->backup, F_OK) == 0;
    if (acknowledged != there && acknowledged)
        return str_format("the backup was acknowledged, but is not there");
    if (there && !store_verify_file(base->backup, &err))
        return str_format("the backup is not sound: %s", err.message);
    return NULL;
}

static char *judge_state(const char *before, const char *after, const char *now, bool acknowledged,
                         bool *kept)
{
    bool is_before = strcmp(before, now) == 0, is_after = strcmp(after, now) == 0;
    if (kept != NULL)
        *kept = is_after && !is_before;
    if (acknowledged && !is_after)
        return is_before ? str_format("acknowledged, but lost") : world_difference(after, now);
    return is_before || is_after ? NULL : world_difference(before, now);
}

char *fault_judge(const FaultBase *base, const FaultCase *one, const char *before, const char *after,
                  bool acknowledged, bool *kept)
{
    Error err = {0};
    App *app = NULL;
    if (kept != NULL)
        *kept = false;
    if (!world_open(base->path, NULL, SEED + 2, 2, &app, &err))
        return str_format("does not open again: %s", err.message);
    char *wrong = world_findings(app);
    if (*wrong == '\0') {
        free(wrong);
        char *now = world_dump(base->path);
        wrong = judge_state(before, after, now, acknowledged, kept);
        free(now);
    }
    app_close(app);
    return wrong == NULL && one->writes_elsewhere ? judge_backup(base, acknowledged) : wrong;
}

long fault_stride(long operations, long points)
{
    const char *wanted = getenv("RAPPORT_FAULT");
    if (wanted != NULL && strcmp(wanted, "full") == 0)
        return 1;
    return operations > points ? (operations + points - 1) / points : 1;
}
