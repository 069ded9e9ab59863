// SPDX-License-Identifier: MIT
// Bytes of many terminals into events, whole and cut at every place.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/screen/input.h"
#include "support/random.h"

// An event as a word, so that tables stay readable.
static void describe(const Event *event, Str *out)
{
    static const char *const actions[] = {"press", "release", "double", "drag", "wheelup", "wheeldown"};
    if (out->length > 0)
        str_push(out, ' ');
    switch (event->kind) {
    case EVENT_KEY:
        key_format(event->key, out);
        break;
    case EVENT_PASTE:
        str_appendf(out, "paste:%s", event->text);
        break;
    case EVENT_MOUSE:
        str_appendf(out, "%s%d@%d,%d", actions[event->mouse.action], event->mouse.button, event->mouse.row,
                    event->mouse.col);
        if (event->mouse.mods != 0)
            str_appendf(out, "+%d", event->mouse.mods);
        break;
    case EVENT_FOCUS:
        str_append(out, event->focused ? "in" : "out");
        break;
    case EVENT_BACKGROUND:
        str_append(out, event->light ? "light" : "dark");
        break;
    default:
        fail_msg("unexpected event %d", event->kind);
    }
}

static void drain(Input *input, bool late, Str *out)
{
    Event event;
    while (input_next(input, late, &event)) {
        describe(&event, out);
        event_clear(&event);
    }
}

typedef struct Case {
    const char *bytes;
    const char *expected;
} Case;

static const Case cases[] = {
    {"a", "a"},
    {"aG é田", "a G Space é 田"},
    {"\x01\x10\x1A", "C-a C-p C-z"},
    {"\r\n\t\x7F\x08", "Enter Enter Tab Backspace C-h"},
    {"\x1C\x1D\x1E\x1F", "C-\\ C-] C-^ C-_"},
    {"\033", "Esc"},
    {"\033x", "M-x"},
    {"\033X", "M-X"},
    {"\033\r", "M-Enter"},
    {"\033\x7F", "M-Backspace"},
    {"\033\x01", "C-M-a"},
    {"\033\xC3\xA9", "M-é"},
    {"\033[", "M-["},
    {"\033O", "M-O"},
    {"\033\033", "M-Esc"},
    {"\033\033\033", "Esc M-Esc"},
    {"\033[A\033[B\033[C\033[D", "Up Down Right Left"},
    {"\033OA\033OB\033OC\033OD", "Up Down Right Left"},
    {"\033\033[A", "M-Up"},
    {"\033[H\033[F\033[1~\033[4~\033[7~\033[8~", "Home End Home End Home End"},
    {"\033[2~\033[3~\033[5~\033[6~", "Insert Delete PgUp PgDn"},
    {"\033[Z", "S-Tab"},
    {"\033[1;5D\033[1;5C\033[1;2A\033[1;3B", "C-Left C-Right S-Up M-Down"},
    {"\033[1;6D\033[1;8H\033[3;5~", "C-S-Left C-M-S-Home C-Delete"},
    {"\033OP\033OQ\033OR\033OS\033[15~\033[24~", "F1 F2 F3 F4 F5 F12"},
    {"\033[1;2P\033[1;2R\033[15;5~\033[25~", "S-F1 S-F3 C-F5 S-F1"},
    {"\033[[A\033[[E", "F1 F5"},
    {"\033Od\033[c\033[3^\033[3@", "C-Left S-Right C-Delete C-S-Delete"}, // rxvt
    {"\033O5D", "C-Left"},
    {"\033OM\033Oj\033Ov", "Enter * 6"},
    {"\033[27;5;112~\033[112;5u\033[13;3u", "C-p C-p M-Enter"},
    {"\033[I\033[O", "in out"},
    {"\033[<0;10;5M\033[<0;10;5m", "press1@4,9 release1@4,9"},
    {"\033[<2;1;1M\033[<1;300;250M", "press3@0,0 press2@249,299"},
    {"\033[<64;3;4M\033[<65;3;4M", "wheelup0@3,2 wheeldown0@3,2"},
    {"\033[<32;3;4M\033[<4;3;4M\033[<28;1;1M", "drag1@3,2 press1@3,2+1 press1@0,0+7"},
    {"\033[<66;3;4M\033[<35;3;4M\033[<128;3;4M\033[<0;0;0M", ""},
    {"\033[M !!\033[M#!!\033[M`\"#", "press1@0,0 release1@0,0 wheelup0@2,1"},
    {"\033[200~hello\033[201~x", "paste:hello x"},
    {"\033[200~a\r\nb\033[31m\033[201~\033[A", "paste:a\nb[31m Up"},
    {"\033[200~\033[201~", "paste:"},
    {"\033[200~no end", "paste:no end"},
    {"\033[201~z", "z"},
    // What terminals answer is not a key.
    {"\033[?62;22c\033[24;80R\033[?2026;2$yq", "q"},
    // But for how light the window is.
    {"\033]11;rgb:1e1e/1e1e/1e1e\033\\q", "dark q"},
    {"\033]11;rgb:1e1e/1e1e/1e1e\aq", "dark q"},
    {"\033]11;rgb:ff/FF/e0\a\033]11;rgb:f/f/f\a", "light light"},
    {"\033]11;rgb:0000/0000/ffff\a\033]11;rgb:0/f/0\a", "dark light"},
    {"\033]10;rgb:ff/ff/ff\a\033]11;#ffffff\a\033]11;rgb:ff/ff\a\033]11;rgb:ff//ff\a\033]11;\aq", "q"},
    {"\033P1$r0m\033\\q", "q"},
    {"\033[>41;320;0cq", "q"},
    {"\033[99~q", "q"},
    {"\033[1;5\033[A", "Up"}, // broken off
    {"\033[;;;;;;;;;;5Aq", "Up q"},
    {"a\xFFz\xC2", "a z"},
    {"\xC2\x9B"
     "A",
     "A"},
};

