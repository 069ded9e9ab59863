// SPDX-License-Identifier: MIT
// Soft wrap: rows in tables, invariants and incremental against full layout on random edits, moving by what
// is seen.
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/clock.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/base/width.h"
#include "rapport/core/wrap.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

typedef struct View {
    TextBuf *buf;
    Wrap wrap;
} View;

static View view_of(const char *text, int width)
{
    View view = {.buf = textbuf_new(TEXT_MANY_LINES)};
    textbuf_set(view.buf, text, strlen(text));
    wrap_init(&view.wrap, width);
    wrap_update(&view.wrap, view.buf);
    return view;
}

static void view_clear(View *view)
{
    wrap_clear(&view->wrap);
    textbuf_free(view->buf);
}

// The rows joined by "|".
static char *rows_joined(const View *view)
{
    Str out = STR_INIT;
    for (size_t row = 0; row < wrap_count(&view->wrap); row++) {
        WrapRow found = wrap_row(&view->wrap, view->buf, row);
        str_append(&out, row > 0 ? "|" : "");
        str_append_n(&out, textbuf_text(view->buf) + found.from, found.to - found.from);
    }
    return str_take(&out);
}

static void test_rows(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int width;
        const char *rows;
    } table[] = {
        {"", 10, ""},
        {"a", 10, "a"},
        {"\n", 10, "|"},
        {"one two three", 7, "one two |three"},
        {"one two three", 8, "one two |three"},
        {"one two three", 13, "one two three"},
        {"one two three", 12, "one two |three"},
        {"one\ntwo\n", 10, "one|two|"},
        {"one   two", 4, "one   |two"},
        {"abcdefghij", 4, "abcd|efgh|ij"},
        {"x abcdefghij", 4, "x |abcd|efgh|ij"},
        {"well-known fact", 6, "well-|known |fact"},
        {"a -5", 2, "a |-5"},
        {"-- x", 3, "-- |x"},
        {"山田太郎です", 4, "山田|太郎|です"},
        {"山田太郎です", 5, "山田|太郎|です"},
        {"山田、太郎", 4, "山|田、|太郎"},
        {"ab山田", 4, "ab山|田"},
        {"e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301"},
        {"👩🏽‍💻👩🏽‍💻", 3, "👩🏽‍💻|👩🏽‍💻"},
        {"   lead", 5, "   |lead"},
        {"     ", 3, "     "},
        {"ab\ncd ef", 3, "ab|cd |ef"},
        {"abc \u0301d", 3, "abc| \u0301d"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        View view = view_of(table[i].text, table[i].width);
        char *rows = rows_joined(&view);
        assert_string_equal(rows, table[i].rows);
        free(rows);
        view_clear(&view);
    }
}

static uint32_t random_next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void check_rows(const View *view)
{
    const char *text = textbuf_text(view->buf);
    size_t reached = 0;
    for (size_t row = 0; row < wrap_count(&view->wrap); row++) {
        WrapRow found = wrap_row(&view->wrap, view->buf, row);
        assert_int_equal(found.from, reached);
        assert_true(found.columns <= view->wrap.width);
        assert_null(memchr(text + found.from, '\n', found.to - found.from));
        assert_int_equal(found.first, found.from == 0 || text[found.from - 1] == '\n');
        assert_true(found.to > found.from || found.last);
        reached = found.to + (text[found.to] == '\n' ? 1 : 0);
        WrapPlace place = wrap_place(&view->wrap, view->buf, found.from, false);
        assert_int_equal(place.row, row);
        assert_int_equal(place.column, 0);
    }
    assert_int_equal(reached, textbuf_length(view->buf));
}

static void check_against_fresh(const View *view)
{
    View fresh = view_of(textbuf_text(view->buf), view->wrap.width);
    assert_int_equal(wrap_count(&view->wrap), wrap_count(&fresh.wrap));
    assert_memory_equal(view->wrap.rows.items, fresh.wrap.rows.items,
                        fresh.wrap.rows.count * sizeof fresh.wrap.rows.items[0]);
    view_clear(&fresh);
}

// ---- the rule once more, slowly: a row ends at the last break up to which all but the blanks at its end
// fits

static uint32_t code_at(const char *text)
{
    uint32_t code = 0;
    utf8_decode(text, strlen(text), &code, NULL);
    return code;
}

// May a row end at place i of the clusters that begin at starts[0..]? starts[0] is where the row begins.
static bool may_end(const char *text, const size_t *starts, size_t i)
{
    static const char *const never_first[] = {"、", "。", "，", "．", "」", "』", "〉", "》",
                                              "】", "）", "！", "？", "：", "；", "ー"};
    const char *next = text + starts[i];
    uint32_t before = code_at(text + starts[i - 1]), after = code_at(next);
    if (*next == ' ' && starts[i + 1] == starts[i] + 1)
        return false;
    if (before == ' ' || before == 0x3000)
        return true;
    if (before == '-' || before == 0x2010 || before == 0x2014)
        return i > 1 && utf8_is_word(code_at(text + starts[i - 2])) && utf8_is_word(after);
    for (size_t k = 0; k < COUNT(never_first); k++)
        if (code_at(never_first[k]) == after)
            return false;
    return utf8_is_cjk(before) || utf8_is_cjk(after);
}

