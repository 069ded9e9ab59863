// SPDX-License-Identifier: MIT
// Many people at once: what comes of it is what comes of row after row, and the database is whole afterwards,
// however it ends and whoever reads meanwhile.
#include "fixture.h"

#include <limits.h>
#include <sys/wait.h>

#include "rapport/app/contacts.h"
#include "rapport/store/known.h"
#include "rapport/store/purge.h"
#include "rapport/store/search.h"
#include "support/random.h"
#include "support/rounds.h"

typedef struct World {
    const char *folder;
    char *path;
    App *app;
} World;

static World start(const char *folder, const char *database)
{
    World world = {.folder = folder,
                   .path = database != NULL ? str_format("%s/%s", folder, database) : mem_strdup(":memory:")};
    world.app = fixture_open(world.path, 5);
    return world;
}

static void stop(World *world)
{
    app_close(world->app);
    free(world->path);
}

static void no_finding(void *self, const char *finding)
{
    (void)self;
    fail_msg("%s", finding);
}

static void check_sound(World *world)
{
    Error err = {0};
    if (store_check(world->app->store, no_finding, NULL, &err) != 0)
        fail_msg("%s", err.message);
}

static ImportReport import_text(World *world, const char *text, ImportRequest request)
{
    fixture_file(world->folder, "Connections.csv", text);
    char *path = str_format("%s/Connections.csv", world->folder);
    const char *paths[] = {path};
    request.paths = paths;
    request.path_count = 1;
    ImportReport report;
    FINE(app_import(world->app, &request, &report, err));
    free(path);
    return report;
}

// ---- files

#define HEADER "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
#define OLD_HEADER "First Name,Last Name,Email Address,Company,Position,Connected On\n"

// Few names, profiles and addresses, so that rows speak of the same people in every way there is.
static void random_row(Random *random, bool old, size_t people, Str *out)
{
    static const char *const GIVEN[] = {"Ada", "Björn", "Chidi", "Łucja", "芳", "Maya", "O'Neil", "Zoë Anne"};
    static const char *const FAMILY[] = {"Lindqvist", "Okafor", "van der Berg", "Norwood", "", "김"};
    static const char *const TITLES[] = {"Engineer", "Founder", "", "\"Director, Sales\""};
    size_t who = random_below(random, people);
    size_t given = (who * 7 + (random_below(random, 40) == 0)) % 8, family = who * 11 % 6;
    str_appendf(out, "%s,%s,", GIVEN[given], FAMILY[family]);
    if (!old && random_below(random, 8) != 0)
        str_appendf(out, "https://www.linkedin.com/in/p-%zu,", who);
    else if (!old)
        str_append(out, ",");
    if (random_below(random, 3) == 0)
        str_appendf(out, "p%zu@mail.example", random_below(random, 5) == 0 ? who / 2 : who);
    str_appendf(out, ",%s%zu,%s,%02zu Feb 2020\n", random_below(random, 4) == 0 ? "Acme " : "Globex ",
                who % 30 + random_below(random, 20) / 19, TITLES[random_below(random, 50) == 0 ? 3 : who % 4],
                1 + who * 13 % 28);
}

static char *random_file(Random *random, size_t people)
{
    bool old = random_below(random, 3) == 0;
    Str out = STR_INIT;
    str_append(&out, old ? OLD_HEADER : HEADER);
    for (size_t i = 0; i < 1200; i++)
        random_row(random, old, people, &out);
    return str_take(&out);
}

// What was told before, but for a row here and there: gone, or another one in its place.
static char *told_again(Random *random, const char *before, size_t people)
{
    bool old = str_starts(before, OLD_HEADER);
    Str out = STR_INIT;
    for (const char *line = before, *end; *line != '\0'; line = end) {
        end = strchr(line, '\n') + 1;
        size_t chance = line == before ? 9 : random_below(random, 10);
        if (chance == 0)
            random_row(random, old, people, &out);
        else if (chance > 1)
            str_append_n(&out, line, (size_t)(end - line));
    }
    return str_take(&out);
}

// ---- what two databases have in common

typedef struct Lines {
    VEC(char *) lines;
    Str rest;
} Lines;

static bool take_bytes(void *self, const char *bytes, size_t length)
{
    Lines *lines = self;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] != '\n') {
            str_push(&lines->rest, bytes[i]);
            continue;
        }
        vec_push(&lines->lines, str_take(&lines->rest));
    }
    return true;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

enum { UID = 36 };

