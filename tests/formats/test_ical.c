// SPDX-License-Identifier: MIT
// Calendars: what is written is read back as it was, whatever the texts hold; lines are folded as the RFC
// says; what other programs write is understood, and what is no calendar is told.
#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/civil.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/formats/ical.h"
#include "support/random.h"
#include "support/rounds.h"

enum { AROUND = 20781 }; // 2026-11-24

typedef struct Seen {
    Str lines;
    int warnings;
} Seen;

static bool see(void *self, IcalItem *item, Error *err)
{
    Seen *seen = self;
    char day[16];
    (void)err;
    if (item->day != CIVIL_NONE)
        civil_format(item->day, day);
    str_appendf(&seen->lines, "%s%s %s", item->todo ? "todo " : "", item->uid != NULL ? item->uid : "-",
                item->day != CIVIL_NONE ? day : "no day");
    if (item->minute >= 0)
        str_appendf(&seen->lines, " %02d:%02d%s", item->minute / 60, item->minute % 60,
                    item->fixed ? "" : " local");
    if (item->length > 0)
        str_appendf(&seen->lines, " %dm", item->length);
    str_appendf(&seen->lines, " %s", item->summary != NULL ? item->summary : "-");
    if (item->place != NULL)
        str_appendf(&seen->lines, " at %s", item->place);
    if (item->state == ICAL_CANCELLED)
        str_append(&seen->lines, " cancelled");
    if (item->repeats) {
        str_push(&seen->lines, ' ');
        rrule_format(&item->rule, &seen->lines);
    }
    for (size_t i = 0; i < item->except.count; i++) {
        civil_format(item->except.items[i], day);
        str_appendf(&seen->lines, " not %s", day);
    }
    for (size_t i = 0; i < item->series.count; i++) {
        civil_format(moment_day(item->series.items[i].at), day);
        str_appendf(&seen->lines, "\n  %s %02d:%02d", day, moment_minute(item->series.items[i].at) / 60,
                    moment_minute(item->series.items[i].at) % 60);
    }
    if (item->instead_of != CIVIL_NONE) {
        civil_format(item->instead_of, day);
        str_appendf(&seen->lines, " instead of %s", day);
    }
    for (size_t i = 0; i < item->people.count; i++)
        str_appendf(&seen->lines, " %s<%s>%s",
                    item->people.items[i].name != NULL ? item->people.items[i].name : "",
                    item->people.items[i].mail != NULL ? item->people.items[i].mail : "",
                    item->people.items[i].declined ? " declined" : "");
    str_push(&seen->lines, '\n');
    return true;
}

static void count_warning(void *self, const char *what)
{
    Seen *seen = self;
    assert_false(str_blank(what));
    seen->warnings++;
}

static Ical *open_module(void)
{
    setenv("RAPPORT_EXTRAS_DIR", TEST_BINARY, 1);
    Error err = {0};
    Ical *ical = ical_open(&err);
    if (ical == NULL)
        fail_msg("%s", err.message);
    return ical;
}

// ---- what others write

