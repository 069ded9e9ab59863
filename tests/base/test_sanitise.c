// SPDX-License-Identifier: MIT
// The sanitiser: every control and hidden character there is, known attacks, and the promise that what comes
// out is clean.
#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/sanitise.h"
#include "rapport/base/utf8.h"
#include "support/random.h"

static void check_shown(const char *text, size_t length, Sanitise mode, const char *shown)
{
    Str out = STR_INIT;
    sanitise(&out, text, length, mode);
    assert_string_equal(str_get(&out), shown);
    str_clear(&out);
}

// A code point between two letters, as it is shown.
static void check_between(uint32_t code, Sanitise mode, const char *shown)
{
    char text[8] = "a", expected[16];
    size_t length = 1 + utf8_encode(code, text + 1);
    text[length++] = 'b';
    snprintf(expected, sizeof expected, "a%sb", shown);
    check_shown(text, length, mode, expected);
    assert_int_equal(sanitise_clean(text, length), false);
}

static void all_65_controls_are_shown_and_none_passes(void **state)
{
    (void)state;
    static const Sanitise modes[] = {SANITISE_LINE, SANITISE_TEXT};
    for (size_t i = 0; i < COUNT(modes); i++) {
        int controls = 0;
        for (uint32_t code = 0; code < 0xA0; code++) {
            if (code >= 0x20 && code < 0x7F)
                continue;
            controls++;
            char shown[8];
            if (code == '\t')
                snprintf(shown, sizeof shown, "%s", modes[i] == SANITISE_LINE ? " " : "    ");
            else if (code == '\n')
                snprintf(shown, sizeof shown, "%s", modes[i] == SANITISE_LINE ? " " : "\n");
            else if (code >= 0x80)
                snprintf(shown, sizeof shown, "\\x%02x", code);
            else
                snprintf(shown, sizeof shown, "^%c", code == 0x7F ? '?' : (char)('@' + code));
            check_between(code, modes[i], shown);
        }
        assert_int_equal(controls, 65);
    }
}

static const uint32_t never_shown[] = {
    // bidi
    0x061C,
    0x200E,
    0x200F,
    0x202A,
    0x202B,
    0x202C,
    0x202D,
    0x202E,
    0x2066,
    0x2067,
    0x2068,
    0x2069,
    // invisible
    0x00AD,
    0x034F,
    0x115F,
    0x1160,
    0x17B4,
    0x17B5,
    0x180E,
    0x200B,
    0x2060,
    0x2061,
    0x2062,
    0x2063,
    0x2064,
    0x2065,
    0x206A,
    0x206F,
    0x3164,
    0xFEFF,
    0xFFA0,
    0xFFF9,
    0xFFFA,
    0xFFFB,
    0x13430,
    0x1343F,
    0x1BCA0,
    0x1BCA3,
    0x1D173,
    0x1D17A,
    // tags
    0xE0000,
    0xE0001,
    0xE0020,
    0xE0041,
    0xE007F,
    0xE01F0,
    0xE0FFF,
};

static void hidden_characters_are_dropped(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(never_shown); i++) {
        assert_true(sanitise_hidden(never_shown[i]));
        check_between(never_shown[i], SANITISE_LINE, "");
        check_between(never_shown[i], SANITISE_TEXT, "");
    }
}

static void noncharacters_are_dropped(void **state)
{
    (void)state;
    for (uint32_t code = 0xFDD0; code <= 0xFDEF; code++)
        check_between(code, SANITISE_LINE, "");
    for (uint32_t plane = 0; plane <= 0x10; plane++) {
        check_between(plane << 16 | 0xFFFE, SANITISE_LINE, "");
        check_between(plane << 16 | 0xFFFF, SANITISE_LINE, "");
    }
}

