// SPDX-License-Identifier: MIT
// Another program holds the database while a person writes: the line says so, Esc gives the write up, other
// keys are kept, and what was asked is done in its order once the database is free. The terminal is the one
// in memory; whenever it has nothing more to give, the other program gets its turn, so nothing depends on
// how fast the machine is.
#include "support/check.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "idle_terminal.h"
#include "job.h"
#include "rapport/app/transfer.h"
#include "rapport/tui/tui.h"
#include "support/fixture.h"
#include "waiting.h"

typedef struct Scenario {
    const char *name, *keys;
    const char *pressed; // once the line stands
    const char *line;    // what must stand in the last row then
    int cols;            // 0 = 80
    bool resized;        // to cols, while it waits
    bool ends;           // the other program ends then, else it never does
    bool hang_up;
    int done;          // steps that stand afterwards
    const char *toast; // in the last frame's footer; NULL = any
} Scenario;

typedef struct Place {
    IdleTerminal terminal;
    const Scenario *scenario;
    char *folder, *path;
    App *app;
    Store *other; // holds the database; NULL: no longer
    bool pressed, lined;
    int turns;
    char row[200];
} Place;

// The terminal has nothing more: the person looks, then presses, then the other program ends.
static void turn(void *self)
{
    enum { PATIENCE = 500 }; // turns: ten seconds
    Place *place = self;
    char row[200];
    if (place->other == NULL)
        return;
    const Scenario *scenario = place->scenario;
    if (++place->turns == PATIENCE)
        memory_terminal_push_keys(place->terminal.inner, "Esc Q");
    idle_row(&place->terminal, -1, row, sizeof row);
    if (!place->pressed && strstr(row, "waiting for") != NULL) {
        place->pressed = true;
        if (scenario->resized)
            memory_terminal_push_resize(place->terminal.inner, 24, scenario->cols);
        if (scenario->pressed != NULL)
            assert_true(memory_terminal_push_keys(place->terminal.inner, scenario->pressed));
        if (scenario->hang_up)
            memory_terminal_push(place->terminal.inner, (Event){.kind = EVENT_HANGUP});
    } else if (place->pressed && strcmp(place->row, row) != 0) {
        snprintf(place->row, sizeof place->row, "%s", row);
        place->lined = place->lined || strstr(row, scenario->line) != NULL;
    }
    if (scenario->ends && place->lined) {
        store_rollback(place->other);
        place->other = NULL;
    }
}

static StoreOptions options_of(const Place *place)
{
    return (StoreOptions){
        .path = place->path, .create = true, .clock = fixture_clock(), .ids = id_source_seeded(7)};
}

static int64_t steps_of(Store *store)
{
    JournalStep steps[16];
    return (int64_t)store_history(store, 0, steps, 0, 16);
}

static void play(const Scenario *scenario)
{
    int cols = scenario->cols == 0 || scenario->resized ? 80 : scenario->cols;
    Place place = {.scenario = scenario};
    Store *other = NULL;
    place.folder = fixture_folder();
    place.path = str_format("%s/people.db", place.folder);
    StoreOptions options = options_of(&place);
    FINE(app_open(&options, &place.app, err));
    FINE(app_load_sample(place.app, err));
    FINE(store_open(&options, &other, err));
    int64_t before = steps_of(other);
    FINE(store_begin(other, "elsewhere", err));
    place.other = other;
    place.terminal = idle_terminal(24, cols, turn, &place);
    assert_true(memory_terminal_push_keys(place.terminal.inner, scenario->keys));
    TuiOptions wanted = {.app = place.app, .terminal = &place.terminal.base, .inline_jobs = true};
    Tui *tui = tui_new(&wanted, NULL);
    assert_int_equal(tui_run(tui), 0);
    char row[200];
    idle_row(&place.terminal, -1, row, sizeof row);
    tui_free(tui);
    store_rollback(other);
    if (!place.lined && *scenario->line != '\0')
        fail_msg("%s: the line was \"%s\", not \"%s\"", scenario->name, place.row, scenario->line);
    if (steps_of(other) - before != scenario->done)
        fail_msg("%s: %d steps, not %d", scenario->name, (int)(steps_of(other) - before), scenario->done);
    if (scenario->toast != NULL && strstr(row, scenario->toast) == NULL)
        fail_msg("%s: the last row is \"%s\"", scenario->name, row);
    store_close(other);
    app_close(place.app);
    terminal_close(place.terminal.inner);
    free(place.path);
    fixture_remove(place.folder);
}

