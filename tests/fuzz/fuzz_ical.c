// SPDX-License-Identifier: MIT
// Any bytes as a calendar of another program: its events have days and times that exist, and a rule that is
// read is walked without end to the work. And any text as a recurrence rule: what is read is written the
// same.
#include <stdint.h>
#include <stdlib.h>

#include "rapport/base/civil.h"
#include "rapport/base/mem.h"
#include "rapport/core/rrule.h"
#include "rapport/formats/ical.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TODAY = 20781 };

static void try_rule(const char *text)
{
    Rrule rule, again;
    Str written = STR_INIT;
    if (!rrule_parse(text, &rule, NULL))
        return;
    rrule_format(&rule, &written);
    if (!rrule_parse(str_get(&written), &again, NULL) || !rrule_equal(&rule, &again))
        abort();
    str_clear(&written);
    RruleWalk walk;
    rrule_walk(&walk, &rule, civil_day(2024, 2, 29));
    int32_t before = CIVIL_NONE;
    for (int i = 0; i < 20; i++) {
        int32_t day = rrule_step(&walk);
        if (day == CIVIL_NONE)
            break;
        if (before != CIVIL_NONE && day <= before)
            abort();
        before = day;
    }
}

static bool see(void *self, IcalItem *item, Error *err)
{
    (void)self, (void)err;
    if (item->todo && item->day == CIVIL_NONE)
        return true;
    CivilDate date = civil_date(item->day);
    if (date.year < 0 || date.year > 10000 || item->minute < -1 || item->minute >= 24 * 60 ||
        item->length < 0)
        abort();
    return true;
}

static void ignore(void *self, const char *what)
{
    (void)self, (void)what;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    setenv("RAPPORT_EXTRAS_DIR", TEST_BINARY, 1);
    char *text = mem_strndup((const char *)data, size);
    try_rule(text);
    free(text);
    Error err = {0};
    IcalSink sink = {TODAY - 365, TODAY + 60, see, ignore, NULL};
    Ical *ical = ical_open(&err);
    if (ical != NULL)
        ical_read(ical, (const char *)data, size, &sink, &err);
    ical_close(ical);
    return 0;
}