static bool is_uid(const char *text)
{
    for (int i = 0; i < UID; i++)
        if (i == 8 || i == 13 || i == 18 || i == 23 ? text[i] != '-'
                                                    : strchr("0123456789abcdef", text[i]) == NULL)
            return false;
    return true;
}

// A line with each UUID replaced by what the map says of it: of what it names, or nothing.
static char *renamed(const char *line, const HashMap *names)
{
    Str out = STR_INIT;
    for (const char *at = line; *at != '\0';) {
        if (strlen(at) >= UID && is_uid(at)) {
            uint64_t *name = hashmap_find(names, hash_bytes(1, at, UID));
            str_appendf(&out, "<%llx>", name != NULL ? (unsigned long long)*name : 0);
            at += UID;
        } else {
            str_push(&out, *at++);
        }
    }
    return str_take(&out);
}

// The complete export with every UUID replaced by a hash of what it stands for, sorted.
static char *essence(World *world)
{
    Lines lines = {0};
    HashMap none = {0}, names = {0};
    FINE(app_export_jsonl(world->app, take_bytes, &lines, err));
    for (size_t i = 0; i < lines.lines.count; i++) {
        const char *uid = strstr(lines.lines.items[i], "\"uid\":\"");
        char *plain = renamed(lines.lines.items[i], &none);
        if (uid != NULL)
            *hashmap_put(&names, hash_bytes(1, uid + 7, UID), NULL) += hash_text(2, plain);
        // A contact is also what hangs on it: homonyms are told apart by their profiles and addresses.
        const char *contact = strstr(lines.lines.items[i], "\"contact\":\"");
        if (contact != NULL && is_uid(contact + 11))
            *hashmap_put(&names, hash_bytes(1, contact + 11, UID), NULL) += hash_text(3, plain);
        free(plain);
    }
    Str out = STR_INIT;
    for (size_t i = 0; i < lines.lines.count; i++) {
        char *line = renamed(lines.lines.items[i], &names);
        free(lines.lines.items[i]);
        lines.lines.items[i] = line;
    }
    qsort((void *)lines.lines.items, lines.lines.count, sizeof *lines.lines.items, by_text);
    for (size_t i = 0; i < lines.lines.count; i++) {
        str_appendf(&out, "%s\n", lines.lines.items[i]);
        free(lines.lines.items[i]);
    }
    vec_clear(&lines.lines);
    str_clear(&lines.rest);
    hashmap_clear(&names);
    return str_take(&out);
}

static void expect_same(World *a, World *b)
{
    char *x = essence(a), *y = essence(b);
    const char *p = x, *q = y;
    for (; *p != '\0' && *p == *q; p++)
        q++;
    if (*p != *q) {
        while (p > x && p[-1] != '\n') {
            p--;
            q--;
        }
        fail_msg("row after row and many at once differ:\n%.*s\n%.*s", (int)strcspn(p, "\n"), p,
                 (int)strcspn(q, "\n"), q);
    }
    free(x);
    free(y);
}

// What a person might do between two imports.
static void meddle(World *world, uint64_t seed)
{
    Random random = {seed};
    ContactIds ids = {0};
    static const char *const WHO[] = {"p3@mail.example", "p8@mail.example", "p21@mail.example"};
    for (size_t i = 0; i < 3; i++) {
        ids.count = 0;
        FINE(store_contact_resolve(world->app->store, WHO[i], false, &ids, err));
        if (ids.count != 1)
            continue;
        FieldEdit edit = {.info = field_find("company"), .value = "Initech"};
        if (random_below(&random, 2) == 0)
            FINE(app_trash(world->app, ids.items, 1, err));
        else
            FINE(app_edit(world->app, ids.items, 1, 0, &edit, 1, err));
    }
    vec_clear(&ids);
}

static void test_as_row_after_row(void **state)
{
    (void)state;
    Random random = random_start(20261130);
    char *folder = fixture_folder();
    for (int round = 0; round < test_rounds(2, 10); round++) {
        World many = start(folder, NULL), single = start(folder, NULL);
        size_t people = 300 + random_below(&random, 4000);
        char *before = NULL;
        for (int i = 0; i < 4; i++) {
            char *text = i % 2 == 0 ? random_file(&random, people) : told_again(&random, before, people);
            ImportReport a = import_text(&many, text, (ImportRequest){.activate = round % 3 == 2});
            ImportReport b =
                import_text(&single, text, (ImportRequest){.activate = round % 3 == 2, .row_by_row = true});
            const ImportFile *x = a.files.items, *y = b.files.items;
            assert_int_equal(x->created, y->created);
            assert_int_equal(x->updated, y->updated);
            assert_int_equal(x->unchanged, y->unchanged);
            assert_int_equal(x->duplicates, y->duplicates);
            import_report_clear(&a);
            import_report_clear(&b);
            expect_same(&many, &single);
            check_sound(&many);
            uint64_t seed = random_next(&random);
            meddle(&many, seed);
            meddle(&single, seed);
            free(before);
            before = text;
        }
        free(before);
        stop(&many);
        stop(&single);
    }
    fixture_remove(folder);
}

