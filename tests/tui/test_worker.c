// SPDX-License-Identifier: MIT
// The worker thread: the newest request is the one that is answered, whatever was asked before; cancelling
// and leaving in the middle of work are safe. Built with -fsanitize=thread this program is the proof for the
// one place where two threads meet.
#include "support/check.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "job.h"
#include "people/contacts.h"
#include "rapport/app/backups.h"
#include "rapport/app/contacts.h"
#include "rapport/app/transfer.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "support/random.h"
#include "writing/draft.h"

// A terminal that only counts wakes, and can be waited for.
typedef struct Bell {
    Terminal base;
    pthread_mutex_t mutex;
    pthread_cond_t rung;
    int count;
} Bell;

static void bell_wake(Terminal *self)
{
    Bell *bell = (Bell *)self;
    pthread_mutex_lock(&bell->mutex);
    bell->count++;
    pthread_cond_signal(&bell->rung);
    pthread_mutex_unlock(&bell->mutex);
}

static void bell_wait(Bell *bell)
{
    pthread_mutex_lock(&bell->mutex);
    while (bell->count == 0)
        pthread_cond_wait(&bell->rung, &bell->mutex);
    bell->count--;
    pthread_mutex_unlock(&bell->mutex);
}

static const TerminalKind BELL = {.wake = bell_wake};

typedef struct Fixture {
    App *app;
    Bell bell;
    Tui tui;
    char folder[64];
    char *path;
} Fixture;

static int open_fixture(void **state)
{
    Fixture *fixture = mem_alloc(sizeof *fixture);
    Error err = {0};
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/rapport-worker-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    fixture->path = str_format("%s/test.db", fixture->folder);
    Moment now = {(int64_t)civil_day(2026, 11, 24) * 86400 + 9 * 3600, 0};
    StoreOptions options = {
        .path = fixture->path, .create = true, .clock = clock_fixed(now), .ids = id_source_seeded(7)};
    if (!app_open(&options, &fixture->app, &err) || !app_load_sample(fixture->app, &err))
        fail_msg("%s", err.message);
    fixture->bell.base.kind = &BELL;
    pthread_mutex_init(&fixture->bell.mutex, NULL);
    pthread_cond_init(&fixture->bell.rung, NULL);
    fixture->tui.options.app = fixture->app;
    fixture->tui.options.terminal = &fixture->bell.base;
    *state = fixture;
    return 0;
}

static int close_fixture(void **state)
{
    static const char *const ENDINGS[] = {"", "-wal", "-shm"};
    Fixture *fixture = *state;
    popups_clear(&fixture->tui);
    jobs_stop(&fixture->tui);
    app_close(fixture->app);
    for (size_t i = 0; i < COUNT(ENDINGS); i++) {
        char *path = str_format("%s%s", fixture->path, ENDINGS[i]);
        unlink(path);
        free(path);
    }
    rmdir(fixture->folder);
    pthread_mutex_destroy(&fixture->bell.mutex);
    pthread_cond_destroy(&fixture->bell.rung);
    free(fixture->path);
    free(fixture);
    return 0;
}

static const char *const FILTERS[] = {
    "", "m", "ma", "#hiring", "is:late", "company:kestrel", "nobody-at-all", "stage:spotted", "-a"};

// A question as the list of contacts asks it.
typedef struct Asked {
    const char *text;
    int32_t today;
    ListResult result;
} Asked;

static bool answer(Store *store, const atomic_bool *stop, void *state)
{
    (void)stop;
    Asked *asked = state;
    return list_compute(store, asked->text, SORT_NAME, false, asked->today, &asked->result, NULL);
}

static void asked_free(void *state)
{
    Asked *asked = state;
    free(asked->result.ids);
    free(asked);
}

static void ask(Fixture *fixture, Worker *worker, size_t pick, uint64_t ticket)
{
    Asked *asked = mem_alloc(sizeof *asked);
    *asked = (Asked){.text = FILTERS[pick % COUNT(FILTERS)], .today = app_today(fixture->app)};
    worker_ask(worker, &(Task){answer, asked_free, asked, ticket});
}

