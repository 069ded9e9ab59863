// SPDX-License-Identifier: MIT
// The C library's locale. Nothing else of it is taken: not the order of names, not the decimal comma.
#include "rapport/base/locale.h"

#include <langinfo.h>
#include <locale.h>
#include <stdint.h>
#include <string.h>

void locale_begin(void)
{
    setlocale(LC_CTYPE, "");
    setlocale(LC_TIME, "");
    setlocale(LC_MESSAGES, "");
}

bool locale_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool locale_monday_first(void)
{
#ifdef __GLIBC__
    // The first weekday counts from the day that the second value names (19971130 is a Sunday, 19971201 a
    // Monday). That one is a number of 32 bits in the place of a pointer, whose upper half is anything.
    const char *first = nl_langinfo(_NL_TIME_FIRST_WEEKDAY);
    uint32_t base = (uint32_t)(uintptr_t)nl_langinfo(_NL_TIME_WEEK_1STDAY);
    return (base == 19971201 && *first == 1) || (base == 19971130 && *first == 2);
#else
    return true;
#endif
}

bool locale_month_first(void)
{
    const char *format = nl_langinfo(D_FMT);
    return strncmp(format, "%m", 2) == 0 || strncmp(format, "%D", 2) == 0;
}
