// SPDX-License-Identifier: MIT
// UTF-8: every code point there and back, the well-known families of malformed input, clusters in both
// directions.
#include "support/check.h"

#include <string.h>

#include "rapport/base/utf8.h"
#include "support/random.h"

static void every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        char bytes[4];
        uint32_t read = 0;
        bool valid = false;
        size_t length = utf8_encode(code, bytes);
        assert_int_equal(length, code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
        assert_int_equal(utf8_decode(bytes, length, &read, &valid), length);
        assert_true(valid);
        assert_int_equal(read, code);
        // One byte less is never enough.
        if (length > 1) {
            assert_int_equal(utf8_decode(bytes, length - 1, &read, &valid), 1);
            assert_false(valid);
            assert_int_equal(read, UTF8_BAD);
        }
    }
}

static void what_is_no_code_point_is_written_as_the_replacement(void **state)
{
    (void)state;
    static const uint32_t cases[] = {0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0x110000, UINT32_MAX};
    for (size_t i = 0; i < COUNT(cases); i++) {
        char bytes[4];
        assert_int_equal(utf8_encode(cases[i], bytes), 3);
        assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    }
}

// How many bad bytes each text has; the rest of it is good.
static const struct {
    const char *text;
    size_t bad;
} stress[] = {
    {"κόσμε", 0},
    // First and last of each length, and the edges of the surrogates and of the range.
    {"\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", 0},
    {"\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBD", 0},
    {"\xEF\xBF\xBE\xEF\xB7\x90", 0}, // noncharacters are well-formed
    // Lone continuations.
    {"\x80", 1},
    {"\xBF", 1},
    {"\x80\xBF\x80\xBF\x80\xBF\x80", 7},
    // Lone leads, alone and each followed by a blank.
    {"\xC3", 1},
    {"\xC2 \xDF \xE0 \xEF \xF0 \xF4 ", 6},
    // Each length with its last byte missing.
    {"\xC3x", 1},
    {"\xE0\xA0x", 2},
    {"\xEF\xBFx", 2},
    {"\xF0\x90\x80x", 3},
    {"\xF4\x8F\xBFx", 3},
    {"\xE2\x82\xE2\x82\xAC", 2},
    // Never in UTF-8.
    {"\xFE\xFF\xFE\xFE\xFF\xFF", 6},
    {"\xC0\xC1\xF5\xF6\xF7\xF8\xFB\xFC\xFD", 9},
    // Overlong forms of '/', of the last that fits the shorter length, and of NUL.
    {"\xC0\xAF", 2},
    {"\xE0\x80\xAF", 3},
    {"\xF0\x80\x80\xAF", 4},
    {"\xF8\x80\x80\x80\xAF", 5},
    {"\xFC\x80\x80\x80\x80\xAF", 6},
    {"\xC1\xBF", 2},
    {"\xE0\x9F\xBF", 3},
    {"\xF0\x8F\xBF\xBF", 4},
    {"\xC0\x80", 2},
    {"\xE0\x80\x80", 3},
    {"\xF0\x80\x80\x80", 4},
    // Surrogates, single and paired (CESU-8).
    {"\xED\xA0\x80", 3},
    {"\xED\xAF\xBF", 3},
    {"\xED\xB0\x80", 3},
    {"\xED\xBF\xBF", 3},
    {"\xED\xA0\xBD\xED\xB8\x80", 6},
    // Over 10FFFF.
    {"\xF4\x90\x80\x80", 4},
    {"\xF7\xBF\xBF\xBF", 4},
};

static void malformed_bytes_are_bad_one_by_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(stress); i++) {
        size_t length = strlen(stress[i].text), bad = 0;
        for (size_t at = 0; at < length;) {
            uint32_t code;
            bool valid;
            size_t used = utf8_decode(stress[i].text + at, length - at, &code, &valid);
            if (!valid) {
                assert_int_equal(used, 1);
                assert_int_equal(code, UTF8_BAD);
                bad++;
            }
            at += used;
        }
        assert_int_equal(bad, stress[i].bad);
        assert_int_equal(utf8_valid(stress[i].text, length), stress[i].bad == 0);
    }
}