// ---- however it ends

typedef struct Stopper {
    int left;  // looks until it stops; negative = never
    bool dies; // instead of stopping
    Store *reader;
    int64_t expected; // what the reader must see meanwhile
} Stopper;

static bool on_progress(void *self, const ImportProgress *progress)
{
    Stopper *stopper = self;
    assert_true(progress->rows >= 0);
    if (stopper->reader != NULL)
        assert_int_equal(store_contact_count(stopper->reader), stopper->expected);
    if (stopper->left-- != 0)
        return true;
    if (stopper->dies)
        _exit(7);
    return false;
}

static char *many_people(size_t count)
{
    Random random = {9};
    Str out = STR_INIT;
    str_append(&out, HEADER);
    for (size_t i = 0; i < count; i++)
        str_appendf(
            &out,
            "Ada%zu,Lindqvist%zu,https://www.linkedin.com/in/p-%zu,p%zu@mail.example,Acme %zu,Founder,"
            "02 Feb 2020\n",
            i, random_below(&random, 900), i, i, i % 50);
    return str_take(&out);
}

static bool import_until(World *world, Stopper *stopper, Error *err)
{
    char *path = str_format("%s/Connections.csv", world->folder);
    const char *paths[] = {path};
    ImportRequest request = {.paths = paths, .path_count = 1, .progress = on_progress, .self = stopper};
    ImportReport report;
    bool fine = app_import(world->app, &request, &report, err);
    import_report_clear(&report);
    free(path);
    return fine;
}

// Somebody else takes back the first import while the second one reads the same file: by then much of it was
// passed over as known.
typedef struct Other {
    App *app;
    int64_t import;
} Other;

static bool take_back(void *self, const ImportProgress *progress)
{
    Other *other = self;
    if (progress->rows > 0 && other->import != 0)
        FINE(app_import_undo(other->app, other->import, err));
    other->import = progress->rows > 0 ? 0 : other->import;
    return true;
}

static void test_what_was_known_goes_meanwhile(void **state)
{
    (void)state;
    enum { PEOPLE = 3000 };
    char *folder = fixture_folder(), *text = many_people(PEOPLE);
    World world = start(folder, "people.db");
    Other other = {fixture_open(world.path, 6), 0};
    ImportReport first = import_text(&world, text, (ImportRequest){0});
    ImportReport same = import_text(&world, text, (ImportRequest){0});
    assert_int_equal(same.files.items[0].unchanged, PEOPLE);
    assert_int_equal(same.id, 0);
    other.import = first.id;
    ImportReport again = import_text(&world, text, (ImportRequest){.progress = take_back, .self = &other});
    assert_int_equal(other.import, 0);
    assert_int_equal(again.files.items[0].created, PEOPLE);
    assert_int_equal(again.files.items[0].unchanged, 0);
    assert_int_equal(store_contact_count(world.app->store), PEOPLE);
    check_sound(&world);
    import_report_clear(&first);
    import_report_clear(&same);
    import_report_clear(&again);
    app_close(other.app);
    stop(&world);
    free(text);
    fixture_remove(folder);
}

// A row that is not passed over only because there is something to say of it.
static void test_what_is_wrong_is_told_each_time(void **state)
{
    (void)state;
    char *folder = fixture_folder(), *people = many_people(1500);
    char *text =
        str_format("%sAda,Norwood,https://www.linkedin.com/in/ada-norwood,no address,Acme,,\n", people);
    World world = start(folder, NULL);
    for (int i = 0; i < 3; i++) {
        ImportReport report = import_text(&world, text, (ImportRequest){0});
        assert_int_equal(i == 0 ? report.files.items[0].created : report.files.items[0].unchanged, 1501);
        assert_int_equal(report.warnings.count, 1);
        import_report_clear(&report);
    }
    stop(&world);
    free(text);
    free(people);
    fixture_remove(folder);
}

// The schema is checked when it is opened: an index that is missing would be told.
static void reopen(World *world)
{
    app_close(world->app);
    world->app = fixture_open(world->path, 6);
}

