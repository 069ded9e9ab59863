// SPDX-License-Identifier: MIT
// One line for a follow-up or a meeting: what people type, and that whatever is kept is written so that it is
// read back as it was.
#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/core/agenda_line.h"
#include "support/random.h"

// Tue 24 Nov 2026, 09:41.
static DateContext context_now(void)
{
    return (DateContext){.today = civil_day(2026, 11, 24), .minute = 9 * 60 + 41};
}

// "2026-11-27 10:30 +45 |text|repeat|place"
static void show(const AgendaLine *line, Str *out)
{
    char day[16];
    civil_format(line->day, day);
    str_append(out, day);
    if (line->minute >= 0)
        str_appendf(out, " %02d:%02d", line->minute / 60, line->minute % 60);
    if (line->length > 0)
        str_appendf(out, " +%d", line->length);
    str_appendf(out, " |%s|%s|%s", line->text, line->repeat != NULL ? line->repeat : "",
                line->place != NULL ? line->place : "");
}

typedef bool ReadLine(const char *typed, const DateContext *context, int32_t day, int minute, AgendaLine *out,
                      Error *err);

// The thing is on Thu 26 Nov.
static void expect(ReadLine *read, const char *typed, const char *expected)
{
    DateContext context = context_now();
    AgendaLine line;
    Error err = {0};
    Str actual = STR_INIT;
    if ((*read)(typed, &context, civil_day(2026, 11, 26), -1, &line, &err)) {
        show(&line, &actual);
        agenda_line_clear(&line);
    } else {
        str_append(&actual, err.message);
    }
    if (strcmp(str_get(&actual), expected) != 0)
        fail_msg("%s is read as %s, not %s", typed, str_get(&actual), expected);
    str_clear(&actual);
}

