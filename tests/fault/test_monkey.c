// SPDX-License-Identifier: MIT
// A monkey at the keyboard: random keys, letters, pastes, clicks and sizes, on the terminal in memory and a
// few on a real one. The database stays sound, no row is wider than the screen, and the program answers. What
// it did last lies in monkey-input while it runs: what breaks belongs into tests/fuzz/corpus/tui for good.
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/fault_counts.h"
#include "support/monkey.h"
#include "support/place.h"
#include "support/pty.h"
#include "support/random.h"
#include "support/scene.h"

#define PROGRAM TEST_BINARY "/tests/rapport_failing"

enum { CUT_EVENTS = 12000, FULL_EVENTS = 980000, EVENTS_A_LIFE = 300 };
enum { CUT_LIVES = 4, FULL_LIVES = 100, EVENTS_ON_PTY = 200 };

// One event for monkey_live.
static void random_event(Random *random, Str *out)
{
    size_t kind = random_below(random, 100);
    if (kind < 66) {
        str_push(out, (char)(' ' + random_below(random, 95)));
    } else if (kind < 90) {
        str_push(out, (char)(0x80 + random_below(random, 48)));
    } else if (kind < 94) {
        Str text = STR_INIT;
        random_text(random, &text, 40);
        str_push(out, 1);
        str_push(out, (char)(text.length < 256 ? text.length : 255));
        str_append_n(out, text.data, text.length < 256 ? text.length : 255);
        str_clear(&text);
    } else {
        static const char kinds[] = {2, 3, 3, 3, 4, 5};
        str_push(out, kinds[random_below(random, sizeof kinds)]);
        for (int i = 0; i < 3; i++)
            str_push(out, (char)random_below(random, 256));
    }
}

static void keep(const char *path, const Str *input)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fwrite(input->data, 1, input->length, file);
    fclose(file);
}

static void test_in_memory(void **state)
{
    (void)state;
    Random random = random_start(1);
    MonkeyHouse house = {0};
    char *path = str_format("%s/monkey-input-%d", place_in_memory(), getpid());
    long events = 0, wanted = fault_count(CUT_EVENTS, FULL_EVENTS);
    printf("# what it does is kept in %s\n", path);
    while (events < wanted) {
        Str input = STR_INIT;
        str_push(&input, (char)random_below(&random, 4));
        for (int i = 0; i < EVENTS_A_LIFE; i++)
            random_event(&random, &input);
        keep(path, &input);
        Monkey monkey = monkey_new(&house, (uint8_t)input.data[0]);
        int lived = monkey_live(&monkey, (const uint8_t *)input.data + 1, input.length - 1, EVENTS_A_LIFE);
        monkey_end(&monkey);
        str_clear(&input);
        fault_progress(events += lived, lived, 10000, "events");
    }
    unlink(path);
    free(path);
    monkey_house_leave(&house);
    fault_report(events, "events in memory", "the database sound, no row too wide");
}

// ---- on a real terminal

static Pty *open_interface(const Scene *scene)
{
    char *argv[] = {(char *)(uintptr_t)PROGRAM,  (char *)(uintptr_t) "--db",   scene->db,
                    (char *)(uintptr_t) "--now", (char *)(uintptr_t)SCENE_NOW, NULL};
    char *home = str_format("HOME=%s", scene->folder);
    const char *const env[] = {home, "EDITOR=true", "RAPPORT_TEST_BEACON=1", "ASAN_OPTIONS=detect_leaks=0",
                               NULL};
    Pty *pty = pty_spawn(24, 80, argv, env);
    free(home);
    return pty;
}

static void do_something(Pty *pty, Random *random)
{
    static const char *const keys[] = {"Enter", "Esc", "Tab", "Up",  "Down", "Left", "Right", "Backspace",
                                       "PgDn",  "F1",  "C-p", "C-r", "C-u",  "C-d",  "M-n",   "C-z"};
    char letter[2] = {(char)(' ' + random_below(random, 95)), '\0'};
    size_t kind = random_below(random, 100);
    if (kind < 60) {
        pty_type(pty, letter);
    } else if (kind < 85) {
        pty_key(pty, keys[random_below(random, COUNT(keys))]);
    } else if (kind < 92) {
        Str text = STR_INIT;
        random_text(random, &text, 30);
        pty_paste(pty, str_get(&text), text.length);
        str_clear(&text);
    } else if (kind < 96) {
        pty_click(pty, (int)random_below(random, 24), (int)random_below(random, 80));
    } else {
        pty_resize(pty, 8 + (int)random_below(random, 40), 30 + (int)random_below(random, 120));
    }
}

static bool started(Pty *pty, void *self)
{
    (void)self;
    return pty_ended(pty) || pty_frame(pty) > 0;
}

static bool answers(Pty *pty, void *self)
{
    return pty_ended(pty) || pty_frame(pty) > *(unsigned long *)self;
}

static void live(const Scene *scene, Random *random)
{
    Pty *pty = open_interface(scene);
    assert_true(pty_wait_until(pty, started, NULL, "the first frame"));
    for (int i = 0; i < EVENTS_ON_PTY && !pty_ended(pty); i++) {
        do_something(pty, random);
        pty_pump(pty, 0);
    }
    unsigned long before = pty_frame(pty);
    pty_resize(pty, 30, 100);
    assert_true(pty_wait_until(pty, answers, &before, "an answer"));
    int status = 0;
    if (pty_ended(pty) && (!pty_wait_exit(pty, &status) || status != 0)) {
        pty_print(pty);
        fail_msg("it ended with status %#x", (unsigned)status);
    }
    pty_close(pty);
}

static void test_on_a_terminal(void **state)
{
    (void)state;
    Random random = random_start(2);
    Scene scene = scene_new();
    long lives = fault_count(CUT_LIVES, FULL_LIVES);
    scene_must(&scene, PROGRAM,
               "add 'Maya Lindqvist @ Kestrel, maya@kestrel.example, I promised slides fri'");
    for (long i = 0; i < lives; i++)
        live(&scene, &random);
    scene_must(&scene, PROGRAM, "check-db");
    fault_report(lives * EVENTS_ON_PTY, "events on a terminal", "the database sound, the program answers");
    scene_free(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_in_memory),
                                       cmocka_unit_test(test_on_a_terminal)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
