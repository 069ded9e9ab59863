// SPDX-License-Identifier: MIT
// Ranking for the palette and "did you mean".
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/core/fuzzy.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

// The matched letters shown as the text with '^' under them would show: "Follow Up" + "fu" = "^      ^ ".
static void mark(const char *text, const FuzzyMatch *match, char *out)
{
    size_t length = strlen(text);
    memset(out, '.', length);
    out[length] = '\0';
    for (size_t i = 0; i < match->count; i++)
        out[match->positions[i]] = '^';
}

static void marks_what_was_meant(void **state)
{
    (void)state;
    static const struct {
        const char *needle, *text, *marks; // NULL = no match
    } cases[] = {
        {"fu", "Follow Up", "^......^."},
        {"log", "Log a call", "^^^......."},
        {"log", "Follow-ups: log", "............^^^"},
        {"lc", "Log a call", "^.....^..."},
        {"lac", "Log a call", "^...^.^..."},
        {"log call", "Log a call", "^^^...^^^^"},
        {"LOG", "log a call", "^^^......."},
        {"ups", "Follow ups", ".......^^^"},
        {"gd", "goDate", "^.^..."},
        {"alvarez", "\u00c1lvarez", "^.^^^^^^"},
        {"\u00e1", "alvarez", "^......"},
        {"strasse", "Stra\u00dfe", "^^^^^.^"},
        {"\u7530", "\u7530\u4e2d", "^....."},
        {"\u4e2d", "\u7530\u4e2d", "...^.."},
        {"xyz", "Log a call", NULL},
        {"gol", "log", NULL},
        {"logg", "log", NULL},
        {"a", "", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        FuzzyMatch match;
        char marks[64] = "";
        bool found = fuzzy_match(cases[i].needle, cases[i].text, &match);
        if (found != (cases[i].marks != NULL))
            fail_msg("'%s' in '%s': %s", cases[i].needle, cases[i].text, found ? "matched" : "not matched");
        if (!found)
            continue;
        mark(cases[i].text, &match, marks);
        if (strcmp(marks, cases[i].marks) != 0)
            fail_msg("'%s' in '%s': %s, not %s", cases[i].needle, cases[i].text, marks, cases[i].marks);
    }
}

static void ranks_the_better_text_first(void **state)
{
    (void)state;
    static const struct {
        const char *needle, *better, *worse;
    } cases[] = {
        {"log", "Log a call", "Catalogue of people"},
        {"log", "Log a call", "Open log"},
        {"log", "Log", "Log a call with somebody"},
        {"fu", "Follow up", "Find something unusual"},
        {"fu", "Follow up", "Refuse"},
        {"due", "due", "discard unused"},
        {"im", "import", "dim the colours"},
        {"ct", "contacts", "project"},
        {"nt", "new template", "mount"},
        {"tag", "tag", "stage"},
        {"ada", "Ada Byron", "Canada"},
        {"sn", "Snooze", "mark as not"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        FuzzyMatch better, worse;
        assert_true(fuzzy_match(cases[i].needle, cases[i].better, &better));
        assert_true(fuzzy_match(cases[i].needle, cases[i].worse, &worse));
        if (better.score <= worse.score)
            fail_msg("'%s': %s %d, %s %d", cases[i].needle, cases[i].better, better.score, cases[i].worse,
                     worse.score);
    }
}

static void empty_needle_matches_everything(void **state)
{
    (void)state;
    FuzzyMatch match;
    assert_true(fuzzy_match("", "anything", &match));
    assert_int_equal(match.score, 0);
    assert_int_equal(match.count, 0);
    assert_true(fuzzy_match("  ", "", &match));
    assert_true(fuzzy_match("a", "banana", NULL));
}

static void long_and_broken_text_is_safe(void **state)
{
    (void)state;
    char text[2000], needle[200];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    memset(needle, 'a', sizeof needle - 1);
    needle[sizeof needle - 1] = '\0';
    FuzzyMatch match;
    assert_true(fuzzy_match(needle, text, &match));
    assert_int_equal(match.count, FUZZY_NEEDLE_MAX);
    assert_true(fuzzy_match("a",
                            "\xff\xfe"
                            "a\xc3",
                            &match));
    assert_int_equal(match.positions[0], 2);
}

// Whatever the letters: positions ascend, lie inside the text, and spell the needle.
static void positions_spell_the_needle(void **state)
{
    (void)state;
    uint32_t seed = 20261124;
    for (int round = 0; round < 3000; round++) {
        char text[41], needle[6], spelled[6] = "";
        uint32_t random = seed + (uint32_t)round * 2654435761u;
        for (size_t i = 0; i < 40; i++) {
            random = random * 1664525u + 1013904223u;
            text[i] = "abcd e-"[(random >> 16) % 7];
        }
        text[40] = '\0';
        for (size_t i = 0; i < 5; i++) {
            random = random * 1664525u + 1013904223u;
            needle[i] = "abcde"[(random >> 16) % 5];
        }
        needle[5] = '\0';
        FuzzyMatch match;
        if (!fuzzy_match(needle, text, &match))
            continue;
        assert_int_equal(match.count, 5);
        for (size_t i = 0; i < match.count; i++) {
            assert_true(match.positions[i] < 40);
            assert_true(i == 0 || match.positions[i] > match.positions[i - 1]);
            spelled[i] = text[match.positions[i]];
        }
        if (strcmp(spelled, needle) != 0)
            fail_msg("seed %u, round %d: '%s' in '%s' spelled '%s'", seed, round, needle, text, spelled);
    }
}

static void suggests_the_nearest_name(void **state)
{
    (void)state;
    static const char *const names[] = {"company", "school", "stage",     "degree", "tag", "import",
                                        "imports", "export", "follow-up", "due",    NULL};
    static const struct {
        const char *word, *name;
    } cases[] = {
        {"compnay", "company"},
        {"compny", "company"},
        {"Company", "company"},
        {"comp", "company"},
        {"shool", "school"},
        {"scholl", "school"},
        {"satge", "stage"},
        {"stge", "stage"},
        {"tga", "tag"},
        {"imprt", "import"},
        {"importz", "import"},
        {"exprot", "export"},
        {"folowup", "follow-up"},
        {"du", "due"},
        {"duo", "due"},
        {"d\u00fce", "due"},
        {"xyzzy", NULL},
        {"", NULL},
        {"q", NULL},
        {"zzzzzzzz", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *name = suggest(cases[i].word, names, COUNT(names));
        if ((name == NULL) != (cases[i].name == NULL) || (name != NULL && strcmp(name, cases[i].name) != 0))
            fail_msg("'%s' suggests %s", cases[i].word, name == NULL ? "nothing" : name);
    }
    char endless[500];
    memset(endless, 'c', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    assert_null(suggest(endless, names, COUNT(names)));
}

static void suggests_from_rows(void **state)
{
    (void)state;
    static const struct {
        int number;
        const char *name;
    } rows[] = {{1, "alpha"}, {2, "beta"}, {3, "gamma"}};
    assert_ptr_equal(suggest_row("gama", &rows[0].name, COUNT(rows), sizeof rows[0]), rows[2].name);
    assert_null(suggest_row("epsilon", &rows[0].name, COUNT(rows), sizeof rows[0]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_what_was_meant),
        cmocka_unit_test(ranks_the_better_text_first),
        cmocka_unit_test(empty_needle_matches_everything),
        cmocka_unit_test(long_and_broken_text_is_safe),
        cmocka_unit_test(positions_spell_the_needle),
        cmocka_unit_test(suggests_the_nearest_name),
        cmocka_unit_test(suggests_from_rows),
    };
    return cmocka_run_group_tests_name("fuzzy", tests, NULL, NULL);
}