static void test_stopped_anywhere(void **state)
{
    (void)state;
    char *folder = fixture_folder(), *text = many_people(1500);
    World world = start(folder, "people.db");
    fixture_file(folder, "Connections.csv", text);
    Stopper stopper = {0};
    Error err = {0};
    int looks = 0;
    for (; !import_until(&world, &stopper, &err); looks += 1 + looks / 3) {
        assert_int_equal(err.kind, ERROR_INTERRUPTED);
        reopen(&world);
        assert_int_equal(store_contact_count(world.app->store), 0);
        check_sound(&world);
        stopper.left = looks;
    }
    assert_true(looks > 20);
    reopen(&world);
    assert_int_equal(store_contact_count(world.app->store), 1500);
    check_sound(&world);
    stop(&world);
    free(text);
    fixture_remove(folder);
}

// More than go in at once: some are made ready beside those that are inserted.
static void test_thousands(void **state)
{
    (void)state;
    enum { PEOPLE = 9500 };
    char *folder = fixture_folder(), *text = many_people(PEOPLE);
    World world = start(folder, "people.db");
    fixture_file(folder, "Connections.csv", text);
    int stopped = 0;
    Error why = {0};
    Stopper counting = {.left = INT_MAX};
    FINE(import_until(&world, &counting, err));
    assert_int_equal(store_contact_count(world.app->store), PEOPLE);
    check_sound(&world);
    JournalStep step;
    FINE(app_undo(world.app, true, &step, err));
    assert_int_equal(store_contact_count(world.app->store), 0);
    // The last looks are at what is written.
    for (int left = INT_MAX - counting.left - 2; left > 0 && stopped < 8; left -= 3, stopped++) {
        assert_false(import_until(&world, &(Stopper){.left = left}, &why));
        assert_int_equal(why.kind, ERROR_INTERRUPTED);
        assert_int_equal(store_contact_count(world.app->store), 0);
    }
    assert_int_equal(stopped, 8);
    check_sound(&world);
    stop(&world);
    free(text);
    fixture_remove(folder);
}

