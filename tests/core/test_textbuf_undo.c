// SPDX-License-Identifier: MIT
// What one undo step is, and the log as bytes: kept within its limit, refused when it is damaged or another
// text's.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/core/textbuf.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static TextBuf *buf_with(const char *text)
{
    TextBuf *buf = textbuf_new(TEXT_MANY_LINES);
    textbuf_set(buf, text, strlen(text));
    return buf;
}

static void type(TextBuf *buf, const char *text)
{
    for (size_t at = 0; text[at] != '\0';) {
        size_t size = utf8_decode(text + at, strlen(text + at), &(uint32_t){0}, NULL);
        textbuf_type(buf, text + at, size);
        at += size;
    }
}

static void expect(const TextBuf *buf, const char *text)
{
    assert_string_equal(textbuf_text(buf), text);
}

static void test_undo_groups(void **state)
{
    (void)state;
    TextBuf *buf = buf_with("");
    type(buf, "good morning all");
    textbuf_undo(buf);
    expect(buf, "good morning ");
    textbuf_undo(buf);
    expect(buf, "good ");
    textbuf_undo(buf);
    expect(buf, "");
    assert_false(textbuf_undo(buf));
    for (int i = 0; i < 3; i++)
        assert_true(textbuf_redo(buf));
    expect(buf, "good morning all");
    assert_int_equal(textbuf_cursor(buf), 16);
    textbuf_newline(buf);
    type(buf, "x");
    textbuf_undo(buf);
    expect(buf, "good morning all\n");
    textbuf_undo(buf);
    expect(buf, "good morning all");
    textbuf_set_time(buf, 5000); // a pause
    type(buf, "s");
    textbuf_set_time(buf, 5900);
    type(buf, "t");
    textbuf_set_time(buf, 7000);
    type(buf, "u");
    textbuf_undo(buf);
    expect(buf, "good morning allst");
    textbuf_undo(buf);
    expect(buf, "good morning all");
    textbuf_free(buf);
}

static void test_undo_steps(void **state)
{
    (void)state;
    TextBuf *buf = buf_with("one two three");
    textbuf_move(buf, TEXT_START, false);
    type(buf, "ab");
    textbuf_move(buf, TEXT_LEFT, false); // a move ends the step
    type(buf, "c");
    textbuf_undo(buf);
    expect(buf, "abone two three");
    assert_int_equal(textbuf_cursor(buf), 1);
    textbuf_insert(buf, "p q", 3);
    textbuf_insert(buf, "r", 1);
    textbuf_undo(buf);
    expect(buf, "ap qbone two three");
    textbuf_undo(buf);
    expect(buf, "abone two three");
    textbuf_select(buf, 0, 6);
    type(buf, "x"); // replaces the selection, and goes on
    type(buf, "y");
    expect(buf, "xytwo three");
    textbuf_undo(buf);
    expect(buf, "abone two three");
    size_t from = 9, to = 9;
    assert_true(textbuf_selection(buf, &from, &to));
    assert_int_equal(from, 0);
    assert_int_equal(to, 6);
    textbuf_move(buf, TEXT_END, false);
    for (int i = 0; i < 7; i++)
        textbuf_backspace(buf);
    expect(buf, "abone tw");
    textbuf_undo(buf); // the run breaks where a blank comes after letters
    expect(buf, "abone two ");
    textbuf_undo(buf);
    expect(buf, "abone two three");
    type(buf, "!"); // a new change drops what could be redone
    assert_false(textbuf_redo(buf));
    textbuf_free(buf);
}

static void test_rewrite(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"same", "same"},         {"", "new"},          {"old", ""},      {"Hi Maya, bye", "Hi Erik, bye"},
        {"a\u00e9b", "a\u00e8b"}, {"aaaa", "aaaaaa"},   {"王明", "王朋"}, {"x王", "x玌"},
        {"abc", "abXabc"},        {"\u00e9", "\u0129"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        TextBuf *buf = buf_with(table[i][0]);
        textbuf_rewrite(buf, table[i][1], strlen(table[i][1]));
        expect(buf, table[i][1]);
        assert_int_equal(textbuf_can_undo(buf), strcmp(table[i][0], table[i][1]) != 0);
        textbuf_undo(buf);
        expect(buf, table[i][0]);
        textbuf_free(buf);
    }
}

static void test_undo_load_rejects(void **state)
{
    (void)state;
    TextBuf *buf = buf_with("hello");
    type(buf, " wörld");
    textbuf_backspace(buf);
    Str saved = STR_INIT;
    textbuf_undo_save(buf, 1000, &saved);
    Error err;
    TextBuf *other = buf_with("hello there");
    assert_false(textbuf_undo_load(other, saved.data, saved.length, &err));
    assert_int_equal(err.kind, ERROR_INPUT);
    assert_false(textbuf_can_undo(other) || textbuf_can_redo(other));
    TextBuf *same = buf_with(textbuf_text(buf));
    assert_true(textbuf_undo_load(same, saved.data, saved.length, &err));
    for (size_t length = 0; length < saved.length; length++) {
        char *cut = mem_alloc(length); // of exact size, so that a read past the end is seen
        memcpy(cut, saved.data, length);
        assert_false(textbuf_undo_load(same, cut, length, &err));
        free(cut);
    }
    for (size_t i = 0; i < saved.length; i++) // a damaged byte never gets past a valid text
        for (int bit = 0; bit < 8; bit++) {
            saved.data[i] = (char)(saved.data[i] ^ (1 << bit));
            textbuf_set(same, textbuf_text(buf), textbuf_length(buf));
            if (textbuf_undo_load(same, saved.data, saved.length, NULL)) {
                while (textbuf_undo(same))
                    assert_true(utf8_valid(textbuf_text(same), textbuf_length(same)));
                while (textbuf_redo(same))
                    assert_true(utf8_valid(textbuf_text(same), textbuf_length(same)));
            }
            saved.data[i] = (char)(saved.data[i] ^ (1 << bit));
        }
    str_clear(&saved);
    textbuf_free(same);
    textbuf_free(other);
    textbuf_free(buf);
}