static void check_answer(Fixture *fixture, const Asked *asked)
{
    ListResult expected = {0};
    Error err = {0};
    if (!list_compute(fixture->app->store, asked->text, SORT_NAME, false, asked->today, &expected, &err))
        fail_msg("%s", err.message);
    assert_int_equal(asked->result.count, expected.count);
    assert_int_equal(
        expected.count > 0 ? memcmp(asked->result.ids, expected.ids, expected.count * sizeof(int64_t)) : 0,
        0);
    free(expected.ids);
}

// Takes answers until the one with the ticket; older ones may come or not.
static void wait_for(Fixture *fixture, Worker *worker, uint64_t ticket, Task *task)
{
    for (;;) {
        if (worker_take(worker, task)) {
            assert_true(task->ticket <= ticket);
            if (task->ticket == ticket)
                return;
            task->free(task->state);
        } else {
            bell_wait(&fixture->bell);
        }
    }
}

static void test_the_newest_is_answered(void **state)
{
    Fixture *fixture = *state;
    Random random = random_start(11);
    Worker *worker = worker_new(&fixture->tui);
    assert_non_null(worker);
    uint64_t ticket = 0;
    for (int round = 0; round < 60; round++) {
        for (size_t burst = 1 + random_below(&random, 6); burst > 0; burst--)
            ask(fixture, worker, random_below(&random, 1000), ++ticket);
        Task task;
        wait_for(fixture, worker, ticket, &task);
        check_answer(fixture, task.state);
        task.free(task.state);
    }
    worker_free(worker);
}

static void test_leaving_in_the_middle(void **state)
{
    Fixture *fixture = *state;
    for (size_t round = 0; round < 25; round++) {
        Worker *worker = worker_new(&fixture->tui);
        assert_non_null(worker);
        for (size_t i = 0; i < round % 4; i++)
            ask(fixture, worker, round + i, i + 1);
        worker_free(worker);
    }
    worker_free(NULL);
}

static void test_nothing_asked_nothing_answered(void **state)
{
    Fixture *fixture = *state;
    Task task;
    Worker *worker = worker_new(&fixture->tui);
    assert_non_null(worker);
    assert_false(worker_take(worker, &task));
    worker_free(worker);
}

// ---- everybody, read by one thread and used by another, while people change

static size_t count_of(Roster *roster, const char *text, int32_t today)
{
    Query *query = NULL;
    RosterOrder order = {0};
    assert_true(query_parse(text, QUERY_LENIENT, today, &query, NULL));
    RosterRows *rows = roster_search(roster, query, today, &order, NULL);
    size_t count = roster_rows_count(rows);
    roster_rows_free(rows);
    query_free(query);
    return count;
}

static void add_person(Fixture *fixture, int number)
{
    Error err = {0};
    char *text = str_format("Zacharias Number%d @ Acme", number);
    AddResult result = {0};
    if (!app_add(fixture->app, text, &result, &err))
        fail_msg("%s", err.message);
    add_result_clear(&result);
    free(text);
}

static void test_everybody_is_handed_over(void **state)
{
    Fixture *fixture = *state;
    Tui *tui = &fixture->tui;
    views_open(tui);
    size_t before = (size_t)store_contact_count(fixture->app->store);
    for (int round = 0; round < 8; round++) {
        people_start(tui);
        add_person(fixture, 2 * round); // while it is read, or before
        tui_changed(tui, 0);
        while (people_roster(tui) == NULL) {
            bell_wait(&fixture->bell);
            people_take(tui);
        }
        add_person(fixture, 2 * round + 1);
        tui_changed(tui, 0);
        assert_int_equal(roster_count(people_roster(tui)), before + 2 * (size_t)round + 2);
        assert_int_equal(count_of(people_roster(tui), "zach", app_today(fixture->app)), 2 * round + 2);
        people_stop(tui);
    }
    views_close(tui);
}