static void repaired_text_is_valid_and_longer_by_two_for_each_bad_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(stress); i++) {
        size_t length = strlen(stress[i].text);
        Str out = STR_INIT;
        utf8_repair(&out, stress[i].text, length);
        assert_true(utf8_valid(str_get(&out), out.length));
        assert_int_equal(out.length, length + 2 * stress[i].bad);
        str_clear(&out);
    }
}

static void repair_keeps_the_good_parts_in_place(void **state)
{
    (void)state;
    Str out = STR_INIT;
    utf8_repair(&out, "caf\xC3\xA9 \xE9t\xE9 \xC3", 12);
    assert_string_equal(str_get(&out), "café \uFFFDt\uFFFD \uFFFD");
    str_clear(&out);
}

static void a_cut_leaves_characters_whole(void **state)
{
    (void)state;
    static const char text[] = "aé日𝄞";
    static const size_t kept[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
    for (size_t limit = 0; limit < sizeof kept / sizeof *kept; limit++)
        assert_int_equal(utf8_cut(text, strlen(text), limit), kept[limit]);
    assert_int_equal(utf8_cut("\x80\x80\x80\x80\x80\x80", 6, 5), 5); // no character at all: it goes on
    assert_int_equal(utf8_cut("\x80\x80", 2, 1), 1);
}

static void nul_is_a_character(void **state)
{
    (void)state;
    assert_true(utf8_valid("a\0b", 3));
    assert_true(utf8_valid("", 0));
    assert_int_equal(utf8_count_codes("a\0b", 3), 3);
}

static void counting(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t codes, units;
    } cases[] = {{"", 0, 0},        {"abc", 3, 3},   {"Zoë", 3, 3}, {"日本", 2, 2}, {"👩‍💻", 3, 5},
                 {"e\u0301", 2, 2}, {"\xC3(", 2, 2}, {"🇫🇷", 2, 4}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(utf8_count_codes(cases[i].text, strlen(cases[i].text)), cases[i].codes);
        assert_int_equal(utf8_count_utf16(cases[i].text, strlen(cases[i].text)), cases[i].units);
    }
    // ASCII is counted eight at a time: an emoji at each place among the others.
    for (size_t length = 0; length < 20; length++)
        for (size_t at = 0; at <= length; at++) {
            char text[32] = "abcdefghijklmnopqrstuvwxyz";
            memcpy(text + at, "\xF0\x9F\x99\x82", 4);
            assert_int_equal(utf8_count_utf16(text, length + 4), length + 2);
        }
}

// Clusters separated by '|'.
static const char *const clustered[] = {
    "a|b|c",
    "\r\n|a",
    "a|\n|b",
    "e\u0301|e\u0301\u0323|x",
    "a\u0301|b", // ASCII base with a mark
    "日|本",
    "\u1112\u1161\u11ab|\u1100", // Hangul jamo
    "한|글",
    "👩‍💻|👩‍👩‍👧‍👦|x",
    "👍🏽|👍",
    "❤️|❤",
    "🇫🇷|🇩🇪|🇫|x",
    "a|🇫🇷|🇩🇪|🇫🇷",
    "नि|क",
    "ทำ|ก",
    "\u0301|a\u200d|b",
    "\xC3|\xFF|a",
    "\xFF\u0301|a",
    "🏴\U000E0067\U000E0062\U000E007F|x",
};

static void clusters_are_what_a_person_counts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(clustered); i++) {
        char text[128];
        size_t length = 0, starts[16], count = 0;
        bool start = true;
        for (const char *c = clustered[i]; *c != '\0'; c++) {
            if (*c == '|') {
                start = true;
                continue;
            }
            if (start)
                starts[count++] = length;
            start = false;
            text[length++] = *c;
        }
        starts[count] = length;
        for (size_t k = 0; k < count; k++) {
            assert_int_equal(utf8_cluster(text + starts[k], length - starts[k]), starts[k + 1] - starts[k]);
            assert_int_equal(utf8_cluster_before(text, starts[k + 1]), starts[k]);
        }
    }
    assert_int_equal(utf8_cluster("", 0), 0);
    assert_int_equal(utf8_cluster_before("abc", 0), 0);
}