// Each gets its own back, whatever became of the others; damage is nobody's history.
static void test_undo_of_several(void **state)
{
    (void)state;
    TextBuf *two[] = {buf_with("one"), buf_with("two")}, *again[] = {buf_with("one!"), buf_with("other")};
    Str saved = STR_INIT, old = STR_INIT;
    type(two[0], "!");
    type(two[1], "?");
    textbuf_undo_save_all(two, 2, 1000, &saved);
    textbuf_undo_load_all(again, 2, saved.data, saved.length);
    assert_true(textbuf_can_undo(again[0]));
    assert_false(textbuf_can_undo(again[1])); // it is another text now
    textbuf_undo_save(two[0], 1000, &old);
    textbuf_undo_load_all(two, 2, old.data, old.length); // by an older version: of the first only
    assert_true(textbuf_can_undo(two[0]));
    assert_false(textbuf_can_undo(two[1]));
    for (size_t length = 0; length < saved.length; length++) {
        char *cut = mem_alloc(length + 1);
        memcpy(cut, saved.data, length);
        textbuf_undo_load_all(two, 2, cut, length);
        assert_false(textbuf_can_undo(two[1]));
        free(cut);
    }
    for (size_t i = 0; i < 2; i++) {
        textbuf_free(two[i]);
        textbuf_free(again[i]);
    }
    str_clear(&saved);
    str_clear(&old);
}

// As older versions wrote it: their hash is of one byte after the other.
static void test_undo_of_an_older_version(void **state)
{
    (void)state;
    static const char old[] = "RUL1\6\340\201\211\260\371\343\375\257\243\1"
                              "\2\2\0\0\3\0\0\3\1\3\0\3\3\0\6\1héllo";
    TextBuf *buf = buf_with("héllo"), *other = buf_with("hällo");
    assert_true(textbuf_undo_load(buf, old, sizeof old - 1, NULL));
    assert_true(textbuf_undo(buf));
    expect(buf, "hé");
    assert_false(textbuf_undo_load(other, old, sizeof old - 1, NULL));
    textbuf_free(buf);
    textbuf_free(other);
}

// Of two texts of one length the log of one is refused by the other, wherever they differ.
static void test_undo_of_another_text(void **state)
{
    (void)state;
    char text[] = "a text of some length, more than twice eight";
    TextBuf *buf = buf_with("");
    textbuf_insert(buf, text, strlen(text));
    Str saved = STR_INIT;
    textbuf_undo_save(buf, 1000, &saved);
    for (size_t i = 0; text[i] != '\0'; i++) {
        text[i] ^= 1;
        TextBuf *other = buf_with(text);
        assert_false(textbuf_undo_load(other, saved.data, saved.length, NULL));
        textbuf_free(other);
        text[i] ^= 1;
    }
    str_clear(&saved);
    textbuf_free(buf);
}

static void test_undo_save_limit(void **state)
{
    (void)state;
    TextBuf *buf = buf_with("");
    for (int i = 0; i < 100; i++)
        textbuf_insert(buf, "0123456789", 10);
    Str saved = STR_INIT;
    textbuf_undo_save(buf, 300, &saved);
    assert_true(saved.length < 400);
    TextBuf *again = buf_with(textbuf_text(buf));
    assert_true(textbuf_undo_load(again, saved.data, saved.length, NULL));
    int steps = 0;
    while (textbuf_undo(again))
        steps++;
    assert_int_equal(steps, 11);
    assert_int_equal(textbuf_length(again), 890);
    for (int i = 0; i < 95; i++) // what remains to undo lies outside the limit
        textbuf_undo(buf);
    str_truncate(&saved, 0);
    textbuf_undo_save(buf, 300, &saved);
    textbuf_set(again, textbuf_text(buf), textbuf_length(buf));
    assert_true(textbuf_undo_load(again, saved.data, saved.length, NULL));
    assert_false(textbuf_can_undo(again) || textbuf_can_redo(again));
    str_clear(&saved);
    textbuf_free(again);
    textbuf_free(buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_undo_groups),
        cmocka_unit_test(test_undo_steps),
        cmocka_unit_test(test_rewrite),
        cmocka_unit_test(test_undo_load_rejects),
        cmocka_unit_test(test_undo_save_limit),
        cmocka_unit_test(test_undo_of_several),
        cmocka_unit_test(test_undo_of_an_older_version),
        cmocka_unit_test(test_undo_of_another_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
