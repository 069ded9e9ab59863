// SPDX-License-Identifier: MIT
// Dates and repeat rules from any bytes: never a crash, every answer inside the calendar, every error with
// its place, and what a rule is stored as reads back as the same rule.
#include <stdint.h>
#include <stdlib.h>

#include "rapport/base/mem.h"
#include "rapport/core/date.h"
#include "rapport/core/repeat.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static bool inside(int32_t day)
{
    return day >= civil_day(1, 1, 1) && day <= civil_day(9999, 12, 31);
}

static void try_day(const char *text, const DateContext *context)
{
    DateValue value;
    Error err = {0};
    if (!date_parse(text, context, &value, &err)) {
        require(err.kind == ERROR_INPUT && err.column >= 1 && err.message[0] != '\0');
        return;
    }
    require(inside(value.day) && value.minute >= -1 && value.minute < 24 * 60);
    char shown[DATE_TEXT_SIZE];
    require(date_preview(value.day, value.minute, context->today, shown)[0] != '\0');
    require(date_until(value.day, value.minute, context->today, context->minute, shown)[0] != '\0');
}

static void try_range(const char *text, const DateContext *context)
{
    DateRange range;
    Error err = {0};
    if (!date_parse_range(text, context, &range, &err))
        require(err.column >= 1);
    else
        require(range.from == CIVIL_NONE || range.to == CIVIL_NONE || range.from <= range.to);
}

static bool same(const Repeat *a, const Repeat *b)
{
    return a->unit == b->unit && a->every == b->every && a->on == b->on && a->after_done == b->after_done &&
           a->until == b->until;
}

static void try_repeat(const char *text, const DateContext *context)
{
    Repeat repeat, again;
    Error err = {0};
    if (!repeat_parse(text, context, &repeat, &err)) {
        require(err.column >= 1);
        return;
    }
    int32_t next = repeat_next(&repeat, NULL, context->today, context->today);
    require(next == CIVIL_NONE || next > context->today);
    Str stored = STR_INIT;
    repeat_format(&repeat, &stored);
    require(repeat_parse(str_get(&stored), context, &again, NULL) && same(&repeat, &again));
    str_clear(&stored);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    DateContext context = {.today = civil_day(2026, 11, 24) + data[0],
                           .minute = 581,
                           .past = data[0] & 1,
                           .month_first = data[0] & 2};
    char *text = mem_strndup((const char *)data + 1, size - 1);
    try_day(text, &context);
    try_range(text, &context);
    try_repeat(text, &context);
    free(text);
    return 0;
}