static void assert_events(const Str *seen, const char *expected, const char *bytes, size_t cut)
{
    if (strcmp(str_get(seen), expected) != 0)
        fail_msg("input \"%s\" cut at %zu: got \"%s\", expected \"%s\"", bytes + (bytes[0] == 27), cut,
                 str_get(seen), expected);
}

static void test_decoding(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length = strlen(cases[i].bytes);
        for (size_t cut = 0; cut <= length; cut++) { // as the network may cut it
            Input *input = input_new();
            Str seen = STR_INIT;
            input_feed(input, cases[i].bytes, cut);
            drain(input, false, &seen);
            input_feed(input, cases[i].bytes + cut, length - cut);
            drain(input, false, &seen);
            drain(input, true, &seen);
            assert_events(&seen, cases[i].expected, cases[i].bytes, cut);
            assert_int_equal(input_patience(input), -1);
            str_clear(&seen);
            input_free(input);
        }
    }
}

static void test_patience(void **state)
{
    (void)state;
    Input *input = input_new();
    Event event;
    assert_int_equal(input_patience(input), -1);
    input_feed(input, "\033", 1);
    assert_false(input_next(input, false, &event));
    assert_int_equal(input_patience(input), 25);
    assert_true(input_next(input, true, &event));
    assert_int_equal(event.key.code, K_ESCAPE);
    input_feed(input, "\033[200~abc", 9);
    assert_false(input_next(input, false, &event));
    assert_int_equal(input_patience(input), 1000);
    assert_true(input_next(input, true, &event));
    assert_string_equal(event.text, "abc");
    event_clear(&event);
    assert_int_equal(input_patience(input), -1);
    input_free(input);
}

static void test_pending_tells_a_burst(void **state)
{
    (void)state;
    Input *input = input_new();
    Event event;
    input_feed(input, "0123456789", 10);
    assert_true(input_next(input, false, &event));
    assert_int_equal(event.pending, 9);
    input_free(input);
}

static void test_defined_sequences_win(void **state)
{
    (void)state;
    Input *input = input_new();
    Str seen = STR_INIT;
    input_define(input, "\b", (Key){K_BACKSPACE, 0});
    input_define(input, "\033[3$", (Key){K_DELETE, MOD_SHIFT});
    input_define(input, "\033A", (Key){K_UP, 0});
    input_define(input, "x", (Key){K_UP, 0});    // no control
    input_define(input, "\033", (Key){K_UP, 0}); // would swallow everything
    input_define(input, "\033[1234567890123456", (Key){K_UP, 0});
    input_define(input, NULL, (Key){K_UP, 0});
    input_define(input, "", (Key){K_UP, 0});
    input_feed(input, "\b\033[3$\033Ax\033[3~", 12);
    drain(input, false, &seen);
    assert_string_equal(str_get(&seen), "Backspace S-Delete Up x Delete");
    str_clear(&seen);
    input_free(input);
}

static void test_large_paste(void **state)
{
    (void)state;
    Input *input = input_new();
    Event event;
    size_t size = PASTE_MOST + 70000;
    char *bytes = test_malloc(size);
    memset(bytes, 'x', size);
    input_feed(input, "\033[200~", 6);
    for (size_t at = 0; at < size; at += 65536) {
        input_feed(input, bytes + at, size - at < 65536 ? size - at : 65536);
        assert_false(input_next(input, false, &event));
    }
    input_feed(input, "\033[201~q", 7);
    assert_true(input_next(input, false, &event));
    assert_int_equal(event.kind, EVENT_PASTE);
    assert_true(event.cut);
    assert_int_equal(event.length, PASTE_MOST);
    assert_int_equal(event.pending, 1);
    event_clear(&event);
    test_free(bytes);
    input_free(input);
}

static void test_any_bytes_are_used_up(void **state)
{
    (void)state;
    random_start_rand(222);
    static const char alphabet[] = "\033\033\033[[OM<;:?0123456789~ABmMu$^@\r\x7F\xC3\xA9\xFFx]P\\\a";
    for (int round = 0; round < 20000; round++) {
        char bytes[40];
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = alphabet[(size_t)rand() % (sizeof alphabet - 1)];
        Input *input = input_new();
        Event event;
        int events = 0;
        for (size_t at = 0; at < sizeof bytes; at += 8) {
            input_feed(input, bytes + at, 8);
            for (; input_next(input, false, &event); events++)
                event_clear(&event);
        }
        for (; input_next(input, true, &event); events++)
            event_clear(&event);
        assert_true(events <= (int)sizeof bytes);
        assert_int_equal(input_patience(input), -1);
        input_free(input);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decoding),
        cmocka_unit_test(test_patience),
        cmocka_unit_test(test_pending_tells_a_burst),
        cmocka_unit_test(test_defined_sequences_win),
        cmocka_unit_test(test_large_paste),
        cmocka_unit_test(test_any_bytes_are_used_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
