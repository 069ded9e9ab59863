// SPDX-License-Identifier: MIT
// The curses terminal for real: keys, text, paste, mouse, resizes and the doors to the outside, as libvterm
// sees them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/str.h"
#include "support/pty.h"
#include "support/random.h"

static char *const demo[] = {(char *)TEST_BINARY "/tests/screen_demo", NULL};

static Pty *start(int rows, int cols, const char *const env[])
{
    Pty *pty = pty_spawn(rows, cols, demo, env);
    assert_true(pty_wait(pty, "ready"));
    assert_true(pty_wait_row(pty, rows - 1, "end")); // what is painted last
    return pty;
}

static void finish(Pty *pty)
{
    pty_key(pty, "q");
    assert_true(pty_exits_with(pty, 0));
    assert_true(pty_tty_unchanged(pty));
    assert_false(pty_alternate(pty));
    assert_int_equal(pty_mouse_mode(pty), 0);
    pty_close(pty);
}

// Each press must give exactly one event with this name.
static void assert_key(Pty *pty, int number, const char *sent, const char *expected)
{
    char *line = str_format("%d key %s", number, expected);
    pty_key(pty, sent);
    assert_true(pty_wait_row(pty, 1, line));
    free(line);
}

static void test_keys(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "a",        "G",       "C-p",     "C-c",    "C-s",  "C-o",    "C-v",       "C-k",       "C-Space",
        "Enter",    "M-Enter", "Tab",     "S-Tab",  "Esc",  "M-x",    "M-.",       "Backspace", "M-Backspace",
        "Up",       "Down",    "Left",    "Right",  "Home", "End",    "PgUp",      "PgDn",      "Insert",
        "Delete",   "C-Left",  "C-Right", "S-Left", "S-Up", "M-Down", "C-S-Right", "C-Home",    "C-End",
        "F1",       "F2",      "F3",      "F4",     "F5",   "F8",     "F12",       "Space",     "é",
        "C-Delete", "C-\\",    "?",       "C-_",
    };
    Pty *pty = start(24, 80, NULL);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_key(pty, (int)i + 1, keys[i], keys[i]);
    finish(pty);
}