// ---- an import on its own thread and connection

static bool canvas_shows(const Canvas *canvas, const char *text)
{
    Str dump = STR_INIT;
    canvas_dump(canvas, &dump);
    bool found = strstr(str_get(&dump), text) != NULL;
    str_clear(&dump);
    return found;
}

static char *many_people(Fixture *fixture, int count)
{
    char *path = str_format("%s/people.csv", fixture->folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs("Name,Email,Company\n", file);
    for (int i = 0; i < count; i++)
        fprintf(file, "Person %d,p%d@acme.example,Acme %d\n", i, i, i % 17);
    fclose(file);
    return path;
}

static void drive_import(Fixture *fixture, int people, bool stop, const char *outcome)
{
    char *path = many_people(fixture, people);
    Canvas *canvas = canvas_new(24, 80);
    Tui *tui = &fixture->tui;
    views_open(tui);
    import_open(tui, path);
    Event escape = {.kind = EVENT_KEY, .key = {K_ESCAPE, 0}};
    if (stop)
        tui->popups.items[0]->kind->event(tui->popups.items[0], &escape);
    for (;;) {
        canvas_clear(canvas);
        tui->popups.items[0]->kind->draw(tui->popups.items[0], canvas, canvas_area(canvas));
        if (!canvas_shows(canvas, " Import ") && canvas_shows(canvas, "mported"))
            break;
        bell_wait(&fixture->bell);
        jobs_take(tui);
    }
    if (!canvas_shows(canvas, outcome))
        fail_msg("the import does not end with \"%s\"", outcome);
    views_close(tui);
    canvas_free(canvas);
    unlink(path);
    free(path);
}

static void test_import(void **state)
{
    Fixture *fixture = *state;
    drive_import(fixture, 500, false, "500 new");
    assert_int_equal(store_contact_count(fixture->app->store), 558);
}

static void test_import_stopped(void **state)
{
    Fixture *fixture = *state;
    drive_import(fixture, 3000, true, "Nothing was changed.");
    assert_int_equal(store_contact_count(fixture->app->store), 58);
}

// The terminal goes away in the middle: the import ends with it and leaves nothing behind.
static void test_import_left(void **state)
{
    Fixture *fixture = *state;
    char *path = many_people(fixture, 3000);
    views_open(&fixture->tui);
    import_open(&fixture->tui, path);
    popups_clear(&fixture->tui);
    jobs_stop(&fixture->tui);
    views_close(&fixture->tui);
    unlink(path);
    free(path);
    int64_t count = store_contact_count(fixture->app->store);
    assert_true(count == 58 || count == 3058);
}

// ---- other work that takes a while

static void drive_until(Fixture *fixture, const char *text)
{
    Tui *tui = &fixture->tui;
    Canvas *canvas = canvas_new(24, 80);
    for (;;) {
        jobs_take(tui);
        canvas_clear(canvas);
        if (tui->popups.count > 0)
            tui->popups.items[0]->kind->draw(tui->popups.items[0], canvas, canvas_area(canvas));
        if (canvas_shows(canvas, text) || strstr(tui->toast.text, text) != NULL)
            break;
        bell_wait(&fixture->bell);
    }
    canvas_free(canvas);
}

static void press(Tui *tui, uint32_t code)
{
    Event event = {.kind = EVENT_KEY, .key = {code, 0}};
    tui->popups.items[0]->kind->event(tui->popups.items[0], &event);
    popups_drop(tui);
}

static size_t copies_of(const Fixture *fixture)
{
    BackupFiles files = {0};
    backups_list(fixture->path, NULL, &files);
    size_t count = files.count;
    backups_clear(&files);
    return count;
}

// Removed, then the copy that still holds them, both behind the screen.
static void test_purge_and_its_copies(void **state)
{
    Fixture *fixture = *state;
    Tui *tui = &fixture->tui;
    Error err = {0};
    bool made;
    views_open(tui);
    assert_true(app_backup_daily(fixture->app, NULL, &made, &err) && made);
    assert_int_equal(copies_of(fixture), 1);
    int64_t contact = 5; // one of the sample
    purge_open(tui, &contact, 1);
    drive_until(fixture, "Removed for good");
    drive_until(fixture, "These copies from before still hold them");
    press(tui, 'y');
    drive_until(fixture, "The copy is deleted");
    assert_int_equal(copies_of(fixture), 0);
    assert_int_equal(tui->popups.count, 0);
    views_close(tui);
    char *folder = str_format("%s/backups", fixture->folder);
    rmdir(folder);
    free(folder);
}

// Sent behind the screen it goes on, and its report comes when nothing floats any more.
static void test_import_behind(void **state)
{
    Fixture *fixture = *state;
    Tui *tui = &fixture->tui;
    char *path = many_people(fixture, 500);
    views_open(tui);
    import_open(tui, path);
    press(tui, 'b');
    assert_int_equal(tui->popups.count, 0);
    import_open(tui, path); // there is one: it is shown again
    assert_int_equal(tui->popups.count, 1);
    assert_int_equal(tui->jobs.count, 1);
    press(tui, 'b');
    tui_read(tui, "Help", "something else floats");
    while (store_contact_count(fixture->app->store) != 558)
        bell_wait(&fixture->bell);
    jobs_take(tui);
    assert_int_equal(tui->jobs.count, 1);
    press(tui, K_ESCAPE);
    drive_until(fixture, "500 new");
    press(tui, 'u');
    drive_until(fixture, "The import was taken back");
    assert_int_equal(store_contact_count(fixture->app->store), 58);
    views_close(tui);
    unlink(path);
    free(path);
}

// ---- the speller, asked on a thread of its own while one goes on writing

static OpenDraft *open_draft(Fixture *fixture, Canvas *canvas)
{
    Tui *tui = &fixture->tui;
    int64_t contact = 5; // one of the sample
    StepResult made = {0};
    Error err = {0};
    DraftRequest request = {.contacts = &contact, .contact_count = 1, .template_name = ""};
    if (!app_draft_new(fixture->app, &request, &made, &err))
        fail_msg("%s", err.message);
    tui->config = config_new();
    views_open(tui);
    tui_push(tui, &VIEW_EDITOR, made.id);
    step_result_clear(&made);
    view_draw(tui, view_now(tui), canvas, canvas_area(canvas));
    assert_non_null(draft_of(tui));
    return draft_of(tui);
}

static void write_and_rest(Fixture *fixture, OpenDraft *open, Canvas *canvas, const char *text)
{
    editor_insert(&open->editor, text);
    open->editor.changed_ms = 0; // as if the keys had rested
    view_draw(&fixture->tui, view_now(&fixture->tui), canvas, canvas_area(canvas));
}

static size_t misspelt(const OpenDraft *open)
{
    size_t count = 0;
    for (size_t i = 0; i < open->check.findings.count; i++)
        count += open->check.findings.items[i].rule == CHECK_SPELLING ? 1 : 0;
    return count;
}

typedef struct Writing {
    Fixture *fixture;
    Tui *tui;
    Canvas *canvas;
    OpenDraft *open;
} Writing;

static Writing begin_writing(void **state)
{
    setenv("RAPPORT_SPELLER", TEST_SOURCE "/tests/support/speller", 1);
    Fixture *fixture = *state;
    Writing writing = {fixture, &fixture->tui, canvas_new(30, 120), NULL};
    fixture->tui.canvas = writing.canvas;
    writing.open = open_draft(fixture, writing.canvas);
    return writing;
}

static void end_writing(Writing *writing)
{
    views_close(writing->tui);
    worker_free(writing->tui->speller);
    writing->tui->speller = NULL;
    writing->tui->spell_asked = false;
    config_free(writing->tui->config);
    canvas_free(writing->canvas);
}

// What is written while it is asked is asked next.
static void test_spelling_while_writing(void **state)
{
    Writing writing = begin_writing(state);
    Fixture *fixture = writing.fixture;
    write_and_rest(fixture, writing.open, writing.canvas, "I recieve ");
    write_and_rest(fixture, writing.open, writing.canvas, "teh ");
    write_and_rest(fixture, writing.open, writing.canvas, "wrld ");
    while (misspelt(writing.open) < 3) {
        bell_wait(&fixture->bell);
        spelling_take(writing.tui);
        write_and_rest(fixture, writing.open, writing.canvas, "");
    }
    end_writing(&writing);
}

// ---- the open draft, checked and saved behind the screen

static void tick(Writing *writing)
{
    writing->tui->ticking = true;
    PANE_DRAFT.tick(tui_pane(writing->tui, &PANE_DRAFT));
    writing->tui->ticking = false;
}

static void draw(Writing *writing)
{
    view_draw(writing->tui, view_now(writing->tui), writing->canvas, canvas_area(writing->canvas));
}

static void take_all(Writing *writing)
{
    while (writing->open->working) {
        bell_wait(&writing->fixture->bell);
        drafts_take(writing->tui);
    }
}

static char *stored_text(const Writing *writing, int64_t id)
{
    Draft draft = {0};
    Error err = {0};
    if (!store_draft_get(writing->fixture->app->store, id, &draft, &err))
        fail_msg("%s", err.message);
    char *text = mem_strdup(draft.text);
    draft_clear(&draft);
    return text;
}

static void expect_stored(const Writing *writing, int64_t id, const char *expected)
{
    char *text = stored_text(writing, id);
    assert_string_equal(text, expected);
    free(text);
}

// What is typed while it is saved is not saved, and not lost.
static void test_keys_during_a_save(void **state)
{
    Writing writing = begin_writing(state);
    OpenDraft *open = writing.open;
    Store *store = writing.fixture->app->store;
    editor_insert(&open->editor, "first ");
    store_poll_changes(store);
    tick(&writing);
    assert_true(open->working);
    editor_insert(&open->editor, "second ");
    tick(&writing); // one at a time
    take_all(&writing);
    assert_int_equal(store_poll_changes(store), 0); // our own save is no news
    expect_stored(&writing, open->draft.id, "first ");
    assert_true(draft_dirty(open));
    tick(&writing);
    draft_save(writing.tui, open); // waits for it
    assert_false(draft_dirty(open) || open->working);
    expect_stored(&writing, open->draft.id, "first second ");
    end_writing(&writing);
}

static void save_elsewhere(const Writing *writing, const char *text)
{
    int64_t rev = writing->open->rev;
    Error err = {0};
    if (!store_draft_save_text(writing->fixture->app->store, writing->open->draft.id, &rev, "", text, NULL, 0,
                               &err))
        fail_msg("%s", err.message);
}

// Somebody else was faster: the text as it is when that is noticed becomes a draft of its own.
static void test_a_save_that_loses(void **state)
{
    Writing writing = begin_writing(state);
    OpenDraft *open = writing.open;
    int64_t first = open->draft.id;
    editor_insert(&open->editor, "mine ");
    save_elsewhere(&writing, "theirs");
    tick(&writing);
    editor_insert(&open->editor, "and more");
    take_all(&writing);
    assert_int_not_equal(open->draft.id, first);
    assert_string_equal(editor_text(&open->editor), "mine and more");
    expect_stored(&writing, first, "theirs");
    expect_stored(&writing, open->draft.id, "mine and more");
    end_writing(&writing);
}

// The terminal goes away while it is saved.
static void test_left_during_a_save(void **state)
{
    Writing writing = begin_writing(state);
    int64_t id = writing.open->draft.id;
    editor_insert(&writing.open->editor, "one ");
    tick(&writing);
    editor_insert(&writing.open->editor, "two");
    writing.tui->quit = writing.tui->ticking = true;
    views_tick(writing.tui);
    writing.tui->quit = writing.tui->ticking = false;
    expect_stored(&writing, id, "one two");
    editor_insert(&writing.open->editor, " three");
    tick(&writing);
    tui_pop(writing.tui);
    expect_stored(&writing, id, "one two three");
    end_writing(&writing);
}

static void insert_much(OpenDraft *open)
{
    enum { LONG = 20000 }; // bytes
    Str text = STR_INIT;
    while (text.length < LONG)
        str_append(&text, "I would be glad to hear what you think of it. ");
    editor_insert(&open->editor, str_get(&text));
    str_clear(&text);
}

// Its answer is dropped when the text has changed meanwhile; what was asked for waits for the next.
static void test_a_check_behind(void **state)
{
    Writing writing = begin_writing(state);
    OpenDraft *open = writing.open;
    insert_much(open);
    draw(&writing);
    assert_false(open->working); // not while keys are pressed
    open->editor.changed_ms = 0;
    draw(&writing);
    assert_true(open->working);
    editor_insert(&open->editor, "Hi {{nobody}}");
    take_all(&writing);
    assert_false(draft_is_checked(open));
    editor_go(&open->editor, 0, 0);
    draft_next_finding(writing.tui, open);
    assert_false(draft_is_checked(open));
    take_all(&writing);
    assert_true(draft_is_checked(open) && open->check.words > 1000);
    size_t from, to;
    assert_true(textbuf_selection(open->editor.text, &from, &to)); // it went there
    end_writing(&writing);
}

// People change, and the text becomes short, while a long one is checked.
static void test_a_check_that_is_overtaken(void **state)
{
    Writing writing = begin_writing(state);
    OpenDraft *open = writing.open;
    for (int round = 0; round < 8; round++) {
        insert_much(open);
        open->editor.changed_ms = 0;
        draw(&writing);
        assert_true(open->working);
        if (round % 2 == 0)
            draft_learn(writing.tui, open);
        editor_set(&open->editor, "Hi {{nobody}}");
        draw(&writing);
        assert_true(draft_is_checked(open) && open->check.words == 2);
        take_all(&writing);
        assert_true(open->check_facts != NULL && open->check.words == 2);
    }
    end_writing(&writing);
}

// Whatever happens in whatever order, what was written is there in the end.
static void test_writing_at_random(void **state)
{
    Writing writing = begin_writing(state);
    OpenDraft *open = writing.open;
    Random random = random_start(5);
    for (int i = 0; i < 400; i++) {
        switch (random_below(&random, 7)) {
        case 0:
            insert_much(open);
            break;
        case 1:
            textbuf_set(open->editor.text, "", 0);
            break;
        case 2:
            tick(&writing);
            break;
        case 3:
            open->editor.changed_ms = 0;
            draw(&writing);
            break;
        case 4:
            drafts_take(writing.tui);
            break;
        case 5:
            draft_next_finding(writing.tui, open);
            break;
        default:
            editor_insert(&open->editor, "some words ");
            break;
        }
    }
    char *text = mem_strdup(editor_text(&open->editor));
    int64_t id = open->draft.id;
    tui_pop(writing.tui);
    expect_stored(&writing, id, text);
    free(text);
    end_writing(&writing);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_the_newest_is_answered),
        CASE(test_leaving_in_the_middle),
        CASE(test_nothing_asked_nothing_answered),
        CASE(test_everybody_is_handed_over),
        CASE(test_import),
        CASE(test_import_stopped),
        CASE(test_import_left),
        CASE(test_purge_and_its_copies),
        CASE(test_import_behind),
        CASE(test_spelling_while_writing),
        CASE(test_keys_during_a_save),
        CASE(test_a_save_that_loses),
        CASE(test_left_during_a_save),
        CASE(test_a_check_behind),
        CASE(test_a_check_that_is_overtaken),
        CASE(test_writing_at_random),
    };
    return cmocka_run_group_tests_name("worker", tests, NULL, NULL);
}
