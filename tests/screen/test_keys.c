// SPDX-License-Identifier: MIT
// Key names both ways, and that a key which no terminal sends cannot be named.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/screen/event.h"

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t code;
        unsigned mods;
        const char *name; // NULL: as text
    } cases[] = {
        {"a", 'a', 0, NULL},
        {"G", 'G', 0, NULL},
        {"-", '-', 0, NULL},
        {"|", '|', 0, NULL},
        {"é", 0xE9, 0, NULL},
        {"C-p", 'p', MOD_CTRL, NULL},
        {"C-P", 'p', MOD_CTRL, "C-p"},
        {"C-Space", ' ', MOD_CTRL, NULL},
        {"C-@", ' ', MOD_CTRL, "C-Space"},
        {"C-\\", '\\', MOD_CTRL, NULL},
        {"C-/", '_', MOD_CTRL, "C-_"},
        {"M-x", 'x', MOD_ALT, NULL},
        {"M-.", '.', MOD_ALT, NULL},
        {"M--", '-', MOD_ALT, NULL},
        {"M-Enter", K_ENTER, MOD_ALT, NULL},
        {"C-M-a", 'a', MOD_CTRL | MOD_ALT, NULL},
        {"M-C-a", 'a', MOD_CTRL | MOD_ALT, "C-M-a"},
        {"S-a", 'A', 0, "A"},
        {"S-Tab", K_TAB, MOD_SHIFT, NULL},
        {"S-Left", K_LEFT, MOD_SHIFT, NULL},
        {"C-S-Left", K_LEFT, MOD_SHIFT | MOD_CTRL, NULL},
        {"C-Home", K_HOME, MOD_CTRL, NULL},
        {"space", ' ', 0, "Space"},
        {"enter", K_ENTER, 0, "Enter"},
        {"Return", K_ENTER, 0, "Enter"},
        {"escape", K_ESCAPE, 0, "Esc"},
        {"pageup", K_PAGE_UP, 0, "PgUp"},
        {"F1", K_F1, 0, NULL},
        {"f8", K_F1 + 7, 0, "F8"},
        {"F12", K_F12, 0, NULL},
        {"C-i", K_TAB, 0, "Tab"},
        {"C-m", K_ENTER, 0, "Enter"},
        {"C-[", K_ESCAPE, 0, "Esc"},
        {"C-j", 'j', MOD_CTRL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Key key;
        Str name = STR_INIT;
        if (!key_parse(cases[i].text, &key))
            fail_msg("%s is not understood", cases[i].text);
        assert_int_equal(key.code, cases[i].code);
        assert_int_equal(key.mods, cases[i].mods);
        key_format(key, &name);
        assert_string_equal(str_get(&name), cases[i].name == NULL ? cases[i].text : cases[i].name);
        str_clear(&name);
    }
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",      "ab",      "C-",    "X-a",    "C-Enter", "S-Enter",     "C-1",          "C-S-a",    "S-1",
        "F0",    "F13",     "F1x",   "Enterr", "\033",    "\x01",        "\xFF",         "\xC2\x80", " ",
        "C-Tab", "S-Space", "C-Esc", "S-Esc",  "C-é",     "C-Backspace", "\xE2\x80\xAE", "C-?",      "\x7F",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Key key;
        if (key_parse(cases[i], &key))
            fail_msg("\"%s\" should be no key", cases[i]);
    }
    Key key;
    assert_false(key_parse(NULL, &key));
}

static void test_sequences(void **state)
{
    (void)state;
    Key keys[4];
    assert_int_equal(keys_parse("gg", keys, 4), 2);
    assert_int_equal(keys[0].code, 'g');
    assert_int_equal(keys_parse("C-g s", keys, 4), 2);
    assert_int_equal(keys[0].mods, MOD_CTRL);
    assert_int_equal(keys[1].code, 's');
    assert_int_equal(keys_parse("  i   c ", keys, 4), 2);
    assert_int_equal(keys_parse("Up Enter", keys, 4), 2);
    assert_int_equal(keys_parse("a b c d", keys, 4), 4);
    assert_int_equal(keys_parse("a b c d e", keys, 4), 0);
    assert_int_equal(keys_parse("abcde", keys, 4), 0);
    assert_int_equal(keys_parse("", keys, 4), 0);
    assert_int_equal(keys_parse("C-Enter", keys, 4), 0);
    assert_int_equal(keys_parse("C-1", keys, 4), 0);
    assert_int_equal(keys_parse("Entr", keys, 4), 0);
    assert_int_equal(keys_parse(NULL, keys, 4), 0);
}

static void test_every_key_reads_its_own_name(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= K_LAST; code += code > 0x3000 && code < 0x10FF00 ? 251 : 1) {
        for (unsigned mods = 0; mods < 8; mods++) {
            Key key = {code, (uint8_t)mods};
            Key back;
            Str name = STR_INIT;
            key_format(key, &name);
            if (key_parse(str_get(&name), &back)) { // in normal form from here on
                Str again = STR_INIT;
                Key once_more;
                key_format(back, &again);
                assert_true(key_parse(str_get(&again), &once_more));
                assert_true(key_equal(back, once_more));
                str_clear(&again);
            }
            str_clear(&name);
        }
    }
}

static void test_double_click(void **state)
{
    (void)state;
    static const struct {
        int64_t at;
        int button, row, col;
        MouseAction expected;
    } cases[] = {
        {1000, 1, 5, 5, MOUSE_PRESS},  {1200, 1, 5, 5, MOUSE_DOUBLE}, {1300, 1, 5, 5, MOUSE_PRESS},
        {1800, 1, 5, 5, MOUSE_PRESS},  {1900, 1, 5, 6, MOUSE_PRESS},  {2000, 3, 5, 6, MOUSE_PRESS},
        {2100, 3, 5, 6, MOUSE_DOUBLE}, {2600, 1, 0, 0, MOUSE_PRESS},
    };
    ClickState clicks = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Mouse mouse = {MOUSE_PRESS, cases[i].button, cases[i].row, cases[i].col, 0};
        click_track(&clicks, &mouse, cases[i].at);
        assert_int_equal(mouse.action, cases[i].expected);
        Mouse release = {MOUSE_RELEASE, cases[i].button, cases[i].row, cases[i].col, 0};
        click_track(&clicks, &release, cases[i].at + 10);
        assert_int_equal(release.action, MOUSE_RELEASE);
    }
}

static void test_paste_clean(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *expected;
    } cases[] = {
        {"plain", "plain"},
        {"a\r\nb\rc\nd", "a\nb\nc\nd"},
        {"\033[31mred\033[0m", "[31mred[0m"},
        {"tab\there", "tab\there"},
        {"\x01\x7F\xC2\x9B", ""},
        {"José 田", "José 田"},
        {"bad\xFF", "bad\xEF\xBF\xBD"},
        {"a bad \xC3 one\xE2\x80 among\x80\x80 é", "a bad \xEF\xBF\xBD one\xEF\xBF\xBD\xEF\xBF\xBD among"
                                                   "\xEF\xBF\xBD\xEF\xBF\xBD é"},
        {"eight by\x02te, eight bytes\x7F and\r more", "eight byte, eight bytes and\n more"},
        {"\r\r\n\n", "\n\n\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Str out = STR_INIT;
        paste_clean(&out, cases[i].bytes, strlen(cases[i].bytes));
        assert_string_equal(str_get(&out), cases[i].expected);
        str_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_sequences),    cmocka_unit_test(test_every_key_reads_its_own_name),
        cmocka_unit_test(test_double_click), cmocka_unit_test(test_paste_clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