static int columns_but_blanks(const char *text, size_t from, size_t to)
{
    while (to > from && text[to - 1] == ' ')
        to--;
    return width_text(text + from, to - from);
}

// The start of the next row; the end of the text when there is none.
static size_t slow_row_end(const char *text, size_t from, int width)
{
    enum { MOST = 4096 };
    static size_t starts[MOST];
    size_t length = strlen(text), end = from + strcspn(text + from, "\n"), count = 0;
    for (size_t at = from; at < end; at += utf8_cluster(text + at, length - at))
        starts[count++] = at;
    starts[count] = end;
    if (columns_but_blanks(text, from, end) <= width)
        return text[end] == '\n' ? end + 1 : end;
    size_t soft = 0, hard = 1;
    for (size_t i = 1; i < count; i++) {
        if (columns_but_blanks(text, from, starts[i]) > width)
            break;
        hard = i;
        soft = may_end(text, starts, i) ? i : soft;
    }
    return starts[soft > 0 ? soft : hard];
}

static void check_against_rule(const View *view)
{
    const char *text = textbuf_text(view->buf);
    size_t length = textbuf_length(view->buf), at = 0;
    for (size_t row = 0; row < wrap_count(&view->wrap); row++) {
        assert_int_equal(view->wrap.rows.items[row], at);
        at = slow_row_end(text, at, view->wrap.width);
    }
    assert_int_equal(at, length);
}

// After any change the rows are those of a layout from scratch, and those that the rule says.
static void test_incremental(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a",
                                         " ",
                                         "  ",
                                         "\n",
                                         "word",
                                         "-",
                                         "王",
                                         "。",
                                         "e\u0301",
                                         "\u0301",
                                         "👩🏽‍💻",
                                         "longerword ",
                                         "🇸🇪",
                                         "ｗｉｄｅ",
                                         "\n\n",
                                         "to be or not to be ",
                                         "\u200d"};
    uint32_t seed = 4711;
    print_message("seed %u\n", seed);
    for (int round = 0; round < 400; round++) {
        View view = view_of("start here", 2 + (int)(random_next(&seed) % 20));
        for (int i = 0; i < 80; i++) {
            for (uint32_t edits = 1 + random_next(&seed) % 2; edits > 0; edits--) {
                size_t length = textbuf_length(view.buf);
                size_t from = random_next(&seed) % (length + 1), to = from + random_next(&seed) % 6;
                const char *piece = pieces[random_next(&seed) % COUNT(pieces)];
                textbuf_replace(view.buf, from, random_next(&seed) % 3 == 0 ? to : from, piece,
                                strlen(piece));
            }
            if (random_next(&seed) % 20 == 0)
                wrap_set_width(&view.wrap, 2 + (int)(random_next(&seed) % 20));
            wrap_update(&view.wrap, view.buf);
            check_rows(&view);
            check_against_fresh(&view);
            if (i % 8 == 0)
                check_against_rule(&view);
        }
        view_clear(&view);
    }
}

static void test_moves(void **state)
{
    (void)state;
    //                    0123456789
    View view = view_of("one two three four\nab\n\n王明王明 x", 8); // one two |three |four|ab||王明王明 |x
    WrapCaret caret = {6, false, -1};
    wrap_move(&view.wrap, view.buf, WRAP_DOWN, 1, &caret);
    assert_int_equal(caret.at, 14); // behind the hanging blank of "three "
    assert_true(caret.row_end);
    assert_int_equal(caret.goal, 6);
    caret = (WrapCaret){5, false, -1};
    static const size_t down[] = {13, 18, 21, 22, 32};
    wrap_move(&view.wrap, view.buf, WRAP_DOWN, 1, &caret);
    assert_int_equal(caret.at, down[0]);
    for (size_t i = 1; i < COUNT(down); i++) {
        wrap_move(&view.wrap, view.buf, WRAP_DOWN, 1, &caret);
        assert_int_equal(caret.at, down[i]);
    }
    for (size_t i = 4; i-- > 0;) { // and the same way back, since the goal stays
        wrap_move(&view.wrap, view.buf, WRAP_UP, 1, &caret);
        assert_int_equal(caret.at, down[i]);
    }
    wrap_move(&view.wrap, view.buf, WRAP_UP, 40, &caret);
    assert_int_equal(caret.at, 5);
    wrap_move(&view.wrap, view.buf, WRAP_UP, 1, &caret);
    assert_int_equal(caret.at, 0);
    wrap_move(&view.wrap, view.buf, WRAP_DOWN, 40, &caret);
    assert_int_equal(wrap_place(&view.wrap, view.buf, caret.at, caret.row_end).row, 6);
    wrap_move(&view.wrap, view.buf, WRAP_DOWN, 1, &caret);
    assert_int_equal(caret.at, textbuf_length(view.buf));
    view_clear(&view);
}

