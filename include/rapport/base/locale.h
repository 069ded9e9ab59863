// SPDX-License-Identifier: MIT
// What is asked of the locale: which characters the terminal takes, the first day of the week, and the order
// of day and month in numbers. Words stay English; the decimal sign stays a point, since others read our
// numbers.
#ifndef RAPPORT_BASE_LOCALE_H
#define RAPPORT_BASE_LOCALE_H

#include <stdbool.h>

void locale_begin(void); // once, at the start: takes LC_CTYPE, LC_TIME and LC_MESSAGES from the environment
bool locale_utf8(void);
bool locale_monday_first(void); // true where the system does not tell
bool locale_month_first(void);  // 12/15 is a day of December

#endif