static void test_waiting(void **state)
{
    static const Scenario SCENARIOS[] = {
        {"goes on by itself", "x", "Q", " s  1 key kept  Esc gives up", .ends = true, .done = 1},
        {"all in their order", "x", "x x Q", "3 keys kept  Esc gives up", .ends = true, .done = 3},
        {"given up", "x", "Esc Q", "", .done = 0,
         .toast = "something else is still writing; nothing was changed"},
        {"given up with what came after", "x", "x x C-c Q", "", .done = 0},
        {"narrow", "x", "Q", " waiting for another pro", .cols = 44, .ends = true, .done = 1},
        {"another size", "x", "Q", "waiting for another", .cols = 100, .resized = true, .ends = true,
         .done = 1},
        {"the window is closed", "x", NULL, "", .hang_up = true, .done = 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(SCENARIOS); i++)
        play(&SCENARIOS[i]);
}

// ---- our own work behind the screen holds the database

// Stands for an import that writes until it is let go.
typedef struct Own {
    IdleTerminal terminal;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool began, let_go, asked;
    const char *pressed; // once the line stands; NULL: the import is let go
} Own;

static void signal_own(Own *own, bool *what)
{
    pthread_mutex_lock(&own->mutex);
    *what = true;
    pthread_cond_signal(&own->changed);
    pthread_mutex_unlock(&own->mutex);
}

static void wait_own(Own *own, const bool *what)
{
    pthread_mutex_lock(&own->mutex);
    while (!*what)
        pthread_cond_wait(&own->changed, &own->mutex);
    pthread_mutex_unlock(&own->mutex);
}

static bool own_work(App *app, void *self, Error *err)
{
    Own *own = self;
    if (!store_begin(app->store, "import", err) || !job_say(app, "writing people", "1,234 rows", true))
        return false;
    signal_own(own, &own->began);
    wait_own(own, &own->let_go);
    store_rollback(app->store);
    return true;
}

static void own_free(void *self)
{
    (void)self;
}

// What came of the write is what is looked at.
static void own_end(Tui *tui, void *self, bool fine, const Error *err)
{
    (void)tui, (void)self, (void)fine, (void)err;
}

static void own_idle(void *self)
{
    Own *own = self;
    char row[200];
    idle_row(&own->terminal, -1, row, sizeof row);
    if (own->asked || strstr(row, "waiting for the import: 1,234 rows") == NULL)
        return;
    own->asked = true;
    if (own->pressed != NULL)
        assert_true(memory_terminal_push_keys(own->terminal.inner, own->pressed));
    else
        signal_own(own, &own->let_go);
}

static int64_t write_behind(const char *pressed, const char *said)
{
    static const JobKind IMPORT = {.title = "Import",
                                   .work = own_work,
                                   .free = own_free,
                                   .end = own_end,
                                   .behind = "the import",
                                   .leave = "The import is not done. Quit, with nothing of it kept?"};
    Own own = {.mutex = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER, .pressed = pressed};
    char *folder = fixture_folder(), *path = str_format("%s/people.db", folder);
    StoreOptions options = {
        .path = path, .create = true, .clock = fixture_clock(), .ids = id_source_seeded(7)};
    App *app = NULL;
    FINE(app_open(&options, &app, err));
    FINE(app_load_sample(app, err));
    int64_t before = steps_of(app->store);
    own.terminal = idle_terminal(24, 80, own_idle, &own);
    TuiOptions wanted = {.app = app, .terminal = &own.terminal.base};
    Tui *tui = tui_new(&wanted, NULL);
    job_open(tui, &IMPORT, &own, true);
    wait_own(&own, &own.began);
    assert_true(memory_terminal_push_keys(own.terminal.inner, pressed != NULL ? "b x" : "b x Q y"));
    assert_int_equal(tui_run(tui), 0);
    if (!idle_shows(&own.terminal, said))
        fail_msg("\"%s\" is not said", said);
    signal_own(&own, &own.let_go);
    tui_free(tui);
    assert_true(own.asked);
    int64_t steps = steps_of(app->store) - before;
    app_close(app);
    terminal_close(own.terminal.inner);
    free(path);
    fixture_remove(folder);
    return steps;
}

static void test_own_import(void **state)
{
    (void)state;
    assert_int_equal(write_behind(NULL, "i log it"), 1);
    // Given up; and who leaves while it runs is asked.
    assert_int_equal(write_behind("Esc Q n Q y", "The import is not done. Quit"), 0);
}

// News of a thread that come while a write waits are still news when it is over.
static void test_wake_is_kept(void **state)
{
    (void)state;
    Tui tui = {.options.terminal = memory_terminal_new(24, 80)};
    Event event;
    terminal_wake(tui.options.terminal);
    assert_true(memory_terminal_push_keys(tui.options.terminal, "j"));
    terminal_wake(tui.options.terminal);
    assert_true(waiting_on(&tui, 0));
    assert_int_equal(memory_terminal_waiting(tui.options.terminal), 0);
    assert_true(waiting_typed(&tui, &event));
    assert_int_equal(event.kind, EVENT_KEY);
    assert_true(waiting_typed(&tui, &event));
    assert_int_equal(event.kind, EVENT_WAKE);
    assert_false(waiting_typed(&tui, &event));
    vec_clear(&tui.typed);
    terminal_close(tui.options.terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_waiting),
        cmocka_unit_test(test_own_import),
        cmocka_unit_test(test_wake_is_kept),
    };
    return cmocka_run_group_tests_name("tui/waiting", tests, NULL, NULL);
}