// Walking back from any boundary meets the same boundaries as walking forward.
static void both_directions_agree(void **state)
{
    (void)state;
    Random random = random_start(23);
    for (int round = 0; round < 4000; round++) {
        Str text = STR_INIT;
        random_text(&random, &text, 24);
        const char *bytes = str_get(&text);
        size_t before = 0;
        for (size_t at = 0; at < text.length;) {
            size_t used = utf8_cluster(bytes + at, text.length - at);
            assert_true(used > 0 && used <= text.length - at);
            before = at;
            at += used;
            assert_int_equal(utf8_cluster_before(bytes, at), before);
        }
        str_clear(&text);
    }
}

static void a_long_run_is_walked_back_quickly(void **state)
{
    (void)state;
    // A megabyte of Han: if each step back began at the start this would take minutes.
    Str text = STR_INIT;
    for (int i = 0; i < 350000; i++)
        str_append(&text, "日");
    size_t steps = 0;
    for (size_t at = text.length; at > 0; steps++)
        at = utf8_cluster_before(str_get(&text), at);
    assert_int_equal(steps, 350000);
    str_clear(&text);
}

// Each byte at each place of a run: it ends there unless it is printable ASCII.
static void plain_runs_end_at_what_is_not_plain(void **state)
{
    (void)state;
    enum { LENGTH = 20 };
    for (int byte = 0; byte < 256; byte++)
        for (size_t at = 0; at < LENGTH; at++) {
            char text[LENGTH];
            memset(text, at % 2 == 0 ? ' ' : '~', sizeof text);
            text[at] = (char)byte;
            assert_int_equal(utf8_plain(text, sizeof text), byte >= ' ' && byte <= '~' ? LENGTH : at);
            assert_int_equal(utf8_plain(text, at), at);
        }
}

static void kinds_of_characters(void **state)
{
    (void)state;
    static const struct {
        uint32_t code;
        bool word, space, cjk;
    } cases[] = {
        {'a', true, false, false},      {'Z', true, false, false},       {'0', true, false, false},
        {' ', false, true, false},      {'\n', false, true, false},      {'-', false, false, false},
        {'_', false, false, false},     {'@', false, false, false},      {0x00E9, true, false, false},
        {0x0301, true, false, false},   {0x00A0, false, true, false},    {0x0085, false, true, false},
        {0x2028, false, true, false},   {0x3000, false, true, false},    {0x2019, false, false, false},
        {0x65E5, true, false, true},    {0x304C, true, false, true},     {0xD55C, true, false, true},
        {0x0E01, true, false, true},    {0x3001, false, false, false},   {0x0E3F, false, false, false},
        {0x20000, true, false, true},   {0x0416, true, false, false},    {0x0915, true, false, false},
        {0x1F469, false, false, false}, {0x0660, true, false, false},    {0xFF71, true, false, true},
        {0x30FB, false, false, false},  {0x110000, false, false, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(utf8_is_word(cases[i].code), cases[i].word);
        assert_int_equal(utf8_is_space(cases[i].code), cases[i].space);
        assert_int_equal(utf8_is_cjk(cases[i].code), cases[i].cjk);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(what_is_no_code_point_is_written_as_the_replacement),
        cmocka_unit_test(malformed_bytes_are_bad_one_by_one),
        cmocka_unit_test(repaired_text_is_valid_and_longer_by_two_for_each_bad_byte),
        cmocka_unit_test(repair_keeps_the_good_parts_in_place),
        cmocka_unit_test(a_cut_leaves_characters_whole),
        cmocka_unit_test(nul_is_a_character),
        cmocka_unit_test(counting),
        cmocka_unit_test(clusters_are_what_a_person_counts),
        cmocka_unit_test(both_directions_agree),
        cmocka_unit_test(a_long_run_is_walked_back_quickly),
        cmocka_unit_test(plain_runs_end_at_what_is_not_plain),
        cmocka_unit_test(kinds_of_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
