// SPDX-License-Identifier: MIT
// Any bytes as a calendar of holidays: days in order, each once, none before the first, not too many.
#include <stdint.h>
#include <stdlib.h>

#include "rapport/base/civil.h"
#include "rapport/formats/holidays.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int32_t from = civil_day(2026, 1, 1);
    HolidayDays days = {0};
    Error err = {0};
    bool fine = holidays_read((const char *)data, size, from, &days, &err);
    if (fine && (days.count == 0 || days.count > HOLIDAY_DAYS_MOST))
        abort();
    for (size_t i = 0; fine && i < days.count; i++)
        if (days.items[i] < from || (i > 0 && days.items[i] <= days.items[i - 1]))
            abort();
    vec_clear(&days);
    return 0;
}