static void test_events_of_others(void **state)
{
    (void)state;
    static const struct {
        const char *event, *seen;
        int warnings;
    } CASES[] = {
        {"UID:a\nDTSTART:20261124T140000Z\nDTEND:20261124T143000Z\nSUMMARY:Talk",
         "a 2026-11-24 14:00 30m Talk\n", 0},
        {"UID:a\nDTSTART:20261124T140000\nDURATION:PT1H30M\nSUMMARY:Talk",
         "a 2026-11-24 14:00 local 90m Talk\n", 0},
        {"UID:a\nDTSTART;VALUE=DATE:20261124\nSUMMARY:Fair", "a 2026-11-24 Fair\n", 0},
        {"UID:a\nDTSTART;TZID=Home:20261118T233000\nSUMMARY:Late call", "a 2026-11-19 04:30 Late call\n", 0},
        {"UID:a\nDTSTART:20261124T140000Z\nSUMMARY:One\\, two\\; three\\nfour\nLOCATION:Caf\303\251",
         "a 2026-11-24 14:00 One, two; three\nfour at Caf\303\251\n", 0},
        {"UID:a\nDTSTART:20261124T140000Z\nSUMMARY:fol\n ded\nSTATUS:CANCELLED",
         "a 2026-11-24 14:00 folded cancelled\n", 0},
        {"UID:a\nDTSTART:20261124T140000Z\nRRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3\nEXDATE:20261201T140000Z",
         "a 2026-11-24 14:00 - FREQ=WEEKLY;COUNT=3;BYDAY=TU not 2026-12-01\n  2026-11-24 14:00\n  2026-12-08 "
         "14:00\n",
         0},
        {"UID:a\nDTSTART:20261202T140000Z\nRECURRENCE-ID:20261201T140000Z",
         "a 2026-12-02 14:00 - instead of 2026-12-01\n", 0},
        {"UID:a\nDTSTART:20261124T140000Z\nRRULE:FREQ=YEARLY;BYWEEKNO=20", "a 2026-11-24 14:00 -\n", 1},
        {"UID:a\nDTSTART:20261124T140000Z\nORGANIZER;CN=Ada Byron:mailto:ada@acme.example\n"
         "ATTENDEE;CN=\"Norwood, Zo\303\253\":MAILTO:zoe@berg.example\nATTENDEE:tel:+46",
         "a 2026-11-24 14:00 - Ada Byron<ada@acme.example> Norwood, Zo\303\253<zoe@berg.example>\n", 0},
        {"UID:a\nSUMMARY:when?", "", 1},
        {"UID:a\nDTSTART:20261399T990000Z\nSUMMARY:when?", "", 1},
        {"DTSTART:20261124T140000Z", "- 2026-11-24 14:00 -\n", 0},
    };
    Ical *ical = open_module();
    for (size_t i = 0; i < COUNT(CASES); i++) {
        Seen seen = {0};
        IcalSink sink = {AROUND - 60, AROUND + 60, see, count_warning, &seen};
        Error err = {0};
        char *text = str_format("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTIMEZONE\nTZID:Home\nBEGIN:STANDARD\n"
                                "DTSTART:19701101T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\n"
                                "END:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\n%s\nEND:VEVENT\nEND:VCALENDAR\n",
                                CASES[i].event);
        if (!ical_read(ical, text, strlen(text), &sink, &err))
            fail_msg("case %zu: %s", i, err.message);
        if (!str_equal(str_get(&seen.lines), CASES[i].seen))
            fail_msg("case %zu: %s, not %s", i, str_get(&seen.lines), CASES[i].seen);
        assert_int_equal(seen.warnings, CASES[i].warnings);
        str_clear(&seen.lines);
        free(text);
    }
    ical_close(ical);
}

// The exports of real programs in their own dialects, with invented people: beside each file what is read.
static void test_files_of_others(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        int warnings;
    } FILES[] = {
        {"google.ics", 0}, {"outlook.ics", 0}, {"apple.ics", 0}, {"nextcloud.ics", 1}, {"phone.vcs", 0}};
    Ical *ical = open_module();
    for (size_t i = 0; i < COUNT(FILES); i++) {
        Seen seen = {STR_INIT, 0};
        Str text = STR_INIT, expected = STR_INIT;
        IcalSink sink = {AROUND - 60, AROUND + 60, see, count_warning, &seen};
        Error err = {0};
        char *path = str_format(TEST_DATA "/calendars/%s", FILES[i].file);
        char *beside = str_format("%s.seen", path);
        if (!file_read(path, ICAL_TEXT_MOST, &text, &err) ||
            !file_read(beside, ICAL_TEXT_MOST, &expected, &err) ||
            !ical_read(ical, str_get(&text), text.length, &sink, &err))
            fail_msg("%s: %s", FILES[i].file, err.message);
        if (strcmp(str_get(&seen.lines), str_get(&expected)) != 0)
            fail_msg("%s:\n%s", FILES[i].file, str_get(&seen.lines));
        assert_int_equal(seen.warnings, FILES[i].warnings);
        str_clear(&seen.lines);
        str_clear(&text);
        str_clear(&expected);
        free(path);
        free(beside);
    }
    ical_close(ical);
}

static void test_what_is_no_calendar(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {"", "hello", "BEGIN:VCARD\nEND:VCARD\n", "Name,Mail\n"};
    Ical *ical = open_module();
    for (size_t i = 0; i < COUNT(TEXTS); i++) {
        Seen seen = {0};
        IcalSink sink = {AROUND - 60, AROUND + 60, see, count_warning, &seen};
        Error err = {0};
        assert_false(ical_read(ical, TEXTS[i], strlen(TEXTS[i]), &sink, &err));
        assert_string_equal(err.message, "this is no calendar: it does not begin with BEGIN:VCALENDAR");
    }
    assert_true(ical_is("\xEF\xBB\xBF"
                        "BEGIN:VCALENDAR\r\n",
                        20));
    assert_true(ical_is("\r\nbegin:vcalendar\r\n", 19));
    ical_close(ical);
}

