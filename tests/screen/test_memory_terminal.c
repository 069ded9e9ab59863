// SPDX-License-Identifier: MIT
// The terminal in memory behaves as the interface promises, so that tests built on it mean something.
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/screen/memory_terminal.h"

static int setup(void **state)
{
    *state = memory_terminal_new(3, 10);
    return 0;
}

static int teardown(void **state)
{
    terminal_close(*state);
    return 0;
}

static void assert_next(Terminal *terminal, EventKind kind, uint32_t code)
{
    Event event;
    terminal_next(terminal, -1, &event);
    assert_int_equal(event.kind, kind);
    assert_int_equal(event.key.code, code);
    event_clear(&event);
}

static void test_events_in_order(void **state)
{
    Terminal *terminal = *state;
    assert_true(memory_terminal_push_keys(terminal, "C-p l Enter"));
    assert_false(memory_terminal_push_keys(terminal, "C-Enter"));
    memory_terminal_push_text(terminal, "é\n");
    terminal_wake(terminal);
    memory_terminal_push_bytes(terminal, "\033[A\033[I", 6);
    assert_int_equal(memory_terminal_waiting(terminal), 8);
    assert_next(terminal, EVENT_KEY, 'p');
    assert_next(terminal, EVENT_KEY, 'l');
    assert_next(terminal, EVENT_KEY, K_ENTER);
    assert_next(terminal, EVENT_KEY, 0xE9);
    assert_next(terminal, EVENT_KEY, K_ENTER);
    assert_next(terminal, EVENT_WAKE, 0);
    assert_next(terminal, EVENT_KEY, K_UP);
    assert_next(terminal, EVENT_FOCUS, 0);
    assert_next(terminal, EVENT_HANGUP, 0); // empty and nothing to wait for
    Event event;
    terminal_next(terminal, 100, &event);
    assert_int_equal(event.kind, EVENT_TIMER);
}

static void test_paste_and_mouse(void **state)
{
    Terminal *terminal = *state;
    Event event;
    memory_terminal_push_paste(terminal, "two\r\nlines\033");
    memory_terminal_push_mouse(terminal, MOUSE_PRESS, 2, 5);
    memory_terminal_push_mouse(terminal, MOUSE_WHEEL_DOWN, 0, 0);
    memory_terminal_push_paste(terminal, "left in the queue");
    terminal_next(terminal, -1, &event);
    assert_int_equal(event.kind, EVENT_PASTE);
    assert_string_equal(event.text, "two\nlines");
    assert_int_equal(event.length, 9);
    event_clear(&event);
    terminal_next(terminal, -1, &event);
    assert_int_equal(event.mouse.button, 1);
    assert_int_equal(event.mouse.col, 5);
    terminal_next(terminal, -1, &event);
    assert_int_equal(event.mouse.action, MOUSE_WHEEL_DOWN);
    assert_int_equal(event.mouse.button, 0);
}

static void test_resize_happens_when_it_is_told(void **state)
{
    Terminal *terminal = *state;
    int rows, cols;
    memory_terminal_push_resize(terminal, 24, 80);
    terminal_size(terminal, &rows, &cols);
    assert_int_equal(rows, 3);
    assert_next(terminal, EVENT_RESIZE, 0);
    terminal_size(terminal, &rows, &cols);
    assert_int_equal(rows, 24);
    assert_int_equal(cols, 80);
    memory_terminal_push_resize(terminal, 0, -1);
    assert_next(terminal, EVENT_RESIZE, 0);
    terminal_size(terminal, &rows, &cols);
    assert_int_equal(rows, 1);
    assert_int_equal(cols, 1);
}

static void test_frames_count_changes_only(void **state)
{
    Terminal *terminal = *state;
    Canvas *canvas = canvas_new(3, 10);
    canvas_put(canvas, 0, 0, -1, "hello", style_of(ROLE_TEXT, 0));
    terminal_present(terminal, canvas);
    terminal_present(terminal, canvas);
    assert_int_equal(memory_terminal_frames(terminal), 1);
    canvas_cursor(canvas, 1, 1);
    terminal_present(terminal, canvas);
    assert_int_equal(memory_terminal_frames(terminal), 2);
    terminal_redraw(terminal);
    terminal_present(terminal, canvas);
    assert_int_equal(memory_terminal_frames(terminal), 3);
    assert_true(canvas_equal(memory_terminal_canvas(terminal), canvas));
    canvas_free(canvas);
    Str dump = STR_INIT;
    memory_terminal_dump(terminal, &dump);
    assert_string_equal(str_get(&dump), "|hello     |\n|          |\n|          |\ncursor 1,1\n");
    str_clear(&dump);
}

static int remember(void *self, char *const argv[])
{
    *(const char **)self = argv[1];
    return 7;
}

static void test_doors_to_the_outside(void **state)
{
    Terminal *terminal = *state;
    const char *seen = NULL;
    char *argv[] = {(char *)"vi", (char *)"note.md", NULL};
    int status = -1;
    Error err = {0};
    memory_terminal_on_run(terminal, remember, &seen);
    assert_true(terminal_run(terminal, argv, &status, &err));
    assert_int_equal(status, 7);
    assert_string_equal(seen, "note.md");
    assert_string_equal(memory_terminal_last_run(terminal), "vi note.md");
    assert_next(terminal, EVENT_RESUME, 0);

    terminal_suspend(terminal);
    assert_int_equal(memory_terminal_suspends(terminal), 1);
    assert_next(terminal, EVENT_RESUME, 0);

    assert_string_equal(memory_terminal_title(terminal), "");
    terminal_set_title(terminal, "Maya\033]0;x\a");
    assert_null(strchr(memory_terminal_title(terminal), '\033'));

    assert_true(terminal_copy(terminal, "maya@example.com", 16));
    assert_string_equal(memory_terminal_clipboard(terminal), "maya@example.com");
    assert_false(terminal_copy(terminal, "too much", COPY_MOST + 1));

    assert_true(memory_terminal_mouse(terminal));
    terminal_set_mouse(terminal, false);
    assert_false(memory_terminal_mouse(terminal));
    terminal_set_theme(terminal, THEME_LIGHT);
    assert_int_equal(memory_terminal_theme(terminal), THEME_LIGHT);
}

static void test_osc52(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"", "\033]52;c;\a"},
        {"M", "\033]52;c;TQ==\a"},
        {"Ma", "\033]52;c;TWE=\a"},
        {"May", "\033]52;c;TWF5\a"},
        {"two\nlines", "\033]52;c;dHdvCmxpbmVz\a"},
        {"José", "\033]52;c;Sm9zw6k=\a"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Str out = STR_INIT;
        osc52_encode(&out, cases[i].text, strlen(cases[i].text));
        assert_string_equal(str_get(&out), cases[i].expected);
        str_clear(&out);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_events_in_order, setup, teardown),
        cmocka_unit_test_setup_teardown(test_paste_and_mouse, setup, teardown),
        cmocka_unit_test_setup_teardown(test_resize_happens_when_it_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(test_frames_count_changes_only, setup, teardown),
        cmocka_unit_test_setup_teardown(test_doors_to_the_outside, setup, teardown),
        cmocka_unit_test(test_osc52),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