static void test_killed_anywhere(void **state)
{
    (void)state;
    char *folder = fixture_folder(), *text = many_people(1500);
    World world = start(folder, "people.db");
    app_close(world.app);
    fixture_file(folder, "Connections.csv", text);
    int status = 0;
    for (int looks = 0; looks == 0 || WEXITSTATUS(status) == 7; looks += 2 + looks / 3) {
        fflush(NULL);
        pid_t child = fork();
        if (child == 0) {
            Error err = {0};
            world.app = fixture_open(world.path, 6);
            _exit(import_until(&world, &(Stopper){.left = looks, .dies = true}, &err) ? 0 : 1);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        world.app = fixture_open(world.path, 6);
        assert_int_equal(store_contact_count(world.app->store), WEXITSTATUS(status) == 7 ? 0 : 1500);
        check_sound(&world);
        app_close(world.app);
    }
    assert_int_equal(status, 0);
    free(world.path);
    free(text);
    fixture_remove(folder);
}

static void test_a_reader_sees_the_old_then_the_new(void **state)
{
    (void)state;
    char *folder = fixture_folder(), *text = many_people(1500);
    World world = start(folder, "people.db");
    App *other = fixture_open(world.path, 8);
    fixture_file(folder, "Connections.csv", text);
    Stopper stopper = {.left = -1, .reader = other->store};
    FINE(import_until(&world, &stopper, err));
    ContactIds ids = {0};
    FINE(store_contact_resolve(other->store, "p7@mail.example", false, &ids, err));
    assert_int_equal(ids.count, 1);
    vec_clear(&ids);
    assert_int_equal(store_contact_count(other->store), 1500);
    // And writes by the indices that were made anew.
    FINE(store_begin(other->store, "tag", err));
    FINE(store_tag_add(other->store, 7, "vip", err));
    FINE(store_commit(other->store, err));
    app_close(other);
    check_sound(&world);
    stop(&world);
    free(text);
    fixture_remove(folder);
}

static void test_a_trial_holds_up_nobody(void **state)
{
    (void)state;
    char *folder = fixture_folder(), *text = many_people(1500);
    World world = start(folder, "people.db");
    App *other = fixture_open(world.path, 8);
    FINE(store_begin(other->store, "write something long", err)); // it would wait for this
    ImportReport report = import_text(&world, text, (ImportRequest){.dry_run = true});
    assert_int_equal(report.files.items[0].created, 1500);
    assert_int_equal(report.id, 0);
    import_report_clear(&report);
    store_rollback(other->store);
    assert_int_equal(store_contact_count(world.app->store), 0);
    app_close(other);
    stop(&world);
    free(text);
    fixture_remove(folder);
}

static void test_purged_people_stay_away(void **state)
{
    (void)state;
    char *folder = fixture_folder(), *text = many_people(1500);
    World world = start(folder, NULL);
    ImportReport report = import_text(&world, text, (ImportRequest){0});
    import_report_clear(&report);
    ContactIds all = {0};
    FINE(store_search(world.app->store, NULL, SORT_NAME, false, 0, &all, err));
    assert_int_equal(all.count, 1500);
    FINE(store_purge(world.app->store, all.items, all.count, err));
    report = import_text(&world, text, (ImportRequest){0});
    assert_int_equal(report.files.items[0].created, 0);
    assert_int_equal(report.files.items[0].unchanged, 1500);
    assert_int_equal(store_contact_count(world.app->store), 0);
    import_report_clear(&report);
    vec_clear(&all);
    stop(&world);
    free(text);
    fixture_remove(folder);
}

// ---- one step on many

typedef struct Pacing {
    size_t count, looks, most; // the last look; most = looks until it stops, 0 = never
} Pacing;

static bool on_pace(void *self, size_t count, size_t total)
{
    Pacing *pacing = self;
    assert_true(count <= total && (count == 0 || count >= pacing->count));
    pacing->count = count > 0 ? count : pacing->count;
    return ++pacing->looks != pacing->most;
}

static size_t found(World *world, const char *text)
{
    Query *query = NULL;
    ContactIds ids = {0};
    FINE(query_parse(text, QUERY_STRICT, app_today(world->app), &query, err));
    FINE(store_search(world->app->store, query, SORT_NAME, false, 0, &ids, err));
    query_free(query);
    size_t count = ids.count;
    vec_clear(&ids);
    return count;
}

static void test_many_are_one_step(void **state)
{
    (void)state;
    enum { PEOPLE = 2500 };
    char *folder = fixture_folder(), *text = many_people(PEOPLE);
    World world = start(folder, NULL);
    App *app = world.app;
    ImportReport report = import_text(&world, text, (ImportRequest){0});
    import_report_clear(&report);
    ContactIds all = {0};
    FINE(store_search(app->store, NULL, SORT_NAME, false, 0, &all, err));
    assert_int_equal(all.count, PEOPLE);
    const char *tags[] = {"python"};
    Pacing pacing = {.most = 30};
    app->pace = (Pace){on_pace, &pacing};
    FAILS(ERROR_INTERRUPTED, app_tag(app, all.items, all.count, tags, 1, NULL, 0, err));
    assert_int_equal(found(&world, "python"), 0);
    check_sound(&world);
    pacing = (Pacing){0};
    FINE(app_tag(app, all.items, all.count, tags, 1, NULL, 0, err));
    assert_true(pacing.looks > PEOPLE / 64);
    assert_int_equal(found(&world, "python"), PEOPLE);
    pacing = (Pacing){0};
    FINE(app_trash(app, all.items, all.count, err));
    assert_int_equal(store_contact_count(app->store), 0);
    check_sound(&world);
    JournalStep step;
    app->pace = (Pace){0};
    assert_true(store_step_is_large(app->store, true));
    FINE(app_undo(app, true, &step, err));
    assert_int_equal(store_contact_count(app->store), PEOPLE);
    FINE(app_undo(app, true, &step, err));
    assert_int_equal(found(&world, "python"), 0);
    assert_int_equal(found(&world, "lindqvist5"), found(&world, "name:lindqvist5"));
    FINE(app_redo(app, true, &step, err));
    assert_int_equal(found(&world, "python"), PEOPLE);
    FINE(app_undo(app, true, &step, err));
    FINE(app_undo(app, true, &step, err)); // the import
    assert_int_equal(store_contact_count(app->store), 0);
    check_sound(&world);
    vec_clear(&all);
    stop(&world);
    free(text);
    fixture_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_row_after_row),
        cmocka_unit_test(test_stopped_anywhere),
        cmocka_unit_test(test_what_was_known_goes_meanwhile),
        cmocka_unit_test(test_what_is_wrong_is_told_each_time),
        cmocka_unit_test(test_thousands),
        cmocka_unit_test(test_killed_anywhere),
        cmocka_unit_test(test_a_reader_sees_the_old_then_the_new),
        cmocka_unit_test(test_a_trial_holds_up_nobody),
        cmocka_unit_test(test_purged_people_stay_away),
        cmocka_unit_test(test_many_are_one_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
