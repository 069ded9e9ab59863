// SPDX-License-Identifier: MIT
// What is done in the calendar to so many follow-ups that a thread of its own does it: every screen and every
// row is as without threads, keys that come meanwhile change nothing of it, and undo brings back all. No time
// is measured: the terminal waits for the bell of the thread.
#include "support/fixture.h"

#include <pthread.h>

#include "frame.h"
#include "idle_terminal.h"
#include "job.h"
#include "rapport/app/outreach.h"
#include "rapport/app/transfer.h"
#include "rapport/store/followups.h"
#include "support/random.h"
#include "support/world.h"

enum { DEEDS_DONE = 16, PEOPLE = 40, FIRST_PERSON = 2, PATIENCE = 5000 };

// Each begins on today with nothing marked. A marks all that the agenda shows.
static const char *const DEEDS[] = {"A x",   "A L", "A H L", "A z w", "A z 3",     "A d",
                                    "j A L", "u",   "u u",   "C-r",   "Tab j A x", "Tab z m"};

typedef struct Play {
    IdleTerminal terminal;
    TerminalKind kind; // that terminal's, with a bell
    Tui *tui;
    char *folder, *path;
    App *app;
    Random random;
    bool keys;    // come while a thread works
    bool pressed; // they have come
    int steps, turns;
    int jobs;    // that were waited for
    Str screens; // after each step
    char *rows;  // when all was done, before all is undone
    pthread_mutex_t mutex;
    pthread_cond_t rung;
    int bell;
} Play;

// ---- a terminal that is woken

static void play_wake(Terminal *terminal)
{
    Play *play = ((IdleTerminal *)terminal)->self;
    pthread_mutex_lock(&play->mutex);
    play->bell++;
    pthread_cond_signal(&play->rung);
    pthread_mutex_unlock(&play->mutex);
}

static void wait_for_bell(Play *play)
{
    pthread_mutex_lock(&play->mutex);
    while (play->bell == 0)
        pthread_cond_wait(&play->rung, &play->mutex);
    play->bell--;
    pthread_mutex_unlock(&play->mutex);
}

static void press(Play *play, const char *keys)
{
    assert_true(memory_terminal_push_keys(play->terminal.inner, keys));
}

// ---- what is compared

// The last row, whose words go after a while, does not count.
static void keep_screen(Play *play)
{
    char row[400];
    for (int i = 0; i + 1 < memory_terminal_canvas(play->terminal.inner)->rows; i++) {
        idle_row(&play->terminal, i, row, sizeof row);
        str_appendf(&play->screens, "step %d: %s\n", play->steps, row);
    }
}

static bool write_row(void *self, const Followup *row, Error *err)
{
    (void)err;
    str_appendf(self, "%d %d %lld %s, moved %d, %s\n", row->day, row->minute, (long long)row->contact,
                row->text, row->snoozes, row->repeat != NULL ? row->repeat : "once");
    return true;
}

// Without ids: those of a thread's connection are its own.
static char *rows_of(App *app)
{
    Str out = STR_INIT;
    FollowupList closed = {0};
    FINE(store_followups_each(app->store, write_row, &out, err));
    FINE(store_followups_closed(app->store, INT32_MIN + 1, INT32_MAX, 1000, &closed, err));
    str_appendf(&out, "%zu done\n", closed.count);
    followup_list_clear(&closed);
    return str_take(&out);
}

// ---- the play

// Nothing runs: the next step, in the end all of them back, then out.
static void next_step(Play *play)
{
    enum { UNDONE_MOST = 2 * DEEDS_DONE }; // steps of a deed
    keep_screen(play);
    play->pressed = false;
    play->steps++;
    if (play->steps == DEEDS_DONE + 1)
        play->rows = rows_of(play->app);
    press(play, play->steps == 1                         ? "4"
                : play->steps > DEEDS_DONE + UNDONE_MOST ? "Q"
                : play->steps > DEEDS_DONE               ? "u"
                                                         : "Esc Esc 4 t");
    if (play->steps > 1 && play->steps <= DEEDS_DONE)
        press(play, DEEDS[random_below(&play->random, COUNT(DEEDS))]);
}