// Terminals differ in what their keys send; libvterm speaks xterm, so others are written out.
static void test_keys_of_other_terminals(void **state)
{
    (void)state;
    static const struct {
        const char *term, *bytes, *key;
    } cases[] = {
        {"TERM=rxvt-unicode-256color", "\033Od", "C-Left"},
        {"TERM=rxvt-unicode-256color", "\033[3$", "S-Delete"},
        {"TERM=rxvt-unicode-256color", "\033[7~", "Home"},
        {"TERM=tmux-256color", "\033[1;5D", "C-Left"},
        {"TERM=tmux-256color", "\033[1~", "Home"},
        {"TERM=screen-256color", "\033[1;5D", "C-Left"},
        {"TERM=linux", "\033[[A", "F1"},
        {"TERM=linux", "\033[4~", "End"},
        {"TERM=vt220", "\033[17~", "F6"},
        {"TERM=xterm", "\033[1;3A", "M-Up"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *env[] = {cases[i].term, NULL};
        char *line = str_format("1 key %s", cases[i].key);
        Pty *pty = start(24, 80, env);
        pty_send(pty, cases[i].bytes, strlen(cases[i].bytes));
        assert_true(pty_wait_row(pty, 1, line));
        finish(pty);
        free(line);
    }
}

// The quickest of as many as it takes: a machine may have more to do than us.
static void test_escape_is_quick(void **state)
{
    (void)state;
    enum { TRIES = 500, SOON_US = 100000 };
    Pty *pty = start(24, 80, NULL);
    int64_t best = INT64_MAX;
    for (int i = 1; i <= TRIES && best >= SOON_US; i++) {
        int64_t before = pty_now_us();
        assert_key(pty, i, "Esc", "Esc");
        int64_t took = pty_now_us() - before;
        best = took < best ? took : best;
        assert_true(took >= 25000); // it could have been the beginning of a sequence
    }
    printf("Esc: %.1f ms\n", (double)best / 1000);
    assert_true(best < SOON_US);
    finish(pty);
}

static void test_wide_text_keeps_its_columns(void **state)
{
    (void)state;
    Pty *pty = start(24, 80, NULL);
    for (int row = 3; row < 12; row++) {
        assert_string_equal(pty_cell(pty, row, 20).text, "|");
        assert_string_equal(pty_cell(pty, row, 22).text, "h");
    }
    assert_string_equal(pty_cell(pty, 3, 2).text, "田");
    assert_int_equal(pty_cell(pty, 3, 2).width, 2);
    assert_string_equal(pty_cell(pty, 3, 4).text, "中");
    assert_string_equal(pty_cell(pty, 5, 2).text, "e\xCC\x81");
    assert_string_equal(pty_cell(pty, 5, 3).text, "t\xCC\x81");
    assert_true(pty_shows(pty, "\xF0\x9F\x91\xA9 family"));
    assert_true(pty_shows(pty, "SE flag"));
    size_t length;
    assert_null(strstr(pty_output(pty, &length), "\033[31mred"));
    assert_string_equal(pty_cell(pty, 23, 79).text, "d"); // the last cell of the screen
    int row, col;
    bool visible;
    pty_cursor(pty, &row, &col, &visible);
    assert_true(visible && row == 4 && col == 2);
    finish(pty);
}

static void test_an_unchanged_frame_writes_nothing(void **state)
{
    (void)state;
    static const char *const env[] = {"DEMO_BEACON=1", NULL};
    Pty *pty = start(24, 80, env);
    size_t before, after;
    assert_true(pty_wait_title(pty, "#1"));
    pty_output(pty, &before);
    pty_key(pty, "a");
    assert_true(pty_wait_title(pty, "#2"));
    const char *output = pty_output(pty, &after);
    assert_true(after - before < 100); // one row changed
    assert_non_null(strstr(output + before, "\033[?2026h"));
    assert_non_null(strstr(output + before, "\033[?2026l"));
    assert_null(strstr(output + before, "\033[2J"));
    finish(pty);
}

static void test_paste_of_a_megabyte(void **state)
{
    (void)state;
    enum { SIZE = 1 << 20 };
    char *text = test_malloc(SIZE);
    memset(text, 'x', SIZE);
    memcpy(text, "first\r\nline", 11);
    Pty *pty = start(24, 80, NULL);
    int64_t before = pty_now_us();
    pty_paste(pty, text, SIZE);
    pty_key(pty, "a b");
    assert_true(pty_wait_row(pty, 1, "key b"));
    printf("paste of 1 MB: %.0f ms\n", (double)(pty_now_us() - before) / 1000);
    assert_true(pty_wait_row(pty, 1, "3 key b")); // one event, and both keys behind it
    pty_paste(pty, "short\033[31m", 10);
    assert_true(pty_wait_row(pty, 1, "4 paste 9 short[31m"));
    finish(pty);
    test_free(text);
}

static void test_mouse(void **state)
{
    (void)state;
    Pty *pty = start(24, 80, NULL);
    assert_int_not_equal(pty_mouse_mode(pty), 0);
    pty_mouse(pty, 5, 7, 1, true);
    assert_true(pty_wait_row(pty, 1, "1 mouse press 1 at 5,7"));
    pty_drag(pty, 6, 9);
    assert_true(pty_wait_row(pty, 1, "2 mouse drag 1 at 6,9"));
    pty_mouse(pty, 6, 9, 1, false);
    assert_true(pty_wait_row(pty, 1, "3 mouse release 1 at 6,9"));
    pty_mouse(pty, 20, 70, 4, true);
    assert_true(pty_wait_row(pty, 1, "4 mouse wheel up 0 at 20,70"));
    pty_mouse(pty, 20, 70, 5, true);
    assert_true(pty_wait_row(pty, 1, "5 mouse wheel down 0 at 20,70"));
    pty_mouse(pty, 0, 0, 3, true);
    assert_true(pty_wait_row(pty, 1, "6 mouse press 3 at 0,0"));
    pty_key(pty, "m");
    assert_true(pty_wait_row(pty, 1, "7 key m"));
    assert_int_equal(pty_mouse_mode(pty), 0);
    pty_key(pty, "m");
    assert_true(pty_wait_row(pty, 1, "8 key m"));
    assert_int_not_equal(pty_mouse_mode(pty), 0);
    finish(pty);
}

static bool is_pressed(Pty *pty, void *self)
{
    (void)self;
    return pty_shows(pty, "mouse press 1 at 5,7") || pty_shows(pty, "mouse double 1 at 5,7");
}

// Two presses soon after each other are one double click. On a machine that slept between them they are not,
// so they are tried until they are.
static void test_double_click(void **state)
{
    (void)state;
    enum { TRIES = 500 };
    Pty *pty = start(24, 80, NULL);
    bool doubled = false;
    for (int i = 0; i < TRIES && !doubled; i++) {
        pty_mouse(pty, 5, 7, 1, true);
        assert_true(pty_wait_until(pty, is_pressed, NULL, "a press"));
        doubled = pty_shows(pty, "mouse double");
        assert_true(i > 0 || !doubled);
        pty_mouse(pty, 5, 7, 1, false);
        assert_true(pty_wait_row(pty, 1, "mouse release 1 at 5,7"));
    }
    assert_true(doubled);
    finish(pty);
}

static void test_far_columns_of_the_mouse(void **state)
{
    (void)state;
    Pty *pty = start(30, 400, NULL);
    pty_mouse(pty, 5, 399, 1, true);
    assert_true(pty_wait_row(pty, 1, "1 mouse press 1 at 5,399"));
    pty_mouse(pty, 5, 399, 1, false);
    finish(pty);
}

static void test_resize_storm(void **state)
{
    (void)state;
    Random random = random_start(5);
    Pty *pty = start(24, 80, NULL);
    for (int i = 0; i < 300; i++) {
        int rows = 1 + (int)random_below(&random, i % 7 == 0 ? 3 : 500);
        // libvterm breaks on a wide character in one column.
        int cols = 2 + (int)random_below(&random, i % 5 == 0 ? 3 : 199);
        pty_resize(pty, rows, cols);
        if (i % 3 == 0)
            pty_key(pty, "a");
        pty_pump(pty, 0);
    }
    pty_resize(pty, 1, 1);
    pty_resize(pty, 500, 200);
    assert_true(pty_wait_row(pty, 0, "demo 500x200"));
    assert_true(pty_wait_row(pty, 499, "last row"));
    pty_resize(pty, 24, 80);
    assert_true(pty_wait_row(pty, 0, "demo 24x80"));
    assert_true(pty_wait_row(pty, 23, "last row"));
    pty_key(pty, "C-Left");
    assert_true(pty_wait_row(pty, 1, "key C-Left"));
    assert_int_equal(pty_find_row(pty, "José"), 4); // and nothing is left over from other sizes
    assert_false(pty_shows(pty, "resize 1x1"));
    finish(pty);
}

// Broken sequences, controls, half characters and resizes at random: it goes on answering.
static void test_noise(void **state)
{
    (void)state;
    static const char alphabet[] =
        "\033\033\033[[[O<;?0123456789~ABCDMmuI$^]P\\\a\r\t\x7F\x01\x0B\xC3\xA9\xE7\x94\xFFxyml";
    Random random = random_start(6);
    Pty *pty = start(24, 80, NULL);
    for (int round = 0; round < 200; round++) {
        char bytes[100];
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = alphabet[random_below(&random, sizeof alphabet - 1)];
        pty_send(pty, bytes, sizeof bytes);
        if (round % 10 == 0)
            pty_resize(pty, 10 + (int)random_below(&random, 40), 30 + (int)random_below(&random, 100));
        pty_pump(pty, 0);
    }
    pty_send(pty, "\033\\\033[201~", 8); // ends whatever was begun
    pty_resize(pty, 24, 80);
    assert_true(pty_wait_row(pty, 0, "demo 24x80"));
    pty_key(pty, "C-Left");
    assert_true(pty_wait_row(pty, 1, "key C-Left"));
    finish(pty);
}

static void test_resize_repaints_all(void **state)
{
    (void)state;
    Pty *pty = start(24, 80, NULL);
    pty_resize(pty, 16, 30);
    assert_true(pty_wait_row(pty, 0, "demo 16x30"));
    assert_true(pty_wait_row(pty, 15, "last row"));
    pty_resize(pty, 30, 100);
    assert_true(pty_wait_row(pty, 0, "demo 30x100"));
    for (int row = 3; row < 12; row++)
        assert_true(pty_wait_row(pty, row, "| here"));
    assert_true(pty_wait_row(pty, 29, "end"));
    assert_int_equal(pty_find_row(pty, "last row"), 29);
    finish(pty);
}

static void test_wake_from_a_thread(void **state)
{
    (void)state;
    Pty *pty = start(24, 80, NULL);
    pty_key(pty, "w");
    assert_true(pty_wait_row(pty, 1, "2 wake"));
    pty_key(pty, "a");
    assert_true(pty_wait_row(pty, 1, "3 key a"));
    finish(pty);
}

static void test_timer(void **state)
{
    (void)state;
    static const char *const env[] = {"DEMO_TIMEOUT=20", NULL};
    Pty *pty = pty_spawn(24, 80, demo, env);
    assert_true(pty_wait_row(pty, 1, "3 timer"));
    finish(pty);
}

static void test_clipboard_and_title(void **state)
{
    (void)state;
    Pty *pty = start(24, 80, NULL);
    pty_key(pty, "y");
    assert_true(pty_wait_bytes(pty, "\033]52;c;bWF5YUBleGFtcGxl"
                                    "LmNvbQ==\a"));
    pty_key(pty, "T");
    assert_true(pty_wait_title(pty, "a title^[[2J"));
    assert_true(pty_wait_row(pty, 1, "key T"));
    finish(pty);
}

static void test_focus(void **state)
{
    (void)state;
    Pty *pty = start(24, 80, NULL);
    assert_true(pty_wait_bytes(pty, "\033[?1004h"));
    pty_send(pty, "\033[O", 3);
    assert_true(pty_wait_row(pty, 1, "1 focus out"));
    pty_send(pty, "\033[I", 3);
    assert_true(pty_wait_row(pty, 1, "2 focus in"));
    finish(pty);
}

static void test_answers_of_the_terminal_are_no_keys(void **state)
{
    (void)state;
    static const char answers[] = "\033[?62;22c\033[24;80R\033]11;rgb:0000/0000/0000\033\\";
    Pty *pty = start(24, 80, NULL);
    pty_send(pty, answers, sizeof answers - 1);
    pty_key(pty, "a");
    assert_true(pty_wait_row(pty, 1, "1 key a"));
    finish(pty);
}

static void test_a_light_window(void **state)
{
    (void)state;
    static const char light[] = "\033]11;rgb:ffff/ffff/ffff\a", dark[] = "\033]11;rgb:0/0/0\a";
    Pty *pty = start(24, 80, NULL);
    assert_true(pty_wait_bytes(pty, "\033]11;?\a"));
    pty_send(pty, light, sizeof light - 1);
    assert_true(pty_wait_row(pty, 1, "1 resume"));
    pty_send(pty, light, sizeof light - 1); // nothing new
    pty_key(pty, "a");
    assert_true(pty_wait_row(pty, 1, "2 key a"));
    pty_send(pty, dark, sizeof dark - 1);
    assert_true(pty_wait_row(pty, 1, "3 resume"));
    finish(pty);
}

static void test_editor(void **state)
{
    (void)state;
    static const char *const env[] = {
        "DEMO_EDITOR=stty -a | grep -o ' -\\{0,1\\}icanon'; printf 'editing: '; "
        "read answer; exit 3",
        NULL};
    Pty *pty = start(24, 80, env);
    pty_key(pty, "e");
    assert_true(pty_wait(pty, "editing:"));
    assert_false(pty_alternate(pty));
    assert_int_equal(pty_mouse_mode(pty), 0);
    assert_true(pty_shows(pty, " icanon")); // the child has an ordinary terminal
    assert_false(pty_shows(pty, "-icanon"));
    pty_resize(pty, 30, 90); // meanwhile
    pty_type(pty, "done\n");
    assert_true(pty_wait_row(pty, 0, "demo 30x90"));
    assert_true(pty_alternate(pty));
    assert_true(pty_wait_row(pty, 1, "3 resize")); // after the key and resume
    assert_int_not_equal(pty_mouse_mode(pty), 0);
    pty_key(pty, "C-Left");
    assert_true(pty_wait_row(pty, 1, "key C-Left"));
    finish(pty);
}

static void test_editor_interrupted(void **state)
{
    (void)state;
    static const char *const env[] = {"DEMO_EDITOR=printf 'editing: '; read answer", NULL};
    Pty *pty = start(24, 80, env);
    pty_key(pty, "e");
    assert_true(pty_wait(pty, "editing:"));
    pty_send(pty, "\x03", 1); // ends the editor, not us
    assert_true(pty_wait_row(pty, 1, "resume"));
    pty_key(pty, "a");
    assert_true(pty_wait_row(pty, 1, "key a"));
    finish(pty);
}

static void test_missing_editor(void **state)
{
    (void)state;
    Pty *pty = start(24, 80, NULL);
    pty_key(pty, "e");
    assert_true(pty_wait_row(pty, 1, "2 resume"));
    pty_key(pty, "a");
    assert_true(pty_wait_row(pty, 1, "3 key a"));
    finish(pty);
}

static void test_redraw(void **state)
{
    (void)state;
    Pty *pty = start(24, 80, NULL);
    pty_key(pty, "l");
    assert_true(pty_wait_row(pty, 1, "1 key l"));
    assert_true(pty_wait_bytes(pty, "\033[2J"));
    assert_true(pty_wait_row(pty, 4, "José"));
    finish(pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_keys_of_other_terminals),
        cmocka_unit_test(test_escape_is_quick),
        cmocka_unit_test(test_wide_text_keeps_its_columns),
        cmocka_unit_test(test_an_unchanged_frame_writes_nothing),
        cmocka_unit_test(test_paste_of_a_megabyte),
        cmocka_unit_test(test_mouse),
        cmocka_unit_test(test_double_click),
        cmocka_unit_test(test_far_columns_of_the_mouse),
        cmocka_unit_test(test_resize_storm),
        cmocka_unit_test(test_noise),
        cmocka_unit_test(test_resize_repaints_all),
        cmocka_unit_test(test_wake_from_a_thread),
        cmocka_unit_test(test_timer),
        cmocka_unit_test(test_clipboard_and_title),
        cmocka_unit_test(test_focus),
        cmocka_unit_test(test_answers_of_the_terminal_are_no_keys),
        cmocka_unit_test(test_a_light_window),
        cmocka_unit_test(test_editor),
        cmocka_unit_test(test_editor_interrupted),
        cmocka_unit_test(test_missing_editor),
        cmocka_unit_test(test_redraw),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