// The neighbours of what is dropped, and what scripts and emoji need.
static void the_rest_stays(void **state)
{
    (void)state;
    static const uint32_t kept[] = {
        ' ',    '~',     0x00A0,  0x00AC,  0x00AE,  0x0301,  0x061B,  0x061D,   0x115E, 0x1161,
        0x180D, 0x200A,  0x200C,  0x200D,  0x2010,  0x2027,  0x202F,  0x205F,   0x2070, 0x3163,
        0xD7FF, 0xE000,  0xFDCF,  0xFDF0,  0xFE0E,  0xFE0F,  0xFEFE,  0xFF9F,   0xFFF8, 0xFFFC,
        0xFFFD, 0x1F469, 0x1F1EB, 0x1F3FD, 0x2FFFD, 0xE0100, 0xE01EF, 0x10FFFD,
    };
    for (size_t i = 0; i < COUNT(kept); i++) {
        char text[8] = "";
        size_t length = utf8_encode(kept[i], text);
        check_shown(text, length, SANITISE_LINE, text);
        check_shown(text, length, SANITISE_TEXT, text);
        assert_true(sanitise_clean(text, length));
        assert_false(sanitise_hidden(kept[i]));
    }
}

static void known_attacks(void **state)
{
    (void)state;
    static const struct {
        const char *text, *line;
    } cases[] = {
        {"\x1b[2J\x1b[H", "^[[2J^[[H"},                           // clear the screen
        {"\x1b]52;c;cm0gLXJmIC8=\x07", "^[]52;c;cm0gLXJmIC8=^G"}, // write the clipboard
        {"\x1b]0;title\x1b\\", "^[]0;title^[\\"},                 // window title
        {"\xc2\x9b"
         "31m",
         "\\x9b31m"}, // CSI as one C1 control
        {"\x9b"
         "31m",
         "\uFFFD31m"},                        // the same as a raw byte
        {"\x1bP$q\"p\x1b\\", "^[P$q\"p^[\\"}, // device control
        {"Ada\rEve", "Ada^MEve"},             // overwrite the line
        {"Ada\b\b\bEve", "Ada^H^H^HEve"},
        {"user\u202Egnp.exe", "usergnp.exe"}, // reversed file name
        {"a\u2066b\u2069c", "abc"},
        {"Ada\u2028Eve\u2029", "Ada Eve "},
        {"pay\u200Bpal", "paypal"},
        {"\xEF\xBB\xBF"
         "Ada",
         "Ada"},
        {"x\U000E0049\U000E0047y", "xy"},             // instructions in tags
        {"\xE0\x80\x9B[2J", "\uFFFD\uFFFD\uFFFD[2J"}, // an overlong control
        {"\xC0\x9B[2J", "\uFFFD\uFFFD[2J"},
        {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
        {"a\tb\nc\r\nd", "a b c d"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_shown(cases[i].text, strlen(cases[i].text), SANITISE_LINE, cases[i].line);
}

static void several_lines_keep_their_ends(void **state)
{
    (void)state;
    check_shown("a\nb\r\nc\rd\te", 10, SANITISE_TEXT, "a\nb\nc^Md    e");
    check_shown("a\r", 2, SANITISE_TEXT, "a^M");
    check_shown("a\0b", 3, SANITISE_TEXT, "a^@b");
}

static void a_fresh_copy(void **state)
{
    (void)state;
    char *none = sanitise_dup(NULL, SANITISE_LINE), *some = sanitise_dup("a\x1b"
                                                                         "b",
                                                                         SANITISE_LINE);
    assert_string_equal(none, "");
    assert_string_equal(some, "a^[b");
    free(none);
    free(some);
}

static void ordinary_text_is_clean_and_unchanged(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",     "Ada Example, née Test", "日本太郎 👩‍💻 🇫🇷 ❤️",
        "नमस्ते", "می‌خواهم",     "^[ is how an escape is shown",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_true(sanitise_clean(cases[i], strlen(cases[i])));
        check_shown(cases[i], strlen(cases[i]), SANITISE_LINE, cases[i]);
        check_shown(cases[i], strlen(cases[i]), SANITISE_TEXT, cases[i]);
    }
    assert_false(sanitise_clean("a\nb", 3));
    assert_false(sanitise_clean("a\tb", 3));
    assert_false(sanitise_clean("\xFF", 1));
    assert_false(sanitise_clean("a\u2028", 4));
}

// Shown text is clean, stays as it is when it is shown again, and clean text is never changed.
static void check_promise(const Str *text)
{
    Str once = STR_INIT;
    sanitise(&once, str_get(text), text->length, SANITISE_LINE);
    assert_true(sanitise_clean(str_get(&once), once.length));
    check_shown(str_get(&once), once.length, SANITISE_LINE, str_get(&once));
    bool same = once.length == text->length && memcmp(str_get(&once), str_get(text), once.length) == 0;
    assert_int_equal(sanitise_clean(str_get(text), text->length), same);
    str_clear(&once);
}

// Several lines, taken one by one, are clean too.
static void check_lines(const Str *text)
{
    Str shown = STR_INIT;
    sanitise(&shown, str_get(text), text->length, SANITISE_TEXT);
    const char *line = str_get(&shown), *end = line + shown.length;
    while (line < end) {
        size_t length = strcspn(line, "\n");
        assert_true(sanitise_clean(line, length));
        line += length + 1;
    }
    check_shown(str_get(&shown), shown.length, SANITISE_TEXT, str_get(&shown));
    str_clear(&shown);
}

static void random_texts_come_out_clean(void **state)
{
    (void)state;
    Random random = random_start(53);
    for (int round = 0; round < 10000; round++) {
        Str text = STR_INIT;
        random_text(&random, &text, 20);
        check_promise(&text);
        check_lines(&text);
        str_clear(&text);
    }
}

static void random_bytes_come_out_clean(void **state)
{
    (void)state;
    Random random = random_start(59);
    for (int round = 0; round < 10000; round++) {
        Str text = STR_INIT;
        for (size_t n = random_below(&random, 40); n > 0; n--)
            str_push(&text, (char)random_below(&random, 256));
        check_promise(&text);
        check_lines(&text);
        str_clear(&text);
    }
}

static void ascii_for_other_locales(void **state)
{
    (void)state;
    static const struct {
        const char *text, *ascii;
    } cases[] = {
        {"Plain ~ text\nsecond", "Plain ~ text\nsecond"},
        {"José Ñandú", "Jose Nandu"},
        {"Zoe\u0308 Nguyễn Đức", "Zoe Nguyen Duc"},
        {"Ørsted Łódź Straße", "Orsted Lodz Strasse"},
        {"Ægir Þóra œuvre", "AEgir THora oeuvre"},
        {"İ ı", "I i"},
        {"“Hi” – it’s me…", "\"Hi\" - it's me..."},
        {"a — b • c · d", "a - b * c . d"},
        {"«x» ‹y›", "\"x\" 'y'"},
        {"→ ← × ÷", "-> <- x /"},
        {"5 € £ ¥", "5 EUR GBP JPY"},
        {"½ ² ﬁ Ｆｕｌｌ №", "1/2 2 fi Full No"},
        {"a\u00A0b\u202Fc", "a b c"},
        {"日本", "??"},
        {"👩‍💻 🇫🇷 👍🏽 ❤️", "? ? ? ?"}, // one for each character that is seen
        {"Жук", "???"},
        {"नि", "?"},
        {"\uFFFD", "?"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Str out = STR_INIT;
        sanitise_ascii(&out, cases[i].text, strlen(cases[i].text));
        assert_string_equal(str_get(&out), cases[i].ascii);
        str_clear(&out);
    }
}

static void ascii_is_ascii_whatever_comes(void **state)
{
    (void)state;
    Random random = random_start(61);
    for (int round = 0; round < 5000; round++) {
        Str text = STR_INIT, clean = STR_INIT, out = STR_INIT;
        random_text(&random, &text, 20);
        sanitise(&clean, str_get(&text), text.length, SANITISE_LINE);
        sanitise_ascii(&out, str_get(&clean), clean.length);
        for (size_t i = 0; i < out.length; i++)
            assert_in_range(out.data[i], 0x20, 0x7E);
        str_clear(&text);
        str_clear(&clean);
        str_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_65_controls_are_shown_and_none_passes),
        cmocka_unit_test(hidden_characters_are_dropped),
        cmocka_unit_test(noncharacters_are_dropped),
        cmocka_unit_test(the_rest_stays),
        cmocka_unit_test(known_attacks),
        cmocka_unit_test(several_lines_keep_their_ends),
        cmocka_unit_test(a_fresh_copy),
        cmocka_unit_test(ordinary_text_is_clean_and_unchanged),
        cmocka_unit_test(random_texts_come_out_clean),
        cmocka_unit_test(random_bytes_come_out_clean),
        cmocka_unit_test(ascii_for_other_locales),
        cmocka_unit_test(ascii_is_ascii_whatever_comes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