static void test_row_ends(void **state)
{
    (void)state;
    View view = view_of("one two three\nabcdefghijk", 8); // one two |three|abcdefgh|ijk
    WrapCaret caret = {2, false, -1};
    wrap_move(&view.wrap, view.buf, WRAP_ROW_END, 1, &caret);
    assert_int_equal(caret.at, 7);
    wrap_move(&view.wrap, view.buf, WRAP_ROW_END, 1, &caret); // stays
    assert_int_equal(caret.at, 7);
    wrap_move(&view.wrap, view.buf, WRAP_ROW_START, 1, &caret);
    assert_int_equal(caret.at, 0);
    caret = (WrapCaret){16, false, -1};
    wrap_move(&view.wrap, view.buf, WRAP_ROW_END, 1, &caret); // inside a word: the earlier side of the break
    assert_int_equal(caret.at, 22);
    assert_true(caret.row_end);
    WrapPlace place = wrap_place(&view.wrap, view.buf, caret.at, caret.row_end);
    assert_int_equal(place.row, 2);
    assert_int_equal(place.column, 8);
    place = wrap_place(&view.wrap, view.buf, caret.at, false);
    assert_int_equal(place.row, 3);
    assert_int_equal(place.column, 0);
    wrap_move(&view.wrap, view.buf, WRAP_ROW_START, 1, &caret);
    assert_int_equal(caret.at, 14);
    view_clear(&view);
}

static void test_clicks(void **state)
{
    (void)state;
    View view = view_of("ab王c\n\nlast", 20);
    static const struct {
        size_t row;
        int column;
        size_t at;
    } table[] = {{0, 0, 0},  {0, 1, 1}, {0, 2, 2}, {0, 3, 5},  {0, 4, 5},  {0, 5, 6},
                 {0, 99, 6}, {1, 0, 7}, {1, 5, 7}, {2, 2, 10}, {9, 0, 12}, {0, -3, 0}};
    for (size_t i = 0; i < COUNT(table); i++)
        assert_int_equal(wrap_caret_at(&view.wrap, view.buf, table[i].row, table[i].column).at, table[i].at);
    view_clear(&view);
}

// Up and down visit every row once; each place maps to a row that holds it.
static void test_walk(void **state)
{
    (void)state;
    uint32_t seed = 99;
    print_message("seed %u\n", seed);
    static const char *const pieces[] = {"word ", "王明",    "\n",  "x",
                                         "a-b ",  "e\u0301", "   ", "verylongword"};
    for (int round = 0; round < 300; round++) {
        Str text = STR_INIT;
        for (int i = 0; i < 30; i++)
            str_append(&text, pieces[random_next(&seed) % COUNT(pieces)]);
        View view = view_of(text.data, 4 + (int)(random_next(&seed) % 12));
        WrapCaret caret = {0, false, (int)(random_next(&seed) % 8)};
        for (size_t row = 0; row < wrap_count(&view.wrap); row++) {
            WrapPlace place = wrap_place(&view.wrap, view.buf, caret.at, caret.row_end);
            WrapRow found = wrap_row(&view.wrap, view.buf, row);
            assert_int_equal(place.row, row);
            assert_true(caret.at >= found.from && caret.at <= found.to);
            assert_true(place.column <= view.wrap.width);
            wrap_move(&view.wrap, view.buf, WRAP_DOWN, 1, &caret);
        }
        assert_int_equal(caret.at, text.length);
        str_clear(&text);
        view_clear(&view);
    }
}

static void fill(Str *out, size_t size, bool lines)
{
    for (int i = 0; out->length < size; i++)
        str_append(out, lines && i % 30 == 29 ? "\n" : i % 3 == 0 ? "thinking " : "of you ");
}

// A key in a draft of a megabyte, as one line or many. The bound is far above what is measured, to bear a
// busy machine and the sanitizers; a full layout for each key would still break it.
static void test_megabyte(void **state)
{
    (void)state;
    for (int lines = 0; lines < 2; lines++) {
        Str text = STR_INIT;
        fill(&text, 1u << 20, lines == 1);
        View view = view_of(text.data, 72);
        enum { KEYS = 200 };
        int64_t started = clock_monotonic_ms();
        for (int i = 0; i < KEYS; i++) {
            textbuf_move_to(view.buf, (size_t)i * 5000 % text.length, false);
            textbuf_type(view.buf, "x", 1);
            wrap_update(&view.wrap, view.buf);
        }
        int64_t took = clock_monotonic_ms() - started;
        print_message("%s: %.3f ms a key\n", lines == 1 ? "many lines" : "one line", (double)took / KEYS);
        assert_true(took < KEYS * 8);
        check_against_fresh(&view);
        str_clear(&text);
        view_clear(&view);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),     cmocka_unit_test(test_incremental), cmocka_unit_test(test_moves),
        cmocka_unit_test(test_row_ends), cmocka_unit_test(test_clicks),      cmocka_unit_test(test_walk),
        cmocka_unit_test(test_megabyte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
