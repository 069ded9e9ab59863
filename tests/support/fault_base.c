// SPDX-License-Identifier: MIT
// Ids, clock and content are the same in every copy, so that a dump can be compared byte by byte.
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rapport/app/contacts.h"
#include "rapport/app/drafts.h"
#include "rapport/base/file.h"
#include "rapport/store/followups.h"
#include "support/fault_cases.h"
#include "support/fault_counts.h"
#include "support/place.h"
#include "support/world.h"

enum { FILE_LIMIT = 64 << 20, LARGE_PEOPLE = 300 };

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

const char *fault_state_name(FaultState state)
{
    static const char *const names[] = {"plain", "hot -wal", "undone", "large", "empty"};
    return names[state];
}

bool fault_meets(const FaultCase *one, FaultState state)
{
    size_t count;
    size_t number = (size_t)(one - fault_cases(&count));
    if (state == FAULT_EMPTY && !one->anywhere)
        return false;
    return fault_full() || (FaultState)(number % FAULT_STATES) == state ||
           (FaultState)((number + 1) % FAULT_STATES) == state;
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

static void do_case(App *app, const FaultBase *base, const char *name)
{
    Error err = {0};
    must(fault_case(name)->run(app, base, &err), &err);
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
    const char *again = "python";
    do_case(app, base, "tag");
    must(app_tag(app, &base->contact, 1, &again, 1, NULL, 0, &err), &err);
    for (int i = 0; i < 2; i++)
        do_case(app, base, "log"); // what undo takes back
}

static void fill_more(App *app)
{
    Error err = {0};
    Str lines = STR_INIT;
    ContactIds added = {0};
    for (int i = 0; i < LARGE_PEOPLE; i++)
        str_appendf(&lines, "Person%d Family%d @ Company %d, p%d@post.example, #tag%d\n", i, i % 37, i % 23,
                    i, i % 5);
    must(app_add_lines(app, str_get(&lines), false, &added, &err), &err);
    vec_clear(&added);
    str_clear(&lines);
}

static void remember(const FaultBase *base, const char *suffix, Str *out)
{
    Error err = {0};
    char *path = str_format("%s%s", base->path, suffix);
    must(file_read(path, FILE_LIMIT, out, &err), &err);
    free(path);
}

static void make_state(FaultBase *base, FaultState state)
{
    Error err = {0};
    App *app = NULL;
    must(world_open(base->path, NULL, FAULT_SEED, 0, &app, &err), &err);
    if (state != FAULT_EMPTY)
        fill(app, base);
    if (state == FAULT_LARGE)
        fill_more(app);
    if (state == FAULT_UNDONE)
        for (int i = 0; i < 2; i++)
            do_case(app, base, "undo");
    if (state == FAULT_HOT) {
        app_close(app); // so that all before stands in the file
        must(world_open(base->path, NULL, FAULT_SEED + 3, 0, &app, &err), &err);
        do_case(app, base, "reply");
        do_case(app, base, "follow-up");
        remember(base, "-wal", &base->bytes[state].wal);
        remember(base, "", &base->bytes[state].file);
        app_close(app);
    } else {
        app_close(app);
        remember(base, "", &base->bytes[state].file);
    }
    clean(base);
}

FaultBase fault_base_new(void)
{
    FaultBase base = {.folder = str_format("%s/rapport-fault-XXXXXX", place_in_memory())};
    Error err = {0};
    must(mkdtemp(base.folder) != NULL, &err);
    base.path = str_format("%s/people.db", base.folder);
    base.export = str_format("%s/Connections.csv", base.folder);
    base.backup = str_format("%s/copy.db", base.folder);
    must(file_write(base.export, CONNECTIONS, sizeof CONNECTIONS - 1, FILE_REPLACE, &err), &err);
    for (int state = FAULT_STATES; state-- > 0;) // the plain one last: what it holds is what cases ask for
        make_state(&base, (FaultState)state);
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
    for (int state = 0; state < FAULT_STATES; state++) {
        str_clear(&base->bytes[state].file);
        str_clear(&base->bytes[state].wal);
    }
    for (size_t i = 0; i < FAULT_KNOWN; i++)
        free(base->known[i].dump);
}

static void put(const char *path, const char *suffix, const Str *bytes)
{
    Error err = {0};
    char *name = str_format("%s%s", path, suffix);
    FILE *file = fopen(name, "wx");
    must(file != NULL && fwrite(bytes->data, 1, bytes->length, file) == bytes->length, &err);
    fclose(file);
    must(chmod(name, 0600) == 0, &err);
    free(name);
}

void fault_place(const FaultBase *base, const Str *file, const Str *wal)
{
    clean(base);
    put(base->path, "", file);
    if (wal->length > 0)
        put(base->path, "-wal", wal);
}

static void place(const FaultBase *base)
{
    fault_place(base, &base->bytes[base->state].file, &base->bytes[base->state].wal);
}

App *fault_open(const FaultBase *base, const FaultCase *one, char **before)
{
    Error err = {0};
    App *app = NULL;
    place(base);
    if (!one->cold) {
        must(world_open(base->path, NULL, FAULT_SEED + 1, 1, &app, &err), &err);
        must(one->prepare == NULL || one->prepare(app, base, &err), &err);
    }
    if (before != NULL)
        *before = world_dump(base->path);
    if (before != NULL && one->cold)
        place(base); // reading brought the -wal in
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

// Of the whole file, 8 bytes at a time: pages have no other lengths. 0: it cannot be settled or read.
static uint64_t hash_of(const char *path)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325), word;
    Str bytes = STR_INIT;
    bool fine = world_settle(path) && file_read(path, FILE_LIMIT, &bytes, NULL);
    for (size_t at = 0; at + sizeof word <= bytes.length; at += sizeof word) {
        memcpy(&word, bytes.data + at, sizeof word);
        hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 29;
    }
    hash ^= bytes.length;
    str_clear(&bytes);
    return fine ? hash : 0;
}

static const char *known_dump(const FaultBase *base, uint64_t bytes)
{
    for (size_t i = 0; bytes != 0 && i < FAULT_KNOWN; i++)
        if (base->known[i].bytes == bytes)
            return base->known[i].dump;
    return NULL;
}

static const char *know(FaultBase *base, uint64_t bytes, char *dump)
{
    FaultKnown *known = &base->known[base->known_next++ % FAULT_KNOWN];
    free(known->dump);
    *known = (FaultKnown){bytes, dump};
    return dump;
}

// NULL: *wrong says why.
static const char *read_sound(FaultBase *base, char **wrong)
{
    Error err = {0};
    App *app = NULL;
    uint64_t bytes = hash_of(base->path);
    const char *dump = known_dump(base, bytes);
    if (dump != NULL)
        return dump;
    if (!world_open(base->path, NULL, FAULT_SEED + 2, 2, &app, &err)) {
        *wrong = str_format("does not open again: %s", err.message);
        return NULL;
    }
    *wrong = world_findings(app);
    char *now = **wrong == '\0' ? world_dump(base->path) : NULL;
    app_close(app);
    if (now == NULL)
        return NULL;
    free(*wrong);
    *wrong = NULL;
    return know(base, bytes, now);
}

char *fault_judge(FaultBase *base, const FaultCase *one, const char *before, const char *after,
                  bool acknowledged, bool *kept)
{
    char *wrong = NULL;
    if (kept != NULL)
        *kept = false;
    const char *now = read_sound(base, &wrong);
    if (now != NULL)
        wrong = judge_state(before, after, now, acknowledged, kept);
    return wrong == NULL && one->writes_elsewhere ? judge_backup(base, acknowledged) : wrong;
}