static void test_things_to_do(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {
        {"send the slides", "2026-11-26 |send the slides||"},
        {"fri send the slides", "2026-11-27 |send the slides||"},
        {"fri: send the slides", "2026-11-27 |send the slides||"},
        {"fri 10:30 send the slides", "2026-11-27 10:30 |send the slides||"},
        {"10:30 send the slides",
         "2026-11-26 10:30 |send the slides||"}, // of its day, though it is past today
        {"8:00 send the slides", "2026-11-26 08:00 |send the slides||"},
        {"today 16:00 call", "2026-11-24 16:00 |call||"},
        {"next tue call", "2026-12-01 |call||"},
        {"+2w call", "2026-12-08 |call||"},
        {"dec 15 at 4pm call", "2026-12-15 16:00 |call||"},
        {"2027-02-28 call", "2027-02-28 |call||"},
        {"fri call; every 2 weeks", "2026-11-27 |call|every 2 weeks|"},
        {"call;every week until dec 15", "2026-11-26 |call|every week until dec 15|"},
        {"call; FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", "2026-11-26 |call|FREQ=YEARLY;BYMONTH=5;BYDAY=2SU|"},
        {"call; once", "2026-11-26 |call||"},
        {"call; ask about tea", "2026-11-26 |call; ask about tea||"},
        {"call; ask; every week", "2026-11-26 |call; ask|every week|"},
        {"24 nov: 15 people come", "2026-11-24 |15 people come||"},
        {": fri comes before sat", "2026-11-26 |fri comes before sat||"},
        {"31 feb call", "31 Feb is no day of the calendar"},
        {"2026-02-30 call", "30 Feb is no day of the calendar"},
        {": 31 feb is no day", "2026-11-26 |31 feb is no day||"},
        {"call; every now and then", "a unit is missing here: days, weekdays, weeks, months or years"},
        {"", "a follow-up needs a few words on what to do"},
        {"fri", "a follow-up needs a few words on what to do"},
        {"fri; every week", "a follow-up needs a few words on what to do"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        expect(agenda_line_parse_todo, CASES[i][0], CASES[i][1]);
}

static void test_meetings(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {
        {"14:00 45m coffee @ Café Nord", "2026-11-26 14:00 +45 |coffee||Café Nord"},
        {"fri 14:00 1h30m coffee", "2026-11-27 14:00 +90 |coffee||"},
        {"fri 14:00 2h @ https://meet.example/x", "2026-11-27 14:00 +120 |||https://meet.example/x"},
        {"mon coffee", "2026-11-30 |coffee||"},
        {"", "2026-11-26 |||"},
        {"14:00 45 minutes with her", "2026-11-26 14:00 |45 minutes with her||"},
        {"write a@b.example @ home", "2026-11-26 |write a@b.example||home"},
        {"write a@b.example @", "2026-11-26 |write a@b.example||"},
        {"mon 45m coffee", "how long it takes goes with a time: 14:00 45m"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        expect(agenda_line_parse_meeting, CASES[i][0], CASES[i][1]);
}

static void test_as_written(void **state)
{
    (void)state;
    DateContext context = context_now();
    static const struct {
        int year, month, day, minute;
        const char *text, *repeat, *line;
    } CASES[] = {
        {2026, 11, 24, 630, "call, staff role", NULL, "24 Nov 10:30 call, staff role"},
        {2026, 11, 27, -1, "call", "every 2 weeks", "27 Nov call; every 2 weeks"},
        {2026, 11, 20, -1, "thank them", NULL, "2026-11-20 thank them"}, // 20 Nov would be the coming one
        {2027, 11, 20, -1, "thank them", NULL, "20 Nov 2027 thank them"},
        {2026, 11, 27, -1, "10:30 is too early", NULL, "27 Nov: 10:30 is too early"},
        {2026, 11, 27, -1, "call; every week", NULL, "27 Nov call; every week; once"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        AgendaLine line = {.day = civil_day(CASES[i].year, CASES[i].month, CASES[i].day),
                           .minute = CASES[i].minute,
                           .text = (char *)CASES[i].text,
                           .repeat = (char *)CASES[i].repeat};
        Str out = STR_INIT;
        agenda_line_format_todo(&line, &context, &out);
        assert_string_equal(str_get(&out), CASES[i].line);
        str_clear(&out);
    }
}

// Words that may be taken for something else.
static char *random_words(Random *random)
{
    static const char *const WORDS[] = {
        "fri", "24",  "nov",  "10:30", "at",  "4pm",  ":",  ";", "@",    "every", "week",   "once",  "45m",
        "2h",  "+2w", "send", "tea",   "a@b", "2026", "in", "3", "days", "next",  "slides", "until", "Zoë"};
    Str text = STR_INIT;
    for (size_t n = 1 + random_below(random, 5); n > 0; n--)
        str_appendf(&text, "%s%s", text.length > 0 ? " " : "", WORDS[random_below(random, COUNT(WORDS))]);
    return str_take(&text);
}

static void test_reads_back(void **state)
{
    (void)state;
    static const char *const REPEATS[] = {NULL, "every week on Tue", "3 days after done",
                                          "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", "every 3 days from 2026-11-24"};
    DateContext context = context_now();
    Random random = random_start(11);
    for (int round = 0; round < 4000; round++) {
        bool meeting = round % 2 == 0;
        AgendaLine line = {.day = context.today - 400 + (int32_t)random_below(&random, 800),
                           .minute = (int)random_below(&random, 1441) - 1,
                           .text = random_words(&random)},
                   again;
        Str typed = STR_INIT, before = STR_INIT, after = STR_INIT;
        if (meeting && random_below(&random, 2) == 0)
            line.place = mem_strdup("Nord");
        if (meeting && line.minute >= 0)
            line.length = (int)random_below(&random, 100);
        const char *repeat = REPEATS[random_below(&random, COUNT(REPEATS))];
        line.repeat = meeting || repeat == NULL ? NULL : mem_strdup(repeat);
        (meeting ? agenda_line_format_meeting : agenda_line_format_todo)(&line, &context, &typed);
        Error err = {0};
        show(&line, &before);
        if ((meeting ? agenda_line_parse_meeting : agenda_line_parse_todo)(str_get(&typed), &context, 0, -1,
                                                                           &again, &err)) {
            show(&again, &after);
            agenda_line_clear(&again);
        }
        if (strcmp(str_get(&before), str_get(&after)) != 0)
            fail_msg("%s, written as %s, is read as %s%s", str_get(&before), str_get(&typed), str_get(&after),
                     err.message);
        agenda_line_clear(&line);
        str_clear(&typed);
        str_clear(&before);
        str_clear(&after);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_things_to_do),
        cmocka_unit_test(test_meetings),
        cmocka_unit_test(test_as_written),
        cmocka_unit_test(test_reads_back),
    };
    return cmocka_run_group_tests_name("core/agenda_line", tests, NULL, NULL);
}
