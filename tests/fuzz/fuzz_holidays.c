// SPDX-License-Identifier: MIT
// Any bytes as a calendar of holidays: days in order, each once, none before the first, not too many; names
// that stand on one line.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/civil.h"
#include "rapport/base/sanitise.h"
#include "rapport/formats/holidays.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool fits(const Holiday *one, int32_t from)
{
    const char *name = one->name;
    return one->day >= from &&
           (name == NULL || (strlen(name) <= 4 * HOLIDAY_NAME_MOST && strpbrk(name, ",\n") == NULL &&
                             sanitise_clean(name, strlen(name))));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int32_t from = civil_day(2026, 1, 1);
    HolidayDays days = {0};
    Error err = {0};
    bool fine = holidays_read((const char *)data, size, from, &days, &err);
    if (fine && (days.count == 0 || days.count > HOLIDAY_DAYS_MOST))
        abort();
    for (size_t i = 0; fine && i < days.count; i++)
        if (!fits(&days.items[i], from) || (i > 0 && days.items[i].day <= days.items[i - 1].day))
            abort();
    holidays_clear(&days);
    return 0;
}