static void idle(void *self)
{
    Play *play = self;
    if (++play->turns > PATIENCE)
        fail_msg("the play does not end; step %d", play->steps);
    if (play->tui->jobs.count > 0) {
        play->jobs++;
        if (play->keys && !play->pressed)
            press(play, "Tab C-l Tab Tab"); // whether the popup takes them or not depends on the time
        else
            wait_for_bell(play);
        play->pressed = true;
    } else if (play->tui->popups.count > 0) {
        press(play, "1"); // some of them repeat: only this one
    } else {
        next_step(play);
    }
}

static void fill(const char *path)
{
    static const int DAYS[] = {-1, 1, 3};
    int64_t people[PEOPLE];
    App *app = NULL;
    StoreOptions options = {
        .path = path, .create = true, .clock = fixture_clock(), .ids = id_source_seeded(7)};
    FINE(app_open(&options, &app, err));
    FINE(app_load_sample(app, err));
    for (int i = 0; i < PEOPLE; i++)
        people[i] = FIRST_PERSON + i;
    for (size_t i = 0; i < COUNT(DAYS); i++) {
        StepResult result;
        FollowupRequest request = {.day = app_today(app) + DAYS[i], .minute = -1, .text = "say hello"};
        FINE(app_followups_add(app, people, PEOPLE, &request, &result, err));
        step_result_clear(&result);
    }
    app_close(app);
}

static char *dump(const Play *play)
{
    char *text = world_dump(play->path);
    assert_non_null(text);
    return text;
}

static void same(const char *what, const char *expected, const char *actual)
{
    if (strcmp(expected, actual) == 0)
        return;
    char *difference = world_difference(expected, actual);
    print_error("%s%s\n", what, difference);
    free(difference);
    fail();
}

static void play_it(Play *play, Random random, bool threads, bool keys)
{
    *play = (Play){.random = random,
                   .keys = keys,
                   .kind = IDLE_TERMINAL,
                   .screens = STR_INIT,
                   .mutex = PTHREAD_MUTEX_INITIALIZER,
                   .rung = PTHREAD_COND_INITIALIZER,
                   .folder = fixture_folder()};
    play->path = str_format("%s/people.db", play->folder);
    fill(play->path);
    char *before = dump(play);
    StoreOptions options = {.path = play->path, .clock = fixture_clock(), .ids = id_source_seeded(8)};
    FINE(app_open(&options, &play->app, err));
    play->terminal = idle_terminal(24, 80, idle, play);
    play->kind.wake = play_wake;
    play->terminal.base.kind = &play->kind;
    TuiOptions wanted = {
        .app = play->app, .terminal = &play->terminal.base, .inline_jobs = !threads, .monday_first = true};
    play->tui = tui_new(&wanted, NULL);
    play->tui->upkept = tui_today(play->tui); // its thread would be another writer
    assert_int_equal(tui_run(play->tui), 0);
    tui_free(play->tui);
    app_close(play->app);
    terminal_close(play->terminal.inner);
    char *after = dump(play);
    same("undo does not bring all back: ", before, after);
    free(before);
    free(after);
    free(play->path);
    fixture_remove(play->folder);
}

static void play_clear(Play *play)
{
    str_clear(&play->screens);
    free(play->rows);
}

static void compare(Random random)
{
    static Play alone, beside, pressed;
    play_it(&alone, random, false, false);
    play_it(&beside, random, true, false);
    play_it(&pressed, random, true, true);
    assert_int_equal(alone.jobs, 0);
    assert_true(beside.jobs > 0 && pressed.jobs > 0);
    same("rows: ", alone.rows, beside.rows);
    same("screens: ", str_get(&alone.screens), str_get(&beside.screens));
    same("rows, with keys: ", alone.rows, pressed.rows);
    play_clear(&alone);
    play_clear(&beside);
    play_clear(&pressed);
}

static void test_as_without_threads(void **state)
{
    (void)state;
    int rounds = getenv("TESTS_ALL") != NULL ? 20 : 2;
    Random random = random_start(20261124);
    for (int i = 0; i < rounds; i++) {
        compare(random);
        random_next(&random);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_as_without_threads)};
    return cmocka_run_group_tests_name("calendar_jobs", tests, NULL, NULL);
}