static void test_without_the_module(void **state)
{
    (void)state;
    setenv("RAPPORT_EXTRAS_DIR", "/nowhere", 1);
    Error err = {0};
    assert_null(ical_open(&err));
    assert_string_equal(err.message, "Calendars need the module rapport-extras.so, which is not installed; "
                                     "jsonl, csv and md go without it");
}

// ---- out and in again

static char *nasty_text(Random *random, size_t most)
{
    Str text = STR_INIT, valid = STR_INIT;
    str_push(&text, 'x');
    for (size_t left = random_below(random, most); left > 0; left--)
        random_character(random, &text);
    str_append(&text, random_below(random, 3) == 0 ? ",;:\\\"\r\nEND:VEVENT\r\nx" : "x");
    utf8_repair(&valid, str_get(&text), text.length);
    str_clear(&text);
    return str_take(&valid);
}

// As a calendar may hold it: no control characters but line breaks and tabs.
static char *as_kept(const char *text)
{
    char *kept = mem_strdup(text);
    for (unsigned char *at = (unsigned char *)kept; *at != '\0'; at++)
        if ((*at < ' ' && *at != '\n' && *at != '\t') || *at == 0x7F)
            *at = ' ';
    return kept;
}

static void check_lines(const char *text, size_t length)
{
    size_t start = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '\n')
            continue;
        if (i == start || text[i - 1] != '\r')
            fail_msg("a line ends without CRLF: %.*s", 300, text + (start > 200 ? start - 200 : 0));
        assert_true(i - 1 - start <= 75);
        Str whole = STR_INIT;
        utf8_repair(&whole, text + start, i - 1 - start);
        assert_int_equal(whole.length, i - 1 - start); // no character is cut in two
        str_clear(&whole);
        start = i + 1;
    }
    assert_int_equal(start, length);
}

typedef struct Back {
    const char *summary, *description;
    int32_t day;
    int minute, count;
} Back;

static bool compare(void *self, IcalItem *item, Error *err)
{
    Back *back = self;
    (void)err;
    assert_string_equal(item->summary, back->summary);
    assert_string_equal(item->description, back->description);
    assert_int_equal(item->day, back->day);
    assert_int_equal(item->minute, back->minute);
    back->count++;
    return true;
}

static void test_out_and_in(void **state)
{
    (void)state;
    Random random = random_start(75);
    Ical *ical = open_module();
    for (int round = 0, rounds = test_rounds(300, 5000); round < rounds; round++) {
        IcalItem item;
        Str text = STR_INIT;
        Error err = {0};
        ical_item_init(&item);
        item.uid = mem_strdup("one@rapport.example");
        item.summary = nasty_text(&random, 60);
        item.description = nasty_text(&random, 200);
        item.day = civil_day(2026, 1, 1) + (int32_t)random_below(&random, 2000);
        item.minute = random_below(&random, 2) == 0 ? -1 : (int)random_below(&random, 1440);
        item.alarm = random_below(&random, 2) == 0 ? ICAL_NO_ALARM : 15;
        ical_begin(&text);
        if (!ical_write(ical, &item, (Moment){1795512060, 0}, &text, &err))
            fail_msg("%s", err.message);
        ical_end(&text);
        check_lines(str_get(&text), text.length);
        char *summary = as_kept(item.summary), *description = as_kept(item.description);
        Back back = {summary, description, item.day, item.minute, 0};
        IcalSink sink = {AROUND, AROUND, compare, NULL, &back};
        assert_true(ical_read(ical, str_get(&text), text.length, &sink, &err));
        assert_int_equal(back.count, 1);
        free(summary);
        free(description);
        str_clear(&text);
        ical_item_clear(&item);
    }
    ical_close(ical);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_events_of_others),    cmocka_unit_test(test_files_of_others),
        cmocka_unit_test(test_what_is_no_calendar), cmocka_unit_test(test_out_and_in),
        cmocka_unit_test(test_without_the_module),
    };
    return cmocka_run_group_tests_name("formats/ical", tests, NULL, NULL);
}
