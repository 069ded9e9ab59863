// SPDX-License-Identifier: MIT
// The text buffer against a naive model on random operations, and the rules of words and clusters in tables.
// What one undo step is stands in test_textbuf_undo.c.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/utf8.h"
#include "rapport/core/lettercase.h"
#include "rapport/core/textbuf.h"
#include "support/rounds.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static TextBuf *buf_with(const char *text)
{
    TextBuf *buf = textbuf_new(TEXT_MANY_LINES);
    textbuf_set(buf, text, strlen(text));
    return buf;
}

static void expect(const TextBuf *buf, const char *text)
{
    assert_string_equal(textbuf_text(buf), text);
}

// ---- the model ----

typedef struct Model {
    char text[8192];
    size_t length;
} Model;

static uint32_t random_next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void model_splice(Model *model, size_t from, size_t to, const char *text, size_t length)
{
    memmove(model->text + from + length, model->text + to, model->length - to + 1);
    memcpy(model->text + from, text, length);
    model->length = model->length - (to - from) + length;
}

static size_t boundary(const Model *model, size_t at)
{
    while (at > 0 && at < model->length && ((unsigned char)model->text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static void check_lines(const TextBuf *buf)
{
    const char *text = textbuf_text(buf);
    size_t line = 0;
    assert_int_equal(textbuf_line_start(buf, 0), 0);
    for (size_t i = 0; i < textbuf_length(buf); i++)
        if (text[i] == '\n') {
            assert_int_equal(textbuf_line_end(buf, line), i);
            assert_int_equal(textbuf_line_start(buf, ++line), i + 1);
        }
    assert_int_equal(textbuf_line_count(buf), line + 1);
    assert_int_equal(textbuf_line_end(buf, line), textbuf_length(buf));
}

static void check_same(const TextBuf *buf, const Model *model)
{
    assert_int_equal(textbuf_length(buf), model->length);
    assert_memory_equal(textbuf_text(buf), model->text, model->length + 1);
    assert_int_equal(textbuf_utf16(buf), utf8_count_utf16(model->text, model->length));
    assert_true(textbuf_cursor(buf) <= model->length);
    assert_int_equal(boundary(model, textbuf_cursor(buf)), textbuf_cursor(buf));
}

static const char *const pieces[] = {"a",
                                     "B",
                                     " ",
                                     "\n",
                                     "é",
                                     "e\u0301",
                                     "王",
                                     "👩🏽‍💻",
                                     "- x",
                                     "ab c",
                                     "\n\n",
                                     "🇸🇪",
                                     "word",
                                     "1. y\n",
                                     "ﷺ",
                                     "'",
                                     "안녕",
                                     "x\u0308\u0323",
                                     "lorem ipsum dolor"};

// A change that the model does too: replace, insert at the cursor, backspace or delete of what the buffer
// says it took.
static void random_edit(TextBuf *buf, Model *model, uint32_t *seed)
{
    const char *piece = pieces[random_next(seed) % COUNT(pieces)];
    size_t length = model->length > 4000 ? 0 : strlen(piece);
    size_t from = boundary(model, random_next(seed) % (model->length + 1));
    size_t to = boundary(model, from + random_next(seed) % (model->length - from + 1));
    if (to - from > 40 && model->length < 3000)
        to = boundary(model, from + 7 <= model->length ? from + 7 : model->length);
    to = to < from ? from : to;
    size_t cursor = textbuf_cursor(buf), mark_from = cursor, mark_to = cursor;
    textbuf_selection(buf, &mark_from, &mark_to);
    switch (random_next(seed) % 5) {
    case 0:
        textbuf_replace(buf, from, to, piece, length);
        model_splice(model, from, to, piece, length);
        break;
    case 1:
        textbuf_insert(buf, piece, length);
        model_splice(model, mark_from, mark_to, piece, length);
        break;
    case 2:
        textbuf_type(buf, piece, length);
        model_splice(model, mark_from, mark_to, piece, length);
        break;
    case 3:
        textbuf_backspace(buf);
        if (mark_from == mark_to)
            mark_from = textbuf_cursor(buf);
        model_splice(model, mark_from, mark_to, "", 0);
        break;
    default:
        if (mark_from == mark_to)
            mark_to = textbuf_target(buf, TEXT_RIGHT, cursor);
        textbuf_delete(buf);
        model_splice(model, mark_from, mark_to, "", 0);
        break;
    }
}

static void test_model(void **state)
{
    (void)state;
    enum { OPERATIONS = 550 };
    int rounds = test_rounds(400, 2000); // 220,000 operations, or 1,100,000
    uint32_t seed = 20261124;
    print_message("seed %u\n", seed);
    for (int round = 0; round < rounds; round++) {
        TextBuf *buf = buf_with("Hi Maya,\n\nthank you.\n");
        Model model = {0};
        model.length = textbuf_length(buf);
        memcpy(model.text, textbuf_text(buf), model.length + 1);
        Model first = model;
        for (int i = 0; i < OPERATIONS; i++) {
            textbuf_set_time(buf, i * 100 + (i % 7 == 0 ? 2000 : 0));
            if (random_next(&seed) % 3 == 0)
                textbuf_move(buf, (TextMove)(random_next(&seed) % 10), random_next(&seed) % 3 == 0);
            else
                random_edit(buf, &model, &seed);
            check_same(buf, &model);
            if (i % 50 == 0)
                check_lines(buf);
        }
        size_t steps = 0;
        while (textbuf_undo(buf))
            steps++;
        assert_true(steps > 10 && !textbuf_can_undo(buf));
        check_same(buf, &first);
        check_lines(buf);
        while (textbuf_redo(buf))
            steps--;
        assert_int_equal(steps, 0);
        check_same(buf, &model);
        check_lines(buf);
        textbuf_free(buf);
    }
}

// Whatever is looked for from wherever, both ways of finding see the same matches.
static void test_find_within(void **state)
{
    (void)state;
    static const char *const NEEDLES[] = {"a", "A", "ab", "é", "É", "éa", "日", "aa", "", "b日", "ÿ"};
    static const char *const PIECES[] = {"a", "A", "b", "é", "É", "日", " ", "\n", "Ÿ", "x"};
    uint32_t seed = 5;
    for (int round = 0; round < 300; round++) {
        Str text = STR_INIT;
        for (uint32_t i = random_next(&seed) % 40; i > 0; i--)
            str_append(&text, PIECES[random_next(&seed) % COUNT(PIECES)]);
        TextBuf *buf = buf_with(str_get(&text));
        for (size_t i = 0; i < COUNT(NEEDLES); i++) {
            size_t from, to, at = 0, match_from, match_to, end = textbuf_length(buf);
            while (textbuf_find_within(buf, NEEDLES[i], at, end, &match_from, &match_to)) {
                size_t before = match_from > 0 ? match_from - 1 : end;
                assert_true(textbuf_find(buf, NEEDLES[i], before, TEXT_FIND_NEXT, &from, &to));
                assert_int_equal(from, match_from);
                assert_int_equal(to, match_to);
                for (at = match_from + 1; at < end && (textbuf_text(buf)[at] & 0xC0) == 0x80;)
                    at++;
            }
            bool later = textbuf_find(buf, NEEDLES[i], at > 0 ? at - 1 : end, TEXT_FIND_NEXT, &from, &to);
            assert_true(!later || from < at);
        }
        textbuf_free(buf);
        str_clear(&text);
    }
}

// However small the bits, a search sees what is there, and first what comes next.
static void test_search_in_bits(void **state)
{
    (void)state;
    static const char *const NEEDLES[] = {"a", "ab", "É", "日", "aa", "", "zz"};
    static const char *const PIECES[] = {"a", "A", "b", "é", "日", " ", "\n"};
    uint32_t seed = 9;
    for (int round = 0; round < 300; round++) {
        Str text = STR_INIT;
        for (uint32_t i = random_next(&seed) % 40; i > 0; i--)
            str_append(&text, PIECES[random_next(&seed) % COUNT(PIECES)]);
        TextBuf *buf = buf_with(str_get(&text));
        const char *needle = NEEDLES[random_next(&seed) % COUNT(NEEDLES)];
        size_t length = textbuf_length(buf), start = random_next(&seed) % (length + 1), from = 0, to = 0;
        while ((textbuf_text(buf)[start] & 0xC0) == 0x80)
            start--;
        TextSearch search = textsearch_begin(start), whole = textsearch_begin(0);
        for (size_t bits = 0; !search.done; bits++) {
            textsearch_go_on(&search, buf, needle, 1 + random_next(&seed) % 5);
            assert_true(bits <= length + 1);
        }
        textsearch_go_on(&whole, buf, needle, length + 1);
        assert_true(whole.done);
        size_t count = 0;
        for (size_t at = 0; textbuf_find_within(buf, needle, at, length, &from, &to); at = to)
            count++;
        assert_int_equal(whole.count, count);
        bool found = textbuf_find_within(buf, needle, start, length, &from, &to) ||
                     textbuf_find_within(buf, needle, 0, start, &from, &to);
        assert_int_equal(search.count > 0, found);
        assert_true(!found || (search.from == from && search.to == to));
        textbuf_free(buf);
        str_clear(&text);
    }
}

// Undo, redo and new edits in random order: each state that undo reaches was there before, and a saved log
// does the same.
static void test_undo_walk(void **state)
{
    (void)state;
    uint32_t seed = 77;
    print_message("seed %u\n", seed);
    for (int round = 0; round < 300; round++) {
        TextBuf *buf = buf_with("start");
        Model model = {0};
        for (int i = 0; i < 60; i++) {
            model.length = textbuf_length(buf);
            memcpy(model.text, textbuf_text(buf), model.length + 1);
            textbuf_end_step(buf);
            Model before = model;
            random_edit(buf, &model, &seed);
            if (before.length == model.length && memcmp(before.text, model.text, model.length) == 0)
                continue;
            assert_true(textbuf_undo(buf));
            check_same(buf, &before);
            assert_true(textbuf_redo(buf));
            check_same(buf, &model);
            for (uint32_t back = random_next(&seed) % 3; back > 0; back--)
                textbuf_undo(buf);
        }
        Str saved = STR_INIT, now = STR_INIT;
        textbuf_undo_save(buf, 1u << 20, &saved);
        str_append(&now, textbuf_text(buf));
        TextBuf *again = buf_with(now.data != NULL ? now.data : "");
        Error err;
        assert_true(textbuf_undo_load(again, saved.data, saved.length, &err));
        do
            expect(again, textbuf_text(buf));
        while (textbuf_undo(buf) && textbuf_undo(again));
        assert_false(textbuf_can_undo(again));
        while (textbuf_redo(buf) && textbuf_redo(again))
            expect(again, textbuf_text(buf));
        assert_false(textbuf_can_redo(again));
        str_clear(&saved);
        str_clear(&now);
        textbuf_free(again);
        textbuf_free(buf);
    }
}

// ---- keys ----

static void test_clusters(void **state)
{
    (void)state;
    static const struct {
        const char *text, *after_backspace, *after_delete; // delete at the start
    } table[] = {
        {"ab", "a", "b"},
        {"e\u0301", "e", ""},
        {"xe\u0301\u0323", "xe\u0301", "e\u0301\u0323"},
        {"👩🏽‍💻", "", ""},
        {"🇸🇪🇳🇴", "🇸🇪", "🇳🇴"},
        {"1️⃣", "", ""},
        {"❤️", "", ""},
        {"a\n", "a", "\n"},
        {"한", "", ""},
        {"", "", ""},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        TextBuf *buf = buf_with(table[i].text);
        textbuf_backspace(buf);
        expect(buf, table[i].after_backspace);
        textbuf_set(buf, table[i].text, strlen(table[i].text));
        textbuf_move(buf, TEXT_START, false);
        textbuf_delete(buf);
        expect(buf, table[i].after_delete);
        textbuf_free(buf);
    }
}

static void test_targets(void **state)
{
    (void)state;
    static const char text[] = "Hi Maya, don't\n\n  two 王明 x.\nlast\n";
    static const struct {
        TextMove move;
        size_t from, to;
    } table[] = {
        {TEXT_WORD_RIGHT, 0, 2},      {TEXT_WORD_RIGHT, 2, 7},       {TEXT_WORD_RIGHT, 7, 14},
        {TEXT_WORD_RIGHT, 14, 21},    {TEXT_WORD_RIGHT, 21, 28},     {TEXT_WORD_RIGHT, 28, 30},
        {TEXT_WORD_LEFT, 14, 9},      {TEXT_WORD_LEFT, 9, 3},        {TEXT_WORD_LEFT, 3, 0},
        {TEXT_WORD_LEFT, 0, 0},       {TEXT_WORD_LEFT, 30, 29},      {TEXT_LINE_START, 10, 0},
        {TEXT_LINE_END, 3, 14},       {TEXT_LINE_END, 15, 15},       {TEXT_LINE_START, 20, 16},
        {TEXT_PARAGRAPH_DOWN, 0, 15}, {TEXT_PARAGRAPH_DOWN, 15, 37}, {TEXT_PARAGRAPH_UP, 37, 15},
        {TEXT_PARAGRAPH_UP, 15, 0},   {TEXT_START, 20, 0},           {TEXT_END, 3, 37},
        {TEXT_LEFT, 15, 14},          {TEXT_RIGHT, 22, 25},          {TEXT_LEFT, 0, 0},
        {TEXT_RIGHT, 37, 37},         {TEXT_RIGHT, 900, 37},         {TEXT_LEFT, 24, 21},
    };
    TextBuf *buf = buf_with(text);
    assert_int_equal(textbuf_length(buf), 37);
    for (size_t i = 0; i < COUNT(table); i++)
        assert_int_equal(textbuf_target(buf, table[i].move, table[i].from), table[i].to);
    textbuf_free(buf);
}

static void test_selection(void **state)
{
    (void)state;
    TextBuf *buf = buf_with("one two three");
    size_t from = 0, to = 0;
    assert_false(textbuf_selection(buf, &from, &to));
    textbuf_move(buf, TEXT_WORD_LEFT, true);
    textbuf_move(buf, TEXT_WORD_LEFT, true);
    assert_true(textbuf_selection(buf, &from, &to));
    assert_int_equal(from, 4);
    assert_int_equal(to, 13);
    textbuf_move(buf, TEXT_RIGHT, false); // to the edge
    assert_int_equal(textbuf_cursor(buf), 13);
    textbuf_select_word(buf, 5);
    assert_true(textbuf_selection(buf, &from, &to));
    assert_int_equal(from, 4);
    assert_int_equal(to, 7);
    textbuf_delete(buf);
    expect(buf, "one  three");
    textbuf_select_word(buf, 4);
    assert_false(textbuf_selection(buf, &from, &to));
    textbuf_select(buf, 0, 3);
    textbuf_select_none(buf);
    assert_false(textbuf_selection(buf, &from, &to));
    textbuf_free(buf);
}

static void test_ring(void **state)
{
    (void)state;
    TextRing ring = {0};
    TextBuf *buf = buf_with("one two\nthree four");
    assert_false(textbuf_copy(buf, &ring));
    textbuf_move(buf, TEXT_START, false);
    textbuf_kill(buf, TEXT_LINE_END, &ring); // three in a row make one entry
    textbuf_kill(buf, TEXT_LINE_END, &ring);
    textbuf_kill(buf, TEXT_WORD_RIGHT, &ring);
    expect(buf, " four");
    assert_string_equal(str_get(textring_get(&ring, 0)), "one two\nthree");
    textbuf_move(buf, TEXT_END, false);
    textbuf_kill(buf, TEXT_WORD_LEFT, &ring);
    textbuf_kill(buf, TEXT_LINE_START, &ring);
    assert_string_equal(str_get(textring_get(&ring, 0)), " four");
    expect(buf, "");
    textbuf_kill(buf, TEXT_LINE_START, &ring);
    textbuf_paste(buf, &ring);
    expect(buf, " four");
    assert_true(textbuf_paste_older(buf, &ring));
    expect(buf, "one two\nthree");
    assert_true(textbuf_paste_older(buf, &ring)); // around
    expect(buf, " four");
    textbuf_move(buf, TEXT_LEFT, false);
    assert_false(textbuf_paste_older(buf, &ring));
    textbuf_select(buf, 0, 2);
    assert_true(textbuf_cut(buf, &ring));
    expect(buf, "our");
    for (int i = 0; i < 40; i++)
        textring_push(&ring, "x", 1);
    assert_string_equal(str_get(textring_get(&ring, TEXT_RING_SIZE - 1)), "x");
    assert_int_equal(textring_get(&ring, TEXT_RING_SIZE)->length, 0);
    textring_clear(&ring);
    textbuf_free(buf);
}

static void test_newline_lists(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"- milk", "- milk\n- "},
        {"  * a", "  * a\n  * "},
        {"9. nine", "9. nine\n10. "},
        {"• x", "• x\n• "},
        {"plain", "plain\n"},
        {"- a\n- ", "- a\n"},
        {"-x", "-x\n"},
        {"2026. x", "2026. x\n2027. "},
        {"", "\n"},
        {"12345. x", "12345. x\n"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        TextBuf *buf = buf_with(table[i][0]);
        textbuf_newline(buf);
        expect(buf, table[i][1]);
        textbuf_undo(buf);
        expect(buf, table[i][0]);
        textbuf_free(buf);
    }
    TextBuf *line = textbuf_new(TEXT_ONE_LINE);
    textbuf_type(line, "a", 1);
    textbuf_newline(line);
    textbuf_insert(line, "b\r\nc\td", 6);
    expect(line, "ab c d");
    textbuf_free(line);
}

static void test_find(void **state)
{
    (void)state;
    TextBuf *buf = buf_with("Maya and maya, ÅSA and åsa");
    static const struct {
        const char *needle;
        size_t at;
        TextFind direction;
        bool found;
        size_t from, to;
    } table[] = {
        {"maya", 0, TEXT_FIND_NEXT, true, 9, 13}, {"maya", 9, TEXT_FIND_NEXT, true, 0, 4},
        {"Maya", 0, TEXT_FIND_NEXT, true, 0, 4},  {"maya", 9, TEXT_FIND_PREVIOUS, true, 0, 4},
        {"åsa", 0, TEXT_FIND_NEXT, true, 15, 19}, {"åsa", 15, TEXT_FIND_NEXT, true, 24, 28},
        {"Åsa", 0, TEXT_FIND_NEXT, false, 0, 0},  {"", 0, TEXT_FIND_NEXT, false, 0, 0},
        {"sax", 0, TEXT_FIND_NEXT, false, 0, 0},  {"and", 28, TEXT_FIND_NEXT, true, 5, 8},
        {NULL, 0, TEXT_FIND_NEXT, false, 0, 0},   {"maya", 0, TEXT_FIND_PREVIOUS, true, 9, 13},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        size_t from = 0, to = 0;
        bool found = textbuf_find(buf, table[i].needle, table[i].at, table[i].direction, &from, &to);
        assert_int_equal(found, table[i].found);
        assert_int_equal(from, table[i].from);
        assert_int_equal(to, table[i].to);
    }
    textbuf_free(buf);
}

// Whatever has a small letter is found by it, though most of a text is passed over by its first bytes.
static void test_find_any_capital(void **state)
{
    (void)state;
    for (uint32_t code = 'A'; code < 0x3000; code++) {
        uint32_t small = letter_lower(code);
        if (small == code)
            continue;
        char text[16] = {'-', '-'}, needle[8] = "";
        size_t from = 0, to = 0, length = 2 + utf8_encode(code, text + 2);
        utf8_encode(small, needle);
        TextBuf *buf = buf_with(text);
        assert_true(textbuf_find(buf, needle, 0, TEXT_FIND_NEXT, &from, &to));
        assert_int_equal(from, 2);
        assert_int_equal(to, length);
        textbuf_free(buf);
    }
}

static void test_sanitise(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        size_t length;
        const char *many, *one;
    } table[] = {
        {"a\r\nb\rc\nd", 8, "a\nb\nc\nd", "a b c d"},
        {"a\tb", 3, "a    b", "a b"},
        {"a\0b", 3, "ab", "ab"},
        {"\x1b[31mred", 8, "[31mred", "[31mred"},
        {"a\xff"
         "b",
         3, "a\uFFFDb", "a\uFFFDb"},
        {"a\u202Eb\xc2\x85"
         "c",
         8, "abc", "abc"},
        {"p\u2028q\u2029", 8, "p\nq\n", "p q "},
        {"👩🏽‍💻", 15, "👩🏽‍💻", "👩🏽‍💻"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        Str many = STR_INIT, one = STR_INIT;
        text_sanitise(&many, table[i].in, table[i].length, TEXT_MANY_LINES);
        text_sanitise(&one, table[i].in, table[i].length, TEXT_ONE_LINE);
        assert_string_equal(str_get(&many), table[i].many);
        assert_string_equal(str_get(&one), table[i].one);
        str_clear(&many);
        str_clear(&one);
    }
}

static void test_damage(void **state)
{
    (void)state;
    TextBuf *buf = buf_with("0123456789");
    size_t head = 9, tail = 9;
    assert_true(textbuf_take_damage(buf, &head, &tail));
    assert_int_equal(head + tail, 0);
    assert_false(textbuf_take_damage(buf, &head, &tail));
    textbuf_replace(buf, 4, 5, "xyz", 3); // 0123xyz56789
    textbuf_replace(buf, 8, 9, "", 0);    // 0123xyz5789
    assert_true(textbuf_take_damage(buf, &head, &tail));
    assert_int_equal(head, 4);
    assert_int_equal(tail, 3);
    uint64_t revision = textbuf_revision(buf);
    textbuf_move(buf, TEXT_START, false);
    assert_int_equal(textbuf_revision(buf), revision);
    assert_false(textbuf_take_damage(buf, &head, &tail));
    textbuf_free(buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_model),
        cmocka_unit_test(test_find_within),
        cmocka_unit_test(test_search_in_bits),
        cmocka_unit_test(test_undo_walk),
        cmocka_unit_test(test_clusters),
        cmocka_unit_test(test_targets),
        cmocka_unit_test(test_selection),
        cmocka_unit_test(test_ring),
        cmocka_unit_test(test_newline_lists),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_find_any_capital),
        cmocka_unit_test(test_sanitise),
        cmocka_unit_test(test_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
