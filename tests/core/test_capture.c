// SPDX-License-Identifier: MIT
// Quick add: what a line about a person is understood as, told by capture_describe; and what pages of people
// give.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/core/capture.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct Pair {
    const char *line, *said;
} Pair;

static void expect(const Pair *pair, const CaptureDates *dates)
{
    Capture capture;
    Error err = {0};
    Str said = STR_INIT;
    if (!capture_line(pair->line, dates, &capture, &err))
        fail_msg("'%s': %s", pair->line, err.message);
    capture_describe(&capture, &said);
    if (strcmp(str_get(&said), pair->said) != 0)
        fail_msg("'%s' is understood as\n'%s', not\n'%s'", pair->line, str_get(&said), pair->said);
    str_clear(&said);
    capture_clear(&capture);
}

static void understands_lines(void **state)
{
    (void)state;
    static const Pair cases[] = {
        {"Ada Byron", "Ada Byron"},
        {"Ada Byron @ Acme", "Ada Byron at Acme"},
        {"Ada Byron @Acme", "Ada Byron at Acme"},
        {"Ada Byron at Acme", "Ada Byron at Acme"},
        {"  Ada   Byron  @  Acme  Inc ", "Ada Byron at Acme Inc"},
        {"\"Byron, Ada\" @ \"Acme, Inc\"", "Byron, Ada at Acme, Inc"},
        {"Ada Byron (she/her) @ Acme", "Ada Byron (she/her) at Acme"},
        {"Ada (Addie) Byron", "Ada (Addie) Byron"},
        {"met Ada Byron at PyCon, card", "Ada Byron; met at PyCon; card"},
        {"I met Ada Byron at PyCon yesterday", "Ada Byron; met at PyCon (yesterday)"},
        {"\u7530\u4e2d \u5065 @ \u8679\u30bd\u30d5\u30c8", "\u7530\u4e2d \u5065 at \u8679\u30bd\u30d5\u30c8"},
        {"\u05d3\u05e0\u05d4, card", "\u05d3\u05e0\u05d4; card"},
        {"Ada, Staff engineer", "Ada, Staff engineer"},
        {"Ada @ Acme, Staff engineer", "Ada, Staff engineer at Acme"},
        {"Ada, Staff engineer @ Acme", "Ada, Staff engineer at Acme"},
        {"Ada, Staff engineer at Acme", "Ada, Staff engineer at Acme"},
        {"Ada, @Acme", "Ada at Acme"},
        {"Ada, @ Acme", "Ada at Acme"},
        {"Ada, at Acme", "Ada at Acme"},
        {"Ada, works at Acme", "Ada at Acme"},
        {"Ada, company: Acme", "Ada at Acme"},
        {"Ada, title Gardener", "Ada, Gardener"},
        {"Ada, role: Head of Data at Acme", "Ada, Head of Data at Acme"},
        {"Ada, school Northeastern", "Ada; school Northeastern"},
        {"Ada, studied at Northeastern", "Ada; school Northeastern"},
        {"Ada, Northeastern University", "Ada; school Northeastern University"},
        {"Ada, Acme Business School", "Ada; school Acme Business School"},
        {"Ada, professor at Northeastern University", "Ada, professor at Northeastern University"},
        {"Ada, lives in Boston", "Ada; lives in Boston"},
        {"Ada, pronouns ze/zir, note, based in Lund", "Ada (ze/zir); lives in Lund; note: note"},
        {"Ada, goes by Addie, she/her", "Ada (she/her); called Addie"},
        {"Ada, met at PyCon", "Ada; met at PyCon"},
        {"Ada, we met at PyCon 2025", "Ada; met at PyCon 2025"},
        {"Ada, met at PyCon on 12 oct", "Ada; met at PyCon (12 oct)"},
        {"Ada, met yesterday at PyCon", "Ada; met at PyCon (yesterday)"},
        {"Ada, met 12 oct in the library", "Ada; met at the library (12 oct)"},
        {"Ada, met at the fair in May at noon", "Ada; met at the fair in May at noon"},
        {"Ada, met yesterday", "Ada; met (yesterday)"},
        {"Ada, met in Boston last week", "Ada; met at Boston (last week)"},
        {"Ada, met online", "Ada; met online"},
        {"Ada, met online on Slack", "Ada; met online at Slack"},
        {"Ada, met on LinkedIn", "Ada; met online at LinkedIn"},
        {"Ada, met by chance on the train", "Ada; met by chance at the train"},
        {"Ada, by chance", "Ada; met by chance"},
        {"Ada, cold email", "Ada; cold contact"},
        {"Ada, cold", "Ada; cold contact"},
        {"Ada, introduced by Sam Okafor", "Ada; introduced by Sam Okafor"},
        {"Ada, via Sam Okafor", "Ada; introduced by Sam Okafor"},
        {"Ada, via LinkedIn", "Ada; met online at LinkedIn"},
        {"Ada, met at PyCon, introduced by Sam", "Ada; met at PyCon; introduced by Sam"},
        {"Ada, robotics club", "Ada; shared interest robotics club"},
        {"Ada, likes old maps", "Ada; shared interest old maps"},
        {"Ada, we both like chess, interested in rust", "Ada; shared interest chess; shared interest rust"},
        {"Ada, card", "Ada; card"},
        {"Ada, got her card", "Ada; card"},
        {"Ada, Business Card", "Ada; card"},
        {"Ada, credit card startup", "Ada; note: credit card startup"},
        {"Ada, I promised slides fri", "Ada; you promised slides (fri)"},
        {"Ada, promised slides", "Ada; you promised slides"},
        {"Ada, I promised to send the slides by next tue.", "Ada; you promised send the slides (next tue)"},
        {"Ada, I'll send slides in 3 days", "Ada; you promised send slides (in 3 days)"},
        {"Ada, I\u2019ll send slides", "Ada; you promised send slides"},
        {"Ada, I owe them lunch", "Ada; you promised lunch"},
        {"Ada, they promised an intro by 12/15", "Ada; they promised an intro (12/15)"},
        {"Ada, she promised me an intro to Sun", "Ada; they promised an intro to Sun"},
        {"Ada, promised me a book", "Ada; they promised a book"},
        {"Ada, he'll call tomorrow at 4pm", "Ada; they promised call (tomorrow at 4pm)"},
        {"Ada, I promised chapter 15", "Ada; you promised chapter 15"},
        {"Ada, I promised slides by the 15th", "Ada; you promised slides (15th)"},
        {"Ada, I promised fri", "Ada; you promised fri"},
        {"Ada, I promised a, they promised b", "Ada; you promised a; they promised b"},
        {"Ada, ada@acme.example", "Ada; ada@acme.example"},
        {"Ada Byron <ada@acme.example>", "Ada Byron; ada@acme.example"},
        {"Ada, mailto:ada@acme.example, email: b@acme.example", "Ada; ada@acme.example; b@acme.example"},
        {"ada@acme.example, Ada", "Ada; ada@acme.example"},
        {"Ada, https://www.linkedin.example/in/ada?x=1,2", "Ada; https://www.linkedin.example/in/ada?x=1,2"},
        {"Ada, linkedin.example/in/ada", "Ada; linkedin.example/in/ada"},
        {"Ada, linkedin: www.linkedin.example/in/ada", "Ada; www.linkedin.example/in/ada"},
        {"Ada, Staff engineer ada@acme.example #python", "Ada, Staff engineer; ada@acme.example; #python"},
        {"Ada, +1 617 555 0100", "Ada; +1 617 555 0100"},
        {"Ada, (617) 555-0100", "Ada; (617) 555-0100"},
        {"+1 617 555 0100, Ada", "Ada; +1 617 555 0100"},
        {"Ada, phone 617 555 0100", "Ada; 617 555 0100"},
        {"Ada, cell biology", "Ada; note: cell biology"},
        {"Ada, 2026-10-12", "Ada; note: 2026-10-12"},
        {"Ada, #python #met-at-nordic.js", "Ada; #python; #met-at-nordic.js"},
        {"Ada #python @ Acme", "Ada at Acme; #python"},
        {"Ada, C#, room #5", "Ada; note: C#, room #5"},
        {"Ada, degree 2nd", "Ada; 2nd degree"},
        {"Ada, 2nd", "Ada; 2nd degree"},
        {"Ada, 3rd+", "Ada; 3rd degree"},
        {"Ada, 1st degree connection", "Ada; 1st degree"},
        {"Ada, 2nd-degree", "Ada; 2nd degree"},
        {"Ada, degree 2", "Ada; 2nd degree"},
        {"Ada, second", "Ada; note: second"},
        {"Ada, degree in physics", "Ada; note: degree in physics"},
        {"Ada, and/or", "Ada; note: and/or"},
        {"Ada, note see https://acme.example #1", "Ada; note: see https://acme.example #1"},
        {"Ada, tall, grey coat", "Ada; note: tall, grey coat"},
        {"Ada, raised 1,000 dollars", "Ada; note: raised 1,000 dollars"},
        {"Ada;card;#x", "Ada; card; #x"},
        {"Ada,card,#x", "Ada; card; #x"},
        {"Ada,,, card,", "Ada; card"},
        {"Ada\t@\u00a0Acme", "Ada at Acme"},
        {"Ada \"the Countess\" Byron, 5\" disk", "Ada the Countess Byron; note: 5\" disk"},
        {"Ada Byron @ Acme, Staff engineer, school Northeastern, met at PyCon, robotics club, card, I "
         "promised slides fri, "
         "they promised an intro by 12/15, introduced by Sam Okafor, ada@acme.example, "
         "https://www.linkedin.example/in/ada, "
         "+1 617 555 0100, #python, degree 2nd",
         "Ada Byron, Staff engineer at Acme; school Northeastern; met at PyCon; introduced by Sam Okafor; "
         "shared interest robotics club; card; you promised slides (fri); they promised an intro (12/15); "
         "ada@acme.example; +1 617 555 0100; https://www.linkedin.example/in/ada; #python; 2nd degree"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(&cases[i], NULL);
}

static void a_name_is_needed(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "", "   ", ",,,", "@ Acme", "ada@acme.example", "#python", "2nd", "+1 617 555 0100", "\"\""};
    for (size_t i = 0; i < COUNT(lines); i++) {
        Capture capture;
        Error err = {0};
        if (capture_line(lines[i], NULL, &capture, &err))
            fail_msg("'%s' has the name '%s'", lines[i], capture.name);
        assert_int_equal(err.kind, ERROR_INPUT);
        assert_null(capture.name);
        assert_int_equal(capture.emails.count, 0);
    }
}

static bool only_ides(void *self, const char *text)
{
    ++*(int *)self;
    return strcmp(text, "the ides of march") == 0;
}

static void asks_the_caller_for_dates(void **state)
{
    (void)state;
    int asked = 0;
    CaptureDates dates = {only_ides, &asked};
    expect(&(Pair){"Brutus, I promised a talk on the ides of march",
                   "Brutus; you promised a talk (the ides of march)"},
           &dates);
    expect(&(Pair){"Brutus, I promised a talk fri", "Brutus; you promised a talk fri"}, &dates);
    expect(&(Pair){"Brutus, met the ides of march", "Brutus; met (the ides of march)"}, &dates);
    assert_true(asked >= 3);
}

static void knows_dates_by_their_look(void **state)
{
    (void)state;
    static const char *const yes[] = {
        "fri",
        "Friday",
        "tomorrow",
        "eow",
        "next tue",
        "this week",
        "next month",
        "in 3 days",
        "in a week",
        "in two weeks",
        "3 days ago",
        "15 dec",
        "dec 15",
        "Dec 15th",
        "15 december 2026",
        "tue 15 dec",
        "12/15",
        "12/15/2026",
        "2026-12-15",
        "15.12.",
        "15.12.2026",
        "+2w",
        "3d",
        "3bd",
        "15th",
        "fri 10:30",
        "fri at 4pm",
        "tomorrow at 16h",
        "4:30pm",
        "fri at 4",
        "in 3d",
        "may 2027",
    };
    static const char *const no[] = {
        "",        "slides", "15",   "2.0",  "chapter 3", "may", "march on", "a week", "3 dogs", "12/",
        "1/2/3/4", "in",     "at 4", "next", "10:3",      "99:", "fri sat",  "x fri",  "12345"};
    for (size_t i = 0; i < COUNT(yes); i++) {
        if (!capture_looks_like_date(yes[i]))
            fail_msg("'%s' should look like a date", yes[i]);
    }
    for (size_t i = 0; i < COUNT(no); i++) {
        if (capture_looks_like_date(no[i]))
            fail_msg("'%s' should not look like a date", no[i]);
    }
}

static void expect_pages(const char *text, const char *const *said, size_t count, size_t nameless)
{
    CaptureList people = {0};
    Error err = {0};
    size_t skipped = 99;
    if (!capture_paste(text, NULL, &people, &skipped, &err) && count > 0)
        fail_msg("%s", err.message);
    assert_int_equal(skipped, nameless);
    assert_int_equal(people.count, count);
    for (size_t i = 0; i < count; i++) {
        Str told = STR_INIT;
        capture_describe(&people.items[i], &told);
        if (strcmp(str_get(&told), said[i]) != 0)
            fail_msg("person %zu is understood as\n'%s', not\n'%s'", i, str_get(&told), said[i]);
        str_clear(&told);
    }
    capture_list_clear(&people);
}

static void reads_search_results(void **state)
{
    (void)state;
    static const char page[] = "Ada Byron\n"
                               "Ada Byron\n"
                               " \u2022 2nd\n"
                               "2nd degree connection\n"
                               "Staff Engineer at Acme | Speaker\n"
                               "Boston, Massachusetts, United States\n"
                               "Connect\n"
                               "Sam Okafor, Ines Costa and 12 other mutual connections\n"
                               "\n"
                               "Wei Chen (he/him) \u00b7 3rd+\r\n"
                               "Founder @ Bytewise\r\n"
                               "Stockholm Metropolitan Area\r\n"
                               "Message\r\n"
                               "4,512 followers\r\n"
                               "Sam Okafor is a mutual connection\r\n"
                               "\r\n"
                               "\r\n"
                               "Rita Duarte View Rita Duarte\u2019s profile\n"
                               "View Rita Duarte\u2019s profile\n"
                               "\u2022 1st\n"
                               "Helping teams write\n"
                               "Lisbon, Portugal\n"
                               "Current: Editor at Outpost\n"
                               "Northeastern University\n"
                               "rita@outpost.example\n"
                               "www.linkedin.example/in/rita\n"
                               "500+ connections\n"
                               "met at PyCon\n"
                               "note to self\n"
                               "writes about tides\n";
    static const char *const said[] = {
        "Ada Byron, Staff Engineer at Acme; lives in Boston; 2nd degree; you both know Sam Okafor; you both "
        "know Ines Costa; "
        "note: Speaker",
        "Wei Chen (he/him), Founder at Bytewise; lives in Stockholm Metropolitan Area; 3rd degree; you both "
        "know Sam Okafor",
        "Rita Duarte, Editor at Outpost; school Northeastern University; lives in Lisbon; met at PyCon; "
        "rita@outpost.example; www.linkedin.example/in/rita; 1st degree; note: to self, writes about tides",
    };
    expect_pages(page, said, COUNT(said), 0);
}

static void reads_lines_and_leaves_out_nobodies(void **state)
{
    (void)state;
    static const char *const two[] = {"Ada Byron at Acme; card", "Sam; 2nd degree"};
    expect_pages("Ada Byron @ Acme, card\n\n\nSam, 2nd\n", two, 2, 0);
    expect_pages("\n \nAda Byron @ Acme, card\n\nConnect\nMessage\n\nSam, 2nd", two, 2, 1);
    expect_pages("", NULL, 0, 0);
    expect_pages("Connect\nMessage", NULL, 0, 1);
    expect_pages("ada@acme.example", NULL, 0, 1);
}

static void text_of_any_kind_is_survived(void **state)
{
    (void)state;
    const uint64_t seed = 20261124;
    uint64_t random = seed;
    static const char *const bits[] = {"Ada",        " ",        " ",       ", ",    ",",
                                       "@",          " @ ",      "#",       "\"",    "\n",
                                       "\n\n",       "fri",      "by ",     "met",   " at ",
                                       "2nd",        "\xff",     "\u2022 ", "(",     "she/her)",
                                       "I promised", "http://x", "\u7530",  "a@b.c", "+1 617 555 0100",
                                       ":",          "-",        "mutual",  "and ",  "12/15",
                                       "\u2019"};
    for (int round = 0; round < 20000; round++) {
        Str text = STR_INIT;
        for (int i = 0; i < 12; i++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            str_append(&text, bits[(random >> 33) % COUNT(bits)]);
        }
        Capture capture;
        CaptureList list = {0};
        Str said = STR_INIT;
        if (capture_line(str_get(&text), NULL, &capture, NULL)) {
            capture_describe(&capture, &said);
            if (capture.name[0] == '\0' || said.length == 0)
                fail_msg("seed %llu, round %d: '%s'", (unsigned long long)seed, round, str_get(&text));
        }
        capture_clear(&capture);
        size_t skipped;
        bool found = capture_paste(str_get(&text), NULL, &list, &skipped, NULL);
        assert_int_equal(found, list.count > 0);
        capture_list_clear(&list);
        str_clear(&said);
        str_clear(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(understands_lines),
        cmocka_unit_test(a_name_is_needed),
        cmocka_unit_test(asks_the_caller_for_dates),
        cmocka_unit_test(knows_dates_by_their_look),
        cmocka_unit_test(reads_search_results),
        cmocka_unit_test(reads_lines_and_leaves_out_nobodies),
        cmocka_unit_test(text_of_any_kind_is_survived),
    };
    return cmocka_run_group_tests_name("capture", tests, NULL, NULL);
}
